//! `standfast letter draft`

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::OwnWords;
use super::answer::{made_json, merge, told};
use super::files::files;
use crate::commands::Everywhere;
use crate::failure::Failure;
use crate::say::Say;

#[derive(Debug, Args)]
pub(super) struct Draft {
    /// The case
    case: String,
    /// Which letter, such as boundary-reply or warning; all: standfast letter templates
    template: String,
    /// Into this folder
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Fill a gap: NAME=TEXT, such as practice="Thistlequern Surgery"
    #[arg(long, visible_alias = "field", value_name = "NAME=TEXT", value_parser = gap)]
    fill: Vec<(String, String)>,
    /// A new draft of this letter, with what it was filled with before
    #[arg(long, value_name = "LETTER")]
    again: Option<u64>,
    #[command(flatten)]
    own: OwnWords,
}

pub(super) fn gap(words: &str) -> Result<(String, String), String> {
    words
        .split_once('=')
        .map(|(name, text)| (name.trim().to_owned(), text.replace("\\n", "\n")))
        .ok_or_else(|| format!("\"{words}\" is not NAME=TEXT"))
}

impl Draft {
    pub(super) fn run(self, on: &Everywhere, say: &Say) -> Result<(), Failure> {
        let mut desk = self.own.open(on, say)?;
        let fields: BTreeMap<String, String> = self.fill.into_iter().collect();
        let draft = desk.letter_draft(&self.case, &self.template, fields, self.again)?;
        desk.close()?;
        let files = files(&self.out, &self.template, draft.letter, &draft.made)?;
        if say.json() {
            let mut answer = made_json(&draft.made);
            let entry =
                json!({"p": draft.saved.n, "case": draft.saved.case, "letter": draft.letter});
            merge(&mut answer, &entry);
            merge(&mut answer, &files);
            say.object(&answer)?;
            return Ok(());
        }
        say.saved(&draft.saved)?;
        let written: Vec<&str> = files
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(_, path)| path.as_str())
            .collect();
        say.line(&format!(
            "Letter {}, a draft: {}",
            draft.letter,
            written.join(", ")
        ))?;
        for gap in &draft.made.drafted.gaps {
            say.line(&format!("  To fill in: {}  ({})", gap.name, gap.asks))?;
        }
        told(&draft.made, say)?;
        say.note(&format!(
            "Nothing is sent by this program. To stand by it: standfast letter approve {} {} --by NAME",
            draft.saved.case, draft.letter
        ));
        Ok(())
    }
}
