//! A large act: its parts are one act, and its small originals are kept together in files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::fs;
use std::path::PathBuf;

use common::*;
use standfast_model::Body;
use standfast_vault::{
    ActCase, CaseNo, Mode, Part, ProblemCode, Staged, Staging, Vault, VaultError,
};

/// Sizes on both sides of the pieces in which age encrypts, an empty one, and the largest small one.
const SIZES: [usize; 6] = [3_000, 0, 65_535, 65_536, 70_000, 128 * 1024];

fn filled() -> (Home, Vault, CaseNo) {
    let (home, mut vault) = Home::new();
    let case = vault.commit(opening("knee")).unwrap().case;
    (home, vault, case)
}

fn bytes(n: u64) -> Vec<u8> {
    noise(n, SIZES[usize::try_from(n).unwrap() % SIZES.len()])
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    hex::encode(sha2::Sha256::digest(bytes))
}

/// A part with an exhibit for each of `numbers`.
fn part(staging: &mut Staging<'_>, numbers: std::ops::Range<u64>) -> Part {
    let (record, staged) = numbers
        .map(|n| {
            let staged = staging.stage(&mut bytes(n).as_slice(), 1 << 30).unwrap();
            (exhibit(&staged, n + 1, None), staged)
        })
        .unzip::<Body, Staged, Vec<_>, Vec<_>>();
    Part {
        record,
        private: Vec::new(),
        staged,
        recorded: at(RECORDED),
    }
}

fn stands(vault: &Vault, case: CaseNo) -> ActCase {
    let line = line(vault, case);
    ActCase::In {
        case,
        record: line.record,
        private: line.private,
    }
}

/// The files of originals, whole or not.
fn files(home: &Home) -> Vec<PathBuf> {
    let folders = fs::read_dir(home.folder().join("originals")).unwrap();
    folders
        .flat_map(|folder| fs::read_dir(folder.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .collect()
}

#[test]
fn parts_are_one_act_and_their_small_originals_stand_in_a_file_each() {
    let (home, mut vault, case) = filled();
    let mut parts = [0..100, 100..140, 140..145].into_iter();
    let expected = stands(&vault, case);
    let placed = vault
        .commit_parts(&expected, &mut |staging| {
            Ok(parts.next().map(|numbers| part(staging, numbers)))
        })
        .unwrap();
    assert_eq!(placed.record, 1..146);
    assert_eq!(vault.exhibits(case).unwrap(), 145);
    // Five are too few for a file.
    assert_eq!(files(&home).len(), 2);
    assert_clean(&vault);
    vault.close().unwrap();

    let vault = home.open(Mode::Read).unwrap();
    let verdict = vault.verify(&mut |_, _| {}).unwrap();
    // The empty ones are equal, and kept once.
    let empty = (0..145).filter(|n| bytes(*n).is_empty()).count() as u64;
    assert_eq!(verdict.originals, 145 - empty + 1);
    for n in (0..145).rev().chain(0..145) {
        let content = bytes(n);
        assert_eq!(
            bytes_of(&vault, case, &sha256(&content)),
            Some(content),
            "{n}"
        );
    }
}

#[test]
fn what_the_case_has_goes_into_no_further_file() {
    let (home, mut vault, case) = filled();
    for _ in 0..2 {
        let expected = stands(&vault, case);
        let mut parts = [0..40, 0..40].into_iter();
        vault
            .commit_parts(&expected, &mut |staging| {
                Ok(parts.next().map(|numbers| part(staging, numbers)))
            })
            .unwrap();
        assert_eq!(files(&home).len(), 1);
    }
    assert_eq!(line(&vault, case).record, 161);
    assert_clean(&vault);
}

#[test]
fn a_part_that_fails_leaves_neither_entries_nor_files() {
    let (home, mut vault, case) = filled();
    let expected = stands(&vault, case);
    let mut at_part = 0;
    let broke_off = vault.commit_parts(&expected, &mut |staging| {
        at_part += 1;
        match at_part {
            1 | 2 => Ok(Some(part(staging, 40 * at_part..40 * at_part + 40))),
            _ => Err(VaultError::Act("the source broke off")),
        }
    });
    assert!(matches!(broke_off, Err(VaultError::Act(_))));
    let mut at_part = 0;
    let stray = vault.commit_parts(&expected, &mut |staging| {
        at_part += 1;
        let mut part = part(staging, 40 * at_part..40 * at_part + 40);
        if at_part == 3 {
            part.record.truncate(3);
        }
        Ok(Some(part))
    });
    assert!(matches!(stray, Err(VaultError::Act(_))));
    assert_eq!(files(&home), Vec::<PathBuf>::new());
    assert_eq!(line(&vault, case).record, 1);
    assert_clean(&vault);
    // Nor does it stand in the way of the same act.
    let mut parts = [0..40, 40..80].into_iter();
    vault
        .commit_parts(&expected, &mut |staging| {
            Ok(parts.next().map(|numbers| part(staging, numbers)))
        })
        .unwrap();
    assert_eq!(files(&home).len(), 2);
    assert_clean(&vault);
}

#[test]
fn a_file_of_many_that_is_damaged_or_gone_names_those_that_it_held() {
    let (home, mut vault, case) = filled();
    let expected = stands(&vault, case);
    let mut parts = std::iter::once(0..40);
    vault
        .commit_parts(&expected, &mut |staging| {
            Ok(parts.next().map(|numbers| part(staging, numbers)))
        })
        .unwrap();
    vault.close().unwrap();
    let named = |code: ProblemCode| {
        let vault = home.open(Mode::Read).unwrap();
        let problems = vault.verify(&mut |_, _| {}).unwrap().problems;
        assert!(problems.iter().all(|problem| problem.code == code));
        problems.len()
    };
    let file = files(&home).pop().unwrap();
    let whole = fs::read(&file).unwrap();
    let mut damaged = whole.clone();
    // In the last piece: the one that it falls into, and not the first.
    let last = damaged.len() - 100;
    damaged[last] ^= 1;
    fs::write(&file, &damaged).unwrap();
    let hit = named(ProblemCode::OriginalChanged);
    assert!((1..4).contains(&hit), "{hit}");
    // Its header: all of them.
    damaged.clone_from(&whole);
    damaged[60] ^= 1;
    fs::write(&file, &damaged).unwrap();
    let not_empty = (0..40).filter(|n| !bytes(*n).is_empty()).count();
    assert_eq!(named(ProblemCode::OriginalChanged), not_empty);
    fs::remove_file(&file).unwrap();
    assert_eq!(named(ProblemCode::OriginalMissing), not_empty);
}
