//! Rules ready to be asked: what makes a step due, what ends it, who acts, by when, in which words.

use jiff::civil::Date;
use serde::Deserialize;

use crate::advice::Urgency;
use crate::bits::Bits;
use crate::condition::Condition;
use crate::row::Traits;
use crate::select::Select;

/// A rule ready to be asked.
#[derive(Debug)]
pub(crate) struct Rule {
    pub id: String,
    pub step: String,
    /// Which file of which pack, and the byte at which the rule stands.
    pub file: usize,
    pub at: usize,
    pub about: About,
    pub when: Option<Condition>,
    pub from: Option<Date>,
    pub until: Option<Date>,
    pub ends: Ends,
    pub by: Option<By>,
    /// Facts whose entries stand beside those that made it due.
    pub names: Vec<(String, usize)>,
    pub superseded_by: Vec<(String, usize)>,
    pub hidden_while: Vec<(String, usize)>,
    /// Sources of which one must stand, if any is named; the others only add to it.
    pub only_with: Vec<(String, usize)>,
    pub sources: Vec<(String, usize)>,
    pub says: Vec<Says>,
}

#[derive(Debug)]
pub(crate) struct About {
    pub contacts: Vec<Select>,
    /// Contacts that came in one of these ways make nothing due, whatever else holds.
    pub except: Bits,
    pub measures: Bits,
    pub facts: Vec<String>,
    pub case: Vec<String>,
    pub outcomes: Bits,
    pub months: Option<i32>,
    pub season: Vec<Season>,
    pub quiet: Option<Quiet>,
    /// Signs that the rule asks for; shown beside the entries.
    pub signs: Bits,
}

#[derive(Debug)]
pub(crate) struct Ends {
    pub measures: Bits,
    pub ever: bool,
    pub covers_days: Option<i32>,
    pub exhibit: bool,
    pub decision: bool,
    pub outcomes: Bits,
    pub days: Option<i32>,
    pub with_by: bool,
    /// What a person did with the step settles later causes too.
    pub once: bool,
    /// The day that a measure names (`--until`) does not end it.
    pub outlasts: bool,
}

#[derive(Debug)]
pub(crate) struct Says {
    pub when: Option<Condition>,
    pub who: String,
    pub urgency: Urgency,
    pub text: String,
    pub why: String,
    /// Byte of `why`, else of `text`.
    pub at: usize,
}

/// A day before which something is to be done, every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Season {
    pub month: i8,
    pub day: i8,
    /// Due from so many days before.
    pub days_before: i32,
}

/// So long without a contact or measure.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quiet {
    #[serde(default)]
    pub days: Vec<i32>,
    #[serde(default)]
    pub months: Vec<i32>,
}

/// The last day in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct By {
    #[serde(default)]
    pub days: i32,
    #[serde(default)]
    pub months: i32,
    /// Counted from the last entry that made it due, on its own day; else from the first, or from
    /// the day on which that was recorded, if later.
    #[serde(default)]
    pub from_last: bool,
    /// The day that the measure itself names (`--until`); the earliest of them.
    #[serde(default)]
    pub until: bool,
}

impl Rule {
    /// Whether a contact of this kind makes it due by itself.
    pub fn takes(&self, traits: &Traits) -> bool {
        !self.about.except.meets(traits.channel)
            && self.about.contacts.iter().any(|s| s.takes(traits))
    }

    /// Every condition in it.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.when
            .iter()
            .chain(self.says.iter().filter_map(|s| s.when.as_ref()))
    }

    /// Whether it can be due on `day` by its own dates.
    pub fn stands_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}
