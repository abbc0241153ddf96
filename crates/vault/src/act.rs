//! The words of reading and writing: which case, which row, an act and where it was placed.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use jiff::Timestamp;
use standfast_model::Body;

use crate::vault::{Staged, Warning};

/// A case by its number in the vault: 1, 2, …
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNo(pub u64);

impl fmt::Display for CaseNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A case in a list of cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseLine {
    /// Its number in the vault.
    pub number: CaseNo,
    /// The id of its record log: 32 lower-case hex digits.
    pub id: String,
    /// Its short name, as it stands.
    pub name: String,
    /// How many entries its record log has.
    pub record: u64,
    /// How many entries its private log has.
    pub private: u64,
    /// Whether it is closed, as it stands.
    pub closed: bool,
}

/// A row of a timeline or of what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it stands: give that of a page's last row to get the next page.
    pub key: RowKey,
    /// The case.
    pub case: CaseNo,
    /// The entry of its record log.
    pub n: u64,
}

/// The place of a row, ordered by time occurred (by time recorded where that is not known).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey(pub i64);

/// What one act seals: all of it is saved, or nothing.
pub struct Act {
    /// In which case.
    pub case: ActCase,
    /// Entries of the record log, in order.
    pub record: Vec<Body>,
    /// Entries of the private log, in order.
    pub private: Vec<Body>,
    /// The originals that its exhibits and letters name.
    pub staged: Vec<Staged>,
    /// Now, by our clock. Kept as it is (to the millisecond), also when it is before the last entry's.
    pub recorded: Timestamp,
}

/// A part of an act that is too large to be handed over at once: an import. As an [`Act`], without its
/// case.
pub struct Part {
    /// Entries of the record log, in order.
    pub record: Vec<Body>,
    /// Entries of the private log, in order.
    pub private: Vec<Body>,
    /// The originals that its exhibits name.
    pub staged: Vec<Staged>,
    /// Now, by our clock.
    pub recorded: Timestamp,
}

impl Part {
    /// The hashes that its exhibits and letters name.
    pub(crate) fn names(&self) -> BTreeSet<&str> {
        let exhibits = self.record.iter().filter_map(|body| match body {
            Body::Exhibit(exhibit) => Some(exhibit.sha256.as_str()),
            _ => None,
        });
        let letters = self.private.iter().flat_map(|body| match body {
            Body::Letter(letter) => letter.kept.as_slice(),
            _ => &[],
        });
        exhibits.chain(letters.map(String::as_str)).collect()
    }
}

/// The case of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActCase {
    /// A new one; the act's first entry is the case itself.
    New,
    /// One that is there, as it was when the act was made.
    In {
        /// Which.
        case: CaseNo,
        /// How many entries its record log had.
        record: u64,
        /// How many entries its private log had.
        private: u64,
    },
}

/// Where an act was placed. It is durable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The case, new or as it was.
    pub case: CaseNo,
    /// The numbers of its entries in the record log.
    pub record: Range<u64>,
    /// The numbers of its entries in the private log.
    pub private: Range<u64>,
    /// The time that was sealed: the act's, to the millisecond.
    pub recorded: Timestamp,
    /// It is saved, and there is something to say.
    pub warning: Option<Warning>,
}
