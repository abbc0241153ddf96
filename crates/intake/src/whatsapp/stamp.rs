//! The stamp at the start of a record: `[13/06/2018, 21:25:15] ` or `13/06/2018, 21:25 - `.
//!
//! No two phones write it alike: order, separators, twelve-hour words and digits follow the
//! phone's region. One tolerant scanner reads them all and says of which [`Shape`] a stamp is;
//! one export has one shape, so that what stands in another is part of a message.

mod cursor;
mod letters;

use jiff::civil;

use crate::order::Dated;
use crate::reader::DateOrder;
use cursor::Cursor;
pub(crate) use letters::{AFTERNOON, MORNING, digit, is_mark, is_space};

/// What all stamps of one export have alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Shape {
    bracket: bool,
    time_first: bool,
    between: char,
    seconds: bool,
    year_first: bool,
    pub(super) tail: Tail,
}

/// What parts the stamp from the sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Tail {
    /// `] `
    Bracket,
    /// ` - `
    Dash,
    /// `: `
    Colon,
    /// A space.
    Space,
}

/// A stamp that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) shape: Shape,
    /// The three numbers of the date as they stand.
    pub(super) numbers: [u32; 3],
    era: Era,
    time: civil::Time,
    pub(super) seconds: bool,
    /// Where the date stands in the line, for showing it.
    pub(super) date: (usize, usize),
    /// Where the stamp ends in the line.
    pub(super) rest: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Era {
    Common,
    Reiwa,
    Heisei,
}

impl Stamp {
    /// Reads the stamp at the start of a line.
    pub(super) fn read(line: &str) -> Option<Self> {
        let mut cursor = Cursor::new(line);
        let bracket = cursor.eat('[');
        if cursor.peek().is_none_or(|c| digit(c).is_none()) {
            return None;
        }
        let time_first = cursor.starts_with_clock();
        let (date, clock, place);
        if time_first {
            clock = cursor.clock()?;
            cursor.glue()?;
            let from = cursor.at;
            date = cursor.date()?;
            place = (from, cursor.at);
        } else {
            let from = cursor.at;
            date = cursor.date()?;
            place = (from, cursor.at);
            cursor.glue()?;
            clock = cursor.clock()?;
        }
        let tail = cursor.tail(bracket)?;
        let hour = match clock.half {
            None => clock.hour,
            Some(_) if !(1..=12).contains(&clock.hour) => return None,
            Some(afternoon) => clock.hour % 12 + if afternoon { 12 } else { 0 },
        };
        let part = |n: u32| i8::try_from(n).ok();
        let time = civil::Time::new(
            part(hour)?,
            part(clock.minute)?,
            part(clock.second.unwrap_or(0))?,
            0,
        )
        .ok()?;
        let year_first = date.numbers.first().is_some_and(|n| *n > 31)
            || date.era != Era::Common && date.era_first;
        Some(Stamp {
            shape: Shape {
                bracket,
                time_first,
                between: date.between,
                seconds: clock.second.is_some(),
                year_first,
                tail,
            },
            numbers: date.numbers,
            era: date.era,
            time,
            seconds: clock.second.is_some(),
            date: place,
            rest: cursor.at,
        })
    }

    /// Its time, the date read in this order; `None` where no calendar has that day.
    pub(super) fn read_as(&self, order: DateOrder) -> Option<civil::DateTime> {
        let [a, b, c] = self.numbers;
        let (year, month, day) = match order {
            DateOrder::Dmy => (c, b, a),
            DateOrder::Mdy => (c, a, b),
            DateOrder::Ymd => (a, b, c),
        };
        let year = match (self.era, year) {
            (Era::Reiwa, year) => 2018 + year,
            (Era::Heisei, year) => 1988 + year,
            (Era::Common, 0..=99) => 2000 + year,
            // The Buddhist calendar is 543 years ahead.
            (Era::Common, 2400..=2700) => year - 543,
            (Era::Common, year) => year,
        };
        let date = civil::Date::new(
            i16::try_from(year).ok()?,
            i8::try_from(month).ok()?,
            i8::try_from(day).ok()?,
        );
        Some(date.ok()?.to_datetime(self.time))
    }

