//! The file, the set of files or the folder that is read: its bytes, its members if it is an
//! archive, its SHA-256.
//!
//! A source is opened once and read from that handle only, so that a file put in its place later
//! is not read half and half; that it grew or was written over is noticed ([`Source::unchanged`]).
//! Nothing here writes, unpacks to disk, or follows a name found inside an archive.
//!
//! The **SHA-256 of a source** is that of its bytes; of a set of files, that of a list as
//! `sha256sum` writes it, with one line for each file in the order of the bytes of their names
//! (`sha256sum takeout-*.zip | sha256sum`); of a folder, as the module `folder` says.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::archive::{self, Archive};
use crate::detect::detect;
use crate::error::IntakeError;
use crate::folder::Folder;
use crate::given::Given;
use crate::limits;
use crate::reader::Problem;
use crate::set::{self, Joins, Set};
use crate::store::{Extent, SourceReader, Store};
use crate::table::Learned;
use crate::watch::Watch;

/// An export that is being read.
pub struct Source {
    name: String,
    /// The files it is made of; none where it is a folder.
    pub(crate) parts: Vec<Part>,
    /// Its bytes, where it is one file, or pieces of one.
    whole: Option<Extent>,
    pub(crate) folder: Option<Folder>,
    head: Vec<u8>,
    archive: OnceLock<Option<Archive>>,
    is_mail: OnceLock<bool>,
    pub(crate) digest: OnceLock<String>,
    /// What a person should know of what was given.
    pub(crate) notes: Vec<String>,
    /// What of the given could not be opened.
    pub(crate) problems: Vec<Problem>,
    /// What one pass over it taught of it as a table: reading begins with that, time and again.
    learned: Mutex<Option<Arc<Learned>>>,
}

/// One file of a source.
#[derive(Clone)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) extent: Extent,
    /// What tells that the file was written to; none in memory.
    pub(crate) watch: Option<Arc<Watch>>,
    /// Its SHA-256, where listing it told it.
    pub(crate) sha256: Option<String>,
}

impl Source {
    /// Opens a file, or a folder.
    ///
    /// A folder that holds no messages but one mailbox, in a file named `mbox`, is that file.
    ///
    /// # Errors
    /// [`IntakeError::Unreadable`], [`IntakeError::Limit`] for what is too large,
    /// [`IntakeError::Split`] for one piece of a zip, or [`IntakeError::Archive`] for an archive
    /// in which nothing can be read.
    pub fn open(path: &Path) -> Result<Self, IntakeError> {
        Self::open_set(Set::alone(path.to_owned()))
    }

    /// Opens what was given together: files that are parts of one download become one source,
    /// and an archive that is no export but holds archives becomes those.
    ///
    /// Takeout names its parts `takeout-…-001.zip`, `-002.zip`; others write `part-2`; a file that
    /// was cut in pieces has `.zip.001`, `.zip.002`. Parts that are missing are named in the notes
    /// of the report.
    ///
    /// # Errors
    /// As [`Source::open`], for the first that cannot be opened.
    pub fn open_all(paths: &[PathBuf]) -> Result<Vec<Self>, IntakeError> {
        let mut sources = Vec::new();
        for set in set::group(paths) {
            sources.extend(Self::open_set(set)?.unpacked()?);
        }
        Ok(sources)
    }

    fn open_set(set: Set<PathBuf>) -> Result<Self, IntakeError> {
        let mut parts = Vec::new();
        for path in &set.files {
            let name = file_name(path);
            let unreadable = |source| IntakeError::Unreadable {
                name: name.clone(),
                source,
            };
            if std::fs::metadata(path).map_err(unreadable)?.is_dir() {
                return Self::of_folder(path, name);
            }
            let file = File::open(path).map_err(unreadable)?;
            parts.push(Part::of_file(file, name.clone()).map_err(unreadable)?);
        }
        Self::of_parts(parts, set.joins, &set.missing)
    }

