//! A line of the timeline: an entry as it stands, with its exhibits and what was said of it since.

use serde::Serialize;
use serde_json::{Value, json};
use standfast_model::{Body, Entry, Kind, Log, Occurred, instant, kinds};
use standfast_vault::{CaseLine, Stored, Vault};

use crate::DeskError;

/// A contact, measure or outcome as it stands now.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The entry with all corrections applied.
    pub entry: Entry,
    /// The entry as it was first sealed, where it was corrected since.
    pub first: Option<Entry>,
    /// Originals that belong to it.
    pub exhibits: Vec<LineExhibit>,
    /// Numbers of the corrections.
    pub corrected_by: Vec<u64>,
    /// The retraction, where there is one.
    pub retracted: Option<String>,
}

/// An original, as a line names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineExhibit {
    /// `ABC/3`.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The name it arrived under.
    pub name: String,
    /// Lower-case hex.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
    /// By content.
    #[serde(skip)]
    pub media_type: Option<String>,
}

impl From<kinds::Exhibit> for LineExhibit {
    fn from(e: kinds::Exhibit) -> Self {
        LineExhibit {
            reference: e.reference,
            name: e.name,
            sha256: e.sha256,
            bytes: e.bytes,
            media_type: e.media_type,
        }
    }
}

impl Line {
    /// When it happened.
    #[must_use]
    pub fn occurred(&self) -> Option<&Occurred> {
        match &self.entry.body {
            Body::Contact(c) => Some(&c.occurred),
            Body::Measure(m) => Some(&m.occurred),
            Body::Outcome(o) => Some(&o.occurred),
            _ => None,
        }
    }

    /// The time from the end of what is meant to the recording, in seconds; 0 where not known.
    #[must_use]
    pub fn lag_seconds(&self) -> i64 {
        self.occurred()
            .and_then(|o| o.until.or(o.from))
            .map_or(0, |until| {
                (self.entry.recorded.as_second() - until.as_second()).max(0)
            })
    }

    /// The lines of entries of one case, in the order given.
    pub(crate) fn of(vault: &Vault, case: &CaseLine, ns: &[u64]) -> Result<Vec<Line>, DeskError> {
        ns.iter()
            .map(|n| {
                let stored = vault.entry(case.number, Log::Record, *n)?.ok_or_else(|| {
                    DeskError::NoEntry {
                        entry: Log::Record.name(*n),
                        case: case.name.clone(),
                    }
                })?;
                Line::from(&stored, &vault.pointing_at(case.number, *n)?)
            })
            .collect()
    }

    /// A line from its entry and the entries that point at it.
    pub(crate) fn from(stored: &Stored, pointing: &[Stored]) -> Result<Line, DeskError> {
        let first = stored.read()?;
        let mut exhibits = Vec::new();
        let mut corrections = Vec::new();
        let mut corrected_by = Vec::new();
        let mut retracted = None;
        for pointer in pointing {
            match pointer.read()?.body {
                Body::Exhibit(exhibit) => exhibits.push(exhibit.into()),
                Body::Correction(correction) => {
                    corrected_by.push(pointer.n);
                    corrections.push(correction);
                }
                Body::Retraction(retraction) => retracted = Some(retraction.because),
                _ => {}
            }
        }
        let entry = if corrections.is_empty() {
            first.clone()
        } else {
            standfast_case::apply_corrections(&first, &corrections.iter().collect::<Vec<_>>())?
        };
        let first = (!corrections.is_empty()).then_some(first);
        Ok(Line {
            entry,
            first,
            exhibits,
            corrected_by,
            retracted,
        })
    }
}

/// What an export says of a record without words, for people; `None` where its marks say nothing.
#[must_use]
pub fn instead_of_words(marks: &[String]) -> Option<&'static str> {
    marks.iter().find_map(|mark| {
        Some(match mark.as_str() {
            "deleted" => "deleted by its sender",
            "media-omitted" => "a file that the export leaves out",
            "media-missing" => "a file that is not in the export",
            "view-once" => "a picture to be seen once, not in the export",
            "missed-call" => "missed call",
            "voicemail" => "a message on the answering machine",
            "rejected-call" => "call, rejected",
            "refused-call" => "call, refused by the phone's list",
            "answered-elsewhere" => "call, answered on another device",
            "call" => "call",
            "encrypted" => "encrypted; its words cannot be read",
            "no-content" => "nothing in it",
            _ => return None,
        })
    })
}

