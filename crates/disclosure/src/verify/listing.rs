//! Which files a bag has: the members of a zip, or what lies in a folder, each under its path; and
//! what can be no file of a bag.
//!
//! Implements "Files" of `docs/bundle-format.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::bag::{Bag, Held, Place};
use crate::container::read::Archive;
use crate::names::{is_bag_path, shown};
use crate::verdict::{Code, Problem};

/// An unpacked bag of more files is refused, as a zip is.
const MOST_FILES: usize = 1_000_000;
/// Folders below this depth are not looked into: no path of a bag is so deep.
const DEEPEST: usize = 32;
/// A bag holds at least one of these, or it is none.
pub(super) const SIGNS: [&str; 6] = [
    "bagit.txt",
    "manifest-sha256.txt",
    "tagmanifest-sha256.txt",
    "manifest.note",
    "data/entries.jsonl",
    "data/checkpoint.txt",
];

impl Bag {
    pub(super) fn packed(archive: Archive) -> Bag {
        let mut bag = Bag {
            repacked: archive.repacked,
            files: BTreeMap::new(),
            problems: Vec::new(),
            archive: None,
        };
        if archive.trailing {
            let why = "bytes follow the end of the zip";
            bag.problems
                .push(Problem::new(Code::ContainerBad, "bundle", why));
        }
        let folder = top_folder(&archive);
        bag.repacked |= folder.is_empty();
        let mut taken = BTreeSet::new();
        let mut folders = Vec::new();
        for (index, member) in archive.members.iter().enumerate() {
            let inside = member.name.strip_prefix(folder.as_slice());
            let item = shown(
                inside
                    .filter(|rest| !rest.is_empty())
                    .unwrap_or(&member.name),
            );
            if let Some(fault) = member.fault {
                bag.problems
                    .push(Problem::new(Code::ContainerBad, &item, fault));
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
            let path = std::str::from_utf8(inside)
                .ok()
                .filter(|path| is_bag_path(path));
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
    pub(super) fn unpacked(path: &Path) -> io::Result<Option<Bag>> {
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
        self.problems
            .push(Problem::new(Code::FileUnknown, item, why));
    }
}

/// The folder in the zip under which most of the signs of a bag stand, with its slash, or nothing
/// where they stand in none; the first of them where several have as many.
fn top_folder(archive: &Archive) -> Vec<u8> {
    let is_sign = |name: &[u8]| SIGNS.iter().any(|sign| sign.as_bytes() == name);
    let mut counts: BTreeMap<&[u8], (usize, usize)> = BTreeMap::new();
    for (at, member) in archive.members.iter().enumerate() {
        let slash = member
            .name
            .iter()
            .position(|b| *b == b'/')
            .map_or(0, |at| at + 1);
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
        let path = if inside.is_empty() {
            name
        } else {
            format!("{inside}/{name}")
        };
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
