//! Folders that mean harm: nothing outside is read, nothing is waited for, every name is data.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use common::{letter, put, read_folder, settings, words};
use standfast_intake::{Flow, IntakeError, Source};

#[test]
fn links_pipes_and_sockets_are_counted_and_never_opened() {
    let outside = tempfile::tempdir().unwrap();
    put(outside.path(), "secret.eml", &letter(99));
    put(outside.path(), "box/cur/1.host", &letter(98));
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    put(folder.path(), "cur/1.host", &letter(1));
    put(folder.path(), ".Sent/cur/2.host", &letter(2));
    symlink(outside.path().join("secret.eml"), at("cur/link.host")).unwrap();
    symlink(outside.path().join("secret.eml"), at("link.eml")).unwrap();
    symlink(at("cur/1.host"), at("cur/link-inside.host")).unwrap();
    symlink(outside.path().join("box"), at(".Outside")).unwrap();
    symlink(outside.path().join("box/cur"), at("new")).unwrap();
    symlink("..", at("round")).unwrap();
    symlink("/nowhere", at("cur/broken.host")).unwrap();
    let _socket = UnixListener::bind(at("cur/socket")).unwrap();
    let pipe = Command::new("mkfifo").arg(at("cur/pipe.host")).status();
    assert!(pipe.unwrap().success());

    // A pipe that was opened would be waited for, for ever.
    let (report, drafts) = read_folder(folder.path()).unwrap();
    assert_eq!(words(&drafts), ["Letter 2.", "Letter 1."]);
    assert_eq!(
        (report.read, report.drafts, report.not_understood),
        (11, 2, 9)
    );
    let problems: BTreeMap<&str, &str> = report
        .problems
        .iter()
        .map(|p| (p.at.as_str(), p.why.as_str()))
        .collect();
    assert_eq!(problems.len(), 9);
    for (place, why) in problems {
        let special = ["cur/socket", "cur/pipe.host"].contains(&place);
        assert!(
            why.contains(if special {
                "a pipe, a socket"
            } else {
                "a link"
            }),
            "{place}: {why}"
        );
    }
}

#[test]
fn what_becomes_a_link_or_a_pipe_after_it_was_listed_is_not_followed() {
    let outside = tempfile::tempdir().unwrap();
    put(outside.path(), "2.host", &letter(99));
    let exchanges: [fn(&Path, &Path); 3] = [
        |folder, outside| {
            fs::remove_file(folder.join("cur/2.host")).unwrap();
            symlink(outside.join("2.host"), folder.join("cur/2.host")).unwrap();
        },
        |folder, _| {
            fs::remove_file(folder.join("cur/2.host")).unwrap();
            let pipe = Command::new("mkfifo")
                .arg(folder.join("cur/2.host"))
                .status();
            assert!(pipe.unwrap().success());
        },
        // The whole folder.
        |folder, outside| {
            fs::rename(folder.join("cur"), folder.join("was")).unwrap();
            symlink(outside, folder.join("cur")).unwrap();
        },
    ];
    for exchange in exchanges {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), ".A/cur/1.host", &letter(1));
        put(folder.path(), "cur/2.host", &letter(2));
        let source = Source::open(folder.path()).unwrap();
        let reader = standfast_intake::detect(&source).unwrap();
        let mut seen = Vec::new();
        exchange(folder.path(), outside.path());
        let answer =
            standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut |draft| {
                seen.push(draft);
                Ok(Flow::Go)
            });
        assert!(
            matches!(answer, Err(IntakeError::Changed { .. })),
            "{answer:?}"
        );
        // Files are opened a few at a time: what stood before may have been read, nothing else.
        assert!(words(&seen).iter().all(|w| *w == "Letter 1."));
    }
}

#[test]
fn names_of_any_bytes_are_read_and_steer_no_screen() {
    let folder = tempfile::tempdir().unwrap();
    let names: [&[u8]; 6] = [
        b"1.\x1b[31mred\x07",
        b"2.\xFF\xFE\x80",
        b"3.line\nfeed\rand\ttab",
        b"4.back\\slash \\0",
        "5.\u{202E}drow".as_bytes(),
        b"6.:2,:2,S",
    ];
    for (n, name) in names.iter().enumerate() {
        let inner = folder.path().join(OsStr::from_bytes(b".o\xFFdd\n/cur"));
        fs::create_dir_all(&inner).unwrap();
        fs::write(inner.join(OsStr::from_bytes(name)), letter(n)).unwrap();
    }
    let (report, drafts) = read_folder(folder.path()).unwrap();
    assert_eq!((report.drafts, report.read), (6, 6));
    for draft in &drafts {
        let place = draft.place.shown();
        assert!(
            !place.contains(['\n', '\t', '\r', '\u{1b}', '\u{202E}']),
            "{place:?}"
        );
    }
}

/// The command of the documentation gives the same digest, whatever the names are.
#[test]
fn the_digest_is_the_one_that_sha256sum_gives() {
    let folder = tempfile::tempdir().unwrap();
    for inner in ["cur", "new", "cur-b", "tmp"] {
        fs::create_dir(folder.path().join(inner)).unwrap();
    }
    for (n, name) in [
        "cur/1.host:2,S",
        "cur/2 b",
        "cur/2\\b",
        "cur/-3",
        "cur/é",
        "new/1",
        "cur/10",
        "cur/1\nx",
    ]
    .iter()
    .enumerate()
    {
        put(folder.path(), name, &letter(n));
    }
    put(folder.path(), "cur/.hidden", "x");
    put(folder.path(), "tmp/half", "x");
    let script = "find cur new -type f ! -name '.*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum";
    let answer = Command::new("sh")
        .args(["-c", script])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let theirs = String::from_utf8(answer.stdout).unwrap();
    let source = Source::open(folder.path()).unwrap();
    assert_eq!(source.sha256().unwrap(), theirs.split(' ').next().unwrap());
    assert_eq!(
        read_folder(folder.path()).unwrap().0.sha256,
        source.sha256().unwrap()
    );
}

#[test]
fn a_file_that_may_not_be_read_is_named_and_the_rest_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "cur/1.host", &letter(1));
    put(folder.path(), "cur/2.host", &letter(2));
    let shut = folder.path().join("cur/1.host");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o0)).unwrap();
    if fs::read(&shut).is_ok() {
        return; // Nothing is shut to this user.
    }
    let (report, drafts) = read_folder(folder.path()).unwrap();
    assert_eq!((report.read, words(&drafts)), (2, vec!["Letter 2."]));
    assert_eq!(report.problems[0].at, "cur/1.host, message 1");
}

#[test]
fn a_message_over_the_limit_takes_no_memory_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "cur/1.host", &letter(1));
    put(folder.path(), "cur/2.host", &letter(2));
    let file = fs::File::options()
        .write(true)
        .open(folder.path().join("cur/1.host"));
    file.unwrap().set_len(65 << 20).unwrap();
    let (report, drafts) = read_folder(folder.path()).unwrap();
    assert_eq!((report.read, words(&drafts)), (2, vec!["Letter 2."]));
    assert!(report.problems[0].why.contains("64 MB"));
}

#[test]
fn folders_in_folders_end() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "a.eml", &letter(1));
    put(
        folder.path(),
        &format!("{}b.eml", "d/".repeat(29)),
        &letter(2),
    );
    put(
        folder.path(),
        &format!("{}b.eml", "e/".repeat(60)),
        &letter(3),
    );
    let (report, drafts) = read_folder(folder.path()).unwrap();
    assert_eq!((drafts.len(), report.not_understood), (2, 1));
    assert!(report.problems[0].why.contains("too many folders"));
}
