//! Off the page: what is left behind for a moment, and what leaving does in words.

use askama::Template;

use super::frame::Frame;

/// The body of the answer that leads away; seen only where nothing follows it by itself.
#[derive(Debug, Template)]
#[template(path = "left.html")]
pub struct Left {
    /// A neutral page of somebody else.
    pub away: String,
}

/// Explains leaving, before first use and from the foot of every page.
#[derive(Debug, Template)]
#[template(path = "leaving.html")]
pub struct Leaving {
    /// Open to everybody, so locked or not.
    pub frame: Frame,
    /// Where leaving leads, in words: "the weather on bbc.co.uk".
    pub away: String,
}
