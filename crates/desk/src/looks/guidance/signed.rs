//! Who signed the packs: a signed note over the lines of `sha256sum` of all files under `guidance/`, made at a release
//! by whoever holds the key (`cargo xtask sign-packs`). In development the packs bear no signature, and that is said.
//!
//! Of packs in a folder the note beside them counts; of those that are compiled in, the note that was compiled in.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;
use standfast_ledger::VerifierKey;
use standfast_ledger::sums::{Differ, Sums, SumsError};
use standfast_pathway::Packs;

use super::{Folder, unreadable};
use crate::DeskError;

/// The file that bears the signature, beside the packs.
pub const NOTE: &str = "SHA256SUMS.note";

/// The verifier keys of whoever publishes the packs of this program. Each holder of a release key adds theirs here;
/// until one has, no packs of ours are signed, and no release can be made of them.
const PUBLISHERS: &[&str] = &[];

/// What is known of a pack's signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PackSigned {
    /// The pack's folder; empty for the files beside the packs.
    pub pack: String,
    /// `yes`; `no`: there is no note; `unknown-key`: nobody known signed it; `broken`: the note is none, or its
    /// signature does not fit; `differs`: the files are not those that were signed.
    pub signed: &'static str,
    /// Names of the keys that signed; with `unknown-key` by their own word.
    pub by: Vec<String>,
    /// Files with other bytes than those signed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<String>,
    /// Files that were signed and are not there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Files that are there and were not signed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<String>,
    /// In words.
    pub says: String,
}

impl PackSigned {
    /// Whether the files are just what a known key signed.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.signed == "yes"
    }

    /// Whether somebody changed what was signed, or the signature.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        matches!(self.signed, "broken" | "differs")
    }
}

/// A verifier key as it was given: the key itself (`name+hash+key`), or a file with it.
///
/// # Errors
/// Neither a key nor a file with one.
pub fn key(given: &str) -> Result<VerifierKey, DeskError> {
    let text = std::fs::read_to_string(given).unwrap_or_else(|_| given.to_owned());
    VerifierKey::parse(text.trim()).map_err(|why| {
        DeskError::words(
            format!("\"{given}\" is no verifier key: {why}"),
            "Give name+hash+key as whoever signed the packs publishes it, or a file with that line.",
        )
    })
}

/// Who signed each pack: those that ship, or those in a folder. `keys` are known beside the built-in ones.
///
/// # Errors
/// A folder that cannot be read.
pub fn signatures(
    folder: Option<&Path>,
    keys: &[VerifierKey],
) -> Result<Vec<PackSigned>, DeskError> {
    let built_in = PUBLISHERS.iter().filter_map(|k| VerifierKey::parse(k).ok());
    let known: Vec<VerifierKey> = built_in.chain(keys.iter().cloned()).collect();
    match folder {
        None => {
            let files = Packs::shipped_files();
            let files: Vec<(String, Vec<u8>)> = files
                .into_iter()
                .map(|f| (f.path, f.text.into_owned().into_bytes()))
                .collect();
            // What stands beside the packs is not compiled in.
            let shown = |path: &str| path.contains('/');
            Ok(told(Packs::shipped_note(), &files, &known, shown, true))
        }
        Some(folder) => {
            let Folder { root, inside } = Folder::of(folder)?;
            let within = |path: &str| {
                inside.as_deref().is_none_or(|inside| {
                    path.strip_prefix(inside)
                        .is_some_and(|rest| rest.starts_with('/'))
                })
            };
            let mut files = Vec::new();
            for (place, path) in super::all_in(folder, &root)? {
                if place != NOTE {
                    let bytes = std::fs::read(&path).map_err(|e| unreadable(folder, &e))?;
                    files.push((place, bytes));
                }
            }
            let note = match std::fs::read(root.join(NOTE)) {
                Ok(note) => note,
                Err(e) if e.kind() == std::io::ErrorKind::NotFound => Vec::new(),
                Err(e) => return Err(unreadable(folder, &e)),
            };
            Ok(told(&note, &files, &known, within, false))
        }
    }
}

/// One verdict a pack. `shown` keeps the paths that are looked at.
fn told(
    note: &[u8],
    files: &[(String, Vec<u8>)],
    known: &[VerifierKey],
    shown: impl Fn(&str) -> bool,
    shipped: bool,
) -> Vec<PackSigned> {
    let of = |path: &str| path.split_once('/').map_or("", |(pack, _)| pack).to_owned();
    let looked: Vec<&(String, Vec<u8>)> = files.iter().filter(|(path, _)| shown(path)).collect();
    let packs: BTreeSet<String> = looked
        .iter()
        .filter(|(path, _)| path.ends_with("/pack.toml"))
        .map(|(path, _)| of(path))
        .collect();
    let each = |signed: &'static str, by: &[String], says: String| {
        let line = |pack: &String| PackSigned {
            pack: pack.clone(),
            signed,
            by: by.to_vec(),
            changed: Vec::new(),
            missing: Vec::new(),
            added: Vec::new(),
            says: says.clone(),
        };
        packs.iter().map(line).collect::<Vec<PackSigned>>()
    };
    if note.is_empty() {
        let says = if shipped {
            "not signed: development"
        } else {
            "not signed"
        };
        return each("no", &[], says.to_owned());
    }
    let (sums, by) = match Sums::open(note, known) {
        Ok((sums, by)) => (sums.only(&shown), by),
        Err(SumsError::NotKnown(names)) => {
            let says = format!("signed by a key that is not known: {}", names.join(", "));
            return each("unknown-key", &names, says);
        }
        Err(why) => return each("broken", &[], format!("signature does not match: {why}")),
    };
    let by: Vec<String> = by.iter().map(|key| key.name().to_owned()).collect();
    let found = Sums::of(
        looked
            .iter()
            .map(|(p, bytes)| (p.as_str(), bytes.as_slice())),
    );
    let found = match found {
        Ok(found) => found,
        Err(why) => return each("broken", &by, format!("signature does not match: {why}")),
    };
    let all: BTreeSet<String> = sums.paths().chain(found.paths()).map(of).collect();
    all.into_iter()
        .filter_map(|pack| {
            let mine = |path: &str| of(path) == pack;
            let differ = sums.only(mine).differ(&found.only(mine));
            // The files beside the packs are worth a line only where they are not what was signed.
            let worth = !pack.is_empty() || !differ.is_nothing();
            worth.then(|| verdict(pack, &by, differ))
        })
        .collect()
}

fn verdict(pack: String, by: &[String], differ: Differ) -> PackSigned {
    let parts: Vec<String> = [
        ("changed", &differ.changed),
        ("missing", &differ.missing),
        ("added", &differ.added),
    ]
    .iter()
    .flat_map(|(what, files)| files.iter().map(move |file| format!("{file} {what}")))
    .collect();
    PackSigned {
        pack,
        signed: if parts.is_empty() { "yes" } else { "differs" },
        by: by.to_vec(),
        says: if parts.is_empty() {
            format!("signed by {}", by.join(", "))
        } else {
            format!("signature does not match: {}", parts.join(", "))
        },
        changed: differ.changed,
        missing: differ.missing,
        added: differ.added,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn each_publisher_s_key_can_be_read() {
        for key in PUBLISHERS {
            VerifierKey::parse(key).unwrap();
        }
    }

    /// What is compiled in bears no signature, or one that fits: a change of a pack after signing is found here.
    #[test]
    fn the_packs_that_ship_are_unsigned_or_signed_as_they_are() {
        for pack in signatures(None, &[]).unwrap() {
            assert!(!pack.is_broken(), "{}: {}", pack.pack, pack.says);
        }
    }
}
