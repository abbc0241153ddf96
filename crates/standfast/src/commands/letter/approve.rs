//! `standfast letter approve`

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};
use standfast_desk::acts::letter::SaidApproval;

use super::OwnWords;
use super::answer::{made_json, merge, told};
use super::draft::gap;
use super::files::files;
use crate::commands::Everywhere;
use crate::failure::Failure;
use crate::say::Say;

#[derive(Debug, Args)]
pub(super) struct Approve {
    /// The case
    case: String,
    /// The letter's number
    letter: u64,
    /// Who stands by it
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The date that it bears, where not today
    #[arg(long, value_name = "DATE")]
    dated: Option<String>,
    /// Fill a gap that is still open: NAME=TEXT
    #[arg(long, visible_alias = "field", value_name = "NAME=TEXT", value_parser = gap)]
    fill: Vec<(String, String)>,
    /// Why you stand by what the checks doubt
    #[arg(long, value_name = "TEXT")]
    although: Option<String>,
    /// Write the approved letter into this folder too
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Only show what differs and what stands against it
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    own: OwnWords,
}

impl Approve {
    pub(super) fn run(self, on: &Everywhere, say: &Say) -> Result<(), Failure> {
        let mut desk = self.own.open(on, say)?;
        let said = SaidApproval {
            by: self.by,
            dated: self.dated,
            fields: self.fill.into_iter().collect(),
            although: self.although,
            dry_run: self.dry_run,
        };
        let approved = desk.letter_approve(&self.case, self.letter, said)?;
        desk.close()?;
        let files = match (&self.out, &approved.saved) {
            (Some(out), Some(_)) => {
                Some(files(out, &approved.template, self.letter, &approved.made)?)
            }
            _ => None,
        };
        if say.json() {
            let mut answer = made_json(&approved.made);
            if let Some(saved) = &approved.saved {
                merge(
                    &mut answer,
                    &json!({"p": saved.n, "case": saved.case, "letter": self.letter}),
                );
            }
            merge(&mut answer, files.as_ref().unwrap_or(&Value::Null));
            say.object(&answer)?;
            return Ok(());
        }
        told(&approved.made, say)?;
        let Some(saved) = &approved.saved else {
            say.line("Nothing was saved. To stand by it: the same without --dry-run")?;
            return Ok(());
        };
        say.saved(saved)?;
        say.note(&format!(
            "To say that it went: standfast letter sent {} {} --how TEXT",
            saved.case, self.letter
        ));
        Ok(())
    }
}
