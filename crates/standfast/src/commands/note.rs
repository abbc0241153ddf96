//! `standfast note …`

use std::process::ExitCode;

use clap::{Args, Subcommand};
use standfast_desk::acts::note::SaidNote;
use standfast_desk::vault::Mode;

use super::{Everywhere, Words};
use crate::failure::Failure;
use crate::open;
use crate::say::Say;

/// Keep a note of your own, in the private log.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Note {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Keep a note, or what an adviser said
    Add {
        /// The case
        case: String,
        /// advice, where an adviser said it
        #[arg(long, value_name = "K")]
        kind: Option<String>,
        /// Who gave the advice
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
        /// When it was given
        #[arg(long, value_name = "WHEN")]
        when: Option<String>,
        #[command(flatten)]
        words: Words,
    },
}

impl Note {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let Act::Add {
            case,
            kind,
            by,
            when,
            words,
        } = self.act;
        let said = SaidNote {
            kind,
            by,
            words: words.read()?,
            when,
        };
        let mut desk = open::desk(on, say, Mode::Write)?;
        let saved = desk.note_add(&case, said)?;
        desk.close()?;
        say.saved(&saved)?;
        Ok(ExitCode::SUCCESS)
    }
}
