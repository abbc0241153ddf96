//! The account of a statement: each paragraph from one entry, its sentences from the wording.
//!
//! A sentence states what an entry holds or quotes its words; nothing is put in between, and one that lacks a value
//! falls away. What the witness did not see or hear is marked as told by others. The copy for the witness shows the
//! entries and asks for the telling in their own words; the clean copy shows neither.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::filling::Filling;
use crate::pieces::{Piece, pieces};
use crate::plain::Page;
use crate::wording::{Sentences, Wording};

/// Values that the witness wrote.
const OWN: [&str; 3] = ["words", "effect", "reply"];
/// Stands for several contacts alike of one day.
const MANY: &str = "many";

/// What an entry, or several alike of one day, tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The entries that it rests on, as they are named: `12`, `13 to 23`.
    pub entries: String,
    /// Channel or measure, a word of the closed lists.
    pub kind: String,
    /// Who it came from: `subject`, `clinician`, `measure`, or another.
    pub from: String,
    /// How many contacts it is.
    pub count: usize,
    /// `when` ("On 9 February 2026 at 7:48pm"), `then` (the same within a sentence), `platform`, `place`, `quoted` (words
    /// that an export holds), `words` (words that the witness wrote), `effect`, `reply`, `exhibits`, `written` (when they
    /// wrote): what of these it holds.
    pub values: BTreeMap<String, String>,
    /// The witness knows it from somebody else.
    pub hearsay: bool,
}

/// A paragraph of the account.
pub(crate) struct Paragraph {
    entries: String,
    text: String,
    asks: Option<String>,
    hearsay: bool,
}

/// The paragraphs of an account; an entry of which no sentence stands has none.
pub(crate) fn told(wording: &Wording, account: &[Told], filling: &Filling<'_>) -> Vec<Paragraph> {
    account
        .iter()
        .filter_map(|told| {
            let sentences = of(&wording.accounts, told)?;
            let mut told = told.clone();
            if let Some(channel) = channel(wording, &told) {
                told.values.insert("channel".to_owned(), channel);
            }
            if let Some(platform) = told.values.get_mut("platform")
                && let Some(written) = wording.platforms.get(platform)
            {
                platform.clone_from(written);
            }
            let told = &told;
            let said: Vec<String> = sentences
                .says
                .iter()
                .filter_map(|text| sentence(text, told, filling))
                .collect();
            (!said.is_empty()).then(|| Paragraph {
                entries: told.entries.clone(),
                text: said.join(" "),
                // Asked where the witness said something themselves, or where many are told as one.
                asks: sentences.asks.clone().filter(|_| {
                    told.count > 1 || OWN.iter().any(|own| told.values.contains_key(*own))
                }),
                hearsay: told.hearsay,
            })
        })
        .collect()
}

/// The first sentences that name its kind, else the first that name none.
fn of<'w>(all: &'w [Sentences], told: &Told) -> Option<&'w Sentences> {
    let kind = if told.count > 1 { MANY } else { &told.kind };
    let from = |s: &&Sentences| s.from.as_ref().is_none_or(|from| *from == told.from);
    all.iter()
        .filter(from)
        .find(|s| s.of.iter().any(|of| of == kind))
        .or_else(|| all.iter().filter(from).find(|s| s.of.is_empty()))
}

/// "a letter", "19 messages".
fn channel(wording: &Wording, told: &Told) -> Option<String> {
    let [one, many] = wording.channels.get(&told.kind)?;
    Some(if told.count > 1 {
        format!("{} {many}", told.count)
    } else {
        one.clone()
    })
}

/// A sentence; a part in square brackets falls away if it lacks a value, without them the whole sentence does.
fn sentence(text: &str, told: &Told, filling: &Filling<'_>) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let (clause, tail) = after.split_once(']')?;
        out.push_str(&filled(before, told, filling)?);
        out.push_str(&filled(clause, told, filling).unwrap_or_default());
        rest = tail;
    }
    out.push_str(&filled(rest, told, filling)?);
    // A quotation ends as it was written; the sentence that holds it ends with a full stop.
    if let Some(inside) = out.strip_suffix('”')
        && !inside.ends_with(['.', '!', '?', '…'])
    {
        out.push('.');
    }
    Some(out)
}

fn filled(text: &str, told: &Told, filling: &Filling<'_>) -> Option<String> {
    let mut out = String::new();
    for piece in pieces(text).ok()? {
        match piece {
            Piece::Words(words) => out.push_str(words),
            Piece::Gap(name) => out.push_str(
                told.values
                    .get(name)
                    .map(String::as_str)
                    .or_else(|| filling.known(name))?,
            ),
        }
    }
    Some(out)
}

impl Paragraph {
    pub(crate) fn for_form(&self, draft: bool) -> Value {
        json!({
            "text": self.text,
            "entries": draft.then_some(&self.entries),
            "asks": self.asks.as_ref().filter(|_| draft),
            "hearsay": self.hearsay,
        })
    }

    pub(crate) fn as_text(&self, page: &mut Page, n: usize, draft: bool) {
        let told = if self.hearsay {
            " [told to me by others]"
        } else {
            ""
        };
        page.gap();
        page.hanging(&format!("{n}. "), &format!("{}{told}", self.text));
        if draft {
            let word = if self.entries.bytes().all(|b| b.is_ascii_digit()) {
                "entry"
            } else {
                "entries"
            };
            page.hanging("   ", &format!("({word} {})", self.entries));
            if let Some(asks) = &self.asks {
                page.gap();
                page.hanging("   ", &format!("In your own words: {asks}"));
                page.hanging("   ", &"_".repeat(60));
            }
        }
    }
}
