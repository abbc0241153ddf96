//! What files claim of themselves: every trap of the corpus, and files that mean harm.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fmt::Write as _;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use proptest::prelude::*;
use standfast_intake::{ClaimedTime, Dated, dated};

const ZONE: &str = "Europe/London";

fn now() -> jiff::Timestamp {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

fn of(name: &str, bytes: &[u8]) -> Dated {
    dated(&mut Cursor::new(bytes), name, now()).unwrap()
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/corpus/dated")
        .join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    assert!(files.len() > 10);
    files
}

fn told(name: &str, found: &Dated) -> String {
    let zone = TimeZone::get(ZONE).unwrap();
    let mut page = format!("{name}\n");
    for claim in &found.claims {
        let occurred = claim.read_in(&zone, ZONE);
        let utc = occurred.from.map_or("none".to_owned(), |t| t.to_string());
        writeln!(
            page,
            "  {} [{}, {}] {utc} {}",
            claim.words(&zone, ZONE),
            claim.stands,
            claim.basis.as_str(),
            occurred.precision.as_str()
        )
        .unwrap();
        for doubt in &claim.doubts {
            writeln!(page, "    doubt: {doubt}").unwrap();
        }
    }
    if found.claims.is_empty() {
        page.push_str("  no date\n");
    }
    if found.holds_place {
        page.push_str("  holds a place\n");
    }
    for note in &found.notes {
        writeln!(page, "  note: {note}").unwrap();
    }
    page
}

#[test]
fn every_trap_has_its_claims() {
    let mut pages = String::new();
    for path in files("") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        pages.push_str(&told(&name, &of(&name, &std::fs::read(&path).unwrap())));
    }
    insta::assert_snapshot!("dated", pages);
}

#[test]
fn names_say_what_they_say() {
    let mut pages = String::new();
    for path in files("names") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        pages.push_str(&told(&name, &of(name.strip_prefix("f101 ").unwrap(), b"x")));
    }
    insta::assert_snapshot!("names", pages);
}

#[test]
fn a_time_without_a_zone_stays_one() {
    let path = files("")
        .into_iter()
        .find(|p| p.ends_with("f97-local.jpg"))
        .unwrap();
    let found = of("f97-local.jpg", &std::fs::read(path).unwrap());
    assert!(!found.claims[0].zone_known());
    let zone = TimeZone::get("America/New_York").unwrap();
    let there = found.claims[0].read_in(&zone, "America/New_York");
    assert_eq!(there.text, "14 Feb 2014, 10:30:00");
    assert_eq!(there.from.unwrap().to_string(), "2014-02-14T15:30:00Z");
    assert!(
        there
            .doubt
            .unwrap()
            .contains("names no time zone; read in America/New_York")
    );
    assert!(matches!(found.claims[0].time, ClaimedTime::Time(_)));
}

/// A film of this size whose content is made up while it is read.
struct Endless {
    at: u64,
    size: u64,
    read: u64,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = usize::try_from(self.size - self.at.min(self.size)).unwrap();
        let most = buffer.len().min(left);
        for (byte, at) in buffer[..most].iter_mut().zip(self.at..) {
            *byte = b"%PDF-1.4 "[usize::try_from(at % 9).unwrap()];
        }
        self.at += most as u64;
        self.read += most as u64;
        Ok(most)
    }
}

impl Seek for Endless {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(by) => self.size.checked_add_signed(by).unwrap(),
            SeekFrom::Current(by) => self.at.checked_add_signed(by).unwrap(),
        };
        Ok(self.at)
    }
}

#[test]
fn of_a_giant_only_so_much_is_looked_at_and_that_is_said() {
    let mut giant = Endless {
        at: 0,
        size: 20 << 30,
        read: 0,
    };
    let found = dated(&mut giant, "scan.pdf", now()).unwrap();
    assert!(giant.read < 40 << 20, "{}", giant.read);
    assert!(
        found.notes.iter().any(|n| n.contains("so large")),
        "{found:?}"
    );
}

#[test]
fn a_file_that_cannot_be_read_is_an_error() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the card was pulled out"))
        }
    }
    impl Seek for Broken {
        fn seek(&mut self, _: SeekFrom) -> std::io::Result<u64> {
            Ok(0)
        }
    }
    assert!(dated(&mut Broken, "a.jpg", now()).is_err());
}

#[test]
fn files_cut_off_anywhere_are_answered() {
    for path in files("") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        for end in 0..bytes.len() {
            of(&name, &bytes[..end]);
        }
    }
}

#[test]
fn broken_files_are_answered() {
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut roll = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below.max(1) as u64).unwrap()
    };
    for path in files("") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let whole = std::fs::read(&path).unwrap();
        for _ in 0..200 {
            let mut bytes = whole.clone();
            for _ in 0..=roll(6) {
                let (at, value) = (roll(bytes.len()), u8::try_from(roll(256)).unwrap());
                bytes[at] = [value, 0, 0xff, 0x7f][roll(4)];
            }
            of(&name, &bytes);
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_and_any_name_are_answered(
        start in prop::sample::select(vec![&b"\xff\xd8\xff\xe1"[..], b"II*\0", b"MM\0*", b"\0\0\0\x18ftypmp42", b"\0\0\0\x18ftypheic", b"%PDF-", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP", b""]),
        rest in prop::collection::vec(any::<u8>(), 0..600),
        name in "(\\PC|[0-9]){0,40}",
    ) {
        of(&name, &[start, &rest].concat());
    }
}
