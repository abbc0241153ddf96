//! The clocks of a case (N9): days by which something is to be done, ends, or is to be looked at again.
//! Steps with a last day come from the packs, the rest from what the log itself says.

pub mod ics;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use standfast_case::View;
use standfast_model::lists::MeasureKind;
use standfast_pathway::{Advice, State};

use crate::access::Act;
use crate::{Desk, DeskError};

/// See the clocks.
pub struct Clocks;
impl Act for Clocks {
    const NAME: &'static str = "clocks";
}

/// Days for which something that has ended still stands in the list.
const STILL_SAID: i64 = 28;

/// A day to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clock {
    /// The day, in the case's zone.
    pub day: Date,
    /// What kind of day it is.
    pub kind: ClockKind,
    /// What to do, or what ends.
    pub text: String,
    /// The day is over.
    pub passed: bool,
    /// The step, where it is one.
    pub step: Option<String>,
    /// Who acts, where somebody does.
    pub who: Option<String>,
    /// Entries of the record log that it comes from.
    pub because: Vec<u64>,
    /// Who says so, where it is not the log itself.
    pub source: Option<String>,
    /// The name of this clock in calendars: the same at each look, and known to nobody else.
    pub uid: String,
}

/// What kind of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockKind {
    /// The last day of a step.
    Step,
    /// A measure ends.
    Ends,
    /// A review is due.
    Review,
    /// The log was to be kept until then.
    Keep,
}

impl Desk {
    /// The clocks of a case, the first day first.
    ///
    /// # Errors
    /// No such case; the vault.
    pub fn clocks(&mut self, case: &str) -> Result<Vec<Clock>, DeskError> {
        let (permit, line) = self.permit::<Clocks>(case)?;
        let (now, packs) = (self.now(), self.packs()?);
        let folded = self.fold(&permit, &line)?;
        let advice = standfast_pathway::next(folded, &packs, now, jiff::Timestamp::MAX);
        let view = folded.as_of(now, jiff::Timestamp::MAX);
        let mut clocks = of(&view, &advice);
        let identities = self.vault(&permit).identities(&line.id);
        for clock in &mut clocks {
            clock.uid = ics::uid(&identities.sealed(&identity(clock)));
        }
        Ok(clocks)
    }
}

/// What makes a clock itself: not its day, so that a calendar moves what has moved.
fn identity(clock: &Clock) -> String {
    match (&clock.step, clock.because.first()) {
        (Some(step), _) => format!("clock step {step}"),
        (None, first) => format!("clock {:?} {}", clock.kind, first.copied().unwrap_or(0)),
    }
}

/// The clocks of a view. Pure; `uid` is left empty.
fn of(view: &View<'_>, advice: &Advice) -> Vec<Clock> {
    let today = advice.day;
    let clock = |day: Date, kind: ClockKind, text: String, because: Vec<u64>| Clock {
        day,
        kind,
        text,
        passed: day < today,
        step: None,
        who: None,
        because,
        source: None,
        uid: String::new(),
    };
    let mut clocks: Vec<Clock> = advice
        .steps
        .iter()
        .filter(|step| step.state.is_open())
        .filter_map(|step| {
            let source = step.source.as_ref();
            Some(Clock {
                passed: step.state == State::Overdue,
                step: Some(step.id.clone()),
                who: Some(step.who.clone()),
                source: source.map(|s| format!("{}, {}", s.title, s.publisher)),
                ..clock(
                    step.by?,
                    ClockKind::Step,
                    step.text.clone(),
                    step.because.clone(),
                )
            })
        })
        .collect();
    let last_review = view
        .measures()
        .iter()
        .rev()
        .find(|m| m.body.measure == MeasureKind::Review)
        .map(|m| m.n);
    for measure in view.measures() {
        let Some(until) = measure.body.until else {
            continue;
        };
        let word = measure.body.measure.as_str().replace('-', " ");
        match measure.body.measure {
            MeasureKind::Review if last_review == Some(measure.n) => clocks.push(clock(
                until,
                ClockKind::Review,
                "Hold the next review".to_owned(),
                vec![measure.n],
            )),
            MeasureKind::Review => {}
            _ if until.saturating_add(STILL_SAID.days()) < today => {}
            _ => clocks.push(clock(
                until,
                ClockKind::Ends,
                format!("Last day of the {word}, as logged"),
                vec![measure.n],
            )),
        }
    }
    if let Some((until, n)) = view.keep_until() {
        let text = "Decide whether the log is kept longer".to_owned();
        clocks.push(clock(until, ClockKind::Keep, text, vec![n]));
    }
    clocks.sort_by(|a, b| {
        (a.day, a.kind, &a.step, &a.because).cmp(&(b.day, b.kind, &b.step, &b.because))
    });
    clocks
}
