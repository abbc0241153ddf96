//! How long sealing and checking take: `cargo run --release -p standfast-ledger --example pace`.
//!
//! Prints for each: microseconds an entry, and what was measured. Nothing is written.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::time::Instant;

use serde_json::{Value, json};
use standfast_ledger::{
    Checkpoint, Field, Frontier, Given, Line, LogCheck, LogId, Origin, Realm, Recorded,
    SealedEntry, SigningKey, Standing, seal,
};

const ENTRIES: u64 = 100_000;

fn main() {
    let origin = Origin {
        realm: Realm::Demo,
        log: LogId::from_bytes([1; 16]),
    };
    let key = SigningKey::from_seed(&[2; 32]);
    let vkey = format!("{}\n", key.verifier(&origin.to_string()).unwrap());
    for fields in [12, 10] {
        let start = Instant::now();
        let mut frontier = Frontier::new();
        let mut drawn = 0_u64;
        let sealed: Vec<_> = (0..ENTRIES)
            .map(|n| {
                let entry = entry(&origin.log, n, fields, &mut drawn);
                frontier.append(entry.hash);
                entry
            })
            .collect();
        report(&format!("seal with {fields} fields and append"), start);
        let head = Checkpoint {
            origin,
            size: ENTRIES,
            root: frontier.root(),
        };
        let note = head.sign(&[&key]);
        let given = Given {
            checkpoint: note.as_bytes(),
            key: vkey.as_bytes(),
            changes: &[],
            earlier: &[],
            expected: None,
        };
        let start = Instant::now();
        let mut check = LogCheck::begin(&given);
        for (n, entry) in (0..).zip(&sealed) {
            let fields: Vec<_> = entry.disclosures.iter().map(String::as_str).collect();
            let hash = Some(entry.hash);
            check.line(&Line::Shown {
                n,
                hash,
                leaf: entry.leaf.as_bytes(),
                fields: &fields,
            });
        }
        let verdict = check.finish();
        report(&format!("check with {fields} fields"), start);
        assert_eq!(verdict.standing(), Standing::Intact);
    }
    let start = Instant::now();
    for size in 1..=10_000 {
        let root = standfast_ledger::Hash::of_leaf(b"x");
        std::hint::black_box(Checkpoint { origin, size, root }.sign(&[&key]));
    }
    println!(
        "{:8.2} us  sign a checkpoint",
        start.elapsed().as_secs_f64() * 1e6 / 10_000.0
    );
}

fn report(what: &str, start: Instant) {
    println!(
        "{:8.2} us  {what}",
        start.elapsed().as_secs_f64() * 1e6 / ENTRIES as f64
    );
}

fn entry(log: &LogId, n: u64, fields: usize, drawn: &mut u64) -> SealedEntry {
    let values: Vec<(String, Value)> = (0..fields)
        .map(|at| {
            (
                format!("field_{at}"),
                json!(format!("some words of entry {n}, field {at}")),
            )
        })
        .collect();
    let given: Vec<_> = values
        .iter()
        .map(|(name, value)| Field {
            name,
            class: "personal",
            value,
        })
        .collect();
    let mut random = |bytes: &mut [u8]| {
        for byte in bytes {
            *drawn = drawn
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            *byte = (*drawn >> 56) as u8;
        }
    };
    let recorded = Recorded::from_millis(1_771_070_469_000 + n as i64).unwrap();
    seal(log, n, "contact", recorded, &given, &mut random).unwrap()
}
