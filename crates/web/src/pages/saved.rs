//! After saving: the number, one next step, urgent help, Done. Sent only when it is sealed.

use askama::Template;

use super::frame::Frame;
use super::icon::Icon;
use super::step::Step;
use crate::words::Words;

/// What is said once an act is durable.
#[derive(Debug, Template)]
#[template(path = "saved.html")]
pub struct Saved {
    /// Without the case's menu: one thing to do, then back.
    pub frame: Frame,
    /// "Entry 43, 5:58pm"; of an import "23 messages, entries 13 to 35".
    pub what: String,
    /// "Thursday 12 March 2026. Sealed in case knee."
    pub line: Words,
    /// The address of the case.
    pub base: String,
    /// The address of the entry, to add to it.
    pub entry: String,
    /// What the guidance says next, if anything.
    pub next: Option<Step>,
    /// "where exactly", "who else saw it": what was left, without reproach.
    pub later: Vec<&'static str>,
    /// What went beside: a warning that the outside head could not be written, files refused.
    pub warnings: Vec<String>,
}

impl Saved {
    fn tick(&self) -> Icon {
        Icon::Tick
    }
}
