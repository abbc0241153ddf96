//! The compound file (MS-CFB) that an Outlook message is, and the properties in it (MS-OXMSG).
//!
//! Sector chains are followed by `cfb`, which refuses those that run in circles. What is read is
//! counted, since many names may lead to the same bytes.

use std::io::{self, Cursor, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use cfb::CompoundFile;

use crate::limits;
use crate::mapi::{Properties, kind};

/// What every compound file begins with.
pub(super) const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

const PROPERTIES: &str = "__properties_version1.0";
const NAMES: &str = "__nameid_version1.0";
const VALUE: &str = "__substg1.0_";
const DAMAGED: &str = "a part of it is damaged: what can be read of it stands";
/// Storages inside storages of what is written out: two for each message inside another.
const DEPTH: usize = 2 * limits::PART_DEPTH;

/// What a list of properties belongs to: each has its own number of bytes before the first.
#[derive(Clone, Copy)]
pub(super) enum Of {
    Message = 32,
    /// A message that is attached to another.
    Attached = 24,
    Part = 8,
}

/// Whether a compound file is a message of Outlook.
pub(super) fn is_message(bytes: impl Read + Seek) -> bool {
    CompoundFile::open(bytes).is_ok_and(|file| file.is_stream(Path::new("/").join(PROPERTIES)))
}

/// An open message.
pub(super) struct Store<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    /// Bytes that may still be read.
    left: u64,
    /// Streams and storages that may still be written out.
    entries: usize,
    pub(super) problems: Vec<&'static str>,
}

