//! Which reader reads a source: by content, with the name as support only.

use crate::error::IntakeError;
use crate::reader::{Certainty, READERS, Reader, ReaderId};
use crate::source::Source;

/// The surest reader for this source.
///
/// # Errors
/// [`IntakeError::PartOfMail`] for a `winmail.dat`, [`IntakeError::NotYetRead`] for a format that is known and not read yet, else
/// [`IntakeError::NotRecognised`].
pub fn detect(source: &Source) -> Result<ReaderId, IntakeError> {
    let mut best: Option<(Certainty, ReaderId)> = None;
    for reader in READERS {
        let certainty = reader.recognise(source);
        if certainty > Certainty::No && best.is_none_or(|(before, _)| certainty > before) {
            best = Some((certainty, reader.id()));
        }
    }
    if let Some((_, reader)) = best {
        return Ok(reader);
    }
    let name = source.name().to_owned();
    if source.head().starts_with(crate::tnef::SIGNATURE) {
        return Err(IntakeError::PartOfMail { name });
    }
    match known(source) {
        Some(what) => Err(IntakeError::NotYetRead { name, what }),
        None => Err(IntakeError::NotRecognised { name }),
    }
}

/// The reader of this name. Every [`ReaderId`] was made by one, so there always is one.
#[must_use]
pub fn reader(id: ReaderId) -> &'static dyn Reader {
    READERS
        .iter()
        .copied()
        .find(|r| r.id() == id)
        .unwrap_or(&crate::mail::Eml)
}

/// Formats that are told to a person by name, though nothing reads them yet.
const KNOWN: &[(&[u8], &str)] = &[
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an old Office file (Word, Excel, PowerPoint)",
    ),
    (b"!BDN", "an Outlook mailbox (pst or ost)"),
    (b"SQLite format 3\0", "a database"),
    (b"\x1F\x8B", "a compressed archive (gz)"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"%PDF-", "a PDF"),
    (b"\xFF\xD8\xFF", "a photograph"),
    (b"\x89PNG", "a picture"),
    (
        b"Grailbird.data.",
        "a part of a Twitter archive from before 2019",
    ),
    (b"BEGIN:VCARD", "a contact card"),
    (b"BEGIN:VCALENDAR", "a calendar"),
];

fn known(source: &Source) -> Option<&'static str> {
    let head = source.head();
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let (_, what) = KNOWN.iter().find(|(magic, _)| head.starts_with(magic))?;
    Some(what)
}
