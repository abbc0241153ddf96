//! `standfast man …`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory};

use super::CommandLine;
use crate::failure::Failure;
use crate::say::Say;

/// Write the manual pages.
#[derive(Debug, Args)]
pub struct Man {
    /// Into this folder
    dir: PathBuf,
}

impl Man {
    pub fn run(self, say: &Say) -> Result<ExitCode, Failure> {
        let folder = |e: std::io::Error| {
            Failure::outside(
                format!("{} cannot be written: {e}", self.dir.display()),
                "Name another folder.",
            )
        };
        std::fs::create_dir_all(&self.dir).map_err(folder)?;
        clap_mangen::generate_to(CommandLine::command(), &self.dir).map_err(folder)?;
        say.note(&format!(
            "To read one: man {}",
            self.dir.join("standfast.1").display()
        ));
        Ok(ExitCode::SUCCESS)
    }
}
