//! Dates and times as people write them, at the start of a line or in a cell: `14/02/14 10.30`,
//! `Mon 3rd March 2014`, `2014-02-14T10:30Z`, `14 Feb 2014 half past ten`.
//!
//! Only what is plainly a date is one; the words behind it are never guessed at. Which of two
//! numbers is the day is not decided here ([`crate::order`]), nor is a year that nobody wrote.
//! What a clock leaves open ("half past two", "evening") goes on as words to
//! [`standfast_model::when`], which keeps its precision.

mod clock;
mod cursor;
mod day;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, civil};
use standfast_model::draft::{Basis, DraftTime};
use standfast_model::{Said, when};

use crate::order::Dated;
use crate::reader::DateOrder;
pub(crate) use clock::Clock;
use cursor::Cursor;
pub(crate) use day::Day;

/// Where a date is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// At the start of a line of a diary: words follow it.
    Line,
    /// In the cell of a table: it is all that stands there, by the 24-hour clock.
    Cell,
}

/// A date that was read, and maybe a time of day behind it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Written {
    pub(crate) day: Day,
    weekday: Option<Weekday>,
    clock: Option<Clock>,
    place: Place,
    /// Where the date stands in the text.
    date: (usize, usize),
    /// Where the words behind it begin.
    pub(crate) rest: usize,
}

impl Written {
    /// Reads the date at the start of `text`. In a cell nothing may stand behind it.
    pub(crate) fn read(text: &str, place: Place) -> Option<Self> {
        let mut cursor = Cursor::new(text);
        cursor.spaces();
        if place == Place::Line {
            cursor.bullet();
        }
        let from = cursor.at();
        let (day, weekday) = day::read(&mut cursor)?;
        let date = (from, cursor.at());
        let clock = clock::behind(&mut cursor, place);
        let rest = match (&clock, place) {
            // "evening" said without a stop behind it is part of the sentence, too.
            (Some(clock), Place::Line) if clock.loose && !cursor.stops() => date.1,
            _ => cursor.at(),
        };
        let mut cursor = cursor.from(rest);
        cursor.stop();
        let rest = cursor.at();
        match place {
            Place::Cell if rest < text.len() => None,
            _ => Some(Written {
                day,
                weekday,
                clock,
                place,
                date,
                rest,
            }),
        }
    }

    /// The date as it stands in `text`.
    pub(crate) fn shown<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.date.0..self.date.1).unwrap_or_default()
    }

    /// The day read in this order, `year` where none was written.
    pub(crate) fn day_in(&self, order: DateOrder, year: i16, now: Timestamp) -> Option<Date> {
        self.day.read_as(order, year, this_year(now))
    }

    /// What of it decides the order of day and month; `None` where nothing is left open.
    pub(crate) fn dated(&self, year: i16, now: Timestamp) -> Option<Dated> {
        let Day::Figures { numbers, .. } = self.day else {
            return None;
        };
        let time = self
            .clock
            .as_ref()
            .and_then(|c| c.exact)
            .map_or(Time::midnight(), |(time, _)| time);
        let read = |order| {
            let day: Option<Date> = self.day_in(order, year, now);
            day.map(|d| d.to_datetime(time))
        };
        Some(Dated {
            year_first: false,
            numbers,
            day_first: read(DateOrder::Dmy),
            month_first: read(DateOrder::Mdy),
        })
    }

    /// When it was, on this day; and what is doubtful about it.
    pub(crate) fn time(&self, day: Date, now: Timestamp) -> (DraftTime, Vec<String>) {
        let mut doubts = Vec::new();
        if let Some(said) = self.weekday.filter(|said| *said != day.weekday()) {
            let (said, is) = (day::weekday_name(said), day::weekday_name(day.weekday()));
            doubts.push(format!("it says {said}, and that day is a {is}"));
        }
        let said = |clock: Option<&str>| {
            let date = day.strftime("%-d %b %Y");
            DraftTime::Said {
                words: clock.map_or_else(|| date.to_string(), |c| format!("{date}, {c}")),
                now,
            }
        };
        let Some(clock) = &self.clock else {
            return (said(None), doubts);
        };
        if let Some((time, seconds)) = clock.exact.filter(|_| clock.sure || self.is_cell()) {
            return (
                instant(day.to_datetime(time), seconds, clock.offset),
                doubts,
            );
        }
        let time = said(Some(&clock.words));
        if understood(&time) {
            (time, doubts)
        } else {
            doubts.push("the time of day was not understood".to_owned());
            (said(None), doubts)
        }
    }

    fn is_cell(&self) -> bool {
        self.place == Place::Cell
    }

    /// Date and time in one form, for telling equal records; the year only where it was written.
    pub(crate) fn canonical(&self, day: Date) -> String {
        let clock = self
            .clock
            .as_ref()
            .map(Clock::canonical)
            .unwrap_or_default();
        if self.day.has_year() {
            format!("{day}T{clock}")
        } else {
            format!("{}T{clock}", day.strftime("--%m-%d"))
        }
    }

    /// The year, where it was written.
    pub(crate) fn year(&self, now: Timestamp) -> Option<i16> {
        self.day.year(this_year(now))
    }

    /// Whether a time of day stands behind it.
    pub(crate) fn has_clock(&self) -> bool {
        self.clock.is_some()
    }

    /// The same day at the time that a line begins with: `10.30 rang twice`.
    pub(crate) fn later(&self, line: &str) -> Option<Self> {
        let mut cursor = Cursor::new(line);
        cursor.spaces();
        cursor.bullet();
        let clock = clock::first(&mut cursor)?;
        cursor.stop();
        Some(Written {
            clock: Some(clock),
            date: (0, 0),
            rest: cursor.at(),
            ..self.clone()
        })
    }
}

