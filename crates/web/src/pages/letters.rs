//! Letters: how each stands and what may happen to it; a new one chosen, its draft seen, its gaps filled.

use askama::Template;

use super::frame::{Frame, Mends};
use super::icon::Icon;
use crate::words::Words;

/// The letters of a case, those that can be drafted, and the draft that is being worked on.
#[derive(Debug, Template)]
#[template(path = "letters.html")]
pub struct Letters {
    /// With the case.
    pub frame: Frame,
    /// "Case knee".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// Newest first.
    pub letters: Vec<Letter>,
    /// What each is for, and its name.
    pub templates: Vec<(String, String)>,
    /// The one that was asked for.
    pub draft: Option<Draft>,
    /// What is to be mended in the form that came back.
    pub mends: Mends,
}

/// A letter and what happened to it.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Its number in the case.
    pub number: u64,
    /// What it is for.
    pub title: String,
    /// "Draft", "Sent".
    pub state: &'static str,
    /// A copy that somebody approved is kept.
    pub kept: bool,
    /// As a text document too.
    pub docx: bool,
    /// Words of the acts that may follow.
    pub may: Vec<&'static str>,
    /// What happened, oldest first.
    pub history: Vec<Words>,
}

/// A draft.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The letter's number in the case.
    pub letter: u64,
    /// Its template's name.
    pub template: String,
    /// What it is for.
    pub title: String,
    /// "P3".
    pub number: String,
    /// The whole letter.
    pub text: Words,
    /// What it asks for.
    pub gaps: Vec<Gap>,
    /// What must be mended before anybody can stand by it.
    pub must: Vec<Words>,
    /// What is doubted: a person may stand by it with a reason.
    pub doubts: Vec<Words>,
    /// What differs from the last draft.
    pub since: Vec<Change>,
    /// What a practice's own words change.
    pub own: Vec<Change>,
    /// "warning-1.pdf".
    pub name: String,
    /// Names the PDF that waits; empty where this machine gave no random numbers.
    pub token: String,
    /// What was typed over "Who stands by it".
    pub by: String,
    /// What was typed over "Why".
    pub although: String,
}

/// A paragraph that came or went.
#[derive(Debug, Clone)]
pub struct Change {
    /// It is new.
    pub came: bool,
    /// The paragraph.
    pub text: Words,
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

impl Letter {
    fn may(&self, act: &str) -> bool {
        self.may.contains(&act)
    }
}

impl Draft {
    fn open(&self) -> usize {
        self.gaps.iter().filter(|gap| gap.open).count()
    }
}
