//! The program as a person runs it, in a folder of its own that is gone afterwards.

#![allow(
    dead_code,
    reason = "shared by two test programs, each of which uses a part"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The moment at which most of these commands run.
pub const NOW: &str = "2026-03-01T12:00:00Z";
/// The passphrase of every vault here.
pub const WORDS: &str = "oak tin rope";

/// A folder with one demonstration vault in it.
pub struct Program {
    home: TempDir,
    vault: PathBuf,
}

/// What a run came to.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Fails the test with all that was said unless the exit code is the one wanted.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(
            self.code, code,
            "\n--- out\n{}\n--- err\n{}",
            self.out, self.err
        );
        assert!(!self.err.contains("panicked"), "a panic:\n{}", self.err);
        self
    }

    /// The error says this.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(
            self.err.contains(words),
            "wanted \"{words}\" in\n{}",
            self.err
        );
        self
    }

    /// The result as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|e| panic!("{e}: {}\n{}", self.out, self.err))
    }

    /// The result as JSON, one object a line.
    #[track_caller]
    pub fn lines(&self) -> Vec<Value> {
        self.out
            .lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect()
    }
}

impl Program {
    /// Gives the case to the police, as JSON.
    pub fn disclose(&self, out: &str, more: &[&str]) -> Ran {
        let words = [
            "disclose",
            "knee",
            "--to",
            "Quernshire Police",
            "--profile",
            "police",
            "--out",
            out,
            "--json",
        ];
        self.run(&[&words[..], more].concat())
    }

    /// An empty folder, no vault yet.
    pub fn without_vault() -> Self {
        let home = tempfile::Builder::new()
            .prefix("standfast-test-")
            .tempdir()
            .unwrap();
        let vault = home.path().join("vault");
        Program { home, vault }
    }

    /// With a demonstration vault that the recovery key opens.
    pub fn with_vault() -> Self {
        let program = Program::without_vault();
        program.init();
        program
    }

    /// With a vault and the case `knee`.
    pub fn with_case() -> Self {
        let program = Program::with_vault();
        program.new_case("knee");
        program
    }

    /// Makes the vault.
    pub fn init(&self) {
        self.write("words.txt", format!("{WORDS}\n"));
        let vault = self.vault.to_string_lossy().into_owned();
        let made = self.bare(&[
            "init",
            &vault,
            "--demonstration",
            "--json",
            "--no-input",
            "--passphrase-file",
            "words.txt",
            "--now",
            NOW,
        ]);
        let made = made.exits(0).json();
        self.write(
            "key.txt",
            format!("{}\n", made["recovery_key"].as_str().unwrap()),
        );
    }

    /// Makes a case.
    pub fn new_case(&self, name: &str) {
        self.run(&[
            "case",
            "new",
            name,
            "--clinician",
            "Dr Wren A. Quillmarsh",
            "--initials",
            "WAQ",
            "--setting",
            "gp",
            "--jurisdiction",
            "england",
            "--subject",
            "Corvin Tallowmere",
        ])
        .exits(0);
    }

    /// The folder that holds everything.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The vault's folder.
    pub fn vault(&self) -> &Path {
        &self.vault
    }

    /// Moves the vault: elsewhere, or what is named so from now on.
    pub fn use_vault(&mut self, folder: PathBuf) {
        self.vault = folder;
    }

    /// Writes a file beside the vault.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.home.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// A command without a key or a vault named.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_standfast"));
        command
            .args(words)
            .current_dir(self.home.path())
            .env("HOME", self.home.path())
            .env("XDG_STATE_HOME", self.home.path().join("state"))
            .env("XDG_DATA_HOME", self.home.path().join("data"))
            .env_remove("STANDFAST_VAULT")
            .env_remove("STANDFAST_IDENTITY")
            .env_remove("STANDFAST_PASSPHRASE_FILE")
            .stdin(Stdio::null());
        command
    }

    /// A command in the vault, with its key and a clock that stands.
    pub fn in_vault(&self, words: &[&str]) -> Command {
        let mut command = self.command(words);
        command.arg("--vault").arg(&self.vault);
        command.args(["--identity", "key.txt", "--no-input"]);
        if !words.contains(&"--now") {
            command.args(["--now", NOW]);
        }
        command
    }

    /// Runs a command in the vault.
    pub fn run(&self, words: &[&str]) -> Ran {
        ended(self.in_vault(words))
    }

    /// Runs a command as it stands.
    pub fn bare(&self, words: &[&str]) -> Ran {
        ended(self.command(words))
    }

    /// The numbers and words of all contacts, oldest first.
    pub fn contacts(&self) -> Vec<(u64, String)> {
        let mut lines: Vec<(u64, String)> = self
            .run(&["timeline", "knee", "--json"])
            .exits(0)
            .lines()
            .iter()
            .map(|l| {
                (
                    l["n"].as_u64().unwrap(),
                    l["words"].as_str().unwrap_or_default().to_owned(),
                )
            })
            .collect();
        lines.sort();
        lines
    }
}

/// Runs a command to its end.
pub fn ended(mut command: Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A file of the examples.
pub fn example(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples")
        .join(name)
        .to_string_lossy()
        .into_owned()
}

/// A chat as WhatsApp exports it: `count` messages between the two, one a minute.
pub fn chat(count: usize) -> String {
    let mut text = String::new();
    for i in 0..count {
        let (day, hour, minute) = (1 + i / 1440, i / 60 % 24, i % 60);
        let who = if i % 7 == 6 {
            "Wren Quillmarsh"
        } else {
            "C Tallowmere"
        };
        text.push_str(&format!(
            "{day:02}/02/2026, {hour:02}:{minute:02} - {who}: message {i} of the flood\n"
        ));
    }
    text
}
