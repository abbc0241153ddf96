//! Every step on the way to "saved", broken, cut off and copied: what is acknowledged is there, what is
//! there is whole.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use age::secrecy::SecretString;
use jiff::Timestamp;
use standfast_model::kinds::{Case, Exhibit};
use standfast_model::{Body, Class};

use super::{Create, Mode, Vault, Warning};
use crate::rim::{Plain, Rim, Step};
use crate::{Act, ActCase, CaseNo, OsEntropy, Place, Unlock, VaultError};

const STEPS: [Step; 7] = [
    Step::OriginalWrite,
    Step::OriginalSync,
    Step::OriginalRename,
    Step::OriginalFolder,
    Step::DatabaseCommit,
    Step::HeadWrite,
    Step::HeadSync,
];

/// Breaks one kind of step, once it is armed.
struct Breaks {
    step: Step,
    /// The step is done all the same, and only the answer is lost.
    done: bool,
    with: io::ErrorKind,
}

impl Rim for Breaks {
    fn step(&self, step: Step, act: &mut dyn FnMut() -> io::Result<()>) -> io::Result<()> {
        if step != self.step {
            return act();
        }
        if self.done {
            act()?;
        }
        Err(self.with.into())
    }
}

/// Copies the vault before and after every step, as a kill at that instant would leave it.
struct Copies {
    folder: PathBuf,
    to: PathBuf,
    made: Mutex<Vec<(Step, bool)>>,
}

impl Rim for Copies {
    fn step(&self, step: Step, act: &mut dyn FnMut() -> io::Result<()>) -> io::Result<()> {
        for after in [false, true] {
            if after {
                act()?;
            }
            let mut made = self.made.lock().unwrap();
            copy(&self.folder, &self.to.join(made.len().to_string()));
            made.push((step, after));
        }
        Ok(())
    }
}

struct Home {
    dir: tempfile::TempDir,
    key: Unlock,
}

impl Home {
    /// A closed vault with one case.
    fn new() -> Home {
        let dir = tempfile::tempdir().unwrap();
        let how = Create {
            passphrase: SecretString::from("words".to_owned()),
            demonstration: true,
            created: Timestamp::UNIX_EPOCH,
        };
        let (folder, state) = (dir.path().join("vault"), dir.path().join("state"));
        let place = Place {
            folder: &folder,
            state: Some(&state),
        };
        let mut created = Vault::create(&place, how, Box::new(OsEntropy)).unwrap();
        created
            .vault
            .commit(act(ActCase::New, vec![case()]))
            .unwrap();
        created.vault.close().unwrap();
        Home {
            dir,
            key: Unlock::Identity(created.recovery_key),
        }
    }

    fn folder(&self) -> PathBuf {
        self.dir.path().join("vault")
    }

    fn open(&self, rim: Arc<dyn Rim>) -> Vault {
        self.open_at(&self.folder(), rim)
    }

    fn open_at(&self, folder: &Path, rim: Arc<dyn Rim>) -> Vault {
        let state = self.dir.path().join("state");
        let place = Place {
            folder,
            state: Some(&state),
        };
        Vault::open_on(&place, &self.key, Mode::Write, Box::new(OsEntropy), rim).unwrap()
    }
}

fn act(case: ActCase, record: Vec<Body>) -> Act {
    Act {
        case,
        record,
        private: Vec::new(),
        staged: Vec::new(),
        recorded: Timestamp::UNIX_EPOCH,
    }
}

fn case() -> Body {
    Case {
        name: Some("knee".to_owned()),
        clinician: None,
        initials: None,
        setting: None,
        jurisdiction: None,
        zone: None,
        subject: None,
        relation: None,
        age_band: None,
        vulnerable: None,
        closed: false,
        because: None,
    }
    .into()
}

/// Takes a large original in and saves it.
fn attach(vault: &mut Vault) -> Result<Option<Warning>, VaultError> {
    let bytes: Vec<u8> = (0..300_000u32)
        .map(|n| n.to_le_bytes()[0] ^ n.to_le_bytes()[1])
        .collect();
    let staged = vault.stage(&mut bytes.as_slice(), 1 << 30)?;
    let exhibit = Exhibit {
        reference: "AB/1".to_owned(),
        of: None,
        what: None,
        media_type: None,
        found: None,
        produced_by: None,
        claimed: None,
        from: None,
        name: "film".to_owned(),
        bytes: staged.bytes,
        sha256: staged.sha256.clone(),
        class: Class::Open,
    };
    let line = vault.cases()?.pop().unwrap();
    let case = ActCase::In {
        case: line.number,
        record: line.record,
        private: line.private,
    };
    let mut act = act(case, vec![exhibit.into()]);
    act.staged = vec![staged];
    vault.commit(act).map(|placed| placed.warning)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap() {
        let item = item.unwrap();
        if item.file_type().unwrap().is_dir() {
            copy(&item.path(), &to.join(item.file_name()));
        } else {
            fs::copy(item.path(), to.join(item.file_name())).unwrap();
        }
    }
}

/// How many entries there are; everything checks.
#[track_caller]
fn checked(vault: &Vault, what: &str) -> u64 {
    let verdict = vault.verify(&mut |_, _| {}).unwrap();
    assert!(
        verdict.problems.is_empty(),
        "{what}: {:?}",
        verdict.problems
    );
    verdict.cases[0].record
}

