//! `standfast correct …`

use std::process::ExitCode;

use clap::Args;
use standfast_desk::vault::Mode;

use super::{Everywhere, entry_number};
use crate::failure::Failure;
use crate::open;
use crate::say::Say;

/// Correct a field of an entry; what it said before stays and shows.
#[derive(Debug, Args)]
pub struct Correct {
    /// The case
    case: String,
    /// The entry's number
    #[arg(value_parser = entry_number)]
    n: u64,
    /// Which field: when, words, channel, place, effect, signs, …
    #[arg(long, value_name = "F")]
    field: String,
    /// What is right (lists with commas)
    #[arg(long, value_name = "V")]
    value: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    because: String,
}

impl Correct {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let mut desk = open::desk(on, say, Mode::Write)?;
        let saved = desk.correct(&self.case, self.n, &self.field, &self.value, &self.because)?;
        desk.close()?;
        say.saved(&saved)?;
        Ok(ExitCode::SUCCESS)
    }
}
