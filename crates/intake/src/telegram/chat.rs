//! The way through a `result.json`: chat by chat, record by record.

use std::io::{self, Read};

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::json::{INNERMOST, Level, Part, Raw, Scan, Shape, parse};
use crate::reader::Flow;

/// One chat at the top, or lists of chats.
static EXPORT: Shape = Shape {
    levels: &[Level::Fields(&[
        ("messages", &[Level::List]),
        ("chats", CHATS),
        ("left_chats", CHATS),
        // Of no use, and may be long.
        ("personal_information", &[]),
        ("profile_pictures", &[]),
        ("stories", &[]),
        ("profile_music", &[]),
        ("contacts", &[]),
        ("frequent_contacts", &[]),
        ("sessions", &[]),
        ("web_sessions", &[]),
        ("other_data", &[]),
    ])],
    begins: &[(b"\"id\"", INNERMOST)],
    assigned: false,
};

const CHATS: &[Level] = &[
    Level::Object("list"),
    Level::List,
    Level::Object("messages"),
    Level::List,
];

/// A chat, as far as was read of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Chat {
    /// Which of the file; 0 where the file is one chat.
    nth: u64,
    pub(super) name: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) id: Option<i64>,
}

impl Chat {
    /// What [`standfast_model::draft::Draft::thread`] says: the same in each export, where the
    /// chat bears a number.
    pub(super) fn thread(&self, folder: &str) -> String {
        match (&self.kind, self.id) {
            (Some(kind), Some(id)) => format!("{kind} {id}"),
            (Some(kind), None) => kind.clone(),
            _ => format!("{folder}chat {}", self.nth),
        }
    }

    /// More than two may write in it.
    pub(super) fn is_group(&self) -> bool {
        let kind = self.kind.as_deref().unwrap_or_default();
        kind.ends_with("group") || kind.ends_with("channel")
    }

    /// The account of the other one, in a chat of two.
    pub(super) fn other(&self) -> Option<String> {
        let of_two = matches!(self.kind.as_deref(), Some("personal_chat" | "bot_chat"));
        self.id.filter(|_| of_two).map(|id| format!("user{id}"))
    }

    fn field(&mut self, key: &str, value: &[u8]) {
        let Ok(value) = serde_json::from_slice::<Value>(value) else {
            return;
        };
        match key {
            "name" => self.name = value.as_str().map(str::to_owned),
            "type" => {
                // It becomes part of a name: nothing but a word of the program will do.
                let word = |kind: &&str| {
                    kind.len() <= 40 && kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
                };
                self.kind = value.as_str().filter(word).map(str::to_owned);
            }
            "id" => self.id = value.as_i64(),
            _ => {}
        }
    }
}

/// One file on its way through.
pub(super) struct Walk<R> {
    pub(super) scan: Scan<R>,
    pub(super) chat: Chat,
    pub(super) records: u64,
}

/// A record, read as `T`, or why it cannot be; the flag says that it was mended.
pub(super) type Parsed<T> = Result<(T, bool), &'static str>;

impl<R: Read> Walk<R> {
    pub(super) fn new(inner: R) -> Self {
        Walk {
            scan: Scan::new(inner, &EXPORT),
            chat: Chat::default(),
            records: 0,
        }
    }

    /// Hands every record to `each`, with its chat in `self.chat`.
    pub(super) fn each<T: DeserializeOwned>(
        &mut self,
        mut each: impl FnMut(&Chat, Raw, Parsed<T>) -> Flow,
    ) -> io::Result<Flow> {
        while let Some(part) = self.scan.part()? {
            if self.scan.items != self.chat.nth {
                self.chat = Chat {
                    nth: self.scan.items,
                    ..Chat::default()
                };
            }
            match part {
                Part::Field { key, value } => self.chat.field(&key, &value),
                Part::Record(mut raw) => {
                    self.records += 1;
                    let mut parsed = parse::<T, R>(&mut self.scan, &mut raw);
                    // Where the end of a list is missing, the next chat looks like a record.
                    let chat = memchr::memmem::find(&raw.bytes, b"\"messages\"").is_some();
                    if chat && parsed.is_ok() && self.scan.give_back(&mut raw) {
                        parsed = Err("it is no message: another chat begins inside the list");
                    }
                    if each(&self.chat, raw, parsed) == Flow::Stop {
                        return Ok(Flow::Stop);
                    }
                }
            }
        }
        Ok(Flow::Go)
    }
}
