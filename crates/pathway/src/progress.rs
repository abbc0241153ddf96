//! Where a rule stands: what made it due, and what answered each of those.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use standfast_case::{Moment, Span};
use standfast_model::Precision;
use standfast_model::lists::{MeasureKind, StepAct};

use crate::facts::{Act, Ended, FactValue, Facts, Taken};
use crate::rule::{Quiet, Rule, Season};
use crate::select::{Bits, Row};

/// An entry that made a rule due.
#[derive(Clone, Debug)]
pub(crate) struct Cause {
    pub n: u64,
    pub moment: Moment,
    pub stated: Timestamp,
    /// Local day; of an unknown time, the day on which it was recorded.
    pub day: Date,
    pub signs: Bits,
    pub channel: Bits,
    pub measure: Bits,
    pub outcome: Bits,
    pub told: bool,
    exhibit: Option<Arc<str>>,
    pub until: Option<Date>,
}

/// What answered it; borrowed, because one measure can answer a hundred thousand contacts.
#[derive(Clone, Debug)]
pub(crate) enum End<'f> {
    Measure(&'f Taken),
    Exhibit {
        reference: Arc<str>,
        of: u64,
    },
    Decision,
    Outcome(&'f Ended),
    /// A person said done, or declined.
    Answered(&'f Act),
    /// Its time is over.
    Over,
}

/// A rule's causes, with what answered them.
#[derive(Debug, Default)]
pub(crate) struct Progress<'f> {
    pub open: Vec<Cause>,
    pub ended: Vec<(Cause, End<'f>)>,
    /// The last day in time, where the rule sets it by itself (a season, a limit).
    pub by: Option<Date>,
}

/// What people did with a step, up to the day.
#[derive(Debug, Default)]
pub(crate) struct Acted<'f> {
    /// Done or declined, and not reopened since.
    answers: Vec<&'f Act>,
    reopened: Option<&'f Act>,
    /// Opened by a person, and not answered since.
    pub opened: Option<&'f Act>,
    /// To whom it was given.
    pub to: Option<&'f str>,
}

impl<'f> Acted<'f> {
    pub fn of(acts: &'f [Act]) -> Self {
        let mut acted = Acted::default();
        for act in acts {
            match act.act {
                StepAct::Done | StepAct::Declined => {
                    acted.answers.push(act);
                    acted.opened = None;
                    acted.reopened = None;
                    acted.to = None;
                }
                StepAct::Reopened => {
                    acted.answers.clear();
                    acted.reopened = Some(act);
                    acted.to = None;
                }
                StepAct::Open => acted.opened = Some(act),
                StepAct::Delegated => acted.to = act.to.as_deref(),
                StepAct::Shown => {}
            }
        }
        acted
    }

    /// The act that a person opened it with, or opened it again with.
    pub fn opening(&self) -> Option<&'f Act> {
        self.opened.or(self.reopened)
    }

    /// The last answer.
    pub fn last_answer(&self) -> Option<End<'f>> {
        self.answers.last().copied().map(End::Answered)
    }

    /// The first answer since `stated`; of a rule that is settled `once`, any.
    fn answer_to(&self, stated: Timestamp, once: bool) -> Option<End<'f>> {
        self.answers
            .iter()
            .copied()
            .find(|a| once || a.recorded >= stated)
            .map(End::Answered)
    }

    /// What was recorded before does not count once a step was opened again.
    fn counts_from(&self) -> Option<Timestamp> {
        self.reopened.map(|a| a.recorded)
    }
}

impl<'f> Progress<'f> {
    pub fn of(rule: &Rule, facts: &'f Facts, acted: &Acted<'f>) -> Self {
        let mut progress = Progress::default();
        let mut causes = if let Some(quiet) = &rule.about.quiet {
            quiet_causes(quiet, facts)
        } else {
            causes(rule, facts)
        };
        if !rule.about.season.is_empty() {
            let Some((from, by)) = rule.about.season.iter().find_map(|s| window(s, facts.day))
            else {
                return progress;
            };
            let since = start(facts, from);
            for cause in &mut causes {
                cause.stated = cause.stated.max(since);
            }
            progress.by = Some(by);
        }
        let named = rule
            .by
            .filter(|by| by.until)
            .and_then(|_| causes.iter().filter_map(|c| c.until).min());
        progress.by = progress.by.or(named);
        let limit = rule.by.filter(|by| by.from_last).and_then(|by| {
            causes
                .iter()
                .map(|c| c.day)
                .max()?
                .checked_add(by.months.months().days(by.days))
                .ok()
        });
        progress.by = progress.by.or(limit);
        let over = rule.ends.with_by && progress.by.is_some_and(|by| facts.day > by);
        let answers = Answers::of(rule, facts, acted);
        for cause in causes {
            let end = answers.to(&cause).or_else(|| {
                let lapsed = rule.ends.days.is_some_and(|days| {
                    cause
                        .day
                        .checked_add(days.days())
                        .is_ok_and(|last| last <= facts.day)
                });
                let past =
                    !rule.ends.outlasts && cause.until.is_some_and(|until| until < facts.day);
                (over || lapsed || past).then_some(End::Over)
            });
            match end {
                Some(end) => progress.ended.push((cause, end)),
                None => progress.open.push(cause),
            }
        }
        progress
    }
}

