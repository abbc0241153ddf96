//! Kills and flipped bits: a fixed sample in every run, the full count by `cargo xtask endurance`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs
)]

mod exports;
mod flips;
mod import_kills;
mod kills;
#[path = "../program/mod.rs"]
mod program;

use std::path::Path;

/// How many rounds of one class: the sample, or the full count.
fn rounds(sample: usize, full: usize) -> usize {
    match std::env::var("STANDFAST_ENDURANCE") {
        Ok(word) if word == "full" => full,
        _ => sample,
    }
}

/// A folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
