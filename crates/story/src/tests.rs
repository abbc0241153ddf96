#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use jiff::civil::{date, datetime};

use super::*;

const HEAD: &str = "\
# A story.
story: C9
case: pin
clinician: Dr Nobody
initials: XYZ
setting: gp
jurisdiction: england
zone: Europe/London
relation: patient
opened: 14 Feb 2014 10:00
exercises: R1, R13
";

fn parse(body: &str) -> Result<Story, StoryError> {
    Story::parse(&format!("{HEAD}\n{body}"))
}

/// The error of a body, with its line counted from the body's first.
fn refused(body: &str) -> (usize, String) {
    let error = parse(body).expect_err("this should not be understood");
    (error.line - HEAD.lines().count() - 1, error.what)
}

fn scene(body: &str) -> Scene {
    parse(body).unwrap().scenes.remove(0)
}

#[test]
fn the_head_names_the_case() {
    let story = parse("14 Feb 2014 10:30  verify").unwrap();
    assert_eq!(story.header.case, "pin");
    assert_eq!(story.header.opened, datetime(2014, 2, 14, 10, 0, 0, 0));
    assert_eq!(story.header.subject, None);
    let rows: Vec<&str> = story.header.exercises.iter().map(Row::as_str).collect();
    assert_eq!(rows, ["R1", "R13"]);
}

#[test]
fn a_contact_with_all_that_can_be_said_of_it() {
    let scene = scene(
        "14 Feb 2014 10:30  contact gift \"chocolates, \\\"for you\\\"\"  signs: gift declaration  as: box\n\
         \x20   occurred: 2 Feb 2014 about 11:00\n\
         \x20   witness: \"Reception\" \"A porter\"\n\
         \x20   clinical: \"Seen about a knee.\"  effect: \"Uneasy\"  attach: \"knee/card.jpg\"\n",
    );
    assert_eq!(scene.label.as_deref(), Some("box"));
    let Event::Contact(contact) = scene.event else {
        panic!("{:?}", scene.event)
    };
    assert_eq!(contact.channel, "gift");
    assert_eq!(contact.words.as_deref(), Some("chocolates, \"for you\""));
    assert_eq!(contact.occurred.as_deref(), Some("2 Feb 2014 about 11:00"));
    assert_eq!(contact.more.signs, ["gift", "declaration"]);
    assert_eq!(contact.more.witnesses, ["Reception", "A porter"]);
    assert_eq!(contact.more.effect.as_deref(), Some("Uneasy"));
    assert_eq!(contact.more.files, ["knee/card.jpg"]);
}

#[test]
fn expected_steps_carry_what_the_page_would_show() {
    let scene = scene(
        "14 Feb 2014 10:30  contact gift \"x\"  as: box\n\
         \x20   next: gift-decision today; boundary-reply overdue by 15 Feb 2014 because box, #0\n\
         \x20   next (R22 N8): course-of-conduct days later because of #2\n\
         \x20   not: police-now; police-report\n    first: gift-decision\n",
    );
    let Expected::Next(steps) = &scene.expects[0].what else {
        panic!()
    };
    assert_eq!(steps[0].urgency.as_deref(), Some("today"));
    assert_eq!(steps[0].state, None);
    assert_eq!(steps[1].state.as_deref(), Some("overdue"));
    assert_eq!(steps[1].by, Some(date(2014, 2, 15)));
    assert_eq!(
        steps[1].because,
        [EntryRef::Label("box".into()), EntryRef::Number(0)]
    );
    let rows: Vec<&str> = scene.expects[1].rows.iter().map(Row::as_str).collect();
    assert_eq!(rows, ["R22", "N8"]);
    let Expected::Next(steps) = &scene.expects[1].what else {
        panic!()
    };
    assert!(steps[0].later);
    assert_eq!(steps[0].because, [EntryRef::Number(2)]);
    assert_eq!(
        scene.expects[2].what,
        Expected::Not(vec!["police-now".into(), "police-report".into()])
    );
    assert_eq!(
        scene.expects[3].what,
        Expected::First("gift-decision".into())
    );
}

#[test]
fn a_letter_goes_its_way_by_the_label_of_its_draft() {
    let made = scene(
        "14 Feb 2014 10:30  letter draft warning  fill: \"role=Manager\" \"practice=P, Q\"  as: first\n",
    );
    assert_eq!(
        made.event,
        Event::Letter(Letter::Draft {
            template: "warning".to_owned(),
            fill: vec!["role=Manager".to_owned(), "practice=P, Q".to_owned()],
        })
    );
    let sent = scene("14 Feb 2014 10:30  letter sent #1  how: \"post\"  by: \"A B\"\n");
    assert_eq!(
        sent.event,
        Event::Letter(Letter::Moved {
            way: "sent".to_owned(),
            letter: EntryRef::Number(1),
            by: Some("A B".to_owned()),
            how: Some("post".to_owned()),
            because: None,
        })
    );
}

