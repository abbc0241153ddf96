//! From the bodies of an act to sealed entries: numbers, salts, leaves, and what is derived.
//!
//! An import brings thousands at once: those are sealed on all cores. Salts are drawn beforehand, in
//! the order of the entries, so that the same randomness gives the same bytes on any machine.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::Timestamp;
use standfast_ledger::{Checkpoint, Field, Hash, LogId, Recorded, SALT_LENGTH, SigningKey, seal};
use standfast_model::{Body, Fields, Kind, Log};

use super::Heads;
use crate::derive::{Fresh, derive};
use crate::many::each;
use crate::records::{Batch, Kept, LogAt, LogRow, Reading};
use crate::{ActCase, CaseNo, Entropy, VaultError};

/// The entries of an act, before they have numbers.
pub(super) struct Sealing {
    record: Vec<Body>,
    private: Vec<Body>,
    recorded: Recorded,
}

/// With what is signed.
pub(super) struct Signing<'a> {
    pub(super) key: &'a SigningKey,
    pub(super) demonstration: bool,
}

pub(super) type Spans = (Range<u64>, Range<u64>);

impl Sealing {
    pub(super) fn of(
        case: &ActCase,
        record: Vec<Body>,
        private: Vec<Body>,
        recorded: Recorded,
    ) -> Result<Self, VaultError> {
        if record.is_empty() && private.is_empty() {
            return Err(VaultError::Act("it has no entry"));
        }
        if record.iter().any(|body| body.kind().log() != Log::Record)
            || private.iter().any(|body| body.kind().log() != Log::Private)
        {
            return Err(VaultError::Act("an entry stands in the wrong log"));
        }
        if *case == ActCase::New && record.first().map(Body::kind) != Some(Kind::Case) {
            return Err(VaultError::Act("a new case begins with the case itself"));
        }
        Ok(Sealing {
            record,
            private,
            recorded,
        })
    }

    fn of_log(&self, log: Log) -> &[Body] {
        match log {
            Log::Record => &self.record,
            Log::Private => &self.private,
        }
    }

    /// Seals all of it: entries, heads, and what is derived.
    pub(super) fn batch(
        &self,
        reading: &dyn Reading,
        case: CaseNo,
        new: bool,
        signing: &Signing<'_>,
        entropy: &mut dyn Entropy,
        heads: &mut Heads,
    ) -> Result<(Batch, Spans), VaultError> {
        let mut batch = Batch::default();
        let mut logs = if new {
            let mut draw = || {
                let mut id = [0; 16];
                entropy.fill(&mut id);
                LogId::from_bytes(id)
            };
            let (record, private) = (draw(), draw());
            batch.new = Some((record, private));
            [record, private].map(LogRow::empty)
        } else {
            let log = |log| {
                reading
                    .log(LogAt { case, log })?
                    .ok_or(VaultError::NoCase(case.0))
            };
            [log(Log::Record)?, log(Log::Private)?]
        };
        let mut fresh = Vec::with_capacity(self.record.len());
        let mut spans = [0..0, 0..0];
        for ((row, log), span) in logs
            .iter_mut()
            .zip([Log::Record, Log::Private])
            .zip(&mut spans)
        {
            let from = row.frontier.size();
            for (kept, entry) in self.sealed(log, row, entropy)? {
                row.frontier.append(Hash::from_bytes(kept.hash));
                if log == Log::Record {
                    fresh.push(entry);
                }
                batch.entries.push((log, kept));
            }
            *span = from..row.frontier.size();
            if !span.is_empty() {
                row.checkpoint = signing.sign(row);
                batch
                    .heads
                    .push((log, row.frontier.clone(), row.checkpoint.clone()));
            }
            heads.set(row);
        }
        derive(reading, case, &fresh, &mut batch)?;
        let [record, private] = spans;
        Ok((batch, (record, private)))
    }

    /// The entries of one log, sealed, in order.
    fn sealed(
        &self,
        log: Log,
        row: &LogRow,
        entropy: &mut dyn Entropy,
    ) -> Result<Vec<(Kept, Fresh)>, VaultError> {
        let bodies = self.of_log(log);
        let fields = each(bodies, Body::to_fields);
        let waiting: Vec<_> = (row.frontier.size()..)
            .zip(bodies)
            .zip(fields)
            .map(|((n, body), fields)| {
                let mut salts = vec![0; fields.len() * SALT_LENGTH];
                entropy.fill(&mut salts);
                (n, body.kind(), fields, salts)
            })
            .collect();
        each(waiting, |(n, kind, fields, salts)| {
            self.seal(row.id, n, kind, fields, &salts)
        })
        .into_iter()
        .collect()
    }

    /// Seals one entry; `salts` are those of its fields, one after the other.
    fn seal(
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

    /// The hashes that its exhibits and letters name.
    pub(super) fn names(&self) -> BTreeSet<&str> {
        let exhibits = self.record.iter().filter_map(|body| match body {
            Body::Exhibit(exhibit) => Some(exhibit.sha256.as_str()),
            _ => None,
        });
        let letters = self.private.iter().flat_map(|body| match body {
            Body::Letter(letter) => letter.kept.as_slice(),
            _ => &[],
        });
        exhibits.chain(letters.map(String::as_str)).collect()
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
    use crate::{ActCase, CaseNo, VaultError};

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
        let case = ActCase::In {
            case: CaseNo(1),
            record: 1,
            private: 0,
        };
        let sealing = Sealing::of(&case, vec![retraction], vec![], recorded).unwrap();
        let enough = vec![7; fields.len() * SALT_LENGTH];
        let log = LogId::from_bytes([1; 16]);
        let seal = |salts: &[u8]| sealing.seal(log, 1, kind, fields.clone(), salts);
        assert!(seal(&enough).is_ok());
        let (_, short) = enough.split_first().unwrap();
        assert!(matches!(seal(short), Err(VaultError::NoSalt)));
        assert!(matches!(seal(&[]), Err(VaultError::NoSalt)));
    }
}
