//! What a check says: integrity, completeness, anchor, as JSON for programs and as lines for people.
//!
//! The shape is that of `verify --json` in the contract of the command line and serves bundles and
//! vaults alike: all parts are public, so that the desk can say the verdict of a vault in it.
//! Never here: how anything was checked.

use std::collections::BTreeMap;
use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

mod lines;

/// What kind of problem it is; the closed list of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// The bytes of a leaf are not those that were sealed.
    LeafChanged,
    /// A field shown is not one that was sealed in its leaf.
    FieldChanged,
    /// A leaf is not there.
    LeafMissing,
    /// A leaf comes out of order or twice.
    LeafOrder,
    /// Something belongs to another log.
    WrongLog,
    /// A checkpoint, its key or its root does not hold.
    CheckpointBad,
    /// An original is not the one that was sealed.
    OriginalChanged,
    /// An original is not there.
    OriginalMissing,
    /// A file that belongs to nothing.
    FileUnknown,
    /// A list of files, or the signature over it, does not hold.
    ManifestBad,
    /// A document is not the one that was listed, or not there.
    DocumentChanged,
    /// A derived row of a vault is not what its entry says.
    RowChanged,
    /// A page of a vault's database cannot be read.
    PageCorrupt,
    /// The zip around a bundle says two things, or cannot be unpacked in a place.
    ContainerBad,
    /// Another copy goes on further.
    OlderCopy,
    /// Another copy of the vault is in use.
    SecondCopy,
    /// The log is not the one that an older checkpoint was made over.
    HistoryDiffers,
    /// The key is not the one that the reader has from elsewhere.
    KeyDiffers,
}

impl Code {
    /// All of them, in the order of the contract.
    pub const ALL: [Code; 18] = [
        Code::LeafChanged,
        Code::FieldChanged,
        Code::LeafMissing,
        Code::LeafOrder,
        Code::WrongLog,
        Code::CheckpointBad,
        Code::OriginalChanged,
        Code::OriginalMissing,
        Code::FileUnknown,
        Code::ManifestBad,
        Code::DocumentChanged,
        Code::RowChanged,
        Code::PageCorrupt,
        Code::ContainerBad,
        Code::OlderCopy,
        Code::SecondCopy,
        Code::HistoryDiffers,
        Code::KeyDiffers,
    ];

    /// The word of the contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Code::LeafChanged => "leaf-changed",
            Code::FieldChanged => "field-changed",
            Code::LeafMissing => "leaf-missing",
            Code::LeafOrder => "leaf-order",
            Code::WrongLog => "wrong-log",
            Code::CheckpointBad => "checkpoint-bad",
            Code::OriginalChanged => "original-changed",
            Code::OriginalMissing => "original-missing",
            Code::FileUnknown => "file-unknown",
            Code::ManifestBad => "manifest-bad",
            Code::DocumentChanged => "document-changed",
            Code::RowChanged => "row-changed",
            Code::PageCorrupt => "page-corrupt",
            Code::ContainerBad => "container-bad",
            Code::OlderCopy => "older-copy",
            Code::SecondCopy => "second-copy",
            Code::HistoryDiffers => "history-differs",
            Code::KeyDiffers => "key-differs",
        }
    }

    /// Reads a word of the contract.
    #[must_use]
    pub fn parse(word: &str) -> Option<Code> {
        Code::ALL.into_iter().find(|code| code.as_str() == word)
    }

    /// Whether everything shown can still be as it was sealed: an older copy, a second one, another
    /// key (exit 6). All else is a change or a gap (exit 5).
    #[must_use]
    pub fn leaves_intact(self) -> bool {
        matches!(self, Code::OlderCopy | Code::SecondCopy | Code::KeyDiffers)
    }
}

