//! Filling the gaps of a wording for one place, and remembering what stayed open.

use std::collections::BTreeMap;

use crate::gap::{GapSpec, Place};
use crate::pieces::{Piece, pieces};
use crate::wording::{Paragraph, Wording};

/// A piece of a filled letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    /// A paragraph.
    Text(String),
    /// An item of a list; those that follow each other make one.
    Item(String),
    /// Something to tick.
    Check(String),
    /// Lines to write on.
    Lines(usize),
    /// A table to write in.
    Table(Vec<String>, usize),
    /// Where the account stands.
    Account,
}

/// Fills gaps, and remembers which stayed open, in the order of their first use.
pub(crate) struct Filling<'a> {
    wording: &'a Wording,
    fields: &'a BTreeMap<String, String>,
    place: &'a Place,
    draft: bool,
    open: Vec<&'a GapSpec>,
    names_removal: bool,
}

impl<'a> Filling<'a> {
    pub(crate) fn new(
        wording: &'a Wording,
        fields: &'a BTreeMap<String, String>,
        place: &'a Place,
        draft: bool,
    ) -> Self {
        Self {
            wording,
            fields,
            place,
            draft,
            open: Vec::new(),
            names_removal: false,
        }
    }

    /// The gaps that were shown and not filled.
    pub(crate) fn open(&self) -> &[&'a GapSpec] {
        &self.open
    }

    /// Whether a paragraph that names removal stood.
    pub(crate) fn names_removal(&self) -> bool {
        self.names_removal
    }

    /// The text with its gaps filled; an open one stands as `[practice address]`.
    pub(crate) fn line(&mut self, text: &str) -> String {
        // The wording was checked when it was parsed, so that braces match here.
        let Ok(pieces) = pieces(text) else {
            return text.to_owned();
        };
        let mut out = String::new();
        for piece in pieces {
            match piece {
                Piece::Words(words) => out.push_str(words),
                Piece::Gap(name) => match self.known(name) {
                    Some(value) => out.push_str(value),
                    None if self.is_optional(name) => {}
                    None => {
                        out.push_str(&shown(name));
                        self.note(name);
                    }
                },
            }
        }
        out
    }

    /// Lines of a head or address: one that needs an optional gap which is not known is left out.
    pub(crate) fn lines(&mut self, text: &str) -> String {
        let lines: Vec<String> = text
            .split('\n')
            .filter(|line| !self.lacks_optional(line))
            .map(str::to_owned)
            .collect();
        lines
            .iter()
            .map(|line| self.line(line))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// What stands in this place, with gaps filled; a paragraph that needs an optional gap which is not known is left
    /// out, and one that stands or falls with a choice that was answered no.
    pub(crate) fn blocks(&mut self, paragraphs: &[Paragraph]) -> Vec<Block> {
        let mut out = Vec::new();
        for Paragraph(p) in paragraphs {
            let chosen = p.when.as_deref().is_none_or(|choice| !self.says_no(choice))
                && p.unless
                    .as_deref()
                    .is_none_or(|choice| self.says_no(choice));
            let stands = p.fits(self.place) && (self.draft || !p.draft);
            if !stands || !chosen || self.lacks_optional(&p.text) {
                continue;
            }
            self.names_removal |= p.names_removal;
            if p.account {
                out.push(Block::Account);
            }
            if !p.text.is_empty() {
                let text = self.line(&p.text);
                out.push(if let Some(item) = text.strip_prefix("- ") {
                    Block::Item(item.to_owned())
                } else if let Some(item) = text.strip_prefix("[] ") {
                    Block::Check(item.to_owned())
                } else {
                    Block::Text(text)
                });
            }
            if p.lines > 0 {
                out.push(Block::Lines(p.lines));
            }
            if !p.columns.is_empty() {
                let heads = p.columns.iter().map(|head| self.line(head)).collect();
                out.push(Block::Table(heads, p.rows));
            }
        }
        out
    }

    fn spec(&self, name: &str) -> Option<&'a GapSpec> {
        self.wording.gaps.iter().find(|spec| spec.name == name)
    }

    /// What was given, else what is known in this place.
    pub(crate) fn known(&self, name: &str) -> Option<&'a str> {
        self.fields
            .get(name)
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
            .or_else(|| self.spec(name)?.known(self.place))
    }

    fn says_no(&self, choice: &str) -> bool {
        self.known(choice)
            .is_some_and(|said| said.eq_ignore_ascii_case("no"))
    }

    fn is_optional(&self, name: &str) -> bool {
        self.spec(name).is_some_and(|spec| spec.optional)
    }

    fn lacks_optional(&self, text: &str) -> bool {
        pieces(text)
            .unwrap_or_default()
            .iter()
            .any(|piece| match piece {
                Piece::Words(_) => false,
                Piece::Gap(name) => self.known(name).is_none() && self.is_optional(name),
            })
    }

    fn note(&mut self, name: &str) {
        if !self.open.iter().any(|spec| spec.name == name) {
            self.open.extend(self.spec(name));
        }
    }
}

/// How an open gap stands in a draft.
pub(crate) fn shown(name: &str) -> String {
    format!("[{}]", name.replace('-', " "))
}
