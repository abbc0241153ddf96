//! Each step: a case that brings it and one that does not, what ends it, and what explains it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod made;

use jiff::Timestamp;
use made::{advice, at, case, contact, is_open, measure, measure_naming, step};
use proptest::prelude::*;
use standfast_model::Body;
use standfast_model::lists::{Channel, MeasureKind, Sign};
use standfast_pathway::{Packs, State, next};

/// Step, what brings it, what does not.
fn table() -> Vec<(&'static str, Vec<Body>, Vec<Body>)> {
    let thanks = || vec![contact(1, "card", &[])];
    let love = || contact(1, "letter", &["declaration"]);
    let stopped = || measure(2, "reply");
    vec![
        ("boundary-reply", vec![love()], thanks()),
        (
            "no-reply-online",
            vec![contact(1, "message", &["declaration"])],
            thanks(),
        ),
        (
            "decline-friend-request",
            vec![contact(1, "friend-request", &[])],
            thanks(),
        ),
        (
            "gift-decision",
            vec![contact(1, "gift", &["gift"])],
            thanks(),
        ),
        (
            "preserve-evidence",
            vec![contact(1, "message", &["declaration"])],
            vec![],
        ),
        ("tell-manager", vec![love()], thanks()),
        ("contact-defence-organisation", vec![love()], thanks()),
        (
            "privacy-review",
            vec![contact(1, "message", &["declaration"])],
            thanks(),
        ),
        (
            "police-now",
            vec![contact(1, "attendance-work", &["threat"])],
            vec![love()],
        ),
        (
            "police-report",
            vec![
                love(),
                stopped(),
                contact(3, "letter", &["after-being-told"]),
                contact(5, "letter", &["after-being-told"]),
            ],
            vec![love()],
        ),
        (
            "warning-letter",
            vec![
                love(),
                stopped(),
                contact(3, "letter", &["declaration", "after-being-told"]),
            ],
            thanks(),
        ),
        (
            "consequence",
            vec![
                love(),
                measure(2, "warning-letter"),
                contact(4, "letter", &["declaration", "after-being-told"]),
            ],
            vec![love()],
        ),
        (
            "number-and-email",
            vec![contact(1, "text", &[])],
            vec![contact(1, "letter", &[])],
        ),
        (
            "chaperone",
            vec![contact(1, "consultation", &["declaration"])],
            vec![love()],
        ),
        (
            "transfer-care",
            vec![
                love(),
                stopped(),
                contact(3, "letter", &["after-being-told"]),
            ],
            vec![love(), stopped()],
        ),
        (
            "restriction",
            vec![contact(1, "attendance-work", &["aggression"])],
            vec![contact(1, "attendance-work", &[])],
        ),
        (
            "emergency-exception",
            vec![measure(1, "transfer")],
            vec![love()],
        ),
        (
            "list-removal",
            vec![
                love(),
                measure(2, "warning-letter"),
                contact(4, "letter", &["after-being-told"]),
            ],
            vec![
                love(),
                measure_naming(2, "warning-letter", false),
                contact(4, "letter", &["after-being-told"]),
            ],
        ),
    ]
}

#[test]
fn each_step_comes_when_it_should_and_not_otherwise() {
    for (id, brings, does_not) in table() {
        let day = 6;
        assert!(is_open(&advice(&brings, day), id), "{id} did not come");
        assert!(
            !is_open(&advice(&does_not, day), id),
            "{id} came though nothing brings it"
        );
        // Nothing had happened yet on the day before.
        assert!(
            step(&advice(&brings, 0), id).is_none(),
            "{id} came before anything happened"
        );
    }
}

#[test]
fn every_step_is_explained_by_entries_that_were_there() {
    for (_, brings, _) in table() {
        for step in advice(&brings, 6).steps {
            assert!(!step.because.is_empty(), "{}: because of nothing", step.id);
            assert!(
                step.because.iter().all(|n| *n <= brings.len() as u64),
                "{}: {:?}",
                step.id,
                step.because
            );
            assert!(
                !step.why.is_empty() && !step.text.contains('{') && !step.why.contains('{'),
                "{step:?}"
            );
            let packs = Packs::shipped().unwrap().applying("england", "gp");
            assert!(packs.contains(&step.pack), "{}", step.pack);
        }
    }
}

