//! One entry by itself, and files that are added to it later.

use askama::Template;

use super::frame::{Frame, Mends};
use super::timeline::{Entry, Shot};
use crate::words::Words;

/// An entry's page.
#[derive(Debug, Template)]
#[template(path = "entry.html")]
pub struct EntryPage {
    /// With the case.
    pub frame: Frame,
    /// "Case knee".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// Its number.
    pub n: u64,
    /// As it stands on the timeline; none for kinds that do not stand there.
    pub entry: Option<Entry>,
    /// "Account", "Correction".
    pub kind: Words,
    /// What else is sealed in it, or all of it.
    pub facts: Vec<(Words, Words)>,
    /// Originals of an entry that is not on the timeline: an import's.
    pub exhibits: Vec<Shot>,
    /// Whether files can be added here.
    pub takes_files: bool,
    /// At field `files`.
    pub mends: Mends,
}
