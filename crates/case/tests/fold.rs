//! The fold: in steps as at once, in any order, and as it was known on a day.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use standfast_case::Case;
use standfast_model::lists::{Channel, MeasureKind, OutcomeKind, Party, Sign};
use standfast_model::{Body, Class, Entry, FieldValue, Occurred, Precision, kinds};

fn at(hour: i64) -> Timestamp {
    "2026-02-01T00:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hour)
}

fn occurred(hour: Option<i64>) -> Occurred {
    match hour {
        None => Occurred::not_sure("Europe/London"),
        Some(hour) => Occurred {
            text: "then".to_owned(),
            from: Some(at(hour)),
            until: Some(at(hour) + SignedDuration::from_mins(1)),
            zone: "Europe/London".to_owned(),
            precision: Precision::Minute,
            doubt: None,
        },
    }
}

fn contact(hour: Option<i64>, signs: Vec<Sign>) -> kinds::Contact {
    kinds::Contact {
        channel: Some(Channel::Message),
        platform: Some("whatsapp".to_owned()),
        from: Party::Subject,
        from_account: None,
        towards: None,
        occurred: occurred(hour),
        title: None,
        words: Some("words".to_owned()),
        signs,
        effect: None,
        reply: None,
        clinical: None,
        place: None,
        witnesses: vec![],
        marks: vec![],
        doubts: vec![],
        source: None,
    }
}

fn case_body() -> Body {
    kinds::Case {
        name: Some("knee".to_owned()),
        clinician: Some("Dr W Quillmarsh".to_owned()),
        initials: Some("WAQ".to_owned()),
        zone: Some("Europe/London".to_owned()),
        setting: None,
        jurisdiction: None,
        subject: None,
        relation: None,
        age_band: None,
        vulnerable: None,
        closed: false,
        because: None,
    }
    .into()
}

fn measure(hour: Option<i64>, kind: MeasureKind) -> Body {
    kinds::Measure {
        measure: kind,
        occurred: occurred(hour),
        by: None,
        words: None,
        names_removal: false,
        reference: None,
        until: None,
    }
    .into()
}

fn outcome(hour: Option<i64>, kind: OutcomeKind, keep_until: Option<&str>) -> Body {
    kinds::Outcome {
        outcome: kind,
        occurred: occurred(hour),
        words: None,
        keep_until: keep_until.map(|d| d.parse().unwrap()),
    }
    .into()
}

fn correction(corrects: u64, field: &str, value: serde_json::Value) -> Body {
    kinds::Correction {
        corrects,
        field: field.to_owned(),
        value,
        because: "seen again".to_owned(),
        class: Class::Open,
    }
    .into()
}

fn retraction(retracts: u64) -> Body {
    kinds::Retraction {
        retracts,
        because: "not him".to_owned(),
    }
    .into()
}

/// One entry as chance has it; `before` are the numbers it may point at.
fn any_body(before: u64) -> impl Strategy<Value = Body> {
    let hour = proptest::option::weighted(0.8, 0_i64..400);
    let signs =
        proptest::sample::subsequence(vec![Sign::Declaration, Sign::Fear, Sign::Gift], 0..=3);
    let telling = proptest::sample::select(vec![
        MeasureKind::Reply,
        MeasureKind::WarningLetter,
        MeasureKind::ToldManager,
        MeasureKind::Restriction,
    ]);
    let (to, again) = (0..before, 0..before);
    prop_oneof![
        5 => (hour.clone(), signs.clone()).prop_map(|(h, s)| contact(h, s).into()),
        2 => (hour.clone(), telling).prop_map(|(h, k)| measure(h, k)),
        1 => (hour.clone(), any::<bool>()).prop_map(|(h, k)| outcome(h, OutcomeKind::Transferred, k.then_some("2033-02-01"))),
        2 => (to.clone(), signs).prop_map(|(n, s)| correction(n, "signs", s.to_value().unwrap_or_else(|| serde_json::json!([])))),
        2 => (to, hour).prop_map(|(n, h)| correction(n, "occurred", occurred(h).to_json())),
        1 => again.prop_map(retraction),
    ]
}

/// A record log: each entry recorded some hours after the one before.
fn any_log() -> impl Strategy<Value = Vec<Entry>> {
    proptest::collection::vec(0_i64..30, 1..40).prop_flat_map(|gaps| {
        let bodies: Vec<_> = (1..=gaps.len() as u64).map(any_body).collect();
        (Just(gaps), bodies).prop_map(|(gaps, bodies)| {
            let mut hour = 0;
            let mut log = vec![Entry {
                n: 0,
                recorded: at(0),
                body: case_body(),
            }];
            for (i, (gap, body)) in gaps.into_iter().zip(bodies).enumerate() {
                hour += gap;
                log.push(Entry {
                    n: i as u64 + 1,
                    recorded: at(hour),
                    body,
                });
            }
            log
        })
    })
}

