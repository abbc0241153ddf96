//! All steps of a case: the open ones with their forms, then those that ended.

use askama::Template;

use super::frame::{Frame, Mends};
use super::icon::Icon;
use super::step::{Step, WhyPart};
use crate::words::Words;

/// The list of steps. A form posts `step`, `act` (`done`, `declined`, `delegated`, `reopened` or `open`),
/// `because` and `to`.
#[derive(Debug, Template)]
#[template(path = "steps.html")]
pub struct Steps {
    /// With the case.
    pub frame: Frame,
    /// "Case knee, 12 March 2026".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// What to know about these steps: that this place's own rules are not in yet.
    pub notices: Vec<String>,
    /// What an adviser said: it comes before the steps. Newest first.
    pub advised: Vec<Advised>,
    /// In order of urgency.
    pub open: Vec<Step>,
    /// Done, declined or no longer needed, newest first.
    pub ended: Vec<Ended>,
    /// Which packs this follows, with version and date: "uk-gp 1.0.0, correct on 1 November 2026".
    pub packs: Vec<String>,
    /// "That these steps were shown is kept in your private log, P12."
    pub kept: Words,
    /// Steps that a person can open: name and title.
    pub others: Vec<(String, String)>,
    /// The form that came back, with what had been typed.
    pub came_back: Option<CameBack>,
    /// At fields `because`, `to`, and `open-because` of the form that opens a step.
    pub mends: Mends,
}

/// A form of one step, as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CameBack {
    /// Whose form it was.
    pub step: String,
    /// `because`.
    pub because: String,
    /// `to`.
    pub to: String,
}

impl Steps {
    fn back(&self, id: &str) -> Option<&CameBack> {
        self.came_back
            .as_ref()
            .filter(|back| back.step == id && !self.opening())
    }

    fn because(&self, id: &str) -> &str {
        self.back(id).map_or("", |back| &back.because)
    }

    fn to(&self, id: &str) -> &str {
        self.back(id).map_or("", |back| &back.to)
    }

    /// The field's `id`. One that is to be mended has the plain name, so that the summary leads to it.
    fn field(&self, id: &str, name: &str) -> String {
        if self.wrong(id, name) {
            name.to_owned()
        } else {
            format!("{id}-{name}")
        }
    }

    fn lock(&self) -> Icon {
        Icon::Lock
    }

    fn wrong(&self, id: &str, name: &str) -> bool {
        self.back(id).is_some() && self.mends.at(name).is_some()
    }

    /// The form that opens a step came back.
    fn opening(&self) -> bool {
        self.mends.at("open-because").is_some()
    }

    fn opened(&self) -> (&str, &str) {
        match &self.came_back {
            Some(back) if self.opening() => (&back.step, &back.because),
            _ => ("", ""),
        }
    }
}

/// An adviser's own advice.
#[derive(Debug, Clone)]
pub struct Advised {
    /// In words, a paragraph each.
    pub words: Vec<Words>,
    /// "M. Sedge, 3 March 2026. P3".
    pub line: Words,
}

/// How a step ended.
#[derive(Debug, Clone)]
pub struct Ended {
    /// Its name in every pack.
    pub id: String,
    /// What it was.
    pub title: String,
    /// "Done", "Not doing this", "No longer needed".
    pub how: &'static str,
    /// By what: "gift-accepted, 2 February 2026", or the reason given.
    pub because: Vec<WhyPart>,
    /// A person decided it, and can decide again.
    pub can_reopen: bool,
}
