//! Taking an original in: hashed while it is read, kept before anything refers to it.

use std::io::{self, Cursor, Read};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::Vault;
use crate::originals::{OriginalId, Originals};
use crate::{Entropy, VaultError};

/// Up to so many bytes an original is a row of the database: one flush fewer than a file.
const IN_A_ROW: usize = 128 * 1024;
/// How much of its beginning is given back, to see what kind of file it is.
const FIRST: usize = 8 * 1024;

/// An original that was taken in and that nothing refers to yet. Dropped without being committed, it
/// is gone.
pub struct Staged {
    /// SHA-256 of its bytes, in lower-case hex.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// Its first bytes, 8 KiB at most.
    pub first: Vec<u8>,
    pub(super) digest: [u8; 32],
    pub(super) kept: Held,
}

/// Where a staged original is.
pub(super) enum Held {
    Memory(Vec<u8>),
    File(HeldFile),
}

/// A kept original that is destroyed when dropped, unless something refers to it now.
pub(super) struct HeldFile {
    pub(super) id: OriginalId,
    originals: Arc<dyn Originals>,
    pub(super) named: bool,
}

impl HeldFile {
    pub(super) fn new(id: OriginalId, originals: Arc<dyn Originals>) -> Self {
        HeldFile {
            id,
            originals,
            named: false,
        }
    }
}

impl Drop for HeldFile {
    fn drop(&mut self) {
        if !self.named {
            // What cannot be destroyed now is put aside by a rebuild: nothing names it.
            let _ = self.originals.destroy(&self.id);
        }
    }
}

/// Takes one original in, on any thread, beside whatever the vault does meanwhile.
pub struct Stager {
    id: OriginalId,
    originals: Arc<dyn Originals>,
}

/// Takes originals in while an act is being saved.
pub struct Staging<'a> {
    entropy: &'a mut dyn Entropy,
    originals: &'a Arc<dyn Originals>,
}

impl<'a> Staging<'a> {
    pub(super) fn new(entropy: &'a mut dyn Entropy, originals: &'a Arc<dyn Originals>) -> Self {
        Staging { entropy, originals }
    }

    /// As [`Vault::stage`].
    ///
    /// # Errors
    /// Those of [`Vault::stage`].
    pub fn stage(&mut self, bytes: &mut dyn Read, limit: u64) -> Result<Staged, VaultError> {
        self.stager().stage(bytes, limit)
    }

    fn stager(&mut self) -> Stager {
        let mut name = [0; 16];
        self.entropy.fill(&mut name);
        Stager {
            id: OriginalId::from_bytes(name),
            originals: Arc::clone(self.originals),
        }
    }
}

impl Staged {
    /// Takes in an original that is small enough to be kept in memory until it is committed, on any
    /// thread; a larger one is given back.
    ///
    /// # Errors
    /// The bytes, where they are more than 128 KiB.
    pub fn small(bytes: Vec<u8>) -> Result<Self, Vec<u8>> {
        if bytes.len() > IN_A_ROW {
            return Err(bytes);
        }
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        Ok(Staged {
            sha256: hex::encode(digest),
            bytes: bytes.len() as u64,
            first: bytes.get(..FIRST).unwrap_or(&bytes).to_vec(),
            digest,
            kept: Held::Memory(bytes),
        })
    }
}

impl Vault {
    /// Takes an original in: reads it to its end, hashes it, and keeps it: in memory up to 128 KiB,
    /// else durably under a random name. Nothing refers to it until [`Vault::commit`].
    ///
    /// # Errors
    /// [`VaultError::TooLarge`] beyond `limit` bytes, [`VaultError::Input`] where `bytes` fails,
    /// [`VaultError::ReadMode`], the disk. Nothing is kept then.
    pub fn stage(&mut self, bytes: &mut dyn Read, limit: u64) -> Result<Staged, VaultError> {
        self.stager()?.stage(bytes, limit)
    }

    /// What takes the next original in, apart from the vault.
    ///
    /// # Errors
    /// [`VaultError::ReadMode`].
    pub fn stager(&mut self) -> Result<Stager, VaultError> {
        self.may_write()?;
        Ok(Staging::new(self.entropy.as_mut(), &self.originals).stager())
    }
}

impl Stager {
    /// As [`Vault::stage`].
    ///
    /// # Errors
    /// Those of [`Vault::stage`].
    pub fn stage(self, bytes: &mut dyn Read, limit: u64) -> Result<Staged, VaultError> {
        let mut begin = Vec::new();
        let more = (IN_A_ROW as u64)
            .saturating_add(1)
            .min(limit.saturating_add(1));
        bytes
            .take(more)
            .read_to_end(&mut begin)
            .map_err(VaultError::Input)?;
        if begin.len() as u64 > limit {
            return Err(VaultError::TooLarge { limit });
        }
        let begin = match Staged::small(begin) {
            Ok(small) => return Ok(small),
            Err(begin) => begin,
        };
        let first = begin.get(..FIRST).unwrap_or(&begin).to_vec();
        let Stager { id, originals } = self;
        let mut whole = Hashing {
            bytes: Cursor::new(begin).chain(bytes),
            hash: Sha256::new(),
            read: 0,
            limit,
            too_large: false,
        };
        if let Err(error) = originals.put(&id, &mut whole) {
            return Err(if whole.too_large {
                VaultError::TooLarge { limit }
            } else {
                error
            });
        }
        let digest: [u8; 32] = whole.hash.finalize().into();
        let bytes = whole.read;
        let file = HeldFile::new(id, originals);
        Ok(Staged {
            sha256: hex::encode(digest),
            bytes,
            first,
            digest,
            kept: Held::File(file),
        })
    }
}

/// Hashes and counts what passes; fails beyond the limit.
struct Hashing<R> {
    bytes: R,
    hash: Sha256,
    read: u64,
    limit: u64,
    too_large: bool,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.read = self.read.saturating_add(read as u64);
        if self.read > self.limit {
            self.too_large = true;
            return Err(io::Error::other("longer than allowed"));
        }
        self.hash.update(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}
