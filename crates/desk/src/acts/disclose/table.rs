//! The chronology of a bundle: what goes of each entry, worded for a reader outside.
//!
//! "What" is the writer's sealed words, never a summary of ours. Nothing that the plan holds back
//! is read here: every value comes from the fields that go.

use std::collections::BTreeMap;

use jiff::Timestamp;
use standfast_disclosure::bundle::Csv;
use standfast_disclosure::original_name;
use standfast_model::Kind;
use standfast_papers::{Chronology, ExampleCheck, Late, Row};

use super::outline::Outline;
use super::rows::{Given, LATE_SECONDS, Pointing, Worded, correction};
use super::sums::{exhibit_lines, lines, register, summary, verdict, withheld};
use super::{Disclose, each_entry, going};
use crate::access::Permit;
use crate::{Desk, DeskError, span_words};

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
    // An export tells of its own time: hundreds of lines that say so would hide what was written down late.
    let mut late_exported = 0;
    let (mut first, mut last) = (None::<Timestamp>, None::<Timestamp>);
    for entry in &given {
        match entry.kind {
            Kind::Contact | Kind::Measure | Kind::Outcome => {
                let line = Worded::of(entry, &pointing, outline, clinician, told.get(&entry.n));
                let key = line.occurred.sort_key(entry.recorded);
                if let Some(from) = line.occurred.from {
                    first = Some(first.map_or(from, |f| f.min(from)));
                    last = Some(last.map_or(from, |l| l.max(from)));
                }
                if line.lag >= LATE_SECONDS && entry.fields.get("source").is_some() {
                    late_exported += 1;
                } else if line.lag >= LATE_SECONDS {
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
        late_notes: match late_exported {
            0 => vec![],
            n => vec![format!(
                "{} taken in from exports more than 24 hours after they occurred: the table shows when. They are \
                 not listed here.",
                match n {
                    1 => "1 contact was".to_owned(),
                    n => format!("{n} contacts were"),
                }
            )],
        },
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
