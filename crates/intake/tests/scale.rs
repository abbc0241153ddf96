//! Large exports: what they take in memory does not grow with them. One test in a process of its
//! own, since memory is measured for the process.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::io::Write;
use std::time::Instant;

use common::settings;
use standfast_intake::{Flow, IntakeError, Parties, Report, Source, Tally};

/// The most memory that this process has had, in megabytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap();
    line.split_whitespace()
        .nth(1)
        .unwrap()
        .parse::<u64>()
        .unwrap()
        >> 10
}

fn import(path: &std::path::Path) -> (Report, u64) {
    let begun = Instant::now();
    let source = Source::open(path).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    let survey = standfast_intake::survey(&source, reader, &settings()).unwrap();
    let mut tally = Tally::new(
        Parties::new(["Ned", "ned@harrow.example"], ["Ada"]),
        &survey,
    );
    let report =
        standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut |draft| {
            tally.see(&draft, None, |_| false);
            Ok(Flow::Go)
        })
        .unwrap();
    println!(
        "{reader}: {} records, {} MB, {:?}, peak {} MB",
        report.read,
        source.len() >> 20,
        begun.elapsed(),
        peak()
    );
    (report, tally.finish().taken)
}

#[test]
#[cfg(target_os = "linux")]
fn memory_does_not_grow_with_the_file() {
    let folder = tempfile::tempdir().unwrap();

    let chat = folder.path().join("_chat.txt");
    let mut out = std::io::BufWriter::new(std::fs::File::create(&chat).unwrap());
    for n in 0..40_000_u64 {
        let (day, hour, minute) = (n / 1_440 + 1, n / 60 % 24, n % 60);
        let who = if n % 5 == 0 { "Ada" } else { "Ned" };
        writeln!(out, "{day:02}/01/2026, {hour:02}:{minute:02} - {who}: message {n}, and some more words that people write").unwrap();
    }
    out.into_inner().unwrap();
    let (report, taken) = import(&chat);
    assert_eq!((report.read, taken), (40_000, 40_000));
    assert!(
        report
            .notes
            .iter()
            .any(|n| n.contains("there may be older ones"))
    );
    assert!(peak() < 50, "{} MB", peak());

    let mailbox = folder.path().join("all.mbox");
    let mut out = std::io::BufWriter::new(std::fs::File::create(&mailbox).unwrap());
    let body =
        "Seventy letters of nothing in particular, line after line after line.\n".repeat(700);
    for n in 0..1_500 {
        write!(out, "From ned@harrow.example Tue Mar 04 10:00:00 2025\nFrom: ned@harrow.example\nTo: ada@wren.example\nDate: Tue, 04 Mar 2025 10:00:00 +0000\nMessage-ID: <{n}@harrow.example>\n\n{body}\n").unwrap();
    }
    // A line far over the limit, in a file that takes no room on the disk, and a message behind it.
    write!(out, "From ned@harrow.example Tue Mar 04 10:00:00 2025\nFrom: ned@harrow.example\nDate: Tue, 04 Mar 2025 10:00:00 +0000\n\n").unwrap();
    let mut file = out.into_inner().unwrap();
    let length = file.metadata().unwrap().len();
    file.set_len(length + (150 << 20)).unwrap();
    std::io::Seek::seek(&mut file, std::io::SeekFrom::End(0)).unwrap();
    write!(file, "\n\nFrom ned@harrow.example Tue Mar 04 10:00:00 2025\nFrom: ned@harrow.example\nDate: Tue, 04 Mar 2025 10:00:00 +0000\nMessage-ID: <last@harrow.example>\n\nlast\n").unwrap();
    let (report, taken) = import(&mailbox);
    assert_eq!(
        (report.read, taken, report.not_understood),
        (1_502, 1_501, 1)
    );
    assert!(
        report.problems[0].why.contains("64 MB"),
        "{:?}",
        report.problems
    );
    // The limit for one message, and room to have it grow.
    assert!(peak() < 200, "{} MB", peak());
}
