//! Occasions: contacts of one day towards one person, as a reader of the law would count them.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use standfast_model::Normalised;
use standfast_model::lists::{Channel, Sign};

use crate::View;

/// Contacts from the subject towards one person on one local day.
///
/// Counted by day and never finer, so that a burst of messages, or two visits of one afternoon, are
/// not made to look like more than one occasion. A contact whose day is not known stands alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Occasion {
    /// The day in the case's zone; `None`: known less exactly than to a day.
    pub day: Option<Date>,
    /// Towards whom; `None`: the clinician.
    pub towards: Option<Arc<str>>,
    /// Entries of the record log, in order of time.
    pub contacts: Vec<u64>,
    /// Channels, each once.
    pub channels: Vec<Channel>,
    /// Signs ticked in any of them, each once.
    pub signs: Vec<Sign>,
    /// Measures that had told the subject to stop before the first of them.
    pub told_by_then: Vec<u64>,
}

impl Occasion {
    /// Whether any sign but a plain gift was ticked.
    #[must_use]
    pub fn is_unwanted(&self) -> bool {
        self.signs.iter().any(|s| *s != Sign::Gift)
    }
}

pub(crate) fn of(view: &View<'_>) -> Vec<Occasion> {
    let mut found: Vec<Occasion> = Vec::new();
    let mut at: BTreeMap<(Option<Normalised>, Date), usize> = BTreeMap::new();
    for contact in view.contacts().iter().filter(|c| c.is_from_subject()) {
        let day = contact.span.day(view.zone());
        let person = view.person(contact);
        let known = day.and_then(|d| at.get(&(person.clone(), d)).copied());
        if let Some(occasion) = known.and_then(|i| found.get_mut(i)) {
            occasion.contacts.push(contact.n);
            merge(&mut occasion.signs, &contact.signs);
            merge(&mut occasion.channels, contact.channel.as_slice());
            continue;
        }
        if let Some(day) = day {
            at.insert((person.clone(), day), found.len());
        }
        found.push(Occasion {
            day,
            towards: person.and(contact.towards.clone()),
            contacts: vec![contact.n],
            channels: contact.channel.iter().cloned().collect(),
            signs: contact.signs.clone(),
            told_by_then: view.told_before(contact),
        });
    }
    found
}

fn merge<T: Ord + Clone>(into: &mut Vec<T>, more: &[T]) {
    for item in more {
        if let Err(at) = into.binary_search(item) {
            into.insert(at, item.clone());
        }
    }
}
