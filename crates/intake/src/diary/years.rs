//! Which year is meant where nobody wrote one.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Half a year: a date that lies further from the one above is nearer in the next year, or the
/// one before.
const HALF: SignedDuration = SignedDuration::from_hours(183 * 24);

/// The year of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    Written(i16),
    /// From the lines around it.
    Near(i16),
}

impl Year {
    pub(super) fn number(self) -> i16 {
        match self {
            Year::Written(year) | Year::Near(year) => year,
        }
    }
}

/// The years of a diary, as they go by.
pub(super) struct Years {
    last: Option<Date>,
    /// A heading above, with no date between.
    heading: Option<i16>,
    /// The first year that is written anywhere.
    first: Option<i16>,
    today: Date,
}

impl Years {
    pub(super) fn new(first: Option<i16>, now: Timestamp) -> Self {
        Years {
            last: None,
            heading: None,
            first,
            today: TimeZone::UTC.to_datetime(now).date(),
        }
    }

    pub(super) fn heading(&mut self, year: i16) {
        self.heading = Some(year);
    }

    pub(super) fn saw(&mut self, day: Date) {
        self.last = Some(day);
        self.heading = None;
    }

    /// The year of a date without one; `in_year` gives the date in a year.
    pub(super) fn of(&self, in_year: impl Fn(i16) -> Option<Date>) -> Option<Year> {
        let there = |year: i16| in_year(year).map(|day| (year, day));
        let near = |around: i16, wanted: &dyn Fn(Date) -> bool| {
            [around, around - 1, around + 1]
                .into_iter()
                .filter_map(there)
                .find(|(_, day)| wanted(*day))
                .map(|(year, _)| Year::Near(year))
        };
        if let Some(year) = self.heading {
            return in_year(year).map(|_| Year::Near(year));
        }
        if let Some(last) = self.last {
            return near(last.year(), &|day| day.duration_since(last).abs() <= HALF);
        }
        if let Some(first) = self.first {
            return in_year(first).map(|_| Year::Near(first));
        }
        let this = self.today.year();
        [this, this - 1, this - 2, this - 3, this - 4]
            .into_iter()
            .filter_map(there)
            .find(|(_, day)| *day <= self.today)
            .map(|(year, _)| Year::Near(year))
    }
}
