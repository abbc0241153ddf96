//! Who writes in which chat: the first pass.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde_json::Value;
use standfast_model::draft::{DraftKind, Person};

use super::chat::{Chat, Walk};
use super::layout::{ChatFile, Layout};
use super::page::{self, Joined, On};
use super::record::Around;
use super::said::person;
use crate::bytes::Bytes;
use crate::error::IntakeError;
use crate::limits;
use crate::page::{Cutter, Node};
use crate::reader::{Flow, Survey, ThreadSeen};
use crate::source::Source;

/// Of a record, only who it is from.
#[derive(Deserialize)]
struct Sender {
    from: Option<Value>,
    from_id: Option<Value>,
    actor: Option<Value>,
    actor_id: Option<Value>,
}

/// Reads each file once.
pub(super) fn survey(source: &Source, layout: &Layout) -> Result<Survey, IntakeError> {
    let mut threads: BTreeMap<String, People> = BTreeMap::new();
    let mut joined = Joined::default();
    for file in &layout.files {
        match Bytes::open(source, file.member.as_deref()) {
            Ok(bytes) if file.page_of.is_some() => {
                let thread = file.page_of.clone().unwrap_or_default();
                let seen = threads.entry(thread).or_default();
                if let Err(e) = seen.page(bytes, file, &mut joined)
                    && file.member.is_none()
                {
                    return Err(source.unreadable(e));
                }
            }
            Ok(bytes) => {
                let mut walk = Walk::new(bytes);
                let read = walk.each::<Sender>(|chat, _, parsed| {
                    let seen = threads.entry(chat.thread(&file.folder)).or_default();
                    seen.of(chat);
                    if let Ok((sender, _)) = parsed {
                        let name = sender.from.or(sender.actor);
                        let id = sender.from_id.or(sender.actor_id);
                        if let Some(who) = person(name.as_ref(), id.as_ref()) {
                            seen.count(who, 1);
                        }
                    }
                    Flow::Go
                });
                // A member that breaks off says what it said until there; the second pass names
                // the problem.
                if let Err(e) = read
                    && file.member.is_none()
                {
                    return Err(source.unreadable(e));
                }
            }
            Err(IntakeError::Member { .. }) => {}
            Err(e) => return Err(e),
        }
    }
    Ok(Survey {
        threads: threads
            .into_iter()
            .map(|(thread, people)| (thread, people.seen()))
            .collect(),
    })
}

/// The people of one chat.
#[derive(Default)]
pub(super) struct People {
    writes: HashMap<(Option<String>, Option<String>), u64>,
    named: Option<String>,
    group: bool,
    known: bool,
}

impl People {
    /// Whom the chat itself names, before anybody wrote.
    fn of(&mut self, chat: &Chat) {
        if self.known {
            return;
        }
        self.known = true;
        self.group = chat.is_group();
        self.named.clone_from(&chat.name);
        if let Some(other) = chat.other() {
            let label = chat.name.clone();
            self.count(
                Person {
                    label,
                    address: Some(other),
                },
                0,
            );
        }
    }

    /// Counts who writes on a page.
    fn page(
        &mut self,
        bytes: Bytes<'_>,
        file: &ChatFile,
        joined: &mut Joined,
    ) -> std::io::Result<()> {
        let around = Around {
            folder: &file.folder,
            archive: None,
        };
        let thread = file.page_of.as_deref().unwrap_or_default();
        joined.begin(thread);
        let mut pages = Cutter::new(bytes);
        while let Some(cut) = pages.next(&page::begins)? {
            match page::read(&Node::of(&cut.bytes), thread, joined, around) {
                On::Chat(name) => self.named = Some(name),
                On::Record(said) => {
                    if let Some(who) = said.sender.filter(|_| said.kind != DraftKind::System) {
                        self.count(who, 1);
                    }
                }
                On::Day | On::Unknown(_) => {}
            }
        }
        Ok(())
    }

    pub(super) fn count(&mut self, who: Person, records: u64) {
        let key = (who.label, who.address);
        if let Some(count) = self.writes.get_mut(&key) {
            *count += records;
        } else if self.writes.len() < limits::SENDERS {
            self.writes.insert(key, records);
        }
    }

    pub(super) fn seen(self) -> ThreadSeen {
        let group = self.group || self.writes.values().filter(|n| **n > 0).count() > 2;
        let mut senders: Vec<(Person, u64)> = self
            .writes
            .into_iter()
            .map(|((label, address), records)| (Person { label, address }, records))
            .collect();
        senders.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.shown().cmp(&b.shown())));
        ThreadSeen {
            senders,
            named: self.named,
            group,
        }
    }
}
