//! Checking a bundle: the zip, the lists of files, the log, the originals, each against the one that
//! proves it, with every problem named.
//!
//! Implements "Checking a bundle" of `docs/bundle-format.md`; the Python verifier follows the same
//! page, and a test compares their verdicts. No vault is opened, nothing is written, nothing is
//! unpacked to a disk. Memory stays bounded, whatever the file says of itself.
//!
//! Never here: what an entry means (only the fields by which an exhibit names its original).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sha2::{Digest as _, Sha256};
use standfast_ledger::{Earlier, Fingerprint};

use crate::DisclosureError;
use crate::bundle::BAGIT;
use crate::verdict::{Anchor, Code, Completeness, Fixed, Integrity, Problem, Verdict};

mod against;
mod bag;
mod lines;
mod listing;
mod log;
mod manifest;
mod originals;

use against::{Comparison, Other};
use bag::Bag;
use log::{LogFiles, LogFound, With};
use manifest::Listed;

const MANIFEST: &str = "manifest-sha256.txt";
const TAGS: &str = "tagmanifest-sha256.txt";
const NOTE: &str = "manifest.note";
const BAG: &str = "bagit.txt";

/// What the reader has from elsewhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct Check<'a> {
    /// The fingerprint of the key, as told: 64 hex digits, capitals and blanks as they like.
    pub key: Option<&'a str>,
    /// An earlier or later bundle of the same case, or a checkpoint.
    pub against: Option<&'a Path>,
}

/// Checks a bundle, zip or unpacked. `progress` is told bytes done and bytes in all.
///
/// # Errors
/// What cannot be read as a bundle at all (exit 3); a fingerprint that is none (exit 2); the disk
/// (exit 1). Everything else is said by the verdict.
pub fn verify(
    path: &Path,
    check: &Check<'_>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Verdict, DisclosureError> {
    let expected = check.key.map(fingerprint).transpose()?;
    let other = check.against.map(Other::open).transpose()?;
    let mut bag = Bag::open(path)?;
    bag.sum(&|_| true, progress)?;
    let files = LogFiles::read(&mut bag)?;
    let comparison = other.map(|other| other.compare(&files)).transpose()?;
    let (earlier, below) = match &comparison {
        Some(Comparison::Earlier {
            checkpoint,
            key,
            size,
            ..
        }) => (vec![Earlier { checkpoint, key }], *size),
        _ => (Vec::new(), 0),
    };
    let note = bag.small(NOTE)?;
    let tagmanifest = match bag.sum_at(TAGS) {
        Some(sum) => sum.sha256,
        None => Sha256::digest([]).into(),
    };
    let with = With {
        earlier: &earlier,
        expected,
        manifest: Some((&note, tagmanifest)),
        below,
    };
    let log = log::check(&mut bag, &files, &with)?;
    let mut found = Findings::default();
    let payload = found.lists(&mut bag)?;
    let seen = originals::check(&bag, &payload, &log.exhibits, &mut found);
    Ok(verdict(bag, log, found, seen, comparison))
}

/// Problems of files, as they are found.
#[derive(Debug, Default)]
struct Findings {
    problems: Vec<Problem>,
    said: BTreeSet<String>,
}

impl Findings {
    fn add(&mut self, code: Code, item: &str, message: &str) {
        self.problems.push(Problem::new(code, item, message));
    }

    /// `manifest-bad` is said once an item.
    fn list_bad(&mut self, item: &str, message: &str) {
        if self.said.insert(item.to_owned()) {
            self.add(Code::ManifestBad, item, message);
        }
    }

