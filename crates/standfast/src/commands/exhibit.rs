//! `standfast exhibit …`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use standfast_desk::vault::Mode;

use super::Everywhere;
use crate::failure::Failure;
use crate::open;
use crate::say::{Say, visible};

/// Originals: list, export, note that one moved.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Exhibit {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// The exhibits of a case
    List {
        /// The case
        case: String,
    },
    /// One exhibit, with where it has been
    Show {
        /// The case
        case: String,
        /// ABC/3
        reference: String,
    },
    /// Bring an original out, byte for byte
    Export {
        /// The case
        case: String,
        /// ABC/3
        reference: String,
        /// To this file [its own name, here]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Note that it changed hands or place
    Moved {
        /// The case
        case: String,
        /// ABC/3
        reference: String,
        /// To whom or where
        #[arg(long, value_name = "TEXT")]
        to: String,
        /// When
        #[arg(long, value_name = "WHEN")]
        when: Option<String>,
        /// Why, a receipt number
        #[arg(long, value_name = "TEXT")]
        because: Option<String>,
    },
}

impl Exhibit {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        match self.act {
            Act::List { case } => list(on, say, &case, None)?,
            Act::Show { case, reference } => list(on, say, &case, Some(&reference))?,
            Act::Export {
                case,
                reference,
                out,
            } => export(on, say, &case, &reference, out)?,
            Act::Moved {
                case,
                reference,
                to,
                when,
                because,
            } => {
                let mut desk = open::desk(on, say, Mode::Write)?;
                let saved = desk.exhibit_moved(&case, &reference, &to, when, because)?;
                desk.close()?;
                say.saved(&saved)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn list(on: &Everywhere, say: &Say, case: &str, only: Option<&str>) -> Result<(), Failure> {
    let desk = open::desk(on, say, Mode::Read)?;
    let listed = desk.exhibit_list(case)?;
    if let Some(reference) = only
        && !listed.iter().any(|e| e.exhibit.reference == reference)
    {
        return Err(Failure::words(
            format!("there is no exhibit {reference} in {case}"),
            format!("See: standfast exhibit list {case}"),
        ));
    }
    for one in listed
        .iter()
        .filter(|e| only.is_none_or(|r| e.exhibit.reference == r))
    {
        let e = &one.exhibit;
        // One by one only: dates are looked for in the original itself.
        let offered = match only {
            Some(reference) => Some(desk.exhibit_dates(case, reference)?),
            None => None,
        };
        if say.json() {
            say.object(&serde_json::json!({
                "ref": e.reference, "n": one.n, "of": e.of, "name": e.name, "bytes": e.bytes,
                "sha256": e.sha256, "media_type": e.media_type, "class": e.class.as_str(),
                "found": e.found, "what": e.what,
                "continuity": one.continuity.iter().map(|c| serde_json::json!({
                    "to": c.to, "when": c.occurred.text, "because": c.because,
                })).collect::<Vec<_>>(),
                "claimed": e.claimed.as_ref().map(|c| &c.text),
                "dates": offered.as_ref().map(|o| &o.dates),
                "holds_place": offered.as_ref().map(|o| o.holds_place),
            }))?;
            continue;
        }
        let of = e.of.map(|n| format!("of #{n}")).unwrap_or_default();
        say.line(&say.cut(&format!(
            "{:<8} {:<8} {:>12}  {}",
            e.reference,
            of,
            format!("{} bytes", e.bytes),
            visible(&e.name)
        )))?;
        if only.is_some() {
            say.line(&format!("  SHA-256  {}", e.sha256))?;
            for (label, value) in [
                ("What", &e.what),
                ("Found", &e.found),
                ("Type", &e.media_type),
            ] {
                if let Some(value) = value {
                    say.line(&format!("  {label:<8} {}", visible(value)))?;
                }
            }
            for offered in offered.iter() {
                for date in &offered.dates {
                    say.line(&format!("  Claims   {}, {}", date.words, date.from))?;
                }
                if offered.holds_place {
                    say.line("  Place    it holds one, which was not read out")?;
                }
                for note in &offered.notes {
                    say.line(&format!("  To note  {note}"))?;
                }
            }
            for moved in &one.continuity {
                say.line(&format!(
                    "  Moved    {}, to {}",
                    moved.occurred.text,
                    visible(&moved.to)
                ))?;
            }
        }
    }
    Ok(())
}

fn export(
    on: &Everywhere,
    say: &Say,
    case: &str,
    reference: &str,
    out: Option<PathBuf>,
) -> Result<(), Failure> {
    let desk = open::desk(on, say, Mode::Read)?;
    let name = match out {
        Some(file) => file,
        None => PathBuf::from(standfast_desk::disclosure::original_name(
            reference,
            desk.exhibit_list(case)?
                .iter()
                .find(|e| e.exhibit.reference == reference)
                .map_or("", |e| e.exhibit.name.as_str()),
        )),
    };
    let cannot = |e: std::io::Error| {
        Failure::outside(
            format!("{} cannot be written: {e}", name.display()),
            "Name another: --out FILE",
        )
    };
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&name)
        .map_err(cannot)?;
    match desk.exhibit_export(case, reference, &mut file) {
        Ok(exhibit) => {
            if say.json() {
                say.object(&serde_json::json!({
                    "ref": exhibit.reference, "file": name, "sha256": exhibit.sha256, "bytes": exhibit.bytes,
                }))?;
            } else {
                say.line(&format!(
                    "{reference} is in {}: {} bytes, as they were sealed.",
                    name.display(),
                    exhibit.bytes
                ))?;
            }
            Ok(())
        }
        Err(error) => {
            drop(file);
            std::fs::remove_file(&name).map_err(cannot)?;
            Err(error.into())
        }
    }
}
