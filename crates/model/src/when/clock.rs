//! Times as they stand on a clock: "10:30", "half past ten", "3pm", "noon".

use jiff::civil::Time;
use jiff::tz::TimeZone;

use super::Token;
use super::offset::{Said, offset};
use super::words::{number, small_number};

/// A time as it stands on a clock.
#[derive(Clone, Debug)]
pub(super) struct Clock {
    /// 0 to 24; 1 to 12 where `half` is not `Full`.
    pub(super) hour: i8,
    pub(super) minute: i8,
    pub(super) second: Option<i8>,
    pub(super) half: Half,
    pub(super) offset: Option<Said>,
}

/// Which half of the day an hour is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    Am,
    Pm,
    /// By the 24-hour clock.
    Full,
    /// Not said.
    Unsaid,
    /// "Midnight": the beginning or the end of a day.
    Midnight,
}

impl Clock {
    const fn full(hour: i8, minute: i8) -> Self {
        Clock {
            hour,
            minute,
            second: None,
            half: Half::Full,
            offset: None,
        }
    }

    /// The time of day once the half of the day is known; `None`: no such time.
    pub(super) fn time(&self, half: Half) -> Option<Time> {
        let hour = match half {
            Half::Am => self.hour % 12,
            Half::Pm => self.hour % 12 + 12,
            Half::Full | Half::Unsaid | Half::Midnight => self.hour,
        };
        Time::new(hour, self.minute, self.second.unwrap_or(0), 0).ok()
    }

    /// Takes a time from the front; how many tokens it was.
    ///
    /// `iso`: behind the `T` of a timestamp, where a minus is an offset's and not "to".
    /// `four`: whether four figures can be a time of day.
    pub(super) fn take(
        rest: &[Token],
        zone: &TimeZone,
        iso: bool,
        four: bool,
    ) -> Option<(Clock, usize)> {
        let (mut clock, mut len) = Self::bare(rest, four)?;
        let after = rest.get(len..).unwrap_or_default();
        if let Some((half, more)) = meridiem(after) {
            // "0am", "13pm", "midnight pm" are slips.
            if !(1..=12).contains(&clock.hour) || clock.half == Half::Midnight {
                return None;
            }
            clock.half = half;
            len += more;
        } else if clock.half != Half::Midnight && (clock.hour == 0 || clock.hour > 12) {
            clock.half = Half::Full;
        }
        if let Some((offset, more)) = offset(rest.get(len..).unwrap_or_default(), zone, iso) {
            clock.offset = Some(offset);
            len += more;
        }
        let in_range = (0..=23).contains(&clock.hour)
            || (clock.hour == 24 && clock.minute == 0 && clock.second.unwrap_or(0) == 0);
        (in_range && (0..60).contains(&clock.minute)).then_some((clock, len))
    }

    fn bare(rest: &[Token], four: bool) -> Option<(Clock, usize)> {
        let word = |at: usize| rest.get(at).and_then(Token::word);
        let unsaid = |hour: i16, minute: i16| -> Option<Clock> {
            let (hour, minute) = (i8::try_from(hour).ok()?, i8::try_from(minute).ok()?);
            let half = if (1..=12).contains(&hour) {
                Half::Unsaid
            } else {
                Half::Full
            };
            Some(Clock {
                half,
                ..Clock::full(hour, minute)
            })
        };
        match word(0) {
            Some("noon" | "midday") => return Some((Clock::full(12, 0), 1)),
            Some("midnight") => {
                return Some((
                    Clock {
                        half: Half::Midnight,
                        ..Clock::full(0, 0)
                    },
                    1,
                ));
            }
            Some("half") => {
                let at = if word(1) == Some("past") { 2 } else { 1 };
                let (hour, len) = hour(rest.get(at..)?)?;
                return Some((unsaid(hour, 30)?, at + len));
            }
            _ => {}
        }
        let article = usize::from(word(0) == Some("a") && word(1) == Some("quarter"));
        if let Some((clock, len)) = past_or_to(rest.get(article..)?, &unsaid) {
            return Some((clock, article + len));
        }
        if let Some(h) = rest.first()?.number(2) {
            match rest.get(1) {
                Some(Token::Mark(':' | '.')) => return figures(rest, h),
                Some(Token::Word(w)) if w == "noon" && h == 12 => {
                    return Some((Clock::full(12, 0), 2));
                }
                Some(Token::Word(w)) if w == "midnight" && h == 12 => {
                    return Some((
                        Clock {
                            half: Half::Midnight,
                            ..Clock::full(0, 0)
                        },
                        2,
                    ));
                }
                _ => {}
            }
        }
        if let Some(together) = rest.first()?.digits(4) {
            let marked = usize::from(matches!(word(1), Some("hrs" | "hours" | "h")));
            let (h, m) = (
                i8::try_from(together / 100).ok()?,
                i8::try_from(together % 100).ok()?,
            );
            return ((four || marked == 1) && m < 60).then_some((Clock::full(h, m), 1 + marked));
        }
        let (h, len) = hour(rest)?;
        if word(len) == Some("oclock") {
            return Some((unsaid(h, 0)?, len + 1));
        }
        if meridiem(rest.get(len..)?).is_some() && (1..=12).contains(&h) {
            return Some((unsaid(h, 0)?, len));
        }
        // "ten thirty", "four forty five".
        small_number(word(0)?)?;
        let (m, more) = number(rest.get(len..)?)?;
        small_number(word(len)?)?;
        (h <= 12 && (10..60).contains(&m)).then_some(())?;
        Some((unsaid(h, m)?, len + more))
    }
}

