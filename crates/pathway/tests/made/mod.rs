//! Cases made for a test, entry by entry: what the acts of the command line would have sealed.

#![allow(dead_code)] // each test file uses what it needs of it
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

pub mod scenario;

use jiff::{SignedDuration, Timestamp};
use standfast_case::Case;
use standfast_model::lists::{
    Channel, Jurisdiction, MeasureKind, Party, Relation, Setting, Sign, StepAct,
};
use standfast_model::{Body, Class, Entry, Log, Occurred, Precision, kinds};
use standfast_pathway::{Advice, Packs, State, StepAdvice, next};

/// Ten in the morning of a day; day 0 is 1 March 2026.
pub fn at(day: i64) -> Timestamp {
    "2026-03-01T10:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(24 * day)
}

/// Late on that day, in summer time too.
pub fn end_of(day: i64) -> Timestamp {
    at(day) + SignedDuration::from_hours(12)
}

/// A minute of that day.
pub fn occurred(at: Timestamp) -> Occurred {
    Occurred {
        text: "then".to_owned(),
        from: Some(at),
        until: Some(at + SignedDuration::from_mins(1)),
        zone: "Europe/London".to_owned(),
        precision: Precision::Minute,
        doubt: None,
    }
}

/// A contact from the subject on a day; half an hour later it is recorded.
pub fn contact(day: i64, channel: &str, signs: &[&str]) -> Body {
    kinds::Contact {
        channel: Some(Channel::listed(channel).unwrap()),
        platform: None,
        from: Party::Subject,
        from_account: None,
        towards: None,
        occurred: occurred(at(day)),
        title: None,
        words: Some("words".to_owned()),
        signs: signs.iter().map(|s| Sign::listed(s).unwrap()).collect(),
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

/// A measure on a day; a warning letter names removal.
pub fn measure(day: i64, kind: &str) -> Body {
    measure_naming(day, kind, kind == "warning-letter")
}

/// A measure that names removal from the list, or does not.
pub fn measure_naming(day: i64, kind: &str, names_removal: bool) -> Body {
    kinds::Measure {
        measure: MeasureKind::listed(kind).unwrap(),
        occurred: occurred(at(day)),
        by: None,
        words: None,
        names_removal,
        reference: None,
        until: None,
    }
    .into()
}

/// What a person did with a step.
pub fn act(step: &str, act: StepAct) -> Body {
    kinds::Step {
        step: Some(step.to_owned()),
        act,
        because: Some("so I decided".to_owned()),
        to: None,
        pack: None,
        shown: vec![],
    }
    .into()
}

/// An original that belongs to an entry.
pub fn exhibit(reference: &str, of: u64) -> Body {
    kinds::Exhibit {
        reference: reference.to_owned(),
        of: Some(of),
        what: None,
        media_type: None,
        found: None,
        produced_by: None,
        claimed: None,
        from: None,
        name: "a.jpg".to_owned(),
        bytes: 1,
        sha256: "0".repeat(64),
        class: Class::Open,
    }
    .into()
}

/// How a case opens.
pub fn opening(setting: &str, jurisdiction: &str, relation: &str) -> kinds::Case {
    kinds::Case {
        name: Some("knee".to_owned()),
        clinician: Some("Dr Wren A. Quillmarsh".to_owned()),
        initials: Some("WAQ".to_owned()),
        setting: Some(Setting::listed(setting).unwrap()),
        jurisdiction: Some(Jurisdiction::sealed(jurisdiction)),
        zone: Some("Europe/London".to_owned()),
        subject: None,
        relation: Some(Relation::listed(relation).unwrap()),
        age_band: None,
        vulnerable: None,
        closed: false,
        because: None,
    }
}

/// A patient of general practice in England: #0, then the bodies as #1, #2, …; those of the private
/// log count from P0. What has a time of its own is recorded half an hour after it, all else half an
/// hour after what stands before it.
pub fn case(bodies: &[Body]) -> Case {
    case_of(opening("gp", "england", "patient"), bodies)
}

/// The same with another opening.
pub fn case_of(opening: kinds::Case, bodies: &[Body]) -> Case {
    let mut case = Case::new();
    let mut recorded = at(0);
    case.add(&Entry {
        n: 0,
        recorded,
        body: opening.into(),
    });
    for body in bodies {
        let own = match body {
            Body::Contact(c) => c.occurred.from,
            Body::Measure(m) => m.occurred.from,
            _ => None,
        };
        recorded = own.unwrap_or(recorded) + SignedDuration::from_mins(30);
        let n = match body.kind().log() {
            Log::Record => case.size(Log::Record),
            Log::Private => case.size(Log::Private),
        };
        case.add(&Entry {
            n,
            recorded,
            body: body.clone(),
        });
    }
    case
}

/// What is advised at the end of a day, as known then.
pub fn advice(bodies: &[Body], day: i64) -> Advice {
    advice_of(opening("gp", "england", "patient"), bodies, day)
}

/// The same with another opening.
pub fn advice_of(opening: kinds::Case, bodies: &[Body], day: i64) -> Advice {
    let packs = Packs::shipped().unwrap();
    next(&case_of(opening, bodies), &packs, end_of(day), end_of(day))
}

/// A step of it.
pub fn step<'a>(advice: &'a Advice, id: &str) -> Option<&'a StepAdvice> {
    advice.steps.iter().find(|s| s.id == id)
}

/// How it stands.
pub fn state(advice: &Advice, id: &str) -> Option<State> {
    step(advice, id).map(|s| s.state)
}

/// Whether it is still to be done.
pub fn is_open(advice: &Advice, id: &str) -> bool {
    step(advice, id).is_some_and(|s| s.state.is_open())
}
