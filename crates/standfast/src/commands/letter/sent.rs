//! `standfast letter sent`, and what became of a letter: not sent, returned, acknowledged, answered.

use clap::Args;
use standfast_desk::Saved;
use standfast_desk::acts::letter::{SaidMark, SaidSent};
use standfast_desk::model::lists::LetterAct;
use standfast_desk::vault::Mode;

use super::OwnWords;
use crate::commands::Everywhere;
use crate::failure::Failure;
use crate::open;
use crate::say::Say;

#[derive(Debug, Args)]
pub(super) struct Sent {
    /// The case
    case: String,
    /// The letter's number
    letter: u64,
    /// How it went, such as "first-class post, signed for"
    #[arg(long, value_name = "TEXT")]
    how: Option<String>,
    /// When, in words; left out means now
    #[arg(long, value_name = "WHEN")]
    when: Option<String>,
    /// Who sent it; left out means who approved it
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// A number of posting, of a crime
    #[arg(long, value_name = "TEXT")]
    reference: Option<String>,
    #[command(flatten)]
    own: OwnWords,
}

#[derive(Debug, Args)]
pub(super) struct Mark {
    /// The case
    case: String,
    /// The letter's number
    letter: u64,
    /// Why, or what came back
    #[arg(long, value_name = "TEXT")]
    because: Option<String>,
    /// When, in words; left out means now
    #[arg(long, value_name = "WHEN")]
    when: Option<String>,
    /// Who says so
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The entry that answers it
    #[arg(long, value_name = "N", value_parser = crate::commands::entry_number)]
    entry: Option<u64>,
}

impl Sent {
    pub(super) fn run(self, on: &Everywhere, say: &Say) -> Result<(), Failure> {
        let mut desk = self.own.open(on, say)?;
        let said = SaidSent {
            how: self.how,
            when: self.when,
            by: self.by,
            reference: self.reference,
        };
        let saved = desk.letter_sent(&self.case, self.letter, said)?;
        desk.close()?;
        say.saved(&saved)?;
        say.note(&format!(
            "To see what to do now: standfast next {}",
            saved.case
        ));
        Ok(())
    }
}

impl Mark {
    pub(super) fn run(self, act: LetterAct, on: &Everywhere, say: &Say) -> Result<(), Failure> {
        let mut desk = open::desk(on, say, Mode::Write)?;
        let said = SaidMark {
            because: self.because,
            when: self.when,
            by: self.by,
            entry: self.entry,
        };
        let saved: Saved = desk.letter_mark(&self.case, self.letter, act, said)?;
        desk.close()?;
        say.saved(&saved)?;
        Ok(())
    }
}
