//! The story of the demonstration as data: what was typed, and when.

use serde::Deserialize;

use crate::failure::Failure;

/// Where the demonstration's clock stands at its end.
pub const NOW: &str = "2026-03-12T09:00:00Z";

const KNEE: &str = include_str!("knee.toml");

/// Acts in order of time.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// What was typed.
    #[serde(rename = "act")]
    pub acts: Vec<Act>,
}

/// One command at one moment.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// What the clock shows.
    pub now: String,
    /// The command's words.
    pub run: Vec<String>,
    /// The part of the tour that shows it; most acts are only counted.
    pub section: Option<u8>,
}

impl Script {
    /// The story that ships with the program.
    pub fn shipped() -> Result<Script, Failure> {
        toml::from_str(KNEE).map_err(|e| {
            Failure::outside(
                format!("the demonstration's story cannot be read: {}", e.message()),
                "",
            )
        })
    }
}
