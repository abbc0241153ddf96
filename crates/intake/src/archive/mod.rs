//! What is in a source of many files, what of it is safe to read, and reading it.
//!
//! A zip (`zip`, and where its directory is missing `recover`), a tar or a gzip file (`tar`), a
//! folder, or several archives that are parts of one. Whatever it is, readers see one list of
//! [`Member`]s.
//!
//! Names inside an archive are data. No member is ever written to disk, and none is opened by a
//! path: a member is what the archive says stands at a place of this file. What is encrypted, a
//! link, too large or overlapping is refused by name, and the rest stays readable.

mod recover;
mod tar;
mod zip;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::{BufReader, Read};

use standfast_model::visible;
use unicode_normalization::UnicodeNormalization;

use crate::error::IntakeError;
use crate::folder::Folder;
use crate::limits;
use crate::reader::Problem;
use crate::source::Source;
use crate::store::Extent;

/// The files of an archive, or of a folder.
#[derive(Default)]
pub struct Archive {
    members: Vec<Member>,
    by_name: HashMap<String, usize>,
    /// By the last part of the name, accents composed: what a record names.
    by_base: HashMap<String, usize>,
    /// How many later members have the name of this one.
    repeats: HashMap<usize, u32>,
    problems: Vec<Problem>,
    clutter: u64,
    /// Files that stand, the same, in an earlier part of the set, too.
    doubles: u64,
    /// Which part is being listed.
    part: usize,
    /// Bytes of all names, against an archive made to fill the memory.
    names: usize,
}

/// One file in an archive.
#[derive(Clone)]
pub struct Member {
    /// Its name, unique in the archive: of two equal ones the later gets its number behind.
    pub name: String,
    /// Bytes when unpacked, as the archive says.
    pub size: u64,
    /// Why it is not read, where it is not.
    pub refused: Option<&'static str>,
    /// How many members before it have the same name.
    pub(crate) again: u32,
    part: usize,
    place: Place,
}

/// Where the bytes of a member are.
#[derive(Clone)]
enum Place {
    Zip(Box<zip::Packed>),
    /// As they are.
    Plain(Extent),
    /// A file of the folder, by its number.
    File(usize),
}

impl Member {
    /// The last part of its name.
    #[must_use]
    pub fn base_name(&self) -> &str {
        base(&self.name)
    }

    /// Its name as the archive has it, without the number that tells it from an earlier one.
    pub(crate) fn said(&self) -> &str {
        match self.name.rsplit_once(" [") {
            Some((said, _)) if self.again > 0 => said,
            _ => &self.name,
        }
    }
}

impl std::fmt::Debug for Member {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Names may be personal.
        let mut shown = f.debug_struct("Member");
        shown.field("size", &self.size);
        shown
            .field("refused", &self.refused)
            .finish_non_exhaustive()
    }
}

/// The last part of a name.
pub(crate) fn base(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// What opening an archive gives.
pub(crate) struct Listed {
    pub(crate) archive: Archive,
    /// SHA-256 of its bytes, where a pass over all of them was needed anyway.
    pub(crate) sha256: Option<String>,
}

/// An archive before its members are known: a file of this name with these bytes.
pub(crate) struct Part<'p> {
    pub(crate) name: &'p str,
    pub(crate) extent: &'p Extent,
    /// Its first bytes.
    pub(crate) head: &'p [u8],
}

impl Archive {
    /// Lists what is in it, if it is an archive.
    ///
    /// # Errors
    /// [`IntakeError::Archive`] for one of which nothing can be read, [`IntakeError::Split`] for
    /// a piece of a zip, [`IntakeError::Limit`].
    pub(crate) fn open(part: &Part<'_>) -> Result<Option<Listed>, IntakeError> {
        let mut archive = Archive::default();
        let Some(sha256) = archive.list(part)? else {
            return Ok(None);
        };
        archive.finish();
        Ok(Some(Listed { archive, sha256 }))
    }

