//! Which entry a story means by a label.

use std::collections::HashMap;
use std::path::PathBuf;

use standfast_story::EntryRef;

/// What lines with `as:` made.
#[derive(Debug, Default)]
pub struct Entries {
    /// Entries of the record log, in order; of an import the import itself.
    made: HashMap<String, Vec<u64>>,
    /// The contacts that an import took, in the order of the file.
    taken: HashMap<String, Vec<u64>>,
    bundles: HashMap<String, PathBuf>,
    /// The numbers of letters, by the label of their draft.
    letters: HashMap<String, u64>,
}

impl Entries {
    pub fn made(&mut self, label: Option<&str>, n: u64) {
        if let Some(label) = label {
            self.made.entry(label.to_owned()).or_default().push(n);
        }
    }

    pub fn took(&mut self, label: Option<&str>, contacts: Vec<u64>) {
        if let Some(label) = label {
            self.taken
                .entry(label.to_owned())
                .or_default()
                .extend(contacts);
        }
    }

    pub fn gave(&mut self, label: Option<&str>, bundle: PathBuf) {
        if let Some(label) = label {
            self.bundles.insert(label.to_owned(), bundle);
        }
    }

    pub fn drafted(&mut self, label: Option<&str>, letter: u64) {
        if let Some(label) = label {
            self.letters.insert(label.to_owned(), letter);
        }
    }

    /// The number of a letter in the case.
    pub fn letter(&self, entry: &EntryRef) -> Result<u64, String> {
        let found = match entry {
            EntryRef::Number(n) => Some(*n),
            EntryRef::Label(label) => self.letters.get(label).copied(),
            EntryRef::Nth(..) => None,
        };
        found.ok_or_else(|| format!("{entry} is no letter that was drafted"))
    }

    /// The number of an entry.
    pub fn number(&self, entry: &EntryRef) -> Result<u64, String> {
        let found = match entry {
            EntryRef::Number(n) => Some(*n),
            EntryRef::Label(label) => self.made.get(label).and_then(|all| all.first()).copied(),
            EntryRef::Nth(label, nth) => self
                .taken
                .get(label)
                .or_else(|| self.made.get(label))
                .zip(
                    usize::try_from(*nth)
                        .ok()
                        .and_then(|nth| nth.checked_sub(1)),
                )
                .and_then(|(all, index)| all.get(index))
                .copied(),
        };
        found.ok_or_else(|| format!("{entry} made no entry"))
    }

    /// The file of a bundle.
    pub fn bundle(&self, bundle: &EntryRef) -> Result<PathBuf, String> {
        match bundle {
            EntryRef::Label(label) => self.bundles.get(label).cloned(),
            _ => None,
        }
        .ok_or_else(|| format!("{bundle} made no bundle"))
    }

    /// `#12 (desk)`, as a failure says it.
    pub fn named(&self, n: u64) -> String {
        let one = |(label, all): (&String, &Vec<u64>)| {
            let index = all.iter().position(|made| *made == n)?;
            Some(if all.len() == 1 {
                label.clone()
            } else {
                format!("{label}/{}", index + 1)
            })
        };
        match self.taken.iter().chain(&self.made).find_map(one) {
            Some(label) => format!("#{n} ({label})"),
            None => format!("#{n}"),
        }
    }
}
