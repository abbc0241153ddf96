//! The binary: command line, configuration, wiring, demonstration.
//!
//! In a verb: this crate **runs**. Each command is a file under [`commands`] that reads its
//! words, calls the desk, and says what came of it. There is no rule in it: what may be done, and
//! what words mean, the desk decides.

mod ask;
mod commands;
mod demo;
mod failure;
mod help;
mod open;
mod say;
mod serving;
mod stop;

use std::process::ExitCode;

use clap::Parser;

/// An import makes and lets go of millions of small pieces on several threads, which the system's own
/// allocator spends a tenth of its time on.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    let line = match commands::CommandLine::try_parse_from(&arguments) {
        Ok(line) => line,
        Err(error) => return help::explain(&error),
    };
    let say = say::Say::new(&line.everywhere);
    match commands::run(line, &say) {
        Ok(code) => code,
        Err(failure) => failure.tell(&say),
    }
}
