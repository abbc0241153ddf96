//! Signed notes: C2SP signed-note, version 1, with Ed25519 keys.
//!
//! In: the bytes of a note and the keys that the reader knows, or a text and the keys that sign it.
//! Out: the text, once one known key is proved to have signed it, or the bytes of a note.
//!
//! Signatures of unknown keys are passed over, as C2SP demands, so that witnesses can add theirs.
//! Never here: what the text says.

use std::collections::HashSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::key::{SigningKey, VerifierKey, is_key_name};

/// A note of more bytes is refused.
pub const MAX_BYTES: usize = 1_000_000;

/// A note of more signature lines is refused.
pub const MAX_SIGNATURES: usize = 100;

/// A note as it came: text and signature lines, none of them checked yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note<'a> {
    text: &'a str,
    signatures: Vec<Signature<'a>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Signature<'a> {
    name: &'a str,
    id: [u8; 4],
    bytes: Vec<u8>,
}

/// Why a note was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Longer than [`MAX_BYTES`], or with more than [`MAX_SIGNATURES`] signatures.
    #[error("it is longer than a note may be")]
    TooLong,
    /// Not UTF-8, or with a control character other than line ends.
    #[error("it is not text")]
    Text,
    /// No text, blank line, signature lines, each ended by a line end.
    #[error("it is not a text, a blank line and signature lines")]
    Form,
    /// A signature line is not an em dash, a name and at least five bytes in exact base64.
    #[error("one of its signature lines is broken")]
    SignatureLine,
    /// Two signature lines carry one name and key ID.
    #[error("one key signs it twice")]
    SignedTwice,
    /// A known key's signature does not fit the text.
    #[error("a signature of a known key does not fit its text")]
    Signature,
    /// The key that must sign it did not.
    #[error("it is not signed by the key that must sign it")]
    NotSigned,
}

impl<'a> Note<'a> {
    /// Reads a note, checking its form only.
    ///
    /// # Errors
    /// [`NoteError`], by the first rule that is broken.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, NoteError> {
        if bytes.len() > MAX_BYTES {
            return Err(NoteError::TooLong);
        }
        let note = std::str::from_utf8(bytes).map_err(|_| NoteError::Text)?;
        if note.bytes().any(|byte| byte < 0x20 && byte != b'\n') {
            return Err(NoteError::Text);
        }
        // The last blank line parts them; the text keeps its own line end.
        let at = note.rfind("\n\n").ok_or(NoteError::Form)?;
        let (text, rest) = note.split_at_checked(at + 1).ok_or(NoteError::Form)?;
        let lines = rest.strip_prefix('\n').ok_or(NoteError::Form)?;
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Form)?;
        if text == "\n" {
            return Err(NoteError::Form);
        }
        let mut signatures: Vec<Signature<'_>> = Vec::new();
        let mut signers = HashSet::new();
        for line in lines.split('\n') {
            if signatures.len() == MAX_SIGNATURES {
                return Err(NoteError::TooLong);
            }
            let signature = Signature::parse(line).ok_or(NoteError::SignatureLine)?;
            if !signers.insert((signature.name, signature.id)) {
                return Err(NoteError::SignedTwice);
            }
            signatures.push(signature);
        }
        Ok(Self { text, signatures })
    }

    /// The text, line end included. Nothing is known of who wrote it before [`Note::open`].
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The names that its signatures go by: nobody checked them.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.signatures.iter().map(|signature| signature.name)
    }

    /// The text, if every key of `required` signed it and every signature of a key in `known` fits.
    ///
    /// # Errors
    /// [`NoteError::Signature`] or [`NoteError::NotSigned`].
    pub fn open(
        &self,
        required: &[&VerifierKey],
        known: &[&VerifierKey],
    ) -> Result<&'a str, NoteError> {
        for key in required {
            match self.signature_of(key) {
                None => return Err(NoteError::NotSigned),
                Some(false) => return Err(NoteError::Signature),
                Some(true) => {}
            }
        }
        for key in known.iter().filter(|key| !required.contains(key)) {
            if self.signature_of(key) == Some(false) {
                return Err(NoteError::Signature);
            }
        }
        Ok(self.text)
    }

    /// Whether the key's signature fits; `None` if there is no line under its name and ID.
    fn signature_of(&self, key: &VerifierKey) -> Option<bool> {
        self.signatures
            .iter()
            .find(|signature| signature.name == key.name() && signature.id == key.id())
            .map(|signature| key.verifies(self.text.as_bytes(), &signature.bytes))
    }
}

impl<'a> Signature<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let (name, encoded) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
        if !is_key_name(name) {
            return None;
        }
        let bytes = STANDARD.decode(encoded).ok()?;
        let (id, signature) = bytes.split_first_chunk::<4>()?;
        if signature.is_empty() {
            return None;
        }
        Some(Self {
            name,
            id: *id,
            bytes: signature.to_vec(),
        })
    }
}

/// Signs a text, which ends in a line end, under one name with each of the keys, in order.
pub(crate) fn sign(text: &str, name: &str, keys: &[&SigningKey]) -> String {
    let mut note = format!("{text}\n");
    for key in keys {
        let mut bytes = key.key_id(name).to_vec();
        bytes.extend_from_slice(&key.sign(text.as_bytes()));
        note.push_str(&format!("\u{2014} {name} {}\n", STANDARD.encode(bytes)));
    }
    note
}
