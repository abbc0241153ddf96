//! What one record of the JSON is: words, files, a call, something the program says.

use jiff::{Timestamp, civil};
use serde_json::{Map, Value};
use standfast_model::draft::{Attachment, AttachmentContent, Basis, DraftKind, DraftTime};

use super::app::{self, Act};
use super::said::{Said, person};
use crate::archive::Archive;
use crate::limits;
use crate::meta::media;

/// Where files are looked for.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// The folder of the file that is read.
    pub(super) folder: &'a str,
    pub(super) archive: Option<&'a Archive>,
}

/// Keys that are read here, or say nothing about what was said.
const KNOWN: &[&str] = &[
    "id",
    "type",
    "date",
    "date_unixtime",
    "edited",
    "edited_unixtime",
    "from",
    "from_id",
    "author",
    "forwarded_from",
    "forwarded_from_id",
    "saved_from",
    "reply_to_message_id",
    "reply_to_peer_id",
    "via_bot",
    "photo",
    "photo_file_size",
    "file",
    "file_name",
    "file_size",
    "thumbnail",
    "thumbnail_file_size",
    "media_type",
    "media_spoiler",
    "sticker_emoji",
    "mime_type",
    "duration_seconds",
    "width",
    "height",
    "performer",
    "title",
    "self_destruct_period_seconds",
    "live_location_period_seconds",
    "contact_information",
    "contact_vcard",
    "contact_vcard_file_size",
    "location_information",
    "place_name",
    "address",
    "game_title",
    "game_description",
    "game_link",
    "invoice_information",
    "poll",
    "text",
    "text_entities",
    "reactions",
    "inline_bot_buttons",
];

/// Whether an object can be a record of a chat at all.
pub(super) fn is_one(record: &Map<String, Value>) -> bool {
    let any = |keys: &[&str]| keys.iter().any(|k| record.contains_key(*k));
    any(&["date", "date_unixtime"]) && any(&["id", "from", "from_id", "text"])
}

/// Reads one record.
pub(super) fn read(record: &Map<String, Value>, around: Around<'_>) -> Said {
    let service = record.get("type").and_then(Value::as_str) == Some("service")
        || record.contains_key("action");
    let mut said = Said {
        number: number(record.get("id")),
        sender: person(
            record.get("from").or_else(|| record.get("actor")),
            record.get("from_id").or_else(|| record.get("actor_id")),
        ),
        ..Said::default()
    };
    said.times(record);
    said.words(record);
    said.files(record, around);
    if service {
        said.service(record);
    } else {
        said.message(record);
        said.say_if_empty();
    }
    said
}

fn number(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Number(n) => Some(n.to_string()),
        Value::String(s) if !s.is_empty() && s.len() <= 20 => Some(s.clone()),
        _ => None,
    }
}

fn word<'a>(record: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    record.get(key)?.as_str().filter(|word| !word.is_empty())
}

/// A text, and the addresses behind its words: one string, or pieces that are put together as
/// they stand, without spaces of our own.
fn text(value: &Value) -> (String, Vec<String>) {
    let (mut whole, mut links) = (String::new(), Vec::new());
    match value {
        Value::String(text) => whole.push_str(text),
        Value::Array(pieces) => {
            for piece in pieces {
                let said = piece.as_str().or_else(|| piece.get("text")?.as_str());
                whole.push_str(said.unwrap_or_default());
                if let Some(href) = piece.get("href").and_then(Value::as_str) {
                    links.push(href.to_owned());
                }
            }
        }
        _ => {}
    }
    (whole, links)
}

fn seconds(n: i64) -> String {
    match n {
        1 => "1 second".to_owned(),
        n => format!("{n} seconds"),
    }
}

impl Said {
    /// The instant, where the export gives it; else the wall time of the computer that made it.
    fn times(&mut self, record: &Map<String, Value>) {
        let unix = match record.get("date_unixtime") {
            Some(Value::String(s)) if s.len() <= 19 => s.parse::<i64>().ok(),
            Some(Value::Number(n)) => n.as_i64(),
            _ => None,
        };
        let at = unix
            .filter(|n| *n != 0)
            .and_then(|n| Timestamp::from_second(n).ok());
        let wall = word(record, "date").and_then(|d| d.parse::<civil::DateTime>().ok());
        let wall = wall.filter(|w| w.year() > 1970);
        self.time = match (at, wall) {
            (Some(at), _) => DraftTime::Instant {
                at,
                seconds: true,
                offset: None,
                basis: Basis::Server,
            },
            (None, Some(wall)) => DraftTime::Local {
                wall,
                seconds: true,
                basis: Basis::ExportLocal,
            },
            (None, None) => DraftTime::Unknown,
        };
        if let (Some(at), Some(wall)) = (at, wall) {
            let utc = jiff::tz::Offset::UTC.to_datetime(at);
            let apart = wall.duration_since(utc).as_secs().unsigned_abs();
            // No zone is more than fourteen hours away.
            if apart > 14 * 60 * 60 {
                self.doubts
                    .push("the export gives two times for it that do not agree");
            }
        }
        if record.contains_key("edited") || record.contains_key("edited_unixtime") {
            self.marks.push("edited-or-reacted");
            self.doubts.push(
                "the export says that it was edited, and says the same where somebody only reacted to it",
            );
        }
    }