/// What can answer the causes of one rule.
struct Answers<'a, 'f> {
    rule: &'a Rule,
    acted: &'a Acted<'f>,
    /// Last possible end first, so that the search for one after a cause stops early.
    measures: Vec<&'f Taken>,
    outcomes: Vec<&'f Ended>,
    decisions: Vec<Timestamp>,
}

impl<'a, 'f> Answers<'a, 'f> {
    fn of(rule: &'a Rule, facts: &'f Facts, acted: &'a Acted<'f>) -> Self {
        let counts = |recorded: Timestamp| acted.counts_from().is_none_or(|from| recorded > from);
        let mut measures: Vec<&'f Taken> = facts
            .measures
            .iter()
            .filter(|m| m.kind.meets(rule.ends.measures) && counts(m.moment.recorded))
            .collect();
        measures.sort_by_key(|m| std::cmp::Reverse(latest(&m.moment)));
        let outcomes = facts
            .outcomes
            .iter()
            .filter(|o| o.kind.meets(rule.ends.outcomes) && counts(o.moment.recorded))
            .collect();
        let decisions = if rule.ends.decision {
            facts
                .decisions
                .iter()
                .copied()
                .filter(|d| counts(*d))
                .collect()
        } else {
            Vec::new()
        };
        Answers {
            rule,
            acted,
            measures,
            outcomes,
            decisions,
        }
    }

    fn to(&self, cause: &Cause) -> Option<End<'f>> {
        if let Some(measure) = self.measure_for(cause) {
            return Some(End::Measure(measure));
        }
        if let Some(outcome) = self
            .outcomes
            .iter()
            .find(|o| o.moment.is_after(&cause.moment))
        {
            return Some(End::Outcome(outcome));
        }
        if self.rule.ends.exhibit
            && self.acted.counts_from().is_none()
            && let Some(reference) = &cause.exhibit
        {
            return Some(End::Exhibit {
                reference: Arc::clone(reference),
                of: cause.n,
            });
        }
        // A decision is rightly made before what it is about; one of the week before counts.
        let week = cause
            .moment
            .recorded
            .checked_sub(jiff::SignedDuration::from_hours(7 * 24));
        if self
            .decisions
            .iter()
            .any(|d| week.as_ref().is_ok_and(|week| d >= week))
        {
            return Some(End::Decision);
        }
        self.acted.answer_to(cause.stated, self.rule.ends.once)
    }

    fn measure_for(&self, cause: &Cause) -> Option<&'f Taken> {
        let mut found = None;
        for measure in &self.measures {
            if measure.n == cause.n && !cause.measure.is_empty() {
                continue;
            }
            let covers = || {
                let days = self.rule.ends.covers_days?;
                let last = measure.day?.checked_add(days.days()).ok()?;
                (cause.day <= last).then_some(())
            };
            if self.rule.ends.ever || measure.moment.is_after(&cause.moment) || covers().is_some() {
                found = Some(*measure);
            } else if latest(&measure.moment) <= cause.moment.key()
                && self.rule.ends.covers_days.is_none()
            {
                break;
            }
            if found.is_some() {
                break;
            }
        }
        found
    }
}

/// The latest instant that a moment can mean.
fn latest(moment: &Moment) -> Timestamp {
    moment
        .span
        .until
        .or(moment.span.from)
        .unwrap_or(moment.recorded)
        .max(moment.key())
}

fn causes(rule: &Rule, facts: &Facts) -> Vec<Cause> {
    let about = &rule.about;
    let since = about
        .months
        .and_then(|m| facts.day.checked_sub(m.months()).ok());
    let mut listed: Vec<u64> = about.facts.iter().flat_map(|f| facts.entries(f)).collect();
    listed.sort_unstable();
    let mut found = Vec::new();
    if !about.contacts.is_empty() || !listed.is_empty() {
        for row in &facts.rows {
            let takes = !about.except.meets(row.channel)
                && (about.contacts.iter().any(|s| s.takes(row))
                    || listed.binary_search(&row.n).is_ok());
            if takes {
                let cause = from_row(row, facts);
                if since.is_none_or(|since| cause.day >= since) {
                    found.push(cause);
                }
            }
        }
    }
    found.extend(
        facts
            .measures
            .iter()
            .filter(|m| m.kind.meets(about.measures))
            .map(|m| from_measure(m, facts)),
    );
    found.extend(
        facts
            .outcomes
            .iter()
            .filter(|o| o.kind.meets(about.outcomes))
            .map(|o| from_outcome(o, facts)),
    );
    for name in &about.case {
        if let Some(fact) = facts.get(name)
            && fact.value == FactValue::Bool(true)
        {
            found.extend(from_setting(name, facts));
        }
    }
    found
}

