//! What of a date was found among the parts of a text, and the date that it comes to.

use jiff::civil;
use jiff::tz::Offset;

use super::Date;
use super::languages::{Languages, Month};
use super::parts::Part;
use crate::whatsapp::stamp::{AFTERNOON, MORNING};

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

/// What of a date was found.
#[derive(Default)]
pub(super) struct Found {
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
    pub(super) fn part(
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

    pub(super) fn date(self) -> Option<Date> {
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
