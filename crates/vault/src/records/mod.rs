//! Records: what keeps entries, their logs' heads, and all that is found again by key.
//!
//! The contract is [`Reading`] and [`Records`]: commit one act, read by key. Nobody above knows a
//! table. SQLCipher is the first that keeps it ([`sqlite`]), memory the second ([`memory`], for
//! tests); one suite of tests runs on both.
//!
//! Proved by a log: entries. Derived from them, rebuilt and compared by `verify`: lines, pointers,
//! exhibits, identities, names of cases, right edges of trees. Neither: the seed, the keys' hashes,
//! the numbers of commits.

pub mod memory;
pub mod sqlite;

use std::ops::Range;

use jiff::Timestamp;
use standfast_ledger::{Frontier, LogId};
use standfast_model::Log;
use zeroize::Zeroizing;

use crate::{ActCase, CaseNo, Problem, Row, RowKey, VaultError};

/// One log of one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LogAt {
    /// Whose.
    pub case: CaseNo,
    /// Which of the two.
    pub log: Log,
}

/// What a vault says of itself; written once, when it is made.
#[derive(Clone)]
pub struct Founding {
    /// 128 random bits in lower-case hex.
    pub id: String,
    /// When it was made.
    pub created: Timestamp,
    /// Everything in it is invented.
    pub demonstration: bool,
    /// The seed of the signing key.
    pub seed: Zeroizing<[u8; 32]>,
    /// The key of the outside head.
    pub head_key: Zeroizing<[u8; 32]>,
    /// SHA-256 of `vault.toml` and of every key file, by name from the folder.
    pub files: Vec<(String, [u8; 32])>,
}

/// An entry as it is kept: byte for byte what was sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its number in its log.
    pub n: u64,
    /// The word of its kind, as it is found by; the leaf has the one that was sealed.
    pub kind: String,
    /// The hash of its leaf.
    pub hash: [u8; 32],
    /// The bytes of its leaf.
    pub leaf: String,
    /// The characters of its fields; an erased one is not there.
    pub fields: Vec<String>,
}

/// A log's head.
#[derive(Clone, PartialEq, Eq)]
pub struct LogRow {
    /// Its id.
    pub id: LogId,
    /// The right edge of its tree; its size is the log's.
    pub frontier: Frontier,
    /// The latest signed note; empty while the log is.
    pub checkpoint: String,
}

impl LogRow {
    /// A log without entries.
    #[must_use]
    pub fn empty(id: LogId) -> Self {
        LogRow {
            id,
            frontier: Frontier::new(),
            checkpoint: String::new(),
        }
    }
}

/// A case.
#[derive(Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Its number.
    pub number: CaseNo,
    /// Its record log.
    pub record: LogRow,
    /// Its private log.
    pub private: LogRow,
    /// Its short name, as it stands.
    pub name: String,
    /// Whether it is closed, as it stands.
    pub closed: bool,
}

/// What an entry of the timeline is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineRow {
    /// The entry's number in the record log.
    pub n: u64,
    /// Milliseconds since 1970 of the time occurred, or recorded where that is not known.
    pub at: i64,
    /// The channel's word.
    pub channel: Option<String>,
    /// The words it is found by.
    pub words: String,
}

/// Where an original's bytes are.
#[derive(Clone, PartialEq, Eq)]
pub enum Where {
    /// In the row itself.
    Here(Vec<u8>),
    /// In an encrypted file of this name, which holds nothing else.
    File(String),
    /// In an encrypted file of this name, which holds many: from this byte of it on.
    Within(String, u64),
}

/// An original of a case.
#[derive(Clone, PartialEq, Eq)]
pub struct OriginalRow {
    /// Whose. Equal content is kept once within a case, never across cases.
    pub case: CaseNo,
    /// Of its bytes.
    pub sha256: [u8; 32],
    /// How many.
    pub bytes: u64,
    /// Where.
    pub place: Where,
}

