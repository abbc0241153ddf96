//! The bytes of one file of an export: the source itself, or a member of an archive.

use std::io::Read;

use crate::error::IntakeError;
use crate::source::{Hashing, Source, SourceReader};

/// The bytes of one file.
pub(crate) enum Bytes<'s> {
    /// The source itself: hashed as it goes, so that it need not be read for that again.
    Whole(Hashing<SourceReader>),
    /// A member of the archive.
    Member(Box<dyn Read + 's>),
}

impl<'s> Bytes<'s> {
    pub(crate) fn open(source: &'s Source, file: Option<&str>) -> Result<Self, IntakeError> {
        Ok(match file {
            None => Bytes::Whole(Hashing::new(source.reader())),
            Some(member) => Bytes::Member(source.open_member(member)?),
        })
    }

    /// The digest of a whole source.
    pub(crate) fn hex(self) -> Option<String> {
        match self {
            Bytes::Whole(reader) => Some(reader.hex()),
            Bytes::Member(_) => None,
        }
    }
}

impl Read for Bytes<'_> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Bytes::Whole(reader) => reader.read(buf),
            Bytes::Member(reader) => reader.read(buf),
        }
    }
}
