//! One flipped bit anywhere: it is found and named, or the vault does not open; never a panic.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::fs;
use std::path::PathBuf;

use common::*;
use standfast_model::Log;
use standfast_vault::{CaseNo, Mode, TimelineFilter, Unlock, Vault};

/// A closed vault with enough in it for a few hundred pages.
fn filled() -> (Home, CaseNo) {
    let (home, mut vault) = Home::new();
    let case = vault.commit(opening("knee")).unwrap().case;
    let days = jiff::Timestamp::constant(1_760_000_000, 0);
    for batch in 0..4 {
        let bodies = (0..40)
            .map(|i| {
                let when = (days + jiff::SignedDuration::from_hours(batch * 40 + i)).to_string();
                contact(
                    occurred(&when),
                    &format!("message {i} of {batch}, and it goes on"),
                )
                .into()
            })
            .collect();
        save(&mut vault, case, bodies);
    }
    for (number, length) in [(1, 3_000), (2, 300_000)] {
        let staged = vault
            .stage(&mut noise(number, length).as_slice(), 1 << 30)
            .unwrap();
        let mut attach = act(&vault, case, vec![exhibit(&staged, number, Some(1))]);
        attach.staged = vec![staged];
        attach.private = vec![note("kept it")];
        vault.commit(attach).unwrap();
    }
    vault.close().unwrap();
    (home, case)
}

/// Reads everything that can be read, in every way there is.
fn read_all(vault: &Vault, case: CaseNo) {
    let _ = vault.cases();
    for log in [Log::Record, Log::Private] {
        let _ = vault.checkpoint(case, log);
        let _ = vault.entries(case, log, 0..u64::MAX, None, &mut |stored| {
            let _ = stored.read();
            Ok(true)
        });
    }
    let _ = vault.timeline(case, &TimelineFilter::default(), None, 500);
    let _ = vault.search(Some(case), "message", None, 500);
    let _ = vault.pointing_at(case, 1);
}

/// What a flipped bit came to: the exit code of opening, or the items that checking names.
enum Came {
    Shut(u8),
    Named(Vec<String>),
}

fn flip(home: &Home, case: CaseNo, file: &PathBuf, at: usize, bit: u64, key: &Unlock) -> Came {
    let kept = fs::read(file).unwrap();
    let mut changed = kept.clone();
    changed[at] ^= 1 << bit;
    fs::write(file, &changed).unwrap();
    let came = match home.open_with(key, Mode::Read) {
        Err(error) => Came::Shut(error.exit()),
        Ok(vault) => {
            read_all(&vault, case);
            match vault.verify(&mut |_, _| {}) {
                Err(error) => Came::Shut(error.exit()),
                Ok(verdict) => Came::Named(verdict.problems.into_iter().map(|p| p.item).collect()),
            }
        }
    };
    assert!(
        fs::read(file).unwrap() == changed,
        "reading changes nothing"
    );
    fs::write(file, kept).unwrap();
    came
}

#[test]
fn in_the_database() {
    let (home, case) = filled();
    let key = Unlock::Identity(home.identity.clone());
    let file = home.folder().join("standfast.db");
    let length = fs::metadata(&file).unwrap().len();
    let mut random = Seeded(11);
    // The salt, which SQLCipher itself never looks at, and places all over the file.
    let mut places: Vec<u64> = vec![0, 7, 15, 16, 4080, 4095, length - 1];
    places.extend((0..120).map(|_| random.below(length)));
    for at in places {
        let page = format!("page {}", at / 4096 + 1);
        match flip(
            &home,
            case,
            &file,
            usize::try_from(at).unwrap(),
            random.below(8),
            &key,
        ) {
            Came::Shut(code) => assert_eq!(code, 5, "byte {at}"),
            Came::Named(items) => assert!(items.contains(&page), "byte {at}: {items:?}"),
        }
    }
    assert_clean(&home.open(Mode::Read).unwrap());
}

#[test]
fn in_an_original() {
    let (home, case) = filled();
    let key = Unlock::Identity(home.identity.clone());
    let folder = fs::read_dir(home.folder().join("originals"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let file = fs::read_dir(folder)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let length = fs::metadata(&file).unwrap().len();
    let mut random = Seeded(12);
    let mut places: Vec<u64> = vec![0, 30, 100, 190, 200, length - 1];
    places.extend((0..40).map(|_| random.below(length)));
    for at in places {
        match flip(
            &home,
            case,
            &file,
            usize::try_from(at).unwrap(),
            random.below(8),
            &key,
        ) {
            Came::Shut(code) => panic!("byte {at}: exit {code}"),
            Came::Named(items) => assert_eq!(items, ["AB/2"], "byte {at}"),
        }
    }
}

#[test]
fn in_a_key_file_or_the_description() {
    let (home, case) = filled();
    let recovery = Unlock::Identity(home.identity.clone());
    let mut random = Seeded(13);
    for name in ["keys/recovery.age", "keys/passphrase.age", "vault.toml"] {
        let file = home.folder().join(name);
        let length = fs::metadata(&file).unwrap().len();
        for _ in 0..40 {
            let at = random.below(length);
            match flip(
                &home,
                case,
                &file,
                usize::try_from(at).unwrap(),
                random.below(8),
                &recovery,
            ) {
                Came::Shut(code) => {
                    assert!(
                        code == 5 || name == "keys/recovery.age" && code == 4,
                        "{name} byte {at}: {code}"
                    );
                }
                Came::Named(items) => assert_eq!(items, [name], "byte {at}"),
            }
        }
    }
    // Under the passphrase itself: slow by design, so few.
    let file = home.folder().join("keys/passphrase.age");
    for at in [3, 40, 70, 150, 300] {
        match flip(&home, case, &file, at, 0, &passphrase(PASSPHRASE)) {
            Came::Shut(code) => assert!(code == 4 || code == 5, "byte {at}: {code}"),
            Came::Named(items) => panic!("byte {at}: {items:?}"),
        }
    }
}
