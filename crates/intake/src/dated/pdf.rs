//! PDF: the dates of its makers, found by looking for their names (ISO 32000-1 7.9.4, 14.3).
//!
//! The file is not opened as a document: nothing in it can be run, and what it could do is said.
//! Dates inside packed parts are not found.

use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::Offset;
use memchr::memmem::{self, Finder};
use standfast_model::draft::Basis;

use super::{Bounded, Claim, ClaimedTime, Dated};
use crate::limits;

/// Bytes that are looked at together.
const PART: usize = 1 << 20;
/// A date with its name fits in so many.
const OVERLAP: usize = 256;
/// Dates that are kept of each name.
const MOST: usize = 5;

/// A name, where that stands, what it is the date of, and who says so.
type Name = (&'static str, &'static str, (&'static str, &'static str));
const NAMES: [Name; 4] = [
    (
        "/CreationDate",
        "PDF CreationDate",
        ("made", "says the program or scanner that made it"),
    ),
    (
        "xmp:CreateDate>",
        "PDF XMP CreateDate",
        ("made", "says the program or scanner that made it"),
    ),
    (
        "/ModDate",
        "PDF ModDate",
        ("last saved", "says the program that saved it"),
    ),
    (
        "xmp:ModifyDate>",
        "PDF XMP ModifyDate",
        ("last saved", "says the program that saved it"),
    ),
];
/// What a PDF can do or hide.
const CAN: [(&str, &str); 4] = [
    ("/Encrypt", "it is encrypted: its dates may not be readable"),
    ("/JavaScript", "it holds a script; it was not run"),
    ("/Launch", "it can ask to start a program; it was not run"),
    (
        "/EmbeddedFile",
        "it holds other files; they were not opened",
    ),
];

pub(super) fn read<R: Read + Seek>(file: &mut Bounded<'_, R>, found: &mut Dated) {
    let names = NAMES.map(|(name, ..)| Finder::new(name));
    let can = CAN.map(|(name, _)| Finder::new(name));
    let mut claims: [Vec<Claim>; 4] = Default::default();
    let Ok(length) = file.seek(SeekFrom::End(0)) else {
        return;
    };
    let half = limits::PDF_DATED / 2;
    let (start, end) = if length <= limits::PDF_DATED {
        (0..length, None)
    } else {
        found.note(super::TOO_LARGE);
        (0..half, Some(length - half..length))
    };
    for part in [Some(start), end].into_iter().flatten() {
        look(file, part, &names, &can, &mut claims, found);
    }
    let mut all: Vec<Claim> = Vec::new();
    for claim in claims.into_iter().flatten() {
        // The same date in both writings is one claim.
        if !all
            .iter()
            .any(|c| c.time == claim.time && c.said.0 == claim.said.0)
        {
            all.push(claim);
        }
    }
    found.claims.extend(all.into_iter().take(limits::CLAIMS));
}

