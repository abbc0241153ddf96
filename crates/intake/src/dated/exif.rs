//! Pictures: the fields of EXIF (CIPA DC-008) that hold dates, and what stands round a JPEG.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use exif::{Exif, In, Rational, Tag, Value};
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp, tz};
use standfast_model::draft::{Basis, DraftTime};

use super::{Bounded, Claim, ClaimedTime, Dated};
use crate::limits;

/// Zones stand a quarter of an hour apart.
const QUARTER: i64 = 15 * 60;
/// No zone is further from UTC.
const FURTHEST: i64 = 14 * 3_600;

pub(super) fn read<R: Read + Seek>(file: &mut Bounded<'_, R>, found: &mut Dated) {
    let mut reader = exif::Reader::new();
    reader.continue_on_error(true);
    let exif = match reader.read_from_container(&mut BufReader::new(file)) {
        Ok(exif) => exif,
        Err(error) => match error.distill_partial_result(|_| {}) {
            Ok(exif) => {
                found
                    .note("what its camera wrote into it is damaged; what could be read of it was");
                exif
            }
            // Most pictures without it say so in this way too.
            Err(_) => return,
        },
    };
    found.holds_place = holds_place(&exif);
    let satellite = satellite_time(&exif);
    let taken = claim(
        &exif,
        (Tag::DateTimeOriginal, Tag::OffsetTimeOriginal),
        "EXIF DateTimeOriginal",
        ("taken", "says the camera"),
        satellite,
    );
    let offset_used = taken.as_ref().is_some_and(Claim::zone_known);
    let had_taken = taken.is_some();
    found.claims.extend(taken);
    let digitised = claim(
        &exif,
        (Tag::DateTimeDigitized, Tag::OffsetTimeDigitized),
        "EXIF DateTimeDigitized",
        ("made into a file", "says the camera or scanner"),
        None,
    );
    let new = |claim: &Claim| found.claims.iter().all(|c| wall(c) != wall(claim));
    let digitised: Option<Claim> = digitised.filter(new);
    found.claims.extend(digitised);
    if let Some(at) = satellite.filter(|_| !offset_used) {
        found.claims.push(Claim {
            time: ClaimedTime::instant(at, None, Basis::Device),
            basis: Basis::Device,
            stands: "EXIF GPSDateStamp, GPSTimeStamp",
            said: ("taken", "says the satellite time in it"),
            doubts: vec!["the last satellite time that the camera knew; it may be older"],
        });
    }
    let changed = claim(
        &exif,
        (Tag::DateTime, Tag::OffsetTime),
        "EXIF DateTime",
        ("last saved", "says the program that saved it"),
        None,
    );
    let new = |claim: &Claim| !had_taken || found.claims.iter().all(|c| wall(c) != wall(claim));
    let changed: Option<Claim> = changed.filter(new);
    found.claims.extend(changed);
}

/// The wall time of a claim, where it has one beside its zone or instead.
fn wall(claim: &Claim) -> Option<DateTime> {
    match &claim.time {
        ClaimedTime::Time(DraftTime::Local { wall, .. }) => Some(*wall),
        ClaimedTime::Time(DraftTime::Instant { at, offset, .. }) => {
            offset.map(|offset| offset.to_datetime(*at))
        }
        _ => None,
    }
}

/// A date with the offset that belongs to it: one field's offset says nothing of another's time.
fn claim(
    exif: &Exif,
    (date, offset): (Tag, Tag),
    stands: &'static str,
    said: (&'static str, &'static str),
    satellite: Option<Timestamp>,
) -> Option<Claim> {
    let wall = date_time(&text(exif, date)?)?;
    let mut doubts = Vec::new();
    let told = text(exif, offset).and_then(|t| offset_of(&t));
    let offset = told.or_else(|| {
        let derived = derived_offset(wall, satellite?)?;
        doubts
            .push("its zone is worked out from the satellite time in it, to a quarter of an hour");
        Some(derived)
    });
    let time = match offset.and_then(|o| Some((o.to_timestamp(wall).ok()?, o))) {
        Some((at, offset)) => ClaimedTime::instant(at, Some(offset), Basis::Device),
        None => ClaimedTime::local(wall, Basis::Device),
    };
    Some(Claim {
        time,
        basis: Basis::Device,
        stands,
        said,
        doubts,
    })
}

fn text(exif: &Exif, tag: Tag) -> Option<String> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(lines) => Some(String::from_utf8_lossy(lines.first()?).trim().to_owned()),
        _ => None,
    }
}

