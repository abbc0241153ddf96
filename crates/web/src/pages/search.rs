//! Words found in entries. They travel by POST: no address, history or log ever holds them.

use askama::Template;

use super::frame::{Frame, Mends};
use super::icon::Icon;
use crate::words::Words;

/// The search and its hits, newest first. Paging posts the same words with `before`.
#[derive(Debug, Template)]
#[template(path = "search.html")]
pub struct Search {
    /// With the case.
    pub frame: Frame,
    /// "Case knee".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// As typed.
    pub words: String,
    /// What was found; none before the first search.
    pub found: Option<Found>,
    /// At field `words`.
    pub mends: Mends,
}

/// The hits of one page.
#[derive(Debug, Clone)]
pub struct Found {
    /// "3 entries", "the newest 50 entries", "no entry".
    pub count: String,
    /// Newest first.
    pub hits: Vec<Hit>,
    /// The key from which the next page goes on; none at the end.
    pub before: Option<String>,
}

/// One entry in which the words stand.
#[derive(Debug, Clone)]
pub struct Hit {
    /// By channel, or the flag of a measure.
    pub icon: Icon,
    /// Its place on the timeline.
    pub href: String,
    /// "Entry 23".
    pub number: String,
    /// "17 February 2026, 8:47pm. Message".
    pub line: Words,
    /// The words round the hit, in turn not found and found.
    pub parts: Vec<Part>,
}

/// A piece of a hit.
#[derive(Debug, Clone)]
pub struct Part {
    /// Whether it is what was looked for.
    pub found: bool,
    /// The words.
    pub words: Words,
}
