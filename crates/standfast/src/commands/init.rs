//! `standfast init`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use standfast_desk::Desk;
use standfast_desk::vault::{Create, ExposeSecret, OsEntropy, Place, SecretString};

use super::Everywhere;
use crate::ask::{self, Answer};
use crate::failure::Failure;
use crate::open;
use crate::say::Say;

/// Make a new vault; prints the recovery key once.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder [the one that --vault names, else the platform's data folder]
    dir: Option<PathBuf>,
    /// A vault for invented cases; every verdict says so
    #[arg(long)]
    demonstration: bool,
}

impl Init {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let folder = match self.dir {
            Some(dir) => dir,
            None => open::vault_folder(on)?,
        };
        if on.now.is_some() && !self.demonstration {
            return Err(Failure::words(
                "--now works in demonstration vaults only; nothing was made",
                "Add --demonstration, or leave --now out.",
            ));
        }
        let passphrase = passphrase(on)?;
        let state = open::state_folder()?;
        let place = Place {
            folder: &folder,
            state: Some(&state),
        };
        let clock = open::clock(on)?;
        let how = Create {
            passphrase,
            demonstration: self.demonstration,
            created: clock.now(),
        };
        let opening = Desk::create(&place, how, clock, Box::new(OsEntropy))?;
        let recovery = opening.recovery_key.expose_secret();
        if say.json() {
            say.object(&serde_json::json!({
                "vault": folder, "recovery_key": recovery, "key": opening.fingerprint,
            }))?;
        } else {
            say.line(&format!("Vault made in {}.", folder.display()))?;
            say.line("")?;
            say.line(
                "Recovery key. It opens the vault if the passphrase is lost. It is shown once:",
            )?;
            say.line("write it down or print it, and keep it away from this computer.")?;
            say.line("")?;
            say.line(&format!("  {}", grouped(recovery)))?;
            say.line("")?;
            say.line(&format!(
                "Fingerprint of the signing key, for readers of a bundle:\n  {}",
                opening.fingerprint
            ))?;
        }
        if ask::possible(on.no_input) {
            confirm(recovery)?;
        }
        for warning in opening.desk.warnings() {
            say.warn(&warning);
        }
        opening.desk.close()?;
        say.note("To open a case: standfast case new NAME --clinician … -h shows the rest");
        Ok(ExitCode::SUCCESS)
    }
}

/// A new passphrase, asked twice; or the first line of a file.
fn passphrase(on: &Everywhere) -> Result<SecretString, Failure> {
    if let Some(file) = &on.passphrase_file {
        return open::first_line(file);
    }
    let first = open::ask_passphrase(
        on,
        "A passphrase for the vault (four or more words are good): ",
    )?;
    let again = open::ask_passphrase(on, "Once more: ")?;
    if first.expose_secret() != again.expose_secret() {
        return Err(Failure::words(
            "the two are not the same; no vault was made",
            "Try again.",
        ));
    }
    Ok(first)
}

/// Groups of six, so that it can be read aloud and typed back.
fn grouped(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    letters
        .chunks(6)
        .map(|g| g.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Has the last group typed back, so that it was really written down.
fn confirm(recovery: &str) -> Result<(), Failure> {
    let wanted = grouped(recovery)
        .split(' ')
        .next_back()
        .unwrap_or_default()
        .to_owned();
    for _ in 0..3 {
        ask::tell("Type its last group, to be sure that you have it:");
        match ask::line()? {
            Answer::Said(typed) if typed.trim().eq_ignore_ascii_case(&wanted) => return Ok(()),
            Answer::Enough => break,
            _ => ask::tell("That is not it. Look at what you wrote down."),
        }
    }
    ask::tell("The vault is made. Be sure to keep the recovery key that stands above.");
    Ok(())
}
