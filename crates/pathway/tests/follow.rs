//! Facts that follow the log entry by entry are those that are derived from the whole of it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod made;

use std::sync::LazyLock;

use jiff::{SignedDuration, Timestamp};
use made::{act, at, contact, exhibit, measure_naming, occurred, opening};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use standfast_case::Case;
use standfast_model::lists::{
    Channel, Jurisdiction, MeasureKind, NoteKind, OutcomeKind, Party, Relation, Setting, Sign,
    StepAct,
};
use standfast_model::{Body, Class, Entry, Log, Occurred, Precision, kinds};
use standfast_pathway::{Facts, Packs, evaluate};

static PACKS: LazyLock<Packs> = LazyLock::new(|| Packs::shipped().unwrap());

/// Long before, in the middle of, and after all that is recorded; to the minute or less exactly.
fn any_time() -> impl Strategy<Value = Occurred> {
    let exactness = select(vec![
        Precision::Minute,
        Precision::Minute,
        Precision::About,
        Precision::Day,
        Precision::Range,
        Precision::Month,
        Precision::NotSure,
    ]);
    (-40_i64..60, 0_i64..1440, exactness, 1_i64..72).prop_map(|(day, minute, precision, long)| {
        let from = at(day) + SignedDuration::from_mins(minute);
        let (from, hours) = match precision {
            Precision::NotSure => return Occurred::not_sure("Europe/London"),
            Precision::Day => (at(day) - SignedDuration::from_hours(10), 24),
            Precision::Month => (at(day) - SignedDuration::from_hours(10), 720),
            Precision::Range => (from, long),
            _ => return occurred(from),
        };
        Occurred {
            until: Some(from + SignedDuration::from_hours(hours)),
            precision,
            ..occurred(from)
        }
    })
}

fn any_contact() -> impl Strategy<Value = Body> {
    let from = select(vec![
        Party::Subject,
        Party::Subject,
        Party::Subject,
        Party::Clinician,
        Party::Other("mother".into()),
    ]);
    let towards = select(vec![
        None,
        None,
        Some("Reception"),
        Some("reception "),
        Some("Dr Wren A. Quillmarsh"),
        Some("Dr Blom Estuary"),
    ]);
    (
        any_time(),
        select(Channel::WORDS.to_vec()),
        subsequence(Sign::WORDS.to_vec(), 0..3),
        from,
        towards,
        select(vec![None, None, Some(0_u64), Some(3), Some(9)]),
    )
        .prop_map(|(occurred, channel, signs, from, towards, import)| {
            let Body::Contact(mut body) = contact(0, channel, &signs) else {
                unreachable!()
            };
            body.occurred = occurred;
            body.from = from;
            body.towards = towards.map(str::to_owned);
            body.source = import.map(|import| kinds::Source {
                import,
                position: "line 1".to_owned(),
                identity: None,
            });
            body.into()
        })
}

fn any_measure() -> impl Strategy<Value = Body> {
    (
        any_time(),
        select(MeasureKind::WORDS.to_vec()),
        any::<bool>(),
        proptest::option::of(-20_i64..90),
    )
        .prop_map(|(occurred, kind, names, until)| {
            let Body::Measure(mut body) = measure_naming(0, kind, names) else {
                unreachable!()
            };
            body.occurred = occurred;
            body.until = until.map(|day| jiff::tz::TimeZone::UTC.to_datetime(at(day)).date());
            body.into()
        })
}

fn any_outcome() -> impl Strategy<Value = Body> {
    (any_time(), select(OutcomeKind::WORDS.to_vec())).prop_map(|(occurred, kind)| {
        kinds::Outcome {
            outcome: OutcomeKind::listed(kind).unwrap(),
            occurred,
            words: None,
            keep_until: None,
        }
        .into()
    })
}

/// What the clinician does and notes for themselves.
fn any_private() -> impl Strategy<Value = Body> {
    let step = (
        select(vec!["tell-manager", "no-such-step"]),
        select(StepAct::ALL.to_vec()),
    )
        .prop_map(|(step, did)| act(step, did));
    let note = select(NoteKind::ALL.to_vec()).prop_map(|note| {
        Body::from(kinds::Note {
            note,
            by: None,
            words: "as the adviser says".to_owned(),
            occurred: None,
        })
    });
    let decision = Just(Body::from(kinds::Decision {
        to: None,
        items: vec![],
        goes: false,
        basis: None,
        by: "Dr Wren A. Quillmarsh".to_owned(),
        when: "today".to_owned(),
        why: "the least that will do".to_owned(),
    }));
    prop_oneof![3 => step, 1 => note, 1 => decision]
}

fn import() -> Body {
    kinds::Import {
        source_name: "chat.zip".to_owned(),
        source_sha256: "0".repeat(64),
        reader: "whatsapp".to_owned(),
        reader_version: "1".to_owned(),
        read: 0,
        taken: 0,
        left_out: 0,
        already: 0,
        not_understood: 0,
        from_subject: 0,
        from_clinician: 0,
        attachments: 0,
        first: None,
        last: None,
        zone: "Europe/London".to_owned(),
        zone_from: "case".to_owned(),
        date_order: None,
        problems: vec![],
        more_problems: None,
        accounts: vec![],
        mine: vec![],
        gaps: vec![],
        more_gaps: None,
        ends_with: None,
        mapping: vec![],
    }
    .into()
}

