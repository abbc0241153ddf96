//! The demonstration: a guided tour that runs the real commands on files in real formats.
//!
//! Everything happens in one folder, with a vault of its own and a state folder of its own, so
//! that nothing of the person's is touched. Each act is a run of this very program.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

use rust_embed::RustEmbed;

use crate::commands::Everywhere;
use crate::failure::Failure;
use crate::say::Say;

mod script;

use script::{Act, Script};

/// The words that open the demonstration's vault; they stand on the screen.
const WORDS: &str = "oak tin rope";

/// The files of case C1, in the formats in which a clinician has them.
#[derive(RustEmbed)]
#[folder = "../../examples/knee"]
struct Examples;

/// Runs the tour; `serve` opens the pages at its end.
pub fn run(on: &Everywhere, say: &Say, dir: Option<PathBuf>, serve: bool) -> Result<(), Failure> {
    let began = Instant::now();
    let temporary = match &dir {
        Some(_) => None,
        None => Some(
            tempfile::Builder::new()
                .prefix("standfast-demo-")
                .tempdir()
                .map_err(|e| {
                    Failure::outside(format!("no temporary folder could be made: {e}"), "")
                })?,
        ),
    };
    let folder = match (&dir, &temporary) {
        (Some(dir), _) => dir.clone(),
        (None, Some(temporary)) => temporary.path().to_owned(),
        (None, None) => {
            return Err(Failure::outside(
                "there is no folder for the demonstration",
                "",
            ));
        }
    };
    if dir.is_some()
        && folder.exists()
        && std::fs::read_dir(&folder).is_ok_and(|mut d| d.next().is_some())
    {
        return Err(Failure::words(
            format!("{} is not empty; nothing was made", folder.display()),
            "Name a new folder: --dir DIR",
        ));
    }
    let tour = Tour::new(folder, say)?;
    say.line("Demonstration. Everybody in it is invented. Nothing leaves this machine.")?;
    say.line(&match &temporary {
        Some(_) => "Folder: a temporary one; gone when you stop.".to_owned(),
        None => format!("Folder: {}", tour.folder.display()),
    })?;
    tour.begin()?;
    let script = Script::shipped()?;
    let shown = tour.play(&script)?;

    tour.head("1 of 6  A gift and a letter are logged. Four kinds of export are taken in.")?;
    say.line("        A Facebook download, a WhatsApp chat, a mailbox, and the texts and calls of a phone.")?;
    say.line(
        "        What is between the two is kept. What others wrote is counted and left out.",
    )?;
    tour.show(&shown, 1)?;
    tour.run_and_show(&["timeline", "knee"])?;
    tour.head("2 of 6  What to do on four days, why, and who says so.")?;
    for day in ["2026-02-09", "2026-02-17", "2026-02-20", "2026-03-05"] {
        tour.run_and_show(&["next", "knee", "--at", day])?;
    }
    tour.head("3 of 6  The practice's letter. A named person approves and sends it.")?;
    tour.show(&shown, 3)?;
    tour.head("4 of 6  The police report.")?;
    tour.show(&shown, 4)?;
    tour.head("5 of 6  The bundle for the police, and its check.")?;
    tour.run_and_show(&[
        "disclose",
        "knee",
        "--to",
        "Quernshire Police",
        "--profile",
        "police",
        "--reference",
        "DEMO-0417",
        "--decide",
        "decisions.toml",
        "--out",
        "knee-police.zip",
    ])?;
    tour.run_and_show(&["verify", "knee-police.zip"])?;
    tour.head("6 of 6  One byte of a letter is changed. The check names it.")?;
    tour.change_one_byte("knee-police.zip", "changed.zip", "letter.jpg")?;
    tour.run_and_show(&["verify", "changed.zip"])?;
    say.note(&format!(
        "The tour took {:.1} seconds.",
        began.elapsed().as_secs_f64()
    ));
    if serve {
        say.line("")?;
        let vault = tour.vault();
        // The folder that the commands above found under XDG_STATE_HOME.
        let state = tour.state().join("standfast");
        // The pages stand on the day of the story, as the tour does.
        let on = Everywhere {
            now: Some(script::NOW.to_owned()),
            ..on.clone()
        };
        crate::serving::serve(
            &on,
            say,
            &vault,
            None,
            Vec::new(),
            Some(crate::serving::Demonstration {
                words: WORDS,
                state,
            }),
        )?;
    }
    Ok(())
}

/// A run of the tour in its folder.
struct Tour<'a> {
    folder: PathBuf,
    program: PathBuf,
    say: &'a Say,
}

/// A command that was run, with what it printed.
struct Ran {
    section: u8,
    words: Vec<String>,
    printed: String,
}

impl<'a> Tour<'a> {
    fn new(folder: PathBuf, say: &'a Say) -> Result<Self, Failure> {
        let program = std::env::current_exe()
            .map_err(|e| Failure::outside(format!("this program cannot find itself: {e}"), ""))?;
        Ok(Tour {
            folder,
            program,
            say,
        })
    }

    fn vault(&self) -> PathBuf {
        self.folder.join("vault")
    }

    fn state(&self) -> PathBuf {
        self.folder.join("state")
    }

