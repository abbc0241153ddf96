//! The dates of pages, as the sites write them in the language of the account.
//!
//! `Sep 13, 2020, 12:26 PM`, `19 Oct 2019, 14:37`, `2013. július 16., 21:18`, `2020年9月13日 12:26`.
//! A text is a date only if all of it is one: a year in full or three numbers, a month, a day, a
//! clock, and between them nothing but the small words that stand there. What is not decided (is
//! it the third of April or the fourth of March? which month is `listopad`?) is said to be so.

use jiff::civil;
use jiff::tz::Offset;

use super::months::MONTHS;
use crate::reader::DateOrder;
use crate::whatsapp::stamp::{AFTERNOON, MORNING, digit, is_mark, is_space};

/// A date that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Date {
    /// Day and month are certain.
    At {
        wall: civil::DateTime,
        seconds: bool,
        /// `UTC+01`, where it stands there.
        offset: Option<Offset>,
    },
    /// Two numbers, of which either may be the month.
    Numbers {
        first: i8,
        second: i8,
        year: i16,
        time: civil::Time,
        seconds: bool,
    },
    /// The word for the month is two months, in two languages.
    Unclear,
}

impl Date {
    /// Its time; `order` decides where only that does. `None` where nothing does, and where no
    /// calendar has the day.
    pub(crate) fn read_as(
        self,
        order: Option<DateOrder>,
    ) -> Option<(civil::DateTime, bool, Option<Offset>)> {
        match self {
            Date::At {
                wall,
                seconds,
                offset,
            } => Some((wall, seconds, offset)),
            Date::Numbers {
                first,
                second,
                year,
                time,
                seconds,
            } => {
                let (day, month) = match order? {
                    DateOrder::Mdy => (second, first),
                    DateOrder::Dmy | DateOrder::Ymd => (first, second),
                };
                let date = civil::Date::new(year, month, day).ok()?;
                Some((date.to_datetime(time), seconds, None))
            }
            Date::Unclear => None,
        }
    }
}

/// The languages that a page may be in, by the words for months that were seen on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Languages(u64);

impl Languages {
    pub(crate) const ALL: Languages = Languages(u64::MAX);

    /// Leaves those that know this date's word for its month, if any of them do.
    pub(super) fn narrow(&mut self, text: &str) {
        for part in parts(text).unwrap_or_default() {
            if let Part::Word(word) = part {
                let know = month(&word).iter().fold(0, |all, (l, _)| all | 1 << l);
                if know & self.0 != 0 {
                    self.0 &= know;
                }
            }
        }
    }