/// What belongs to other entries, or changes what they say; before them and after.
fn any_pointer() -> impl Strategy<Value = Body> {
    let retraction = (0_u64..40).prop_map(|n| {
        Body::from(kinds::Retraction {
            retracts: n,
            because: "so".to_owned(),
        })
    });
    let signs = subsequence(Sign::WORDS.to_vec(), 0..3).prop_map(|s| serde_json::json!(s));
    let correction = (0_u64..40, signs).prop_map(|(n, value)| {
        Body::from(kinds::Correction {
            corrects: n,
            field: "signs".to_owned(),
            value,
            because: "so".to_owned(),
            class: Class::Open,
        })
    });
    let kept = (0_u64..40, 1..9).prop_map(|(n, k)| exhibit(&format!("WAQ/{k}"), n));
    prop_oneof![1 => retraction, 1 => correction, 3 => kept, 1 => Just(import())]
}

/// What the case says of itself, said again.
fn any_setting() -> impl Strategy<Value = Body> {
    (
        select(Relation::WORDS.to_vec()),
        select(vec![None, Some("Asia/Tokyo"), Some("America/New_York")]),
        select(vec![None, Some("Reception")]),
        any::<bool>(),
    )
        .prop_map(|(relation, zone, clinician, closed)| {
            kinds::Case {
                name: None,
                initials: None,
                setting: None,
                jurisdiction: None,
                zone: zone.map(str::to_owned),
                clinician: clinician.map(str::to_owned),
                closed,
                ..opening("gp", "england", relation)
            }
            .into()
        })
}

fn any_body() -> impl Strategy<Value = Body> {
    prop_oneof![
        10 => any_contact(),
        5 => any_measure(),
        2 => any_outcome(),
        4 => any_private(),
        4 => any_pointer(),
        1 => any_setting(),
    ]
}

/// Entries of both logs, numbered as they come; some minutes apart, or by a clock that was set back, or
/// several in one act.
fn any_log() -> impl Strategy<Value = Vec<Entry>> {
    let bodies = prop::collection::vec((any_body(), -60_i64..2_000), 1..40);
    (
        select(Setting::WORDS.to_vec()),
        select(Jurisdiction::WORDS.to_vec()),
        bodies,
    )
        .prop_map(|(setting, place, bodies)| {
            let mut sizes = (0, 0);
            let mut recorded = at(0);
            let opening = Body::from(opening(setting, place, "patient"));
            std::iter::once((opening, 0))
                .chain(bodies)
                .map(|(body, minutes)| {
                    recorded +=
                        SignedDuration::from_mins(if minutes % 5 == 0 { 0 } else { minutes });
                    let n = match body.kind().log() {
                        Log::Record => &mut sizes.0,
                        Log::Private => &mut sizes.1,
                    };
                    *n += 1;
                    Entry {
                        n: *n - 1,
                        recorded,
                        body,
                    }
                })
                .collect()
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// As the clinician looks on: each entry is taken in as of the moment at which it is recorded.
    #[test]
    fn facts_of_now_follow_the_log(log in any_log()) {
        let mut case = Case::new();
        let mut facts = Facts::of(&case.as_of(at(-50), Timestamp::MAX));
        for entry in &log {
            facts = facts.moved_to(&case, entry.recorded);
            prop_assert!(facts == Facts::of(&case.as_of(entry.recorded, Timestamp::MAX)), "moved to {entry:?}");
            case.add(entry);
            facts = facts.with_entry(&case, entry);
            prop_assert!(facts == Facts::of(&case.as_of(entry.recorded, Timestamp::MAX)), "with {entry:?}");
            facts = facts.with_entry(&case, entry);
            prop_assert!(facts == Facts::of(&case.as_of(entry.recorded, Timestamp::MAX)), "twice {entry:?}");
        }
    }

    /// As of any two moments, past or to come, and with several entries sealed before facts are asked for.
    #[test]
    fn facts_of_any_day_follow_the_log(
        log in any_log(),
        day in -20_i64..80,
        known in prop_oneof![Just(None), (0_i64..40).prop_map(Some)],
        at_once in 1_usize..4,
    ) {
        let (moment, known) = (at(day), known.map_or(Timestamp::MAX, at));
        let mut case = Case::new();
        let mut facts = Facts::of(&case.as_of(moment, known));
        for act in log.chunks(at_once) {
            for entry in act {
                case.add(entry);
            }
            for entry in act {
                facts = facts.with_entry(&case, entry);
            }
            let anew = Facts::of(&case.as_of(moment, known));
            prop_assert!(facts == anew, "with {act:?}");
        }
        let later = moment + SignedDuration::from_hours(100);
        let moved = facts.moved_to(&case, later);
        let anew = Facts::of(&case.as_of(later, known));
        prop_assert!(moved == anew);
        prop_assert_eq!(evaluate(&moved, &PACKS), evaluate(&anew, &PACKS));
    }
}