    /// Lays out the files and makes the vault; its recovery key opens it for the commands below.
    fn begin(&self) -> Result<(), Failure> {
        let unwritable = |e: std::io::Error| {
            Failure::outside(
                format!("{} cannot be written: {e}", self.folder.display()),
                "Name another: --dir DIR",
            )
        };
        std::fs::create_dir_all(&self.folder).map_err(unwritable)?;
        for name in Examples::iter() {
            if let Some(file) = Examples::get(&name) {
                std::fs::write(self.folder.join(name.as_ref()), &file.data).map_err(unwritable)?;
            }
        }
        std::fs::write(self.folder.join("words.txt"), format!("{WORDS}\n")).map_err(unwritable)?;
        let output = self
            .command(&[
                "init",
                "vault",
                "--demonstration",
                "--json",
                "--no-input",
                "--passphrase-file",
                "words.txt",
                "--now",
                "2026-02-09T20:50:00Z",
            ])
            .output()
            .map_err(unwritable)?;
        let made: serde_json::Value = serde_json::from_slice(&output.stdout).map_err(|_| {
            Failure::outside(
                String::from_utf8_lossy(&output.stderr).trim().to_owned(),
                "",
            )
        })?;
        let key = made
            .get("recovery_key")
            .and_then(|k| k.as_str())
            .unwrap_or_default();
        std::fs::write(self.folder.join("recovery-key.txt"), format!("{key}\n")).map_err(unwritable)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(words)
            .current_dir(&self.folder)
            .env_remove("STANDFAST_VAULT")
            .env_remove("STANDFAST_IDENTITY")
            .env_remove("STANDFAST_PASSPHRASE_FILE")
            .env("XDG_STATE_HOME", self.state());
        command
    }

    /// Runs one command in the vault, at a moment of the story.
    fn run(&self, words: &[&str], now: &str) -> Result<Output, Failure> {
        let mut all: Vec<&str> = words.to_vec();
        all.extend([
            "--vault",
            "vault",
            "--identity",
            "recovery-key.txt",
            "--no-input",
            "--now",
            now,
        ]);
        self.command(&all)
            .output()
            .map_err(|e| Failure::outside(format!("the program could not be run: {e}"), ""))
    }

    /// Plays the story: every act in order, each a real command.
    fn play(&self, script: &Script) -> Result<Vec<Ran>, Failure> {
        let mut ran = Vec::new();
        let progress = self.say.progress("Logging the story");
        for (i, act) in script.acts.iter().enumerate() {
            let Act { now, run, section } = act;
            let words: Vec<&str> = run.iter().map(String::as_str).collect();
            let output = self.run(&words, now)?;
            // 3 says that a record of an export was not understood: the story has one.
            if !matches!(output.status.code(), Some(0 | 3)) {
                return Err(Failure::outside(
                    format!(
                        "the demonstration could not go on at: standfast {}",
                        quoted(run)
                    ),
                    String::from_utf8_lossy(&output.stderr).trim().to_owned(),
                ));
            }
            progress.at(i as u64 + 1, script.acts.len() as u64);
            if let Some(section) = section {
                ran.push(Ran {
                    section: *section,
                    words: run.clone(),
                    printed: String::from_utf8_lossy(&output.stdout).into_owned(),
                });
            }
        }
        progress.end();
        Ok(ran)
    }

    fn head(&self, title: &str) -> Result<(), Failure> {
        self.say.line("")?;
        self.say.line(&self.say.bold(title))?;
        Ok(())
    }

    fn show(&self, ran: &[Ran], section: u8) -> Result<(), Failure> {
        for one in ran.iter().filter(|r| r.section == section) {
            self.print(&one.words, &one.printed)?;
        }
        Ok(())
    }

    /// Runs a command at the demonstration's clock and prints it as a person would see it.
    fn run_and_show(&self, words: &[&str]) -> Result<(), Failure> {
        let output = if words.first() == Some(&"verify") {
            self.command(words)
                .output()
                .map_err(|e| Failure::outside(format!("the program could not be run: {e}"), ""))?
        } else {
            self.run(words, script::NOW)?
        };
        let mut printed = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.stdout.is_empty() {
            printed = String::from_utf8_lossy(&output.stderr).into_owned();
        }
        let words: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
        self.print(&words, &printed)?;
        if let Some(code) = output.status.code().filter(|c| *c != 0) {
            self.say.line(&format!("        (exit {code})"))?;
        }
        Ok(())
    }

    fn print(&self, words: &[String], printed: &str) -> Result<(), Failure> {
        self.say
            .line(&format!("        $ standfast {}", quoted(words)))?;
        for line in printed.lines() {
            self.say.line(&self.say.cut(&format!("        {line}")))?;
        }
        std::io::stdout().flush()?;
        Ok(())
    }

    /// Copies a bundle and flips one bit inside the original whose file name ends in `file`.
    fn change_one_byte(&self, from: &str, to: &str, file: &str) -> Result<(), Failure> {
        let unreadable =
            |e: std::io::Error| Failure::outside(format!("{from} cannot be read: {e}"), "");
        let mut bytes = std::fs::read(self.folder.join(from)).map_err(unreadable)?;
        let name = file.as_bytes();
        // The first place where the name stands is its local header; the file's bytes follow it.
        let at = bytes
            .windows(name.len())
            .position(|w| w == name)
            .map(|at| at + name.len() + 2_000);
        match at.and_then(|at| bytes.get_mut(at)) {
            Some(byte) => *byte ^= 1,
            None => return Err(Failure::outside(format!("{file} is not in {from}"), "")),
        }
        std::fs::write(Path::new(&self.folder).join(to), bytes).map_err(unreadable)
    }
}

/// Words as a person would type them in a shell.
fn quoted(words: &[String]) -> String {
    let plain = |w: &String| {
        !w.is_empty()
            && w.chars()
                .all(|c| c.is_ascii_alphanumeric() || "-_./:@=".contains(c))
    };
    words
        .iter()
        .map(|w| {
            if plain(w) {
                w.clone()
            } else {
                format!("\"{}\"", w.replace('"', "\\\""))
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}
