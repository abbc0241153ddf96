//! `standfast note …`

use std::process::ExitCode;

use clap::{Args, Subcommand};
use standfast_desk::acts::note::{SaidNote, SaidScreening};
use standfast_desk::looks::notes::{NoteLine, Noted};
use standfast_desk::vault::Mode;

use super::next::wrapped;
use super::{Everywhere, Words};
use crate::failure::Failure;
use crate::open;
use crate::say::{Say, visible};

/// Keep a note of your own, in the private log.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Note {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// What was noted, oldest first
    List {
        /// The case
        case: String,
    },
    /// Keep a note, or what an adviser said
    Add {
        /// The case
        case: String,
        /// advice, where an adviser said it; screening, where a trained person did one
        #[arg(long, value_name = "K")]
        kind: Option<String>,
        /// Who gave the advice, or did the screening
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
        /// The instrument of a screening; its answers and totals have no place here
        #[arg(long, value_name = "NAME")]
        instrument: Option<String>,
        /// Its version or year
        #[arg(long, value_name = "TEXT", requires = "instrument")]
        version: Option<String>,
        /// When it was given or done
        #[arg(long, value_name = "WHEN")]
        when: Option<String>,
        #[command(flatten)]
        words: Words,
    },
}

impl Note {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let (case, kind, by, instrument, version, when, words) = match self.act {
            Act::List { case } => return list(&case, on, say),
            Act::Add {
                case,
                kind,
                by,
                instrument,
                version,
                when,
                words,
            } => (case, kind, by, instrument, version, when, words.read()?),
        };
        let screening = kind.as_deref() == Some("screening");
        if screening && words.is_some() {
            return Err(Failure::words(
                "a screening is kept without words: no answers and no total; nothing was saved",
                "Leave --words out. A note of your own: standfast note add",
            ));
        }
        if instrument.is_some() && !screening {
            return Err(Failure::words(
                "--instrument belongs to a screening; nothing was saved",
                "Say: --kind screening",
            ));
        }
        let advised = kind.as_deref() == Some("advice");
        let mut desk = open::desk(on, say, Mode::Write)?;
        let saved = if screening {
            desk.screening_add(
                &case,
                SaidScreening {
                    instrument,
                    version,
                    by,
                    when,
                },
            )?
        } else {
            desk.note_add(
                &case,
                SaidNote {
                    kind,
                    by,
                    words,
                    when,
                },
            )?
        };
        desk.close()?;
        say.saved(&saved)?;
        if advised {
            // Whether advice is privileged is no fact of a log (T35).
            say.note("Advice is not secret by itself. Ask a lawyer before you give it to anybody.");
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Oldest first, as they were noted.
fn list(case: &str, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
    let desk = open::desk(on, say, Mode::Read)?;
    let mut closed = Ok(());
    desk.notes(case, &mut |line| {
        closed = if say.json() {
            say.object(&line)
        } else {
            print(say, &line)
        };
        closed.is_ok()
    })?;
    closed?;
    Ok(ExitCode::SUCCESS)
}

fn print(say: &Say, line: &NoteLine) -> std::io::Result<()> {
    let when = line.occurred().map(|o| o.text.as_str());
    let head = |by: Option<&str>| {
        let by = by.map(|by| format!("by {by}"));
        let parts = [Some(line.kind()), by.as_deref(), when];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        say.line(&format!("P{:<5} {}", line.p, visible(&parts.join(", "))))
    };
    match &line.what {
        Noted::Note(note) => {
            head(note.by.as_deref())?;
            for paragraph in note.words.lines() {
                for line in wrapped(&visible(paragraph), 7) {
                    say.line(&line)?;
                }
            }
        }
        Noted::Screening(screening) => {
            head(Some(&screening.by))?;
            let version = screening.version.as_deref().unwrap_or_default();
            let words = format!("{} {version}", screening.instrument);
            say.line(&format!("       {}", visible(words.trim_end())))?;
        }
    }
    Ok(())
}
