//! Correct an entry: nothing is edited, both readings show.

use serde_json::Value;
use standfast_model::{Body, Class, Entry, Field, Log, kinds};
use standfast_vault::CaseLine;

use super::saved;
use crate::access::{Act, Permit};
use crate::{Desk, DeskError, Saved};

/// Correct one field of an entry.
pub struct Correct;
impl Act for Correct {
    const NAME: &'static str = "correct";
}

/// Fields that say what was sealed with an original or found by an import: to change them would
/// be to change the evidence.
const FIXED: [&str; 7] = [
    "reference",
    "name",
    "bytes",
    "sha256",
    "source",
    "source_sha256",
    "original_class",
];

impl Desk {
    /// Corrects a field of a record entry.
    ///
    /// # Errors
    /// No such entry or field, a value that it cannot have, no reason.
    pub fn correct(
        &mut self,
        case: &str,
        n: u64,
        field: &str,
        value: &str,
        because: &str,
    ) -> Result<Saved, DeskError> {
        let (permit, line) = self.permit::<Correct>(case)?;
        let settings = self.settings(&permit, &line)?;
        let around = self.said(&settings, None)?;
        if because.trim().is_empty() {
            return Err(DeskError::words(
                "a correction needs its reason; nothing was saved",
                "Add: --because TEXT",
            ));
        }
        let field = if field == "when" { "occurred" } else { field };
        let entry = stands(self, &permit, &line, n)?;
        let kind = entry.body.kind();
        if FIXED.contains(&field)
            || matches!(
                entry.body,
                Body::Correction(_) | Body::Retraction(_) | Body::Key(_)
            )
        {
            return Err(DeskError::words(
                format!(
                    "\"{field}\" of {} cannot be corrected; nothing was saved",
                    entry.name()
                ),
                "Retract the entry and log it anew.",
            ));
        }
        let value = kind.said(field, value, &around).ok_or_else(|| {
            DeskError::words(
                format!(
                    "{} has no field \"{field}\"; nothing was saved",
                    entry.name()
                ),
                format!("One of: {}", kind.fields().join(", ")),
            )
        })??;
        let correction = kinds::Correction {
            corrects: n,
            field: field.to_owned(),
            class: class_of(&entry, field, &value),
            value,
            because: because.trim().to_owned(),
        };
        let (placed, warnings) = self.seal(
            &permit,
            Some(&line),
            vec![correction.into()],
            vec![],
            vec![],
        )?;
        Ok(saved(&line.name, Log::Record, &placed, vec![], warnings))
    }
}

/// Entry `n` of the record log with its corrections applied.
pub(crate) fn stands<A: Act>(
    desk: &Desk,
    permit: &Permit<A>,
    line: &CaseLine,
    n: u64,
) -> Result<Entry, DeskError> {
    let vault = desk.vault(permit);
    let stored = vault
        .entry(line.number, Log::Record, n)?
        .ok_or_else(|| DeskError::NoEntry {
            entry: Log::Record.name(n),
            case: line.name.clone(),
        })?;
    let entry = stored.read()?;
    let mut corrections = Vec::new();
    for pointing in vault.pointing_at(line.number, n)? {
        if let Body::Correction(correction) = pointing.read()?.body {
            corrections.push(correction);
        }
    }
    let corrections: Vec<_> = corrections.iter().collect();
    Ok(standfast_case::apply_corrections(&entry, &corrections)?)
}

/// The class that a new value of `field` has: its kind decides, with the value in place.
fn class_of(entry: &Entry, field: &str, value: &Value) -> Class {
    let mut fields = entry.body.to_fields();
    fields.set(field, Class::Open, value.clone());
    Body::from_fields(entry.body.kind(), &fields)
        .ok()
        .and_then(|body| body.to_fields().take(field))
        .map_or(Class::ThirdParty, |f| f.class)
}

/// One correction a field that `after` says otherwise than `before`.
pub(crate) fn differences(
    n: u64,
    before: &kinds::Contact,
    after: &kinds::Contact,
    because: &str,
) -> Vec<Body> {
    let before = before.to_fields();
    after
        .to_fields()
        .into_vec()
        .into_iter()
        .filter(|field| before.get(&field.name) != Some(&field.value))
        .map(|Field { name, class, value }| {
            kinds::Correction {
                corrects: n,
                field: name,
                value,
                because: because.to_owned(),
                class,
            }
            .into()
        })
        .collect()
}
