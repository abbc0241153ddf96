//! Profiles: which fields go to a kind of reader by default. Data under `profiles/`, with sources.

use std::collections::BTreeMap;

use serde::Deserialize;
use standfast_model::Class;

/// What a profile says of a class or a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// It goes unless a decision holds it back.
    Goes,
    /// It waits for a decision; without one it stays.
    Decision,
    /// It stays unless a decision lets it go.
    Stays,
}

/// Which fields go to a kind of reader.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The word of the contract: `police`.
    pub name: String,
    /// Version of this text.
    pub version: String,
    /// What it is for, in words.
    pub about: String,
    /// A rule for every class.
    classes: BTreeMap<String, Rule>,
    /// Fields that the rule of their class does not fit.
    #[serde(default, rename = "field")]
    fields: Vec<FieldRule>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldRule {
    kind: String,
    name: String,
    rule: Rule,
    /// Why, with the source; for whoever reviews the profile.
    #[serde(rename = "why")]
    _why: String,
}

/// A profile that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// Not the form of a profile.
    #[error("the profile \"{name}\" cannot be read: {why}")]
    Form {
        /// Which.
        name: String,
        /// With the line.
        why: String,
    },
    /// A class without a rule, or a rule for no class.
    #[error("the profile \"{name}\" must have one rule for each class; \"{class}\" is wrong")]
    Class {
        /// Which.
        name: String,
        /// The class.
        class: String,
    },
    /// No such profile in this version.
    #[error("there is no profile \"{0}\" in this version")]
    Unknown(String),
}

const SHIPPED: &[(&str, &str)] = &[
    ("police", include_str!("../../../profiles/police.toml")),
    (
        "solicitor",
        include_str!("../../../profiles/solicitor.toml"),
    ),
    (
        "regulator",
        include_str!("../../../profiles/regulator.toml"),
    ),
];

impl Profile {
    /// The names of the profiles of this version.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(name, _)| *name)
    }

    /// A profile of this version.
    ///
    /// # Errors
    /// No such profile; a text that does not hold together.
    pub fn shipped(name: &str) -> Result<Profile, ProfileError> {
        let (name, text) = SHIPPED
            .iter()
            .find(|(n, _)| *n == name)
            .ok_or_else(|| ProfileError::Unknown(name.to_owned()))?;
        Profile::read(name, text)
    }

    /// Reads a profile; every class must have its rule.
    ///
    /// # Errors
    /// [`ProfileError`], with the line.
    pub fn read(name: &str, text: &str) -> Result<Profile, ProfileError> {
        let profile: Profile = toml::from_str(text).map_err(|e| ProfileError::Form {
            name: name.to_owned(),
            why: e.to_string(),
        })?;
        let wrong = Class::ALL
            .iter()
            .map(|c| c.as_str())
            .find(|c| !profile.classes.contains_key(*c))
            .or_else(|| {
                profile
                    .classes
                    .keys()
                    .map(String::as_str)
                    .find(|c| Class::parse(c).is_none())
            });
        match wrong {
            Some(class) => Err(ProfileError::Class {
                name: name.to_owned(),
                class: class.to_owned(),
            }),
            None => Ok(profile),
        }
    }

    /// What it says of one field. A class that is not known stays.
    #[must_use]
    pub fn rule(&self, kind: &str, field: &str, class: Class) -> Rule {
        self.fields
            .iter()
            .find(|f| f.kind == kind && f.name == field)
            .map(|f| f.rule)
            .or_else(|| self.classes.get(class.as_str()).copied())
            .unwrap_or(Rule::Stays)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_shipped_profile_reads_and_holds_clinical_and_third_party_back() {
        assert!(Profile::names().count() >= 1);
        for name in Profile::names() {
            let profile = Profile::shipped(name).unwrap();
            assert_eq!(
                profile.rule("contact", "clinical", Class::Clinical),
                Rule::Decision,
                "{name}"
            );
            for class in [Class::ThirdParty, Class::Own] {
                assert_eq!(
                    profile.rule("contact", "witnesses", class),
                    Rule::Stays,
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn name_and_being_a_patient_wait_for_a_decision() {
        let police = Profile::shipped("police").unwrap();
        for field in ["subject", "relation"] {
            assert_eq!(police.rule("case", field, Class::Personal), Rule::Decision);
        }
        assert_eq!(police.rule("account", "value", Class::Personal), Rule::Goes);
    }

    #[test]
    fn a_regulator_gets_neither_name_nor_effect_undecided_and_ones_own_solicitor_the_name() {
        let regulator = Profile::shipped("regulator").unwrap();
        for (kind, field, class) in [
            ("case", "subject", Class::Personal),
            ("case", "relation", Class::Personal),
            ("contact", "effect", Class::Open),
        ] {
            assert_eq!(
                regulator.rule(kind, field, class),
                Rule::Decision,
                "{field}"
            );
        }
        assert_eq!(regulator.rule("contact", "words", Class::Open), Rule::Goes);
        let solicitor = Profile::shipped("solicitor").unwrap();
        assert_eq!(
            solicitor.rule("case", "subject", Class::Personal),
            Rule::Goes
        );
    }

    #[test]
    fn a_class_without_a_rule_is_named() {
        let error = Profile::read(
            "x",
            "name='x'\nversion='1'\nabout='y'\n[classes]\nopen='goes'\n",
        );
        assert_eq!(
            error.unwrap_err(),
            ProfileError::Class {
                name: "x".into(),
                class: "personal".into()
            }
        );
    }
}
