//! The chronology of a bundle: what goes of each entry, worded for a reader outside.
//!
//! "What" is the writer's sealed words, never a summary of ours. Nothing that the plan holds back
//! is read here: every value comes from the fields that go.

use std::collections::BTreeMap;

use jiff::Timestamp;
use standfast_disclosure::bundle::Csv;
use standfast_disclosure::original_name;
use standfast_model::lists::Party;
use standfast_model::{Body, Fields, Kind, Occurred, instant, kinds, visible};
use standfast_papers::{
    Chronology, Correction, ExampleCheck, ExhibitLine, Late, Line, Registered, Row, Statement,
    WithheldRow, WithheldSums,
};

use super::outline::Outline;
use super::preview::size_words;
use super::{Disclose, counts_words, each_entry, going};
use crate::access::Permit;
use crate::acts::attach::media_words;
use crate::looks::instead_of_words;
use crate::{Desk, DeskError, span_words};

/// Later than this is late, and printed bold.
const LATE_SECONDS: i64 = 24 * 3_600;

/// An entry that goes, as far as it goes.
struct Given {
    n: u64,
    recorded: Timestamp,
    kind: Kind,
    fields: Fields,
    whole: bool,
}

/// The chronology and the same as a table for a spreadsheet.
pub(super) fn chronology(
    desk: &mut Desk,
    permit: &Permit<Disclose>,
    outline: &Outline<'_>,
) -> Result<(Chronology, Csv), DeskError> {
    let told = told_by_then(desk, permit, outline)?;
    let mut given: Vec<Given> = Vec::new();
    let mut pointing = Pointing::default();
    each_entry(desk, permit, outline.line, |stored| {
        let Some(fields) = going(outline.plan, stored)? else {
            return Ok(());
        };
        let Some(kind) = Kind::parse(&stored.kind) else {
            return Ok(());
        };
        pointing.note(stored.n, kind, &fields);
        let whole = fields.iter().count() == stored.classes().len();
        given.push(Given {
            n: stored.n,
            recorded: stored.recorded,
            kind,
            fields,
            whole,
        });
        Ok(())
    })?;
    let clinician = outline.settings.clinician.as_str();
    let mut rows: Vec<(Timestamp, u64, Row)> = Vec::new();
    let mut csv_rows: Vec<(Timestamp, u64, Vec<String>)> = Vec::new();
    let mut corrections = Vec::new();
    let mut late = Vec::new();
    let (mut first, mut last) = (None::<Timestamp>, None::<Timestamp>);
    for entry in &given {
        match entry.kind {
            Kind::Contact | Kind::Measure => {
                let line = Worded::of(entry, &pointing, outline, clinician, told.get(&entry.n));
                let key = line.occurred.sort_key(entry.recorded);
                if let Some(from) = line.occurred.from {
                    first = Some(first.map_or(from, |f| f.min(from)));
                    last = Some(last.map_or(from, |l| l.max(from)));
                }
                if line.lag >= LATE_SECONDS {
                    late.push(Late {
                        entry: entry.n,
                        occurred: line.row.occurred.clone(),
                        recorded: line.row.recorded.clone(),
                        lag: span_words(line.lag),
                    });
                }
                csv_rows.push((key, entry.n, line.csv));
                rows.push((key, entry.n, line.row));
            }
            Kind::Correction | Kind::Retraction => {
                corrections.extend(correction(entry, &given, outline));
            }
            _ => {}
        }
    }
    rows.sort_by_key(|(at, n, _)| (*at, *n));
    csv_rows.sort_by_key(|(at, n, _)| (*at, *n));
    let entries = outline.line.record;
    let recorded = outline.span(
        given.first().map(|g| g.recorded),
        given.iter().map(|g| g.recorded).max(),
    );
    let chronology = Chronology {
        front: outline.front(outline.span(first, last), recorded),
        verdict: verdict(outline),
        browser_page: false,
        summary: summary(&rows, outline),
        counts: None,
        reading: vec![format!(
            "All times are in the zone {} unless another is named. \"Recorded\" is the writer's own clock.",
            outline.settings.zone_name
        )],
        lines: lines(rows, outline),
        lines_notes: vec![],
        occasions: None,
        withheld: Some(withheld(outline)),
        corrections,
        late,
        questions: Some(
            "The form asks: What happened? When? How? Was there any of this (a list of signs)? How did it \
             leave you? What was said or done back? Each question can be left."
                .to_owned(),
        ),
        register: register(&given, entries),
        exhibits: exhibit_lines(&given),
        example: outline.plan.originals.first().map(|o| ExampleCheck {
            file: format!("data\\originals\\{}", original_name(&o.reference, &o.name)),
            sha256: o.sha256.clone(),
        }),
    };
    let head = [
        "entry",
        "kind",
        "occurred_utc",
        "occurred",
        "zone",
        "precision",
        "recorded_utc",
        "channel",
        "platform",
        "from",
        "words",
        "signs",
        "effect",
        "place",
        "exhibits",
        "corrected_by",
    ];
    let csv = Csv {
        head: head.map(str::to_owned).to_vec(),
        rows: csv_rows.into_iter().map(|(_, _, row)| row).collect(),
    };
    Ok((chronology, csv))
}

