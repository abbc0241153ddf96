//! A large download of Facebook: what reading it takes in memory does not grow with it. In a
//! process of its own, since memory is measured for the process.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
#![cfg(target_os = "linux")]

mod common;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use common::settings;
use standfast_intake::{Flow, IntakeError, Parties, Source, Tally};
use standfast_model::draft::AttachmentContent;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The most memory that this process has had, in megabytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap();
    let size = line.split_whitespace().nth(1).unwrap();
    size.parse::<u64>().unwrap() >> 10
}

const ROOT: &str = "your_activity_across_facebook/messages/inbox";

/// Conversations of `each` messages with many people, one of them Ned; with each a picture of
/// `megabytes`.
fn write(path: &Path, people: u64, each: u64, megabytes: u64) {
    let mut zip = ZipWriter::new(BufWriter::new(File::create(path).unwrap()));
    let packed = SimpleFileOptions::default();
    let stored = packed.compression_method(CompressionMethod::Stored);
    for n in 0..people {
        let who = if n == people / 2 {
            "Ned Harrow".to_owned()
        } else {
            format!("Friend {n}")
        };
        zip.start_file(format!("{ROOT}/friend_{n}/message_1.json"), packed)
            .unwrap();
        write!(zip, "{{\n  \"participants\": [{{\"name\": \"{who}\"}}, {{\"name\": \"Ada Wren\"}}],\n  \"messages\": [").unwrap();
        for m in 0..each {
            let (comma, from) = (
                if m == 0 { "" } else { "," },
                if m % 4 == 0 { "Ada Wren" } else { &who },
            );
            let at = 1_740_996_000_000 - m * 61_000;
            let photo = if m == 0 {
                format!("\"photos\": [{{\"uri\": \"{ROOT}/friend_{n}/photos/{n}.jpg\"}}],")
            } else {
                String::new()
            };
            write!(zip, "{comma}\n    {{\n      \"sender_name\": \"{from}\",\n      \"timestamp_ms\": {at},\n      {photo}\n      \"content\": \"message {m} and some more words \\u00f0\\u009f\\u0098\\u00a0 that people write\",\n      \"is_geoblocked_for_viewer\": false\n    }}").unwrap();
        }
        write!(zip, "],\n  \"title\": \"{who}\"\n}}").unwrap();
        zip.start_file(format!("{ROOT}/friend_{n}/photos/{n}.jpg"), stored)
            .unwrap();
        for _ in 0..megabytes {
            zip.write_all(&vec![7; 1 << 20]).unwrap();
        }
    }
    zip.finish().unwrap().flush().unwrap();
}

#[test]
fn memory_does_not_grow_with_the_download() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("facebook.zip");
    let number = |name: &str, usual| {
        std::env::var(name)
            .ok()
            .and_then(|n| n.parse().ok())
            .unwrap_or(usual)
    };
    let people = number("STANDFAST_PEOPLE", 40);
    let megabytes = number("STANDFAST_MEGABYTES", 1);
    write(&path, people, 2_000, megabytes);
    let before = peak();
    let begun = Instant::now();
    let source = Source::open(&path).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    let survey = standfast_intake::survey(&source, reader, &settings()).unwrap();
    let surveyed = begun.elapsed();
    assert_eq!(survey.threads.len() as u64, people);
    let mut tally = Tally::new(Parties::new(["Ned Harrow"], ["Ada Wren"]), &survey);
    let mut files = 0;
    let report =
        standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut |draft| {
            if let standfast_intake::Seen::Take { .. } = tally.see(&draft, None, |_| false) {
                for attachment in &draft.attachments {
                    if let AttachmentContent::Member(name) = &attachment.content {
                        let mut member = source.open_member(name)?;
                        files += std::io::copy(&mut member, &mut std::io::sink()).unwrap();
                    }
                }
            }
            Ok(Flow::Go)
        })
        .unwrap();
    let counts = tally.finish();
    println!(
        "{} records, {} MB, survey {surveyed:?}, all {:?}, peak {} MB (before: {before} MB)",
        report.read,
        source.len() >> 20,
        begun.elapsed(),
        peak()
    );
    assert_eq!(report.read, people * 2_000);
    assert_eq!(
        (counts.taken, counts.left_out()),
        (2_000, (people - 1) * 2_000)
    );
    assert_eq!(files, megabytes << 20);
    assert!(peak() < 60, "{} MB", peak());
}
