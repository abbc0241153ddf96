//! Who writes in which conversation: the first pass.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;
use standfast_model::draft::Person;

use super::CONVERSATION;
use super::app::is_gone;
use super::block;
use super::layout::{Conversation, Layout};
use super::letters::Letters;
use super::pages;
use crate::bytes::Bytes;
use crate::error::IntakeError;
use crate::json::{Part, Scan, parse};
use crate::limits;
use crate::page::{Attributes, Node};
use crate::reader::{Survey, ThreadSeen};
use crate::source::Source;

/// Of a record, only who sent it.
#[derive(Deserialize)]
struct Sender {
    sender_name: Option<Value>,
    #[serde(rename = "senderName")]
    in_encrypted: Option<Value>,
}

/// Reads each conversation once.
pub(super) fn survey(source: &Source, layout: &Layout) -> Result<Survey, IntakeError> {
    let mut survey = Survey::default();
    let mut known = layout.conversations.is_empty() || !layout.requests.is_empty();
    for conversation in &layout.conversations {
        let mut seen = People::default();
        for file in &conversation.files {
            if conversation.pages {
                known |= seen.page(source, file.as_deref())?;
                continue;
            }
            known = true;
            match Bytes::open(source, file.as_deref()) {
                Ok(bytes) => {
                    // A file that breaks off says what it said until there; the second pass
                    // names the problem.
                    if let Err(e) = seen.file(bytes)
                        && file.is_none()
                    {
                        return Err(source.unreadable(e));
                    }
                }
                Err(IntakeError::Member { .. }) => {}
                Err(e) => return Err(e),
            }
        }
        let thread = conversation.thread.clone();
        survey.threads.insert(thread, seen.thread(conversation));
    }
    if !known {
        let name = source.name().to_owned();
        return Err(IntakeError::AskForJson { name });
    }
    Ok(survey)
}

#[derive(Default)]
struct People {
    writes: HashMap<String, u64>,
    takes_part: usize,
    title: Option<String>,
}

impl People {
    fn file(&mut self, bytes: Bytes<'_>) -> std::io::Result<()> {
        let mut scan = Scan::new(bytes, &CONVERSATION);
        while let Some(part) = scan.part()? {
            match part {
                Part::Field { key, value } => self.field(&key, &value),
                Part::Record(mut raw) => {
                    if let Ok((sender, _)) = parse::<Sender, _>(&mut scan, &mut raw) {
                        let name = sender.sender_name.or(sender.in_encrypted);
                        if let Some(name) = Letters::default().text(name.as_ref()) {
                            self.count(name, 1);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Counts who writes on a page; whether a message stands on it.
    fn page(&mut self, source: &Source, file: Option<&str>) -> Result<bool, IntakeError> {
        let (learned, mut page) = match pages::opened(source, file) {
            Ok(Some(opened)) => opened,
            Ok(None) => return Ok(false),
            // The second pass names the problem.
            Err(IntakeError::Member { .. }) => return Ok(true),
            Err(e) => return Err(e),
        };
        let begins = |n: &str, attributes: &Attributes, depth| learned.begins(n, attributes, depth);
        loop {
            match page.next(&begins) {
                Ok(Some(cut)) => {
                    if let Some(name) = block::sender(&Node::of(&cut.bytes), &learned) {
                        self.count(name, 1);
                    }
                }
                Ok(None) => break,
                Err(e) if file.is_none() => return Err(source.unreadable(e)),
                Err(_) => break,
            }
        }
        if let Some(title) = &learned.title {
            self.title = Some(learned.right(title.clone()).0);
        }
        Ok(true)
    }

    fn count(&mut self, name: String, records: u64) {
        if let Some(count) = self.writes.get_mut(&name) {
            *count += records;
        } else if self.writes.len() < limits::SENDERS {
            self.writes.insert(name, records);
        }
    }

    fn field(&mut self, key: &str, value: &[u8]) {
        let Ok(value) = serde_json::from_slice::<Value>(value) else {
            return;
        };
        let mut letters = Letters::default();
        match key {
            "participants" => {
                let listed = value.as_array().map(Vec::as_slice).unwrap_or_default();
                self.takes_part = self.takes_part.max(listed.len());
                for one in listed {
                    let name = one.get("name").unwrap_or(one);
                    if let Some(name) = letters.text(Some(name)) {
                        self.count(name, 0);
                    }
                }
            }
            "title" => self.title = letters.text(Some(&value)),
            "threadName" => {
                // "Ned Harrow_3": the number is the download's.
                self.title = letters.text(Some(&value)).map(|name| {
                    let number = |n: &str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
                    match name.rsplit_once('_') {
                        Some((who, n)) if number(n) => who.to_owned(),
                        _ => name,
                    }
                });
            }
            _ => {}
        }
    }

    fn thread(self, conversation: &Conversation) -> ThreadSeen {
        let group = self.takes_part > 2 || self.writes.values().filter(|n| **n > 0).count() > 2;
        let mut senders: Vec<(Person, u64)> = self
            .writes
            .into_iter()
            .map(|(name, records)| {
                let person = Person {
                    label: Some(shown(&name, &conversation.thread)),
                    address: None,
                };
                (person, records)
            })
            .collect();
        senders.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.label.cmp(&b.label)));
        ThreadSeen {
            senders,
            named: self
                .title
                .filter(|title| !title.is_empty())
                .map(|title| shown(&title, &conversation.thread)),
            group,
        }
    }
}

/// A name as drafts bear it. Every account that is no more has the same: which conversation it is
/// in keeps them apart.
pub(super) fn shown(name: &str, thread: &str) -> String {
    if !is_gone(name) {
        name.to_owned()
    } else if name.trim().is_empty() {
        format!("no name (in {thread})")
    } else {
        format!("{name} (in {thread})")
    }
}