    fn words(&mut self, record: &Map<String, Value>) {
        let (plain, mut links) = record.get("text").map(text).unwrap_or_default();
        let entities = record.get("text_entities").map(text);
        let words = match entities {
            Some((whole, more)) if plain.is_empty() => {
                links = more;
                whole
            }
            Some((whole, _)) if whole != plain => {
                self.doubts
                    .push("its text stands in the export twice, and not alike");
                plain
            }
            _ => plain,
        };
        self.words = Some(words).filter(|w| !w.is_empty());
        let words = self.words.clone().unwrap_or_default();
        links.retain(|link| !words.contains(link.as_str()));
        if !links.is_empty() {
            self.titled(&format!("Links: {}", links.join(", ")));
        }
    }

    fn files(&mut self, record: &Map<String, Value>, around: Around<'_>) {
        let kind = word(record, "media_type")
            .or_else(|| word(record, "mime_type"))
            .unwrap_or("file");
        let name = word(record, "file_name");
        let mut there = true;
        for (key, kind, name) in [
            ("photo", "image", None),
            ("file", kind, name),
            ("contact_vcard", "text/vcard", None),
        ] {
            if let Some(path) = word(record, key) {
                there &= self.file(path, kind, name, around);
            }
        }
        if !there && let Some(small) = word(record, "thumbnail") {
            self.file(small, "preview", None, around);
        }
        if record.contains_key("self_destruct_period_seconds") {
            self.marks.push("self-destructing");
        }
    }

    /// Takes a file in; whether it is there.
    pub(super) fn file(
        &mut self,
        path: &str,
        kind: &str,
        name: Option<&str>,
        around: Around<'_>,
    ) -> bool {
        if let Some(why) = absent(path) {
            self.doubts.push(why);
            self.missing(name.unwrap_or_default(), kind);
            return false;
        }
        let mut named = media::find_among(path, kind, around.archive, |path, _| {
            vec![format!("{}{path}", around.folder)]
        });
        if let Some(name) = name {
            named.attachment.name = name.to_owned();
        }
        self.doubts.extend(named.doubt);
        self.problems.extend(named.problem);
        let there = matches!(named.attachment.content, AttachmentContent::Member(_));
        if !there {
            self.marks.push("media-missing");
        }
        self.attachments.push(named.attachment);
        there
    }

    pub(super) fn missing(&mut self, name: &str, kind: &str) {
        self.marks.push("media-missing");
        self.attachments.push(Attachment {
            name: name.to_owned(),
            declared: Some(kind.to_owned()),
            content: AttachmentContent::Missing,
        });
    }

    fn service(&mut self, record: &Map<String, Value>) {
        let action = word(record, "action").unwrap_or_default();
        match app::act(action) {
            Act::Call => {
                let took = record.get("duration_seconds").or(record.get("duration"));
                let took = took.and_then(Value::as_i64);
                self.call(word(record, "discard_reason"), took);
            }
            Act::Did(what) => {
                self.marks.push("app-words");
                self.titled(what);
            }
            known => {
                self.kind = DraftKind::System;
                if known == Act::Unknown && !action.is_empty() {
                    self.unknown.push(match is_plain(action) {
                        true => format!("a line of the program about {action}"),
                        false => "a line of the program with an odd name".to_owned(),
                    });
                }
                if self.words.is_none() {
                    let custom = word(record, "information_text").or(word(record, "title"));
                    let told = custom.map_or(action.to_owned(), |c| format!("{action}: {c}"));
                    self.words = Some(told.trim_start_matches(": ").to_owned());
                }
            }
        }
    }

    /// A call; `reason` is the program's word for how it ended.
    pub(super) fn call(&mut self, reason: Option<&str>, took: Option<i64>) {
        self.kind = DraftKind::Call;
        let (mark, words) = match reason {
            Some("missed") => ("missed-call", None),
            Some("busy") => ("rejected-call", Some("busy")),
            Some("disconnect") => ("call", Some("the connection broke")),
            _ => ("call", None),
        };
        self.marks.push(mark);
        if let Some(words) = words {
            self.titled(words);
        }
        match took {
            Some(n) => self.titled(&seconds(n)),
            None if reason == Some("hangup") => self.titled("the export gives no length"),
            None => {}
        }
    }