/// What the subject had been told before each contact, in words.
fn told_by_then(
    desk: &mut Desk,
    permit: &Permit<Disclose>,
    outline: &Outline<'_>,
) -> Result<BTreeMap<u64, String>, DeskError> {
    let plan = outline.plan;
    let case = desk.fold(permit, outline.line)?;
    let view = case.now();
    let measures: BTreeMap<u64, (String, String)> = view
        .measures()
        .iter()
        .map(|m| {
            (
                m.n,
                (
                    m.body.measure.to_string().replace('-', " "),
                    m.body.occurred.text.clone(),
                ),
            )
        })
        .collect();
    let mut told = BTreeMap::new();
    for contact in view.contacts().iter().filter(|c| c.is_from_subject()) {
        let words: Vec<String> = view
            .told_before(contact)
            .into_iter()
            // What is withheld is not told here either.
            .filter(|n| {
                matches!(
                    plan.leaf(*n),
                    Some(standfast_disclosure::plan::Leaf::Shown { .. })
                )
            })
            .filter_map(|n| {
                let (kind, when) = measures.get(&n)?;
                let mut kind = kind.clone();
                if let Some(first) = kind.get_mut(..1) {
                    first.make_ascii_uppercase();
                }
                Some(format!("{kind} of {when} (#{n})"))
            })
            .collect();
        told.insert(
            contact.n,
            if words.is_empty() {
                "Nothing".to_owned()
            } else {
                words.join("; ")
            },
        );
    }
    Ok(told)
}

/// Exhibits, corrections and retractions by what they point at, as far as they go.
#[derive(Default)]
struct Pointing {
    exhibits: BTreeMap<u64, Vec<String>>,
    corrections: BTreeMap<u64, Vec<(u64, kinds::Correction)>>,
    retractions: BTreeMap<u64, u64>,
}