/// An hour in figures or words.
fn hour(rest: &[Token]) -> Option<(i16, usize)> {
    let first = rest.first()?;
    let h = first.number(2).or_else(|| small_number(first.word()?))?;
    (h <= 24).then_some((h, 1))
}

/// "quarter past ten", "twenty five to four", "ten minutes past two".
fn past_or_to(
    rest: &[Token],
    unsaid: &dyn Fn(i16, i16) -> Option<Clock>,
) -> Option<(Clock, usize)> {
    let word = |at: usize| rest.get(at).and_then(Token::word);
    let (minutes, mut len) = if word(0) == Some("quarter") {
        (15, 1)
    } else {
        number(rest)?
    };
    if matches!(word(len), Some("minutes" | "minute" | "mins" | "min")) {
        len += 1;
    } else if rest.first()?.number(4).is_some() && !matches!(minutes, 5 | 10 | 20 | 25) {
        // "3 to 5" are two hours.
        return None;
    }
    let past = match word(len)? {
        "past" | "after" => true,
        "to" | "before" => false,
        _ => return None,
    };
    let (h, more) = hour(rest.get(len + 1..)?)?;
    if !(1..=29).contains(&minutes) || !(1..=12).contains(&h) {
        return None;
    }
    let clock = match (past, h) {
        (true, h) => unsaid(h, minutes)?,
        (false, 1) => unsaid(12, 60 - minutes)?,
        (false, h) => unsaid(h - 1, 60 - minutes)?,
    };
    Some((clock, len + 1 + more))
}

/// `10:30`, `9.15`, `10:30:15`, `10:30:15.250`.
fn figures(rest: &[Token], h: i16) -> Option<(Clock, usize)> {
    let minute = i8::try_from(rest.get(2)?.digits(2)?).ok()?;
    let colon = rest.get(1) == Some(&Token::Mark(':'));
    let hour = i8::try_from(h).ok()?;
    // "04:30" is the 24-hour clock; "4:30" may be the afternoon.
    let written = rest.first()?.digits(2).is_some();
    let half = if written || !(1..=12).contains(&hour) {
        Half::Full
    } else {
        Half::Unsaid
    };
    let mut clock = Clock {
        half,
        ..Clock::full(hour, minute)
    };
    let mut len = 3;
    if colon && rest.get(3) == Some(&Token::Mark(':')) {
        let second = i8::try_from(rest.get(4)?.digits(2)?).ok()?;
        // A leap second is the last second that a clock shows.
        clock.second = Some(if second == 60 { 59 } else { second });
        len = 5;
        if matches!(rest.get(5), Some(Token::Mark('.'))) && rest.get(6)?.number(9).is_some() {
            len = 7;
        }
    }
    (clock.second.is_none_or(|s| (0..60).contains(&s))).then_some((clock, len))
}

fn meridiem(rest: &[Token]) -> Option<(Half, usize)> {
    let dot = |at: usize| rest.get(at) == Some(&Token::Mark('.'));
    match rest.first()?.word()? {
        "am" => Some((Half::Am, 1 + usize::from(dot(1)))),
        "pm" => Some((Half::Pm, 1 + usize::from(dot(1)))),
        half @ ("a" | "p") if dot(1) && rest.get(2)?.word() == Some("m") => {
            let half = if half == "a" { Half::Am } else { Half::Pm };
            Some((half, 3 + usize::from(dot(3))))
        }
        _ => None,
    }
}
