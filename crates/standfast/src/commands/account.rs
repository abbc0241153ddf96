//! `standfast account …`

use std::process::ExitCode;

use clap::{Args, Subcommand};
use standfast_desk::vault::Mode;

use super::Everywhere;
use crate::failure::Failure;
use crate::open;
use crate::say::{Say, visible};

/// Keep a number, address or handle; decide whose one is.
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
    /// Accounts that may be the patient's, found in what was taken in, with the reason
    Suggested {
        /// The case
        case: String,
    },
    /// Decide that one is not theirs; it is not suggested again
    Reject {
        /// The case
        case: String,
        /// phone, email, whatsapp, facebook, instagram, x, address, …
        kind: String,
        /// The number, address or handle
        value: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        because: String,
    },
}

impl Account {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let saved = match self.act {
            Act::Suggested { case } => return suggested(on, say, &case),
            Act::Add {
                case,
                kind,
                value,
                of,
                because,
            } => {
                let mut desk = open::desk(on, say, Mode::Write)?;
                let saved = desk.account_add(&case, &kind, &value, &of, because)?;
                desk.close()?;
                saved
            }
            Act::Reject {
                case,
                kind,
                value,
                because,
            } => {
                let mut desk = open::desk(on, say, Mode::Write)?;
                let saved = desk.account_reject(&case, &kind, &value, &because)?;
                desk.close()?;
                saved
            }
        };
        say.saved(&saved)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn suggested(on: &Everywhere, say: &Say, case: &str) -> Result<ExitCode, Failure> {
    let mut desk = open::desk(on, say, Mode::Read)?;
    let found = desk.account_suggested(case)?;
    for one in &found {
        if say.json() {
            say.object(one)?;
        } else {
            say.line(&format!("{:<10} {}", one.kind, visible(&one.value)))?;
            say.line(&format!("           {}", visible(&one.because)))?;
        }
    }
    if found.is_empty() {
        say.note("No account waits for a decision.");
    } else {
        say.note(&format!(
            "If one is theirs: standfast account add {case} KIND VALUE"
        ));
        say.note(&format!(
            "If it is not: standfast account reject {case} KIND VALUE --because TEXT"
        ));
    }
    Ok(ExitCode::SUCCESS)
}
