//! Acts: one file each. What a person does with a vault; each ends as sealed entries.
//!
//! To add one: a file here, a row in [`crate::access::TABLE`], a command, a page.

pub mod account;
pub mod attach;
pub mod case;
pub mod contact;
pub mod correct;
pub mod disclose;
pub mod exhibit;
pub mod head;
pub mod import;
pub mod letter;
pub mod measure;
pub mod note;
pub mod outcome;
pub mod rebuild;
pub mod retract;
pub mod review;
pub mod step;

use standfast_model::{Log, SaidError};
use standfast_vault::Placed;

use crate::{DeskError, Saved};

/// The answer to an act: the entry asked for is the first of its log.
pub(crate) fn saved(
    case: &str,
    log: Log,
    placed: &Placed,
    exhibits: Vec<String>,
    warnings: Vec<String>,
) -> Saved {
    let range = match log {
        Log::Record => &placed.record,
        Log::Private => &placed.private,
    };
    Saved {
        case: case.to_owned(),
        log,
        n: range.start,
        until: range.end,
        recorded: placed.recorded,
        exhibits,
        offered: Vec::new(),
        warnings,
    }
}

/// A word of a closed list, or `other: own words`.
pub(crate) fn listed<T: standfast_model::FieldValue>(
    option: &str,
    word: &str,
    around: &standfast_model::Said,
    words: &[&str],
) -> Result<T, DeskError> {
    T::from_words(word, around).map_err(|error| match error {
        SaidError::Not { words: said, .. } => DeskError::words(
            format!("\"{said}\" is not a word of {option}; nothing was saved"),
            format!("One of: {}; or \"other: your word\"", words.join(", ")),
        ),
        other => other.into(),
    })
}

/// Words that were left out or are blank are no words.
pub(crate) fn given(words: Option<String>) -> Option<String> {
    words.filter(|w| !w.trim().is_empty())
}
