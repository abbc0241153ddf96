//! Saving an act: numbered, salted, sealed and signed inside one transaction.
//!
//! In this order: the originals are durable already (staging did that), then the database commits,
//! then the outside head is written, then the answer is given. A cut anywhere leaves the act whole or
//! not there: originals that nothing names are put aside later, and a head that is behind is written
//! at next opening.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread::ScopedJoinHandle;

use jiff::Timestamp;
use standfast_ledger::Recorded;

use super::sealing::{Growing, Sealed, Signing};
use super::stage::HeldFile;
use super::together::{Filed, New};
use super::{Heads, Staging, Vault, Warning};
use crate::act::Part;
use crate::head::Head;
use crate::originals::Originals;
use crate::records::{Placing, Reading};
use crate::{Act, ActCase, CaseNo, Entropy, HeadState, Placed, VaultError};

/// Gives the next part of an act; `None` after the last.
pub type Parts<'a> = dyn FnMut(&mut Staging<'_>) -> Result<Option<Part>, VaultError> + 'a;

/// A part that is being sealed beside the writing of the one before; the randomness comes back with it.
type Beside<'scope, 'env> =
    ScopedJoinHandle<'scope, (Result<Sealed, VaultError>, &'env mut dyn Entropy)>;

impl Vault {
    /// Saves an act. When this returns `Ok` it is durable and sealed.
    ///
    /// # Errors
    /// [`VaultError::Moved`] when the case grew since the act was made; an act that does not hold
    /// together; the disk. Nothing of it is saved then. After a failure of the disk in the very act
    /// of committing it may have been saved all the same: whoever repeats it is told `Moved`.
    pub fn commit(&mut self, act: Act) -> Result<Placed, VaultError> {
        let Act {
            case,
            record,
            private,
            staged,
            recorded,
        } = act;
        let mut part = Some(Part {
            record,
            private,
            staged,
            recorded,
        });
        self.commit_parts(&case, &mut |_| Ok(part.take()))
    }

