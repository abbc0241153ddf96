//! What one record is: words, files, a call, something taken back, a line of the app.

use jiff::Timestamp;
use serde_json::{Map, Value};
use standfast_model::draft::{Attachment, AttachmentContent, DraftKind};

use super::app::{self, Line};
use super::letters::Letters;
use super::media;
use crate::archive::Archive;
use crate::limits;

/// What a record says.
pub(super) struct Said {
    pub(super) kind: DraftKind,
    pub(super) sender: Option<String>,
    pub(super) at: Option<Timestamp>,
    pub(super) words: Option<String>,
    pub(super) title: Option<String>,
    pub(super) marks: Vec<&'static str>,
    pub(super) doubts: Vec<&'static str>,
    pub(super) attachments: Vec<Attachment>,
    pub(super) problems: Vec<&'static str>,
    /// Keys and types that are not known here.
    pub(super) unknown: Vec<String>,
    /// What makes this record itself beside sender and time.
    pub(super) token: String,
    pub(super) repaired: bool,
}

/// Where files are looked for.
pub(super) struct Around<'a> {
    pub(super) folder: &'a str,
    pub(super) archive: Option<&'a Archive>,
}

/// Keys of files, and what they are.
const FILES: &[(&str, &str)] = &[
    ("photos", "image"),
    ("videos", "video"),
    ("audio_files", "audio"),
    ("audio", "audio"),
    ("gifs", "gif"),
    ("files", "file"),
    ("media", "file"),
    ("sticker", "sticker"),
];

/// Keys that are read here, or say nothing about what was said.
const KNOWN: &[&str] = &[
    "sender_name",
    "senderName",
    "timestamp_ms",
    "timestamp",
    "creation_timestamp",
    "content",
    "text",
    "type",
    "share",
    "call_duration",
    "missed",
    "reactions",
    "is_unsent",
    "isUnsent",
    "users",
    "is_geoblocked_for_viewer",
    "is_unsent_image_by_messenger_kid_parent",
    "bumped_message_metadata",
    "is_bumped",
    "is_taken_down",
    "is_still_participant",
];

/// Types that are known. The field has gone from newer downloads.
const TYPES: &[&str] = &[
    "Generic",
    "Share",
    "Call",
    "Subscribe",
    "Unsubscribe",
    "text",
    "media",
    "link",
    "placeholder",
];

/// Whether an object can be a message at all.
pub(super) fn is_one(record: &Map<String, Value>) -> bool {
    either(record, "sender_name", "senderName").is_some()
        || either(record, "timestamp_ms", "timestamp").is_some()
}

/// Reads one record.
pub(super) fn read(record: &Map<String, Value>, around: &Around<'_>) -> Said {
    let mut letters = Letters::default();
    let sender = letters.text(either(record, "sender_name", "senderName"));
    let content = letters
        .text(either(record, "content", "text"))
        .filter(|words| !words.is_empty());
    let mut said = Said {
        at: either(record, "timestamp_ms", "timestamp").and_then(instant),
        unknown: unknown(record),
        ..Said::new(sender, content.clone().unwrap_or_default())
    };
    said.files(record, around, &mut letters);
    let share = share(record, &mut letters);
    let kind = record.get("type").and_then(Value::as_str);
    let called = kind == Some("Call")
        || record.contains_key("call_duration")
        || record.get("missed") == Some(&Value::Bool(true));
    if called {
        said.call(record, content);
    } else {
        said.message(kind, content, share.is_some());
    }
    if let Some(share) = share {
        let there = said.words.as_ref().is_some_and(|w| w.contains(&share));
        if !there {
            said.token.push_str(&share);
            said.titled(&format!("Shared: {share}"));
        }
        said.marks.push("shared");
    }
    let taken_back = [record.get("is_unsent"), record.get("isUnsent")];
    if taken_back.contains(&Some(&Value::Bool(true))) {
        said.marks.push("deleted");
        if said.words.is_some() {
            said.doubts
                .push("its sender took it back; the download has its words all the same");
        }
    }
    said.reactions(record, &mut letters);
    said.say_if_empty();
    if said.at.is_none() {
        said.doubts
            .push("the download gives no time for it that can be read");
    }
    said.repaired = letters.repaired;
    said
}

