//! Counting under headings: day, channel, place, part of the day; and days in stretches.

use std::collections::BTreeMap;
use std::ops::Add;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan, Unit};
use standfast_model::lists::Channel;

use crate::{Contact, Occasion, Span, View};

/// How many contacts, and how many occasions they make up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Contacts from the subject.
    pub contacts: u64,
    /// Occasions: contacts of one day towards one person. Under a channel, a place or a part of the
    /// day an occasion counts wherever one of its contacts does, so these need not add up.
    pub occasions: u64,
}

impl Add for Tally {
    type Output = Tally;
    fn add(self, other: Tally) -> Tally {
        Tally {
            contacts: self.contacts + other.contacts,
            occasions: self.occasions + other.occasions,
        }
    }
}

/// A quarter of the local day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Midnight to 6 in the morning.
    Night,
    /// 6 in the morning to midday.
    Morning,
    /// Midday to 6 in the evening.
    Afternoon,
    /// 6 in the evening to midnight.
    Evening,
    /// The time is known to the day or less.
    NotKnown,
}

impl Part {
    /// All, in the order of the day.
    pub const ALL: [Part; 5] = [
        Part::Night,
        Part::Morning,
        Part::Afternoon,
        Part::Evening,
        Part::NotKnown,
    ];

    /// The word in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Part::Night => "night",
            Part::Morning => "morning",
            Part::Afternoon => "afternoon",
            Part::Evening => "evening",
            Part::NotKnown => "not-known",
        }
    }

    /// The part in which the middle of `span` lies; a span longer than half a day is in none.
    fn of(span: &Span, zone: &TimeZone) -> Part {
        let (Some(from), Some(until)) = (span.from, span.until) else {
            return Part::NotKnown;
        };
        let length = until.duration_since(from);
        if length > SignedDuration::from_hours(12) {
            return Part::NotKnown;
        }
        let middle = from.checked_add(length / 2).unwrap_or(from);
        match zone.to_datetime(middle).hour() {
            ..6 => Part::Night,
            6..12 => Part::Morning,
            12..18 => Part::Afternoon,
            _ => Part::Evening,
        }
    }
}

/// How long a stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// A day.
    Day,
    /// A week, from Monday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

impl Every {
    /// From the finest.
    pub const ALL: [Every; 4] = [Every::Day, Every::Week, Every::Month, Every::Year];

    /// The word in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Every::Day => "day",
            Every::Week => "week",
            Every::Month => "month",
            Every::Year => "year",
        }
    }

    /// The first day of the stretch in which `day` lies.
    fn begins(self, day: Date) -> Date {
        match self {
            Every::Day => day,
            Every::Week => {
                let past_monday = i64::from(day.weekday().to_monday_zero_offset());
                day.saturating_sub(past_monday.days())
            }
            Every::Month => day.first_of_month(),
            Every::Year => day.first_of_year(),
        }
    }

    /// The first day after the stretch that begins on `day`.
    fn after(self, day: Date) -> Date {
        match self {
            Every::Day => day.saturating_add(1.day()),
            Every::Week => day.saturating_add(1.week()),
            Every::Month => day.saturating_add(1.month()),
            Every::Year => day.saturating_add(1.year()),
        }
    }
}

/// A stretch of days with its count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Its first day.
    pub from: Date,
    /// The first day after it.
    pub until: Date,
    /// What lies in it.
    pub tally: Tally,
}

fn theirs<'v>(view: &'v View<'_>) -> impl Iterator<Item = &'v Contact> {
    view.contacts()
        .iter()
        .map(AsRef::as_ref)
        .filter(|c| c.is_from_subject())
}

/// By day, and what has none. An occasion without a day stands for one contact.
pub(super) fn by_day(view: &View<'_>, occasions: &[Occasion]) -> (BTreeMap<Date, Tally>, Tally) {
    let mut days: BTreeMap<Date, Tally> = BTreeMap::new();
    let mut none = Tally::default();
    for contact in theirs(view) {
        match contact.span.day(view.zone()) {
            Some(day) => days.entry(day).or_default().contacts += 1,
            None => none.contacts += 1,
        }
    }
    for occasion in occasions {
        match occasion.day {
            Some(day) => days.entry(day).or_default().occasions += 1,
            None => none.occasions += 1,
        }
    }
    (days, none)
}

/// After something that told the subject to stop.
pub(super) fn after_told(view: &View<'_>, occasions: &[Occasion]) -> Tally {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    Tally {
        contacts: count(theirs(view).filter(|c| view.was_told(c)).count()),
        occasions: count(
            occasions
                .iter()
                .filter(|o| !o.told_by_then.is_empty())
                .count(),
        ),
    }
}

