//! `standfast demo`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::Everywhere;
use crate::demo::cases;
use crate::failure::Failure;
use crate::say::Say;

/// Look round, with invented cases. Nothing leaves this computer.
#[derive(Debug, Args)]
#[command(after_help = format!("Cases:\n{}", cases::listed()))]
pub struct Demo {
    /// Which case: C1 to C5, or its name
    #[arg(long, value_name = "CASE", default_value = "C1")]
    case: String,
    /// Keep it in this folder [a temporary one, gone at the end]
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Do not open the pages at the end
    #[arg(long)]
    no_serve: bool,
}

impl Demo {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let case = cases::find(&self.case)?;
        crate::demo::run(on, say, &case, self.dir, !self.no_serve)?;
        Ok(ExitCode::SUCCESS)
    }
}
