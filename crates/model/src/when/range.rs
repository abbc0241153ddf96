//! Two times with something between them: "between 2pm and 4pm", "from 3 to 5 March 2014".

use super::clock::{Clock, Half};
use super::day::plus;
use super::point::{self, Point};
use super::stretch::Stretch;
use super::words::begins;
use super::{Context, Token, WhenError};
use crate::{Occurred, Precision};

/// Reads tokens as a range, at the first word that leaves a time on either side.
pub(super) fn read(tokens: &[Token], context: &Context<'_>) -> Result<Occurred, WhenError> {
    let mut failed = None;
    for (at, token) in tokens.iter().enumerate() {
        let joins = match token {
            Token::Word(w) => matches!(w.as_str(), "to" | "until" | "till" | "and"),
            Token::Mark(c) => *c == '-',
            Token::Number(_) => false,
        };
        let (Some(before), Some(after)) = (tokens.get(..at), tokens.get(at + 1..)) else {
            continue;
        };
        if !joins {
            continue;
        }
        let before = without_opening(before);
        let read = |t: &[Token]| point::read(t, context).filter(|p| !p.has_moment());
        if let (Some(mut first), Some(mut last)) = (read(&before), read(after)) {
            match between(&mut first, &mut last, context) {
                Ok(occurred) => return Ok(occurred),
                Err(e) => failed = Some(e),
            }
        }
    }
    Err(failed.unwrap_or_else(|| context.not_a_time()))
}

/// "from" and "between" stand before the first time or after the day: "yesterday between 2 and 4".
fn without_opening(tokens: &[Token]) -> Vec<Token> {
    let mut opened = false;
    tokens
        .iter()
        .filter(|t| {
            let opens = !opened
                && (begins(std::slice::from_ref(t), &["from"])
                    || begins(std::slice::from_ref(t), &["between"]));
            opened |= opens;
            !opens
        })
        .cloned()
        .collect()
}

fn between(
    first: &mut Point,
    last: &mut Point,
    context: &Context<'_>,
) -> Result<Occurred, WhenError> {
    share(first, last);
    let nothing = || context.not_a_time();
    let mut doubts = Vec::new();
    if first.unhedge() | last.unhedge() {
        doubts.push("whoever said it was not certain of the times".to_owned());
    }
    // The end of the range carries the day for both, or the beginning does.
    let day = |point: &Point| -> Result<_, WhenError> {
        Ok(match point.day.resolve(context, &mut Vec::new())? {
            Some(super::day::Days::One(day)) => Some(day),
            _ => None,
        })
    };
    let (said_first, said_last) = (day(first)?, day(last)?);
    let a = first.stretch(context, false, said_last, &mut doubts)?;
    let own = said_first.or(said_last);
    let mut b = match (own, last.clock()) {
        (None, Some(_)) => {
            // No day was said: both ends lie on the day that the beginning fell on.
            let day = context.zone.to_datetime(a.from).date();
            last.stretch(context, false, Some(day), &mut doubts)?
        }
        _ => last.stretch(context, false, own, &mut doubts)?,
    };
    if last.clock().is_some() && last.day.is_empty() && b.from <= a.from {
        // "Between 11pm and 1am" ends on the next day.
        let day = plus(context.zone.to_datetime(b.from).date(), 1);
        b = last.stretch(
            context,
            false,
            Some(day.ok_or_else(nothing)?),
            &mut Vec::new(),
        )?;
    }
    if a.precision == Precision::Range || b.precision == Precision::Range {
        return Err(nothing());
    }
    doubts.dedup();
    // A time ends the range when the clock shows it; a day, month or part when it is over.
    let until = match b.precision {
        Precision::Minute | Precision::Second => {
            b.until.checked_sub(length(&b)).map_err(|_| nothing())?
        }
        _ => b.until,
    };
    let text = match (&a.time, &b.time) {
        (Some(start), Some(end)) if a.date == b.date => format!("{start} to {end}"),
        _ => format!("{} to {}", a.text(), b.text()),
    };
    let same_day = a.time.is_some() && b.time.is_some() && a.date == b.date;
    Stretch {
        from: a.from,
        until,
        date: if same_day {
            a.date.clone()
        } else {
            text.clone()
        },
        time: same_day.then_some(text),
        precision: Precision::Range,
    }
    .occurred(context, doubts)
}

fn length(stretch: &Stretch) -> jiff::SignedDuration {
    match stretch.precision {
        Precision::Second => jiff::SignedDuration::from_secs(1),
        _ => super::minutes(1),
    }
}

/// What is said once for both: "3 to 5 March 2014", "Feb to April 2014", "2 to 4pm".
fn share(first: &mut Point, last: &mut Point) {
    let only_bare = |p: &Point| p.bare.is_some() && p.clock.is_none() && p.day.is_empty();
    let plain = last.clock.is_none() && last.bare.is_none();
    if only_bare(first) && last.day.day.is_some() && plain {
        // "3 to 5 March": a day of the same month.
        first.day.day = first.bare.take();
        first.day.month = last.day.month;
    }
    let open_day = first.day.day.is_some() && first.day.year.is_none() && first.clock.is_none();
    if only_bare(last) && open_day && last.part.is_none() {
        // "3 March to 5".
        last.day.day = last.bare.take();
        last.day.month = first.day.month;
    }
    if first.day.month.is_some() && first.day.year.is_none() {
        first.day.year = last.day.year.map(|year| {
            let wraps = first.day.month > last.day.month;
            if wraps { year.saturating_sub(1) } else { year }
        });
    }
    let said = |clock: &Option<Clock>| {
        clock
            .as_ref()
            .map(|c| c.half)
            .filter(|h| matches!(h, Half::Am | Half::Pm))
    };
    if let (Some(half), Some(mut clock)) = (said(&last.clock), first.clock()) {
        let end = last.clock.as_ref().map_or(0, |c| c.hour % 12);
        if clock.half == Half::Unsaid && first.part.is_none() {
            // "11 to 2pm" begins in the morning.
            let crosses = clock.hour % 12 > end && half == Half::Pm;
            clock.half = if crosses { Half::Am } else { half };
            (first.clock, first.bare) = (Some(clock), None);
        }
    }
    if first.part.is_none() && first.clock().is_some() && last.clock().is_some() {
        first.part = last.part;
    } else if last.part.is_none() && last.clock().is_some() && first.clock().is_some() {
        last.part = first.part;
    }
}
