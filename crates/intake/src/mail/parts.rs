//! The parts of a message (RFC 2046): which are its words, which are files that came with it.
//!
//! One pass a level, levels limited; a message inside a message is one file and is not opened.

use std::borrow::Cow;

use super::head::Head;
use super::html;
use super::pieces::pieces;
use super::smime;
use super::transfer::{unpacked, uuencoded};
use super::words::{Structured, decode, structured};
use crate::limits;
use crate::mapi::Body;
use crate::tnef;

/// What a message holds.
#[derive(Default)]
pub(crate) struct Content {
    /// Its words, where it has any.
    pub(crate) words: Option<String>,
    /// The words were made from HTML.
    pub(crate) from_html: bool,
    /// What is formatted of it is RTF, not HTML.
    pub(crate) is_rtf: bool,
    /// HTML or RTF of it holds text that is not displayed.
    pub(crate) hidden: bool,
    /// It, or a part, is encrypted.
    pub(crate) encrypted: bool,
    /// Files.
    pub(crate) files: Vec<File>,
    /// What is wrong with parts, without their content.
    pub(crate) problems: Vec<&'static str>,
    /// `report-type` of a report, where the whole is one.
    pub(crate) report: Option<String>,
    /// The first HTML as it was written, where it was asked for.
    pub(crate) html: Option<String>,
    keeps_html: bool,
    /// The words that its `winmail.dat` holds.
    winmail: Option<Body>,
    /// The words are those of its `winmail.dat`.
    pub(crate) from_winmail: bool,
}

/// A part that is a file.
pub(crate) struct File {
    pub(crate) name: String,
    /// Media type, in lower case.
    pub(crate) media: String,
    pub(crate) bytes: Vec<u8>,
}

impl File {
    /// What Outlook packs its words and files into.
    fn is_winmail(&self) -> bool {
        let media = self.media.as_str();
        matches!(media, "application/ms-tnef" | "application/vnd.ms-tnef")
            || self.name.eq_ignore_ascii_case("winmail.dat")
    }
}

impl Content {
    /// Reads the body of a message whose head is `head`.
    pub(crate) fn read(head: &Head<'_>, body: &[u8]) -> Self {
        Content::default().filled(head, body)
    }

    /// The same, and the HTML as it was written beside the words.
    pub(crate) fn read_with_html(head: &Head<'_>, body: &[u8]) -> Self {
        let content = Content {
            keeps_html: true,
            ..Content::default()
        };
        content.filled(head, body)
    }

    fn filled(mut self, head: &Head<'_>, body: &[u8]) -> Self {
        let content = &mut self;
        let mut parts = 0;
        let texts = content.walk(head, body, 0, &mut parts, Within::Message);
        let mut plain = Vec::new();
        for text in texts.into_iter().filter(|t| !t.words().trim().is_empty()) {
            content.from_html |= matches!(text, Text::Html(_));
            plain.push(text.into_words());
        }
        content.words = (!plain.is_empty()).then(|| plain.join("\n\n"));
        content.take_winmail();
        self
    }

    /// Words that only the `winmail.dat` has are the message's.
    pub(crate) fn take_winmail(&mut self) {
        let Some(body) = self.winmail.take() else {
            return;
        };
        self.hidden |= body.hidden;
        if self.words.is_some() || body.words.is_none() {
            return;
        }
        self.from_winmail = true;
        self.from_html = body.from_html;
        self.is_rtf = body.is_rtf;
        self.words = body.words;
        if self.keeps_html {
            self.html = body.html;
        }
    }

    pub(crate) fn problem(&mut self, what: &'static str) {
        if !self.problems.contains(&what) {
            self.problems.push(what);
        }
    }

