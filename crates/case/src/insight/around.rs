//! The same number of days before and after each measure, side by side.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::count::Tally;
use super::quiet::days_between;
use crate::View;

/// Days on either side of a measure.
const WINDOW: i64 = 28;

/// What came in the days before and after a measure. Its own day is in neither: what of that day came
/// before it is not always known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Around {
    /// The measure's entry in the record log.
    pub measure: u64,
    /// The word of its kind.
    pub kind: String,
    /// Its day.
    pub day: Date,
    /// On its own day.
    pub that_day: Tally,
    /// In the days before it.
    pub before: Tally,
    /// How many days those are: the window, or those since the first contact where that is less.
    pub days_before: i64,
    /// In the days after it.
    pub after: Tally,
    /// How many days those are: the window, or those that have passed where that is less.
    pub days_after: i64,
}

pub(super) fn of(view: &View<'_>, days: &BTreeMap<Date, Tally>) -> Vec<Around> {
    let Some(first) = days.keys().next().copied() else {
        return Vec::new();
    };
    let today = view.day();
    let sum = |from: Date, until: Date| {
        if from >= until {
            return Tally::default();
        }
        days.range(from..until)
            .fold(Tally::default(), |sum, (_, day)| sum + *day)
    };
    view.measures()
        .iter()
        .filter_map(|measure| {
            let day = measure.moment().span.day(view.zone())?;
            let days_before = days_between(first, day).clamp(0, WINDOW);
            let days_after = days_between(day, today).clamp(0, WINDOW);
            let tomorrow = day.saturating_add(1.day());
            Some(Around {
                measure: measure.n,
                kind: measure.body.measure.as_str().to_owned(),
                day,
                that_day: days.get(&day).copied().unwrap_or_default(),
                before: sum(day.saturating_sub(days_before.days()), day),
                days_before,
                after: sum(tomorrow, tomorrow.saturating_add(days_after.days())),
                days_after,
            })
        })
        .collect()
}
