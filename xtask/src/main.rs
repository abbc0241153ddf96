//! The workshop: sets up what the tests need, runs them, measures, and tries to break things.
//!
//! `cargo xtask setup | test | bench | fuzz | endurance NAME | sign-packs | new-key`. Nothing here ships.

mod bench;
mod endurance;
mod fuzz;
mod run;
mod setup;
mod sign;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask setup            install what the tests need (Debian packages, a Python environment)
cargo xtask test             set up, then run every test
cargo xtask bench [PART]     measure what docs/benchmarks.md states (release build); crates, program or take-in alone
cargo xtask fuzz [READER] [--minutes N] [--seed S]
                             broken files for every reader, or one; what fails is saved in target/fuzz
cargo xtask endurance NAME   the full count of: kills, import-kills, flips, mutations, hostile
cargo xtask sign-packs --key FILE [--folder DIR]
                             at a release, by the holder of the key: DIR/SHA256SUMS.note over all files of guidance
cargo xtask new-key NAME FILE
                             a new signing key of that name into a new file; prints its verifier key";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["setup"] => setup::run(),
        ["test"] => test::run(),
        ["bench"] => bench::run(None),
        ["bench", part] => bench::run(Some(part)),
        ["fuzz", words @ ..] => fuzz::run(words),
        ["endurance", name] => endurance::run(name),
        ["sign-packs", "--key", key] => sign::packs(key, None),
        ["sign-packs", "--key", key, "--folder", folder] => sign::packs(key, Some(folder)),
        ["new-key", name, file] => sign::new_key(name, file),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
