//! A bag as it lies there: in a zip or unpacked. Its files by path, each with SHA-256 and size, and
//! what is wrong with how they are kept.
//!
//! Which files there are: [`super::listing`]. Never here: what a file says, what it should be.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::Crc;
use sha2::{Digest as _, Sha256};

use super::listing::SIGNS;
use crate::DisclosureError;
use crate::container::read::{Archive, Member, Unlisted};
use crate::verdict::{Code, Problem};

const PIECE: usize = 64 * 1024;
/// A file that is read into memory is read up to here: no note or key may be longer.
pub(super) const SMALL: u64 = 1_000_001;
/// What came out of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) sha256: [u8; 32],
    pub(super) size: u64,
    /// In a zip: the CRC of its headers is that of its bytes.
    crc_fits: bool,
}

/// A file of the bag.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) place: Place,
    /// `None`: it cannot be read, which is said.
    pub(super) sum: Option<Sum>,
}

#[derive(Debug)]
pub(super) enum Place {
    Member(usize),
    Disk(PathBuf),
}

/// A bag and what holds it.
#[derive(Debug)]
pub(super) struct Bag {
    pub(super) archive: Option<Archive>,
    pub(super) files: BTreeMap<String, Held>,
    /// Members that do not fit, files that cannot be part of a bag: in the order met.
    pub(super) problems: Vec<Problem>,
    /// The zip is not as our writer writes it.
    pub(super) repacked: bool,
}

