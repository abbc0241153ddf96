//! Dates as mail programs write them.
//!
//! RFC 5322 3.3 and 4.3 (years of two and three digits, named zones), RFC 4155 (`From ` lines),
//! and what is met besides: `ctime` order, an offset before the year or twice, words after it,
//! twelve-hour clocks. A zone that no standard defines is never guessed: the wall time stands.

use jiff::tz::Offset;
use jiff::{Timestamp, civil};

/// A date that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Date {
    /// As written.
    pub(crate) wall: civil::DateTime,
    /// Where it was said, and can be right.
    pub(crate) offset: Option<Offset>,
    /// Whether seconds were said.
    pub(crate) seconds: bool,
    /// A zone or an offset was said that is none.
    pub(crate) zone_unknown: bool,
    /// Words that belong to no date.
    pub(crate) words: usize,
}

impl Date {
    /// Of a program that counts seconds.
    pub(crate) fn at(instant: Timestamp) -> Self {
        Date {
            wall: Offset::UTC.to_datetime(instant),
            offset: Some(Offset::UTC),
            seconds: true,
            zone_unknown: false,
            words: 0,
        }
    }

    /// The instant, where an offset was said.
    pub(crate) fn instant(&self) -> Option<Timestamp> {
        self.offset?.to_timestamp(self.wall).ok()
    }
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// RFC 5322 4.3. What is not here has no meaning that two programs agree on.
const ZONES: &[(&str, i8)] = &[
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("z", 0),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
];

/// The longest date that is looked at, in bytes.
const LONGEST: usize = 200;

/// Reads a date; `None` where it is none, or says a day or hour that no calendar has.
pub(crate) fn read(value: &[u8]) -> Option<Date> {
    let value = value.get(..value.len().min(LONGEST))?;
    let text = without_comments(&String::from_utf8_lossy(value));
    let mut parts = Parts::default();
    for word in text.split([' ', '\t', '\r', '\n', ',', '\u{a0}', '\u{202f}']) {
        if !word.is_empty() {
            parts.word(word)?;
        }
    }
    parts.date()
}

fn without_comments(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .map(|c| match c {
            '(' => {
                depth += 1;
                ' '
            }
            ')' => {
                depth = depth.saturating_sub(1);
                ' '
            }
            c if depth == 0 => c,
            _ => ' ',
        })
        .collect()
}

#[derive(Default)]
struct Parts {
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
    clock: Option<(i8, i8, Option<i8>)>,
    afternoon: Option<bool>,
    offset: Option<Offset>,
    zone_unknown: bool,
    words: usize,
}

impl Parts {
    /// Takes one word; `None` where it makes the whole impossible.
    fn word(&mut self, word: &str) -> Option<()> {
        let lower = word.to_ascii_lowercase();
        if let Some(digits) = lower.strip_prefix(['+', '-']) {
            if self.offset.is_none() && self.clock.is_some() {
                self.offset = offset(digits, word.starts_with('-'));
                self.zone_unknown |= self.offset.is_none();
            }
        } else if word.contains(':') {
            if self.clock.is_none() {
                self.clock = Some(clock(word)?);
            }
        } else if word.bytes().all(|b| b.is_ascii_digit()) {
            self.number(word)?;
        } else if word.bytes().filter(|b| *b == b'-').count() == 2 {
            // 2-Apr-2014
            for piece in word.split('-') {
                self.word(piece)?;
            }
        } else if let Some(month) = named(&MONTHS, &lower) {
            if self.month.is_none() {
                self.month = Some(month);
            }
        } else if named(&DAYS, &lower).is_some() {
            // The day of the week adds nothing.
        } else if let "am" | "pm" = lower.as_str() {
            self.afternoon = Some(lower == "pm");
        } else if let Some((_, hours)) = ZONES.iter().find(|(name, _)| *name == lower) {
            self.offset = self.offset.or(Offset::from_hours(*hours).ok());
        } else if self.clock.is_some() && word.bytes().all(|b| b.is_ascii_alphanumeric()) {
            self.zone_unknown |= self.offset.is_none();
            self.words += 1;
        } else {
            self.words += 1;
        }
        Some(())
    }

    fn number(&mut self, word: &str) -> Option<()> {
        let number: i16 = word.parse().ok()?;
        if self.day.is_none() && word.len() <= 2 {
            self.day = Some(i8::try_from(number).ok()?);
        } else if self.year.is_none() {
            self.year = Some(match (word.len(), number) {
                (1 | 2, 0..=49) => 2000 + number,
                (1 | 2, _) | (3, _) => 1900 + number,
                _ => number,
            });
        }
        Some(())
    }

