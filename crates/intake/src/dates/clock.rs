//! The time of day behind a date: `10.30`, `2:30 PM`, `1030hrs`, `half past ten`, `evening`.
//!
//! A bare number is never one: "14 Feb 2 calls" says how many calls.

use jiff::civil::Time;
use jiff::tz::Offset;

use super::Place;
use super::cursor::{Cursor, is_stop};

/// A time of day as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Clock {
    /// As [`standfast_model::when`] reads it.
    pub(super) words: String,
    /// Read by the 24-hour clock, or by what was said of morning and afternoon; whether it has
    /// seconds.
    pub(super) exact: Option<(Time, bool)>,
    /// Nothing is left open: morning or afternoon was said, or the hour is no hour of twelve.
    pub(super) sure: bool,
    pub(super) offset: Option<Offset>,
    /// Said in words, which may be part of the sentence.
    pub(super) loose: bool,
}

impl Clock {
    /// In one form, for telling equal records: to the minute.
    pub(super) fn canonical(&self) -> String {
        match self.exact.filter(|_| self.sure) {
            Some((time, _)) => format!("{:02}:{:02}", time.hour(), time.minute()),
            None => self.words.clone(),
        }
    }
}

/// Takes the time behind a date, with what parts the two; nothing where none stands there.
pub(super) fn behind(cursor: &mut Cursor<'_>, place: Place) -> Option<Clock> {
    let mut ahead = *cursor;
    let spaced = ahead.spaces();
    let glued = ahead.eat('T') || ahead.eat('t');
    let parted = ahead
        .eat_one(|c| {
            matches!(
                c,
                ',' | '-' | ':' | ';' | '@' | '\u{2013}' | '\u{2014}' | '('
            )
        })
        .is_some();
    ahead.spaces();
    let at = ahead.eat_word(&["at"]);
    ahead.spaces();
    if !(spaced || glued || parted || at) {
        return None;
    }
    let clock = match place {
        Place::Cell => of_cell(&mut ahead),
        Place::Line => of_line(&mut ahead),
    }?;
    *cursor = ahead;
    Some(clock)
}

/// The time in figures that a line begins with: minutes or am and pm must be there.
pub(super) fn first(cursor: &mut Cursor<'_>) -> Option<Clock> {
    let bare = |c: &Cursor<'_>| c.rest().bytes().take_while(u8::is_ascii_digit).count() > 2;
    if bare(cursor) {
        return None;
    }
    figures(cursor).or_else(|| hour(cursor))
}

fn of_cell(cursor: &mut Cursor<'_>) -> Option<Clock> {
    let mut clock = figures(cursor)?;
    cursor.spaces();
    clock.offset = offset(cursor);
    Some(clock)
}

fn of_line(cursor: &mut Cursor<'_>) -> Option<Clock> {
    let side = side(cursor);
    let first = figures(cursor).or_else(|| hour(cursor));
    let Some(mut clock) = first else {
        let mut clock = in_words(cursor)?;
        clock.words = format!("{side}{}", clock.words);
        return Some(clock);
    };
    let mut ahead = *cursor;
    ahead.spaces();
    let to = ahead
        .eat_one(|c| matches!(c, '-' | '\u{2013}' | '\u{2014}'))
        .is_some()
        || ahead.eat_word(&["to", "until", "till"]);
    ahead.spaces();
    if side.is_empty()
        && to
        && let Some(end) = figures(&mut ahead).or_else(|| hour(&mut ahead))
    {
        *cursor = ahead;
        clock.words = format!("{} to {}", clock.words, end.words);
        (clock.exact, clock.sure) = (None, false);
    }
    if !side.is_empty() {
        clock.words = format!("{side}{}", clock.words);
        (clock.exact, clock.sure) = (None, false);
    }
    Some(clock)
}

