//! How long advice takes: facts of a case of 10,000 entries, and its steps from them. Prints what
//! `docs/benchmarks.md` states.

#![allow(clippy::unwrap_used, missing_docs)]
#![allow(clippy::disallowed_methods)] // the clock is what is measured

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use standfast_case::Case;
use standfast_model::lists::{Channel, Jurisdiction, MeasureKind, Party, Relation, Setting, Sign};
use standfast_model::{Body, Entry, Occurred, Precision, kinds};
use standfast_pathway::{Facts, Packs, evaluate};

const ENTRIES: u64 = 10_000;
const ROUNDS: usize = 21;

fn main() {
    let packs = Packs::shipped().unwrap();
    let case = case();
    let at: Timestamp = "2027-01-01T00:00:00Z".parse().unwrap();
    let view = case.as_of(at, at);
    let facts = Facts::of(&view);
    // The first evaluation compiles the conditions.
    let first = timed(1, || evaluate(&facts, &packs));
    println!(
        "steps of {ENTRIES} entries from derived facts: {:.1} ms (the first {:.1} ms)",
        ms(timed(ROUNDS, || evaluate(&facts, &packs))),
        ms(first)
    );
    println!(
        "facts of {ENTRIES} entries: {:.1} ms",
        ms(timed(ROUNDS, || Facts::of(&view)))
    );
    println!(
        "the case as of a day: {:.1} ms",
        ms(timed(ROUNDS, || case.as_of(at, at).contacts().len()))
    );
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

fn ms(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}

fn case() -> Case {
    let mut case = Case::new();
    let start: Timestamp = "2026-01-01T09:00:00Z".parse().unwrap();
    let at = |i: u64| start + SignedDuration::from_mins(50 * i64::try_from(i).unwrap_or(0));
    let occurred = |when: Timestamp| Occurred {
        text: "then".to_owned(),
        from: Some(when),
        until: Some(when + SignedDuration::from_mins(1)),
        zone: "Europe/London".to_owned(),
        precision: Precision::Minute,
        doubt: None,
    };
    let mut add = |n: u64, body: Body| {
        case.add(&Entry {
            n,
            recorded: at(n),
            body,
        });
    };
    let opening = kinds::Case {
        name: Some("pace".to_owned()),
        clinician: Some("Dr Wren A. Quillmarsh".to_owned()),
        initials: Some("WAQ".to_owned()),
        setting: Some(Setting::Gp),
        jurisdiction: Some(Jurisdiction::England),
        zone: Some("Europe/London".to_owned()),
        subject: None,
        relation: Some(Relation::Patient),
        age_band: None,
        vulnerable: None,
        closed: false,
        because: None,
    };
    add(0, opening.into());
    for n in 1..ENTRIES {
        let measure = match n {
            50 => Some(MeasureKind::Reply),
            90 => Some(MeasureKind::WarningLetter),
            _ if n % 500 == 0 => Some(MeasureKind::PoliceReport),
            _ => None,
        };
        let body = match measure {
            Some(measure) => kinds::Measure {
                measure,
                occurred: occurred(at(n)),
                by: None,
                words: None,
                names_removal: n == 90,
                reference: None,
                until: None,
            }
            .into(),
            None => kinds::Contact {
                channel: Some(Channel::Message),
                platform: None,
                from: if n % 7 == 0 {
                    Party::Clinician
                } else {
                    Party::Subject
                },
                from_account: None,
                towards: None,
                occurred: occurred(at(n)),
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
            .into(),
        };
        add(n, body);
    }
    case
}
