//! One step: what its rules came to, what people did with it, and what is said of it.

use std::collections::BTreeSet;

use cel::Context;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use standfast_model::lists::{Channel, MeasureKind, OutcomeKind, Sign, StepAct};

use crate::advice::{State, StepAdvice, Urgency};
use crate::condition;
use crate::facts::{Act, Fact, FactValue, Facts};
use crate::pack::Pack;
use crate::progress::{Acted, Cause, End, Progress};
use crate::rule::{Rule, Says};
use crate::select::Bits;
use crate::source::Source;
use crate::wording::{self, Said};

/// One step: what its rules came to, and what people did with it.
pub(crate) struct Standing<'f> {
    pub acted: Acted<'f>,
    /// Every rule of the step, due or not.
    pub rules: Vec<(&'f Pack, &'f Rule)>,
    pub outcomes: Vec<Outcome<'f>>,
}

/// What one rule came to.
pub(crate) struct Outcome<'f> {
    pack: &'f Pack,
    rule: &'f Rule,
    order: usize,
    pub progress: Progress<'f>,
    by: Option<Date>,
    says: &'f Says,
    sources: Vec<&'f Source>,
}

pub(crate) fn outcome<'f>(
    pack: &'f Pack,
    rule: &'f Rule,
    order: usize,
    facts: &'f Facts,
    context: &Context<'static, 'static>,
    acted: &Acted<'f>,
) -> Option<Outcome<'f>> {
    if !rule.stands_on(facts.day) {
        return None;
    }
    let sources = pack.sources_for(rule, facts.text("jurisdiction"), facts.day);
    if sources.is_empty() {
        return None;
    }
    let mut progress = Progress::of(rule, facts, acted);
    if progress.open.is_empty() && progress.ended.is_empty() {
        return None;
    }
    let by = due_by(rule, &progress, facts);
    let mine = own_context(context, &progress, by, facts.day);
    if rule.when.as_ref().is_some_and(|when| !when.holds(&mine)) {
        progress.open.clear();
        if progress.ended.is_empty() {
            return None;
        }
    }
    let says = says(rule, &mine)?;
    Some(Outcome {
        pack,
        rule,
        order,
        progress,
        by,
        says,
        sources,
    })
}

/// The last day in time: counted from the first cause, or from when that was recorded, if later.
fn due_by(rule: &Rule, progress: &Progress<'_>, facts: &Facts) -> Option<Date> {
    if progress.by.is_some() {
        return progress.by;
    }
    let by = rule.by.filter(|by| !by.until)?;
    let mut first: Option<Date> = None;
    for cause in &progress.open {
        // Turning an instant into a day costs; most causes cannot be the first anyway.
        if first.is_none_or(|first| cause.day < first) {
            let stated = facts.zone.to_datetime(cause.stated.min(facts.at)).date();
            let day = cause.day.max(stated);
            first = Some(first.map_or(day, |first| first.min(day)));
        }
    }
    let first = first?;
    first.checked_add(by.months.months().days(by.days)).ok()
}

/// The facts of the case, and those about this rule.
fn own_context<'p>(
    context: &'p Context<'static, 'static>,
    progress: &Progress<'_>,
    by: Option<Date>,
    day: Date,
) -> Context<'p, 'static> {
    let causes: Vec<&Cause> = if progress.open.is_empty() {
        progress.ended.iter().map(|(c, _)| c).collect()
    } else {
        progress.open.iter().collect()
    };
    let all = |of: fn(&Cause) -> Bits| causes.iter().fold(Bits::default(), |b, c| b.with(of(c)));
    let list = |bits: Bits, words: &'static [&'static str]| {
        FactValue::List(bits.words(words).map(str::to_owned).collect())
    };
    let left = by.map_or(0, |by| i64::from((by - day).get_days()));
    let mut mine = context.new_inner_scope();
    for (name, value) in [
        (
            "these",
            FactValue::Int(i64::try_from(causes.len()).unwrap_or(i64::MAX)),
        ),
        ("these_signs", list(all(|c| c.signs), Sign::WORDS)),
        ("these_channels", list(all(|c| c.channel), Channel::WORDS)),
        (
            "these_measures",
            list(all(|c| c.measure), MeasureKind::WORDS),
        ),
        (
            "these_outcomes",
            list(all(|c| c.outcome), OutcomeKind::WORDS),
        ),
        ("these_told", FactValue::Bool(causes.iter().any(|c| c.told))),
        ("days_left", FactValue::Int(left)),
    ] {
        condition::put(
            &mut mine,
            name,
            &Fact {
                value,
                entries: Vec::new(),
            },
        );
    }
    mine
}