/// A mark of an export in words for people; one that has none is said as it stands.
#[must_use]
pub fn mark_words(mark: &str) -> String {
    let words = match mark {
        "app-words" => "the words are the app's own, not the sender's",
        "automatic" => "written by a program: an answer or a report",
        "clocks-disagree" => "the sender's clock and the server's disagree",
        "edited" => "changed by its sender after it was sent",
        "flagged" => "flagged in the mail program",
        "hidden-text" => "it has text that is not displayed",
        "in-bin" => "it lay in the bin of the mail program",
        "letters-repaired" => "letters that the export mangled were set right",
        "maybe-pasted" => "a part of it may be a message that was pasted in",
        "maybe-reaction" => "it may be a reaction, written by the app",
        "not-delivered" => "the phone says that it was not delivered",
        "passed-on" => "it was passed on to somebody",
        "reactions" => "somebody reacted to it",
        "repaired" => "what the export broke was set right",
        "replied" => "it was answered",
        "seen" => "it was opened",
        "shared" => "it passes on a link, or what somebody else wrote",
        "text-from-html" => "the words are made from its HTML",
        "text-from-winmail" => "the words are made from its winmail.dat",
        "unsent" => "a draft: nothing shows that it was sent",
        listed => match instead_of_words(&[listed.to_owned()]) {
            Some(words) => words,
            None => return listed.replace('-', " "),
        },
    };
    words.to_owned()
}

/// The JSON of the contract, one object a line.
impl Serialize for Line {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let frame = |kind: Kind, occurred: &Occurred| {
            json!({
                "n": self.entry.n,
                "kind": kind.as_str(),
                "occurred": time(occurred),
                "recorded": instant(self.entry.recorded),
            })
        };
        let mut line = match &self.entry.body {
            Body::Contact(c) => {
                let mut line = frame(Kind::Contact, &c.occurred);
                set(
                    &mut line,
                    "channel",
                    json!(c.channel.as_ref().map(|c| c.as_str())),
                );
                set(&mut line, "platform", json!(c.platform));
                set(&mut line, "from", json!(c.from.as_str()));
                set(&mut line, "title", json!(c.title));
                set(&mut line, "words", json!(c.words));
                set(
                    &mut line,
                    "signs",
                    json!(c.signs.iter().map(|s| s.as_str()).collect::<Vec<_>>()),
                );
                set(&mut line, "effect", json!(c.effect));
                set(&mut line, "reply", json!(c.reply));
                set(&mut line, "place", json!(c.place));
                set(&mut line, "witnesses", json!(c.witnesses));
                set(&mut line, "towards", json!(c.towards));
                set(&mut line, "marks", json!(c.marks));
                set(&mut line, "doubts", json!(c.doubts));
                let source = c.source.as_ref();
                set(
                    &mut line,
                    "source",
                    source.map_or(
                        Value::Null,
                        |s| json!({"import": s.import, "position": s.position}),
                    ),
                );
                line
            }
            Body::Measure(m) => {
                let mut line = frame(Kind::Measure, &m.occurred);
                set(&mut line, "measure", json!(m.measure.as_str()));
                set(&mut line, "by", json!(m.by));
                set(&mut line, "words", json!(m.words));
                set(&mut line, "names_removal", json!(m.names_removal));
                set(&mut line, "reference", json!(m.reference));
                set(&mut line, "until", json!(m.until.map(|d| d.to_string())));
                line
            }
            Body::Outcome(o) => {
                let mut line = frame(Kind::Outcome, &o.occurred);
                set(&mut line, "outcome", json!(o.outcome.as_str()));
                set(&mut line, "words", json!(o.words));
                set(
                    &mut line,
                    "keep_until",
                    json!(o.keep_until.map(|d| d.to_string())),
                );
                line
            }
            other => json!({
                "n": self.entry.n,
                "kind": other.kind().as_str(),
                "recorded": instant(self.entry.recorded),
            }),
        };
        set(&mut line, "exhibits", json!(self.exhibits));
        set(&mut line, "corrected_by", json!(self.corrected_by));
        set(&mut line, "retracted", json!(self.retracted.is_some()));
        line.serialize(to)
    }
}

/// A time as the JSON of the contract has it.
pub(crate) fn time(occurred: &Occurred) -> Value {
    json!({
        "text": occurred.text,
        "utc": occurred.from.map(instant),
        "zone": occurred.zone,
        "precision": occurred.precision.as_str(),
        "doubt": occurred.doubt,
    })
}

fn set(line: &mut Value, key: &str, value: Value) {
    if let Some(object) = line.as_object_mut() {
        object.insert(key.to_owned(), value);
    }
}
