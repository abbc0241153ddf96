//! One time as it was said: its slots, and the stretch that they mean.

use jiff::SignedDuration;
use jiff::civil::{Date, Time};

use super::clock::{Clock, Half};
use super::day::{DaySaid, Days, plus};
use super::part::Part;
use super::stretch::Stretch;
use super::wall::wall;
use super::{Context, Token, WhenError};
use crate::Occurred;

/// What was said of one time.
#[derive(Default)]
pub(super) struct Point {
    pub(super) day: DaySaid,
    pub(super) clock: Option<Clock>,
    pub(super) part: Option<&'static Part>,
    /// "about", "around", "3pm or so".
    pub(super) about: bool,
    /// "a week ago": the day is not meant to the day.
    pub(super) loose: bool,
    /// "last night", "tonight": its small hours are those of the next day, without doubt.
    pub(super) night_begins: bool,
    pub(super) side: Option<Side>,
    pub(super) moment: Option<Moment>,
    /// A number that nothing yet says the meaning of: an hour, or the first of two days.
    pub(super) bare: Option<i8>,
    pub(super) hedged: bool,
    /// "2014-02-14T": in what follows a minus is an offset's.
    pub(super) iso: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    Now,
    JustNow,
    EarlierToday,
    Ago(SignedDuration),
}

/// Reads all tokens as one time; `None` where any is left over or said twice.
pub(super) fn read(tokens: &[Token], context: &Context<'_>) -> Option<Point> {
    let mut point = Point::default();
    let mut rest = tokens;
    while !rest.is_empty() {
        let len = point.take(rest, context)?;
        rest = rest.get(len..)?;
    }
    (!tokens.is_empty()).then_some(point)
}

impl Point {
    /// Whether this says a time by itself, and is not half of a range.
    pub(super) fn stands_alone(&self) -> bool {
        let said = !self.day.is_empty() || self.part.is_some() || self.moment.is_some();
        said || self.clock.is_some() || (self.about && self.bare.is_some())
    }

    /// The clock time, where a bare number can only be an hour.
    pub(super) fn clock(&self) -> Option<Clock> {
        if self.clock.is_some() && self.bare.is_some() {
            return None;
        }
        self.clock.clone().or_else(|| self.bare.and_then(hour))
    }

    pub(super) fn has_moment(&self) -> bool {
        self.moment.is_some() || self.side.is_some()
    }

    /// Takes "about" and its like off an end of a range; whether there was any.
    pub(super) fn unhedge(&mut self) -> bool {
        let hedged = self.hedged || self.about || self.loose;
        (self.hedged, self.about, self.loose) = (false, false, false);
        hedged
    }

    pub(super) fn occurred(&self, context: &Context<'_>) -> Result<Occurred, WhenError> {
        let mut doubts = Vec::new();
        if self.hedged {
            doubts.push("whoever said it was not certain of the time".to_owned());
        }
        let stretch = self.stretch(context, true, None, &mut doubts)?;
        stretch.occurred(context, doubts)
    }

    /// What is meant. `given`: the day that the other end of a range says for both.
    pub(super) fn stretch(
        &self,
        context: &Context<'_>,
        strict: bool,
        given: Option<Date>,
        doubts: &mut Vec<String>,
    ) -> Result<Stretch, WhenError> {
        let nothing = || context.not_a_time();
        if self.bare.is_some() && self.clock.is_some() {
            return Err(nothing());
        }
        if let Some(moment) = self.moment {
            let alone = self.day.is_empty() && self.clock().is_none() && self.part.is_none();
            if !alone || self.side.is_some() {
                return Err(nothing());
            }
            return match moment {
                Moment::Now => Stretch::now(context, self.about),
                Moment::JustNow => Stretch::now(context, true),
                Moment::EarlierToday => Stretch::earlier_today(context),
                Moment::Ago(duration) => Stretch::ago(context, duration),
            };
        }
        let days = match given {
            Some(date) if self.day.is_empty() => Some(Days::One(date)),
            _ => self.day.resolve(context, doubts)?,
        };
        if let Some(clock) = self.clock() {
            let day = match days {
                None => None,
                Some(Days::One(day)) => Some(day),
                Some(_) => return Err(nothing()),
            };
            let (date, time) = self.at(&clock, day, context, doubts).ok_or_else(nothing)?;
            let at = wall(
                context,
                date,
                time,
                clock.offset,
                strict && !self.about,
                doubts,
            )?;
            return match self.side {
                Some(Side::Before) => Stretch::before(context, &at),
                Some(Side::After) => Stretch::after(context, &at),
                None if self.about => Stretch::about(context, &at),
                None => Stretch::at(context, &at, clock.second.is_some()),
            };
        }
        if self.side.is_some() {
            return Err(nothing());
        }
        match (days, self.part) {
            (Some(Days::One(day)), Some(part)) => Stretch::part(context, day, part),
            (None, Some(part)) => {
                // "In the evening": today's if it has begun, else yesterday's.
                let today = context.here.date();
                let begun = i64::from(context.here.hour()) >= part.hours.0;
                let day = if begun { Some(today) } else { plus(today, -1) };
                Stretch::part(context, day.ok_or_else(nothing)?, part)
            }
            (Some(days), None) => Stretch::days(context, days, self.about || self.loose),
            _ => Err(nothing()),
        }
    }

