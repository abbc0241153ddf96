//! From words, in any order, to the slots of one time.

use jiff::SignedDuration;

use super::clock::Clock;
use super::day_words::amount;
use super::part::Part;
use super::point::{Moment, Point, Side};
use super::words::begins;
use super::{Context, Token};

/// Words that add nothing.
const FILLERS: &[&str] = &[
    "on",
    "at",
    "the",
    "of",
    "in",
    "during",
    "sometime",
    "some",
    "time",
    "was",
    "it",
    "dated",
    "exactly",
    "precisely",
    "i",
];
const ABOUT: &[&[&str]] = &[
    &["about"],
    &["around"],
    &["approximately"],
    &["approx"],
    &["roughly"],
    &["circa"],
    &["ca"],
    &["or", "so"],
    &["ish"],
    &["or", "thereabouts"],
    &["near"],
    &["c"],
];
const HEDGES: &[&str] = &["maybe", "perhaps", "possibly", "probably", "think"];

impl Point {
    pub(super) fn take(&mut self, rest: &[Token], context: &Context<'_>) -> Option<usize> {
        self.take_moment(rest)
            .or_else(|| self.take_part(rest))
            .or_else(|| self.take_loose(rest, context))
            .or_else(|| self.take_day(rest, context))
            .or_else(|| self.take_clock(rest, context))
            .or_else(|| self.take_small(rest))
    }

    fn take_day(&mut self, rest: &[Token], context: &Context<'_>) -> Option<usize> {
        let len = self.day.take(rest, context)?;
        let last = len.checked_sub(1).and_then(|at| rest.get(at));
        self.iso |= last.and_then(Token::word) == Some("t");
        Some(len)
    }

    fn take_clock(&mut self, rest: &[Token], context: &Context<'_>) -> Option<usize> {
        // After "14 Feb" four figures are a year, or a slip of one; never a time of day.
        let four = self.day.month.is_none() || self.day.year.is_some();
        let (clock, len) = Clock::take(rest, context.zone, self.iso, four)?;
        if self.clock.is_some() {
            return None;
        }
        self.clock = Some(clock);
        Some(len)
    }

    fn take_moment(&mut self, rest: &[Token]) -> Option<usize> {
        const MOMENTS: &[(&[&str], Moment)] = &[
            (&["just", "now"], Moment::JustNow),
            (&["right", "now"], Moment::Now),
            (&["now"], Moment::Now),
            (&["earlier", "today"], Moment::EarlierToday),
        ];
        let said = MOMENTS.iter().find(|(words, _)| begins(rest, words));
        let (moment, len) = match said {
            Some((words, moment)) => (*moment, words.len()),
            None => ago(rest).map(|(duration, len)| (Moment::Ago(duration), len))?,
        };
        if self.moment.is_some() {
            return None;
        }
        self.moment = Some(moment);
        Some(len)
    }

    /// "this morning", "last night", "tonight", "evening".
    fn take_part(&mut self, rest: &[Token]) -> Option<usize> {
        if self.part.is_some() {
            return None;
        }
        let first = rest.first()?.word()?;
        let (shift, before) = match first {
            "tonight" => {
                let (night, _) = Part::take(&[Token::Word("night".to_owned())])?;
                self.shift_to(0)?;
                (self.part, self.night_begins) = (Some(night), true);
                return Some(1);
            }
            "this" => (Some(0), 1),
            "last" => (Some(-1), 1),
            _ => (None, 0),
        };
        let (part, len) = Part::take(rest.get(before..)?)?;
        if first == "last" && !part.is_night() {
            return None;
        }
        if let Some(shift) = shift {
            self.shift_to(shift)?;
            self.night_begins = part.is_night();
        }
        self.part = Some(part);
        Some(before + len)
    }

    fn shift_to(&mut self, days: i64) -> Option<()> {
        self.day.is_empty().then(|| self.day.shift = Some(days))
    }

    /// "two weeks ago", "3 months ago", "a year ago": never meant to the day.
    fn take_loose(&mut self, rest: &[Token], context: &Context<'_>) -> Option<usize> {
        let (n, len) = amount(rest)?;
        let unit = rest.get(len)?.word()?;
        if rest.get(len + 1)?.word()? != "ago" || !self.day.is_empty() {
            return None;
        }
        let today = context.here.date();
        match unit {
            "week" | "weeks" => self.day.shift = Some(-7 * n),
            "fortnight" | "fortnights" => self.day.shift = Some(-14 * n),
            "month" | "months" => {
                let months = i64::from(today.year()) * 12 + i64::from(today.month()) - 1 - n;
                self.day.year = Some(i16::try_from(months.div_euclid(12)).ok()?);
                self.day.month = Some(i8::try_from(months.rem_euclid(12) + 1).ok()?);
            }
            "year" | "years" => {
                self.day.year = Some(i16::try_from(i64::from(today.year()) - n).ok()?);
                // "A year ago" is meant to the month or so, "nine years ago" is not.
                self.day.month = (n == 1).then_some(today.month());
            }
            _ => return None,
        }
        self.loose = true;
        Some(len + 2)
    }

    fn take_small(&mut self, rest: &[Token]) -> Option<usize> {
        if rest.first() == Some(&Token::Mark('~')) {
            self.about = true;
            return Some(1);
        }
        if let Some(words) = ABOUT.iter().find(|w| begins(rest, w)) {
            self.about = true;
            return Some(words.len());
        }
        if let Some(word) = rest.first()?.word() {
            if FILLERS.contains(&word) {
                return Some(1);
            }
            if HEDGES.contains(&word) {
                self.hedged = true;
                return Some(1);
            }
            let side = match word {
                "before" => Some(Side::Before),
                "after" => Some(Side::After),
                _ => None,
            };
            if side.is_some() && self.side.is_none() {
                self.side = side;
                return Some(1);
            }
        }
        let (n, len) = super::words::number(rest)?;
        let long = matches!(rest.first()?, Token::Number(figures) if figures.len() > 2);
        if self.bare.is_some() || long || n > 31 {
            return None;
        }
        self.bare = Some(i8::try_from(n).ok()?);
        Some(len)
    }
}

/// "20 minutes ago", "half an hour ago".
fn ago(rest: &[Token]) -> Option<(SignedDuration, usize)> {
    if begins(rest, &["half", "an", "hour", "ago"]) {
        return Some((SignedDuration::from_mins(30), 4));
    }
    let (n, len) = amount(rest)?;
    let seconds = match rest.get(len)?.word()? {
        "second" | "seconds" | "secs" | "sec" => 1,
        "minute" | "minutes" | "mins" | "min" => 60,
        "hour" | "hours" | "hrs" | "hr" => 3600,
        _ => return None,
    };
    (rest.get(len + 1)?.word()? == "ago").then(|| (SignedDuration::from_secs(n * seconds), len + 2))
}
