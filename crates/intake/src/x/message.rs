//! What happened in a conversation: a message, somebody who came or went, a new name for it.

use serde_json::{Map, Value};
use standfast_model::draft::DraftKind;
use standfast_model::lists::Channel;

use super::about::About;
use super::media::Media;
use super::said::{Said, id, instant, named, text, unknown};
use crate::limits;

/// Where a record stands.
pub(super) struct Around<'a> {
    /// The number of its conversation.
    pub(super) conversation: Option<&'a str>,
    pub(super) about: &'a About,
    pub(super) media: &'a Media<'a>,
}

/// Why a record is none.
pub(super) enum Refused {
    NoEvent,
    /// What happened is not known here; how it is counted.
    Unknown(String),
}

/// What can happen, and what it is.
const EVENTS: &[(&str, Event)] = &[
    ("messageCreate", Event::Message),
    ("welcomeMessageCreate", Event::Welcome),
    ("conversationNameUpdate", Event::Named),
    ("joinConversation", Event::Program),
    ("participantsJoin", Event::Program),
    ("participantsLeave", Event::Program),
    ("reactionCreate", Event::Program),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Event {
    Message,
    /// What a business has the site send to whoever opens a conversation.
    Welcome,
    /// Who gave the conversation its name chose the words.
    Named,
    Program,
}

const KNOWN: &[&str] = &[
    "id",
    "senderId",
    "recipientId",
    "text",
    "createdAt",
    "mediaUrls",
    "urls",
    "reactions",
    "editHistory",
    "initiatingUserId",
    "userIds",
    "participantsSnapshot",
    "name",
    "reactionKey",
    "eventId",
];

/// Reads one record.
pub(super) fn read(record: &Map<String, Value>, around: &Around<'_>) -> Result<Said, Refused> {
    let mut fields = record.iter();
    let (Some((name, Value::Object(fields))), None) = (fields.next(), fields.next()) else {
        return Err(Refused::NoEvent);
    };
    let Some((name, event)) = EVENTS.iter().find(|(known, _)| known == name) else {
        return Err(Refused::Unknown(named("the event", name, "a conversation")));
    };
    let mut said = Said::new("message", Channel::Message);
    said.unknown = unknown(fields, KNOWN, "a message");
    said.at = instant(fields.get("createdAt"));
    let sender = id(fields.get("senderId")).or_else(|| id(fields.get("initiatingUserId")));
    let recipient = recipient(fields, around.conversation, sender.as_deref());
    said.thread = match around.conversation {
        Some(conversation) => conversation.to_owned(),
        None => between(sender.as_deref(), recipient.as_deref()),
    };
    said.token = sender.clone().unwrap_or_default();
    said.token.push(' ');
    match event {
        Event::Message | Event::Welcome => {
            if *event == Event::Welcome {
                said.kind = DraftKind::Notification;
            }
            said.id = id(fields.get("id"));
            said.message(fields, around);
        }
        Event::Named => {
            said.sort = "conversation-name";
            let at = text(fields.get("createdAt"));
            said.id = at.map(|at| format!("{} {at}", said.thread));
            said.marks.push("app-words");
            if let Some(name) = text(fields.get("name")) {
                said.token.push_str(name);
                said.titled(&format!("Named the conversation: {name}"));
            }
        }
        Event::Program => {
            said.kind = DraftKind::System;
            said.sort = "event";
            said.titled(name);
            if *name == "reactionCreate" {
                let what = "a reaction that does not say to which message";
                said.unknown.push(what.to_owned());
            }
        }
    }
    if said.kind != DraftKind::System {
        said.from = sender.map(|id| around.about.person(id));
        said.to.extend(recipient.map(|id| around.about.person(id)));
    }
    if said.at.is_none() {
        said.doubts
            .push("the archive gives no time for it that can be read");
    }
    if said.kind == DraftKind::Message && said.id.is_none() {
        said.doubts.push("the archive gives it no number");
    }
    Ok(said.finish())
}

impl Said {
    fn message(&mut self, fields: &Map<String, Value>, around: &Around<'_>) {
        self.written(fields.get("text"));
        let listed = fields.get("mediaUrls").and_then(Value::as_array);
        let urls: Vec<&str> = listed
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let found = around.media.belonging(false, self.id.as_deref(), &urls);
        self.attachments = found.attachments;
        self.doubts.extend(found.doubts);
        self.links(fields.get("urls"), "expanded");
        let edits = fields.get("editHistory").and_then(Value::as_array);
        if edits.is_some_and(|edits| !edits.is_empty()) {
            self.marks.push("edited");
            self.doubts
                .push("it was edited; what it said before is in its own bytes only");
        }
        self.reactions(fields.get("reactions"));
    }

    /// Reactions are a fact about the message: who, with which sign, and when.
    fn reactions(&mut self, list: Option<&Value>) {
        let list = list
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        let told = list.iter().take(limits::REACTIONS).filter_map(|one| {
            let mut told = text(one.get("reactionKey"))?.to_owned();
            if let Some(who) = id(one.get("senderId")) {
                told.push_str(" by ");
                told.push_str(&who);
            }
            if let Some(at) = instant(one.get("createdAt")) {
                told.push_str(&format!(" at {at}"));
            }
            Some(told)
        });
        let mut told: Vec<String> = told.collect();
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

/// To whom a message between two went. In a group nobody is named.
fn recipient(
    fields: &Map<String, Value>,
    conversation: Option<&str>,
    sender: Option<&str>,
) -> Option<String> {
    id(fields.get("recipientId")).or_else(|| {
        let (one, other) = pair(conversation?)?;
        match sender? {
            sender if sender == one => Some(other.to_owned()),
            sender if sender == other => Some(one.to_owned()),
            _ => None,
        }
    })
}

/// The two of a conversation: `12-34`. The number of a group is one.
pub(super) fn pair(conversation: &str) -> Option<(&str, &str)> {
    let number = |n: &str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
    let (one, other) = conversation.split_once('-')?;
    (number(one) && number(other)).then_some((one, other))
}

/// The number that a conversation of these two has: the smaller first.
fn between(sender: Option<&str>, recipient: Option<&str>) -> String {
    match (sender, recipient) {
        (Some(a), Some(b)) if (a.len(), a) <= (b.len(), b) => format!("{a}-{b}"),
        (Some(a), Some(b)) => format!("{b}-{a}"),
        _ => "a conversation without a number".to_owned(),
    }
}

/// Everybody whom a record shows to be in its conversation.
pub(super) fn takes_part(record: &Map<String, Value>) -> Vec<String> {
    let fields = record.values().filter_map(Value::as_object);
    fields
        .flat_map(|fields| {
            let one = ["senderId", "recipientId", "initiatingUserId"];
            let many = ["userIds", "participantsSnapshot"];
            let ones = one.into_iter().filter_map(|key| id(fields.get(key)));
            let lists = many
                .into_iter()
                .filter_map(|key| fields.get(key)?.as_array());
            let listed = lists.flatten().filter_map(|one| id(Some(one)));
            ones.chain(listed).collect::<Vec<_>>()
        })
        .collect()
}
