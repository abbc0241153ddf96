//! Files that are handed over open or in memory, where nobody can name a path: an upload.

use std::fs::File;

use crate::error::IntakeError;
use crate::set;
use crate::source::{Part, Source};
use crate::store::{Extent, Store};

/// The bytes of a file that is handed over.
pub enum Given {
    /// All of them.
    Bytes(Vec<u8>),
    /// The open file. It may have lost its name already.
    File(File),
}

impl Source {
    /// As [`Source::open_all`], of files that are open already or in memory. Each has the name that
    /// its owner knows it by; what stands before the last slash of it is let go.
    ///
    /// # Errors
    /// As [`Source::open`], for the first that cannot be opened.
    pub fn of_files(files: Vec<(String, Given)>) -> Result<Vec<Self>, IntakeError> {
        let named = files.into_iter().map(|(name, given)| {
            let own = name.rsplit(['/', '\\']).next().unwrap_or_default();
            (own.to_owned(), given)
        });
        let sets = set::group_by(named, |(name, _)| name.clone(), |_| true, |_| ());
        let mut sources = Vec::new();
        for set in sets {
            let parts = set
                .files
                .into_iter()
                .map(|(name, given)| Part::of_given(name, given))
                .collect::<Result<Vec<_>, _>>()?;
            sources.extend(Self::of_parts(parts, set.joins, &set.missing)?.unpacked()?);
        }
        Ok(sources)
    }
}

impl Part {
    pub(crate) fn of_given(name: String, given: Given) -> Result<Self, IntakeError> {
        match given {
            Given::Bytes(bytes) => {
                let length = bytes.len() as u64;
                Ok(Part {
                    name,
                    extent: Extent::whole(Store::Bytes(bytes), length),
                    watch: None,
                    sha256: None,
                })
            }
            Given::File(file) => Part::of_file(file, name.clone())
                .map_err(|source| IntakeError::Unreadable { name, source }),
        }
    }
}
