//! The same case on different days: what had occurred by then, and what had been recorded by then.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod made;

use jiff::SignedDuration;
use made::{at, case, contact, end_of, exhibit, is_open, measure, occurred, state, step};
use standfast_case::Case;
use standfast_model::{Body, Class, Entry, Occurred, Precision, kinds};
use standfast_pathway::{Advice, Packs, State, next};

fn look(case: &Case, at_day: i64, known_day: i64) -> Advice {
    next(
        case,
        &Packs::shipped().unwrap(),
        end_of(at_day),
        end_of(known_day),
    )
}

/// A letter of day 1 that is recorded only on day 5.
fn late() -> Case {
    let mut case = case(&[]);
    let letter = contact(1, "letter", &["declaration"]);
    case.add(&Entry {
        n: 1,
        recorded: at(5),
        body: letter,
    });
    case
}

#[test]
fn what_was_recorded_later_was_not_known() {
    let case = late();
    assert!(
        look(&case, 1, 4).steps.is_empty(),
        "nobody had written it down by day 4"
    );
    assert!(
        is_open(&look(&case, 1, 5), "boundary-reply"),
        "it had happened by day 1"
    );
}

#[test]
fn what_had_not_happened_yet_asks_for_nothing() {
    assert!(look(&late(), 0, 5).steps.is_empty(), "it happened on day 1");
}

/// Nobody is late with what they did not know of: time runs from the day on which it was recorded.
#[test]
fn the_last_day_in_time_counts_from_when_it_was_known() {
    let day = |n: i64| jiff::tz::TimeZone::UTC.to_datetime(at(n)).date();
    let advice = look(&late(), 5, 5);
    let reply = step(&advice, "boundary-reply").unwrap();
    assert_eq!((reply.by, reply.state), (Some(day(6)), State::Open));
    assert_eq!(
        state(&look(&late(), 7, 7), "boundary-reply"),
        Some(State::Overdue)
    );
}

#[test]
fn before_any_entry_there_are_no_steps_and_help_all_the_same() {
    let before = next(&late(), &Packs::shipped().unwrap(), at(5), at(-1));
    assert!(before.steps.is_empty() && !before.urgent_help.is_empty());
    let nothing = next(&Case::new(), &Packs::shipped().unwrap(), at(5), at(5));
    assert!(nothing.steps.is_empty() && !nothing.urgent_help.is_empty());
}

#[test]
fn a_retraction_takes_the_step_back_from_when_it_was_known() {
    let mut case = case(&[contact(1, "attendance-work", &["threat"])]);
    let retraction = kinds::Retraction {
        retracts: 1,
        because: "another patient".to_owned(),
    };
    case.add(&Entry {
        n: 2,
        recorded: at(3),
        body: retraction.into(),
    });
    assert!(is_open(&look(&case, 3, 2), "police-now"));
    assert_eq!(state(&look(&case, 3, 3), "police-now"), None);
}

/// Signs that are ticked later make a step due again, though it had been declined before.
#[test]
fn a_declined_step_comes_back_when_more_is_said() {
    let threat = |n: i64| contact(n, "letter", &["threat"]);
    let decline = || made::act("police-now", standfast_model::lists::StepAct::Declined);
    let mut case = case(&[threat(1), decline()]);
    assert_eq!(
        state(&look(&case, 2, 2), "police-now"),
        Some(State::Declined)
    );
    let correction = kinds::Correction {
        corrects: 1,
        field: "signs".to_owned(),
        value: serde_json::json!(["threat", "fear"]),
        because: "read again".to_owned(),
        class: Class::Open,
    };
    case.add(&Entry {
        n: 2,
        recorded: at(3),
        body: correction.into(),
    });
    assert!(is_open(&look(&case, 3, 3), "police-now"));
    assert_eq!(
        state(&look(&case, 3, 2), "police-now"),
        Some(State::Declined),
        "not known then"
    );
}

/// "8 May" for both: what was recorded later came after.
#[test]
fn a_measure_known_only_by_its_day_comes_after_that_days_contacts() {
    let whole_day = |body: Body| {
        let (from, until) = (
            at(1) - SignedDuration::from_hours(10),
            at(1) + SignedDuration::from_hours(14),
        );
        let when = Occurred {
            from: Some(from),
            until: Some(until),
            precision: Precision::Day,
            ..occurred(at(1))
        };
        match body {
            Body::Measure(m) => kinds::Measure {
                occurred: when,
                ..m
            }
            .into(),
            other => other,
        }
    };
    let mut told = case(&[contact(1, "letter", &["declaration"])]);
    told.add(&Entry {
        n: 2,
        recorded: at(1) + SignedDuration::from_hours(1),
        body: whole_day(measure(1, "reply")),
    });
    assert_eq!(
        state(&look(&told, 1, 1), "boundary-reply"),
        Some(State::Done)
    );
}

#[test]
fn an_original_that_is_attached_ends_its_keeping() {
    let message = || contact(1, "message", &["declaration"]);
    assert!(is_open(
        &look(&case(&[message()]), 1, 1),
        "preserve-evidence"
    ));
    let kept = case(&[message(), exhibit("WAQ/1", 1)]);
    let advice = look(&kept, 1, 1);
    let step = step(&advice, "preserve-evidence").unwrap();
    assert_eq!(
        (step.state, step.why.as_str()),
        (State::Done, "WAQ/1 is attached to #1")
    );
}

#[test]
fn four_weeks_without_a_message_end_the_reminder() {
    let case = case(&[contact(1, "message", &["declaration"])]);
    assert!(is_open(&look(&case, 28, 28), "no-reply-online"));
    assert_eq!(
        state(&look(&case, 29, 29), "no-reply-online"),
        Some(State::NotNeeded)
    );
}
