//! The five cases that the demonstration shows: each a story, a tour through it, and its files.
//!
//! What happens stands in `tests/stories/`, where it is a test as well; which of it the terminal
//! shows stands in `tours/`; the files lie under `examples/`. All of it is in the program.

use std::borrow::Cow;

use rust_embed::RustEmbed;

use crate::failure::Failure;

/// A case of the demonstration.
pub struct Case {
    /// `C1` to `C5`.
    pub code: &'static str,
    /// The short name of its story, and of the case in the vault.
    pub name: &'static str,
    /// What it tells, in a few words.
    pub about: &'static str,
    /// The story as text.
    pub story: &'static str,
    /// The tour as TOML.
    pub tour: &'static str,
    /// Its files, by name.
    pub files: fn() -> Vec<File>,
}

/// A name, and the bytes.
pub type File = (String, Cow<'static, [u8]>);

#[derive(RustEmbed)]
#[folder = "../../examples/knee"]
struct Knee;

#[derive(RustEmbed)]
#[folder = "../../examples/regulator"]
struct Regulator;

#[derive(RustEmbed)]
#[folder = "../../examples/lilies"]
struct Lilies;

#[derive(RustEmbed)]
#[folder = "../../examples/catalogues"]
struct Catalogues;

#[derive(RustEmbed)]
#[folder = "../../examples/seven-years"]
struct SevenYears;

fn files<E: RustEmbed>() -> Vec<File> {
    E::iter()
        .filter_map(|name| Some((name.to_string(), E::get(&name)?.data)))
        .collect()
}

/// All of them; the first is shown where nobody asks for another.
pub const CASES: [Case; 5] = [
    Case {
        code: "C1",
        name: "knee",
        about: "a gift, a flood of messages, the practice's letter, the police",
        story: include_str!("../../../../tests/stories/knee.story"),
        tour: include_str!("tours/knee.toml"),
        files: files::<Knee>,
    },
    Case {
        code: "C2",
        name: "regulator",
        about: "letters, requests, a false report to the regulator, cleared",
        story: include_str!("../../../../tests/stories/regulator.story"),
        tour: include_str!("tours/regulator.toml"),
        files: files::<Regulator>,
    },
    Case {
        code: "C3",
        name: "lilies",
        about: "asked out, pestered online, lilies; privacy; it fizzles out",
        story: include_str!("../../../../tests/stories/lilies.story"),
        tour: include_str!("tours/lilies.toml"),
        files: files::<Lilies>,
    },
    Case {
        code: "C4",
        name: "catalogues",
        about: "catalogues from nobody, a name found, followed, charged",
        story: include_str!("../../../../tests/stories/catalogues.story"),
        tour: include_str!("tours/catalogues.toml"),
        files: files::<Catalogues>,
    },
    Case {
        code: "C5",
        name: "seven-years",
        about: "a hundred visits, threats, prison, parcels, prison again",
        story: include_str!("../../../../tests/stories/seven-years.story"),
        tour: include_str!("tours/seven-years.toml"),
        files: files::<SevenYears>,
    },
];

/// The case of that code (`C2`) or name (`regulator`).
///
/// # Errors
/// There is none; the answer names those that there are.
pub fn find(asked: &str) -> Result<Case, Failure> {
    CASES
        .into_iter()
        .find(|case| case.code.eq_ignore_ascii_case(asked) || case.name == asked)
        .ok_or_else(|| {
            Failure::words(
                format!("the demonstration has no case \"{asked}\"; nothing was made"),
                format!("Choose one:\n{}", listed()),
            )
        })
}

/// A line for each: code, name, what it tells.
pub fn listed() -> String {
    let lines = CASES.map(|c| format!("  {}  {:<12} {}", c.code, c.name, c.about));
    lines.join("\n")
}
