//! `standfast head …`

use std::process::ExitCode;

use clap::{Args, Subcommand};
use standfast_desk::acts::head::words;
use standfast_desk::vault::{HeadState, Mode};

use super::Everywhere;
use crate::failure::Failure;
use crate::open;
use crate::say::Say;

/// Whether this is the newest copy of the vault that this computer knows.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Head {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Show it; exit 6 where it is not the newest
    Show,
    /// Go on from this copy; what another copy holds beyond it is not in it
    Accept,
}

impl Head {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let accept = matches!(self.act, Act::Accept);
        let mut desk = open::desk(on, say, if accept { Mode::Write } else { Mode::Read })?;
        if accept {
            desk.head_accept()?;
        }
        let head = desk.head()?;
        desk.close()?;
        if say.json() {
            say.object(&serde_json::json!({"head": words(&head).0}))?;
        } else {
            say.line(words(&head).1)?;
        }
        Ok(match head {
            HeadState::OlderCopy { .. } | HeadState::SecondCopy => ExitCode::from(6),
            _ => ExitCode::SUCCESS,
        })
    }
}
