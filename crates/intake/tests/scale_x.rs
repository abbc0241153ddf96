//! A large archive of X: what reading it takes in memory does not grow with it. In a process of
//! its own, since memory is measured for the process.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
#![cfg(target_os = "linux")]

mod common;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use common::settings;
use standfast_intake::{Flow, IntakeError, Parties, Source, Tally};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const ADA: u64 = 1_483_823_434_811_224_066;
const NED: u64 = 2_244_994_945;

/// The most memory that this process has had, in megabytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap();
    let size = line.split_whitespace().nth(1).unwrap();
    size.parse::<u64>().unwrap() >> 10
}

/// Conversations of a thousand messages each, one of them with Ned, and as many posts.
fn write(path: &Path, people: u64) {
    let mut zip = ZipWriter::new(BufWriter::new(File::create(path).unwrap()));
    let packed = SimpleFileOptions::default();
    zip.start_file("data/direct-messages.js", packed).unwrap();
    write!(zip, "window.YTD.direct_messages.part0 = [").unwrap();
    for n in 0..people {
        let who = if n == people / 2 { NED } else { n + 1 };
        let comma = if n == 0 { "" } else { "," };
        write!(zip, "{comma}\n  {{\n    \"dmConversation\" : {{\n      \"conversationId\" : \"{who}-{ADA}\",\n      \"messages\" : [").unwrap();
        for m in 0..1_000 {
            let comma = if m == 0 { "" } else { "," };
            let (from, to) = if m % 4 == 0 { (ADA, who) } else { (who, ADA) };
            let id = 1_486_726_000_000_000_000 + n * 1_000 + m;
            write!(zip, "{comma}\n        {{\n          \"messageCreate\" : {{\n            \"recipientId\" : \"{to}\",\n            \"reactions\" : [ ],\n            \"urls\" : [ ],\n            \"text\" : \"message {m} and some more words that people write &amp; send\",\n            \"mediaUrls\" : [ ],\n            \"senderId\" : \"{from}\",\n            \"id\" : \"{id}\",\n            \"createdAt\" : \"2022-01-27T15:58:52.744Z\"\n          }}\n        }}").unwrap();
        }
        write!(zip, "\n      ]\n    }}\n  }}").unwrap();
    }
    write!(zip, "\n]").unwrap();
    zip.start_file("data/tweets.js", packed).unwrap();
    write!(zip, "window.YTD.tweets.part0 = [").unwrap();
    for m in 0..people * 1_000 {
        let comma = if m == 0 { "" } else { "," };
        let id = 1_592_000_000_000_000_000 + m;
        write!(zip, "{comma}\n  {{\n    \"tweet\" : {{\n      \"entities\" : {{ \"user_mentions\" : [ {{ \"screen_name\" : \"p{m}\", \"id_str\" : \"{m}\" }} ], \"urls\" : [ ] }},\n      \"id_str\" : \"{id}\",\n      \"created_at\" : \"Wed Nov 16 20:10:12 +0000 2022\",\n      \"full_text\" : \"@p{m} good morning\"\n    }}\n  }}").unwrap();
    }
    write!(zip, "\n]").unwrap();
    zip.finish().unwrap().flush().unwrap();
}

#[test]
fn memory_does_not_grow_with_the_archive() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("twitter.zip");
    let people = std::env::var("STANDFAST_PEOPLE").ok();
    let people = people.and_then(|n| n.parse().ok()).unwrap_or(12);
    write(&path, people);
    let before = peak();
    let begun = Instant::now();
    let source = Source::open(&path).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    let survey = standfast_intake::survey(&source, reader, &settings()).unwrap();
    let surveyed = begun.elapsed();
    assert_eq!(survey.threads.len() as u64, people + 1);
    let parties = Parties::new([NED.to_string().as_str()], [ADA.to_string().as_str()]);
    let mut tally = Tally::new(parties, &survey);
    let report =
        standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut |draft| {
            tally.see(&draft, None, |_| false);
            Ok(Flow::Go)
        })
        .unwrap();
    let counts = tally.finish();
    println!(
        "{} records, survey {surveyed:?}, all {:?}, peak {} MB (before: {before} MB)",
        report.read,
        begun.elapsed(),
        peak()
    );
    assert_eq!(report.read, people * 2_000);
    assert_eq!(
        (counts.taken, counts.left_out()),
        (1_000, people * 2_000 - 1_000)
    );
    assert!(peak() < 60, "{} MB", peak());
}
