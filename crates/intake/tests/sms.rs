//! Backups of texts and calls that mean harm, are broken, or overlap.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::fmt::Write as _;

use common::{files, grows_with, settings};
use proptest::prelude::*;
use standfast_intake::{Flow, IntakeError, PHONE_OWNER, Parties, Report, Source, Tally};
use standfast_model::draft::{AttachmentContent, Draft};

fn read(bytes: &[u8]) -> (Report, Vec<Draft>) {
    let source = Source::from_bytes("sms.xml", bytes.to_vec()).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    assert_eq!(reader.as_str(), "sms-backup");
    standfast_intake::survey(&source, reader, &settings()).unwrap();
    let mut drafts = Vec::new();
    let report =
        standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut |draft| {
            drafts.push(draft);
            Ok(Flow::Go)
        })
        .unwrap();
    assert_eq!(
        report.read,
        report.drafts + report.system + report.not_understood
    );
    (report, drafts)
}

fn sms(body: &str, minute: u64) -> String {
    format!(
        "<sms address=\"07700 900123\" date=\"{}\" type=\"1\" body=\"{body}\" />\n",
        1_772_013_600_000 + minute * 60_000
    )
}

fn words(drafts: &[Draft]) -> Vec<&str> {
    drafts.iter().filter_map(|d| d.words.as_deref()).collect()
}

fn says(report: &Report, what: &str) -> bool {
    report.problems.iter().any(|p| p.why.contains(what))
}

/// As the app writes a value: letters beyond the first plane in two halves.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            c if u32::from(c) > 0xFFFF => {
                for half in c.encode_utf16(&mut [0; 2]) {
                    write!(out, "&#{half};").unwrap();
                }
            }
            c => out.push(c),
        }
    }
    out
}

#[test]
fn ten_thousand_levels_and_a_message_among_them() {
    grows_with([1_250, 10_000], |levels| {
        let deep = "<a x=\"1\"><mms>".repeat(levels);
        let text = format!("<smses>{deep}{}", sms("still here", 0));
        let (report, drafts) = read(text.as_bytes());
        assert_eq!(words(&drafts), ["still here"]);
        assert_eq!(report.not_understood, levels as u64);
    });
    grows_with([1_250, 10_000], |levels| {
        let parts = "<parts>".repeat(levels);
        let text = format!(
            "<smses><mms date=\"1772013600000\" msg_box=\"1\" address=\"07700 900123\">{parts}<part ct=\"text/plain\" text=\"deep\" /></mms></smses>"
        );
        assert_eq!(words(&read(text.as_bytes()).1), ["deep"]);
    });
}

#[test]
fn zero_bytes_between_and_inside() {
    let nothing = "\0".repeat(1 << 20);
    let text = format!(
        "<smses>{}{nothing}{}{}",
        sms("one", 0),
        sms("two\0", 1),
        sms("three", 2)
    );
    let (report, drafts) = read(text.as_bytes());
    assert_eq!(words(&drafts), ["one", "two\u{FFFD}", "three"]);
    assert!(says(&report, "a character that no text has"));
    assert!(says(&report, "its end is missing"));
}

/// What a file declares is never used: neither a billion laughs nor what stands elsewhere.
#[test]
fn laughs_and_files_of_this_computer_are_not_told() {
    grows_with([6, 48], |laughs| {
        let mut declared = String::from("<!DOCTYPE smses [<!ENTITY l0 \"lol\">");
        for n in 1..=laughs {
            let ten = format!("&l{};", n - 1).repeat(10);
            write!(declared, "<!ENTITY l{n} \"{ten}\">").unwrap();
        }
        let text = format!(
            "<?xml version=\"1.0\"?>{declared}]><smses>{}{}</smses>",
            sms(&format!("&l{laughs};"), 0),
            sms("well", 1)
        );
        let (report, drafts) = read(text.as_bytes());
        assert_eq!(words(&drafts), [&*format!("&l{laughs};"), "well"]);
        assert!(says(&report, "that is refused"));
    });
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret");
    std::fs::write(&secret, "secret").unwrap();
    let secret = secret.display();
    let text = format!(
        "<!DOCTYPE smses SYSTEM \"file://{secret}\" [<!ENTITY a SYSTEM \"file://{secret}\"><!ENTITY % b SYSTEM \"file://{secret}\">%b;]><smses>{}{}</smses>",
        sms("&a; %b;", 0),
        sms("well", 1)
    );
    let (report, drafts) = read(text.as_bytes());
    assert_eq!(words(&drafts), ["&a; %b;", "well"]);
    assert!(says(&report, "that is refused"));
}

