//! Who writes in which conversation: the first pass.

use std::collections::HashMap;

use serde::de::IgnoredAny;
use serde_json::{Map, Value};

use super::about::About;
use super::files::{File, Files, Holds};
use super::media::Media;
use super::message::{self, Around, pair};
use super::post::POSTS;
use crate::bytes::Bytes;
use crate::error::IntakeError;
use crate::json::{Part, Scan, parse};
use crate::limits;
use crate::reader::{Survey, ThreadSeen};
use crate::source::Source;

/// Reads each file of messages once, and counts the posts. Lists of followers say themselves
/// between whom each entry is.
pub(super) fn survey(source: &Source, files: &Files, about: &About) -> Result<Survey, IntakeError> {
    let mut seen = People::new(source, about);
    for file in &files.read {
        if matches!(file.holds, Holds::Followers | Holds::Following) {
            continue;
        }
        match Bytes::open(source, file.member.as_deref()) {
            Ok(bytes) => {
                // A file that breaks off says what it said until there; the second pass names
                // the problem.
                if let Err(e) = seen.file(file, bytes)
                    && file.member.is_none()
                {
                    return Err(source.unreadable(e));
                }
            }
            Err(IntakeError::Member { .. }) => {}
            Err(e) => return Err(e),
        }
    }
    Ok(seen.finish())
}

struct People<'a> {
    about: &'a About,
    media: Media<'a>,
    threads: HashMap<String, HashMap<String, u64>>,
    known: usize,
    posts: u64,
}

impl<'a> People<'a> {
    fn new(source: &'a Source, about: &'a About) -> Self {
        People {
            about,
            media: Media::of(source),
            threads: HashMap::new(),
            known: 0,
            posts: 0,
        }
    }
}

impl People<'_> {
    fn file(&mut self, file: &File, bytes: Bytes<'_>) -> std::io::Result<()> {
        let mut scan = Scan::new(bytes, file.holds.shape());
        let mut conversation = Conversation::default();
        while let Some(part) = scan.part()? {
            conversation.at(scan.items);
            match part {
                Part::Field { key, value } => drop(conversation.field(&key, &value)),
                Part::Record(mut raw) if file.holds == Holds::Messages => {
                    if let Ok((record, _)) = parse::<Map<String, Value>, _>(&mut scan, &mut raw) {
                        self.record(&record, conversation.id());
                    }
                }
                Part::Record(mut raw) => {
                    let read = parse::<IgnoredAny, _>(&mut scan, &mut raw);
                    self.posts += u64::from(read.is_ok());
                }
            }
        }
        Ok(())
    }

    fn record(&mut self, record: &Map<String, Value>, conversation: Option<&str>) {
        let around = Around {
            conversation,
            about: self.about,
            media: &self.media,
        };
        let Ok(said) = message::read(record, &around) else {
            return;
        };
        if let Some((one, other)) = pair(&said.thread) {
            self.count(&said.thread, one, 0);
            self.count(&said.thread, other, 0);
        }
        for who in message::takes_part(record) {
            self.count(&said.thread, &who, 0);
        }
        if let Some(sender) = said.from.and_then(|from| from.address) {
            self.count(&said.thread, &sender, 1);
        }
    }

    fn count(&mut self, thread: &str, who: &str, records: u64) {
        if let Some(count) = self.threads.get_mut(thread).and_then(|t| t.get_mut(who)) {
            *count += records;
        } else if self.known < limits::SENDERS {
            self.known += 1;
            let people = self.threads.entry(thread.to_owned()).or_default();
            people.insert(who.to_owned(), records);
        }
    }

    fn finish(self) -> Survey {
        let mut survey = Survey::default();
        for (thread, people) in self.threads {
            let group = pair(&thread).is_none() || people.len() > 2;
            let mut senders: Vec<_> = people
                .into_iter()
                .map(|(id, records)| (self.about.person(id), records))
                .collect();
            senders.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.address.cmp(&b.address)));
            survey.threads.insert(
                thread,
                ThreadSeen {
                    senders,
                    named: None,
                    group,
                },
            );
        }
        if self.posts > 0 {
            survey.threads.insert(
                POSTS.to_owned(),
                ThreadSeen {
                    senders: vec![(self.about.owner(), self.posts)],
                    named: None,
                    group: false,
                },
            );
        }
        survey
    }
}

/// The conversation that a scan is in.
#[derive(Default)]
pub(super) struct Conversation {
    item: u64,
    id: Option<String>,
}

impl Conversation {
    /// The scan is at this item of the list: another than before is another conversation.
    pub(super) fn at(&mut self, item: u64) {
        if item != self.item {
            self.item = item;
            self.id = None;
        }
    }

    /// Takes a field beside the messages; whether it is known.
    pub(super) fn field(&mut self, key: &str, value: &[u8]) -> bool {
        if key != "conversationId" {
            return false;
        }
        let said: Option<String> = serde_json::from_slice(value).ok();
        self.id = said.filter(|id| !id.is_empty());
        true
    }

    pub(super) fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }
}