impl Bag {
    /// Lists the files of a bundle: a zip, or the folder that it was unpacked to.
    pub(super) fn open(path: &Path) -> Result<Bag, DisclosureError> {
        let name = path.file_name().map_or_else(
            || path.display().to_string(),
            |n| n.to_string_lossy().into_owned(),
        );
        let refused = |why: &str| DisclosureError::NotABundle {
            name: name.clone(),
            why: why.to_owned(),
        };
        let outside =
            |e: io::Error| DisclosureError::outside(&format!("{name} could not be read"), &e);
        let bag = match std::fs::metadata(path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                return Err(refused("it is not there"));
            }
            Err(e) => return Err(outside(e)),
            Ok(found) if found.is_dir() => Bag::unpacked(path)
                .map_err(outside)?
                .ok_or_else(|| refused("it has too many files"))?,
            Ok(found) if !found.is_file() => {
                return Err(refused("it is neither a file nor a folder"));
            }
            Ok(_) => {
                let file = File::open(path).map_err(outside)?;
                match Archive::open(file) {
                    Ok(archive) => Bag::packed(archive),
                    Err(Unlisted::Io(e)) => return Err(outside(e)),
                    Err(Unlisted::NotZip(why)) => return Err(refused(why)),
                }
            }
        };
        if SIGNS.iter().any(|sign| bag.files.contains_key(*sign)) {
            Ok(bag)
        } else {
            Err(refused("it holds no bag of a log"))
        }
    }

    /// Takes the sums of all files, or of those that are wanted.
    pub(super) fn sum(
        &mut self,
        wanted: &dyn Fn(&str) -> bool,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<(), DisclosureError> {
        let mut paths: Vec<String> = self
            .files
            .keys()
            .filter(|path| wanted(path))
            .cloned()
            .collect();
        if let Some(archive) = &self.archive {
            // In the order of the zip: one pass over the disk.
            paths.sort_by_key(|path| match self.files.get(path).map(|held| &held.place) {
                Some(Place::Member(index)) => *index,
                _ => archive.members.len(),
            });
        }
        let mut all = 0u64;
        for path in &paths {
            all = all.saturating_add(self.size(path));
        }
        let mut done = 0u64;
        for path in paths {
            let size = self.size(&path);
            let sum = self.sum_of(&path, &mut |read| {
                progress(done.saturating_add(read.min(size)), all)
            })?;
            done = done.saturating_add(size);
            if let Some(held) = self.files.get_mut(&path) {
                held.sum = sum;
            }
        }
        Ok(())
    }

    /// As its headers or the disk say; only for progress.
    fn size(&self, path: &str) -> u64 {
        match self.files.get(path).map(|held| &held.place) {
            Some(Place::Disk(path)) => std::fs::metadata(path).map_or(0, |found| found.len()),
            _ => self.member(path).map_or(0, |member| member.size),
        }
    }

    fn sum_of(
        &mut self,
        path: &str,
        read: &mut dyn FnMut(u64),
    ) -> Result<Option<Sum>, DisclosureError> {
        let Some(mut contents) = self.contents(path)? else {
            return Ok(None);
        };
        let (mut crc, mut sha256, mut size) = (Crc::new(), Sha256::new(), 0u64);
        let mut piece = vec![0; PIECE];
        let broken = loop {
            match contents.read(&mut piece) {
                Ok(0) => break None,
                Ok(count) => {
                    let bytes = piece.get(..count).unwrap_or_default();
                    crc.update(bytes);
                    sha256.update(bytes);
                    size += count as u64;
                    read(size);
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) if e.kind() == io::ErrorKind::InvalidData => break Some(e.to_string()),
                Err(e) => {
                    return Err(DisclosureError::outside(
                        &format!("{path} could not be read"),
                        &e,
                    ));
                }
            }
        };
        drop(contents);
        let member = self.member(path);
        if let Some(why) = broken {
            // What is wrong with its headers is said already; a member is named once.
            if member.is_none_or(|member| member.fault.is_none()) {
                self.problems
                    .push(Problem::new(Code::ContainerBad, path, why));
            }
            return Ok(None);
        }
        Ok(Some(Sum {
            sha256: sha256.finalize().into(),
            size,
            crc_fits: member.is_none_or(|member| member.crc == crc.sum()),
        }))
    }

    /// What the zip says of a file; `None` for an unpacked one.
    fn member(&self, path: &str) -> Option<&Member> {
        match self.files.get(path)?.place {
            Place::Member(index) => self.archive.as_ref()?.members.get(index),
            Place::Disk(_) => None,
        }
    }

    /// The bytes of a file; `None` if it is not there or cannot be read.
    fn contents(&mut self, path: &str) -> Result<Option<Box<dyn Read + '_>>, DisclosureError> {
        let outside =
            |e: io::Error| DisclosureError::outside(&format!("{path} could not be read"), &e);
        match self.files.get(path).map(|held| &held.place) {
            None => Ok(None),
            Some(Place::Disk(on_disk)) => {
                let file = File::open(on_disk).map_err(outside)?;
                Ok(Some(Box::new(file)))
            }
            Some(Place::Member(index)) => {
                let Some(archive) = &mut self.archive else {
                    return Ok(None);
                };
                let contents = archive.read(*index).map_err(outside)?;
                Ok(contents.map(|c| Box::new(c) as Box<dyn Read>))
            }
        }
    }

    /// The paths of all files, in order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// What came out of a file; `None` if it is not there or cannot be read.
    pub(super) fn sum_at(&self, path: &str) -> Option<Sum> {
        self.files.get(path)?.sum
    }

    /// Members whose CRC is not that of their bytes, unless something is said of them already: of
    /// their headers, or because `listed` has another SHA-256 for them.
    pub(super) fn bad_checksums(&mut self, listed: &BTreeMap<String, [u8; 32]>) {
        let bad: Vec<&String> = self
            .files
            .iter()
            .filter(|(path, held)| {
                held.sum.is_some_and(|sum| {
                    !sum.crc_fits && listed.get(*path).is_none_or(|due| *due == sum.sha256)
                })
            })
            .filter(|(path, _)| {
                self.member(path)
                    .is_none_or(|member| member.fault.is_none())
            })
            .map(|(path, _)| path)
            .collect();
        let why = "its bytes do not have the checksum of its headers";
        let found: Vec<Problem> = bad
            .into_iter()
            .map(|path| Problem::new(Code::ContainerBad, path, why))
            .collect();
        self.problems.extend(found);
    }

    /// A small file whole, cut at [`SMALL`]; empty if it is not there or cannot be read.
    pub(super) fn small(&mut self, path: &str) -> Result<Vec<u8>, DisclosureError> {
        let mut bytes = Vec::new();
        if self.sum_at(path).is_some()
            && let Some(contents) = self.contents(path)?
        {
            contents
                .take(SMALL)
                .read_to_end(&mut bytes)
                .map_err(|e| DisclosureError::outside(&format!("{path} could not be read"), &e))?;
        }
        Ok(bytes)
    }

    /// The lines of a file; none if it is not there or cannot be read.
    pub(super) fn lines(
        &mut self,
        path: &str,
    ) -> Result<Box<dyn io::BufRead + '_>, DisclosureError> {
        if self.sum_at(path).is_none() {
            return Ok(Box::new(io::empty()));
        }
        Ok(match self.contents(path)? {
            Some(contents) => Box::new(BufReader::with_capacity(PIECE, contents)),
            None => Box::new(io::empty()),
        })
    }
}
