//! `standfast demo`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::Everywhere;
use crate::failure::Failure;
use crate::say::Say;

/// Look round, with invented cases. Nothing leaves this computer.
#[derive(Debug, Args)]
pub struct Demo {
    /// Keep it in this folder [a temporary one, gone at the end]
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Do not open the pages at the end
    #[arg(long)]
    no_serve: bool,
}

impl Demo {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        crate::demo::run(on, say, self.dir, !self.no_serve)?;
        Ok(ExitCode::SUCCESS)
    }
}
