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
    /// Keeps them: durable when this returns, but for those that go into rows of their own.
    pub(super) fn keep(self, entropy: &mut dyn Entropy) -> Result<Filed, VaultError> {
        let small = |held: &Held| matches!(held, Held::Memory(_));
        let together = self.staged.iter().filter(|s| small(&s.kept)).count() >= ENOUGH;
        let mut filed = Filed::default();
        let mut name = String::new();
        let mut waiting = Vec::new();
        let mut start = 0;
        if together {
            let mut random = [0; 16];
            entropy.fill(&mut random);
            let id = OriginalId::from_bytes(random);
            id.as_str().clone_into(&mut name);
            filed.files.push(HeldFile::new(id, Arc::clone(&self.keeps)));
        }
        for Staged {
            digest,
            bytes,
            kept,
            ..
        } in self.staged
        {
            let place = match kept {
                Held::Memory(content) if together => {
                    let from = start;
                    start += bytes;
                    waiting.push(content);
                    Where::Within(name.clone(), from)
                }
                Held::Memory(content) => Where::Here(content),
                Held::File(file) => {
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
        if let Some(file) = filed.files.first().filter(|_| together) {
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
