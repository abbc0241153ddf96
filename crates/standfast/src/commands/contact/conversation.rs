//! The conversation that a shaken person finishes in a minute: words first, each question may be
//! left, nothing is asked twice, who may read it stands beside it.

use std::path::PathBuf;

use standfast_desk::acts::contact::SaidContact;
use standfast_desk::model::lists::{Channel, Sign};
use standfast_desk::{Desk, Saved};

use crate::ask::{self, Answer};
use crate::commands::attach::open_all;
use crate::failure::Failure;

/// The channels that are offered by number; any other word of the list will do.
const CHANNELS: [&str; 7] = [
    "attendance-work",
    "call",
    "message",
    "email",
    "letter",
    "gift",
    "friend-request",
];
/// Safety first.
const SIGNS: [&str; 8] = [
    "aggression",
    "fear",
    "threat",
    "waiting-for",
    "declaration",
    "request-to-meet",
    "sexual",
    "after-being-told",
];

/// Asks, and gives what was said. Ctrl-D ends the questions; Ctrl-C ends the program, nothing saved.
pub fn hold(desk: &Desk, case: &str) -> Result<SaidContact, Failure> {
    let mut said = SaidContact::default();
    ask::tell("In danger now? Call 999 first. This can wait.");
    ask::tell("Enter leaves a question. Ctrl-D saves what is there. Ctrl-C saves nothing.\n");
    ask::tell("What happened? Your words; an empty line ends.");
    ask::tell("(May be read by the police and the other side.)");
    let (words, enough) = ask::lines()?;
    said.words = words;
    if enough
        || ask_when(desk, case, &mut said)?
        || ask_channel(&mut said)?
        || ask_signs(&mut said)?
    {
        return Ok(said);
    }
    if ask_file(&mut said)? {
        return Ok(said);
    }
    ask::tell("How did it leave you?");
    let (effect, enough) = ask::lines()?;
    said.effect = effect;
    if enough {
        return Ok(said);
    }
    ask::tell("What was said or done back?");
    said.reply = ask::lines()?.0;
    Ok(said)
}

fn ask_when(desk: &Desk, case: &str, said: &mut SaidContact) -> Result<bool, Failure> {
    ask::tell("When?  now, earlier today, about …, a date, not sure");
    loop {
        let words = match ask::line()? {
            Answer::Said(words) => words,
            // A reading that was shown stands when Enter is pressed.
            Answer::Left => return Ok(false),
            Answer::Enough => return Ok(true),
        };
        match desk.understand_when(case, &words) {
            Ok(understood) => {
                said.when = Some(words);
                ask::tell(&format!("  {understood}. Enter if right, or say it again."));
            }
            Err(error) => ask::tell(&format!("  {error}")),
        }
    }
}

fn numbered(words: &[&str]) -> String {
    words
        .iter()
        .enumerate()
        .map(|(i, w)| format!("{} {w}", i + 1))
        .collect::<Vec<_>>()
        .join("  ")
}

/// A number of the offered ones, or a word of the list.
fn chosen(answer: &str, offered: &[&str], all: &[&str]) -> Option<String> {
    let answer = answer.trim();
    if let Ok(number) = answer.parse::<usize>() {
        return offered.get(number.checked_sub(1)?).map(|w| (*w).to_owned());
    }
    all.contains(&answer).then(|| answer.to_owned())
}

fn ask_channel(said: &mut SaidContact) -> Result<bool, Failure> {
    ask::tell(&format!(
        "How?  {}  … or a word (more shows all)",
        numbered(&CHANNELS)
    ));
    loop {
        match ask::line()? {
            Answer::Left => return Ok(false),
            Answer::Enough => return Ok(true),
            Answer::Said(answer) if answer.trim() == "more" => {
                ask::tell(&Channel::WORDS.join("  "))
            }
            Answer::Said(answer) => {
                said.channel = Some(
                    chosen(&answer, &CHANNELS, Channel::WORDS)
                        .unwrap_or_else(|| format!("other: {}", answer.trim())),
                );
                return Ok(false);
            }
        }
    }
}

fn ask_signs(said: &mut SaidContact) -> Result<bool, Failure> {
    ask::tell(&format!(
        "Was there any of this?  {}  … more shows all",
        numbered(&SIGNS)
    ));
    loop {
        match ask::line()? {
            Answer::Left => return Ok(false),
            Answer::Enough => return Ok(true),
            Answer::Said(answer) if answer.trim() == "more" => ask::tell(&Sign::WORDS.join("  ")),
            Answer::Said(answer) => {
                let mut unknown = Vec::new();
                for word in answer.split([' ', ',']).filter(|w| !w.is_empty()) {
                    match chosen(word, &SIGNS, Sign::WORDS) {
                        Some(sign) => said.signs.push(sign),
                        None => unknown.push(word.to_owned()),
                    }
                }
                if unknown.is_empty() {
                    return Ok(false);
                }
                ask::tell(&format!(
                    "  Not in the list: {}. Say it again, or Enter.",
                    unknown.join(", ")
                ));
            }
        }
    }
}

fn ask_file(said: &mut SaidContact) -> Result<bool, Failure> {
    ask::tell("A file to attach?");
    loop {
        match ask::line()? {
            Answer::Left => return Ok(false),
            Answer::Enough => return Ok(true),
            Answer::Said(path) => match open_all(&[PathBuf::from(path.trim())]) {
                Ok(mut files) => {
                    said.attach.append(&mut files);
                    ask::tell("  Another? Enter goes on.");
                }
                Err(_) => ask::tell("  That file could not be opened. Say it again, or Enter."),
            },
        }
    }
}

/// What was left and can be added later, without reproach.
pub fn left_out(said: &SaidContact) -> Option<String> {
    let left: Vec<&str> = [
        (said.attach.is_empty(), "file"),
        (said.witnesses.is_empty(), "witness"),
        (said.place.is_none(), "place"),
    ]
    .into_iter()
    .filter_map(|(absent, word)| absent.then_some(word))
    .collect();
    (!left.is_empty()).then(|| left.join(", "))
}

/// "5 Mar 2026 18:02 GMT. Add later if you wish: file, witness, place."
pub fn recorded(saved: &Saved, zone: &standfast_desk::Zone, left: &str) -> String {
    let at = zone.shown(saved.recorded);
    format!("{at}. Add later if you wish: {left}.")
}
