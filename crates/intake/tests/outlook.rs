//! Files of Outlook that mean harm, are broken, or hold others; and what views show of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use cfb::CompoundFile;
use common::{files, grows_with, settings};
use standfast_intake::{
    Flow, IntakeError, Problem, Report, Source, limits, mail_as_text, mail_seen, record_ending,
};
use standfast_model::draft::{AttachmentContent, Draft};

fn corpus(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    std::fs::read(path.join(name)).unwrap()
}

fn read(name: &str, bytes: &[u8]) -> Result<(Report, Draft), IntakeError> {
    let source = Source::from_bytes(name, bytes.to_vec())?;
    let reader = standfast_intake::detect(&source)?;
    let mut drafts = Vec::new();
    let report = standfast_intake::read(&source, reader, &settings(), &mut |draft| {
        drafts.push(draft);
        Ok::<_, IntakeError>(Flow::Go)
    })?;
    Ok((report, drafts.pop().unwrap()))
}

fn file(draft: &Draft, nth: usize) -> &[u8] {
    match &draft.attachments[nth].content {
        AttachmentContent::Bytes(bytes) => bytes,
        other => panic!("not there: {other:?}"),
    }
}

/// A message, as small as can be, into which a test puts more.
struct Built(CompoundFile<Cursor<Vec<u8>>>);

impl Built {
    fn new() -> Self {
        let file = CompoundFile::create_with_version(cfb::Version::V3, Cursor::default()).unwrap();
        let mut built = Built(file);
        built.stream("/__properties_version1.0", &[0; 32]);
        built.stream("/__substg1.0_1000001E", b"Words.");
        built
    }

    fn storage(&mut self, path: impl AsRef<Path>) {
        self.0.create_storage_all(path).unwrap();
    }

    fn stream(&mut self, path: impl AsRef<Path>, bytes: &[u8]) {
        self.0
            .create_stream(path)
            .unwrap()
            .write_all(bytes)
            .unwrap();
    }

    fn bytes(mut self) -> Vec<u8> {
        self.0.flush().unwrap();
        self.0.into_inner().into_inner()
    }
}

#[test]
fn a_message_inside_is_a_file_that_can_be_read_by_itself() {
    let whole = corpus("msg/f115-message-inside.msg");
    let (_, outer) = read("outer.msg", &whole).unwrap();
    assert_eq!(outer.words.as_deref(), Some("Hello."));
    let name = outer.attachments[0].name.as_str();
    assert_eq!(
        (name, record_ending(file(&outer, 0))),
        ("about Ada.msg", ".msg")
    );
    let (report, inner) = read(name, file(&outer, 0)).unwrap();
    assert_eq!(report.problems, []);
    assert_eq!(inner.words.as_deref(), Some("inner words"));
    assert_eq!(inner.from.unwrap().address.unwrap(), "m@evil.example");
    assert_eq!(inner.attachments[0].name, "knee.jpg");
    let (_, again) = read("outer.msg", &whole).unwrap();
    assert_eq!(file(&outer, 0), file(&again, 0), "the same bytes each time");
    assert_eq!(outer.own_bytes, whole);
}

#[test]
fn one_message_saved_in_two_kinds_of_letters_is_one() {
    let identity = |name: &str| read(name, &corpus(name)).unwrap().1.identity;
    assert_eq!(
        identity("msg/f114-ansi-1251.msg"),
        identity("msg/f114-ansi-1251-in-unicode.msg")
    );
    assert_ne!(
        identity("msg/f114-ansi-1251.msg"),
        identity("msg/f114-ansi-1252.msg")
    );
}

#[test]
fn what_is_cut_off_is_an_error_that_names_the_file_or_a_message() {
    for name in ["msg/f117-no-ending.msg", "msg/f115-message-inside.msg"] {
        let whole = corpus(name);
        for end in (0..whole.len()).step_by(97) {
            match read("cut.msg", &whole[..end]) {
                Ok((_, draft)) => assert_eq!(draft.own_bytes, &whole[..end]),
                Err(e) => assert!(e.to_string().starts_with("cut.msg cannot be read"), "{e}"),
            }
        }
    }
}

