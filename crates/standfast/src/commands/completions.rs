//! `standfast completions …`

use std::process::ExitCode;

use clap::{Args, CommandFactory};

use super::CommandLine;
use crate::failure::Failure;
use crate::say::Say;

/// Completions for a shell: never a case's name.
#[derive(Debug, Args)]
pub struct Completions {
    /// Which shell
    shell: clap_complete::Shell,
}

impl Completions {
    pub fn run(self, say: &Say) -> Result<ExitCode, Failure> {
        let mut command = CommandLine::command();
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "standfast", &mut script);
        // Line by line, so that a reader that goes away ends it quietly.
        for line in String::from_utf8_lossy(&script).lines() {
            say.line(line)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
