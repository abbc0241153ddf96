//! A bag as it lies there: in a zip or unpacked. Its files by path, each with SHA-256 and size, and
//! what is wrong with how they are kept.
//!
//! Implements "Files" of `docs/bundle-format.md`. Never here: what a file says, what it should be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::Crc;
use sha2::{Digest as _, Sha256};

use crate::container::read::{Archive, Unlisted};
use crate::names::{is_bag_path, shown};
use crate::verdict::{Code, Problem};
use crate::DisclosureError;

const PIECE: usize = 64 * 1024;
/// An unpacked bag of more files is refused, as a zip is.
const MOST_FILES: usize = 1_000_000;
/// Folders below this depth are not looked into: no path of a bag is so deep.
const DEEPEST: usize = 32;
/// A file that is read into memory is read up to here: no note or key may be longer.
pub(super) const SMALL: u64 = 1_000_001;
/// A bag holds at least one of these, or it is none.
const SIGNS: [&str; 6] = [
    "bagit.txt",
    "manifest-sha256.txt",
    "tagmanifest-sha256.txt",
    "manifest.note",
    "data/entries.jsonl",
    "data/checkpoint.txt",
];

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
struct Held {
    place: Place,
    /// `None`: it cannot be read, which is said.
    sum: Option<Sum>,
}

#[derive(Debug)]
enum Place {
    Member(usize),
    Disk(PathBuf),
}

/// A bag and what holds it.
#[derive(Debug)]
pub(super) struct Bag {
    archive: Option<Archive>,
    files: BTreeMap<String, Held>,
    /// Members that do not fit, files that cannot be part of a bag: in the order met.
    pub(super) problems: Vec<Problem>,
    /// The zip is not as our writer writes it.
    pub(super) repacked: bool,
}

