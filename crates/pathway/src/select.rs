//! Which contacts a rule is about: closed lists as bits, so that a rule looks at a contact once.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use standfast_case::Moment;
use standfast_model::lists::{Channel, MeasureKind, Party, Sign};

/// Words of a closed list, one bit each; somebody's own word is the last bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bits(u64);

impl Bits {
    pub fn of(list: &[&str], word: &str) -> Bits {
        let at = list.iter().position(|w| *w == word).unwrap_or(list.len());
        Bits(1 << at)
    }
    pub fn sign(sign: &Sign) -> Bits {
        Bits::of(Sign::WORDS, sign.as_str())
    }
    pub fn channel(channel: &Channel) -> Bits {
        Bits::of(Channel::WORDS, channel.as_str())
    }
    pub fn measure(kind: &MeasureKind) -> Bits {
        Bits::of(MeasureKind::WORDS, kind.as_str())
    }
    pub fn with(self, other: Bits) -> Bits {
        Bits(self.0 | other.0)
    }
    pub fn and(self, other: Bits) -> Bits {
        Bits(self.0 & other.0)
    }
    pub fn meets(self, other: Bits) -> bool {
        self.0 & other.0 != 0
    }
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// The words of the list that are set, in its order; somebody's own word is "other".
    pub fn words<'l>(self, list: &'l [&'l str]) -> impl Iterator<Item = &'l str> {
        list.iter()
            .copied()
            .chain(std::iter::once("other"))
            .enumerate()
            .filter(move |(i, _)| self.0 & (1 << i) != 0)
            .map(|(_, w)| w)
    }
}

/// A contact as rules see it.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub n: u64,
    pub moment: Moment,
    /// When it was last said as it stands: a step that was done or declined before comes back.
    pub stated: Timestamp,
    /// Local day, where known to a day.
    pub day: Option<Date>,
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
    /// Reference of an exhibit that belongs to it, or to the import that it came with.
    pub exhibit: Option<Arc<str>>,
}

/// Whom a contact came from, in packs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum From {
    Subject,
    Clinician,
    Other,
}

impl From {
    fn is(self, party: &Party) -> bool {
        match self {
            From::Subject => *party == Party::Subject,
            From::Clinician => *party == Party::Clinician,
            From::Other => matches!(party, Party::Other(_)),
        }
    }
}

/// One group of contacts; every part that is given must hold.
#[derive(Clone, Debug)]
pub(crate) struct Select {
    pub signs: Bits,
    pub channels: Bits,
    pub platforms: Vec<String>,
    pub from: Vec<From>,
    pub clinician: bool,
    pub unwanted: Option<bool>,
    pub told: Option<bool>,
    pub warned: Option<bool>,
    pub removal_named: Option<bool>,
    pub removal_lapsed: Option<bool>,
    pub reported: Option<bool>,
    pub ordered: Option<bool>,
}

impl Select {
    pub fn takes(&self, row: &Row) -> bool {
        let asked = |want: Option<bool>, is: bool| want.is_none_or(|w| w == is);
        (self.signs.is_empty() || self.signs.meets(row.signs))
            && (self.channels.is_empty() || self.channels.meets(row.channel))
            && self.from.iter().any(|f| f.is(&row.from))
            && (!self.clinician || row.clinician)
            && asked(self.unwanted, row.is_unwanted())
            && asked(self.told, row.told)
            && asked(self.warned, row.warned)
            && asked(self.removal_named, row.removal_named)
            && asked(self.removal_lapsed, row.removal_lapsed)
            && asked(self.reported, row.reported)
            && asked(self.ordered, row.ordered)
            && (self.platforms.is_empty()
                || row
                    .platform
                    .as_deref()
                    .is_some_and(|p| self.platforms.iter().any(|q| q == p)))
    }
}

impl Row {
    /// Any sign but a plain gift.
    pub fn is_unwanted(&self) -> bool {
        let gift = Bits::sign(&Sign::Gift);
        !self.signs.is_empty() && self.signs != gift
    }

    pub fn is_from_subject(&self) -> bool {
        self.from == Party::Subject
    }
}
