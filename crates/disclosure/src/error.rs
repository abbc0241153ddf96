//! What goes wrong when a bundle is made or read: what happened, to what, what is safe, what to do.

use crate::profile::ProfileError;

/// Why a bundle could not be made, or could not be read as one. What is wrong *inside* a bundle is
/// no error but a [`crate::Problem`] of the verdict.
#[derive(Debug, thiserror::Error)]
pub enum DisclosureError {
    /// What streams (leaves, originals, the signature) could not be had. In words, without content.
    #[error("{0}")]
    Source(String),
    /// The disk, a right, a file that is gone.
    #[error("{what}: {why}")]
    Outside {
        /// Which file, or what was being done.
        what: String,
        /// The system's word.
        why: String,
    },
    /// Neither a bundle nor an unpacked one.
    #[error("{name} cannot be read as a bundle: {why}")]
    NotABundle {
        /// As it was named.
        name: String,
        /// In words.
        why: String,
    },
    /// What was given as a fingerprint is none.
    #[error("the fingerprint to compare with is not 64 digits and letters a to f")]
    Fingerprint,
    /// An original that is not the one that was sealed.
    #[error("the original of {reference} is not the one that was sealed; no bundle was made")]
    OriginalChanged {
        /// `ABC/3`.
        reference: String,
    },
    /// Something gave other bytes when it was read a second time.
    #[error("{name} changed while the bundle was written; no bundle was made")]
    Moved {
        /// The file in the bundle.
        name: String,
    },
    /// A name that no file of a bundle can have, or that two of them would have.
    #[error("\"{name}\" cannot be the name of one file in a bundle; no bundle was made")]
    Name {
        /// Which.
        name: String,
    },
    /// No such profile, or one that does not hold together.
    #[error(transparent)]
    Profile(#[from] ProfileError),
}

impl DisclosureError {
    /// A failure of the system while `what` was written or read.
    #[must_use]
    pub fn outside(what: &str, error: &std::io::Error) -> Self {
        DisclosureError::Outside {
            what: what.to_owned(),
            why: error.to_string(),
        }
    }

    /// Whether the reason lies outside (exit 1); else the input was bad (exit 3).
    #[must_use]
    pub fn is_outside(&self) -> bool {
        matches!(
            self,
            DisclosureError::Outside { .. } | DisclosureError::Moved { .. }
        )
    }

    /// Whether the words of a person were off (exit 2).
    #[must_use]
    pub fn is_words(&self) -> bool {
        matches!(
            self,
            DisclosureError::Fingerprint | DisclosureError::Profile(ProfileError::Unknown(_))
        )
    }

    /// What is safe, and what to do.
    #[must_use]
    pub fn advice(&self) -> String {
        match self {
            DisclosureError::Source(_) | DisclosureError::OriginalChanged { .. } => {
                "Nothing was given. See what is wrong: standfast verify"
            }
            DisclosureError::Outside { .. } => {
                "Nothing in the vault was changed. Mend that, then say it again."
            }
            DisclosureError::NotABundle { .. } => {
                "Name a bundle (NAME.zip) or the folder that it was unpacked to. If it came cut, \
                 fetch it again."
            }
            DisclosureError::Fingerprint => {
                "Give all of it, as the giver told it to you: --key FINGERPRINT. Spaces and \
                 capitals do not matter."
            }
            DisclosureError::Moved { .. } => "Nothing in the vault was changed. Say it again.",
            DisclosureError::Name { .. } => {
                "Nothing in the vault was changed. Two exhibits may have one reference."
            }
            DisclosureError::Profile(_) => "Nothing was written.",
        }
        .to_owned()
    }
}
