//! What is refused: with the right error, its exit code, and nothing changed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::fs;

use common::*;
use standfast_vault::{Mode, Place, SecretString, Unlock, Vault, VaultError, Warning};

#[test]
fn a_wrong_key_is_locked_out() {
    let (home, vault) = Home::new();
    vault.close().unwrap();
    let stranger = SecretString::from(
        "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33".to_owned(),
    );
    for (key, name) in [
        (passphrase("four plain words"), "passphrase"),
        (passphrase("four plain words here "), "passphrase"),
        (Unlock::Identity(stranger), "identity"),
        (
            Unlock::Identity(SecretString::from("nothing\n".to_owned())),
            "identity",
        ),
    ] {
        let refused = home.open_with(&key, Mode::Write).err().unwrap();
        assert_eq!(refused.exit(), 4, "{refused}");
        assert!(refused.to_string().contains(name), "{refused}");
        assert!(!refused.advice().is_empty());
    }
    // Nothing of it stays in the way.
    home.open_with(&passphrase(PASSPHRASE), Mode::Write)
        .unwrap();
}

#[test]
fn a_second_writer_is_told_who_the_first_is_and_readers_are_let_in() {
    let (home, mut vault) = Home::new();
    let case = vault.commit(opening("knee")).unwrap().case;
    let refused = home.open(Mode::Write).err().unwrap();
    assert!(matches!(refused, VaultError::Busy { .. }));
    assert_eq!(refused.exit(), 1);
    let pid = format!("process {}", std::process::id());
    assert!(
        cfg!(windows) || refused.to_string().contains(&pid),
        "{refused}"
    );

    let reader = home.open(Mode::Read).unwrap();
    assert_eq!(reader.cases().unwrap().len(), 1);
    save(
        &mut vault,
        case,
        vec![contact(occurred("2026-02-14T10:30:00Z"), "a card").into()],
    );
    // A reader sees what was saved since, and is checked while the other writes.
    assert_eq!(line(&reader, case).record, 2);
    assert_clean(&reader);
    drop(reader);
    vault.close().unwrap();
    home.open(Mode::Write).unwrap();
}

#[test]
fn two_writers_past_the_lock_never_save_over_each_other() {
    // As on a drive whose locks do nothing: the sizes decide, not the lock.
    let (home, mut first) = Home::new();
    let case = first.commit(opening("knee")).unwrap().case;
    fs::remove_file(home.folder().join("lock")).unwrap();
    let mut second = home.open(Mode::Write).unwrap();
    let act_of = |vault: &Vault, words: &str| {
        act(
            vault,
            case,
            vec![contact(occurred("2026-02-14T10:30:00Z"), words).into()],
        )
    };
    let (a, b) = (act_of(&first, "one"), act_of(&second, "two"));
    second.commit(b).unwrap();
    assert!(matches!(first.commit(a), Err(VaultError::Moved)));
    let again = act_of(&first, "one");
    first.commit(again).unwrap();
    assert_eq!(words(&second, case, 2), "one");
    drop(second);
    assert_clean(&first);
}

#[test]
fn nothing_is_written_in_reading_mode() {
    let (home, mut vault) = Home::new();
    vault.commit(opening("knee")).unwrap();
    vault.close().unwrap();
    let before = snapshot(&home);
    let mut reader = home.open(Mode::Read).unwrap();
    for refused in [
        reader.commit(opening("ankle")).err(),
        reader.stage(&mut std::io::empty(), 1).err(),
        reader.rebuild(&mut |_, _| {}).err(),
        reader.accept_head().err(),
    ] {
        assert!(matches!(refused, Some(VaultError::ReadMode)));
    }
    assert_clean(&reader);
    reader.close().unwrap();
    assert!(snapshot(&home) == before);
}

