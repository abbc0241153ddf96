//! What was given to whom.

use askama::Template;

use super::frame::Frame;
use crate::words::Words;

/// The list, newest first. Bundles are made on the command line, where decisions come in a file.
#[derive(Debug, Template)]
#[template(path = "disclosures.html")]
pub struct Disclosures {
    /// With the case.
    pub frame: Frame,
    /// "Case knee".
    pub caption: Words,
    /// All of them.
    pub given: Vec<Given>,
}

/// One disclosure, as it was sealed.
#[derive(Debug, Clone)]
pub struct Given {
    /// "P40".
    pub number: String,
    /// "Quernshire Police".
    pub to: Words,
    /// "13 March 2026, 8:40am".
    pub when: String,
    /// "police".
    pub profile: String,
    /// Theirs; may be empty.
    pub reference: Words,
    /// "Entries 0 to 34: 28 shown, 5 in part, 2 withheld."
    pub counts: String,
    /// "2 clinical, 4 third-party fields withheld"; may be empty.
    pub withheld: String,
    /// SHA-256 of the bundle, in hex.
    pub sha256: String,
}
