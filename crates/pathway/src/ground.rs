//! What facts are derived from, and how each kind of fact is counted: entries first, then the value.

use std::collections::BTreeMap;

use jiff::civil::Date;
use standfast_case::{Occasion, View};
use standfast_model::lists::{Channel, MeasureKind, Sign};

use crate::facts::{Fact, FactValue, Facts, Taken};
use crate::select::{Bits, Row};

/// Where a subject can come: the words of the fact `places`.
pub(crate) const PLACES: &[&str] = &["work", "home", "elsewhere"];

/// Four weeks without a contact are quiet: what comes then is a beginning again.
const QUIET_DAYS: i32 = 28;

/// What facts are derived from.
pub(crate) struct Ground<'f, 'v> {
    pub facts: &'f Facts,
    pub view: &'f View<'v>,
    pub occasions: Vec<Occasion>,
}

pub(crate) fn listed(word: Option<&str>, list: &[&str]) -> String {
    match word {
        None => String::new(),
        Some(word) if list.contains(&word) => word.to_owned(),
        Some(_) => "other".to_owned(),
    }
}

pub(crate) fn setting(ground: &Ground<'_, '_>, name: &'static str, text: String) -> Fact {
    Fact {
        value: FactValue::Text(text),
        entries: vec![ground.said(name)],
    }
}

impl Taken {
    pub fn is(&self, kind: MeasureKind) -> bool {
        self.kind.meets(Bits::measure(&kind))
    }
}

impl Ground<'_, '_> {
    pub fn said(&self, setting: &str) -> u64 {
        self.facts.said_by.get(setting).map_or(0, |(n, _)| *n)
    }

    pub fn of_subject(&self) -> impl Iterator<Item = &Row> {
        self.facts.rows.iter().filter(|r| r.is_from_subject())
    }

    pub fn count(&self, take: impl Fn(&Row) -> bool) -> Fact {
        let mut entries: Vec<u64> = self.of_subject().filter(|r| take(r)).map(|r| r.n).collect();
        entries.sort_unstable();
        Fact {
            value: FactValue::Int(int(entries.len())),
            entries,
        }
    }

