//! Letters: what happened to each until it was sent.

use standfast_model::kinds;
use standfast_model::lists::LetterAct;

use crate::fold::Held;

/// One letter with its acts so far, oldest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter<'a> {
    /// Its number in the case, from 1.
    pub number: u64,
    /// Its template.
    pub template: &'a str,
    /// What happened to it: entries of the private log.
    pub acts: Vec<&'a Held<kinds::Letter>>,
}

impl Letter<'_> {
    /// What happened to it last.
    #[must_use]
    pub fn state(&self) -> Option<LetterAct> {
        self.acts.last().map(|a| a.body.act)
    }
}
