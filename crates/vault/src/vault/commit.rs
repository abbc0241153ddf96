//! Saving an act: numbered, salted, sealed and signed inside one transaction.
//!
//! In this order: the originals are durable already (staging did that), then the database commits,
//! then the outside head is written, then the answer is given. A cut anywhere leaves the act whole or
//! not there: originals that nothing names are put aside later, and a head that is behind is written
//! at next opening.

use std::collections::BTreeSet;

use jiff::Timestamp;
use standfast_ledger::Recorded;

use super::sealing::{Sealing, Signing};
use super::stage::Held;
use super::{Heads, Staged, Vault, Warning};
use crate::head::Head;
use crate::records::{OriginalRow, Placing, Reading, Where};
use crate::{Act, ActCase, CaseNo, HeadState, Placed, VaultError};

impl Vault {
    /// Saves an act. When this returns `Ok` it is durable and sealed.
    ///
    /// An import is many acts, each as large as is convenient: each has the same guarantees.
    ///
    /// # Errors
    /// [`VaultError::Moved`] when the case grew since the act was made; an act that does not hold
    /// together; the disk. Nothing of it is saved then. After a failure of the disk in the very act
    /// of committing it may have been saved all the same: whoever repeats it is told `Moved`.
    pub fn commit(&mut self, act: Act) -> Result<Placed, VaultError> {
        self.may_write()?;
        let Act {
            case,
            record,
            private,
            mut staged,
            recorded,
        } = act;
        let recorded = Recorded::from_millis(recorded.as_millisecond())?;
        let sealing = Sealing::of(&case, record, private, recorded)?;
        let mut heads = Heads::default();
        let mut ranges = (0..0, 0..0);
        let placing = {
            let Vault {
                facts,
                key,
                head_key,
                records,
                heads: known,
                entropy,
                ..
            } = self;
            let (facts, key, known) = (&*facts, &*key, &*known);
            let mut work = |reading: &dyn Reading, number: CaseNo| {
                let (commit, _) = reading.last_commit()?;
                heads = if known.number == Some(commit) {
                    known.clone()
                } else {
                    Heads::read(reading)?
                };
                let signing = Signing {
                    key,
                    demonstration: facts.demonstration,
                };
                let new = matches!(case, ActCase::New);
                let (mut batch, spans) =
                    sealing.batch(reading, number, new, &signing, entropy.as_mut(), &mut heads)?;
                ranges = spans;
                batch.originals = originals(reading, number, &sealing, &mut staged)?;
                heads.number = Some(commit + 1);
                batch.commit = Some((commit + 1, heads.seal(head_key, &facts.id, commit + 1)));
                Ok(batch)
            };
            records.commit(&case, &mut work)
        };
        let placing = match placing {
            Ok(placing) => placing,
            Err(error) => {
                self.let_go(&mut staged, &error);
                return Err(error);
            }
        };
        self.heads = heads;
        for original in &mut staged {
            if let Held::File(file) = &mut original.kept {
                // What the case had already is not named, and goes.
                file.named = self.records.has_file(file.id.as_str()).unwrap_or(true);
            }
        }
        let warning = self.head_after(&placing);
        let (record, private) = ranges;
        Ok(Placed {
            case: placing.case,
            record,
            private,
            recorded: Timestamp::from_millisecond(recorded.millis()).unwrap_or_default(),
            warning,
        })
    }

    /// Writes the outside head. The act is saved, whatever becomes of this.
    fn head_after(&mut self, placing: &Placing) -> Option<Warning> {
        let outside = self.outside.as_mut()?;
        let head = Head {
            number: placing.number,
            value: placing.value,
        };
        match outside.write(&head, &*self.rim) {
            Ok(()) => {
                self.head = HeadState::Agrees;
                None
            }
            Err(_) => {
                self.head = HeadState::NotWritable;
                Some(Warning::HeadNotWritable)
            }
        }
    }

    /// Originals of an act that was not saved: destroyed where that is certain, else left for
    /// `rebuild` to put aside. A commit that the disk failed can still come back after a power cut.
    fn let_go(&self, staged: &mut [Staged], error: &VaultError) {
        let refused = matches!(
            error,
            VaultError::Moved
                | VaultError::NoCase(_)
                | VaultError::Act(_)
                | VaultError::Seal(_)
                | VaultError::Entry(_)
                | VaultError::Busy { .. }
        );
        for original in staged {
            if let Held::File(file) = &mut original.kept {
                file.named = !refused;
            }
        }
    }
}

/// The originals that the case does not have yet. Every exhibit, and every letter that keeps files, must have
/// its own, here or there already, and every original one that names it.
fn originals(
    reading: &dyn Reading,
    case: CaseNo,
    sealing: &Sealing,
    staged: &mut [Staged],
) -> Result<Vec<OriginalRow>, VaultError> {
    let named = sealing.names();
    if staged
        .iter()
        .any(|original| !named.contains(original.sha256.as_str()))
    {
        return Err(VaultError::Act(
            "an original comes with it that nothing names",
        ));
    }
    let mut rows: Vec<OriginalRow> = Vec::with_capacity(staged.len());
    let mut taken = BTreeSet::new();
    for original in staged {
        if !taken.insert(original.digest) || reading.original(case, &original.digest)?.is_some() {
            continue;
        }
        let place = match &mut original.kept {
            Held::Memory(bytes) => Where::Here(std::mem::take(bytes)),
            Held::File(file) => Where::File(file.id.as_str().to_owned()),
        };
        rows.push(OriginalRow {
            case,
            sha256: original.digest,
            bytes: original.bytes,
            place,
        });
    }
    for name in named {
        let mut digest = [0; 32];
        let is_hash = hex::decode_to_slice(name, &mut digest).is_ok();
        if !is_hash || !(taken.contains(&digest) || reading.original(case, &digest)?.is_some()) {
            return Err(VaultError::Act("it names an original that is not there"));
        }
    }
    Ok(rows)
}
