//! What happened, day by day, newest first.

use askama::Template;

use super::frame::{Frame, Mends};
use super::icon::Icon;
use crate::words::Words;

/// One stretch of the timeline, paged by key, never by count.
#[derive(Debug, Template)]
#[template(path = "timeline.html")]
pub struct Timeline {
    /// With the case.
    pub frame: Frame,
    /// "Case knee".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// "50 lines, newest first."
    pub extent: String,
    /// The channels to choose from: word and label.
    pub channels: Vec<(&'static str, String)>,
    /// Which part is shown.
    pub filter: Filter,
    /// Newest first.
    pub days: Vec<Day>,
    /// The key from which what is older goes on; none at the first entry.
    pub earlier: Option<i64>,
    /// Nothing newer was left out before.
    pub first_page: bool,
    /// At fields `from-day`, `to-day`.
    pub mends: Mends,
}

/// A part of the timeline, as typed. It travels by POST.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// `from-day`.
    pub from: String,
    /// `to-day`.
    pub to: String,
    /// `channel`.
    pub channel: String,
}

impl Filter {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The entries of one day.
#[derive(Debug, Clone)]
pub struct Day {
    /// "Tuesday 14 April 2026", "February 2026, day not known", "Day not known".
    pub heading: String,
    /// Unlike any other on the page: "d2026-04-14".
    pub id: String,
    /// Newest first.
    pub entries: Vec<Entry>,
}

/// From whom, which decides the shape of the mark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Side {
    /// From the subject: a round mark.
    In,
    /// From the clinician or somebody at work: dashed.
    Out,
    /// A measure: square and filled.
    Measure,
    /// The case itself, an account, an import: small and quiet.
    #[default]
    Other,
}

impl Side {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Side::In => "sf-entry--in",
            Side::Out => "sf-entry--out",
            Side::Measure => "sf-entry--measure",
            Side::Other => "sf-entry--other",
        }
    }
}

/// One entry, or several of one import together.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// Whose it is.
    pub side: Side,
    /// By channel, or the flag of a measure.
    pub icon: Icon,
    /// "e42": the anchor.
    pub id: String,
    /// Its own page.
    pub href: String,
    /// "Came to the desk and asked to see me", "Measure: warning letter".
    pub heading: Words,
    /// "#42", "#13 to #35".
    pub number: String,
    /// The same to be heard: "Entry 42".
    pub number_words: String,
    /// "4:25pm. Mr S. Patient, towards R. Reception".
    pub who: Words,
    /// In the clinician's own words; each with a label or none.
    pub said: Vec<Said>,
    /// Hostile words, behind a summary.
    pub folded: Option<Folded>,
    /// The originals.
    pub exhibits: Vec<Shot>,
    /// Late, corrected, retracted, taken from an import: in the line itself.
    pub notes: Vec<Note>,
}

/// Some words of an entry.
#[derive(Debug, Clone)]
pub struct Said {
    /// "How it left me:"; empty for the words themselves.
    pub label: &'static str,
    /// The words.
    pub words: Words,
}

/// What is only shown when asked for.
#[derive(Debug, Clone)]
pub struct Folded {
    /// "Show the message", "Show the letter", "Show the messages".
    pub label: &'static str,
    /// A paragraph each, quoted, with its time where there are several.
    pub words: Vec<Words>,
}

/// An original on the timeline.
#[derive(Debug, Clone)]
pub struct Shot {
    /// The address of its page.
    pub href: String,
    /// The address of a small picture that was written anew; none for what is no picture.
    pub picture: Option<String>,
    /// "ABC/6, still from the practice camera".
    pub caption: Words,
}

impl Shot {
    pub(super) fn file(&self) -> Icon {
        Icon::File
    }
}

/// Something that must be known beside an entry.
#[derive(Debug, Clone)]
pub struct Note {
    /// "Late entry: recorded on 9 February 2026, 6 days after it happened."
    pub words: Words,
    /// The entry that says so: "#46" and its address.
    pub entry: Option<(String, String)>,
}

impl Timeline {
    fn marks(&self) -> [(&'static str, Icon, &'static str); 3] {
        [
            ("", Icon::Message, "Patient"),
            (" sf-entry__mark--out", Icon::Call, "Us"),
            (" sf-entry__mark--measure", Icon::Flag, "Measure"),
        ]
    }
}
