//! Keep a note of one's own, the advice of an adviser, or that a screening was done, in the private log.

use standfast_model::lists::NoteKind;
use standfast_model::{Log, Occurred, kinds, when};

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

/// A screening as typed. What came out of it is not asked and has no place.
#[derive(Clone, Debug, Default)]
pub struct SaidScreening {
    /// The instrument's name.
    pub instrument: Option<String>,
    /// Its version or year.
    pub version: Option<String>,
    /// The trained person who did it.
    pub by: Option<String>,
    /// WHEN it was done; left out means not sure.
    pub when: Option<String>,
}

impl Desk {
    /// Keeps that a screening was done.
    ///
    /// # Errors
    /// No instrument, nobody named, a time that is none.
    pub fn screening_add(&mut self, case: &str, said: SaidScreening) -> Result<Saved, DeskError> {
        let (permit, line) = self.permit::<NoteAdd>(case)?;
        let settings = self.settings(&permit, &line)?;
        let around = self.said(&settings, None)?;
        let needed = |words: Option<String>, what: &str, option: &str| {
            given(words).ok_or_else(|| {
                DeskError::words(
                    format!("{what} is missing; nothing was saved"),
                    format!("Add: {option}"),
                )
            })
        };
        let screening = kinds::Screening {
            instrument: needed(said.instrument, "the instrument", "--instrument NAME")?,
            version: given(said.version),
            by: needed(said.by, "who did it", "--by NAME, the trained person")?,
            occurred: match given(said.when) {
                Some(words) => {
                    when::parse(&words, &around).map_err(standfast_model::SaidError::from)?
                }
                None => Occurred::not_sure(&settings.zone_name),
            },
        };
        let (placed, warnings) =
            self.seal(&permit, Some(&line), vec![], vec![screening.into()], vec![])?;
        Ok(saved(&line.name, Log::Private, &placed, vec![], warnings))
    }

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
                    "Say --kind advice or screening, or leave it out",
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
