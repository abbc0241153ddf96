//! Originals: the bytes of what was taken in and is too large for a row.
//!
//! The contract is [`Originals`]: put, open, destroy. Encrypted files are the first that keep it
//! ([`files`]), memory the second ([`memory`], for tests); one suite of tests runs on both.
//!
//! Never here: which case an original belongs to, its hash, when it may go.

pub mod files;
pub mod memory;

use std::io::Read;

use crate::VaultError;

/// The name of a kept original: random, it says nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OriginalId(String);

impl OriginalId {
    /// From 16 random bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        OriginalId(hex::encode(bytes))
    }

    /// Reads 32 lower-case hex digits; anything else is no name, and so no path.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.len() == 32
            && text
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        hex.then(|| OriginalId(text.to_owned()))
    }

    /// 32 lower-case hex digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Keeps the bytes of originals. After `put` returns `Ok`, no power cut undoes it.
pub trait Originals: Send + Sync {
    /// Keeps all bytes of `bytes` under a name that was not used before.
    ///
    /// # Errors
    /// [`VaultError::Input`] where `bytes` fails, else the disk; nothing is kept then.
    fn put(&self, id: &OriginalId, bytes: &mut dyn Read) -> Result<(), VaultError>;
    /// Opens what was kept, byte for byte. What was changed since fails while it is read.
    ///
    /// # Errors
    /// [`VaultError::OriginalMissing`], [`VaultError::OriginalChanged`], the disk.
    fn open(&self, id: &OriginalId) -> Result<Box<dyn Read + Send>, VaultError>;
    /// Opens `bytes` bytes of what was kept, from byte `start` on. Quick where they are read one after the
    /// other, as they were kept.
    ///
    /// # Errors
    /// As of `open`; [`VaultError::OriginalChanged`] also where it ends before.
    fn open_within(
        &self,
        id: &OriginalId,
        start: u64,
        bytes: u64,
    ) -> Result<Box<dyn Read + Send>, VaultError>;
    /// Destroys what was kept. Gone already is success: what was cut off must be able to finish.
    ///
    /// # Errors
    /// The disk.
    fn destroy(&self, id: &OriginalId) -> Result<(), VaultError>;
    /// Every name under which something is kept, in any order.
    ///
    /// # Errors
    /// The disk.
    fn each(
        &self,
        each: &mut dyn FnMut(OriginalId) -> Result<(), VaultError>,
    ) -> Result<(), VaultError>;
    /// Puts one aside that no entry names, so that it no longer counts and can still be looked at.
    ///
    /// # Errors
    /// The disk.
    fn set_aside(&self, id: &OriginalId) -> Result<(), VaultError>;
    /// Puts aside what a cut-off `put` left; how many.
    ///
    /// # Errors
    /// The disk.
    fn set_aside_remains(&self) -> Result<u64, VaultError>;
}
