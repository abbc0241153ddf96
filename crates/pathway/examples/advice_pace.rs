//! How long advice takes: facts of a case of 10,000 entries, one more entry taken into them, and its steps
//! from them. Prints what `docs/benchmarks.md` states.

#![allow(clippy::unwrap_used, missing_docs)]
#![allow(clippy::disallowed_methods)] // the clock is what is measured

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use standfast_case::Case;
use standfast_model::lists::{
    Channel, Jurisdiction, MeasureKind, Party, Relation, Setting, Sign, StepAct,
};
use standfast_model::{Body, Entry, Log, Occurred, Precision, kinds};
use standfast_pathway::{Facts, Packs, evaluate};

const ENTRIES: u64 = 10_000;
const ROUNDS: usize = 101;

fn main() {
    steps();
    let case = case("england", "gp");
    let view = case.as_of(now(), now());
    let facts = Facts::of(&view);
    println!(
        "facts of {ENTRIES} entries, derived anew: {:.2} ms (and the case as of a day, before it: {:.2} ms)",
        ms(timed(ROUNDS, || Facts::of(&view))),
        ms(timed(ROUNDS, || case.as_of(now(), now()).contacts().len()))
    );
    println!("one more entry taken into them:");
    for (what, body) in more() {
        println!("  {what}: {:.3} ms", ms(one_more(&case, &facts, body)));
    }
    let next = now() + SignedDuration::from_mins(1);
    println!(
        "  no entry, a minute later: {:.3} ms",
        ms(each(
            ROUNDS,
            || facts.clone(),
            |facts| facts.moved_to(&case, next)
        ))
    );
}

/// In every country and setting; the first evaluation of a place compiles its conditions.
fn steps() {
    let packs = Packs::shipped().unwrap();
    println!("steps of {ENTRIES} entries from derived facts:");
    for place in ["england", "wales", "scotland", "northern-ireland"] {
        for setting in ["gp", "hospital"] {
            let case = case(place, setting);
            let facts = Facts::of(&case.as_of(now(), now()));
            let first = timed(1, || evaluate(&facts, &packs));
            println!(
                "  {place}, {setting}: {:.1} ms (the first {:.1} ms)",
                ms(timed(ROUNDS, || evaluate(&facts, &packs))),
                ms(first)
            );
        }
    }
}

/// The median of taking an entry into facts.
fn one_more(case: &Case, facts: &Facts, body: Body) -> Duration {
    let log = body.kind().log();
    let entry = Entry {
        n: case.size(log),
        recorded: now(),
        body,
    };
    let mut case = case.clone();
    case.add(&entry);
    assert_eq!(
        facts.clone().with_entry(&case, &entry),
        Facts::of(&case.as_of(now(), now()))
    );
    each(
        ROUNDS,
        || facts.clone(),
        |facts| facts.with_entry(&case, &entry),
    )
}

/// What can come next, and what changes the most: said to have happened before all others.
fn more() -> Vec<(&'static str, Body)> {
    let late = recorded(1) - SignedDuration::from_hours(1);
    let middle = recorded(ENTRIES / 2) + SignedDuration::from_mins(1);
    let act = kinds::Step {
        step: Some("tell-manager".to_owned()),
        act: StepAct::Done,
        because: None,
        to: None,
        pack: None,
        shown: vec![],
    };
    let correction = kinds::Correction {
        corrects: 7,
        field: "signs".to_owned(),
        value: serde_json::json!(["gift"]),
        because: "so".to_owned(),
        class: standfast_model::Class::Open,
    };
    vec![
        ("a contact", contact(ENTRIES, now())),
        ("a late contact, in the middle", contact(ENTRIES, middle)),
        ("a late contact, before all", contact(ENTRIES, late)),
        ("a measure", measure(MeasureKind::PoliceReport, now())),
        ("a reply", measure(MeasureKind::Reply, now())),
        (
            "a late injunction, before all",
            measure(MeasureKind::Injunction, late),
        ),
        ("a step done", act.into()),
        ("a correction, which derives anew", correction.into()),
    ]
}

