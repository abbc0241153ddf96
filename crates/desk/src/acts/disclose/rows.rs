//! One line of the chronology: a contact or measure in words, with what points at it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use standfast_model::lists::Party;
use standfast_model::{Body, Fields, Kind, Occurred, instant, kinds, visible};
use standfast_papers::{Correction, Row};

use super::outline::Outline;
use crate::looks::{instead_of_words, mark_words};
use crate::span_words;

/// Marks of an export without which its words would be read as what they are not.
const NOT_AS_IT_LOOKS: &[&str] = &[
    "app-words",
    "automatic",
    "hidden-text",
    "in-bin",
    "maybe-reaction",
    "not-delivered",
    "shared",
    "unsent",
];

/// Later than this is late, and printed bold.
pub(super) const LATE_SECONDS: i64 = 24 * 3_600;

/// An entry that goes, as far as it goes.
pub(super) struct Given {
    pub n: u64,
    pub recorded: Timestamp,
    pub kind: Kind,
    pub fields: Fields,
    pub whole: bool,
}

/// Exhibits, corrections and retractions by what they point at, as far as they go.
#[derive(Default)]
pub(super) struct Pointing {
    exhibits: BTreeMap<u64, Vec<String>>,
    corrections: BTreeMap<u64, Vec<(u64, kinds::Correction)>>,
    retractions: BTreeMap<u64, u64>,
}

impl Pointing {
    pub(super) fn note(&mut self, n: u64, kind: Kind, fields: &Fields) {
        match Body::from_fields(kind, fields) {
            Ok(Body::Correction(c)) => self.corrections.entry(c.corrects).or_default().push((n, c)),
            Ok(Body::Retraction(r)) => {
                self.retractions.insert(r.retracts, n);
            }
            _ if kind == Kind::Exhibit => {
                let of = fields.get("of").and_then(serde_json::Value::as_u64);
                if let (Some(of), Some(reference)) = (of, fields.text("reference")) {
                    self.exhibits
                        .entry(of)
                        .or_default()
                        .push(reference.to_owned());
                }
            }
            _ => {}
        }
    }
}

/// A contact or measure in words.
pub(super) struct Worded {
    pub occurred: Occurred,
    pub lag: i64,
    pub row: Row,
    pub csv: Vec<String>,
}

impl Worded {
    pub(super) fn of(
        given: &Given,
        pointing: &Pointing,
        outline: &Outline<'_>,
        clinician: &str,
        told: Option<&String>,
    ) -> Worded {
        let none = Vec::new();
        let corrections = pointing.corrections.get(&given.n).unwrap_or(&none);
        let mut fields = given.fields.clone();
        let mut status = Vec::new();
        for (n, correction) in corrections {
            let said = fields
                .get(&correction.field)
                .map_or("nothing".to_owned(), value_words);
            fields.set(
                &correction.field,
                correction.class,
                correction.value.clone(),
            );
            status.push(format!(
                "{} corrected by #{n}; it said: {said}",
                correction.field.replace('_', " ")
            ));
        }
        let retracted = pointing.retractions.get(&given.n);
        if let Some(n) = retracted {
            status.push(format!("retracted by #{n}"));
        }
        let occurred = fields
            .get("occurred")
            .and_then(Occurred::from_json)
            .unwrap_or_else(|| Occurred::not_sure(&outline.settings.zone_name));
        if let Some(doubt) = &occurred.doubt {
            status.push(doubt.clone());
        }
        let lag = occurred.until.or(occurred.from).map_or(0, |until| {
            (given.recorded.as_second() - until.as_second()).max(0)
        });
        let exhibits = pointing.exhibits.get(&given.n).cloned().unwrap_or_default();
        let text = |name: &str| fields.text(name).map(|t| visible(t).into_owned());
        let signs: Vec<String> = fields.get("signs").map(list_words).unwrap_or_default();
        let mut notes = Vec::new();
        let subject = fields_subject(outline);
        let (channel, parties, what) = if given.kind == Kind::Contact {
            let channel = match (text("channel"), text("platform")) {
                (Some(channel), Some(platform)) => format!("{channel}\n({platform})"),
                (Some(channel), None) => channel,
                (None, Some(platform)) => platform,
                (None, None) => "not said".to_owned(),
            };
            let from = fields.text("from").unwrap_or_default();
            let towards = text("towards");
            let parties = match Party::sealed(from) {
                Party::Subject => {
                    format!(
                        "{subject} to {}",
                        towards.unwrap_or_else(|| clinician.to_owned())
                    )
                }
                Party::Clinician => format!("{clinician} to {}", towards.unwrap_or(subject)),
                Party::Other(_) => format!(
                    "Another person to {}",
                    towards.unwrap_or_else(|| clinician.to_owned())
                ),
            };
            let imported = fields.get("source").is_some();
            let marks = fields.get("marks").map(list_words).unwrap_or_default();
            if marks.iter().any(|mark| mark == "edited") {
                notes.push("The export says that it was edited.".to_owned());
            }
            for mark in marks
                .iter()
                .filter(|m| NOT_AS_IT_LOOKS.contains(&m.as_str()))
            {
                notes.push(format!("The export says: {}.", mark_words(mark)));
            }
            let what = match text("words") {
                Some(words) if imported => format!("“{words}”"),
                Some(words) => words,
                None => instead_of_words(&marks).map_or_else(
                    || "No words are recorded.".to_owned(),
                    |words| format!("[{words}]"),
                ),
            };
            let what = match text("title") {
                Some(title) => format!("Subject line: “{title}”\n{what}"),
                None => what,
            };
            (channel, parties, what)
        } else {
            let word = given.kind.as_str();
            let by = text("by").unwrap_or_else(|| clinician.to_owned());
            let kind = text(word).unwrap_or_default().replace('-', " ");
            let what = match text("words") {
                Some(words) => format!("{kind}: {words}"),
                None => kind,
            };
            if let Some(reference) = text("reference") {
                notes.push(format!("Reference {reference}."));
            }
            (word.to_owned(), by, what)
        };
        if !signs.is_empty() {
            notes.push(format!("Ticked by the writer: {}.", signs.join(", ")));
        }
        for (name, label) in [("reply", "Said or done back"), ("place", "Place")] {
            if let Some(said) = text(name) {
                notes.push(format!("{label}: {said}"));
            }
        }
        for doubt in fields.get("doubts").map(list_words).unwrap_or_default() {
            notes.push(format!("In doubt: {doubt}."));
        }
        if !given.whole {
            notes.push("Some fields of this entry are withheld.".to_owned());
        }
        let source = match fields.get("source").and_then(|s| s.as_object()) {
            Some(source) => {
                let n = source
                    .get("import")
                    .and_then(serde_json::Value::as_u64)
                    .unwrap_or_default();
                let position = source
                    .get("position")
                    .and_then(|p| p.as_str())
                    .unwrap_or_default();
                format!("Import #{n}, {}", visible(position))
            }
            None => "Typed by the writer".to_owned(),
        };
        let effect = text("effect");
        let csv = vec![
            given.n.to_string(),
            given.kind.as_str().to_owned(),
            occurred.from.map(instant).unwrap_or_default(),
            occurred.text.clone(),
            occurred.zone.clone(),
            occurred.precision.as_str().to_owned(),
            instant(given.recorded),
            text("channel")
                .or_else(|| text("measure"))
                .or_else(|| text("outcome"))
                .unwrap_or_default(),
            text("platform").unwrap_or_default(),
            fields
                .text("from")
                .or(fields.text("by"))
                .unwrap_or_default()
                .to_owned(),
            text("words").unwrap_or_default(),
            signs.join(", "),
            effect.clone().unwrap_or_default(),
            text("place").unwrap_or_default(),
            exhibits.join(", "),
            corrections
                .iter()
                .map(|(n, _)| n.to_string())
                .collect::<Vec<_>>()
                .join(", "),
        ];
        let row = Row {
            n: given.n,
            occurred: visible(&occurred.text).into_owned(),
            status,
            recorded: outline.zone.shown(given.recorded),
            lag: if occurred.from.is_none() {
                "not known".to_owned()
            } else {
                span_words(lag)
            },
            late: lag >= LATE_SECONDS,
            channel,
            parties,
            what,
            notes,
            effect: effect.unwrap_or_else(|| "—".to_owned()),
            told: told.cloned().unwrap_or_default(),
            exhibits,
            source,
        };
        Worded {
            occurred,
            lag,
            row,
            csv,
        }
    }
}