/// All that a view says.
fn seen(case: &Case, at: Timestamp, known: Timestamp) -> String {
    let view = case.as_of(at, known);
    let told: Vec<Vec<u64>> = view
        .contacts()
        .iter()
        .map(|c| view.told_before(c))
        .collect();
    let pointed: Vec<(Vec<u64>, Option<u64>)> = (0..45)
        .map(|n| (view.corrected_by(n), view.retracted_by(n)))
        .collect();
    format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{told:?}\n{pointed:?}",
        view.settings(),
        view.contacts(),
        view.measures(),
        view.outcomes(),
        view.keep_until(),
        view.occasions(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn in_steps_as_at_once(log in any_log(), cut in 0_usize..41, day in 0_i64..500) {
        let at_once = Case::fold(&log);
        let mut in_steps = Case::new();
        for (i, entry) in log.iter().enumerate() {
            if i == cut {
                // Looked at half-way: a look changes nothing.
                let _ = seen(&in_steps, at(day), at(day));
            }
            in_steps.add(entry);
        }
        prop_assert_eq!(seen(&at_once, Timestamp::MAX, Timestamp::MAX), seen(&in_steps, Timestamp::MAX, Timestamp::MAX));
        prop_assert_eq!(seen(&at_once, at(day), at(day)), seen(&in_steps, at(day), at(day)));
    }

    #[test]
    fn in_any_order_and_once_however_often(log in any_log(), seed in any::<u64>()) {
        let mut shuffled: Vec<&Entry> = log.iter().chain(&log).collect();
        shuffled.sort_by_key(|e| (e.n + 1).wrapping_mul(seed | 1).rotate_left(17));
        let (plain, mixed) = (Case::fold(&log), Case::fold(shuffled));
        prop_assert_eq!(seen(&plain, Timestamp::MAX, Timestamp::MAX), seen(&mixed, Timestamp::MAX, Timestamp::MAX));
    }

    /// What was known on a day is what the entries recorded by then say, and nothing else.
    #[test]
    fn known_on_a_day_is_what_was_recorded_by_then(log in any_log(), known in 0_i64..500, day in 0_i64..500) {
        let by_then: Vec<&Entry> = log.iter().filter(|e| e.recorded <= at(known)).collect();
        let (all, then) = (Case::fold(&log), Case::fold(by_then));
        prop_assert_eq!(seen(&all, at(day), at(known)), seen(&then, at(day), at(known)));
    }

    /// Nothing that happened later is seen on a day, and a later day shows no fewer entries.
    #[test]
    fn a_later_day_shows_more(log in any_log(), day in 0_i64..450, more in 0_i64..50) {
        let case = Case::fold(&log);
        let (early, late) = (case.as_of(at(day), Timestamp::MAX), case.as_of(at(day + more), Timestamp::MAX));
        for contact in early.contacts() {
            prop_assert!(contact.moment().key() <= at(day));
        }
        let numbers = |v: &standfast_case::View<'_>| v.contacts().iter().map(|c| c.n).collect::<std::collections::BTreeSet<_>>();
        prop_assert!(numbers(&early).is_subset(&numbers(&late)));
    }
}

fn log(bodies: Vec<Body>) -> Vec<Entry> {
    bodies
        .into_iter()
        .enumerate()
        .map(|(i, body)| Entry {
            n: i as u64,
            recorded: at(i as i64),
            body,
        })
        .collect()
}

#[test]
fn a_correction_counts_from_when_it_was_recorded() {
    let entries = log(vec![
        case_body(),
        contact(Some(0), vec![]).into(),
        correction(1, "signs", serde_json::json!(["fear"])),
    ]);
    let case = Case::fold(&entries);
    assert!(!case.as_of(Timestamp::MAX, at(1)).contacts()[0].has(&Sign::Fear));
    assert!(case.now().contacts()[0].has(&Sign::Fear));
    assert_eq!(case.now().corrected_by(1), [2]);
}

#[test]
fn a_retraction_marks_and_does_not_move_anything() {
    let entries = log(vec![
        case_body(),
        contact(Some(0), vec![Sign::Fear]).into(),
        retraction(1),
    ]);
    let case = Case::fold(&entries);
    assert_eq!(case.now().retracted_by(1), Some(2));
    assert!(!case.as_of(Timestamp::MAX, at(1)).retracted(1));
    assert_eq!(case.size(standfast_model::Log::Record), 3);
}

#[test]
fn two_contacts_of_one_day_are_one_occasion_and_of_two_days_two() {
    let on = |hour| Body::from(contact(Some(hour), vec![Sign::Declaration]));
    let one = Case::fold(&log(vec![case_body(), on(10), on(20)]));
    assert_eq!(one.now().occasions().len(), 1);
    let two = Case::fold(&log(vec![case_body(), on(10), on(34)]));
    assert_eq!(two.now().occasions().len(), 2);
}

#[test]
fn told_before_is_what_was_said_before_that_contact() {
    let entries = log(vec![
        case_body(),
        contact(Some(1), vec![Sign::Declaration]).into(),
        measure(Some(2), MeasureKind::Reply),
        contact(Some(3), vec![Sign::Declaration]).into(),
    ]);
    let case = Case::fold(&entries);
    let view = case.now();
    let told: Vec<Vec<u64>> = view
        .contacts()
        .iter()
        .map(|c| view.told_before(c))
        .collect();
    assert_eq!(told, [vec![], vec![2]]);
}

#[test]
fn the_last_outcome_that_says_so_sets_how_long_to_keep_and_resuming_takes_it_back() {
    let day = |d: &str| d.parse::<jiff::civil::Date>().unwrap();
    let entries = log(vec![
        case_body(),
        outcome(Some(1), OutcomeKind::Transferred, Some("2033-02-01")),
        outcome(Some(2), OutcomeKind::FizzledOut, None),
        outcome(Some(3), OutcomeKind::Resumed, None),
        outcome(Some(4), OutcomeKind::Sentence, Some("2036-02-01")),
        correction(4, "keep_until", serde_json::json!("2037-02-01")),
    ]);
    let case = Case::fold(&entries);
    let kept = |hour| case.as_of(at(hour), Timestamp::MAX).keep_until();
    assert_eq!(kept(0), None);
    assert_eq!(kept(2), Some((day("2033-02-01"), 1)));
    assert_eq!(kept(3), None);
    assert_eq!(kept(4), Some((day("2037-02-01"), 4)));
    let known = case.as_of(Timestamp::MAX, at(4)).keep_until();
    assert_eq!(known, Some((day("2036-02-01"), 4)));
}
