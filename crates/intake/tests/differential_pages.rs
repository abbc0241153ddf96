//! Our reading of exports of Telegram Desktop and of pages of Facebook against Python's `json` and
//! `html.parser`: the same senders, times and words. Each difference is listed with its reason, and
//! the list is exact.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{files, settings};
use standfast_intake::{Flow, IntakeError, Settings, Source};
use standfast_model::draft::{DraftKind, DraftTime};

/// What both say of one message.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    sender: Option<String>,
    /// Seconds since 1970, or the wall time; `None` where the second opinion has none.
    when: Option<String>,
    words: Option<String>,
}

/// Where we and Python differ: file, messages that only we tell so, that only Python does, and why
/// ours is right.
#[rustfmt::skip]
const EXPLAINED: &[(&str, usize, usize, &str)] = &[
    ("bracket-missing-between-chats.json", 3, 0, "a bracket is missing: Python refuses the file"),
    ("broken-letters.json", 2, 0, "bytes that are no text: Python refuses the file"),
    ("cut-off.json", 1, 0, "cut off: Python refuses the file"),
    ("f106-text-in-pieces.json", 1, 1, "the text stands in its pieces only; Python was not asked for those"),
    ("f108-pages.html", 1, 1, "a robot is named behind the sender's name, and is not part of it"),
    ("f56-mangled-page.zip", 1, 1, "letters that the page mangles; Python takes them as they stand"),
    ("f60-broken-pages.zip", 7, 0, "one page of it is no UTF-8, in one a tag is missing: Python gives up on all"),
    ("f62-kinds-of-pages.zip", 3, 3, "lines of the app are told from words; accounts that are no more are kept apart"),
    ("f69-a-date-in-the-text.zip", 0, 1, "where no date stands at the end it is counted and named, not taken"),
    ("f69-pages-without-classes.zip", 3, 0, "Python looks for names of classes"),
    ("joined-to-nobody.html", 2, 3, "behind a message that cannot be read nobody knows whose the next one is"),
    ("page-broken-letters.html", 3, 0, "bytes that are no text: Python refuses the file"),
    ("pages-in-order.zip", 2, 2, "the first message of a page may be joined to the last of the page before"),
    ("quote-missing.json", 2, 0, "a quote is missing: Python refuses the file"),
];

fn ours(path: &Path) -> Vec<Told> {
    let source = Source::open(path).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    let settings = Settings {
        date_order: Some(standfast_intake::DateOrder::Dmy),
        ..settings()
    };
    let mut all = Vec::new();
    let read = standfast_intake::read::<IntakeError>(&source, reader, &settings, &mut |draft| {
        let own = String::from_utf8_lossy(&draft.own_bytes);
        let service = own.contains("\"type\": \"service\"") || own.contains("\"message service\"");
        if draft.kind != DraftKind::Call && !service {
            all.push(Told {
                sender: draft.from.as_ref().and_then(|p| p.label.clone()),
                when: match draft.time {
                    DraftTime::Instant { at, .. } => Some(at.as_second().to_string()),
                    DraftTime::Local { wall, .. } => Some(wall.to_string()),
                    _ => None,
                },
                words: draft.words.clone(),
            });
        }
        Ok(Flow::Go)
    });
    match read {
        Ok(_) | Err(IntakeError::NothingUnderstood { .. } | IntakeError::AskForJson { .. }) => all,
        Err(e) => panic!("{e}"),
    }
}

fn theirs(paths: &[PathBuf]) -> BTreeMap<String, Vec<Told>> {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/oracle_pages.py");
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
        if text(1).as_deref() != Some("unread") {
            of_file.push(Told {
                sender: text(1),
                when: told[2].as_i64().map(|n| n.to_string()).or_else(|| text(2)),
                words: text(3),
            });
        }
    }
    all
}

#[test]
fn python_reads_the_same() {
    let mut paths = files("telegram");
    paths.extend(files("meta").into_iter().filter(|p| {
        let name = p.file_name().unwrap().to_string_lossy();
        let page = name.contains("page") || name.starts_with("f69-") || name == "message_2.html";
        page && !common::holds_requests(p)
    }));
    let theirs = theirs(&paths);
    let (mut unexplained, mut differ, mut same) = (String::new(), Vec::new(), 0);
    for path in &paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (mut ours, theirs) = (ours(path), theirs.get(&name).cloned().unwrap_or_default());
        for (us, them) in ours.iter_mut().zip(&theirs) {
            if them.when.is_none() {
                us.when = None;
            }
        }
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
    assert!(same > 100, "only {same} messages were read alike");
}
