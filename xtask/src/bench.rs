//! What `docs/benchmarks.md` states, measured: in process by the crates' own examples, and of the
//! program as a whole, with time and memory as the system counts them.

mod take_in;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run::{finish, release, target};
use crate::setup;

/// Messages of the chat that is imported.
const MESSAGES: usize = 40_000;
/// Contacts and originals of the bundle: 200 of 1 MB.
const CONTACTS: usize = 1_000;
const ORIGINALS: usize = 200;
const ORIGINAL_BYTES: usize = 1_000_000;

/// Runs all of it, or one part: `crates`, `program` or `take-in`. Prints a line a number.
pub fn run(part: Option<&str>) -> Result<()> {
    setup::run()?;
    match part {
        None => {
            crates()?;
            program(Bench::run)?;
            program(Bench::take_in)
        }
        Some("crates") => crates(),
        Some("program") => program(Bench::run),
        Some("take-in") => program(Bench::take_in),
        Some(other) => bail!("there is no part \"{other}\"; there are: crates, program, take-in"),
    }
}

/// In process, by the crates' own examples.
fn crates() -> Result<()> {
    for (package, example) in [
        ("standfast-vault", "vault_pace"),
        ("standfast-disclosure", "bundle_pace"),
        ("standfast-ledger", "pace"),
        ("standfast-papers", "letter_pace"),
        ("standfast-pathway", "advice_pace"),
    ] {
        println!("\n{package}");
        finish(release(&[
            "run",
            "--release",
            "--quiet",
            "-p",
            package,
            "--example",
            example,
        ])?)?;
    }
    Ok(())
}

/// The program as a whole, in a vault of its own.
fn program(part: fn(&Bench) -> Result<()>) -> Result<()> {
    finish(release(&["build", "--release", "-p", "standfast"])?)?;
    let folder = target()?.join("bench");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    let bench = Bench {
        program: target()?.join("release/standfast"),
        folder: folder.clone(),
    };
    let done = bench.set_up().and_then(|()| part(&bench));
    std::fs::remove_dir_all(&folder)?;
    done
}

struct Bench {
    program: PathBuf,
    folder: PathBuf,
}

/// What one run took.
struct Took {
    seconds: f64,
    megabytes: f64,
}

impl Bench {
    /// A new vault in place of the one that is there.
    fn anew(&self) -> Result<()> {
        for folder in ["vault", "state"] {
            std::fs::remove_dir_all(self.folder.join(folder))?;
        }
        self.set_up()
    }

    fn set_up(&self) -> Result<()> {
        std::fs::write(self.folder.join("words.txt"), "oak tin rope\n")?;
        let made = self
            .command(&[
                "init",
                "vault",
                "--demonstration",
                "--json",
                "--no-input",
                "--passphrase-file",
                "words.txt",
            ])
            .output()?;
        let made = String::from_utf8(made.stdout)?;
        let key = made
            .split("\"recovery_key\":\"")
            .nth(1)
            .and_then(|k| k.split('"').next());
        std::fs::write(
            self.folder.join("key.txt"),
            key.context("init gave no recovery key")?,
        )?;
        Ok(())
    }

    fn run(&self) -> Result<()> {
        println!("\nthe program, from start to end, with an identity file");
        self.case("flood")?;
        std::fs::write(self.folder.join("chat.txt"), chat(MESSAGES))?;
        let took = self.took(&self.import("flood", "chat.txt"))?;
        report(
            "WhatsApp export of 40,000 messages: sealed, searchable",
            &took,
            "4 s, 200 MB",
        );
        // A hundred thousand in all, for the start of the program.
        self.case("long")?;
        std::fs::write(self.folder.join("chat.txt"), chat(100_000))?;
        self.took(&self.import("long", "chat.txt"))?;
        let reading = ["contact", "show", "long", "1"];
        report(
            "start, open, one contact, end, at 140,000 entries",
            &self.median(&reading, "--identity", "key.txt")?,
            "0.04 s",
        );
        report(
            "the same with a passphrase",
            &self.median(&reading, "--passphrase-file", "words.txt")?,
            "1 s",
        );
        report(
            "next at 100,000 contacts",
            &self.took(&["next", "long"])?,
            "none",
        );

        self.case("films")?;
        self.films()?;
        self.took(&self.import("films", "films.zip"))?;
        let give = [
            "disclose",
            "films",
            "--to",
            "Quernshire Police",
            "--profile",
            "police",
            "--out",
            "bundle.zip",
        ];
        report(
            "bundle of 1,000 contacts with 200 MB of originals",
            &self.took(&give)?,
            "10 s, 400 MB",
        );
        report(
            "its verification",
            &self.took_bare(&["verify", "bundle.zip"])?,
            "none",
        );
        let mut python = Command::new("python3");
        python
            .arg(crate::run::root()?.join("verifier/standfast_verify.py"))
            .arg("bundle.zip");
        report("its verification in Python", &self.measure(python)?, "none");
        Ok(())
    }

