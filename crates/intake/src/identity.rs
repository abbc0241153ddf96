//! What makes a record itself, so that the same record in a second export is known.
//!
//! Formats with ids hash the id and the body. In formats without, equal records of one list are
//! counted: the k-th equal record of one export is the k-th equal record of any other, and
//! records of one export are never merged, since a flood of equal messages is the evidence.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

/// A digest over parts, each with its length, so that no two lists of parts look alike.
pub(crate) struct Identity(Sha256);

impl Identity {
    pub(crate) fn of(format: &str) -> Self {
        Identity(Sha256::new()).with(format.as_bytes())
    }

    pub(crate) fn with(mut self, part: &[u8]) -> Self {
        self.0.update((part.len() as u64).to_be_bytes());
        self.0.update(part);
        self
    }

    pub(crate) fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }

    pub(crate) fn hex(self) -> String {
        hex::encode(self.finish())
    }
}

/// Counts equal records of one export.
///
/// Sixteen bytes a record: a chat of a million lines needs 40 MB of it.
#[derive(Default)]
pub(crate) struct Equals(HashMap<u64, u32>);

impl Equals {
    /// Which of its equals this is, from 1.
    pub(crate) fn nth(&mut self, digest: &[u8; 32]) -> u32 {
        let key = digest
            .iter()
            .take(8)
            .fold(0, |key, b| key << 8 | u64::from(*b));
        let n = self.0.entry(key).or_insert(0);
        *n = n.saturating_add(1);
        *n
    }
}
