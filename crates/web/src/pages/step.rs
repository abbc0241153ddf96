//! One step, as overview, steps and saved show it.

use crate::words::Words;

/// How soon. The word always stands beside the colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// At once.
    Now,
    /// Its day is past.
    Overdue,
    /// Before the day ends.
    Today,
    /// Within days.
    Days,
    /// Within weeks.
    Weeks,
}

impl Urgency {
    /// What the tag says.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Urgency::Now => "Now",
            Urgency::Overdue => "Overdue",
            Urgency::Today => "Today",
            Urgency::Days => "In days",
            Urgency::Weeks => "In weeks",
        }
    }

    pub(super) const fn class(self) -> &'static str {
        match self {
            Urgency::Now => "sf-tag--now",
            Urgency::Overdue | Urgency::Today => "sf-tag--soon",
            Urgency::Days | Urgency::Weeks => "",
        }
    }

    /// The frame of a card of this urgency.
    pub(super) const fn card(self) -> &'static str {
        match self {
            Urgency::Now => "sf-card--now",
            _ => "sf-card--next",
        }
    }
}

/// A step that is open or stays.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its name in every pack: `police-now`. Also its anchor on the page of steps.
    pub id: String,
    /// How soon.
    pub urgency: Urgency,
    /// "Call the police".
    pub title: String,
    /// An order for somebody in danger, before anything else: "Call 999 now if you are in
    /// danger."; empty for other steps.
    pub order: String,
    /// What to do.
    pub text: String,
    /// Why, in a sentence that quotes what was ticked or measured and leads to its entries.
    pub why: Vec<WhyPart>,
    /// The entries that caused it, the newest few.
    pub because: Vec<EntryLink>,
    /// "You, or anybody at the practice".
    pub who: String,
    /// "10 February 2026"; empty where there is no last day.
    pub by: String,
    /// "Medical Defence Union, advice of 18 November 2016".
    pub source: String,
    /// The source is younger than the day asked about.
    pub later: bool,
    /// Numbers to call, the emergency number first.
    pub calls: Vec<Call>,
}

/// A piece of a sentence: words, or the number of an entry that leads to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhyPart {
    /// What is read.
    pub words: Words,
    /// The entry's own page.
    pub href: Option<String>,
}

/// A number on a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// "999".
    pub number: String,
    /// The button of danger; others are quiet.
    pub urgent: bool,
}

/// An entry, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLink {
    /// "Entry 42"; "entries 13 to 35".
    pub words: String,
    /// On the timeline.
    pub href: String,
}
