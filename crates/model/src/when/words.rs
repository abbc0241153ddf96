//! From a line of text to tokens, and the small words that tokens can be.

use jiff::civil::Weekday;

/// One piece of what was typed, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// ASCII digits.
    Number(String),
    /// Letters.
    Word(String),
    /// Any other character but a space, a comma or an apostrophe.
    Mark(char),
}

impl Token {
    pub(super) fn word(&self) -> Option<&str> {
        match self {
            Token::Word(w) => Some(w),
            _ => None,
        }
    }

    /// The value of a number with `len` digits at most.
    pub(super) fn number(&self, len: usize) -> Option<i16> {
        match self {
            Token::Number(n) if n.len() <= len => n.parse().ok(),
            _ => None,
        }
    }

    /// The value of a number written with exactly `len` digits.
    pub(super) fn digits(&self, len: usize) -> Option<i16> {
        match self {
            Token::Number(n) if n.len() == len => n.parse().ok(),
            _ => None,
        }
    }
}

/// Words after which a hyphen joins ("half-past", "twenty-five") and does not mean "to".
const JOINING: &[&str] = &[
    "half", "quarter", "twenty", "thirty", "forty", "fifty", "mid", "early", "late",
];

/// Cuts a line into tokens.
pub(super) fn split(line: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut glued = false;
    for c in line.chars() {
        match c {
            '0'..='9' => match tokens.last_mut() {
                Some(Token::Number(n)) if glued => n.push(c),
                _ => tokens.push(Token::Number(c.to_string())),
            },
            c if c.is_alphabetic() => match tokens.last_mut() {
                Some(Token::Word(w)) if glued => w.extend(c.to_lowercase()),
                _ => tokens.push(Token::Word(c.to_lowercase().collect())),
            },
            // "don't", "o'clock" are one word.
            '\'' | '\u{2019}' if glued && matches!(tokens.last(), Some(Token::Word(_))) => {}
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => match tokens.last() {
                Some(Token::Word(w)) if JOINING.contains(&w.as_str()) => {}
                _ => tokens.push(Token::Mark('-')),
            },
            ',' | ';' => {}
            c if c.is_whitespace() => {}
            c => tokens.push(Token::Mark(c)),
        }
        glued = c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}');
    }
    tokens
}

/// "Not sure" and its kin; a complete answer.
pub(super) fn mean_not_sure(tokens: &[Token]) -> bool {
    let said: Vec<&str> = tokens
        .iter()
        .map(|t| match t {
            Token::Word(w) => w.as_str(),
            Token::Mark('?') => "?",
            _ => "",
        })
        .filter(|w| !matches!(*w, "i" | "im" | "am" | "it" | "is" | "when"))
        .collect();
    matches!(
        said.as_slice(),
        ["not", "sure" | "known" | "certain"]
            | ["unknown" | "unsure" | "dunno" | "?"]
            | [
                "dont" | "cant" | "cannot",
                "know" | "remember" | "recall" | "say"
            ]
            | ["do" | "can", "not", "know" | "remember" | "recall" | "say"]
            | ["no", "idea"]
            | ["not", "sure", "?"]
    )
}

/// January is 1.
pub(super) fn month(word: &str) -> Option<i8> {
    Some(match word {
        "jan" | "january" => 1,
        "feb" | "february" => 2,
        "mar" | "march" => 3,
        "apr" | "april" => 4,
        "may" => 5,
        "jun" | "june" => 6,
        "jul" | "july" => 7,
        "aug" | "august" => 8,
        "sep" | "sept" | "september" => 9,
        "oct" | "october" => 10,
        "nov" | "november" => 11,
        "dec" | "december" => 12,
        _ => return None,
    })
}

/// The name that canonical texts use.
pub(super) const fn month_name(month: i8) -> &'static str {
    match month {
        1 => "Jan",
        2 => "Feb",
        3 => "Mar",
        4 => "Apr",
        5 => "May",
        6 => "Jun",
        7 => "Jul",
        8 => "Aug",
        9 => "Sep",
        10 => "Oct",
        11 => "Nov",
        _ => "Dec",
    }
}

pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "mon" | "monday" => Weekday::Monday,
        "tue" | "tues" | "tuesday" => Weekday::Tuesday,
        "wed" | "weds" | "wednesday" => Weekday::Wednesday,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thursday,
        "fri" | "friday" => Weekday::Friday,
        "sat" | "saturday" => Weekday::Saturday,
        "sun" | "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

pub(super) const fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// One to nineteen, and the tens.
pub(super) fn small_number(word: &str) -> Option<i16> {
    Some(match word {
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        _ => return None,
    })
}

/// A number in digits or words ("twenty five"), and how many tokens it took.
pub(super) fn number(tokens: &[Token]) -> Option<(i16, usize)> {
    let first = tokens.first()?;
    if let Some(n) = first.number(4) {
        return Some((n, 1));
    }
    let n = small_number(first.word()?)?;
    let ones = tokens.get(1).and_then(Token::word).and_then(small_number);
    match ones {
        Some(ones) if n >= 20 && ones < 10 => Some((n + ones, 2)),
        _ => Some((n, 1)),
    }
}

/// Whether the tokens begin with exactly these words.
pub(super) fn begins(tokens: &[Token], words: &[&str]) -> bool {
    tokens.len() >= words.len()
        && tokens
            .iter()
            .zip(words)
            .all(|(t, w)| t.word().is_some_and(|have| have == *w))
}
