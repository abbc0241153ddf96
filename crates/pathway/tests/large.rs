//! A case of a hundred thousand entries is answered in few words. How fast: `docs/benchmarks.md`.

#![allow(clippy::unwrap_used, missing_docs)]

mod made;

use jiff::SignedDuration;
use made::{at, case, contact, measure, occurred};
use standfast_case::Case;
use standfast_model::{Body, Entry};
use standfast_pathway::{Packs, next};

/// After telling and warning, one message a minute, most of them unwanted.
fn of_size(contacts: u64) -> Case {
    let mut case = case(&[
        contact(1, "letter", &["declaration"]),
        measure(2, "reply"),
        measure(3, "warning-letter"),
    ]);
    for i in 0..contacts {
        let when = at(4) + SignedDuration::from_mins(i64::try_from(i).unwrap());
        let signs: &[&str] = match i % 4 {
            0 => &["after-being-told"],
            1 => &["after-being-told", "persistent"],
            2 => &["fear"],
            _ => &[],
        };
        let Body::Contact(mut body) = contact(4, "message", signs) else {
            unreachable!()
        };
        body.occurred = occurred(when);
        case.add(&Entry {
            n: i + 4,
            recorded: when,
            body: body.into(),
        });
    }
    case
}

/// Every contact makes some rule due here, which is the most that there can be to say.
#[test]
fn a_hundred_thousand_entries_are_answered_in_few_words() {
    let case = of_size(100_000);
    let packs = Packs::shipped().unwrap();
    let day = at(4 + 100_000 / (24 * 60) + 1);
    let advice = next(&case, &packs, day, day);
    let first = advice.steps.first().unwrap();
    assert_eq!(
        (first.id.as_str(), first.because.len()),
        ("police-now", 25_000)
    );
    assert!(
        first.why.len() < 500 && first.text.len() < 500,
        "{}",
        first.why
    );
    for step in &advice.steps {
        assert!(
            step.why.len() < 2_000,
            "{}: {} characters of why",
            step.id,
            step.why.len()
        );
    }
}
