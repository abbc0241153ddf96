//! The names of logs: the 128 random bits of a log, and the origin that its checkpoints carry.
//!
//! Never here: drawing a new id at random (the caller passes the bytes), what a log is about.

use std::fmt;

/// The 128 random bits that name a log, unrelated to any other log's. Written as 32 lower-case hex
/// digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogId([u8; 16]);

impl LogId {
    /// From 16 random bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Reads 32 lower-case hex digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        lower_hex(text).map(Self)
    }
}

impl fmt::Display for LogId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for LogId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Reads exactly `2 * N` lower-case hex digits.
pub(crate) fn lower_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let mut bytes = [0; N];
    hex::decode_to_slice(text, &mut bytes).ok()?;
    Some(bytes)
}

/// Whether a log is a real one or belongs to a demonstration vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Realm {
    /// `standfast.invalid/log/`.
    Log,
    /// `standfast.invalid/demo/`: every verdict says so.
    Demo,
}

/// The first line of a checkpoint and the key name of its signatures:
/// `standfast.invalid/log/HEX` or `standfast.invalid/demo/HEX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Origin {
    /// Real or demonstration.
    pub realm: Realm,
    /// Which log.
    pub log: LogId,
}

/// Not an origin of a Standfast log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it is not standfast.invalid/log/ or standfast.invalid/demo/ and 32 lower-case hex digits")]
pub struct OriginError;

const LOG: &str = "standfast.invalid/log/";
const DEMO: &str = "standfast.invalid/demo/";

impl Origin {
    /// Reads an origin.
    ///
    /// # Errors
    /// [`OriginError`] for anything but the two forms.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        let (realm, hex) = if let Some(hex) = text.strip_prefix(LOG) {
            (Realm::Log, hex)
        } else if let Some(hex) = text.strip_prefix(DEMO) {
            (Realm::Demo, hex)
        } else {
            return Err(OriginError);
        };
        let log = LogId::parse(hex).ok_or(OriginError)?;
        Ok(Self { realm, log })
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = match self.realm {
            Realm::Log => LOG,
            Realm::Demo => DEMO,
        };
        write!(f, "{start}{}", self.log)
    }
}
