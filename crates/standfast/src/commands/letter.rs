//! `standfast letter …`: one file an act; `answer` is what is said of a letter, `files` how it is written out.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use standfast_desk::Desk;
use standfast_desk::model::lists::LetterAct;
use standfast_desk::papers::Override;
use standfast_desk::vault::Mode;

use super::Everywhere;
use crate::failure::Failure;
use crate::open;
use crate::say::Say;

mod answer;
mod approve;
mod draft;
mod files;
mod looks;
mod sent;

use approve::Approve;
use draft::Draft;
use looks::{list, show, templates};
use sent::{Mark, Sent};

/// Draft a letter, approve it, say that it was sent and what came back.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Letter {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// Draft it as PDF and text; gaps stand visibly and are named
    Draft(Draft),
    /// Stand by a draft, by name; what is approved is kept byte for byte
    Approve(Approve),
    /// Say that it was sent: the record gets the measure and the copy
    Sent(Sent),
    /// Say that it will not go, and why
    NotSent(Mark),
    /// Say that it came back
    Returned(Mark),
    /// Say that whoever got it said so
    Acknowledged(Mark),
    /// Say that whoever got it answered
    Answered(Mark),
    /// The letters of a case and how each stands
    List {
        /// The case
        case: String,
    },
    /// Write out the copy that was approved, byte for byte
    Show {
        /// The case
        case: String,
        /// The letter's number
        letter: u64,
        /// Into this folder
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// The letters that can be drafted, and what your own wording changes
    Templates {
        #[command(flatten)]
        own: OwnWords,
    },
}

/// A practice's own wording of letters.
#[derive(Debug, Args)]
pub struct OwnWords {
    /// A folder with your own wording: DIR/NAME/wording.toml
    #[arg(long, value_name = "DIR", env = "STANDFAST_TEMPLATES")]
    templates: Option<PathBuf>,
}

impl Letter {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        match self.act {
            Act::Draft(draft) => draft.run(on, say)?,
            Act::Approve(approve) => approve.run(on, say)?,
            Act::Sent(sent) => sent.run(on, say)?,
            Act::NotSent(mark) => mark.run(LetterAct::NotSent, on, say)?,
            Act::Returned(mark) => mark.run(LetterAct::Returned, on, say)?,
            Act::Acknowledged(mark) => mark.run(LetterAct::Acknowledged, on, say)?,
            Act::Answered(mark) => mark.run(LetterAct::Answered, on, say)?,
            Act::List { case } => list(&case, on, say)?,
            Act::Show { case, letter, out } => show(&case, letter, &out, on, say)?,
            Act::Templates { own } => templates(&own, say)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl OwnWords {
    /// The wordings in the folder, if one is named.
    pub fn read(&self) -> Result<Vec<Override>, Failure> {
        let Some(folder) = &self.templates else {
            return Ok(Vec::new());
        };
        let unreadable = |path: &Path, error: &std::io::Error| {
            Failure::outside(
                format!("{} cannot be read: {error}", path.display()),
                "Nothing was done.",
            )
        };
        let mut found = Vec::new();
        let names = std::fs::read_dir(folder).map_err(|e| unreadable(folder, &e))?;
        for name in names {
            let path = name.map_err(|e| unreadable(folder, &e))?.path();
            let wording = path.join("wording.toml");
            if !wording.is_file() {
                continue;
            }
            let text = std::fs::read_to_string(&wording).map_err(|e| unreadable(&wording, &e))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            found.push(Override {
                path: format!("{name}/wording.toml"),
                text,
            });
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        if found.is_empty() {
            return Err(Failure::words(
                format!("{} holds no NAME/wording.toml", folder.display()),
                "Copy a letter's wording there and reword it. docs/practice.md says how.",
            ));
        }
        Ok(found)
    }

    fn open(&self, on: &Everywhere, say: &Say) -> Result<Desk, Failure> {
        let own = self.read()?;
        let mut desk = open::desk(on, say, Mode::Write)?;
        if !own.is_empty() {
            desk.use_templates(&own)?;
        }
        Ok(desk)
    }
}