#[test]
fn a_review_and_a_screening() {
    let review = scene(
        "14 Feb 2014 10:30  review \"Quiet.\"  by: \"A B\"  looked-at: \"x one\", all  next: 14 May 2014\n",
    );
    assert_eq!(
        review.event,
        Event::Review(Review {
            words: Some("Quiet.".to_owned()),
            occurred: None,
            by: Some("A B".to_owned()),
            // The comma after a quoted item is no item.
            looked_at: vec!["x one".to_owned(), "all".to_owned()],
            next: Some(date(2014, 5, 14)),
        })
    );
    let screening = scene("14 Feb 2014 10:30  screening \"Q\"  version: \"2\"  by: \"A B\"\n");
    assert_eq!(
        screening.event,
        Event::Screening(Screening {
            instrument: "Q".to_owned(),
            version: Some("2".to_owned()),
            by: "A B".to_owned(),
            occurred: None,
        })
    );
    let (line, what) = refused("14 Feb 2014 10:30  screening \"Q\"");
    assert!(what.contains("by"), "{line}: {what}");
}

#[test]
fn every_repeats_from_the_first_day_and_stops_with_the_last() {
    let scene = scene(
        "every 2 weeks from 17 Feb 2014 08:20 to 31 Mar 2014  contact attendance-work \"x\"  as: visits\n\
         \x20   next: warning-letter because visits/1, visits/4\n",
    );
    let days: Vec<_> = scene.at.iter().map(|at| at.date()).collect();
    assert_eq!(
        days,
        [
            date(2014, 2, 17),
            date(2014, 3, 3),
            date(2014, 3, 17),
            date(2014, 3, 31)
        ]
    );
    assert!(
        scene
            .at
            .iter()
            .all(|at| (at.hour(), at.minute()) == (8, 20))
    );

    let months = parse("every 1 month from 31 Mar 2014 09:00 to 31 May 2014  verify").unwrap();
    let days: Vec<_> = months.scenes[0].at.iter().map(|at| at.date()).collect();
    assert_eq!(
        days,
        [date(2014, 3, 31), date(2014, 4, 30), date(2014, 5, 31)]
    );
}

#[test]
fn an_import_and_its_sums() {
    let story = parse(
        "14 Feb 2014 10:30  import \"a.mbox\"  account: a@b.example, c@d.example  mine: \"Dr A\"  as: mail\n\
         \x20   counts: read 5; taken 3; left out 1; already 0; not understood 1; from subject 3\n\
         14 Feb 2014 10:31  detail mail/3  signs: fear\n",
    )
    .unwrap();
    let Event::Import(import) = &story.scenes[0].event else {
        panic!()
    };
    assert_eq!(import.account, ["a@b.example", "c@d.example"]);
    assert_eq!(import.mine, ["Dr A"]);
    let Expected::Counts(counts) = &story.scenes[0].expects[0].what else {
        panic!()
    };
    assert_eq!(
        (counts.read, counts.taken, counts.attachments),
        (Some(5), Some(3), None)
    );
}

#[test]
fn a_bundle_with_decisions_and_its_verdict() {
    let story = parse(
        "14 Feb 2014 10:30 (R21) disclose police  to: \"Quernshire Police\"  as: bundle\n\
         \x20   decision: goes #0.subject, #0  basis: public-interest  by: \"W. Q.\"  because: \"Fear: see #2.\"\n\
         14 Feb 2014 10:31  alter bundle  item: XYZ/3  as: changed\n\
         14 Feb 2014 10:32  verify changed  against: bundle  key: right\n\
         \x20   says: changed original-changed XYZ/3; entries 0 to 2; 1 in part; 2 withheld; key not confirmed; exit 5\n",
    )
    .unwrap();
    assert_eq!(story.scenes[0].rows[0].as_str(), "R21");
    let Event::Disclose(given) = &story.scenes[0].event else {
        panic!()
    };
    let decision = &given.decisions[0];
    assert!(decision.goes);
    assert_eq!(
        decision.items[0],
        Item {
            entry: EntryRef::Number(0),
            field: Some("subject".into())
        }
    );
    assert_eq!(decision.items[1].field, None);
    assert_eq!(decision.because, "Fear: see #2.");
    let Expected::Says(said) = &story.scenes[2].expects[0].what else {
        panic!()
    };
    assert_eq!(
        said[0],
        Said::Changed("original-changed".into(), "XYZ/3".into())
    );
    assert_eq!(said[4], Said::Key { confirmed: false });
    assert_eq!(said[5], Said::Exit(5));
}

