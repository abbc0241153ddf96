//! The corpus under `tests/corpus/`: every trap a file, what comes of it a snapshot.
//!
//! `INSTA_UPDATE=always cargo test -p standfast-intake --test corpus` writes the snapshots anew;
//! read each change before keeping it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use common::{files, settings, zone};
use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};
use standfast_intake::{Flow, IntakeError, Sealing, Source, resolve_time};
use standfast_model::draft::{Attachment, AttachmentContent, Draft, DraftTime, Person};

/// What comes of files that are given together, as a page that a reviewer can read.
fn page(paths: &[PathBuf]) -> String {
    let sources = match Source::open_all(paths) {
        Ok(sources) => sources,
        Err(e) => return format!("not opened: {e}\n  advice: {}\n", e.advice()),
    };
    let alone = sources.len() == 1 && paths.len() == 1;
    let pages: Vec<String> = sources
        .iter()
        .map(|source| {
            let given = paths
                .iter()
                .any(|p| p.file_name().unwrap() == source.name());
            let named = if given {
                String::new()
            } else {
                format!("source {:?}\n", source.name())
            };
            named + &page_of(source, &paths[0], alone && given)
        })
        .collect();
    pages.join("\n========\n\n")
}

/// What comes of one source; `alone` where it is the file or folder at `path`.
fn page_of(source: &Source, path: &Path, alone: bool) -> String {
    let mut page = String::new();
    let bytes = bytes(path);
    let reader = match standfast_intake::detect(source) {
        Ok(reader) => reader,
        Err(e) => return format!("not recognised: {e}\n  advice: {}\n", e.advice()),
    };
    writeln!(page, "reader {reader}").unwrap();
    let mut settings = settings();
    let mut survey = standfast_intake::survey(source, reader, &settings);
    if let Err(IntakeError::AskColumns(seen)) = &survey {
        let question = survey.as_ref().unwrap_err();
        writeln!(
            page,
            "question: {question}\n  advice: {}",
            question.advice()
        )
        .unwrap();
        // What a person would do who finds the suggestion right.
        settings.mapping = Some(seen.suggested.clone());
        survey = standfast_intake::survey(source, reader, &settings);
    }
    let survey = match survey {
        Ok(survey) => survey,
        Err(e) => {
            writeln!(
                page,
                "{}: {e}\n  advice: {}",
                if e.is_question() { "question" } else { "error" },
                e.advice()
            )
            .unwrap();
            return page;
        }
    };
    for (thread, seen) in &survey.threads {
        let people: Vec<String> = seen
            .senders
            .iter()
            .map(|(p, n)| format!("{} ({n})", p.shown()))
            .collect();
        let mut people = people;
        people.sort();
        writeln!(
            page,
            "thread {thread:?}{} named {:?}: {}",
            if seen.group { ", a group," } else { "" },
            seen.named,
            people.join(", ")
        )
        .unwrap();
    }
    let mut drafts = String::new();
    let mut records = 0;
    let mut until = 0;
    let report = standfast_intake::read::<IntakeError>(source, reader, &settings, &mut |draft| {
        records += 1;
        if source.folder().is_some() {
            let sealing = standfast_intake::reader(reader).sealing();
            if !draft.place.file.is_empty() {
                let mut bytes = std::fs::read(path.join(&draft.place.file)).unwrap();
                if bytes.starts_with(b"\x1F\x8B") {
                    // What a mail server packed is kept as it unpacks.
                    let packed = std::mem::take(&mut bytes);
                    let mut unpacked = MultiGzDecoder::new(packed.as_slice());
                    unpacked.read_to_end(&mut bytes).unwrap();
                }
                own_bytes_stand_there(&draft, &bytes, sealing);
            }
        } else if source.archive().is_none() {
            own_bytes_stand_there(&draft, &bytes, standfast_intake::reader(reader).sealing());
            assert!(draft.place.bytes.0 >= until, "places run on");
            until = draft.place.bytes.1;
        }
        write_draft(&mut drafts, &draft, source);
        Ok(Flow::Go)
    });
    let report = match report {
        Ok(report) => report,
        Err(e) => {
            writeln!(page, "error: {e}\n  advice: {}", e.advice()).unwrap();
            return page;
        }
    };
    assert_eq!(
        report.read,
        report.drafts + report.system + report.not_understood,
        "the counts add up"
    );
    assert_eq!(records, report.drafts + report.system);
    assert_eq!(
        report.sha256,
        if alone && source.folder().is_none() {
            hex::encode(Sha256::digest(&bytes))
        } else {
            source.sha256().unwrap()
        }
    );
    writeln!(
        page,
        "read {} = {} drafts, {} of the app, {} not understood",
        report.read, report.drafts, report.system, report.not_understood
    )
    .unwrap();
    if let Some(dates) = &report.dates {
        writeln!(page, "dates {dates}").unwrap();
    }
    for problem in &report.problems {
        writeln!(
            page,
            "problem at {}: {}",
            standfast_model::visible(&problem.at),
            problem.why
        )
        .unwrap();
    }
    for note in &report.notes {
        writeln!(page, "note {note}").unwrap();
    }
    for (what, count) in &report.unknown {
        writeln!(page, "unknown {what}: {count}").unwrap();
    }
    for name in &report.unnamed_files {
        writeln!(page, "unnamed file {}", standfast_model::visible(name)).unwrap();
    }
    page + &drafts
}

/// The bytes of a file, or of the mailbox that a folder holds.
fn bytes(path: &Path) -> Vec<u8> {
    let path = if path.is_dir() {
        &path.join("mbox")
    } else {
        path
    };
    std::fs::read(path).unwrap_or_default()
}