#[test]
fn a_body_of_nine_megabytes_is_named_and_the_next_is_read() {
    let huge = sms(&"x".repeat(9 << 20), 1);
    let text = format!(
        "<smses>{}{huge}{}<sms {}>{}</smses>",
        sms("before", 0),
        sms("after", 2),
        "y".repeat(9 << 20),
        sms("last", 3)
    );
    let (report, drafts) = read(text.as_bytes());
    assert_eq!(words(&drafts), ["before", "after", "last"]);
    assert_eq!(report.not_understood, 2);
    let over: Vec<&str> = report.problems.iter().map(|p| p.at.as_str()).collect();
    let byte = "<smses>".len() + sms("before", 0).len();
    assert_eq!(over[0], format!("message 2 (byte {byte})"));
    for draft in &drafts {
        let (from, until) = draft.place.bytes;
        assert_eq!(
            &text.as_bytes()[from as usize..until as usize],
            draft.own_bytes
        );
    }
}

#[test]
fn a_million_attributes_and_names_cost_what_they_are_long() {
    grows_with([6_250, 50_000], |count| {
        let many: String = (0..4 * count).map(|n| format!(" a{n}=\"\"")).collect();
        let names: String = (0..count).map(|n| format!("<n{n} />")).collect();
        let text = format!("<smses><sms{many} />{names}{}</smses>", sms("after", 0));
        let (report, drafts) = read(text.as_bytes());
        assert_eq!(words(&drafts), ["after"]);
        assert!(report.unknown.len() <= 101);
        assert_eq!(report.unknown.values().sum::<u64>(), count as u64);
    });
}

#[test]
fn a_message_of_broken_parts_says_so_once() {
    let parts = "<part x><addr y>".repeat(100_000) + &"<part/>".repeat(10_000);
    let people = "<addr type=\"151\" address=\"1\"/>".repeat(20_000);
    let text = format!(
        "<smses><mms date=\"1772013600000\" msg_box=\"1\">{parts}{people}</mms>{}</smses>",
        sms("after", 0)
    );
    let (report, drafts) = read(text.as_bytes());
    assert_eq!(words(&drafts), ["after"]);
    assert!(says(&report, "not well formed"));
    assert!(says(&report, "more people than the limit"));
    assert!(report.problems.len() < 5, "{:?}", report.problems);
}

#[test]
fn an_error_says_nothing_of_what_stands_in_the_file() {
    let text = "<smses><sms address=07700900123 body=\"secret\" type=\"1\"/><sms address=\"07700 900123\" body=\"secret\" type=\"77\"/></smses>";
    let source = Source::from_bytes("sms.xml", text.as_bytes().to_vec()).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    let error =
        standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut |_| Ok(Flow::Go))
            .unwrap_err();
    let said = format!("{error} {error:?}");
    assert!(
        matches!(error, IntakeError::NothingUnderstood { .. }),
        "{said}"
    );
    assert!(
        !said.contains("secret") && !said.contains("900123"),
        "{said}"
    );
}

#[test]
fn cut_off_anywhere_every_whole_record_is_kept() {
    let whole: Vec<u8> = std::fs::read(
        files("sms")
            .iter()
            .find(|p| p.ends_with("f87-one.xml"))
            .unwrap(),
    )
    .unwrap();
    let (_, all) = read(&whole);
    let root = 243;
    for end in (root..whole.len()).step_by(7) {
        let (report, drafts) = read_or_nothing(&whole[..end]);
        let fitting = all.iter().filter(|d| d.place.bytes.1 <= end as u64);
        assert!(
            fitting
                .map(|d| &d.identity)
                .eq(drafts.iter().map(|d| &d.identity)),
            "cut at {end}"
        );
        if let Some(report) = report {
            assert!(says(&report, "its end is missing"), "cut at {end}");
        }
    }
}

fn read_or_nothing(bytes: &[u8]) -> (Option<Report>, Vec<Draft>) {
    let source = Source::from_bytes("sms.xml", bytes.to_vec()).unwrap();
    let Ok(reader) = standfast_intake::detect(&source) else {
        return (None, Vec::new());
    };
    let mut drafts = Vec::new();
    let report =
        standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut |draft| {
            drafts.push(draft);
            Ok(Flow::Go)
        });
    (report.ok(), drafts)
}

