//! Who may depend on whom: the table of `docs/architecture.md`, held by a test.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Each crate with the crates of ours that it may name in `[dependencies]`. To add an arrow is to
/// change the design: say why in the same commit.
const MAY: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("ledger", &[]),
    ("case", &["model"]),
    ("intake", &["model"]),
    ("pathway", &["model", "case"]),
    ("papers", &[]),
    ("vault", &["model", "ledger", "case"]),
    ("disclosure", &["model", "ledger"]),
    (
        "desk",
        &[
            "model",
            "ledger",
            "case",
            "intake",
            "pathway",
            "papers",
            "vault",
            "disclosure",
        ],
    ),
    ("web", &["desk"]),
    ("story", &[]),
    // The demonstration plays the stories.
    ("standfast", &["desk", "web", "story"]),
    ("testkit", &["desk", "story"]),
];

/// Heavy or sharp dependencies, and the one crate that each may hang on.
const ONLY: &[(&str, &str)] = &[
    ("typst", "papers"),
    ("rusqlite", "vault"),
    ("age", "vault"),
    ("cel", "pathway"),
    ("ed25519-dalek", "ledger"),
    ("mail-parser", "intake"),
    ("axum", "web"),
    ("clap", "standfast"),
];

/// Crates that are pure: no clock, no randomness, no files.
const PURE: &[&str] = &["model", "ledger", "case", "pathway"];

fn crates() -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .join("crates");
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let text = std::fs::read_to_string(entry.path().join("Cargo.toml")).unwrap();
            let manifest: toml::Table = text.parse().unwrap();
            let dependencies = manifest["dependencies"].as_table().unwrap();
            (
                entry.file_name().into_string().unwrap(),
                dependencies.keys().cloned().collect(),
            )
        })
        .collect()
}

#[test]
fn the_arrows_go_one_way() {
    let crates = crates();
    assert_eq!(crates.len(), MAY.len(), "a crate is not in the table");
    for (name, may) in MAY {
        let dependencies = &crates[*name];
        for ours in dependencies
            .iter()
            .filter_map(|d| d.strip_prefix("standfast-"))
        {
            assert!(may.contains(&ours), "{name} must not depend on {ours}");
        }
    }
}

#[test]
fn sharp_dependencies_hang_on_one_crate() {
    for (dependency, only) in ONLY {
        for (name, dependencies) in crates() {
            assert!(
                name == *only || !dependencies.contains(*dependency),
                "{dependency} belongs into {only}, not into {name}"
            );
        }
    }
}

#[test]
fn pure_crates_have_no_way_to_clock_or_randomness() {
    for name in PURE {
        let dependencies = &crates()[*name];
        for rim in [
            "getrandom",
            "rand",
            "tempfile",
            "tokio",
            "tracing",
            "rusqlite",
        ] {
            assert!(
                !dependencies.contains(rim),
                "{name} is pure; {rim} is of the rim"
            );
        }
    }
}
