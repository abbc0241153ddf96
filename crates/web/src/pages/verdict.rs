//! What a check of the log found: three lines, always all three, in this order.

use askama::Template;

use super::frame::Frame;
use super::icon::Icon;
use crate::words::Words;

/// The verdict on a case's log and originals.
#[derive(Debug, Template)]
#[template(path = "verdict.html")]
pub struct Verdict {
    /// With the case.
    pub frame: Frame,
    /// "Case knee, checked 20 April 2026, 9:20am".
    pub caption: Words,
    /// The address of the case; a check is asked for by POST to `verdict`.
    pub base: String,
    /// Integrity, completeness, anchor; none before the first check.
    pub lines: Option<Lines>,
}

/// The three lines.
#[derive(Debug, Clone)]
pub struct Lines {
    /// Whether anything shown was changed.
    pub integrity: Line,
    /// Whether anything is missing.
    pub completeness: Line,
    /// Whose key, and since when it is fixed.
    pub anchor: Line,
}

/// One line.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it comes to.
    pub mark: Mark,
    /// "nothing shown here was changed"; "CHANGED. 1 problem".
    pub says: String,
    /// A sentence or two.
    pub more: String,
    /// Each with code, item and sentence.
    pub problems: Vec<Problem>,
    /// A key's fingerprint, in groups; only on the anchor's line.
    pub print: Option<String>,
}

/// The mark before a line. A key that nobody confirmed never has a tick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It stands.
    Holds,
    /// It is open: not confirmed, not fixed.
    Open,
    /// It fails.
    Fails,
}

impl Mark {
    fn icon(self) -> Icon {
        match self {
            Mark::Holds => Icon::Tick,
            Mark::Open => Icon::Question,
            Mark::Fails => Icon::Cross,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Mark::Holds => "",
            Mark::Open => "sf-verdict__open",
            Mark::Fails => "sf-verdict__fails",
        }
    }
}

/// What is wrong, with what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// "original-changed".
    pub code: String,
    /// "WAQ/3".
    pub item: Words,
    /// "The file is not the one that was sealed."
    pub message: Words,
}
