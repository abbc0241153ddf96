//! How long a fold and the figures of a long case take: `insight_pace [CONTACTS]`, 1,000,000 if not said.
#![allow(clippy::print_stdout, clippy::disallowed_methods, missing_docs)]

use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use standfast_case::Case;
use standfast_case::insight::{Changed, Every, Insight};
use standfast_model::lists::{Channel, MeasureKind, Party, Sign};
use standfast_model::{Body, Entry, Occurred, Precision, kinds};

fn at(minute: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_mins(23_000_000 + minute)
}

fn occurred(minute: i64) -> Occurred {
    Occurred {
        text: "then".to_owned(),
        from: Some(at(minute)),
        until: Some(at(minute + 1)),
        zone: "Europe/London".to_owned(),
        precision: Precision::Minute,
        doubt: None,
    }
}

/// A contact every four minutes; each thousandth entry is a measure.
fn body(n: i64) -> Body {
    if n % 1_000 == 0 {
        return kinds::Measure {
            measure: if n == 1_000 {
                MeasureKind::Reply
            } else {
                MeasureKind::Restriction
            },
            occurred: occurred(n * 4),
            by: None,
            words: None,
            names_removal: false,
            reference: None,
            until: None,
        }
        .into();
    }
    kinds::Contact {
        channel: Some(if n % 3 == 0 {
            Channel::Call
        } else {
            Channel::Message
        }),
        platform: Some("whatsapp".to_owned()),
        from: Party::Subject,
        from_account: None,
        towards: (n % 50 == 0).then(|| "R. Desk".to_owned()),
        occurred: occurred(n * 4),
        title: None,
        words: None,
        signs: if n % 10 == 0 {
            vec![Sign::Fear]
        } else {
            vec![]
        },
        effect: None,
        reply: None,
        clinical: None,
        place: (n % 7 == 0).then(|| format!("place {}", n % 40)),
        witnesses: vec![],
        marks: vec![],
        doubts: vec![],
        source: None,
    }
    .into()
}

fn main() {
    let contacts: i64 = std::env::args()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .unwrap_or(1_000_000);
    let mut case = Case::new();
    let start = Instant::now();
    for (n, number) in (1..=contacts).zip(1_u64..) {
        case.add(&Entry {
            n: number,
            recorded: at(n * 4 + 2),
            body: body(n),
        });
    }
    println!("fold      {:?}", start.elapsed());
    let start = Instant::now();
    let view = case.now();
    println!("view      {:?}", start.elapsed());
    let start = Instant::now();
    let insight = Insight::of(&view);
    println!(
        "insight   {:?}  {} contacts, {} occasions",
        start.elapsed(),
        insight.total.contacts,
        insight.total.occasions
    );
    let start = Instant::now();
    let last = insight.days.keys().next_back().copied().unwrap_or_default();
    let stretches = insight.stretches(Every::Week, last).len();
    println!("stretches {:?}  {stretches} weeks", start.elapsed());
    let start = Instant::now();
    let changed = Changed::of(&view);
    println!("changed   {:?}  {}", start.elapsed(), changed.from_subject);
}
