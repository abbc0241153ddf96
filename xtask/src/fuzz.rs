//! Broken files by the thousand for every reader, for as long as is wished, or a fixed count.
//!
//! The work is done by `crates/intake/examples/fuzz.rs`, in a process of its own: one that dies
//! (of too deep calls, or without memory) is noticed here, and what it died of is saved.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};

use crate::run::{cargo, finish, root, target};

/// The mutated files of issue 12's bar, evenly over all readers, and the seed they are made from.
const FILES: &str = "10000";
const SEED: &str = "2026";

const WORDS: &str = "cargo xtask fuzz [READER] [--minutes N] [--seed S]";

/// Fuzzes until the time is over: `[READER] [--minutes N] [--seed S]`.
pub fn run(words: &[&str]) -> Result<()> {
    let (mut reader, mut minutes, mut seed) = ("all", "5", None);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match *word {
            "--minutes" => minutes = words.next().context(WORDS)?,
            "--seed" => seed = Some((*words.next().context(WORDS)?).to_owned()),
            name if !name.starts_with('-') => reader = name,
            _ => bail!("{WORDS}"),
        }
    }
    // Another run tries other files; the seed is printed, so that it can be had again.
    let seed = match seed {
        Some(seed) => seed,
        None => SystemTime::now()
            .duration_since(UNIX_EPOCH)?
            .as_secs()
            .to_string(),
    };
    let optimised = target()?.join("release").is_dir();
    driver(optimised, &[reader, "--minutes", minutes], &seed)
}

/// The 10,000 mutated files, in a release build.
pub fn mutations() -> Result<()> {
    driver(true, &["all", "--cases", FILES], SEED)
}

fn driver(optimised: bool, words: &[&str], seed: &str) -> Result<()> {
    let keep = root()?.join("target/fuzz");
    let died = keep.join("at");
    let _ = std::fs::remove_file(&died);
    let run = |more: &[&str]| -> Result<()> {
        let mut command = cargo(&["run", "--quiet", "-p", "standfast-intake"])?;
        if optimised {
            command.arg("--release");
        }
        command.args(["--example", "fuzz", "--"]);
        command.args(words).args(["--seed", seed, "--keep"]);
        command.arg(&keep).args(more);
        finish(command)
    };
    let done = run(&[]);
    if let Some(number) = at_work(&died) {
        run(&["--write", number.trim()])?;
        bail!(
            "the process ended at case {}, which is saved below {}",
            number.trim(),
            keep.display()
        );
    }
    done
}

/// The case that was at work when the process ended without saying how.
fn at_work(note: &Path) -> Option<String> {
    let number = std::fs::read_to_string(note).ok()?;
    let _ = std::fs::remove_file(note);
    Some(number)
}
