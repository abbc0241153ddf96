//! Which entry, letter or bundle a story means by a label, from the answers of the program.

use std::collections::HashMap;

use standfast_story::EntryRef;

/// What the lines with `as:` made so far.
#[derive(Default)]
pub struct Labels {
    /// Numbers in the record log, one a time of the line; of an import the import's.
    made: HashMap<String, Vec<u64>>,
    imports: HashMap<String, u64>,
    /// The contacts behind an import, where a line asked for one of them.
    taken: HashMap<String, Vec<u64>>,
    letters: HashMap<String, u64>,
    drafts: u64,
}

impl Labels {
    /// Notes the number in an answer such as "Saved as #12 in knee."
    pub fn made(&mut self, label: &str, answer: &str) {
        if let Some(n) = number(answer) {
            self.made.entry(label.to_owned()).or_default().push(n);
        }
    }

    /// A letter was drafted: letters are numbered from 1 in a case.
    pub fn drafted(&mut self, label: Option<&str>) {
        self.drafts += 1;
        if let Some(label) = label {
            self.letters.insert(label.to_owned(), self.drafts);
        }
    }

    /// Notes the number of an import.
    pub fn imported(&mut self, label: &str, answer: &str) {
        if let Some(n) = number(answer) {
            self.imports.insert(label.to_owned(), n);
        }
        self.made(label, answer);
    }

    /// The import, by label and number, whose contacts must be looked up before `entry` is known.
    pub fn unknown(&self, entry: &EntryRef) -> Option<(String, u64)> {
        match entry {
            EntryRef::Nth(label, _) if !self.taken.contains_key(label) => {
                self.imports.get(label).map(|n| (label.clone(), *n))
            }
            _ => None,
        }
    }

    /// The contacts that an import took, in the order of the file.
    pub fn took(&mut self, label: String, contacts: Vec<u64>) {
        self.taken.insert(label, contacts);
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
                .zip(usize::try_from(*nth).ok().and_then(|n| n.checked_sub(1)))
                .and_then(|(all, index)| all.get(index))
                .copied(),
        };
        found.ok_or_else(|| format!("{entry} made no entry"))
    }

    /// The number of a letter in the case.
    pub fn letter(&self, entry: &EntryRef) -> Result<u64, String> {
        let found = match entry {
            EntryRef::Label(label) => self.letters.get(label).copied(),
            _ => None,
        };
        found.ok_or_else(|| format!("{entry} is no letter that was drafted"))
    }
}

/// The file of a bundle.
pub fn bundle(label: &EntryRef) -> String {
    format!("{label}.zip")
}

/// The number after the `#` in what the program says when it has sealed an entry of the record log.
fn number(answer: &str) -> Option<u64> {
    let line = answer
        .lines()
        .find(|l| l.starts_with("Saved as #") || l.starts_with("Sealed as import #"))?;
    let (_, after) = line.split_once('#')?;
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