    /// The day and time of day that are meant.
    fn at(
        &self,
        clock: &Clock,
        day: Option<Date>,
        context: &Context<'_>,
        doubts: &mut Vec<String>,
    ) -> Option<(Date, Time)> {
        let (today, now) = (context.here.date(), context.here.time());
        if clock.half == Half::Midnight {
            let next = match day {
                None => return Some((today, Time::midnight())),
                Some(_) if self.part.is_some_and(Part::is_night) => true,
                Some(_) => context.fork(),
            };
            return Some((plus(day?, i64::from(next))?, Time::midnight()));
        }
        if clock.hour == 24 {
            let day = day.map_or(Some(today), |day| plus(day, 1))?;
            return Some((day, Time::midnight()));
        }
        let half = match (clock.half, self.part) {
            (Half::Unsaid, Some(part)) => part.half(clock.hour),
            (Half::Unsaid, None) => {
                let (half, clear) = likely(clock, day.is_none_or(|d| d == today).then_some(now))?;
                if !clear {
                    doubts.push("am or pm was not said".to_owned());
                }
                half
            }
            (said, _) => said,
        };
        let time = clock.time(half)?;
        if self.part.is_some_and(|part| !part.allows(time)) {
            return None;
        }
        let Some(day) = day else {
            let day = if time <= now { today } else { plus(today, -1)? };
            return Some((day, time));
        };
        if self.part.is_some_and(Part::is_night) && time.hour() < 9 {
            if !self.night_begins {
                doubts.push("read as the night after that day".to_owned());
            }
            return Some((plus(day, 1)?, time));
        }
        if self.day.weekday_only() && day == today && time > now {
            return Some((plus(day, -7)?, time));
        }
        Some((day, time))
    }
}

/// A number on its own, as an hour.
fn hour(n: i8) -> Option<Clock> {
    let half = if (1..=12).contains(&n) {
        Half::Unsaid
    } else {
        Half::Full
    };
    (n <= 23).then_some(Clock {
        hour: n,
        minute: 0,
        second: None,
        half,
        offset: None,
    })
}

/// Which half of the day an hour is most likely in, and whether that is clear. `now`: what the
/// clock shows, where the day is today.
///
/// Seven to noon are taken for the morning, one to six for the afternoon, as a working day says
/// them; a time that has not come yet today is passed over for one that has.
fn likely(clock: &Clock, now: Option<Time>) -> Option<(Half, bool)> {
    let past = |half| {
        clock
            .time(half)
            .zip(now)
            .is_some_and(|(time, now)| time <= now)
    };
    let daytime = if matches!(clock.hour, 7..=11) {
        Half::Am
    } else {
        Half::Pm
    };
    let clear = matches!(clock.hour, 10..=12);
    if now.is_none() {
        return Some((daytime, clear));
    }
    Some(match (past(Half::Am), past(Half::Pm), daytime) {
        (_, true, Half::Am) => (Half::Pm, false),
        (_, true, _) => (Half::Pm, clear),
        (true, false, Half::Am) => (Half::Am, clear),
        // "Half past three" said at nine in the morning.
        (true, false, _) => (Half::Pm, false),
        _ => (daytime, false),
    })
}
