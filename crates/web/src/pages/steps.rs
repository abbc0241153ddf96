//! All steps of a case: the open ones with their forms, then those that ended.

use askama::Template;

use super::frame::{Frame, Mends};
use super::icon::Icon;
use super::step::{Step, WhyPart};
use crate::words::Words;

/// The list of steps. A form posts `step`, `act` (`done`, `declined` or `reopened`) and `because`.
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
    /// The step whose form came back, with what had been typed.
    pub came_back: Option<(String, String)>,
    /// At fields `because`.
    pub mends: Mends,
}

impl Steps {
    fn typed(&self, id: &str) -> &str {
        self.came_back
            .as_ref()
            .filter(|(step, _)| step == id)
            .map_or("", |(_, typed)| typed)
    }

    /// The field's `id`. The one that came back has the plain name, so that the summary leads to it.
    fn field(&self, id: &str) -> String {
        if self.to_mend(id) {
            "because".to_owned()
        } else {
            format!("{id}-because")
        }
    }

    fn lock(&self) -> Icon {
        Icon::Lock
    }

    fn to_mend(&self, id: &str) -> bool {
        !self.mends.0.is_empty() && self.came_back.as_ref().is_some_and(|(step, _)| step == id)
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
