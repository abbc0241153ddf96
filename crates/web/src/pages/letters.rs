//! Letters: choose one, see the draft, fill its gaps, take it away on paper.

use askama::Template;

use super::frame::Frame;
use super::icon::Icon;
use crate::words::Words;

/// The letters that can be drafted, and the draft that was just made.
#[derive(Debug, Template)]
#[template(path = "letters.html")]
pub struct Letters {
    /// With the case.
    pub frame: Frame,
    /// "Case knee".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// What each is for, and its name.
    pub templates: Vec<(String, String)>,
    /// The one that was asked for.
    pub draft: Option<Draft>,
}

/// A draft.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its template's name.
    pub template: String,
    /// What it is for.
    pub title: String,
    /// "P3".
    pub number: String,
    /// The whole letter.
    pub text: Words,
    /// What was filled in, then what is open.
    pub gaps: Vec<Gap>,
    /// "warning-1.pdf".
    pub name: String,
    /// Names the PDF that waits; empty where this machine gave no random numbers.
    pub token: String,
}

/// A gap of a letter.
#[derive(Debug, Clone)]
pub struct Gap {
    /// The field.
    pub id: String,
    /// What is asked for.
    pub asks: String,
    /// What was said.
    pub value: String,
    /// Nobody knows it yet.
    pub open: bool,
}

impl Letters {
    fn lock(&self) -> Icon {
        Icon::Lock
    }
}

impl Draft {
    fn open(&self) -> usize {
        self.gaps.iter().filter(|gap| gap.open).count()
    }
}
