//! A case at a glance: what to do next, then what came last.

use askama::Template;

use super::frame::Frame;
use super::icon::Icon;
use super::step::Step;
use crate::words::Words;

/// The first page of a case.
#[derive(Debug, Template)]
#[template(path = "overview.html")]
pub struct Overview {
    /// With the case.
    pub frame: Frame,
    /// "Case knee, Thursday 12 March 2026, 6pm".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// What to know about these steps.
    pub notices: Vec<String>,
    /// The first step, shown large.
    pub first: Option<Step>,
    /// The next three.
    pub then: Vec<Step>,
    /// How many are open in all.
    pub open: usize,
    /// The newest first.
    pub latest: Vec<ContactRow>,
    /// What holds for as long as it stands: "In an emergency the patient is still treated".
    pub stays: Vec<Step>,
}

/// One of the latest contacts, or many of one day together.
#[derive(Debug, Clone)]
pub struct ContactRow {
    /// By channel.
    pub icon: Icon,
    /// First words in the clinician's own telling, or the channel: hostile words stay folded.
    pub words: Words,
    /// Its place on the timeline.
    pub href: String,
    /// "Today, 5:50pm. Came to work. Entry 43".
    pub line: Words,
}
