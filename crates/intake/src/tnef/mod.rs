//! `winmail.dat` (TNEF, MS-OXTNEF): the words and files that Outlook packed into one attachment.
//!
//! It is opened inside the e-mail that it came with, and stays beside what was in it as it was
//! received. Wrong sums, pieces out of order, missing names and rubbish at the end are said and
//! read over. A message inside is one file and is not opened.

mod pieces;
mod properties;

use crate::limits;
use crate::mail::File;
use crate::mapi::{self, Body, Properties, id, kind, method};
use pieces::{Level, Piece, Pieces};

/// What every one begins with.
pub(crate) const SIGNATURE: &[u8] = b"\x78\x9F\x3E\x22";

/// What is in one.
#[derive(Default)]
pub(crate) struct Opened {
    pub(crate) body: Body,
    pub(crate) files: Vec<File>,
    pub(crate) problems: Vec<&'static str>,
}

impl Opened {
    fn problem(&mut self, what: &'static str) {
        if !self.problems.contains(&what) {
            self.problems.push(what);
        }
    }
}

/// Names of the pieces that are read (MS-OXTNEF 2.1.3.2).
mod name {
    pub(super) const BODY: u32 = 0x0002_800C;
    pub(super) const CODE_PAGE: u32 = 0x0006_9007;
    pub(super) const PROPERTIES: u32 = 0x0006_9003;
    pub(super) const FILE_BEGINS: u32 = 0x0006_9002;
    pub(super) const FILE_TITLE: u32 = 0x0001_8010;
    pub(super) const FILE_TITLE_SENT: u32 = 0x0006_9001;
    pub(super) const FILE_DATA: u32 = 0x0006_800F;
    pub(super) const FILE_PROPERTIES: u32 = 0x0006_9005;
}

/// Opens one; `None` where the bytes are none.
pub(crate) fn open(bytes: &[u8]) -> Option<Opened> {
    let mut pieces = Pieces::of(bytes.strip_prefix(SIGNATURE)?);
    let mut opened = Opened::default();
    let mut message = Properties::default();
    let mut files: Vec<Packed> = Vec::new();
    for piece in pieces.by_ref() {
        match piece.level {
            Level::Message => of_message(&piece, &mut message, &mut opened),
            Level::File => {
                let begins = piece.name == name::FILE_BEGINS;
                let another = files.last().is_none_or(|f| f.is_before(piece.name));
                if begins || another {
                    if files.len() >= limits::OUTLOOK_FILES {
                        opened.problem("its winmail.dat has too many files: some are not read");
                        break;
                    }
                    files.push(Packed::default());
                }
                if let Some(file) = files.last_mut() {
                    file.take(&piece, &mut opened);
                }
            }
        }
    }
    for problem in pieces.problems {
        opened.problem(problem);
    }
    opened.body = mapi::body(&message);
    for problem in message
        .odd_letters()
        .into_iter()
        .chain(std::mem::take(&mut opened.body.problems))
    {
        opened.problem(problem);
    }
    let page = message.letters();
    for file in files {
        file.unpack(page, &mut opened);
    }
    Some(opened)
}

fn of_message(piece: &Piece<'_>, message: &mut Properties, opened: &mut Opened) {
    match piece.name {
        name::CODE_PAGE => {
            let page = piece.data.get(..4).and_then(|b| b.try_into().ok());
            message.code_page = page.map(u32::from_le_bytes).filter(|n| *n > 0);
        }
        // The same text as the property, which stands where it is there.
        name::BODY if !message.has(id::BODY, kind::STRING) => {
            message.keep(id::BODY, kind::STRING_8, piece.data.to_vec());
        }
        name::PROPERTIES => {
            if let Err(why) = properties::read(piece.data, message) {
                opened.problem(why);
            }
        }
        _ => {}
    }
}

