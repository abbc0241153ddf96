//! A conversation, not an archive: what is taken, what is left out, and that nothing of the
//! latter stays anywhere.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::settings;
use jiff::Timestamp;
use standfast_intake::parties::From;
use standfast_intake::{
    Counts, DateOrder, Flow, Gap, IntakeError, Left, Parties, Seen, Settings, Source, Tally,
    write_extract,
};

/// Who it came from, and towards whom where that is not the other party.
type Taken = (From, Option<String>);

/// Imports a text; gives back the counts, the extract, and towards whom each taken record went.
fn import(
    name: &str,
    text: &str,
    subject: &[&str],
    clinician: &[&str],
) -> (Counts, Vec<u8>, Vec<Taken>) {
    let source = Source::from_bytes(name, text.as_bytes().to_vec()).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    let survey = standfast_intake::survey(&source, reader, &settings()).unwrap();
    let mut tally = Tally::new(
        Parties::new(subject.iter().copied(), clinician.iter().copied()),
        &survey,
    );
    let (mut extract, mut taken) = (Vec::new(), Vec::new());
    standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut |draft| {
        if let Seen::Take { from, towards } =
            tally.see(&draft, Some(Timestamp::UNIX_EPOCH), |_| false)
        {
            write_extract(&mut extract, &draft).unwrap();
            taken.push((from, towards));
        }
        Ok(Flow::Go)
    })
    .unwrap();
    (tally.finish(), extract, taken)
}

#[test]
fn a_group_gives_the_two_and_nothing_of_the_others() {
    let line = |minute: u8, who: &str, words: &str| {
        format!("25/02/2026, 10:{minute:02} - {who}: {words}\n")
    };
    let text = [
        line(0, "Carol", "CANARY one"),
        line(1, "Ned", "hello\nall"),
        line(2, "Carol", "CANARY two"),
        line(3, "Dan", "CANARY three"),
        line(4, "Ada", "please stop"),
        line(5, "Ned", "no"),
        line(6, "Dan", "CANARY four"),
    ]
    .concat();
    let (counts, extract, taken) =
        import("WhatsApp Chat with Knees.txt", &text, &["Ned"], &["Ada"]);
    assert_eq!(
        (counts.taken, counts.from_subject, counts.from_clinician),
        (3, 2, 1)
    );
    assert_eq!(counts.left.get(&Left::ThirdParty), Some(&4));
    assert_eq!(
        taken,
        [
            (From::Subject, None),
            (From::Clinician, None),
            (From::Subject, None)
        ]
    );
    assert_eq!(
        String::from_utf8(extract).unwrap(),
        [
            line(1, "Ned", "hello\nall"),
            line(4, "Ada", "please stop"),
            line(5, "Ned", "no")
        ]
        .concat()
    );
    let place = |line: u8| Some(format!("line {line}"));
    assert_eq!(
        counts.gaps,
        [
            Gap {
                after: None,
                before: place(2),
                records: 1
            },
            Gap {
                after: place(2),
                before: place(6),
                records: 2
            },
            Gap {
                after: place(7),
                before: None,
                records: 1
            },
        ]
    );
    assert!(!format!("{:?}{:?}", counts.gaps, counts.samples).contains("CANARY"));
}

#[test]
fn a_chat_without_the_subject_gives_nothing() {
    let text = "25/02/2026, 10:00 - Carol: hi\n25/02/2026, 10:01 - Ada: hello\n25/02/2026, 10:02 - Carol: so\n";
    let (counts, extract, _) = import("WhatsApp Chat with Carol.txt", text, &["Ned"], &["Ada"]);
    assert_eq!((counts.taken, counts.left_out(), extract.len()), (0, 3, 0));
    assert_eq!(counts.left.get(&Left::ClinicianToOthers), Some(&1));
    assert!(counts.gaps.is_empty());
}

#[test]
fn mail_is_judged_by_addresses_and_says_towards_whom() {
    let mail = |from: &str, to: &str| {
        let text =
            format!("From: {from}\nTo: {to}\nDate: Tue, 04 Mar 2025 10:00:00 +0000\n\nHello.\n");
        let (counts, _, taken) = import(
            "one.eml",
            &text,
            &["ned@harrow.example"],
            &["ada@wren.example"],
        );
        assert_eq!(counts.taken as usize, taken.len());
        taken.into_iter().next()
    };
    let manager = Some("desk@wren.example".to_owned());
    assert_eq!(
        mail("Ned <NED@harrow.example>", "ada@wren.example"),
        Some((From::Subject, None))
    );
    assert_eq!(
        mail("ned@harrow.example", "desk@wren.example"),
        Some((From::Subject, manager.clone()))
    );
    assert_eq!(
        mail("ada@wren.example", "ned@harrow.example, desk@wren.example"),
        Some((From::Clinician, manager))
    );
    assert_eq!(mail("ada@wren.example", "desk@wren.example"), None);
    assert_eq!(
        mail(
            "\"ned@harrow.example\" <x@evil.example>",
            "ada@wren.example"
        ),
        None
    );
}

#[test]
fn the_order_that_a_person_says_is_taken() {
    let text = b"03/04/2026, 10:00 - Ned: one\n04/05/2026, 10:00 - Ada: two\n".to_vec();
    let source = Source::from_bytes("_chat.txt", text).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    let asked = standfast_intake::survey(&source, reader, &settings()).unwrap_err();
    assert!(asked.is_question());
    for (order, month) in [
        (DateOrder::Dmy, "2026-04-03"),
        (DateOrder::Mdy, "2026-03-04"),
    ] {
        let said = Settings {
            date_order: Some(order),
            ..settings()
        };
        let mut first = None;
        let report = standfast_intake::read::<IntakeError>(&source, reader, &said, &mut |draft| {
            first.get_or_insert(format!("{:?}", draft.time));
            Ok(Flow::Go)
        })
        .unwrap();
        assert!(first.unwrap().contains(month));
        assert!(
            report
                .dates
                .unwrap()
                .to_string()
                .ends_with("as said for this import")
        );
    }
}

#[test]
fn months_are_counted_where_the_person_lives() {
    let text = "01/07/2026, 00:30 - Ned: late\n01/07/2026, 00:40 - Ada: no\n";
    let source = Source::from_bytes("chat.txt", text.as_bytes().to_vec()).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    let settings = Settings {
        date_order: Some(DateOrder::Dmy),
        ..settings()
    };
    let survey = standfast_intake::survey(&source, reader, &settings).unwrap();
    let zone = jiff::tz::TimeZone::get("Europe/London").unwrap();
    // Half past midnight of British summer is still June in UTC.
    let when: Timestamp = "2026-06-30T23:30:00Z".parse().unwrap();
    let months = |tally: Tally| {
        let mut tally = tally;
        standfast_intake::read::<IntakeError>(&source, reader, &settings, &mut |draft| {
            tally.see(&draft, Some(when), |_| false);
            Ok(Flow::Go)
        })
        .unwrap();
        tally.finish().months
    };
    let tally = || Tally::new(Parties::new(["Ned"], ["Ada"]), &survey);
    assert_eq!(months(tally().in_zone(zone)), [((2026, 7), 2)].into());
    assert_eq!(months(tally()), [((2026, 6), 2)].into());
}
