//! The front of a paper for a reader outside: for whom, from whom, of when, and which volume.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// What stands on the cover and at the foot of every page of chronology and exhibit list.
#[derive(Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Front {
    /// Short name of the case.
    pub case: String,
    /// For whom it was made.
    pub recipient: String,
    /// The recipient's own reference, if there is one.
    pub reference: Option<String>,
    /// Who gives it: name and place of work. Also the author in the file.
    pub given_by: String,
    /// Name of the disclosure profile.
    pub profile: String,
    /// When it was made, in words, with zone (`12 March 2026, 09:00 GMT`).
    pub made: String,
    /// The same as a date, for the file itself.
    #[serde(serialize_with = "date")]
    pub date: Date,
    /// Span of what happened, in words.
    pub occurred: Option<String>,
    /// Span of when it was recorded, in words.
    pub recorded: Option<String>,
    /// Which entries, in words (`0 to 34 (35 entries)`).
    pub entries: String,
    /// The last bundle to this recipient and what is new since, if there was one.
    pub since: Option<String>,
    /// Fingerprint of the key: 64 lower-case hex digits.
    pub fingerprint: String,
    /// Whether each page says that all of it is invented.
    pub demonstration: bool,
    /// Which volume, if there is more than one. The input decides the split.
    pub volume: Option<Volume>,
}

/// One of several volumes.
#[derive(Clone, Copy, Serialize)]
pub struct Volume {
    /// This one, from 1.
    pub number: u32,
    /// How many there are.
    pub of: u32,
}

/// A date as a form takes it: year, month and day as numbers.
pub(crate) fn date<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Parts {
        year: i16,
        month: i8,
        day: i8,
    }
    Parts {
        year: date.year(),
        month: date.month(),
        day: date.day(),
    }
    .serialize(serializer)
}
