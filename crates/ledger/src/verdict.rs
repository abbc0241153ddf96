//! What a check of a log says: integrity, completeness, anchor, each with its problems.
//!
//! Plain data. The words of a verdict for people, and what else a bundle holds (originals, papers),
//! are said by the crates above.

use std::collections::BTreeMap;
use std::fmt;

use crate::checkpoint::Checkpoint;
use crate::key::Fingerprint;

/// What kind of problem it is; written as in the contract of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// The bytes of a leaf are not those that were sealed, or no leaf's.
    LeafChanged,
    /// A field shown is not one that was sealed in its leaf, or breaks the rules for fields.
    FieldChanged,
    /// A leaf has no line.
    LeafMissing,
    /// A line comes out of order or twice, or gives the leaf of another number.
    LeafOrder,
    /// Something belongs to another log.
    WrongLog,
    /// A checkpoint, its key or its root does not hold.
    CheckpointBad,
    /// The note over a bundle's manifest does not hold.
    ManifestBad,
    /// The key is not the one that the reader has from elsewhere.
    KeyDiffers,
    /// The log is not the one that an older checkpoint was made over.
    HistoryDiffers,
}

impl Code {
    /// The word of the contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeafChanged => "leaf-changed",
            Self::FieldChanged => "field-changed",
            Self::LeafMissing => "leaf-missing",
            Self::LeafOrder => "leaf-order",
            Self::WrongLog => "wrong-log",
            Self::CheckpointBad => "checkpoint-bad",
            Self::ManifestBad => "manifest-bad",
            Self::KeyDiffers => "key-differs",
            Self::HistoryDiffers => "history-differs",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind.
    pub code: Code,
    /// With what: `#12`, `checkpoint`, `key`, `key-change-1`, `earlier-1` or `manifest`.
    pub item: String,
    /// For people: one sentence without anything personal.
    pub message: String,
}

/// How many leaves there are, and how much of them is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completeness {
    /// The number of the last leaf that has a line in its place; the first is always 0.
    pub last: Option<u64>,
    /// Leaves shown with all fields.
    pub shown: u64,
    /// Leaves shown without some or all fields, and leaves that are changed.
    pub in_part: u64,
    /// Leaves given by hash alone.
    pub withheld: u64,
    /// Withheld fields of leaves in part, by class, as the leaves prove it.
    pub classes: BTreeMap<String, u64>,
    /// `leaf-missing`, `leaf-order`.
    pub problems: Vec<Problem>,
}

/// Whose log it is, and what fixes it in time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Anchor {
    /// The key that came with the log; `None` if it is no key.
    pub key: Option<Fingerprint>,
    /// The earlier keys that an unbroken chain of key changes proves, oldest first.
    pub earlier_keys: Vec<Fingerprint>,
    /// The checkpoint holds under the key, and the key, or an earlier one, is the reader's.
    pub confirmed: bool,
    /// The log belongs to a demonstration vault.
    pub demonstration: bool,
    /// Entries up to these are the same as under the earlier checkpoints that were given: for each
    /// that holds, its index among those given and the number of the last entry under it.
    pub fixed: Vec<(usize, u64)>,
    /// `key-differs`, `history-differs`, and what is wrong with changes of key and earlier checkpoints.
    pub problems: Vec<Problem>,
}

/// What a check of a log says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// `leaf-changed`, `field-changed`, `wrong-log`, `checkpoint-bad`, `manifest-bad`. Empty: every
    /// leaf and field shown belongs to the signed tree.
    pub integrity: Vec<Problem>,
    /// How many leaves, how much of them.
    pub completeness: Completeness,
    /// Whose, since when.
    pub anchor: Anchor,
    /// The head, if the checkpoint holds under the key that came with it.
    pub head: Option<Checkpoint>,
}

/// What a program does with a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No problem: exit 0. Whether the key is confirmed is said besides.
    Intact,
    /// Intact under a key other than the reader's: exit 6.
    OtherKey,
    /// Something was changed or is missing: exit 5.
    Failed,
}

impl Verdict {
    /// How many leaves have a line in its place.
    #[must_use]
    pub fn entries(&self) -> u64 {
        self.completeness.shown + self.completeness.in_part + self.completeness.withheld
    }

    /// All problems: of integrity, of completeness, of the anchor.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.integrity
            .iter()
            .chain(&self.completeness.problems)
            .chain(&self.anchor.problems)
    }

    /// What it comes to.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let mut standing = Standing::Intact;
        for problem in self.problems() {
            if problem.code != Code::KeyDiffers {
                return Standing::Failed;
            }
            standing = Standing::OtherKey;
        }
        standing
    }
}
