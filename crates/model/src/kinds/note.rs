use super::own;
use crate::Occurred;
use crate::lists::NoteKind;

kind! {
    /// The clinician's own: a note, or the advice they were given.
    Private "note" Note {
        /// A plain note, or advice.
        note: NoteKind = "note", own;
        /// Who gave the advice.
        by: Option<String> = "by", own;
        /// In words.
        words: String = "words", own;
        /// When it was given, where that differs from when it was noted.
        occurred: Option<Occurred> = "occurred", own;
    }
}
