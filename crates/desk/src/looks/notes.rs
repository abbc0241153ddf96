//! The clinician's own notes, the advice they were given, and screenings that were done.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use standfast_model::{Body, Kind, Log, Occurred, instant, kinds};

use super::line::time;
use crate::access::Act;
use crate::{Desk, DeskError};

/// See the notes of a case.
pub struct NoteList;
impl Act for NoteList {
    const NAME: &'static str = "note list";
}

/// An entry of the private log that a person wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteLine {
    /// Its number in the private log.
    pub p: u64,
    /// When it was noted (UTC).
    pub recorded: Timestamp,
    /// What it is.
    pub what: Noted,
}

/// What was noted.
#[derive(Clone, Debug, PartialEq)]
pub enum Noted {
    /// A note or advice.
    Note(kinds::Note),
    /// A screening.
    Screening(kinds::Screening),
}

impl NoteLine {
    /// `note`, `advice` or `screening`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.what {
            Noted::Note(note) => note.note.as_str(),
            Noted::Screening(_) => "screening",
        }
    }

    /// When it was, where that was said.
    #[must_use]
    pub fn occurred(&self) -> Option<&Occurred> {
        match &self.what {
            Noted::Note(note) => note.occurred.as_ref(),
            Noted::Screening(screening) => Some(&screening.occurred),
        }
    }
}

impl Serialize for NoteLine {
    /// `{"p","kind","recorded","occurred","by","words"}`; a screening has `instrument` and `version` instead
    /// of words.
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut line = json!({
            "p": self.p,
            "kind": self.kind(),
            "recorded": instant(self.recorded),
            "occurred": self.occurred().map(time),
        });
        let more = match &self.what {
            Noted::Note(note) => json!({"by": note.by, "words": note.words}),
            Noted::Screening(s) => {
                json!({"by": s.by, "instrument": s.instrument, "version": s.version})
            }
        };
        if let (Some(line), serde_json::Value::Object(more)) = (line.as_object_mut(), more) {
            line.extend(more);
        }
        line.serialize(to)
    }
}

impl Desk {
    /// Hands over notes, advice and screenings, oldest first, until `each` says that it has enough.
    ///
    /// # Errors
    /// No such case; an entry that this version cannot read.
    pub fn notes(
        &self,
        case: &str,
        each: &mut dyn FnMut(NoteLine) -> bool,
    ) -> Result<(), DeskError> {
        let (permit, line) = self.permit::<NoteList>(case)?;
        let mut unreadable = None;
        self.vault(&permit).entries(
            line.number,
            Log::Private,
            0..line.private,
            Some(&[Kind::Note, Kind::Screening]),
            &mut |stored| {
                let what = match stored.read().map(|entry| entry.body) {
                    Ok(Body::Note(note)) => Noted::Note(note),
                    Ok(Body::Screening(screening)) => Noted::Screening(screening),
                    Ok(_) => return Ok(true),
                    Err(error) => {
                        unreadable = Some(error);
                        return Ok(false);
                    }
                };
                Ok(each(NoteLine {
                    p: stored.n,
                    recorded: stored.recorded,
                    what,
                }))
            },
        )?;
        match unreadable {
            Some(error) => Err(error.into()),
            None => Ok(()),
        }
    }
}
