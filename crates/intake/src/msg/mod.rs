//! Messages of Outlook, each a file (`.msg`, MS-OXMSG).
//!
//! A message attached to another is a file of the outer one: its parts are written out as a file
//! of their own, byte for byte, and it is not opened. Files of the same kind that hold no e-mail
//! (contacts, appointments, tasks) are refused by name.

mod files;
mod message;
mod store;

use std::io::BufReader;

use crate::error::IntakeError;
use crate::limits;
use crate::mail;
use crate::reader::{Certainty, Reader, ReaderId, Report, Sealing, Settings, Sink, Survey};
use crate::source::Source;

pub(crate) use message::{message, opened};

/// Reads one message of Outlook.
pub struct Msg;

const ID: ReaderId = ReaderId("msg");

impl Reader for Msg {
    fn id(&self) -> ReaderId {
        ID
    }

    fn recognise(&self, source: &Source) -> Certainty {
        // A folder may be called so, too; it is asked nothing more, since its length hangs on what
        // reads it.
        if source.folder().is_some() {
            return Certainty::No;
        }
        let named = is_named(source.name().as_bytes());
        let compound = is_compound(source.head());
        let small = || source.len() <= limits::MESSAGE as u64;
        if compound && (named || small() && store::is_message(BufReader::new(source.reader()))) {
            Certainty::Sure
        } else if named {
            Certainty::Perhaps
        } else {
            Certainty::No
        }
    }

    fn sealing(&self) -> Sealing {
        Sealing::EachRecord
    }

    fn survey(&self, _: &Source, _: &Settings) -> Result<Survey, IntakeError> {
        Ok(Survey::default())
    }

    fn read(
        &self,
        source: &Source,
        settings: &Settings,
        sink: &mut Sink<'_>,
    ) -> Result<Report, IntakeError> {
        let mut why_not = None;
        let read = mail::alone(source, ID, sink, |bytes, found| {
            message(bytes, found, settings).inspect_err(|why| {
                why_not = Some(*why);
            })
        });
        match (read, why_not) {
            (Err(_), Some(why)) => Err(IntakeError::Broken {
                name: source.name().to_owned(),
                what: "an Outlook message",
                why,
            }),
            (read, _) => read,
        }
    }
}

/// Whether a file of this name is one.
pub(crate) fn is_named(name: &[u8]) -> bool {
    name.to_ascii_lowercase().ends_with(b".msg")
}

/// Whether bytes begin as those of a compound file do.
pub(crate) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(store::SIGNATURE)
}
