//! Which day, month or year is meant by what was said of it.

use jiff::SignedDuration;
use jiff::civil::{Date, Weekday};

use super::words::weekday_name;
use super::{Context, WhenError};

/// Years that are read; anything else is a slip of the finger.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// A date without a year that lies further back than this is doubtful.
const HALF_A_YEAR: i64 = 183;

/// What was said of the day, slot by slot.
#[derive(Default)]
pub(super) struct DaySaid {
    pub(super) day: Option<i8>,
    pub(super) month: Option<i8>,
    pub(super) year: Option<i16>,
    pub(super) weekday: Option<(Weekday, Which)>,
    /// Days from today.
    pub(super) shift: Option<i64>,
    pub(super) run: Option<(Run, i8)>,
    pub(super) third: Option<Third>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Plain,
    Last,
    Next,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    Week,
    Weekend,
    Month,
    Year,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Third {
    Early,
    Mid,
    Late,
}

/// What the slots mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Days {
    One(Date),
    /// By its first day.
    Month(Date),
    /// By its first day.
    Year(Date),
    /// First and last day.
    Run(Date, Date),
}

pub(super) fn plus(date: Date, days: i64) -> Option<Date> {
    date.checked_add(SignedDuration::from_hours(days.checked_mul(24)?))
        .ok()
}

/// The date, where its year is one that is read.
fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    YEARS
        .contains(&year)
        .then(|| Date::new(year, month, day).ok())
        .flatten()
}

impl DaySaid {
    pub(super) fn is_empty(&self) -> bool {
        self.day.is_none()
            && self.month.is_none()
            && self.year.is_none()
            && self.weekday.is_none()
            && self.shift.is_none()
            && self.run.is_none()
    }

    /// Whether the day was named by its weekday alone, so that a later time means a week ago.
    pub(super) fn weekday_only(&self) -> bool {
        matches!(self.weekday, Some((_, Which::Plain)))
            && self.day.is_none()
            && self.shift.is_none()
            && self.run.is_none()
    }

    /// What the slots mean on the day that is today; `None`: nothing was said of the day.
    pub(super) fn resolve(
        &self,
        context: &Context<'_>,
        doubts: &mut Vec<String>,
    ) -> Result<Option<Days>, WhenError> {
        if self.is_empty() {
            return Ok(None);
        }
        let days = self
            .days(context, doubts)
            .ok_or_else(|| context.not_a_time())?;
        if let (Days::One(day), Some((said, _))) = (days, self.weekday)
            && day.weekday() != said
        {
            let (is, was) = (weekday_name(day.weekday()), weekday_name(said));
            doubts.push(format!("that day is a {is}, not a {was}"));
        }
        Ok(Some(days))
    }

    fn days(&self, context: &Context<'_>, doubts: &mut Vec<String>) -> Option<Days> {
        let today = context.here.date();
        let calendar = self.day.is_some() || self.month.is_some() || self.year.is_some();
        match (self.shift, self.run, self.weekday) {
            (Some(shift), None, _) if !calendar => Some(Days::One(plus(today, shift)?)),
            (None, Some((Run::Week, step)), Some((day, Which::Plain))) if !calendar => {
                let monday = week(today, step)?;
                Some(Days::One(plus(
                    monday,
                    i64::from(day.to_monday_zero_offset()),
                )?))
            }
            (None, Some((run, step)), None) if !calendar => run_of(today, run, step),
            (None, None, Some((day, which))) if !calendar => Some(Days::One(weekday_around(
                today, day, which, context, doubts,
            )?)),
            (None, None, _) if calendar => self.calendar(today, doubts),
            _ => None,
        }
    }

    fn calendar(&self, today: Date, doubts: &mut Vec<String>) -> Option<Days> {
        match (self.day, self.month, self.year) {
            (Some(day), Some(month), Some(year)) => Some(Days::One(date(year, month, day)?)),
            (Some(day), month, None) => {
                let found = latest(today, day, month)?;
                if today.duration_since(found) > SignedDuration::from_hours(24 * HALF_A_YEAR) {
                    doubts.push("the year was not said".to_owned());
                }
                Some(Days::One(found))
            }
            (None, Some(month), year) => {
                let first = match year {
                    Some(year) => date(year, month, 1)?,
                    None => latest(today, 1, Some(month))?,
                };
                self.within(first)
            }
            (None, None, Some(year)) => Some(Days::Year(date(year, 1, 1)?)),
            _ => None,
        }
    }

    /// The month that begins with `first`, or the third of it that was said.
    fn within(&self, first: Date) -> Option<Days> {
        Some(match self.third {
            None => Days::Month(first),
            Some(Third::Early) => Days::Run(first, plus(first, 9)?),
            Some(Third::Mid) => Days::Run(plus(first, 10)?, plus(first, 19)?),
            Some(Third::Late) => Days::Run(plus(first, 20)?, first.last_of_month()),
        })
    }
}

/// The last `day` (of `month`) that is not after `today`.
fn latest(today: Date, day: i8, month: Option<i8>) -> Option<Date> {
    let (mut y, mut m) = (today.year(), month.unwrap_or(today.month()));
    // 29 Feb can be eight years back (1904 to 1896); a 31st at most two months.
    for _ in 0..9 {
        if let Some(found) = date(y, m, day).filter(|d| *d <= today) {
            return Some(found);
        }
        match month {
            Some(_) => y -= 1,
            None if m == 1 => (y, m) = (y - 1, 12),
            None => m -= 1,
        }
    }
    None
}

/// The Monday of the week that lies `step` weeks from today's.
fn week(today: Date, step: i8) -> Option<Date> {
    plus(
        today,
        i64::from(step) * 7 - i64::from(today.weekday().to_monday_zero_offset()),
    )
}

fn run_of(today: Date, run: Run, step: i8) -> Option<Days> {
    match run {
        Run::Week => {
            let monday = week(today, step)?;
            Some(Days::Run(monday, plus(monday, 6)?))
        }
        Run::Weekend => {
            // From Monday to Friday "the weekend" is the one that is over.
            let begun = today.weekday().to_monday_zero_offset() >= 5;
            let step = if begun {
                step
            } else {
                step.max(0) - i8::from(step <= 0)
            };
            let saturday = plus(week(today, step)?, 5)?;
            Some(Days::Run(saturday, plus(saturday, 1)?))
        }
        Run::Month => {
            let first = today.first_of_month();
            Some(Days::Month(match step {
                -1 => first.yesterday().ok()?.first_of_month(),
                0 => first,
                _ => first.last_of_month().tomorrow().ok()?,
            }))
        }
        Run::Year => Some(Days::Year(date(
            today.year().checked_add(step.into())?,
            1,
            1,
        )?)),
    }
}

fn weekday_around(
    today: Date,
    day: Weekday,
    which: Which,
    context: &Context<'_>,
    doubts: &mut Vec<String>,
) -> Option<Date> {
    let back = i64::from(today.weekday().since(day));
    match which {
        Which::Next => plus(today, if back == 0 { 7 } else { 7 - back }),
        Which::Plain if back == 0 => plus(today, if context.fork() { -7 } else { 0 }),
        Which::Plain => plus(today, -back),
        Which::Last if back == 0 => plus(today, -7),
        Which::Last => {
            // On a Friday, "last Tuesday" is three days ago for one and ten for another.
            if back <= i64::from(today.weekday().to_monday_zero_offset()) {
                let name = weekday_name(day);
                doubts.push(format!("\"last {name}\" may mean the week before"));
            }
            plus(today, -back)
        }
    }
}
