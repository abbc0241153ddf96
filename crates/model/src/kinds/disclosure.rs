use jiff::civil::Date;
use serde_json::{Map, Value};

use super::own;
use crate::value::{FieldValue, Said, SaidError};

kind! {
    /// What was given to whom, on what basis, so that the same bundle can be made again.
    Private "disclosure" Disclosure {
        /// To whom.
        to: String = "to", own;
        /// By which profile.
        profile: String = "profile", own;
        /// Their reference.
        reference: Option<String> = "reference", own;
        /// First day that was asked for.
        from: Option<Date> = "from_day", own;
        /// Last day that was asked for.
        to_date: Option<Date> = "to_day", own;
        /// Entries of the record log at that moment.
        entries: u64 = "entries", own;
        /// The signed checkpoint over them, as given.
        checkpoint: String = "checkpoint", own;
        /// SHA-256 of the bundle, lower-case hex.
        sha256: String = "sha256", own;
        /// The bundle's name, without folder.
        bundle: String = "bundle", own;
        /// Private entries with the decisions that were used.
        decisions: Vec<u64> = "decisions", own;
        /// Entries withheld as a whole, with the discloser's reason.
        withheld: Vec<WithheldEntry> = "withheld", own;
        /// How many leaves were shown, shown in part, withheld.
        counts: Vec<u64> = "counts", own;
        /// The version of the program that made it.
        made_by: String = "made_by", own;
    }
}

/// An entry that stayed as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithheldEntry {
    /// Its number.
    pub n: u64,
    /// The discloser's word.
    pub reason: String,
}

impl FieldValue for WithheldEntry {
    const WANTED: &'static str = "an entry that was withheld";
    fn to_value(&self) -> Option<Value> {
        let mut o = Map::new();
        o.insert("n".into(), Value::from(self.n));
        o.insert("reason".into(), Value::String(self.reason.clone()));
        Some(Value::Object(o))
    }
    fn from_value(value: &Value) -> Option<Self> {
        let o = value.as_object()?;
        Some(WithheldEntry {
            n: o.get("n")?.as_u64()?,
            reason: o.get("reason")?.as_str()?.to_owned(),
        })
    }
    fn from_words(words: &str, _: &Said) -> Result<Self, SaidError> {
        Err(SaidError::Not {
            words: words.to_owned(),
            wanted: "something a person can correct",
        })
    }
}
