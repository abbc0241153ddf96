//! The letters that can be written: those built in, each a folder of `templates/`, and a practice's own wording of
//! them. The texts of overrides are handed in; this crate opens no file.
//!
//! To add a letter: a folder with its `wording.toml`, and its line in [`BUILT_IN`].

use std::collections::BTreeMap;

use crate::error::PaperError;
use crate::gap::GapSpec;
use crate::wording::{Reader, Sent, Wording};
use crate::words::Words;

macro_rules! built_in {
    ($($name:literal),+ $(,)?) => {
        const BUILT_IN: &[(&str, &str)] = &[$((
            $name,
            include_str!(concat!("../../../templates/", $name, "/wording.toml")),
        )),+];
    };
}

built_in!(
    "boundary-letter",
    "boundary-reply",
    "briefing",
    "chaperone-notice",
    "commissioner-notice",
    "defence-organisation-request",
    "manager-note",
    "paper-log",
    "personal-statement",
    "police-cover",
    "reception-plan",
    "removal",
    "removal-with-reasons",
    "safety-checklist",
    "statement",
    "transfer",
    "warning",
);

/// A practice's own wording of a built-in letter.
#[derive(Debug, Clone)]
pub struct Override {
    /// Its place in the folder of overrides: `NAME/wording.toml`.
    pub path: String,
    /// The text of the file.
    pub text: String,
}

/// The letters that can be written.
#[derive(Debug, Clone)]
pub struct TemplateSet {
    wordings: BTreeMap<String, Wording>,
    /// Names of those that a practice worded itself.
    own: Vec<String>,
}

impl TemplateSet {
    /// The built-in letters.
    ///
    /// # Errors
    /// [`PaperError::Wording`] if a built-in wording is broken; a test keeps that from happening.
    pub fn built_in() -> Result<Self, PaperError> {
        Self::with_overrides(&[])
    }

    /// The built-in letters, with a practice's own wording where it has one. A rewording must keep the parts that the
    /// built-in letter must have: a warning that does not say what follows would be no warning.
    ///
    /// # Errors
    /// [`PaperError::NotReplaceable`] for a path that is not the wording of a built-in letter,
    /// [`PaperError::Wording`] for a wording that cannot be used. Nothing is taken from any override then.
    pub fn with_overrides(overrides: &[Override]) -> Result<Self, PaperError> {
        let mut wordings = BTreeMap::new();
        let mut own = Vec::new();
        for (name, toml) in BUILT_IN {
            wordings.insert((*name).to_owned(), parse(name, toml)?);
        }
        for given in overrides {
            let path = given.path.replace('\\', "/");
            let built_in = path
                .strip_suffix("/wording.toml")
                .and_then(|name| Some((name, wordings.get(name)?)));
            let Some((name, built_in)) = built_in else {
                return Err(PaperError::NotReplaceable(
                    given.path.clone(),
                    names(&wordings),
                ));
            };
            let wording = parse(name, &given.text)?;
            wording
                .keeps(built_in)
                .map_err(|cause| PaperError::Wording {
                    template: name.to_owned(),
                    cause,
                })?;
            own.push(name.to_owned());
            wordings.insert(name.to_owned(), wording);
        }
        Ok(Self { wordings, own })
    }

    /// Names of all letters, in order of the alphabet.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.wordings.keys().map(String::as_str)
    }

    /// What a letter is for, in one sentence.
    #[must_use]
    pub fn purpose(&self, name: &str) -> Option<&str> {
        self.wordings
            .get(name)
            .map(|wording| wording.purpose.as_str())
    }

    /// Who is to sign it.
    #[must_use]
    pub fn signer(&self, name: &str) -> Option<&str> {
        self.wordings
            .get(name)
            .map(|wording| wording.signer.as_str())
    }

    /// The settings of a case (`gp`, `hospital`, …) that its words fit.
    #[must_use]
    pub fn settings(&self, name: &str) -> Option<&[String]> {
        self.wordings
            .get(name)
            .map(|wording| wording.settings.as_slice())
    }

    /// Name and version of the wording (`warning@1.0.0`), for the step that a draft belongs to.
    #[must_use]
    pub fn version(&self, name: &str) -> Option<String> {
        self.wordings
            .get(name)
            .map(|wording| format!("{name}@{}", wording.version))
    }

    /// Whether a practice worded it itself.
    #[must_use]
    pub fn is_own(&self, name: &str) -> bool {
        self.own.iter().any(|own| own == name)
    }

    /// Who reads it.
    #[must_use]
    pub fn reader(&self, name: &str) -> Option<Reader> {
        self.wordings.get(name).map(|wording| wording.reader)
    }

    /// What sending it writes to the record, if anything.
    #[must_use]
    pub fn sent(&self, name: &str) -> Option<&Sent> {
        self.wordings.get(name)?.sent.as_ref()
    }

    /// Whether it asks for the person to be taken off a list.
    #[must_use]
    pub fn removes(&self, name: &str) -> bool {
        self.wordings.get(name).is_some_and(|w| w.removes)
    }

    /// Whether its words tell what the entries of a case hold.
    #[must_use]
    pub fn tells(&self, name: &str) -> bool {
        self.wordings
            .get(name)
            .is_some_and(|w| !w.accounts.is_empty())
    }

    /// The places whose law its words fit; none named: any.
    #[must_use]
    pub fn jurisdictions(&self, name: &str) -> Option<&[String]> {
        self.wordings
            .get(name)
            .map(|wording| wording.jurisdictions.as_slice())
    }

    /// Every text that it can print, for whoever measures how hard it is to read.
    pub fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        self.wordings
            .get(name)
            .into_iter()
            .flat_map(Wording::texts)
            .map(String::as_str)
    }

    /// What a letter asks for; a caller fills what it knows.
    #[must_use]
    pub fn gaps(&self, name: &str) -> Option<&[GapSpec]> {
        self.wordings
            .get(name)
            .map(|wording| wording.gaps.as_slice())
    }

    pub(crate) fn wording(&self, name: &str) -> Result<&Wording, PaperError> {
        self.wordings
            .get(name)
            .ok_or_else(|| PaperError::NoTemplate(name.to_owned(), names(&self.wordings)))
    }
}

