use serde_json::{Map, Value};

use super::{clinical, open, third_party};
use crate::lists::{Channel, Party, Sign};
use crate::value::{FieldValue, Said, SaidError};
use crate::{Class, Occurred};

kind! {
    /// One occurrence, either way: when, how, who towards whom, what was said or done, effect.
    Record "contact" Contact {
        /// How it came; left open where nobody said.
        channel: Option<Channel> = "channel", open;
        /// `whatsapp`, `facebook`, …
        platform: Option<String> = "platform", open;
        /// Who it came from.
        from: Party = "from", open;
        /// The account it came from, as the export names it.
        from_account: Option<String> = "from_account", |c| match c.from {
            Party::Subject => Class::Personal,
            Party::Clinician => Class::Own,
            Party::Other(_) => Class::ThirdParty,
        };
        /// Towards whom, where that is not the other party of the case.
        towards: Option<String> = "towards", third_party;
        /// When it happened.
        occurred: Occurred = "occurred", open;
        /// A subject line.
        title: Option<String> = "title", open;
        /// What was said or done, in the words of whoever said or saw it.
        words: Option<String> = "words", open;
        /// Ticked by the person who logs it.
        signs: Vec<Sign> = "signs", open;
        /// What it did to the clinician.
        effect: Option<String> = "effect", open;
        /// What was said or done back.
        reply: Option<String> = "reply", open;
        /// What only health care would know.
        clinical: Option<String> = "clinical", clinical;
        /// Where it happened.
        place: Option<String> = "place", open;
        /// Who else saw or heard it.
        witnesses: Vec<String> = "witnesses", third_party;
        /// What the export says of the record: `deleted`, `edited`, `media-omitted`, `missed-call`, …
        marks: Vec<String> = "marks", open;
        /// What is doubtful about it, in words.
        doubts: Vec<String> = "doubts", open;
        /// Where an import found it.
        source: Option<Source> = "source", open;
    }
}

/// Where an import found a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The number of the import entry.
    pub import: u64,
    /// The place in the export: "line 118", "message 4 (byte 10233)".
    pub position: String,
    /// Identity within its format, so that the same record is never taken twice; a digest.
    pub identity: Option<String>,
}

impl FieldValue for Source {
    const WANTED: &'static str = "the place in an import";
    fn to_value(&self) -> Option<Value> {
        let mut o = Map::new();
        o.insert("import".into(), Value::from(self.import));
        o.insert("position".into(), Value::String(self.position.clone()));
        if let Some(identity) = &self.identity {
            o.insert("identity".into(), Value::String(identity.clone()));
        }
        Some(Value::Object(o))
    }
    fn from_value(value: &Value) -> Option<Self> {
        let o = value.as_object()?;
        Some(Source {
            import: o.get("import")?.as_u64()?,
            position: o.get("position")?.as_str()?.to_owned(),
            identity: match o.get("identity") {
                Some(v) => Some(v.as_str()?.to_owned()),
                None => None,
            },
        })
    }
    fn from_words(words: &str, _: &Said) -> Result<Self, SaidError> {
        Err(SaidError::Not {
            words: words.to_owned(),
            wanted: "something a person can correct",
        })
    }
}
