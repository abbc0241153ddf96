//! How the pages say times: 14 February 2014, 10:30am (the NHS's way; the terminal and the
//! chronology keep 24 hours with the zone's letters). Pure.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use standfast_desk::model::{Occurred, Precision};

const MONTHS: [(&str, &str); 12] = [
    ("Jan", "January"),
    ("Feb", "February"),
    ("Mar", "March"),
    ("Apr", "April"),
    ("May", "May"),
    ("Jun", "June"),
    ("Jul", "July"),
    ("Aug", "August"),
    ("Sep", "September"),
    ("Oct", "October"),
    ("Nov", "November"),
    ("Dec", "December"),
];

/// "February 2014" of "2014-02"; a year stays as it is.
#[must_use]
pub fn month(written: &str) -> String {
    let name = |(year, number): (&str, &str)| {
        let (_, name) = MONTHS.get(number.parse::<usize>().ok()?.checked_sub(1)?)?;
        Some(format!("{name} {year}"))
    };
    written
        .split_once('-')
        .and_then(name)
        .unwrap_or_else(|| written.to_owned())
}

/// Says times in a case's zone.
#[derive(Clone, Debug)]
pub struct Times(TimeZone);

impl Times {
    /// For an IANA name; a name that this machine does not know is UTC, and said so by the clock.
    #[must_use]
    pub fn of(zone: Option<&str>) -> Self {
        Self(
            zone.and_then(|name| TimeZone::get(name).ok())
                .unwrap_or(TimeZone::UTC),
        )
    }

    /// "12 March 2026, 6:02pm".
    #[must_use]
    pub fn moment(&self, at: Timestamp) -> String {
        format!("{}, {}", day(self.date(at)), self.clock(at))
    }

    /// "6:02pm".
    #[must_use]
    pub fn clock(&self, at: Timestamp) -> String {
        let time = self.0.to_datetime(at).time();
        clock(Time::constant(time.hour(), time.minute(), 0, 0))
    }

    /// The day it is there.
    #[must_use]
    pub fn date(&self, at: Timestamp) -> Date {
        self.0.to_datetime(at).date()
    }

    /// "12 Mar 2026 17:52": a moment as it is read back by whoever understands typed times.
    #[must_use]
    pub fn typed(&self, at: Timestamp) -> String {
        self.0
            .to_datetime(at)
            .strftime("%-d %b %Y %H:%M")
            .to_string()
    }

    /// The day on which something happened, where it is known.
    #[must_use]
    pub fn day_of(&self, occurred: &Occurred) -> Option<Date> {
        let from = occurred.from?;
        let zone = TimeZone::get(&occurred.zone).unwrap_or_else(|_| self.0.clone());
        let date = zone.to_datetime(from).date();
        match occurred.precision {
            Precision::Second
            | Precision::Minute
            | Precision::About
            | Precision::PartOfDay
            | Precision::Day => Some(date),
            // From a time to a time of one day, the last instant being outside.
            Precision::Range => {
                let last = occurred
                    .until?
                    .checked_sub(jiff::SignedDuration::from_nanos(1))
                    .ok()?;
                (zone.to_datetime(last).date() == date).then_some(date)
            }
            Precision::Month | Precision::Year | Precision::NotSure => None,
        }
    }
}

/// "12 March 2026".
#[must_use]
pub fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// "Thursday 12 March 2026".
#[must_use]
pub fn weekday(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}

/// "10:30am", "2pm", "midday", "midnight".
fn clock(time: Time) -> String {
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    let half = if hour < 12 { "am" } else { "pm" };
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    match (hour, minute, second) {
        (0, 0, 0) => "midnight".to_owned(),
        (12, 0, 0) => "midday".to_owned(),
        (_, 0, 0) => format!("{twelve}{half}"),
        (_, _, 0) => format!("{twelve}:{minute:02}{half}"),
        _ => format!("{twelve}:{minute:02}:{second:02}{half}"),
    }
}

/// The canonical text of a time, as the pages say it: "14 Feb 2014, about 10:30" becomes
/// "14 February 2014, about 10:30am"; seconds are left to [`exactly`]. Whatever it does not know
/// it leaves as it is.
#[must_use]
pub fn said(text: &str) -> String {
    worded(text, false)
}

/// The same with seconds, where they are known.
#[must_use]
pub fn exactly(text: &str) -> String {
    worded(text, true)
}

fn worded(text: &str, seconds: bool) -> String {
    let words = text.split(' ').map(|word| {
        let (bare, comma) = word
            .strip_suffix(',')
            .map_or((word, ""), |bare| (bare, ","));
        if let Some((_, long)) = MONTHS.iter().find(|(short, _)| *short == bare) {
            return format!("{long}{comma}");
        }
        match time_of(bare) {
            Some(time) if seconds => format!("{}{comma}", clock(time)),
            Some(time) => format!(
                "{}{comma}",
                clock(Time::constant(time.hour(), time.minute(), 0, 0))
            ),
            None => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// What the canonical text says beside the day: "10:30am", "about 11am", "morning"; empty for a day.
#[must_use]
pub fn part_of_day(text: &str) -> String {
    text.split_once(", ")
        .map(|(_, time)| said(time))
        .unwrap_or_default()
}

/// "17:35" or "17:35:08".
fn time_of(word: &str) -> Option<Time> {
    let mut parts = word.split(':');
    let two = |part: Option<&str>| -> Option<i8> {
        let part = part?;
        (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
    };
    let (hour, minute) = (two(parts.next())?, two(parts.next())?);
    let second = match parts.next() {
        None => 0,
        some => two(some)?,
    };
    if parts.next().is_some() {
        None
    } else {
        Time::new(hour, minute, second, 0).ok()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn canonical_texts_become_words_of_the_pages() {
        for (text, words) in [
            ("14 Feb 2014, 10:30", "14 February 2014, 10:30am"),
            ("2 Feb 2026, about 11:00", "2 February 2026, about 11am"),
            ("16 Feb 2026, morning", "16 February 2026, morning"),
            ("18 Feb 2026, 06:41:14", "18 February 2026, 6:41am"),
            ("5 Mar 2026, after 12:00", "5 March 2026, after midday"),
            ("3 Mar 2014 to 5 Mar 2014", "3 March 2014 to 5 March 2014"),
            (
                "5 Mar 2026, 14:00 to 18:00 GMT",
                "5 March 2026, 2pm to 6pm GMT",
            ),
            ("Feb 2026", "February 2026"),
            ("not sure", "not sure"),
            ("1 Jan 2026, 00:00", "1 January 2026, midnight"),
        ] {
            assert_eq!(said(text), words);
        }
        assert_eq!(
            exactly("18 Feb 2026, 06:41:14"),
            "18 February 2026, 6:41:14am"
        );
        assert_eq!(part_of_day("5 Mar 2026, about 16:30"), "about 4:30pm");
        assert_eq!(part_of_day("5 Mar 2026"), "");
    }

    #[test]
    fn a_moment_is_said_in_the_zone_of_the_case() {
        let at: Timestamp = "2026-07-01T23:05:00Z".parse().unwrap();
        assert_eq!(
            Times::of(Some("Europe/London")).moment(at),
            "2 July 2026, 12:05am"
        );
        assert_eq!(Times::of(None).moment(at), "1 July 2026, 11:05pm");
    }
}
