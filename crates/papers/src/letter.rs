//! Letters: a draft as PDF and as text, from a template's wording and the fields that the caller knows.
//!
//! Nothing is ever printed as sent: a person approves and sends. Neither the page nor the file's own data says that
//! a log exists or what program wrote the letter. Times and dates are as in letters ("20 February 2026").

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::error::PaperError;
use crate::plain::Page;
use crate::press::{self, Job, Pdf};
use crate::template::TemplateSet;
use crate::wording::{self, Filling, Wording};

const FORM: &str = include_str!("../../../templates/letter.typ");

/// A letter to be drafted.
#[derive(Clone)]
pub struct Letter {
    /// Name of the template (`warning`).
    pub template: String,
    /// Date of the letter.
    pub date: Date,
    /// What is known, by name of the gap. A letter reads only the gaps of its wording; an empty value is not known.
    pub fields: BTreeMap<String, String>,
    /// Whether a person has approved it.
    pub state: State,
    /// Whether its foot says that all of it is invented.
    pub demonstration: bool,
}

/// How far a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Prints "Draft for approval. Not sent." at its head.
    Draft,
    /// Approved by a named person: prints nothing about its state.
    Approved,
}

/// A drafted letter.
#[derive(Clone)]
pub struct Drafted {
    /// The letter on paper.
    pub pdf: Pdf,
    /// The same as text, lines of at most 72 letters.
    pub text: String,
    /// The same in a few lines, where the template has such a form; not wrapped, to be pasted.
    pub message: Option<String>,
    /// What a person must still fill in, in the order in which it is met; empty when the letter is whole.
    pub gaps: Vec<Gap>,
}

impl std::fmt::Debug for Drafted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Drafted({:?}, {} gaps)", self.pdf, self.gaps.len())
    }
}

/// An open gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Its name, as in `fields`.
    pub name: String,
    /// How it stands in the draft (`[practice address]`).
    pub shown: String,
    /// What is asked for.
    pub asks: String,
}

/// Drafts a letter.
///
/// # Errors
/// [`PaperError::NoTemplate`], or [`PaperError::Made`] where the PDF could not be set.
pub fn letter(input: &Letter, templates: &TemplateSet) -> Result<Drafted, PaperError> {
    let wording = templates.wording(&input.template)?;
    let mut filling = Filling::new(wording, &input.fields);
    let words = Filled::new(wording, &mut filling);
    let message = wording
        .message
        .as_ref()
        .map(|m| filling.paragraphs(&m.text).join("\n\n"))
        .map(|text| crate::characters::for_text(&text));
    let gaps: Vec<Gap> = filling
        .open()
        .iter()
        .map(|spec| Gap {
            name: spec.name.clone(),
            shown: wording::shown(&spec.name),
            asks: spec.asks.clone(),
        })
        .collect();
    let day = words_of(input.date);
    let pdf = press::print(Job {
        document: &format!("the letter \"{}\"", input.template),
        form: FORM,
        date: input.date,
        data: words.for_form(input, &day, &gaps),
        pictures: Vec::new(),
    })?;
    Ok(Drafted {
        pdf,
        text: words.as_text(input, &day),
        message,
        gaps,
    })
}

/// `20 February 2026`.
fn words_of(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// A wording with its gaps filled.
struct Filled {
    title: String,
    author: String,
    head: String,
    head_line: String,
    to: String,
    greeting: String,
    about: String,
    opening: Vec<String>,
    sections: Vec<(String, Vec<String>)>,
    closing: Vec<String>,
    sign_off: String,
    signed: String,
    foot: String,
}

impl Filled {
    fn new(wording: &Wording, filling: &mut Filling<'_>) -> Self {
        let w = &wording.letter;
        // In the order of the page, so that open gaps are listed as a reader meets them.
        Self {
            head: filling.line(&w.head),
            head_line: filling.line(&w.head_line),
            to: filling.line(&w.to),
            greeting: filling.line(&w.greeting),
            about: filling.line(&w.about),
            opening: filling.paragraphs(&w.opening),
            sections: w
                .sections
                .iter()
                .map(|s| (filling.line(&s.heading), filling.paragraphs(&s.text)))
                .filter(|(_, text)| !text.is_empty())
                .collect(),
            closing: filling.paragraphs(&w.closing),
            sign_off: filling.line(&w.sign_off),
            signed: filling.line(&w.signed),
            foot: filling.line(&w.foot),
            title: filling.line(&w.title),
            author: filling.line(&w.author),
        }
    }

    fn for_form(&self, input: &Letter, day: &str, gaps: &[Gap]) -> Value {
        let sections: Vec<Value> = self
            .sections
            .iter()
            .map(|(heading, text)| json!({"heading": heading, "blocks": blocks(text)}))
            .collect();
        let date = input.date;
        json!({
            "title": self.title,
            "author": self.author,
            "day": {"year": date.year(), "month": date.month(), "day": date.day()},
            "date": day,
            "head": self.head,
            "head-line": self.head_line,
            "to": self.to,
            "greeting": self.greeting,
            "about": self.about,
            "opening": blocks(&self.opening),
            "sections": sections,
            "closing": blocks(&self.closing),
            "sign-off": self.sign_off,
            "signed": self.signed,
            "foot": self.foot,
            "draft": input.state == State::Draft,
            "demonstration": input.demonstration,
            "gaps": gaps.iter().map(|gap| gap.shown.as_str()).collect::<Vec<_>>(),
        })
    }

    fn as_text(&self, input: &Letter, day: &str) -> String {
        let mut page = Page::default();
        if input.demonstration {
            page.paragraph("DEMONSTRATION: every person and event is invented.");
        }
        if input.state == State::Draft {
            page.paragraph("DRAFT for approval. Not sent.");
        }
        page.paragraph(&self.head);
        page.hanging("", &self.head_line);
        for part in [&self.to, day, &self.greeting] {
            page.paragraph(part);
        }
        page.heading(&self.about);
        text_blocks(&mut page, &self.opening);
        for (heading, text) in &self.sections {
            page.heading(heading);
            text_blocks(&mut page, text);
        }
        page.gap();
        text_blocks(&mut page, &self.closing);
        page.paragraph(&self.sign_off);
        page.paragraph(&self.signed);
        page.finish()
    }
}

/// Paragraphs, and list items gathered to lists, as the form takes them.
fn blocks(texts: &[String]) -> Vec<Value> {
    let mut blocks: Vec<Value> = Vec::new();
    let mut items: Vec<&str> = Vec::new();
    for text in texts {
        match text.strip_prefix("- ") {
            Some(item) => items.push(item),
            None => {
                if !items.is_empty() {
                    blocks.push(json!({"kind": "list", "items": std::mem::take(&mut items)}));
                }
                blocks.push(json!({"kind": "paragraph", "text": text}));
            }
        }
    }
    if !items.is_empty() {
        blocks.push(json!({"kind": "list", "items": items}));
    }
    blocks
}

fn text_blocks(page: &mut Page, texts: &[String]) {
    for text in texts {
        match text.strip_prefix("- ") {
            Some(item) => {
                page.gap();
                page.hanging("- ", item);
            }
            None => page.paragraph(text),
        }
    }
}
