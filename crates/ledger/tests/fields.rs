//! Fields and leaves: what is sealed comes out again, here and in an independent implementation of
//! SD-JWT; what was changed does not.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use standfast_ledger::{
    Disclosure, DisclosureError, EntryLine, Fault, Field, FieldDigest, Hash, Leaf, LogId,
    MAX_INTEGER, Recorded, SealError, SealedEntry, entries, seal,
};

const LOG: [u8; 16] = [0x5a; 16];

/// Salts that differ from call to call and are the same in every run.
fn salts() -> impl FnMut(&mut [u8]) {
    let mut drawn = 0_u64;
    move |bytes| {
        for byte in bytes {
            drawn = drawn
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            *byte = (drawn >> 56) as u8;
        }
    }
}

fn sealed(fields: &[(String, Value)]) -> Result<SealedEntry, SealError> {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| Field {
            name,
            class: "open",
            value,
        })
        .collect();
    let recorded = Recorded::from_millis(1_771_070_469_123).unwrap();
    seal(
        &LogId::from_bytes(LOG),
        7,
        "contact",
        recorded,
        &fields,
        &mut salts(),
    )
}

/// RFC 9901, section 5.1, prints this field and its digest; its array has white space.
#[test]
fn the_example_of_rfc_9901() {
    let text = "WyIyR0xDNDJzS1F2ZUNmR2ZyeU5STjl3IiwgImdpdmVuX25hbWUiLCAiSm9obiJd";
    let field = Disclosure::parse(text).unwrap();
    assert_eq!(
        (field.name.as_str(), &field.value),
        ("given_name", &json!("John"))
    );
    assert_eq!(
        FieldDigest::of(text).as_str(),
        "jsu9yVulwQQlhFlM_3JlzMaSFzglhQG0DpfayQwLUK4"
    );
}

#[test]
fn what_cannot_be_sealed_says_why() {
    let one = |name: &str, value: Value| sealed(&[(name.to_owned(), value)]).unwrap_err();
    let value = |fault| SealError::Field {
        name: "words".to_owned(),
        why: DisclosureError::Value(fault),
    };
    assert_eq!(one("words", json!(1.5)), value(Fault::Float));
    assert_eq!(one("words", json!([{"a": 1e3}])), value(Fault::Float));
    assert_eq!(one("words", json!(MAX_INTEGER + 1)), value(Fault::Range));
    assert_eq!(one("words", json!(-MAX_INTEGER - 1)), value(Fault::Range));
    assert_eq!(one("words", json!(u64::MAX)), value(Fault::Range));
    assert_eq!(
        one("words", json!({"a": {"_sd": 1}})),
        value(Fault::ReservedKey)
    );
    assert_eq!(
        one("words", json!([[[[[[[[[]]]]]]]]])),
        value(Fault::TooDeep)
    );
    for name in [
        "", "v", "log", "n", "kind", "recorded", "_sd_alg", "_sd", "class", "...",
    ] {
        let why = DisclosureError::Name;
        assert_eq!(
            one(name, json!("x")),
            SealError::Field {
                name: name.to_owned(),
                why
            }
        );
    }
    let twice = ["words", "words"].map(|name| (name.to_owned(), json!(1)));
    assert_eq!(
        sealed(&twice),
        Err(SealError::DuplicateName("words".to_owned()))
    );
    assert_eq!(sealed(&[]), Err(SealError::NoFields));
    let recorded = Recorded::from_millis(0).unwrap();
    let log = LogId::from_bytes(LOG);
    let value = json!(1);
    let field = |class| {
        [Field {
            name: "words",
            class,
            value: &value,
        }]
    };
    for class in ["", "Open", "open-", "own private", "third--party"] {
        assert_eq!(
            seal(&log, 0, "contact", recorded, &field(class), &mut salts()),
            Err(SealError::Class("words".to_owned()))
        );
    }
    assert_eq!(
        seal(&log, 0, "Contact", recorded, &field("open"), &mut salts()),
        Err(SealError::Kind)
    );
    assert_eq!(
        seal(
            &log,
            1 << 53,
            "contact",
            recorded,
            &field("open"),
            &mut salts()
        ),
        Err(SealError::Number)
    );
}

#[test]
fn nothing_personal_is_printed() {
    let value = json!("tulips on the doorstep");
    let entry = sealed(&[("words".to_owned(), value.clone())]).unwrap();
    let field = Field {
        name: "words",
        class: "open",
        value: &value,
    };
    let parsed = Disclosure::parse(&entry.disclosures[0]).unwrap();
    let printed = format!("{entry:?} {field:?} {parsed:?}");
    assert!(
        !printed.contains("tulips") && !printed.contains(&entry.disclosures[0]),
        "{printed}"
    );
}

