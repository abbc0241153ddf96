//! WHEN, as people say it: "14 Feb 2014 half past ten", "yesterday evening", "not sure".
//!
//! [`parse`] reads words into the stretch of time they mean, in the zone of the case, and says
//! that stretch again in one canonical text: "14 Feb 2014, 10:30", "16 Feb 2026, morning",
//! "2 Feb 2026, about 11:00", "3 Mar 2014 to 5 Mar 2014". The canonical text reads back as the
//! same stretch on any later day, so what is sealed never leans on the day it was typed.
//!
//! What a person left open is decided the way people mean it (no year: the last one; no day:
//! today if that is past, else yesterday; "about": a quarter of an hour either side) and, where
//! the decision could be wrong, said as a doubt. Two equally good readings are an error that
//! names both. Nothing here looks at a clock: it is handed in with [`Said`].

mod clock;
mod day;
mod day_words;
mod offset;
mod part;
mod point;
mod point_words;
mod range;
mod stretch;
mod wall;
mod words;

use std::cell::Cell;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::{Occurred, Said};
use words::Token;

/// Longer words are not a time; it keeps hostile input cheap.
const LONGEST: usize = 200;

/// Words that are no time, or not one time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    /// Not understood at all, or a day that is in no calendar.
    #[error(
        "\"{words}\" is not a date or time; say it like \"28 Feb 2026 10:30\", \"yesterday evening\" or \"not sure\""
    )]
    NotATime {
        /// As typed.
        words: String,
    },
    /// Two readings.
    #[error("\"{words}\" can be read two ways; say \"{first}\" or \"{second}\"")]
    Ambiguous {
        /// As typed.
        words: String,
        /// One reading, in words that are understood.
        first: String,
        /// The other.
        second: String,
    },
    /// The clocks went forward over it.
    #[error(
        "{words} did not exist in {zone}: the clocks went forward; say \"{first}\" or \"{second}\""
    )]
    Skipped {
        /// As typed.
        words: String,
        /// IANA name.
        zone: String,
        /// The nearest time before, in words that are understood.
        first: String,
        /// The nearest time after.
        second: String,
    },
}

/// Reads words as a time in the zone of `around`.
///
/// # Errors
/// [`WhenError`], each with words that would be understood.
pub fn parse(words: &str, around: &Said) -> Result<Occurred, WhenError> {
    let context = Context::new(words, around);
    if words.len() > LONGEST {
        return Err(context.not_a_time());
    }
    let tokens = words::split(words);
    if words::mean_not_sure(&tokens) {
        return Ok(Occurred::not_sure(&context.zone_name()));
    }
    let first = read(&tokens, &context);
    if !context.forked.get() {
        return first;
    }
    let other = Context {
        reading: Reading::Second,
        ..Context::new(words, around)
    };
    match (first, read(&tokens, &other)) {
        (Ok(a), Ok(b)) if (a.from, a.until) != (b.from, b.until) => Err(WhenError::Ambiguous {
            words: words.to_owned(),
            first: a.text,
            second: b.text,
        }),
        (Ok(only), _) | (Err(_), Ok(only)) => Ok(only),
        (Err(e), Err(_)) => Err(e),
    }
}

fn read(tokens: &[Token], context: &Context<'_>) -> Result<Occurred, WhenError> {
    if let Some(alone) = point::read(tokens, context).filter(|p| p.stands_alone()) {
        match alone.occurred(context) {
            Err(WhenError::NotATime { .. }) => {}
            settled => return settled,
        }
    }
    range::read(tokens, context)
}

/// Where the words leave two readings open, which of them this pass takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// Day before month; today's weekday is today; midnight begins the day.
    First,
    /// Month before day; a week ago; midnight ends the day.
    Second,
}

/// Everything around the words that decides what they mean.
struct Context<'a> {
    words: &'a str,
    now: Timestamp,
    zone: &'a TimeZone,
    /// `now` on the wall in `zone`.
    here: DateTime,
    reading: Reading,
    /// Set when the words had a second reading.
    forked: Cell<bool>,
    /// Set when a date could only be read in one order, which then holds for all the words.
    order: Cell<Option<Reading>>,
}

impl<'a> Context<'a> {
    fn new(words: &'a str, around: &'a Said) -> Self {
        Context {
            words,
            now: around.now,
            zone: &around.zone,
            here: around.zone.to_datetime(around.now),
            reading: Reading::First,
            forked: Cell::new(false),
            order: Cell::new(None),
        }
    }

    /// Whether this pass takes the second reading; marks that there is one.
    fn fork(&self) -> bool {
        self.forked.set(true);
        self.reading == Reading::Second
    }

    fn not_a_time(&self) -> WhenError {
        WhenError::NotATime {
            words: self.words.to_owned(),
        }
    }

    fn zone_name(&self) -> String {
        match self.zone.iana_name() {
            Some(name) => name.to_owned(),
            None => self.zone.to_offset(self.now).to_string(),
        }
    }
}

const fn minutes(n: i64) -> SignedDuration {
    SignedDuration::from_mins(n)
}
