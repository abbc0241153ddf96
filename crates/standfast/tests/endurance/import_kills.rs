//! Imports killed with SIGKILL at random moments: the same command goes on, and the case is then to
//! the letter what an import that was left alone makes of the export.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::exports::{self, Export};
use crate::kills::killed;
use crate::program::{Program, ended};
use crate::{copy, rounds};

/// Rounds of each of the four kinds: 300 kills in full, 20 in every run.
const FULL: usize = 75;
const SAMPLE: usize = 5;

#[test]
fn import_kills_of_a_chat_with_files() {
    kills("a WhatsApp chat with files", 112_026, exports::whatsapp);
}

#[test]
fn import_kills_of_a_maildir() {
    kills("a maildir", 212_026, exports::maildir);
}

#[test]
fn import_kills_of_a_messenger_download() {
    kills("a Messenger download", 312_026, exports::messenger);
}

#[test]
fn import_kills_of_texts_with_pictures() {
    kills("texts with pictures", 412_026, exports::texts);
}

/// What a case holds: each line of its timeline as it is, and what `verify` counts.
#[derive(PartialEq)]
struct Held {
    timeline: String,
    verdict: Value,
}

impl Held {
    #[track_caller]
    fn of(p: &Program) -> Self {
        Held {
            timeline: p.run(&["timeline", "knee", "--json"]).exits(0).out,
            verdict: verified(p),
        }
    }
}

/// The counts of a clean verdict.
#[track_caller]
fn verified(p: &Program) -> Value {
    let verdict = p.run(&["verify", "--json"]).exits(0).json();
    serde_json::json!([
        verdict["entries"],
        verdict["originals"],
        verdict["original_bytes"],
        verdict["completeness"],
    ])
}

fn kills(what: &str, seed: u64, export: fn(&std::path::Path) -> Export) {
    let template = Program::with_case();
    let sources = tempfile::tempdir().unwrap();
    let export = export(sources.path());
    let path = export.path.to_string_lossy().into_owned();
    let words = [&["import", "knee", &path, "--json"], export.names].concat();
    let fresh = || {
        let mut p = Program::without_vault();
        copy(template.home(), p.home());
        p.use_vault(p.home().join("vault"));
        p
    };
    let alone = fresh();
    let began = Instant::now();
    let told = ended(alone.in_vault(&words)).exits(0).json();
    let whole = began.elapsed();
    assert_eq!(told["taken"].as_u64(), Some(export.taken as u64), "{told}");
    let alone = Held::of(&alone);
    assert_eq!(alone.timeline.lines().count(), export.taken);

    let mut random = fastrand::Rng::with_seed(seed);
    let n = rounds(SAMPLE, FULL);
    let (mut kills, mut cut, mut half_way) = (0, 0, 0);
    while kills < n {
        let p = fresh();
        let mut done = false;
        // Most are killed once, some again while they go on.
        for _ in 0..=usize::from(random.u8(..4) == 0) {
            if kills == n || done {
                break;
            }
            kills += 1;
            let printed = killed(&p, p.in_vault(&words), whole, &mut random);
            done = !printed.is_empty();
            cut += usize::from(!done);
        }
        // What was sealed is whole and goes on; where it was acknowledged nothing is missing.
        let before = p.contacts().len();
        assert!(
            !done || before == export.taken,
            "acknowledged and not there"
        );
        half_way += usize::from(before > 0 && before < export.taken);
        if kills.is_multiple_of(5) {
            verified(&p);
        }
        let told = p.run(&words).exits(0).json();
        let count = |name: &str| told[name].as_u64().unwrap() as usize;
        assert_eq!(
            (count("taken"), count("already")),
            (export.taken - before, before),
            "{told}"
        );
        // Entry by entry and number by number the same, one import among them.
        let held = Held::of(&p);
        assert!(held.verdict == alone.verdict, "{}", held.verdict);
        assert!(held == alone, "killed, it went on to another timeline");
        if kills.is_multiple_of(25) {
            println!("{what}: {kills} kills, {cut} before the end");
        }
    }
    assert!(cut > 0, "no kill came before the end");
    println!(
        "import kills, {what}: {n} kills ({} s alone), {cut} before the end, {half_way} vaults between two batches, each went on to the same {} contacts",
        seconds(whole),
        export.taken
    );
}

fn seconds(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64())
}
