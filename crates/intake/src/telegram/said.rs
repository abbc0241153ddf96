//! What a record says, whether in JSON or on a page, and the draft that it becomes.

use jiff::Timestamp;
use jiff::civil;
use serde_json::Value;
use standfast_model::draft::{Attachment, Draft, DraftKind, DraftTime, Person, Place};
use standfast_model::lists::Channel;
use standfast_model::normalise;

use crate::identity::{Equals, Identity, day_in};
use crate::reader::Settings;

/// What a record says.
pub(super) struct Said {
    pub(super) kind: DraftKind,
    /// Its number, which the program gives.
    pub(super) number: Option<String>,
    pub(super) sender: Option<Person>,
    pub(super) time: DraftTime,
    pub(super) words: Option<String>,
    pub(super) title: Option<String>,
    pub(super) marks: Vec<&'static str>,
    pub(super) doubts: Vec<&'static str>,
    pub(super) attachments: Vec<Attachment>,
    /// What a person must know of it beyond itself: names that climb.
    pub(super) problems: Vec<&'static str>,
    /// Keys and actions that are not known here.
    pub(super) unknown: Vec<String>,
}

impl Default for Said {
    fn default() -> Self {
        Said {
            kind: DraftKind::Message,
            number: None,
            sender: None,
            time: DraftTime::Unknown,
            words: None,
            title: None,
            marks: Vec::new(),
            doubts: Vec::new(),
            attachments: Vec::new(),
            problems: Vec::new(),
            unknown: Vec::new(),
        }
    }
}

/// Where a record stood.
pub(super) struct Stood {
    pub(super) place: Place,
    pub(super) thread: String,
    pub(super) bytes: Vec<u8>,
}

impl Said {
    pub(super) fn titled(&mut self, more: &str) {
        match &mut self.title {
            Some(title) => {
                title.push_str(" · ");
                title.push_str(more);
            }
            None => self.title = Some(more.to_owned()),
        }
    }

    /// Its words are another's; the export says whose, if it knows.
    pub(super) fn forwarded(&mut self, from: Option<&str>) {
        self.marks.push("forwarded");
        self.titled(&match from {
            Some(name) => format!("Forwarded from {name}"),
            None => "Forwarded from somebody who is not named".to_owned(),
        });
        self.doubts.push(
            "its words are not its sender's own: they were forwarded, and its time is not when they were first written",
        );
    }

    /// A message without anything in it is said to be one.
    pub(super) fn say_if_empty(&mut self) {
        if self.kind == DraftKind::Message
            && self.words.is_none()
            && self.title.is_none()
            && self.attachments.is_empty()
        {
            self.marks.push("no-content");
            self.doubts.push("the export has no content for it");
        }
    }

    /// The draft. `equals` counts, within one chat, records that bear no number.
    pub(super) fn draft(self, stood: Stood, settings: &Settings, equals: &mut Equals) -> Draft {
        let identity = self.identity(equals);
        let system = self.kind == DraftKind::System;
        let no_name = self.sender.as_ref().is_some_and(|who| who.label.is_none());
        let late = matches!(&self.time, DraftTime::Instant { at, .. } if !settings.plausible(*at));
        let mut draft = Draft {
            place: stood.place,
            kind: self.kind,
            channel: if self.kind == DraftKind::Call {
                Channel::Call
            } else {
                Channel::Message
            },
            platform: Some("telegram".to_owned()),
            thread: stood.thread,
            id: self.number,
            identity,
            from: self.sender.filter(|_| !system),
            to: Vec::new(),
            time: self.time,
            title: self.title,
            words: self.words,
            marks: Vec::new(),
            attachments: self.attachments,
            doubts: Vec::new(),
            own_bytes: stood.bytes,
            line_end: b"\n",
        };
        for mark in self.marks {
            draft.mark(mark);
        }
        for doubt in self.doubts {
            draft.doubt(doubt);
        }
        if draft.time == DraftTime::Unknown {
            draft.doubt("the export gives no time for it that can be read");
        }
        if no_name && draft.from.is_some() {
            draft.doubt("its account is no more: the export has its number and no name");
        }
        if late {
            draft.doubt("its date cannot be right: it is before 1990 or after the import");
        }
        draft
    }

    /// The number of the message, the second it was sent in, and its words.
    ///
    /// Numbers of a chat of two count over all chats of one account, those of a group begin at one
    /// in each; the second tells them apart. The chat itself is not part of it, nor the sender's
    /// number, since the pages of an export (HTML) say neither: a message is the same in both.
    /// Words are, so that a message that was edited between two exports is two, each as it stood.
    /// Exports from before April 2022 know no instant; there the wall time stands for it.
    fn identity(&self, equals: &mut Equals) -> String {
        let (tag, second) = match &self.time {
            DraftTime::Instant { at, .. } => (1, at.as_second()),
            DraftTime::Local { wall, .. } => (2, wall_second(*wall)),
            // Nobody says a time in words here.
            DraftTime::Unknown | DraftTime::Said { .. } => (0, 0),
        };
        // Acts that the program only tells of have no time on a page.
        let title = self.title.as_deref().filter(|_| tag == 0);
        let told = |format| {
            Identity::of(format)
                .with(title.unwrap_or_default().as_bytes())
                .with(&[tag, u8::from(self.kind == DraftKind::Call)])
                .with(&second.to_be_bytes())
                .with(self.words.as_deref().unwrap_or_default().as_bytes())
        };
        if let Some(number) = &self.number {
            return told("telegram")
                .with(number.as_bytes())
                .hex_on(day_in(&self.time));
        }
        let who = self.sender.as_ref().and_then(Person::identity);
        let digest = told("telegram-no-number")
            .with(who.as_ref().map_or("", |w| w.as_str()).as_bytes())
            .finish();
        let nth = equals.nth(&digest);
        Identity::of("telegram-nth")
            .with(&digest)
            .with(&nth.to_be_bytes())
            .hex_on(day_in(&self.time))
    }
}

fn wall_second(wall: civil::DateTime) -> i64 {
    jiff::tz::Offset::UTC
        .to_timestamp(wall)
        .map_or(0, Timestamp::as_second)
}

/// A person of the export. Accounts are `user123`; older exports give the bare number, in which
/// groups and channels are told by what is added to theirs.
pub(super) fn person(name: Option<&Value>, id: Option<&Value>) -> Option<Person> {
    const GROUP: i64 = 1 << 32;
    const CHANNEL: i64 = 2 << 32;
    let label = name
        .and_then(Value::as_str)
        .filter(|name| !normalise(name).as_str().is_empty())
        .map(str::to_owned);
    let address = match id {
        Some(Value::String(id)) if !id.is_empty() => Some(id.clone()),
        Some(Value::Number(id)) => match id.as_i64()? {
            n @ 1..GROUP => Some(format!("user{n}")),
            n @ GROUP..CHANNEL => Some(format!("chat{}", n - GROUP)),
            n if n >= CHANNEL => Some(format!("channel{}", n - CHANNEL)),
            n => Some(n.to_string()),
        },
        _ => None,
    };
    (label.is_some() || address.is_some()).then_some(Person { label, address })
}
