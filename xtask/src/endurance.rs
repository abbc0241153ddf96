//! The full count of what every run of the tests samples: kills, import-kills, flips.

use anyhow::{Result, bail};

use crate::run::{cargo, finish};
use crate::setup;

/// The tests of `crates/standfast/tests/endurance` that have a full count, each with what its tests
/// have in their names.
const TESTS: &[(&str, &str)] = &[
    ("kills", "kills_while"),
    ("import-kills", "import_kills"),
    ("flips", "flips"),
];

/// Runs one of them in full, in a release build; its last lines belong into `docs/benchmarks.md`.
pub fn run(name: &str) -> Result<()> {
    let Some((_, filter)) = TESTS.iter().find(|(known, _)| *known == name) else {
        let known: Vec<&str> = TESTS.iter().map(|(known, _)| *known).collect();
        bail!(
            "there is no endurance test \"{name}\"; there are: {}",
            known.join(", ")
        );
    };
    setup::run()?;
    let mut test = cargo(&[
        "test",
        "--release",
        "-p",
        "standfast",
        "--test",
        "endurance",
    ])?;
    test.args([*filter, "--", "--nocapture"]);
    test.env("STANDFAST_ENDURANCE", "full");
    finish(test)
}
