//! What answers a cause: a measure, an outcome, an exhibit, a decision, or what a person did with the
//! step.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use standfast_case::Moment;
use standfast_model::lists::StepAct;

use crate::cause::Cause;
use crate::facts::{Act, Ended, Facts, Taken};
use crate::rule::Rule;

/// What answered it; borrowed, because one measure can answer a hundred thousand contacts.
#[derive(Clone, Debug)]
pub(crate) enum End<'f> {
    Measure(&'f Taken),
    Exhibit {
        reference: &'f str,
        of: u64,
    },
    Decision,
    Outcome(&'f Ended),
    /// A person said done, or declined.
    Answered(&'f Act),
    /// Its time is over.
    Over,
}

/// What people did with a step, up to the day.
#[derive(Debug, Default)]
pub(crate) struct Acted<'f> {
    /// Done or declined, and not reopened since; each with the latest time at which it or one before
    /// it was recorded, so that the first since an instant is found by halving.
    answers: Vec<(Timestamp, &'f Act)>,
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
                    let latest = acted
                        .answers
                        .last()
                        .map_or(act.recorded, |(latest, _)| *latest);
                    acted.answers.push((latest.max(act.recorded), act));
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
        self.answers.last().map(|(_, act)| End::Answered(act))
    }

    /// The first answer since `stated`; of a rule that is settled `once`, any.
    fn answer_to(&self, stated: Timestamp, once: bool) -> Option<End<'f>> {
        let first = if once {
            0
        } else {
            self.answers.partition_point(|(latest, _)| *latest < stated)
        };
        self.answers.get(first).map(|(_, act)| End::Answered(act))
    }

    /// What was recorded before does not count once a step was opened again.
    fn counts_from(&self) -> Option<Timestamp> {
        self.reopened.map(|a| a.recorded)
    }
}

/// What can answer the causes of one rule.
pub(crate) struct Answers<'a, 'f> {
    rule: &'a Rule,
    acted: &'a Acted<'f>,
    /// Last possible end first, so that the search for one after a cause stops early.
    measures: Vec<Ending<'f>>,
    outcomes: Vec<&'f Ended>,
    last_decision: Option<Timestamp>,
    /// What a person did before does not count: a season begins anew.
    since: Timestamp,
}

/// A measure that can end a rule.
struct Ending<'f> {
    taken: &'f Taken,
    /// The latest instant that its time can mean.
    latest: Timestamp,
    /// The last day that it answers for, where the rule lets it answer for what comes after it.
    covers: Option<Date>,
}

impl<'a, 'f> Answers<'a, 'f> {
    pub fn of(rule: &'a Rule, facts: &'f Facts, acted: &'a Acted<'f>, since: Timestamp) -> Self {
        let counts = |recorded: Timestamp| acted.counts_from().is_none_or(|from| recorded > from);
        let covers = |taken: &Taken| {
            let days = rule.ends.covers_days?;
            taken.day?.checked_add(days.days()).ok()
        };
        let mut measures: Vec<Ending<'f>> = facts
            .measures
            .iter()
            .filter(|m| m.kind.meets(rule.ends.measures) && counts(m.moment.recorded))
            .map(|taken| Ending {
                taken,
                latest: latest(&taken.moment),
                covers: covers(taken),
            })
            .collect();
        measures.sort_by_key(|m| std::cmp::Reverse(m.latest));
        let outcomes = facts
            .outcomes
            .iter()
            .filter(|o| o.kind.meets(rule.ends.outcomes) && counts(o.moment.recorded))
            .collect();
        let decisions = facts.decisions.iter().map(|(_, recorded)| *recorded);
        let last_decision = decisions.filter(|d| rule.ends.decision && counts(*d)).max();
        Answers {
            rule,
            acted,
            measures,
            outcomes,
            last_decision,
            since,
        }
    }

    pub fn to(&self, cause: &Cause<'f>) -> Option<End<'f>> {
        let moment = cause.moment();
        if let Some(measure) = self.measure_for(cause) {
            return Some(End::Measure(measure));
        }
        if let Some(outcome) = self.outcomes.iter().find(|o| o.moment.is_after(moment)) {
            return Some(End::Outcome(outcome));
        }
        if self.rule.ends.exhibit
            && self.acted.counts_from().is_none()
            && let Some(reference) = cause.exhibit()
        {
            return Some(End::Exhibit {
                reference,
                of: cause.n(),
            });
        }
        // A decision is rightly made before what it is about; one of the week before counts.
        let decided = self.last_decision.is_some_and(|decision| {
            let week = jiff::SignedDuration::from_hours(7 * 24);
            let from = moment.recorded.checked_sub(week);
            from.is_ok_and(|from| decision >= from)
        });
        if decided {
            return Some(End::Decision);
        }
        let stated = cause.stated().max(self.since);
        self.acted.answer_to(stated, self.rule.ends.once)
    }

    fn measure_for(&self, cause: &Cause<'f>) -> Option<&'f Taken> {
        let moment = cause.moment();
        for ending in &self.measures {
            if matches!(cause, Cause::Measure(own) if own.n == ending.taken.n) {
                continue;
            }
            if self.rule.ends.ever
                || ending.taken.moment.is_after(moment)
                || ending.covers.is_some_and(|last| cause.day() <= last)
            {
                return Some(ending.taken);
            }
            if ending.latest <= moment.key() && self.rule.ends.covers_days.is_none() {
                return None;
            }
        }
        None
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
