//! The head kept outside: copies that are older, or went another way, are noticed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::fs;

use common::*;
use standfast_model::Body;
use standfast_vault::{CaseNo, HeadState, Mode, Vault, VaultError, Warning};

fn card() -> Vec<Body> {
    vec![contact(occurred("2026-02-14T10:30:00Z"), "a card").into()]
}

/// A vault with one case, closed, and a copy of it in `copy`.
fn with_copy() -> (Home, CaseNo) {
    let (home, mut vault) = Home::new();
    let case = vault.commit(opening("knee")).unwrap().case;
    vault.close().unwrap();
    copy(&home.folder(), &home.path().join("copy"));
    (home, case)
}

fn put_back(home: &Home) {
    fs::remove_dir_all(home.folder()).unwrap();
    copy(&home.path().join("copy"), &home.folder());
}

fn saves(home: &Home, case: CaseNo, how_many: usize) {
    let mut vault = home.open(Mode::Write).unwrap();
    for _ in 0..how_many {
        save(&mut vault, case, card());
    }
    vault.close().unwrap();
}

#[test]
fn an_older_copy_is_noticed_read_and_gone_on_with_only_when_accepted() {
    let (home, case) = with_copy();
    saves(&home, case, 3);
    put_back(&home);
    let older = HeadState::OlderCopy { known: 4, here: 1 };
    for mode in [Mode::Read, Mode::Write] {
        let mut vault = home.open(mode).unwrap();
        assert_eq!(vault.head(), older);
        assert!(vault.warnings()[0].to_string().contains("older copy"));
        assert_eq!(line(&vault, case).record, 1);
        let verdict = vault.verify(&mut |_, _| {}).unwrap();
        assert_eq!((verdict.problems, verdict.head), (vec![], older));
        if mode == Mode::Write {
            let act = act(&vault, case, card());
            let refused = vault.commit(act).err().unwrap();
            assert!(matches!(
                refused,
                VaultError::OlderCopy { known: 4, here: 1 }
            ));
            assert_eq!(refused.exit(), 6);
        }
    }
    let mut vault = home.open(Mode::Write).unwrap();
    vault.accept_head().unwrap();
    assert_eq!(
        (vault.head(), vault.warnings()),
        (HeadState::Agrees, &[][..])
    );
    save(&mut vault, case, card());
    vault.close().unwrap();
    assert_eq!(home.open(Mode::Read).unwrap().head(), HeadState::Agrees);
}

#[test]
fn a_second_copy_is_noticed_however_far_it_went() {
    for further in [1, 2, 5] {
        let (home, case) = with_copy();
        saves(&home, case, 2);
        // The copy goes on where this machine's state folder does not see it.
        put_back(&home);
        fs::rename(home.state(), home.path().join("kept")).unwrap();
        saves(&home, case, further);
        fs::remove_dir_all(home.state()).ok();
        fs::rename(home.path().join("kept"), home.state()).unwrap();
        let vault = home.open(Mode::Write).unwrap();
        let expected = if further < 2 {
            HeadState::OlderCopy { known: 3, here: 2 }
        } else {
            HeadState::SecondCopy
        };
        assert_eq!(vault.head(), expected, "{further} saves further");
        drop(vault);
        let mut vault = home.open(Mode::Write).unwrap();
        let act = act(&vault, case, card());
        assert_eq!(vault.commit(act).err().unwrap().exit(), 6);
        vault.accept_head().unwrap();
        save(&mut vault, case, card());
        assert_clean(&vault);
    }
}

#[test]
fn a_head_that_is_behind_is_a_save_that_was_cut_off() {
    let (home, case) = with_copy();
    copy(&home.state(), &home.path().join("behind"));
    saves(&home, case, 1);
    fs::remove_dir_all(home.state()).unwrap();
    copy(&home.path().join("behind"), &home.state());
    let vault = home.open(Mode::Read).unwrap();
    assert_eq!(
        (vault.head(), vault.warnings()),
        (HeadState::Agrees, &[][..])
    );
    drop(vault);
    let vault = home.open(Mode::Write).unwrap();
    assert_eq!(
        (vault.head(), vault.warnings()),
        (HeadState::Agrees, &[Warning::Resumed][..])
    );
    drop(vault);
    assert_eq!(home.open(Mode::Write).unwrap().warnings(), []);
}

