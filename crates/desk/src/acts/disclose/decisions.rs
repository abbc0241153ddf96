//! Decisions as a file holds them: TOML, a table a decision.

use serde::Deserialize;
use standfast_disclosure::plan::Decided;
use standfast_model::kinds::{Decision, Item};
use standfast_model::lists::Basis;

use crate::DeskError;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    items: Vec<String>,
    goes: bool,
    basis: Option<String>,
    by: String,
    when: toml::Value,
    why: String,
}

/// Reads a file of decisions, in the order in which they stand.
///
/// # Errors
/// Names the decision and what is off in it.
pub(super) fn read(text: &str, to: &str) -> Result<Vec<Decision>, DeskError> {
    let off = |what: String| {
        DeskError::words(
            format!("the decisions cannot be read: {what}; nothing was written"),
            "A table a decision, with items, goes, basis, by, when, why. See docs: Disclose.",
        )
    };
    let tables: toml::Table = toml::from_str(text).map_err(|e| off(e.message().to_owned()))?;
    let mut decisions = Vec::new();
    for (name, table) in tables {
        let written: Written = table
            .try_into()
            .map_err(|e: toml::de::Error| off(format!("[{name}]: {}", e.message())))?;
        let mut items = Vec::new();
        for item in &written.items {
            items.push(
                Item::parse(item)
                    .ok_or_else(|| off(format!("[{name}]: \"{item}\" names nothing")))?,
            );
        }
        let basis = match written.basis.as_deref() {
            None => None,
            Some(word) => Some(Basis::parse(word).ok_or_else(|| {
                off(format!(
                    "[{name}]: \"{word}\" is no basis for telling; say consent or public-interest"
                ))
            })?),
        };
        if written.goes && basis.is_none() {
            return Err(off(format!(
                "[{name}]: what goes needs its basis: consent or public-interest"
            )));
        }
        if items.is_empty() || written.by.trim().is_empty() || written.why.trim().is_empty() {
            return Err(off(format!(
                "[{name}]: items, by and why must not be empty"
            )));
        }
        let when = match &written.when {
            toml::Value::String(s) => s.clone(),
            other => other.to_string(),
        };
        decisions.push(Decision {
            to: Some(to.trim().to_owned()),
            items,
            goes: written.goes,
            basis,
            by: written.by,
            when,
            why: written.why,
        });
    }
    Ok(decisions)
}

/// A decision as the plan needs it.
pub(super) fn plain(decision: &Decision) -> Decided {
    Decided {
        items: decision.items.clone(),
        goes: decision.goes,
        basis: decision.basis,
        by: decision.by.clone(),
        when: decision.when.clone(),
    }
}