    fn message(&mut self, record: &Map<String, Value>) {
        if record.contains_key("forwarded_from") || record.contains_key("forwarded_from_id") {
            self.forwarded(word(record, "forwarded_from"));
        }
        if let Some(id) = number(record.get("reply_to_message_id")) {
            self.marks.push("reply");
            self.titled(&format!("In reply to message {id}"));
        }
        for (key, before) in [
            ("saved_from", "Saved from"),
            ("author", "Signed"),
            ("via_bot", "Sent through"),
            ("place_name", "Place:"),
            ("address", "Address:"),
            ("game_title", "Game:"),
        ] {
            if let Some(said) = word(record, key) {
                self.titled(&format!("{before} {said}"));
            }
        }
        if let Some(sign) = word(record, "sticker_emoji") {
            self.titled(&format!("Sticker {sign}"));
        }
        if let Some(place) = record.get("location_information") {
            let number = |key| place.get(key).and_then(Value::as_f64);
            let told = match (number("latitude"), number("longitude")) {
                (Some(lat), Some(long)) => format!("Location {lat}, {long}"),
                _ => "Location that is not given".to_owned(),
            };
            self.titled(&told);
            self.marks.push("location");
            if record.contains_key("live_location_period_seconds") {
                self.marks.push("live-location");
            }
        }
        if let Some(card) = record.get("contact_information") {
            let of = |key| card.get(key).and_then(Value::as_str).unwrap_or_default();
            let parts = [of("first_name"), of("last_name"), of("phone_number")];
            let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
            self.titled(&format!("Contact card: {}", parts.join(" ")));
            self.marks.push("contact-card");
        }
        if let Some(poll) = record.get("poll") {
            self.poll(poll);
        }
        if let Some(invoice) = record.get("invoice_information") {
            let title = invoice.get("title").and_then(Value::as_str);
            self.titled(&format!("Invoice: {}", title.unwrap_or_default()));
        }
        self.reactions(record);
        self.unknown.extend(
            record
                .keys()
                .filter(|k| !KNOWN.contains(&k.as_str()))
                .map(|k| match is_plain(k) {
                    true => format!("the field {k} of a message"),
                    false => "a field of a message with an odd name".to_owned(),
                }),
        );
    }

    fn poll(&mut self, poll: &Value) {
        let question = poll.get("question").map(text).unwrap_or_default().0;
        let answers = poll.get("answers").and_then(Value::as_array);
        let answers: Vec<String> = answers
            .into_iter()
            .flatten()
            .take(limits::REACTIONS)
            .filter_map(|a| Some(text(a.get("text")?).0))
            .collect();
        self.titled(&format!("Poll: {question} ({})", answers.join(" / ")));
        self.marks.push("poll");
    }

    /// Reactions are a fact about the message: with which sign, and who where it says so.
    fn reactions(&mut self, record: &Map<String, Value>) {
        let Some(list) = record.get("reactions").and_then(Value::as_array) else {
            return;
        };
        let mut told: Vec<String> = list
            .iter()
            .take(limits::REACTIONS)
            .map(|one| {
                let sign = one.get("emoji").and_then(Value::as_str);
                let recent = one.get("recent").and_then(Value::as_array);
                let who: Vec<&str> = recent
                    .into_iter()
                    .flatten()
                    .take(limits::REACTIONS)
                    .filter_map(|r| r.get("from")?.as_str())
                    .collect();
                let count = one.get("count").and_then(Value::as_u64).unwrap_or(1);
                let who = if who.is_empty() {
                    format!("× {count}")
                } else {
                    who.join(", ")
                };
                format!("{} {who}", sign.unwrap_or("a sign of their own"))
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

/// Why a file is not there, where the export says so in place of its name.
pub(super) fn absent(path: &str) -> Option<&'static str> {
    let path = path.trim();
    if path.ends_with(')') && path.contains('(') {
        left_out(path)
    } else {
        None
    }
}

/// What the program's words say of why a file is not there.
pub(super) fn left_out(words: &str) -> Option<&'static str> {
    let words = words.to_ascii_lowercase();
    [
        (
            "not included",
            "the export was made without files like the one that belongs to it",
        ),
        (
            "exceeds maximum size",
            "the export was made without files as large as the one that belongs to it",
        ),
        (
            "unavailable, please try again",
            "the program could not get the file that belongs to it",
        ),
    ]
    .into_iter()
    .find(|(part, _)| words.contains(part))
    .map(|(_, why)| why)
}

/// A name of a field or an action is the program's; still only what looks like one is told.
fn is_plain(word: &str) -> bool {
    let ok = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.');
    !word.is_empty() && word.len() <= 60 && word.bytes().all(ok)
}
