//! The calendar file, read by somebody else's program; and that it says nothing of the case.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::Timestamp;
use standfast_desk::Desk;
use standfast_desk::acts::case::SaidCase;
use standfast_desk::acts::contact::SaidContact;
use standfast_desk::acts::measure::SaidMeasure;
use standfast_desk::acts::outcome::SaidOutcome;
use standfast_desk::acts::review::SaidReview;
use standfast_desk::looks::clocks::{Clock, ClockKind, ics};
use standfast_desk::vault::{Create, OsEntropy, Place, SecretString};

fn said(word: &str) -> Option<String> {
    Some(word.to_owned())
}

fn desk(folder: &Path) -> Desk {
    let now: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
    let (vault, state) = (folder.join("vault"), folder.join("state"));
    std::fs::create_dir(&state).unwrap();
    let place = Place {
        folder: &vault,
        state: Some(&state),
    };
    let how = Create {
        passphrase: SecretString::from("oak tin rope".to_owned()),
        demonstration: true,
        created: now,
    };
    let mut desk = Desk::create(&place, how, Box::new(now), Box::new(OsEntropy))
        .unwrap()
        .desk;
    let case = SaidCase {
        clinician: said("Dr W. A. Quillmarsh"),
        initials: said("WAQ"),
        setting: said("gp"),
        jurisdiction: said("england"),
        subject: said("Corvin Tallowmere"),
        ..SaidCase::default()
    };
    desk.case_new("knee", case).unwrap();
    desk
}

fn measure(desk: &mut Desk, kind: &str, when: &str, until: Option<&str>) -> u64 {
    let more = SaidMeasure {
        when: said(when),
        until: until.map(str::to_owned),
        ..SaidMeasure::default()
    };
    desk.measure_add("knee", kind, more).unwrap().n
}

/// A case with a clock of every kind.
fn with_clocks(folder: &Path) -> Desk {
    let mut desk = desk(folder);
    let contact = SaidContact {
        channel: said("message"),
        when: said("yesterday"),
        words: said("Why have you not rung me?"),
        signs: vec!["declaration".to_owned()],
        ..SaidContact::default()
    };
    desk.contact_add("knee", contact).unwrap();
    measure(&mut desk, "restriction", "yesterday", Some("1 Sep 2026"));
    measure(&mut desk, "bail", "1 Jan 2026", Some("20 Feb 2026"));
    measure(&mut desk, "order", "1 Jan 2025", Some("1 Jan 2026"));
    let review = SaidReview {
        next: said("1 Jun 2026"),
        ..SaidReview::default()
    };
    desk.review("knee", review).unwrap();
    let outcome = SaidOutcome {
        keep_until: said("1 Mar 2033"),
        ..SaidOutcome::default()
    };
    desk.outcome("knee", "transferred", outcome).unwrap();
    desk
}

fn days(clocks: &[Clock], kind: ClockKind) -> Vec<(String, bool)> {
    let of = clocks.iter().filter(|c| c.kind == kind);
    of.map(|c| (c.day.to_string(), c.passed)).collect()
}

#[test]
fn every_clock_that_the_log_holds_is_in_the_list_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = with_clocks(folder.path());
    let clocks = desk.clocks("knee").unwrap();
    assert!(clocks.is_sorted_by_key(|c| c.day));
    let one = |day: &str, passed| vec![(day.to_owned(), passed)];
    assert_eq!(days(&clocks, ClockKind::Review), one("2026-06-01", false));
    assert_eq!(days(&clocks, ClockKind::Keep), one("2033-03-01", false));
    // What ended nine days ago is still said; what ended last year is not.
    assert_eq!(
        days(&clocks, ClockKind::Ends),
        [
            ("2026-02-20".to_owned(), true),
            ("2026-09-01".to_owned(), false)
        ]
    );
    let steps: Vec<&Clock> = clocks
        .iter()
        .filter(|c| c.kind == ClockKind::Step)
        .collect();
    assert!(!steps.is_empty());
    for step in steps {
        assert!(step.step.is_some() && !step.because.is_empty(), "{step:?}");
    }

    // The next review is held: its clock is over.
    desk.review("knee", SaidReview::default()).unwrap();
    let after = desk.clocks("knee").unwrap();
    assert_eq!(days(&after, ClockKind::Review), []);
}

