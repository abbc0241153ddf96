//! Our reading of mail against Python's `email` and `mailbox`: the same messages, senders,
//! instants and attachments. Each difference is listed with its reason, and the list is exact.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{files, settings};
use sha2::{Digest, Sha256};
use standfast_intake::{Flow, IntakeError, Source};
use standfast_model::draft::{AttachmentContent, DraftTime};

/// What both say of one message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    id: Option<String>,
    from: Option<String>,
    instant: Option<i64>,
    attachments: Vec<String>,
}

/// Where we and Python differ: file, messages that only we tell so, that only Python does, and why
/// ours is right.
#[rustfmt::skip]
const EXPLAINED: &[(&str, usize, usize, &str)] = &[
    ("f02-zone-est5edt.eml", 1, 1, "no standard defines the zone: the receiving server's time stands; Python has none"),
    ("f03-year-2025.eml", 1, 1, "a year of three digits is from 1900 on (RFC 5322 4.3); Python takes the year 125"),
    ("f05-sender-a-day-behind.eml", 1, 1, "the clocks disagree: the server's stands, and both are said"),
    ("f05-sender-ahead.eml", 1, 1, "the same"),
    ("f06-received-only.eml", 1, 1, "no Date: the receiving server's time stands; only Date was asked of Python"),
    ("f11-byte-order-mark.eml", 1, 1, "Python takes the mark for the end of the head"),
    ("f11-line-without-colon.eml", 1, 1, "Python ends the head at the line without a colon, though fields follow"),
    ("f12-500-messages.eml", 1, 1, "Python writes the inner message anew; ours are the bytes as they stand"),
    ("f12-500-multiparts.eml", 1, 1, "beyond 30 levels the rest is one file as it stands"),
    ("f13-same-boundary.eml", 1, 1, "Python counts an empty part inside as a file"),
    ("f15-uuencode.eml", 1, 1, "a uuencoded file in the text is a file; Python leaves it in the text"),
    ("f17-body-and-files.eml", 1, 1, "what is in the winmail.dat is compared in differential_outlook.rs"),
    ("f17-by-its-beginning.eml", 1, 1, "the same"),
    ("f17-cut-off.eml", 1, 1, "the same"),
    ("f17-data-before-name.eml", 1, 1, "the same"),
    ("f17-html.eml", 1, 1, "the same"),
    ("f17-line-ends-behind.eml", 1, 1, "the same"),
    ("f17-list-broken.eml", 1, 1, "the same"),
    ("f17-mail-has-words.eml", 1, 1, "the same"),
    ("f17-message-inside.eml", 1, 1, "the same"),
    ("f17-no-name.eml", 1, 1, "the same"),
    ("f17-nothing-begins-the-files.eml", 1, 1, "the same"),
    ("f17-rubbish-behind.eml", 1, 1, "the same"),
    ("f17-unicode.eml", 1, 1, "the same"),
    ("f17-wrong-sum.eml", 1, 1, "the same"),
    ("f20-bounce.eml", 1, 1, "Python reads the report's fields and writes them anew; ours are the bytes as they stand"),
    ("f20-read-receipt.eml", 1, 1, "the same"),
    ("f22-raw-utf8.eml", 1, 1, "UTF-8 in a head is read (RFC 6532); Python's older policy does not"),
    ("f25-lines-that-begin-from.mbox", 0, 2, "Python splits at every line that begins \"From \""),
    ("f26-git-patch.mbox", 0, 1, "the same"),
    ("f27-mboxcl2.mbox", 0, 1, "Python does not look at Content-Length"),
    ("f28-length-negative.mbox", 0, 1, "what is split off has neither sender nor date: not understood, and named"),
    ("f28-length-too-long.mbox", 0, 1, "the same"),
    ("f28-length-too-short.mbox", 0, 1, "the same"),
    ("f29-named-zone.mbox", 1, 1, "no Date: the time of the line that files it stands"),
    ("f29-offset-behind.mbox", 1, 1, "the same"),
    ("f29-takeout.mbox", 1, 1, "the same"),
    ("f31-byte-order-mark.mbox", 2, 1, "the mark hides the mailbox from the script"),
    ("f31-empty.mbox", 0, 1, "nothing is no message"),
    ("f31-one-broken.mbox", 0, 1, "neither sender nor date: not understood, and named"),
    ("f31-rubbish-before.mbox", 2, 1, "what stands before hides the mailbox from the script"),
    ("mailbox.mbox", 2, 5, "two lines that begin \"From \" do not split; broken heads are read; the clocks disagree; one is not understood"),
];

