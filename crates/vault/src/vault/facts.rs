//! What a vault says of itself, how it is opened, and what there is to say then.

use std::fmt;

use jiff::Timestamp;

/// What a vault says of itself; written once, when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VaultFacts {
    /// 128 random bits in lower-case hex.
    pub id: String,
    /// When it was made (UTC, to the millisecond).
    pub created: Timestamp,
    /// Everything in it is invented.
    pub demonstration: bool,
    /// Of its signing key: 64 lower-case hex digits.
    pub fingerprint: String,
    /// The version of its format.
    pub format: u64,
}

/// What it is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// To read and write: the lock names this process.
    Write,
    /// To read: no lock, and nothing in the folder is changed.
    Read,
}

/// Something to tell whoever works with the vault. Everything saved is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// No state folder was named: no head is kept.
    HeadNotKept,
    /// This machine does not know the vault yet.
    HeadAbsent,
    /// The head outside could not be written.
    HeadNotWritable,
    /// The last save was cut off before the head outside was written; it was complete.
    Resumed,
    /// The vault is an older copy.
    OlderCopy {
        /// The save kept outside.
        known: u64,
        /// The last save of this vault.
        here: u64,
    },
    /// Two copies went different ways.
    SecondCopy,
    /// Originals whose saving was cut off were put aside.
    SetAside(u64),
}

impl Warning {
    pub(crate) fn is_about_head(self) -> bool {
        !matches!(self, Warning::SetAside(_))
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::HeadNotKept => f.write_str(
                "Nothing is kept outside the vault that would tell an older copy of it apart.",
            ),
            Warning::HeadAbsent => f.write_str(
                "This computer does not know this vault yet, so it cannot tell whether it is the \
                 newest copy.",
            ),
            Warning::HeadNotWritable => f.write_str(
                "It is saved. But this account's state folder cannot be written, so an older copy put \
                 back later would not be noticed.",
            ),
            Warning::Resumed => {
                f.write_str("The last save was cut off after it was complete. Nothing was lost.")
            }
            Warning::OlderCopy { known, here } => write!(
                f,
                "This vault is an older copy: it ends at save {here}, and save {known} was made on \
                 this computer. You can read it; nothing more is saved to it until you accept it: \
                 standfast head accept"
            ),
            Warning::SecondCopy => f.write_str(
                "This vault and the one last used on this computer are two copies that went different \
                 ways. You can read it; nothing more is saved to it until you accept it: standfast \
                 head accept",
            ),
            Warning::SetAside(1) => f.write_str(
                "One file whose saving had been cut off was put into the folder set-aside. No entry \
                 names it.",
            ),
            Warning::SetAside(many) => write!(
                f,
                "{many} files whose saving had been cut off were put into the folder set-aside. No \
                 entry names them."
            ),
        }
    }
}
