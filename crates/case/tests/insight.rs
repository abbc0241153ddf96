//! Counts add up, whatever the log and in whatever order it came; and say nothing that is not there.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use standfast_case::insight::{Changed, Every, Insight, Part, QUIET_DAYS, Tally};
use standfast_case::{Case, View};
use standfast_model::lists::{Channel, MeasureKind, OutcomeKind, Party, Sign};
use standfast_model::{Body, Entry, Occurred, Precision, kinds};

fn at(hour: i64) -> Timestamp {
    "2026-02-01T00:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hour)
}

/// A stretch of `hours` from an hour on; not sure.
fn occurred(when: Option<(i64, i64, Precision)>) -> Occurred {
    match when {
        None => Occurred::not_sure("Europe/London"),
        Some((from, hours, precision)) => Occurred {
            text: "then".to_owned(),
            from: Some(at(from)),
            until: Some(at(from + hours)),
            zone: "Europe/London".to_owned(),
            precision,
            doubt: None,
        },
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

#[derive(Clone, Debug)]
struct Said {
    when: Option<(i64, i64, Precision)>,
    from: Party,
    channel: Option<Channel>,
    place: Option<&'static str>,
    towards: Option<&'static str>,
    signs: Vec<Sign>,
}

impl Default for Said {
    fn default() -> Self {
        Said {
            when: Some((0, 1, Precision::Minute)),
            from: Party::Subject,
            channel: Some(Channel::Message),
            place: None,
            towards: None,
            signs: vec![],
        }
    }
}

fn contact(said: Said) -> Body {
    kinds::Contact {
        channel: said.channel,
        platform: None,
        from: said.from,
        from_account: None,
        towards: said.towards.map(str::to_owned),
        occurred: occurred(said.when),
        title: None,
        words: None,
        signs: said.signs,
        effect: None,
        reply: None,
        clinical: None,
        place: said.place.map(str::to_owned),
        witnesses: vec![],
        marks: vec![],
        doubts: vec![],
        source: None,
    }
    .into()
}

fn measure(hour: i64, kind: MeasureKind) -> Body {
    kinds::Measure {
        measure: kind,
        occurred: occurred(Some((hour, 1, Precision::Minute))),
        by: None,
        words: None,
        names_removal: false,
        reference: None,
        until: None,
    }
    .into()
}

fn any_when() -> impl Strategy<Value = Option<(i64, i64, Precision)>> {
    let exact = (0_i64..4_000).prop_map(|h| (h, 1, Precision::Minute));
    let part = (0_i64..4_000).prop_map(|h| (h, 5, Precision::PartOfDay));
    let day = (0_i64..160).prop_map(|d| (d * 24, 24, Precision::Day));
    let month = Just((0, 28 * 24, Precision::Month));
    prop_oneof![
        1 => Just(None),
        6 => exact.prop_map(Some),
        2 => part.prop_map(Some),
        2 => day.prop_map(Some),
        1 => month.prop_map(Some),
    ]
}

fn any_contact() -> impl Strategy<Value = Body> {
    let channel = proptest::option::weighted(
        0.8,
        proptest::sample::select(vec![Channel::Message, Channel::Call, Channel::Letter]),
    );
    let from = proptest::sample::select(vec![
        Party::Subject,
        Party::Subject,
        Party::Subject,
        Party::Clinician,
        Party::Other("neighbour".to_owned()),
    ]);
    let place = proptest::option::of(proptest::sample::select(vec!["the desk", "the gate"]));
    let towards =
        proptest::option::of(proptest::sample::select(vec!["R. Desk", "Dr W Quillmarsh"]));
    let signs = proptest::sample::subsequence(vec![Sign::Gift, Sign::Fear, Sign::Threat], 0..=3);
    (any_when(), from, channel, place, towards, signs).prop_map(
        |(when, from, channel, place, towards, signs)| {
            contact(Said {
                when,
                from,
                channel,
                place,
                towards,
                signs,
            })
        },
    )
}

fn any_body(before: u64) -> impl Strategy<Value = Body> {
    let kind = proptest::sample::select(vec![
        MeasureKind::Reply,
        MeasureKind::WarningLetter,
        MeasureKind::Review,
    ]);
    prop_oneof![
        8 => any_contact(),
        2 => (0_i64..4_000, kind).prop_map(|(h, k)| measure(h, k)),
        1 => (0_i64..4_000).prop_map(|h| kinds::Outcome {
            outcome: OutcomeKind::FizzledOut,
            occurred: occurred(Some((h, 1, Precision::Minute))),
            words: None,
            keep_until: None,
        }.into()),
        1 => (0..before).prop_map(|n| kinds::Retraction { retracts: n, because: "not him".to_owned() }.into()),
    ]
}

fn any_log() -> impl Strategy<Value = Vec<Entry>> {
    (1_u64..60).prop_flat_map(|n| {
        let bodies: Vec<_> = (1..=n).map(any_body).collect();
        bodies.prop_map(|bodies| log(std::iter::once(case_body()).chain(bodies)))
    })
}

fn log(bodies: impl IntoIterator<Item = Body>) -> Vec<Entry> {
    bodies
        .into_iter()
        .zip(0_u64..)
        .map(|(body, n)| Entry {
            n,
            recorded: at(i64::try_from(n).unwrap()),
            body,
        })
        .collect()
}

fn theirs(view: &View<'_>) -> u64 {
    view.contacts()
        .iter()
        .filter(|c| c.is_from_subject())
        .count() as u64
}

fn contacts<'t>(tallies: impl IntoIterator<Item = &'t Tally>) -> u64 {
    tallies.into_iter().map(|t| t.contacts).sum()
}

/// Far enough that everything above has occurred.
const END: i64 = 4_200;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_list_adds_up_to_the_same_total(log in any_log()) {
        let case = Case::fold(&log);
        let view = case.as_of(at(END), Timestamp::MAX);
        let insight = Insight::of(&view);
        let total = theirs(&view);
        prop_assert_eq!(insight.total.contacts, total);
        prop_assert_eq!(insight.total.occasions, view.occasions().len() as u64);
        prop_assert_eq!(contacts(insight.days.values()) + insight.day_not_known.contacts, total);
        prop_assert_eq!(contacts(insight.channels.iter().map(|(_, t)| t)), total);
        prop_assert_eq!(contacts(insight.places.iter().map(|(_, t)| t)), total);
        prop_assert_eq!(contacts(insight.parts.iter().map(|(_, t)| t)), total);
        let told = view.contacts().iter().filter(|c| c.is_from_subject() && !view.told_before(c).is_empty());
        prop_assert_eq!(insight.after_told.contacts, told.count() as u64);
        let listed: usize = insight.occasions.iter().map(|o| o.contacts.len()).sum();
        prop_assert_eq!(listed as u64, total);
        // No heading has more occasions than contacts, nor an occasion that nobody counted.
        let headings = insight.channels.iter().chain(&insight.places).map(|(_, t)| t);
        for tally in headings.chain(insight.parts.iter().map(|(_, t)| t)) {
            prop_assert!(tally.occasions <= tally.contacts);
            prop_assert_eq!(tally.occasions == 0, tally.contacts == 0);
            prop_assert!(tally.occasions <= insight.total.occasions);
        }
        for every in Every::ALL {
            let stretches = insight.stretches(every, view.day());
            prop_assert_eq!(contacts(stretches.iter().map(|b| &b.tally)), contacts(insight.days.values()));
            prop_assert!(stretches.windows(2).all(|two| two[0].until == two[1].from));
            if let (Some(first), Some(last)) = (stretches.first(), stretches.last()) {
                prop_assert!(first.from <= *insight.days.keys().next().unwrap());
                prop_assert!(last.until > view.day());
            }
        }
        let every = insight.fitting(view.day(), 30);
        prop_assert!(insight.stretches(every, view.day()).len() <= 30 || every == Every::Year);
    }

    #[test]
    fn the_order_in_which_entries_came_does_not_matter(log in any_log(), seed in any::<u64>()) {
        let mut shuffled: Vec<&Entry> = log.iter().collect();
        shuffled.sort_by_key(|e| (e.n + 1).wrapping_mul(seed | 1).rotate_left(17));
        let (plain, mixed) = (Case::fold(&log), Case::fold(shuffled));
        let end = at(END);
        prop_assert_eq!(
            Insight::of(&plain.as_of(end, Timestamp::MAX)),
            Insight::of(&mixed.as_of(end, Timestamp::MAX))
        );
        prop_assert_eq!(Changed::of(&plain.now()), Changed::of(&mixed.now()));
    }

    /// The same by counting each day one by one.
    #[test]
    fn before_after_and_quiet_are_what_the_days_say(log in any_log()) {
        let case = Case::fold(&log);
        let view = case.as_of(at(END), Timestamp::MAX);
        let insight = Insight::of(&view);
        let days: BTreeMap<Date, u64> = insight.days.iter().map(|(d, t)| (*d, t.contacts)).collect();
        let distance = |a: Date, b: Date| i64::from(a.until((jiff::Unit::Day, b)).unwrap().get_days());
        for around in &insight.around {
            let count = |take: &dyn Fn(i64) -> bool| -> u64 {
                days.iter().filter(|(day, _)| take(distance(around.day, **day))).map(|(_, n)| n).sum()
            };
            prop_assert!((0..=28).contains(&around.days_before) && (0..=28).contains(&around.days_after));
            prop_assert_eq!(around.before.contacts, count(&|d| (-around.days_before..0).contains(&d)));
            prop_assert_eq!(around.that_day.contacts, count(&|d| d == 0));
            prop_assert_eq!(around.after.contacts, count(&|d| (1..=around.days_after).contains(&d)));
        }
        let all: Vec<Date> = days.keys().copied().collect();
        let gaps: Vec<(Date, Date)> = all
            .windows(2)
            .filter(|two| distance(two[0], two[1]) >= QUIET_DAYS)
            .map(|two| (two[0], two[1]))
            .collect();
        prop_assert_eq!(insight.resumed.iter().map(|r| (r.last, r.again)).collect::<Vec<_>>(), gaps);
        for resumed in &insight.resumed {
            let entry = view.contacts().iter().find(|c| c.n == resumed.entry).unwrap();
            prop_assert!(entry.is_from_subject());
            prop_assert_eq!(entry.span.day(view.zone()), Some(resumed.again));
        }
    }
}

