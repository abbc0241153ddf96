//! The file or folder that is read: its bytes, its members if it is an archive, its SHA-256.
//!
//! A source is opened once and read from that handle only, so that a file put in its place later
//! is not read half and half; that it grew or was written over is noticed ([`Source::unchanged`]).
//! Nothing here writes, unpacks to disk, or follows a name found inside an archive.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use crate::archive::Archive;
use crate::error::IntakeError;
use crate::folder::Folder;
use crate::limits;

/// An export that is being read.
pub struct Source {
    name: String,
    store: Arc<Store>,
    length: u64,
    modified: Option<SystemTime>,
    head: Vec<u8>,
    archive: Option<Archive>,
    digest: OnceLock<String>,
}

/// Where the bytes are.
pub(crate) enum Store {
    File(File),
    Bytes(Vec<u8>),
    /// Of many files, none of which is the source's bytes.
    Folder(Folder),
}

impl Source {
    /// Opens a file, or a folder of messages.
    ///
    /// A folder that holds no messages but one mailbox, in a file named `mbox`, is that file.
    ///
    /// # Errors
    /// [`IntakeError::Unreadable`], [`IntakeError::Folder`] for a folder in which nothing is
    /// e-mail, [`IntakeError::Limit`] for one that is too large, or [`IntakeError::Archive`] for a
    /// zip whose directory cannot be read.
    pub fn open(path: &Path) -> Result<Self, IntakeError> {
        let name = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned();
        let unreadable = |source| IntakeError::Unreadable {
            name: name.clone(),
            source,
        };
        if std::fs::metadata(path).map_err(unreadable)?.is_dir() {
            return Self::of_folder(path, name);
        }
        Self::of_file(File::open(path).map_err(unreadable)?, name)
    }

    fn of_file(file: File, name: String) -> Result<Self, IntakeError> {
        let about = file.metadata().map_err(|source| IntakeError::Unreadable {
            name: name.clone(),
            source,
        })?;
        let modified = about.modified().ok();
        Self::over(name, Store::File(file), about.len(), modified)
    }

    fn of_folder(path: &Path, name: String) -> Result<Self, IntakeError> {
        let folder = Folder::open(path, &name)?;
        if !folder.holds_mail() {
            return match folder.mailbox() {
                Some(file) => Self::of_file(file, name),
                None => Err(IntakeError::Folder { name }),
            };
        }
        Ok(Source {
            name,
            length: folder.len(),
            store: Arc::new(Store::Folder(folder)),
            modified: None,
            head: Vec::new(),
            archive: None,
            digest: OnceLock::new(),
        })
    }

