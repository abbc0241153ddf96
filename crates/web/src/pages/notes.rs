//! The clinician's own notes, the advice they were given, screenings that were done.

use askama::Template;

use super::frame::{Frame, Mends};
use super::icon::Icon;
use crate::words::Words;

/// The notes, newest first, and the form for another.
#[derive(Debug, Template)]
#[template(path = "notes.html")]
pub struct Notes {
    /// With the case.
    pub frame: Frame,
    /// "Case knee".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// The random name of this form: sent twice, it makes one entry.
    pub once: String,
    /// What was typed.
    pub form: NoteForm,
    /// Newest first.
    pub notes: Vec<Note>,
    /// At fields `words`, `by`, `when`, `instrument`.
    pub mends: Mends,
}

/// The fields, by their names in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoteForm {
    /// `kind`: note, advice or screening.
    pub kind: String,
    /// `words`.
    pub words: String,
    /// `by`.
    pub by: String,
    /// `when`.
    pub when: String,
    /// `instrument`.
    pub instrument: String,
    /// `version`.
    pub version: String,
}

/// A note, advice or a screening.
#[derive(Debug, Clone)]
pub struct Note {
    /// "P3".
    pub entry: String,
    /// "Advice from M. Sedge".
    pub heading: Words,
    /// "Given 3 March 2026. Noted 4 March 2026, 9:12am."
    pub line: Words,
    /// A paragraph each.
    pub words: Vec<Words>,
}

impl Notes {
    fn kinds(&self) -> [(&'static str, &'static str); 3] {
        [
            ("note", "A note of my own"),
            ("advice", "Advice I was given"),
            ("screening", "A screening that a trained person did"),
        ]
    }

    fn is(&self, kind: &str) -> bool {
        self.form.kind == kind || (kind == "note" && self.form.kind.is_empty())
    }

    fn wrong(&self, field: &str) -> bool {
        self.mends.at(field).is_some()
    }

    fn lock(&self) -> Icon {
        Icon::Lock
    }
}