/// Names that all lead to the same 32 MB.
fn names_of_one(count: usize) -> Vec<u8> {
    const DATA: &str = "__substg1.0_37010102";
    let mut built = Built::new();
    for n in 0..count {
        let storage = PathBuf::from(format!("/__attach_version1.0_#{n:08X}"));
        built.storage(&storage);
        let bytes = if n == 0 {
            vec![b'x'; 32 << 20]
        } else {
            b"x".to_vec()
        };
        built.stream(storage.join(DATA), &bytes);
    }
    let mut bytes = built.bytes();
    let name: Vec<u8> = DATA.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let places: Vec<usize> = memchr::memmem::find_iter(&bytes, &name).collect();
    assert_eq!(places.len(), count);
    let told: Vec<u8> = bytes[places[0] + 116..places[0] + 128].to_vec();
    for place in places {
        bytes[place + 116..place + 128].copy_from_slice(&told);
    }
    bytes
}

#[test]
fn bytes_that_are_named_again_and_again_are_read_within_the_limit() {
    let files = [250, 2_000].map(|count| (count, names_of_one(count)));
    grows_with([250, 2_000], |count| {
        let (_, bytes) = files.iter().find(|(of, _)| *of == count).unwrap();
        let (report, draft) = read("many.msg", bytes).unwrap();
        let over = "its parts are over the limit: some were not read";
        assert!(report.problems.iter().any(|p| p.why == over));
        let kept: usize = draft
            .attachments
            .iter()
            .map(|a| match &a.content {
                AttachmentContent::Bytes(bytes) => bytes.len(),
                _ => 0,
            })
            .sum();
        assert!(kept <= limits::MESSAGE, "{kept}");
    });
}

/// Messages inside messages, so many levels deep.
fn nested(levels: usize) -> Vec<u8> {
    let mut built = Built::new();
    let mut path = PathBuf::from("/");
    for _ in 0..levels {
        path.push("__attach_version1.0_#00000000");
        path.push("__substg1.0_3701000D");
        built.storage(&path);
        built.stream(path.join("__properties_version1.0"), &[0; 24]);
    }
    built.bytes()
}

#[test]
fn messages_inside_each_other_are_one_file_until_they_are_too_deep() {
    let (_, draft) = read("nested.msg", &nested(5)).unwrap();
    assert_eq!(draft.attachments.len(), 1);
    let (_, inner) = read("inner.msg", file(&draft, 0)).unwrap();
    assert_eq!(inner.attachments.len(), 1);
    let (report, draft) = read("deep.msg", &nested(40)).unwrap();
    assert_eq!(draft.words.as_deref(), Some("Words."));
    assert_eq!(draft.attachments[0].content, AttachmentContent::Missing);
    let said = report
        .problems
        .iter()
        .any(|p| p.why == "a file in it cannot be read");
    assert!(said, "{:?}", report.problems);
}

#[test]
fn too_many_recipients_and_files_are_cut_off_and_said() {
    let mut built = Built::new();
    for n in 0..limits::RECIPIENTS + 50 {
        let storage = PathBuf::from(format!("/__recip_version1.0_#{n:08X}"));
        built.storage(&storage);
        let address = format!("p{n}@harrow.example");
        built.stream(storage.join("__substg1.0_3003001E"), address.as_bytes());
    }
    for n in 0..limits::OUTLOOK_FILES + 50 {
        built.storage(format!("/__attach_version1.0_#{n:08X}"));
    }
    let (report, draft) = read("many.msg", &built.bytes()).unwrap();
    assert_eq!(draft.to.len(), limits::RECIPIENTS);
    assert_eq!(draft.attachments.len(), limits::OUTLOOK_FILES);
    let said = "it has too many files: some are not read";
    assert!(report.problems.iter().any(|p| p.why == said));
    let more = |p: &Problem| p.why.contains("more than 10,000 people");
    assert!(report.problems.iter().any(more), "{:?}", report.problems);
}

/// References that unpack to eight times as much, and say to be 4 GB.
#[test]
fn formatted_text_that_swells_is_cut_off_and_said() {
    grows_with([4 << 13, 4 << 16], |references| {
        let mut packed = Vec::new();
        for _ in 0..references {
            packed.push(0xFF);
            packed.extend([0, 0x0F].repeat(8));
        }
        let mut rtf = (u32::try_from(packed.len()).unwrap() + 12)
            .to_le_bytes()
            .to_vec();
        rtf.extend(u32::MAX.to_le_bytes());
        rtf.extend(b"LZFu\0\0\0\0");
        rtf.extend(packed);
        let mut built = Built::new();
        built.stream("/__substg1.0_10090102", &rtf);
        let (report, draft) = read("swells.msg", &built.bytes()).unwrap();
        assert_eq!(draft.words.as_deref(), Some("Words."));
        let over = |p: &Problem| p.why.contains("over the limit");
        assert!(report.problems.iter().any(over), "{:?}", report.problems);
    });
}