impl Said {
    pub(super) fn new(sender: Option<String>, token: String) -> Self {
        Said {
            kind: DraftKind::Message,
            sender,
            at: None,
            words: None,
            title: None,
            marks: Vec::new(),
            doubts: Vec::new(),
            attachments: Vec::new(),
            problems: Vec::new(),
            unknown: Vec::new(),
            token,
            repaired: false,
        }
    }

    /// A message without anything in it is said to be one.
    pub(super) fn say_if_empty(&mut self) {
        let empty = self.kind == DraftKind::Message
            && self.words.is_none()
            && self.title.is_none()
            && self.attachments.is_empty()
            && !self.marks.contains(&"deleted");
        if empty {
            self.marks.push("no-content");
            self.doubts.push("the export has no content for it");
        }
    }

    /// Takes what became of a file's name.
    pub(super) fn file(&mut self, named: media::Named) {
        self.doubts.extend(named.doubt);
        self.problems.extend(named.problem);
        if matches!(named.attachment.content, AttachmentContent::Missing)
            && !self.marks.contains(&"media-missing")
        {
            self.marks.push("media-missing");
        }
        self.attachments.push(named.attachment);
    }

    pub(super) fn titled(&mut self, more: &str) {
        match &mut self.title {
            Some(title) => {
                title.push_str(" · ");
                title.push_str(more);
            }
            None => self.title = Some(more.to_owned()),
        }
    }

    fn call(&mut self, record: &Map<String, Value>, content: Option<String>) {
        self.kind = DraftKind::Call;
        let missed = record.get("missed") == Some(&Value::Bool(true));
        self.marks.push(if missed { "missed-call" } else { "call" });
        if let Some(content) = content {
            self.titled(&content);
        }
        let seconds = record.get("call_duration").and_then(Value::as_i64);
        if let Some(seconds) = seconds.filter(|_| !missed) {
            self.titled(&match seconds {
                1 => "1 second".to_owned(),
                n => format!("{n} seconds"),
            });
        }
    }

    pub(super) fn message(&mut self, kind: Option<&str>, content: Option<String>, shared: bool) {
        let Some(content) = content else {
            return;
        };
        let sender = self.sender.clone().unwrap_or_default();
        let program = matches!(kind, Some("Subscribe" | "Unsubscribe"));
        match app::line(&sender, &content) {
            _ if program => self.program(content),
            Some(Line::Program) => self.program(content),
            Some(Line::Placeholder) => {
                self.titled(&content);
                self.marks.push("app-words");
                self.token.clear();
                if self.attachments.is_empty() && !shared {
                    self.marks.push("media-missing");
                    self.attachments.push(Attachment {
                        name: String::new(),
                        declared: None,
                        content: AttachmentContent::Missing,
                    });
                }
            }
            Some(Line::Act) => {
                self.titled(&content);
                self.marks.push("app-words");
            }
            Some(Line::Reaction) => {
                self.marks.push("maybe-reaction");
                self.words = Some(content);
            }
            None => self.words = Some(content),
        }
    }

    fn program(&mut self, content: String) {
        self.kind = DraftKind::System;
        self.words = Some(content);
    }

    fn files(&mut self, record: &Map<String, Value>, around: &Around<'_>, letters: &mut Letters) {
        for (key, kind) in FILES {
            let listed: Vec<&Value> = match record.get(*key) {
                Some(Value::Array(list)) => list.iter().collect(),
                Some(one @ Value::Object(_)) => vec![one],
                _ => continue,
            };
            for one in listed {
                let uri = one.get("uri").or_else(|| one.get("url"));
                let raw = uri.and_then(Value::as_str).unwrap_or_default();
                let right = letters.text(uri).unwrap_or_default();
                let mut named = media::find(&right, kind, around.folder, around.archive);
                // An archive may have mangled its own names in the same way.
                if right != raw && !matches!(named.attachment.content, AttachmentContent::Member(_))
                {
                    let mangled = media::find(raw, kind, around.folder, around.archive);
                    if let AttachmentContent::Member(_) = mangled.attachment.content {
                        named.attachment.content = mangled.attachment.content;
                    }
                }
                self.file(named);
            }
        }
    }

