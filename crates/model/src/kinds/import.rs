use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{open, own, personal, third_party};
use crate::value::{FieldValue, Said, SaidError};

kind! {
    /// What an import read, took and left out. `read = taken + left_out + already + not_understood`.
    Record "import" Import {
        /// The export's file name.
        source_name: String = "source_name", third_party;
        /// SHA-256 of the export, lower-case hex.
        source_sha256: String = "source_sha256", third_party;
        /// Which reader.
        reader: String = "reader", open;
        /// Version of the program that read it.
        reader_version: String = "reader_version", open;
        /// Records in the export.
        read: u64 = "read", open;
        /// New contacts.
        taken: u64 = "taken", open;
        /// Records of others, and system lines.
        left_out: u64 = "left_out", open;
        /// Records that the case had before.
        already: u64 = "already", open;
        /// Records that could not be read.
        not_understood: u64 = "not_understood", open;
        /// Of the taken: from the subject.
        from_subject: u64 = "from_subject", open;
        /// Of the taken: from the clinician.
        from_clinician: u64 = "from_clinician", open;
        /// Attachments sealed as exhibits.
        attachments: u64 = "attachments", open;
        /// The first instant of what was taken.
        first: Option<Timestamp> = "first", open;
        /// The last instant of what was taken.
        last: Option<Timestamp> = "last", open;
        /// The zone in which times without one were read.
        zone: String = "zone", open;
        /// Where the zone came from: `case`, `option`, `file`.
        zone_from: String = "zone_from", open;
        /// How dates of the export were read: `dmy`, `mdy`, `ymd`, with the line that decided it.
        date_order: Option<String> = "date_order", open;
        /// What was not understood or is doubtful, each with its place, which may name others' files.
        problems: Vec<ImportProblem> = "problems", third_party;
        /// Problems beyond those listed.
        more_problems: Option<u64> = "more_problems", open;
        /// By which names, numbers and addresses the subject was told from others, normalised.
        accounts: Vec<String> = "accounts", personal;
        /// By which the clinician was.
        mine: Vec<String> = "mine", own;
        /// Where others' records were left out between those taken: places and numbers, nothing else.
        gaps: Vec<ImportGap> = "gaps", open;
        /// Gaps beyond those listed.
        more_gaps: Option<u64> = "more_gaps", open;
        /// The identity of the last contact: when the case has it, the import came to its end.
        ends_with: Option<String> = "ends_with", open;
    }
}

/// Records of others that an import left out, between two that it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportGap {
    /// The place of the one before; none at the beginning.
    pub after: Option<String>,
    /// The place of the one behind; none at the end.
    pub before: Option<String>,
    /// How many.
    pub records: u64,
}

impl FieldValue for ImportGap {
    const WANTED: &'static str = "a gap of an import";
    fn to_value(&self) -> Option<Value> {
        let mut o = Map::new();
        for (name, place) in [("after", &self.after), ("before", &self.before)] {
            if let Some(place) = place {
                o.insert(name.into(), Value::String(place.clone()));
            }
        }
        o.insert("records".into(), Value::from(self.records));
        Some(Value::Object(o))
    }
    fn from_value(value: &Value) -> Option<Self> {
        let o = value.as_object()?;
        let place = |name: &str| match o.get(name) {
            Some(place) => place.as_str().map(|place| Some(place.to_owned())),
            None => Some(None),
        };
        Some(ImportGap {
            after: place("after")?,
            before: place("before")?,
            records: o.get("records")?.as_u64()?,
        })
    }
    fn from_words(words: &str, _: &Said) -> Result<Self, SaidError> {
        Err(SaidError::Not {
            words: words.to_owned(),
            wanted: "something a person can correct",
        })
    }
}

/// One thing that an import did not understand, with its place; never its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportProblem {
    /// "line 77", "message 12 (byte 40112)".
    pub at: String,
    /// Why, in words.
    pub why: String,
}

impl FieldValue for ImportProblem {
    const WANTED: &'static str = "a problem of an import";
    fn to_value(&self) -> Option<Value> {
        let mut o = Map::new();
        o.insert("at".into(), Value::String(self.at.clone()));
        o.insert("why".into(), Value::String(self.why.clone()));
        Some(Value::Object(o))
    }
    fn from_value(value: &Value) -> Option<Self> {
        let o = value.as_object()?;
        Some(ImportProblem {
            at: o.get("at")?.as_str()?.to_owned(),
            why: o.get("why")?.as_str()?.to_owned(),
        })
    }
    fn from_words(words: &str, _: &Said) -> Result<Self, SaidError> {
        Err(SaidError::Not {
            words: words.to_owned(),
            wanted: "something a person can correct",
        })
    }
}
