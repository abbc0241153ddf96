//! What was shown, and when.

use askama::Template;

use super::frame::Frame;
use crate::words::Words;

/// Each time that the steps had changed when somebody looked, newest first.
#[derive(Debug, Template)]
#[template(path = "shown.html")]
pub struct Shown {
    /// With the case.
    pub frame: Frame,
    /// "Case knee".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// Newest first.
    pub times: Vec<Time>,
    /// The address of those before.
    pub earlier: Option<String>,
}

/// What stood from one look on.
#[derive(Debug, Clone)]
pub struct Time {
    /// "12 March 2026, 5:52pm".
    pub when: String,
    /// "P12".
    pub entry: String,
    /// "Advice P3".
    pub advised: Vec<Words>,
    /// "Tell your manager: open, today. uk-gp 1.0.0".
    pub steps: Vec<Words>,
}
