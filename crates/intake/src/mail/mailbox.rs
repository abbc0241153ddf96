//! What is known of a mailbox while its messages are read, whatever it is kept in.

use std::collections::HashMap;

use super::message::{Apart, Found, Message, message};
use crate::identity::{Equals, Identity};
use crate::reader::Settings;

/// Remembers, sixteen bytes a message, what tells one message from another.
#[derive(Default)]
pub(crate) struct Mailbox {
    equals: Equals,
    /// By Message-ID: the words that came with it.
    bodies: HashMap<u64, u64>,
}

impl Mailbox {
    /// Reads the next message.
    ///
    /// # Errors
    /// Why it is none.
    pub(crate) fn message(
        &mut self,
        bytes: Vec<u8>,
        found: Found,
        settings: &Settings,
    ) -> Result<Message, &'static str> {
        message(bytes, found, settings).map(|read| self.place(read))
    }

    /// Takes the next message in: tells it from its equals, and from others with its Message-ID.
    pub(crate) fn place(&mut self, apart: Apart) -> Message {
        let mut read = apart.message;
        if let Some((fields, day)) = &apart.fields_digest {
            read.draft.identity = Identity::of("mail-nth")
                .with(fields)
                .with(&self.equals.nth(fields).to_be_bytes())
                .hex_on(*day);
        }
        let Some(id) = &read.draft.id else {
            return read;
        };
        let id = Identity::of("message-id").with(id.as_bytes()).finish();
        // Its lowest bit says what kept it.
        let body = short(&read.body_digest) & !1 | apart.kept as u64;
        let before = *self.bodies.entry(short(&id)).or_insert(body);
        let why = if before == body {
            return read;
        } else if (before ^ body) & 1 == 0 {
            "another message of this mailbox has the same Message-ID and other words"
        } else {
            "another message of this mailbox has the same Message-ID and is kept in another format (.eml, .msg): it may be the same message twice"
        };
        read.draft.doubt(why);
        read.problems.push(why);
        read
    }
}

fn short(digest: &[u8; 32]) -> u64 {
    digest
        .iter()
        .take(8)
        .fold(0, |key, b| key << 8 | u64::from(*b))
}
