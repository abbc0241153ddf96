//! Facts: what packs may ask about a case. Each fact knows its entries.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use standfast_case::{Moment, Settings};
use standfast_model::lists::{Channel, MeasureKind, Sign, StepAct};

use crate::bits::Bits;
use crate::days::Days;
use crate::marks::Makes;
use crate::row::Row;

/// What is known of a case as of a day, derived in one pass over it; one more entry is taken in by
/// [`Facts::with_entry`].
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    pub(crate) at: Timestamp,
    pub(crate) known: Timestamp,
    pub(crate) day: Date,
    pub(crate) zone: TimeZone,
    pub(crate) settings: Settings,
    /// How many entries of the record log and of the private log were looked at.
    pub(crate) held: (u64, u64),
    /// When something that is known already, and lies after `at`, occurs.
    pub(crate) changes_at: Option<Timestamp>,
    /// Nothing had been recorded yet.
    pub(crate) empty: bool,
    /// In order of time, like measures and outcomes.
    pub(crate) rows: Vec<Row>,
    pub(crate) days: Days,
    /// Complaints and allegations by others than the clinician, by number.
    pub(crate) allegations: Vec<Moment>,
    pub(crate) measures: Vec<Taken>,
    pub(crate) outcomes: Vec<Ended>,
    /// The first exhibit of an entry: its reference.
    pub(crate) exhibits: BTreeMap<u64, Arc<str>>,
    pub(crate) acts: BTreeMap<String, Vec<Act>>,
    /// Number in the private log, and when it was recorded.
    pub(crate) decisions: Vec<(u64, Timestamp)>,
    pub(crate) advised: Vec<u64>,
    /// Settings: the entry that said each last, and when it was recorded.
    pub(crate) said_by: BTreeMap<&'static str, (u64, Timestamp)>,
    pub(crate) values: BTreeMap<&'static str, Fact>,
}

/// A measure as rules see it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Taken {
    pub n: u64,
    pub moment: Moment,
    pub kind: Bits,
    /// The word of its kind.
    pub word: String,
    pub day: Option<Date>,
    /// Local day; of an unknown time, the day on which it was recorded.
    pub dated: Date,
    /// When, for people.
    pub when: String,
    pub names_removal: bool,
    /// The day on which, as a warning that named removal, it loses its force.
    pub removal_until: Option<Date>,
    pub until: Option<Date>,
    pub makes: Makes,
    /// Reference of an exhibit that belongs to it.
    pub exhibit: Option<Arc<str>>,
}

/// An outcome as rules see it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ended {
    pub n: u64,
    pub moment: Moment,
    pub kind: Bits,
    /// The word of its kind.
    pub word: String,
    /// Local day; of an unknown time, the day on which it was recorded.
    pub dated: Date,
    /// When, for people.
    pub when: String,
    /// The last day on which the case is kept for it.
    pub keep_until: Option<Date>,
}

/// What a person did with a step.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Act {
    pub n: u64,
    pub recorded: Timestamp,
    pub act: StepAct,
    pub because: Option<String>,
    pub to: Option<String>,
}

impl Act {
    pub fn is_declined(&self) -> bool {
        self.act == StepAct::Declined
    }
}

impl Taken {
    pub fn is(&self, kind: MeasureKind) -> bool {
        self.kind.meets(Bits::measure(&kind))
    }
}

/// One fact with the entries of the record log that it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What is so.
    pub value: FactValue,
    /// Where it comes from, ascending.
    pub entries: Vec<u64>,
}

/// What a fact can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue {
    /// Yes or no.
    Bool(bool),
    /// A count, or days; -1 where there is nothing to count from.
    Int(i64),
    /// A word of a closed list; empty where nothing was said.
    Text(String),
    /// Words of a closed list, each once.
    List(Vec<String>),
}

impl Facts {
    /// A fact by its name in the vocabulary; `signs.fear`, `channels.gift` and `measures.reply` are the
    /// entries of one word of a list.
    #[must_use]
    pub fn entries(&self, name: &str) -> Vec<u64> {
        if let Some(fact) = self.values.get(name) {
            return fact.entries.clone();
        }
        let Some((list, word)) = name.split_once('.') else {
            return Vec::new();
        };
        let rows = |take: &dyn Fn(&Row) -> bool| {
            let mut found: Vec<u64> = self
                .rows
                .iter()
                .filter(|r| r.traits.is_from_subject() && take(r))
                .map(|r| r.n)
                .collect();
            found.sort();
            found
        };
        match list {
            "signs" => {
                let bit = Bits::of(Sign::WORDS, word);
                rows(&|r| r.traits.signs.meets(bit))
            }
            "channels" => {
                let bit = Bits::of(Channel::WORDS, word);
                rows(&|r| r.traits.channel.meets(bit))
            }
            "measures" => {
                let bit = Bits::of(MeasureKind::WORDS, word);
                self.measures
                    .iter()
                    .filter(|m| m.kind.meets(bit))
                    .map(|m| m.n)
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// A fact by its name in the vocabulary.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Fact> {
        self.values.get(name)
    }

    /// All facts, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Fact)> {
        self.values.iter().map(|(name, fact)| (*name, fact))
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        match self.values.get(name).map(|f| &f.value) {
            Some(FactValue::Text(text)) => text,
            _ => "",
        }
    }

    /// The first instant of a day in the case's zone.
    pub(crate) fn start_of(&self, day: Date) -> Timestamp {
        self.zone
            .to_ambiguous_timestamp(day.to_datetime(Time::midnight()))
            .compatible()
            .unwrap_or(Timestamp::MIN)
    }
}
