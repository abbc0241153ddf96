//! `standfast account …`

use std::process::ExitCode;

use clap::{Args, Subcommand};
use standfast_desk::vault::Mode;

use super::Everywhere;
use crate::failure::Failure;
use crate::open;
use crate::say::Say;

/// Keep a number, address or handle.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Account {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Keep an account; imports recognise it from then on
    Add {
        /// The case
        case: String,
        /// phone, email, whatsapp, facebook, instagram, x, address, …
        kind: String,
        /// The number, address or handle
        value: String,
        /// Whose: subject or clinician
        #[arg(long, value_name = "WHOSE", default_value = "subject")]
        of: String,
        /// Why it is thought to be theirs
        #[arg(long, value_name = "TEXT")]
        because: Option<String>,
    },
}

impl Account {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let Act::Add {
            case,
            kind,
            value,
            of,
            because,
        } = self.act;
        let mut desk = open::desk(on, say, Mode::Write)?;
        let saved = desk.account_add(&case, &kind, &value, &of, because)?;
        desk.close()?;
        say.saved(&saved)?;
        Ok(ExitCode::SUCCESS)
    }
}
