//! Which files of a source are backups: the file itself, or those inside an archive.

use std::io::Read;

use super::letters::writing_of;
use super::tags::{TagKind, Tags, name};
use crate::error::IntakeError;
use crate::limits;
use crate::lines::Writing;
use crate::source::Source;
use crate::store::{Hashing, SourceReader};

/// One backup.
pub(super) struct Backup<'s> {
    source: &'s Source,
    /// Its member, where the source is an archive.
    pub(super) member: Option<String>,
}

/// Its bytes, behind the byte order mark.
pub(super) enum Bytes<'s> {
    Plain(Hashing<SourceReader>),
    Member(Box<dyn Read + 's>),
}

impl Read for Bytes<'_> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        match self {
            Bytes::Plain(reader) => reader.read(buf),
            Bytes::Member(reader) => reader.read(buf),
        }
    }
}

impl Bytes<'_> {
    /// The digest of a plain file that was read to its end.
    pub(super) fn hex(self) -> Option<String> {
        match self {
            Bytes::Plain(reader) => Some(reader.hex()),
            Bytes::Member(_) => None,
        }
    }
}

/// The backups in a source, in the order of the archive.
pub(super) fn find(source: &Source) -> Vec<Backup<'_>> {
    let Some(archive) = source.archive() else {
        let found = is_backup(source.head());
        return found
            .then_some(Backup {
                source,
                member: None,
            })
            .into_iter()
            .collect();
    };
    archive
        .members()
        .iter()
        .filter(|m| m.refused.is_none() && m.base_name().to_ascii_lowercase().ends_with(".xml"))
        .filter(|m| {
            let mut head = Vec::new();
            let most = limits::HEAD_OF_SOURCE as u64;
            let read = source
                .open_member(&m.name)
                .map(|r| r.take(most).read_to_end(&mut head));
            matches!(read, Ok(Ok(_))) && is_backup(&head)
        })
        .map(|m| Backup {
            source,
            member: Some(m.name.clone()),
        })
        .collect()
}

/// Whether the first element is the root of a backup.
fn is_backup(head: &[u8]) -> bool {
    let (writing, mark) = writing_of(head);
    let behind = head.get(mark..).unwrap_or_default();
    let mut tags = Tags::new(behind, writing, mark as u64);
    while let Ok(Some(tag)) = tags.next() {
        match tag.kind {
            TagKind::Open | TagKind::Alone => {
                return matches!(name(tags.bytes(&tag)), b"smses" | b"calls");
            }
            TagKind::Comment | TagKind::Doctype | TagKind::Other if tags.strays == 0 => {}
            _ => return false,
        }
    }
    false
}

impl<'s> Backup<'s> {
    /// Its tags from the beginning, and how its characters are written.
    pub(super) fn tags(&self) -> Result<(Tags<Bytes<'s>>, Writing), IntakeError> {
        let open = || {
            Ok(match &self.member {
                None => Bytes::Plain(Hashing::new(self.source.reader())),
                Some(member) => Bytes::Member(self.source.open_member(member)?),
            })
        };
        let mut start = Vec::new();
        open()?
            .take(4)
            .read_to_end(&mut start)
            .map_err(|e| self.failed(e))?;
        let (writing, mark) = writing_of(&start);
        let mut bytes = open()?;
        let mut passed = vec![0; mark];
        bytes.read_exact(&mut passed).map_err(|e| self.failed(e))?;
        Ok((Tags::new(bytes, writing, mark as u64), writing))
    }

    /// Of an error while reading: which file.
    pub(super) fn failed(&self, error: std::io::Error) -> IntakeError {
        match &self.member {
            None => self.source.unreadable(error),
            Some(member) => IntakeError::Member {
                name: self.source.name().to_owned(),
                member: member.clone(),
                why: error.to_string(),
            },
        }
    }
}
