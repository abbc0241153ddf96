//! What the tests of this crate share.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    dead_code,
    reason = "each test uses a part of it"
)]

use std::path::PathBuf;

use jiff::tz::TimeZone;
use standfast_intake::Settings;

/// The files of one folder of the corpus, in their order.
pub fn files(folder: &str) -> Vec<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/corpus")
        .join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

/// Imports are made on one day.
pub fn settings() -> Settings {
    Settings::at("2026-11-24T09:00:00Z".parse().unwrap())
}

/// The zone of the case.
pub fn zone() -> TimeZone {
    TimeZone::get("Europe/London").unwrap()
}
