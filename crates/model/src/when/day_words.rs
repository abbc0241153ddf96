//! From words to the slots of a day: dates in figures and in words, and days as people point at them.

use super::day::{DaySaid, Run, Third, Which, YEARS};
use super::words::{begins, month, number, weekday};
use super::{Context, Reading, Token};

fn put<T>(slot: &mut Option<T>, value: T) -> Option<()> {
    slot.is_none().then(|| *slot = Some(value))
}

impl DaySaid {
    /// Takes words about the day from the front; how many tokens they were.
    pub(super) fn take(&mut self, rest: &[Token], context: &Context<'_>) -> Option<usize> {
        self.take_numeric(rest, context)
            .or_else(|| self.take_named(rest))
            .or_else(|| self.take_relative(rest))
            .or_else(|| self.take_year(rest))
    }

    fn take_date(&mut self, year: Option<i16>, month: i8, day: i8) -> Option<()> {
        if self.day.is_some() || self.month.is_some() || (year.is_some() && self.year.is_some()) {
            return None;
        }
        self.day = Some(day);
        self.month = Some(month);
        self.year = year.or(self.year);
        Some(())
    }

    /// `2014-02-14`, `14/02/2014`, `3/2`, `02/2014`, `2014-02`.
    fn take_numeric(&mut self, rest: &[Token], context: &Context<'_>) -> Option<usize> {
        let separator = match rest.get(1)? {
            Token::Mark(c @ ('-' | '/' | '.')) => *c,
            _ => return None,
        };
        let third = (rest.get(2)?, rest.get(3), rest.get(4));
        let second = third.0.number(2).map(i16_to_i8);
        let three = matches!(third.1, Some(Token::Mark(c)) if *c == separator);
        if let Some(year) = rest.first()?.digits(4) {
            let month = second??;
            if three {
                let day = i16_to_i8(third.2?.number(2)?)?;
                self.take_date(Some(year), month, day)?;
                let t = rest.get(5).and_then(Token::word) == Some("t");
                return Some(if t { 6 } else { 5 });
            }
            let written = rest.get(2)?.digits(2).is_some();
            if separator == '.' || !written || self.year.is_some() || self.month.is_some() {
                return None;
            }
            (self.year, self.month) = (Some(year), Some(month));
            return Some(3);
        }
        let first = i16_to_i8(rest.first()?.number(2)?)?;
        if three {
            let last = third.2?;
            let year = match (last.digits(4), last.digits(2)) {
                (Some(year), _) => year,
                (None, Some(short)) if separator != '.' => century(short, context),
                _ => return None,
            };
            let (day, month) = order(first, second??, context)?;
            self.take_date(Some(year), month, day)?;
            return Some(5);
        }
        if separator != '/' {
            return None;
        }
        if let Some(year) = rest.get(2)?.digits(4) {
            if self.year.is_some() || self.month.is_some() {
                return None;
            }
            (self.year, self.month) = (Some(year), Some(first));
            return Some(3);
        }
        let (day, month) = order(first, second??, context)?;
        self.take_date(None, month, day)?;
        Some(3)
    }

    /// `14 Feb 2014`, `14th of February`, `14-Feb-2014`, `Feb 14th, 2014`, `Feb 2014`, `Feb`, `the 14th`.
    fn take_named(&mut self, rest: &[Token]) -> Option<usize> {
        let word = |at: usize| rest.get(at).and_then(Token::word);
        let dash = |at: usize| usize::from(rest.get(at) == Some(&Token::Mark('-')));
        let ordinal = |at: usize| usize::from(matches!(word(at), Some("st" | "nd" | "rd" | "th")));
        if let Some(day) = rest.first()?.number(2) {
            let mut at = 1 + ordinal(1);
            let is_ordinal = at == 2;
            let of = usize::from(word(at) == Some("of"));
            at += of + dash(at + of);
            if let Some(month) = word(at).and_then(month) {
                self.take_date(None, month, i16_to_i8(day)?)?;
                let year_at = at + 1 + dash(at + 1);
                return Some(self.year_at(rest, year_at).unwrap_or(at + 1));
            }
            if is_ordinal {
                put(&mut self.day, i16_to_i8(day)?)?;
                return Some(2);
            }
            return None;
        }
        let month = word(0).and_then(month)?;
        if self.month.is_some() {
            return None;
        }
        if let Some(day) = rest.get(1).and_then(|t| t.number(2)) {
            let after = rest.get(2);
            let is_clock = matches!(after, Some(Token::Mark(':' | '.' | '/')))
                || matches!(word(2), Some("am" | "pm" | "oclock" | "a" | "p"));
            if !is_clock && self.day.is_none() {
                self.take_date(None, month, i16_to_i8(day)?)?;
                let at = 2 + ordinal(2);
                return Some(self.year_at(rest, at).unwrap_or(at));
            }
        }
        self.month = Some(month);
        Some(self.year_at(rest, 1).unwrap_or(1))
    }

