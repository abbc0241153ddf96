//! Keys: the vault's Ed25519 signing key, the C2SP verifier key, the fingerprint that people compare.
//!
//! Ed25519 is checked strictly (RFC 8032, section 5.1.7, without cofactor): S < L, the key and R in
//! their one encoding and not of small order. All readers then agree on every signature.
//!
//! Never here: drawing a key at random, keeping it, deciding whom to trust.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::Signer as _;
use sha2::{Digest as _, Sha256};

use crate::origin::lower_hex;

/// The byte that C2SP signed notes give Ed25519.
const ED25519: u8 = 1;

/// A signing key. Its seed is wiped from memory when it is dropped; it cannot be printed.
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// From the 32 random bytes of an Ed25519 seed. The caller wipes its own copy.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The verifier key of this key under a key name (the origin of a log).
    ///
    /// # Errors
    /// [`KeyError::Name`] if no note could carry the name.
    pub fn verifier(&self, name: &str) -> Result<VerifierKey, KeyError> {
        VerifierKey::new(name, &self.0.verifying_key().to_bytes())
    }

    /// SHA-256 of the 32 bytes of the public key.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.0.verifying_key().to_bytes())
    }

    /// The key ID that this key has under a name.
    pub(crate) fn key_id(&self, name: &str) -> [u8; 4] {
        key_id(name, &self.0.verifying_key().to_bytes())
    }

    /// An Ed25519 signature over the message.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.fingerprint())
    }
}

/// SHA-256 of the 32 bytes of an Ed25519 public key, in lower-case hex: what one person reads out to
/// another to confirm a key. The same for all logs of a vault.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    fn of(key: &[u8; 32]) -> Self {
        Self(Sha256::digest(key).into())
    }

    /// Reads 64 lower-case hex digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        lower_hex(text).map(Self)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Why a verifier key could not be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not `name+hash+key`, or a file that is not this and one line end.
    #[error("it is not written as name+hash+key")]
    Form,
    /// The name is empty or has a space, a plus or a control character.
    #[error("its name is empty or has a space, a plus or a control character")]
    Name,
    /// The hash does not belong to name and key.
    #[error("its hash does not belong to its name and key")]
    Id,
    /// Not an Ed25519 key of a note (the byte 1 and 32 bytes in exact base64).
    #[error("it is not an Ed25519 key")]
    Algorithm,
    /// The point is not on the curve, not in its one encoding, or of small order.
    #[error("its point is not one that an Ed25519 key may have")]
    Point,
}

/// A C2SP verifier key: a name and an Ed25519 public key that passed the strict checks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: [u8; 4],
    key: ed25519_dalek::VerifyingKey,
}

impl VerifierKey {
    /// From a key name and the 32 bytes of a public key.
    ///
    /// # Errors
    /// [`KeyError::Name`] or [`KeyError::Point`].
    pub fn new(name: &str, key: &[u8; 32]) -> Result<Self, KeyError> {
        if !is_key_name(name) {
            return Err(KeyError::Name);
        }
        let point = ed25519_dalek::VerifyingKey::from_bytes(key).map_err(|_| KeyError::Point)?;
        // Decoding takes a y beyond the field's prime: encoding it anew shows that.
        if point.to_edwards().compress().as_bytes() != key || point.is_weak() {
            return Err(KeyError::Point);
        }
        Ok(Self {
            name: name.to_owned(),
            id: key_id(name, key),
            key: point,
        })
    }

    /// Reads `name+hash+key` (C2SP signed-note): hash is the key ID in 8 lower-case hex digits, key
    /// the base64 of the byte 1 and the 32 bytes.
    ///
    /// # Errors
    /// [`KeyError`], by the first rule that is broken.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let (name, rest) = text.split_once('+').ok_or(KeyError::Form)?;
        // Base64 has plus signs of its own: the second one ends the hash.
        let (id, encoded) = rest.split_once('+').ok_or(KeyError::Form)?;
        let id: [u8; 4] = lower_hex(id).ok_or(KeyError::Form)?;
        let bytes = STANDARD.decode(encoded).map_err(|_| KeyError::Algorithm)?;
        let (algorithm, key) = bytes.split_first().ok_or(KeyError::Algorithm)?;
        let key: &[u8; 32] = key.try_into().map_err(|_| KeyError::Algorithm)?;
        if *algorithm != ED25519 {
            return Err(KeyError::Algorithm);
        }
        let verifier = Self::new(name, key)?;
        if verifier.id == id {
            Ok(verifier)
        } else {
            Err(KeyError::Id)
        }
    }

    /// Reads the file `key.vkey` of a bundle: a verifier key and one line end.
    ///
    /// # Errors
    /// As [`VerifierKey::parse`].
    pub fn from_file(bytes: &[u8]) -> Result<Self, KeyError> {
        let text = std::str::from_utf8(bytes).map_err(|_| KeyError::Form)?;
        Self::parse(text.strip_suffix('\n').ok_or(KeyError::Form)?)
    }

    /// The key name: for our notes, the origin of the log.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first four bytes of SHA-256 over name, line end, the byte 1 and the key.
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        self.id
    }

    /// SHA-256 of the 32 bytes of the public key.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self.key.as_bytes())
    }

    /// Whether the signature is one by this key over the message, strictly.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        // `verify_strict` refuses S >= L and small orders, computes R from S, the key and the
        // message, and compares the 32 bytes, so that no second encoding of R passes.
        <&[u8; 64]>::try_from(signature).is_ok_and(|bytes| {
            self.key
                .verify_strict(message, &ed25519_dalek::Signature::from_bytes(bytes))
                .is_ok()
        })
    }
}

/// The line of `key.vkey`, without its line end.
impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = [ED25519; 33];
        if let Some((_, key)) = bytes.split_first_mut() {
            key.copy_from_slice(self.key.as_bytes());
        }
        write!(
            f,
            "{}+{}+{}",
            self.name,
            hex::encode(self.id),
            STANDARD.encode(bytes)
        )
    }
}

/// SHA-256 over name, line end, algorithm and key, its first four bytes (C2SP signed-note).
fn key_id(name: &str, key: &[u8; 32]) -> [u8; 4] {
    let hash: [u8; 32] = Sha256::new()
        .chain_update(name.as_bytes())
        .chain_update([b'\n', ED25519])
        .chain_update(key)
        .finalize()
        .into();
    let [a, b, c, d, ..] = hash;
    [a, b, c, d]
}

/// Key names of notes: not empty, without Unicode white space, plus and control characters.
pub(crate) fn is_key_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| !c.is_whitespace() && c != '+' && u32::from(c) >= 0x20)
}
