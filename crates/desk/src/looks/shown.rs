//! What was advised and shown (N4): sealed in the private log once per change, so that it can be told
//! later what a person had been told to do, and when. A look into the past seals nothing.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};
use standfast_model::lists::StepAct;
use standfast_model::{Body, FieldValue, Log, Occurred, instant, kinds};
use standfast_pathway::Advice;
use standfast_vault::CaseLine;

use super::line::time;
use super::next::Next;
use super::timeline::start_of;
use crate::access::{Act, Permit};
use crate::{Desk, DeskError, Zone};

/// See what was shown, and when.
pub struct Shown;
impl Act for Shown {
    const NAME: &'static str = "next shown";
}

/// Who looks. A vault's holders share one key, which names none of them.
const HOLDER: &str = "holder";

/// The next steps as they are shown to somebody.
#[derive(Clone, Debug)]
pub struct NextShown {
    /// The steps.
    pub advice: Advice,
    /// An adviser's own advice, which comes before them: newest first.
    pub advised: Vec<Advised>,
    /// Where it is kept that they were shown.
    pub kept: KeptAs,
}

/// What an adviser said.
#[derive(Clone, Debug, PartialEq)]
pub struct Advised {
    /// The entry of the private log.
    pub p: u64,
    /// Who gave it.
    pub by: Option<String>,
    /// When it was given, where that was said.
    pub given: Option<Occurred>,
    /// When it was noted (UTC).
    pub recorded: Timestamp,
    /// In words.
    pub words: String,
}

impl Serialize for Advised {
    /// `{"p","by","given","recorded","words"}`; `given` as `occurred` of a line.
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        json!({
            "p": self.p,
            "by": self.by,
            "given": self.given.as_ref().map(time),
            "recorded": instant(self.recorded),
            "words": self.words,
        })
        .serialize(to)
    }
}

/// Whether it is kept that these steps were shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeptAs {
    /// A look into the past, or nothing to show: there is nothing to keep.
    Nothing,
    /// They were the same at the last look; this entry of the private log says so.
    Before(u64),
    /// They had changed; this entry was sealed.
    Now(u64),
    /// They had changed, and that could not be kept. Why, in words.
    Not(String),
}

impl KeptAs {
    /// The entry of the private log, if there is one.
    #[must_use]
    pub fn entry(&self) -> Option<u64> {
        match self {
            KeptAs::Before(p) | KeptAs::Now(p) => Some(*p),
            KeptAs::Nothing | KeptAs::Not(_) => None,
        }
    }
}

/// What stood on the screen at one look, and at those after it until the next.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ShownThen {
    /// The entry of the private log.
    pub p: u64,
    /// When (UTC).
    #[serde(serialize_with = "as_instant")]
    pub recorded: Timestamp,
    /// To whom.
    pub to: Option<String>,
    /// The steps, in the order in which they stood.
    pub steps: Vec<ShownStep>,
    /// Entries of the private log with an adviser's advice, which stood above.
    pub advised: Vec<String>,
}

/// A step as it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownStep {
    /// Its name.
    pub id: String,
    /// Where it stood.
    pub state: String,
    /// How soon.
    pub urgency: String,
    /// The pack and its version.
    pub pack: String,
}

fn as_instant<S: serde::Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&instant(*at))
}

impl Desk {
    /// The steps, as somebody looks at them. Without `at` and `known` that they were shown is sealed in
    /// the private log, if anything had changed since the last look. What cannot be sealed is said;
    /// the steps are shown all the same.
    ///
    /// # Errors
    /// As of [`Desk::next`].
    pub fn next_shown(
        &mut self,
        case: &str,
        at: Option<&str>,
        known: Option<&str>,
    ) -> Result<NextShown, DeskError> {
        let advice = self.next(case, at, known)?;
        let (permit, line) = self.permit::<Next>(case)?;
        let advised = self.advised(&permit, &line, &advice.advised)?;
        let kept = if at.is_none() && known.is_none() {
            self.keep_shown(&permit, &line, &advice)?
        } else {
            KeptAs::Nothing
        };
        Ok(NextShown {
            advice,
            advised,
            kept,
        })
    }

