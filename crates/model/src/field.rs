//! Fields: the unit that is sealed, shown, withheld or erased.

use std::fmt;

use serde_json::Value;

/// Why a field may or may not leave; the writer's label, fixed when the entry is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Goes with every disclosure unless somebody decides otherwise.
    Open,
    /// The subject's: name, address, number, that they are a patient.
    Personal,
    /// The clinician's private details.
    Own,
    /// Anything that health care alone would know.
    Clinical,
    /// Somebody else's.
    ThirdParty,
}

impl Class {
    /// Every class, in the order in which verdicts count them.
    pub const ALL: [Class; 5] = [
        Class::Open,
        Class::Personal,
        Class::Own,
        Class::Clinical,
        Class::ThirdParty,
    ];

    /// The word that stands in a leaf.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Class::Open => "open",
            Class::Personal => "personal",
            Class::Own => "own",
            Class::Clinical => "clinical",
            Class::ThirdParty => "third-party",
        }
    }

    /// Reads the word of a leaf; `None` for a word no version ever wrote.
    #[must_use]
    pub fn parse(word: &str) -> Option<Class> {
        Class::ALL.into_iter().find(|c| c.as_str() == word)
    }
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A named value with its class. `value` is I-JSON (see `docs/log-format.md`).
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Unique within its entry; never the name of a part of a leaf.
    pub name: String,
    /// Decides whether it leaves by default.
    pub class: Class,
    /// What is sealed.
    pub value: Value,
}

/// The fields of one entry, in the order in which its kind lists them.
///
/// Withheld or erased fields are simply not there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields(Vec<Field>);

impl Fields {
    /// Fields as they were written. Names must be unique; the ledger refuses a double.
    #[must_use]
    pub fn new(fields: Vec<Field>) -> Self {
        Fields(fields)
    }

    /// The value of the field called `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|f| f.name == name).map(|f| &f.value)
    }

    /// The value of a field that is a plain text.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    /// Puts `value` in the place of the field called `name`, or adds it with `class`.
    pub fn set(&mut self, name: &str, class: Class, value: Value) {
        match self.0.iter_mut().find(|f| f.name == name) {
            Some(field) => field.value = value,
            None => self.0.push(Field {
                name: name.to_owned(),
                class,
                value,
            }),
        }
    }

    /// Takes a field out by name.
    pub fn take(&mut self, name: &str) -> Option<Field> {
        let at = self.0.iter().position(|f| f.name == name)?;
        Some(self.0.remove(at))
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fields in order.
    pub fn iter(&self) -> impl Iterator<Item = &Field> {
        self.0.iter()
    }

    /// The fields themselves.
    #[must_use]
    pub fn into_vec(self) -> Vec<Field> {
        self.0
    }
}

impl FromIterator<Field> for Fields {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> Self {
        Fields(fields.into_iter().collect())
    }
}

/// A field that cannot be what its kind says it is. Names the field, never its content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// The kind needs it.
    #[error("the field \"{0}\" is missing")]
    Missing(&'static str),
    /// Not the type that the kind lists.
    #[error("the field \"{field}\" is not {wanted}")]
    Wrong {
        /// Which field.
        field: String,
        /// What it should be, in words.
        wanted: &'static str,
    },
    /// Written by a newer version.
    #[error("the field \"{0}\" is not known to this version; a newer Standfast wrote it")]
    Unknown(String),
}
