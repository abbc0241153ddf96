//! The chronology as plain text: the same lines in the same order, for a reader who cannot use the PDF.

use crate::chronology::{Chronology, Line, Row};
use crate::plain::Page;

/// Writes the chronology as text, UTF-8, lines of at most 72 letters ending in `\n`.
#[must_use]
pub fn chronology_text(input: &Chronology) -> String {
    let front = &input.front;
    let mut page = Page::default();
    if front.demonstration {
        page.paragraph("DEMONSTRATION: every person and event is invented.");
    }
    page.heading(&format!("Chronology of contacts, case {}", front.case));
    if let Some(volume) = front.volume {
        page.hanging("", &format!("Volume {} of {}", volume.number, volume.of));
    }
    page.gap();
    let reference = front.reference.as_ref().map(|r| format!(", reference {r}"));
    let facts = [
        (
            "For",
            Some(format!(
                "{}{}",
                front.recipient,
                reference.unwrap_or_default()
            )),
        ),
        ("Given by", Some(front.given_by.clone())),
        ("Occurred", front.occurred.clone()),
        ("Recorded", front.recorded.clone()),
        ("Entries", Some(front.entries.clone())),
        (
            "Made",
            Some(format!("{}, profile \"{}\"", front.made, front.profile)),
        ),
        ("Last bundle", front.since.clone()),
        ("Key", Some(front.fingerprint.clone())),
    ];
    for (name, value) in facts {
        if let Some(value) = value {
            page.hanging(&format!("{name:<13}"), &value);
        }
    }
    page.heading("What a check of this bundle said when it was made");
    for statement in &input.verdict {
        page.paragraph(&format!("{}: {}", statement.name, statement.text));
    }
    page.heading("Summary");
    for paragraph in &input.summary {
        page.paragraph(paragraph);
    }
    for note in &input.reading {
        page.paragraph(note);
    }
    page.heading("Chronology");
    for line in &input.lines {
        page.gap();
        match line {
            Line::Shown(row) => shown(&mut page, row),
            Line::Withheld { from, to } => page.hanging("", &Line::withheld_words(*from, *to)),
        }
    }
    for note in &input.lines_notes {
        page.paragraph(note);
    }
    withheld(&mut page, input);
    corrections(&mut page, input);
    page.finish()
}

fn shown(page: &mut Page, row: &Row) {
    page.hanging(&format!("#{} ", row.n), &row.occurred);
    for status in &row.status {
        page.hanging("   ", &format!("({status})"));
    }
    let late = if row.late { "LATE: " } else { "" };
    let facts = [
        (
            "Recorded",
            format!("{} ({late}{})", row.recorded, later(&row.lag)),
        ),
        ("Channel", row.channel.replace('\n', " ")),
        ("From, to", row.parties.clone()),
        ("What", row.what.clone()),
        ("Besides", row.notes.join(" ")),
        ("Effect", row.effect.clone()),
        ("Told by then", row.told.clone()),
        ("Exhibit", row.exhibits.join(", ")),
        ("Source", row.source.clone()),
    ];
    for (name, value) in facts {
        if !value.is_empty() && value != "—" {
            page.hanging(&format!("   {name:<14}"), &value);
        }
    }
}

fn withheld(page: &mut Page, input: &Chronology) {
    page.heading("What is withheld");
    if input.withheld.rows.is_empty() {
        page.paragraph("Nothing is withheld.");
    }
    for row in &input.withheld.rows {
        let count = |n: Option<u64>, one: &str, many: &str| {
            n.map(|n| format!("{n} {}", if n == 1 { one } else { many }))
        };
        let counts: Vec<String> = [
            count(row.entries, "entry", "entries"),
            count(row.fields, "field", "fields"),
        ]
        .into_iter()
        .flatten()
        .collect();
        page.paragraph(&format!(
            "{}: {}. {}",
            row.what,
            counts.join(", "),
            row.reason
        ));
    }
    for sum in &input.withheld.sums {
        page.paragraph(sum);
    }
}

fn corrections(page: &mut Page, input: &Chronology) {
    page.heading("Corrections and late entries");
    if input.corrections.is_empty() {
        page.paragraph("Nothing was corrected or retracted.");
    }
    for c in &input.corrections {
        page.paragraph(&format!(
            "#{} corrects #{}. It said: {}. It says: {}. {}",
            c.entry, c.corrects, c.said, c.says, c.because
        ));
    }
    if input.late.is_empty() {
        page.paragraph("No entry is late.");
    }
    for late in &input.late {
        page.paragraph(&format!(
            "#{} occurred {}, was recorded {}: {}.",
            late.entry,
            late.occurred,
            late.recorded,
            later(&late.lag)
        ));
    }
}

/// `3 h 38 min later`; what is no length of time (`same day`) stays.
fn later(lag: &str) -> String {
    if lag.starts_with(|c: char| c.is_ascii_digit()) {
        format!("{lag} later")
    } else {
        lag.to_owned()
    }
}