    fn month(self, word: &str) -> Option<Month> {
        let all = month(word);
        let mut fit: Vec<i8> = all
            .iter()
            .filter(|(language, _)| self.0 >> language & 1 == 1)
            .map(|(_, month)| *month)
            .collect();
        if fit.is_empty() {
            fit = all.iter().map(|(_, month)| *month).collect();
        }
        fit.dedup();
        match fit.as_slice() {
            [] => None,
            [one] => Some(Month::One(*one)),
            _ => Some(Month::Many),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Month {
    One(i8),
    Many,
}

/// Which months a word is, each with the number of its language; sorted by month.
fn month(word: &str) -> Vec<(usize, i8)> {
    // Hebrew puts its "in" before the month.
    let bare = word.strip_prefix('ב').unwrap_or(word);
    let mut found: Vec<(usize, i8)> = MONTHS
        .iter()
        .enumerate()
        .flat_map(|(language, (_, months))| {
            let months = months.split('|').zip(1_i8..);
            months.map(move |(forms, month)| (language, month, forms))
        })
        .filter(|(.., forms)| forms.split(' ').any(|form| form == word || form == bare))
        .map(|(language, month, _)| (language, month))
        .collect();
    found.sort_unstable_by_key(|(_, month)| *month);
    found
}

/// Small words between the parts of a date.
const SMALL: &[&str] = &[
    "at",
    "um",
    "a",
    "à",
    "às",
    "as",
    "alle",
    "ore",
    "om",
    "kl",
    "klo",
    "la",
    "las",
    "los",
    "de",
    "del",
    "d",
    "den",
    "der",
    "le",
    "el",
    "o",
    "of",
    "the",
    "on",
    "в",
    "о",
    "у",
    "г",
    "р",
    "ч",
    "m",
    "gada",
    "u",
    "ob",
    "ساعت",
    "في",
    "در",
    "pukul",
    "jam",
    "lúc",
    "vào",
    "ngày",
    "óra",
    "kell",
    "στις",
    "și",
    "को",
    "बजे",
    "uhr",
    "i",
    "h",
    "año",
    "pada",
    "năm",
    "일",
    "日",
];

/// Words before a number that is the month.
const MONTH_IS: &[&str] = &["tháng", "thg"];

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
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
fn parts(text: &str) -> Option<Vec<Part>> {
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

/// Reads a text that is a date and nothing else.
pub(crate) fn read(text: &str, languages: Languages) -> Option<Date> {
    let mut found = Found::default();
    let parts = points_as_clock(parts(text)?);
    for (i, part) in parts.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|i| parts.get(i));
        found.part(part, before, parts.get(i + 1), languages)?;
    }
    found.date()
}

/// `14.37` and `14.37.05` behind a date are a clock.
fn points_as_clock(parts: Vec<Part>) -> Vec<Part> {
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

/// What of a date was found.
#[derive(Default)]
struct Found {
    numbers: Vec<(u32, usize)>,
    /// The sign behind the first number.
    sign: Option<char>,
    month: Option<Month>,
    /// How many numbers stood before the month's word.
    numbered_month: Option<usize>,
    clock: Option<(u32, u32, Option<u32>)>,
    afternoon: Option<bool>,
    strange: usize,
    utc: bool,
    sign_of_offset: Option<bool>,
    offset: Option<Offset>,
}

impl Found {
    fn part(
        &mut self,
        part: &Part,
        before: Option<&Part>,
        after: Option<&Part>,
        languages: Languages,
    ) -> Option<()> {
        match part {
            Part::Number(n, _) if self.utc && self.sign_of_offset.is_some() => {
                self.offset(*n, 0)?;
            }
            Part::Clock { hour, minute, .. } if self.utc && self.sign_of_offset.is_some() => {
                self.offset(*hour, *minute)?;
            }
            Part::Number(n, digits) => {
                if self.numbers.len() == 3 {
                    return None;
                }
                self.numbers.push((*n, *digits));
            }
            Part::Clock {
                hour,
                minute,
                second,
            } => {
                if self.clock.is_some() {
                    return None;
                }
                self.clock = Some((*hour, *minute, *second));
            }
            Part::Sign('+') if self.utc => self.sign_of_offset = Some(true),
            Part::Sign('-' | '\u{2010}' | '\u{2011}') if self.utc => {
                self.sign_of_offset = Some(false);
            }
            Part::Sign('+') => return None,
            Part::Sign(sign) => {
                if self.numbers.len() == 1 && self.sign.is_none() {
                    self.sign = Some(*sign);
                }
            }
            Part::Word(word) => self.word(word, before, after, languages)?,
        }
        Some(())
    }

    fn offset(&mut self, hours: u32, minutes: u32) -> Option<()> {
        if hours > 14 || minutes > 59 || self.offset.is_some() {
            return None;
        }
        let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
        let east = self.sign_of_offset? || seconds == 0;
        self.offset = Offset::from_seconds(if east { seconds } else { -seconds }).ok();
        Some(())
    }

    fn word(
        &mut self,
        word: &str,
        before: Option<&Part>,
        after: Option<&Part>,
        languages: Languages,
    ) -> Option<()> {
        let clock = |part: Option<&Part>| matches!(part, Some(Part::Clock { .. }));
        if clock(before) || clock(after) {
            let half = [(false, MORNING), (true, AFTERNOON)]
                .into_iter()
                .find(|(_, words)| words.contains(&word));
            if let Some((afternoon, _)) = half.filter(|_| self.afternoon.is_none()) {
                self.afternoon = Some(afternoon);
                return Some(());
            }
        }
        if matches!(word, "utc" | "gmt") && self.clock.is_some() && !self.utc {
            self.utc = true;
        } else if let Some(month) = languages.month(word) {
            // A day of the week may look like a month (`mar.`): the later word counts.
            if self.month.is_some() && !self.numbers.is_empty() && self.numbered_month != Some(0) {
                return None;
            }
            self.month = Some(month);
            self.numbered_month = Some(self.numbers.len());
        } else if MONTH_IS.contains(&word) {
            self.month = Some(Month::Many);
            self.numbered_month = None;
        } else {
            // A day of the week; before the date itself stands one word at most.
            let first = self.numbers.is_empty() && self.month.is_none() && self.clock.is_none();
            self.strange += usize::from(first || !SMALL.contains(&word));
        }
        (self.strange <= 1).then_some(())
    }

    fn time(&self) -> Option<(civil::Time, bool)> {
        let (hour, minute, second) = self.clock?;
        let hour = match self.afternoon {
            None => hour,
            Some(_) if !(1..=12).contains(&hour) => return None,
            Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
        };
        let part = |n: u32| i8::try_from(n).ok();
        let time = civil::Time::new(part(hour)?, part(minute)?, part(second.unwrap_or(0))?, 0);
        Some((time.ok()?, second.is_some()))
    }

    fn date(self) -> Option<Date> {
        let (time, seconds) = self.time()?;
        let offset = match (self.utc, self.offset) {
            (true, None) => Some(Offset::UTC),
            (_, offset) => offset,
        };
        let certain = |year: i16, month: i8, day: i8| {
            let date = civil::Date::new(year, month, day).ok()?;
            Some(Date::At {
                wall: date.to_datetime(time),
                seconds,
                offset,
            })
        };
        let small = |(n, digits): (u32, usize)| {
            i8::try_from(n)
                .ok()
                .filter(|n| digits <= 2 && (1..=31).contains(n))
        };
        match (self.month, self.numbers.as_slice()) {
            (Some(Month::One(month)), [a, b]) => match (year(*a), year(*b)) {
                (Some(year), None) => certain(year, month, small(*b)?),
                (None, Some(year)) => certain(year, month, small(*a)?),
                _ => None,
            },
            // "13 tháng 9, 2020"
            (Some(Month::Many), [day, month, last]) if self.numbered_month.is_none() => {
                certain(year(*last)?, small(*month)?, small(*day)?)
            }
            (Some(Month::Many), [a, b]) if self.numbered_month.is_some() => {
                (year(*a).is_some() != year(*b).is_some()).then_some(Date::Unclear)
            }
            (None, [a, b, c]) => {
                if let Some(year) = year(*a) {
                    return certain(year, small(*b)?, small(*c)?);
                }
                let year = year(*c).or_else(|| short_year(*c))?;
                let (first, second) = (small(*a)?, small(*b)?);
                // With points between them the day stands first, wherever they are written so.
                if self.sign == Some('.') || first > 12 {
                    certain(year, second, first)
                } else if second > 12 {
                    certain(year, first, second)
                } else if first == second {
                    certain(year, first, first)
                } else {
                    Some(Date::Numbers {
                        first,
                        second,
                        year,
                        time,
                        seconds,
                    })
                }
            }
            _ => None,
        }
    }
}

/// A year in full, of our calendar or 543 years ahead of it.
fn year((n, digits): (u32, usize)) -> Option<i16> {
    let year = match n {
        2533..=2699 => n - 543,
        n => n,
    };
    let year = i16::try_from(year).ok()?;
    (digits == 4 && (1990..=2156).contains(&year)).then_some(year)
}

fn short_year((n, digits): (u32, usize)) -> Option<i16> {
    let year = i16::try_from(n).ok()?;
    (digits == 2).then_some(2000 + year)
}

/// Of a date in numbers that is certain by itself, whether its day stands first: what decides the
/// others of its page.
pub(super) fn decides(text: &str) -> Option<DateOrder> {
    let parts = parts(text)?;
    let numbers: Vec<u32> = parts
        .iter()
        .filter_map(|p| match p {
            Part::Number(n, _) => Some(*n),
            _ => None,
        })
        .collect();
    let in_numbers = parts.contains(&Part::Sign('/')) || parts.contains(&Part::Sign('-'));
    read(text, Languages::ALL)?;
    match numbers.as_slice() {
        [13..=31, 1..=12, _] if in_numbers => Some(DateOrder::Dmy),
        [1..=12, 13..=31, _] if in_numbers => Some(DateOrder::Mdy),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Date, Languages, decides, month, read};
    use crate::reader::DateOrder;

    fn at(text: &str) -> String {
        match read(text, Languages::ALL) {
            Some(Date::At { wall, offset, .. }) => {
                format!(
                    "{wall}{}",
                    offset.map_or(String::new(), |o| format!(" {o}"))
                )
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn dates_of_many_languages() {
        for (text, time) in [
            ("Sep 13, 2020, 12:26 PM", "2020-09-13T12:26:00"),
            ("Sep 13, 2020, 12:26\u{202F}AM", "2020-09-13T00:26:00"),
            ("Oct 19, 2019 at 2:37 PM", "2019-10-19T14:37:00"),
            ("Jul 12, 2024 4:55:32pm", "2024-07-12T16:55:32"),
            ("Jun 01, 2025 3:31:29 pm", "2025-06-01T15:31:29"),
            ("19 Oct 2019, 14:37", "2019-10-19T14:37:00"),
            ("19 Oct 2019, 14:37:05", "2019-10-19T14:37:05"),
            ("2013. július 16., 21:18", "2013-07-16T21:18:00"),
            ("2020. szept. 13. du. 2:37", "2020-09-13T14:37:00"),
            ("13. Sept. 2020, 14:37", "2020-09-13T14:37:00"),
            ("13. September 2020 um 14:37 Uhr", "2020-09-13T14:37:00"),
            ("13 sept. 2020, 14:37", "2020-09-13T14:37:00"),
            ("13 sept. 2020 à 14h37", "2020-09-13T14:37:00"),
            (
                "13 de sept. de 2020 a las 2:37 p. m.",
                "2020-09-13T14:37:00",
            ),
            ("13 de set. de 2020 14:37", "2020-09-13T14:37:00"),
            ("13 set 2020, 14:37", "2020-09-13T14:37:00"),
            ("13 wrz 2020, 14:37", "2020-09-13T14:37:00"),
            ("13 сент. 2020 г., 14:37", "2020-09-13T14:37:00"),
            ("13 вер. 2020 р., 14:37", "2020-09-13T14:37:00"),
            ("13 Eyl 2020 14:37", "2020-09-13T14:37:00"),
            ("13. syyskuuta 2020 klo 14.37", "2020-09-13T14:37:00"),
            ("13.9.2020 klo 14.37.05", "2020-09-13T14:37:05"),
            ("13.09.2020, 14:37", "2020-09-13T14:37:00"),
            ("03.04.2020, 14:37", "2020-04-03T14:37:00"),
            ("13. sep. 2020 14.37", "2020-09-13T14:37:00"),
            ("13. 9. 2020 14:37", "2020-09-13T14:37:00"),
            ("2020-09-13 14:37", "2020-09-13T14:37:00"),
            ("2020/04/03 14:37", "2020-04-03T14:37:00"),
            ("2020年9月13日 12:26", "2020-09-13T12:26:00"),
            ("2020年9月13日 下午2:37", "2020-09-13T14:37:00"),
            ("2020년 9월 13일 오후 2:37", "2020-09-13T14:37:00"),
            ("13 سبتمبر 2020، 2:37 م", "2020-09-13T14:37:00"),
            ("١٣ سبتمبر ٢٠٢٠، ٢:٣٧ م", "2020-09-13T14:37:00"),
            ("13 सित॰ 2020, 2:37 pm", "2020-09-13T14:37:00"),
            ("13 ก.ย. 2563 14:37", "2020-09-13T14:37:00"),
            ("13 בספט׳ 2020, 14:37", "2020-09-13T14:37:00"),
            ("14:37:05 13 thg 9, 2020", "2020-09-13T14:37:05"),
            (
                "Sunday, 18 December 2016 at 10:25 UTC+01",
                "2016-12-18T10:25:00 +01",
            ),
            (
                "Sunday, 18 December 2016 at 10:25 UTC-03:30",
                "2016-12-18T10:25:00 -03:30",
            ),
            ("mar. 13 oct. 2020, 14:37", "2020-10-13T14:37:00"),
            ("13/09/20, 14:37", "2020-09-13T14:37:00"),
            ("9/13/20, 2:37 PM", "2020-09-13T14:37:00"),
            ("4/4/20, 2:37 PM", "2020-04-04T14:37:00"),
            ("13 studenoga 2020. 14:37", "2020-11-13T14:37:00"),
        ] {
            assert_eq!(at(text), time, "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "one",
            "Ned Harrow",
            "12:26",
            "Sep 13, 2020",
            "be there Sep 13, 2020, 12:26 PM please",
            "I come on 13 Sep 2020 at 12:26",
            "Sep 13, 2020, 25:26",
            "Sep 13, 2020, 13:26 PM",
            "Sep 31, 2020, 12:26",
            "Sep 13, 2020, 12:26 PM!",
            "1 2 3 4 5:06",
            "2020 2021 Sep 10:00",
        ] {
            assert_eq!(read(text, Languages::ALL), None, "{text}");
        }
    }

    #[test]
    fn what_is_not_decided_is_not_guessed() {
        let date = read("03/04/2020, 14:37", Languages::ALL).unwrap();
        assert!(matches!(date, Date::Numbers { .. }));
        assert_eq!(date.read_as(None), None);
        let told = |order| date.read_as(Some(order)).unwrap().0.to_string();
        assert_eq!(told(DateOrder::Dmy), "2020-04-03T14:37:00");
        assert_eq!(told(DateOrder::Mdy), "2020-03-04T14:37:00");
        assert_eq!(decides("13/04/2020, 14:37"), Some(DateOrder::Dmy));
        assert_eq!(decides("4/13/2020, 2:37 PM"), Some(DateOrder::Mdy));
        assert_eq!(decides("03/04/2020, 14:37"), None);
        assert_eq!(decides("13.04.2020, 14:37"), None);
        // October in Croatian, November in Polish and Czech.
        let text = "3. listopada 2020. 14:37";
        assert_eq!(read(text, Languages::ALL), Some(Date::Unclear));
        let mut languages = Languages::ALL;
        languages.narrow("3 studenoga 2020. 14:37");
        let Some(Date::At { wall, .. }) = read(text, languages) else {
            panic!("Croatian")
        };
        assert_eq!(wall.month(), 10);
    }

    #[test]
    fn the_months_are_twelve_in_each_language() {
        for (language, months) in super::MONTHS {
            assert_eq!(months.split('|').count(), 12, "{language}");
        }
        assert!(super::MONTHS.len() <= 64);
        assert!(month("july").iter().all(|(_, m)| *m == 7));
    }
}
