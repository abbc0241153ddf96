//! What makes a record itself, so that the same record in a second export is known.
//!
//! Formats with ids hash the id and the body. In formats without, equal records of one list are
//! counted: the k-th equal record of one export is the k-th equal record of any other, and
//! records of one export are never merged, since a flood of equal messages is the evidence.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use standfast_model::draft::DraftTime;

/// A digest over parts, each with its length, so that no two lists of parts look alike.
pub(crate) struct Identity(Sha256);

impl Identity {
    pub(crate) fn of(format: &str) -> Self {
        Identity(Sha256::new()).with(format.as_bytes())
    }

    pub(crate) fn with(mut self, part: &[u8]) -> Self {
        self.0.update((part.len() as u64).to_be_bytes());
        self.0.update(part);
        self
    }

    pub(crate) fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }

    pub(crate) fn hex(self) -> String {
        hex::encode(self.finish())
    }

    /// The digest, with its first four digits replaced by the day that the record itself says, as days
    /// since 1970: an index by identity then has the records of one day side by side, and taking a
    /// million in touches few places of it at a time. Every export must say the same day of a record.
    pub(crate) fn hex_on(self, day: Option<Date>) -> String {
        let day = day
            .and_then(|day| Date::new(1970, 1, 1).ok()?.until(day).ok())
            .and_then(|since| u16::try_from(since.get_days()).ok())
            .unwrap_or(0);
        let mut digits = self.hex();
        digits.replace_range(..4, &format!("{day:04x}"));
        digits
    }
}

/// The day of a record whose format counts milliseconds since 1970; in UTC.
pub(crate) fn day_of(ms: i64) -> Option<Date> {
    let at = Timestamp::from_millisecond(ms).ok()?;
    Some(TimeZone::UTC.to_datetime(at).date())
}

/// The day that a record says: of an instant the day in UTC, else that of the clock which it was
/// written by.
pub(crate) fn day_in(time: &DraftTime) -> Option<Date> {
    match time {
        DraftTime::Instant { at, .. } => Some(TimeZone::UTC.to_datetime(*at).date()),
        DraftTime::Local { wall, .. } => Some(wall.date()),
        _ => None,
    }
}

/// Counts equal records of one export.
///
/// Sixteen bytes a record: a chat of a million lines needs 40 MB of it.
#[derive(Default)]
pub(crate) struct Equals(HashMap<u64, u32>);

impl Equals {
    /// Which of its equals this is, from 1.
    pub(crate) fn nth(&mut self, digest: &[u8; 32]) -> u32 {
        let key = digest
            .iter()
            .take(8)
            .fold(0, |key, b| key << 8 | u64::from(*b));
        let n = self.0.entry(key).or_insert(0);
        *n = n.saturating_add(1);
        *n
    }
}
