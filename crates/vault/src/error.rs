//! What can go wrong with a vault, in plain words, and the exit code of the contract for each.
//!
//! An error names files of the vault and numbers of entries, never what somebody wrote.

use std::io;

use standfast_ledger::{RecordedError, SealError};
use standfast_model::EntryError;

/// Something that the vault refused or could not do. Nothing acknowledged is ever lost by it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// Nothing of a vault stands in the folder. Opening never creates.
    #[error("there is no vault in this folder")]
    NotAVault,
    /// A new vault wants a folder that is not there yet, or empty.
    #[error("the folder is not empty; a new vault was not made")]
    NotEmpty,
    /// The vault was written by a newer version.
    #[error("this vault is of format {0}, which a newer Standfast wrote; it was not touched")]
    Newer(u64),
    /// No key file opens with the passphrase.
    #[error("locked: this passphrase opens no key of the vault")]
    WrongPassphrase,
    /// No key file opens with the identity.
    #[error("locked: this identity opens no key of the vault")]
    WrongIdentity,
    /// The text that was given as an identity holds none.
    #[error("locked: the identity file holds no age identity")]
    NotAnIdentity,
    /// Another process writes.
    #[error("another Standfast is writing to this vault{holder}; nothing was changed")]
    Busy {
        /// ` (process 12 on desk, since …)`, or empty where it is not known.
        holder: String,
    },
    /// The vault was opened for reading.
    #[error("the vault was opened for reading only; nothing was changed")]
    ReadMode,
    /// The case grew since the act was made: it was refused, nothing was stored.
    #[error("the case was changed by another act in between; this one was not saved")]
    Moved,
    /// The vault is an older copy than the last one known on this machine.
    #[error(
        "this vault is an older copy: it ends at save {here}, and save {known} was made on this \
         machine"
    )]
    OlderCopy {
        /// The commit number kept outside.
        known: u64,
        /// The commit number of this vault.
        here: u64,
    },
    /// The vault and the head kept outside took different ways from one save on.
    #[error(
        "this vault and the one last used on this machine are two copies that went different ways"
    )]
    SecondCopy,
    /// The disk is full.
    #[error("the disk is full; nothing of this act was saved")]
    Full,
    /// A file or folder may not be written.
    #[error("{what} cannot be written; nothing of this act was saved")]
    NotWritable {
        /// The file, seen from the vault's folder.
        what: String,
    },
    /// The vault was closed, and its journal stays beside it.
    #[error("everything was saved; the journal of the vault could not be folded in: {why}")]
    NotFolded {
        /// In words.
        why: String,
    },
    /// Any other failure of the disk.
    #[error("{what}: {source}")]
    Io {
        /// What was being done, to which file.
        what: String,
        /// The system's reason.
        source: io::Error,
    },
    /// Something of the vault is damaged or missing.
    #[error("{item} is damaged: {why}")]
    Damaged {
        /// The file or row, as verify names it.
        item: String,
        /// In words, without content.
        why: String,
    },
    /// An original's bytes are not those that were taken in.
    #[error("the original of {item} is not what was taken in")]
    OriginalChanged {
        /// The exhibit's reference, or the hash.
        item: String,
    },
    /// An original is not there.
    #[error("the original of {item} is missing")]
    OriginalMissing {
        /// The exhibit's reference, or the hash.
        item: String,
    },
    /// One original is longer than allowed. Reaching a limit is an error, never a quiet cut.
    #[error(
        "it is longer than {limit} bytes, the most that one original may have; it was not stored"
    )]
    TooLarge {
        /// In bytes.
        limit: u64,
    },
    /// What was to be taken in could not be read to its end.
    #[error("it could not be read to its end; it was not stored")]
    Input(#[source] io::Error),
    /// No such case.
    #[error("there is no case number {0} in this vault")]
    NoCase(u64),
    /// The log has no entry yet, so nothing was signed.
    #[error("this log has no entry yet")]
    EmptyLog,
    /// The act does not hold together.
    #[error("the act does not hold together: {0}; nothing was saved")]
    Act(&'static str),
    /// There were fewer salts than fields.
    #[error("it cannot be sealed: a field has no salt; nothing was saved")]
    NoSalt,
    /// An entry that cannot be sealed.
    #[error("it cannot be sealed: {0}; nothing was saved")]
    Seal(#[from] SealError),
    /// The clock shows a time that no entry can carry.
    #[error(transparent)]
    Clock(#[from] RecordedError),
    /// An entry that this version cannot read.
    #[error(transparent)]
    Entry(#[from] EntryError),
}

impl VaultError {
    /// An exhibit whose original came out other than it went in.
    #[must_use]
    pub fn original_changed(item: &str) -> Self {
        VaultError::OriginalChanged {
            item: item.to_owned(),
        }
    }

    /// The exit code of the contract: 1 to 6.
    #[must_use]
    pub fn exit(&self) -> u8 {
        match self {
            VaultError::Busy { .. }
            | VaultError::Newer(_)
            | VaultError::ReadMode
            | VaultError::Moved
            | VaultError::Full
            | VaultError::NotWritable { .. }
            | VaultError::NotFolded { .. }
            | VaultError::Io { .. }
            | VaultError::NoSalt
            | VaultError::Clock(_) => 1,
            VaultError::NotAVault
            | VaultError::NotEmpty
            | VaultError::NoCase(_)
            | VaultError::EmptyLog => 2,
            VaultError::TooLarge { .. }
            | VaultError::Input(_)
            | VaultError::Act(_)
            | VaultError::Seal(_) => 3,
            VaultError::WrongPassphrase | VaultError::WrongIdentity | VaultError::NotAnIdentity => {
                4
            }
            VaultError::Damaged { .. }
            | VaultError::OriginalChanged { .. }
            | VaultError::OriginalMissing { .. }
            | VaultError::Entry(_) => 5,
            VaultError::OlderCopy { .. } | VaultError::SecondCopy => 6,
        }
    }

    /// What is safe, and what to do next.
    #[must_use]
    pub fn advice(&self) -> String {
        match self {
            VaultError::NotAVault => {
                "Name the folder with --vault, or make a new vault: standfast init"
            }
            VaultError::NotEmpty => "Name a folder that is not there yet, or an empty one.",
            VaultError::Newer(_) => "Open it with the newer Standfast. Nothing was changed.",
            VaultError::WrongPassphrase => {
                "Nothing was changed. Try again, or use the recovery key: --identity FILE. If you \
                 are sure of the passphrase, keys/passphrase.age may be damaged."
            }
            VaultError::WrongIdentity | VaultError::NotAnIdentity => {
                "Nothing was changed. Check that it is the recovery key of this vault, or use the \
                 passphrase."
            }
            VaultError::Busy { .. } => {
                "Everything saved is safe. Close the other one (a page that is still served, an \
                 import), then try again."
            }
            VaultError::ReadMode => "Everything saved is safe.",
            VaultError::Moved => "Everything saved is safe. Look at the case again, then repeat it.",
            VaultError::OlderCopy { .. } => {
                "Nothing was changed. If the newer one still exists, use that. If you mean to go on \
                 from this one: standfast head accept"
            }
            VaultError::SecondCopy => {
                "Nothing was changed. Use one copy only. If you mean to go on from this one: \
                 standfast head accept"
            }
            VaultError::Full => "Everything saved before is safe. Make room, then repeat it.",
            VaultError::NotWritable { .. } => {
                "Everything saved before is safe. Allow writing there, or move the vault."
            }
            VaultError::NotFolded { .. } => {
                "Nothing is lost, and nothing needs to be repeated. Copy the folder only as a whole, \
                 standfast.db-wal with it. Make room or allow writing there: the next opening folds it \
                 in."
            }
            VaultError::Io { .. } => "Everything saved before is safe. Check the disk, then repeat it.",
            VaultError::Damaged { .. } => {
                "Do not write to this vault. Copy the whole folder first; then: standfast verify. A \
                 backup or another key file may open it."
            }
            VaultError::OriginalChanged { .. } | VaultError::OriginalMissing { .. } => {
                "The entries are safe. Look for this file in a backup; then: standfast verify"
            }
            VaultError::TooLarge { .. } => "Nothing was stored. Bring it in parts.",
            VaultError::Input(_) => "Nothing was stored. Close the program that writes it, then repeat it.",
            VaultError::NoCase(_) => "See: standfast case list",
            VaultError::EmptyLog => "Nothing was changed.",
            VaultError::Act(_) | VaultError::Seal(_) | VaultError::NoSalt => "Everything saved before is safe.",
            VaultError::Clock(_) => "Set the clock of this machine, then repeat it.",
            VaultError::Entry(_) => "Nothing was changed. See: standfast verify",
        }
        .to_owned()
    }

    /// Sorts a failure of the file system: full, not writable, or another.
    pub(crate) fn io(what: &str, source: io::Error) -> Self {
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => VaultError::Full,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                VaultError::NotWritable {
                    what: what.to_owned(),
                }
            }
            _ => VaultError::Io {
                what: what.to_owned(),
                source,
            },
        }
    }

    /// A failure on closing, when all that was acknowledged is saved already. Damage stays what it is.
    pub(crate) fn on_closing(self) -> Self {
        let why = match self {
            VaultError::Full => "the disk is full".to_owned(),
            VaultError::NotWritable { what } => format!("{what} cannot be written"),
            VaultError::Busy { .. } => "another program reads it".to_owned(),
            VaultError::Io { source, .. } => source.to_string(),
            other => return other,
        };
        VaultError::NotFolded { why }
    }

    pub(crate) fn damaged(item: impl Into<String>, why: impl Into<String>) -> Self {
        VaultError::Damaged {
            item: item.into(),
            why: why.into(),
        }
    }
}

/// Sorts a failure of the database.
///
/// Whoever sees one holds a key that opened, so what is not a matter of the disk is damage.
impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => VaultError::Full,
            Some(Code::ReadOnly | Code::PermissionDenied | Code::CannotOpen) => {
                VaultError::NotWritable {
                    what: "standfast.db".to_owned(),
                }
            }
            Some(Code::DatabaseBusy | Code::DatabaseLocked | Code::FileLockingProtocolFailed) => {
                VaultError::Busy {
                    holder: String::new(),
                }
            }
            Some(Code::OutOfMemory | Code::OperationInterrupted) => VaultError::Io {
                what: "standfast.db".to_owned(),
                source: io::Error::other("out of memory or interrupted"),
            },
            Some(Code::SystemIoFailure) => VaultError::Io {
                what: "standfast.db".to_owned(),
                source: io::Error::other("the disk did not do as asked"),
            },
            // Texts of SQLite can hold values of a row: the code alone is told.
            Some(code) => VaultError::damaged("standfast.db", format!("{code:?}")),
            None => {
                VaultError::damaged("standfast.db", "a row is not of the form it was written in")
            }
        }
    }
}