    pub fn list(&self, words: &'static [&'static str], of: impl Fn(&Row) -> Bits) -> Fact {
        let mut entries: Vec<u64> = self
            .of_subject()
            .filter(|r| !of(r).is_empty())
            .map(|r| r.n)
            .collect();
        entries.sort_unstable();
        let bits = self
            .of_subject()
            .fold(Bits::default(), |bits, r| bits.with(of(r)));
        Fact {
            value: FactValue::List(bits.words(words).map(str::to_owned).collect()),
            entries,
        }
    }

    pub fn taken(&self, take: impl Fn(&Taken) -> bool) -> Fact {
        let mut entries: Vec<u64> = self
            .facts
            .measures
            .iter()
            .filter(|m| take(m))
            .map(|m| m.n)
            .collect();
        entries.sort_unstable();
        Fact {
            value: FactValue::Bool(!entries.is_empty()),
            entries,
        }
    }

    pub fn times(&self, take: impl Fn(&Taken) -> bool) -> Fact {
        counted(self.taken(take).entries)
    }

    pub fn people(&self) -> Fact {
        let mut people: BTreeMap<Option<&str>, u64> = BTreeMap::new();
        for occasion in &self.occasions {
            if let Some(first) = occasion.contacts.first() {
                people.entry(occasion.towards.as_deref()).or_insert(*first);
            }
        }
        counted(people.into_values().collect())
    }

    pub fn places(&self) -> Fact {
        let work = [Channel::AttendanceWork, Channel::Consultation];
        let home = [Channel::AttendanceHome, Channel::Letterbox];
        let elsewhere = [Channel::AttendanceElsewhere, Channel::Following];
        let any = |list: &[Channel]| {
            list.iter()
                .fold(Bits::default(), |b, c| b.with(Bits::channel(c)))
        };
        let (work, home, elsewhere) = (any(&work), any(&home), any(&elsewhere));
        let (at_work, at_home) = (Bits::sign(&Sign::AtWorkUnbooked), Bits::sign(&Sign::AtHome));
        let following = Bits::sign(&Sign::Following);
        let of = |row: &Row| {
            let found = [
                row.channel.meets(work) || row.signs.meets(at_work),
                row.channel.meets(home) || row.signs.meets(at_home),
                row.channel.meets(elsewhere) || row.signs.meets(following),
            ];
            PLACES
                .iter()
                .zip(found)
                .filter(|(_, here)| *here)
                .fold(Bits::default(), |b, (place, _)| {
                    b.with(Bits::of(PLACES, place))
                })
        };
        self.list(PLACES, of)
    }

    pub fn days(&self) -> BTreeMap<Date, Vec<u64>> {
        let mut days: BTreeMap<Date, Vec<u64>> = BTreeMap::new();
        for row in self.of_subject() {
            if let Some(day) = row.day {
                days.entry(day).or_default().push(row.n);
            }
        }
        days
    }

    pub fn busiest_day(&self) -> Fact {
        let days = self.days();
        let busiest = days.into_iter().max_by_key(|(day, n)| (n.len(), *day));
        counted(busiest.map(|(_, entries)| entries).unwrap_or_default())
    }

    pub fn longest_quiet(&self) -> Fact {
        let days = self.days();
        let pairs = days.iter().zip(days.iter().skip(1));
        let longest = pairs
            .map(|((a, first), (b, second))| ((*b - *a).get_days(), first, second))
            .max_by_key(|(gap, ..)| *gap);
        match longest {
            Some((gap, first, second)) => Fact {
                value: FactValue::Int(i64::from(gap)),
                entries: first
                    .last()
                    .into_iter()
                    .chain(second.first())
                    .copied()
                    .collect(),
            },
            None => Fact {
                value: FactValue::Int(-1),
                entries: Vec::new(),
            },
        }
    }

    pub fn resumed(&self) -> Fact {
        let mut last: Option<Date> = None;
        let mut dated: Vec<(Date, &Row)> = self
            .of_subject()
            .filter_map(|r| Some((r.day?, r)))
            .collect();
        dated.sort_by_key(|(day, row)| (*day, row.moment.key(), row.n));
        let mut entries = Vec::new();
        for (day, row) in dated {
            let quiet = last.is_some_and(|last| (day - last).get_days() >= QUIET_DAYS);
            if quiet && row.told {
                entries.push(row.n);
            }
            last = Some(day);
        }
        entries.sort_unstable();
        Fact {
            value: FactValue::Bool(!entries.is_empty()),
            entries,
        }
    }

    pub fn days_since_first(&self) -> Fact {
        let first = self.of_subject().filter_map(|r| Some((r.day?, r.n))).min();
        self.days_since(first.into_iter())
    }

    /// Of the one person towards whom there are most; the clinician where numbers are equal.
    pub fn occasions(&self, take: impl Fn(&Occasion) -> bool) -> Fact {
        let mut by_person: BTreeMap<Option<&str>, (usize, Vec<u64>)> = BTreeMap::new();
        for occasion in self.occasions.iter().filter(|o| o.is_unwanted() && take(o)) {
            let (count, entries) = by_person.entry(occasion.towards.as_deref()).or_default();
            *count += 1;
            entries.extend(&occasion.contacts);
        }
        let most = by_person
            .into_iter()
            .rev()
            .max_by_key(|(_, (count, _))| *count);
        let (count, mut entries) = most.map(|(_, found)| found).unwrap_or_default();
        entries.sort_unstable();
        Fact {
            value: FactValue::Int(int(count)),
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
        let open = |moment: &standfast_case::Moment| !closings.iter().any(|c| c.is_after(moment));
        let channels = Bits::channel(&Channel::Complaint).with(Bits::channel(&Channel::Allegation));
        let false_allegation = Bits::sign(&Sign::FalseAllegation);
        let mut entries: Vec<u64> = self
            .facts
            .rows
            .iter()
            .filter(|r| r.from != standfast_model::lists::Party::Clinician)
            .filter(|r| r.channel.meets(channels) || r.signs.meets(false_allegation))
            .filter(|r| open(&r.moment))
            .map(|r| r.n)
            .collect();
        entries.extend(
            self.facts
                .measures
                .iter()
                .filter(|m| m.kind.meets(received) && open(&m.moment))
                .map(|m| m.n),
        );
        entries.sort_unstable();
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
    entries.sort_unstable();
    Fact {
        value: FactValue::Int(int(entries.len())),
        entries,
    }
}

pub(crate) fn int(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