/// Integers, strings of any character, arrays and objects up to the depth that is left.
fn value(depth: u32) -> impl Strategy<Value = Value> {
    let plain = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-MAX_INTEGER..=MAX_INTEGER).prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    plain.prop_recursive(depth, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map(".{0,4}", inner, 0..3)
                .prop_map(|map| Value::Object(map.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn fields() -> impl Strategy<Value = Vec<(String, Value)>> {
    prop::collection::btree_map("[a-z]{2,3}[a-z_]{0,8}|\\PC{2,6}", value(7), 1..6)
        .prop_map(|map| {
            map.into_iter()
                .filter(|(name, _)| name != "log" && name != "kind")
                .collect()
        })
        .prop_filter("at least one", |fields: &Vec<_>| !fields.is_empty())
}

proptest! {
    #[test]
    fn what_was_sealed_is_read_again(fields in fields()) {
        let entry = sealed(&fields).unwrap();
        let leaf = Leaf::parse(entry.leaf.as_bytes()).unwrap();
        prop_assert_eq!(leaf.log, LogId::from_bytes(LOG));
        prop_assert_eq!((leaf.n, leaf.kind), (7, "contact"));
        prop_assert_eq!(leaf.recorded.to_string(), "2026-02-14T12:01:09.123Z");
        prop_assert_eq!(entry.hash, Hash::of_leaf(entry.leaf.as_bytes()));
        prop_assert_eq!(leaf.digests.len(), fields.len());
        for (text, (name, value)) in entry.disclosures.iter().zip(&fields) {
            let read = Disclosure::parse(text).unwrap();
            prop_assert_eq!((&read.name, &read.value), (name, value));
            prop_assert!(leaf.digests.contains(&FieldDigest::of(text).as_str()));
        }
        // The leaf is JSON, and so is its line, to those who read them with other tools.
        let json: Value = serde_json::from_str(&entry.leaf).unwrap();
        prop_assert_eq!(&json["n"], &json!(7));
        let texts: Vec<_> = entry.disclosures.iter().map(String::as_str).collect();
        let line = entries::shown_line(7, &entry.hash, &entry.leaf, &texts);
        let json: Value = serde_json::from_str(&line).unwrap();
        prop_assert_eq!(&json["leaf"], entry.leaf.as_str());
        let read = EntryLine::parse(line.as_bytes()).unwrap();
        prop_assert_eq!((read.n, read.hash), (7, entry.hash));
        let shown = read.shown.unwrap();
        prop_assert_eq!((&shown.leaf, &shown.fields), (&entry.leaf, &texts));
    }

    #[test]
    fn an_independent_sd_jwt_library_reads_the_same(fields in fields()) {
        let entry = sealed(&fields).unwrap();
        // It loses an empty object that is an element of an array; nothing in RFC 9901 says so.
        prop_assume!(!fields.iter().any(|(_, value)| value.to_string().contains("{}")));
        let Value::Object(leaf) = serde_json::from_str(&entry.leaf).unwrap() else { panic!() };
        let decoder = sd_jwt_payload::SdObjectDecoder::new_with_sha256();
        let read = decoder.decode(&leaf, &entry.disclosures).unwrap();
        for (name, value) in &fields {
            prop_assert_eq!(read.get(name), Some(value));
        }
        prop_assert_eq!(read.len(), fields.len() + 6, "v, log, n, kind, recorded, class and the fields");
    }

    /// A changed field may still be a field, but never the one that was sealed.
    #[test]
    fn a_changed_character_changes_the_digest(fields in fields(), at in any::<prop::sample::Index>(), to in any::<char>()) {
        let text = sealed(&fields).unwrap().disclosures[0].clone();
        let at = at.index(text.len());
        prop_assume!(text.as_bytes()[at] != to as u8 || !to.is_ascii());
        let changed = format!("{}{to}{}", &text[..at], &text[at + 1..]);
        prop_assert_ne!(FieldDigest::of(&changed), FieldDigest::of(&text));
    }

    /// No two texts of a leaf say the same: what parses is what would be written.
    #[test]
    fn a_changed_byte_of_a_leaf_is_refused_or_says_something_else(
        fields in fields(), at in any::<prop::sample::Index>(), to in any::<u8>(),
    ) {
        let leaf = sealed(&fields).unwrap().leaf;
        let mut changed = leaf.clone().into_bytes();
        let at = at.index(changed.len());
        prop_assume!(changed[at] != to);
        changed[at] = to;
        prop_assert_ne!(Hash::of_leaf(&changed), Hash::of_leaf(leaf.as_bytes()));
        if let Ok(read) = Leaf::parse(&changed) {
            prop_assert_ne!(read, Leaf::parse(leaf.as_bytes()).unwrap());
        }
    }

    #[test]
    fn a_changed_byte_of_a_line_is_refused_or_says_something_else(
        fields in fields(), at in any::<prop::sample::Index>(), to in any::<u8>(),
    ) {
        let entry = sealed(&fields).unwrap();
        let texts: Vec<_> = entry.disclosures.iter().map(String::as_str).collect();
        let line = entries::shown_line(7, &entry.hash, &entry.leaf, &texts);
        let mut changed = line.clone().into_bytes();
        let at = at.index(changed.len());
        prop_assume!(changed[at] != to);
        changed[at] = to;
        if let Ok(read) = EntryLine::parse(&changed) {
            prop_assert_ne!(read, EntryLine::parse(line.as_bytes()).unwrap());
        }
    }

    /// The strict reader takes nothing that an ordinary JSON reader reads otherwise.
    #[test]
    fn what_is_taken_is_json(json in r#"\[("[A-Za-z0-9_-]{22}"|"AAAAAAAAAAAAAAAAAAAAAA"), ?"[a-z\\u0061]{1,9}",[\[\]{}",:a0-9.eE+\- \\ud8]{0,14}\]"#) {
        let text = URL_SAFE_NO_PAD.encode(&json);
        if let Ok(field) = Disclosure::parse(&text) {
            let ordinary: Value = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(&ordinary[1], field.name.as_str());
            prop_assert_eq!(&ordinary[2], &field.value);
        }
    }

    /// Any bytes at all: an answer, never a panic.
    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200), text in any::<String>()) {
        let _ = Disclosure::parse(&URL_SAFE_NO_PAD.encode(&bytes));
        let _ = Disclosure::parse(&text);
        let _ = Disclosure::parse(&URL_SAFE_NO_PAD.encode(format!("[\"AAAAAAAAAAAAAAAAAAAAAA\",\"x\",{text}]")));
        let _ = Leaf::parse(&bytes);
        let _ = Leaf::parse(text.as_bytes());
        let _ = EntryLine::parse(&bytes);
        let _ = EntryLine::parse(text.as_bytes());
    }
}
