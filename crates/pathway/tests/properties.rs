//! What holds whatever else a case holds: the order in which things were entered decides nothing, and
//! nothing that has to do with something else takes a step of danger away.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod made;

use std::sync::LazyLock;

use jiff::SignedDuration;
use made::{at, contact, end_of, measure_naming, occurred, opening};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use standfast_case::Case;
use standfast_model::lists::{Channel, Jurisdiction, MeasureKind, OutcomeKind, Setting, Sign};
use standfast_model::{Body, Entry, kinds};
use standfast_pathway::{Advice, Packs, next};

static PACKS: LazyLock<Packs> = LazyLock::new(|| Packs::shipped().unwrap());

/// All of them entered on one late day, in the order given.
fn entered(setting: &str, place: &str, bodies: &[Body]) -> Case {
    let mut case = Case::new();
    let opening = Body::from(opening(setting, place, "patient"));
    for (n, body) in std::iter::once(&opening).chain(bodies).enumerate() {
        let n = n as u64;
        case.add(&Entry {
            n,
            recorded: at(90) + SignedDuration::from_secs(i64::try_from(n).unwrap()),
            body: body.clone(),
        });
    }
    case
}

fn of_any_channel() -> impl Strategy<Value = Body> {
    let signs = subsequence(Sign::WORDS.to_vec(), 0..4);
    (1_i64..60, select(Channel::WORDS.to_vec()), signs)
        .prop_map(|(day, channel, signs)| contact(day, channel, &signs))
}

/// At noon, when no contact came: what is after what is plain.
fn of_any_kind() -> impl Strategy<Value = Body> {
    (
        1_i64..60,
        select(MeasureKind::WORDS.to_vec()),
        any::<bool>(),
    )
        .prop_map(|(day, kind, names)| {
            let Body::Measure(mut body) = measure_naming(day, kind, names) else {
                unreachable!()
            };
            body.occurred = occurred(at(day) + SignedDuration::from_hours(2));
            body.into()
        })
}

/// All that is said, but for the numbers of entries.
fn without_numbers(advice: &Advice) -> Vec<String> {
    let plain = |text: &str| -> String {
        text.split_inclusive(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .collect()
    };
    advice
        .steps
        .iter()
        .map(|s| {
            format!(
                "{} {:?} {:?} {:?} {} {} {} {}",
                s.id,
                s.state,
                s.urgency,
                s.by,
                s.who,
                s.rule,
                s.because.len(),
                plain(s.text.split('#').next().unwrap_or_default())
            )
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_order_of_entering_decides_nothing(
        contacts in prop::collection::vec(of_any_channel(), 1..12),
        measures in prop::collection::vec(of_any_kind(), 0..6),
        seed in any::<u64>(),
        setting in select(Setting::WORDS.to_vec()),
        place in select(Jurisdiction::WORDS.to_vec()),
    ) {
        // Of two measures at one minute the one entered later came after: that order counts by design,
        // so each has a minute of its own here.
        let mut kept: Vec<Body> = contacts;
        for (i, measure) in measures.into_iter().enumerate() {
            let Body::Measure(mut measure) = measure else {
                unreachable!()
            };
            let apart = SignedDuration::from_mins(5 * i64::try_from(i).unwrap());
            measure.occurred = occurred(measure.occurred.from.unwrap() + apart);
            kept.push(measure.into());
        }
        let mut other = kept.clone();
        let mut state = seed | 1;
        for i in (1..other.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let j = usize::try_from(state >> 33).unwrap() % (i + 1);
            other.swap(i, j);
        }
        let advice = |bodies: &[Body]| {
            next(&entered(setting, place, bodies), &PACKS, end_of(91), end_of(91))
        };
        prop_assert_eq!(
            without_numbers(&advice(&kept)),
            without_numbers(&advice(&other))
        );
    }

    #[test]
    fn nothing_unrelated_takes_a_step_of_danger_away(
        danger in select(vec!["threat", "fear", "aggression", "following", "damage", "breaks-order"]),
        before in prop::collection::vec(of_any_channel(), 0..6),
        after in prop::collection::vec(
            prop_oneof![3 => of_any_channel(), 2 => of_any_kind(), 1 => of_any_outcome()],
            0..10,
        ),
        vulnerable in any::<bool>(),
        setting in select(Setting::WORDS.to_vec()),
        place in select(Jurisdiction::WORDS.to_vec()),
    ) {
        let mut bodies = before;
        bodies.push(contact(30, "letter", &[danger]));
        let n = bodies.len() as u64;
        bodies.extend(after.into_iter().filter(|body| {
            // The one thing that ends it.
            !matches!(body, Body::Measure(m) if m.measure == MeasureKind::PoliceReport)
        }));
        if vulnerable {
            bodies.push(
                kinds::Case {
                    name: None,
                    clinician: None,
                    initials: None,
                    setting: None,
                    jurisdiction: None,
                    zone: None,
                    subject: None,
                    relation: None,
                    age_band: None,
                    vulnerable: Some("so".to_owned()),
                    closed: true,
                    because: Some("so".to_owned()),
                }
                .into(),
            );
        }
        let advice = next(&entered(setting, place, &bodies), &PACKS, end_of(91), end_of(91));
        prop_assert!(!advice.urgent_help.is_empty());
        let first = &advice.steps[0];
        prop_assert_eq!(first.id.as_str(), "police-now");
        prop_assert!(first.state.is_open() && first.because.contains(&n), "{:?}", first);
    }
}

fn of_any_outcome() -> impl Strategy<Value = Body> {
    (1_i64..60, select(OutcomeKind::WORDS.to_vec())).prop_map(|(day, kind)| {
        kinds::Outcome {
            outcome: OutcomeKind::listed(kind).unwrap(),
            occurred: occurred(at(day)),
            words: None,
            keep_until: None,
        }
        .into()
    })
}
