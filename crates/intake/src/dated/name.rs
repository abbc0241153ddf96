//! Dates in names of files, as telephones and programs write them.
//!
//! The name is all there is once a messenger took the picture's own data away; it says the day
//! that something was saved or sent, and anybody can change it.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use standfast_model::draft::{Basis, DraftTime};

use super::{Claim, ClaimedTime};

pub(super) fn read(name: &str) -> Option<Claim> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let (day, time) = find(stem)?;
    let lower = stem.to_lowercase();
    let mut doubts = vec!["a name can be changed by anybody"];
    if lower.contains("screenshot")
        || lower.contains("screen shot")
        || lower.contains("bildschirmfoto")
    {
        doubts.push("it is when the screen was pictured, not when what it shows was written");
    }
    if lower.contains("-wa") || lower.contains("whatsapp") {
        doubts.push("it is when WhatsApp saved it, not when it was taken");
    }
    let time = match time {
        None => ClaimedTime::Day(day),
        // These telephones name in world time.
        Some(time) if stem.starts_with("PXL_") => {
            let wall = day.to_datetime(time);
            match TimeZone::UTC.to_timestamp(wall) {
                Ok(at) => ClaimedTime::instant(at, None, Basis::FileName),
                Err(_) => ClaimedTime::local(wall, Basis::FileName),
            }
        }
        Some(time) => ClaimedTime::Time(local(day.to_datetime(time))),
    };
    Some(Claim {
        time,
        basis: Basis::FileName,
        stands: "file name",
        said: ("named", "says the file's name"),
        doubts,
    })
}

fn local(wall: DateTime) -> DraftTime {
    DraftTime::Local {
        wall,
        seconds: true,
        basis: Basis::FileName,
    }
}

/// The first day in a name that can be one, year first, and the time behind it.
fn find(stem: &str) -> Option<(Date, Option<Time>)> {
    let bytes = stem.as_bytes();
    (0..bytes.len()).find_map(|at| {
        let joined = at
            .checked_sub(1)
            .and_then(|before| bytes.get(before))
            .is_some_and(u8::is_ascii_digit);
        if joined {
            return None;
        }
        let rest = bytes.get(at..)?;
        let (day, behind) = day(rest)?;
        Some((day, clock(behind)))
    })
}

/// `20240105`, `2024-01-05`, `2024_01_05`, `2024.01.05`; the same between each.
fn day(bytes: &[u8]) -> Option<(Date, &[u8])> {
    let (year, rest) = digits(bytes, 4)?;
    let separator = rest.first().copied().filter(|b| b"-_.".contains(b));
    let rest = skip(rest, separator)?;
    let (month, rest) = digits(rest, 2)?;
    let rest = skip(rest, separator)?;
    let (day, rest) = digits(rest, 2)?;
    let day = Date::new(
        i16::try_from(year)
            .ok()
            .filter(|y| (1990..2100).contains(y))?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()?;
    Some((day, rest))
}

/// ` at 23.15.02`, `_231502`, `-23-15-02`, `T23:15:02`; with thousandths behind it or not.
fn clock(bytes: &[u8]) -> Option<Time> {
    let rest = [&b" at "[..], b", ", b"_", b"-", b" ", b"T", b"."]
        .iter()
        .find_map(|between| bytes.strip_prefix(*between))?;
    let (hour, rest) = digits(rest, 2)?;
    let separator = rest.first().copied().filter(|b| b"-_.:".contains(b));
    let rest = skip(rest, separator)?;
    let (minute, rest) = digits(rest, 2)?;
    let rest = skip(rest, separator)?;
    let (second, rest) = digits(rest, 2)?;
    let more = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    if separator.is_none() && !matches!(more, 0 | 3) {
        return None;
    }
    let part = |n: u32| i8::try_from(n).ok();
    Time::new(part(hour)?, part(minute)?, part(second)?, 0).ok()
}

fn skip(bytes: &[u8], separator: Option<u8>) -> Option<&[u8]> {
    match separator {
        None => Some(bytes),
        Some(separator) => bytes
            .split_first()
            .filter(|(b, _)| **b == separator)
            .map(|(_, r)| r),
    }
}

fn digits(bytes: &[u8], count: usize) -> Option<(u32, &[u8])> {
    let (number, rest) = bytes.split_at_checked(count)?;
    let all = number.iter().all(u8::is_ascii_digit);
    let number = number
        .iter()
        .fold(0, |n, b| n * 10 + u32::from(b.saturating_sub(b'0')));
    all.then_some((number, rest))
}
