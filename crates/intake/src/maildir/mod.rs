//! Folders of e-mail: maildirs, nested or not, and plain folders of `.eml`, `.emlx`
//! and `.msg` files.
//!
//! Which files are messages, in which order, and that nothing outside is read, is told in
//! `folder`; here each becomes a draft. Streams: a few messages in memory at a time. What a mail
//! program notes in the name of a file is its mailbox owner's doing, never the sender's.

mod flags;
mod packed;

use rayon::prelude::*;
use standfast_model::draft::Place;

use crate::emlx;
use crate::error::IntakeError;
use crate::folder::{Folder, Listed, Opened, Visit};
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
        let (mut number, mut unpacked) = (0, 0);
        let mut mailbox = Mailbox::default();
        let mut visit = folder.visit();
        loop {
            let lot = lot(&mut visit, source, &mut number, &mut unpacked)?;
            if lot.is_empty() {
                break;
            }
            let read: Vec<_> = lot
                .into_par_iter()
                .map(|file| file.read(source, settings))
                .collect();
            for (shown, read) in read {
                match read {
                    Err(Why { why, line }) => {
                        if let Some(line) = line {
                            first_bad.get_or_insert((shown.clone(), line));
                        }
                        report.not_understood(shown, why);
                    }
                    Ok(apart) => {
                        let read = mailbox.place(apart);
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
        }
        source.saw(visit.hex())?;
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

/// Files that are read together, on all cores.
const TOGETHER: usize = 64;
/// Bytes after which fewer are.
const TOGETHER_BYTES: usize = 4 << 20;

/// A file that was opened, and its place.
struct File<'f> {
    listed: &'f Listed,
    place: Place,
    opened: Opened,
    /// Why it cannot be unpacked, where a server packed it.
    refused: Option<&'static str>,
}

/// Why a file gives no draft.
struct Why {
    why: &'static str,
    /// How it begins, where it might have been a message.
    line: Option<String>,
}

/// The next files in order; none at the end.
fn lot<'f>(
    visit: &mut Visit<'f>,
    source: &Source,
    number: &mut u64,
    unpacked: &mut u64,
) -> Result<Vec<File<'f>>, IntakeError> {
    let mut lot = Vec::with_capacity(TOGETHER);
    let mut bytes = 0;
    while lot.len() < TOGETHER && bytes < TOGETHER_BYTES {
        let Some((listed, mut opened)) = visit.next(source.name())? else {
            break;
        };
        *number += 1;
        let mut refused = None;
        if let Opened::Bytes(read) = &mut opened {
            // One after the other, and each counts as what it unpacks to: memory stays flat.
            if packed::is_packed(read) {
                match packed::unpacked(read) {
                    Ok(message) => {
                        *read = message;
                        *unpacked += 1;
                    }
                    Err(why) => refused = Some(why),
                }
            }
            bytes += read.len();
        }
        let place = Place {
            file: listed.shown(),
            at: format!("message {number}"),
            bytes: (0, 0),
        };
        lot.push(File {
            listed,
            place,
            opened,
            refused,
        });
    }
    Ok(lot)
}

impl File<'_> {
    /// Its place for people, and what it holds.
    fn read(self, source: &Source, settings: &Settings) -> (String, Result<Apart, Why>) {
        let shown = self.place.shown();
        let no = |why| Err(Why { why, line: None });
        if let Some(why) = self.refused {
            return (shown, no(why));
        }
        let read = match self.opened {
            Opened::TooLarge => no("it is over the limit of 64 MB for one message"),
            Opened::Unreadable => no("the file cannot be read"),
            Opened::Bytes(bytes) => {
                let line = first_line(&bytes);
                message(bytes, self.listed.parts(), self.place, source, settings).map_err(|why| {
                    Why {
                        why,
                        line: Some(line),
                    }
                })
            }
        };
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
