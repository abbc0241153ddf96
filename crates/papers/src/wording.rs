//! The wording of a letter: words with named gaps, as data (`templates/NAME/wording.toml`).
//!
//! Parsed and checked once; what [`Wording::parse`] returns can be filled without failing.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A letter must not tell its reader that anybody keeps account of what they do.
const NEVER_SAID: [&str; 5] = ["standfast", "a log ", "logged", "dossier", "diary"];

/// A gap of a letter: something that the wording needs and the caller may know.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct GapSpec {
    /// Name, in lower case with hyphens (`practice-address`).
    pub name: String,
    /// What a person is asked for.
    pub asks: String,
    /// Whether the letter is whole without it: then the paragraph that needs it is left out.
    #[serde(default)]
    pub optional: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Wording {
    pub name: String,
    pub version: String,
    pub purpose: String,
    pub signer: String,
    /// Settings of a case that its words fit: only a GP practice has a list of patients.
    pub settings: Vec<String>,
    /// Parts that no rewording may leave out.
    pub parts: Vec<String>,
    #[serde(rename = "gap")]
    pub gaps: Vec<GapSpec>,
    pub letter: Words,
    pub message: Option<Message>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Words {
    pub title: String,
    pub author: String,
    pub head: String,
    pub head_line: String,
    pub to: String,
    pub greeting: String,
    pub about: String,
    pub opening: Vec<String>,
    pub closing: Vec<String>,
    pub sign_off: String,
    pub signed: String,
    pub foot: String,
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Section {
    pub part: String,
    pub heading: String,
    pub text: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Message {
    pub text: Vec<String>,
}

impl Wording {
    /// Reads a wording and checks that it can be used: name, parts, gaps, and what a letter never says.
    ///
    /// # Errors
    /// One sentence for a person who edits the file.
    pub(crate) fn parse(name: &str, toml: &str) -> Result<Self, String> {
        let wording: Self =
            toml::from_str(toml).map_err(|e| e.to_string().trim_end().to_owned())?;
        if wording.name != name {
            return Err(format!(
                "it says name = \"{}\"; it stands in the folder \"{name}\"",
                wording.name
            ));
        }
        wording.has_parts(&wording.parts)?;
        for text in wording.texts() {
            for piece in pieces(text)? {
                if let Piece::Gap(gap) = piece
                    && !wording.gaps.iter().any(|spec| spec.name == gap)
                {
                    return Err(format!("{{{gap}}} is used but no [[gap]] has this name"));
                }
            }
            let lower = text.to_lowercase();
            if let Some(word) = NEVER_SAID.iter().find(|word| lower.contains(*word)) {
                return Err(format!(
                    "a letter must not say \"{}\": it would tell that notes are kept",
                    word.trim()
                ));
            }
        }
        Ok(wording)
    }

    /// Whether each of these parts is there and says something.
    pub(crate) fn has_parts(&self, parts: &[String]) -> Result<(), String> {
        for part in parts {
            let says = self.letter.sections.iter().any(|s| {
                s.part == *part
                    && !s.heading.trim().is_empty()
                    && s.text.iter().any(|t| !t.trim().is_empty())
            });
            if !says {
                return Err(format!(
                    "the part \"{part}\" is missing or empty; this letter must have it"
                ));
            }
        }
        Ok(())
    }

    fn texts(&self) -> impl Iterator<Item = &String> {
        let w = &self.letter;
        [
            &w.title,
            &w.author,
            &w.head,
            &w.head_line,
            &w.to,
            &w.greeting,
            &w.about,
            &w.sign_off,
            &w.signed,
            &w.foot,
        ]
        .into_iter()
        .chain(&w.opening)
        .chain(&w.closing)
        .chain(
            w.sections
                .iter()
                .flat_map(|s| s.text.iter().chain([&s.heading])),
        )
        .chain(self.message.iter().flat_map(|m| &m.text))
    }
}

/// Fills gaps, and remembers which stayed open, in the order of their first use.
pub(crate) struct Filling<'a> {
    wording: &'a Wording,
    fields: &'a BTreeMap<String, String>,
    open: Vec<&'a GapSpec>,
}

impl<'a> Filling<'a> {
    pub(crate) fn new(wording: &'a Wording, fields: &'a BTreeMap<String, String>) -> Self {
        Self {
            wording,
            fields,
            open: Vec::new(),
        }
    }

    /// The gaps that were shown and not filled.
    pub(crate) fn open(&self) -> &[&'a GapSpec] {
        &self.open
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
                    None => {
                        out.push_str(&shown(name));
                        self.note(name);
                    }
                },
            }
        }
        out
    }

    /// Paragraphs with gaps filled; one that needs an optional gap which is not known is left out.
    pub(crate) fn paragraphs(&mut self, texts: &[String]) -> Vec<String> {
        let mut out = Vec::new();
        for text in texts {
            if !self.lacks_optional(text) {
                out.push(self.line(text));
            }
        }
        out
    }

    fn known(&self, name: &str) -> Option<&'a String> {
        self.fields
            .get(name)
            .filter(|value| !value.trim().is_empty())
    }

    fn lacks_optional(&self, text: &str) -> bool {
        pieces(text)
            .unwrap_or_default()
            .iter()
            .any(|piece| match piece {
                Piece::Words(_) => false,
                Piece::Gap(name) => {
                    self.known(name).is_none()
                        && self
                            .wording
                            .gaps
                            .iter()
                            .any(|spec| spec.name == *name && spec.optional)
                }
            })
    }

    fn note(&mut self, name: &str) {
        if !self.open.iter().any(|spec| spec.name == name) {
            self.open
                .extend(self.wording.gaps.iter().find(|spec| spec.name == name));
        }
    }
}

/// How an open gap stands in a draft.
pub(crate) fn shown(name: &str) -> String {
    format!("[{}]", name.replace('-', " "))
}

enum Piece<'t> {
    Words(&'t str),
    Gap(&'t str),
}

fn pieces(text: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((words, after)) = rest.split_once('{') {
        let (gap, tail) = after
            .split_once('}')
            .ok_or_else(|| format!("a brace is opened and not closed in \"{text}\""))?;
        pieces.push(Piece::Words(words));
        pieces.push(Piece::Gap(gap));
        rest = tail;
    }
    if rest.contains('}') {
        return Err(format!(
            "a brace is closed and was not opened in \"{text}\""
        ));
    }
    pieces.push(Piece::Words(rest));
    Ok(pieces)
}
