//! `standfast step …`

use std::process::ExitCode;

use clap::{Args, Subcommand};
use standfast_desk::model::lists::StepAct;
use standfast_desk::vault::Mode;

use super::Everywhere;
use crate::failure::Failure;
use crate::open;
use crate::say::Say;

/// A step: open it, done, declined, given to somebody, open again.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Step {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Open a step that the facts do not open by themselves
    Open(About),
    /// It is done
    Done(About),
    /// It will not be done, and why
    Decline(About),
    /// Somebody else does it
    Delegate(About),
    /// Open it again
    Reopen(About),
}

#[derive(Debug, Args)]
struct About {
    /// The case
    case: String,
    /// The step's name
    step: String,
    /// To whom
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    because: Option<String>,
}

impl Step {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let (act, about) = match self.act {
            Act::Open(about) => (StepAct::Open, about),
            Act::Done(about) => (StepAct::Done, about),
            Act::Decline(about) => (StepAct::Declined, about),
            Act::Delegate(about) => (StepAct::Delegated, about),
            Act::Reopen(about) => (StepAct::Reopened, about),
        };
        let mut desk = open::desk(on, say, Mode::Write)?;
        let saved = desk.step(&about.case, act, &about.step, about.to, about.because)?;
        say.saved(&saved)?;
        if act == StepAct::Declined && !say.json() {
            say.line("It returns with the next contact of this kind.")?;
        }
        if let Some(help) = desk.next(&about.case, None, None)?.urgent_help.first() {
            say.note(&help.text);
        }
        desk.close()?;
        Ok(ExitCode::SUCCESS)
    }
}
