//! The words and keys of an event, taken one by one; what nobody took is an error.

use std::collections::VecDeque;

use jiff::civil::Date;

use crate::{EntryRef, line, time};

/// What is off, and on which line where that is not the event's own.
pub(crate) struct Failure {
    pub line: Option<usize>,
    pub what: String,
}

impl<T: Into<String>> From<T> for Failure {
    fn from(what: T) -> Self {
        Self {
            line: None,
            what: what.into(),
        }
    }
}

impl Failure {
    fn on(line: usize, what: String) -> Self {
        Self {
            line: Some(line),
            what,
        }
    }
}

/// The words before any key, and the keys.
pub(super) struct Fields {
    words: VecDeque<line::Word>,
    keys: Vec<line::Key>,
}

impl Fields {
    pub fn of(said: line::Said) -> Self {
        Self {
            words: said.words.into(),
            keys: said.keys,
        }
    }

    /// The next bare word.
    pub fn word(&mut self, wanted: &str) -> Result<String, Failure> {
        self.word_if_bare()
            .ok_or_else(|| format!("here belongs {wanted}").into())
    }

    pub fn word_if_bare(&mut self) -> Option<String> {
        self.words
            .pop_front_if(|word| !word.quoted)
            .map(|word| word.text)
    }

    pub fn entry(&mut self, wanted: &str) -> Result<EntryRef, Failure> {
        let word = self.word(wanted)?;
        EntryRef::parse(&word).map_err(Failure::from)
    }

    /// The one quoted text, if there is one.
    pub fn quoted(&mut self) -> Result<Option<String>, Failure> {
        Ok(self
            .words
            .pop_front_if(|word| word.quoted)
            .map(|word| word.text))
    }

    /// All quoted texts, at least one.
    pub fn all_quoted(&mut self, wanted: &str) -> Result<Vec<String>, Failure> {
        let mut all = Vec::new();
        while let Some(text) = self.quoted()? {
            all.push(text);
        }
        if all.is_empty() {
            Err(format!("here belongs {wanted}, in quotation marks").into())
        } else {
            Ok(all)
        }
    }

    /// The words of a key that may stand once, joined.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Failure> {
        let Some(at) = self.keys.iter().position(|key| key.name == name) else {
            return Ok(None);
        };
        let key = self.keys.remove(at);
        if let Some(again) = self.keys.iter().find(|key| key.name == name) {
            return Err(Failure::on(again.line, format!("\"{name}:\" stands twice")));
        }
        if key.words.len() > 1 && key.words.iter().any(|word| word.quoted) {
            return Err(Failure::on(
                key.line,
                format!("after \"{name}:\" stands one text"),
            ));
        }
        let words: Vec<String> = key.words.into_iter().map(|word| word.text).collect();
        Ok(Some(words.join(" ")))
    }

    pub fn need(&mut self, name: &str) -> Result<String, Failure> {
        self.text(name)?
            .ok_or_else(|| format!("\"{name}:\" is missing").into())
    }

    pub fn date(&mut self, name: &str) -> Result<Option<Date>, Failure> {
        let line = self
            .keys
            .iter()
            .find(|key| key.name == name)
            .map(|key| key.line);
        self.text(name)?
            .map(|text| time::only_date(&text).map_err(|what| Failure { line, what }))
            .transpose()
    }

    /// The words of a key that may stand often: each word one item, commas between them or not.
    pub fn list(&mut self, name: &str) -> Vec<String> {
        self.keys
            .extract_if(.., |key| key.name == name)
            .flat_map(|key| key.words)
            .filter_map(|word| {
                if word.quoted {
                    return Some(word.text);
                }
                // A comma after a quoted item is a word by itself, and says nothing.
                let text = word.text.trim_end_matches(',');
                (!text.is_empty()).then(|| text.to_owned())
            })
            .collect()
    }

    /// The keys of `names` that stand here, at least one.
    pub fn settings(&mut self, names: &[&str]) -> Result<Vec<(String, String)>, Failure> {
        let mut all = Vec::new();
        for name in names {
            if let Some(text) = self.text(name)? {
                all.push(((*name).to_owned(), text));
            }
        }
        if all.is_empty() {
            Err(format!("here belongs one of {}", names.join(", ")).into())
        } else {
            Ok(all)
        }
    }

    /// Nothing may be left.
    pub fn finish(self, verb: &str) -> Result<(), Failure> {
        if let Some(word) = self.words.front() {
            return Err(format!("\"{}\" is one too many after \"{verb}\"", word.text).into());
        }
        match self.keys.first() {
            Some(key) => Err(Failure::on(
                key.line,
                format!("\"{verb}\" has no \"{}:\"", key.name),
            )),
            None => Ok(()),
        }
    }
}