    /// A source that is in memory already.
    ///
    /// # Errors
    /// [`IntakeError::Archive`] for a zip whose directory cannot be read.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, IntakeError> {
        let length = bytes.len() as u64;
        Self::over(name.into(), Store::Bytes(bytes), length, None)
    }

    fn over(
        name: String,
        store: Store,
        length: u64,
        modified: Option<SystemTime>,
    ) -> Result<Self, IntakeError> {
        let store = Arc::new(store);
        let mut head = Vec::new();
        SourceReader::new(Arc::clone(&store))
            .take(limits::HEAD_OF_SOURCE as u64)
            .read_to_end(&mut head)
            .map_err(|source| IntakeError::Unreadable {
                name: name.clone(),
                source,
            })?;
        let archive = Archive::open(&name, &store, &head, length)?;
        Ok(Source {
            name,
            store,
            length,
            modified,
            head,
            archive,
            digest: OnceLock::new(),
        })
    }

    /// The name of the file or folder, without what it stands in.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Bytes; of a folder, of all messages in it.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.length
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Its first bytes, at most [`limits::HEAD_OF_SOURCE`]; a folder has none.
    #[must_use]
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// The archive's members, where it is one.
    #[must_use]
    pub fn archive(&self) -> Option<&Archive> {
        self.archive.as_ref()
    }

    /// The folder, where it is one.
    #[must_use]
    pub fn folder(&self) -> Option<&Folder> {
        match &*self.store {
            Store::Folder(folder) => Some(folder),
            Store::File(_) | Store::Bytes(_) => None,
        }
    }

    /// A new reader over the bytes, at the start. Readers do not disturb each other.
    ///
    /// A folder is not one file: reading it so is an error that says what to do.
    #[must_use]
    pub fn reader(&self) -> SourceReader {
        SourceReader::new(Arc::clone(&self.store))
    }

    /// Opens the member that an [`standfast_model::draft::AttachmentContent::Member`] names.
    ///
    /// The reader checks length and CRC as it goes; an error of either comes out of `read`.
    ///
    /// # Errors
    /// [`IntakeError::Member`] if there is none, or it was refused (encrypted, a link, a bomb).
    pub fn open_member(&self, name: &str) -> Result<Box<dyn Read + '_>, IntakeError> {
        match &self.archive {
            Some(archive) => archive.open_named(self, name),
            None => Err(IntakeError::Member {
                name: self.name.clone(),
                member: name.to_owned(),
                why: "it is not an archive".to_owned(),
            }),
        }
    }

    /// SHA-256 of the whole source, lower-case hex; computed once, by a pass of its own unless a
    /// reader's pass has told it already. Of a folder: that of the list of its messages, as the
    /// module `folder` says.
    ///
    /// # Errors
    /// [`IntakeError::Unreadable`].
    pub fn sha256(&self) -> Result<String, IntakeError> {
        if let Some(known) = self.digest.get() {
            return Ok(known.clone());
        }
        let fresh = self.sha256_anew()?;
        Ok(self.digest.get_or_init(|| fresh).clone())
    }

    fn sha256_anew(&self) -> Result<String, IntakeError> {
        if let Some(folder) = self.folder() {
            return folder.sha256(&self.name);
        }
        let mut hash = Sha256::new();
        let mut reader = self.reader();
        let mut piece = vec![0; 256 << 10];
        loop {
            let n = reader.read(&mut piece).map_err(|e| self.unreadable(e))?;
            if n == 0 {
                return Ok(hex::encode(hash.finalize()));
            }
            hash.update(piece.get(..n).unwrap_or_default());
        }
    }

    /// Takes the digest that a full pass has seen; another one than before means a change.
    ///
    /// # Errors
    /// [`IntakeError::Changed`].
    pub(crate) fn saw(&self, digest: String) -> Result<(), IntakeError> {
        if *self.digest.get_or_init(|| digest.clone()) == digest {
            Ok(())
        } else {
            Err(self.changed())
        }
    }

    /// Whether it still is what it was when it was opened.
    ///
    /// An archive is hashed again, since its members are read here and there; a single file's
    /// reader has seen every byte itself. A folder is listed again: the same names, lengths and
    /// times of writing must stand there.
    ///
    /// # Errors
    /// [`IntakeError::Changed`], [`IntakeError::Unreadable`].
    pub fn unchanged(&self) -> Result<(), IntakeError> {
        let same = match &*self.store {
            Store::File(file) => {
                let about = file.metadata().map_err(|e| self.unreadable(e))?;
                about.len() == self.length && about.modified().ok() == self.modified
            }
            Store::Bytes(_) => true,
            Store::Folder(folder) => folder.is_as_it_was(),
        };
        if !same {
            return Err(self.changed());
        }
        if matches!(&*self.store, Store::File(_)) && self.archive.is_some() {
            self.saw(self.sha256_anew()?)?;
        }
        Ok(())
    }

    fn changed(&self) -> IntakeError {
        IntakeError::Changed {
            name: self.name.clone(),
        }
    }

    pub(crate) fn unreadable(&self, source: io::Error) -> IntakeError {
        IntakeError::Unreadable {
            name: self.name.clone(),
            source,
        }
    }
}

/// Reads a source from a place of its own.
pub struct SourceReader {
    store: Arc<Store>,
    at: u64,
}

impl SourceReader {
    pub(crate) fn new(store: Arc<Store>) -> Self {
        SourceReader { store, at: 0 }
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
        let n = match &*self.store {
            Store::File(file) => read_at(file, buf, self.at)?,
            Store::Bytes(bytes) => {
                let at = usize::try_from(self.at).unwrap_or(usize::MAX);
                let rest = bytes.get(at..).unwrap_or_default();
                let n = rest.len().min(buf.len());
                if let (Some(to), Some(from)) = (buf.get_mut(..n), rest.get(..n)) {
                    to.copy_from_slice(from);
                }
                n
            }
            Store::Folder(_) => return Err(not_one_file()),
        };
        self.at += n as u64;
        Ok(n)
    }
}

fn not_one_file() -> io::Error {
    io::Error::new(
        io::ErrorKind::IsADirectory,
        "a folder is not one file: to keep it whole, put it into a zip and attach that",
    )
}

#[cfg(unix)]
fn read_at(file: &File, buf: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buf, at)
}

#[cfg(windows)]
fn read_at(file: &File, buf: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buf, at)
}

impl Seek for SourceReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let length = match &*self.store {
            Store::File(file) => file.metadata()?.len(),
            Store::Bytes(bytes) => bytes.len() as u64,
            Store::Folder(_) => return Err(not_one_file()),
        };
        let target = match to {
            SeekFrom::Start(n) => Some(n),
            SeekFrom::End(n) => length.checked_add_signed(n),
            SeekFrom::Current(n) => self.at.checked_add_signed(n),
        };
        self.at = target.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
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
