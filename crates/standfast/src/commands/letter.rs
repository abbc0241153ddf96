//! `standfast letter …`

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use standfast_desk::vault::Mode;

use super::Everywhere;
use crate::failure::Failure;
use crate::open;
use crate::say::Say;

/// Draft a letter; a named person approves and sends it.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Letter {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Draft it as PDF and text; gaps stand visibly and are named
    Draft {
        /// The case
        case: String,
        /// boundary-reply or warning
        template: String,
        /// Into this folder
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Fill a gap: NAME=TEXT, such as practice="Thistlequern Surgery"
        #[arg(long, value_name = "NAME=TEXT", value_parser = gap)]
        fill: Vec<(String, String)>,
    },
}

fn gap(words: &str) -> Result<(String, String), String> {
    words
        .split_once('=')
        .map(|(name, text)| (name.trim().to_owned(), text.replace("\\n", "\n")))
        .ok_or_else(|| format!("\"{words}\" is not NAME=TEXT"))
}

impl Letter {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let Act::Draft {
            case,
            template,
            out,
            fill,
        } = self.act;
        let mut desk = open::desk(on, say, Mode::Write)?;
        let fields: BTreeMap<String, String> = fill.into_iter().collect();
        let draft = desk.letter_draft(&case, &template, fields)?;
        desk.close()?;
        let stem = format!("{template}-{}", draft.letter);
        std::fs::create_dir_all(&out).map_err(|e| unwritable(&out, &e, draft.letter))?;
        let pdf = write(
            &out,
            &format!("{stem}.pdf"),
            draft.drafted.pdf.bytes(),
            draft.letter,
        )?;
        let text = write(
            &out,
            &format!("{stem}.txt"),
            draft.drafted.text.as_bytes(),
            draft.letter,
        )?;
        if say.json() {
            say.object(&serde_json::json!({
                "p": draft.saved.n, "case": draft.saved.case, "letter": draft.letter,
                "pdf": pdf, "text": text,
                "gaps": draft.drafted.gaps.iter().map(|g| serde_json::json!({"name": g.name, "asks": g.asks})).collect::<Vec<_>>(),
            }))?;
            return Ok(ExitCode::SUCCESS);
        }
        say.saved(&draft.saved)?;
        say.line(&format!(
            "Letter {}, a draft: {} and {}",
            draft.letter,
            pdf.display(),
            text.display()
        ))?;
        for gap in &draft.drafted.gaps {
            say.line(&format!("  To fill in: {}  ({})", gap.name, gap.asks))?;
        }
        say.note("Nothing is sent by this program. A named person approves and sends it.");
        Ok(ExitCode::SUCCESS)
    }
}

fn unwritable(path: &Path, error: &std::io::Error, letter: u64) -> Failure {
    Failure::outside(
        format!("{} cannot be written: {error}", path.display()),
        format!("That letter {letter} was drafted is saved; draft it again into another folder."),
    )
}

/// Never writes over a letter that is there.
fn write(folder: &Path, name: &str, bytes: &[u8], letter: u64) -> Result<PathBuf, Failure> {
    let path = folder.join(name);
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .map_err(|e| unwritable(&path, &e, letter))?;
    file.write_all(bytes)
        .map_err(|e| unwritable(&path, &e, letter))?;
    Ok(path)
}