fn sources() -> Vec<PathBuf> {
    let examples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let named = [
        "knee/mailbox.mbox",
        "regulator/hollowvane.mbox",
        "seven-years/threats.mbox",
        "knee/2026-02-18 0802 new address.eml",
        "catalogues/did-they-fit.eml",
    ];
    let corpus = files("mail").into_iter().chain(files("mbox"));
    corpus
        .chain(named.iter().map(|n| examples.join(n)))
        .collect()
}

fn ours(path: &Path) -> Vec<Told> {
    let source = Source::open(path).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    let mut all = Vec::new();
    standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut |draft| {
        let attachments = draft.attachments.iter().filter_map(|a| match &a.content {
            AttachmentContent::Bytes(bytes) => Some(hex::encode(Sha256::digest(bytes))),
            _ => None,
        });
        all.push(Told {
            id: draft.id.clone(),
            from: draft.from.as_ref().and_then(|p| p.address.clone()),
            instant: match draft.time {
                DraftTime::Instant { at, .. } => Some(at.as_second()),
                _ => None,
            },
            attachments: attachments.collect(),
        });
        Ok(Flow::Go)
    })
    .unwrap();
    all
}

#[test]
fn python_reads_the_same() {
    let paths = sources();
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/oracle.py");
    let answer = Command::new("python3")
        .arg(script)
        .args(&paths)
        .output()
        .expect("python3 runs");
    assert!(
        answer.status.success(),
        "{}",
        String::from_utf8_lossy(&answer.stderr)
    );
    let mut theirs: BTreeMap<String, Vec<Told>> = BTreeMap::new();
    for line in String::from_utf8(answer.stdout).unwrap().lines() {
        let told: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| told[name].as_str().map(str::to_owned);
        theirs.entry(text("file").unwrap()).or_default().push(Told {
            id: text("id"),
            from: text("from").filter(|f| !f.is_empty()),
            instant: told["instant"].as_i64(),
            attachments: told["attachments"]
                .as_array()
                .unwrap()
                .iter()
                .map(|a| a.as_str().unwrap().to_owned())
                .collect(),
        });
    }
    let mut differ = Vec::new();
    let mut same = 0;
    for path in &paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (ours, theirs) = (ours(path), theirs.get(&name).cloned().unwrap_or_default());
        if ours == theirs {
            same += ours.len();
        } else {
            differ.push((name, ours, theirs));
        }
    }
    let only = |these: &[Told], those: &[Told]| {
        these
            .iter()
            .filter(|t| !those.contains(t))
            .cloned()
            .collect::<Vec<_>>()
    };
    let mut unexplained = String::new();
    for (name, ours, theirs) in &differ {
        let (us, them) = (only(ours, theirs), only(theirs, ours));
        if !EXPLAINED
            .iter()
            .any(|(e, a, b, _)| e == name && (*a, *b) == (us.len(), them.len()))
        {
            unexplained += &format!("{name}\n  only ours   {us:?}\n  only theirs {them:?}\n");
        }
    }
    assert!(unexplained.is_empty(), "{unexplained}");
    let gone: Vec<_> = EXPLAINED
        .iter()
        .filter(|(e, ..)| differ.iter().all(|(n, ..)| n != e))
        .collect();
    assert!(gone.is_empty(), "no longer differ: {gone:?}");
    assert!(same > 70, "only {same} messages were read alike");
}
