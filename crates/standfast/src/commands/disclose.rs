//! `standfast disclose …`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use standfast_desk::acts::disclose::{Disclosed, Preview, SaidDisclosure};
use standfast_desk::vault::Mode;

use super::Everywhere;
use super::next::wrapped;
use crate::failure::Failure;
use crate::open;
use crate::say::{Say, visible};

/// Make a bundle that a reader outside can read without this program, and anybody can check.
#[derive(Debug, Args)]
pub struct Disclose {
    /// The case
    case: String,
    /// To whom
    #[arg(long, value_name = "NAME")]
    to: String,
    /// Which fields go by default: police, solicitor or regulator
    #[arg(long, value_name = "P", default_value = "police")]
    profile: String,
    /// The bundle, NAME.zip
    #[arg(long, value_name = "FILE", required_unless_present = "dry_run")]
    out: Option<PathBuf>,
    /// First day
    #[arg(long, value_name = "D")]
    from: Option<String>,
    /// Last day
    #[arg(long, value_name = "D")]
    to_date: Option<String>,
    /// A file of decisions (TOML)
    #[arg(long, value_name = "FILE")]
    decide: Option<PathBuf>,
    /// Their reference
    #[arg(long, value_name = "TEXT")]
    reference: Option<String>,
    /// Show what would go; write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Disclose {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let decide = match &self.decide {
            None => None,
            Some(file) => Some(std::fs::read_to_string(file).map_err(|e| {
                Failure::words(
                    format!("{} could not be read: {e}", file.display()),
                    "Nothing was written.",
                )
            })?),
        };
        let said = SaidDisclosure {
            to: self.to,
            profile: self.profile,
            from: self.from,
            to_date: self.to_date,
            decide,
            reference: self.reference,
        };
        if self.dry_run {
            let mut desk = open::desk(on, say, Mode::Read)?;
            let preview = desk.disclose_preview(&self.case, &said)?;
            if say.json() {
                say.object(&preview)?;
            } else {
                print(say, &preview)?;
                say.note("To make it: the same without --dry-run");
            }
            return Ok(ExitCode::SUCCESS);
        }
        let Some(out) = self.out else {
            return Err(Failure::words(
                "no file was named for the bundle",
                "Add: --out NAME.zip",
            ));
        };
        let mut desk = open::desk(on, say, Mode::Write)?;
        let progress = say.progress("Writing");
        let disclosed = desk.disclose(&self.case, &said, &out, &mut |done, all| {
            progress.at(done, all)
        });
        progress.end();
        let Disclosed {
            saved,
            preview,
            sha256,
            ..
        } = disclosed?;
        desk.close()?;
        for warning in &saved.warnings {
            say.warn(warning);
        }
        if say.json() {
            say.object(&serde_json::json!({"bundle": out, "p": saved.n, "sha256": sha256}))?;
        } else {
            print(say, &preview)?;
            say.line(&format!("Written: {}", out.display()))?;
            say.line(&format!("SHA-256  {sha256}"))?;
            say.line(&format!("Saved as {} in {}.", saved.name(), saved.case))?;
        }
        say.note(&format!("To check it: standfast verify {}", out.display()));
        Ok(ExitCode::SUCCESS)
    }
}

fn print(say: &Say, p: &Preview) -> std::io::Result<()> {
    let row = |label: &str, value: &str| {
        let indented: Vec<String> = wrapped(value, 10);
        for (i, line) in indented.iter().enumerate() {
            if i == 0 {
                say.line(&format!("{label:<10}{}", line.trim_start()))?;
            } else {
                say.line(line)?;
            }
        }
        Ok::<(), std::io::Error>(())
    };
    say.line(&format!("For {}, profile {}.", visible(&p.to), p.profile))?;
    say.line(&format!(
        "Entries 0 to {}: {} shown, {} in part, {} withheld.",
        p.last, p.counts.shown, p.counts.in_part, p.counts.withheld
    ))?;
    row("Goes", &p.goes_words())?;
    for decided in p.decided_words() {
        row("Decided", &visible(&decided))?;
    }
    let withheld = p.withheld_words();
    if !withheld.is_empty() {
        row("Withheld", &withheld)?;
    }
    let awaiting = p.awaiting_words();
    if !awaiting.is_empty() {
        row("Awaiting", &awaiting)?;
    }
    Ok(())
}
