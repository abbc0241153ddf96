//! The full count of what every run of the tests samples: kills, flips, mutated files, hostile
//! lines of 2 GB.

use anyhow::{Result, bail};

use crate::fuzz;
use crate::run::{cargo, finish};
use crate::setup;

/// What has a full count: the test of which package, and which test of it.
const TESTS: &[(&str, &str, &str, &str)] = &[
    ("kills", "standfast", "endurance", "kills_while"),
    ("import-kills", "standfast", "endurance", "import_kills"),
    ("flips", "standfast", "endurance", "flips"),
    ("advice", "standfast-pathway", "scenarios", "every_mutation"),
    ("hostile", "standfast-intake", "long_line", ""),
];

/// Runs one of them in full, in a release build; its last lines belong into `docs/benchmarks.md`.
pub fn run(name: &str) -> Result<()> {
    if name == "mutations" {
        return fuzz::mutations();
    }
    let Some((_, package, file, filter)) = TESTS.iter().find(|(known, ..)| *known == name) else {
        let names: Vec<&str> = TESTS.iter().map(|(name, ..)| *name).collect();
        bail!(
            "there is no endurance test \"{name}\"; there are: {}, mutations",
            names.join(", ")
        );
    };
    setup::run()?;
    let mut test = cargo(&["test", "--release", "-p", package, "--test", file])?;
    if !filter.is_empty() {
        test.arg(filter);
    }
    test.args(["--", "--nocapture"]);
    test.env("STANDFAST_ENDURANCE", "full");
    finish(test)
}
