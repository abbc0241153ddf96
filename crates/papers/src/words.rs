//! Words that a letter should not say, as data (`templates/words.toml`): what admits a fault, insults, diagnoses,
//! promises, or tells whoever it is about that notes are kept.
//!
//! A list finds phrases, never meanings: a person reads the letter too, and may stand by what a list doubts.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::error::PaperError;
use crate::wording::Reader;

const BUILT_IN: &str = include_str!("../../../templates/words.toml");

/// The list whose words tell that notes are kept.
const BETRAYS: &str = "betrays";
/// The list whose words speak of illness.
const DIAGNOSES: &str = "diagnoses";
/// The list whose words speak of a complaint.
const COMPLAINS: &str = "complains";

/// A phrase that was found, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The list: `admits`, `insults`, `diagnoses`, `promises`, `betrays`.
    pub list: String,
    /// The words as they stand in the list.
    pub phrase: String,
    /// What they do, for a person: "reads as if a fault were admitted".
    pub says: String,
}

/// The lists.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    list: Vec<List>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    name: String,
    says: String,
    /// Readers whose letters it looks through; none named: all.
    #[serde(default)]
    readers: Vec<Reader>,
    /// Looks only at reasons for ending care.
    #[serde(default)]
    reasons: bool,
    /// Phrases in small letters; `*` at the end stands for any ending.
    words: Vec<String>,
    /// Phrases that hold one of the words and are meant otherwise.
    #[serde(default)]
    but: Vec<String>,
    /// Sentences that it must find something in.
    #[cfg_attr(not(test), allow(dead_code))]
    found: Vec<String>,
    /// Sentences that come near and are in order.
    #[cfg_attr(not(test), allow(dead_code))]
    near: Vec<String>,
}

impl Words {
    /// The lists that come with the program.
    ///
    /// # Errors
    /// [`PaperError::Wording`] if the file is broken; a test keeps that from happening.
    pub fn built_in() -> Result<&'static Words, PaperError> {
        static LISTS: LazyLock<Result<Words, String>> =
            LazyLock::new(|| toml::from_str(BUILT_IN).map_err(|e| e.to_string()));
        LISTS.as_ref().map_err(|cause| PaperError::Wording {
            template: "words.toml".to_owned(),
            cause: cause.clone(),
        })
    }

    /// What a text for this reader should not say, in the order of the lists.
    #[must_use]
    pub fn doubts(&self, text: &str, reader: Reader) -> Vec<Doubt> {
        let text = plain(text);
        self.list
            .iter()
            .filter(|l| !l.reasons && (l.readers.is_empty() || l.readers.contains(&reader)))
            .flat_map(|l| l.all_in(&text))
            .collect()
    }

    /// What reasons for ending care may never be: a complaint, an illness.
    #[must_use]
    pub fn no_reason(&self, text: &str) -> Vec<Doubt> {
        let text = plain(text);
        self.list
            .iter()
            .filter(|l| l.name == COMPLAINS || l.name == DIAGNOSES)
            .flat_map(|l| l.all_in(&text))
            .collect()
    }

    /// The first of these phrases that a text says, however it is spaced, in small letters or not.
    #[must_use]
    pub fn phrase(text: &str, phrases: &[String]) -> Option<String> {
        let text = plain(text);
        phrases
            .iter()
            .find(|phrase| text.contains(&plain(phrase)))
            .cloned()
    }

    /// The first phrase that would tell this reader that notes are kept.
    pub(crate) fn betrays(&self, text: &str, reader: Reader) -> Option<String> {
        let list = self.list.iter().find(|l| l.name == BETRAYS)?;
        if !list.readers.contains(&reader) {
            return None;
        }
        list.all_in(&plain(text))
            .into_iter()
            .next()
            .map(|d| d.phrase)
    }
}

impl List {
    fn all_in(&self, plain: &str) -> Vec<Doubt> {
        let mut text = plain.to_owned();
        for but in &self.but {
            text = text.replace(&format!(" {but} "), " - ");
        }
        self.words
            .iter()
            .filter(|word| match word.strip_suffix('*') {
                Some(stem) => text.contains(&format!(" {stem}")),
                None => text.contains(&format!(" {word} ")),
            })
            .map(|word| Doubt {
                list: self.name.clone(),
                phrase: word.trim_end_matches('*').to_owned(),
                says: self.says.clone(),
            })
            .collect()
    }
}

/// Small letters and single spaces, with a space at both ends; what is no letter, digit or apostrophe is a space.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            '\u{2019}' | '\u{2018}' | '\'' => out.push('\''),
            c if c.is_alphanumeric() => out.push(c),
            _ if out.ends_with(' ') => {}
            _ => out.push(' '),
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn each_list_finds_its_sentences_and_passes_what_comes_near() {
        let lists = Words::built_in().unwrap();
        assert!(lists.list.len() >= 6);
        for list in &lists.list {
            assert!(
                list.found.len() >= 5 && list.near.len() >= 5,
                "{}",
                list.name
            );
            for sentence in &list.found {
                assert!(
                    !list.all_in(&plain(sentence)).is_empty(),
                    "{} does not find \"{sentence}\"",
                    list.name
                );
            }
            for sentence in &list.near {
                assert_eq!(
                    list.all_in(&plain(sentence)),
                    [],
                    "{} finds something in \"{sentence}\"",
                    list.name
                );
            }
        }
    }

    #[test]
    fn every_phrase_of_a_list_can_be_found() {
        for list in &Words::built_in().unwrap().list {
            for word in &list.words {
                let sentence = format!("It says {} here.", word.trim_end_matches('*'));
                assert!(
                    !list.all_in(&plain(&sentence)).is_empty(),
                    "{}: \"{word}\" is written so that it finds nothing",
                    list.name
                );
            }
        }
    }

    #[test]
    fn only_whoever_it_is_about_must_not_learn_of_notes() {
        let lists = Words::built_in().unwrap();
        assert!(
            !lists
                .doubts("We have logged your calls.", Reader::Subject)
                .is_empty()
        );
        assert_eq!(
            lists.doubts("She has logged his calls.", Reader::Police),
            []
        );
    }

    #[test]
    fn capitals_line_ends_and_curly_quotes_hide_nothing() {
        let lists = Words::built_in().unwrap();
        let found = lists.doubts(
            "WE\nAPOLOGISE, and it\u{2019}s our  FAULT.",
            Reader::Subject,
        );
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().all(|d| d.list == "admits"));
    }
}
