//! The times at which lines stand: `5 Mar 2026 18:02`, or `every 2 weeks from … to …`.

use jiff::civil::{Date, DateTime, Time};
use jiff::{Span, ToSpan};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// More than this in one `every` is a slip of the pen, not a story.
const MOST_REPETITIONS: usize = 10_000;

/// Takes the time or times from the front of a line; gives the rest of it.
pub(super) fn stamp(line: &str) -> Result<(Vec<DateTime>, &str), String> {
    if let Some(rest) = line.strip_prefix("every ") {
        return every(rest);
    }
    let (at, rest) = date_time(line)?;
    Ok((vec![at], rest))
}

fn every(rest: &str) -> Result<(Vec<DateTime>, &str), String> {
    const SHAPE: &str = "write \"every 2 weeks from 4 Apr 2016 08:20 to 12 Sep 2016\"";
    let (count, rest) = word(rest);
    let (unit, rest) = word(rest);
    let (from, rest) = word(rest);
    let count: i64 = count
        .parse()
        .ok()
        .filter(|n| (1..=366).contains(n))
        .ok_or(SHAPE)?;
    let step: Span = match unit {
        "day" | "days" => count.days(),
        "week" | "weeks" => count.weeks(),
        "month" | "months" => count.months(),
        _ => return Err(SHAPE.into()),
    };
    if from != "from" {
        return Err(SHAPE.into());
    }
    let (first, rest) = date_time(rest)?;
    let (to, rest) = word(rest);
    if to != "to" {
        return Err(SHAPE.into());
    }
    let (until, rest) = date(rest)?;
    let mut times = Vec::new();
    for turn in 0_i64.. {
        // From the first each time, not from the one before: 31 Jan, 28 Feb, 31 Mar.
        let span = step.checked_mul(turn).map_err(|e| e.to_string())?;
        let at = first.checked_add(span).map_err(|e| e.to_string())?;
        if at.date() > until {
            break;
        }
        if times.len() == MOST_REPETITIONS {
            return Err(format!("more than {MOST_REPETITIONS} times"));
        }
        times.push(at);
    }
    if times.len() < 2 {
        return Err("\"every\" comes to fewer than two times; write one dated line".into());
    }
    Ok((times, rest))
}

/// Takes a date and a time of day from the front; gives the rest.
pub(super) fn date_time(line: &str) -> Result<(DateTime, &str), String> {
    let (day, rest) = date(line)?;
    let (clock, rest) = word(rest);
    let time = clock
        .split_once(':')
        .filter(|(h, m)| (1..=2).contains(&h.len()) && m.len() == 2)
        .and_then(|(h, m)| Some((digits(h)?, digits(m)?)))
        .and_then(|(h, m)| Time::new(i8::try_from(h).ok()?, i8::try_from(m).ok()?, 0, 0).ok())
        .ok_or_else(|| format!("\"{clock}\" is not a time of day; write one like 18:02"))?;
    Ok((day.to_datetime(time), rest))
}

/// Takes a date like `5 Mar 2026` from the front; gives the rest.
pub(super) fn date(line: &str) -> Result<(Date, &str), String> {
    let (day, rest) = word(line);
    let (month, rest) = word(rest);
    let (year, rest) = word(rest);
    let shown = format!("{day} {month} {year}");
    let number = MONTHS
        .iter()
        .position(|name| *name == month)
        .and_then(|i| i8::try_from(i + 1).ok());
    let date = match (
        digits(day),
        number,
        digits(year).filter(|_| year.len() == 4),
    ) {
        (Some(day), Some(month), Some(year)) => i8::try_from(day)
            .ok()
            .and_then(|day| Date::new(year, month, day).ok()),
        _ => {
            return Err(format!(
                "\"{shown}\" is not a date; write one like 5 Mar 2026"
            ));
        }
    };
    date.map(|date| (date, rest))
        .ok_or_else(|| format!("there is no {shown}"))
}

/// A date and nothing else.
pub(super) fn only_date(text: &str) -> Result<Date, String> {
    match date(text.trim())? {
        (date, "") => Ok(date),
        (_, rest) => Err(format!("\"{rest}\" stands after the date")),
    }
}

/// A date with a time of day and nothing else.
pub(super) fn only_date_time(text: &str) -> Result<DateTime, String> {
    match date_time(text.trim())? {
        (at, "") => Ok(at),
        (_, rest) => Err(format!("\"{rest}\" stands after the time")),
    }
}

/// A time as a story writes it, and as a person says it: `5 Mar 2026 18:02`.
#[must_use]
pub fn shown(at: DateTime) -> String {
    let month = usize::try_from(at.month())
        .ok()
        .and_then(|m| MONTHS.get(m - 1))
        .unwrap_or(&"?");
    format!(
        "{} {month} {} {:02}:{:02}",
        at.day(),
        at.year(),
        at.hour(),
        at.minute()
    )
}

fn word(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    text.split_once(char::is_whitespace)
        .map_or((text, ""), |(word, rest)| (word, rest.trim_start()))
}

fn digits(text: &str) -> Option<i16> {
    text.chars()
        .all(|c| c.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}
