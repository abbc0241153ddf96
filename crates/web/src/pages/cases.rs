//! The cases of the vault.

use askama::Template;

use super::frame::Frame;
use super::step::Urgency;
use crate::words::Words;

/// Which cases there are, the one with the most urgent step first.
#[derive(Debug, Template)]
#[template(path = "cases.html")]
pub struct Cases {
    /// Without a case.
    pub frame: Frame,
    /// What is known about the vault as a whole: no head outside, an older copy.
    pub warnings: Vec<String>,
    /// All of them.
    pub cases: Vec<CaseRow>,
}

/// One case in the list.
#[derive(Debug, Clone)]
pub struct CaseRow {
    /// Its short name.
    pub name: Words,
    /// The address of its overview.
    pub href: String,
    /// How urgent its first open step is; none when no step is open.
    pub urgency: Option<Urgency>,
    /// The first open step, or "No step is open".
    pub next: String,
    /// "14 contacts, the last on 5 March 2026".
    pub line: String,
}