fn says<'r>(rule: &'r Rule, context: &Context<'_, '_>) -> Option<&'r Says> {
    rule.says
        .iter()
        .find(|s| s.when.as_ref().is_none_or(|when| when.holds(context)))
}

pub(crate) fn opened_why(opening: &Act) -> String {
    match &opening.because {
        Some(because) => format!("P{}: {because}", opening.n),
        None => format!("P{}, opened by you.", opening.n),
    }
}

pub(crate) fn state_of(end: &End<'_>) -> State {
    match end {
        End::Answered(act) if act.act == StepAct::Declined => State::Declined,
        End::Over => State::NotNeeded,
        _ => State::Done,
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
        let ended = self
            .outcomes
            .iter()
            .max_by_key(|o| (o.last_end(), std::cmp::Reverse(o.order)));
        match ended {
            Some(outcome) => outcome.advice_ended(facts.day),
            None => self.answered(facts, context),
        }
    }

    fn due(&self) -> impl Iterator<Item = &Outcome<'f>> {
        self.outcomes.iter().filter(|o| !o.progress.open.is_empty())
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
                && facts.decisions.iter().any(|d| since(*d)))
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
        let all = self.due().flat_map(|o| {
            let named = o
                .rule
                .names
                .iter()
                .flat_map(|(fact, _)| facts.entries(fact));
            o.progress.open.iter().map(|c| c.n).chain(named)
        });
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
        let causes: Vec<Cause> = self
            .outcomes
            .iter()
            .flat_map(|o| o.progress.ended.iter().map(|(c, _)| c.clone()))
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
        step.because = entries(causes.iter().map(|c| c.n));
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
        step.because = entries(std::iter::empty());
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

impl Outcome<'_> {
    fn advice_ended(&self, day: Date) -> Option<StepAdvice> {
        let (_, end) = self
            .progress
            .ended
            .iter()
            .max_by_key(|(c, end)| (end_order(end), c.moment.key(), c.n))?;
        let mut step = self.step(state_of(end), day);
        step.by = None;
        step.why = wording::ended(end);
        step.because = entries(self.progress.ended.iter().map(|(c, _)| c.n));
        Some(step)
    }

    fn step(&self, state: State, day: Date) -> StepAdvice {
        let shown: Vec<_> = self.sources.iter().map(|s| s.shown()).collect();
        StepAdvice {
            id: self.rule.step.clone(),
            state,
            urgency: self.says.urgency,
            by: self.by,
            who: self.says.who.clone(),
            text: String::new(),
            why: String::new(),
            because: Vec::new(),
            pack: self.pack.label(),
            later: !self.sources.is_empty() && self.sources.iter().all(|s| s.is_later_than(day)),
            rule: self.rule.id.clone(),
            source: shown.first().cloned(),
            sources: shown,
        }
    }

    /// Answered before over; then the last cause.
    fn last_end(&self) -> Option<(u8, Timestamp)> {
        self.progress
            .ended
            .iter()
            .map(|(c, end)| (end_order(end), c.moment.key()))
            .max()
    }
}

/// Where several causes ended in different ways, the step is called by the strongest.
const fn end_order(end: &End<'_>) -> u8 {
    match end {
        End::Over => 0,
        _ => 1,
    }
}

fn entries(found: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut all: Vec<u64> = found.collect();
    all.sort_unstable();
    all.dedup();
    if all.is_empty() { vec![0] } else { all }
}
