//! Checkpoints: the signed head of a log (C2SP tlog-checkpoint), exactly three lines.
//!
//! In: origin, size and root with the vault's key, or the bytes of a note with the keys that the
//! reader knows. Out: the note, or the head. A note of any other shape, the manifest's above all, is
//! refused here, though the same key signs both.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::key::{SigningKey, VerifierKey};
use crate::leaf::whole_number;
use crate::note::{self, Note, NoteError};
use crate::origin::Origin;
use crate::tree::Hash;

/// The head of a log: its name, how many leaves it has, and the root over them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log, and whether it belongs to a demonstration vault.
    pub origin: Origin,
    /// How many leaves: at least 1 (a log begins with its first entry), at most 2^53 - 1.
    pub size: u64,
    /// The root over the first `size` leaves.
    pub root: Hash,
}

/// Why a checkpoint was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The note around it was refused.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// Its text is not exactly an origin, a size and a root.
    #[error("its text is not the three lines of a checkpoint")]
    Form,
    /// The key that signs it goes by another name than its origin.
    #[error("its key goes by another name than its log")]
    Name,
}

impl Checkpoint {
    /// The three lines: what is signed, and what a time stamp is made over.
    #[must_use]
    pub fn text(&self) -> String {
        format!(
            "{}\n{}\n{}\n",
            self.origin,
            self.size,
            STANDARD.encode(self.root.as_bytes())
        )
    }

    /// The note: signed by each key, in order (several at a change of key: old, then new).
    #[must_use]
    pub fn sign(&self, keys: &[&SigningKey]) -> String {
        note::sign(&self.text(), &self.origin.to_string(), keys)
    }

    /// Opens a note: signed by every key of `required` (at least one), and no signature of a key in
    /// `known` may fail.
    ///
    /// # Errors
    /// [`CheckpointError`].
    pub fn open(
        bytes: &[u8],
        required: &[&VerifierKey],
        known: &[&VerifierKey],
    ) -> Result<Self, CheckpointError> {
        if required.is_empty() {
            return Err(NoteError::NotSigned.into());
        }
        let note = Note::parse(bytes)?;
        let checkpoint = Self::parse(note.open(required, known)?)?;
        let origin = checkpoint.origin.to_string();
        if required.iter().any(|key| key.name() != origin) {
            return Err(CheckpointError::Name);
        }
        Ok(checkpoint)
    }

    /// Reads the text of a note whose signatures are checked elsewhere, or not at all.
    ///
    /// # Errors
    /// [`CheckpointError::Form`].
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let lines = text.strip_suffix('\n').ok_or(CheckpointError::Form)?;
        let mut lines = lines.split('\n');
        let (Some(origin), Some(size), Some(root), None) =
            (lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(CheckpointError::Form);
        };
        let origin = Origin::parse(origin).map_err(|_| CheckpointError::Form)?;
        let size = whole_number(size)
            .filter(|size| *size > 0)
            .ok_or(CheckpointError::Form)?;
        let root = STANDARD.decode(root).map_err(|_| CheckpointError::Form)?;
        let root: [u8; 32] = root.try_into().map_err(|_| CheckpointError::Form)?;
        Ok(Self {
            origin,
            size,
            root: Hash::from_bytes(root),
        })
    }
}