    fn keep_shown(
        &mut self,
        permit: &Permit<Next>,
        line: &CaseLine,
        advice: &Advice,
    ) -> Result<KeptAs, DeskError> {
        let shown = listed(advice);
        let last = self.fold(permit, line)?.shown().next();
        match last {
            Some(last) if last.body.shown == shown => return Ok(KeptAs::Before(last.n)),
            None if shown.is_empty() => return Ok(KeptAs::Nothing),
            _ => {}
        }
        let entry = kinds::Step {
            step: None,
            act: StepAct::Shown,
            because: None,
            to: Some(HOLDER.to_owned()),
            pack: None,
            shown,
        };
        let sealed = self.seal(permit, Some(line), vec![], vec![entry.into()], vec![]);
        Ok(match sealed {
            Ok((placed, _)) => KeptAs::Now(placed.private.start),
            Err(error) => KeptAs::Not(error.to_string()),
        })
    }

    /// What advisers said, by entries of the private log; newest first.
    pub(crate) fn advised<A: Act>(
        &self,
        permit: &Permit<A>,
        line: &CaseLine,
        entries: &[u64],
    ) -> Result<Vec<Advised>, DeskError> {
        let mut found = Vec::with_capacity(entries.len());
        for p in entries.iter().rev() {
            let Some(stored) = self.vault(permit).entry(line.number, Log::Private, *p)? else {
                continue;
            };
            if let Body::Note(note) = stored.read()?.body {
                found.push(Advised {
                    p: *p,
                    by: note.by,
                    given: note.occurred,
                    recorded: stored.recorded,
                    words: note.words,
                });
            }
        }
        Ok(found)
    }

    /// What was shown, newest first. With a day: what stood on it, which may have been shown before.
    ///
    /// # Errors
    /// No such case, a day that is none.
    pub fn shown(&mut self, case: &str, day: Option<&str>) -> Result<Vec<ShownThen>, DeskError> {
        let (permit, line) = self.permit::<Shown>(case)?;
        let settings = self.settings(&permit, &line)?;
        let around = self.said(&settings, None)?;
        let within = match day {
            None => None,
            Some(words) => {
                let day = Date::from_words(words, &around)?;
                let (from, until) = (
                    start_of(day, &around, false)?,
                    start_of(day, &around, true)?,
                );
                Some((from, until))
            }
        };
        let folded = self.fold(&permit, &line)?;
        let mut found = Vec::new();
        for step in folded.shown() {
            if within.is_some_and(|(_, until)| step.recorded >= until) {
                continue;
            }
            found.push(then(step.n, step.recorded, &step.body));
            // The last one before the day stood at its beginning.
            if within.is_some_and(|(from, _)| step.recorded < from) {
                break;
            }
        }
        Ok(found)
    }
}

/// Each step as it is sealed: name, state, urgency, pack.
fn listed(advice: &Advice) -> Vec<String> {
    let advised = advice.advised.iter().rev();
    advised
        .map(|p| format!("advice {}", Log::Private.name(*p)))
        .chain(advice.steps.iter().map(|step| {
            format!(
                "{} {} {} {}",
                step.id,
                step.state.as_str(),
                step.urgency.as_str(),
                step.pack
            )
        }))
        .collect()
}

fn then(p: u64, recorded: Timestamp, body: &kinds::Step) -> ShownThen {
    let mut shown = ShownThen {
        p,
        recorded,
        to: body.to.clone(),
        steps: Vec::new(),
        advised: Vec::new(),
    };
    for line in &body.shown {
        let mut words = line.split(' ').map(str::to_owned);
        let mut word = || words.next().unwrap_or_default();
        match (word(), word(), word(), word()) {
            (advice, entry, _, _) if advice == "advice" => shown.advised.push(entry),
            (id, state, urgency, pack) => shown.steps.push(ShownStep {
                id,
                state,
                urgency,
                pack,
            }),
        }
    }
    shown
}

/// The JSON of the contract, with `advised` and the entry `p` that keeps that it was shown.
#[must_use]
pub fn json(shown: &NextShown, zone: &Zone) -> Value {
    let mut object = super::next::json(&shown.advice, zone);
    if let Some(object) = object.as_object_mut() {
        object.insert("advised".to_owned(), json!(shown.advised));
        object.insert("p".to_owned(), json!(shown.kept.entry()));
    }
    object
}
