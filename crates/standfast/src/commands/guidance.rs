//! `standfast guidance …`

use std::process::ExitCode;

use clap::{Args, Subcommand};
use standfast_desk::looks::next as look;

use super::Everywhere;
use super::next::wrapped;
use crate::failure::Failure;
use crate::say::Say;

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
    /// The rules of a pack, each with its source
    Show {
        /// The pack, such as uk-gp
        pack: String,
    },
}

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
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
