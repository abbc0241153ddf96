//! Our reading of backups of texts and calls against Python's `xml`: the same records, numbers,
//! instants, words and files. Each difference is listed with its reason, and the list is exact.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{files, settings};
use sha2::{Digest, Sha256};
use standfast_intake::{Flow, IntakeError, PHONE_OWNER, Source};
use standfast_model::draft::{AttachmentContent, DraftKind, DraftTime};

/// What both say of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    call: bool,
    /// Of a message with parts only its parts are compared: who is in it is ours to say.
    number: Option<String>,
    instant: Option<i64>,
    words: Option<String>,
    files: Vec<String>,
}

/// Where we and Python differ: file, records that only we tell so, that only Python does, and why
/// ours is right.
#[rustfmt::skip]
const EXPLAINED: &[(&str, usize, usize, &str)] = &[
    ("broken-bytes.xml", 3, 0, "one byte that is no text: Python refuses the file"),
    ("broken-picture-without-end.xml", 3, 0, "a message without its end: Python refuses the file"),
    ("broken-quote.xml", 3, 0, "a quote that is not escaped: Python refuses the file"),
    ("f149-declarations.xml", 3, 0, "a file from outside: Python refuses, we leave all declarations as they stand"),
    ("f79-half-letters.xml", 3, 0, "half of a letter: Python refuses the file"),
    ("f80-control-characters.xml", 3, 0, "a zero byte: Python refuses the file"),
    ("f80-lines.xml", 1, 1, "a line end in a value is a space by the rules of XML; the person wrote a line end"),
    ("f82-not-delivered.xml", 0, 3, "types that are not known are named, not taken"),
    ("f83-two-times.xml", 6, 6, "the time that it was sent, times in seconds, and no time at all; only date was asked of Python"),
    ("f85-no-base64.xml", 2, 0, "a file that is not base64 is kept as it stands; the second opinion gives up"),
    ("f86-cut-off-in-a-picture.xml", 1, 0, "cut off: Python refuses the file"),
    ("f86-cut-off.xml", 7, 0, "cut off: Python refuses the file"),
    ("f86-end-missing.xml", 9, 0, "cut off: Python refuses the file"),
    ("f89-calls.xml", 0, 2, "types that are not known are named, not taken"),
    ("other-xml.xml", 0, 1, "not a backup: the second opinion does not look at the root"),
    ("said-twice.xml", 2, 0, "an attribute that stands twice: Python refuses the file"),
];

fn ours(path: &Path) -> Vec<Told> {
    let source = Source::open(path).unwrap();
    let Ok(reader) = standfast_intake::detect(&source) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    let read = standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut |draft| {
        let sent = draft.from.as_ref().and_then(|f| f.label.as_deref()) == Some(PHONE_OWNER);
        let other = if sent {
            draft.to.first()
        } else {
            draft.from.as_ref()
        };
        let parts = draft.own_bytes.starts_with(b"<mms")
            || draft.own_bytes.starts_with(b"<\0m")
            || draft.own_bytes.starts_with(b"\0<\0m");
        let bytes = draft.attachments.iter().filter_map(|a| match &a.content {
            AttachmentContent::Bytes(bytes) if a.declared.as_deref() == Some("image/jpeg") => {
                Some(hex::encode(Sha256::digest(bytes)))
            }
            _ => None,
        });
        all.push(Told {
            call: draft.kind == DraftKind::Call,
            number: other.and_then(|p| p.address.clone()).filter(|_| !parts),
            instant: match draft.time {
                DraftTime::Instant { at, .. } => Some(at.as_millisecond()),
                _ => None,
            },
            words: draft.words.clone(),
            files: bytes.collect(),
        });
        Ok(Flow::Go)
    });
    match read {
        Ok(_) | Err(IntakeError::NothingUnderstood { .. }) => all,
        Err(e) => panic!("{e}"),
    }
}

fn theirs(paths: &[PathBuf]) -> BTreeMap<String, Vec<Told>> {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/oracle_sms.py");
    let answer = Command::new("python3")
        .arg(script)
        .args(paths)
        .output()
        .expect("python3 runs");
    assert!(
        answer.status.success(),
        "{}",
        String::from_utf8_lossy(&answer.stderr)
    );
    let mut all: BTreeMap<String, Vec<Told>> = BTreeMap::new();
    for line in String::from_utf8(answer.stdout).unwrap().lines() {
        let told: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |at: usize| told[at].as_str().map(str::to_owned);
        let of_file = all.entry(text(0).unwrap()).or_default();
        let kind = text(1).unwrap();
        if kind == "no XML" {
            continue;
        }
        of_file.push(Told {
            call: kind == "call",
            number: text(2).filter(|n| !matches!(n.as_str(), "" | "-1" | "-2") && kind != "mms"),
            instant: text(3).and_then(|d| d.parse().ok()),
            words: text(5),
            files: told[6]
                .as_array()
                .unwrap()
                .iter()
                .map(|f| f.as_str().unwrap().to_owned())
                .collect(),
        });
    }
    all
}

#[test]
fn python_reads_the_same() {
    let mut paths = files("sms");
    paths.retain(|p| p.extension().is_some_and(|e| e == "xml"));
    let theirs = theirs(&paths);
    let (mut unexplained, mut differ, mut same) = (String::new(), Vec::new(), 0);
    for path in &paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (ours, theirs) = (ours(path), theirs.get(&name).cloned().unwrap_or_default());
        if ours == theirs {
            same += ours.len();
            continue;
        }
        let only = |these: &[Told], those: &[Told]| {
            these
                .iter()
                .filter(|t| !those.contains(t))
                .cloned()
                .collect::<Vec<_>>()
        };
        let (us, them) = (only(&ours, &theirs), only(&theirs, &ours));
        if !EXPLAINED
            .iter()
            .any(|(e, a, b, _)| *e == name && (*a, *b) == (us.len(), them.len()))
        {
            unexplained += &format!(
                "(\"{name}\", {}, {}, \n  only ours   {us:?}\n  only theirs {them:?}\n",
                us.len(),
                them.len()
            );
        }
        differ.push(name);
    }
    assert!(unexplained.is_empty(), "{unexplained}");
    let gone: Vec<_> = EXPLAINED
        .iter()
        .filter(|(e, ..)| !differ.iter().any(|n| n == e))
        .collect();
    assert!(gone.is_empty(), "no longer differ: {gone:?}");
    assert!(same > 60, "only {same} records were read alike");
}
