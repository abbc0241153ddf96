//! A text split into what a date is made of: numbers, clocks, words, signs.

use crate::whatsapp::stamp::{digit, is_mark, is_space};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// With how many digits it has.
    Number(u32, usize),
    Clock {
        hour: u32,
        minute: u32,
        second: Option<u32>,
    },
    /// In lower case, without full stops.
    Word(String),
    Sign(char),
}

/// No date is longer.
const LONGEST: usize = 120;

/// The parts of a text; `None` where something stands in it that no date has.
pub(super) fn parts(text: &str) -> Option<Vec<Part>> {
    if text.len() > LONGEST {
        return None;
    }
    let letters: Vec<char> = text.trim().chars().filter(|c| !is_mark(*c)).collect();
    let mut parts = Vec::new();
    let mut rest = letters.as_slice();
    while let Some((c, more)) = rest.split_first() {
        if is_space(*c) {
            rest = more;
        } else if digit(*c).is_some() {
            let (number, count, after) = number(rest)?;
            rest = after;
            match clock(number, count, after) {
                Some((part, after)) => {
                    parts.push(part);
                    rest = after;
                }
                None => parts.push(Part::Number(number, count)),
            }
        } else if matches!(c, '年' | '月' | '日' | '년' | '월' | '일') {
            parts.push(Part::Sign(*c));
            rest = more;
        } else if is_letter(*c) {
            let mut word = String::new();
            while let Some((c, more)) = rest.split_first() {
                let inside = *c == '.' && more.first().is_some_and(|c| is_letter(*c));
                let at_end = *c == '.' || matches!(c, '年' | '月' | '日' | '년' | '월' | '일');
                if is_letter(*c) && !at_end {
                    word.extend(c.to_lowercase());
                } else if !inside {
                    break;
                }
                rest = more;
            }
            rest = rest.strip_prefix(&['.']).unwrap_or(rest);
            parts.push(Part::Word(word));
        } else if matches!(
            c,
            ',' | '.' | '/' | '-' | '+' | '،' | '、' | '–' | '\u{2010}' | '\u{2011}'
        ) {
            parts.push(Part::Sign(*c));
            rest = more;
        } else {
            return None;
        }
    }
    // "p. m." is one word.
    let mut joined: Vec<Part> = Vec::new();
    for part in parts {
        match (joined.last_mut(), &part) {
            (Some(Part::Word(before)), Part::Word(m))
                if m == "m" && matches!(before.as_str(), "a" | "p") =>
            {
                before.push('m');
            }
            _ => joined.push(part),
        }
    }
    Some(joined)
}

fn is_letter(c: char) -> bool {
    // Vowel signs of Indian and Thai words are letters here, too.
    c.is_alphabetic()
        || matches!(c, '׳' | '॰' | '\'' | '’' | '\u{300}'..='\u{36F}' | '\u{900}'..='\u{97F}' | '\u{980}'..='\u{9FF}' | '\u{E00}'..='\u{E7F}')
}

fn number(from: &[char]) -> Option<(u32, usize, &[char])> {
    let (mut value, mut count) = (0, 0);
    while let Some(d) = from.get(count).and_then(|c| digit(*c)) {
        value = value * 10 + d;
        count += 1;
        if count > 4 {
            return None;
        }
    }
    Some((value, count, from.get(count..).unwrap_or_default()))
}

/// `12:26`, `12:26:05`, `14.37`, `14h37`: only a colon is certain to be a clock's; a point is
/// where three numbers do not make a date.
fn clock(hour: u32, digits: usize, after: &[char]) -> Option<(Part, &[char])> {
    let (sign, more) = after.split_first()?;
    if digits > 2 || !matches!(sign, ':' | 'h' | '時' | '시') {
        return None;
    }
    let (minute, count, after) = number(more.trim_start())?;
    if count != 2 {
        return None;
    }
    let second = after
        .split_first()
        .filter(|(again, _)| *again == sign)
        .and_then(|(_, more)| number(more))
        .filter(|(_, count, _)| *count == 2);
    let (second, after) = match second {
        Some((second, _, after)) => (Some(second), after),
        None => (None, after.strip_prefix(&['分']).unwrap_or(after)),
    };
    Some((
        Part::Clock {
            hour,
            minute,
            second,
        },
        after,
    ))
}

/// Blanks of a list of letters.
trait Trim {
    fn trim_start(&self) -> &Self;
}

impl Trim for [char] {
    fn trim_start(&self) -> &[char] {
        let blanks = self.iter().take_while(|c| is_space(**c)).count();
        self.get(blanks..).unwrap_or_default()
    }
}

/// `14.37` and `14.37.05` behind a date are a clock.
pub(super) fn points_as_clock(parts: Vec<Part>) -> Vec<Part> {
    if parts.iter().any(|p| matches!(p, Part::Clock { .. })) {
        return parts;
    }
    let two = |part: Option<&Part>| match part {
        Some(Part::Number(n, 2)) => Some(*n),
        _ => None,
    };
    let point = |part: Option<&Part>| part == Some(&Part::Sign('.'));
    // A half of the day may stand behind it.
    let words = |part: &&Part| matches!(part, Part::Word(_));
    let end = parts.len() - parts.iter().rev().take_while(words).count();
    let at = |back: usize| end.checked_sub(back).and_then(|i| parts.get(i));
    let hour = |part: Option<&Part>| match part {
        Some(Part::Number(n, 1 | 2)) => Some(*n),
        _ => None,
    };
    let with_seconds = (point(at(2)) && point(at(4)))
        .then(|| Some((5, hour(at(5))?, two(at(3))?, Some(two(at(1))?))))
        .flatten()
        // Three numbers alone are a date without a clock.
        .filter(|_| end > 5);
    let without = point(at(2))
        .then(|| Some((3, hour(at(3))?, two(at(1))?, None)))
        .flatten();
    let Some((length, hour, minute, second)) = with_seconds.or(without) else {
        return parts;
    };
    let mut out: Vec<Part> = parts.get(..end - length).unwrap_or_default().to_vec();
    out.push(Part::Clock {
        hour,
        minute,
        second,
    });
    out.extend(parts.get(end..).unwrap_or_default().iter().cloned());
    out
}
