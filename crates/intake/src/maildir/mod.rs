//! Folders of e-mail: maildirs, nested or not, and plain folders of `.eml` and `.emlx` files.
//!
//! Which files are messages, in which order, and that nothing outside is read, is told in
//! `folder`; here each becomes a draft. Streams: one message in memory at a time. What a mail
//! program notes in the name of a file is its mailbox owner's doing, never the sender's.

mod flags;

use standfast_model::draft::Place;

use crate::emlx;
use crate::error::IntakeError;
use crate::folder::{Folder, Opened};
use crate::limits;
use crate::mail::{Found, Mailbox, Message, first_line};
use crate::reader::{Certainty, Flow, Reader, ReaderId, Report, Sealing, Settings, Sink, Survey};
use crate::source::Source;

pub(crate) use flags::{in_bin, unsent};

/// Reads folders of messages.
pub struct Maildir;

pub(crate) const ID: ReaderId = ReaderId("maildir");

impl Reader for Maildir {
    fn id(&self) -> ReaderId {
        ID
    }

    fn recognise(&self, source: &Source) -> Certainty {
        match source.folder() {
            Some(folder) if folder.is_mail() => Certainty::Sure,
            // Another export may have a message lying about in it.
            Some(folder) if folder.holds_only_messages() => Certainty::Perhaps,
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
        let Some(folder) = source.folder() else {
            return Err(IntakeError::NotRecognised {
                name: source.name().to_owned(),
            });
        };
        let mut report = Report::new(ID);
        for (path, why) in folder.skipped() {
            report.not_understood(path, why);
        }
        let mut first_bad = None;
        let mut binned = 0_u64;
        let mut number = 0_u64;
        let mut mailbox = Mailbox::default();
        let mut visit = folder.visit();
        while let Some((listed, opened)) = visit.next(source.name())? {
            number += 1;
            let place = Place {
                file: listed.shown(),
                at: format!("message {number}"),
                bytes: (0, 0),
            };
            let shown = place.shown();
            let bytes = match opened {
                Opened::Bytes(bytes) => bytes,
                Opened::TooLarge => {
                    report.not_understood(shown, "it is over the limit of 64 MB for one message");
                    continue;
                }
                Opened::Unreadable => {
                    report.not_understood(shown, "the file cannot be read");
                    continue;
                }
            };
            let line = first_line(&bytes);
            match message(bytes, listed.parts(), place, source, settings, &mut mailbox) {
                Err(why) => {
                    first_bad.get_or_insert((shown.clone(), line));
                    report.not_understood(shown, why);
                }
                Ok(read) => {
                    for problem in read.problems {
                        report.problem(&*shown, problem);
                    }
                    binned += u64::from(read.draft.marks.iter().any(|m| m == "in-bin"));
                    if report.hand_over(read.draft, sink) == Flow::Stop {
                        return Ok(report);
                    }
                }
            }
        }
        source.saw(visit.hex())?;
        tell_rest(&mut report, folder, binned);
        match first_bad {
            Some((at, line)) if report.drafts == 0 => Err(IntakeError::NothingUnderstood {
                name: source.name().to_owned(),
                reader: ID,
                at,
                line,
            }),
            _ => Ok(report),
        }
    }
}

const GZIP: &[u8] = b"\x1F\x8B";

/// Reads one message in a file of its own; the folder that it stands in, and its name.
///
/// # Errors
/// Why it is no message.
pub(crate) fn message(
    bytes: Vec<u8>,
    (folder, name): (&[u8], &[u8]),
    place: Place,
    source: &Source,
    settings: &Settings,
    mailbox: &mut Mailbox,
) -> Result<Message, &'static str> {
    if bytes.starts_with(GZIP) {
        return Err("it is compressed (gz), which is not yet read");
    }
    let found = Found {
        place: Place {
            bytes: (0, bytes.len() as u64),
            ..place
        },
        filed: None,
        quoted: false,
        folder: thread(folder, source),
    };
    if emlx::is_named(name) {
        return emlx::message(bytes, found, emlx::is_part(name), settings, mailbox);
    }
    let mut read = mailbox.message(bytes, found, settings)?;
    flags::tell(name, &mut read.draft);
    Ok(read)
}

/// The folder as a mail program names it; the outermost has the name of the source.
fn thread(folder: &[u8], source: &Source) -> String {
    let bare = [b"/cur".as_slice(), b"/new"]
        .iter()
        .find_map(|end| folder.strip_suffix(*end))
        .unwrap_or(folder);
    match bare {
        b"" | b"cur" | b"new" => source.name().to_owned(),
        bare => {
            let bare = bare.strip_prefix(b".").unwrap_or(bare);
            String::from_utf8_lossy(bare).into_owned()
        }
    }
}

/// What else stands in the folder.
fn tell_rest(report: &mut Report, folder: &Folder, binned: u64) {
    if binned > 0 {
        report.notes.push(format!(
            "messages that were put in the bin of the mailbox, and are read as all others: {binned}"
        ));
    }
    if folder.unfinished() > 0 {
        report.notes.push(format!(
            "files in tmp, which are messages that never fully arrived and were not read: {}",
            folder.unfinished()
        ));
    }
    let others = folder.others().count();
    if others > 0 {
        report.notes.push(format!(
            "files in the folder that are no messages and were not read: {}",
            others
        ));
    }
    report.unnamed_files = folder.others().take(limits::OTHER_FILES).collect();
}
