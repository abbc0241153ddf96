//! The commands: one file each, named as a person types them.

mod account;
mod attach;
mod case;
mod clocks;
mod columns;
mod completions;
mod contact;
mod correct;
mod demo;
mod disclose;
mod exhibit;
mod guidance;
mod head;
mod import;
mod init;
mod insight;
mod letter;
mod man;
mod measure;
mod next;
mod note;
mod outcome;
mod rebuild;
mod review;
mod search;
mod serve;
mod step;
mod timeline;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::failure::Failure;
use crate::help::OVERVIEW;
use crate::say::Say;

/// A command line.
#[derive(Debug, Parser)]
#[command(
    name = "standfast",
    version,
    about = "Keep a sealed log of a patient's unwanted contacts, and see what to do next.",
    override_help = OVERVIEW,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    max_term_width = 80
)]
pub struct CommandLine {
    #[command(flatten)]
    pub everywhere: Everywhere,
    #[command(subcommand)]
    pub command: Command,
}

/// Options that every command takes.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Everywhere {
    /// The vault's folder
    #[arg(
        long,
        global = true,
        env = "STANDFAST_VAULT",
        value_name = "DIR",
        hide_env_values = true
    )]
    pub vault: Option<PathBuf>,
    /// Results as JSON, one object a line
    #[arg(long, global = true)]
    pub json: bool,
    /// No hints and no progress
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Say more of what is done; never content
    #[arg(long, short, global = true)]
    pub verbose: bool,
    /// Never ask; say what is missing instead
    #[arg(long, global = true)]
    pub no_input: bool,
    /// File whose first line is the passphrase; - is standard input
    #[arg(
        long,
        global = true,
        env = "STANDFAST_PASSPHRASE_FILE",
        value_name = "FILE",
        hide_env_values = true
    )]
    pub passphrase_file: Option<PathBuf>,
    /// File with an age identity, such as the recovery key
    #[arg(
        long,
        global = true,
        env = "STANDFAST_IDENTITY",
        value_name = "FILE",
        hide_env_values = true,
        conflicts_with = "passphrase_file"
    )]
    pub identity: Option<PathBuf>,
    /// The clock; works in demonstration vaults only
    #[arg(long, global = true, value_name = "TIME")]
    pub now: Option<String>,
    /// Colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Colour {
    /// On a terminal that can.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new vault
    Init(init::Init),
    /// Look round, with invented cases
    Demo(demo::Demo),
    /// The pages, in a browser on this computer
    Serve(serve::Serve),
    /// Open, change, close, list cases
    Case(case::Case),
    /// Keep a number, address or handle
    Account(account::Account),
    /// Log what happened
    Contact(contact::Contact),
    /// Attach files to an entry
    Attach(attach::Attach),
    /// Originals: list, export, moved
    Exhibit(exhibit::Exhibit),
    /// Correct a field; both readings show
    Correct(correct::Correct),
    /// Log what was done about it
    Measure(measure::Measure),
    /// Keep a note of your own
    Note(note::Note),
    /// Take in an export file
    Import(import::Import),
    /// What happened, newest first
    Timeline(timeline::Timeline),
    /// Find words
    Search(search::Search),
    /// Counts, and the table of occasions
    Insight(insight::Insight),
    /// Days to know, and a calendar file
    Clocks(clocks::Clocks),
    /// What to do now, and why
    Next(next::Next),
    /// A step: done, declined, given to somebody
    Step(step::Step),
    /// Hold a review, and see what changed
    Review(review::Review),
    /// How it ended, or a stretch of it
    Outcome(outcome::Outcome),
    /// Draft a letter
    Letter(letter::Letter),
    /// Make a bundle for the police, a solicitor, a regulator
    Disclose(disclose::Disclose),
    /// Check a vault or a bundle
    Verify(verify::Verify),
    /// Make search and timeline again from the log
    Rebuild(rebuild::Rebuild),
    /// Whether this is the newest copy
    Head(head::Head),
    /// The guidance packs
    Guidance(guidance::Guidance),
    /// Completions for a shell
    Completions(completions::Completions),
    /// Manual pages
    Man(man::Man),
}

/// Runs a command; `Ok` carries the exit code.
pub fn run(line: CommandLine, say: &Say) -> Result<ExitCode, Failure> {
    let on = &line.everywhere;
    match line.command {
        Command::Init(c) => c.run(on, say),
        Command::Demo(c) => c.run(on, say),
        Command::Serve(c) => c.run(on, say),
        Command::Case(c) => c.run(on, say),
        Command::Account(c) => c.run(on, say),
        Command::Contact(c) => c.run(on, say),
        Command::Attach(c) => c.run(on, say),
        Command::Exhibit(c) => c.run(on, say),
        Command::Correct(c) => c.run(on, say),
        Command::Measure(c) => c.run(on, say),
        Command::Note(c) => c.run(on, say),
        Command::Import(c) => c.run(on, say),
        Command::Timeline(c) => c.run(on, say),
        Command::Search(c) => c.run(on, say),
        Command::Insight(c) => c.run(on, say),
        Command::Clocks(c) => c.run(on, say),
        Command::Next(c) => c.run(on, say),
        Command::Step(c) => c.run(on, say),
        Command::Review(c) => c.run(on, say),
        Command::Outcome(c) => c.run(on, say),
        Command::Letter(c) => c.run(on, say),
        Command::Disclose(c) => c.run(on, say),
        Command::Verify(c) => c.run(on, say),
        Command::Rebuild(c) => c.run(on, say),
        Command::Head(c) => c.run(on, say),
        Command::Guidance(c) => c.run(on, say),
        Command::Completions(c) => c.run(say),
        Command::Man(c) => c.run(say),
    }
}

/// A person's words: an option, a file, or standard input, so that none need stand in a shell's history.
#[derive(Debug, Default, Args)]
pub struct Words {
    /// The words (- reads standard input)
    #[arg(long, value_name = "TEXT")]
    pub words: Option<String>,
    /// A file that holds the words
    #[arg(long, value_name = "FILE", conflicts_with = "words")]
    pub words_file: Option<PathBuf>,
}

impl Words {
    /// Reads them.
    pub fn read(&self) -> Result<Option<String>, Failure> {
        let from_file = |e: std::io::Error| {
            Failure::words(
                format!("the words could not be read: {e}"),
                "Nothing was saved.",
            )
        };
        let standard_input = std::path::Path::new("-");
        if let Some(file) = self
            .words_file
            .as_deref()
            .filter(|file| *file != standard_input)
        {
            return std::fs::read_to_string(file)
                .map(|w| Some(w.trim_end().to_owned()))
                .map_err(from_file);
        }
        match self
            .words
            .as_deref()
            .or(self.words_file.as_ref().map(|_| "-"))
        {
            Some("-") => std::io::read_to_string(std::io::stdin())
                .map(|w| Some(w.trim_end().to_owned()))
                .map_err(from_file),
            other => Ok(other.map(str::to_owned)),
        }
    }
}

/// An entry's number as typed: `12` or `#12`.
pub fn entry_number(words: &str) -> Result<u64, String> {
    words
        .trim_start_matches('#')
        .parse()
        .map_err(|_| format!("\"{words}\" is not the number of an entry"))
}