fn from_row(row: &Row, facts: &Facts) -> Cause {
    Cause {
        n: row.n,
        moment: row.moment,
        stated: row.stated,
        day: row
            .day
            .unwrap_or_else(|| facts.zone.to_datetime(row.moment.key()).date()),
        signs: row.signs,
        channel: row.channel,
        measure: Bits::default(),
        outcome: Bits::default(),
        told: row.told,
        exhibit: row.exhibit.clone(),
        until: None,
    }
}

fn from_measure(measure: &Taken, facts: &Facts) -> Cause {
    Cause {
        n: measure.n,
        moment: measure.moment,
        stated: measure.moment.recorded,
        day: measure
            .day
            .unwrap_or_else(|| facts.zone.to_datetime(measure.moment.key()).date()),
        signs: Bits::default(),
        channel: Bits::default(),
        measure: measure.kind,
        outcome: Bits::default(),
        told: false,
        exhibit: measure.exhibit.clone(),
        until: measure.until,
    }
}

fn from_outcome(outcome: &Ended, facts: &Facts) -> Cause {
    Cause {
        day: outcome
            .day
            .unwrap_or_else(|| facts.zone.to_datetime(outcome.moment.key()).date()),
        moment: outcome.moment,
        outcome: outcome.kind,
        until: outcome.keep_until,
        ..at_instant(outcome.n, outcome.moment.recorded, facts)
    }
}

fn from_setting(name: &str, facts: &Facts) -> Option<Cause> {
    let setting = if name == "under_18" { "age_band" } else { name };
    let (n, recorded) = *facts.said_by.get(setting)?;
    Some(at_instant(n, recorded, facts))
}

fn at_instant(n: u64, at: Timestamp, facts: &Facts) -> Cause {
    Cause {
        n,
        moment: Moment {
            span: Span {
                from: Some(at),
                until: None,
                precision: Precision::Second,
            },
            recorded: at,
            n,
        },
        stated: at,
        day: facts.zone.to_datetime(at).date(),
        signs: Bits::default(),
        channel: Bits::default(),
        measure: Bits::default(),
        outcome: Bits::default(),
        told: false,
        exhibit: None,
        until: None,
    }
}

/// The last contact from the subject and the last measure, once the latest of the rule's spells
/// without either has passed.
fn quiet_causes(quiet: &Quiet, facts: &Facts) -> Vec<Cause> {
    let review = Bits::measure(&MeasureKind::Review);
    let contact = facts
        .rows
        .iter()
        .filter(|r| r.is_from_subject())
        .filter_map(|r| Some((r.day?, r.n)))
        .max();
    let measure = facts
        .measures
        .iter()
        .filter(|m| !m.kind.meets(review))
        .filter_map(|m| Some((m.day?, m.n)))
        .max();
    let (Some(contact), Some(measure)) = (contact, measure) else {
        return Vec::new();
    };
    let last = contact.0.max(measure.0);
    let due = quiet
        .days
        .iter()
        .map(|d| last.checked_add(d.days()))
        .chain(quiet.months.iter().map(|m| last.checked_add(m.months())))
        .filter_map(Result::ok)
        .filter(|due| *due <= facts.day)
        .max();
    let Some(due) = due else { return Vec::new() };
    let mut entries = [contact.1, measure.1];
    entries.sort_unstable();
    entries
        .iter()
        .map(|n| at_instant(*n, start(facts, due), facts))
        .collect()
}

/// From when, and until when, a season is near; `None`: it is not.
fn window(season: &Season, day: Date) -> Option<(Date, Date)> {
    let this = Date::new(day.year(), season.month, season.day).ok()?;
    let from = this.checked_sub(season.days_before.days()).ok()?;
    (from <= day && day <= this).then_some((from, this))
}

fn start(facts: &Facts, day: Date) -> Timestamp {
    facts
        .zone
        .to_ambiguous_timestamp(day.to_datetime(jiff::civil::Time::midnight()))
        .compatible()
        .unwrap_or(Timestamp::MIN)
}