    /// Lists what is in the parts of a set, with the digests that were taken on the way. One that
    /// cannot be read is a problem; all are an error.
    ///
    /// # Errors
    /// As [`Archive::open`].
    pub(crate) fn open_set(
        parts: &[Part<'_>],
    ) -> Result<(Archive, Vec<Option<String>>), IntakeError> {
        let mut archive = Archive::default();
        let mut failed = None;
        let mut sums = vec![None; parts.len()];
        for (number, part) in parts.iter().enumerate() {
            archive.part = number;
            let why = match archive.list(part) {
                Ok(Some(sha256)) => {
                    if let Some(sum) = sums.get_mut(number) {
                        *sum = sha256;
                    }
                    continue;
                }
                Ok(None) => IntakeError::Archive {
                    name: part.name.to_owned(),
                    why: "it is no archive".to_owned(),
                },
                Err(e @ IntakeError::Limit { .. }) => return Err(e),
                Err(e) => e,
            };
            archive.problem("a part of the set", why.to_string());
            failed.get_or_insert(why);
        }
        match failed {
            Some(why) if archive.members.is_empty() => Err(why),
            _ => {
                archive.finish();
                Ok((archive, sums))
            }
        }
    }

    /// The files of a folder, of which nothing is a name that leads elsewhere.
    pub(crate) fn of_folder(folder: &Folder) -> Self {
        let mut archive = Archive::default();
        for (number, name, bytes) in folder.files() {
            let refused = (bytes > limits::MEMBER).then_some(zip::OVER_LIMIT);
            archive.add(&name, bytes, refused, Place::File(number));
        }
        for (at, why) in folder.skipped() {
            archive.problem(&at, why);
        }
        archive
    }

    /// The answer is `None` if it is no archive, else the digest of its bytes if it is known.
    fn list(&mut self, part: &Part<'_>) -> Result<Option<Option<String>>, IntakeError> {
        if zip::list(self, part)? {
            return Ok(Some(None));
        }
        tar::list(self, part)
    }

    fn finish(&mut self) {
        let mut total: u64 = 0;
        let mut beyond = Vec::new();
        for member in &mut self.members {
            total = total.saturating_add(member.size);
            if total > limits::UNPACKED && member.refused.is_none() {
                member.refused = Some(BEYOND_TOTAL);
                beyond.push(member.name.clone());
            }
        }
        for name in beyond {
            self.problem(&name, BEYOND_TOTAL);
        }
    }

    /// Adds a file, unless it is what systems leave behind.
    fn add(&mut self, said: &str, size: u64, refused: Option<&'static str>, place: Place) {
        if is_clutter(said) {
            self.clutter += 1;
            return;
        }
        self.names = self.names.saturating_add(said.len());
        if self.names > limits::FOLDER_NAMES {
            return;
        }
        let index = self.members.len();
        let mut again = 0;
        let name = match self.by_name.entry(said.to_owned()) {
            Entry::Vacant(slot) => {
                slot.insert(index);
                said.to_owned()
            }
            Entry::Occupied(slot) => {
                let first = self.members.get(*slot.get());
                if first.is_some_and(|first| self.part != first.part && first.is_same(size, &place))
                {
                    self.doubles += 1;
                    return;
                }
                let times = self.repeats.entry(*slot.get()).or_insert(0);
                *times += 1;
                again = *times;
                let own = format!("{said} [{}]", index + 1);
                self.by_name.insert(own.clone(), index);
                let later = format!(
                    "two files have this name; the later is \"{}\"",
                    visible(&own)
                );
                self.problem(said, later);
                own
            }
        };
        let climbs = climbs(&name).then_some("its name points outside the archive");
        let refused = climbs.or(refused);
        if let Some(why) = refused {
            self.problem(&name, why);
        }
        let composed = base(&name).nfc().collect();
        self.by_base.entry(composed).or_insert(index);
        self.members.push(Member {
            name,
            size,
            refused,
            again,
            part: self.part,
            place,
        });
    }

    fn has_room(&self, source: &str) -> Result<(), IntakeError> {
        if self.members.len() > limits::MEMBERS {
            return Err(IntakeError::Limit {
                name: source.to_owned(),
                what: "the number of files",
                limit: format!("{} files", limits::MEMBERS),
            });
        }
        if self.names > limits::FOLDER_NAMES {
            return Err(IntakeError::Limit {
                name: source.to_owned(),
                what: "the length of the file names",
                limit: format!("{} MB", limits::FOLDER_NAMES >> 20),
            });
        }
        Ok(())
    }

    pub(crate) fn problem(&mut self, at: &str, why: impl Into<String>) {
        if self.problems.len() < limits::PROBLEMS {
            self.problems.push(Problem {
                at: visible(at).into_owned(),
                why: why.into(),
            });
        }
    }

    /// The files, in the order of the archive.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// What is wrong with some of them.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Files that systems leave in archives (`__MACOSX`, `Thumbs.db`), not listed.
    #[must_use]
    pub fn clutter(&self) -> u64 {
        self.clutter
    }

    /// Files that stand in several parts of a set, the same in each: listed once.
    #[must_use]
    pub fn doubles(&self) -> u64 {
        self.doubles
    }

    /// The member of this name; a folder before it and the form of accents do not count.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Member> {
        if let Some(i) = self.by_name.get(name) {
            return self.members.get(*i);
        }
        let wanted: String = name.nfc().collect();
        self.by_base.get(&wanted).and_then(|i| self.members.get(*i))
    }

