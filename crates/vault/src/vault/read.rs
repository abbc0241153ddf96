//! Reading by key: cases, entries, timeline, search, exhibits, signed heads, originals.

use std::io::{self, Cursor, Read};
use std::ops::Range;

use sha2::{Digest as _, Sha256};
use standfast_ledger::{LogId, Manifest};
use standfast_model::{Kind, Log};

use super::Vault;
use crate::derive::number_of;
use crate::identity::{Identities, found_by};
use crate::originals::OriginalId;
use crate::records::{CaseRow, LogAt, LogRow, OriginalRow, Where};
use crate::{CaseLine, CaseNo, Row, RowKey, Stored, TimelineFilter, VaultError};

/// How many entries are read at a time.
const PAGE: usize = 256;

impl Vault {
    /// All cases, by number.
    ///
    /// # Errors
    /// Damage, the disk.
    pub fn cases(&self) -> Result<Vec<CaseLine>, VaultError> {
        Ok(self.records.cases()?.into_iter().map(case_line).collect())
    }

    /// A case by its short name, its number or its id, in this order.
    ///
    /// # Errors
    /// Damage, the disk.
    pub fn case(&self, named: &str) -> Result<Option<CaseLine>, VaultError> {
        let cases = self.cases()?;
        let by = |is: &dyn Fn(&CaseLine) -> bool| cases.iter().find(|case| is(case)).cloned();
        Ok(by(&|case| case.name == named)
            .or_else(|| by(&|case| case.number.to_string() == named))
            .or_else(|| by(&|case| case.id == named)))
    }

    /// One entry.
    ///
    /// # Errors
    /// Damage, the disk.
    pub fn entry(&self, case: CaseNo, log: Log, n: u64) -> Result<Option<Stored>, VaultError> {
        let at = LogAt { case, log };
        self.records
            .entry(at, n)?
            .map(|kept| Stored::of(at, kept))
            .transpose()
    }

    /// The entries of a range, in order of their numbers; of certain kinds where these are given.
    /// `each` stops it by `Ok(false)`. Needs the memory of one page.
    ///
    /// # Errors
    /// What `each` says, damage, the disk.
    pub fn entries(
        &self,
        case: CaseNo,
        log: Log,
        range: Range<u64>,
        kinds: Option<&[Kind]>,
        each: &mut dyn FnMut(Stored) -> Result<bool, VaultError>,
    ) -> Result<(), VaultError> {
        let at = LogAt { case, log };
        let kinds: Option<Vec<&str>> =
            kinds.map(|kinds| kinds.iter().map(|kind| kind.as_str()).collect());
        let mut range = range;
        loop {
            let page = self
                .records
                .page(at, range.clone(), kinds.as_deref(), PAGE)?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            let full = page.len() == PAGE;
            range.start = last.n.saturating_add(1);
            for kept in page {
                if !each(Stored::of(at, kept)?)? {
                    return Ok(());
                }
            }
            if !full {
                return Ok(());
            }
        }
    }

    /// The entries of the record log that point at `n`: exhibits of it, corrections, retractions;
    /// ascending.
    ///
    /// # Errors
    /// Damage, the disk.
    pub fn pointing_at(&self, case: CaseNo, n: u64) -> Result<Vec<Stored>, VaultError> {
        let mut pointing = Vec::new();
        for source in self.records.pointing_at(case, n)? {
            pointing.extend(self.entry(case, Log::Record, source)?);
        }
        Ok(pointing)
    }

    /// A page of the timeline, newest occurred first; `before` is the key of the last row of the page
    /// before.
    ///
    /// # Errors
    /// Damage, the disk.
    pub fn timeline(
        &self,
        case: CaseNo,
        filter: &TimelineFilter,
        before: Option<RowKey>,
        limit: u32,
    ) -> Result<Vec<Row>, VaultError> {
        self.records.timeline(case, filter, before, limit)
    }

    /// A page of what holds every one of the words, newest occurred first. Words are literal: there is
    /// no query language. What has neither letter nor digit is passed over; nothing else left, nothing
    /// is found.
    ///
    /// # Errors
    /// Damage, the disk.
    pub fn search(
        &self,
        case: Option<CaseNo>,
        words: &str,
        before: Option<RowKey>,
        limit: u32,
    ) -> Result<Vec<Row>, VaultError> {
        let words: Vec<&str> = words
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        self.records.search(case, &words, before, limit)
    }

    /// The number of an exhibit's entry, by its reference (`ABC/3`).
    ///
    /// # Errors
    /// Damage, the disk.
    pub fn exhibit(&self, case: CaseNo, reference: &str) -> Result<Option<u64>, VaultError> {
        self.records.exhibit(case, number_of(reference), reference)
    }

    /// The highest number that an exhibit has: `ABC/7` is 7; 0 without any.
    ///
    /// # Errors
    /// Damage, the disk.
    pub fn exhibits(&self, case: CaseNo) -> Result<u64, VaultError> {
        self.records.exhibits(case)
    }

    /// Under what the identities of a case's records are sealed; `case` is [`CaseLine::id`].
    #[must_use]
    pub fn identities(&self, case: &str) -> Identities {
        Identities::new(&self.head_key, case)
    }

    /// Whether a contact with this `source.identity`, as [`Identities::sealed`] gives it, is there: the
    /// same message is not taken twice.
    ///
    /// # Errors
    /// Damage, the disk.
    pub fn knows_identity(&self, case: CaseNo, identity: &str) -> Result<bool, VaultError> {
        self.records.knows_identity(case, &found_by(identity))
    }