fn parse(name: &str, toml: &str) -> Result<Wording, PaperError> {
    Wording::parse(name, toml, Words::built_in()?).map_err(|cause| PaperError::Wording {
        template: name.to_owned(),
        cause,
    })
}

fn names(wordings: &BTreeMap<String, Wording>) -> String {
    wordings
        .keys()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn reworded(from: &str, to: &str) -> Result<TemplateSet, PaperError> {
        let text = include_str!("../../../templates/warning/wording.toml");
        assert!(text.contains(from), "the trial changes nothing");
        TemplateSet::with_overrides(&[Override {
            path: "warning/wording.toml".to_owned(),
            text: text.replace(from, to),
        }])
    }

    #[test]
    fn a_practice_may_reword_a_letter_without_code() {
        assert!(reworded("It must stop", "This has to end").is_ok());
    }

    #[test]
    fn a_rewording_keeps_the_four_parts() {
        let cause = reworded("part = \"consequence\"", "part = \"more\"")
            .unwrap_err()
            .to_string();
        assert!(cause.contains("\"consequence\" is missing"), "{cause}");
        // Not by shortening the list of parts either.
        let text = include_str!("../../../templates/warning/wording.toml")
            .replace("part = \"consequence\"", "part = \"more\"")
            .replace(", \"consequence\"]", "]");
        let given = Override {
            path: "warning/wording.toml".to_owned(),
            text,
        };
        let cause = TemplateSet::with_overrides(&[given])
            .unwrap_err()
            .to_string();
        assert!(cause.contains("\"consequence\" is missing"), "{cause}");
    }

    #[test]
    fn a_wording_that_would_betray_or_break_is_refused_with_its_cause() {
        for (from, to, why) in [
            (
                "You can still get care here.",
                "Everything is logged.",
                "notes are kept",
            ),
            ("ring {practice-phone}.", "ring {fone}.", "{fone}"),
            ("ring {practice-phone}.", "ring {practice-phone.", "brace"),
            (
                "version = \"1.2.0\"",
                "version = \"1.2.0\"\ncolour = \"red\"",
                "colour",
            ),
            ("name = \"warning\"", "name = \"warnings\"", "warnings"),
            (
                "title = \"Letter from {practice}\"",
                "title = \" \"",
                "title is empty",
            ),
            ("open = true", "open = false", "[sent]"),
            ("reader = \"subject\"", "reader = \"manager\"", "reader"),
            (
                "when = \"removal\", names",
                "when = \"removals\", names",
                "removals",
            ),
            (
                "names-removal = true",
                "names-removal = false",
                "names-removal",
            ),
        ] {
            let cause = reworded(from, to).unwrap_err().to_string();
            assert!(cause.contains(why), "{to}: {cause}");
        }
    }

    #[test]
    fn only_wordings_of_built_in_letters_can_be_replaced() {
        for path in [
            "warning/form.typ",
            "letter.typ",
            "other/wording.toml",
            "../warning/wording.toml",
            "wording.toml",
        ] {
            let given = Override {
                path: path.to_owned(),
                text: String::new(),
            };
            let error = TemplateSet::with_overrides(&[given]).unwrap_err();
            assert!(
                matches!(error, PaperError::NotReplaceable(..)),
                "{path}: {error}"
            );
        }
    }
}