/// Each draft's own bytes are those of the file at the place that it gives.
fn own_bytes_stand_there(draft: &Draft, bytes: &[u8], sealing: Sealing) {
    let (from, until) = (draft.place.bytes.0 as usize, draft.place.bytes.1 as usize);
    let there = &bytes[from..until];
    let rest = there
        .strip_prefix(draft.own_bytes.as_slice())
        .expect("own bytes");
    let rest = if sealing == Sealing::OneExtract {
        rest.to_vec()
    } else {
        rest.trim_ascii().to_vec()
    };
    assert!(
        rest.iter().all(|b| matches!(b, b'\r' | b'\n' | 0)),
        "{rest:?}"
    );
}

fn write_draft(page: &mut String, draft: &Draft, source: &Source) {
    let from = draft
        .from
        .as_ref()
        .map_or("nobody".to_owned(), |p| format!("{:?}", p.shown()));
    writeln!(
        page,
        "\n{} | {:?} | {} | from {from}",
        standfast_model::visible(&draft.place.shown()),
        draft.kind,
        draft.channel
    )
    .unwrap();
    if source.folder().is_some() {
        writeln!(page, "  thread {}", draft.thread).unwrap();
    }
    if !draft.to.is_empty() {
        writeln!(
            page,
            "  to {}",
            draft
                .to
                .iter()
                .map(Person::shown)
                .collect::<Vec<_>>()
                .join(", ")
        )
        .unwrap();
    }
    let resolved = resolve_time(&draft.time, &zone(), "Europe/London");
    let basis = match &draft.time {
        DraftTime::Instant {
            at, offset, basis, ..
        } => format!(
            "{at} offset {} ({})",
            offset.map_or("none".to_owned(), |o| o.to_string()),
            basis.as_str()
        ),
        DraftTime::Local { wall, basis, .. } => format!("{wall} on the wall ({})", basis.as_str()),
        DraftTime::Said { words, .. } => format!("said {words}"),
        DraftTime::Unknown => "unknown".to_owned(),
    };
    writeln!(page, "  time {basis} = {}", resolved.text).unwrap();
    for (what, value) in [
        ("time doubt", &resolved.doubt),
        ("title", &draft.title),
        ("id", &draft.id),
    ] {
        if let Some(value) = value {
            writeln!(page, "  {what} {}", standfast_model::visible(value)).unwrap();
        }
    }
    match &draft.words {
        Some(words) => writeln!(page, "  words {words:?}").unwrap(),
        None => writeln!(page, "  no words").unwrap(),
    }
    if !draft.marks.is_empty() {
        writeln!(page, "  marks {}", draft.marks.join(", ")).unwrap();
    }
    for doubt in &draft.doubts {
        writeln!(page, "  doubt {doubt}").unwrap();
    }
    for attachment in &draft.attachments {
        writeln!(
            page,
            "  file {:?} {} {}",
            attachment.name,
            attachment.declared.as_deref().unwrap_or("-"),
            content(attachment, source)
        )
        .unwrap();
    }
    writeln!(page, "  identity {}", &draft.identity[..12]).unwrap();
}

fn content(attachment: &Attachment, source: &Source) -> String {
    let told = |bytes: &[u8]| {
        format!(
            "{} bytes {}",
            bytes.len(),
            &hex::encode(Sha256::digest(bytes))[..12]
        )
    };
    match &attachment.content {
        AttachmentContent::Bytes(bytes) => told(bytes),
        AttachmentContent::Missing => "missing".to_owned(),
        AttachmentContent::Omitted => "omitted".to_owned(),
        AttachmentContent::Member(name) => {
            let mut bytes = Vec::new();
            match source.open_member(name) {
                Ok(mut member) => match member.read_to_end(&mut bytes) {
                    Ok(_) => format!(
                        "member {}, {}",
                        standfast_model::visible(name),
                        told(&bytes)
                    ),
                    Err(e) => format!("member {}: {e}", standfast_model::visible(name)),
                },
                Err(e) => format!("{e}"),
            }
        }
    }
}

fn check(folder: &str, least: usize) {
    let files = files(folder);
    assert!(files.len() >= least, "{folder} lost files: {}", files.len());
    for path in files {
        let name = path
            .file_name()
            .unwrap()
            .to_string_lossy()
            .replace([' ', '.'], "-");
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => format!("snapshots/{folder}") }, {
            insta::assert_snapshot!(name, page(&[path]));
        });
    }
}

#[test]
fn mail() {
    check("mail", 87);
}

#[test]
fn mbox() {
    check("mbox", 24);
}

#[test]
fn maildir() {
    check("maildir", 10);
}

#[test]
fn msg() {
    check("msg", 51);
}

#[test]
fn emlx() {
    check("emlx", 11);
}

#[test]
fn whatsapp() {
    check("whatsapp", 70);
}

#[test]
fn meta() {
    check("meta", 65);
}

#[test]
fn archive() {
    check("archive", 44);
}

#[test]
fn set() {
    for folder in files("set") {
        let mut parts: Vec<PathBuf> = std::fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        // In any order.
        parts.sort_by(|a, b| b.cmp(a));
        let name = folder.file_name().unwrap().to_string_lossy();
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "snapshots/set" }, {
            insta::assert_snapshot!(name.into_owned(), page(&parts));
        });
    }
}

#[test]
fn sms() {
    check("sms", 37);
}

#[test]
fn telegram() {
    check("telegram", 36);
}

#[test]
fn x() {
    check("x", 35);
}

#[test]
fn table() {
    check("table", 22);
}

#[test]
fn diary() {
    check("diary", 18);
}
