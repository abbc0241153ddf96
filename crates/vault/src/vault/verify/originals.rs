//! Checking every original: its bytes, decrypted, against the hash under which it was taken in.

use std::io::Read as _;

use sha2::{Digest as _, Sha256};

use crate::originals::Originals;
use crate::records::{OriginalRow, Reading};
use crate::vault::read::open_original;
use crate::{CaseNo, Problem, ProblemCode, VaultError};

/// How many rows are read at a time; each can hold 128 KiB.
const PAGE: usize = 64;

/// An original that a row of the database names.
pub(super) struct OriginalFound {
    pub(super) case: CaseNo,
    pub(super) sha256: [u8; 32],
    /// As many as it has.
    pub(super) bytes: u64,
    pub(super) state: State,
}

/// What it is like.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    AsTakenIn,
    Changed,
    Missing,
}

/// Checks all of them, in the order in which they were kept.
pub(super) fn check(
    reading: &dyn Reading,
    originals: &dyn Originals,
    each: &mut dyn FnMut(OriginalFound),
) -> Result<(), Problem> {
    let mut after = 0;
    let mut buffer = vec![0; 128 * 1024];
    loop {
        let page = reading.originals(after, PAGE).map_err(|error| Problem {
            code: ProblemCode::PageCorrupt,
            case: None,
            item: "standfast.db".to_owned(),
            message: format!("Not all originals could be checked: {error}."),
        })?;
        let Some((last, _)) = page.last() else {
            return Ok(());
        };
        after = *last;
        for (_, row) in page {
            let (case, sha256, bytes) = (row.case, row.sha256, row.bytes);
            let state = state(row, originals, &mut buffer);
            each(OriginalFound {
                case,
                sha256,
                bytes,
                state,
            });
        }
    }
}

fn state(row: OriginalRow, originals: &dyn Originals, buffer: &mut [u8]) -> State {
    let (sha256, bytes) = (row.sha256, row.bytes);
    let mut reader = match open_original(originals, row) {
        Ok(reader) => reader,
        Err(VaultError::OriginalMissing { .. }) => return State::Missing,
        Err(_) => return State::Changed,
    };
    let mut hash = Sha256::new();
    let mut length = 0u64;
    loop {
        match reader.read(buffer) {
            Ok(0) => break,
            Ok(read) => {
                length = length.saturating_add(read as u64);
                hash.update(buffer.get(..read).unwrap_or_default());
            }
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => return State::Changed,
        }
    }
    if length == bytes && <[u8; 32]>::from(hash.finalize()) == sha256 {
        State::AsTakenIn
    } else {
        State::Changed
    }
}