/// Looks over one stretch of the file.
fn look<R: Read + Seek>(
    file: &mut Bounded<'_, R>,
    part: Range<u64>,
    names: &[Finder<'_>; 4],
    can: &[Finder<'_>; 4],
    claims: &mut [Vec<Claim>; 4],
    found: &mut Dated,
) {
    if file.seek(SeekFrom::Start(part.start)).is_err() {
        return;
    }
    let mut rest = file.by_ref().take(part.end - part.start);
    let mut window = Vec::new();
    loop {
        // What cannot be read is said by whoever gave the file.
        let read = rest.by_ref().take(PART as u64).read_to_end(&mut window);
        let last = !read.is_ok_and(|n| n == PART);
        for ((finder, (_, stands, said)), claims) in names.iter().zip(NAMES).zip(claims.iter_mut())
        {
            for at in finder.find_iter(&window) {
                let Some(behind) = window.get(at + finder.needle().len()..) else {
                    continue;
                };
                let value = if finder.needle().starts_with(b"/") {
                    string(behind).and_then(|s| pdf_date(&s))
                } else {
                    xmp_date(behind)
                };
                let Some(time) = value else { continue };
                if claims.len() < MOST && !claims.iter().any(|c| c.time == time) {
                    claims.push(Claim {
                        time,
                        basis: Basis::SenderClaimed,
                        stands,
                        said,
                        doubts: vec![
                            "it is the date of this file; what is on its pages may be older",
                        ],
                    });
                }
            }
        }
        for (finder, (_, note)) in can.iter().zip(CAN) {
            if finder.find(&window).is_some() {
                found.note(note);
            }
        }
        if last {
            return;
        }
        window.drain(..window.len().saturating_sub(OVERLAP));
    }
}

/// `(D:20250304…)` or `<443A…>`, as ASCII; UTF-16 with its mark too.
fn string(behind: &[u8]) -> Option<String> {
    let behind = behind.trim_ascii_start();
    let (first, rest) = behind.split_first()?;
    let bytes: Vec<u8> = match first {
        b'(' => rest
            .get(..memchr::memchr(b')', rest.get(..rest.len().min(120))?)?)?
            .to_vec(),
        b'<' => {
            let end = memchr::memchr(b'>', rest.get(..rest.len().min(240))?)?;
            let digits: Vec<u8> = rest
                .get(..end)?
                .iter()
                .copied()
                .filter(|b| !b.is_ascii_whitespace())
                .collect();
            hex::decode(digits).ok()?
        }
        _ => return None,
    };
    let plain = bytes
        .into_iter()
        .filter(|b| b.is_ascii() && *b != 0)
        .map(char::from);
    Some(plain.collect())
}

/// `D:20250304233000-05'00'`, cut off behind any part.
fn pdf_date(text: &str) -> Option<ClaimedTime> {
    let text = text.trim();
    let text = text.strip_prefix("D:").unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, zone) = text.split_at_checked(digits)?;
    let part = |from: usize, to: usize| number.get(from..to)?.parse::<i8>().ok();
    let year = number.get(..4)?.parse::<i16>().ok()?;
    let day = Date::new(year, part(4, 6)?, part(6, 8)?).ok()?;
    if digits < 10 {
        return Some(ClaimedTime::Day(day));
    }
    let minute = part(10, 12).unwrap_or(0);
    let second = part(12, 14).unwrap_or(0).min(59);
    let wall = day.to_datetime(Time::new(part(8, 10)?, minute, second, 0).ok()?);
    Some(timed(wall, offset(zone)))
}

/// `Z`, `+01'00'`, `-05'30`, `+01`.
fn offset(text: &str) -> Option<Offset> {
    let text = text.trim();
    if text.starts_with('Z') {
        return Some(Offset::UTC);
    }
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let mut parts = rest.split(['\'', ':']);
    let hours = parts
        .next()?
        .parse::<i32>()
        .ok()
        .filter(|h| (0..=14).contains(h))?;
    let minutes = match parts.next() {
        None | Some("") => 0,
        Some(minutes) => minutes
            .parse::<i32>()
            .ok()
            .filter(|m| (0..60).contains(m))?,
    };
    Offset::from_seconds(sign * (hours * 3_600 + minutes * 60)).ok()
}

/// `2025-03-04T23:30:00-05:00<`.
fn xmp_date(behind: &[u8]) -> Option<ClaimedTime> {
    let end = memmem::find(behind.get(..behind.len().min(64))?, b"<")?;
    let text = std::str::from_utf8(behind.get(..end)?).ok()?.trim();
    let pieces = DateTimeParser::new().parse_pieces(text).ok()?;
    match pieces.time() {
        None => Some(ClaimedTime::Day(pieces.date())),
        Some(time) => Some(timed(
            pieces.date().to_datetime(time),
            pieces.to_numeric_offset(),
        )),
    }
}

fn timed(wall: DateTime, offset: Option<Offset>) -> ClaimedTime {
    match offset.and_then(|o| Some((o.to_timestamp(wall).ok()?, o))) {
        Some((at, offset)) => ClaimedTime::instant(at, Some(offset), Basis::SenderClaimed),
        None => ClaimedTime::local(wall, Basis::SenderClaimed),
    }
}