    /// Reads one part; gives back its words in their order.
    fn walk(
        &mut self,
        head: &Head<'_>,
        body: &[u8],
        depth: usize,
        parts: &mut usize,
        within: Within,
    ) -> Vec<Text> {
        *parts += 1;
        let part = Part::new(head, within);
        if part.damaged_name {
            self.problem("a name is not in the charset that it says");
        }
        let kind = part.kind();
        if let Some(("multipart", subtype)) = kind.split_once('/') {
            let boundary = part.kind.as_ref().and_then(|k| k.parameter("boundary"));
            match boundary.map(|b| pieces(body, b.trim_end().as_bytes())) {
                Some(found) if !found.pieces.is_empty() => {
                    if depth >= limits::PART_DEPTH || *parts + found.pieces.len() > limits::PARTS {
                        self.problem(
                            "its parts are over the limit: the rest is one file as it stands",
                        );
                        self.file(&part, "application/octet-stream", body.to_vec());
                        return Vec::new();
                    }
                    if !found.closed {
                        self.problem("its last part has no end: it may have been cut off");
                    }
                    return self.multipart(&part, subtype, &found.pieces, depth, parts);
                }
                _ => {
                    self.problem("it says that it has parts, and none are found: read as one text")
                }
            }
            return self.text(&part, "text/plain", body);
        }
        if is_signed_data(&part, kind) {
            let (bytes, damaged) = unpacked(part.encoding, body);
            if damaged {
                self.problem("a file in it is damaged");
            }
            let inner = (depth < limits::PART_DEPTH)
                .then(|| smime::signed_content(&bytes))
                .flatten();
            let texts = match inner {
                Some(inner) => {
                    let head = Head::read(&inner);
                    let body = inner.get(head.body..).unwrap_or_default();
                    self.walk(&head, body, depth + 1, parts, Within::Message)
                }
                None => {
                    self.encrypted = true;
                    Vec::new()
                }
            };
            self.file(&part, kind, bytes.into_owned());
            return texts;
        }
        if kind.starts_with("text/") && !part.is_file(kind) {
            return self.text(&part, kind, body);
        }
        self.as_file(&part, kind, body);
        Vec::new()
    }

    fn multipart(
        &mut self,
        part: &Part<'_>,
        subtype: &str,
        found: &[&[u8]],
        depth: usize,
        parts: &mut usize,
    ) -> Vec<Text> {
        match subtype {
            "encrypted" => self.encrypted = true,
            "report" if depth == 0 => {
                let about = part.kind.as_ref().and_then(|k| k.parameter("report-type"));
                self.report = Some(about.unwrap_or_default().to_ascii_lowercase());
            }
            _ => {}
        }
        let within = if subtype == "digest" {
            Within::Digest
        } else {
            Within::Multipart
        };
        let mut branches = Vec::new();
        for piece in found {
            let head = Head::read(piece);
            let body = piece.get(head.body..).unwrap_or_default();
            branches.push(self.walk(&head, body, depth + 1, parts, within));
        }
        if subtype != "alternative" {
            return branches.into_iter().flatten().collect();
        }
        // Of several forms of one text the plain one is what a person typed or their program made.
        let says = |texts: &[Text], plain: bool| {
            texts
                .iter()
                .any(|t| matches!(t, Text::Plain(_)) == plain && !t.words().trim().is_empty())
        };
        let best = branches
            .iter()
            .position(|b| says(b, true))
            .or(branches.iter().position(|b| says(b, false)));
        best.map(|i| branches.swap_remove(i)).unwrap_or_default()
    }

    fn text(&mut self, part: &Part<'_>, kind: &str, body: &[u8]) -> Vec<Text> {
        let (bytes, damaged) = unpacked(part.encoding, body);
        if damaged {
            self.problem("its text is damaged: what can be read of it stands");
        }
        let mut bytes: Cow<'_, [u8]> = bytes;
        if kind == "text/plain" {
            // Each find shortens the text, so that this ends.
            while let Some(found) = uuencoded(&bytes) {
                if found.damaged {
                    self.problem("a file in it is damaged");
                }
                let mut without = bytes.get(..found.place.0).unwrap_or_default().to_vec();
                without.extend_from_slice(bytes.get(found.place.1..).unwrap_or_default());
                bytes = Cow::Owned(without);
                self.files.push(File {
                    name: found.name,
                    media: "application/octet-stream".to_owned(),
                    bytes: found.bytes,
                });
                if self.files.len() >= limits::PARTS {
                    break;
                }
            }
        }
        let charset = part.kind.as_ref().and_then(|k| k.parameter("charset"));
        let (text, odd) = decode(charset, &bytes);
        if let Some(why) = odd {
            self.problem(why);
        }
        let text = text.replace("\r\n", "\n");
        let text = if text.contains('\n') {
            text
        } else {
            text.replace('\r', "\n")
        };
        if kind == "text/html" {
            let page = html::to_text(&text);
            if page.cut {
                self.problem("its HTML is over the limit: only the beginning was made into text");
            }
            self.hidden |= !page.hidden.is_empty();
            if self.keeps_html && self.html.is_none() {
                self.html = Some(text);
            }
            return vec![Text::Html(page.shown)];
        }
        vec![Text::Plain(text.trim_end_matches('\n').to_owned())]
    }