/// Everything that one act writes, or a part of it. All of it is durable, or none.
#[derive(Default)]
pub struct Batch {
    /// The case is new: the ids of its record log and its private log.
    pub new: Option<(LogId, LogId)>,
    /// The entries of each log, in order.
    pub entries: Vec<(Log, Kept)>,
    /// The new head of each log that grew.
    pub heads: Vec<(Log, Frontier, String)>,
    /// New lines, and lines that are indexed anew.
    pub lines: Vec<LineRow>,
    /// Target and source, both in the record log.
    pub pointers: Vec<(u64, u64)>,
    /// Number, reference and entry of each exhibit.
    pub exhibits: Vec<(u64, String, u64)>,
    /// Digests of the identities that imports took.
    pub identities: Vec<[u8; 16]>,
    /// The case's name and whether it is closed, where that changed.
    pub named: Option<(String, bool)>,
    /// Originals that the case does not have yet.
    pub originals: Vec<OriginalRow>,
    /// The number of this commit and the HMAC over all heads after it; the last part of an act has it.
    pub commit: Option<(u64, [u8; 32])>,
    /// Another part of the same act follows.
    pub more: bool,
}

/// A sum over all derived rows of each kind: equal sums, equal rows, in whatever order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Of lines.
    pub lines: u128,
    /// Of pointers.
    pub pointers: u128,
    /// Of exhibits.
    pub exhibits: u128,
    /// Of identities.
    pub identities: u128,
}

/// Which part of a timeline.
#[derive(Clone, Debug, Default)]
pub struct TimelineFilter {
    /// From this instant on.
    pub from: Option<Timestamp>,
    /// Before this instant.
    pub to: Option<Timestamp>,
    /// Of this channel.
    pub channel: Option<String>,
}

/// Reads by key. Everything read was committed whole.
pub trait Reading: Send {
    /// What the vault says of itself.
    ///
    /// # Errors
    /// Damage, the disk; so for all that follow.
    fn founding(&self) -> Result<Founding, VaultError>;
    /// The last commit.
    fn last_commit(&self) -> Result<(u64, [u8; 32]), VaultError>;
    /// The value that a commit had; `None`: no such number.
    fn commit_value(&self, number: u64) -> Result<Option<[u8; 32]>, VaultError>;
    /// All cases, by number.
    fn cases(&self) -> Result<Vec<CaseRow>, VaultError>;
    /// A log's head; `None`: no such case.
    fn log(&self, at: LogAt) -> Result<Option<LogRow>, VaultError>;
    /// One entry.
    fn entry(&self, at: LogAt, n: u64) -> Result<Option<Kept>, VaultError>;
    /// At most `limit` entries of a range, by number; of certain kinds where these are given.
    fn page(
        &self,
        at: LogAt,
        range: Range<u64>,
        kinds: Option<&[&str]>,
        limit: usize,
    ) -> Result<Vec<Kept>, VaultError>;
    /// The numbers of entries of the record log that point at `n`, ascending.
    fn pointing_at(&self, case: CaseNo, n: u64) -> Result<Vec<u64>, VaultError>;
    /// A page of the timeline, newest occurred first.
    fn timeline(
        &self,
        case: CaseNo,
        filter: &TimelineFilter,
        before: Option<RowKey>,
        limit: u32,
    ) -> Result<Vec<Row>, VaultError>;
    /// A page of what holds every word, newest occurred first.
    fn search(
        &self,
        case: Option<CaseNo>,
        words: &[&str],
        before: Option<RowKey>,
        limit: u32,
    ) -> Result<Vec<Row>, VaultError>;
    /// The entry of an exhibit.
    fn exhibit(
        &self,
        case: CaseNo,
        number: u64,
        reference: &str,
    ) -> Result<Option<u64>, VaultError>;
    /// The highest number of an exhibit.
    fn exhibits(&self, case: CaseNo) -> Result<u64, VaultError>;
    /// Whether an import took this identity.
    fn knows_identity(&self, case: CaseNo, identity: &[u8; 16]) -> Result<bool, VaultError>;
    /// The SHA-256 of the source that had this stamp, where it was remembered.
    fn source(&self, stamp: &[u8; 32]) -> Result<Option<[u8; 32]>, VaultError>;
    /// An original with where its bytes are.
    fn original(&self, case: CaseNo, sha256: &[u8; 32]) -> Result<Option<OriginalRow>, VaultError>;
    /// Originals in the order in which they were kept, a page: after the place `after` (0 at first),
    /// each with its own place.
    fn originals(&self, after: u64, limit: usize) -> Result<Vec<(u64, OriginalRow)>, VaultError>;
    /// Whether a file of that name holds an original.
    fn has_file(&self, name: &str) -> Result<bool, VaultError>;
    /// The line of an entry, as it is kept.
    fn line(&self, case: CaseNo, n: u64) -> Result<Option<LineRow>, VaultError>;
    /// The sums over what is derived.
    fn sums(&self) -> Result<Sums, VaultError>;
    /// What the container itself says of its state: pages, and the search index. Reads all of it.
    /// `alone`: nobody else writes meanwhile, so that the index can be compared with its rows too.
    fn container(&self, alone: bool) -> Vec<Problem>;
    /// Another reader of the same records, for another thread. Asked of the records, it sees what is
    /// committed now, and nothing that comes after, for as long as it lives; asked of a reader, that or
    /// what this one sees.
    ///
    /// # Errors
    /// The disk.
    fn reader(&self) -> Result<Box<dyn Reading>, VaultError>;
}

