//! The way in, and the cover over everything once it is locked.

use askama::Template;

use super::frame::{Frame, Mends};

/// Asks for the passphrase. Shows nothing of the vault.
#[derive(Debug, Template)]
#[template(path = "sign_in.html")]
pub struct SignIn {
    /// Locked frame: no holder, no case.
    pub frame: Frame,
    /// This browser was signed in before: "Locked" instead of "Unlock".
    pub was_open: bool,
    /// What had been typed is kept and comes back after unlocking.
    pub kept: bool,
    /// The page to go on to, one of our own addresses.
    pub to: String,
    /// At field `passphrase`.
    pub mends: Mends,
}