    /// Checks the two lists and every file but originals against them. Gives what the list of the
    /// payload says.
    fn lists(&mut self, bag: &mut Bag) -> Result<BTreeMap<String, [u8; 32]>, DisclosureError> {
        let tags = self.list(bag, TAGS, |path| {
            !path.starts_with("data/") && path != TAGS && path != NOTE
        })?;
        let payload = self.list(bag, MANIFEST, |path| path.starts_with("data/"))?;
        for path in [BAG, MANIFEST] {
            if !tags.contains_key(path) {
                self.list_bad(path, "it is not in the list of the bag's own files");
            }
        }
        for (path, due) in tags.iter().chain(&payload) {
            if originals::is_original(path) {
                continue;
            }
            let missing = !bag.has(path);
            let changed = bag.sum_at(path).is_some_and(|sum| sum.sha256 != *due);
            let message = if missing {
                "the file is not there"
            } else if changed {
                "the file is not the one that was listed"
            } else {
                continue;
            };
            if path == BAG || path == MANIFEST {
                self.list_bad(path, message);
            } else {
                self.add(Code::DocumentChanged, path, message);
            }
        }
        if bag.sum_at(BAG).is_some() && bag.small(BAG)? != BAGIT {
            self.list_bad(BAG, "it does not declare a bag of version 1.0");
        }
        let unlisted: Vec<String> = bag
            .paths()
            .filter(|path| {
                !tags.contains_key(*path)
                    && !payload.contains_key(*path)
                    && !matches!(*path, TAGS | NOTE | BAG | MANIFEST)
            })
            .map(str::to_owned)
            .collect();
        for path in unlisted {
            self.add(Code::FileUnknown, &path, "no list of the bundle has it");
        }
        let mut all = tags;
        let listed: BTreeMap<_, _> = payload.clone();
        all.extend(listed);
        bag.bad_checksums(&all);
        Ok(payload)
    }

    fn list(
        &mut self,
        bag: &mut Bag,
        path: &str,
        may: fn(&str) -> bool,
    ) -> Result<BTreeMap<String, [u8; 32]>, DisclosureError> {
        let listed = Listed::read(bag.lines(path)?, may)
            .map_err(|e| DisclosureError::outside(&format!("{path} could not be read"), &e))?;
        if !bag.has(path) {
            self.list_bad(path, "the list is not there");
        } else if listed.broken {
            self.list_bad(path, "not all of its lines are written as a list's are");
        }
        Ok(listed.files)
    }
}

fn verdict(
    bag: Bag,
    log: LogFound,
    found: Findings,
    seen: originals::Seen,
    comparison: Option<Comparison>,
) -> Verdict {
    let entries = log.verdict.entries();
    let mut integrity: Vec<Problem> = log.verdict.integrity.into_iter().map(Into::into).collect();
    integrity.extend(bag.problems);
    integrity.extend(found.problems);
    let counts = log.verdict.completeness;
    let anchor = log.verdict.anchor;
    let mut anchor_problems: Vec<Problem> = anchor.problems.into_iter().map(Into::into).collect();
    let mut fixed = Vec::new();
    match comparison {
        Some(Comparison::Earlier { by, .. }) => {
            fixed.extend(anchor.fixed.iter().map(|(_, to)| Fixed {
                to: *to,
                since: log.recorded.clone(),
                by: by.to_owned(),
            }));
        }
        Some(Comparison::Later(problems)) => anchor_problems.extend(problems),
        None => {}
    }
    Verdict {
        integrity: Integrity {
            problems: integrity,
        },
        completeness: Completeness {
            to: counts.last,
            shown: counts.shown,
            in_part: counts.in_part,
            withheld: counts.withheld,
            classes: counts.classes,
            problems: counts.problems.into_iter().map(Into::into).collect(),
        },
        anchor: Anchor {
            key: anchor.key.map(|key| key.to_string()),
            confirmed: anchor.confirmed,
            demonstration: anchor.demonstration,
            fixed,
            problems: anchor_problems,
        },
        repacked: bag.repacked,
        entries,
        originals: seen.originals,
        original_bytes: seen.bytes,
    }
}

/// A fingerprint as people write it: in groups, with capitals.
///
/// # Errors
/// [`DisclosureError::Fingerprint`].
pub fn fingerprint(words: &str) -> Result<Fingerprint, DisclosureError> {
    let plain: String = words
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, ':' | '-'))
        .map(|c| c.to_ascii_lowercase())
        .collect();
    Fingerprint::parse(&plain).ok_or(DisclosureError::Fingerprint)
}

/// 64 lower-case hex digits.
fn hash(digits: &str) -> Option<[u8; 32]> {
    if digits.bytes().any(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let mut bytes = [0; 32];
    hex::decode_to_slice(digits, &mut bytes).ok()?;
    Some(bytes)
}
