//! `/cases/NAME/search`: words, found literally, newest first. They travel by POST only.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use standfast_desk::looks::Line;
use standfast_desk::model::Body;
use standfast_desk::vault::RowKey;

use super::{Around, line};
use crate::labels::{capital, counted};
use crate::pages::frame::{Mends, Section};
use crate::pages::search::{Found, Hit, Part, Search};
use crate::server::{SignedIn, page};
use crate::times;
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

/// Hits a page.
const PAGE: u32 = 50;
/// Letters shown before and after the first hit of an entry.
const BEFORE: usize = 60;
const AFTER: usize = 160;

pub(super) async fn ask(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        let around = Around::of(desk, &named, "Search", Section::Search)?;
        Ok(shown(around, String::new(), None, Mends::none()))
    })
    .await
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    words: String,
    before: Option<i64>,
}

pub(super) async fn find(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
    Form(asked): Form<Asked>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        let around = Around::of(desk, &named, "Search", Section::Search)?;
        if asked.words.trim().is_empty() {
            return Ok(shown(
                around,
                asked.words,
                None,
                Mends::one("words", "Enter a word to look for."),
            ));
        }
        let found = desk.search(
            Some(&around.shown.name),
            &asked.words,
            asked.before.map(RowKey),
            PAGE,
        )?;
        let whole = found.more.is_none() && asked.before.is_none();
        let count = match found.lines.len() as u64 {
            0 if whole => "no entry".to_owned(),
            n if whole => counted(n, "entry", "entries"),
            n if asked.before.is_none() => format!("the newest {}", counted(n, "entry", "entries")),
            n => counted(n, "more entry", "more entries"),
        };
        let hits = found
            .lines
            .iter()
            .map(|(_, line)| hit(line, &asked.words, &around))
            .collect();
        let before = found.more.map(|key| key.0.to_string());
        Ok(shown(
            around,
            asked.words,
            Some(Found {
                count,
                hits,
                before,
            }),
            Mends::none(),
        ))
    })
    .await
}

fn shown(around: Around, words: String, found: Option<Found>, mends: Mends) -> Response {
    let status = if mends.0.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let search = Search {
        caption: around.caption(),
        base: around.base.clone(),
        words,
        found,
        frame: around.frame.to_mend(&mends),
        mends,
    };
    page(status, &search)
}

fn hit(line: &Line, words: &str, around: &Around) -> Hit {
    let entry = line::entry(&[line], around);
    let when = line
        .occurred()
        .map(|occurred| capital(&times::said(&occurred.text)))
        .unwrap_or_default();
    Hit {
        icon: entry.icon,
        href: entry.href,
        number: entry.number_words,
        line: Words::from(format!("{when}. {}", entry.heading)),
        parts: parts(&texts(line), words),
    }
}

/// Where words can stand, in the order in which a person would look.
fn texts(line: &Line) -> Vec<String> {
    let found = match &line.entry.body {
        Body::Contact(c) => {
            let mut texts = vec![
                &c.words,
                &c.title,
                &c.effect,
                &c.reply,
                &c.place,
                &c.clinical,
                &c.towards,
            ];
            texts.retain(|text| text.is_some());
            let mut texts: Vec<String> = texts.into_iter().flatten().cloned().collect();
            texts.extend(c.witnesses.iter().cloned());
            texts
        }
        Body::Measure(m) => [&m.words, &m.reference, &m.by]
            .into_iter()
            .flatten()
            .cloned()
            .collect(),
        Body::Outcome(o) => o.words.iter().cloned().collect(),
        _ => vec![],
    };
    found
        .into_iter()
        .chain(line.exhibits.iter().map(|exhibit| exhibit.name.clone()))
        .collect()
}

/// The text with the first hit, cut round it, in turn not found and found.
fn parts(texts: &[String], words: &str) -> Vec<Part> {
    let wanted: Vec<Vec<char>> = words
        .split_whitespace()
        .map(lowered)
        .filter(|word| !word.is_empty())
        .collect();
    let marked = texts.iter().find_map(|text| {
        let letters: Vec<char> = text.chars().collect();
        let small: Vec<char> = letters.iter().map(|c| small(*c)).collect();
        let found = places(&small, &wanted);
        let first = found.first()?.0;
        let from = first.saturating_sub(BEFORE);
        let to = (first + AFTER).min(letters.len());
        Some(cut(&letters, &found, from, to))
    });
    let whole = || {
        let text = texts.first().cloned().unwrap_or_default();
        vec![Part {
            found: false,
            words: Words::from(text.chars().take(BEFORE + AFTER).collect::<String>()),
        }]
    };
    marked.unwrap_or_else(whole)
}

fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

fn lowered(word: &str) -> Vec<char> {
    word.chars().map(small).collect()
}

/// Where wanted words begin and end, in order, none inside another.
fn places(text: &[char], wanted: &[Vec<char>]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let letter = |at: Option<usize>| {
        at.and_then(|at| text.get(at))
            .is_some_and(|c| c.is_alphanumeric())
    };
    let mut at = 0;
    while at < text.len() {
        // Whole words only, as they are found.
        let length = wanted
            .iter()
            .filter(|word| text.get(at..at + word.len()) == Some(word.as_slice()))
            .filter(|word| !letter(at.checked_sub(1)) && !letter(Some(at + word.len())))
            .map(Vec::len)
            .max();
        match length {
            Some(length) => {
                found.push((at, at + length));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

fn cut(letters: &[char], found: &[(usize, usize)], from: usize, to: usize) -> Vec<Part> {
    let piece = |a: usize, b: usize| {
        letters
            .get(a..b)
            .map(|part| part.iter().collect::<String>())
            .unwrap_or_default()
    };
    let mut parts = Vec::new();
    let mut push = |found: bool, words: String| {
        if !words.is_empty() {
            parts.push(Part {
                found,
                words: Words::from(words),
            });
        }
    };
    let mut at = from;
    if from > 0 {
        push(false, "…".to_owned());
    }
    for (start, end) in found.iter().filter(|(_, end)| *end <= to) {
        push(false, piece(at, *start));
        push(true, piece(*start, *end));
        at = *end;
    }
    push(false, piece(at, to));
    if to < letters.len() {
        push(false, "…".to_owned());
    }
    parts
}
