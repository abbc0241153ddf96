//! Whole logs: nothing withheld is a problem, nothing changed goes unnoticed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use serde_json::json;
use standfast_ledger::{
    Checkpoint, Code, Earlier, EntryLine, Field, Frontier, Given, Hash, Line, LogCheck, LogId,
    Origin, Realm, Recorded, SealedEntry, SigningKey, Standing, Verdict, entries, seal,
};

const CLASSES: [&str; 3] = ["open", "clinical", "third-party"];

fn origin() -> Origin {
    Origin {
        realm: Realm::Log,
        log: LogId::from_bytes([3; 16]),
    }
}

fn key() -> SigningKey {
    SigningKey::from_seed(&[9; 32])
}

fn key_file() -> String {
    format!("{}\n", key().verifier(&origin().to_string()).unwrap())
}

/// Entry n has one to three fields, one of each class.
fn entry(n: u64) -> SealedEntry {
    let value = json!(format!("words of {n}"));
    let fields: Vec<_> = CLASSES
        .iter()
        .take(1 + (n % 3) as usize)
        .map(|class| Field {
            name: class,
            class,
            value: &value,
        })
        .collect();
    let mut drawn = n;
    let mut random = |bytes: &mut [u8]| {
        for byte in bytes {
            drawn = drawn
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            *byte = (drawn >> 56) as u8;
        }
    };
    let recorded = Recorded::from_millis(1_771_070_469_000 + n as i64).unwrap();
    seal(&origin().log, n, "contact", recorded, &fields, &mut random).unwrap()
}

fn head(hashes: &[Hash]) -> Checkpoint {
    let frontier: Frontier = hashes.iter().copied().collect();
    Checkpoint {
        origin: origin(),
        size: frontier.size(),
        root: frontier.root(),
    }
}

/// What of an entry is shown: nothing, or the leaf and the fields whose bit is set.
fn line(n: u64, entry: &SealedEntry, shown: Option<u8>) -> String {
    match shown {
        None => entries::withheld_line(n, &entry.hash),
        Some(bits) => {
            let texts: Vec<_> = entry
                .disclosures
                .iter()
                .enumerate()
                .filter(|(at, _)| bits & (1 << at) != 0)
                .map(|(_, text)| text.as_str())
                .collect();
            entries::shown_line(n, &entry.hash, &entry.leaf, &texts)
        }
    }
}

fn check(given: &Given<'_>, lines: &[u8]) -> Verdict {
    let mut check = LogCheck::begin(given);
    for line in lines.split_inclusive(|byte| *byte == b'\n') {
        match EntryLine::parse(line) {
            Ok(line) => drop(check.line(&Line::from(&line))),
            Err(_) => check.unreadable_line(),
        }
    }
    check.finish()
}

fn given<'a>(checkpoint: &'a str, key: &'a str) -> Given<'a> {
    Given {
        checkpoint: checkpoint.as_bytes(),
        key: key.as_bytes(),
        changes: &[],
        earlier: &[],
        expected: None,
    }
}

#[test]
fn a_vault_feeds_leaves_without_a_hash_beside_them() {
    let all: Vec<_> = (0..5).map(entry).collect();
    let hashes: Vec<_> = all.iter().map(|entry| entry.hash).collect();
    let (note, key) = (head(&hashes).sign(&[&key()]), key_file());
    let feed = |changed: Option<usize>| {
        let mut check = LogCheck::begin(&given(&note, &key));
        for (n, entry) in all.iter().enumerate() {
            let leaf = match changed {
                Some(at) if at == n => entry.leaf.replace("contact", "measure"),
                _ => entry.leaf.clone(),
            };
            let fields: Vec<_> = entry.disclosures.iter().map(String::as_str).collect();
            let line = Line::Shown {
                n: n as u64,
                hash: None,
                leaf: leaf.as_bytes(),
                fields: &fields,
            };
            let seen = check.line(&line).expect("it is well formed");
            assert_eq!(seen.fields.len(), entry.disclosures.len());
            assert_eq!(seen.fields[0].value, json!(format!("words of {n}")));
        }
        check.finish()
    };
    assert_eq!(feed(None).standing(), Standing::Intact);
    // Without a hash of its own a changed leaf shows only in the root.
    let verdict = feed(Some(2));
    assert_eq!(verdict.standing(), Standing::Failed);
    assert_eq!(verdict.integrity[0].code, Code::CheckpointBad);
}

