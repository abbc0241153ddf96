//! The wording of a letter or sheet: words with named gaps, as data (`templates/NAME/wording.toml`).
//!
//! Parsed and checked once; what [`Wording::parse`] returns can be filled without failing (see `filling`).

use std::collections::BTreeMap;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::gap::{GapSpec, Place, fits};
use crate::pieces::{Piece, pieces};
use crate::words::Words as Lists;

/// Who reads a letter: decides what may stand in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reader {
    /// The patient or whoever else it is about: never learns that notes are kept.
    Subject,
    /// The practice manager or a partner.
    Manager,
    /// Colleagues and reception: the rule, never the reason.
    Colleagues,
    /// Whoever keeps the list of patients for the state.
    Commissioner,
    /// The police.
    Police,
    /// The defence organisation's adviser.
    DefenceOrganisation,
    /// The clinician alone.
    Clinician,
}

impl Reader {
    /// The word in templates.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Reader::Subject => "subject",
            Reader::Manager => "manager",
            Reader::Colleagues => "colleagues",
            Reader::Commissioner => "commissioner",
            Reader::Police => "police",
            Reader::DefenceOrganisation => "defence-organisation",
            Reader::Clinician => "clinician",
        }
    }
}

/// What sending a letter writes to the record.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Sent {
    /// The measure, a word of the closed list or `other: a word`.
    pub measure: String,
    /// What the measure says.
    pub words: String,
    /// Whether the copy goes to readers outside unless somebody decides otherwise; else it is the clinician's own.
    pub open: bool,
}

/// The form on which it is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Form {
    /// With an address, for an envelope.
    #[default]
    Letter,
    /// A sheet to be read, ticked or written on.
    Sheet,
    /// Numbered paragraphs that a witness reads, corrects and signs.
    Statement,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Wording {
    pub name: String,
    pub version: String,
    pub purpose: String,
    pub signer: String,
    #[serde(default)]
    pub form: Form,
    pub reader: Reader,
    /// Settings of a case that its words fit: only a GP practice has a list of patients.
    pub settings: Vec<String>,
    /// Places whose law its words fit; none named: any.
    #[serde(default)]
    pub jurisdictions: Vec<String>,
    /// It asks for the person to be taken off a list.
    #[serde(default)]
    pub removes: bool,
    /// Given as a text document too.
    #[serde(default)]
    pub docx: bool,
    /// Parts that no rewording may leave out.
    pub parts: Vec<String>,
    pub sent: Option<Sent>,
    #[serde(rename = "gap", default)]
    pub gaps: Vec<GapSpec>,
    pub letter: Words,
    pub message: Option<Message>,
    #[serde(rename = "account", default)]
    pub accounts: Vec<Sentences>,
    /// What one and what several of a channel are called in an account: `letter = ["a letter", "letters"]`.
    #[serde(default)]
    pub channels: BTreeMap<String, [String; 2]>,
    /// How platforms are written: `whatsapp = "WhatsApp"`.
    #[serde(default)]
    pub platforms: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Words {
    pub title: String,
    pub author: String,
    pub head: String,
    #[serde(default)]
    pub head_line: String,
    #[serde(default)]
    pub to: String,
    #[serde(default)]
    pub greeting: String,
    pub about: String,
    #[serde(default)]
    pub opening: Vec<Paragraph>,
    #[serde(default)]
    pub closing: Vec<Paragraph>,
    #[serde(default)]
    pub sign_off: String,
    #[serde(default)]
    pub signed: String,
    pub foot: String,
    #[serde(rename = "section", default)]
    pub sections: Vec<Section>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Section {
    pub part: String,
    pub heading: String,
    pub text: Vec<Paragraph>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Message {
    pub text: Vec<Paragraph>,
}

/// A paragraph: its text alone, or a table that says where it stands and what besides text it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paragraph(pub Placed);

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Placed {
    pub text: String,
    pub jurisdictions: Vec<String>,
    pub settings: Vec<String>,
    /// The choice that it stands or falls with.
    pub when: Option<String>,
    /// The choice that it stands with when the answer is no.
    pub unless: Option<String>,
    /// It stands in drafts only.
    pub draft: bool,
    /// It names the risk of removal from the list, with its reason.
    pub names_removal: bool,
    /// So many lines to write on, below its text.
    pub lines: usize,
    /// A table to write in: the heads of its columns, and how many rows.
    pub columns: Vec<String>,
    pub rows: usize,
    /// Here stand the paragraphs of the account.
    pub account: bool,
}

impl<'de> Deserialize<'de> for Paragraph {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Paragraph;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a paragraph: a text, or a table with its text")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Paragraph, E> {
                Ok(Paragraph(Placed {
                    text: text.to_owned(),
                    ..Placed::default()
                }))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Paragraph, A::Error> {
                Placed::deserialize(MapAccessDeserializer::new(map)).map(Paragraph)
            }
        }
        from.deserialize_any(Either)
    }
}

/// How one kind of entry is told in a statement: sentences, each of which falls away if it lacks a value.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Sentences {
    /// Channels and measures that it fits; none named: all that no other fits.
    #[serde(default)]
    pub of: Vec<String>,
    /// Who it came from; nothing named: anybody.
    pub from: Option<String>,
    pub says: Vec<String>,
    /// What the witness is asked.
    pub asks: Option<String>,
}

