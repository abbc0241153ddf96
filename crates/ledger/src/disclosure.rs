//! Fields: SD-JWT Disclosures (RFC 9901, section 4.2) and their digests.
//!
//! In: a name, a value and 16 random bytes, or the characters of a disclosure. Out: the characters,
//! or what they say. A digest is SHA-256 over the characters as they came.
//!
//! Never here: the class of a field (it stands in the leaf), what a name means.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::json::{self, Fault, JsonError, Reader};

/// Bytes of a salt: 128 bits.
pub const SALT_LENGTH: usize = 16;

/// Characters of a digest: 32 bytes in base64url without padding.
pub const DIGEST_LENGTH: usize = 43;

/// The names of the parts of a leaf, which no field may have.
pub const LEAF_PARTS: [&str; 8] = [
    "v", "log", "n", "kind", "recorded", "_sd_alg", "_sd", "class",
];

/// Why a field could not be made or read. Says where, never what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DisclosureError {
    /// Not base64url without padding, or bits set that no byte needs.
    #[error("it is not exact base64url without padding")]
    Base64,
    /// The decoded bytes are not UTF-8.
    #[error("its text is not UTF-8")]
    Utf8,
    /// The decoded text breaks the rules for values.
    #[error("its text breaks the rules for values: {0}")]
    Json(#[from] JsonError),
    /// A value to be written breaks the rules for values.
    #[error("its value breaks the rules for values: {0}")]
    Value(Fault),
    /// The salt is not 16 bytes in exact base64url without padding.
    #[error("its salt is not 128 bits in base64url")]
    Salt,
    /// The name is empty, `...`, or the name of a part of a leaf.
    #[error("its name is one that no field may have")]
    Name,
}

/// The digest of a field as it stands in `_sd`: 43 characters of base64url, ordered as ASCII.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldDigest([u8; DIGEST_LENGTH]);

impl FieldDigest {
    /// SHA-256 over the characters of a disclosure (RFC 9901, section 4.2.3).
    #[must_use]
    pub fn of(disclosure: &str) -> Self {
        let hash = Sha256::digest(disclosure.as_bytes());
        let mut text = [0; DIGEST_LENGTH];
        // 32 bytes are 43 characters: the slice is always long enough.
        let written = URL_SAFE_NO_PAD.encode_slice(hash, &mut text);
        debug_assert_eq!(written, Ok(DIGEST_LENGTH));
        Self(text)
    }

    /// The 43 characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Debug for FieldDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a field says: its name and value, read from the characters of a disclosure.
#[derive(Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// The salt, which makes the digest of a short value impossible to guess.
    pub salt: [u8; SALT_LENGTH],
    /// The name, unique in its leaf.
    pub name: String,
    /// The value; keys of objects stand in the order written.
    pub value: Value,
}

/// Shows the name alone: values are personal.
impl fmt::Debug for Disclosure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Disclosure")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Disclosure {
    /// Writes the characters of a field: base64url of `["salt","name",value]` without white space.
    ///
    /// # Errors
    /// [`DisclosureError::Name`] or [`DisclosureError::Value`]; nothing else can go wrong.
    pub fn write(
        salt: &[u8; SALT_LENGTH],
        name: &str,
        value: &Value,
    ) -> Result<String, DisclosureError> {
        let mut json = Vec::with_capacity(64);
        Self::write_with(&mut json, salt, name, value)
    }

    /// As [`Disclosure::write`], with a buffer that the caller uses again.
    pub(crate) fn write_with(
        json: &mut Vec<u8>,
        salt: &[u8; SALT_LENGTH],
        name: &str,
        value: &Value,
    ) -> Result<String, DisclosureError> {
        check_name(name)?;
        json::check_value(value).map_err(DisclosureError::Value)?;
        let mut salt_text = [0; 22];
        let written = URL_SAFE_NO_PAD.encode_slice(salt, &mut salt_text);
        debug_assert_eq!(written, Ok(22));
        json.clear();
        json.extend_from_slice(b"[\"");
        json.extend_from_slice(&salt_text);
        json.extend_from_slice(b"\",");
        // Writing a string or a checked value into memory cannot fail; were it to, nothing is sealed.
        serde_json::to_writer(&mut *json, name).map_err(|_| DisclosureError::Name)?;
        json.push(b',');
        serde_json::to_writer(&mut *json, value)
            .map_err(|_| DisclosureError::Value(Fault::Unexpected))?;
        json.push(b']');
        Ok(URL_SAFE_NO_PAD.encode(&*json))
    }

    /// Reads the characters of a field strictly. Whether the field belongs to a leaf is another
    /// question: compare [`FieldDigest::of`] first.
    ///
    /// # Errors
    /// Which rule of `docs/log-format.md`, "Field", is broken.
    pub fn parse(characters: &str) -> Result<Self, DisclosureError> {
        let bytes = URL_SAFE_NO_PAD
            .decode(characters)
            .map_err(|_| DisclosureError::Base64)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| DisclosureError::Utf8)?;
        let mut reader = Reader::new(text);
        reader.expect(b'[')?;
        reader.space();
        let salt_text = reader.string()?;
        reader.space();
        reader.expect(b',')?;
        reader.space();
        let name = reader.string()?;
        reader.space();
        reader.expect(b',')?;
        reader.space();
        let value = reader.value()?;
        reader.space();
        reader.expect(b']')?;
        reader.end()?;
        check_name(&name)?;
        Ok(Self {
            salt: parse_salt(&salt_text)?,
            name,
            value,
        })
    }
}

fn parse_salt(text: &str) -> Result<[u8; SALT_LENGTH], DisclosureError> {
    let bytes = URL_SAFE_NO_PAD
        .decode(text)
        .map_err(|_| DisclosureError::Salt)?;
    bytes.try_into().map_err(|_| DisclosureError::Salt)
}

fn check_name(name: &str) -> Result<(), DisclosureError> {
    if name.is_empty() || json::is_reserved_key(name) || LEAF_PARTS.contains(&name) {
        return Err(DisclosureError::Name);
    }
    Ok(())
}
