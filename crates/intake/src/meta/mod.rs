//! Facebook, Messenger and Instagram: conversations of a download, in JSON or as pages of HTML.
//!
//! A zip with a folder for each conversation, the separate download of encrypted Messenger chats,
//! or one `message_1.json` by itself. [`layout`] finds the conversations by their places,
//! [`crate::json`] splits each file into records, [`record`] reads one, [`letters`] sets right what
//! the sites mangle. Times are the site's own, in milliseconds of UTC. Pages are for those who asked
//! for nothing better: [`learn`] finds out how one is built, [`block`] reads a message of it,
//! [`dates`] its date, which is a wall time in the language of the account. Records are handed over
//! as they stand, the newest first. Behind them come requests and followers: [`lists`] knows their
//! files, [`requests`] reads them, [`owner`] says whose account they are of. Nothing is ever fetched: a web address is a word like others.

mod app;
mod block;
pub(crate) mod dates;
mod layout;
mod learn;
mod letters;
mod lists;
pub(crate) mod media;
mod owner;
mod pages;
mod people;
mod reading;
mod record;
mod requests;
mod summary;

use crate::error::IntakeError;
use crate::json::{Level, Shape};
use crate::reader::{Certainty, Flow, Reader, ReaderId, Report, Sealing, Settings, Sink, Survey};
use crate::source::Source;
use layout::Layout;
pub(crate) use letters::repair;
use reading::Reading;

/// Reads downloads of Facebook, Messenger and Instagram.
pub struct Meta;

const ID: ReaderId = ReaderId("meta");

impl Reader for Meta {
    fn id(&self) -> ReaderId {
        ID
    }

    fn recognise(&self, source: &Source) -> Certainty {
        if Layout::of(source).is_known() {
            Certainty::Sure
        } else {
            Certainty::No
        }
    }

    fn sealing(&self) -> Sealing {
        Sealing::OneExtract
    }

    fn survey(&self, source: &Source, _settings: &Settings) -> Result<Survey, IntakeError> {
        let layout = Layout::of(source);
        match layout.unread(source) {
            Some(error) => Err(error),
            None => people::survey(source, &layout),
        }
    }

    fn read(
        &self,
        source: &Source,
        settings: &Settings,
        sink: &mut Sink<'_>,
    ) -> Result<Report, IntakeError> {
        let layout = Layout::of(source);
        if let Some(error) = layout.unread(source) {
            return Err(error);
        }
        let mut reading = Reading::new(source, &layout, settings);
        for conversation in &layout.conversations {
            let flow = if conversation.pages {
                reading.pages(conversation, sink)?
            } else {
                reading.conversation(conversation, sink)?
            };
            if flow == Flow::Stop {
                return Ok(reading.report);
            }
        }
        if reading.requests(sink)? == Flow::Stop {
            return Ok(reading.report);
        }
        reading.finish()
    }
}

/// Where the messages of a conversation stand.
static CONVERSATION: Shape = Shape {
    levels: &[Level::Object("messages"), Level::List],
    begins: &[
        (b"\"sender_name\"", 2),
        (b"\"senderName\"", 2),
        (b"\"isUnsent\"", 2),
    ],
    assigned: false,
};
