//! Days to know: what is due, what ends, what is to be looked at; and a calendar that says nothing.

use askama::Template;

use super::frame::Frame;
use super::step::EntryLink;
use crate::words::Words;

/// The list of days.
#[derive(Debug, Template)]
#[template(path = "dates.html")]
pub struct Dates {
    /// With the case.
    pub frame: Frame,
    /// "Case knee, 12 March 2026".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// The first day first; the number is that of the calendar's reminder.
    pub dates: Vec<Day>,
}

/// A day to know.
#[derive(Debug, Clone)]
pub struct Day {
    /// "Monday 1 June 2026".
    pub day: String,
    /// "in 12 days", "9 days ago".
    pub far: String,
    /// The day is over.
    pub passed: bool,
    /// "Tell your manager", "Last day of the restriction, as logged".
    pub title: Words,
    /// Where more is said; empty where nowhere.
    pub href: String,
    /// "Practice manager"; empty where nobody acts.
    pub who: String,
    /// What it comes from.
    pub because: Vec<EntryLink>,
    /// Who says so; empty where the log itself does.
    pub source: Words,
}
