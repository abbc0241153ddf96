//! A contact as rules see it.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use standfast_case::Moment;
use standfast_model::Normalised;
use standfast_model::lists::{Party, Sign};

use crate::bits::Bits;

/// A contact as rules see it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub n: u64,
    pub moment: Moment,
    /// When it was last said as it stands: a step that was done or declined before comes back.
    pub stated: Timestamp,
    /// Local day, where known to a day.
    pub day: Option<Date>,
    /// Local day; of an unknown time, the day on which it was recorded.
    pub dated: Date,
    pub traits: Traits,
    /// It came after the last measure of any kind.
    pub after_last_measure: bool,
    /// The day on which the last warning before it that named removal lost its force.
    pub removal_until: Option<Date>,
    /// Towards whom; `None`: the clinician whose case it is.
    pub towards: Option<Arc<Towards>>,
    /// The import that it came with.
    pub import: Option<u64>,
    /// Reference of an exhibit that belongs to it, or to the import that it came with.
    pub exhibit: Option<Arc<str>>,
}

/// All that a rule can ask of a contact by itself. Contacts that are alike in it are taken or left
/// together, so that a rule looks at some dozens of these and not at ten thousand contacts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Traits {
    pub signs: Bits,
    pub channel: Bits,
    pub platform: Option<Arc<str>>,
    pub from: Party,
    /// Towards the clinician whose case it is.
    pub clinician: bool,
    /// The subject had been told before.
    pub told: bool,
    /// A warning letter had gone before.
    pub warned: bool,
    /// A warning that named removal had been given before.
    pub removal_named: bool,
    /// The last such warning was a year old or more by then.
    pub removal_lapsed: bool,
    /// The police were told afterwards.
    pub reported: bool,
    /// An order, bail, undertaking or licence stood.
    pub ordered: bool,
}

/// A person other than the clinician.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Towards {
    /// In the form in which two spellings are one person.
    pub person: Normalised,
    /// As it was written.
    pub name: Arc<str>,
}

impl Traits {
    /// Any sign but a plain gift.
    pub fn is_unwanted(&self) -> bool {
        let gift = Bits::sign(&Sign::Gift);
        !self.signs.is_empty() && self.signs != gift
    }

    pub fn is_from_subject(&self) -> bool {
        self.from == Party::Subject
    }

    pub fn is_from_clinician(&self) -> bool {
        self.from == Party::Clinician
    }
}
