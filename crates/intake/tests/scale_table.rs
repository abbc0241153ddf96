//! How often a table is read through: once to learn of it, and once each time that it is read.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::fmt::Write as _;

use common::settings;
use standfast_intake::{Flow, IntakeError, Mapping, Settings, Source};

/// Bytes that this process has read from anywhere.
fn taken() -> u64 {
    let io = std::fs::read_to_string("/proc/self/io").unwrap();
    let read = io.lines().find_map(|line| line.strip_prefix("rchar:"));
    read.unwrap().trim().parse().unwrap()
}

#[test]
fn a_table_is_learned_once_and_read_as_often_as_it_is_asked_for() {
    let mut text = String::from("Date,Sender,Body\n");
    for n in 0..60_000 {
        let (day, month) = (n / 2_000 + 1, n % 12 + 1);
        writeln!(
            text,
            "{day:02}/{month:02}/2025 10:00,Ned,\"message {n}, and some more words\""
        )
        .unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.csv");
    std::fs::write(&path, &text).unwrap();
    let size = text.len() as f64;

    let said = ["time=Date", "from=Sender", "words=Body"];
    let settings = Settings {
        mapping: Some(Mapping::parse(said).unwrap()),
        ..settings()
    };
    let source = Source::open(&path).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    let before = taken();
    let times = || (taken() - before) as f64 / size;
    let survey = standfast_intake::survey(&source, reader, &settings).unwrap();
    assert_eq!(survey.threads[""].senders[0].1, 60_000);
    assert!(times() < 1.2, "to learn of it: {}", times());
    // As an import does: once to count and choose, once to seal.
    for time in 1..=2 {
        let read = standfast_intake::read::<IntakeError>(&source, reader, &settings, &mut |_| {
            Ok(Flow::Go)
        });
        let report = read.unwrap();
        assert_eq!(report.read, 60_000);
        assert!(report.dates.unwrap().to_string().starts_with("dmy"));
        let most = f64::from(time) + 1.2;
        assert!(times() < most, "read {time} times: {}", times());
    }
    // Other columns are another table.
    let other = Settings {
        mapping: Some(Mapping::parse(["time=Date", "words=Body"]).unwrap()),
        ..settings
    };
    let survey = standfast_intake::survey(&source, reader, &other).unwrap();
    assert!(survey.threads.is_empty());
}
