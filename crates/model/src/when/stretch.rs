//! From days and times on the wall to stretches of time, and to their canonical text.

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};

use super::day::{Days, plus};
use super::part::Part;
use super::wall::Wall;
use super::words::month_name;
use super::{Context, WhenError, minutes};
use crate::{Occurred, Precision};

/// "About" means a quarter of an hour either side; of a day, three days; else one of its kind.
const ABOUT_MINUTES: i64 = 15;
const ABOUT_DAYS: i64 = 3;

/// A stretch of time with the words for it.
pub(super) struct Stretch {
    pub(super) from: Timestamp,
    pub(super) until: Timestamp,
    /// "14 Feb 2014".
    pub(super) date: String,
    /// "10:30", "about 10:30", "morning".
    pub(super) time: Option<String>,
    pub(super) precision: Precision,
}

/// "14 Feb 2014", where that would be read back.
pub(super) fn day_text(context: &Context<'_>, day: Date) -> Result<String, WhenError> {
    Ok(format!("{} {}", day.day(), month_text(context, day)?))
}

fn month_text(context: &Context<'_>, day: Date) -> Result<String, WhenError> {
    Ok(format!(
        "{} {}",
        month_name(day.month()),
        year_text(context, day)?
    ))
}

fn year_text(context: &Context<'_>, day: Date) -> Result<String, WhenError> {
    match day.year() {
        year @ 1900..=2100 => Ok(year.to_string()),
        _ => Err(context.not_a_time()),
    }
}

/// The first instant of a day in the zone; midnight itself may have been skipped.
fn start(context: &Context<'_>, day: Option<Date>) -> Result<Timestamp, WhenError> {
    day.and_then(|day| {
        let midnight = DateTime::from_parts(day, Time::midnight());
        context
            .zone
            .to_ambiguous_timestamp(midnight)
            .compatible()
            .ok()
    })
    .ok_or_else(|| context.not_a_time())
}

impl Stretch {
    /// To the minute, or to the second where it was said.
    pub(super) fn at(context: &Context<'_>, at: &Wall, seconds: bool) -> Result<Self, WhenError> {
        let seconds = seconds || at.local.second() != 0;
        let length = if seconds {
            SignedDuration::from_secs(1)
        } else {
            minutes(1)
        };
        let until = at
            .late
            .checked_add(length)
            .map_err(|_| context.not_a_time())?;
        let mut clock = at.clock();
        if seconds && at.local.second() == 0 {
            clock.insert_str(5, ":00");
        }
        Ok(Stretch {
            from: at.early,
            until,
            date: day_text(context, at.local.date())?,
            time: Some(clock),
            precision: if seconds {
                Precision::Second
            } else {
                Precision::Minute
            },
        })
    }

    pub(super) fn about(context: &Context<'_>, at: &Wall) -> Result<Self, WhenError> {
        let whole = SignedDuration::from_secs(at.local.second().into());
        let widened = || {
            let from = at
                .early
                .checked_sub(whole)
                .ok()?
                .checked_sub(minutes(ABOUT_MINUTES))
                .ok()?;
            let until = at
                .late
                .checked_sub(whole)
                .ok()?
                .checked_add(minutes(ABOUT_MINUTES))
                .ok()?;
            Some((from, until))
        };
        let (from, until) = widened().ok_or_else(|| context.not_a_time())?;
        let whole = Wall {
            early: from,
            late: until,
            local: at.local.with().second(0).build().unwrap_or(at.local),
            label: at.label.clone(),
        };
        Ok(Stretch {
            from,
            until,
            date: day_text(context, at.local.date())?,
            time: Some(format!("about {}", whole.clock())),
            precision: Precision::About,
        })
    }

    /// From the beginning of the day to a time.
    pub(super) fn before(context: &Context<'_>, at: &Wall) -> Result<Self, WhenError> {
        let day = at.local.date();
        Ok(Stretch {
            from: start(context, Some(day))?,
            until: at.late,
            date: day_text(context, day)?,
            time: Some(format!("before {}", at.clock())),
            precision: Precision::Range,
        })
    }

    /// From a time to the end of the day.
    pub(super) fn after(context: &Context<'_>, at: &Wall) -> Result<Self, WhenError> {
        let day = at.local.date();
        Ok(Stretch {
            from: at.early,
            until: start(context, plus(day, 1))?,
            date: day_text(context, day)?,
            time: Some(format!("after {}", at.clock())),
            precision: Precision::Range,
        })
    }

    /// What the clock shows, to the minute.
    pub(super) fn now(context: &Context<'_>, about: bool) -> Result<Self, WhenError> {
        let at = Wall::of(context, whole_minute(context, context.now)?);
        if about {
            Self::about(context, &at)
        } else {
            Self::at(context, &at, false)
        }
    }

