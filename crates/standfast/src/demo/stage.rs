//! Where the demonstration is played: a folder with a vault and a state folder of its own, so that
//! nothing of the person's is touched. Each act is a run of this very program.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::cases::Case;
use crate::failure::Failure;

/// The words that open the demonstration's vault; they stand on the screen.
pub const WORDS: &str = "oak tin rope";

/// The folder and the program.
pub struct Stage {
    folder: PathBuf,
    program: PathBuf,
}

impl Stage {
    /// Lays out the files of a case and makes the vault, opened at `opened`; its recovery key opens it
    /// for the commands that follow.
    pub fn set(folder: PathBuf, case: &Case, opened: &str) -> Result<Self, Failure> {
        let program = std::env::current_exe()
            .map_err(|e| Failure::outside(format!("this program cannot find itself: {e}"), ""))?;
        let stage = Stage { folder, program };
        let unwritable = |e: std::io::Error| stage.unwritable(&e);
        std::fs::create_dir_all(&stage.folder).map_err(unwritable)?;
        for (name, bytes) in (case.files)() {
            std::fs::write(stage.folder.join(name), bytes).map_err(unwritable)?;
        }
        stage.write("words.txt", &format!("{WORDS}\n"))?;
        let output = stage
            .command(&[
                "init",
                "vault",
                "--demonstration",
                "--json",
                "--no-input",
                "--passphrase-file",
                "words.txt",
                "--now",
                opened,
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
        stage.write("recovery-key.txt", &format!("{key}\n"))?;
        Ok(stage)
    }

    fn unwritable(&self, e: &std::io::Error) -> Failure {
        Failure::outside(
            format!("{} cannot be written: {e}", self.folder.display()),
            "Name another: --dir DIR",
        )
    }

    /// The vault's folder.
    pub fn vault(&self) -> PathBuf {
        self.folder.join("vault")
    }

    /// The state folder, as commands find it under `XDG_STATE_HOME`.
    pub fn state(&self) -> PathBuf {
        self.folder.join("state")
    }

    /// Writes a small file beside the vault.
    pub fn write(&self, name: &str, text: &str) -> Result<(), Failure> {
        std::fs::write(self.folder.join(name), text).map_err(|e| self.unwritable(&e))
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(words)
            .current_dir(&self.folder)
            .env_remove("STANDFAST_VAULT")
            .env_remove("STANDFAST_IDENTITY")
            .env_remove("STANDFAST_PASSPHRASE_FILE")
            .env_remove("STANDFAST_TEMPLATES")
            .env("XDG_STATE_HOME", self.state());
        command
    }

    /// Runs one command at a moment of the story: in the vault, but for the check of a bundle.
    pub fn run(&self, words: &[String], now: &str) -> Result<Output, Failure> {
        let mut all: Vec<&str> = words.iter().map(String::as_str).collect();
        if !matches!(all.as_slice(), ["verify", _, ..]) {
            all.extend([
                "--vault",
                "vault",
                "--identity",
                "recovery-key.txt",
                "--no-input",
                "--now",
                now,
            ]);
        }
        self.command(&all)
            .output()
            .map_err(|e| Failure::outside(format!("the program could not be run: {e}"), ""))
    }

    /// The numbers of the contacts that an import took, in the order of the file.
    pub fn contacts_of(&self, case: &str, import: u64, now: &str) -> Result<Vec<u64>, Failure> {
        let words = ["timeline", case, "--json"].map(str::to_owned);
        let output = self.run(&words, now)?;
        let mut contacts: Vec<u64> = String::from_utf8_lossy(&output.stdout)
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .filter(|line| line.pointer("/source/import").and_then(|n| n.as_u64()) == Some(import))
            .filter_map(|line| line.get("n")?.as_u64())
            .collect();
        contacts.sort_unstable();
        Ok(contacts)
    }

    /// Copies a bundle and flips one bit of an original.
    pub fn change_one_byte(&self, from: &str, item: &str, to: &str) -> Result<(), Failure> {
        let unreadable =
            |e: std::io::Error| Failure::outside(format!("{from} cannot be read: {e}"), "");
        let mut bytes = std::fs::read(self.folder.join(from)).map_err(unreadable)?;
        let first = first_byte_of(&bytes, item);
        match first.and_then(|at| bytes.get_mut(at)) {
            Some(byte) => *byte ^= 1,
            None => return Err(Failure::outside(format!("{item} is not in {from}"), "")),
        }
        std::fs::write(Path::new(&self.folder).join(to), bytes).map_err(|e| self.unwritable(&e))
    }
}

/// Where the bytes of an exhibit begin in a bundle: behind the first local header that names it.
/// A header is 30 bytes, a name, and an extra part; the lengths of both stand at its end.
fn first_byte_of(zip: &[u8], item: &str) -> Option<usize> {
    let name = format!("/data/originals/{} ", item.replace('/', "-"));
    let named = zip.windows(name.len()).position(|w| w == name.as_bytes())?;
    let header = zip
        .get(..named)?
        .windows(4)
        .rposition(|w| w == b"PK\x03\x04")?;
    let length = |at: usize| {
        let bytes = zip.get(header + at..header + at + 2)?.try_into().ok()?;
        Some(usize::from(u16::from_le_bytes(bytes)))
    };
    Some(header + 30 + length(26)? + length(28)?)
}
