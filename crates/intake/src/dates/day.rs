//! The day: in figures, where day and month may stand either way, or with the month's name.

use jiff::civil::{Date, Weekday};

use super::cursor::{Cursor, is_stop};
use crate::reader::DateOrder;

/// Years that are read; anything else is a slip of the finger.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// A day as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Day {
    /// `14/02/2014`, `14.2.14`, `14/2`: what is what, the whole file decides.
    Figures {
        /// The first two numbers.
        numbers: [u32; 2],
        /// The third, and how many figures it has.
        third: Option<(u32, usize)>,
    },
    /// `2014-02-14`, `14 Feb 2014`, `3rd March`.
    Known {
        /// Where it was written.
        year: Option<i16>,
        /// January is 1.
        month: i8,
        /// Of the month.
        day: i8,
    },
}

impl Day {
    /// Whether the year was written.
    pub(crate) fn has_year(&self) -> bool {
        match self {
            Day::Figures { third, .. } => third.is_some(),
            Day::Known { year, .. } => year.is_some(),
        }
    }

    /// The year, where it was written and stands last or is written in full.
    pub(super) fn year(&self, this_year: i16) -> Option<i16> {
        match *self {
            Day::Known { year, .. } => year,
            Day::Figures { third, .. } => {
                third.and_then(|(n, figures)| full_year(n, figures, this_year))
            }
        }
    }

    /// The date; `year` where none was written.
    pub(super) fn read_as(&self, order: DateOrder, year: i16, this_year: i16) -> Option<Date> {
        let (year, month, day) = match *self {
            Day::Known {
                year: written,
                month,
                day,
            } => (written.unwrap_or(year), month, day),
            Day::Figures {
                numbers: [a, b],
                third,
            } => {
                let last = |(n, figures)| full_year(n, figures, this_year);
                let (y, m, d) = match (order, third) {
                    (DateOrder::Dmy, third) => (third.map_or(Some(year), last)?, b, a),
                    (DateOrder::Mdy, third) => (third.map_or(Some(year), last)?, a, b),
                    (DateOrder::Ymd, Some((c, 1 | 2))) => (full_year(a, 2, this_year)?, b, c),
                    (DateOrder::Ymd, Some(_)) => return None,
                    (DateOrder::Ymd, None) => (year, a, b),
                };
                (y, i8::try_from(m).ok()?, i8::try_from(d).ok()?)
            }
        };
        if !YEARS.contains(&year) {
            return None;
        }
        Date::new(year, month, day).ok()
    }
}

/// `14` is 2014: this century up to next year, else the last one.
fn full_year(n: u32, figures: usize, this_year: i16) -> Option<i16> {
    let n = i16::try_from(n).ok()?;
    Some(match figures {
        4 => n,
        2 if 2000 + n > this_year + 1 => 1900 + n,
        2 => 2000 + n,
        _ => return None,
    })
}

/// Takes a day, with its weekday where that stands before it.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<(Day, Option<Weekday>)> {
    cursor.eat_one(|c| matches!(c, '[' | '('));
    let weekday = weekday(&cursor.word());
    if weekday.is_some() {
        cursor.skip_word();
        cursor.eat_one(|c| matches!(c, ',' | '.'));
        cursor.spaces();
    }
    if cursor.eat_word(&["the", "on"]) {
        cursor.spaces();
    }
    let day = if cursor.peek()?.is_ascii_digit() {
        figures(cursor)?
    } else {
        month_first(cursor)?
    };
    // The 31st of April is a date that somebody wrote, and no day.
    if let Day::Known { month, day, .. } = day {
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(())?;
    }
    Some((day, weekday))
}