#[test]
fn a_vault_of_a_newer_version_is_left_alone() {
    let (home, vault) = Home::new();
    vault.close().unwrap();
    // As a newer version would have written it: the description names format 2, and the database
    // knows that description.
    let file = home.folder().join("vault.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("format = 1", "format = 2")).unwrap();
    let refused = home.open(Mode::Write).err().unwrap();
    // The database knows that nobody but chance wrote a 2 there.
    assert!(
        matches!(&refused, VaultError::Damaged { item, .. } if item == "vault.toml"),
        "{refused}"
    );
    // Where the database knows that description, it is what it says.
    home.sql(&format!(
        "UPDATE files SET sha256 = x'{}' WHERE name = 'vault.toml'",
        sha256(&file)
    ));
    assert!(matches!(home.open(Mode::Write), Err(VaultError::Newer(2))));
    fs::write(&file, &text).unwrap();
    home.sql("PRAGMA user_version = 3");
    assert!(matches!(home.open(Mode::Write), Err(VaultError::Newer(3))));
    assert!(matches!(home.open(Mode::Read), Err(VaultError::Newer(3))));
    fs::write(&file, text.replace("format = 1", "format = 2")).unwrap();
    // Without keys that open, what it says is taken as it is.
    fs::remove_dir_all(home.folder().join("keys")).unwrap();
    let refused = home.open(Mode::Write).err().unwrap();
    assert!(matches!(refused, VaultError::Newer(2)), "{refused}");
    assert_eq!(refused.exit(), 1);
    assert!(refused.to_string().contains("newer Standfast"));
}

#[test]
fn only_an_empty_folder_becomes_a_vault() {
    let (home, vault) = Home::new();
    drop(vault);
    let before = snapshot(&home);
    assert!(matches!(home.create(), Err(VaultError::NotEmpty)));
    assert!(snapshot(&home) == before);

    let elsewhere = tempfile::tempdir().unwrap();
    let place = Place {
        folder: elsewhere.path(),
        state: None,
    };
    let open = Vault::open(&place, &passphrase("x"), Mode::Write, Box::new(Seeded(1)));
    let refused = open.err().unwrap();
    assert!(matches!(refused, VaultError::NotAVault));
    assert_eq!(refused.exit(), 2);
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_can_be_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let set = |home: &Home, folders: u32, files: u32| {
        let mut all = vec![home.folder()];
        each_file(&home.folder(), &mut |path| all.push(path.to_owned()));
        for path in all {
            let mode = if path.is_dir() { folders } else { files };
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    let (home, mut vault) = Home::new();
    let case = vault.commit(opening("knee")).unwrap().case;
    save(
        &mut vault,
        case,
        vec![contact(occurred("2026-02-14T10:30:00Z"), "a card").into()],
    );
    vault.close().unwrap();
    set(&home, 0o500, 0o400);
    let reader = home.open(Mode::Read).unwrap();
    assert_eq!(words(&reader, case, 1), "a card");
    assert_clean(&reader);
    drop(reader);
    let refused = home.open(Mode::Write).err();
    // Root may write everywhere.
    let root = fs::File::create(home.folder().join("probe")).is_ok();
    assert!(
        root || matches!(refused, Some(VaultError::NotWritable { .. })),
        "{refused:?}"
    );
    set(&home, 0o700, 0o600);
}

#[cfg(unix)]
#[test]
fn only_its_owner_reads_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let (home, mut vault) = Home::new();
    let staged = vault
        .stage(&mut noise(1, 200_000).as_slice(), 1 << 30)
        .unwrap();
    let mut act = opening("knee");
    act.record.push(exhibit(&staged, 1, None));
    act.staged = vec![staged];
    vault.commit(act).unwrap();
    each_file(&home.folder(), &mut |path| {
        let mode = fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let right = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode, right, "{}", path.display());
    });
}

#[test]
fn nothing_that_was_said_can_be_read_in_any_file() {
    let (home, mut vault) = Home::new();
    let case = vault.commit(opening("zanzibar")).unwrap().case;
    save(
        &mut vault,
        case,
        vec![contact(occurred("2026-02-14T10:30:00Z"), "marmalade").into()],
    );
    let text = b"marmalade ".repeat(40_000);
    let staged = vault.stage(&mut text.as_slice(), 1 << 30).unwrap();
    let mut attach = act(&vault, case, vec![exhibit(&staged, 1, None)]);
    attach.staged = vec![staged];
    vault.commit(attach).unwrap();
    let id = line(&vault, case).id;
    // With the journal still there, and after it.
    for _ in 0..2 {
        each_file(home.path(), &mut |path| {
            if path.is_file() {
                let bytes = fs::read(path).unwrap();
                for secret in ["marmalade", "zanzibar", "Rowan", "card.jpg", id.as_str()] {
                    let found = bytes
                        .windows(secret.len())
                        .any(|part| part == secret.as_bytes());
                    assert!(!found, "{secret} in {}", path.display());
                }
            }
        });
        if home.folder().join("standfast.db-wal").exists() {
            vault.close().unwrap();
            vault = home.open(Mode::Read).unwrap();
        }
    }
}

#[test]
fn originals_that_a_cut_off_save_left_are_put_aside() {
    let (home, mut vault) = Home::new();
    let staged = vault
        .stage(&mut noise(1, 200_000).as_slice(), 1 << 30)
        .unwrap();
    // As a kill leaves it: no destructor runs, the lock file still names the process.
    std::mem::forget(staged);
    let left = fs::read(home.folder().join("lock")).unwrap();
    vault.close().unwrap();
    fs::write(home.folder().join("lock"), &left).unwrap();
    fs::write(home.folder().join("originals/half.part"), "half").unwrap();
    let folder = fs::read_dir(home.folder().join("originals")).unwrap();
    let inner = folder
        .map(|f| f.unwrap().path())
        .find(|p| p.is_dir())
        .unwrap();
    fs::write(inner.join("0123.part"), "half").unwrap();

    // It harms nobody.
    assert_clean(&home.open(Mode::Read).unwrap());
    let vault = home.open(Mode::Write).unwrap();
    assert_eq!(vault.warnings(), [Warning::SetAside(2)]);
    assert_eq!(fs::read_dir(inner).unwrap().count(), 0);
    assert_eq!(
        fs::read_dir(home.folder().join("set-aside"))
            .unwrap()
            .count(),
        2
    );
    drop(vault);
    assert_eq!(home.open(Mode::Write).unwrap().warnings(), []);
}

fn sha256(file: &std::path::Path) -> String {
    use sha2::Digest as _;
    hex::encode(sha2::Sha256::digest(fs::read(file).unwrap()))
}

/// Every file of the vault with its bytes.
fn snapshot(home: &Home) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    each_file(home.path(), &mut |path| {
        if path.is_file() {
            all.push((path.to_owned(), fs::read(path).unwrap()));
        }
    });
    all.sort();
    all
}

fn each_file(folder: &std::path::Path, each: &mut dyn FnMut(&std::path::Path)) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        // The state folder's own mode is the account's business.
        if path.file_name().is_some_and(|name| name != "state") {
            each(&path);
        }
        if path.is_dir() {
            each_file(&path, each);
        }
    }
}
