<<<<<<< HEAD
//! The full count of what every run of the tests samples: kills, flips, mutated files, hostile
//! lines of 2 GB.
=======
//! The full count of what every run of the tests samples: kills, import-kills, flips.
>>>>>>> h-kills

use anyhow::{Result, bail};

use crate::fuzz;
use crate::run::{cargo, finish};
use crate::setup;

<<<<<<< HEAD
/// What has a full count: the test of which package, and which test of it.
const TESTS: &[(&str, &str, &str, &str)] = &[
    ("kills", "standfast", "endurance", "kills"),
    ("flips", "standfast", "endurance", "flips"),
    ("hostile", "standfast-intake", "long_line", ""),
=======
/// The tests of `crates/standfast/tests/endurance` that have a full count, each with what its tests
/// have in their names.
const TESTS: &[(&str, &str)] = &[
    ("kills", "kills_while"),
    ("import-kills", "import_kills"),
    ("flips", "flips"),
>>>>>>> h-kills
];

/// Runs one of them in full, in a release build; its last lines belong into `docs/benchmarks.md`.
pub fn run(name: &str) -> Result<()> {
<<<<<<< HEAD
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
=======
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
>>>>>>> h-kills
    test.env("STANDFAST_ENDURANCE", "full");
    finish(test)
}
