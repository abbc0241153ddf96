//! Keep a note of one's own, or the advice of an adviser, in the private log.

use standfast_model::lists::NoteKind;
use standfast_model::{Log, kinds, when};

use super::{given, saved};
use crate::access::Act;
use crate::{Desk, DeskError, Saved};

/// Keep a note.
pub struct NoteAdd;
impl Act for NoteAdd {
    const NAME: &'static str = "note add";
}

/// A note as typed.
#[derive(Clone, Debug, Default)]
pub struct SaidNote {
    /// `advice`, or nothing for a plain note.
    pub kind: Option<String>,
    /// Who gave the advice.
    pub by: Option<String>,
    /// In words.
    pub words: Option<String>,
    /// WHEN it was given.
    pub when: Option<String>,
}

impl Desk {
    /// Keeps a note in the private log.
    ///
    /// # Errors
    /// No words, a kind that is none.
    pub fn note_add(&mut self, case: &str, said: SaidNote) -> Result<Saved, DeskError> {
        let (permit, line) = self.permit::<NoteAdd>(case)?;
        let settings = self.settings(&permit, &line)?;
        let around = self.said(&settings, None)?;
        let note = match given(said.kind) {
            None => NoteKind::Note,
            Some(word) => NoteKind::parse(&word).ok_or_else(|| {
                DeskError::words(
                    format!("\"{word}\" is no kind of note; nothing was saved"),
                    "Say --kind advice, or leave it out",
                )
            })?,
        };
        let words = given(said.words).ok_or_else(|| {
            DeskError::words(
                "the note has no words; nothing was saved",
                "Add: --words TEXT",
            )
        })?;
        let occurred = match given(said.when) {
            Some(words) => {
                Some(when::parse(&words, &around).map_err(standfast_model::SaidError::from)?)
            }
            None => None,
        };
        let note = kinds::Note {
            note,
            by: given(said.by),
            words,
            occurred,
        };
        let (placed, warnings) =
            self.seal(&permit, Some(&line), vec![], vec![note.into()], vec![])?;
        Ok(saved(&line.name, Log::Private, &placed, vec![], warnings))
    }
}
