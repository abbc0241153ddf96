//! From the bodies of an act to sealed entries: numbers, salts, leaves, and what is derived.
//!
//! An import brings thousands at once: those are sealed on all cores, a part of them while the part
//! before it is written. Salts are drawn beforehand, in the order of the entries, so that the same
//! randomness gives the same bytes on any machine.

use std::ops::Range;

use jiff::Timestamp;
use standfast_ledger::{Checkpoint, Field, Hash, LogId, Recorded, SALT_LENGTH, SigningKey, seal};
use standfast_model::{Body, Fields, Kind, Log};

use super::Heads;
use super::together::{Filed, New};
use crate::act::Part;
use crate::derive::{Fresh, Outward, derive_alone, derive_rest};
use crate::many::each;
use crate::records::{Batch, Kept, LogAt, LogRow, Reading};
use crate::{CaseNo, Entropy, VaultError};

/// The logs, in the order in which an act writes them.
const LOGS: [Log; 2] = [Log::Record, Log::Private];

/// The logs of a case while an act grows them.
pub(super) struct Growing {
    rows: [LogRow; 2],
    /// Their sizes before the act.
    from: [u64; 2],
    /// Their sizes with all parts that were handed out to be sealed.
    to: [u64; 2],
    new: bool,
}

/// A part on its way to be sealed: all that is needed for it, on whatever thread.
pub(super) struct Sealing {
    part: Part,
    recorded: Recorded,
    ids: [LogId; 2],
    from: [u64; 2],
}

/// A part whose entries are sealed.
pub(super) struct Sealed {
    batch: Batch,
    fresh: Vec<Fresh>,
    outward: Outward,
    pub(super) filed: Filed,
    pub(super) recorded: Recorded,
}

/// With what is signed.
pub(super) struct Signing<'a> {
    pub(super) key: &'a SigningKey,
    pub(super) demonstration: bool,
}

pub(super) type Spans = (Range<u64>, Range<u64>);

impl Growing {
    pub(super) fn new(entropy: &mut dyn Entropy) -> Self {
        let mut draw = || {
            let mut id = [0; 16];
            entropy.fill(&mut id);
            LogId::from_bytes(id)
        };
        let (record, private) = (draw(), draw());
        Self::of([record, private].map(LogRow::empty), true)
    }

    pub(super) fn there(reading: &dyn Reading, case: CaseNo) -> Result<Self, VaultError> {
        let log = |log| {
            reading
                .log(LogAt { case, log })?
                .ok_or(VaultError::NoCase(case.0))
        };
        Ok(Self::of([log(Log::Record)?, log(Log::Private)?], false))
    }

    fn of(rows: [LogRow; 2], new: bool) -> Self {
        let [record, private] = &rows;
        let sizes = [record.frontier.size(), private.frontier.size()];
        Growing {
            rows,
            from: sizes,
            to: sizes,
            new,
        }
    }

    /// Gives a part its numbers.
    pub(super) fn number(&mut self, part: Part) -> Result<Sealing, VaultError> {
        if part.record.is_empty() && part.private.is_empty() {
            return Err(VaultError::Act("it has no entry"));
        }
        if part
            .record
            .iter()
            .any(|body| body.kind().log() != Log::Record)
            || part
                .private
                .iter()
                .any(|body| body.kind().log() != Log::Private)
        {
            return Err(VaultError::Act("an entry stands in the wrong log"));
        }
        if self.new && self.to == [0, 0] && part.record.first().map(Body::kind) != Some(Kind::Case)
        {
            return Err(VaultError::Act("a new case begins with the case itself"));
        }
        let recorded = Recorded::from_millis(part.recorded.as_millisecond())?;
        let from = self.to;
        let [record, private] = &mut self.to;
        *record += part.record.len() as u64;
        *private += part.private.len() as u64;
        Ok(Sealing {
            ids: self.rows.each_ref().map(|row| row.id),
            part,
            recorded,
            from,
        })
    }

    /// Puts a sealed part into the logs: what is written of it. `signing`: it is the last.
    pub(super) fn grow(
        &mut self,
        reading: &dyn Reading,
        case: CaseNo,
        sealed: &mut Sealed,
        signing: Option<&Signing<'_>>,
    ) -> Result<Batch, VaultError> {
        let mut batch = std::mem::take(&mut sealed.batch);
        let [record, private] = &mut self.rows;
        if self.new && [record.frontier.size(), private.frontier.size()] == self.from {
            batch.new = Some((record.id, private.id));
        }
        for (log, kept) in &batch.entries {
            let row = match log {
                Log::Record => &mut *record,
                Log::Private => &mut *private,
            };
            row.frontier.append(Hash::from_bytes(kept.hash));
        }
        derive_rest(reading, case, &sealed.fresh, &sealed.outward, &mut batch)?;
        batch.more = signing.is_none();
        let Some(signing) = signing else {
            return Ok(batch);
        };
        for ((row, log), from) in self.rows.iter_mut().zip(LOGS).zip(self.from) {
            if row.frontier.size() > from {
                row.checkpoint = signing.sign(row);
                batch
                    .heads
                    .push((log, row.frontier.clone(), row.checkpoint.clone()));
            }
        }
        Ok(batch)
    }

    /// Tells the heads of all logs where these stand now.
    pub(super) fn tell(&self, heads: &mut Heads) {
        self.rows.iter().for_each(|row| heads.set(row));
    }

    /// The numbers of the act's entries in each log.
    pub(super) fn spans(&self) -> Spans {
        let [record, private] = self.from;
        let [record_to, private_to] = self.to;
        (record..record_to, private..private_to)
    }
}