/// `2014:02:14 10:30:00`; zeros and blanks are "not known" (CIPA DC-008 4.6.5).
fn date_time(text: &str) -> Option<DateTime> {
    let digits = text.get(..19)?;
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i8>().ok();
    let year = digits.get(..4)?.parse::<i16>().ok().filter(|y| *y > 0)?;
    let separators = [4, 7, 10, 13, 16].map(|at| digits.as_bytes().get(at).copied());
    let whole = separators
        .iter()
        .all(|s| matches!(s, Some(b':' | b'-' | b' ' | b'/' | b'T')));
    if !whole {
        return None;
    }
    Date::new(year, part(5, 7)?, part(8, 10)?)
        .ok()
        .and_then(|day| {
            // A leap second is told as the second before.
            let second = part(17, 19)?.min(59);
            let time = jiff::civil::Time::new(part(11, 13)?, part(14, 16)?, second, 0).ok()?;
            Some(day.to_datetime(time))
        })
}

/// `+01:00`, `-05:30`, `Z`.
fn offset_of(text: &str) -> Option<Offset> {
    if text == "Z" {
        return Some(Offset::UTC);
    }
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':')?;
    let seconds = hours.parse::<i32>().ok()?.checked_mul(3_600)?
        + minutes
            .parse::<i32>()
            .ok()
            .filter(|m| (0..60).contains(m))?
            * 60;
    (0..=14 * 3_600)
        .contains(&seconds)
        .then(|| Offset::from_seconds(sign * seconds).ok())
        .flatten()
}

/// How far the camera's clock stood from the satellites', to a quarter of an hour.
fn derived_offset(wall: DateTime, satellite: Timestamp) -> Option<Offset> {
    let local = tz::TimeZone::UTC.to_timestamp(wall).ok()?;
    let apart = local.as_second() - satellite.as_second();
    let rounded = (apart + QUARTER / 2).div_euclid(QUARTER) * QUARTER;
    // A satellite time of long before belongs to another moment.
    let near = (apart - rounded).abs() <= 300 && rounded.abs() <= FURTHEST;
    Offset::from_seconds(i32::try_from(rounded).ok().filter(|_| near)?).ok()
}

/// The satellite time, which is UTC.
fn satellite_time(exif: &Exif) -> Option<Timestamp> {
    let day = text(exif, Tag::GPSDateStamp)?;
    let day = date_time(&format!("{day} 00:00:00"))?;
    let Value::Rational(time) = &exif.get_field(Tag::GPSTimeStamp, In::PRIMARY)?.value else {
        return None;
    };
    let [hour, minute, second] = time.as_slice() else {
        return None;
    };
    let seconds = number(hour)? * 3_600.0 + number(minute)? * 60.0 + number(second)?;
    if !(0.0..86_401.0).contains(&seconds) {
        return None;
    }
    let start = tz::TimeZone::UTC.to_timestamp(day).ok()?;
    start
        .checked_add(SignedDuration::try_from_secs_f64(seconds.floor()).ok()?)
        .ok()
}

fn number(rational: &Rational) -> Option<f64> {
    (rational.denom != 0).then(|| f64::from(rational.num) / f64::from(rational.denom))
}

/// Whether it holds a place that can be one: 0/0, 0,0 and a latitude of 91 are none.
fn holds_place(exif: &Exif) -> bool {
    let degrees = |tag| -> Option<f64> {
        let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else {
            return None;
        };
        let mut sum = 0.0;
        for (part, size) in parts.iter().zip([1.0, 60.0, 3_600.0]) {
            sum += number(part)? / size;
        }
        (!parts.is_empty()).then_some(sum)
    };
    match (degrees(Tag::GPSLatitude), degrees(Tag::GPSLongitude)) {
        (Some(lat), Some(lon)) => {
            lat.abs() <= 90.0 && lon.abs() <= 180.0 && (lat != 0.0 || lon != 0.0)
        }
        _ => false,
    }
}

/// Two blocks of EXIF before a JPEG's picture, and what stands behind it.
pub(super) fn around_the_picture<R: Read + Seek>(
    file: &mut R,
    found: &mut Dated,
) -> io::Result<()> {
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.by_ref()
        .take(limits::JPEG_HEAD)
        .read_to_end(&mut head)?;
    if exif_blocks(&head) > 1 {
        found.note("it has more than one block of what cameras write; the first is read");
    }
    let mut end = Vec::new();
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(limits::JPEG_END)))?;
    file.by_ref().take(limits::JPEG_END).read_to_end(&mut end)?;
    let written = end.len() - end.iter().rev().take_while(|b| **b == 0).count();
    if !end
        .get(..written)
        .unwrap_or_default()
        .ends_with(b"\xff\xd9")
    {
        found.note("the picture is cut off, or something else stands behind it in the file");
    }
    Ok(())
}

/// Segments of a JPEG before its picture (ITU-T T.81 B.1.1) that hold EXIF.
fn exif_blocks(head: &[u8]) -> usize {
    let mut at = 2;
    let mut blocks = 0;
    while let Some([0xff, marker, high, low]) = head.get(at..at + 4) {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        if *marker == 0xda || length < 2 {
            break;
        }
        let begins = head.get(at + 4..).unwrap_or_default();
        blocks += usize::from(*marker == 0xe1 && begins.starts_with(b"Exif\0"));
        at += 2 + length;
    }
    blocks
}
