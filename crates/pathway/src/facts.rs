//! Facts: what packs may ask about a case. Each fact knows its entries.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use standfast_case::Moment;
use standfast_model::lists::StepAct;

use crate::select::{Bits, Row};

/// What is known of a case as of a day, derived in one pass over it.
#[derive(Clone, Debug)]
pub struct Facts {
    pub(crate) at: Timestamp,
    pub(crate) known: Timestamp,
    pub(crate) day: Date,
    pub(crate) zone: TimeZone,
    /// Nothing had been recorded yet.
    pub(crate) empty: bool,
    pub(crate) rows: Vec<Row>,
    pub(crate) measures: Vec<Taken>,
    pub(crate) outcomes: Vec<Ended>,
    pub(crate) acts: BTreeMap<String, Vec<Act>>,
    pub(crate) decisions: Vec<Timestamp>,
    pub(crate) advised: Vec<u64>,
    /// Settings: the entry that said each last, and when it was recorded.
    pub(crate) said_by: BTreeMap<&'static str, (u64, Timestamp)>,
    pub(crate) values: BTreeMap<&'static str, Fact>,
}

/// A measure as rules see it.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    pub n: u64,
    pub moment: Moment,
    pub kind: Bits,
    /// The word of its kind.
    pub word: String,
    pub day: Option<Date>,
    /// When, for people.
    pub when: String,
    pub names_removal: bool,
    pub until: Option<Date>,
    /// It tells the subject to stop.
    pub telling: bool,
    /// Reference of an exhibit that belongs to it.
    pub exhibit: Option<Arc<str>>,
}

/// An outcome as rules see it.
#[derive(Clone, Debug)]
pub(crate) struct Ended {
    pub n: u64,
    pub moment: Moment,
    pub kind: Bits,
    /// The word of its kind.
    pub word: String,
    pub day: Option<Date>,
    /// When, for people.
    pub when: String,
    /// The last day on which the case is kept for it.
    pub keep_until: Option<Date>,
}

/// What a person did with a step.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    pub n: u64,
    pub recorded: Timestamp,
    pub act: StepAct,
    pub because: Option<String>,
    pub to: Option<String>,
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
        use standfast_model::lists::{Channel, MeasureKind, Sign};
        let rows = |take: &dyn Fn(&Row) -> bool| {
            let mut found: Vec<u64> = self
                .rows
                .iter()
                .filter(|r| r.is_from_subject() && take(r))
                .map(|r| r.n)
                .collect();
            found.sort_unstable();
            found
        };
        match list {
            "signs" => {
                let bit = Bits::of(Sign::WORDS, word);
                rows(&|r| r.signs.meets(bit))
            }
            "channels" => {
                let bit = Bits::of(Channel::WORDS, word);
                rows(&|r| r.channel.meets(bit))
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
}
