//! When an entry was sealed: UTC to the millisecond, written one way only.
//!
//! In: milliseconds since 1970 from the caller's clock, or the 24 characters of a leaf. Out: the
//! other. Never here: a clock, a zone, what people say about when something happened.

use std::fmt;

/// The instant at which the writer's clock sealed an entry, from the year 1 to the year 9999, in UTC
/// (leap seconds do not exist in it). Written `2026-02-14T12:01:09.000Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Recorded {
    millis: i64,
}

/// Why an instant could not be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecordedError {
    /// Before the year 1 or after the year 9999.
    #[error("the time lies outside the years 1 to 9999; set the clock of this machine")]
    Range,
    /// Not exactly `YYYY-MM-DDTHH:MM:SS.mmmZ`, or no such date or time of day.
    #[error("the time is not written as 2026-02-14T12:01:09.000Z")]
    Form,
}

const DAY: i64 = 86_400_000;
const FIRST: i64 = -62_135_596_800_000;
const LAST: i64 = 253_402_300_799_999;

impl Recorded {
    /// From milliseconds since 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// [`RecordedError::Range`] outside the years 1 to 9999.
    pub fn from_millis(millis: i64) -> Result<Self, RecordedError> {
        if (FIRST..=LAST).contains(&millis) {
            Ok(Self { millis })
        } else {
            Err(RecordedError::Range)
        }
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.millis
    }

    /// Reads exactly what [`Recorded`] writes.
    ///
    /// # Errors
    /// [`RecordedError::Form`].
    pub fn parse(text: &str) -> Result<Self, RecordedError> {
        let bytes: &[u8; 24] = text
            .as_bytes()
            .try_into()
            .map_err(|_| RecordedError::Form)?;
        let [
            y1,
            y2,
            y3,
            y4,
            b'-',
            mo1,
            mo2,
            b'-',
            d1,
            d2,
            b'T',
            h1,
            h2,
            b':',
            mi1,
            mi2,
            b':',
            s1,
            s2,
            b'.',
            f1,
            f2,
            f3,
            b'Z',
        ] = *bytes
        else {
            return Err(RecordedError::Form);
        };
        let year = number(&[y1, y2, y3, y4])?;
        let month = number(&[mo1, mo2])?;
        let day = number(&[d1, d2])?;
        let hour = number(&[h1, h2])?;
        let minute = number(&[mi1, mi2])?;
        let second = number(&[s1, s2])?;
        let fraction = number(&[f1, f2, f3])?;
        let exists = year >= 1
            && (1..=12).contains(&month)
            && (1..=month_length(year, month)).contains(&day)
            && hour < 24
            && minute < 60
            && second < 60;
        if !exists {
            return Err(RecordedError::Form);
        }
        let time = ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
        Ok(Self {
            millis: days_from_civil(year, month, day) * DAY + time,
        })
    }
}

impl fmt::Display for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil_from_days(self.millis.div_euclid(DAY));
        let time = self.millis.rem_euclid(DAY);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:03}Z",
            time / 3_600_000,
            time / 60_000 % 60,
            time / 1000 % 60,
            time % 1000
        )
    }
}

fn number(digits: &[u8]) -> Result<i64, RecordedError> {
    digits.iter().try_fold(0, |sum, digit| match digit {
        b'0'..=b'9' => Ok(sum * 10 + i64::from(digit - b'0')),
        _ => Err(RecordedError::Form),
    })
}

fn month_length(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

// The two conversions count in years that begin on 1 March, so that the leap day comes last, and in
// eras of 400 years, which are all alike. 719,468 is the number of days from 0000-03-01 to 1970-01-01.

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;

    /// Counts the calendar day by day from the year 1 to 9999 beside the arithmetic.
    #[test]
    fn every_day_of_the_range_is_written_and_read_as_the_calendar_has_it() {
        let mut days = FIRST / DAY;
        for year in 1..=9999 {
            for month in 1..=12 {
                for day in 1..=month_length(year, month) {
                    assert_eq!(civil_from_days(days), (year, month, day));
                    assert_eq!(days_from_civil(year, month, day), days);
                    days += 1;
                }
            }
        }
        assert_eq!(days * DAY - 1, LAST);
    }

    #[test]
    fn known_instants() {
        for (millis, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (1_771_070_469_000, "2026-02-14T12:01:09.000Z"),
            (951_782_399_999, "2000-02-28T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (FIRST, "0001-01-01T00:00:00.000Z"),
            (LAST, "9999-12-31T23:59:59.999Z"),
        ] {
            let recorded = Recorded::from_millis(millis).unwrap();
            assert_eq!(recorded.to_string(), text);
            assert_eq!(Recorded::parse(text), Ok(recorded));
        }
        assert_eq!(Recorded::from_millis(LAST + 1), Err(RecordedError::Range));
        assert_eq!(Recorded::from_millis(FIRST - 1), Err(RecordedError::Range));
    }

    #[test]
    fn what_no_clock_writes_is_refused() {
        for text in [
            "2026-02-14T12:01:09Z",
            "2026-02-14T12:01:09.00Z",
            "2026-02-14T12:01:09.0000Z",
            "2026-02-14 12:01:09.000Z",
            "2026-02-14T12:01:09.000z",
            "2026-02-29T12:01:09.000Z",
            "1900-02-29T12:01:09.000Z",
            "2026-00-10T12:01:09.000Z",
            "2026-13-10T12:01:09.000Z",
            "2026-04-31T12:01:09.000Z",
            "2026-02-14T24:00:00.000Z",
            "2026-02-14T12:60:00.000Z",
            "2026-02-14T12:01:60.000Z",
            "0000-02-14T12:01:09.000Z",
            "+026-02-14T12:01:09.000Z",
            "2026-02-14T12:01:09.+00Z",
            "",
        ] {
            assert_eq!(Recorded::parse(text), Err(RecordedError::Form), "{text}");
        }
    }
}
