//! The manifest note: the vault's key over the file list of one bundle, exactly two lines.
//!
//! In: the origin of the log and the SHA-256 of `tagmanifest-sha256.txt`, with the key; or the bytes
//! of the note. A checkpoint is refused here, though the same key signs both.

use crate::key::{SigningKey, VerifierKey};
use crate::note::{self, Note, NoteError};
use crate::origin::{Origin, lower_hex};

/// What the note over a bundle says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manifest {
    /// The log that the bundle shows.
    pub origin: Origin,
    /// SHA-256 of the file `tagmanifest-sha256.txt`.
    pub tagmanifest: [u8; 32],
}

/// Why a manifest note was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    /// The note around it was refused.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// Its text is not exactly the two lines.
    #[error("its text is not the two lines of a manifest note")]
    Form,
    /// The key that signs it goes by another name than its origin.
    #[error("its key goes by another name than its log")]
    Name,
}

const FILE: &str = "tagmanifest-sha256.txt sha256:";

impl Manifest {
    /// The two lines.
    #[must_use]
    pub fn text(&self) -> String {
        format!(
            "{}/bundle\n{FILE}{}\n",
            self.origin,
            hex::encode(self.tagmanifest)
        )
    }

    /// The note.
    #[must_use]
    pub fn sign(&self, key: &SigningKey) -> String {
        note::sign(&self.text(), &self.origin.to_string(), &[key])
    }

    /// Opens the note: signed by `key`, under the name of its origin. Compare the origin with the
    /// checkpoint's, and the digest with the file's.
    ///
    /// # Errors
    /// [`ManifestError`].
    pub fn open(bytes: &[u8], key: &VerifierKey) -> Result<Self, ManifestError> {
        let note = Note::parse(bytes)?;
        let manifest = Self::parse(note.open(&[key], &[])?)?;
        if key.name() == manifest.origin.to_string() {
            Ok(manifest)
        } else {
            Err(ManifestError::Name)
        }
    }

    fn parse(text: &str) -> Result<Self, ManifestError> {
        let lines = text.strip_suffix('\n').ok_or(ManifestError::Form)?;
        let (first, second) = lines.split_once('\n').ok_or(ManifestError::Form)?;
        let origin = first.strip_suffix("/bundle").ok_or(ManifestError::Form)?;
        let origin = Origin::parse(origin).map_err(|_| ManifestError::Form)?;
        let digest = second.strip_prefix(FILE).ok_or(ManifestError::Form)?;
        let tagmanifest = lower_hex(digest).ok_or(ManifestError::Form)?;
        Ok(Self {
            origin,
            tagmanifest,
        })
    }
}
