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
        let mut read = message(bytes, found, settings, &mut self.equals)?;
        if let Some(id) = &read.draft.id {
            let id = Identity::of("message-id").with(id.as_bytes()).finish();
            let body = short(&read.body_digest);
            if *self.bodies.entry(short(&id)).or_insert(body) != body {
                let why = "another message of this mailbox has the same Message-ID and other words";
                read.draft.doubt(why);
                read.problems.push(why);
            }
        }
        Ok(read)
    }
}

fn short(digest: &[u8; 32]) -> u64 {
    digest
        .iter()
        .take(8)
        .fold(0, |key, b| key << 8 | u64::from(*b))
}