#[test]
fn numbers_at_the_end_of_their_range_do_no_harm() {
    let (note, key) = (head(&[entry(0).hash]).sign(&[&key()]), key_file());
    let mut check = LogCheck::begin(&given(&note, &key));
    for _ in 0..3 {
        check.line(&Line::Withheld {
            n: u64::MAX,
            hash: entry(0).hash,
        });
        check.unreadable_line();
    }
    assert_eq!(check.finish().standing(), Standing::Failed);
}

proptest! {
    #[test]
    fn whatever_is_withheld_the_log_is_intact_and_counted(
        choice in prop::collection::vec(prop::option::of(0_u8..8), 1..40), earlier in 1_usize..40,
    ) {
        let all: Vec<_> = (0..choice.len() as u64).map(entry).collect();
        let hashes: Vec<_> = all.iter().map(|entry| entry.hash).collect();
        let older = head(&hashes[..earlier.min(all.len())]);
        let (note, old_note, key) = (head(&hashes).sign(&[&key()]), older.sign(&[&key()]), key_file());
        let lines: String =
            all.iter().zip(&choice).enumerate().map(|(n, (entry, shown))| line(n as u64, entry, *shown)).collect();
        let earlier = [Earlier { checkpoint: old_note.as_bytes(), key: key.as_bytes() }];
        let given = Given { earlier: &earlier, expected: Some(self::key().fingerprint()), ..given(&note, &key) };
        let verdict = check(&given, lines.as_bytes());
        prop_assert_eq!(verdict.standing(), Standing::Intact);
        prop_assert!(verdict.anchor.confirmed);
        prop_assert_eq!(&verdict.anchor.fixed, &vec![(0, older.size - 1)]);
        prop_assert_eq!(verdict.entries(), all.len() as u64);
        let withheld = choice.iter().filter(|shown| shown.is_none()).count() as u64;
        prop_assert_eq!(verdict.completeness.withheld, withheld);
        for (at, class) in CLASSES.iter().enumerate() {
            let hidden = all.iter().zip(&choice).filter(|(entry, shown)| {
                at < entry.disclosures.len() && shown.is_some_and(|bits| bits & (1 << at) == 0)
            });
            let counted = verdict.completeness.classes.get(*class).copied().unwrap_or(0);
            prop_assert_eq!(counted, hidden.count() as u64);
        }
    }

    /// Any byte of what is handed over, changed to any other: never intact, never a panic.
    #[test]
    fn a_changed_byte_is_found(
        choice in prop::collection::vec(prop::option::of(0_u8..8), 1..12),
        file in 0_usize..3, at in any::<prop::sample::Index>(), to in any::<u8>(),
    ) {
        let all: Vec<_> = (0..choice.len() as u64).map(entry).collect();
        let hashes: Vec<_> = all.iter().map(|entry| entry.hash).collect();
        let lines: String =
            all.iter().zip(&choice).enumerate().map(|(n, (entry, shown))| line(n as u64, entry, *shown)).collect();
        let mut files = [lines.into_bytes(), head(&hashes).sign(&[&key()]).into_bytes(), key_file().into_bytes()];
        let at = at.index(files[file].len());
        prop_assume!(files[file][at] != to);
        files[file][at] = to;
        let [lines, checkpoint, key] = &files;
        let verdict = check(&Given { checkpoint, key, ..given("", "") }, lines);
        prop_assert_eq!(verdict.standing(), Standing::Failed);
    }

    /// Lines cut out, doubled or swapped are named by number.
    #[test]
    fn a_line_cut_out_doubled_or_swapped_is_named(size in 2_usize..30, at in 0_usize..30) {
        let at = at % size;
        let all: Vec<_> = (0..size as u64).map(entry).collect();
        let hashes: Vec<_> = all.iter().map(|entry| entry.hash).collect();
        let (note, key) = (head(&hashes).sign(&[&key()]), key_file());
        let lines: Vec<_> = all.iter().enumerate().map(|(n, entry)| line(n as u64, entry, Some(7))).collect();
        let named = |lines: &[String], code, n: usize| {
            let verdict = check(&given(&note, &key), lines.concat().as_bytes());
            verdict.standing() == Standing::Failed
                && verdict.completeness.problems.iter().any(|it| it.code == code && it.item == format!("#{n}"))
        };
        let mut cut = lines.clone();
        cut.remove(at);
        prop_assert!(named(&cut, Code::LeafMissing, at));
        let mut doubled = lines.clone();
        doubled.insert(at, lines[at].clone());
        prop_assert!(named(&doubled, Code::LeafOrder, at));
        if at + 1 < size {
            let mut swapped = lines.clone();
            swapped.swap(at, at + 1);
            prop_assert!(named(&swapped, Code::LeafOrder, at));
        }
    }
}