    /// Saves an act that comes in parts, as an import does: as [`Vault::commit`], and all of it or
    /// nothing. A part is sealed while the one before it is written; no more than two are in memory.
    ///
    /// An import is many such acts, each as large as is convenient: each has the same guarantees.
    ///
    /// # Errors
    /// As of [`Vault::commit`], and what `parts` says.
    pub fn commit_parts(
        &mut self,
        case: &ActCase,
        parts: &mut Parts<'_>,
    ) -> Result<Placed, VaultError> {
        self.may_write()?;
        let Vault {
            facts,
            key,
            head_key,
            records,
            originals,
            heads: known,
            entropy,
            ..
        } = self;
        let (facts, known, keeps) = (&*facts, &*known, &*originals);
        let signing = Signing {
            key,
            demonstration: facts.demonstration,
        };
        let mut saving = Saving::default();
        let mut heads = Heads::default();
        let placing = std::thread::scope(|scope| {
            let mut free: Option<&mut dyn Entropy> = Some(entropy.as_mut());
            let mut beside: Option<Beside<'_, '_>> = None;
            let mut growing: Option<Growing> = None;
            let mut written: Option<Sealed> = None;
            let mut work = |reading: &dyn Reading, number: CaseNo| {
                let (mut sealed, drawn) = match beside.take() {
                    Some(beside) => match beside.join() {
                        Ok((sealed, drawn)) => (sealed?, drawn),
                        Err(panic) => std::panic::resume_unwind(panic),
                    },
                    None => {
                        let drawn = free.take().ok_or(VaultError::Act("it has ended"))?;
                        let mut first = parts(&mut Staging::new(drawn, keeps))?
                            .ok_or(VaultError::Act("it has no entry"))?;
                        let logs = match case {
                            ActCase::New => Growing::new(drawn),
                            ActCase::In { .. } => Growing::there(reading, number)?,
                        };
                        let new = saving.take(reading, number, &mut first, keeps)?;
                        let sealing = growing.insert(logs).number(first)?;
                        (sealing.seal(new, drawn)?, drawn)
                    }
                };
                let growing = growing.as_mut().ok_or(VaultError::Act("it has no entry"))?;
                match parts(&mut Staging::new(drawn, keeps))? {
                    Some(mut part) => {
                        let new = saving.take(reading, number, &mut part, keeps)?;
                        let sealing = growing.number(part)?;
                        // What was written is let go of there too: it is much to free.
                        let written = written.take();
                        beside = Some(scope.spawn(move || {
                            drop(written);
                            (sealing.seal(new, drawn), drawn)
                        }));
                    }
                    None => free = Some(drawn),
                }
                let last = beside.is_none();
                let mut batch =
                    growing.grow(reading, number, &mut sealed, last.then_some(&signing))?;
                let Filed { rows, files } = std::mem::take(&mut sealed.filed);
                batch.originals = rows;
                saving.files.extend(files);
                saving.recorded = Some(sealed.recorded);
                written = Some(sealed);
                if last {
                    let (commit, _) = reading.last_commit()?;
                    heads = if known.number == Some(commit) {
                        known.clone()
                    } else {
                        Heads::read(reading)?
                    };
                    growing.tell(&mut heads);
                    heads.number = Some(commit + 1);
                    batch.commit = Some((commit + 1, heads.seal(head_key, &facts.id, commit + 1)));
                    saving.spans = growing.spans();
                }
                Ok(batch)
            };
            records.commit(case, &mut work)
        });
        let placing = match placing {
            Ok(placing) => placing,
            Err(error) => {
                saving.let_go(&error);
                return Err(error);
            }
        };
        self.heads = heads;
        for file in &mut saving.files {
            // What the case had already is not named, and goes.
            file.named = self.records.has_file(file.id.as_str()).unwrap_or(true);
        }
        let warning = self.head_after(&placing);
        let (record, private) = saving.spans;
        let recorded = saving.recorded.map_or(0, Recorded::millis);
        Ok(Placed {
            case: placing.case,
            record,
            private,
            recorded: Timestamp::from_millisecond(recorded).unwrap_or_default(),
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
}

/// What is known of an act while it is saved.
#[derive(Default)]
struct Saving {
    spans: (std::ops::Range<u64>, std::ops::Range<u64>),
    recorded: Option<Recorded>,
    /// The hashes of its originals.
    taken: BTreeSet<[u8; 32]>,
    /// The files of its originals: destroyed, unless something names them.
    files: Vec<HeldFile>,
}

impl Saving {
    /// The originals of a part that the case does not have yet. Every exhibit, and every letter that keeps
    /// files, must have its own, here or there already, and every original one that names it.
    fn take(
        &mut self,
        reading: &dyn Reading,
        case: CaseNo,
        part: &mut Part,
        keeps: &Arc<dyn Originals>,
    ) -> Result<New, VaultError> {
        let mut staged = std::mem::take(&mut part.staged);
        let named = part.names();
        if staged
            .iter()
            .any(|original| !named.contains(original.sha256.as_str()))
        {
            return Err(VaultError::Act(
                "an original comes with it that nothing names",
            ));
        }
        let there =
            |digest: &[u8; 32]| Ok::<_, VaultError>(reading.original(case, digest)?.is_some());
        let mut known = Vec::with_capacity(staged.len());
        for original in &staged {
            known.push(!self.taken.insert(original.digest) || there(&original.digest)?);
        }
        let mut known = known.into_iter();
        staged.retain(|_| known.next() == Some(false));
        for name in named {
            let mut digest = [0; 32];
            let is_hash = hex::decode_to_slice(name, &mut digest).is_ok();
            if !is_hash || !(self.taken.contains(&digest) || there(&digest)?) {
                return Err(VaultError::Act("it names an original that is not there"));
            }
        }
        Ok(New {
            case,
            staged,
            keeps: Arc::clone(keeps),
        })
    }

    /// Originals of an act that was not saved: destroyed where that is certain, else left for
    /// `rebuild` to put aside. A commit that the disk failed can still come back after a power cut.
    fn let_go(&mut self, error: &VaultError) {
        let refused = matches!(
            error,
            VaultError::Moved
                | VaultError::NoCase(_)
                | VaultError::Act(_)
                | VaultError::Seal(_)
                | VaultError::Entry(_)
                | VaultError::Busy { .. }
        );
        for file in &mut self.files {
            file.named = !refused;
        }
    }
}
