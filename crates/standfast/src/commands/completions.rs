//! `standfast completions …`

use std::process::ExitCode;

use clap::{Args, CommandFactory};

use super::CommandLine;
use crate::failure::Failure;

/// Completions for a shell: never a case's name.
#[derive(Debug, Args)]
pub struct Completions {
    /// Which shell
    shell: clap_complete::Shell,
}

impl Completions {
    pub fn run(self) -> Result<ExitCode, Failure> {
        let mut command = CommandLine::command();
        clap_complete::generate(self.shell, &mut command, "standfast", &mut std::io::stdout());
        Ok(ExitCode::SUCCESS)
    }
}
