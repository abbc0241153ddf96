//! Who signed the packs, tried on a copy of those that ship, under a key that is made here: each way in which a folder can
//! differ from what was signed is named.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};

use standfast_desk::looks::guidance::{NOTE, PackSigned, signatures};
use standfast_ledger::VerifierKey;
use standfast_ledger::sums::{Sums, new_private_key, private_key};
use tempfile::TempDir;

const NAME: &str = "standfast-guidance-test";

/// A copy of `guidance/` without a signature.
fn copy() -> TempDir {
    let folder = TempDir::new().unwrap();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../guidance");
    let (from, to) = (shipped.as_path(), folder.path());
    for file in all_in(from) {
        let place = file.strip_prefix(from).unwrap();
        if place != Path::new(NOTE) {
            std::fs::create_dir_all(to.join(place).parent().unwrap()).unwrap();
            std::fs::copy(&file, to.join(place)).unwrap();
        }
    }
    folder
}

fn all_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(all_in(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// Signs a folder; the key that verifies it.
fn sign(folder: &Path, seed: u8) -> VerifierKey {
    let (line, verifier) = new_private_key(NAME, &[seed; 32]).unwrap();
    let (name, key) = private_key(&line).unwrap();
    let files: Vec<(String, Vec<u8>)> = all_in(folder)
        .into_iter()
        .map(|path| {
            let place = path.strip_prefix(folder).unwrap();
            let place = place.to_string_lossy().replace('\\', "/");
            (place, std::fs::read(path).unwrap())
        })
        .filter(|(place, _)| place != NOTE)
        .collect();
    let files = files
        .iter()
        .map(|(p, bytes)| (p.as_str(), bytes.as_slice()));
    let note = Sums::of(files).unwrap().sign(&name, &key);
    std::fs::write(folder.join(NOTE), note).unwrap();
    verifier
}

fn told(folder: &Path, key: &VerifierKey) -> Vec<PackSigned> {
    signatures(Some(folder), std::slice::from_ref(key)).unwrap()
}

/// The one pack that does not hold; all others do.
fn one_off(folder: &Path, key: &VerifierKey) -> (String, &'static str, String) {
    let all = told(folder, key);
    assert!(all.len() >= 10, "{all:?}");
    let mut off: Vec<PackSigned> = all.into_iter().filter(|p| !p.holds()).collect();
    assert_eq!(off.len(), 1, "{off:?}");
    let off = off.remove(0);
    assert!(off.is_broken() && off.by == [NAME], "{off:?}");
    (off.pack, off.signed, off.says)
}

#[test]
fn a_signed_copy_holds_pack_by_pack() {
    let folder = copy();
    let key = sign(folder.path(), 3);
    let all = told(folder.path(), &key);
    assert!(all.iter().all(PackSigned::holds), "{all:?}");
    let says: Vec<&str> = all.iter().map(|p| p.says.as_str()).collect();
    assert!(
        says.iter()
            .all(|s| *s == "signed by standfast-guidance-test"),
        "{says:?}"
    );
    let packs = standfast_desk::looks::guidance::packs().unwrap();
    assert_eq!(all.len(), packs.len());
    // One pack by itself, within the same folder.
    let one = told(&folder.path().join("uk-gp"), &key);
    assert_eq!(one.len(), 1);
    assert!(one[0].pack == "uk-gp" && one[0].holds(), "{one:?}");
}

#[test]
fn a_changed_byte_is_named() {
    let folder = copy();
    let key = sign(folder.path(), 3);
    let file = folder.path().join("uk-gp/steps/list.toml");
    let mut bytes = std::fs::read(&file).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&file, bytes).unwrap();
    assert_eq!(
        one_off(folder.path(), &key),
        (
            "uk-gp".to_owned(),
            "differs",
            "signature does not match: uk-gp/steps/list.toml changed".to_owned()
        )
    );
    // Asked about another pack alone, nothing is wrong with it.
    assert!(told(&folder.path().join("uk-hospital"), &key)[0].holds());
}

#[test]
fn a_removed_file_and_a_removed_pack_are_named() {
    let folder = copy();
    let key = sign(folder.path(), 3);
    std::fs::remove_file(folder.path().join("list-wales/letters.toml")).unwrap();
    let (pack, _, says) = one_off(folder.path(), &key);
    assert_eq!(pack, "list-wales");
    assert!(says.ends_with("list-wales/letters.toml missing"), "{says}");
    std::fs::remove_dir_all(folder.path().join("list-wales")).unwrap();
    let (pack, _, says) = one_off(folder.path(), &key);
    assert_eq!(pack, "list-wales");
    assert!(says.contains("list-wales/pack.toml missing"), "{says}");
}

#[test]
fn an_added_file_and_an_added_pack_are_named() {
    let folder = copy();
    let key = sign(folder.path(), 3);
    let added = folder.path().join("uk-neutral/steps/zz.toml");
    std::fs::write(&added, "# nothing\n").unwrap();
    let (pack, _, says) = one_off(folder.path(), &key);
    assert_eq!(pack, "uk-neutral");
    assert!(says.ends_with("uk-neutral/steps/zz.toml added"), "{says}");
    std::fs::remove_file(added).unwrap();
    std::fs::create_dir(folder.path().join("own")).unwrap();
    std::fs::write(folder.path().join("own/pack.toml"), "[pack]\n").unwrap();
    let (pack, _, says) = one_off(folder.path(), &key);
    assert_eq!(
        (pack.as_str(), says.ends_with("own/pack.toml added")),
        ("own", true)
    );
}

#[test]
fn what_stands_beside_the_packs_is_signed_too() {
    let folder = copy();
    let key = sign(folder.path(), 3);
    std::fs::write(folder.path().join("README.md"), "other words\n").unwrap();
    let (pack, _, says) = one_off(folder.path(), &key);
    assert_eq!(pack, "");
    assert!(says.ends_with("README.md changed"), "{says}");
}

#[test]
fn a_key_that_is_not_known_a_broken_note_and_none_are_told_apart() {
    let folder = copy();
    let each = |key: &VerifierKey| {
        let mut all: Vec<(&str, String)> = told(folder.path(), key)
            .into_iter()
            .map(|p| (p.signed, p.says))
            .collect();
        all.dedup();
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0)
    };
    let (_, somebody) = new_private_key("somebody.example", &[9; 32]).unwrap();
    assert_eq!(each(&somebody), ("no", "not signed".to_owned()));
    let key = sign(folder.path(), 3);
    let unknown = "signed by a key that is not known: standfast-guidance-test".to_owned();
    assert_eq!(each(&somebody), ("unknown-key", unknown.clone()));
    // The same name over another key is another key.
    let (_, other) = new_private_key(NAME, &[4; 32]).unwrap();
    assert_eq!(each(&other), ("unknown-key", unknown));
    let note = folder.path().join(NOTE);
    let text = std::fs::read_to_string(&note).unwrap();
    std::fs::write(&note, text.replacen('a', "b", 1)).unwrap();
    let (signed, says) = each(&key);
    assert_eq!(signed, "broken");
    assert!(says.starts_with("signature does not match: "), "{says}");
    std::fs::write(&note, "nothing of the kind\n").unwrap();
    assert_eq!(each(&key).0, "broken");
}
