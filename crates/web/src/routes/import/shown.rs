//! What an import would bring, as the page that is looked at before anything is sealed.

use standfast_desk::acts::import::{Imported, PersonTold, SaidImport};

use crate::labels::{capital, counted};
use crate::pages::import::{PersonRow, Preview, Sample, Sums};
use crate::routes::Around;
use crate::times;
use crate::words::Words;

/// Places that are named one by one; the rest is counted.
const NAMED: usize = 10;
/// Senders that are named; the rest is counted.
const PEOPLE: usize = 12;

/// The page; `token` names the file that waits.
pub(super) fn preview(
    around: Around,
    imported: &Imported,
    said: &SaidImport,
    token: String,
) -> Preview {
    let clean = imported.left_out == 0 && imported.not_understood == 0;
    let by = imported.by.as_ref();
    let people = by.map_or(&[][..], |by| &by.people);
    Preview {
        people: people.iter().take(PEOPLE).map(person).collect(),
        more_people: people.len().saturating_sub(PEOPLE),
        spans: by.map_or_else(Vec::new, |by| {
            let spans = by.spans().into_iter();
            spans
                .map(|span| (times::month(&span.month), span.taken))
                .collect()
        }),
        caption: Words::from(format!("Case {}, import", around.shown.name)),
        base: around.base.clone(),
        token,
        sums: Sums {
            read: imported.read,
            taken: imported.taken,
            left_out: imported.left_out,
            already: imported.already,
            not_understood: imported.not_understood,
        },
        facts: facts(imported, said, &around),
        samples: imported
            .sample
            .iter()
            .map(|row| Sample {
                when: capital(&times::said(&row.occurred.text)),
                from: if row.from_subject {
                    "The patient"
                } else {
                    "You"
                },
                words: Words::from(beginning(&row.words)),
            })
            .collect(),
        problems: imported
            .problems
            .iter()
            .take(NAMED)
            .map(|p| Words::from(format!("{}: {}", capital(&p.at), p.why)))
            .collect(),
        more_problems: u64::try_from(imported.problems.len().saturating_sub(NAMED))
            .unwrap_or_default()
            .saturating_add(imported.more_problems),
        theirs: imported
            .may_be_theirs
            .iter()
            .take(NAMED)
            .map(|one| {
                let records = match one.records {
                    0 => String::new(),
                    n => format!(", {} left out", counted(n, "message", "messages")),
                };
                Words::from(format!(
                    "{} ({}{records}): {}",
                    one.value, one.kind, one.because
                ))
            })
            .collect(),
        notes: imported.notes.clone(),
        keep_offered: clean && imported.taken > 0,
        frame: around.frame,
    }
}

fn person(told: &PersonTold) -> PersonRow {
    let name = match told.name.as_str() {
        "" => "No sender is named",
        name => name,
    };
    PersonRow {
        name: Words::from(beginning(name)),
        taken: told.taken,
        already: told.already,
        left_out: told.left_out,
    }
}

/// The beginning of long words.
fn beginning(words: &str) -> String {
    const LETTERS: usize = 200;
    match words.char_indices().nth(LETTERS) {
        Some((at, _)) => words.split_at(at).0.to_owned() + "…",
        None => words.to_owned(),
    }
}

fn facts(imported: &Imported, said: &SaidImport, around: &Around) -> Vec<(&'static str, Words)> {
    let people = |names: &[String]| {
        if names.is_empty() {
            "known by the accounts of the case".to_owned()
        } else {
            names.join(", ")
        }
    };
    let mut facts = vec![
        (
            "File",
            Words::from(format!("{}. {}", imported.source, imported.reader_words)),
        ),
        (
            "The patient",
            Words::from(format!(
                "{}: {}",
                people(&said.accounts),
                counted(imported.from_subject, "message", "messages")
            )),
        ),
        (
            "You",
            Words::from(format!(
                "{}: {}",
                people(&said.mine),
                counted(imported.from_clinician, "message", "messages")
            )),
        ),
    ];
    if let (Some(first), Some(last)) = (imported.first, imported.last) {
        let span = format!(
            "{} to {}",
            around.times.moment(first),
            around.times.moment(last)
        );
        facts.push(("First and last", Words::from(span)));
    }
    facts.push(("Time zone", Words::from(imported.zone_words())));
    if let Some(order) = &imported.date_order {
        facts.push(("Dates", Words::from(dates(order))));
    }
    if !imported.columns.is_empty() {
        let columns: Vec<String> = imported
            .columns
            .iter()
            .map(|c| format!("{} is “{}”", c.field, c.column))
            .collect();
        facts.push(("Columns", Words::from(columns.join(", "))));
    }
    facts.push(("Attachments", Words::from(imported.attachments.to_string())));
    if imported.left_out > 0 {
        facts.push(("Left out", Words::from(imported.left_out_words())));
    }
    if let Some(by) = &imported.by {
        if by.gaps > 0 {
            let gaps = counted(by.gaps, "place", "places");
            facts.push((
                "Gaps",
                Words::from(format!(
                    "messages of others are left out between these in {gaps}"
                )),
            ));
        }
        if !by.unknown.is_empty() {
            facts.push(("Kinds not yet known", Words::from(by.unknown_words())));
        }
        if by.unnamed_files > 0 {
            facts.push((
                "Files that no message names",
                Words::from(by.unnamed_words()),
            ));
        }
    }
    facts
}

/// How dates were read, and what decided it: "Day first, decided by line 1".
fn dates(order: &str) -> String {
    [
        ("dmy", "Day first"),
        ("mdy", "Month first"),
        ("ymd", "Year first"),
    ]
    .into_iter()
    .find_map(|(word, label)| {
        order
            .strip_prefix(word)
            .map(|rest| format!("{label}{rest}"))
    })
    .unwrap_or_else(|| capital(order))
}
