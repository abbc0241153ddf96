//! Folders as sources: what is read of them, what never is, and that a change is noticed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use common::{files, letter, put, read_folder, settings};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use standfast_intake::{Flow, IntakeError, Parties, Report, Source, Survey, Tally};
use standfast_model::draft::Draft;

#[test]
fn the_same_message_in_two_folders_is_one() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "cur/1.host", &letter(1));
    put(folder.path(), ".Archive/cur/1.host", &letter(1));
    put(folder.path(), ".Archive/new/2.host", &letter(2));
    let (_, drafts) = read_folder(folder.path()).unwrap();
    let parties = Parties::new(["ned@harrow.example"], ["ada@wren.example"]);
    let mut tally = Tally::new(parties, &Survey::default());
    for draft in &drafts {
        tally.see(draft, None, |_| false);
    }
    let counts = tally.finish();
    assert_eq!((drafts.len(), counts.taken, counts.already), (3, 2, 1));
}

/// What a folder is recognised as may decide its length, and must not wait for it.
#[test]
fn a_folder_is_recognised_before_anything_else_is_asked_of_it() {
    let (say, said) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for folder in files("maildir").into_iter().chain(files("archive")) {
            if folder.is_dir() {
                let source = Source::open(&folder).unwrap();
                say.send(standfast_intake::detect(&source).is_ok()).unwrap();
            }
        }
    });
    // Not how fast: only that none waits for ever.
    let all: Vec<bool> =
        std::iter::from_fn(|| said.recv_timeout(Duration::from_secs(60)).ok()).collect();
    assert_eq!(all.len(), 14);
}

#[test]
fn a_folder_is_not_one_file() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "a.eml", &letter(1));
    let source = Source::open(folder.path()).unwrap();
    let answer = std::io::copy(&mut source.reader(), &mut std::io::sink());
    assert!(answer.unwrap_err().to_string().contains("zip"));
    assert_eq!(source.len(), letter(1).len() as u64);
}

#[test]
fn a_change_while_it_is_read_is_noticed() {
    type Change = fn(&Path);
    let changes: [(&str, Change); 5] = [
        ("a message more", |f| put(f, "new/9.host", &letter(9))),
        ("one gone", |f| {
            fs::remove_file(f.join("cur/2.host")).unwrap()
        }),
        ("one renamed", |f| {
            fs::rename(f.join("cur/1.host"), f.join("cur/1.host_2,S")).unwrap();
        }),
        ("one longer", |f| {
            put(f, "cur/2.host", &(letter(2) + "More.\n"))
        }),
        ("one written again, as long as before", |f| {
            put(f, "cur/1.host", &letter(7));
            let file = fs::File::options().write(true).open(f.join("cur/1.host"));
            let then = std::time::SystemTime::now() + Duration::from_secs(9);
            file.unwrap().set_modified(then).unwrap();
        }),
    ];
    for (what, change) in changes {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "cur/1.host", &letter(1));
        put(folder.path(), "cur/2.host", &letter(2));
        let source = Source::open(folder.path()).unwrap();
        let reader = standfast_intake::detect(&source).unwrap();
        let mut first = true;
        let answer =
            standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut |_| {
                if std::mem::take(&mut first) {
                    change(folder.path());
                }
                Ok(Flow::Go)
            });
        assert!(
            matches!(answer, Err(IntakeError::Changed { .. })),
            "{what}: {answer:?}"
        );
    }
}

#[test]
fn another_text_of_the_same_length_and_time_is_noticed_by_the_second_pass() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "cur/1.host", &letter(1));
    let path = folder.path().join("cur/1.host");
    let then = fs::metadata(&path).unwrap().modified().unwrap();
    let source = Source::open(folder.path()).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    let pass = || {
        standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut |_| Ok(Flow::Go))
    };
    pass().unwrap();
    fs::write(&path, letter(2)).unwrap();
    fs::File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(then)
        .unwrap();
    assert!(matches!(pass(), Err(IntakeError::Changed { .. })));
}

#[test]
fn a_mail_server_may_write_its_own_files_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "cur/1.host", &letter(1));
    put(folder.path(), "dovecot.index.log", "1");
    let source = Source::open(folder.path()).unwrap();
    put(folder.path(), "dovecot.index.log", "12");
    put(folder.path(), "tmp/2.host", "half");
    source.unchanged().unwrap();
}

#[test]
fn an_empty_maildir_is_read_and_has_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for inner in ["cur", "new", "tmp"] {
        fs::create_dir(folder.path().join(inner)).unwrap();
    }
    let (report, _) = read_folder(folder.path()).unwrap();
    assert_eq!((report.read, report.problems.len()), (0, 0));
    assert_eq!(report.sha256, hex::encode(Sha256::digest(b"")));
}

