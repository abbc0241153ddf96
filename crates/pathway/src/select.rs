//! Which contacts a rule is about.

use serde::Deserialize;
use standfast_model::lists::Party;

use crate::bits::Bits;
use crate::row::Traits;

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
    pub fn takes(&self, traits: &Traits) -> bool {
        let asked = |want: Option<bool>, is: bool| want.is_none_or(|w| w == is);
        (self.signs.is_empty() || self.signs.meets(traits.signs))
            && (self.channels.is_empty() || self.channels.meets(traits.channel))
            && self.from.iter().any(|f| f.is(&traits.from))
            && (!self.clinician || traits.clinician)
            && asked(self.unwanted, traits.is_unwanted())
            && asked(self.told, traits.told)
            && asked(self.warned, traits.warned)
            && asked(self.removal_named, traits.removal_named)
            && asked(self.removal_lapsed, traits.removal_lapsed)
            && asked(self.reported, traits.reported)
            && asked(self.ordered, traits.ordered)
            && (self.platforms.is_empty()
                || traits
                    .platform
                    .as_deref()
                    .is_some_and(|p| self.platforms.iter().any(|q| q == p)))
    }
}
