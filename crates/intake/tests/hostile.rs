//! Files that mean harm, and files that are merely broken: a reader answers, and never panics.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;
mod fuzzing;

use std::io::Read;

use common::{grows_with, settings};
use fuzzing::watch::answer;
use fuzzing::{Given, Seeds};
use proptest::prelude::*;
use standfast_intake::{Flow, IntakeError, Problem, READERS, Report, Source, mail_as_text};
use standfast_model::draft::{AttachmentContent, Draft};

/// Reads with every reader, opens what attachments name; counts must add up.
fn read_all_ways(name: &str, bytes: &[u8]) {
    let Ok(source) = Source::from_bytes(name, bytes.to_vec()) else {
        return;
    };
    read_with_all(&source);
    for source in source.unpacked().unwrap_or_default() {
        if source.name() != name {
            read_with_all(&source);
        }
    }
    let _ = mail_as_text(bytes);
}

fn read_with_all(source: &Source) {
    let _ = standfast_intake::detect(source);
    for reader in READERS {
        let mut settings = settings();
        let survey = standfast_intake::survey(source, reader.id(), &settings);
        if let Err(IntakeError::AskColumns(seen)) = survey {
            settings.mapping = Some(seen.suggested);
            let _ = standfast_intake::survey(source, reader.id(), &settings);
        }
        let report =
            standfast_intake::read::<IntakeError>(source, reader.id(), &settings, &mut |draft| {
                for attachment in &draft.attachments {
                    if let AttachmentContent::Member(member) = &attachment.content
                        && let Ok(mut member) = source.open_member(member)
                    {
                        let _ = std::io::copy(&mut member, &mut std::io::sink());
                    }
                }
                Ok(Flow::Go)
            });
        match report {
            Ok(report) => assert_eq!(
                report.read,
                report.drafts + report.system + report.not_understood
            ),
            Err(e) => assert!(
                !e.to_string().contains(['\u{1b}', '\0']),
                "an error that steers the screen"
            ),
        }
    }
}

/// Of the 10,000 that `cargo xtask endurance mutations` reads, the same each time.
const OF_EACH_READER: u64 = 25;

#[test]
fn a_sample_of_mutated_files_and_no_panic() {
    let seeds = Seeds::read();
    let readers = seeds.readers();
    let room = tempfile::tempdir().unwrap();
    let (mut records, mut refused) = (0, 0);
    for number in 0..OF_EACH_READER * readers.len() as u64 {
        let reader = readers[number as usize % readers.len()];
        let case = seeds.case(reader, 2026, number);
        let answer = answer(&case, &room.path().join(number.to_string()));
        assert_eq!(answer.wrong, None, "case {number}, {reader}");
        records += answer.records;
        refused += u64::from(answer.refused);
        // Some by every reader, as if a person had named the wrong one.
        if let (0, Given::File(bytes)) = (number % 5, &case.given) {
            read_all_ways(&case.name, bytes);
        }
    }
    // Changes that leave nothing to read would try nothing.
    assert!(
        records > 1_000 && refused < OF_EACH_READER * 5,
        "{records}, {refused}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        read_all_ways("any.zip", &bytes);
    }

    #[test]
    fn any_text_comes_back_whole(words in "[^\r\n\u{200E}\u{200F}\u{202A}-\u{202E}\u{2066}-\u{2069}\u{FEFF}\u{61C}]{0,60}(\n[a-z \u{1F339}]{0,20}){0,3}") {
        let text = format!("25/02/2026, 10:00 - Ned: {words}\n25/02/2026, 10:01 - Ada: no\n25/02/2026, 10:02 - Ned: end\n");
        let (report, drafts) = read("chat.txt", text.as_bytes());
        prop_assert_eq!(report.read, 3);
        if let Some(read) = &drafts[0].words {
            let unedited = words.as_str();
            prop_assert!(unedited.starts_with(read.as_str()) || unedited.ends_with(read.as_str()), "{:?}", read);
        }
        let own = String::from_utf8(drafts[0].own_bytes.clone()).unwrap();
        prop_assert_eq!(own, format!("25/02/2026, 10:00 - Ned: {words}"));
    }
}

fn read(name: &str, bytes: &[u8]) -> (Report, Vec<Draft>) {
    let source = Source::from_bytes(name, bytes.to_vec()).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    let mut drafts = Vec::new();
    let report =
        standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut |draft| {
            drafts.push(draft);
            Ok(Flow::Go)
        })
        .unwrap();
    (report, drafts)
}

#[test]
fn ten_thousand_recipients_and_a_line_of_a_megabyte() {
    let to: Vec<String> = (0..10_500)
        .map(|n| format!("p{n}@harrow.example"))
        .collect();
    let text = format!(
        "From: ned@harrow.example\nTo: {}\nX-Long: {}\nDate: Tue, 04 Mar 2025 10:00:00 +0000\n\nHello.\n",
        to.join(",\n "),
        "x".repeat(1 << 20)
    );
    let (report, drafts) = read("many.eml", text.as_bytes());
    assert_eq!(
        (report.drafts, drafts[0].to.len()),
        (1, standfast_intake::limits::RECIPIENTS)
    );
    let more = |p: &Problem| p.why.contains("more than 10,000 people");
    assert!(report.problems.iter().any(more), "{:?}", report.problems);
    assert_eq!(drafts[0].words.as_deref(), Some("Hello."));
    assert_eq!(drafts[0].own_bytes, text.as_bytes());
}

#[test]
fn thousands_of_parts_and_of_levels_cost_what_they_are_long() {
    const HEAD: &str = "From: a@b.example\nDate: x\n";
    grows_with([2_500, 20_000], |levels| {
        let deep: String = (0..levels)
            .map(|i| format!("Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n"))
            .collect();
        let (_, drafts) = read("deep.eml", format!("{HEAD}{deep}").as_bytes());
        assert_eq!(drafts[0].attachments.len(), 1);
    });
    grows_with([25_000, 200_000], |levels| {
        let nested = "Content-Type: message/rfc822\n\n".repeat(levels);
        let (_, drafts) = read("nested.eml", format!("{HEAD}{nested}").as_bytes());
        assert_eq!(drafts[0].attachments.len(), 1);
    });
    grows_with([6_250, 50_000], |parts| {
        let wide = "--b\n\nx\n".repeat(parts);
        let text = format!("{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{wide}");
        let (report, _) = read("wide.eml", text.as_bytes());
        let over = |p: &Problem| p.why.contains("over the limit");
        assert!(report.problems.iter().any(over));
    });
}

#[test]
fn a_member_that_lies_about_its_length_is_cut_off() {
    use std::io::Write;
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    out.start_file("_chat.txt", options).unwrap();
    out.write_all(b"25/02/2026, 10:00 - Ned: x.jpg (file attached)\n")
        .unwrap();
    out.start_file("x.jpg", options).unwrap();
    out.write_all(&vec![0; 1 << 20]).unwrap();
    let mut bytes = out.finish().unwrap().into_inner();
    // The directory's record of the second file: say that it unpacks to ten bytes.
    let record = bytes.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    bytes[record + 24..record + 28].copy_from_slice(&10_u32.to_le_bytes());
    let source = Source::from_bytes("chat.zip", bytes).unwrap();
    let mut unpacked = Vec::new();
    let answer = source
        .open_member("x.jpg")
        .unwrap()
        .read_to_end(&mut unpacked);
    assert!(answer.is_err_and(|e| e.to_string().contains("longer than the archive says")));
    assert_eq!(unpacked.len(), 10);
}
