//! Our reading of archives of X against Python's `json`: the same records, numbers, instants and
//! words. Each difference is listed with its reason, and the list is exact.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{files, settings};
use standfast_intake::{Flow, IntakeError, Source};
use standfast_model::draft::{DraftKind, DraftTime};

/// What both say of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    id: Option<String>,
    from: Option<String>,
    to: Vec<String>,
    instant: Option<i64>,
    words: Option<String>,
}

/// Where we and Python differ: file, records that only we tell so, that only Python does, and why
/// ours is right.
#[rustfmt::skip]
const EXPLAINED: &[(&str, usize, usize, &str)] = &[
    ("broken-bracket-missing.js", 4, 0, "a message without its end: Python refuses the file"),
    ("broken-conversation-not-closed.js", 5, 0, "a conversation without its end: Python refuses the file"),
    ("broken-cut-off.js", 1, 0, "cut off: Python refuses the file"),
    ("broken-list-not-closed.js", 5, 0, "a list without its end: Python refuses the file"),
    ("broken-more-behind-the-end.js", 5, 0, "more behind the end: Python refuses the file"),
    ("broken-quote-missing.js", 4, 0, "a text without its end: Python refuses the file"),
    ("broken-utf-8.js", 5, 0, "bytes that are no text: Python refuses the file"),
    ("f91-damaged-account.zip", 5, 0, "a broken file and a broken check sum: Python refuses the archive"),
    ("f92-times.js", 1, 1, "an offset that the site never writes: Python was asked for the site's form only"),
    ("f92-who.js", 2, 2, "a number that is no text is read; an account that is no more is nobody"),
    ("f96-archive.zip", 2, 2, "a post that is repeated goes to its writer; whom it names, its writer named"),
    ("f96-posts.js", 2, 2, "the same"),
];

fn ours(path: &Path) -> Vec<Told> {
    let source = Source::open(path).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    let mut all = Vec::new();
    let read = standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut |draft| {
        // The name of a conversation is no message to Python.
        let named = draft.marks.iter().any(|m| m == "app-words");
        if draft.kind != DraftKind::System && !named {
            let mut to: Vec<String> = draft.to.iter().filter_map(|p| p.address.clone()).collect();
            to.sort();
            all.push(Told {
                id: draft.id,
                from: draft.from.and_then(|p| p.address),
                to,
                instant: match draft.time {
                    DraftTime::Instant { at, .. } => Some(at.as_millisecond()),
                    _ => None,
                },
                words: draft.words,
            });
        }
        Ok(Flow::Go)
    });
    match read {
        Ok(_) | Err(IntakeError::NothingUnderstood { .. } | IntakeError::NotYetRead { .. }) => all,
        Err(e) => panic!("{e}"),
    }
}

fn theirs(paths: &[PathBuf]) -> BTreeMap<String, Vec<Told>> {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/oracle_x.py");
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
        all.entry(text(0).unwrap()).or_default().push(Told {
            id: text(2),
            from: text(3),
            to: told[4]
                .as_array()
                .unwrap()
                .iter()
                .map(|id| id.as_str().unwrap().to_owned())
                .collect(),
            instant: told[5].as_i64(),
            words: text(6),
        });
    }
    all
}

#[test]
fn python_reads_the_same() {
    let paths = files("x");
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
    assert!(same > 50, "only {same} records were read alike");
}
