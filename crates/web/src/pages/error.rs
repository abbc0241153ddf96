//! When it did not work: what happened, to what, what is safe, what to do next.

use askama::Template;

use super::frame::Frame;

/// An error in four sentences. Never a backtrace, never content of a case.
#[derive(Debug, Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    /// The surroundings; the title is "Problem" or "Not found".
    pub frame: Frame,
    /// "The disk is full".
    pub happened: String,
    /// "Entry 28 was not saved."; may be empty.
    pub to_what: String,
    /// "Entries 0 to 27 are safe."; may be empty.
    pub safe: String,
    /// "Free 40 MB, then press Save again."; may be empty.
    pub next: String,
    /// Where the button leads.
    pub back: String,
    /// What the button says.
    pub back_words: String,
}

impl ErrorPage {
    /// No page at this address.
    #[must_use]
    pub fn not_found(frame: Frame) -> Self {
        Self {
            frame: Frame {
                title: "Not found",
                ..frame
            },
            happened: "There is no page here".to_owned(),
            to_what: "The address may be cut off, or the thing it named has another number."
                .to_owned(),
            safe: "Nothing was changed.".to_owned(),
            next: String::new(),
            back: "/".to_owned(),
            back_words: "To the cases".to_owned(),
        }
    }
}
