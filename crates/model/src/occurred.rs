//! When something happened, as exactly as anybody knows.

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::value::instant;

/// How exactly a time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// To the second (or finer).
    Second,
    /// To the minute, as most exports say it.
    Minute,
    /// "About 3pm".
    About,
    /// "This morning".
    PartOfDay,
    /// A day.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
    /// Between two times.
    Range,
    /// "Not sure" is a complete answer.
    NotSure,
}

impl Precision {
    /// Every precision, from the finest.
    pub const ALL: [Precision; 9] = [
        Precision::Second,
        Precision::Minute,
        Precision::About,
        Precision::PartOfDay,
        Precision::Day,
        Precision::Month,
        Precision::Year,
        Precision::Range,
        Precision::NotSure,
    ];

    /// The word in fields and JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Precision::Second => "second",
            Precision::Minute => "minute",
            Precision::About => "about",
            Precision::PartOfDay => "part-of-day",
            Precision::Day => "day",
            Precision::Month => "month",
            Precision::Year => "year",
            Precision::Range => "range",
            Precision::NotSure => "not-sure",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.as_str() == word)
    }
}

/// When it happened: the words for people, the stretch of time they mean, the zone, the doubt.
///
/// `from` and `until` are instants (UTC); what happened lies in `from..until`. A minute is one
/// minute long, "Feb 2014" is February in `zone`. Not sure: neither is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurred {
    /// For people: "14 Feb 2014, 10:30".
    pub text: String,
    /// First instant that is meant, inclusive.
    pub from: Option<Timestamp>,
    /// Last instant that is meant, exclusive.
    pub until: Option<Timestamp>,
    /// IANA name of the zone that the words are in.
    pub zone: String,
    /// How exactly it is known.
    pub precision: Precision,
    /// What makes it doubtful, in words.
    pub doubt: Option<String>,
}

impl Occurred {
    /// "Not sure".
    #[must_use]
    pub fn not_sure(zone: &str) -> Self {
        Occurred {
            text: "not sure".to_owned(),
            from: None,
            until: None,
            zone: zone.to_owned(),
            precision: Precision::NotSure,
            doubt: None,
        }
    }

    /// The value that is sealed.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut o = Map::new();
        o.insert("text".into(), Value::String(self.text.clone()));
        o.insert(
            "utc".into(),
            self.from.map_or(Value::Null, |t| Value::String(instant(t))),
        );
        if let Some(until) = self.until {
            o.insert("until".into(), Value::String(instant(until)));
        }
        o.insert("zone".into(), Value::String(self.zone.clone()));
        o.insert(
            "precision".into(),
            Value::String(self.precision.as_str().to_owned()),
        );
        o.insert(
            "doubt".into(),
            self.doubt.clone().map_or(Value::Null, Value::String),
        );
        Value::Object(o)
    }

    /// Reads a sealed value back.
    #[must_use]
    pub fn from_json(value: &Value) -> Option<Self> {
        let o = value.as_object()?;
        let at = |key: &str| -> Option<Option<Timestamp>> {
            match o.get(key) {
                None | Some(Value::Null) => Some(None),
                Some(v) => Some(Some(v.as_str()?.parse().ok()?)),
            }
        };
        Some(Occurred {
            text: o.get("text")?.as_str()?.to_owned(),
            from: at("utc")?,
            until: at("until")?,
            zone: o.get("zone")?.as_str()?.to_owned(),
            precision: Precision::parse(o.get("precision")?.as_str()?)?,
            doubt: match o.get("doubt") {
                None | Some(Value::Null) => None,
                Some(v) => Some(v.as_str()?.to_owned()),
            },
        })
    }

    /// The instant by which a timeline is sorted; unknown times go by when they were recorded.
    #[must_use]
    pub fn sort_key(&self, recorded: Timestamp) -> Timestamp {
        self.from.unwrap_or(recorded)
    }
}
