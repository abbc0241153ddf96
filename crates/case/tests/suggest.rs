//! Accounts that may be the subject's: with their reason, and never what is settled.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use standfast_case::{Case, Suggestion};
use standfast_model::lists::{AttributionKind, Channel, Party};
use standfast_model::{Body, Class, Entry, Occurred, Precision, kinds, normalise};

fn at(hour: u64) -> Timestamp {
    "2026-02-01T00:00:00Z".parse::<Timestamp>().unwrap()
        + SignedDuration::from_hours(i64::try_from(hour).unwrap())
}

fn contact(from: Party, account: Option<&str>, words: &str) -> kinds::Contact {
    kinds::Contact {
        channel: Some(Channel::Message),
        platform: Some("whatsapp".to_owned()),
        from,
        from_account: account.map(str::to_owned),
        towards: None,
        occurred: Occurred {
            text: "then".to_owned(),
            from: Some(at(0)),
            until: Some(at(1)),
            zone: "Europe/London".to_owned(),
            precision: Precision::Minute,
            doubt: None,
        },
        title: None,
        words: Some(words.to_owned()),
        signs: vec![],
        effect: None,
        reply: None,
        clinical: None,
        place: None,
        witnesses: vec![],
        marks: vec![],
        doubts: vec![],
        source: Some(kinds::Source {
            import: 1,
            position: "line 1".to_owned(),
            identity: None,
        }),
    }
}

fn account(of: Party, kind: &str, value: &str) -> Body {
    kinds::Account {
        account: kind.to_owned(),
        of,
        value: value.to_owned(),
        because: None,
    }
    .into()
}

fn rejected(value: &str) -> Body {
    kinds::Attribution {
        account: "phone".to_owned(),
        value: value.to_owned(),
        decided: AttributionKind::NotTheirs,
        because: "her mother's".to_owned(),
        shown_by: vec![],
    }
    .into()
}

/// The bodies as entries from #1 on.
fn case(bodies: impl IntoIterator<Item = Body>) -> Case {
    let entries: Vec<Entry> = bodies
        .into_iter()
        .zip(1..)
        .map(|(body, n)| Entry {
            n,
            recorded: at(n),
            body,
        })
        .collect();
    Case::fold(&entries)
}

fn lines(found: &[Suggestion]) -> Vec<String> {
    found
        .iter()
        .map(|s| format!("{} {}: {}", s.kind, s.value, s.because()))
        .collect()
}

#[test]
fn each_account_comes_with_its_reasons_the_strongest_first() {
    let subject = |words| contact(Party::Subject, Some("C Tallowmere"), words).into();
    let mut mail = contact(
        Party::Subject,
        Some("C <c.doe.99@quern.example>"),
        "Ring 07700 900456\n> or 020 7946 0123",
    );
    (mail.channel, mail.platform) = (Some(Channel::Email), None);
    let found = case([
        account(Party::Subject, "facebook", "c.doe.99"),
        subject("this is my new number 07700 900456"),
        subject("my number is 07700900456 and my insta @c_again"),
        mail.into(),
        subject("my mother is 07700 900789"),
    ])
    .now()
    .suggestions();
    assert_eq!(
        lines(&found),
        [
            "whatsapp C Tallowmere: 3 contacts were taken from it as theirs: #2, #3, #5",
            "email c.doe.99@quern.example: 1 contact was taken from it as theirs: #4; \
             it has the same handle as c.doe.99",
            "phone 07700 900456: they wrote of it as their own: #2, #3; it stands in what they sent: #4",
            "phone 07700 900789: they wrote of it as their own: #5",
            "instagram @c_again: they wrote of it as their own: #3",
        ]
    );
    assert_eq!(found[2].shown_by(), [2, 3, 4]);
}

#[test]
fn what_was_decided_or_taken_back_is_not_suggested() {
    let sent = |words| contact(Party::Subject, None, words);
    let by_hand = kinds::Contact {
        source: None,
        ..sent("rang my mobile, 07700 900111")
    };
    let none = case([
        account(Party::Subject, "phone", "+44 7700 900456"),
        account(Party::Clinician, "phone", "07700 900222"),
        rejected("+44 7700 900789"),
        sent("my number 07700 900456, yours 07700 900222, mum 07700 900789").into(),
        by_hand.into(),
        contact(Party::Clinician, None, "my number is 07700 900333").into(),
        sent("my number 07700 900444").into(),
        kinds::Retraction {
            retracts: 7,
            because: "not him".to_owned(),
        }
        .into(),
        sent("my number 07700 900555").into(),
        kinds::Correction {
            corrects: 9,
            field: "words".to_owned(),
            value: "my number 07700 900456".into(),
            because: "misread".to_owned(),
            class: Class::Open,
        }
        .into(),
    ]);
    assert_eq!(lines(&none.now().suggestions()), Vec::<String>::new());
    // As known before the decision, it was suggested.
    let before = none.as_of(at(9), at(9)).suggestions();
    assert_eq!(before.len(), 1, "{before:?}");
    // A rejection that is taken back asks again.
    let again = case([
        rejected("07700 900789"),
        sent("my number 07700 900789").into(),
        kinds::Retraction {
            retracts: 1,
            because: "it is hers".to_owned(),
        }
        .into(),
    ]);
    assert_eq!(again.now().suggestions().len(), 1);
}

const VALUES: [&str; 6] = [
    "07700 900456",
    "+44 7700 900456",
    "c.doe.99@quern.example",
    "@c.doe.99",
    "07700 900789",
    "Wren Quillmarsh",
];

fn any_body() -> impl Strategy<Value = Body> {
    let value = prop::sample::select(VALUES.to_vec());
    let party = prop::sample::select(vec![Party::Subject, Party::Clinician]);
    prop_oneof![
        1 => (party.clone(), value.clone()).prop_map(|(of, v)| account(of, "x", v)),
        1 => value.clone().prop_map(rejected),
        4 => (party, value.clone(), value).prop_map(|(from, sender, named)| {
            contact(from, Some(sender), &format!("me: {named}")).into()
        }),
    ]
}

proptest! {
    #[test]
    fn nothing_settled_is_ever_suggested(bodies in prop::collection::vec(any_body(), 0..12)) {
        let mut settled = Vec::new();
        for body in &bodies {
            match body {
                Body::Account(a) => settled.push(normalise(&a.value)),
                Body::Attribution(a) => settled.push(normalise(&a.value)),
                Body::Contact(c) if c.from == Party::Clinician => {
                    settled.push(normalise(c.from_account.as_deref().unwrap()));
                }
                _ => {}
            }
        }
        let found = case(bodies.clone()).now().suggestions();
        for one in &found {
            prop_assert!(!settled.contains(&normalise(&one.value)), "{one:?}");
            prop_assert!(!one.reasons.is_empty());
        }
        // Everything named by the subject is either suggested or settled.
        for body in &bodies {
            if let Body::Contact(c) = body && c.from == Party::Subject {
                let sender = normalise(c.from_account.as_deref().unwrap());
                prop_assert!(
                    settled.contains(&sender) || found.iter().any(|f| normalise(&f.value) == sender)
                );
            }
        }
        // Each once, and the same each time.
        let mut once: Vec<_> = found.iter().map(|f| normalise(&f.value)).collect();
        once.sort();
        once.dedup();
        prop_assert_eq!(once.len(), found.len());
        prop_assert_eq!(case(bodies).now().suggestions(), found);
    }
}
