//! Letters and sheets: as PDF, as text and where a practice sends it as a text document, from a template's wording and
//! the fields that the caller knows.
//!
//! Nothing is ever printed as sent or signed: a person approves, signs and sends. Neither the page nor the file's own
//! data says that a log exists or what program wrote the letter. Times and dates are as in letters ("20 February 2026").

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::account::{self, Paragraph, Told};
use crate::docx;
use crate::error::PaperError;
use crate::filling::{self, Block, Filling};
use crate::gap::Place;
use crate::plain::Page;
use crate::press::{self, Job, Pdf};
use crate::template::TemplateSet;
use crate::wording::{Form, Reader, Wording};

const LETTER: &str = include_str!("../../../templates/letter.typ");
const SHEET: &str = include_str!("../../../templates/sheet.typ");
const STATEMENT: &str = include_str!("../../../templates/statement.typ");

/// A letter to be drafted.
#[derive(Clone)]
pub struct Letter {
    /// Name of the template (`warning`).
    pub template: String,
    /// Date of the letter.
    pub date: Date,
    /// Which law, and where the clinician works.
    pub place: Place,
    /// What is known, by name of the gap. A letter reads only the gaps of its wording; an empty value is not known.
    pub fields: BTreeMap<String, String>,
    /// What a statement tells, in order; letters have none.
    pub account: Vec<Told>,
    /// Whether a person has approved it.
    pub state: State,
    /// Whether its foot says that all of it is invented.
    pub demonstration: bool,
}

/// How far a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Prints "Draft for approval. Not sent." at its head; a statement shows its entries and asks its questions.
    Draft,
    /// Approved by a named person: prints nothing about its state. A statement stays a draft until it is signed.
    Approved,
}

/// A drafted letter.
#[derive(Clone)]
pub struct Drafted {
    /// The letter on paper.
    pub pdf: Pdf,
    /// The same as a text document (OOXML), for letters that a practice finishes in its own way.
    pub docx: Option<Vec<u8>>,
    /// The same as text, lines of at most 72 letters.
    pub text: String,
    /// The same in a few lines, where the template has such a form; not wrapped, to be pasted.
    pub message: Option<String>,
    /// What it says, without address and signature: what the lists of words look through.
    pub body: String,
    /// What a person must still fill in, in the order in which it is met; empty when the letter is whole.
    pub gaps: Vec<Gap>,
    /// Whether it names the risk of removal from the list, with the reason.
    pub names_removal: bool,
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
/// [`PaperError::NoTemplate`], or [`PaperError::Made`] where the PDF or the text document could not be set.
pub fn letter(input: &Letter, templates: &TemplateSet) -> Result<Drafted, PaperError> {
    let wording = templates.wording(&input.template)?;
    let document = format!("the letter \"{}\"", input.template);
    let draft = input.state == State::Draft;
    let mut filling = Filling::new(wording, &input.fields, &input.place, draft);
    let words = Filled::new(wording, input, &mut filling);
    let message = wording
        .message
        .as_ref()
        .map(|m| texts(&filling.blocks(&m.text)).join("\n\n"))
        .map(|text| crate::characters::for_text(&text));
    let gaps: Vec<Gap> = filling
        .open()
        .iter()
        .map(|spec| Gap {
            name: spec.name.clone(),
            shown: filling::shown(&spec.name),
            asks: spec.asks.clone(),
        })
        .collect();
    let day = words_of(input.date);
    let form = match wording.form {
        Form::Letter => LETTER,
        Form::Sheet => SHEET,
        Form::Statement => STATEMENT,
    };
    let pdf = press::print(Job {
        document: &document,
        form,
        date: input.date,
        data: words.for_form(input, &day, &gaps),
        pictures: Vec::new(),
    })?;
    let docx = wording
        .docx
        .then(|| docx::written(&words, input, &day, &gaps))
        .transpose()
        .map_err(|cause| PaperError::Made { document, cause })?;
    Ok(Drafted {
        pdf,
        docx,
        text: words.as_text(input, &day),
        message,
        body: words.body(),
        gaps,
        names_removal: filling.names_removal(),
    })
}

/// `20 February 2026`.
fn words_of(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// A wording with its gaps filled.
pub(crate) struct Filled {
    pub(crate) form: Form,
    /// What is for the clinician's own eyes needs nobody's approval.
    own: bool,
    pub(crate) title: String,
    pub(crate) author: String,
    pub(crate) head: String,
    pub(crate) head_line: String,
    pub(crate) to: String,
    pub(crate) greeting: String,
    pub(crate) about: String,
    pub(crate) opening: Vec<Block>,
    pub(crate) sections: Vec<(String, Vec<Block>)>,
    pub(crate) closing: Vec<Block>,
    pub(crate) sign_off: String,
    pub(crate) signed: String,
    pub(crate) foot: String,
    account: Vec<Paragraph>,
}

impl Filled {
    fn new(wording: &Wording, input: &Letter, filling: &mut Filling<'_>) -> Self {
        let w = &wording.letter;
        // In the order of the page, so that open gaps are listed as a reader meets them.
        Self {
            form: wording.form,
            own: wording.reader == Reader::Clinician,
            head: filling.line(&w.head),
            head_line: filling.lines(&w.head_line),
            to: filling.lines(&w.to),
            greeting: filling.line(&w.greeting),
            about: filling.line(&w.about),
            opening: filling.blocks(&w.opening),
            sections: w
                .sections
                .iter()
                .map(|s| (filling.line(&s.heading), filling.blocks(&s.text)))
                .filter(|(_, text)| !text.is_empty())
                .collect(),
            account: account::told(wording, &input.account, filling),
            closing: filling.blocks(&w.closing),
            sign_off: filling.line(&w.sign_off),
            signed: filling.lines(&w.signed),
            foot: filling.line(&w.foot),
            title: filling.line(&w.title),
            author: filling.line(&w.author),
        }
    }

    fn for_form(&self, input: &Letter, day: &str, gaps: &[Gap]) -> Value {
        let draft = input.state == State::Draft;
        let blocks = |blocks: &[Block]| self.blocks(blocks, draft);
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
            "draft": draft && !self.own,
            "demonstration": input.demonstration,
            "gaps": gaps.iter().map(|gap| gap.shown.as_str()).collect::<Vec<_>>(),
        })
    }

