use serde_json::Value;

use super::own;
use crate::lists::Basis;
use crate::value::{FieldValue, Said, SaidError};

kind! {
    /// Somebody decided that items go, or do not; without it what needs a decision is withheld.
    Private "decision" Decision {
        /// The disclosure it was made for, where it was made for one: to whom.
        to: Option<String> = "to", own;
        /// What it is about.
        items: Vec<Item> = "items", own;
        /// Whether they go.
        goes: bool = "goes", own;
        /// On what basis they go.
        basis: Option<Basis> = "basis", own;
        /// Who decided.
        by: String = "by", own;
        /// When it was decided, as said.
        when: String = "when", own;
        /// Why.
        why: String = "why", own;
    }
}

/// Something a decision can be about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    /// A whole entry: `#12`.
    Entry(u64),
    /// One field: `#12 words`.
    Field(u64, String),
    /// An exhibit's original: `ABC/3`.
    Exhibit(String),
    /// A named field wherever it occurs: `subject`, `relation`.
    Named(String),
}

impl std::fmt::Display for Item {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Item::Entry(n) => write!(f, "#{n}"),
            Item::Field(n, name) => write!(f, "#{n} {name}"),
            Item::Exhibit(reference) => f.write_str(reference),
            Item::Named(name) => f.write_str(name),
        }
    }
}

impl FieldValue for Item {
    const WANTED: &'static str = "an entry (#12), a field of one (\"#12 clinical\"), an exhibit (ABC/3) or the name of a field";
    fn to_value(&self) -> Option<Value> {
        Some(Value::String(self.to_string()))
    }
    fn from_value(value: &Value) -> Option<Self> {
        Self::parse(value.as_str()?)
    }
    fn from_words(words: &str, _: &Said) -> Result<Self, SaidError> {
        Self::parse(words).ok_or_else(|| SaidError::Not {
            words: words.to_owned(),
            wanted: Self::WANTED,
        })
    }
}

impl Item {
    /// Reads `#12`, `12`, `#12 words`, `ABC/3` or the name of a field.
    #[must_use]
    pub fn parse(words: &str) -> Option<Self> {
        let words = words.trim();
        let mut parts = words.split_whitespace();
        let (first, second, third) = (parts.next()?, parts.next(), parts.next());
        let number = first.trim_start_matches('#').parse::<u64>().ok();
        match (number, second, third) {
            (Some(n), None, None) => Some(Item::Entry(n)),
            (Some(n), Some(field), None) => Some(Item::Field(n, field.to_owned())),
            (None, None, None) if first.contains('/') => Some(Item::Exhibit(first.to_owned())),
            (None, None, None) if first.chars().all(|c| c.is_ascii_lowercase() || c == '_') => {
                Some(Item::Named(first.to_owned()))
            }
            _ => None,
        }
    }
}
