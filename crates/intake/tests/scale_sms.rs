//! A large backup on one line, with files of 100 MB: memory stays flat. One test in a process of
//! its own, since memory is measured for the process.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::io::Write;
use std::time::Instant;

use common::settings;
use standfast_intake::{Flow, IntakeError, Source};
use standfast_model::draft::AttachmentContent;

fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap();
    let kilobytes: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kilobytes >> 10
}

fn message(out: &mut impl Write, n: u64) {
    write!(out, "<sms protocol=\"0\" address=\"+447700900123\" date=\"{}\" type=\"1\" body=\"message {n} &#55357;&#56832;\" contact_name=\"Ned\" />", 1_700_000_000_000 + n).unwrap();
}

fn picture(out: &mut impl Write, n: u64, megabytes: usize) {
    write!(out, "<mms date=\"{}\" msg_box=\"1\" address=\"+447700900123\"><parts><part seq=\"0\" ct=\"text/plain\" text=\"look\" /><part seq=\"1\" ct=\"video/mp4\" cl=\"v.mp4\" data=\"", 1_710_000_000_000 + n).unwrap();
    let piece = "AAAA".repeat(1 << 18);
    for _ in 0..megabytes {
        out.write_all(piece.as_bytes()).unwrap();
    }
    write!(out, "\" /></parts></mms>").unwrap();
}

#[test]
#[cfg(target_os = "linux")]
fn memory_does_not_grow_with_the_backup() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sms.xml");
    let mut out = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    write!(out, "<smses count=\"30009\">").unwrap();
    for n in 0..30_000 {
        message(&mut out, n);
    }
    // A file of 45 MB as written, one of 134, and one message behind both.
    picture(&mut out, 1, 45);
    picture(&mut out, 2, 134);
    message(&mut out, 30_000);
    let mut file = out.into_inner().unwrap();
    // A body, a comment, a message's inside and a declaration, each far over the limit, in a file
    // that takes no room on the disk; behind each of them a message.
    for (n, (before, after)) in [
        ("<sms date=\"1772013600000\" type=\"1\" body=\"", "\" />"),
        ("<!--", "-->"),
        ("<mms date=\"1772013600000\" msg_box=\"1\">", "</mms>"),
        ("<!DOCTYPE smses [", "]>"),
    ]
    .into_iter()
    .enumerate()
    {
        file.write_all(before.as_bytes()).unwrap();
        let length = file.metadata().unwrap().len();
        file.set_len(length + (100 << 20)).unwrap();
        std::io::Seek::seek(&mut file, std::io::SeekFrom::End(0)).unwrap();
        file.write_all(after.as_bytes()).unwrap();
        message(&mut file, 30_001 + n as u64);
    }
    write!(file, "</smses>").unwrap();
    drop(file);
    let begun = Instant::now();
    let source = Source::open(&path).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    standfast_intake::survey(&source, reader, &settings()).unwrap();
    println!("survey {:?}, peak {} MB", begun.elapsed(), peak());
    let (mut sizes, mut last, mut words) = (Vec::new(), String::new(), 0);
    let report =
        standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut |draft| {
            if sizes.is_empty() && !draft.attachments.is_empty() {
                println!("messages {:?}, peak {} MB", begun.elapsed(), peak());
                assert!(peak() < 130, "{} MB", peak());
            }
            for attachment in &draft.attachments {
                sizes.push(match &attachment.content {
                    AttachmentContent::Bytes(bytes) => bytes.len() >> 20,
                    _ => 0,
                });
            }
            words += u64::from(draft.words.is_some());
            last = draft.words.unwrap_or_default();
            Ok(Flow::Go)
        })
        .unwrap();
    println!(
        "{} records, {} MB, {:?}, peak {} MB",
        report.read,
        source.len() >> 20,
        begun.elapsed(),
        peak()
    );
    assert_eq!((report.drafts, words), (30_007, 30_007));
    assert_eq!(
        sizes,
        [33, 0],
        "the one over the limit is kept out, its message is not"
    );
    let problems: Vec<&str> = report.problems.iter().map(|p| p.why.as_str()).collect();
    assert!(problems[0].contains("over the limit of 64 MB"));
    assert!(problems[1].contains("over the limit for one record"));
    assert!(problems[2].contains("over the limit for one record"));
    assert!(problems[3].contains("that is refused"));
    assert_eq!((problems.len(), report.not_understood), (4, 2));
    assert_eq!(last, "message 30004 😀");
    assert!(peak() < 200, "{} MB", peak());
}