fn figures(cursor: &mut Cursor<'_>) -> Option<Day> {
    let (a, long) = cursor.number(4)?;
    let between = cursor.peek().filter(|c| matches!(c, '-' | '/' | '.'));
    let numbers = between.is_some() && cursor.second().is_some_and(|c| c.is_ascii_digit());
    if long == 4 {
        let between = between.filter(|_| numbers)?;
        cursor.eat(between);
        let (month, _) = cursor.number(2)?;
        cursor.eat(between).then_some(())?;
        let (day, _) = cursor.number(2)?;
        return Some(Day::Known {
            year: Some(i16::try_from(a).ok()?).filter(|y| YEARS.contains(y)),
            month: i8::try_from(month).ok()?,
            day: i8::try_from(day).ok()?,
        })
        .filter(Day::has_year);
    }
    if !(1..=2).contains(&long) {
        return None;
    }
    if let Some(between) = between.filter(|_| numbers) {
        cursor.eat(between);
        let (b, _) = cursor.number(2)?;
        let more =
            cursor.peek() == Some(between) && cursor.second().is_some_and(|c| c.is_ascii_digit());
        let third = if more {
            cursor.eat(between);
            let third = cursor.number(4).filter(|(_, n)| matches!(n, 2 | 4))?;
            Some(third)
        } else {
            None
        };
        // "1/2 hour" and "10.30" are no days; "14/2:" and "14/2 - " are.
        let is_day = third.is_some() || (between == '/' && ends(cursor));
        let possible = (1..=31).contains(&a.max(b)) && a.min(b) >= 1 || third.is_some();
        return (is_day && possible).then_some(Day::Figures {
            numbers: [a, b],
            third,
        });
    }
    let ordinal = cursor.eat_word(&["st", "nd", "rd", "th"]);
    cursor.spaces();
    cursor.eat_word(&["of"]);
    cursor.spaces();
    let dash = cursor
        .eat_one(|c| matches!(c, '-' | '/' | '.' | ','))
        .is_some();
    cursor.spaces();
    let name = cursor.rest();
    let month = month(&cursor.word())?;
    cursor.skip_word();
    let year = year(cursor, dash);
    // "4 may have been there" is no day.
    if name.starts_with("may") && !ordinal && year.is_none() {
        return None;
    }
    Some(Day::Known {
        year,
        month,
        day: i8::try_from(a).ok()?,
    })
}

fn month_first(cursor: &mut Cursor<'_>) -> Option<Day> {
    let month = month(&cursor.word())?;
    cursor.skip_word();
    cursor.eat('.');
    cursor.spaces();
    let (day, _) = cursor.number(2)?;
    let clock = matches!(cursor.peek(), Some(':' | '.' | '/'))
        && cursor.second().is_some_and(|c| c.is_ascii_digit());
    if clock {
        return None;
    }
    cursor.eat_word(&["st", "nd", "rd", "th"]);
    let year = year(cursor, false);
    Some(Day::Known {
        year,
        month,
        day: i8::try_from(day).ok()?,
    })
}

/// Takes the year behind a month's name; two figures only where a dash or an apostrophe says so.
fn year(cursor: &mut Cursor<'_>, dash: bool) -> Option<i16> {
    let mut ahead = *cursor;
    ahead.eat('.');
    ahead.spaces();
    let parted = ahead.eat_one(|c| matches!(c, '-' | '/' | ',')).is_some();
    ahead.spaces();
    let short = ahead.eat_one(|c| matches!(c, '\'' | '\u{2019}')).is_some() || (dash && parted);
    let (n, figures) = ahead.number(4)?;
    let clock = matches!(ahead.peek(), Some(':' | '.'))
        && ahead.second().is_some_and(|c| c.is_ascii_digit());
    let year = match figures {
        4 if !clock => i16::try_from(n).ok()?,
        2 if short => full_year(n, 2, 2049)?,
        _ => return None,
    };
    // "14 Feb 2030hrs" is a time of day.
    if !YEARS.contains(&year) || ahead.peek().is_some_and(char::is_alphanumeric) {
        return None;
    }
    *cursor = ahead;
    Some(year)
}

/// Whether a date may end here that has no year: at the end, at a stop, or at a time of day.
fn ends(cursor: &Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    if ahead.peek().is_some_and(|c| c.is_alphanumeric()) {
        return false;
    }
    ahead.spaces();
    let Some(next) = ahead.peek() else {
        return true;
    };
    is_stop(next) || super::clock::behind(&mut ahead, super::Place::Line).is_some()
}

/// January is 1.
pub(super) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_lowercase();
    if word.len() < 3 || (word.len() > 4 && !MONTHS.contains(&word.as_str())) {
        return None;
    }
    let at = MONTHS.iter().position(|name| name.starts_with(&word))?;
    i8::try_from(at + 1).ok()
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Monday),
    ("Tuesday", Weekday::Tuesday),
    ("Wednesday", Weekday::Wednesday),
    ("Thursday", Weekday::Thursday),
    ("Friday", Weekday::Friday),
    ("Saturday", Weekday::Saturday),
    ("Sunday", Weekday::Sunday),
];

fn weekday(word: &str) -> Option<Weekday> {
    let whole = |name: &str| name.eq_ignore_ascii_case(word);
    let short = |name: &str| matches!(word.len(), 3..=5) && name.to_lowercase().starts_with(word);
    WEEKDAYS
        .iter()
        .find(|(name, _)| whole(name) || short(name) || (word == "weds" && *name == "Wednesday"))
        .map(|(_, day)| *day)
}

pub(super) fn weekday_name(day: Weekday) -> &'static str {
    WEEKDAYS
        .iter()
        .find(|(_, d)| *d == day)
        .map_or("day", |(name, _)| name)
}
