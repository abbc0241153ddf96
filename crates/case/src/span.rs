//! When something happened, and what came after what.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use standfast_model::{Occurred, Precision};

/// The stretch of time in which something happened, without the words of [`Occurred`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First instant that is meant (UTC), inclusive; `None`: not sure.
    pub from: Option<Timestamp>,
    /// Last instant that is meant (UTC), exclusive.
    pub until: Option<Timestamp>,
    /// How exactly it is known.
    pub precision: Precision,
}

impl Span {
    /// The stretch that `occurred` means.
    #[must_use]
    pub fn of(occurred: &Occurred) -> Self {
        Span {
            from: occurred.from,
            until: occurred.until,
            precision: occurred.precision,
        }
    }

    /// The local day in `zone`, where the time is known to a day; a month or a range of days is no day.
    #[must_use]
    pub fn day(&self, zone: &TimeZone) -> Option<Date> {
        let from = self.from?;
        match self.precision {
            Precision::Month | Precision::Year | Precision::NotSure => None,
            Precision::Range => {
                let first = zone.to_datetime(from).date();
                let until = self.until?;
                let last = until
                    .checked_sub(jiff::SignedDuration::from_nanos(1))
                    .unwrap_or(until);
                (zone.to_datetime(last).date() == first).then_some(first)
            }
            _ => Some(zone.to_datetime(from).date()),
        }
    }
}

/// A place in the order of things: when it happened, else when it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When it happened.
    pub span: Span,
    /// When it was recorded (UTC).
    pub recorded: Timestamp,
    /// Its number in its log.
    pub n: u64,
}

impl Moment {
    /// The instant by which it is sorted: as for `Occurred::sort_key`.
    #[must_use]
    pub fn key(&self) -> Timestamp {
        self.span.from.unwrap_or(self.recorded)
    }

    /// Whether it came after `other`, as far as anybody can tell: times that do not touch decide;
    /// where they overlap, or one is not known, what was recorded later came after. So a measure
    /// known only by day comes after that day's contacts if it was recorded later.
    #[must_use]
    pub fn is_after(&self, other: &Moment) -> bool {
        if let (Some(a_from), Some(b_from)) = (self.span.from, other.span.from) {
            let a_until = self.span.until.unwrap_or(a_from);
            let b_until = other.span.until.unwrap_or(b_from);
            let apart = a_from >= b_until || a_until <= b_from;
            if apart && a_from != b_from {
                return a_from > b_from;
            }
        }
        (self.recorded, self.n) > (other.recorded, other.n)
    }
}
