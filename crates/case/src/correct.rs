//! Corrections: entries that point at what they correct. Nothing is edited.

use serde_json::Value;
use standfast_model::kinds::{self, Correction};
use standfast_model::{Body, Entry, EntryError, FieldError, Fields};

/// The entry with its corrections applied, in the order of `corrections` (by number, oldest first).
///
/// A correction to "nothing" (JSON null) takes the field away. Corrections of other entries are
/// the caller's mistake and are applied as given.
///
/// # Errors
/// A value that the field of that kind cannot have; names the entry and field, never the content.
pub fn apply_corrections(entry: &Entry, corrections: &[&Correction]) -> Result<Entry, EntryError> {
    if corrections.is_empty() {
        return Ok(entry.clone());
    }
    let mut fields = entry.body.to_fields();
    for correction in corrections {
        correct(&mut fields, correction);
    }
    let body =
        Body::from_fields(entry.body.kind(), &fields).map_err(|source| EntryError::Field {
            entry: entry.name(),
            source,
        })?;
    Ok(Entry {
        n: entry.n,
        recorded: entry.recorded,
        body,
    })
}

pub(crate) fn correct(fields: &mut Fields, correction: &Correction) {
    if correction.value == Value::Null {
        fields.take(&correction.field);
    } else {
        fields.set(
            &correction.field,
            correction.class,
            correction.value.clone(),
        );
    }
}

/// A kind that a case keeps whole, and so can correct.
pub(crate) trait Kept: Sized {
    fn to_fields(&self) -> Fields;
    fn from_fields(fields: &Fields) -> Result<Self, FieldError>;
}

macro_rules! kept {
    ($($kind:ident),+) => {$(
        impl Kept for kinds::$kind {
            fn to_fields(&self) -> Fields {
                kinds::$kind::to_fields(self)
            }
            fn from_fields(fields: &Fields) -> Result<Self, FieldError> {
                kinds::$kind::from_fields(fields)
            }
        }
    )+};
}

kept!(
    Case,
    Account,
    Attribution,
    Exhibit,
    Continuity,
    Measure,
    Outcome,
    Import
);
