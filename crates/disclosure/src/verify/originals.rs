//! Originals against the log: an exhibit that shows its SHA-256 has its file, and a file its exhibit.
//!
//! Implements "Originals" of `docs/bundle-format.md`. The log decides, not the list: a list can be
//! written anew by whoever packs a bag, a sealed field cannot.

use std::collections::{BTreeMap, BTreeSet};

use super::Findings;
use super::bag::Bag;
use super::log::Exhibit;
use crate::names::stem;
use crate::verdict::Code;

const FOLDER: &str = "data/originals/";

/// Originals that are those which were sealed.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) originals: u64,
    pub(super) bytes: u64,
}

pub(super) fn is_original(path: &str) -> bool {
    path.starts_with(FOLDER)
}

/// The part of an original's file name before its first space; `None` below further folders.
fn file_stem(path: &str) -> Option<&str> {
    let name = path
        .strip_prefix(FOLDER)
        .filter(|name| !name.contains('/'))?;
    name.split(' ').next()
}

/// Compares every exhibit with its file, then names the files that no exhibit has.
pub(super) fn check(
    bag: &Bag,
    listed: &BTreeMap<String, [u8; 32]>,
    exhibits: &[Exhibit],
    found: &mut Findings,
) -> Seen {
    let mut by_stem: BTreeMap<&str, &str> = BTreeMap::new();
    for path in bag.paths().filter(|path| is_original(path)) {
        if let Some(stem) = file_stem(path) {
            by_stem.entry(stem).or_insert(path);
        }
    }
    let mut seen = Seen::default();
    let mut claimed: BTreeSet<&str> = BTreeSet::new();
    let mut stems: BTreeSet<String> = BTreeSet::new();
    for exhibit in exhibits {
        let (Some(reference), Some(sha256)) = (&exhibit.reference, exhibit.sha256) else {
            let item = format!("#{}", exhibit.n);
            found.add(
                Code::OriginalMissing,
                &item,
                "the entry does not say which file is its original",
            );
            continue;
        };
        let stem = stem(reference);
        let path = by_stem.get(stem.as_str()).copied();
        stems.insert(stem);
        let Some(path) = path else {
            found.add(Code::OriginalMissing, reference, "the file is not there");
            continue;
        };
        claimed.insert(path);
        // A file that cannot be read is named by what holds it.
        let Some(sum) = bag.sum_at(path) else {
            continue;
        };
        if sum.sha256 != sha256 || exhibit.bytes.is_some_and(|bytes| bytes != sum.size) {
            found.add(
                Code::OriginalChanged,
                reference,
                "the file is not the one that was sealed",
            );
            continue;
        }
        seen.originals += 1;
        seen.bytes += sum.size;
        if listed.get(path).is_some_and(|due| *due != sum.sha256) {
            found.list_bad(
                path,
                "the list has another SHA-256 for this original than its entry",
            );
        }
    }
    for path in listed.keys().filter(|path| is_original(path)) {
        if bag.has(path) {
            if !claimed.contains(path.as_str()) {
                found.add(
                    Code::FileUnknown,
                    path,
                    "no entry that is shown has it as its original",
                );
            }
        } else if !file_stem(path).is_some_and(|stem| stems.contains(stem)) {
            found.add(Code::OriginalMissing, path, "the file is not there");
        }
    }
    seen
}
