//! E-mail: single messages (`.eml`, RFC 5322), and what the reader of mailboxes shares with it.
//!
//! The structure of a message is read here, one pass a level and with limits; addresses and
//! entities by `mail-parser`. A message inside a message is a file of the outer one. Nothing is
//! fetched, and no signature is checked.

mod date;
mod head;
mod html;
mod mailbox;
mod message;
mod parts;
mod pieces;
mod seen;
mod smime;
mod transfer;
mod words;

use std::io::Read;

use standfast_model::draft::{Draft, Person, Place};
use standfast_model::visible;

use crate::error::IntakeError;
use crate::limits;
use crate::msg;
use crate::reader::{Certainty, Reader, ReaderId, Report, Sealing, Settings, Sink, Survey};
use crate::source::{Hashing, Source};

pub use seen::{MailSeen, mail_seen};

pub(crate) use date::{Date, read as read_date};
pub(crate) use head::{Head, begins_message, is_field};
pub(crate) use html::to_text as html_to_text;
pub(crate) use mailbox::Mailbox;
pub(crate) use message::{Apart, Beside, Found, Kept, Message, draft, message};
pub(crate) use parts::{Content, File};
pub(crate) use words::{decode, unstructured};

/// Reads one message in a file of its own.
pub struct Eml;

const ID: ReaderId = ReaderId("eml");

impl Reader for Eml {
    fn id(&self) -> ReaderId {
        ID
    }

    fn recognise(&self, source: &Source) -> Certainty {
        let known = Head::read(source.head()).known();
        let named = source.name().to_ascii_lowercase().ends_with(".eml");
        match known {
            2.. => Certainty::Sure,
            _ if named => Certainty::Perhaps,
            _ => Certainty::No,
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
        alone(source, ID, sink, |bytes, found| {
            message(bytes, found, settings)
        })
    }
}

/// Reads a file that is one message, by `read`.
pub(crate) fn alone(
    source: &Source,
    id: ReaderId,
    sink: &mut Sink<'_>,
    read: impl FnOnce(Vec<u8>, Found) -> Result<Apart, &'static str>,
) -> Result<Report, IntakeError> {
    if source.len() > limits::MESSAGE as u64 {
        return Err(IntakeError::Limit {
            name: source.name().to_owned(),
            what: "the size",
            limit: format!("{} MB for one message", limits::MESSAGE >> 20),
        });
    }
    let mut reader = Hashing::new(source.reader().take(limits::MESSAGE as u64 + 1));
    let mut bytes = Vec::new();
    reader
        .read_to_end(&mut bytes)
        .map_err(|e| source.unreadable(e))?;
    source.saw(reader.hex())?;
    let mut report = Report::new(id);
    let at = "message 1";
    let found = Found {
        place: Place {
            file: String::new(),
            at: at.to_owned(),
            bytes: (0, bytes.len() as u64),
        },
        filed: None,
        quoted: false,
        folder: String::new(),
    };
    let line = first_line(&bytes);
    match read(bytes, found).map(|apart| Mailbox::default().place(apart)) {
        Ok(read) => {
            for problem in read.problems {
                report.problem(at, problem);
            }
            report.hand_over(read.draft, sink);
            Ok(report)
        }
        Err(_) => Err(IntakeError::NothingUnderstood {
            name: source.name().to_owned(),
            reader: id,
            at: "line 1".to_owned(),
            line,
        }),
    }
}

/// The first line that says something, shortened, what steers a screen shown by its number.
pub(crate) fn first_line(bytes: &[u8]) -> String {
    let start = bytes.get(..bytes.len().min(4_096)).unwrap_or_default();
    let line = start
        .split(|b| *b == b'\n')
        .map(<[u8]>::trim_ascii)
        .find(|l| !l.is_empty());
    let line = String::from_utf8_lossy(line.unwrap_or_default());
    visible(&line).chars().take(80).collect()
}

/// A message as a person reads it: who, to whom, when, about what, and its words.
///
/// For views only: derived from the bytes, which stay what they are. Addresses stand beside
/// names; HTML is made into text; files are named. Bytes that are no message come out as text.
#[must_use]
pub fn mail_as_text(bytes: &[u8]) -> String {
    // The time of the view says what the message says: no import, so nothing is too late.
    let settings = Settings::at(jiff::Timestamp::MAX);
    let (draft, dated) = if msg::is_compound(bytes) {
        match msg::opened(bytes, nowhere(), &settings) {
            Ok(opened) => (opened.apart.message.draft, opened.dated),
            Err(why) => return format!("[It cannot be shown as a message: {why}.]"),
        }
    } else {
        match message(bytes.to_vec(), nowhere(), &settings) {
            // As its sender wrote it, with the offset that the sender's clock had.
            Ok(read) => {
                let dated = Head::read(bytes).first("date").map(words::unstructured);
                (read.message.draft, dated)
            }
            Err(_) => return visible(&words::decode(None, bytes).0).into_owned(),
        }
    };
    as_text(&draft, dated.as_deref())
}

/// Where a message stands that is only looked at.
pub(crate) fn nowhere() -> Found {
    Found {
        place: Place {
            file: String::new(),
            at: String::new(),
            bytes: (0, 0),
        },
        filed: None,
        quoted: false,
        folder: String::new(),
    }
}

fn as_text(draft: &Draft, dated: Option<&str>) -> String {
    let mut lines = Vec::new();
    let mut say = |name: &str, value: &str| {
        if !value.is_empty() {
            lines.push(format!("{name}: {}", visible(value).replace('\n', " ")));
        }
    };
    say(
        "From",
        &draft.from.as_ref().map(Person::shown).unwrap_or_default(),
    );
    say(
        "To",
        &draft
            .to
            .iter()
            .map(Person::shown)
            .collect::<Vec<_>>()
            .join(", "),
    );
    say("Date", dated.map_or("not said", str::trim));
    say("Subject", draft.title.as_deref().unwrap_or_default());
    for file in &draft.attachments {
        let name = if file.name.is_empty() {
            "without a name"
        } else {
            &file.name
        };
        say("File", name);
    }
    for doubt in &draft.doubts {
        say("Note", doubt);
    }
    let words = draft.words.as_deref().unwrap_or("[no text]");
    format!("{}\n\n{}", lines.join("\n"), visible(words))
}
