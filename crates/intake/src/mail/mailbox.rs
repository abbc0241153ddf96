//! What is known of a mailbox while its messages are read, whatever it is kept in.

use std::collections::HashMap;

use super::message::{Found, Message, message};
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
        let read = message(bytes, found, settings, &mut self.equals)?;
        Ok(self.compared(read, Kept::AsSent))
    }

    /// Takes the next message, which `read` reads from a file of Outlook.
    ///
    /// # Errors
    /// Why it is none.
    pub(crate) fn outlook(
        &mut self,
        read: impl FnOnce(&mut Equals) -> Result<Message, &'static str>,
    ) -> Result<Message, &'static str> {
        let read = read(&mut self.equals)?;
        Ok(self.compared(read, Kept::ByOutlook))
    }

    fn compared(&mut self, mut read: Message, kept: Kept) -> Message {
        let Some(id) = &read.draft.id else {
            return read;
        };
        let id = Identity::of("message-id").with(id.as_bytes()).finish();
        // Its lowest bit says what kept it.
        let body = short(&read.body_digest) & !1 | kept as u64;
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

/// In which form a message is kept: bytes of the two cannot be compared.
#[derive(Clone, Copy)]
enum Kept {
    AsSent = 0,
    ByOutlook = 1,
}

fn short(digest: &[u8; 32]) -> u64 {
    digest
        .iter()
        .take(8)
        .fold(0, |key, b| key << 8 | u64::from(*b))
}