fn insight_of(bodies: Vec<Body>, hour: i64) -> Insight {
    let log = log(std::iter::once(case_body()).chain(bodies));
    Insight::of(&Case::fold(&log).as_of(at(hour), Timestamp::MAX))
}

#[test]
fn a_time_known_to_the_day_is_in_no_part_of_it() {
    let when = |from, hours, precision| {
        contact(Said {
            when: Some((from, hours, precision)),
            ..Said::default()
        })
    };
    let insight = insight_of(
        vec![
            when(10, 1, Precision::Minute),
            when(24, 24, Precision::Day),
            // The evening, 17:00 to midnight: by its middle.
            when(17, 7, Precision::PartOfDay),
            // The night that ends the next morning.
            when(18, 12, Precision::PartOfDay),
        ],
        100,
    );
    let counted: Vec<(Part, u64)> = insight
        .parts
        .iter()
        .map(|(p, t)| (*p, t.contacts))
        .collect();
    assert_eq!(
        counted,
        [
            (Part::Night, 1),
            (Part::Morning, 1),
            (Part::Afternoon, 0),
            (Part::Evening, 1),
            (Part::NotKnown, 1)
        ]
    );
}

#[test]
fn contact_after_a_warning_and_a_quiet_time_is_said_with_what_lay_between() {
    let on = |day: i64, signs| {
        contact(Said {
            when: Some((day * 24 + 10, 1, Precision::Minute)),
            signs,
            ..Said::default()
        })
    };
    let insight = insight_of(
        vec![
            on(0, vec![Sign::Declaration]),
            measure(5 * 24, MeasureKind::WarningLetter),
            on(40, vec![Sign::Threat]),
            on(41, vec![Sign::Threat]),
        ],
        50 * 24,
    );
    assert_eq!(insight.resumed.len(), 1);
    let resumed = &insight.resumed[0];
    assert_eq!((resumed.days, resumed.entry), (40, 3));
    assert_eq!(resumed.measures, [2]);
    assert_eq!(insight.quiet_now, Some(9));
    let firsts: Vec<(&Sign, u64, u64)> = insight
        .firsts
        .iter()
        .map(|f| (&f.sign, f.entry, f.contacts))
        .collect();
    assert_eq!(firsts, [(&Sign::Declaration, 1, 1), (&Sign::Threat, 3, 2)]);
    assert_eq!(insight.occasions[1].told_by_then, [2]);
}

#[test]
fn what_is_new_since_a_review_is_what_was_recorded_after_it() {
    let on = |day: i64| {
        contact(Said {
            when: Some((day * 24, 1, Precision::Minute)),
            ..Said::default()
        })
    };
    // Recorded at hours 0, 1, 2, …: the review was held when two contacts had been recorded.
    let log = log([
        case_body(),
        on(0),
        on(0),
        measure(3, MeasureKind::Review),
        on(0),
        on(1),
    ]);
    let case = Case::fold(&log);
    let changed = Changed::of(&case.now());
    assert_eq!(changed.since.map(|(n, _)| n), Some(3));
    assert_eq!((changed.from_subject, changed.late), (2, 1));
    assert_eq!(changed.entries, Some((4, 5)));
    let before = Changed::of(&case.as_of(Timestamp::MAX, at(2)));
    assert_eq!((before.since, before.from_subject), (None, 2));
}
