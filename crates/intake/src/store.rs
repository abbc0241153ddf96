//! Where the bytes of a source are, and reading them from any place.
//!
//! A file, memory, files that are one when put behind each other, or what something packed
//! unpacks to (`inflated`). An [`Extent`] is a piece of one of them; an archive inside an archive
//! is one, too, so nothing is ever unpacked to a disk.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::inflated::{Cursor, Inflated};

/// Bytes that can be read from any place.
pub(crate) enum Store {
    File(File),
    Bytes(Vec<u8>),
    /// Behind each other, each with its length.
    Joined(Vec<(Arc<Store>, u64)>),
    Inflated(Inflated),
}

impl Store {
    /// Some bytes from `at` on; none at the end.
    fn read_at(&self, buf: &mut [u8], at: u64) -> io::Result<usize> {
        match self {
            Store::File(file) => read_at(file, buf, at),
            Store::Bytes(bytes) => {
                let at = usize::try_from(at).unwrap_or(usize::MAX);
                let rest = bytes.get(at..).unwrap_or_default();
                let n = rest.len().min(buf.len());
                if let (Some(to), Some(from)) = (buf.get_mut(..n), rest.get(..n)) {
                    to.copy_from_slice(from);
                }
                Ok(n)
            }
            Store::Joined(parts) => {
                let mut begins = 0;
                for (part, length) in parts {
                    if at < begins + length {
                        let most = usize::try_from(begins + length - at).unwrap_or(usize::MAX);
                        let most = most.min(buf.len());
                        return part.read_at(buf.get_mut(..most).unwrap_or_default(), at - begins);
                    }
                    begins += length;
                }
                Ok(0)
            }
            Store::Inflated(inflated) => inflated.cursor(at).read(buf),
        }
    }
}

#[cfg(unix)]
fn read_at(file: &File, buf: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buf, at)
}

#[cfg(windows)]
fn read_at(file: &File, buf: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buf, at)
}

/// A piece of a store.
#[derive(Clone)]
pub(crate) struct Extent {
    store: Arc<Store>,
    from: u64,
    length: u64,
}

impl Extent {
    /// All of a store that is `length` bytes long.
    pub(crate) fn whole(store: Store, length: u64) -> Self {
        Extent {
            store: Arc::new(store),
            from: 0,
            length,
        }
    }

    /// Files behind each other.
    pub(crate) fn joined(parts: &[Extent]) -> Self {
        let stores = parts.iter().map(|p| (Arc::clone(&p.store), p.length));
        Extent::whole(
            Store::Joined(stores.collect()),
            parts.iter().map(|p| p.length).sum(),
        )
    }

    /// A piece of this one; what would lie outside is not part of it.
    pub(crate) fn piece(&self, from: u64, length: u64) -> Self {
        let from = from.min(self.length);
        Extent {
            store: Arc::clone(&self.store),
            from: self.from + from,
            length: length.min(self.length - from),
        }
    }

    pub(crate) fn len(&self) -> u64 {
        self.length
    }

    /// The file that these bytes stand in, where it is one.
    pub(crate) fn file(&self) -> Option<&File> {
        match &*self.store {
            Store::File(file) => Some(file),
            Store::Bytes(_) | Store::Joined(_) | Store::Inflated(_) => None,
        }
    }

    pub(crate) fn reader(&self) -> SourceReader {
        SourceReader {
            extent: Some(self.clone()),
            at: 0,
            cursor: None,
        }
    }

    /// SHA-256 of all of it, lower-case hex, by a pass of its own.
    pub(crate) fn sha256(&self) -> io::Result<String> {
        let mut reader = Hashing::new(self.reader());
        let mut piece = vec![0; 256 << 10];
        while reader.read(&mut piece)? > 0 {}
        Ok(reader.hex())
    }
}

/// Reads a source from a place of its own.
pub struct SourceReader {
    /// `None` where the source is not one file.
    extent: Option<Extent>,
    at: u64,
    /// Of what is unpacked as it is read: how far that has come.
    cursor: Option<Box<Cursor>>,
}

impl SourceReader {
    /// A reader that says that there is no one file.
    pub(crate) fn of_none() -> Self {
        SourceReader {
            extent: None,
            at: 0,
            cursor: None,
        }
    }

    /// From this byte on.
    #[must_use]
    pub fn from(mut self, at: u64) -> Self {
        self.at = at;
        self
    }
}

impl Read for SourceReader {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let extent = self.extent.as_ref().ok_or_else(not_one_file)?;
        let left = extent.length.saturating_sub(self.at);
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(buf.len());
        let room = buf.get_mut(..most).unwrap_or_default();
        if room.is_empty() {
            return Ok(0);
        }
        let at = extent.from + self.at;
        let n = match &*extent.store {
            Store::Inflated(inflated) => {
                let mut cursor = match self.cursor.take() {
                    Some(cursor) if cursor.at() == at => cursor,
                    other => {
                        inflated.leave(other);
                        inflated.cursor(at)
                    }
                };
                let read = cursor.read(room);
                self.cursor = Some(cursor);
                read?
            }
            store => store.read_at(room, at)?,
        };
        self.at += n as u64;
        Ok(n)
    }
}

impl Drop for SourceReader {
    fn drop(&mut self) {
        if let Some(extent) = &self.extent
            && let Store::Inflated(inflated) = &*extent.store
        {
            inflated.leave(self.cursor.take());
        }
    }
}

impl Seek for SourceReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let length = self.extent.as_ref().ok_or_else(not_one_file)?.length;
        let target = match to {
            SeekFrom::Start(n) => Some(n),
            SeekFrom::End(n) => length.checked_add_signed(n),
            SeekFrom::Current(n) => self.at.checked_add_signed(n),
        };
        self.at = target.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

fn not_one_file() -> io::Error {
    io::Error::new(
        io::ErrorKind::IsADirectory,
        "it is not one file: to keep it whole, put it into a zip and attach that",
    )
}

/// Hashes what is read through it.
pub(crate) struct Hashing<R> {
    inner: R,
    hash: Sha256,
}

impl<R: Read> Hashing<R> {
    pub(crate) fn new(inner: R) -> Self {
        Hashing {
            inner,
            hash: Sha256::new(),
        }
    }

    pub(crate) fn hex(self) -> String {
        hex::encode(self.hash.finalize())
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.hash.update(buf.get(..n).unwrap_or_default());
        Ok(n)
    }
}