/// A file, while its pieces come.
#[derive(Default)]
struct Packed {
    title: Option<Vec<u8>>,
    sent_title: Option<Vec<u8>>,
    data: Option<Vec<u8>>,
    told: Properties,
}

impl Packed {
    /// Whether a piece of this name belongs to the next file, though nothing says that one begins.
    fn is_before(&self, name: u32) -> bool {
        match name {
            name::FILE_DATA => self.data.is_some(),
            name::FILE_TITLE => self.title.is_some(),
            _ => false,
        }
    }

    fn take(&mut self, piece: &Piece<'_>, opened: &mut Opened) {
        match piece.name {
            name::FILE_TITLE => self.title = Some(piece.data.to_vec()),
            name::FILE_TITLE_SENT => self.sent_title = Some(piece.data.to_vec()),
            name::FILE_DATA => self.data = Some(piece.data.to_vec()),
            name::FILE_PROPERTIES => {
                if let Err(why) = properties::read(piece.data, &mut self.told) {
                    opened.problem(why);
                }
            }
            _ => {}
        }
    }

    fn unpack(mut self, page: Option<u32>, opened: &mut Opened) {
        self.told.code_page = self.told.code_page.or(page);
        let title = |bytes: &Option<Vec<u8>>| {
            let bytes = bytes.as_deref()?;
            let end = bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len());
            let text = mapi::decode(page, bytes.get(..end)?).0;
            (!text.trim().is_empty()).then_some(text)
        };
        let name = self
            .told
            .text(id::ATTACH_LONG_FILENAME)
            .or(title(&self.sent_title))
            .or(title(&self.title))
            .or(self.told.text(id::ATTACH_FILENAME))
            .or(self.told.text(id::DISPLAY_NAME));
        let how = self.told.integer(id::ATTACH_METHOD).unwrap_or_default();
        let media = self.told.text(id::ATTACH_MIME_TAG);
        let is_object = self.told.has(id::ATTACH_DATA, kind::OBJECT);
        // An object has sixteen bytes before it, which say what it is.
        let inside = self.told.take(id::ATTACH_DATA).map(|mut bytes| {
            if is_object {
                bytes.drain(..bytes.len().min(16));
            }
            bytes
        });
        let data = match how {
            method::MESSAGE | method::OBJECT => inside.or(self.data),
            _ => self.data.or(inside),
        };
        if data.is_none() && method::REFERENCES.contains(&how) {
            opened.problem("its winmail.dat names a file that was not sent with it");
            return;
        }
        let Some(bytes) = data else {
            if name.is_some() {
                opened.problem("a file in its winmail.dat has no content");
            }
            return;
        };
        if name.is_none() {
            opened.problem("a file in its winmail.dat has no name");
        }
        let media = match media {
            _ if bytes.starts_with(SIGNATURE) => "application/ms-tnef".to_owned(),
            Some(media) => media.to_ascii_lowercase(),
            None => "application/octet-stream".to_owned(),
        };
        opened.files.push(File {
            name: name.unwrap_or_default(),
            media,
            bytes,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{SIGNATURE, open};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_bytes_behind_the_signature_are_answered(
            pieces in proptest::collection::vec((1_u8..3, 0_usize..8, 0_u32..80, proptest::collection::vec(any::<u8>(), 0..60)), 0..12),
        ) {
            const NAMES: [u32; 8] = [0x0002_800C, 0x0006_9007, 0x0006_9003, 0x0006_9002, 0x0001_8010, 0x0006_800F, 0x0006_9005, 7];
            let mut bytes = [SIGNATURE, b"\x01\x00"].concat();
            for (level, name, length, data) in pieces {
                bytes.push(level);
                bytes.extend(NAMES.get(name).copied().unwrap_or_default().to_le_bytes());
                bytes.extend(length.to_le_bytes());
                bytes.extend(data);
            }
            prop_assert!(open(&bytes).is_some());
            prop_assert!(open(bytes.get(1..).unwrap_or_default()).is_none());
        }
    }
}