    fn of_folder(path: &Path, name: String) -> Result<Self, IntakeError> {
        let folder = Folder::open(path, &name)?;
        if let Some(file) = folder.mailbox().filter(|_| !folder.holds_mail()) {
            let part = Part::of_file(file, name.clone());
            let part = part.map_err(|source| IntakeError::Unreadable { name, source })?;
            return Self::of_parts(vec![part], Joins::Alone, &[]);
        }
        Ok(Source {
            name,
            parts: Vec::new(),
            whole: None,
            folder: Some(folder),
            head: Vec::new(),
            archive: OnceLock::new(),
            is_mail: OnceLock::new(),
            digest: OnceLock::new(),
            notes: Vec::new(),
            problems: Vec::new(),
            learned: Mutex::default(),
        })
    }

    /// A source that is in memory already.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, IntakeError> {
        let part = Part::of_given(name.into(), Given::Bytes(bytes))?;
        Self::of_parts(vec![part], Joins::Alone, &[])
    }

    /// A source of these files, none of which is read but its beginning and what an archive needs
    /// to be listed.
    pub(crate) fn of_parts(
        mut parts: Vec<Part>,
        joins: Joins,
        missing: &[String],
    ) -> Result<Self, IntakeError> {
        let name = match parts.as_slice() {
            [] => String::new(),
            [one] => one.name.clone(),
            [first, more @ ..] => format!("{} and {} more", first.name, more.len()),
        };
        let mut notes = Vec::new();
        if !missing.is_empty() {
            if joins == Joins::Bytes && parts.len() > 1 {
                return Err(IntakeError::Archive {
                    name,
                    why: format!("of its pieces, {} is missing", missing.join(", ")),
                });
            }
            notes.push(format!(
                "Parts of the set that were not given: {}. What stands in them is not here. Give all parts together.",
                missing.join(", ")
            ));
        }
        let heads = parts
            .iter()
            .map(Part::head)
            .collect::<Result<Vec<_>, _>>()?;
        let extents: Vec<Extent> = parts.iter().map(|p| p.extent.clone()).collect();
        let whole = match (joins, extents.as_slice()) {
            (_, [one]) => Some(one.clone()),
            (Joins::Bytes, all) => Some(Extent::joined(all)),
            (Joins::Alone | Joins::Files, _) => None,
        };
        let head = heads.first().cloned().unwrap_or_default();
        let (mut archive, mut digest) = (None, None);
        if let Some(extent) = &whole {
            let named = set::without_number(&name);
            let part = archive::Part {
                name: if joins == Joins::Bytes { named } else { &name },
                extent,
                head: &head,
            };
            if let Some(listed) = Archive::open(&part)? {
                (archive, digest) = (Some(listed.archive), listed.sha256);
            }
        } else {
            let listed: Vec<archive::Part<'_>> = parts
                .iter()
                .zip(&heads)
                .map(|(part, head)| archive::Part {
                    name: &part.name,
                    extent: &part.extent,
                    head,
                })
                .collect();
            let (set, sums) = Archive::open_set(&listed)?;
            archive = Some(set);
            for (part, sum) in parts.iter_mut().zip(sums) {
                part.sha256 = part.sha256.take().or(sum);
            }
        }
        let doubles = archive.as_ref().map_or(0, Archive::doubles);
        if doubles > 0 {
            notes.push(format!(
                "Files that stand in several parts and are the same: {doubles}. Each was read once."
            ));
        }
        let source = Source {
            name,
            whole,
            folder: None,
            head,
            archive: OnceLock::from(archive),
            is_mail: OnceLock::from(false),
            digest: OnceLock::new(),
            notes,
            problems: Vec::new(),
            learned: Mutex::default(),
            parts,
        };
        if let [one] = source.parts.as_slice()
            && let Some(digest) = one.sha256.clone().or(digest)
        {
            source.saw(digest)?;
        }
        Ok(source)
    }

    /// The name of the file or folder, without what it stands in; of a set, that of its first
    /// file "and 2 more"; of an archive inside another, behind the name of that.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Bytes; of a folder, of all that is read of it, which hangs on its reader: while a folder is
    /// being recognised nobody asks for it.
    #[must_use]
    pub fn len(&self) -> u64 {
        match &self.folder {
            Some(folder) if self.is_mail() => folder.len(),
            Some(_) => {
                let members = self.archive().map_or(&[][..], Archive::members);
                members.iter().map(|m| m.size).sum()
            }
            None => self.parts.iter().map(|p| p.extent.len()).sum(),
        }
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its first bytes, at most [`limits::HEAD_OF_SOURCE`]; a folder has none.
    #[must_use]
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// The members, where it is an archive, a set of them, or a folder.
    #[must_use]
    pub fn archive(&self) -> Option<&Archive> {
        // Of a folder of a million messages the list is made only if somebody asks.
        let list = || self.folder.as_ref().map(Archive::of_folder);
        self.archive.get_or_init(list).as_ref()
    }

    /// The folder, where it is one.
    #[must_use]
    pub fn folder(&self) -> Option<&Folder> {
        self.folder.as_ref()
    }

    /// Whether it is a folder of which only the messages count.
    ///
    /// It may ask what it is recognised as, so no reader's `recognise` may ask for this, or for
    /// the length or the digest of a folder, which depend on it.
    pub(crate) fn is_mail(&self) -> bool {
        let decide = || {
            let detected = || detect(self).is_ok_and(|id| id == crate::maildir::ID);
            self.folder
                .as_ref()
                .is_some_and(|f| f.is_mail() || (f.holds_only_messages() && detected()))
        };
        *self.is_mail.get_or_init(decide)
    }

    /// The files it is made of, each with a reader at its start; none where it is a folder.
    #[must_use]
    pub fn files(&self) -> Vec<(&str, SourceReader)> {
        let parts = self.parts.iter();
        parts
            .map(|part| (part.name.as_str(), part.extent.reader()))
            .collect()
    }

    /// A new reader over the bytes, at the start. Readers do not disturb each other.
    ///
    /// A folder or a set is not one file: reading it so is an error that says what to do.
    #[must_use]
    pub fn reader(&self) -> SourceReader {
        match &self.whole {
            Some(extent) => extent.reader(),
            None => SourceReader::of_none(),
        }
    }

    /// Opens the member that an [`standfast_model::draft::AttachmentContent::Member`] names.
    ///
    /// The reader checks length and CRC as it goes; an error of either comes out of `read`.
    ///
    /// # Errors
    /// [`IntakeError::Member`] if there is none, or it was refused (encrypted, a link, a bomb).
    pub fn open_member(&self, name: &str) -> Result<Box<dyn Read + '_>, IntakeError> {
        match self.archive() {
            Some(archive) => archive.open_named(self, name),
            None => Err(IntakeError::Member {
                name: self.name.clone(),
                member: name.to_owned(),
                why: "it is not an archive".to_owned(),
            }),
        }
    }

    /// What is remembered of it as a table.
    pub(crate) fn learned(&self) -> MutexGuard<'_, Option<Arc<Learned>>> {
        // It is set in one step: a panic while it was held leaves it whole.
        self.learned.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn unreadable(&self, source: io::Error) -> IntakeError {
        IntakeError::Unreadable {
            name: self.name.clone(),
            source,
        }
    }
}

impl Part {
    pub(crate) fn of_file(file: File, name: String) -> io::Result<Self> {
        let length = file.metadata()?.len();
        let extent = Extent::whole(Store::File(file), length);
        let watch = Watch::of(&extent)?;
        Ok(Part {
            name,
            extent,
            watch: Some(Arc::new(watch)),
            sha256: None,
        })
    }

    fn head(&self) -> Result<Vec<u8>, IntakeError> {
        let mut head = Vec::new();
        self.extent
            .reader()
            .take(limits::HEAD_OF_SOURCE as u64)
            .read_to_end(&mut head)
            .map_err(|source| IntakeError::Unreadable {
                name: self.name.clone(),
                source,
            })?;
        Ok(head)
    }
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}
