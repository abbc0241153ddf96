//! One step: what its rules came to, what people did with it, and what is said of it.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use cel::Context;
use jiff::{Timestamp, ToSpan};

use crate::advice::{State, StepAdvice, Urgency};
use crate::answer::{Acted, End};
use crate::bits::Bits;
use crate::cause::Cause;
use crate::facts::{Act, Facts};
use crate::outcome::{Outcome, entries, own_context, says, state_of};
use crate::pack::Pack;
use crate::progress::Progress;
use crate::rule::Rule;
use crate::wording::{self, Said};

/// One step: what its rules came to, and what people did with it.
pub(crate) struct Standing<'f> {
    pub acted: Acted<'f>,
    /// Every rule of the step, due or not.
    pub rules: Vec<(&'f Pack, &'f Rule)>,
    pub outcomes: Vec<Outcome<'f>>,
}

pub(crate) fn opened_why(opening: &Act) -> String {
    match &opening.because {
        Some(because) => format!("P{}: {because}", opening.n),
        None => format!("P{}, opened by you.", opening.n),
    }
}

impl<'f> Standing<'f> {
    /// What is said of the step; `None`: nothing makes it due, and nobody did anything with it.
    pub fn advice(
        &self,
        facts: &Facts,
        context: &Context<'static, 'static>,
        open: &BTreeSet<&str>,
        by_hand: bool,
    ) -> Option<StepAdvice> {
        let due = self.due().min_by_key(|o| (o.says.urgency, o.order));
        if let Some(outcome) = due {
            if outcome
                .rule
                .hidden_while
                .iter()
                .any(|(step, _)| open.contains(step.as_str()))
            {
                return None;
            }
            return Some(self.open(outcome, facts, open));
        }
        if by_hand {
            return self.opened(facts, context);
        }
        let ended = self.outcomes.iter().max_by_key(|o| {
            let last = o.progress.last.as_ref();
            (last.map(|l| (l.order.0, l.order.1)), Reverse(o.order))
        });
        match ended {
            Some(outcome) => outcome.advice_ended(facts.day),
            None => self.answered(facts, context),
        }
    }

    fn due(&self) -> impl Iterator<Item = &Outcome<'f>> {
        self.outcomes.iter().filter(|o| o.is_due())
    }

    /// The first measure, decision or outcome since a person opened it that ends it.
    pub fn ended_since_opening(&self, facts: &'f Facts) -> Option<End<'f>> {
        let opening = self.acted.opening()?;
        let since = |recorded: Timestamp| recorded > opening.recorded;
        let ends = |of: fn(&Rule) -> Bits| {
            self.rules
                .iter()
                .fold(Bits::default(), |bits, (_, rule)| bits.with(of(rule)))
        };
        let measures = ends(|r| r.ends.measures);
        let measure = facts
            .measures
            .iter()
            .filter(|m| m.kind.meets(measures) && since(m.moment.recorded))
            .min_by_key(|m| (m.moment.recorded, m.n))
            .map(End::Measure);
        let decided = || {
            (self.rules.iter().any(|(_, rule)| rule.ends.decision)
                && facts.decisions.iter().any(|(_, d)| since(*d)))
            .then_some(End::Decision)
        };
        let outcomes = ends(|r| r.ends.outcomes);
        let outcome = || {
            facts
                .outcomes
                .iter()
                .find(|o| o.kind.meets(outcomes) && since(o.moment.recorded))
                .map(End::Outcome)
        };
        measure.or_else(decided).or_else(outcome)
    }

    fn open(&self, outcome: &Outcome<'_>, facts: &Facts, open: &BTreeSet<&str>) -> StepAdvice {
        let causes = &outcome.progress.open;
        let said = Said {
            facts,
            causes,
            asked: outcome.rule.about.signs,
            by: outcome.by,
        };
        let late = outcome.by.is_some_and(|by| by < facts.day);
        let mut step = outcome.step(if late { State::Overdue } else { State::Open }, facts.day);
        step.text = said.say(&outcome.says.text);
        step.why = said.say(&outcome.says.why);
        // Every rule that makes the step due has its entries here, whichever of them speaks.
        let mut all = Vec::new();
        for due in self.due() {
            all.extend(due.progress.open.iter().map(Cause::n));
            for (fact, _) in &due.rule.names {
                all.extend(facts.entries(fact));
            }
        }
        step.because = entries(all);
        if late {
            step.urgency = step.urgency.min(Urgency::Today);
        }
        if let Some(to) = self.acted.to {
            step.who = to.to_owned();
        }
        let instead = outcome
            .rule
            .superseded_by
            .iter()
            .find(|(step, _)| open.contains(step.as_str()));
        if let Some((instead, _)) = instead {
            step.state = State::NotNeeded;
            step.why = format!("{instead} takes its place.");
        }
        step
    }

    /// Opened by a person: the pack's general words, the person's reason.
    fn opened(&self, facts: &Facts, context: &Context<'static, 'static>) -> Option<StepAdvice> {
        let opening = self.acted.opening()?;
        let outcome = self.unprompted(facts, context)?;
        let mut step = outcome.step(State::Open, facts.day);
        let causes: Vec<Cause<'_>> = self
            .outcomes
            .iter()
            .flat_map(|o| o.progress.ended.iter().cloned())
            .collect();
        if step.by.is_some_and(|by| by < facts.day) {
            step.state = State::Overdue;
            step.urgency = step.urgency.min(Urgency::Today);
        }
        let said = Said {
            facts,
            causes: &causes,
            asked: Bits::default(),
            by: step.by,
        };
        step.text = said.say(&outcome.says.text);
        step.why = opened_why(opening);
        step.because = entries(causes.iter().map(Cause::n).collect());
        if let Some(to) = self.acted.to {
            step.who = to.to_owned();
        }
        Some(step)
    }

    /// Made due by no fact, and yet done or declined: a person had opened it, or did it unasked.
    fn answered(&self, facts: &Facts, context: &Context<'static, 'static>) -> Option<StepAdvice> {
        let end = self
            .acted
            .last_answer()
            .or_else(|| self.ended_since_opening(facts))?;
        let mut step = self
            .unprompted(facts, context)?
            .step(state_of(&end), facts.day);
        step.by = None;
        step.why = wording::ended(&end);
        step.because = entries(Vec::new());
        Some(step)
    }

    /// The general words of the step, where no fact makes it due.
    fn unprompted(
        &self,
        facts: &Facts,
        context: &Context<'static, 'static>,
    ) -> Option<Outcome<'f>> {
        let jurisdiction = facts.text("jurisdiction");
        let stands = |(pack, rule): &&(&'f Pack, &'f Rule)| {
            rule.stands_on(facts.day) && !pack.sources_for(rule, jurisdiction, facts.day).is_empty()
        };
        let standing = self.rules.iter().find(stands);
        let (pack, rule) = *standing.or(self.rules.first())?;
        let progress = Progress::default();
        let mine = own_context(context, &progress, None, facts.day);
        let says = says(rule, &mine)?;
        let sources = pack.sources_for(rule, jurisdiction, facts.day);
        Some(Outcome {
            pack,
            rule,
            order: 0,
            progress,
            // A day that a text sets counts only while the text stands.
            by: standing
                .and(rule.by)
                .filter(|by| !by.until)
                .zip(self.acted.opening())
                .and_then(|(by, opening)| {
                    let opened = opening.recorded.min(facts.at);
                    let day = facts.zone.to_datetime(opened).date();
                    day.checked_add(by.months.months().days(by.days)).ok()
                }),
            says,
            sources,
        })
    }
}