    /// The SHA-256 (lower-case hex) of the source that had this stamp when it was read, where
    /// [`Vault::remember_source`] was told it. No answer means that it must be read to be known.
    ///
    /// # Errors
    /// Damage, the disk.
    pub fn source(&self, stamp: &[u8; 32]) -> Result<Option<String>, VaultError> {
        Ok(self.records.source(stamp)?.map(hex::encode))
    }

    /// Remembers the SHA-256 of the source that has this stamp, so that it need not be read again to be
    /// known. Nothing is sealed: no entry hangs on it, and no proof.
    ///
    /// # Errors
    /// [`VaultError::ReadMode`], [`VaultError::Act`] for what is no SHA-256 in hex, the disk.
    pub fn remember_source(&mut self, stamp: &[u8; 32], sha256: &str) -> Result<(), VaultError> {
        self.may_write()?;
        let mut digest = [0; 32];
        hex::decode_to_slice(sha256, &mut digest)
            .map_err(|_| VaultError::Act("a source without its SHA-256"))?;
        self.records.remember_source(stamp, &digest)
    }

    /// The latest signed note of a log, exactly.
    ///
    /// # Errors
    /// [`VaultError::NoCase`], [`VaultError::EmptyLog`], damage, the disk.
    pub fn checkpoint(&self, case: CaseNo, log: Log) -> Result<String, VaultError> {
        let row = self.log_row(case, log)?;
        if row.checkpoint.is_empty() {
            Err(VaultError::EmptyLog)
        } else {
            Ok(row.checkpoint)
        }
    }

    /// The C2SP verifier key under the name of a log, without a line end.
    ///
    /// # Errors
    /// [`VaultError::NoCase`], damage, the disk.
    pub fn verifier_key(&self, case: CaseNo, log: Log) -> Result<String, VaultError> {
        let row = self.log_row(case, log)?;
        self.verifier(&row)
    }

    pub(super) fn verifier(&self, row: &LogRow) -> Result<String, VaultError> {
        // An origin is a name that every note can carry.
        self.key
            .verifier(&self.origin(row).to_string())
            .map(|key| key.to_string())
            .map_err(|e| VaultError::damaged("the signing key", e.to_string()))
    }

    /// The note over the list of a bundle's own files, under the key name of the record log.
    ///
    /// # Errors
    /// [`VaultError::NoCase`], damage, the disk.
    pub fn sign_manifest(
        &self,
        case: CaseNo,
        tagmanifest_sha256: &[u8; 32],
    ) -> Result<String, VaultError> {
        let origin = self.origin(&self.log_row(case, Log::Record)?);
        Ok(Manifest {
            origin,
            tagmanifest: *tagmanifest_sha256,
        }
        .sign(&self.key))
    }

    /// An original, decrypted as it is read. Reading fails at the place, or at the end, where it is not
    /// what was taken in.
    ///
    /// # Errors
    /// [`VaultError::OriginalMissing`], [`VaultError::OriginalChanged`], the disk.
    pub fn original(&self, case: CaseNo, sha256: &str) -> Result<Box<dyn Read>, VaultError> {
        let missing = || VaultError::OriginalMissing {
            item: sha256.to_owned(),
        };
        let mut digest = [0; 32];
        hex::decode_to_slice(sha256, &mut digest).map_err(|_| missing())?;
        let row = self.records.original(case, &digest)?.ok_or_else(missing)?;
        let (sha256, left) = (row.sha256, row.bytes);
        let bytes = open_original(&*self.originals, row)?;
        Ok(Box::new(AsTakenIn {
            bytes,
            hash: Some(Sha256::new()),
            sha256,
            left,
        }))
    }

    fn log_row(&self, case: CaseNo, log: Log) -> Result<LogRow, VaultError> {
        self.records
            .log(LogAt { case, log })?
            .ok_or(VaultError::NoCase(case.0))
    }
}

/// The bytes of an original, wherever they are.
pub(super) fn open_original(
    originals: &dyn crate::originals::Originals,
    row: OriginalRow,
) -> Result<Box<dyn Read + Send>, VaultError> {
    let named = |name: &str| {
        OriginalId::parse(name).ok_or_else(|| VaultError::OriginalMissing {
            item: hex::encode(row.sha256),
        })
    };
    match row.place {
        Where::Here(bytes) => Ok(Box::new(Cursor::new(bytes))),
        Where::File(name) => originals.open(&named(&name)?),
        Where::Within(name, start) => originals.open_within(&named(&name)?, start, row.bytes),
    }
}

fn case_line(row: CaseRow) -> CaseLine {
    CaseLine {
        number: row.number,
        id: LogId::to_string(&row.record.id),
        name: row.name,
        record: row.record.frontier.size(),
        private: row.private.frontier.size(),
        closed: row.closed,
    }
}

/// Gives bytes on and fails at their end if they are not those that were taken in.
struct AsTakenIn<R> {
    bytes: R,
    hash: Option<Sha256>,
    sha256: [u8; 32],
    left: u64,
}

impl<R: Read> Read for AsTakenIn<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let changed = || {
            io::Error::new(
                io::ErrorKind::InvalidData,
                "the original is not what was taken in",
            )
        };
        let read = self.bytes.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(changed)?;
        if read > 0 {
            if let Some(hash) = &mut self.hash {
                hash.update(buffer.get(..read).unwrap_or_default());
            }
            return Ok(read);
        }
        // Asked once more after its end: it was said then.
        let Some(hash) = self.hash.take() else {
            return Ok(0);
        };
        let right = self.left == 0 && <[u8; 32]>::from(hash.finalize()) == self.sha256;
        if right { Ok(0) } else { Err(changed()) }
    }
}