    /// Blocks as the forms take them: items that follow each other make one list.
    fn blocks(&self, blocks: &[Block], draft: bool) -> Vec<Value> {
        let mut out: Vec<Value> = Vec::new();
        for block in blocks {
            match block {
                Block::Text(text) => out.push(json!({"kind": "paragraph", "text": text})),
                Block::Item(item) => add(&mut out, "list", item),
                Block::Check(item) => add(&mut out, "checks", item),
                Block::Lines(count) => out.push(json!({"kind": "lines", "count": count})),
                Block::Table(heads, rows) => {
                    out.push(json!({"kind": "table", "heads": heads, "rows": rows}));
                }
                Block::Account => out.push(json!({
                    "kind": "account",
                    "paragraphs": self.account.iter().map(|p| p.for_form(draft)).collect::<Vec<_>>(),
                })),
            }
        }
        out
    }

    fn as_text(&self, input: &Letter, day: &str) -> String {
        let mut page = Page::default();
        let draft = input.state == State::Draft;
        if input.demonstration {
            page.paragraph("DEMONSTRATION: every person and event is invented.");
        }
        match self.form {
            Form::Statement => page.paragraph(
                "DRAFT - not a statement until the witness has read, corrected and signed it",
            ),
            _ if draft && !self.own => page.paragraph("DRAFT for approval. Not sent."),
            _ => {}
        }
        page.paragraph(&self.head);
        if !self.head_line.is_empty() {
            page.hanging("", &self.head_line);
        }
        // A statement bears no date but the one that the witness writes.
        let day = if self.form == Form::Letter { day } else { "" };
        for part in [&self.to, day, &self.greeting] {
            if !part.is_empty() {
                page.paragraph(part);
            }
        }
        page.heading(&self.about);
        self.text_blocks(&mut page, &self.opening, draft);
        for (heading, text) in &self.sections {
            page.heading(heading);
            self.text_blocks(&mut page, text, draft);
        }
        page.gap();
        self.text_blocks(&mut page, &self.closing, draft);
        for part in [&self.sign_off, &self.signed] {
            if !part.is_empty() {
                page.paragraph(part);
            }
        }
        page.finish()
    }

    fn text_blocks(&self, page: &mut Page, blocks: &[Block], draft: bool) {
        for block in blocks {
            match block {
                Block::Text(text) => page.paragraph(text),
                Block::Item(item) => {
                    page.gap();
                    page.hanging("- ", item);
                }
                Block::Check(item) => {
                    page.gap();
                    page.hanging("[ ] ", item);
                }
                Block::Lines(count) => {
                    for _ in 0..*count {
                        page.paragraph(&"_".repeat(60));
                    }
                }
                Block::Table(heads, rows) => {
                    for _ in 0..*rows {
                        for head in heads {
                            page.paragraph(&format!("{head}: {}", "_".repeat(30)));
                        }
                    }
                }
                Block::Account => {
                    for (n, paragraph) in (1..).zip(&self.account) {
                        paragraph.as_text(page, n, draft);
                    }
                }
            }
        }
    }

    fn body(&self) -> String {
        let mut all = vec![self.about.clone()];
        all.extend(texts(&self.opening));
        for (heading, blocks) in &self.sections {
            all.push(heading.clone());
            all.extend(texts(blocks));
        }
        all.extend(texts(&self.closing));
        all.join("\n")
    }
}

/// The words of blocks.
fn texts(blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .filter_map(|block| match block {
            Block::Text(text) | Block::Item(text) | Block::Check(text) => Some(text.clone()),
            Block::Lines(_) | Block::Table(..) | Block::Account => None,
        })
        .collect()
}

/// Adds an item to the list that stands last, or begins one.
fn add(out: &mut Vec<Value>, kind: &str, item: &str) {
    let last = out
        .last_mut()
        .filter(|block| block.get("kind").and_then(Value::as_str) == Some(kind))
        .and_then(|block| block.get_mut("items"))
        .and_then(Value::as_array_mut);
    match last {
        Some(items) => items.push(Value::from(item)),
        None => out.push(json!({"kind": kind, "items": [item]})),
    }
}