    /// Takes a year that stands at `at`; the number of tokens up to and with it.
    fn year_at(&mut self, rest: &[Token], at: usize) -> Option<usize> {
        let year = rest.get(at)?.digits(4).filter(|y| YEARS.contains(y))?;
        // "14 Feb 2030hrs" is a time of day, "14 Feb 2014-02-15" another date.
        if matches!(
            rest.get(at + 1).and_then(Token::word),
            Some("hrs" | "hours" | "h")
        ) {
            return None;
        }
        put(&mut self.year, year)?;
        Some(at + 1)
    }

    fn take_year(&mut self, rest: &[Token]) -> Option<usize> {
        self.year_at(rest, 0)
    }

    /// "yesterday", "last Tuesday", "two days ago", "last week", "early".
    fn take_relative(&mut self, rest: &[Token]) -> Option<usize> {
        const SHIFTS: &[(&[&str], i64)] = &[
            (&["day", "before", "yesterday"], -2),
            (&["day", "after", "tomorrow"], 2),
            (&["yesterday"], -1),
            (&["today"], 0),
            (&["tomorrow"], 1),
        ];
        const DAYS: &[(&[&str], i8, i8)] = &[
            (&["valentines", "day"], 14, 2),
            (&["christmas", "eve"], 24, 12),
            (&["christmas", "day"], 25, 12),
            (&["boxing", "day"], 26, 12),
            (&["new", "years", "eve"], 31, 12),
            (&["new", "years", "day"], 1, 1),
        ];
        for (words, shift) in SHIFTS {
            if begins(rest, words) {
                put(&mut self.shift, *shift)?;
                return Some(words.len());
            }
        }
        for (words, day, month) in DAYS {
            if begins(rest, words) {
                self.take_date(None, *month, *day)?;
                return Some(words.len());
            }
        }
        if let Some((days, len)) = days_ago(rest) {
            put(&mut self.shift, -days)?;
            return Some(len);
        }
        let first = rest.first()?.word()?;
        if let Some(day) = weekday(first) {
            let last = rest.get(1).and_then(Token::word) == Some("last")
                && rest
                    .get(2)
                    .and_then(Token::word)
                    .is_none_or(|w| w != "week" && w != "night");
            let which = if last { Which::Last } else { Which::Plain };
            put(&mut self.weekday, (day, which))?;
            return Some(if last { 2 } else { 1 });
        }
        let third = match first {
            "early" | "beginning" | "start" => Some(Third::Early),
            "mid" | "middle" => Some(Third::Mid),
            "late" | "end" => Some(Third::Late),
            _ => None,
        };
        if let Some(third) = third {
            let of = usize::from(rest.get(1).and_then(Token::word) == Some("of"));
            rest.get(1 + of).and_then(Token::word).and_then(month)?;
            put(&mut self.third, third)?;
            return Some(1 + of);
        }
        if first == "weekend" {
            put(&mut self.run, (Run::Weekend, 0))?;
            return Some(1);
        }
        let (which, step) = match first {
            "last" => (Which::Last, -1),
            "this" => (Which::Plain, 0),
            "next" => (Which::Next, 1),
            _ => return None,
        };
        let second = rest.get(1)?.word()?;
        if let Some(day) = weekday(second) {
            put(&mut self.weekday, (day, which))?;
            return Some(2);
        }
        let run = match second {
            "week" => Run::Week,
            "weekend" => Run::Weekend,
            "month" => Run::Month,
            "year" => Run::Year,
            _ => return None,
        };
        put(&mut self.run, (run, step))?;
        Some(2)
    }
}

fn i16_to_i8(n: i16) -> Option<i8> {
    i8::try_from(n).ok()
}

/// Day and month of a date in figures. Where both could be either, the passes read it both ways.
fn order(first: i8, second: i8, context: &Context<'_>) -> Option<(i8, i8)> {
    let only = match (first, second) {
        (13.., 1..=12) => Some(Reading::First),
        (1..=12, 13..) => Some(Reading::Second),
        _ => None,
    };
    if let Some(only) = only {
        if context.order.get().is_some_and(|before| before != only) {
            return None;
        }
        context.order.set(Some(only));
        return Some(if only == Reading::First {
            (first, second)
        } else {
            (second, first)
        });
    }
    let month_first = match context.order.get() {
        Some(order) => order == Reading::Second,
        None => first != second && context.fork(),
    };
    Some(if month_first {
        (second, first)
    } else {
        (first, second)
    })
}

/// `14/2/14`: this century up to next year, else the last one.
fn century(short: i16, context: &Context<'_>) -> i16 {
    let year = 2000 + short;
    if year > context.here.year().saturating_add(1) {
        year - 100
    } else {
        year
    }
}

/// "two days ago"; how many tokens.
fn days_ago(rest: &[Token]) -> Option<(i64, usize)> {
    let (n, len) = amount(rest)?;
    let days = matches!(rest.get(len)?.word()?, "day" | "days");
    (days && rest.get(len + 1)?.word()? == "ago").then_some((n, len + 2))
}

/// "20", "two", "a", "an", "a couple of".
pub(super) fn amount(rest: &[Token]) -> Option<(i64, usize)> {
    if begins(rest, &["a", "couple", "of"]) {
        return Some((2, 3));
    }
    if matches!(rest.first()?.word(), Some("a" | "an")) {
        return Some((1, 1));
    }
    number(rest).map(|(n, len)| (i64::from(n), len))
}
