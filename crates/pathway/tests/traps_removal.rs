//! What well-meant advice gets wrong about removal from a list (rows P of the guidance): which warning can
//! lead to it, for how long, where there is a list at all, and by which guidance of which day.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod made;

use made::{advice, advice_of, contact, is_open, measure, measure_naming, opening, state, step};
use standfast_model::Body;
use standfast_pathway::{Packs, State};

fn love(day: i64) -> Body {
    contact(day, "letter", &["declaration"])
}

fn again(day: i64) -> Body {
    contact(day, "letter", &["after-being-told"])
}

/// P13: a spoken warning that named removal counts. P14: a letter that did not, does not.
#[test]
fn only_a_warning_that_named_removal_can_lead_to_it() {
    let after = |warning: Body| state(&advice(&[love(1), warning, again(3)], 4), "list-removal");
    assert_eq!(after(measure_naming(2, "reply", true)), Some(State::Open));
    assert_eq!(after(measure_naming(2, "warning-letter", false)), None);
    assert_eq!(after(measure_naming(2, "reply", false)), None);
}

/// P15: a warning counts for twelve months; then a fresh one goes first.
#[test]
fn a_warning_is_spent_after_a_year() {
    let on = |day: i64| advice(&[love(1), measure(2, "warning-letter"), again(day)], day);
    let in_time = on(2 + 364);
    assert!(is_open(&in_time, "list-removal"));
    assert_eq!(state(&in_time, "warning-letter"), None);
    let spent = on(2 + 365);
    assert_eq!(state(&spent, "list-removal"), None);
    assert!(is_open(&spent, "warning-letter"));
    // What came within the year does not ask for a fresh letter by itself when the year is over.
    let quiet = advice(&[love(1), measure(2, "warning-letter"), again(30)], 500);
    assert_eq!(state(&quiet, "warning-letter"), None);
}

/// P20, P24, P25: fear for safety is enough, without a warning, once the police were told of it.
#[test]
fn fear_and_a_police_report_open_the_way_without_a_warning() {
    let fear = || contact(2, "attendance-work", &["fear"]);
    let before = advice(&[fear()], 3);
    assert_eq!(
        (before.steps[0].id.as_str(), state(&before, "list-removal")),
        ("police-now", None)
    );
    let earlier = advice(&[measure(1, "police-report"), fear()], 3);
    assert_eq!(
        state(&earlier, "list-removal"),
        None,
        "another matter was reported, not this one"
    );
    let after = advice(&[fear(), measure(3, "police-report")], 3);
    assert!(is_open(&after, "list-removal"));
    assert_eq!(step(&after, "list-removal").unwrap().because, vec![1, 2]);
}

/// P28: no list in a hospital, nor in a setting whose own rules are not in; and of the latter that is said.
#[test]
fn other_settings_know_no_list() {
    let bodies = [
        love(1),
        measure(2, "warning-letter"),
        contact(
            3,
            "attendance-work",
            &["aggression", "fear", "after-being-told"],
        ),
        measure(4, "police-report"),
        contact(5, "attendance-work", &["after-being-told"]),
        measure(6, "list-removal"),
    ];
    for setting in ["hospital", "community", "dental"] {
        for jurisdiction in ["england", "wales", "scotland", "northern-ireland"] {
            let advice = advice_of(opening(setting, jurisdiction, "patient"), &bodies[..5], 5);
            assert_eq!(
                state(&advice, "list-removal"),
                None,
                "{setting} {jurisdiction}"
            );
            assert_eq!(
                advice.notices.is_empty(),
                setting == "hospital",
                "{setting} {jurisdiction}"
            );
            for step in &advice.steps {
                for word in [
                    " list",
                    "eighth day",
                    "commissioner",
                    "partners",
                    "allocation",
                ] {
                    let text = step.text.to_lowercase();
                    assert!(!text.contains(word), "{setting}: {word} in: {text}");
                }
            }
            let removed = advice_of(opening(setting, jurisdiction, "patient"), &bodies, 6);
            for clock in ["removal-notice", "removal-effect"] {
                assert_eq!(state(&removed, clock), None, "{setting} {jurisdiction}");
            }
        }
    }
    assert!(advice(&bodies[..5], 5).notices.is_empty());
    assert!(is_open(&advice(&bodies[..5], 5), "list-removal"));
}

/// A text that was replaced is cited for days on which it stood, and not for others (P47).
#[test]
fn guidance_is_cited_for_its_own_days() {
    let sources = |from: &str| {
        let day: jiff::civil::Date = from.parse().unwrap();
        let shift = i64::from((day - jiff::civil::date(2026, 3, 1)).get_days());
        let bodies = [
            love(shift + 1),
            measure(shift + 2, "warning-letter"),
            again(shift + 3),
        ];
        let packs = Packs::shipped().unwrap();
        let advice = standfast_pathway::next(
            &made::case(&bodies),
            &packs,
            made::end_of(shift + 3),
            jiff::Timestamp::MAX,
        );
        let step = step(&advice, "list-removal")?.clone();
        Some((
            step.later,
            step.sources.into_iter().map(|s| s.id).collect::<Vec<_>>(),
        ))
    };
    let (later, today) = sources("2026-03-01").unwrap();
    assert!(!later && today.iter().any(|s| s == "ending-relationship-2024"));
    assert!(!today.iter().any(|s| s == "ending-relationship-2013"));
    let (later, then) = sources("2016-03-01").unwrap();
    assert!(!later, "the regulations were in force");
    assert!(then.iter().any(|s| s == "ending-relationship-2013"));
    assert!(
        sources("2014-03-01").is_none(),
        "regulations that were not yet in force"
    );
}
