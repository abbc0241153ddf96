//! The full count of what every run of the tests samples: kills, flips.

use anyhow::{Result, bail};

use crate::run::{cargo, finish};
use crate::setup;

/// The tests of `crates/standfast/tests/endurance` that have a full count.
const NAMES: &[&str] = &["kills", "flips"];

/// Runs one of them in full, in a release build; its last lines belong into `docs/benchmarks.md`.
pub fn run(name: &str) -> Result<()> {
    if !NAMES.contains(&name) {
        bail!(
            "there is no endurance test \"{name}\"; there are: {}",
            NAMES.join(", ")
        );
    }
    setup::run()?;
    let mut test = cargo(&[
        "test",
        "--release",
        "-p",
        "standfast",
        "--test",
        "endurance",
    ])?;
    test.args([name, "--", "--nocapture"]);
    test.env("STANDFAST_ENDURANCE", "full");
    finish(test)
}
