//! The ledger proves: that an entry was sealed as it stands, that none was added, changed or left
//! out, and under whose key. It is the code behind `docs/log-format.md`, which is final.
//!
//! | for this purpose | that |
//! | --- | --- |
//! | seal an entry: salts, fields, leaf, hash in one call | [`seal()`] |
//! | read a field, or a leaf, as it was stored or handed over | [`Disclosure::parse`], [`Leaf::parse`] |
//! | grow a log by one leaf and know its root | [`Frontier`] |
//! | prove that a leaf is in a tree, or that a tree extends another | [`proof`] |
//! | sign and open the head of a log | [`Checkpoint`] |
//! | sign and open the note over a bundle's manifest | [`Manifest`] |
//! | sign and open a list of files, such as the guidance packs | [`sums`] |
//! | check a whole log, line by line, with every problem named | [`LogCheck`] |
//!
//! Owns: disclosures (RFC 9901), leaves, the tree and its proofs (RFC 9162), signed notes and
//! checkpoints (C2SP), the lines of `entries.jsonl`, and their verification.
//!
//! Never: what a field means (names, classes and kinds are characters here), storage, a clock,
//! randomness (salts are drawn by a function that the caller passes in), or writing again what it
//! read. Bytes are hashed as they came; nothing is canonicalised.
#![warn(missing_docs)]

pub mod chain;
pub mod checkpoint;
pub mod disclosure;
pub mod entries;
mod json;
pub mod key;
pub mod leaf;
pub mod manifest;
pub mod note;
pub mod origin;
pub mod proof;
pub mod recorded;
pub mod seal;
pub mod sums;
pub mod tree;
pub mod verdict;
pub mod verify;

pub use chain::KeyChange;
pub use checkpoint::{Checkpoint, CheckpointError};
pub use disclosure::{Disclosure, DisclosureError, FieldDigest, SALT_LENGTH};
pub use entries::{EntryLine, LineError};
pub use json::{Fault, JsonError, MAX_DEPTH, MAX_INTEGER};
pub use key::{Fingerprint, KeyError, SigningKey, VerifierKey};
pub use leaf::{Leaf, LeafError};
pub use manifest::{Manifest, ManifestError};
pub use note::{Note, NoteError};
pub use origin::{LogId, Origin, OriginError, Realm};
pub use recorded::{Recorded, RecordedError};
pub use seal::{Field, SealError, SealedEntry, seal};
pub use tree::{Frontier, FrontierError, Hash};
pub use verdict::{Anchor, Code, Completeness, Problem, Standing, Verdict};
pub use verify::{Earlier, Given, Line, LogCheck, Seen};