impl From<standfast_ledger::Code> for Code {
    fn from(code: standfast_ledger::Code) -> Self {
        use standfast_ledger::Code as Of;
        match code {
            Of::LeafChanged => Code::LeafChanged,
            Of::FieldChanged => Code::FieldChanged,
            Of::LeafMissing => Code::LeafMissing,
            Of::LeafOrder => Code::LeafOrder,
            Of::WrongLog => Code::WrongLog,
            Of::CheckpointBad => Code::CheckpointBad,
            Of::ManifestBad => Code::ManifestBad,
            Of::KeyDiffers => Code::KeyDiffers,
            Of::HistoryDiffers => Code::HistoryDiffers,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What kind.
    pub code: Code,
    /// With what: `#12`, `ABC/3`, `data/chronology.pdf`, `checkpoint`, `key`, …
    pub item: String,
    /// For people: one sentence, free in its words.
    pub message: String,
}

impl Problem {
    /// A problem with an item.
    #[must_use]
    pub fn new(code: Code, item: impl Into<String>, message: impl Into<String>) -> Self {
        Problem {
            code,
            item: item.into(),
            message: message.into(),
        }
    }
}

impl From<standfast_ledger::Problem> for Problem {
    fn from(problem: standfast_ledger::Problem) -> Self {
        Problem::new(problem.code.into(), problem.item, problem.message)
    }
}

/// Whether what is shown belongs to the signed tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Integrity {
    /// What is changed.
    pub problems: Vec<Problem>,
}

/// How many leaves there are, and how much of them is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completeness {
    /// The number of the last leaf; `None` where there is none. The first is always 0. For a vault
    /// of several logs the counts are sums, and this is `None`.
    pub to: Option<u64>,
    /// Leaves shown with all fields.
    pub shown: u64,
    /// Leaves shown without some or all of them.
    pub in_part: u64,
    /// Leaves given by hash alone.
    pub withheld: u64,
    /// Withheld fields of leaves in part, by class.
    pub classes: BTreeMap<String, u64>,
    /// What is missing.
    pub problems: Vec<Problem>,
}

/// Up to where entries are fixed by something from before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fixed {
    /// The last entry that is.
    pub to: u64,
    /// When the last entry under it that is shown was recorded, by the writer's clock (UTC, to the
    /// millisecond); `None` if none is shown.
    pub since: Option<String>,
    /// By what: "earlier bundle", "earlier checkpoint".
    pub by: String,
}

/// Whose log it is, and what fixes it in time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// SHA-256 of the public key, in hex; `None` where the key cannot be used.
    pub key: Option<String>,
    /// The checkpoint holds under the key, and the reader has it from elsewhere.
    pub confirmed: bool,
    /// Everybody in it is invented.
    pub demonstration: bool,
    /// What fixes entries, besides the holder's own word.
    pub fixed: Vec<Fixed>,
    /// Other keys, other histories, other copies.
    pub problems: Vec<Problem>,
}

/// What a check says. Serialises as `verify --json` of the contract.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Was anything shown changed?
    pub integrity: Integrity,
    /// Is anything missing?
    pub completeness: Completeness,
    /// Whose is it, since when?
    pub anchor: Anchor,
    /// The zip is not as the writer wrote it, though everything in it may be.
    pub repacked: bool,
    /// Leaves with a line in its place.
    pub entries: u64,
    /// Originals that are those which were sealed.
    pub originals: u64,
    /// Their bytes together.
    pub original_bytes: u64,
}

impl Verdict {
    /// All problems: of integrity, of completeness, of the anchor.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.integrity
            .problems
            .iter()
            .chain(&self.completeness.problems)
            .chain(&self.anchor.problems)
    }

    /// 0: intact. 6: intact, but an older or second copy, or another key than the one given.
    /// 5: changed or missing.
    #[must_use]
    pub fn exit(&self) -> u8 {
        if self.problems().next().is_none() {
            0
        } else if self.problems().all(|p| p.code.leaves_intact()) {
            6
        } else {
            5
        }
    }
}

impl Serialize for Integrity {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_struct("integrity", 2)?;
        object.serialize_field("ok", &self.problems.is_empty())?;
        object.serialize_field("problems", &self.problems)?;
        object.end()
    }
}

impl Serialize for Completeness {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_struct("completeness", 8)?;
        object.serialize_field("ok", &self.problems.is_empty())?;
        object.serialize_field("from", &0)?;
        object.serialize_field("to", &self.to)?;
        object.serialize_field("shown", &self.shown)?;
        object.serialize_field("in_part", &self.in_part)?;
        object.serialize_field("withheld", &self.withheld)?;
        object.serialize_field("classes", &self.classes)?;
        object.serialize_field("problems", &self.problems)?;
        object.end()
    }
}

impl Serialize for Anchor {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_struct("anchor", 5)?;
        object.serialize_field("key", &self.key)?;
        object.serialize_field("confirmed", &self.confirmed)?;
        object.serialize_field("demonstration", &self.demonstration)?;
        object.serialize_field("fixed", &self.fixed)?;
        object.serialize_field("problems", &self.problems)?;
        object.end()
    }
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_struct("verdict", 7)?;
        object.serialize_field("integrity", &self.integrity)?;
        object.serialize_field("completeness", &self.completeness)?;
        object.serialize_field("anchor", &self.anchor)?;
        object.serialize_field("repacked", &self.repacked)?;
        object.serialize_field("entries", &self.entries)?;
        object.serialize_field("originals", &self.originals)?;
        object.serialize_field("original_bytes", &self.original_bytes)?;
        object.end()
    }
}
