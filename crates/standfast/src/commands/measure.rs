//! `standfast measure …`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use standfast_desk::acts::measure::SaidMeasure;
use standfast_desk::vault::Mode;

use super::{Everywhere, Words};
use crate::failure::Failure;
use crate::say::Say;
use crate::{commands::attach::open_all, open};

/// Log what was done about it.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Measure {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Log a measure: reply, warning-letter, police-report, … (or "other: your word")
    Add(Box<Add>),
}

#[derive(Debug, Args)]
struct Add {
    /// The case
    case: String,
    /// What was done
    kind: String,
    /// When, in words
    #[arg(long, value_name = "WHEN")]
    when: Option<String>,
    /// Zone of the time, where not the case's
    #[arg(long, value_name = "Z")]
    zone: Option<String>,
    /// By whom
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[command(flatten)]
    words: Words,
    /// The warning named the risk of removal from the list
    #[arg(long)]
    names_removal: bool,
    /// A crime reference, a letter's number
    #[arg(long, value_name = "TEXT")]
    reference: Option<String>,
    /// Until when it stands
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// A file that belongs to it
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
}

impl Measure {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let Act::Add(add) = self.act;
        let said = SaidMeasure {
            when: add.when,
            zone: add.zone,
            by: add.by,
            words: add.words.read()?,
            names_removal: add.names_removal,
            reference: add.reference,
            until: add.until,
            attach: open_all(&add.attach)?,
        };
        let mut desk = open::desk(on, say, Mode::Write)?;
        let saved = desk.measure_add(&add.case, &add.kind, said)?;
        desk.close()?;
        say.saved(&saved)?;
        say.note(&format!(
            "To see what to do now: standfast next {}",
            saved.case
        ));
        Ok(ExitCode::SUCCESS)
    }
}
