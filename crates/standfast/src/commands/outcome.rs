//! `standfast outcome …`

use std::process::ExitCode;

use clap::Args;
use standfast_desk::acts::outcome::{Concluded, SaidOutcome};
use standfast_desk::vault::Mode;

use super::next::wrapped;
use super::{Everywhere, Words};
use crate::failure::Failure;
use crate::open;
use crate::say::Say;

/// How it ended, or a stretch of it. The case stays open.
#[derive(Debug, Args)]
#[command(
    after_help = "Outcomes: fizzled-out professional-footing transferred removed police-warning \
    injunction charge conviction sentence cleared resumed, or \"other: your word\""
)]
pub struct Outcome {
    /// The case
    case: String,
    /// How it ended
    kind: String,
    /// When, in words
    #[arg(long, value_name = "WHEN")]
    when: Option<String>,
    /// Zone of the time, where not the case's
    #[arg(long, value_name = "Z")]
    zone: Option<String>,
    #[command(flatten)]
    words: Words,
    /// Until when the log is to be kept; you decide, no law gives the day
    #[arg(long, value_name = "DATE")]
    keep_until: Option<String>,
}

impl Outcome {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let said = SaidOutcome {
            when: self.when,
            zone: self.zone,
            words: self.words.read()?,
            keep_until: self.keep_until,
        };
        let mut desk = open::desk(on, say, Mode::Write)?;
        let done = desk.outcome(&self.case, &self.kind, said)?;
        desk.close()?;
        if say.json() {
            for warning in &done.saved.warnings {
                say.warn(warning);
            }
            say.object(&done)?;
        } else {
            say.saved(&done.saved)?;
            keeping(say, &done)?;
        }
        say.note(&format!(
            "To see what to do now: standfast next {}",
            done.saved.case
        ));
        Ok(ExitCode::SUCCESS)
    }
}

/// The day that was set, said back; or the one that is proposed, and how to set it.
fn keeping(say: &Say, done: &Concluded) -> std::io::Result<()> {
    say.line("The case stays open: log what comes as before.")?;
    if let Some(until) = done.keep_until {
        let words = format!(
            "Keep until {}. Nothing is erased by itself.",
            until.strftime("%-d %b %Y")
        );
        return say.line(&words);
    }
    let Some(proposed) = &done.proposed else {
        return Ok(());
    };
    let until = proposed.until.strftime("%-d %b %Y");
    let words = format!(
        "Until when the log is kept is not set. No law gives the day. Proposed: {until}, {} years from now. {} \
         To set it:",
        proposed.years, proposed.why
    );
    for line in wrapped(&words, 0) {
        say.line(&line)?;
    }
    say.line(&format!(
        "  standfast correct {} {} --field keep_until --value \"{until}\" --because \"decided\"",
        done.saved.case, done.saved.n
    ))
}