    pub(super) fn ago(context: &Context<'_>, duration: SignedDuration) -> Result<Self, WhenError> {
        let then = context
            .now
            .checked_sub(duration)
            .map_err(|_| context.not_a_time())?;
        Self::about(context, &Wall::of(context, whole_minute(context, then)?))
    }

    /// From midnight to the end of this minute.
    pub(super) fn earlier_today(context: &Context<'_>) -> Result<Self, WhenError> {
        let minute = whole_minute(context, context.now)?;
        let end = minute
            .checked_add(minutes(1))
            .map_err(|_| context.not_a_time())?;
        let end = Wall::of(context, end);
        if end.local.date() == context.here.date() {
            Self::before(context, &end)
        } else {
            Self::days(context, Days::One(context.here.date()), false)
        }
    }

    pub(super) fn part(context: &Context<'_>, day: Date, part: &Part) -> Result<Self, WhenError> {
        let midnight = DateTime::from_parts(day, Time::midnight());
        let at = |after: SignedDuration| {
            let local = midnight.checked_add(after).ok()?;
            context.zone.to_ambiguous_timestamp(local).compatible().ok()
        };
        let (first, last) = part.span();
        let ends = at(first)
            .zip(at(last))
            .ok_or_else(|| context.not_a_time())?;
        Ok(Stretch {
            from: ends.0,
            until: ends.1,
            date: day_text(context, day)?,
            time: Some(part.name.to_owned()),
            precision: Precision::PartOfDay,
        })
    }

    pub(super) fn days(context: &Context<'_>, days: Days, about: bool) -> Result<Self, WhenError> {
        let next_month = |first: Date| first.last_of_month().tomorrow().ok();
        let next_year = |first: Date| first.last_of_year().tomorrow().ok();
        let before = |first: Date| first.yesterday().ok();
        let (first, end, text, precision) = match (days, about) {
            (Days::One(day), false) => (
                Some(day),
                plus(day, 1),
                day_text(context, day)?,
                Precision::Day,
            ),
            (Days::One(day), true) => {
                let ends = (plus(day, -ABOUT_DAYS), plus(day, ABOUT_DAYS + 1));
                (ends.0, ends.1, day_text(context, day)?, Precision::About)
            }
            (Days::Month(first), false) => (
                Some(first),
                next_month(first),
                month_text(context, first)?,
                Precision::Month,
            ),
            (Days::Month(first), true) => (
                before(first).map(Date::first_of_month),
                next_month(first).and_then(next_month),
                month_text(context, first)?,
                Precision::About,
            ),
            (Days::Year(first), false) => (
                Some(first),
                next_year(first),
                year_text(context, first)?,
                Precision::Year,
            ),
            (Days::Year(first), true) => (
                before(first).map(Date::first_of_year),
                next_year(first).and_then(next_year),
                year_text(context, first)?,
                Precision::About,
            ),
            (Days::Run(first, last), _) => {
                let text = format!(
                    "{} to {}",
                    day_text(context, first)?,
                    day_text(context, last)?
                );
                (Some(first), plus(last, 1), text, Precision::Range)
            }
        };
        let about = if precision == Precision::About {
            "about "
        } else {
            ""
        };
        Ok(Stretch {
            from: start(context, first)?,
            until: start(context, end)?,
            date: format!("{about}{text}"),
            time: None,
            precision,
        })
    }

    /// "14 Feb 2014, 10:30".
    pub(super) fn text(&self) -> String {
        match &self.time {
            Some(time) => format!("{}, {time}", self.date),
            None => self.date.clone(),
        }
    }

    pub(super) fn occurred(
        self,
        context: &Context<'_>,
        mut doubts: Vec<String>,
    ) -> Result<Occurred, WhenError> {
        if self.from >= self.until {
            return Err(context.not_a_time());
        }
        if self.from > context.now {
            doubts.push("later than this computer's clock".to_owned());
        }
        Ok(Occurred {
            text: self.text(),
            from: Some(self.from),
            until: Some(self.until),
            zone: context.zone_name(),
            precision: self.precision,
            doubt: (!doubts.is_empty()).then(|| doubts.join("; ")),
        })
    }
}

/// An instant without the seconds that the clocks of the zone show.
fn whole_minute(context: &Context<'_>, at: Timestamp) -> Result<Timestamp, WhenError> {
    let local = context.zone.to_datetime(at);
    let over = SignedDuration::new(local.second().into(), local.subsec_nanosecond());
    at.checked_sub(over).map_err(|_| context.not_a_time())
}
