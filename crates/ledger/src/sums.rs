//! A signed list of files: the lines of `sha256sum`, as the text of a signed note.
//!
//! In: paths with their bytes, and a key; or the bytes of the note and the keys that the reader knows. Out: the note;
//! or which files changed, are missing, came besides. The text by itself is what `sha256sum --check` reads, the note
//! is C2SP's: both halves are checked by tools that we did not write. A signer's key may come in the form that the
//! note tools of Go give it.
//!
//! Never here: reading files, which keys to trust, what is in the files.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::key::{KeyError, SigningKey, VerifierKey};
use crate::note::{self, Note, NoteError};
use crate::origin::lower_hex;

/// What a private key of a note begins with.
const PRIVATE: &str = "PRIVATE+KEY+";

/// SHA-256 of each file, by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums(BTreeMap<String, [u8; 32]>);

/// Why a signed list was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SumsError {
    /// The note around it was refused.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// No key that the reader knows signed it; these did, by their own word.
    #[error("it is signed by no key that is known, but by {}", .0.join(", "))]
    NotKnown(Vec<String>),
    /// A line (from 1) is not a hash in lower-case hex, two spaces and a path, or stands out of order.
    #[error("its line {0} is no line of a list of files")]
    Line(usize),
    /// A path that no such list can name: absolute, with `..`, a backslash or a control character.
    #[error("a list of files cannot name the path {0:?}")]
    Path(String),
}

/// How files differ from a list of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differ {
    /// In both, with other bytes.
    pub changed: Vec<String>,
    /// In the list alone.
    pub missing: Vec<String>,
    /// Among the files alone.
    pub added: Vec<String>,
}

impl Sums {
    /// The sums of files: paths with slashes, and bytes.
    ///
    /// # Errors
    /// [`SumsError::Path`].
    pub fn of<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Result<Self, SumsError> {
        let mut sums = BTreeMap::new();
        for (path, bytes) in files {
            if !is_path(path) {
                return Err(SumsError::Path(path.to_owned()));
            }
            sums.insert(path.to_owned(), Sha256::digest(bytes).into());
        }
        Ok(Self(sums))
    }

    /// The lines, in the order of the paths' bytes, each with its line end.
    #[must_use]
    pub fn text(&self) -> String {
        let lines = self.0.iter();
        lines
            .map(|(path, sum)| format!("{}  {path}\n", hex::encode(sum)))
            .collect()
    }

    /// The signed note over the lines.
    #[must_use]
    pub fn sign(&self, name: &str, key: &SigningKey) -> String {
        note::sign(&self.text(), name, &[key])
    }

    /// Reads a signed list; says which of the known keys signed it, in their order. Every signature of a known key
    /// must fit.
    ///
    /// # Errors
    /// [`SumsError`], by the first rule that is broken.
    pub fn open(
        bytes: &[u8],
        known: &[VerifierKey],
    ) -> Result<(Self, Vec<VerifierKey>), SumsError> {
        let note = Note::parse(bytes)?;
        let all: Vec<&VerifierKey> = known.iter().collect();
        let text = note.open(&[], &all)?;
        let signed: Vec<VerifierKey> = known
            .iter()
            .filter(|key| note.open(&[key], &[]).is_ok())
            .cloned()
            .collect();
        if signed.is_empty() {
            return Err(SumsError::NotKnown(
                note.names().map(str::to_owned).collect(),
            ));
        }
        Ok((Self::read(text)?, signed))
    }

    fn read(text: &str) -> Result<Self, SumsError> {
        let mut sums: BTreeMap<String, [u8; 32]> = BTreeMap::new();
        for (i, line) in text.lines().enumerate() {
            let off = SumsError::Line(i + 1);
            let Some((sum, path)) = line.split_once("  ") else {
                return Err(off);
            };
            let last = sums.last_key_value().map(|(path, _)| path.as_str());
            match lower_hex(sum) {
                Some(sum) if is_path(path) && last.is_none_or(|last| last < path) => {
                    sums.insert(path.to_owned(), sum);
                }
                _ => return Err(off),
            }
        }
        Ok(Self(sums))
    }

    /// Its paths, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Those of its files of which `keep` is true.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&str) -> bool) -> Self {
        let kept = self.0.iter().filter(|(path, _)| keep(path));
        Self(kept.map(|(path, sum)| (path.clone(), *sum)).collect())
    }

    /// How the files that `found` sums up differ from these.
    #[must_use]
    pub fn differ(&self, found: &Self) -> Differ {
        let mut differ = Differ::default();
        for (path, sum) in &self.0 {
            match found.0.get(path) {
                None => differ.missing.push(path.clone()),
                Some(other) if other != sum => differ.changed.push(path.clone()),
                Some(_) => {}
            }
        }
        let added = found.0.keys().filter(|path| !self.0.contains_key(*path));
        differ.added = added.cloned().collect();
        differ
    }
}

impl Differ {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.changed.is_empty() && self.missing.is_empty() && self.added.is_empty()
    }
}

/// A path that `sha256sum` writes as it is, and that leads out of no folder.
fn is_path(path: &str) -> bool {
    path.split('/')
        .all(|part| !part.is_empty() && part != "." && part != "..")
        && !path.chars().any(|c| c.is_control() || c == '\\')
}

/// The name and key of a signer: `PRIVATE+KEY+name+hash+key`, key being the base64 of the byte 1 and the seed.
///
/// # Errors
/// [`KeyError`], by the first rule that is broken. It never holds the key.
pub fn private_key(text: &str) -> Result<(String, SigningKey), KeyError> {
    let rest = text.trim().strip_prefix(PRIVATE).ok_or(KeyError::Form)?;
    let (name, rest) = rest.split_once('+').ok_or(KeyError::Form)?;
    let (id, encoded) = rest.split_once('+').ok_or(KeyError::Form)?;
    let id: [u8; 4] = lower_hex(id).ok_or(KeyError::Form)?;
    let bytes = STANDARD.decode(encoded).map_err(|_| KeyError::Algorithm)?;
    let seed = match bytes.split_first() {
        Some((1, seed)) => <&[u8; 32]>::try_from(seed).map_err(|_| KeyError::Algorithm)?,
        _ => return Err(KeyError::Algorithm),
    };
    let key = SigningKey::from_seed(seed);
    if key.verifier(name)?.id() == id {
        Ok((name.to_owned(), key))
    } else {
        Err(KeyError::Id)
    }
}

/// The same line of a new key from 32 random bytes, with its verifier key.
///
/// # Errors
/// [`KeyError::Name`] if no note could carry the name.
pub fn new_private_key(name: &str, seed: &[u8; 32]) -> Result<(String, VerifierKey), KeyError> {
    let verifier = SigningKey::from_seed(seed).verifier(name)?;
    let mut bytes = vec![1];
    bytes.extend_from_slice(seed);
    let line = format!(
        "{PRIVATE}{name}+{}+{}",
        hex::encode(verifier.id()),
        STANDARD.encode(bytes)
    );
    Ok((line, verifier))
}