/// "about", "before" and their kin.
fn side(cursor: &mut Cursor<'_>) -> &'static str {
    let side = if cursor.eat_word(&[
        "about",
        "around",
        "approx",
        "approximately",
        "circa",
        "c",
        "ca",
    ]) {
        cursor.eat('.');
        "about "
    } else if cursor.eat('~') {
        "about "
    } else if cursor.eat_word(&["before"]) {
        "before "
    } else if cursor.eat_word(&["after"]) {
        "after "
    } else {
        return "";
    };
    cursor.spaces();
    side
}

/// `10:30`, `10.30`, `10:30:15.123`, `2:30 pm`, `1030hrs`.
fn figures(cursor: &mut Cursor<'_>) -> Option<Clock> {
    let mut ahead = *cursor;
    let (n, figures) = ahead.number(4)?;
    let (hour, minute, second) = if figures == 4 {
        let mut behind = ahead;
        behind.spaces();
        let said = behind.eat_word(&["hrs", "hours", "h"]);
        if said {
            ahead = behind;
        }
        // Behind a date with its year, four figures and a stop are a time of day.
        let stop = ahead.peek().is_none_or(is_stop) || (ahead.rest().starts_with(" -"));
        if !said && !stop {
            return None;
        }
        (n / 100, n % 100, None)
    } else {
        let between = ahead.eat_one(|c| matches!(c, ':' | '.'))?;
        let (minute, two) = ahead.number(2)?;
        if two != 2 {
            return None;
        }
        let more =
            ahead.peek() == Some(between) && ahead.second().is_some_and(|c| c.is_ascii_digit());
        let mut second = None;
        if more {
            ahead.eat(between);
            second = Some(ahead.number(2)?.0);
            fraction(&mut ahead);
        }
        (n, minute, second)
    };
    let half = half(&mut ahead);
    if half.is_none() {
        let mut behind = ahead;
        behind.spaces();
        if behind.eat_word(&["hrs", "hours", "h"]) {
            ahead = behind;
        }
    }
    // "10.30am" ends here; "10.30x" is something else.
    if ahead.peek().is_some_and(char::is_alphabetic) && !matches!(ahead.peek(), Some('Z' | 'z')) {
        return None;
    }
    let clock = clock(hour, minute, second, half, figures == 4)?;
    *cursor = ahead;
    Some(clock)
}

/// `3pm`, `10 a.m.`, `3 o'clock`.
fn hour(cursor: &mut Cursor<'_>) -> Option<Clock> {
    let mut ahead = *cursor;
    let (n, _) = ahead.number(2)?;
    if let Some(half) = half(&mut ahead) {
        let clock = clock(n, 0, None, Some(half), false)?;
        *cursor = ahead;
        return Some(clock);
    }
    ahead.spaces();
    if ahead.eat_word(&["o"]) {
        ahead.eat_one(|c| matches!(c, '\'' | '\u{2019}'));
        if ahead.eat_word(&["clock"]) && (1..=12).contains(&n) {
            *cursor = ahead;
            return Some(Clock {
                words: format!("{n} o'clock"),
                exact: None,
                sure: false,
                offset: None,
                loose: false,
            });
        }
    }
    None
}

fn clock(
    hour: u32,
    minute: u32,
    second: Option<u32>,
    half: Option<bool>,
    full: bool,
) -> Option<Clock> {
    let by_24 = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
    };
    let part = |n: u32| i8::try_from(n).ok();
    let time = Time::new(part(by_24)?, part(minute)?, part(second.unwrap_or(0))?, 0).ok()?;
    let sure = half.is_some() || full || !(1..=12).contains(&hour);
    let seconds = second.map_or(String::new(), |s| format!(":{s:02}"));
    Some(Clock {
        words: if sure {
            format!("{:02}:{:02}{seconds}{}", by_24, minute, twelve(by_24))
        } else {
            format!("{hour}:{minute:02}{seconds}")
        },
        exact: Some((time, second.is_some())),
        sure,
        offset: None,
        loose: false,
    })
}

/// What tells an hour of the 24-hour clock from one of twelve, where it could be either.
fn twelve(hour: u32) -> &'static str {
    match hour {
        1..=11 => "am",
        12 => "pm",
        _ => "",
    }
}

