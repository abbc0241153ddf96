//! Folders of e-mail: maildirs, nested or not, and plain folders of `.eml`, `.emlx`
//! and `.msg` files.
//!
//! Which files are messages, in which order, and that nothing outside is read, is told in
//! `folder`; here each becomes a draft. Streams: a few messages in memory at a time. What a mail
//! program notes in the name of a file is its mailbox owner's doing, never the sender's.

mod flags;
mod packed;

use standfast_model::draft::Place;

use crate::emlx;
use crate::error::IntakeError;
use crate::folder::{Folder, Listed, Opened};
use crate::limits;
use crate::mail::{self, Apart, Found, Mailbox, begins_message, first_line};
use crate::msg;
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
        let mut unpacked = 0_u64;
        let mut mailbox = Mailbox::default();
        let sha256 = folder.visit().through(
            source.name(),
            |number, listed, opened| File::of(number, listed).read(opened, source, settings),
            &mut |came| {
                let (shown, read) = match came {
                    Came::Read(read) => *read,
                    // One after the other: memory stays flat, whatever they unpack to.
                    Came::Packed(file, packed) => {
                        let (shown, read) = file.unpacked(&packed, source, settings);
                        unpacked += u64::from(read.is_ok());
                        (shown, read)
                    }
                };
                match read {
                    Err(Why { why, line }) => {
                        if let Some(line) = line {
                            first_bad.get_or_insert((shown.clone(), line));
                        }
                        report.not_understood(shown, why);
                        Flow::Go
                    }
                    Ok(apart) => {
                        let read = mailbox.place(apart);
                        for problem in read.problems {
                            report.problem(&*shown, problem);
                        }
                        binned += u64::from(read.draft.marks.iter().any(|m| m == "in-bin"));
                        report.hand_over(read.draft, sink)
                    }
                }
            },
        )?;
        let Some(sha256) = sha256 else {
            return Ok(report);
        };
        source.saw(sha256)?;
        tell_rest(&mut report, folder, binned, unpacked);
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

/// What a file holds, under its place for people.
type Read = (String, Result<Apart, Why>);

/// What came of a file that was opened.
enum Came<'f> {
    Read(Box<Read>),
    /// A server packed it.
    Packed(File<'f>, Vec<u8>),
}

/// A file that was opened, and its place.
struct File<'f> {
    listed: &'f Listed,
    place: Place,
}

/// Why a file gives no draft.
struct Why {
    why: &'static str,
    /// How it begins, where it might have been a message.
    line: Option<String>,
}

impl<'f> File<'f> {
    /// File `number` of the folder, from 1.
    fn of(number: usize, listed: &'f Listed) -> Self {
        File {
            listed,
            place: Place {
                file: listed.shown(),
                at: format!("message {number}"),
                bytes: (0, 0),
            },
        }
    }

    fn read(self, opened: Opened, source: &Source, settings: &Settings) -> Came<'f> {
        let why = match opened {
            Opened::TooLarge => "it is over the limit of 64 MB for one message",
            Opened::Unreadable => "the file cannot be read",
            Opened::Bytes(bytes) if packed::is_packed(&bytes) => return Came::Packed(self, bytes),
            Opened::Bytes(bytes) => {
                return Came::Read(Box::new(self.message(bytes, source, settings)));
            }
        };
        Came::Read(Box::new((self.place.shown(), Err(Why { why, line: None }))))
    }

    fn unpacked(self, packed: &[u8], source: &Source, settings: &Settings) -> Read {
        match packed::unpacked(packed) {
            Ok(bytes) => self.message(bytes, source, settings),
            Err(why) => (self.place.shown(), Err(Why { why, line: None })),
        }
    }

    fn message(self, bytes: Vec<u8>, source: &Source, settings: &Settings) -> Read {
        let shown = self.place.shown();
        let line = first_line(&bytes);
        let read =
            message(bytes, self.listed.parts(), self.place, source, settings).map_err(|why| Why {
                why,
                line: Some(line),
            });
        (shown, read)
    }
}

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
) -> Result<Apart, &'static str> {
    let bytes = if packed::is_packed(&bytes) {
        packed::unpacked(&bytes)?
    } else {
        bytes
    };
    let found = Found {
        place: Place {
            bytes: (0, bytes.len() as u64),
            ..place
        },
        filed: None,
        quoted: false,
        folder: thread(folder, source),
    };
    if msg::is_compound(&bytes) || msg::is_named(name) && !begins_message(&bytes) {
        return msg::message(bytes, found, settings);
    }
    if emlx::is_named(name) {
        return emlx::message(bytes, found, emlx::is_part(name), settings);
    }
    let mut read = mail::message(bytes, found, settings)?;
    flags::tell(name, &mut read.message.draft);
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
fn tell_rest(report: &mut Report, folder: &Folder, binned: u64, unpacked: u64) {
    if unpacked > 0 {
        report.notes.push(format!(
            "messages that the mail server keeps packed (gz), and that are kept here as they unpack: {unpacked}"
        ));
    }
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