#[test]
fn line_ends_of_windows_and_comments_change_nothing() {
    let text = format!(
        "{HEAD}\n#\n# quiet\n14 Feb 2014 10:30  look  at: 1 Feb 2014\n  # more\n    not: police-now\n"
    );
    assert_eq!(
        Story::parse(&text).unwrap(),
        Story::parse(&text.replace('\n', "\r\n")).unwrap()
    );
}

#[test]
fn errors_name_the_line_and_the_word() {
    let refusals = [
        ("14 Feb 2014 10:30  contcat gift", 1, "contcat"),
        ("31 Feb 2014 10:30  verify", 1, "there is no 31 Feb 2014"),
        ("14 Feb 2014 25:30  verify", 1, "25:30"),
        ("14 Feb 2014  verify", 1, "not a time of day"),
        ("14 Feb 2014 10:30  contact gift \"x", 1, "not closed"),
        (
            "14 Feb 2014 10:30  contact gift \"x\" \"y\"",
            1,
            "one too many",
        ),
        (
            "14 Feb 2014 10:30  contact gift\n    colour: red",
            2,
            "no \"colour:\"",
        ),
        (
            "14 Feb 2014 10:30  contact gift\n    effect: \"a\"\n    effect: \"b\"",
            3,
            "twice",
        ),
        (
            "14 Feb 2014 10:30  contact gift\n    effect:",
            2,
            "nothing stands",
        ),
        (
            "14 Feb 2014 10:30  contact gift\n    nonsense",
            2,
            "needs a key",
        ),
        (
            "14 Feb 2014 10:30  measure bail\n    until: soon",
            2,
            "not a date",
        ),
        (
            "14 Feb 2014 10:30  verify\n    next: gift-decision soon",
            2,
            "soon",
        ),
        (
            "14 Feb 2014 10:30  verify\n    next gift-decision",
            2,
            "colon",
        ),
        (
            "14 Feb 2014 10:30  verify\n    not: police-now,police-report",
            2,
            "one step",
        ),
        ("14 Feb 2014 10:30  verify\n    says: fine", 2, "fine"),
        (
            "14 Feb 2014 10:30  verify\n    not (X3): police-now",
            2,
            "X3",
        ),
        (
            "14 Feb 2014 10:30  verify\n    not: police-now\n    key: right",
            3,
            "above",
        ),
        (
            "14 Feb 2014 10:30  verify\n\n13 Feb 2014 10:30  verify",
            3,
            "earlier",
        ),
        ("1 Feb 2014 10:30  verify", 1, "earlier"),
        ("14 Feb 2014 10:30  verify\nverify", 2, "begins with a date"),
        ("14 Feb 2014 10:30  attach box \"a.jpg\"", 1, "as: box"),
        (
            "14 Feb 2014 10:30  verify  as: a\n14 Feb 2014 10:30  verify  as: a",
            2,
            "given before",
        ),
        (
            "14 Feb 2014 10:30  verify\n    next: police-now because desk",
            2,
            "as: desk",
        ),
        (
            "14 Feb 2014 10:30  contact gift as: a\n14 Feb 2014 10:30  attach a/1 \"x\"",
            2,
            "one entry",
        ),
        (
            "every 1 week from 17 Feb 2014 08:00 to 1 Mar 2014  contact gift  as: a\n    next: police-now because a/3",
            2,
            "has 2",
        ),
        (
            "every 1 week from 17 Feb 2014 08:00 to 18 Feb 2014  contact gift",
            1,
            "fewer than two",
        ),
        (
            "every other week from 17 Feb 2014 08:00 to 18 Feb 2014  contact gift",
            1,
            "every 2 weeks",
        ),
        (
            "14 Feb 2014 10:30  import \"a\"\n    counts: read 3; taken 1; left out 1; already 0; not understood 0",
            2,
            "3 read",
        ),
        (
            "14 Feb 2014 10:30  disclose police  to: \"P\"\n    decision: goes #0  by: \"W\"  because: \"x\"",
            2,
            "basis",
        ),
        (
            "14 Feb 2014 10:30  contact gift\n    decision: stays #0  by: \"W\"  because: \"x\"",
            1,
            "disclose",
        ),
        (
            "14 Feb 2014 10:30  correct #1  field: place  value: \"x\"",
            1,
            "because",
        ),
        ("14 Feb 2014 10:30  step decide police-now", 1, "decide"),
    ];
    for (body, line, word) in refusals {
        let (at, what) = refused(body);
        assert_eq!(at, line, "{body}\n{what}");
        assert!(what.contains(word), "{body}\nsays: {what}\nwithout: {word}");
    }
}

