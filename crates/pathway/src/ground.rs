//! What facts are derived from, and how each kind of fact is counted: entries first, then the value.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use standfast_case::Moment;
use standfast_model::lists::{Channel, MeasureKind, Sign};

use crate::bits::Bits;
use crate::days::{Occasion, Seen};
use crate::facts::{Fact, FactValue, Facts, Taken};
use crate::row::Row;

/// Where a subject can come: the words of the fact `places`.
pub(crate) const PLACES: &[&str] = &["work", "home", "elsewhere"];

/// Four weeks without a contact are quiet: what comes then is a beginning again.
const QUIET_DAYS: i64 = 28;

/// Where a contact brought the subject.
pub(crate) fn places(row: &Row) -> Bits {
    let came = &*CAME;
    came.iter()
        .filter(|(_, channels, signs)| {
            row.traits.channel.meets(*channels) || row.traits.signs.meets(*signs)
        })
        .fold(Bits::default(), |bits, (place, ..)| bits.with(*place))
}

/// Each place, with the channels and the sign that mean it.
static CAME: LazyLock<[(Bits, Bits, Bits); 3]> = LazyLock::new(|| {
    [
        (
            "work",
            [Channel::AttendanceWork, Channel::Consultation],
            Sign::AtWorkUnbooked,
        ),
        (
            "home",
            [Channel::AttendanceHome, Channel::Letterbox],
            Sign::AtHome,
        ),
        (
            "elsewhere",
            [Channel::AttendanceElsewhere, Channel::Following],
            Sign::Following,
        ),
    ]
    .map(|(place, [one, other], sign)| {
        let channels = Bits::channel(&one).with(Bits::channel(&other));
        (Bits::of(PLACES, place), channels, Bits::sign(&sign))
    })
});

/// What facts are derived from.
pub(crate) struct Ground<'f> {
    pub facts: &'f Facts,
    days: Vec<(Date, &'f [Seen])>,
    occasions: Vec<Occasion<'f>>,
    telling: Vec<Moment>,
}

pub(crate) fn listed(word: Option<&str>, list: &[&str]) -> String {
    match word {
        None => String::new(),
        Some(word) if list.contains(&word) => word.to_owned(),
        Some(_) => "other".to_owned(),
    }
}

pub(crate) fn setting(ground: &Ground<'_>, name: &'static str, text: String) -> Fact {
    Fact {
        value: FactValue::Text(text),
        entries: vec![ground.said(name)],
    }
}

impl<'f> Ground<'f> {
    pub fn of(facts: &'f Facts) -> Self {
        let telling = facts.measures.iter().filter(|m| m.makes.telling);
        Ground {
            facts,
            days: facts.days.iter().collect(),
            occasions: facts.days.occasions(),
            telling: telling.map(|m| m.moment).collect(),
        }
    }

    /// Whether the subject had been told before a contact.
    fn told_before(&self, seen: &Seen) -> bool {
        self.telling.iter().any(|told| seen.moment.is_after(told))
    }

    pub fn said(&self, setting: &str) -> u64 {
        self.facts.said_by.get(setting).map_or(0, |(n, _)| *n)
    }

    pub fn taken(&self, take: impl Fn(&Taken) -> bool) -> Fact {
        let mut entries: Vec<u64> = self
            .facts
            .measures
            .iter()
            .filter(|m| take(m))
            .map(|m| m.n)
            .collect();
        entries.sort();
        Fact {
            value: FactValue::Bool(!entries.is_empty()),
            entries,
        }
    }

    pub fn times(&self, take: impl Fn(&Taken) -> bool) -> Fact {
        counted(self.taken(take).entries)
    }

    pub fn people(&self) -> Fact {
        let mut people: BTreeMap<Option<&str>, &Seen> = BTreeMap::new();
        for occasion in &self.occasions {
            let first = people.entry(occasion.towards).or_insert(occasion.first);
            if occasion.first.place() < first.place() {
                *first = occasion.first;
            }
        }
        counted(people.into_values().map(Seen::n).collect())
    }

    pub fn busiest_day(&self) -> Fact {
        let days = self.days.iter();
        let busiest = days.max_by_key(|(day, seen)| (seen.len(), *day));
        let seen = busiest.map(|(_, seen)| *seen).unwrap_or_default();
        counted(seen.iter().map(Seen::n).collect())
    }

