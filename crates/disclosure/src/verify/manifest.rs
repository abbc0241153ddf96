//! The two lists of files: `manifest-sha256.txt` and `tagmanifest-sha256.txt`, strictly.
//!
//! Implements "The lists" of `docs/bundle-format.md`: a line has one form, as `sha256sum` writes it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead};

use super::lines::{Line, Lines};
use crate::names::is_bag_path;

/// No path is so long that a line could be longer.
const LONGEST_LINE: usize = 1_024;

/// What a list says.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// SHA-256 by path.
    pub(super) files: BTreeMap<String, [u8; 32]>,
    /// Some line is not one, or lists what the list must not, or lists a file twice.
    pub(super) broken: bool,
}

impl Listed {
    /// Reads a list. `may` says which paths it may hold; other lines are passed over and make it
    /// broken.
    pub(super) fn read(from: impl BufRead, may: fn(&str) -> bool) -> io::Result<Listed> {
        let mut listed = Listed::default();
        let mut taken = BTreeSet::new();
        let mut lines = Lines::new(from, LONGEST_LINE);
        while let Some(line) = lines.next()? {
            let good = match line {
                Line::Whole(line) => parse(line).filter(|(path, _)| may(path)),
                Line::TooLong => None,
            };
            match good {
                Some((path, sha256)) if taken.insert(path.to_ascii_lowercase()) => {
                    listed.files.insert(path.to_owned(), sha256);
                }
                _ => listed.broken = true,
            }
        }
        Ok(listed)
    }
}

/// 64 lower-case hex digits, two spaces, a path, a line end.
fn parse(line: &[u8]) -> Option<(&str, [u8; 32])> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let (digits, path) = line.split_at_checked(64)?;
    let path = path.strip_prefix("  ").filter(|path| is_bag_path(path))?;
    Some((path, super::hash(digits)?))
}