    fn case(&self, name: &str) -> Result<()> {
        self.took(&[
            "case",
            "new",
            name,
            "--clinician",
            "Dr W Quillmarsh",
            "--initials",
            "WAQ",
            "--setting",
            "gp",
            "--jurisdiction",
            "england",
        ])?;
        Ok(())
    }

    fn import<'a>(&self, case: &'a str, file: &'a str) -> [&'a str; 9] {
        [
            "import",
            case,
            file,
            "--account",
            "C Tallowmere",
            "--mine",
            "W Quillmarsh",
            "--date-order",
            "dmy",
        ]
    }

    /// A chat with media: every fifth message brings a file.
    fn films(&self) -> Result<()> {
        let script = "\
import random, sys, zipfile
contacts, originals, size = map(int, sys.argv[2:5])
r = random.Random(7)
z = zipfile.ZipFile(sys.argv[1], 'w')
lines = []
for i in range(contacts):
    head = f'{1 + i // 1440:02}/02/2026, {i // 60 % 24:02}:{i % 60:02} - C Tallowmere: '
    if i % (contacts // originals) == 0:
        name = f'VID-20260201-WA{i:04}.mp4'
        z.writestr(name, b'\\0\\0\\0\\x18ftypmp42' + r.randbytes(size - 12))
        lines.append(f'{head}{name} (file attached)')
    else:
        lines.append(f'{head}message {i} of the flood')
z.writestr('WhatsApp Chat with C Tallowmere.txt', '\\n'.join(lines) + '\\n')
z.close()
";
        let mut python = Command::new("python3");
        python.current_dir(&self.folder);
        python.args(["-c", script, "films.zip"]);
        python.args([CONTACTS, ORIGINALS, ORIGINAL_BYTES].map(|n| n.to_string()));
        finish(python)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(words);
        self.at_home(&mut command);
        command
    }

    fn at_home(&self, command: &mut Command) {
        let home: &Path = &self.folder;
        command
            .current_dir(home)
            .env("HOME", home)
            .env("XDG_STATE_HOME", home.join("state"));
        for name in [
            "STANDFAST_VAULT",
            "STANDFAST_IDENTITY",
            "STANDFAST_PASSPHRASE_FILE",
        ] {
            command.env_remove(name);
        }
    }

    fn took(&self, words: &[&str]) -> Result<Took> {
        self.took_bare(
            &[
                words,
                &[
                    "--vault",
                    "vault",
                    "--identity",
                    "key.txt",
                    "--quiet",
                    "--no-input",
                ],
            ]
            .concat(),
        )
    }

    fn took_bare(&self, words: &[&str]) -> Result<Took> {
        self.measure(self.command(words))
    }

    /// The median of 21 runs.
    fn median(&self, words: &[&str], option: &str, file: &str) -> Result<Took> {
        let words = [
            words,
            &["--vault", "vault", option, file, "--quiet", "--no-input"],
        ]
        .concat();
        let mut all = (0..21)
            .map(|_| self.took_bare(&words))
            .collect::<Result<Vec<_>>>()?;
        all.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        all.into_iter().nth(10).context("no run")
    }

    /// Time and the largest memory, as the system counts them for a finished child.
    fn measure(&self, command: Command) -> Result<Took> {
        let script = "\
import resource, subprocess, sys, time
began = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, code)";
        let mut python = Command::new("python3");
        python
            .args(["-c", script])
            .arg(command.get_program())
            .args(command.get_args());
        self.at_home(&mut python);
        let printed = String::from_utf8(python.output()?.stdout)?;
        let numbers: Vec<f64> = printed
            .split_whitespace()
            .filter_map(|n| n.parse().ok())
            .collect();
        match numbers.as_slice() {
            [seconds, megabytes, 0.0] => Ok(Took {
                seconds: *seconds,
                megabytes: *megabytes,
            }),
            _ => bail!("{command:?} failed: {printed}"),
        }
    }
}

fn report(what: &str, took: &Took, bar: &str) {
    println!(
        "{what}: {:.3} s, {:.0} MB (bar: {bar})",
        took.seconds, took.megabytes
    );
}

/// A chat as WhatsApp exports it, both ways, one message a minute.
fn chat(count: usize) -> String {
    let mut text = String::new();
    for i in 0..count {
        let (day, hour, minute) = (i / 1440, i / 60 % 24, i % 60);
        let (month, day) = (day / 28, 1 + day % 28);
        let (year, month) = (2000 + month / 12, 1 + month % 12);
        let who = if i % 7 == 6 {
            "W Quillmarsh"
        } else {
            "C Tallowmere"
        };
        text.push_str(&format!(
            "{day:02}/{month:02}/{year}, {hour:02}:{minute:02} - {who}: message {i} of the flood, and why do you not answer me\n"
        ));
    }
    text
}