    /// Reactions are a fact about the message: who, and with which sign. They have no time.
    fn reactions(&mut self, record: &Map<String, Value>, letters: &mut Letters) {
        let Some(list) = record.get("reactions").and_then(Value::as_array) else {
            return;
        };
        let mut told: Vec<String> = list
            .iter()
            .take(limits::REACTIONS)
            .filter_map(|one| {
                let sign = letters.text(one.get("reaction"))?;
                let actor = letters.text(one.get("actor")).unwrap_or_default();
                Some(format!("{sign} {actor}").trim().to_owned())
            })
            .collect();
        if told.is_empty() {
            return;
        }
        if list.len() > limits::REACTIONS {
            told.push(format!("and {} more", list.len() - limits::REACTIONS));
        }
        self.titled(&format!("Reactions: {}", told.join(", ")));
        self.marks.push("reactions");
    }
}

fn either<'a>(record: &'a Map<String, Value>, one: &str, other: &str) -> Option<&'a Value> {
    record.get(one).or_else(|| record.get(other))
}

/// The link that was shared, with the words that came with it.
fn share(record: &Map<String, Value>, letters: &mut Letters) -> Option<String> {
    let share = record.get("share")?;
    let link = letters.text(share.get("link"));
    let text = letters
        .text(share.get("share_text"))
        .filter(|t| !t.is_empty());
    match (link, text) {
        (Some(link), Some(text)) => Some(format!("{link} ({text})")),
        (one, other) => one.or(other),
    }
    .filter(|s| !s.is_empty())
}

/// Seconds, milliseconds, microseconds or nanoseconds, by the number of digits: older downloads
/// have seconds under the same names.
pub(super) fn instant(value: &Value) -> Option<Timestamp> {
    let number = match value {
        Value::Number(n) => n.as_i64(),
        Value::String(s) if s.len() <= 19 => s.parse().ok(),
        _ => None,
    }?;
    if number == 0 {
        return None;
    }
    match number.unsigned_abs() {
        0..100_000_000_000 => Timestamp::from_second(number),
        100_000_000_000..100_000_000_000_000 => Timestamp::from_millisecond(number),
        100_000_000_000_000..100_000_000_000_000_000 => Timestamp::from_microsecond(number),
        _ => Timestamp::from_nanosecond(i128::from(number)),
    }
    .ok()
}

/// What of a record nothing here reads. Names of fields are the site's, not a person's; still
/// only what looks like one is told.
fn unknown(record: &Map<String, Value>) -> Vec<String> {
    let known: Vec<&str> = KNOWN
        .iter()
        .copied()
        .chain(FILES.iter().map(|(file, _)| *file))
        .collect();
    let mut found = unknown_fields(record, &known, "a message");
    match record.get("type").and_then(Value::as_str) {
        Some(kind) if !TYPES.contains(&kind) && plain(kind) => {
            found.push(format!("a message of the type {kind}"));
        }
        Some(kind) if !TYPES.contains(&kind) => {
            found.push("a message of an odd type".to_owned());
        }
        _ => {}
    }
    found
}

fn plain(word: &str) -> bool {
    let ok = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
    !word.is_empty() && word.len() <= 60 && word.bytes().all(ok)
}

/// The fields of a record beside those that are known, each told with what it is of.
pub(super) fn unknown_fields(record: &Map<String, Value>, known: &[&str], of: &str) -> Vec<String> {
    let others = record.keys().filter(|k| !known.contains(&k.as_str()));
    others
        .map(|k| {
            if plain(k) {
                format!("the field {k} of {of}")
            } else {
                format!("a field of {of} with an odd name")
            }
        })
        .collect()
}