#[test]
fn two_backups_have_one_contact_for_each_message_and_floods_stay() {
    let files = files("sms");
    let of = |name: &str| {
        let bytes = std::fs::read(files.iter().find(|p| p.ends_with(name)).unwrap()).unwrap();
        read(&bytes).1
    };
    let (one, two) = (of("f87-one.xml"), of("f87-two.xml"));
    let known: Vec<&String> = one.iter().map(|d| &d.identity).collect();
    let new: Vec<&str> = two
        .iter()
        .filter(|d| !known.contains(&&d.identity))
        .filter_map(|d| d.words.as_deref())
        .collect();
    assert_eq!(new, ["before", "after"]);
    let mut apart = known.clone();
    apart.sort();
    apart.dedup();
    assert_eq!(apart.len(), 5, "a flood of equal messages is not merged");
}

#[test]
fn the_owner_is_who_the_person_says() {
    let path = files("sms")
        .into_iter()
        .find(|p| p.ends_with("in-zip.zip"))
        .unwrap();
    let source = Source::open(&path).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    let survey = standfast_intake::survey(&source, reader, &settings()).unwrap();
    for (mine, clinician, others) in [(PHONE_OWNER, 1, 2), ("somebody else", 0, 3)] {
        let mut tally = Tally::new(Parties::new(["07700 900123"], [mine]), &survey);
        standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut |draft| {
            tally.see(&draft, None, |_| false);
            Ok(Flow::Go)
        })
        .unwrap();
        let counts = tally.finish();
        assert_eq!(
            counts.from_subject, 3,
            "each once, though two files have it"
        );
        assert_eq!(counts.from_clinician, clinician);
        assert_eq!(counts.already + counts.left_out(), others);
    }
}

const BITS: &[&str] = &[
    "<sms ",
    "<mms ",
    "<call ",
    "<part ",
    "<addr ",
    "<parts>",
    "</mms>",
    "</smses>",
    "<smses>",
    "<calls>",
    "/>",
    ">",
    "<",
    "\"",
    "'",
    "<!--",
    "-->",
    "<!DOCTYPE x [",
    "]>",
    "<![CDATA[",
    "]]>",
    "<?x",
    "?>",
    " address=\"07700 900123~1\"",
    " date=\"1772013600000\"",
    " type=\"1\"",
    " type=\"137\"",
    " msg_box=\"2\"",
    " number=\"\"",
    " body=\"",
    " data=\"AAAA\"",
    " ct=\"image/jpeg\"",
    " text=\"x\"",
    "&#55357;",
    "&#0;",
    "&",
    "\0",
    "\n",
    "é😀",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_behind_a_root_are_answered(
        pieces in proptest::collection::vec(prop_oneof![
            4 => proptest::sample::select(BITS).prop_map(|b| b.as_bytes().to_vec()),
            1 => proptest::collection::vec(any::<u8>(), 0..20),
        ], 0..80),
        utf_16 in any::<bool>(),
    ) {
        let mut bytes = b"<smses count=\"2\">".to_vec();
        bytes.extend(pieces.concat());
        if utf_16 {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            bytes = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        }
        let (report, drafts) = read_or_nothing(&bytes);
        if let Some(report) = report {
            prop_assert_eq!(report.read, report.drafts + report.system + report.not_understood);
        }
        let mut until = 0;
        for draft in &drafts {
            let (from, end) = draft.place.bytes;
            prop_assert!(from >= until);
            until = end;
            prop_assert_eq!(&bytes[from as usize..end as usize], draft.own_bytes.as_slice());
        }
    }

    #[test]
    fn any_words_come_back_whole(body in "[^\0-\u{8}\u{B}\u{C}\u{E}-\u{1F}\u{FFFE}\u{FFFF}]{1,60}") {
        prop_assume!(body != "null");
        let text = format!("<smses count=\"2\">{}{}</smses>", sms(&escaped(&body), 0), sms("end", 1));
        let (report, drafts) = read(text.as_bytes());
        prop_assert!(report.problems.is_empty());
        prop_assert_eq!(words(&drafts), [body.as_str(), "end"]);
    }

    #[test]
    fn any_file_comes_back_whole(bytes in proptest::collection::vec(any::<u8>(), 1..300)) {
        use base64::Engine as _;
        let data = base64::engine::general_purpose::STANDARD.encode(&bytes);
        let text = format!("<smses><mms date=\"1772013600000\" msg_box=\"1\" address=\"07700 900123\"><parts><part seq=\"0\" ct=\"image/jpeg\" name=\"x.jpg\" data=\"{data}\"/></parts></mms></smses>");
        let (_, drafts) = read(text.as_bytes());
        prop_assert_eq!(&drafts[0].attachments[0].content, &AttachmentContent::Bytes(bytes));
    }
}
