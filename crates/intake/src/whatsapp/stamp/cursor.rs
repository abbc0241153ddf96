//! Goes along a line and reads what a stamp is made of: three numbers, a clock, what stands between and
//! behind them.

use super::letters::{AFTERNOON, MORNING, digit, is_mark, is_space};
use super::{Era, Tail};

pub(super) struct DateRead {
    pub(super) numbers: [u32; 3],
    pub(super) between: char,
    pub(super) era: Era,
    pub(super) era_first: bool,
}

pub(super) struct Clock {
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: Option<u32>,
    pub(super) half: Option<bool>,
}

#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) line: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(line: &'a str) -> Self {
        Cursor { line, at: 0 }
    }

    /// The next letter that is no mark.
    pub(super) fn peek(&mut self) -> Option<char> {
        loop {
            let c = self.line.get(self.at..)?.chars().next()?;
            if !is_mark(c) {
                return Some(c);
            }
            self.at += c.len_utf8();
        }
    }

    pub(super) fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    fn spaces(&mut self) -> usize {
        let mut count = 0;
        while let Some(c) = self.peek().filter(|c| is_space(*c)) {
            self.at += c.len_utf8();
            count += 1;
        }
        count
    }

    /// At most four digits of any script.
    fn number(&mut self) -> Option<(u32, usize)> {
        let mut number = 0;
        let mut count = 0;
        while let Some((c, value)) = self.peek().and_then(|c| Some((c, digit(c)?))) {
            self.at += c.len_utf8();
            number = number * 10 + value;
            count += 1;
            if count > 4 {
                return None;
            }
        }
        (count > 0).then_some((number, count))
    }

    pub(super) fn starts_with_clock(&self) -> bool {
        let mut ahead = *self;
        ahead.number().is_some_and(|(_, count)| count <= 2) && ahead.eat(':')
    }

    /// Three numbers with one kind of sign between them; an era before or behind the year.
    pub(super) fn date(&mut self) -> Option<DateRead> {
        let mut numbers = [0; 3];
        let mut between = None;
        let mut era = Era::Common;
        let mut era_first = false;
        for (i, slot) in numbers.iter_mut().enumerate() {
            for (letter, named) in [('R', Era::Reiwa), ('H', Era::Heisei)] {
                if era == Era::Common && self.eat(letter) {
                    era = named;
                    era_first = i == 0;
                }
            }
            *slot = self.number()?.0;
            if i == 2 {
                break;
            }
            let sign = self.peek()?;
            if !matches!(
                sign,
                '/' | '.' | '-' | '年' | '月' | '\u{2010}' | '\u{2011}'
            ) {
                return None;
            }
            self.at += sign.len_utf8();
            self.spaces();
            if i == 0 {
                between = Some(sign);
            }
        }
        // "13. 6. 2018." and "3月27日"
        let _ = self.eat('.') || self.eat('日');
        let mut ahead = *self;
        if ahead.spaces() > 0 && ahead.eat('B') && ahead.eat('E') {
            *self = ahead;
        }
        Some(DateRead {
            numbers,
            between: between?,
            era,
            era_first,
        })
    }

    /// What stands between date and time: a comma, spaces, a short word ("klo", "um", "at").
    pub(super) fn glue(&mut self) -> Option<()> {
        let comma = self.eat(',') || self.eat('،') || self.eat('、');
        let spaces = self.spaces();
        if !comma && spaces == 0 {
            return None;
        }
        if self
            .peek()
            .is_some_and(|c| digit(c).is_none() && c != 'R' && c != 'H')
            && self.half_word().is_none()
        {
            let mut ahead = *self;
            let mut letters = 0;
            while let Some(c) = ahead.peek().filter(|c| c.is_alphabetic()) {
                ahead.at += c.len_utf8();
                letters += 1;
            }
            ahead.eat('.');
            if (1..=4).contains(&letters) && ahead.spaces() > 0 {
                *self = ahead;
            }
        }
        Some(())
    }

    pub(super) fn clock(&mut self) -> Option<Clock> {
        let before = self.half();
        self.spaces();
        let (hour, _) = self.number()?;
        let sign = self
            .peek()
            .filter(|c| matches!(c, ':' | '.' | '時' | '시'))?;
        self.at += sign.len_utf8();
        let (minute, _) = self.number().filter(|(_, count)| *count == 2)?;
        let mut second = None;
        let mut ahead = *self;
        if ahead.eat(sign)
            && let Some((number, 2)) = ahead.number()
        {
            second = Some(number);
            *self = ahead;
        }
        let half = before.or_else(|| self.half_behind());
        Some(Clock {
            hour,
            minute,
            second,
            half,
        })
    }

    fn half_behind(&mut self) -> Option<bool> {
        let mut ahead = *self;
        ahead.spaces();
        let half = ahead.half()?;
        *self = ahead;
        Some(half)
    }

    fn half(&mut self) -> Option<bool> {
        let (afternoon, until) = self.half_word()?;
        self.at = until;
        Some(afternoon)
    }

    /// A word for half a day: "AM", "p. m.", "오후"; whether it is the second half, and its end.
    fn half_word(&self) -> Option<(bool, usize)> {
        let mut ahead = *self;
        let mut word = String::new();
        let mut best = None;
        for _ in 0..20 {
            let Some(c) = ahead.peek() else { break };
            if c.is_alphabetic() || !c.is_ascii() && !is_space(c) && !c.is_numeric() {
                word.extend(c.to_lowercase());
            } else if !(c == '.' || is_space(c)) || word.is_empty() {
                break;
            }
            ahead.at += c.len_utf8();
            for (afternoon, words) in [(false, MORNING), (true, AFTERNOON)] {
                let whole = !c.is_alphabetic() || !ahead.peek().is_some_and(char::is_alphabetic);
                if whole && words.contains(&word.as_str()) && !is_space(c) {
                    best = Some((afternoon, ahead.at));
                }
            }
        }
        best
    }

    pub(super) fn tail(&mut self, bracket: bool) -> Option<Tail> {
        if bracket {
            self.spaces();
            if !self.eat(']') {
                return None;
            }
            // One space only: a message may begin with spaces of its own.
            let _ = self.eat(' ');
            return Some(Tail::Bracket);
        }
        let spaces = self.spaces();
        for (sign, tail) in [('-', Tail::Dash), ('–', Tail::Dash), (':', Tail::Colon)] {
            let mut ahead = *self;
            if ahead.eat(sign) && ahead.spaces() > 0 && (tail == Tail::Colon || spaces > 0) {
                *self = ahead;
                return Some(tail);
            }
        }
        (spaces > 0 && self.peek().is_some()).then_some(Tail::Space)
    }
}