impl Pointing {
    fn note(&mut self, n: u64, kind: Kind, fields: &Fields) {
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
struct Worded {
    occurred: Occurred,
    lag: i64,
    row: Row,
    csv: Vec<String>,
}

impl Worded {
    fn of(
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
            let by = text("by").unwrap_or_else(|| clinician.to_owned());
            let kind = text("measure").unwrap_or_default().replace('-', " ");
            let what = match text("words") {
                Some(words) => format!("{kind}: {words}"),
                None => kind,
            };
            if let Some(reference) = text("reference") {
                notes.push(format!("Reference {reference}."));
            }
            ("measure".to_owned(), by, what)
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

fn correction(given: &Given, all: &[Given], outline: &Outline<'_>) -> Option<Correction> {
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

/// What a check says of the bundle as it is made.
fn verdict(outline: &Outline<'_>) -> Vec<Statement> {
    let counts = outline.counts;
    let sentence = |name: &str, text: String| Statement {
        name: name.to_owned(),
        text,
    };
    vec![
        sentence(
            "Integrity",
            format!(
                "Nothing shown here was changed after it was sealed: {} and {}.",
                counted(counts.shown + counts.in_part, "entry", "entries"),
                counted(outline.plan.originals.len() as u64, "original", "originals")
            ),
        ),
        sentence(
            "Completeness",
            format!(
                "{} None is missing.",
                counts_words(outline.line.record, counts)
            ),
        ),
        sentence(
            "Anchor",
            format!(
                "Key not confirmed: compare the fingerprint below with one that you were given in another \
                 way. Whoever holds the key could have written all of this as late as {}; entries are \
                 fixed by nothing else.",
                outline.zone.day(outline.made).strftime("%-d %B %Y")
            ),
        ),
    ]
}

/// Counts and dates, no conclusion.
fn summary(rows: &[(Timestamp, u64, Row)], outline: &Outline<'_>) -> Vec<String> {
    let measures = rows
        .iter()
        .filter(|(_, _, r)| r.channel == "measure")
        .count();
    let contacts = rows.len() - measures;
    let bytes: u64 = outline.plan.originals.iter().map(|o| o.bytes).sum();
    vec![format!(
        "{} and {} are shown, with {} ({}).",
        counted(contacts as u64, "contact", "contacts"),
        counted(measures as u64, "measure", "measures"),
        counted(outline.plan.originals.len() as u64, "original", "originals"),
        size_words(bytes)
    )]
}

fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Rows in order of time; runs of withheld entries are said at the end, by number.
fn lines(rows: Vec<(Timestamp, u64, Row)>, outline: &Outline<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = rows
        .into_iter()
        .map(|(_, _, row)| Line::Shown(row))
        .collect();
    let mut run: Option<(u64, u64)> = None;
    for (n, _) in outline.plan.withheld_entries() {
        run = match run {
            Some((from, to)) if to + 1 == n => Some((from, n)),
            Some((from, to)) => {
                lines.push(Line::Withheld { from, to });
                Some((n, n))
            }
            None => Some((n, n)),
        };
    }
    if let Some((from, to)) = run {
        lines.push(Line::Withheld { from, to });
    }
    lines
}

fn withheld(outline: &Outline<'_>) -> WithheldSums {
    let mut rows = Vec::new();
    for (class, count) in &outline.counts.classes {
        let mut entries: Vec<u64> = outline
            .plan
            .withheld
            .iter()
            .filter(|h| h.class.as_str() == *class)
            .map(|h| h.n)
            .collect();
        entries.dedup();
        let reason = match *class {
            "clinical" => "Health information: no consent and no decision in the public interest",
            "third-party" => "About another person",
            "own" => "The clinician's private details",
            "personal" => "The subject's details: no decision to give them",
            _ => "Held back by decision",
        };
        rows.push(WithheldRow {
            what: format!("{class} fields"),
            entries: Some(entries.len() as u64),
            fields: Some(*count),
            reason: reason.to_owned(),
        });
    }
    let mut reasons: BTreeMap<&str, u64> = BTreeMap::new();
    for (_, reason) in outline.plan.withheld_entries() {
        *reasons.entry(reason).or_default() += 1;
    }
    for (reason, count) in reasons {
        rows.push(WithheldRow {
            what: "Whole entries".to_owned(),
            entries: Some(count),
            fields: None,
            reason: visible(reason).into_owned(),
        });
    }
    let mut sums = vec![counts_words(outline.line.record, outline.counts)];
    for chosen in outline.plan.chosen.iter().filter(|c| c.goes) {
        let basis = chosen.basis.map(|b| b.to_string()).unwrap_or_default();
        sums.push(format!(
            "Given by decision: {} ({basis}), by {}, {}.",
            visible(&chosen.item.replace('_', " ")),
            visible(&chosen.by),
            visible(&chosen.when)
        ));
    }
    WithheldSums { rows, sums }
}

/// All entries by number; runs of withheld ones together.
fn register(given: &[Given], entries: u64) -> Vec<Registered> {
    let by_number: BTreeMap<u64, &Given> = given.iter().map(|g| (g.n, g)).collect();
    let mut register = Vec::new();
    let mut n = 0;
    while n < entries {
        if let Some(g) = by_number.get(&n) {
            register.push(Registered {
                numbers: n.to_string(),
                kind: g.kind.as_str().to_owned(),
                given: if g.whole { "shown" } else { "in part" }.to_owned(),
            });
            n += 1;
            continue;
        }
        let from = n;
        while n < entries && !by_number.contains_key(&n) {
            n += 1;
        }
        let last = n - 1;
        register.push(Registered {
            numbers: if from == last {
                from.to_string()
            } else {
                format!("{from} to {last}")
            },
            kind: "—".to_owned(),
            given: "withheld".to_owned(),
        });
    }
    register
}

fn exhibit_lines(given: &[Given]) -> Vec<ExhibitLine> {
    given
        .iter()
        .filter(|g| g.kind == Kind::Exhibit)
        .filter_map(|g| {
            let kind = media_words(g.fields.text("media_type").unwrap_or_default());
            let what = g.fields.text("what").unwrap_or(kind);
            Some(ExhibitLine {
                reference: g.fields.text("reference")?.to_owned(),
                what: visible(what).into_owned(),
                entry: g.n,
                kept_as: if g.fields.get("sha256").is_some() {
                    "in this bundle"
                } else {
                    "withheld"
                }
                .to_owned(),
            })
        })
        .collect()
}
