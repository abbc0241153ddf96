//! Contacts from the subject by local day, and the occasions that they make.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use standfast_case::Moment;
use standfast_model::Normalised;

use crate::row::{Row, Towards};

/// Contacts from the subject, by local day, each day in order of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Days {
    days: BTreeMap<Date, Vec<Seen>>,
    /// Those known less exactly than to a day.
    undated: Vec<Seen>,
}

/// A contact from the subject, as far as days and occasions ask.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Seen {
    pub moment: Moment,
    unwanted: bool,
    towards: Option<Arc<Towards>>,
}

/// Contacts from the subject towards one person on one local day: what `View::occasions` lists, as far
/// as facts ask. One without a day stands alone.
pub(crate) struct Occasion<'d> {
    /// Towards whom, as its first contact writes it; `None`: the clinician.
    pub towards: Option<&'d str>,
    pub first: &'d Seen,
    /// Any of its contacts has a sign but a plain gift.
    pub unwanted: bool,
    /// The contacts of its day, towards others too.
    of_day: &'d [Seen],
}

impl Days {
    pub fn of(rows: &[Row]) -> Days {
        let mut days = Days::default();
        for row in rows {
            days.add(row);
        }
        days
    }

    /// Takes one more contact in, wherever in time it lies.
    pub fn add(&mut self, row: &Row) {
        if !row.traits.is_from_subject() {
            return;
        }
        let seen = Seen {
            moment: row.moment,
            unwanted: row.traits.is_unwanted(),
            towards: row.towards.clone(),
        };
        let of_day = match row.day {
            Some(day) => self.days.entry(day).or_default(),
            None => &mut self.undated,
        };
        let at = of_day.partition_point(|s| s.place() < seen.place());
        of_day.insert(at, seen);
    }

    /// Each day with its contacts.
    pub fn iter(&self) -> impl Iterator<Item = (Date, &[Seen])> {
        self.days.iter().map(|(day, seen)| (*day, seen.as_slice()))
    }

    /// The first day, with the contact of it that has the lowest number.
    pub fn first(&self) -> Option<(Date, u64)> {
        let (day, seen) = self.days.first_key_value()?;
        Some((*day, seen.iter().map(Seen::n).min()?))
    }

    /// The last day, with the contact of it that has the highest number.
    pub fn last(&self) -> Option<(Date, u64)> {
        let (day, seen) = self.days.last_key_value()?;
        Some((*day, seen.iter().map(Seen::n).max()?))
    }

    pub fn occasions(&self) -> Vec<Occasion<'_>> {
        let undated = self.undated.iter().map(std::slice::from_ref);
        let mut found = Vec::with_capacity(self.undated.len() + self.days.len());
        for of_day in self.days.values().map(Vec::as_slice).chain(undated) {
            let Some(first) = of_day.first() else {
                continue;
            };
            if of_day.iter().all(|seen| seen.person() == first.person()) {
                let mut occasion = Occasion::new(first, of_day);
                occasion.unwanted = of_day.iter().any(|seen| seen.unwanted);
                found.push(occasion);
                continue;
            }
            let mut of_person: BTreeMap<Option<&Normalised>, usize> = BTreeMap::new();
            for seen in of_day {
                let at = *of_person.entry(seen.person()).or_insert(found.len());
                match found.get_mut(at) {
                    Some(occasion) => occasion.unwanted |= seen.unwanted,
                    None => found.push(Occasion::new(seen, of_day)),
                }
            }
        }
        found
    }
}

impl<'d> Occasion<'d> {
    fn new(first: &'d Seen, of_day: &'d [Seen]) -> Self {
        Occasion {
            towards: first.towards.as_ref().map(|t| t.name.as_ref()),
            first,
            unwanted: first.unwanted,
            of_day,
        }
    }

    /// Its contacts.
    pub fn contacts(&self) -> impl Iterator<Item = u64> {
        let same = |seen: &&Seen| seen.person() == self.first.person();
        self.of_day.iter().filter(same).map(Seen::n)
    }
}

impl Seen {
    pub fn n(&self) -> u64 {
        self.moment.n
    }

    /// Its place in the order of time.
    pub fn place(&self) -> (Timestamp, Timestamp, u64) {
        (self.moment.key(), self.moment.recorded, self.moment.n)
    }

    fn person(&self) -> Option<&Normalised> {
        self.towards.as_ref().map(|t| &t.person)
    }
}
