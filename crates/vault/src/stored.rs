//! An entry as it is kept, and what it says.

use standfast_ledger::{Disclosure, FieldDigest, Leaf};
use standfast_model::{Body, Class, Entry, EntryError, Field, Fields, Kind, Log};

use jiff::Timestamp;

use crate::VaultError;
use crate::records::{Kept, LogAt};

/// A sealed entry, byte for byte as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its number in its log.
    pub n: u64,
    /// The word of its kind.
    pub kind: String,
    /// When our clock sealed it (UTC, to the millisecond).
    pub recorded: Timestamp,
    /// The exact bytes of its leaf.
    pub leaf: String,
    /// The exact characters of its fields, in the order written; an erased one is not there.
    pub disclosures: Vec<String>,
    log: Log,
}

impl std::fmt::Debug for Stored {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Stored({} {})", self.log.name(self.n), self.kind)
    }
}

impl Stored {
    /// Reads the leaf of what is kept.
    pub(crate) fn of(at: LogAt, kept: Kept) -> Result<Self, VaultError> {
        let broken = |why: String| VaultError::damaged(at.log.name(kept.n), why);
        let leaf = Leaf::parse(kept.leaf.as_bytes()).map_err(|e| broken(e.to_string()))?;
        let recorded = Timestamp::from_millisecond(leaf.recorded.millis())
            .map_err(|e| broken(e.to_string()))?;
        let kind = leaf.kind.to_owned();
        Ok(Stored {
            n: kept.n,
            kind,
            recorded,
            leaf: kept.leaf,
            disclosures: kept.fields,
            log: at.log,
        })
    }

    /// The hash of its leaf, as its tree has it (RFC 9162: SHA-256 of the byte 0 and the leaf).
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        *standfast_ledger::Hash::of_leaf(self.leaf.as_bytes()).as_bytes()
    }

    /// The class of every field that was sealed, in the order of the leaf.
    #[must_use]
    pub fn classes(&self) -> Vec<String> {
        Leaf::parse(self.leaf.as_bytes())
            .map(|leaf| leaf.classes.into_iter().map(str::to_owned).collect())
            .unwrap_or_default()
    }

    /// The name of each field that is there, in the order of `disclosures`; empty for one that cannot
    /// be read.
    #[must_use]
    pub fn field_names(&self) -> Vec<String> {
        self.disclosures
            .iter()
            .map(|characters| {
                Disclosure::parse(characters)
                    .map(|d| d.name)
                    .unwrap_or_default()
            })
            .collect()
    }

    /// The entry, in the words of the model.
    ///
    /// # Errors
    /// A kind or field of a newer version, or one that is not what its kind says.
    pub fn read(&self) -> Result<Entry, EntryError> {
        let kind = Kind::parse(&self.kind).ok_or_else(|| EntryError::Kind {
            entry: self.log.name(self.n),
            kind: self.kind.clone(),
        })?;
        let body =
            Body::from_fields(kind, &self.fields()?).map_err(|source| EntryError::Field {
                entry: self.log.name(self.n),
                source,
            })?;
        Ok(Entry {
            n: self.n,
            recorded: self.recorded,
            body,
        })
    }

    /// The fields that are there, each with its class from the leaf.
    ///
    /// # Errors
    /// A field that the leaf does not hold, or that cannot be read.
    pub fn fields(&self) -> Result<Fields, EntryError> {
        let wrong = |what: &'static str| EntryError::Field {
            entry: self.log.name(self.n),
            source: standfast_model::FieldError::Wrong {
                field: "of its leaf".to_owned(),
                wanted: what,
            },
        };
        let leaf = Leaf::parse(self.leaf.as_bytes()).map_err(|_| wrong("in a leaf that reads"))?;
        self.disclosures
            .iter()
            .map(|characters| {
                let said =
                    Disclosure::parse(characters).map_err(|_| wrong("written as a field"))?;
                let class =
                    class_of(&leaf, characters).ok_or_else(|| wrong("one that was sealed"))?;
                Ok(Field {
                    name: said.name,
                    class,
                    value: said.value,
                })
            })
            .collect()
    }
}

/// The class that a leaf gives a field.
pub(crate) fn class_of(leaf: &Leaf<'_>, characters: &str) -> Option<Class> {
    let digest = FieldDigest::of(characters);
    let at = leaf.digests.binary_search(&digest.as_str()).ok()?;
    Class::parse(leaf.classes.get(at)?)
}