impl Bag {
    /// Lists the files of a bundle: a zip, or the folder that it was unpacked to.
    pub(super) fn open(path: &Path) -> Result<Bag, DisclosureError> {
        let name = path
            .file_name()
            .map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
        let refused = |why: &str| DisclosureError::NotABundle {
            name: name.clone(),
            why: why.to_owned(),
        };
        let outside = |e: io::Error| DisclosureError::outside(&format!("{name} could not be read"), &e);
        let bag = match std::fs::metadata(path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Err(refused("it is not there")),
            Err(e) => return Err(outside(e)),
            Ok(found) if found.is_dir() => {
                Bag::unpacked(path).map_err(outside)?.ok_or_else(|| refused("it has too many files"))?
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

    fn packed(archive: Archive) -> Bag {
        let mut bag = Bag {
            repacked: archive.repacked,
            files: BTreeMap::new(),
            problems: Vec::new(),
            archive: None,
        };
        if archive.trailing {
            let why = "bytes follow the end of the zip";
            bag.problems.push(Problem::new(Code::ContainerBad, "bundle", why));
        }
        let folder = top_folder(&archive);
        bag.repacked |= folder.is_empty();
        let mut taken = BTreeSet::new();
        let mut folders = Vec::new();
        for (index, member) in archive.members.iter().enumerate() {
            let inside = member.name.strip_prefix(folder.as_slice());
            let item = shown(inside.filter(|rest| !rest.is_empty()).unwrap_or(&member.name));
            if let Some(fault) = member.fault {
                bag.problems.push(Problem::new(Code::ContainerBad, &item, fault));
            }
            let Some(inside) = inside else {
                bag.unknown(&item, "it stands outside the folder of the bundle");
                continue;
            };
            if inside.is_empty() || inside.ends_with(b"/") {
                bag.repacked = true;
                if member.size > 0 {
                    bag.unknown(&item, "it is a folder with bytes of its own");
                } else if !inside.is_empty() {
                    folders.push(shown(inside));
                }
                continue;
            }
            let path = std::str::from_utf8(inside).ok().filter(|path| is_bag_path(path));
            let Some(path) = path else {
                bag.unknown(&item, "no file of a bundle is called so");
                continue;
            };
            if member.link {
                bag.unknown(&item, "it is a link");
            } else if taken.insert(path.to_ascii_lowercase()) {
                let place = Place::Member(index);
                bag.files.insert(path.to_owned(), Held { place, sum: None });
            } else {
                bag.unknown(&item, "it comes twice");
            }
        }
        bag.empty_folders(&folders);
        bag.archive = Some(archive);
        bag
    }

    /// `None`: too many files.
    fn unpacked(path: &Path) -> io::Result<Option<Bag>> {
        let root = descend(path)?;
        let mut found = Found::default();
        walk(&root, "", 0, &mut found)?;
        if found.files.len() > MOST_FILES {
            return Ok(None);
        }
        let mut bag = Bag {
            archive: None,
            files: BTreeMap::new(),
            problems: Vec::new(),
            repacked: false,
        };
        found.files.sort();
        let mut taken = BTreeSet::new();
        for (inside, path, plain) in found.files {
            if !plain {
                bag.unknown(&inside, "it is a link, or no file");
            } else if !is_bag_path(&inside) {
                bag.unknown(&inside, "no file of a bundle is called so");
            } else if taken.insert(inside.to_ascii_lowercase()) {
                let place = Place::Disk(path);
                bag.files.insert(inside, Held { place, sum: None });
            } else {
                bag.unknown(&inside, "it comes twice");
            }
        }
        bag.empty_folders(&found.folders);
        Ok(Some(bag))
    }

    /// A folder under which no file stands belongs to nothing.
    fn empty_folders(&mut self, folders: &[String]) {
        for folder in folders {
            let folder = format!("{}/", folder.trim_end_matches('/'));
            let first = self.files.range(folder.clone()..).next();
            if !first.is_some_and(|(path, _)| path.starts_with(&folder)) {
                self.unknown(&folder, "no file of the bundle stands under it");
            }
        }
    }

    fn unknown(&mut self, item: &str, why: &str) {
        self.problems.push(Problem::new(Code::FileUnknown, item, why));
    }

    /// Takes the sums of all files, or of those that are wanted.
    pub(super) fn sum(
        &mut self,
        wanted: &dyn Fn(&str) -> bool,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<(), DisclosureError> {
        let mut paths: Vec<String> = self.files.keys().filter(|path| wanted(path)).cloned().collect();
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
        let mut done = 0;
        for path in paths {
            let size = self.size(&path);
            let sum = self.sum_of(&path, &mut |read| progress(done + read.min(size), all))?;
            done += size;
            if let Some(held) = self.files.get_mut(&path) {
                held.sum = sum;
            }
        }
        Ok(())
    }

    /// As its headers or the disk say; only for progress.
    fn size(&self, path: &str) -> u64 {
        match self.files.get(path).map(|held| &held.place) {
            Some(Place::Member(index)) => self
                .archive
                .as_ref()
                .and_then(|archive| archive.members.get(*index))
                .map_or(0, |member| member.size),
            Some(Place::Disk(path)) => std::fs::metadata(path).map_or(0, |found| found.len()),
            None => 0,
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
                    return Err(DisclosureError::outside(&format!("{path} could not be read"), &e));
                }
            }
        };
        drop(contents);
        if let Some(why) = broken {
            self.problems.push(Problem::new(Code::ContainerBad, path, why));
            return Ok(None);
        }
        let crc_fits = match self.member(path) {
            Some(index) => self
                .archive
                .as_ref()
                .and_then(|archive| archive.members.get(index))
                .is_some_and(|member| member.crc == crc.sum()),
            None => true,
        };
        Ok(Some(Sum {
            sha256: sha256.finalize().into(),
            size,
            crc_fits,
        }))
    }

    fn member(&self, path: &str) -> Option<usize> {
        match self.files.get(path)?.place {
            Place::Member(index) => Some(index),
            Place::Disk(_) => None,
        }
    }

    /// The bytes of a file; `None` if it is not there or cannot be read.
    fn contents(&mut self, path: &str) -> Result<Option<Box<dyn Read + '_>>, DisclosureError> {
        let outside = |e: io::Error| DisclosureError::outside(&format!("{path} could not be read"), &e);
        match self.files.get(path).map(|held| &held.place) {
            None => Ok(None),
            Some(Place::Disk(on_disk)) => {
                let file = File::open(on_disk).map_err(outside)?;
                Ok(Some(Box::new(file)))
            }
            Some(Place::Member(index)) => {
                let Some(archive) = &mut self.archive else { return Ok(None) };
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
        let faulty = |held: &Held| match (&held.place, &self.archive) {
            (Place::Member(index), Some(archive)) => {
                archive.members.get(*index).is_some_and(|member| member.fault.is_some())
            }
            _ => false,
        };
        let bad: Vec<&String> = self
            .files
            .iter()
            .filter(|(path, held)| {
                held.sum.is_some_and(|sum| {
                    !sum.crc_fits && listed.get(*path).is_none_or(|due| *due == sum.sha256)
                }) && !faulty(held)
            })
            .map(|(path, _)| path)
            .collect();
        let why = "its bytes do not have the checksum of its headers";
        let found: Vec<Problem> =
            bad.into_iter().map(|path| Problem::new(Code::ContainerBad, path, why)).collect();
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
    pub(super) fn lines(&mut self, path: &str) -> Result<Box<dyn io::BufRead + '_>, DisclosureError> {
        if self.sum_at(path).is_none() {
            return Ok(Box::new(io::empty()));
        }
        Ok(match self.contents(path)? {
            Some(contents) => Box::new(BufReader::with_capacity(PIECE, contents)),
            None => Box::new(io::empty()),
        })
    }
}

/// The folder in the zip under which most of the signs of a bag stand, with its slash, or nothing
/// where they stand in none; the first of them where several have as many.
fn top_folder(archive: &Archive) -> Vec<u8> {
    let is_sign = |name: &[u8]| SIGNS.iter().any(|sign| sign.as_bytes() == name);
    let mut counts: BTreeMap<&[u8], (usize, usize)> = BTreeMap::new();
    for (at, member) in archive.members.iter().enumerate() {
        let slash = member.name.iter().position(|b| *b == b'/').map_or(0, |at| at + 1);
        let (first, rest) = member.name.split_at_checked(slash).unwrap_or_default();
        let folder = if is_sign(&member.name) {
            Some(&[][..])
        } else if is_sign(rest) {
            Some(first)
        } else {
            None
        };
        if let Some(folder) = folder {
            let (count, _) = counts.entry(folder).or_insert((0, at));
            *count += 1;
        }
    }
    counts
        .into_iter()
        .min_by_key(|(_, (count, first))| (std::cmp::Reverse(*count), *first))
        .map(|(folder, _)| folder.to_vec())
        .unwrap_or_default()
}

/// The bag's own folder: programs that unpack often put it into another of the same name.
fn descend(path: &Path) -> io::Result<PathBuf> {
    let mut root = path.to_owned();
    for _ in 0..3 {
        if root.join("bagit.txt").exists() || root.join("data").exists() {
            break;
        }
        let mut inside = std::fs::read_dir(&root)?;
        match (inside.next().transpose()?, inside.next()) {
            (Some(only), None) if only.file_type()?.is_dir() => root = only.path(),
            _ => break,
        }
    }
    Ok(root)
}

/// What lies in a folder: path inside the bag, path on the disk, whether it is a plain file.
#[derive(Default)]
struct Found {
    files: Vec<(String, PathBuf, bool)>,
    folders: Vec<String>,
}

fn walk(folder: &Path, inside: &str, depth: usize, found: &mut Found) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if found.files.len() > MOST_FILES {
            return Ok(());
        }
        let name = shown(entry.file_name().as_encoded_bytes());
        let path = if inside.is_empty() { name } else { format!("{inside}/{name}") };
        let kind = entry.file_type()?;
        if kind.is_dir() && depth < DEEPEST {
            walk(&entry.path(), &path, depth + 1, found)?;
            found.folders.push(path);
        } else {
            found.files.push((path, entry.path(), kind.is_file()));
        }
    }
    Ok(())
}
