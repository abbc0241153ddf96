//! `standfast verify …`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use standfast_desk::disclosure::Verdict;
use standfast_desk::looks::verify;
use standfast_desk::vault::Mode;

use super::Everywhere;
use super::next::wrapped;
use crate::failure::Failure;
use crate::open;
use crate::say::{Say, visible};

/// Check a bundle (no vault is opened), or a vault.
#[derive(Debug, Args)]
pub struct Verify {
    /// A bundle (zip or unpacked folder), or a vault's folder [the vault]
    path: Option<PathBuf>,
    /// The fingerprint that you were told in another way
    #[arg(long, value_name = "FINGERPRINT")]
    key: Option<String>,
    /// An earlier or later bundle of the same case
    #[arg(long, value_name = "BUNDLE")]
    against: Option<PathBuf>,
}

impl Verify {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let vault = match &self.path {
            None => Some(open::vault_folder(on)?),
            Some(path) if path.join("vault.toml").exists() => Some(path.clone()),
            Some(_) => None,
        };
        let progress = say.progress("Checking");
        let mut at = |done, all| progress.at(done, all);
        let verdict = match (vault, &self.path) {
            (Some(folder), _) => {
                let key = open::unlock(on, &folder)?;
                let desk = open::desk_with(on, say, Mode::Read, &folder, &key)?;
                desk.verify_vault(self.key.as_deref(), &mut at)?
            }
            (None, Some(path)) => {
                verify::bundle(path, self.key.as_deref(), self.against.as_deref(), &mut at)?
            }
            (None, None) => {
                return Err(Failure::words(
                    "there is nothing to check",
                    "Name a bundle.",
                ));
            }
        };
        progress.end();
        if say.json() {
            say.object(&verdict)?;
        } else {
            print(say, &verdict)?;
        }
        Ok(ExitCode::from(verdict.exit()))
    }
}

/// The three lines, always all three; below each its problems.
pub fn print(say: &Say, verdict: &Verdict) -> std::io::Result<()> {
    for line in verdict.lines() {
        let line = visible(&line);
        let indent = line.chars().take_while(|c| *c == ' ').count();
        for (i, part) in wrapped(&line, indent + 2).iter().enumerate() {
            let shown = if i == 0 {
                part.get(2..).unwrap_or(part)
            } else {
                part
            };
            say.line(
                &[
                    "CHANGED.",
                    "MISSING.",
                    "OLDER COPY.",
                    "SECOND COPY.",
                    "OTHER KEY.",
                    "OTHER HISTORY.",
                    "DOES NOT FIT.",
                ]
                .iter()
                .fold(shown.to_owned(), |text, word| {
                    text.replace(word, &say.bold(word))
                }),
            )?;
        }
    }
    Ok(())
}
