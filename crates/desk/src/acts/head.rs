//! The last save that this computer knows, kept outside the vault: seen, and accepted anew.

use standfast_vault::HeadState;

use crate::access::Act;
use crate::{Desk, DeskError};

/// See how the vault stands towards the last save known here.
pub struct HeadShow;
impl Act for HeadShow {
    const NAME: &'static str = "head show";
}

/// Go on from this copy, though it is not the newest known.
pub struct HeadAccept;
impl Act for HeadAccept {
    const NAME: &'static str = "head accept";
}

impl Desk {
    /// How this copy stands towards the last save known on this computer.
    ///
    /// # Errors
    /// Not permitted.
    pub fn head(&self) -> Result<HeadState, DeskError> {
        let permit = self.permit_vault::<HeadShow>()?;
        Ok(self.vault(&permit).head())
    }

    /// Takes this copy as the one to go on from. What the other copy holds beyond it is not in it.
    ///
    /// # Errors
    /// The state folder cannot be written.
    pub fn head_accept(&mut self) -> Result<(), DeskError> {
        let permit = self.permit_vault::<HeadAccept>()?;
        Ok(self.vault_mut(&permit).accept_head()?)
    }
}

/// The word for scripts, and the sentence for people.
#[must_use]
pub fn words(head: &HeadState) -> (&'static str, &'static str) {
    match head {
        HeadState::Agrees => (
            "agrees",
            "This is the newest copy that this computer knows.",
        ),
        HeadState::Absent => ("absent", "This computer does not know this vault yet."),
        HeadState::NotWritable => (
            "not-writable",
            "The state folder cannot be written, so copies cannot be told apart.",
        ),
        HeadState::OlderCopy { .. } => (
            "older-copy",
            "This is an older copy than the last save known here.",
        ),
        HeadState::SecondCopy => (
            "second-copy",
            "This copy and the one last used here went different ways.",
        ),
    }
}