impl<'a> Store<'a> {
    /// # Errors
    /// Why it is no message.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, &'static str> {
        if !bytes.starts_with(SIGNATURE) {
            return Err("its beginning is not that of an Outlook message");
        }
        let file = CompoundFile::open(Cursor::new(bytes))
            .map_err(|_| "its parts do not hang together: it is damaged or was cut off")?;
        if !file.is_stream(Path::new("/").join(PROPERTIES)) {
            return Err("it holds no message: another program wrote it");
        }
        Ok(Store {
            file,
            left: limits::MESSAGE as u64,
            entries: limits::OUTLOOK_ENTRIES,
            problems: Vec::new(),
        })
    }

    fn problem(&mut self, what: &'static str) {
        if !self.problems.contains(&what) {
            self.problems.push(what);
        }
    }

    /// Opens a stream, which counts as read.
    fn within_limits(&mut self, path: &Path) -> Option<cfb::Stream<Cursor<&'a [u8]>>> {
        let stream = self.file.open_stream(path).ok()?;
        match self.left.checked_sub(stream.len()) {
            Some(left) => {
                self.left = left;
                Some(stream)
            }
            None => {
                self.problem("its parts are over the limit: some were not read");
                None
            }
        }
    }

    /// The bytes of a stream; `None` where there is none or it cannot be read.
    fn stream(&mut self, path: &Path) -> Option<Vec<u8>> {
        let mut stream = self.within_limits(path)?;
        let mut bytes = Vec::new();
        let read = stream.read_to_end(&mut bytes);
        if read.is_err() {
            self.problem(DAMAGED);
        }
        (read.is_ok() || !bytes.is_empty()).then_some(bytes)
    }

    /// The properties kept in a storage that are `wanted`.
    pub(super) fn properties(&mut self, storage: &Path, of: Of, wanted: &[u16]) -> Properties {
        let mut told = Properties::default();
        if let Some(list) = self.stream(&storage.join(PROPERTIES)) {
            let entries = list.get(of as usize..).unwrap_or_default();
            for entry in entries.chunks_exact(16) {
                if let ([a, b, c, d], Some(value)) = (
                    entry.first_chunk::<4>().unwrap_or(&[0; 4]),
                    entry.get(8..16),
                ) {
                    let (kind, id) = (u16::from_le_bytes([*a, *b]), u16::from_le_bytes([*c, *d]));
                    let is_fixed = matches!(
                        kind,
                        kind::INTEGER_16 | kind::INTEGER_32 | kind::BOOLEAN | kind::TIME
                    );
                    if is_fixed && wanted.contains(&id) {
                        told.keep(id, kind, value.to_vec());
                    }
                }
            }
        }
        for (path, id, kind) in self.values(storage, wanted) {
            if let Some(bytes) = self.stream(&path) {
                told.keep(id, kind, bytes);
            }
        }
        told
    }

    /// The streams of values: their names say which property each is, and of what kind.
    fn values(&self, storage: &Path, wanted: &[u16]) -> Vec<(PathBuf, u16, u16)> {
        let Ok(entries) = self.file.read_storage(storage) else {
            return Vec::new();
        };
        entries
            .filter(cfb::Entry::is_stream)
            .filter_map(|entry| {
                let tag = entry.name().strip_prefix(VALUE)?;
                let tag = (tag.len() == 8).then(|| u32::from_str_radix(tag, 16).ok())??;
                let id = u16::try_from(tag >> 16).ok()?;
                let kind = u16::try_from(tag & 0xFFFF).ok()?;
                let read = matches!(kind, kind::STRING | kind::STRING_8 | kind::BINARY);
                (read && wanted.contains(&id)).then(|| (entry.path().to_owned(), id, kind))
            })
            .collect()
    }

    /// The storages of a message whose names begin so (recipients, attachments), in their order.
    pub(super) fn parts(&self, prefix: &str, most: usize) -> Vec<PathBuf> {
        let mut paths: Vec<PathBuf> = self
            .file
            .read_root_storage()
            .filter(|e| e.is_storage() && e.name().starts_with(prefix))
            .map(|e| e.path().to_owned())
            .collect();
        paths.sort_unstable();
        paths.truncate(most);
        paths
    }

    /// The object that an attachment is, where it is one.
    pub(super) fn object(&self, attachment: &Path) -> Option<PathBuf> {
        let path = attachment.join("__substg1.0_3701000D");
        self.file.is_storage(&path).then_some(path)
    }

    /// Writes a storage as a compound file of its own, each stream byte for byte; the list of
    /// properties of a message gets the head that it has in a file. The same storage gives the
    /// same bytes; one that is over a limit or is damaged gives none.
    pub(super) fn on_its_own(&mut self, storage: &Path, of: Of) -> Option<Vec<u8>> {
        let mut file =
            CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).ok()?;
        let is_message = matches!(of, Of::Attached);
        let clsid = if is_message {
            *self.file.root_entry().clsid()
        } else {
            *self.file.entry(storage).ok()?.clsid()
        };
        file.set_storage_clsid("/", clsid).ok()?;
        self.copy(storage, Path::new("/"), is_message, &mut file)?;
        if is_message {
            // What the numbers over 0x8000 mean is told once in a file.
            let names = Path::new("/").join(NAMES);
            if self.file.is_storage(&names) {
                file.create_storage(&names).ok()?;
                self.copy(&names, &names, false, &mut file)?;
            }
        }
        let no_time = UNIX_EPOCH.checked_sub(Duration::from_secs(11_644_473_600))?;
        let storages: Vec<PathBuf> = file
            .walk()
            .filter(cfb::Entry::is_storage)
            .map(|e| e.path().to_owned())
            .collect();
        for path in storages {
            file.set_created_time(&path, no_time).ok()?;
            file.set_modified_time(&path, no_time).ok()?;
        }
        file.flush().ok()?;
        Some(file.into_inner().into_inner())
    }

    fn copy(
        &mut self,
        from: &Path,
        to: &Path,
        is_message: bool,
        file: &mut CompoundFile<Cursor<Vec<u8>>>,
    ) -> Option<()> {
        let deepest = from.components().count() + DEPTH;
        let mut all: Vec<(PathBuf, bool)> = Vec::new();
        for entry in self.file.walk_storage(from).ok()?.skip(1) {
            self.entries = self.entries.checked_sub(1)?;
            if entry.path().components().count() > deepest {
                return None;
            }
            all.push((entry.path().to_owned(), entry.is_stream()));
        }
        for (path, is_stream) in all {
            let target = to.join(path.strip_prefix(from).ok()?);
            if !is_stream {
                file.create_storage(&target).ok()?;
                continue;
            }
            let mut stream = file.create_new_stream(&target).ok()?;
            if is_message && path.parent() == Some(from) && path.ends_with(PROPERTIES) {
                let mut bytes = self.stream(&path)?;
                let at = (Of::Attached as usize).min(bytes.len());
                bytes.splice(at..at, [0; 8]);
                stream.write_all(&bytes).ok()?;
                continue;
            }
            // Memory takes all that is written to it: what fails is the reading.
            let mut source = self.within_limits(&path)?;
            if io::copy(&mut source, &mut stream).is_err() {
                self.problem(DAMAGED);
            }
        }
        Some(())
    }
}
