//! Whatever a case holds, it is answered: no panic, in order, each step explained, and by what was
//! known alone.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod made;

use std::sync::LazyLock;

use jiff::{SignedDuration, Timestamp};
use made::{act, at, contact, exhibit, measure, measure_naming, opening};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use standfast_case::Case;
use standfast_model::lists::{
    Channel, Jurisdiction, MeasureKind, Party, Relation, Setting, Sign, StepAct,
};
use standfast_model::{Body, Class, Entry, Occurred, kinds};
use standfast_pathway::{Advice, Packs, next};

static PACKS: LazyLock<Packs> = LazyLock::new(|| Packs::shipped().unwrap());

fn any_contact() -> impl Strategy<Value = Body> {
    let signs = subsequence(Sign::WORDS.to_vec(), 0..4);
    let from = select(vec![
        Party::Subject,
        Party::Subject,
        Party::Clinician,
        Party::Other("mother".into()),
    ]);
    (
        -5_i64..60,
        select(Channel::WORDS.to_vec()),
        signs,
        from,
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(day, channel, signs, from, sure, towards)| {
            let Body::Contact(mut body) = contact(day, channel, &signs) else {
                unreachable!()
            };
            body.from = from;
            if !sure {
                body.occurred = Occurred::not_sure("Europe/London");
            }
            body.towards = towards.then(|| "Reception".to_owned());
            body.into()
        })
}

fn any_measure() -> impl Strategy<Value = Body> {
    (
        -5_i64..60,
        select(MeasureKind::WORDS.to_vec()),
        any::<bool>(),
        proptest::option::of(0_i64..90),
    )
        .prop_map(|(day, kind, names, until)| {
            let Body::Measure(mut body) = measure_naming(day, kind, names) else {
                unreachable!()
            };
            body.until = until.map(|day| jiff::tz::TimeZone::UTC.to_datetime(at(day)).date());
            body.into()
        })
}

fn any_act() -> impl Strategy<Value = Body> {
    let mut steps = PACKS.steps();
    steps.push("no-such-step".to_owned());
    (select(steps), select(StepAct::ALL.to_vec())).prop_map(|(step, did)| act(&step, did))
}

fn any_pointer() -> impl Strategy<Value = Body> {
    let because = || "so".to_owned();
    let retraction = (0_u64..30).prop_map(move |n| {
        Body::from(kinds::Retraction {
            retracts: n,
            because: because(),
        })
    });
    let correction =
        (0_u64..30, subsequence(Sign::WORDS.to_vec(), 0..3)).prop_map(move |(n, signs)| {
            Body::from(kinds::Correction {
                corrects: n,
                field: "signs".to_owned(),
                value: serde_json::json!(signs),
                because: "so".to_owned(),
                class: Class::Open,
            })
        });
    let kept = (0_u64..30).prop_map(|n| exhibit("WAQ/1", n));
    prop_oneof![retraction, correction, kept]
}

fn any_body() -> impl Strategy<Value = Body> {
    prop_oneof![4 => any_contact(), 3 => any_measure(), 2 => any_act(), 1 => any_pointer()]
}

fn any_opening() -> impl Strategy<Value = kinds::Case> {
    (
        select(Setting::WORDS.to_vec()),
        select(Jurisdiction::WORDS.to_vec()),
        select(Relation::WORDS.to_vec()),
        any::<bool>(),
    )
        .prop_map(
            |(setting, jurisdiction, relation, vulnerable)| kinds::Case {
                vulnerable: vulnerable.then(|| "so".to_owned()),
                ..opening(setting, jurisdiction, relation)
            },
        )
}

/// Entries as they were recorded, six hours apart, whatever they say of when it happened.
fn entries(opening: kinds::Case, bodies: Vec<Body>) -> Vec<Entry> {
    let (mut record, mut private) = (0, 0);
    std::iter::once(Body::from(opening))
        .chain(bodies)
        .enumerate()
        .map(|(i, body)| {
            let recorded = at(0) + SignedDuration::from_hours(6 * i64::try_from(i).unwrap());
            let n = match body.kind().log() {
                standfast_model::Log::Record => &mut record,
                standfast_model::Log::Private => &mut private,
            };
            *n += 1;
            Entry {
                n: *n - 1,
                recorded,
                body,
            }
        })
        .collect()
}

fn is_in_order(advice: &Advice) -> bool {
    let rank = |s: &standfast_pathway::StepAdvice| (!s.state.is_open(), s.urgency);
    let open: Vec<_> = advice.steps.iter().map(rank).collect();
    open.iter().filter(|(ended, _)| !ended).count()
        == open.iter().take_while(|(ended, _)| !ended).count()
        && open
            .windows(2)
            .all(|w| w[0].0 || w[1].0 || w[0].1 <= w[1].1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_case_is_answered_by_what_was_known(
        opening in any_opening(),
        bodies in proptest::collection::vec(any_body(), 0..30),
        at_day in -10_i64..100,
        known_hours in 0_i64..200,
    ) {
        let entries = entries(opening, bodies);
        let (day, known) = (at(at_day), at(0) + SignedDuration::from_hours(known_hours));
        let seen = next(&Case::fold(&entries), &PACKS, day, known);
        let only: Vec<Entry> = entries.iter().filter(|e| e.recorded <= known).cloned().collect();
        prop_assert_eq!(&seen, &next(&Case::fold(&only), &PACKS, day, known), "what came later was used");
        prop_assert!(is_in_order(&seen));
        prop_assert!(!seen.urgent_help.is_empty());
        let last = only.iter().map(|e| e.n).max().unwrap_or(0);
        for step in &seen.steps {
            prop_assert!(!step.because.is_empty() && step.because.iter().all(|n| *n <= last), "{:?}", step);
            prop_assert!(step.because.windows(2).all(|w| w[0] < w[1]), "{:?}", step);
            prop_assert!(!step.why.is_empty() && !step.why.contains('{') && !step.text.contains('{'), "{:?}", step);
            prop_assert!(!step.state.is_open() || !step.text.is_empty(), "{:?}", step);
        }
        let ids: Vec<&str> = seen.steps.iter().map(|s| s.id.as_str()).collect();
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        prop_assert_eq!(once.len(), ids.len(), "a step is there twice: {:?}", ids);
    }
}

#[test]
fn the_far_ends_of_time_are_days_like_others() {
    let case = made::case(&[
        contact(1, "letter", &["declaration", "threat"]),
        measure(2, "privacy-review"),
    ]);
    for day in [Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX] {
        for known in [Timestamp::MIN, Timestamp::MAX] {
            assert!(!next(&case, &PACKS, day, known).urgent_help.is_empty());
        }
    }
}