    pub fn longest_quiet(&self) -> Fact {
        let longest = self
            .gaps()
            .map(|(before, after, days)| (days, before, after))
            .max_by_key(|(days, ..)| *days);
        match longest {
            Some((days, before, after)) => Fact {
                value: FactValue::Int(days),
                entries: before
                    .last()
                    .into_iter()
                    .chain(after.first())
                    .map(Seen::n)
                    .collect(),
            },
            None => Fact {
                value: FactValue::Int(-1),
                entries: Vec::new(),
            },
        }
    }

    /// Each two days with contacts that follow each other, and how many days lie between.
    fn gaps(&self) -> impl Iterator<Item = (&'f [Seen], &'f [Seen], i64)> {
        let next = self.days.iter().skip(1);
        self.days.iter().zip(next).map(|((a, before), (b, after))| {
            let days = b.duration_since(*a).as_hours() / 24;
            (*before, *after, days)
        })
    }

    pub fn resumed(&self) -> Fact {
        let mut entries: Vec<u64> = self
            .gaps()
            .filter(|(.., days)| *days >= QUIET_DAYS)
            .filter_map(|(_, after, _)| {
                after
                    .iter()
                    .min_by_key(|seen| (seen.moment.key(), seen.n()))
            })
            .filter(|first| self.told_before(first))
            .map(Seen::n)
            .collect();
        entries.sort();
        Fact {
            value: FactValue::Bool(!entries.is_empty()),
            entries,
        }
    }

    pub fn days_since_first(&self) -> Fact {
        self.days_since(self.facts.days.first().into_iter())
    }

    pub fn days_since_contact(&self) -> Fact {
        self.days_since(self.facts.days.last().into_iter())
    }

    /// Occasions after the subject had been told.
    pub fn occasions_told(&self) -> Fact {
        self.occasions(|o| self.told_before(o.first))
    }

    /// Of the one person towards whom there are most; the clinician where numbers are equal.
    pub fn occasions(&self, take: impl Fn(&Occasion<'_>) -> bool) -> Fact {
        let mut by_person: BTreeMap<Option<&str>, Vec<&Occasion<'_>>> = BTreeMap::new();
        for occasion in self.occasions.iter().filter(|o| o.unwanted && take(o)) {
            by_person
                .entry(occasion.towards)
                .or_default()
                .push(occasion);
        }
        let most = by_person.into_values().rev().max_by_key(Vec::len);
        let most = most.unwrap_or_default();
        let mut entries: Vec<u64> = most.iter().flat_map(|o| o.contacts()).collect();
        entries.sort();
        Fact {
            value: FactValue::Int(int(most.len())),
            entries,
        }
    }

    pub fn days_since(&self, days: impl Iterator<Item = (Date, u64)>) -> Fact {
        since(days, |last| i64::from((self.facts.day - last).get_days()))
    }

    pub fn months_since(&self, days: impl Iterator<Item = (Date, u64)>) -> Fact {
        since(days, |last| {
            last.until((jiff::Unit::Month, self.facts.day))
                .map_or(-1, |span| i64::from(span.get_months()))
        })
    }

    pub fn allegation(&self) -> Fact {
        let (received, closed) = (
            Bits::measure(&MeasureKind::AllegationReceived),
            Bits::measure(&MeasureKind::AllegationClosed),
        );
        let closings: Vec<_> = self
            .facts
            .measures
            .iter()
            .filter(|m| m.kind.meets(closed))
            .map(|m| m.moment)
            .collect();
        let open = |moment: &Moment| !closings.iter().any(|c| c.is_after(moment));
        let alleged = self.facts.allegations.iter().filter(|m| open(m));
        let mut entries: Vec<u64> = alleged.map(|m| m.n).collect();
        entries.extend(
            self.facts
                .measures
                .iter()
                .filter(|m| m.kind.meets(received) && open(&m.moment))
                .map(|m| m.n),
        );
        entries.sort();
        Fact {
            value: FactValue::Bool(!entries.is_empty()),
            entries,
        }
    }
}

pub(crate) fn since(days: impl Iterator<Item = (Date, u64)>, count: impl Fn(Date) -> i64) -> Fact {
    match days.max() {
        Some((last, n)) => Fact {
            value: FactValue::Int(count(last)),
            entries: vec![n],
        },
        None => Fact {
            value: FactValue::Int(-1),
            entries: Vec::new(),
        },
    }
}

/// How many entries, and which.
pub(crate) fn counted(mut entries: Vec<u64>) -> Fact {
    entries.sort();
    Fact {
        value: FactValue::Int(int(entries.len())),
        entries,
    }
}

pub(crate) fn int(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
