//! `standfast guidance …`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use standfast_desk::looks::guidance as look;

use super::Everywhere;
use super::next::wrapped;
use crate::failure::Failure;
use crate::say::{Say, visible};

/// The guidance packs: which rules make the steps, from which sources. No vault is opened.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub struct Guidance {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    /// The packs of this version
    List,
    /// The rules of a pack, each with its source, the law that it tells of, and what it asks of letters
    Show {
        /// The pack, such as uk-gp
        pack: String,
    },
    /// What is wrong with the packs, by file, line and rule
    Check {
        /// A folder of packs of your own; they stand beside those of this version
        folder: Option<PathBuf>,
        /// A source that nobody read or passed is a fault, and so is a pack that nobody known signed
        #[arg(long)]
        release: bool,
        /// Whose signature counts, beside the built-in ones: a verifier key, or a file with one
        #[arg(long, value_name = "KEY")]
        signer: Vec<String>,
    },
    /// What differs between two packs, part by part
    Diff {
        /// The older one: a pack of this version, or a folder
        old: String,
        /// The newer one: a pack of this version, or a folder
        new: String,
    },
}

/// Something is to be mended (contract: as `doctor`).
const TO_MEND: u8 = 3;

impl Guidance {
    pub fn run(self, _: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        match self.act {
            Act::List => {
                for pack in look::packs()? {
                    if say.json() {
                        say.object(&pack)?;
                    } else {
                        say.line(&format!(
                            "{:<12} {:<8} {}",
                            pack.name, pack.version, pack.title
                        ))?;
                    }
                }
            }
            Act::Show { pack } => {
                for rule in look::rules(&pack)? {
                    if say.json() {
                        say.object(&rule)?;
                        continue;
                    }
                    say.line(&say.bold(&rule.step))?;
                    for saying in &rule.says {
                        let text = format!("{} ({}): {}", saying.urgency, saying.who, saying.text);
                        for line in wrapped(&text, 2) {
                            say.line(&line)?;
                        }
                    }
                    for line in wrapped(&format!("Source: {}", rule.sources.join("; ")), 2) {
                        say.line(&say.dim(&line))?;
                    }
                    say.line("")?;
                }
                show_law(&pack, say)?;
                show_letters(&pack, say)?;
            }
            Act::Check {
                folder,
                release,
                signer,
            } => return check(folder.as_deref(), release, &signer, say),
            Act::Diff { old, new } => return diff(&old, &new, say),
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn show_law(pack: &str, say: &Say) -> Result<(), Failure> {
    for law in look::law(pack)? {
        if say.json() {
            say.object(&law)?;
            continue;
        }
        say.line(&say.bold(&law.law))?;
        for text in [&law.needs, &law.who] {
            for line in wrapped(text, 2) {
                say.line(&line)?;
            }
        }
        say.line("")?;
    }
    Ok(())
}

fn show_letters(pack: &str, say: &Say) -> Result<(), Failure> {
    for ask in look::letters(pack)? {
        if say.json() {
            say.object(&ask)?;
            continue;
        }
        say.line(&say.bold(&format!("Letters: {}", ask.letters.join(", "))))?;
        let way = match ask.way {
            Some("at-once") => "Removal at once: ",
            Some(_) => "Removal after a warning: ",
            None => "",
        };
        let never = match ask.words.as_slice() {
            [] => String::new(),
            words => format!("{}: ", words.join(", ")),
        };
        let day = |word: &str, day: Option<jiff::civil::Date>| {
            day.map(|day| format!(", {word} {}", day.strftime("%-d %B %Y")))
                .unwrap_or_default()
        };
        let days = format!("{}{}", day("from", ask.from), day("until", ask.until));
        for line in wrapped(&format!("{way}{never}{}{days}.", ask.says), 2) {
            say.line(&line)?;
        }
        for line in wrapped(&format!("Source: {}", ask.sources.join("; ")), 2) {
            say.line(&say.dim(&line))?;
        }
        say.line("")?;
    }
    Ok(())
}

fn check(
    folder: Option<&Path>,
    release: bool,
    signers: &[String],
    say: &Say,
) -> Result<ExitCode, Failure> {
    let found = look::check(folder, release)?;
    let mut known = Vec::new();
    for given in signers {
        known.push(look::signer(given)?);
    }
    let packs = look::signatures(folder, &known)?;
    // What was changed after it was signed is to be mended; what nobody signed, only in a release.
    let unsigned = packs
        .iter()
        .filter(|p| p.is_broken() || (release && !p.holds()))
        .count();
    let faults = found.iter().filter(|m| m.weight == "fault").count();
    for mend in &found {
        if say.json() {
            say.object(mend)?;
        } else if mend.weight == "fault" {
            let within = mend.within.as_ref().map(|w| format!(" {w}:"));
            say.line(&format!(
                "{}:{} {}",
                mend.at,
                within.unwrap_or_default(),
                mend.what
            ))?;
        }
    }
    if !say.json() {
        let unchecked = found.len() - faults;
        say.line(&format!(
            "{} to mend; {unchecked} sources that nobody read or passed yet.",
            faults + unsigned
        ))?;
    }
    for pack in &packs {
        if say.json() {
            say.object(pack)?;
            continue;
        }
        let name = match pack.pack.as_str() {
            "" => "(beside the packs)",
            name => name,
        };
        say.line(&format!("{name}: {}", visible(&pack.says)))?;
    }
    Ok(if faults + unsigned == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(TO_MEND)
    })
}

fn diff(old: &str, new: &str, say: &Say) -> Result<ExitCode, Failure> {
    let found = look::differences(old, new)?;
    for one in &found {
        if say.json() {
            let line = serde_json::json!({
                "what": one.what, "id": one.id, "part": one.part, "was": one.was, "is": one.is,
            });
            say.object(&line)?;
            continue;
        }
        let name = [one.what, one.id.as_str(), one.part.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        say.line(&say.bold(&name))?;
        for (mark, text) in [("- ", &one.was), ("+ ", &one.is)] {
            if !text.is_empty() {
                for line in wrapped(&format!("{mark}{text}"), 2) {
                    say.line(&line)?;
                }
            }
        }
    }
    if found.is_empty() && !say.json() {
        say.line("No difference.")?;
    }
    Ok(ExitCode::SUCCESS)
}