#[test]
fn a_winmail_of_a_hundred_thousand_pieces_ends() {
    let mut packed = b"\x78\x9F\x3E\x22\x01\x00".to_vec();
    for _ in 0..100_000 {
        packed.extend(b"\x02\x02\x90\x06\x00\x00\x00\x00\x00\x00\x00");
    }
    let head = "From: ned@harrow.example\nDate: x\nContent-Type: application/ms-tnef\nContent-Transfer-Encoding: binary\n\n";
    let whole = [head.as_bytes(), &packed].concat();
    let (report, draft) = read("many.eml", &whole).unwrap();
    assert_eq!(draft.attachments.len(), 1);
    let said = report.problems.iter().any(|p| p.why.contains("too many"));
    assert!(said, "{:?}", report.problems);
}

#[test]
fn views_show_who_when_and_what() {
    let whole = corpus("msg/f115-headers.msg");
    let text = mail_as_text(&whole);
    for line in [
        "From: Ned Harrow <ned@harrow.example>",
        "Carol <carol@wren.example>",
        "Date: Tue, 04 Mar 2025 10:00:00 +0000",
        "Subject: hello",
        "\n\nHello.",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    let text = mail_as_text(&corpus("msg/f115-no-headers.msg"));
    assert!(
        text.contains("Date: Tue, 04 Mar 2025 10:00:00 +0000"),
        "{text}"
    );
    let seen = mail_seen(&corpus("msg/f114-html-and-rtf.msg")).unwrap();
    assert_eq!(seen.plain, None);
    assert!(seen.html.unwrap().contains("<b>words</b>"));
    let seen = mail_seen(&corpus("msg/f115-message-inside.msg")).unwrap();
    assert_eq!(seen.plain.as_deref(), Some("Hello."));
    let files = ("Attached", "about Ada.msg\nknee.jpg".to_owned());
    assert!(seen.heads.contains(&files), "{:?}", seen.heads);
    let office = corpus("msg/f117-old-office.doc");
    assert!(mail_as_text(&office).starts_with("[It cannot be shown"));
    assert_eq!(mail_seen(&office), None);
    let seen = mail_seen(&corpus("mail/f17-html.eml")).unwrap();
    assert!(seen.html.unwrap().contains("<b>in</b>"));
}

/// Bytes changed where they stand: what is moved seldom leaves a compound file that opens.
#[test]
fn files_with_bytes_changed_in_place_are_answered() {
    let whole: Vec<(String, Vec<u8>)> = files("msg")
        .into_iter()
        .chain(
            files("mail")
                .into_iter()
                .filter(|p| p.to_string_lossy().contains("f17-")),
        )
        .map(|p| (p.to_string_lossy().into_owned(), std::fs::read(p).unwrap()))
        .filter(|(_, bytes)| !bytes.is_empty())
        .collect();
    assert!(whole.len() > 60);
    let rounds = std::env::var("STANDFAST_MUTATIONS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1_500);
    let mut dice = 0x5EED_2026_u64;
    let mut roll = |below: usize| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        (dice % below as u64) as usize
    };
    let mut answered = 0;
    for _ in 0..rounds {
        let (name, bytes) = &whole[roll(whole.len())];
        let mut bytes = bytes.clone();
        for _ in 0..=roll(4) {
            let at = roll(bytes.len());
            bytes[at] = match roll(4) {
                0 => 0xFF,
                1 => 0,
                2 => bytes[at].wrapping_add(1),
                _ => roll(256) as u8,
            };
        }
        if let Ok((_, draft)) = read(name, &bytes) {
            assert_eq!(draft.own_bytes, bytes);
            answered += 1;
        }
        let _ = (mail_as_text(&bytes), mail_seen(&bytes));
    }
    assert!(answered > rounds / 4, "only {answered} could be read");
}
