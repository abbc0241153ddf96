//! `standfast search …`

use std::process::ExitCode;

use clap::Args;
use standfast_desk::looks::Line;
use standfast_desk::model::Body;
use standfast_desk::vault::Mode;

use super::Everywhere;
use super::timeline::one_line;
use crate::failure::Failure;
use crate::open;
use crate::say::{Say, visible};

/// Lines that are fetched at a time.
const PAGE: u32 = 500;
/// Letters of context before a hit.
const BEFORE: usize = 18;
/// Letters of context from a hit on.
const AFTER: usize = 40;

/// Find words: literally, every one of them, newest first.
#[derive(Debug, Args)]
pub struct Search {
    /// The case, then the words; with --all only the words
    #[arg(required = true, value_name = "CASE WORDS")]
    words: Vec<String>,
    /// In every case of the vault
    #[arg(long)]
    all: bool,
}

impl Search {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let (case, words) = match (self.all, self.words.split_first()) {
            (false, Some((case, words))) => (Some(case.as_str()), words.join(" ")),
            _ => (None, self.words.join(" ")),
        };
        let desk = open::desk(on, say, Mode::Read)?;
        let mut before = None;
        loop {
            let page = desk.search(case, &words, before, PAGE)?;
            for (name, line) in &page.lines {
                if say.json() {
                    say.object(line)?;
                } else {
                    let shown = one_line(line, Some(context(say, line, &words)));
                    let named = if self.all {
                        format!("{name}  {shown}")
                    } else {
                        shown
                    };
                    say.line(&named)?;
                }
            }
            match page.more {
                Some(key) => before = Some(key),
                None => return Ok(ExitCode::SUCCESS),
            }
        }
    }
}

/// The first hit in its surroundings, in brackets.
fn context(say: &Say, line: &Line, words: &str) -> String {
    let texts: Vec<String> = match &line.entry.body {
        Body::Contact(c) => [
            &c.words,
            &c.title,
            &c.effect,
            &c.reply,
            &c.place,
            &c.clinical,
        ]
        .into_iter()
        .flatten()
        .cloned()
        .collect(),
        Body::Measure(m) => [&m.words, &m.reference, &m.by]
            .into_iter()
            .flatten()
            .cloned()
            .collect(),
        Body::Outcome(o) => o.words.iter().cloned().collect(),
        _ => vec![],
    };
    for text in &texts {
        let text: Vec<char> = visible(text).replace('\n', " ").chars().collect();
        let lower: Vec<char> = text.iter().flat_map(|c| c.to_lowercase().next()).collect();
        for word in words.split_whitespace() {
            let word: Vec<char> = word.to_lowercase().chars().collect();
            if let Some(at) = lower
                .windows(word.len().max(1))
                .position(|w| w == word.as_slice())
            {
                let end = at + word.len();
                let from = at.saturating_sub(BEFORE);
                let to = (end + AFTER).min(text.len());
                let part = |a: usize, b: usize| text.iter().skip(a).take(b - a).collect::<String>();
                return format!(
                    "{}{}{}{}{}",
                    if from > 0 { "…" } else { "" },
                    part(from, at),
                    say.bold(&format!("[{}]", part(at, end))),
                    part(end, to),
                    if to < text.len() { "…" } else { "" }
                );
            }
        }
    }
    texts
        .first()
        .map(|t| visible(t).replace('\n', " "))
        .unwrap_or_default()
}
