//! `standfast attach …`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use standfast_desk::acts::attach::Attached;
use standfast_desk::vault::Mode;

use super::{Everywhere, entry_number};
use crate::failure::Failure;
use crate::open;
use crate::say::Say;

/// Attach files to an entry.
#[derive(Debug, Args)]
pub struct Attach {
    /// The case
    case: String,
    /// The entry's number
    #[arg(value_parser = entry_number)]
    n: u64,
    /// The files; kept as they are
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Where and how they were found or received
    #[arg(long, value_name = "TEXT")]
    found: Option<String>,
    /// What they are
    #[arg(long, value_name = "TEXT")]
    what: Option<String>,
}

impl Attach {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let mut files = open_all(&self.files)?;
        for file in &mut files {
            file.found.clone_from(&self.found);
            file.what.clone_from(&self.what);
        }
        let mut desk = open::desk(on, say, Mode::Write)?;
        let saved = desk.attach(&self.case, self.n, files)?;
        desk.close()?;
        say.saved(&saved)?;
        say.offered(&saved)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Opens files to be taken in; all of them open before anything is stored.
pub fn open_all(files: &[PathBuf]) -> Result<Vec<Attached>, Failure> {
    files.iter().map(|path| open_one(path)).collect()
}

fn open_one(path: &Path) -> Result<Attached, Failure> {
    let unreadable = |why: String| {
        Failure::input(
            format!("{} could not be read: {why}", path.display()),
            "Nothing was saved.",
        )
    };
    let file = std::fs::File::open(path).map_err(|e| unreadable(e.to_string()))?;
    if file
        .metadata()
        .map_err(|e| unreadable(e.to_string()))?
        .is_dir()
    {
        return Err(unreadable("it is a folder".to_owned()));
    }
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    Ok(Attached::file(
        name,
        Box::new(std::io::BufReader::with_capacity(1 << 16, file)),
    ))
}
