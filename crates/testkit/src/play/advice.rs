//! Whether the steps shown are those that a story expects.

use standfast_desk::pathway::{Advice, StepAdvice};

use super::acts::day_words;
use super::entries::Entries;
use standfast_story::StepSeen;

/// Every one of `steps` is among those shown, as it says.
pub fn next(advice: &Advice, steps: &[StepSeen], entries: &Entries) -> Result<(), String> {
    for seen in steps {
        let because = seen
            .because
            .iter()
            .map(|entry| entries.number(entry))
            .collect::<Result<Vec<u64>, String>>()?;
        let of_that_name: Vec<&StepAdvice> =
            advice.steps.iter().filter(|s| s.id == seen.step).collect();
        if of_that_name.is_empty() {
            return Err(format!(
                "{} does not show; there are: {}",
                seen.step,
                all(advice)
            ));
        }
        if !of_that_name.iter().any(|step| fits(step, seen, &because)) {
            let shown: Vec<String> = of_that_name
                .iter()
                .map(|step| words(step, entries))
                .collect();
            return Err(shown.join("; "));
        }
    }
    Ok(())
}

fn fits(step: &StepAdvice, seen: &StepSeen, because: &[u64]) -> bool {
    let state = match seen.state.as_deref() {
        Some(state) => step.state.as_str() == state,
        None => step.state.is_open(),
    };
    state
        && seen
            .urgency
            .as_deref()
            .is_none_or(|urgency| step.urgency.as_str() == urgency)
        && (!seen.later || step.later)
        && seen.by.is_none_or(|day| step.by == Some(day))
        && because.iter().all(|n| step.because.contains(n))
}

/// None of `steps` is open or overdue.
pub fn not(advice: &Advice, steps: &[String], entries: &Entries) -> Result<(), String> {
    let open: Vec<String> = advice
        .steps
        .iter()
        .filter(|step| step.state.is_open() && steps.contains(&step.id))
        .map(|step| words(step, entries))
        .collect();
    if open.is_empty() {
        Ok(())
    } else {
        Err(open.join("; "))
    }
}

/// None of `steps` shows in any state.
pub fn never(advice: &Advice, steps: &[String], entries: &Entries) -> Result<(), String> {
    let shown: Vec<String> = advice
        .steps
        .iter()
        .filter(|step| steps.contains(&step.id))
        .map(|step| words(step, entries))
        .collect();
    if shown.is_empty() {
        Ok(())
    } else {
        Err(shown.join("; "))
    }
}

/// The list begins with `first`.
pub fn first(advice: &Advice, first: &str) -> Result<(), String> {
    match advice.steps.first() {
        Some(step) if step.id == first => Ok(()),
        Some(_) => Err(format!("in this order: {}", all(advice))),
        None => Err("there are no steps".to_owned()),
    }
}

/// "boundary-reply is open, today, by 10 Feb 2026, because #3 (first-message)".
fn words(step: &StepAdvice, entries: &Entries) -> String {
    let by = step
        .by
        .map(|day| format!(", by {}", day_words(day)))
        .unwrap_or_default();
    let later = if step.later { ", later" } else { "" };
    let because: Vec<String> = step.because.iter().map(|n| entries.named(*n)).collect();
    format!(
        "{} is {}, {}{later}{by}, because {} ({})",
        step.id,
        step.state.as_str(),
        step.urgency.as_str(),
        because.join(", "),
        step.why,
    )
}

fn all(advice: &Advice) -> String {
    let all: Vec<String> = advice
        .steps
        .iter()
        .map(|step| format!("{} {}", step.id, step.state.as_str()))
        .collect();
    if all.is_empty() {
        "no steps".to_owned()
    } else {
        all.join(", ")
    }
}
