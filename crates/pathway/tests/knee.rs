//! The knee injury (C1) on the four days that the demonstration shows, as a person reads it. The text
//! is a file, so that a change of any rule or word is seen in review as what it does to a case.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    missing_docs
)]

mod made;

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use made::{contact, exhibit, measure_naming, occurred, opening};
use standfast_case::Case;
use standfast_model::lists::StepAct;
use standfast_model::{Body, Class, Entry, Log, kinds};
use standfast_pathway::{Packs, State, next};

fn instant(time: &str) -> Timestamp {
    let wall: DateTime = time.replace(' ', "T").parse().unwrap();
    TimeZone::get("Europe/London")
        .unwrap()
        .to_ambiguous_timestamp(wall)
        .compatible()
        .unwrap()
}

fn put(case: &mut Case, recorded: &str, mut body: Body, when: Option<&str>) -> u64 {
    let occurred = occurred(instant(when.unwrap_or(recorded)));
    match &mut body {
        Body::Contact(c) => c.occurred = occurred,
        Body::Measure(m) => m.occurred = occurred,
        _ => {}
    }
    let n = match body.kind().log() {
        Log::Record => case.size(Log::Record),
        Log::Private => case.size(Log::Private),
    };
    case.add(&Entry {
        n,
        recorded: instant(recorded),
        body,
    });
    n
}

/// The story of `tests/stories/knee.story` in short: a contact of each kind, each measure, each answer.
fn knee() -> Case {
    let mut case = Case::new();
    let on = &mut case;
    put(
        on,
        "2026-02-09 20:50",
        opening("gp", "england", "patient").into(),
        None,
    );
    put(
        on,
        "2026-02-09 20:52",
        contact(0, "gift", &["gift"]),
        Some("2026-02-02 11:00"),
    );
    put(
        on,
        "2026-02-09 20:58",
        measure_naming(0, "gift-accepted", false),
        Some("2026-02-02 15:00"),
    );
    let message = contact(0, "message", &["declaration", "request-to-meet"]);
    let message = put(on, "2026-02-09 21:03", message, Some("2026-02-09 19:48"));
    put(on, "2026-02-09 21:05", exhibit("WAQ/2", message), None);
    put(
        on,
        "2026-02-10 08:31",
        measure_naming(0, "told-manager", false),
        Some("2026-02-10 08:20"),
    );
    put(
        on,
        "2026-02-10 08:44",
        measure_naming(0, "restriction", false),
        Some("2026-02-10 08:40"),
    );
    let letter = contact(0, "letter", &["declaration", "request-to-meet"]);
    put(on, "2026-02-16 12:20", letter, Some("2026-02-16 10:00"));
    let last = put(
        on,
        "2026-02-17 21:40",
        contact(0, "message", &[]),
        Some("2026-02-17 20:47"),
    );
    put(on, "2026-02-17 21:41", exhibit("WAQ/4", last), None);
    let fear = kinds::Correction {
        corrects: last,
        field: "signs".to_owned(),
        value: serde_json::json!(["fear"]),
        because: "detail".to_owned(),
        class: Class::Open,
    };
    put(on, "2026-02-17 21:50", fear.into(), None);
    put(
        on,
        "2026-02-17 22:05",
        measure_naming(0, "told-defence-organisation", false),
        None,
    );
    put(
        on,
        "2026-02-18 07:50",
        measure_naming(0, "privacy-review", false),
        None,
    );
    put(
        on,
        "2026-02-18 09:04",
        made::act("police-now", StepAct::Declined),
        None,
    );
    put(
        on,
        "2026-02-18 09:06",
        made::act("warning-letter", StepAct::Open),
        None,
    );
    put(
        on,
        "2026-02-20 16:10",
        measure_naming(0, "warning-letter", true),
        None,
    );
    let desk = contact(
        0,
        "attendance-work",
        &["after-being-told", "aggression", "fear"],
    );
    put(on, "2026-03-05 18:02", desk, Some("2026-03-05 16:30"));
    let gate = contact(
        0,
        "attendance-work",
        &["after-being-told", "waiting-for", "fear"],
    );
    put(on, "2026-03-05 18:09", gate, Some("2026-03-05 17:50"));
    put(
        on,
        "2026-03-05 18:31",
        measure_naming(0, "police-report", false),
        Some("2026-03-05 18:20"),
    );
    case
}

fn page() -> String {
    let (case, packs) = (knee(), Packs::shipped().unwrap());
    let mut page = String::new();
    for time in [
        "2026-02-09 23:59",
        "2026-02-17 23:59",
        "2026-02-20 23:59",
        "2026-03-05 18:15",
        "2026-03-05 23:59",
    ] {
        // Writing to a String cannot fail.
        let _ = writeln!(page, "== {time}");
        let advice = next(&case, &packs, instant(time), instant(time));
        for help in advice.urgent_help {
            let _ = writeln!(page, "{}", help.text);
        }
        for step in advice.steps {
            let (state, urgency) = (step.state.as_str(), step.urgency.as_str());
            let how = if step.state == State::Open {
                urgency
            } else {
                state
            };
            let by = step.by.map_or_else(String::new, |by| format!(", by {by}"));
            if step.state.is_open() {
                let _ = writeln!(
                    page,
                    "\n{how} {}: {}{by}, because {:?}",
                    step.id, step.who, step.because
                );
                let _ = writeln!(page, "  {}\n  Why: {}", step.text, step.why);
                let source = step.source.unwrap();
                let later = if step.later { " (later)" } else { "" };
                let _ = writeln!(
                    page,
                    "  Source: {}, {}{later}. {}",
                    source.title, source.publisher, step.pack
                );
            } else {
                let _ = writeln!(page, "\n{how} {}: {}", step.id, step.why);
            }
        }
        page.push('\n');
    }
    page
}

#[test]
fn the_knee_on_the_days_of_the_demonstration() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/knee.txt");
    let page = page();
    if std::env::var_os("STANDFAST_WRITE_DOCS").is_some() {
        std::fs::write(&path, &page).unwrap();
        return;
    }
    let written = std::fs::read_to_string(&path)
        .unwrap()
        .replace("\r\n", "\n");
    for (n, (wanted, found)) in written.lines().zip(page.lines()).enumerate() {
        assert_eq!(
            found,
            wanted,
            "tests/knee.txt:{}; STANDFAST_WRITE_DOCS=1 writes it anew",
            n + 1
        );
    }
    assert_eq!(
        page.lines().count(),
        written.lines().count(),
        "STANDFAST_WRITE_DOCS=1 writes it anew"
    );
}
