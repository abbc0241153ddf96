//! A case's zone, and how its times are said: 24 hours with the zone's letters.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::DeskError;

/// Where most cases are.
pub const DEFAULT_ZONE: &str = "Europe/London";

/// A zone by its IANA name.
pub(crate) fn time_zone(named: &str) -> Result<TimeZone, DeskError> {
    TimeZone::get(named).map_err(|_| {
        DeskError::words(
            format!("\"{named}\" is not a time zone; nothing was saved"),
            "Say it like: --zone Europe/London",
        )
    })
}

/// A zone that times are shown in.
#[derive(Clone, Debug)]
pub struct Zone(pub(crate) TimeZone);

impl Zone {
    /// "5 Mar 2026 18:02 GMT".
    #[must_use]
    pub fn shown(&self, at: Timestamp) -> String {
        at.to_zoned_datetime(self.0.clone())
            .strftime("%-d %b %Y %H:%M %Z")
            .to_string()
    }

    /// "5 March 2026, 18:02 GMT", as covers of documents say it.
    #[must_use]
    pub fn long(&self, at: Timestamp) -> String {
        at.to_zoned_datetime(self.0.clone())
            .strftime("%-d %B %Y, %H:%M %Z")
            .to_string()
    }

    /// The zone's letters at that time: "GMT", "BST".
    #[must_use]
    pub fn letters(&self, at: Timestamp) -> String {
        at.to_zoned_datetime(self.0.clone())
            .strftime("%Z")
            .to_string()
    }

    /// The day it is there.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> Date {
        self.0.to_datetime(at).date()
    }
}

/// A stretch of time in words: "3 h 38 min", "7 days".
#[must_use]
pub fn span_words(seconds: i64) -> String {
    let plural = |n: i64, one: &str, many: &str| {
        if n == 1 {
            format!("1 {one}")
        } else {
            format!("{n} {many}")
        }
    };
    match seconds {
        ..60 => "at once".to_owned(),
        60..3_600 => format!("{} min", seconds / 60),
        3_600..86_400 => match (seconds / 3_600, seconds % 3_600 / 60) {
            (hours, 0) => format!("{hours} h"),
            (hours, minutes) => format!("{hours} h {minutes} min"),
        },
        _ => plural(seconds / 86_400, "day", "days"),
    }
}
