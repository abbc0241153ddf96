//! Quiet times that ended: from which day to which, and what had been done meanwhile.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::count::Tally;
use crate::View;

/// This many days without a contact are a quiet time: four weeks, as the reviews go.
pub const QUIET_DAYS: i64 = 28;

/// A contact after a quiet time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resumed {
    /// The day of the last contact before.
    pub last: Date,
    /// The day of the first one after.
    pub again: Date,
    /// Days from the one to the other.
    pub days: i64,
    /// The first entry of that day.
    pub entry: u64,
    /// Measures known to lie from the last contact's day to the first one's: entries of the record log.
    pub measures: Vec<u64>,
    /// Outcomes that do.
    pub outcomes: Vec<u64>,
}

pub(super) fn of(view: &View<'_>, days: &BTreeMap<Date, Tally>) -> Vec<Resumed> {
    let mut found: Vec<Resumed> = days
        .keys()
        .zip(days.keys().skip(1))
        .filter_map(|(last, again)| {
            let days = days_between(*last, *again);
            (days >= QUIET_DAYS).then(|| Resumed {
                last: *last,
                again: *again,
                days,
                entry: 0,
                measures: Vec::new(),
                outcomes: Vec::new(),
            })
        })
        .collect();
    // Quiet times do not overlap but at their ends: each day is looked for, none walked over.
    let at = |found: &[Resumed], day: Date| {
        let i = found.partition_point(|r| r.again < day);
        found.get(i).filter(|r| r.last <= day).map(|_| i)
    };
    for measure in view.measures() {
        let day = measure.moment().span.day(view.zone());
        if let Some(r) = day
            .and_then(|day| at(&found, day))
            .and_then(|i| found.get_mut(i))
        {
            r.measures.push(measure.n);
        }
    }
    for outcome in view.outcomes() {
        let day = outcome.moment().span.day(view.zone());
        if let Some(r) = day
            .and_then(|day| at(&found, day))
            .and_then(|i| found.get_mut(i))
        {
            r.outcomes.push(outcome.n);
        }
    }
    for contact in view.contacts().iter().filter(|c| c.is_from_subject()) {
        let Some(day) = contact.span.day(view.zone()) else {
            continue;
        };
        if let Ok(i) = found.binary_search_by_key(&day, |r| r.again)
            && let Some(r) = found.get_mut(i)
            && r.entry == 0
        {
            r.entry = contact.n;
        }
    }
    found
}

/// Whole days from one day to another; negative where it lies before.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.until((jiff::Unit::Day, to))
        .map_or(0, |span| i64::from(span.get_days()))
}
