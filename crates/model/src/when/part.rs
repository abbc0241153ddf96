//! Parts of the day: "morning", "late afternoon", "night".

use jiff::SignedDuration;
use jiff::civil::Time;

use super::Token;
use super::clock::Half;
use super::words::begins;

/// A part of the day, by the name that canonical texts use.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) name: &'static str,
    words: &'static [&'static [&'static str]],
    /// First hour, and the hour it ends (over 24: of the next day).
    pub(super) hours: (i64, i64),
}

/// Longer names first: "early morning" is not "morning".
static PARTS: &[Part] = &[
    Part {
        name: "early hours",
        words: &[&["early", "hours"], &["small", "hours"]],
        hours: (0, 6),
    },
    Part {
        name: "early morning",
        words: &[&["early", "morning"]],
        hours: (5, 9),
    },
    Part {
        name: "late morning",
        words: &[&["late", "morning"]],
        hours: (10, 12),
    },
    Part {
        name: "morning",
        words: &[&["morning"]],
        hours: (5, 12),
    },
    Part {
        name: "lunchtime",
        words: &[&["lunchtime"], &["lunch", "time"]],
        hours: (12, 14),
    },
    Part {
        name: "early afternoon",
        words: &[&["early", "afternoon"]],
        hours: (12, 15),
    },
    Part {
        name: "late afternoon",
        words: &[&["late", "afternoon"]],
        hours: (15, 18),
    },
    Part {
        name: "afternoon",
        words: &[&["afternoon"]],
        hours: (12, 18),
    },
    Part {
        name: "early evening",
        words: &[&["early", "evening"]],
        hours: (17, 20),
    },
    Part {
        name: "late evening",
        words: &[&["late", "evening"]],
        hours: (20, 24),
    },
    Part {
        name: "evening",
        words: &[&["evening"]],
        hours: (17, 24),
    },
    Part {
        name: "night",
        words: &[&["overnight"], &["late", "at", "night"], &["night"]],
        hours: (18, 30),
    },
];

impl Part {
    /// Takes a part of the day from the front; how many tokens it was.
    pub(super) fn take(rest: &[Token]) -> Option<(&'static Part, usize)> {
        PARTS.iter().find_map(|part| {
            part.words
                .iter()
                .find(|w| begins(rest, w))
                .map(|w| (part, w.len()))
        })
    }

    pub(super) fn is_night(&self) -> bool {
        self.hours.1 > 24
    }

    /// The half of the day that an hour without am or pm is in.
    pub(super) fn half(&self, hour: i8) -> Half {
        match self.hours {
            (_, ..=12) => Half::Am,
            (12, _) if hour == 11 => Half::Am,
            (18, 25..) if hour < 6 || hour == 12 => Half::Am,
            _ => Half::Pm,
        }
    }

    /// Whether a time of day can be meant by this part of it, an hour either side.
    pub(super) fn allows(&self, time: Time) -> bool {
        let hour = i64::from(time.hour());
        match self.hours {
            (_, 25..) => !(9..17).contains(&hour),
            (_, ..=12) => hour <= 12,
            (_, _) => hour >= 11,
        }
    }

    /// First and last moment, as a distance from the day's midnight on the wall.
    pub(super) fn span(&self) -> (SignedDuration, SignedDuration) {
        (
            SignedDuration::from_hours(self.hours.0),
            SignedDuration::from_hours(self.hours.1),
        )
    }
}
