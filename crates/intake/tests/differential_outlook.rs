//! Our reading of Outlook's files against the Python packages `extract-msg` and `tnefparse`: the
//! same subjects, senders, instants, words and files. Each difference is listed with its reason,
//! and the list is exact.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{files, settings};
use sha2::{Digest, Sha256};
use standfast_intake::{Flow, IntakeError, Source};
use standfast_model::draft::{AttachmentContent, DraftTime};

/// What both say of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    subject: Option<String>,
    from: Option<String>,
    instant: Option<i64>,
    /// Plain ones: how HTML becomes text is each reader's own.
    words: Option<String>,
    /// Those that are bytes: a message inside is packed anew by each reader.
    files: Vec<String>,
}

/// Where they differ, and why ours is right.
#[rustfmt::skip]
const EXPLAINED: &[(&str, &str)] = &[
    ("f114-ansi-932.msg", "the code page stands in a property that Python does not look at (0x66C3)"),
    ("f114-ansi-unknown-code-page.msg", "Python takes code page 37 for all texts and then knows no message; ours says that the page is not known"),
    ("f114-rtf-cut-off.msg", "the sum is wrong: Python refuses the file"),
    ("f114-rtf-none.msg", "no compressed RTF: Python refuses the file"),
    ("f115-encrypted.msg", "Python takes what is encrypted for the words"),
    ("f115-file-elsewhere.msg", "a file that was not sent: Python refuses the message"),
    ("f115-headers-say-more.msg", "what only the head says; Python reads subject and time among the properties"),
    ("f115-nothing-but-words.msg", "no class: Python knows no message"),
    ("f115-object-inside.msg", "an object of a program that Python does not know"),
    ("f115-signed.msg", "the signed part is kept beside what is in it"),
    ("f115-unsent.msg", "nobody sent it: the second opinion gives up without an address"),
    ("f115-winmail-inside.msg", "Python leaves the winmail.dat closed"),
    ("f116-clocks-disagree.msg", "the server's clock stands, and both are said"),
    ("f116-delivered-only.msg", "Python does not look at the time of delivery"),
    ("f116-year-4501.msg", "no time, though Python tells it as one"),
    ("f116-zero.msg", "the same"),
    ("f117-a-mail.msg", "a mail under another name"),
    ("f117-cyclic-sector.msg", "a circle of sectors: Python follows it until it has enough bytes; ours says that the file is not there"),
    ("f117-cyclic-sectors.msg", "the same, where the circle makes the table of sectors wrong: ours refuses the file"),
    ("f17-by-its-beginning.eml", "the mail has words of its own"),
    ("f17-cut-off.eml", "what there is of the last file is kept, and said to be cut off"),
    ("f17-mail-has-words.eml", "the mail has words of its own"),
    ("f17-message-inside.eml", "sixteen bytes before the message say what it is, and are no part of it"),
    ("f17-none.eml", "no winmail.dat; Python finds none to open"),
    ("f17-nothing-begins-the-files.eml", "Python wants a piece that begins each file"),
];

fn ours(path: &Path) -> Option<Told> {
    let source = Source::open(path).unwrap();
    let reader = standfast_intake::detect(&source).ok()?;
    let is_mail = path.extension().is_some_and(|e| e == "eml");
    let mut told = None;
    standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut |draft| {
        let made = draft
            .marks
            .iter()
            .any(|m| m == "text-from-html" || m == "text-from-rtf");
        let packed = draft.marks.iter().any(|m| m == "text-from-winmail");
        let inside = |media: Option<&str>| match media {
            Some("application/vnd.ms-outlook" | "application/x-ole-storage") => true,
            // The first is the winmail.dat itself.
            _ => false,
        };
        let files = draft
            .attachments
            .iter()
            .skip(usize::from(is_mail))
            .filter(|a| !inside(a.declared.as_deref()))
            .filter_map(|a| match &a.content {
                AttachmentContent::Bytes(bytes) => Some(hex::encode(Sha256::digest(bytes))),
                _ => None,
            });
        told = Some(Told {
            subject: draft.title.clone().filter(|_| !is_mail),
            from: draft.from.and_then(|p| p.address).filter(|_| !is_mail),
            instant: match draft.time {
                DraftTime::Instant { at, .. } if !is_mail => Some(at.as_second()),
                _ => None,
            },
            words: draft.words.filter(|_| !made && (packed || !is_mail)),
            files: files.collect(),
        });
        Ok(Flow::Go)
    })
    .ok()?;
    told
}

/// The Python environment that `cargo xtask setup` makes.
fn python() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"),
        PathBuf::from,
    );
    let python = target.join("pytools/bin/python");
    let shown = python.display();
    assert!(
        python.exists(),
        "{shown} is missing; run: cargo xtask setup"
    );
    python
}

#[test]
fn python_reads_the_same() {
    let named = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let winmails = files("mail")
        .into_iter()
        .filter(|p| named(p).starts_with("f17"));
    let paths: Vec<PathBuf> = files("msg").into_iter().chain(winmails).collect();
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/oracle_outlook.py");
    let answer = Command::new(python())
        .arg(script)
        .args(&paths)
        .output()
        .expect("python runs");
    assert!(
        answer.status.success(),
        "{}",
        String::from_utf8_lossy(&answer.stderr)
    );
    let mut theirs: BTreeMap<String, Option<Told>> = BTreeMap::new();
    for line in String::from_utf8(answer.stdout).unwrap().lines() {
        let said: serde_json::Value = serde_json::from_str(line).unwrap();
        let told = said["told"].as_object().map(|told| {
            let text = |name: &str| told[name].as_str().map(str::to_owned);
            let files = told["files"].as_array().unwrap();
            Told {
                subject: text("subject"),
                from: text("from"),
                instant: told["instant"].as_i64(),
                words: text("words"),
                files: files
                    .iter()
                    .map(|f| f.as_str().unwrap().to_owned())
                    .collect(),
            }
        });
        theirs.insert(said["file"].as_str().unwrap().to_owned(), told);
    }
    assert_eq!(theirs.len(), paths.len(), "one answer a file");
    let mut same = 0;
    let mut differ = Vec::new();
    let mut unexplained = String::new();
    for path in &paths {
        let name = named(path);
        let (ours, theirs) = (ours(path), &theirs[&name]);
        if ours == *theirs {
            same += usize::from(ours.is_some());
            continue;
        }
        if EXPLAINED.iter().all(|(explained, _)| *explained != name) {
            unexplained += &format!("{name}\n  ours   {ours:?}\n  theirs {theirs:?}\n");
        }
        differ.push(name);
    }
    assert!(unexplained.is_empty(), "{unexplained}");
    let gone: Vec<_> = EXPLAINED
        .iter()
        .filter(|(e, _)| differ.iter().all(|n| n != e))
        .collect();
    assert!(gone.is_empty(), "no longer differ: {gone:?}");
    assert!(same > 30, "only {same} were read alike");
}
