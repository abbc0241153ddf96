//! The dates of pages, as the sites write them in the language of the account.
//!
//! `Sep 13, 2020, 12:26 PM`, `19 Oct 2019, 14:37`, `2013. július 16., 21:18`, `2020年9月13日 12:26`.
//! A text is a date only if all of it is one: a year in full or three numbers, a month, a day, a
//! clock, and between them nothing but the small words that stand there. What is not decided (is
//! it the third of April or the fourth of March? which month is `listopad`?) is said to be so.

mod found;
mod languages;
mod months;
mod parts;
#[cfg(test)]
mod tests;

use jiff::civil;
use jiff::tz::Offset;

use crate::reader::DateOrder;
use found::Found;
pub(crate) use languages::Languages;
use parts::{Part, parts, points_as_clock};

/// A date that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Date {
    /// Day and month are certain.
    At {
        wall: civil::DateTime,
        seconds: bool,
        /// `UTC+01`, where it stands there.
        offset: Option<Offset>,
    },
    /// Two numbers, of which either may be the month.
    Numbers {
        first: i8,
        second: i8,
        year: i16,
        time: civil::Time,
        seconds: bool,
    },
    /// The word for the month is two months, in two languages.
    Unclear,
}

impl Date {
    /// Its time; `order` decides where only that does. `None` where nothing does, and where no
    /// calendar has the day.
    pub(crate) fn read_as(
        self,
        order: Option<DateOrder>,
    ) -> Option<(civil::DateTime, bool, Option<Offset>)> {
        match self {
            Date::At {
                wall,
                seconds,
                offset,
            } => Some((wall, seconds, offset)),
            Date::Numbers {
                first,
                second,
                year,
                time,
                seconds,
            } => {
                let (day, month) = match order? {
                    DateOrder::Mdy => (second, first),
                    DateOrder::Dmy | DateOrder::Ymd => (first, second),
                };
                let date = civil::Date::new(year, month, day).ok()?;
                Some((date.to_datetime(time), seconds, None))
            }
            Date::Unclear => None,
        }
    }
}

/// Reads a text that is a date and nothing else.
pub(crate) fn read(text: &str, languages: Languages) -> Option<Date> {
    let mut found = Found::default();
    let parts = points_as_clock(parts(text)?);
    for (i, part) in parts.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| parts.get(i));
        found.part(part, before, parts.get(i + 1), languages)?;
    }
    found.date()
}

/// Of a date in numbers that is certain by itself, whether its day stands first: what decides the
/// others of its page.
pub(in crate::meta) fn decides(text: &str) -> Option<DateOrder> {
    let parts = parts(text)?;
    let numbers: Vec<u32> = parts
        .iter()
        .filter_map(|p| match p {
            Part::Number(n, _) => Some(*n),
            _ => None,
        })
        .collect();
    let in_numbers = parts.contains(&Part::Sign('/')) || parts.contains(&Part::Sign('-'));
    read(text, Languages::ALL)?;
    match numbers.as_slice() {
        [13..=31, 1..=12, _] if in_numbers => Some(DateOrder::Dmy),
        [1..=12, 13..=31, _] if in_numbers => Some(DateOrder::Mdy),
        _ => None,
    }
}
