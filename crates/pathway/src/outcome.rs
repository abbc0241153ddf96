//! What one rule came to on a day: open or ended, by when, in which of its words, by which sources.

use cel::Context;
use jiff::ToSpan;
use jiff::civil::Date;
use standfast_model::lists::{Channel, MeasureKind, OutcomeKind, Sign};

use crate::advice::{State, StepAdvice};
use crate::answer::{Acted, End};
use crate::bits::Bits;
use crate::cause::{Cause, Marked};
use crate::condition;
use crate::facts::{Fact, FactValue, Facts};
use crate::groups::Groups;
use crate::pack::Pack;
use crate::progress::Progress;
use crate::rule::{Rule, Says};
use crate::source::Source;
use crate::wording;

/// What rules are asked of.
pub(crate) struct Asked<'f> {
    pub facts: &'f Facts,
    pub groups: Groups<'f>,
    /// The facts as conditions see them.
    pub context: Context<'static, 'static>,
}

impl<'f> Asked<'f> {
    pub fn of(facts: &'f Facts) -> Self {
        Asked {
            facts,
            groups: Groups::of(&facts.rows),
            context: condition::context(facts),
        }
    }
}

/// What one rule came to.
pub(crate) struct Outcome<'f> {
    pub pack: &'f Pack,
    pub rule: &'f Rule,
    /// Its place among all rules.
    pub order: usize,
    pub progress: Progress<'f>,
    /// The last day in time.
    pub by: Option<Date>,
    pub says: &'f Says,
    pub sources: Vec<&'f Source>,
}

impl<'f> Outcome<'f> {
    /// `None`: the rule does not stand there and then, or nothing makes it due.
    pub fn of(
        pack: &'f Pack,
        rule: &'f Rule,
        order: usize,
        asked: &Asked<'f>,
        acted: &Acted<'f>,
    ) -> Option<Self> {
        let facts = asked.facts;
        if !rule.stands_on(facts.day) {
            return None;
        }
        let sources = pack.sources_for(rule, facts.text("jurisdiction"), facts.day);
        if sources.is_empty() {
            return None;
        }
        let mut progress = Progress::of(rule, facts, &asked.groups, acted);
        if progress.open.is_empty() && progress.ended.is_empty() {
            return None;
        }
        let by = due_by(rule, &progress, facts);
        let mine = own_context(&asked.context, &progress, by, facts.day);
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

    pub fn is_due(&self) -> bool {
        !self.progress.open.is_empty()
    }

    /// The step as it is said once nothing is open.
    pub fn advice_ended(&self, day: Date) -> Option<StepAdvice> {
        let last = self.progress.last.as_ref()?;
        let mut step = self.step(state_of(&last.end), day);
        step.by = None;
        step.why = wording::ended(&last.end);
        step.because = entries(self.progress.ended.iter().map(Cause::n).collect());
        Some(step)
    }

    /// The step without its words and entries.
    pub fn step(&self, state: State, day: Date) -> StepAdvice {
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
        let day = cause.day();
        if first.is_none_or(|first| day < first) {
            let stated = facts.zone.to_datetime(cause.stated().min(facts.at)).date();
            let day = day.max(stated);
            first = Some(first.map_or(day, |first| first.min(day)));
        }
    }
    let first = first?;
    first.checked_add(by.months.months().days(by.days)).ok()
}

/// The facts of the case, and those about this rule.
pub(crate) fn own_context<'p>(
    context: &'p Context<'static, 'static>,
    progress: &Progress<'_>,
    by: Option<Date>,
    day: Date,
) -> Context<'p, 'static> {
    let causes = progress.spoken();
    let all = Marked::of(causes);
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
        ("these_signs", list(all.signs, Sign::WORDS)),
        ("these_channels", list(all.channels, Channel::WORDS)),
        ("these_measures", list(all.measures, MeasureKind::WORDS)),
        ("these_outcomes", list(all.outcomes, OutcomeKind::WORDS)),
        ("these_told", FactValue::Bool(all.told)),
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

/// The words of a rule that fit; the first that do.
pub(crate) fn says<'r>(rule: &'r Rule, context: &Context<'_, '_>) -> Option<&'r Says> {
    rule.says
        .iter()
        .find(|s| s.when.as_ref().is_none_or(|when| when.holds(context)))
}

/// How a step stands that ended so.
pub(crate) fn state_of(end: &End<'_>) -> State {
    match end {
        End::Answered(act) if act.is_declined() => State::Declined,
        End::Over => State::NotNeeded,
        _ => State::Done,
    }
}

/// Entries ascending, each once; the case itself where there is none.
pub(crate) fn entries(mut all: Vec<u64>) -> Vec<u64> {
    // Most come in long runs that ascend, which this sort keeps.
    all.sort();
    all.dedup();
    if all.is_empty() { vec![0] } else { all }
}