#[test]
fn a_clock_keeps_its_name_when_its_day_moves_and_nobody_can_guess_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = with_clocks(folder.path());
    let before = desk.clocks("knee").unwrap();
    let restriction = before
        .iter()
        .find(|c| c.text.contains("restriction"))
        .unwrap();
    let n = restriction.because[0];
    desk.correct("knee", n, "until", "1 Oct 2026", "extended")
        .unwrap();
    let after = desk.clocks("knee").unwrap();
    let moved = after.iter().find(|c| c.because == [n]).unwrap();
    assert_eq!(moved.day.to_string(), "2026-10-01");
    assert_eq!(moved.uid, restriction.uid);
    let mut uids: Vec<&str> = after.iter().map(|c| c.uid.as_str()).collect();
    uids.sort_unstable();
    uids.dedup();
    assert_eq!(uids.len(), after.len());
    // The same case in another vault has other names.
    let other = tempfile::tempdir().unwrap();
    let theirs = with_clocks(other.path()).clocks("knee").unwrap();
    assert!(theirs.iter().all(|c| !uids.contains(&c.uid.as_str())));
}

#[test]
fn the_calendar_says_days_and_numbers_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = with_clocks(folder.path());
    let clocks = desk.clocks("knee").unwrap();
    let text = ics::calendar(&clocks, desk.now());
    assert_eq!(
        text,
        ics::calendar(&desk.clocks("knee").unwrap(), desk.now())
    );
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
        let (name, value) = line.split_once(':').unwrap();
        match name {
            "SUMMARY" => {
                let number = value.strip_prefix("Reminder ").unwrap();
                assert!(number.parse::<usize>().is_ok_and(|n| n <= clocks.len()));
            }
            "UID" => assert!(value.chars().all(|c| c == '-' || c.is_ascii_hexdigit())),
            "DTSTAMP" => assert_eq!(value, "20260301T120000Z"),
            "DTSTART;VALUE=DATE" => assert_eq!(value.len(), 8),
            "BEGIN" | "END" | "VERSION" | "PRODID" | "CALSCALE" | "CLASS" | "TRANSP" => {}
            other => panic!("{other} is in the calendar"),
        }
    }
    let words = text.to_lowercase();
    for secret in [
        "knee",
        "tallowmere",
        "quillmarsh",
        "standfast",
        "police",
        "restriction",
        "daybook",
    ] {
        assert!(!words.contains(secret), "{secret}");
    }
}

/// The Python environment that `cargo xtask setup` makes.
fn python() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"),
        PathBuf::from,
    );
    let python = target.join("pytools/bin/python");
    assert!(
        python.exists(),
        "{} is missing; run: cargo xtask setup",
        python.display()
    );
    python
}

const READ: &str = "
import datetime, json, sys
from icalendar import Calendar
calendar = Calendar.from_ical(open(sys.argv[1], 'rb').read())
events = []
for event in calendar.walk('VEVENT'):
    assert not event.errors, event.errors
    start = event.decoded('DTSTART')
    assert type(start) is datetime.date, start
    events.append([str(event['UID']), start.isoformat(), str(event['SUMMARY']),
                   event.decoded('DTSTAMP').astimezone(datetime.timezone.utc).isoformat()])
print(json.dumps([str(calendar['VERSION']), str(calendar['PRODID']), len(calendar.errors), events]))
";

#[test]
fn the_python_package_icalendar_reads_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = with_clocks(folder.path());
    let clocks = desk.clocks("knee").unwrap();
    let file = folder.path().join("reminders.ics");
    std::fs::write(&file, ics::calendar(&clocks, desk.now())).unwrap();
    let said = Command::new(python())
        .args(["-c", READ])
        .arg(&file)
        .output()
        .unwrap();
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
    let read: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    let events: Vec<serde_json::Value> = clocks
        .iter()
        .enumerate()
        .map(|(i, c)| {
            serde_json::json!([
                c.uid,
                c.day.to_string(),
                format!("Reminder {}", i + 1),
                "2026-03-01T12:00:00+00:00"
            ])
        })
        .collect();
    assert_eq!(
        read,
        serde_json::json!(["2.0", "-//Reminders//Reminders 1//EN", 0, events])
    );
}