impl Sealing {
    /// Seals all of it: entries, and what they give by themselves. A file of their originals is written
    /// beside, since that takes flushes.
    pub(super) fn seal(self, new: New, entropy: &mut dyn Entropy) -> Result<Sealed, VaultError> {
        let Some(file) = new.file(entropy) else {
            let filed = new.keep(None)?;
            return self.sealed(filed, entropy);
        };
        std::thread::scope(|scope| {
            let keeping = scope.spawn(move || new.keep(Some(file)));
            let sealed = self.sealed(Filed::default(), entropy);
            let filed = match keeping.join() {
                Ok(filed) => filed,
                Err(panic) => std::panic::resume_unwind(panic),
            };
            let mut sealed = sealed?;
            sealed.filed = filed?;
            Ok(sealed)
        })
    }

    fn sealed(self, filed: Filed, entropy: &mut dyn Entropy) -> Result<Sealed, VaultError> {
        let mut batch = Batch::default();
        let mut fresh = Vec::with_capacity(self.part.record.len());
        for (log, (id, from)) in LOGS.into_iter().zip(self.ids.into_iter().zip(self.from)) {
            for (kept, entry) in self.entries(log, id, from, entropy)? {
                if log == Log::Record {
                    fresh.push(entry);
                }
                batch.entries.push((log, kept));
            }
        }
        let outward = derive_alone(&fresh, &mut batch);
        Ok(Sealed {
            batch,
            fresh,
            outward,
            filed,
            recorded: self.recorded,
        })
    }

    fn of_log(&self, log: Log) -> &[Body] {
        match log {
            Log::Record => &self.part.record,
            Log::Private => &self.part.private,
        }
    }

    /// The entries of one log, sealed, in order.
    fn entries(
        &self,
        log: Log,
        id: LogId,
        from: u64,
        entropy: &mut dyn Entropy,
    ) -> Result<Vec<(Kept, Fresh)>, VaultError> {
        let bodies = self.of_log(log);
        let fields = each(bodies, Body::to_fields);
        let waiting: Vec<_> = (from..)
            .zip(bodies)
            .zip(fields)
            .map(|((n, body), fields)| {
                let mut salts = vec![0; fields.len() * SALT_LENGTH];
                entropy.fill(&mut salts);
                (n, body.kind(), fields, salts)
            })
            .collect();
        each(waiting, |(n, kind, fields, salts)| {
            self.entry(id, n, kind, fields, &salts)
        })
        .into_iter()
        .collect()
    }

    /// Seals one entry; `salts` are those of its fields, one after the other.
    fn entry(
        &self,
        log: LogId,
        n: u64,
        kind: Kind,
        fields: Fields,
        salts: &[u8],
    ) -> Result<(Kept, Fresh), VaultError> {
        let given: Vec<_> = fields
            .iter()
            .map(|f| Field {
                name: &f.name,
                class: f.class.as_str(),
                value: &f.value,
            })
            .collect();
        let mut salts = salts.chunks_exact(SALT_LENGTH);
        let mut missing = false;
        let sealed = seal(
            &log,
            n,
            kind.as_str(),
            self.recorded,
            &given,
            &mut |salt| match salts.next() {
                Some(own) => salt.copy_from_slice(own),
                None => missing = true,
            },
        )?;
        // A field without a salt of its own could be guessed from its digest.
        if missing {
            return Err(VaultError::NoSalt);
        }
        let kept = Kept {
            n,
            kind: kind.as_str().to_owned(),
            hash: *sealed.hash.as_bytes(),
            leaf: sealed.leaf,
            fields: sealed.disclosures,
        };
        let recorded = Timestamp::from_millisecond(self.recorded.millis()).unwrap_or_default();
        Ok((
            kept,
            Fresh {
                n,
                kind,
                recorded,
                fields,
            },
        ))
    }
}

impl Signing<'_> {
    fn sign(&self, row: &LogRow) -> String {
        let checkpoint = Checkpoint {
            origin: super::origin(self.demonstration, row.id),
            size: row.frontier.size(),
            root: row.frontier.root(),
        };
        checkpoint.sign(&[self.key])
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::Timestamp;
    use standfast_ledger::{LogId, Recorded, SALT_LENGTH};
    use standfast_model::{Body, kinds};

    use super::Sealing;
    use crate::VaultError;
    use crate::act::Part;

    #[test]
    fn an_entry_is_not_sealed_with_a_salt_missing() {
        let retraction: Body = kinds::Retraction {
            retracts: 0,
            because: "logged twice".to_owned(),
        }
        .into();
        let kind = retraction.kind();
        let fields = retraction.to_fields();
        let recorded = Recorded::from_millis(Timestamp::UNIX_EPOCH.as_millisecond()).unwrap();
        let log = LogId::from_bytes([1; 16]);
        let sealing = Sealing {
            part: Part {
                record: vec![retraction],
                private: Vec::new(),
                staged: Vec::new(),
                recorded: Timestamp::UNIX_EPOCH,
            },
            recorded,
            ids: [log, LogId::from_bytes([2; 16])],
            from: [1, 0],
        };
        let enough = vec![7; fields.len() * SALT_LENGTH];
        let seal = |salts: &[u8]| sealing.entry(log, 1, kind, fields.clone(), salts);
        assert!(seal(&enough).is_ok());
        let (_, short) = enough.split_first().unwrap();
        assert!(matches!(seal(short), Err(VaultError::NoSalt)));
        assert!(matches!(seal(&[]), Err(VaultError::NoSalt)));
    }
}
