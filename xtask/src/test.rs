//! Every test: Rust, documentation examples, the Python verifier.

use std::process::Command;

use anyhow::Result;

use crate::run::{cargo, finish, has, root};
use crate::setup;

/// Sets up, then runs everything; the first failure ends it.
pub fn run() -> Result<()> {
    setup::run()?;
    if has("cargo-nextest") {
        finish(cargo(&["nextest", "run", "--workspace", "--no-fail-fast"])?)?;
        finish(cargo(&["test", "--workspace", "--doc", "--quiet"])?)?;
    } else {
        finish(cargo(&["test", "--workspace", "--no-fail-fast"])?)?;
    }
    let mut verifier = Command::new("python3");
    verifier.current_dir(root()?.join("verifier"));
    verifier.args(["-m", "unittest", "--quiet", "test_standfast_verify"]);
    finish(verifier)
}