    fn as_file(&mut self, part: &Part<'_>, kind: &str, body: &[u8]) {
        let (bytes, damaged) = unpacked(part.encoding, body);
        if damaged {
            self.problem("a file in it is damaged");
        }
        self.add_file(File {
            name: part.name.clone(),
            media: kind.to_owned(),
            bytes: bytes.into_owned(),
        });
    }

    /// Adds a file; a `winmail.dat` is opened, and what is in it stands behind it.
    pub(crate) fn add_file(&mut self, file: File) {
        let opened = tnef::open(&file.bytes);
        let said = file.is_winmail();
        self.files.push(file);
        match opened {
            Some(opened) => {
                for problem in opened.problems {
                    self.problem(problem);
                }
                self.files.extend(opened.files);
                if self.winmail.is_none() {
                    self.winmail = Some(opened.body);
                }
            }
            None if said => {
                self.problem("its winmail.dat is none or is broken: it is kept as it is");
            }
            None => {}
        }
    }

    fn file(&mut self, part: &Part<'_>, media: &str, bytes: Vec<u8>) {
        self.files.push(File {
            name: part.name.clone(),
            media: media.to_owned(),
            bytes,
        });
    }
}

enum Text {
    Plain(String),
    Html(String),
}

impl Text {
    fn words(&self) -> &str {
        match self {
            Text::Plain(words) | Text::Html(words) => words,
        }
    }

    fn into_words(self) -> String {
        match self {
            Text::Plain(words) | Text::Html(words) => words,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Message,
    Multipart,
    Digest,
}

struct Part<'a> {
    kind: Option<Structured>,
    attached: bool,
    name: String,
    damaged_name: bool,
    encoding: Option<&'a [u8]>,
    within: Within,
}

impl<'a> Part<'a> {
    fn new(head: &Head<'a>, within: Within) -> Self {
        let kind = head
            .first("content-type")
            .map(structured)
            .filter(|k| k.value.contains('/'));
        let disposition = head.first("content-disposition").map(structured);
        let name = disposition
            .as_ref()
            .and_then(|d| d.parameter("filename"))
            .or_else(|| kind.as_ref().and_then(|k| k.parameter("name")))
            .unwrap_or_default()
            .to_owned();
        let damaged_name = [&kind, &disposition]
            .into_iter()
            .flatten()
            .any(|s| s.damaged);
        Part {
            attached: disposition
                .as_ref()
                .is_some_and(|d| d.value == "attachment"),
            name,
            damaged_name,
            encoding: head.first("content-transfer-encoding"),
            kind,
            within,
        }
    }

    fn kind(&self) -> &str {
        match &self.kind {
            Some(kind) => &kind.value,
            None if self.within == Within::Digest => "message/rfc822",
            None => "text/plain",
        }
    }

    /// A text that is meant as a file: named, or said to be attached, or of a kind that nobody
    /// reads as a letter.
    fn is_file(&self, kind: &str) -> bool {
        let letter = matches!(
            kind,
            "text/plain" | "text/html" | "text/enriched" | "text/richtext"
        );
        !letter || (self.within != Within::Message && (self.attached || !self.name.is_empty()))
    }
}

fn is_signed_data(part: &Part<'_>, kind: &str) -> bool {
    matches!(kind, "application/pkcs7-mime" | "application/x-pkcs7-mime")
        && part
            .kind
            .as_ref()
            .is_none_or(|k| k.parameter("smime-type") != Some("certs-only"))
}
