//! The evaluation: facts and packs to steps. Pure; the same in, the same out.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use standfast_case::Case;

use crate::advice::{Advice, State, StepAdvice, Urgency};
use crate::answer::Acted;
use crate::facts::Facts;
use crate::outcome::{Asked, Outcome, state_of};
use crate::pack::Packs;
use crate::standing::{Standing, opened_why};
use crate::wording;

/// What a case asks for as of a day: [`Facts::of`] and [`evaluate`] in one.
#[must_use]
pub fn next(case: &Case, packs: &Packs, at: Timestamp, known: Timestamp) -> Advice {
    evaluate(&Facts::of(&case.as_of(at, known)), packs)
}

/// The steps that follow from `facts` by the packs of the case's place and setting.
#[must_use]
pub fn evaluate(facts: &Facts, packs: &Packs) -> Advice {
    let place = packs.place(facts.text("jurisdiction"), facts.text("setting"));
    let mut advice = Advice {
        at: facts.at,
        known: facts.known,
        day: facts.day,
        jurisdiction: facts.text("jurisdiction").to_owned(),
        setting: facts.text("setting").to_owned(),
        urgent_help: place.urgent_help(facts.text("jurisdiction")),
        notices: place.notices(),
        advised: facts.advised.clone(),
        steps: Vec::new(),
    };
    if facts.empty {
        return advice;
    }
    let asked = Asked::of(facts);
    let mut steps: BTreeMap<&str, Standing<'_>> = BTreeMap::new();
    let none = Vec::new();
    for (order, (pack, rule)) in place.rules().enumerate() {
        let acts = facts.acts.get(&rule.step).unwrap_or(&none);
        let standing = steps.entry(&rule.step).or_insert_with(|| Standing {
            acted: Acted::of(acts),
            rules: Vec::new(),
            outcomes: Vec::new(),
        });
        standing.rules.push((pack, rule));
        if let Some(outcome) = Outcome::of(pack, rule, order, &asked, &standing.acted) {
            standing.outcomes.push(outcome);
        }
    }
    let opened = opened_by_hand(&steps, facts);
    let open: BTreeSet<&str> = steps
        .iter()
        .filter(|(step, s)| s.outcomes.iter().any(Outcome::is_due) || opened.contains(*step))
        .map(|(step, _)| *step)
        .collect();
    for (step, standing) in &steps {
        advice
            .steps
            .extend(standing.advice(facts, &asked.context, &open, opened.contains(step)));
    }
    advice.steps.extend(opened_beyond_packs(facts, &steps));
    let rank = |id: &str| place.rank(id);
    advice.steps.sort_by(|a, b| {
        (a.state.order(), a.urgency, rank(&a.id), &a.id).cmp(&(
            b.state.order(),
            b.urgency,
            rank(&b.id),
            &b.id,
        ))
    });
    advice
}

/// Steps that a person opened, or opened again, and that nothing answered since.
fn opened_by_hand<'f>(steps: &BTreeMap<&'f str, Standing<'f>>, facts: &Facts) -> BTreeSet<&'f str> {
    steps
        .iter()
        .filter(|(_, standing)| {
            standing.acted.opening().is_some() && standing.ended_since_opening(facts).is_none()
        })
        .map(|(step, _)| *step)
        .collect()
}

/// Steps that a person opened and that no pack of this place knows: kept in their own words.
fn opened_beyond_packs(facts: &Facts, steps: &BTreeMap<&str, Standing<'_>>) -> Vec<StepAdvice> {
    facts
        .acts
        .iter()
        .filter(|(step, _)| !steps.contains_key(step.as_str()))
        .filter_map(|(step, acts)| {
            let acted = Acted::of(acts);
            let (state, why) = match acted.opening() {
                Some(opening) => (State::Open, opened_why(opening)),
                None => {
                    let end = acted.last_answer()?;
                    (state_of(&end), wording::ended(&end))
                }
            };
            let text = acts
                .iter()
                .rev()
                .find_map(|a| a.because.clone())
                .unwrap_or_default();
            Some(StepAdvice {
                id: step.clone(),
                state,
                urgency: Urgency::Days,
                by: None,
                who: acted.to.unwrap_or("clinician").to_owned(),
                text,
                why,
                because: vec![0],
                pack: String::new(),
                later: false,
                rule: String::new(),
                source: None,
                sources: Vec::new(),
            })
        })
        .collect()
}
