//! Sealing an entry: fresh salts, the characters of its fields, its leaf and the leaf's hash.
//!
//! In: where the entry stands, when, its fields, and a function that fills bytes at random. Out: the
//! bytes to store, exactly as they will be handed over.
//!
//! Never here: randomness of its own, numbering (the vault does it inside its transaction), what a
//! field means.

use std::fmt;

use serde_json::Value;

use crate::disclosure::{DIGEST_LENGTH, Disclosure, DisclosureError, FieldDigest, SALT_LENGTH};
use crate::json::MAX_INTEGER;
use crate::leaf::is_words;
use crate::origin::LogId;
use crate::recorded::Recorded;
use crate::tree::Hash;

/// A field to be sealed.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    /// Unique in the entry, not empty, not the name of a part of a leaf.
    pub name: &'a str,
    /// Who may see it, in the writer's words: lower-case words joined by hyphens.
    pub class: &'a str,
    /// What it says.
    pub value: &'a Value,
}

/// Shows name and class alone: values are personal.
impl fmt::Debug for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.name, self.class)
    }
}

/// What sealing made: store all of it byte for byte.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedEntry {
    /// The leaf: one line of ASCII without its line end.
    pub leaf: String,
    /// The characters of each field, in the order in which the fields were given.
    pub disclosures: Vec<String>,
    /// The hash of the leaf, to be appended to the log's [`crate::Frontier`].
    pub hash: Hash,
}

/// Shows the hash alone: the rest is personal.
impl fmt::Debug for SealedEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealedEntry")
            .field("hash", &self.hash)
            .finish_non_exhaustive()
    }
}

/// Why an entry was not sealed. Nothing was made. Names of fields are ours, never a person's words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// An entry has at least one field.
    #[error("an entry has at least one field")]
    NoFields,
    /// The number is beyond 2^53 - 1.
    #[error("the number of the entry is beyond 2^53 - 1")]
    Number,
    /// The kind is not lower-case words joined by hyphens.
    #[error("the kind of the entry is not written in lower-case words joined by hyphens")]
    Kind,
    /// The class of a field is not lower-case words joined by hyphens.
    #[error("the class of field {0} is not written in lower-case words joined by hyphens")]
    Class(String),
    /// Two fields have one name.
    #[error("the name {0} stands twice in one entry")]
    DuplicateName(String),
    /// A field cannot be written.
    #[error("field {name} cannot be sealed: {why}")]
    Field {
        /// Which.
        name: String,
        /// Why.
        why: DisclosureError,
    },
}

/// Seals an entry. Draws 16 bytes from `random` for each field, in the order given.
///
/// # Errors
/// [`SealError`]; nothing was made then.
pub fn seal(
    log: &LogId,
    n: u64,
    kind: &str,
    recorded: Recorded,
    fields: &[Field<'_>],
    random: &mut dyn FnMut(&mut [u8]),
) -> Result<SealedEntry, SealError> {
    if fields.is_empty() {
        return Err(SealError::NoFields);
    }
    if n > MAX_INTEGER.unsigned_abs() {
        return Err(SealError::Number);
    }
    if !is_words(kind) {
        return Err(SealError::Kind);
    }
    let mut json = Vec::with_capacity(256);
    let mut disclosures = Vec::with_capacity(fields.len());
    let mut parts = Vec::with_capacity(fields.len());
    for (at, field) in fields.iter().enumerate() {
        if fields
            .iter()
            .take(at)
            .any(|before| before.name == field.name)
        {
            return Err(SealError::DuplicateName(field.name.to_owned()));
        }
        if !is_words(field.class) {
            return Err(SealError::Class(field.name.to_owned()));
        }
        let mut salt = [0; SALT_LENGTH];
        random(&mut salt);
        let disclosure = Disclosure::write_with(&mut json, &salt, field.name, field.value)
            .map_err(|why| SealError::Field {
                name: field.name.to_owned(),
                why,
            })?;
        parts.push((FieldDigest::of(&disclosure), field.class));
        disclosures.push(disclosure);
    }
    // Sorted, so that the order says nothing about what the fields are.
    parts.sort_unstable();
    let leaf = write_leaf(log, n, kind, recorded, &parts);
    let hash = Hash::of_leaf(leaf.as_bytes());
    Ok(SealedEntry {
        leaf,
        disclosures,
        hash,
    })
}

fn write_leaf(
    log: &LogId,
    n: u64,
    kind: &str,
    recorded: Recorded,
    parts: &[(FieldDigest, &str)],
) -> String {
    let mut leaf = String::with_capacity(160 + parts.len() * (DIGEST_LENGTH + 16));
    leaf.push_str(&format!(
        "{{\"v\":1,\"log\":\"{log}\",\"n\":{n},\"kind\":\"{kind}\",\"recorded\":\"{recorded}\",\
         \"_sd_alg\":\"sha-256\",\"_sd\":["
    ));
    for (at, (digest, _)) in parts.iter().enumerate() {
        leaf.push_str(if at == 0 { "\"" } else { ",\"" });
        leaf.push_str(digest.as_str());
        leaf.push('"');
    }
    leaf.push_str("],\"class\":[");
    for (at, (_, class)) in parts.iter().enumerate() {
        leaf.push_str(if at == 0 { "\"" } else { ",\"" });
        leaf.push_str(class);
        leaf.push('"');
    }
    leaf.push_str("]}");
    leaf
}
