//! What a field's value can be, and how each type reads from and writes to I-JSON.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;

use crate::when::{self, WhenError};
use crate::{Class, FieldError, Occurred};

/// Around a value said in words: what the clock shows and which zone is meant.
#[derive(Clone, Debug)]
pub struct Said {
    /// Our clock, passed in.
    pub now: Timestamp,
    /// The zone that unmarked times are in.
    pub zone: TimeZone,
}

/// A Rust type that a field can hold.
pub trait FieldValue: Sized {
    /// What it is, for an error: "a text", "a list of texts".
    const WANTED: &'static str;

    /// The I-JSON value, or `None` where nothing is to be written.
    fn to_value(&self) -> Option<Value>;

    /// Reads a value back. `None`: not of this type.
    fn from_value(value: &Value) -> Option<Self>;

    /// What stands when the field is absent; `None`: it must be there.
    fn absent() -> Option<Self> {
        None
    }

    /// Reads a value as a person types it (for `correct --value`).
    ///
    /// # Errors
    /// Says what was not understood.
    fn from_words(words: &str, around: &Said) -> Result<Self, SaidError>;

    /// [`Self::from_value`] with the field's name in the error.
    ///
    /// # Errors
    /// [`FieldError::Wrong`] for another type.
    fn read(field: &str, value: &Value) -> Result<Self, FieldError> {
        Self::from_value(value).ok_or_else(|| FieldError::Wrong {
            field: field.to_owned(),
            wanted: Self::WANTED,
        })
    }
}

/// Words that are no value of the field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SaidError {
    /// A time.
    #[error(transparent)]
    When(#[from] WhenError),
    /// Not of the field's type.
    #[error("\"{words}\" is not {wanted}")]
    Not {
        /// As typed.
        words: String,
        /// In words.
        wanted: &'static str,
    },
}

fn not(words: &str, wanted: &'static str) -> SaidError {
    SaidError::Not {
        words: words.to_owned(),
        wanted,
    }
}

impl FieldValue for String {
    const WANTED: &'static str = "a text";
    fn to_value(&self) -> Option<Value> {
        Some(Value::String(self.clone()))
    }
    fn from_value(value: &Value) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }
    fn from_words(words: &str, _: &Said) -> Result<Self, SaidError> {
        Ok(words.to_owned())
    }
}

impl FieldValue for u64 {
    const WANTED: &'static str = "a number";
    fn to_value(&self) -> Option<Value> {
        Some(Value::from(*self))
    }
    fn from_value(value: &Value) -> Option<Self> {
        value.as_u64()
    }
    fn from_words(words: &str, _: &Said) -> Result<Self, SaidError> {
        words
            .trim()
            .trim_start_matches('#')
            .parse()
            .map_err(|_| not(words, Self::WANTED))
    }
}

impl FieldValue for bool {
    const WANTED: &'static str = "yes or no";
    fn to_value(&self) -> Option<Value> {
        self.then_some(Value::Bool(true))
    }
    fn from_value(value: &Value) -> Option<Self> {
        value.as_bool()
    }
    fn absent() -> Option<Self> {
        Some(false)
    }
    fn from_words(words: &str, _: &Said) -> Result<Self, SaidError> {
        match words.trim().to_lowercase().as_str() {
            "yes" | "true" => Ok(true),
            "no" | "false" => Ok(false),
            _ => Err(not(words, Self::WANTED)),
        }
    }
}

impl FieldValue for Timestamp {
    const WANTED: &'static str = "an instant in UTC";
    fn to_value(&self) -> Option<Value> {
        Some(Value::String(instant(*self)))
    }
    fn from_value(value: &Value) -> Option<Self> {
        value.as_str()?.parse().ok()
    }
    fn from_words(words: &str, around: &Said) -> Result<Self, SaidError> {
        when::parse(words, around)?
            .from
            .ok_or_else(|| not(words, Self::WANTED))
    }
}