    /// What of it decides the order of day and month.
    pub(super) fn dated(&self) -> Dated {
        let [a, b, _] = self.numbers;
        Dated {
            year_first: self.shape.year_first,
            numbers: [a, b],
            day_first: self.read_as(DateOrder::Dmy),
            month_first: self.read_as(DateOrder::Mdy),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Stamp;
    use crate::reader::DateOrder::{self, Dmy, Mdy, Ymd};

    fn read(line: &str, order: DateOrder) -> (String, String) {
        let stamp = Stamp::read(line).unwrap_or_else(|| panic!("{line}"));
        (
            stamp.read_as(order).unwrap().to_string(),
            line[stamp.rest..].to_owned(),
        )
    }

    #[test]
    fn the_stamps_of_many_regions() {
        for (line, order, time) in [
            ("3/6/18, 1:55 PM - a: m", Mdy, "2018-03-06T13:55:00"),
            ("3/6/18, 1:55\u{202F}PM - a: m", Mdy, "2018-03-06T13:55:00"),
            (
                "20/6/2017 8:28 p.\u{A0}m. - a: m",
                Dmy,
                "2017-06-20T20:28:00",
            ),
            ("20/6/2017, 8:28 a. m. - a: m", Dmy, "2017-06-20T08:28:00"),
            ("03-06-2018, 01.55 PM - a: m", Dmy, "2018-06-03T13:55:00"),
            ("13.06.18 21.25.15: a: m", Dmy, "2018-06-13T21:25:15"),
            ("[13.06.18, 21:25:15] a: m", Dmy, "2018-06-13T21:25:15"),
            (
                "\u{200E}[13/06/18, 12:05:15 AM] a: m",
                Dmy,
                "2018-06-13T00:05:15",
            ),
            ("13.6.2018 klo 21.25.15 - a: m", Dmy, "2018-06-13T21:25:15"),
            ("13. 6. 2018. 21:25:15 a: m", Dmy, "2018-06-13T21:25:15"),
            ("[2026/7/9 02:28:09] a: m", Ymd, "2026-07-09T02:28:09"),
            (
                "[31/12/2019, 2:14:40 a.m.] a: m",
                Dmy,
                "2019-12-31T02:14:40",
            ),
            ("2022/3/27 下午9:41 - a: m", Ymd, "2022-03-27T21:41:00"),
            ("[21:41:35, 3/27/22] a: m", Mdy, "2022-03-27T21:41:35"),
            (
                "[٢٧\u{200F}/٣\u{200F}/٢٠٢٢، ٩:٤١:٣٥\u{A0}م] a: m",
                Dmy,
                "2022-03-27T21:41:35",
            ),
            ("۲۰۲۱/۵/۳۰، ۱۸:۴۴ - a: m", Ymd, "2021-05-30T18:44:00"),
            ("[3/27/2565 BE, 21:41:35] a: m", Mdy, "2022-03-27T21:41:35"),
            ("[3/27/R4, 21:41:35] a: m", Mdy, "2022-03-27T21:41:35"),
            ("12/05/2026, 12:05 pm - a: m", Dmy, "2026-05-12T12:05:00"),
        ] {
            assert_eq!(
                read(line, order),
                (time.to_owned(), "a: m".to_owned()),
                "{line}"
            );
        }
    }

    #[test]
    fn what_is_no_stamp() {
        for line in [
            "",
            "hello",
            "2016-04-29 10:30:00",
            "12/05/2026",
            "12:30",
            "[12/05/2026, 12:30:10",
            "12/05/2026, 25:00 - a: m",
            "1.2.3 4",
            "99999/1/1, 10:00 - a",
            "12/05/2026, 13:00 PM - a: m",
            // A comma parts stamp and sender there: not read yet.
            "2022. 3. 27. 오전 9:41, a: m",
            "12/5/26,10:00- a",
        ] {
            assert_eq!(Stamp::read(line), None, "{line}");
        }
    }
}
