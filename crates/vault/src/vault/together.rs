//! Small originals of a large act, kept together: one encrypted file for many instead of a row each.
//!
//! An import brings them by the thousand, and the database would write each of their bytes twice. They
//! stand in the file one after the other, and the row of each says from where on. Erasing one makes the
//! file anew without it.

use std::io::{self, Read};
use std::sync::Arc;

use super::Staged;
use super::stage::{Held, HeldFile};
use crate::originals::{OriginalId, Originals};
use crate::records::{OriginalRow, Where};
use crate::{CaseNo, Entropy, VaultError};

/// So many make a file worth its flushes.
const ENOUGH: usize = 32;

/// Originals of a part of an act that the case does not have yet.
pub(super) struct New {
    pub(super) case: CaseNo,
    pub(super) staged: Vec<Staged>,
    pub(super) keeps: Arc<dyn Originals>,
}

/// Originals that are kept, with the rows that name them.
#[derive(Default)]
pub(super) struct Filed {
    pub(super) rows: Vec<OriginalRow>,
    /// Destroyed when dropped, unless something names them.
    pub(super) files: Vec<HeldFile>,
}

impl New {
    /// The name of the file of the small ones, where they are enough for one.
    pub(super) fn file(&self, entropy: &mut dyn Entropy) -> Option<OriginalId> {
        let small = |held: &Held| matches!(held, Held::Memory(_));
        let enough = self.staged.iter().filter(|s| small(&s.kept)).count() >= ENOUGH;
        enough.then(|| {
            let mut random = [0; 16];
            entropy.fill(&mut random);
            OriginalId::from_bytes(random)
        })
    }

    /// Keeps them, the small ones in `file`: durable when this returns, but for those that go into rows of
    /// their own.
    pub(super) fn keep(self, file: Option<OriginalId>) -> Result<Filed, VaultError> {
        let mut filed = Filed::default();
        let mut waiting = Vec::new();
        let mut start = 0;
        let together = file.as_ref().map(|id| id.as_str().to_owned());
        if let Some(id) = file {
            filed.files.push(HeldFile::new(id, Arc::clone(&self.keeps)));
        }
        for Staged {
            digest,
            bytes,
            kept,
            ..
        } in self.staged
        {
            let place = match (kept, &together) {
                (Held::Memory(content), Some(file)) => {
                    let from = start;
                    start += bytes;
                    waiting.push(content);
                    Where::Within(file.clone(), from)
                }
                (Held::Memory(content), None) => Where::Here(content),
                (Held::File(file), _) => {
                    let place = Where::File(file.id.as_str().to_owned());
                    filed.files.push(file);
                    place
                }
            };
            filed.rows.push(OriginalRow {
                case: self.case,
                sha256: digest,
                bytes,
                place,
            });
        }
        if let Some(file) = filed.files.first().filter(|_| together.is_some()) {
            let mut bytes = Following::of(&waiting);
            self.keeps.put(&file.id, &mut bytes)?;
        }
        Ok(filed)
    }
}

/// Reads many one after the other.
struct Following<'a> {
    current: &'a [u8],
    rest: std::slice::Iter<'a, Vec<u8>>,
}

impl<'a> Following<'a> {
    fn of(all: &'a [Vec<u8>]) -> Self {
        Following {
            current: &[],
            rest: all.iter(),
        }
    }
}

impl Read for Following<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.current.is_empty() {
            match self.rest.next() {
                Some(next) => self.current = next,
                None => return Ok(0),
            }
        }
        self.current.read(buffer)
    }
}
