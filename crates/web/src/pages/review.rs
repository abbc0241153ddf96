//! A review: what has changed since the last, what stands open, and the form that seals it.

use askama::Template;

use super::frame::{Frame, Mends};
use super::icon::Icon;
use super::step::EntryLink;
use crate::words::Words;

/// The review, before it is sealed.
#[derive(Debug, Template)]
#[template(path = "review.html")]
pub struct Review {
    /// With the case.
    pub frame: Frame,
    /// "Case knee".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// The random name of this form: sent twice, it makes one entry.
    pub once: String,
    /// "Since the last review, 3 March 2026", "Since the case began".
    pub since: Words,
    /// A sentence each.
    pub changes: Vec<Change>,
    /// Open steps: title and address.
    pub open: Vec<(String, String)>,
    /// Own accounts: the value, and "never" or the day.
    pub accounts: Vec<Own>,
    /// How many accounts wait for a decision whose they are.
    pub suggested: usize,
    /// What was typed.
    pub form: ReviewForm,
    /// At fields `when`, `next`.
    pub mends: Mends,
}

/// Something that has changed, with the entries it is about.
#[derive(Debug, Clone)]
pub struct Change {
    /// "28 contacts from the patient: 24 messages".
    pub words: Words,
    /// Where to look.
    pub entries: Vec<EntryLink>,
}

/// An account of the clinician's.
#[derive(Debug, Clone)]
pub struct Own {
    /// As it is kept; given back as it is.
    pub value: String,
    /// The same, to be looked at.
    pub shown: Words,
    /// "looked at on 3 March 2026", "never looked at".
    pub when: String,
    /// It was ticked.
    pub ticked: bool,
}

/// The fields, by their names in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewForm {
    /// `by`.
    pub by: String,
    /// `when`; empty is now.
    pub when: String,
    /// `words`.
    pub words: String,
    /// `next`.
    pub next: String,
}

impl Review {
    fn wrong(&self, field: &str) -> bool {
        self.mends.at(field).is_some()
    }

    fn eye(&self) -> Icon {
        Icon::Eye
    }
}
