//! `standfast rebuild`

use std::process::ExitCode;

use clap::Args;
use standfast_desk::vault::Mode;

use super::Everywhere;
use crate::failure::Failure;
use crate::open;
use crate::say::Say;

/// Make search and timeline again from the log.
#[derive(Debug, Args)]
pub struct Rebuild {}

impl Rebuild {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let mut desk = open::desk(on, say, Mode::Write)?;
        let progress = say.progress("Rebuilding");
        let rebuilt = desk.rebuild(&mut |done, all| progress.at(done, all))?;
        progress.end();
        desk.close()?;
        if say.json() {
            say.object(&serde_json::json!({"entries": rebuilt.entries, "rows": rebuilt.rows, "changed": rebuilt.changed}))?;
        } else {
            say.line(&format!(
                "Made again from {} entries: {} lines of timeline and search; {} had been different.",
                rebuilt.entries, rebuilt.rows, rebuilt.changed
            ))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