/// The median of some rounds.
fn timed<T>(rounds: usize, what: impl Fn() -> T) -> Duration {
    let mut took: Vec<Duration> = (0..rounds)
        .map(|_| {
            let begun = Instant::now();
            std::hint::black_box(what());
            begun.elapsed()
        })
        .collect();
    took.sort_unstable();
    took.get(rounds / 2).copied().unwrap_or_default()
}

/// The median of some rounds, each with a fresh start that does not count.
fn each<S, T>(rounds: usize, start: impl Fn() -> S, what: impl Fn(S) -> T) -> Duration {
    let mut took: Vec<Duration> = (0..rounds)
        .map(|_| {
            let start = start();
            let begun = Instant::now();
            let done = what(start);
            let took = begun.elapsed();
            std::hint::black_box(done);
            took
        })
        .collect();
    took.sort_unstable();
    took.get(rounds / 2).copied().unwrap_or_default()
}

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

/// Long after the last of them.
fn now() -> Timestamp {
    "2027-01-01T00:00:00Z".parse().unwrap()
}

/// One every fifty minutes.
fn recorded(n: u64) -> Timestamp {
    let start: Timestamp = "2026-01-01T09:00:00Z".parse().unwrap();
    start + SignedDuration::from_mins(50 * i64::try_from(n).unwrap())
}

fn occurred(when: Timestamp) -> Occurred {
    Occurred {
        text: "then".to_owned(),
        from: Some(when),
        until: Some(when + SignedDuration::from_mins(1)),
        zone: "Europe/London".to_owned(),
        precision: Precision::Minute,
        doubt: None,
    }
}

/// Told and warned early on, reported every now and then.
fn case(place: &str, setting: &str) -> Case {
    let mut case = Case::new();
    let opening = kinds::Case {
        name: Some("pace".to_owned()),
        clinician: Some("Dr Wren A. Quillmarsh".to_owned()),
        initials: Some("WAQ".to_owned()),
        setting: Setting::listed(setting),
        jurisdiction: Jurisdiction::listed(place),
        zone: Some("Europe/London".to_owned()),
        subject: None,
        relation: Some(Relation::Patient),
        age_band: None,
        vulnerable: None,
        closed: false,
        because: None,
    };
    for n in 0..ENTRIES {
        let body = match n {
            0 => opening.clone().into(),
            50 => measure(MeasureKind::Reply, recorded(n)),
            90 => measure(MeasureKind::WarningLetter, recorded(n)),
            _ if n % 500 == 0 => measure(MeasureKind::PoliceReport, recorded(n)),
            _ => contact(n, recorded(n)),
        };
        case.add(&Entry {
            n,
            recorded: recorded(n),
            body,
        });
    }
    assert_eq!(case.size(Log::Record), ENTRIES);
    case
}

fn measure(measure: MeasureKind, when: Timestamp) -> Body {
    let names_removal = measure == MeasureKind::WarningLetter;
    kinds::Measure {
        measure,
        occurred: occurred(when),
        by: None,
        words: None,
        names_removal,
        reference: None,
        until: None,
    }
    .into()
}

fn contact(n: u64, when: Timestamp) -> Body {
    kinds::Contact {
        channel: Some(Channel::Message),
        platform: None,
        from: if n.is_multiple_of(7) {
            Party::Clinician
        } else {
            Party::Subject
        },
        from_account: None,
        towards: None,
        occurred: occurred(when),
        title: None,
        words: Some("words".to_owned()),
        signs: match n % 5 {
            0 => vec![Sign::AfterBeingTold],
            1 => vec![Sign::Fear],
            _ => vec![],
        },
        effect: None,
        reply: None,
        clinical: None,
        place: None,
        witnesses: vec![],
        marks: vec![],
        doubts: vec![],
        source: None,
    }
    .into()
}