    pub(crate) fn open_named<'s>(
        &'s self,
        source: &'s Source,
        name: &str,
    ) -> Result<Box<dyn Read + 's>, IntakeError> {
        let refused = |why: &str| IntakeError::Member {
            name: source.name().to_owned(),
            member: name.to_owned(),
            why: why.to_owned(),
        };
        let member = self.by_name.get(name).and_then(|i| self.members.get(*i));
        let member = member.ok_or_else(|| refused("there is no such file in it"))?;
        if let Some(why) = member.refused {
            return Err(refused(why));
        }
        let broken = |e: std::io::Error| refused(&e.to_string());
        Ok(match &member.place {
            Place::Zip(packed) => Box::new(packed.reader(member.size).map_err(broken)?),
            Place::Plain(extent) => Box::new(BufReader::with_capacity(64 << 10, extent.reader())),
            Place::File(number) => match source.folder() {
                Some(folder) => Box::new(folder.reader(*number).map_err(broken)?),
                None => return Err(refused("there is no such file in it")),
            },
        })
    }
}

const BEYOND_TOTAL: &str = "the archive unpacks to more than the limit of 64 GB";

impl Member {
    /// Whether a file of the same name is the same, as far as a check sum tells.
    fn is_same(&self, size: u64, place: &Place) -> bool {
        match (&self.place, place) {
            (Place::Zip(own), Place::Zip(other)) => self.size == size && own.crc == other.crc,
            _ => false,
        }
    }

    /// The bytes of an archive that stands in this one, readable from any place; a packed one is
    /// unpacked once to find the places to begin from, and its SHA-256 is known then.
    pub(crate) fn extent(&self) -> Result<(Extent, Option<String>), String> {
        match &self.place {
            Place::Zip(packed) => packed.extent(self.size),
            Place::Plain(extent) => Ok((extent.clone(), None)),
            Place::File(_) => Err("it is a file of its own".to_owned()),
        }
    }

    /// Which part of a set it stands in.
    pub(crate) fn part(&self) -> usize {
        self.part
    }

    /// Its number in the folder, where it stands in one.
    pub(crate) fn file(&self) -> Option<usize> {
        match self.place {
            Place::File(number) => Some(number),
            Place::Zip(_) | Place::Plain(_) => None,
        }
    }
}

/// Left by systems, nobody's message.
pub(crate) fn is_clutter(name: &str) -> bool {
    let base = base(name);
    name.starts_with("__MACOSX/")
        || name.contains("/__MACOSX/")
        || base.starts_with("._")
        || matches!(base, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

fn climbs(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    name.starts_with(['/', '\\'])
        || drive
        || name.contains('\0')
        || name.split(['/', '\\']).any(|part| part == "..")
}