#[test]
fn a_step_that_fails_leaves_the_act_whole_or_not_there() {
    for step in STEPS {
        for done in [false, true] {
            let what = format!("{step:?}, done: {done}");
            let home = Home::new();
            let rim = Breaks {
                step,
                done,
                with: io::ErrorKind::Other,
            };
            let mut vault = home.open(Arc::new(rim));
            let saved = attach(&mut vault);
            let head = matches!(step, Step::HeadWrite | Step::HeadSync);
            match &saved {
                Ok(warning) => assert_eq!(
                    (head, *warning),
                    (true, Some(Warning::HeadNotWritable)),
                    "{what}"
                ),
                Err(error) => {
                    assert!(!head, "{what}: {error}");
                    assert!(matches!(error, VaultError::Io { .. }), "{what}: {error}");
                }
            }
            drop(vault);
            let mut vault = home.open(Arc::new(Plain));
            let size = checked(&vault, &what);
            let there = step == Step::DatabaseCommit && done;
            assert_eq!(size, if saved.is_ok() || there { 2 } else { 1 }, "{what}");
            // And it goes on from there.
            assert_eq!(attach(&mut vault).unwrap(), None, "{what}");
            assert_eq!(checked(&vault, &what), size + 1);
            assert_eq!(vault.rebuild(&mut |_, _| {}).unwrap().changed, 0);
        }
    }
}

#[test]
fn a_kill_at_any_step_loses_nothing_acknowledged_and_leaves_nothing_half_there() {
    let home = Home::new();
    let copies = home.dir.path().join("copies");
    let rim = Arc::new(Copies {
        folder: home.folder(),
        to: copies.clone(),
        made: Mutex::default(),
    });
    let mut vault = home.open(Arc::clone(&rim) as Arc<dyn Rim>);
    attach(&mut vault).unwrap();
    attach(&mut vault).unwrap();
    drop(vault);
    let made = rim.made.lock().unwrap().clone();
    let commits = made
        .iter()
        .filter(|(step, _)| *step == Step::DatabaseCommit)
        .count();
    assert_eq!(commits, 4, "two acts, before and after");
    let mut expected = 1;
    for (at, (step, after)) in made.iter().enumerate() {
        if *step == Step::DatabaseCommit && *after {
            expected += 1;
        }
        let what = format!("copy {at}: {step:?}, after: {after}");
        let folder = copies.join(at.to_string());
        // The state folder is that of the end, so all copies but the last are older ones.
        let place = Place {
            folder: &folder,
            state: None,
        };
        let mut vault = Vault::open(&place, &home.key, Mode::Write, Box::new(OsEntropy)).unwrap();
        assert_eq!(checked(&vault, &what), expected, "{what}");
        attach(&mut vault).unwrap();
        assert_eq!(checked(&vault, &what), expected + 1, "{what}");
    }
    assert_eq!(expected, 3);
}

#[test]
fn a_full_disk_and_a_folder_that_may_not_be_written_say_so() {
    for (with, wanted) in [
        (io::ErrorKind::StorageFull, "the disk is full"),
        (io::ErrorKind::PermissionDenied, "cannot be written"),
        (io::ErrorKind::ReadOnlyFilesystem, "cannot be written"),
    ] {
        for step in [
            Step::OriginalWrite,
            Step::OriginalSync,
            Step::OriginalRename,
        ] {
            let home = Home::new();
            let mut vault = home.open(Arc::new(Breaks {
                step,
                done: false,
                with,
            }));
            let refused = attach(&mut vault).unwrap_err();
            assert!(refused.to_string().contains(wanted), "{step:?}: {refused}");
            assert_eq!(refused.exit(), 1);
            assert_eq!(checked(&vault, wanted), 1);
        }
    }
}

#[test]
fn a_vault_that_cannot_be_folded_on_closing_says_that_all_was_saved() {
    for (with, why) in [
        (io::ErrorKind::StorageFull, "the disk is full"),
        (
            io::ErrorKind::ReadOnlyFilesystem,
            "standfast.db cannot be written",
        ),
        (io::ErrorKind::Other, "other error"),
    ] {
        let home = Home::new();
        let mut vault = home.open(Arc::new(Breaks {
            step: Step::JournalFold,
            done: false,
            with,
        }));
        assert_eq!(attach(&mut vault).unwrap(), None);
        let refused = vault.close().unwrap_err();
        assert_eq!(
            refused.to_string(),
            format!("everything was saved; the journal of the vault could not be folded in: {why}")
        );
        assert!(matches!(refused, VaultError::NotFolded { .. }));
        assert_eq!(refused.exit(), 1);
        assert!(refused.advice().contains("Nothing is lost"));
        assert_eq!(checked(&home.open(Arc::new(Plain)), why), 2);
    }
}

#[test]
fn at_most_three_flushes_without_a_large_original() {
    struct Counts(Mutex<Vec<Step>>);
    impl Rim for Counts {
        fn step(&self, step: Step, act: &mut dyn FnMut() -> io::Result<()>) -> io::Result<()> {
            self.0.lock().unwrap().push(step);
            act()
        }
    }
    let home = Home::new();
    let counts = Arc::new(Counts(Mutex::default()));
    let mut vault = home.open(Arc::clone(&counts) as Arc<dyn Rim>);
    let retraction = standfast_model::kinds::Retraction {
        retracts: 0,
        because: "x".to_owned(),
    };
    let case = ActCase::In {
        case: CaseNo(1),
        record: 1,
        private: 0,
    };
    vault.commit(act(case, vec![retraction.into()])).unwrap();
    // The commit flushes the journal once: `synchronous=FULL` in WAL mode.
    let steps = counts.0.lock().unwrap().clone();
    assert_eq!(
        steps,
        [Step::DatabaseCommit, Step::HeadWrite, Step::HeadSync]
    );
}
