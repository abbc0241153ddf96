//! What `verify` finds: by code, item and sentence.

use std::fmt;

use crate::CaseNo;

/// What kind of problem, in the words of the contract of the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProblemCode {
    /// What the ledger found in a log.
    Ledger(standfast_ledger::verdict::Code),
    /// An original's bytes are not those that were taken in.
    OriginalChanged,
    /// An original that an exhibit names is not there.
    OriginalMissing,
    /// A file that does not belong where it lies.
    FileUnknown,
    /// What is derived does not agree with the log.
    RowChanged,
    /// A page of the database does not hold.
    PageCorrupt,
    /// `vault.toml` or a key file is not as it was written.
    ContainerBad,
}

impl ProblemCode {
    /// The word of the contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            ProblemCode::Ledger(code) => code.as_str(),
            ProblemCode::OriginalChanged => "original-changed",
            ProblemCode::OriginalMissing => "original-missing",
            ProblemCode::FileUnknown => "file-unknown",
            ProblemCode::RowChanged => "row-changed",
            ProblemCode::PageCorrupt => "page-corrupt",
            ProblemCode::ContainerBad => "container-bad",
        }
    }
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind.
    pub code: ProblemCode,
    /// In which case; `None`: of the vault as a whole.
    pub case: Option<CaseNo>,
    /// With what: `#12`, `P3`, `ABC/3`, `checkpoint`, `page 7`, `keys/recovery.age`, `search`.
    pub item: String,
    /// For people: one sentence without anything personal.
    pub message: String,
}
