//! What is said of a letter that was made: what differs, what stands against it.

use serde_json::{Value, json};
use standfast_desk::acts::letter::{Change, Finding, Made};

use crate::failure::Failure;
use crate::say::{Say, visible};

/// What differs and what stands against it, for a person.
pub(super) fn told(made: &Made, say: &Say) -> Result<(), Failure> {
    for (changes, head) in [
        (&made.since, "Differs from the last draft:"),
        (&made.own, "Differs from the built-in wording:"),
    ] {
        if !changes.is_empty() {
            say.line(head)?;
            for change in changes {
                say.line(&change_line(change))?;
            }
        }
    }
    let shown: Vec<&Finding> = made
        .findings
        .iter()
        .filter(|f| !matches!(f, Finding::Missing { .. }))
        .collect();
    if !shown.is_empty() {
        say.line("Stands against it:")?;
        for finding in shown {
            let weight = if finding.must() { "mend" } else { "doubt" };
            say.line(&format!("  {weight}  {}", visible(&finding.to_string())))?;
        }
    }
    Ok(())
}

pub(super) fn change_line(change: &Change) -> String {
    let sign = if change.came { '+' } else { '-' };
    format!("  {sign} {}", visible(&change.text))
}

pub(super) fn changes_json(changes: &[Change]) -> Value {
    changes
        .iter()
        .map(|c| json!({"came": c.came, "text": c.text}))
        .collect()
}

pub(super) fn made_json(made: &Made) -> Value {
    json!({
        "gaps": made.drafted.gaps.iter().map(|g| json!({"name": g.name, "asks": g.asks})).collect::<Vec<_>>(),
        "findings": made.findings.iter().map(|f| json!({"code": f.code(), "must": f.must(), "text": f.to_string()})).collect::<Vec<_>>(),
        "since": changes_json(&made.since),
        "own": changes_json(&made.own),
        "wording": made.wording,
        "dated": made.dated.to_string(),
    })
}

pub(super) fn merge(into: &mut Value, more: &Value) {
    if let (Some(into), Some(more)) = (into.as_object_mut(), more.as_object()) {
        into.extend(more.clone());
    }
}
