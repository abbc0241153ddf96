//! What a bundle would hold now: what goes, what stays, what waits for a decision.

use askama::Template;

use super::frame::Frame;
use super::grouped;
use super::step::EntryLink;
use crate::words::Words;

/// A look before anything is written. Bundles are made on the command line, where decisions come
/// in a file.
#[derive(Debug, Template)]
#[template(path = "disclosures.html")]
pub struct Disclosures {
    /// With the case.
    pub frame: Frame,
    /// "Case knee".
    pub caption: Words,
    /// "Entries 0 to 34, profile police."
    pub extent: String,
    /// Words and numbers, which add up.
    pub sums: Vec<(&'static str, u64)>,
    /// "6 originals (3.4 MB), chronology.pdf, …".
    pub goes: Words,
    /// "6 fields are withheld".
    pub fields: String,
    /// "clinical 2 (#0, #1), third-party 4 (#9, #28, #29)"; may be empty.
    pub withheld: Words,
    /// Fields that a person must decide about, with their entries.
    pub waiting: Vec<(EntryLink, Words)>,
}

impl Disclosures {
    fn number(&self, n: &u64) -> String {
        grouped(*n)
    }
}