#[test]
fn the_head_is_checked_too() {
    let without = HEAD.replace("initials: XYZ\n", "");
    let error = Story::parse(&format!("{without}14 Feb 2014 10:30  verify")).unwrap_err();
    assert!(error.to_string().contains("initials"), "{error}");

    let error = Story::parse(&HEAD.replace("case: pin", "name: pin")).unwrap_err();
    assert_eq!(error.line, 3, "{error}");

    let error = Story::parse(&HEAD.replace("exercises: R1,", "exercises: one,")).unwrap_err();
    assert_eq!(error.line, 11, "{error}");

    assert!(
        Story::parse(HEAD)
            .unwrap_err()
            .what
            .contains("nothing happens")
    );
    assert!(Story::parse("").is_err());
}

#[test]
fn a_table_or_diary_and_what_stands_of_it() {
    let story = parse(
        "14 Feb 2014 10:30  import \"a.csv\" \"b.txt\"  reader: diary  channel: call  as: list\n\
         \x20   column: date=Date, \"words=What happened\"\n\
         \x20   counts: read 2; taken 2; left out 0; already 0; not understood 0; gaps 1\n\
         \x20   stands: list/2 13 Feb 2014 09:05 call He rang; twice\n\
         \x20   nowhere: cora lint; tea\n",
    )
    .unwrap();
    let Event::Import(import) = &story.scenes[0].event else {
        panic!()
    };
    assert_eq!(import.reader.as_deref(), Some("diary"));
    assert_eq!(import.channel.as_deref(), Some("call"));
    assert_eq!(import.columns, ["date=Date", "words=What happened"]);
    let expects = &story.scenes[0].expects;
    let Expected::Stands(stands) = &expects[1].what else {
        panic!()
    };
    assert_eq!(stands.entry, EntryRef::Nth("list".to_owned(), 2));
    assert_eq!(stands.at, jiff::civil::datetime(2014, 2, 13, 9, 5, 0, 0));
    assert_eq!(
        (stands.channel.as_str(), stands.words.as_str()),
        ("call", "He rang; twice")
    );
    assert_eq!(
        expects[2].what,
        Expected::Nowhere(vec!["cora lint".to_owned(), "tea".to_owned()])
    );
    let import = "14 Feb 2014 10:30  import \"a\"  as: list\n    counts: taken 2\n";
    let (line, what) = refused(&format!(
        "{import}    stands: list/3 13 Feb 2014 09:05 call He\n"
    ));
    assert!(line == 3 && what.contains("3 is asked for"), "{what}");
    let (_, what) = refused(&format!("{import}    stands: list/1 call He\n"));
    assert!(what.contains("date"), "{what}");
}

#[test]
fn what_a_search_finds_and_what_a_bundle_holds() {
    let story = parse(
        "14 Feb 2014 10:30  contact letter \"Ring me.\"  as: letter\n\
         \x20   finds: 2 strong feelings; 0 dahlia\n\
         14 Feb 2014 10:40  disclose police  to: \"Police\"\n\
         \x20   goes: #0 letter.words, XYZ/1\n\
         \x20   stays: letter.clinical; XYZ/2\n",
    )
    .unwrap();
    let words = |n: u64, words: &str| (n, words.to_owned());
    assert_eq!(
        story.scenes[0].expects[0].what,
        Expected::Finds(vec![words(2, "strong feelings"), words(0, "dahlia")])
    );
    let letter = |field: &str| {
        Given::Item(Item {
            entry: EntryRef::Label("letter".to_owned()),
            field: Some(field.to_owned()),
        })
    };
    let case = Given::Item(Item {
        entry: EntryRef::Number(0),
        field: None,
    });
    let original = |reference: &str| Given::Original(reference.to_owned());
    assert_eq!(
        story.scenes[1].expects[0].what,
        Expected::Goes(vec![case, letter("words"), original("XYZ/1")])
    );
    assert_eq!(
        story.scenes[1].expects[1].what,
        Expected::Stays(vec![letter("clinical"), original("XYZ/2")])
    );
    let (line, what) = refused("14 Feb 2014 10:30  verify\n    stays: letter.words\n");
    assert_eq!(line, 2);
    assert!(what.contains("letter"), "{what}");
    let (_, what) = refused("14 Feb 2014 10:30  verify\n    finds: feelings\n");
    assert!(what.contains("number"), "{what}");
}
