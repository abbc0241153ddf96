//! Closed lists as bits, so that a rule asks about many words at once.

use standfast_model::lists::{Channel, MeasureKind, Sign};

/// Words of a closed list, one bit each; somebody's own word is the last bit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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
    pub const fn with(self, other: Bits) -> Bits {
        Bits(self.0 | other.0)
    }
    pub const fn and(self, other: Bits) -> Bits {
        Bits(self.0 & other.0)
    }
    pub const fn meets(self, other: Bits) -> bool {
        self.0 & other.0 != 0
    }
    pub const fn is_empty(self) -> bool {
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