/// `am`, `p.m.`; whether it is the afternoon.
fn half(cursor: &mut Cursor<'_>) -> Option<bool> {
    let mut ahead = *cursor;
    ahead.spaces();
    let letter = ahead.eat_one(|c| matches!(c, 'a' | 'A' | 'p' | 'P'))?;
    let dotted = ahead.eat('.');
    ahead.eat_one(|c| matches!(c, 'm' | 'M'))?;
    if dotted {
        ahead.eat('.');
    }
    if ahead.peek().is_some_and(char::is_alphanumeric) {
        return None;
    }
    *cursor = ahead;
    Some(matches!(letter, 'p' | 'P'))
}

fn fraction(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    if ahead.eat('.') || ahead.eat(',') {
        let any = ahead.eat_one(|c| c.is_ascii_digit()).is_some();
        while ahead.eat_one(|c| c.is_ascii_digit()).is_some() {}
        if any {
            *cursor = ahead;
        }
    }
}

/// `Z`, `UTC`, `GMT`, `+01:00`, `UTC+1`; `GMT` in summer is what its writer says it is.
fn offset(cursor: &mut Cursor<'_>) -> Option<Offset> {
    let mut ahead = *cursor;
    let named = ahead.eat_word(&["z", "utc", "gmt"]);
    ahead.spaces();
    let sign = match ahead.eat_one(|c| matches!(c, '+' | '-' | '\u{2212}')) {
        Some('+') => 1,
        Some(_) => -1,
        None => {
            if named {
                *cursor = ahead;
            }
            return named.then_some(Offset::UTC);
        }
    };
    let (n, figures) = ahead.number(4)?;
    let (hours, minutes) = match figures {
        3 | 4 => (n / 100, n % 100),
        _ if ahead.eat(':') => (n, ahead.number(2)?.0),
        _ => (n, 0),
    };
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    let offset = Offset::from_seconds(sign * seconds).ok()?;
    if hours > 14 || minutes > 59 {
        return None;
    }
    *cursor = ahead;
    Some(offset)
}

/// Words that a time of day is made of.
const WORDS: &[&str] = &[
    "half",
    "quarter",
    "a",
    "past",
    "to",
    "noon",
    "midday",
    "midnight",
    "morning",
    "afternoon",
    "evening",
    "night",
    "lunchtime",
    "early",
    "late",
    "hours",
    "in",
    "the",
    "at",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "twenty",
    "am",
    "pm",
    "small",
    "overnight",
];
/// Words of which one must be there: the others are said of many things.
const ANCHORS: &[&str] = &[
    "past",
    "noon",
    "midday",
    "midnight",
    "morning",
    "afternoon",
    "evening",
    "night",
    "lunchtime",
    "overnight",
    "am",
    "pm",
];

/// "half past ten", "in the evening", "early hours".
fn in_words(cursor: &mut Cursor<'_>) -> Option<Clock> {
    const MOST: usize = 6;
    let mut ahead = *cursor;
    let mut said: Vec<String> = Vec::new();
    let mut best: Option<(usize, String)> = None;
    let mut anchored = false;
    while said.len() < MOST {
        let word = ahead.word();
        if !WORDS.contains(&word.as_str()) {
            break;
        }
        ahead.skip_word();
        anchored |= ANCHORS.contains(&word.as_str());
        if !matches!(word.as_str(), "in" | "the" | "at") {
            said.push(word.clone());
        }
        let early = said.len() == 2
            && said.first().is_some_and(|w| w == "early" || w == "small")
            && word == "hours";
        let to = said.iter().any(|w| w == "quarter") && said.iter().any(|w| w == "to");
        let joins = matches!(
            word.as_str(),
            "in" | "the" | "at" | "to" | "past" | "a" | "early" | "late"
        );
        if (anchored || early || to) && !joins && !ahead.peek().is_some_and(char::is_alphanumeric) {
            best = Some((ahead.at(), said.join(" ")));
        }
        if !ahead.spaces() {
            break;
        }
    }
    let (end, words) = best?;
    *cursor = cursor.from(end);
    Some(Clock {
        words,
        exact: None,
        sure: false,
        offset: None,
        loose: true,
    })
}
