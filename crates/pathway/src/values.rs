//! The values of facts: all of them from a case, and those that one more contact or measure changes.

use std::collections::BTreeMap;

use crate::bits::Bits;
use crate::facts::{Fact, FactValue, Facts};
use crate::ground::{Ground, counted};
use crate::marks::Changed;
use crate::row::Row;
use crate::vocabulary::VOCABULARY;

/// How a fact is derived.
pub(crate) enum Of {
    /// How many contacts there are from the subject of which this holds. It follows from the contact
    /// alone: one more contact is one more or not.
    Count(fn(&Row) -> bool),
    /// The same of contacts from the clinician.
    Answers(fn(&Row) -> bool),
    /// The same from the subject, where it follows from the measures too.
    Marked(fn(&Row) -> bool, fn(&Changed) -> bool),
    /// The words that stand in contacts from the subject, each once, in the order of the list.
    Words(&'static [&'static str], fn(&Row) -> Bits),
    /// From days, measures, outcomes and settings, of which there are few.
    Ground(fn(&Ground<'_>) -> Fact),
}

pub(crate) type Values = BTreeMap<&'static str, Fact>;

/// Every fact of a case.
pub(crate) fn all(facts: &Facts) -> Values {
    let ground = Ground::of(facts);
    derivable()
        .map(|(name, of)| (name, of.derive(&ground)))
        .collect()
}

/// Takes one more contact into the facts that count contacts.
pub(crate) fn add(values: &mut Values, row: &Row) {
    for (name, of) in derivable() {
        if let Some(fact) = values.get_mut(name) {
            of.add(fact, row);
        }
    }
}

/// The facts again that do not count contacts, and those that count them by marks which changed.
pub(crate) fn settle(facts: &Facts, changed: &Changed) -> Values {
    let ground = Ground::of(facts);
    derivable()
        .filter(|(_, of)| match of {
            Of::Ground(_) => true,
            Of::Marked(_, by) => by(changed),
            Of::Count(_) | Of::Answers(_) | Of::Words(..) => false,
        })
        .map(|(name, of)| (name, of.derive(&ground)))
        .collect()
}

fn derivable() -> impl Iterator<Item = (&'static str, &'static Of)> {
    VOCABULARY
        .iter()
        .filter_map(|known| Some((known.name, known.of.as_ref()?)))
}

impl Of {
    fn derive(&self, ground: &Ground<'_>) -> Fact {
        let rows = ground.facts.rows.iter();
        match self {
            Of::Count(_) | Of::Answers(_) | Of::Marked(..) => {
                counted(rows.filter(|r| self.counts(r)).map(|r| r.n).collect())
            }
            Of::Words(words, of) => {
                let mut entries = Vec::new();
                let mut all = Bits::default();
                for row in rows.filter(|r| r.traits.is_from_subject()) {
                    let found = of(row);
                    if !found.is_empty() {
                        entries.push(row.n);
                        all = all.with(found);
                    }
                }
                entries.sort();
                Fact {
                    value: listed(all, words),
                    entries,
                }
            }
            Of::Ground(of) => of(ground),
        }
    }

    /// Whether a contact counts.
    fn counts(&self, row: &Row) -> bool {
        match self {
            Of::Count(take) | Of::Marked(take, _) => row.traits.is_from_subject() && take(row),
            Of::Answers(take) => row.traits.is_from_clinician() && take(row),
            Of::Words(..) | Of::Ground(_) => false,
        }
    }

    fn add(&self, fact: &mut Fact, row: &Row) {
        let found = match self {
            Of::Words(words, of) if row.traits.is_from_subject() => {
                let found = of(row);
                if let FactValue::List(list) = &fact.value
                    && !found.is_empty()
                {
                    let known = list
                        .iter()
                        .fold(Bits::default(), |all, word| all.with(Bits::of(words, word)));
                    fact.value = listed(known.with(found), words);
                }
                !found.is_empty()
            }
            _ => self.counts(row),
        };
        if !found {
            return;
        }
        let at = fact.entries.partition_point(|n| *n < row.n);
        fact.entries.insert(at, row.n);
        if let FactValue::Int(count) = &mut fact.value {
            *count = count.saturating_add(1);
        }
    }
}

fn listed(bits: Bits, words: &'static [&'static str]) -> FactValue {
    FactValue::List(bits.words(words).map(str::to_owned).collect())
}