/// The second opinion: Python's `mailbox.Maildir` finds the same messages with the same flags.
#[test]
fn python_finds_the_same_messages_and_flags() {
    const SCRIPT: &str = "
import mailbox, sys
def tell(box):
    for one in box:
        print(one['Message-ID'], ''.join(sorted(one.get_flags())))
    for name in box.list_folders():
        tell(box.get_folder(name))
tell(mailbox.Maildir(sys.argv[1], create=False))";
    if cfg!(windows) {
        return; // No file name may have a colon there.
    }
    let folder = tempfile::tempdir().unwrap();
    for (inner, of) in [("", 0), (".Sent/", 10), (".Archive.2025/", 20)] {
        for (n, name) in [
            "cur/1.host:2,FRS",
            "cur/2.host:2,",
            "cur/3.host:2,DPT",
            "new/4.host",
        ]
        .iter()
        .enumerate()
        {
            put(folder.path(), &format!("{inner}{name}"), &letter(of + n));
        }
        fs::create_dir(folder.path().join(format!("{inner}tmp"))).unwrap();
    }
    let answer = Command::new("python3")
        .args(["-c", SCRIPT])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(
        answer.status.success(),
        "{}",
        String::from_utf8_lossy(&answer.stderr)
    );
    let answer = String::from_utf8(answer.stdout).unwrap();
    let mut theirs: Vec<&str> = answer.lines().map(str::trim_end).collect();
    let (_, drafts) = read_folder(folder.path()).unwrap();
    let letters = [
        ("flagged", 'F'),
        ("passed-on", 'P'),
        ("replied", 'R'),
        ("seen", 'S'),
        ("in-bin", 'T'),
        ("unsent", 'D'),
    ];
    let mut ours: Vec<String> = drafts
        .iter()
        .map(|draft| {
            let mut flags: Vec<char> = letters
                .iter()
                .filter(|(mark, _)| draft.marks.iter().any(|m| m == mark))
                .map(|(_, letter)| *letter)
                .collect();
            flags.sort_unstable();
            let flags: String = flags.into_iter().collect();
            format!("{} {flags}", draft.id.as_deref().unwrap())
                .trim_end()
                .to_owned()
        })
        .collect();
    theirs.sort_unstable();
    ours.sort_unstable();
    assert_eq!(ours, theirs);
    assert_eq!(ours.len(), 12);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever order a folder was written in: each file is a message, a rest, or unfinished; the
    /// order of reading and the digest are the same, and follow the bytes of the paths.
    #[test]
    fn every_file_is_accounted_for(files in proptest::collection::btree_map(
        ("(|a/|\\.B\\.c/|cur/D/)", "(cur|new|tmp|x)", "(|\\.)[a-z][a-z:,2 ]{0,5}(|\\.eml|:2,FS)"), 0_usize..5, 1..25)
    ) {
        let write = |reversed: bool| {
            let folder = tempfile::tempdir().unwrap();
            let mut all: Vec<_> = files.iter().collect();
            if reversed {
                all.reverse();
            }
            for ((outer, inner, name), n) in all {
                put(folder.path(), &format!("{outer}{inner}/{name}"), &letter(*n));
            }
            fs::create_dir_all(folder.path().join("cur")).unwrap();
            folder
        };
        let (one, other) = (write(false), write(true));
        let (report, drafts) = read_folder(one.path()).unwrap();
        let (again, drafts_again) = read_folder(other.path()).unwrap();
        let places = |drafts: &[Draft]| drafts.iter().map(|d| d.place.file.clone()).collect::<Vec<_>>();
        prop_assert_eq!(places(&drafts), places(&drafts_again));
        prop_assert!(places(&drafts).is_sorted());
        let digest_of = |r: &Report, d: &[Draft]| (r.sha256.clone(), d.len());
        prop_assert_eq!(digest_of(&report, &drafts), digest_of(&again, &drafts_again));
        let told = |what: &str| report.notes.iter().find(|n| n.contains(what)).map_or(0, |n| {
            n.rsplit(' ').next().unwrap().parse::<usize>().unwrap()
        });
        prop_assert_eq!(drafts.len() + told("tmp") + told("no messages"), files.len());
        let list: String = drafts
            .iter()
            .map(|d| format!("{}  {}\n", hex::encode(Sha256::digest(&d.own_bytes)), d.place.file))
            .collect();
        prop_assert_eq!(report.sha256, hex::encode(Sha256::digest(list)));
    }
}