#[test]
fn another_machine_says_that_it_knows_nothing_until_something_is_saved() {
    let (home, case) = with_copy();
    fs::remove_dir_all(home.state()).unwrap();
    for mode in [Mode::Read, Mode::Write] {
        let vault = home.open(mode).unwrap();
        assert_eq!(
            (vault.head(), vault.warnings()),
            (HeadState::Absent, &[Warning::HeadAbsent][..])
        );
    }
    saves(&home, case, 1);
    assert_eq!(home.open(Mode::Read).unwrap().head(), HeadState::Agrees);
}

#[test]
fn a_state_folder_that_cannot_be_written_is_a_warning_and_the_save_stands() {
    let (home, case) = with_copy();
    fs::remove_dir_all(home.state()).unwrap();
    // A file where the folder should be: not to be written by anybody, root neither.
    fs::write(home.state(), "").unwrap();
    let mut vault = home.open(Mode::Write).unwrap();
    let placed = save(&mut vault, case, card());
    assert_eq!(placed.warning, Some(Warning::HeadNotWritable));
    assert_eq!(vault.head(), HeadState::NotWritable);
    vault.close().unwrap();
    assert_eq!(line(&home.open(Mode::Read).unwrap(), case).record, 2);
}

#[test]
fn a_vault_without_a_state_folder_says_so() {
    let (home, case) = with_copy();
    let folder = home.folder();
    let place = standfast_vault::Place {
        folder: &folder,
        state: None,
    };
    let key = standfast_vault::Unlock::Identity(home.identity.clone());
    let mut vault = Vault::open(&place, &key, Mode::Write, Box::new(Seeded(3))).unwrap();
    assert_eq!(
        (vault.head(), vault.warnings()),
        (HeadState::Absent, &[Warning::HeadNotKept][..])
    );
    assert_eq!(save(&mut vault, case, card()).warning, None);
}

#[test]
fn a_journal_that_lost_its_end_is_not_taken_for_a_torn_write() {
    let (home, mut vault) = Home::new();
    let case = vault.commit(opening("knee")).unwrap().case;
    for _ in 0..3 {
        save(&mut vault, case, card());
    }
    // As a kill leaves it: the journal is there, nothing was folded in.
    copy(&home.folder(), &home.path().join("killed"));
    drop(vault);
    fs::remove_dir_all(home.folder()).unwrap();
    copy(&home.path().join("killed"), &home.folder());
    fs::remove_file(home.folder().join("standfast.db-shm")).ok();
    let journal = home.folder().join("standfast.db-wal");
    let mut bytes = fs::read(&journal).unwrap();

    // Whole, it is simply gone on with.
    let vault = home.open(Mode::Read).unwrap();
    assert_eq!(
        (line(&vault, case).record, vault.head()),
        (4, HeadState::Agrees)
    );
    drop(vault);
    assert_eq!(
        fs::read(&journal).unwrap(),
        bytes,
        "reading leaves the journal as it was"
    );

    let at = bytes.len() - 3000;
    bytes[at] ^= 1;
    fs::write(&journal, &bytes).unwrap();
    fs::remove_file(home.folder().join("standfast.db-shm")).ok();
    let vault = home.open(Mode::Read).unwrap();
    assert!(
        matches!(vault.head(), HeadState::OlderCopy { known: 4, .. }),
        "{:?}",
        vault.head()
    );
    let verdict = vault.verify(&mut |_, _| {}).unwrap();
    let codes: Vec<_> = verdict.problems.iter().map(|p| p.code.as_str()).collect();
    assert_eq!(codes, ["leaf-missing"]);
    drop(vault);
    assert_eq!(
        fs::read(&journal).unwrap(),
        bytes,
        "what is left of it stays"
    );
}
