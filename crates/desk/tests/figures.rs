//! The chart and the table of occasions of a case, through the desk.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::path::Path;

use jiff::Timestamp;
use standfast_desk::Desk;
use standfast_desk::acts::case::SaidCase;
use standfast_desk::acts::contact::SaidContact;
use standfast_desk::acts::measure::SaidMeasure;
use standfast_desk::case::insight::Every;
use standfast_desk::looks::insight::{FactsOfLaw, figures};
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
        ..SaidCase::default()
    };
    desk.case_new("knee", case).unwrap();
    desk
}

fn contact(desk: &mut Desk, when: &str) -> u64 {
    let contact = SaidContact {
        channel: said("message"),
        when: said(when),
        ..SaidContact::default()
    };
    desk.contact_add("knee", contact).unwrap().n
}

fn measure(desk: &mut Desk, kind: &str, when: &str) -> u64 {
    let more = SaidMeasure {
        when: said(when),
        ..SaidMeasure::default()
    };
    desk.measure_add("knee", kind, more).unwrap().n
}

#[test]
fn no_contact_seems_to_have_come_before_a_measure_that_it_followed() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    // Monday 5 January to Sunday 11 January 2026, and weeks of silence.
    for when in ["5 Jan 2026", "7 Jan 2026 9:00", "9 Jan 2026", "10 Jan 2026"] {
        contact(&mut desk, when);
    }
    let told = measure(&mut desk, "told-manager", "7 Jan 2026");
    let reply = measure(&mut desk, "reply", "7 Jan 2026");
    let warning = measure(&mut desk, "warning-letter", "11 Jan 2026");
    let figures = desk.insight("knee", None).unwrap();
    let (every, rows) = figures.chart(60);
    assert_eq!(every, Every::Week);
    let first: Vec<(String, u64, Vec<u64>)> = rows
        .iter()
        .take(3)
        .map(|(bucket, below)| {
            let below = below.iter().map(|m| m.n).collect();
            (bucket.from.to_string(), bucket.tally.contacts, below)
        })
        .collect();
    assert_eq!(
        first,
        [
            ("2026-01-05".to_owned(), 2, vec![told, reply]),
            ("2026-01-08".to_owned(), 2, vec![warning]),
            ("2026-01-12".to_owned(), 0, vec![]),
        ]
    );
    let sum: u64 = rows.iter().map(|(bucket, _)| bucket.tally.contacts).sum();
    assert_eq!(sum, figures.insight.total.contacts);
    assert!(rows.windows(2).all(|two| two[0].0.until == two[1].0.from));
}

/// Whoever knows the law of the place hands its facts in by entry; a row says each once.
#[test]
fn facts_of_the_law_stand_beside_the_occasions_that_meet_them() {
    use standfast_desk::case::Case;
    use standfast_desk::model::{Body, Entry, Occurred, Precision, kinds, lists::Party};
    let at = |hour: i64| Timestamp::from_second(1_770_000_000 + hour * 3_600).unwrap();
    let contact = |hour: i64| -> Body {
        kinds::Contact {
            channel: None,
            platform: None,
            from: Party::Subject,
            from_account: None,
            towards: None,
            occurred: Occurred {
                text: "then".to_owned(),
                from: Some(at(hour)),
                until: Some(at(hour + 1)),
                zone: "UTC".to_owned(),
                precision: Precision::Minute,
                doubt: None,
            },
            title: None,
            words: None,
            signs: vec![],
            effect: None,
            reply: None,
            clinical: None,
            place: None,
            witnesses: vec![],
            marks: vec![],
            doubts: vec![],
            source: None,
        }
        .into()
    };
    let entries: Vec<Entry> = [contact(0), contact(1), contact(48)]
        .into_iter()
        .zip(1_u64..)
        .map(|(body, n)| Entry {
            n,
            recorded: at(100),
            body,
        })
        .collect();
    let case = Case::fold(&entries);
    let waiting = || vec!["waiting at a place".to_owned()];
    let facts = FactsOfLaw::from([(1, waiting()), (2, waiting())]);
    let rows = figures(&case.now(), 4, &facts).occasions;
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].facts, ["waiting at a place"]);
    assert!(rows[1].facts.is_empty());
}