/// Values that the sentences of an account may use.
pub(crate) const TOLD: [&str; 11] = [
    "when", "then", "channel", "platform", "place", "quoted", "words", "effect", "reply",
    "exhibits", "written",
];

impl Wording {
    /// Reads a wording and checks that it can be used: name, parts, gaps, and what a letter never says.
    ///
    /// # Errors
    /// One sentence for a person who edits the file.
    pub(crate) fn parse(name: &str, toml: &str, lists: &Lists) -> Result<Self, String> {
        let wording: Self =
            toml::from_str(toml).map_err(|e| e.to_string().trim_end().to_owned())?;
        if wording.name != name {
            return Err(format!(
                "it says name = \"{}\"; it stands in the folder \"{name}\"",
                wording.name
            ));
        }
        for (text, key) in [
            (&wording.letter.title, "title"),
            (&wording.letter.about, "about"),
        ] {
            if text.trim().is_empty() {
                return Err(format!("[letter] {key} is empty"));
            }
        }
        wording.has_parts(&wording.parts)?;
        wording.has_gaps()?;
        for (at, sentences) in wording.accounts.iter().enumerate() {
            for text in &sentences.says {
                for piece in pieces(text)? {
                    if let Piece::Gap(gap) = piece
                        && !TOLD.contains(&gap)
                        && !wording.gaps.iter().any(|spec| spec.name == gap)
                    {
                        return Err(format!(
                            "[[account]] {}: {{{gap}}} is nothing that an entry tells",
                            at + 1
                        ));
                    }
                }
            }
        }
        // A letter must not tell whoever it is about that anybody keeps account of what they do.
        for text in wording.texts() {
            if let Some(found) = lists.betrays(text, wording.reader) {
                return Err(format!(
                    "a letter must not say \"{found}\": it would tell that notes are kept"
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
                    && s.text.iter().any(|t| !t.0.is_blank())
            });
            if !says {
                return Err(format!(
                    "the part \"{part}\" is missing or empty; this letter must have it"
                ));
            }
        }
        Ok(())
    }

    /// Whether a rewording keeps what decides who reads it and what follows from sending it.
    pub(crate) fn keeps(&self, built_in: &Wording) -> Result<(), String> {
        let named = |w: &Wording| {
            w.letter
                .sections
                .iter()
                .flat_map(|s| &s.text)
                .any(|p| p.0.names_removal)
        };
        for (kept, what) in [
            (self.form == built_in.form, "form"),
            (self.reader == built_in.reader, "reader"),
            (self.removes == built_in.removes, "removes"),
            (self.sent == built_in.sent, "[sent]"),
            (named(self) == named(built_in), "names-removal"),
            (
                self.settings == built_in.settings && self.jurisdictions == built_in.jurisdictions,
                "settings and jurisdictions",
            ),
        ] {
            if !kept {
                return Err(format!(
                    "a rewording cannot change \"{what}\"; take it over from the built-in letter"
                ));
            }
        }
        self.has_parts(&built_in.parts)
    }

    fn has_gaps(&self) -> Result<(), String> {
        let spec = |name: &str| self.gaps.iter().find(|spec| spec.name == name);
        for text in self.texts() {
            for piece in pieces(text)? {
                if let Piece::Gap(gap) = piece {
                    match spec(gap) {
                        None => {
                            return Err(format!("{{{gap}}} is used but no [[gap]] has this name"));
                        }
                        Some(spec) if spec.choice => {
                            return Err(format!("{{{gap}}} is a choice and cannot be printed"));
                        }
                        Some(_) => {}
                    }
                }
            }
        }
        for paragraph in self.paragraphs() {
            let (when, unless) = (&paragraph.0.when, &paragraph.0.unless);
            if let Some(choice) = when.as_ref().or(unless.as_ref())
                && !spec(choice).is_some_and(|spec| spec.choice)
            {
                return Err(format!(
                    "the choice \"{choice}\" is used but no [[gap]] with choice = true has this name"
                ));
            }
        }
        Ok(())
    }

    fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        let w = &self.letter;
        w.opening
            .iter()
            .chain(&w.closing)
            .chain(w.sections.iter().flat_map(|s| &s.text))
            .chain(self.message.iter().flat_map(|m| &m.text))
    }

    /// Everything that it can print.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &String> {
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
        .chain(w.sections.iter().map(|s| &s.heading))
        .chain(
            self.paragraphs()
                .flat_map(|p| p.0.columns.iter().chain([&p.0.text])),
        )
        .chain(self.gaps.iter().flat_map(GapSpec::all_known))
    }
}

impl Placed {
    /// Whether it stands in this place.
    pub(crate) fn fits(&self, place: &Place) -> bool {
        fits(&self.jurisdictions, &self.settings, place)
    }

    fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.lines == 0 && self.columns.is_empty() && !self.account
    }
}