    fn date(self) -> Option<Date> {
        let (hour, minute, second) = self.clock?;
        let hour = match self.afternoon {
            None => hour,
            Some(_) if !(1..=12).contains(&hour) => return None,
            Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
        };
        // A leap second is told as the second before it.
        let said = second.unwrap_or(0).min(59);
        let wall =
            civil::DateTime::new(self.year?, self.month?, self.day?, hour, minute, said, 0).ok()?;
        Some(Date {
            wall,
            offset: self.offset,
            seconds: second.is_some(),
            zone_unknown: self.zone_unknown && self.offset.is_none(),
            words: self.words,
        })
    }
}

fn named<const N: usize>(names: &[&str; N], word: &str) -> Option<i8> {
    let start = word.get(..3)?;
    let letters = word
        .trim_end_matches('.')
        .bytes()
        .all(|b| b.is_ascii_alphabetic());
    let full = word.len() <= 9 && letters;
    names
        .iter()
        .position(|n| full && *n == start)
        .and_then(|i| i8::try_from(i + 1).ok())
}

fn clock(word: &str) -> Option<(i8, i8, Option<i8>)> {
    let mut pieces = word.split(':');
    let hour = pieces.next()?.parse().ok()?;
    let minute = pieces.next()?.parse().ok()?;
    let second = match pieces.next() {
        None => None,
        Some(s) => Some(s.split('.').next()?.parse().ok()?),
    };
    let right = (0..24).contains(&hour) && (0..60).contains(&minute);
    (right && second.is_none_or(|s| (0..=60).contains(&s)) && pieces.next().is_none())
        .then_some((hour, minute, second))
}

/// Four digits, or two with a colon between; at most fourteen hours.
fn offset(digits: &str, west: bool) -> Option<Offset> {
    let digits: String = digits.chars().filter(|c| *c != ':').collect();
    let number: i32 = if digits.len() == 4 {
        digits.parse().ok()?
    } else {
        return None;
    };
    let (hours, minutes) = (number / 100, number % 100);
    let seconds = hours * 3600 + minutes * 60;
    let right = minutes < 60 && seconds <= 14 * 3600;
    right.then(|| Offset::from_seconds(if west { -seconds } else { seconds }).ok())?
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::read;

    #[test]
    fn dates_that_are_met() {
        for (text, expected) in [
            ("Tue, 04 Mar 2025 23:30:00 -0500", "2025-03-05T04:30:00Z"),
            ("Tue, 4 Mar 97 23:30:00 +0000", "1997-03-04T23:30:00Z"),
            ("Tue, 4 Mar 10 23:30:00 GMT", "2010-03-04T23:30:00Z"),
            ("Tue, 4 Mar 125 23:30:00 UT", "2025-03-04T23:30:00Z"),
            (
                "Wed, 5 Mar 2014 05:27:02 +0100 +0100",
                "2014-03-05T04:27:02Z",
            ),
            ("Wed, 05 Mar 2014 05:27 EST", "2014-03-05T10:27:00Z"),
            ("Fri Sep 16 22:26:51 +0000 2016", "2016-09-16T22:26:51Z"),
            (
                "Tue, 3 Feb 2026 09:12:30 +0000 (GMT)",
                "2026-02-03T09:12:30Z",
            ),
            ("3 Feb 2026 09:12:60 +05:30", "2026-02-03T03:42:59Z"),
        ] {
            assert_eq!(
                read(text.as_bytes())
                    .unwrap()
                    .instant()
                    .unwrap()
                    .to_string(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn wall_times_get_no_zone() {
        for (text, expected, unknown) in [
            ("Tue Jul 24 18:55:07 2007", "2007-07-24T18:55:07", false),
            ("2 Apr 2014 10:27:40", "2014-04-02T10:27:40", false),
            (
                "Fri, 28 May 2010 10:43:37 (GMT)",
                "2010-05-28T10:43:37",
                false,
            ),
            (
                "Tuesday 02 March 2010 04:02:33 PM",
                "2010-03-02T16:02:33",
                false,
            ),
            (
                "Tue, 04 Mar 2025 23:30:00 EST5EDT",
                "2025-03-04T23:30:00",
                true,
            ),
            (
                "Tue, 04 Mar 2025 23:30:00 +9900",
                "2025-03-04T23:30:00",
                true,
            ),
            ("2-Apr-2014 12:05:00 AM", "2014-04-02T00:05:00", false),
        ] {
            let date = read(text.as_bytes()).unwrap();
            assert_eq!(
                (
                    date.instant(),
                    date.wall.to_string().as_str(),
                    date.zone_unknown
                ),
                (None, expected, unknown),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "Tue, 37 Feb 2026 25:61:00 +9900",
            "30 Feb 2026 10:00:00 +0000",
            "yesterday",
            "10:00",
            "13 13 13 PM 13:00 Jan",
        ] {
            assert_eq!(read(text.as_bytes()), None, "{text}");
        }
    }
}