/// By channel, most first. An occasion counts under each of its channels.
pub(super) fn by_channel(view: &View<'_>, occasions: &[Occasion]) -> Vec<(Option<String>, Tally)> {
    let mut found: BTreeMap<Option<&Channel>, Tally> = BTreeMap::new();
    for contact in theirs(view) {
        found.entry(contact.channel.as_ref()).or_default().contacts += 1;
    }
    for channel in occasions.iter().flat_map(|o| &o.channels) {
        found.entry(Some(channel)).or_default().occasions += 1;
    }
    // Occasions keep the channels that were said; those without any are found by their contacts.
    if let Some(none) = found.get_mut(&None) {
        none.occasions = distinct(view, |c| c.channel.is_none().then_some(()));
    }
    most_first(
        found
            .into_iter()
            .map(|(channel, tally)| (channel.map(ToString::to_string), tally)),
    )
}

/// By place as it was said, most first.
pub(super) fn by_place(view: &View<'_>) -> Vec<(Option<String>, Tally)> {
    most_first(
        by(view, |c| c.place.clone())
            .into_iter()
            .map(|(place, tally)| (place.map(|p| p.to_string()), tally)),
    )
}

/// By part of the day, in its order; parts without a contact are there too.
pub(super) fn by_part(view: &View<'_>) -> Vec<(Part, Tally)> {
    let found = by(view, |c| Part::of(&c.span, view.zone()));
    Part::ALL
        .into_iter()
        .map(|part| (part, found.get(&part).copied().unwrap_or_default()))
        .collect()
}

/// Contacts by a heading, and in how many occasions each heading stands.
fn by<K: Ord + Clone>(view: &View<'_>, heading: impl Fn(&Contact) -> K) -> BTreeMap<K, Tally> {
    let mut found: BTreeMap<K, Tally> = BTreeMap::new();
    let mut met = std::collections::BTreeSet::new();
    for contact in theirs(view) {
        let key = heading(contact);
        let tally = found.entry(key.clone()).or_default();
        tally.contacts += 1;
        // One occasion is one day and one person; a contact without a day stands alone.
        let fresh = match contact.span.day(view.zone()) {
            Some(day) => met.insert((key, view.person(contact), day)),
            None => true,
        };
        if fresh {
            tally.occasions += 1;
        }
    }
    found
}

fn distinct(view: &View<'_>, heading: impl Fn(&Contact) -> Option<()>) -> u64 {
    by(view, heading)
        .get(&Some(()))
        .map_or(0, |tally| tally.occasions)
}

fn most_first(
    found: impl Iterator<Item = (Option<String>, Tally)>,
) -> Vec<(Option<String>, Tally)> {
    let mut found: Vec<_> = found.collect();
    found.sort_by(|(a, x), (b, y)| y.contacts.cmp(&x.contacts).then_with(|| a.cmp(b)));
    found
}

/// First and last day that stretches reach over.
fn reach(days: &BTreeMap<Date, Tally>, until: Date) -> Option<(Date, Date)> {
    let (first, last) = (days.keys().next()?, days.keys().next_back()?);
    Some((*first, until.max(*last)))
}

/// How many stretches there would be, without making them.
pub(super) fn how_many(days: &BTreeMap<Date, Tally>, every: Every, until: Date) -> usize {
    let Some((first, last)) = reach(days, until) else {
        return 0;
    };
    let unit = match every {
        Every::Day => Unit::Day,
        Every::Week => Unit::Week,
        Every::Month => Unit::Month,
        Every::Year => Unit::Year,
    };
    let (first, last) = (every.begins(first), every.begins(last));
    let span = first.until((unit, last));
    let count = span.ok().map_or(i64::MAX - 1, |span| match every {
        Every::Day => i64::from(span.get_days()),
        Every::Week => i64::from(span.get_weeks()),
        Every::Month => i64::from(span.get_months()),
        Every::Year => i64::from(span.get_years()),
    });
    usize::try_from(count + 1).unwrap_or(usize::MAX)
}

/// See [`super::Insight::stretches`].
pub(super) fn stretches(days: &BTreeMap<Date, Tally>, every: Every, until: Date) -> Vec<Bucket> {
    let Some((first, last)) = reach(days, until) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut from = every.begins(first);
    loop {
        let after = every.after(from);
        found.push(Bucket {
            from,
            until: after,
            tally: days
                .range(from..after)
                .fold(Tally::default(), |sum, (_, day)| sum + *day),
        });
        // At the end of the calendar there is nothing after.
        if after > last || after <= from {
            return found;
        }
        from = after;
    }
}