/// The subject in the table: by name only where the name goes.
fn fields_subject(outline: &Outline<'_>) -> String {
    let named = outline.plan.leaf(0).is_some_and(|leaf| {
        matches!(leaf, standfast_disclosure::plan::Leaf::Shown { fields, .. } if fields.contains("subject"))
    });
    match (&outline.settings.subject, named) {
        (Some(name), true) => visible(name).into_owned(),
        _ => "The subject".to_owned(),
    }
}

fn value_words(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(s) => visible(s).into_owned(),
        serde_json::Value::Array(_) => list_words(value).join(", "),
        serde_json::Value::Object(o) => o
            .get("text")
            .and_then(|t| t.as_str())
            .map(|t| visible(t).into_owned())
            .unwrap_or_default(),
        other => other.to_string(),
    }
}

fn list_words(value: &serde_json::Value) -> Vec<String> {
    value
        .as_array()
        .map(|items| {
            items
                .iter()
                .filter_map(|i| i.as_str())
                .map(|s| visible(s).into_owned())
                .collect()
        })
        .unwrap_or_default()
}

/// A correction or retraction in words.
pub(super) fn correction(
    given: &Given,
    all: &[Given],
    outline: &Outline<'_>,
) -> Option<Correction> {
    let recorded = outline.zone.shown(given.recorded);
    match Body::from_fields(given.kind, &given.fields).ok()? {
        Body::Correction(c) => {
            // In order of their numbers, as they were read.
            let before = all
                .binary_search_by_key(&c.corrects, |g| g.n)
                .ok()
                .and_then(|at| all.get(at));
            let said = before
                .and_then(|g| g.fields.get(&c.field))
                .map_or("nothing".to_owned(), value_words);
            let field = c.field.replace('_', " ");
            Some(Correction {
                entry: given.n,
                corrects: c.corrects,
                said: format!("{field}: {said}"),
                says: format!("{field}: {}", value_words(&c.value)),
                because: format!("{recorded}: “{}”", visible(&c.because)),
            })
        }
        Body::Retraction(r) => Some(Correction {
            entry: given.n,
            corrects: r.retracts,
            said: "the entry".to_owned(),
            says: "retracted".to_owned(),
            because: format!("{recorded}: “{}”", visible(&r.because)),
        }),
        _ => None,
    }
}