/// Commits.
pub trait Records: Reading {
    /// Commits one act, whole or not at all; durable when it returns `Ok`. An error can also mean that
    /// it was committed and the answer was lost: who repeats it is refused by the sizes.
    ///
    /// Shuts out every other writer first, then compares the sizes that the act was made against
    /// with those of now, then calls `work` with the case's number and what stands, and writes what it
    /// gives; again and again while more of the act follows. What was written of it stands for the next
    /// call, and for nobody else. Whatever `work` refuses leaves nothing of any part.
    ///
    /// # Errors
    /// [`VaultError::Moved`], [`VaultError::NoCase`], what `work` says, the disk.
    fn commit(&mut self, expected: &ActCase, work: &mut Work<'_>) -> Result<Placing, VaultError>;
    /// Remembers the SHA-256 of the source that has this stamp. No act: nothing is sealed, and what was
    /// sealed hangs on nothing of it.
    ///
    /// # Errors
    /// The disk.
    fn remember_source(&mut self, stamp: &[u8; 32], sha256: &[u8; 32]) -> Result<(), VaultError>;
    /// Throws away what is derived and writes anew what `again` gives, page by page, until it gives
    /// `None`; whole or not at all. Heads and names of cases come by [`Again`] too.
    ///
    /// # Errors
    /// What `again` says, the disk.
    fn rederive(&mut self, again: &mut More<'_>) -> Result<(), VaultError>;
    /// Folds any journal into place; dropping the records then removes it. After an older copy was
    /// noticed the journal is left as it is. Nothing is asked of the records afterwards.
    ///
    /// # Errors
    /// The disk.
    fn finish(&mut self, leave_journal: bool) -> Result<(), VaultError>;
}

/// Makes the next batch of an act: what stands, and the number of its case.
pub type Work<'a> = dyn FnMut(&dyn Reading, CaseNo) -> Result<Batch, VaultError> + 'a;
/// Gives the next part of what is derived.
pub type More<'a> = dyn FnMut(&dyn Reading) -> Result<Option<Again>, VaultError> + 'a;

/// What a commit came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placing {
    /// The case, new or as it was.
    pub case: CaseNo,
    /// The commit's number.
    pub number: u64,
    /// The HMAC over all heads after it.
    pub value: [u8; 32],
}

/// A part of what is derived, for one case. In `batch` only what is derived is looked at; `kinds`
/// names the kind of entries anew.
#[derive(Default)]
pub struct Again {
    /// Which case.
    pub case: CaseNo,
    /// What is derived.
    pub batch: Batch,
    /// Log, number, kind.
    pub kinds: Vec<(Log, u64, String)>,
}

/// The numbers of rows by time: milliseconds from the year 1, then which of that millisecond.
pub(crate) mod key {
    /// Milliseconds since 1970 of the first of January of the year 1.
    const FIRST: i64 = -62_135_596_800_000;
    const LAST: i64 = 253_402_300_799_999;
    const BITS: u32 = 14;

    /// The first number of a millisecond.
    pub(crate) fn first(at: i64) -> i64 {
        (at.clamp(FIRST, LAST) - FIRST) << BITS
    }
    /// The last number of a millisecond.
    pub(crate) fn last(at: i64) -> i64 {
        first(at) | ((1 << BITS) - 1)
    }
    /// The number after the highest one that is taken in the millisecond `at`, if there is one.
    pub(crate) fn next(at: i64, taken: Option<i64>) -> Option<i64> {
        match taken {
            None => Some(first(at)),
            Some(taken) if taken < last(at) => Some(taken + 1),
            Some(_) => None,
        }
    }
}