fn instant(wall: civil::DateTime, seconds: bool, offset: Option<Offset>) -> DraftTime {
    match offset.and_then(|o| Some((o, o.to_timestamp(wall).ok()?))) {
        Some((offset, at)) => DraftTime::Instant {
            at,
            seconds,
            offset: Some(offset),
            basis: Basis::ExportLocal,
        },
        None => DraftTime::Local {
            wall,
            seconds,
            basis: Basis::ExportLocal,
        },
    }
}

/// Whether the words are a time at all; which of two it was in the zone of the case is decided
/// there.
fn understood(time: &DraftTime) -> bool {
    let DraftTime::Said { words, now } = time else {
        return true;
    };
    let around = Said {
        now: *now,
        zone: TimeZone::UTC,
    };
    !matches!(
        when::parse(words, &around),
        Err(when::WhenError::NotATime { .. })
    )
}

/// A cell that says when in words and names the year: "Feb 2014", "3 to 5 March 2014", "not sure".
///
/// Nothing that leans on today: an old table's "yesterday" was another day.
pub(crate) fn in_words(cell: &str, now: Timestamp) -> Option<DraftTime> {
    let around = Said {
        now,
        zone: TimeZone::UTC,
    };
    let leans = |word: &str| {
        matches!(
            word,
            "yesterday"
                | "today"
                | "tomorrow"
                | "last"
                | "next"
                | "this"
                | "ago"
                | "now"
                | "tonight"
        )
    };
    let lower = cell.to_lowercase();
    if lower.split(|c: char| !c.is_alphanumeric()).any(leans) {
        return None;
    }
    let has_year = cell
        .split(|c: char| !c.is_ascii_digit())
        .any(|n| n.len() == 4 && (n.starts_with("19") || n.starts_with("20")));
    let read = when::parse(cell, &around).ok()?;
    (has_year || read.from.is_none()).then_some(DraftTime::Said {
        words: read.text,
        now,
    })
}

/// The year that a line names by itself, as a heading: "2014", "March 2014", "Diary 2014".
pub(crate) fn year_heading(line: &str) -> Option<i16> {
    let mut words = line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    let last = words.next_back()?;
    let known = |w: &str| {
        day::month(w).is_some() || matches!(w.to_ascii_lowercase().as_str(), "diary" | "year")
    };
    let year: i16 = last.parse().ok().filter(|_| last.len() == 4)?;
    (day::YEARS.contains(&year) && words.by_ref().take(3).all(known)).then_some(year)
}

/// The year of the import.
pub(crate) fn this_year(now: Timestamp) -> i16 {
    TimeZone::UTC.to_datetime(now).year()
}
