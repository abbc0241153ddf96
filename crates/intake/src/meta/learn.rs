//! How a page is built, learned from the page itself.
//!
//! The sites rename their classes and change their tags from year to year. What stays: a message is
//! an element that holds, one after the other, the sender, what was said, and the date. So elements
//! are looked for whose first child says something and whose last child is a date and nothing else;
//! the outermost of them are messages, and the tag that they begin with is what the page is cut by.
//! A text that looks like a date lies deeper, and changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};

use super::dates::{self, Date, Languages};
use super::letters;
use crate::page::{Attributes, Tokens, What};

/// What was learned of a page.
pub(super) struct Learned {
    /// The tags that messages begin with.
    begins: Vec<Begins>,
    pub(super) languages: Languages,
    /// The page writes each byte of its letters as a letter of its own.
    pub(super) mangled: bool,
    /// Whom the conversation is named after.
    pub(super) title: Option<String>,
    /// Dates of numbers stand in it, of which neither number tells.
    pub(super) asks: bool,
}

/// The tag that messages begin with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Begins {
    /// Elements around it.
    depth: usize,
    name: String,
    class: String,
}

/// Bytes of a page that are looked at, and messages that are enough.
const LOOKED_AT: u64 = 4 << 20;
const ENOUGH: usize = 300;
/// Letters of a text that are kept: no name and no date has more.
const KEPT: usize = 160;
/// Elements inside elements that are followed.
const DEPTH: usize = 500;

impl Learned {
    /// Reads the beginning of a page; `None` where no message stands in it.
    pub(super) fn of(page: impl Read) -> io::Result<Option<Self>> {
        let mut looking = Looking::default();
        let mut tokens = Tokens::new(page.take(LOOKED_AT));
        while let Some(token) = tokens.next()? {
            looking.token(token.what);
            if looking.messages >= ENOUGH {
                break;
            }
        }
        Ok(looking.learned())
    }

    /// Whether a message begins with this tag.
    pub(super) fn begins(&self, name: &str, attributes: &Attributes, depth: usize) -> bool {
        let class = class_of(attributes);
        self.begins.iter().any(|b| {
            // Where a tag is missing all that follows lies deeper: then the class tells.
            b.name == name && b.class == class && (b.depth == depth || !class.is_empty())
        })
    }

    /// A text as it was written, and whether it had to be set right.
    pub(super) fn right(&self, text: String) -> (String, bool) {
        match letters::repair(&text).filter(|_| self.mangled) {
            Some(right) => (right, true),
            None => (text, false),
        }
    }
}

fn class_of(attributes: &Attributes) -> &str {
    attributes
        .iter()
        .find(|(name, _)| name == "class")
        .map_or("", |(_, class)| class)
}

/// An element that is open.
#[derive(Default)]
struct Open {
    name: String,
    class: String,
    /// What its first child says, once there is one.
    first: Option<String>,
    /// What the last of its children that say anything says.
    last: String,
    children: u32,
    /// All that was said in it so far, as far as it is kept.
    text: String,
    /// Something stands in it beside its children.
    own: bool,
}

#[derive(Default)]
struct Looking {
    open: Vec<Open>,
    deeper: usize,
    /// What messages may begin with, and in which elements those stood.
    found: BTreeMap<Begins, BTreeSet<(String, String)>>,
    messages: usize,
    dates: Vec<String>,
    title: Option<String>,
    mangled: u32,
    right: u32,
}

impl Looking {
    fn token(&mut self, what: What) {
        match what {
            What::Open { void: true, .. } | What::Other => {}
            What::Open { .. } if self.open.len() >= DEPTH => self.deeper += 1,
            What::Open {
                name, attributes, ..
            } => self.open.push(Open {
                name,
                class: class_of(&attributes).to_owned(),
                ..Open::default()
            }),
            What::Close(_) if self.deeper > 0 => self.deeper -= 1,
            What::Close(name) => {
                if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
                    while self.open.len() > at {
                        self.close();
                    }
                }
            }
            What::Text(text) => self.text(&text),
        }
    }

    fn text(&mut self, text: &str) {
        if !text.is_ascii() {
            match letters::repair(text) {
                Some(_) => self.mangled += 1,
                None => self.right += 1,
            }
        }
        if let Some(open) = self.open.last_mut() {
            open.own |= !text.trim().is_empty();
            keep(&mut open.text, text);
        }
    }

    fn close(&mut self) {
        let Some(closed) = self.open.pop() else {
            return;
        };
        if closed.name == "title" && self.title.is_none() {
            self.title = Some(closed.text.trim().to_owned()).filter(|t| !t.is_empty());
        }
        if closed.is_message() {
            let begins = Begins {
                depth: self.open.len(),
                name: closed.name.clone(),
                class: closed.class.clone(),
            };
            let around = self.open.last();
            let around = around.map(|o| (o.name.clone(), o.class.clone()));
            self.found.entry(begins).or_default().extend(around);
            self.messages += 1;
            self.dates.push(closed.last.clone());
        }
        let Some(parent) = self.open.last_mut() else {
            return;
        };
        if matches!(closed.name.as_str(), "script" | "style" | "head") {
            return;
        }
        parent.children += 1;
        let says = !closed.text.trim().is_empty();
        if parent.first.is_none() {
            parent.first = Some(closed.text.clone());
        }
        // Two elements side by side are two things said, never one.
        keep(&mut parent.text, "\n");
        keep(&mut parent.text, &closed.text);
        keep(&mut parent.text, "\n");
        if says {
            parent.last = closed.text;
        }
    }

    fn learned(mut self) -> Option<Learned> {
        while !self.open.is_empty() {
            self.close();
        }
        let outermost = self.found.keys().next()?.depth;
        self.found.retain(|b, _| b.depth == outermost);
        let all: BTreeSet<(String, String)> = self
            .found
            .keys()
            .map(|b| (b.name.clone(), b.class.clone()))
            .collect();
        // Where a tag is missing, a part of one message may look like a whole.
        let inside_another = |b: &Begins, around: &BTreeSet<(String, String)>| {
            let itself = (b.name.clone(), b.class.clone());
            around.iter().any(|a| *a != itself && all.contains(a))
        };
        let begins: Vec<Begins> = self
            .found
            .iter()
            .filter(|(b, around)| !inside_another(b, around))
            .map(|(b, _)| b.clone())
            .collect();
        let mut languages = Languages::ALL;
        for date in &self.dates {
            languages.narrow(date);
        }
        let asks = self
            .dates
            .iter()
            .any(|d| matches!(dates::read(d, languages), Some(Date::Numbers { .. })));
        Some(Learned {
            begins,
            languages,
            mangled: self.right == 0 && self.mangled > 0,
            title: self.title,
            asks,
        })
    }
}

impl Open {
    fn is_message(&self) -> bool {
        let first = self.first.as_deref().unwrap_or_default();
        self.children >= 2
            && !self.own
            && !first.trim().is_empty()
            && dates::read(&self.last, Languages::ALL).is_some()
    }
}

fn keep(kept: &mut String, text: &str) {
    // One more than is kept, so that what was cut is no date.
    let room = (KEPT + 1).saturating_sub(kept.chars().count());
    kept.extend(text.chars().take(room));
}