#[test]
fn what_was_done_ends_it() {
    let love = || contact(1, "letter", &["declaration"]);
    for (id, done) in [
        ("boundary-reply", "reply"),
        ("tell-manager", "told-manager"),
        ("contact-defence-organisation", "told-defence-organisation"),
    ] {
        assert!(is_open(&advice(&[love()], 2), id), "{id}");
        let after = advice(&[love(), measure(2, done)], 2);
        assert_eq!(step(&after, id).map(|s| s.state), Some(State::Done), "{id}");
    }
}

#[test]
fn danger_stands_first_and_there_is_always_urgent_help() {
    let advice = advice(&[contact(1, "attendance-home", &["threat", "fear"])], 1);
    assert_eq!(advice.steps[0].id, "police-now");
    assert!(advice.urgent_help.iter().any(|h| h.call == "999"));
    let nothing = self::advice(&[], 1);
    assert!(nothing.steps.is_empty() && !nothing.urgent_help.is_empty());
}

#[test]
fn fear_keeps_the_clinician_from_saying_it_in_person() {
    let advice = advice(&[contact(1, "letter", &["declaration", "fear"])], 1);
    let step = step(&advice, "boundary-reply").unwrap();
    assert!(step.who.contains("manager"), "{}", step.who);
}

#[test]
fn advice_younger_than_the_day_says_so() {
    let mut old = contact(1, "letter", &["declaration"]);
    if let Body::Contact(c) = &mut old {
        c.occurred.from = Some("1995-03-01T10:00:00Z".parse().unwrap());
        c.occurred.until = c.occurred.from;
    }
    let moment = "1995-03-02T00:00:00Z".parse().unwrap();
    let advice = next(
        &case(&[old]),
        &Packs::shipped().unwrap(),
        moment,
        Timestamp::MAX,
    );
    // Its sources all bear a date, and every one is younger.
    assert!(step(&advice, "tell-manager").unwrap().later);
    let today = next(
        &case(&[contact(1, "letter", &["declaration"])]),
        &Packs::shipped().unwrap(),
        at(2),
        at(2),
    );
    assert!(!step(&today, "tell-manager").unwrap().later);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    /// Whatever a case holds: no panic, urgency in order, each step explained, the same each time.
    #[test]
    fn any_case_is_answered(rows in proptest::collection::vec((0_i64..40, 0_usize..22, 0_usize..21, any::<bool>()), 0..25), day in 0_i64..60) {
        let bodies: Vec<Body> = rows
            .into_iter()
            .map(|(day, a, b, is_contact)| {
                if is_contact {
                    let channel = Channel::WORDS[a % Channel::WORDS.len()];
                    let sign = Sign::WORDS[b % Sign::WORDS.len()];
                    contact(day, channel, if sign == "other" { &[] } else { std::slice::from_ref(&Sign::WORDS[b % Sign::WORDS.len()]) })
                } else {
                    let kinds: Vec<&&str> = MeasureKind::WORDS.iter().filter(|w| **w != "other").collect();
                    measure(day, kinds[(a * 21 + b) % kinds.len()])
                }
            })
            .collect();
        let once = advice(&bodies, day);
        let open: Vec<_> = once.steps.iter().filter(|s| matches!(s.state, State::Open | State::Overdue)).collect();
        prop_assert!(open.windows(2).all(|w| w[0].urgency <= w[1].urgency));
        for step in &once.steps {
            prop_assert!(!step.because.is_empty() && !step.why.is_empty(), "{step:?}");
            let ended = !matches!(step.state, State::Open | State::Overdue);
            prop_assert!(ended || !step.text.is_empty(), "{step:?}");
        }
        prop_assert_eq!(&once, &advice(&bodies, day));
    }
}
