//! What a chronology says besides its lines: the verdict, sums, what is withheld, the register.

use std::collections::BTreeMap;

use jiff::Timestamp;
use standfast_model::{Kind, visible};
use standfast_papers::{ExhibitLine, Line, Registered, Row, Statement, WithheldRow, WithheldSums};

use super::counts_words;
use super::outline::Outline;
use super::preview::size_words;
use super::rows::Given;
use crate::acts::attach::media_words;

/// What a check says of the bundle as it is made.
pub(super) fn verdict(outline: &Outline<'_>) -> Vec<Statement> {
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
pub(super) fn summary(rows: &[(Timestamp, u64, Row)], outline: &Outline<'_>) -> Vec<String> {
    let of = |kind: &str| rows.iter().filter(|(_, _, r)| r.channel == kind).count();
    let (measures, outcomes) = (of("measure"), of("outcome"));
    let contacts = rows.len() - measures - outcomes;
    let bytes: u64 = outline.plan.originals.iter().map(|o| o.bytes).sum();
    let ended = match outcomes {
        0 => String::new(),
        n => format!(", with {}", counted(n as u64, "outcome", "outcomes")),
    };
    vec![format!(
        "{} and {}{ended} are shown, with {} ({}).",
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
pub(super) fn lines(rows: Vec<(Timestamp, u64, Row)>, outline: &Outline<'_>) -> Vec<Line> {
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

pub(super) fn withheld(outline: &Outline<'_>) -> WithheldSums {
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
pub(super) fn register(given: &[Given], entries: u64) -> Vec<Registered> {
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

pub(super) fn exhibit_lines(given: &[Given]) -> Vec<ExhibitLine> {
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