/// An instant as it stands in fields, leaves and JSON: UTC, to the millisecond when it has any.
#[must_use]
pub fn instant(at: Timestamp) -> String {
    if at.as_millisecond().rem_euclid(1000) == 0 {
        at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    } else {
        at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
    }
}

impl FieldValue for Date {
    const WANTED: &'static str = "a date";
    fn to_value(&self) -> Option<Value> {
        Some(Value::String(self.to_string()))
    }
    fn from_value(value: &Value) -> Option<Self> {
        value.as_str()?.parse().ok()
    }
    fn from_words(words: &str, around: &Said) -> Result<Self, SaidError> {
        let at = when::parse(words, around)?
            .from
            .ok_or_else(|| not(words, Self::WANTED))?;
        Ok(around.zone.to_datetime(at).date())
    }
}

impl FieldValue for Occurred {
    const WANTED: &'static str = "a time";
    fn to_value(&self) -> Option<Value> {
        Some(Occurred::to_json(self))
    }
    fn from_value(value: &Value) -> Option<Self> {
        Occurred::from_json(value)
    }
    fn from_words(words: &str, around: &Said) -> Result<Self, SaidError> {
        Ok(when::parse(words, around)?)
    }
}

/// Where the class of something is itself a field: of an original, of a corrected field.
impl FieldValue for Class {
    const WANTED: &'static str = "a class: open, personal, own, clinical or third-party";
    fn to_value(&self) -> Option<Value> {
        Some(Value::String(self.as_str().to_owned()))
    }
    fn from_value(value: &Value) -> Option<Self> {
        Class::parse(value.as_str()?)
    }
    fn from_words(words: &str, _: &Said) -> Result<Self, SaidError> {
        Class::parse(words.trim()).ok_or_else(|| not(words, Self::WANTED))
    }
}

impl FieldValue for Value {
    const WANTED: &'static str = "a value";
    fn to_value(&self) -> Option<Value> {
        Some(self.clone())
    }
    fn from_value(value: &Value) -> Option<Self> {
        Some(value.clone())
    }
    fn from_words(words: &str, _: &Said) -> Result<Self, SaidError> {
        Ok(Value::String(words.to_owned()))
    }
}

impl<T: FieldValue> FieldValue for Option<T> {
    const WANTED: &'static str = T::WANTED;
    fn to_value(&self) -> Option<Value> {
        self.as_ref().and_then(T::to_value)
    }
    fn from_value(value: &Value) -> Option<Self> {
        T::from_value(value).map(Some)
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
    fn from_words(words: &str, around: &Said) -> Result<Self, SaidError> {
        T::from_words(words, around).map(Some)
    }
}

/// Texts by name: an object.
impl FieldValue for BTreeMap<String, String> {
    const WANTED: &'static str = "texts by name";
    fn to_value(&self) -> Option<Value> {
        let texts = self
            .iter()
            .map(|(name, text)| (name.clone(), Value::from(text.as_str())));
        (!self.is_empty()).then(|| Value::Object(texts.collect()))
    }
    fn from_value(value: &Value) -> Option<Self> {
        value
            .as_object()?
            .iter()
            .map(|(name, text)| Some((name.clone(), text.as_str()?.to_owned())))
            .collect()
    }
    fn absent() -> Option<Self> {
        Some(BTreeMap::new())
    }
    fn from_words(words: &str, _: &Said) -> Result<Self, SaidError> {
        Err(not(words, "something a person can correct"))
    }
}

/// Lists are typed with commas between their items.
impl<T: FieldValue> FieldValue for Vec<T> {
    const WANTED: &'static str = "a list";
    fn to_value(&self) -> Option<Value> {
        (!self.is_empty()).then(|| Value::Array(self.iter().filter_map(T::to_value).collect()))
    }
    fn from_value(value: &Value) -> Option<Self> {
        value.as_array()?.iter().map(T::from_value).collect()
    }
    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
    fn from_words(words: &str, around: &Said) -> Result<Self, SaidError> {
        words
            .split(',')
            .map(str::trim)
            .filter(|w| !w.is_empty())
            .map(|w| T::from_words(w, around))
            .collect()
    }
}
