//! What is sealed reads back: every kind, every list, every name.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::{Value, json};
use standfast_model::kinds::{
    Account, Attribution, Case, Contact, Continuity, Correction, Decision, Disclosure, Exhibit,
    Import, ImportColumn, ImportGap, ImportProblem, Item, Key, Letter, Measure, Note, Outcome,
    Retraction, Review, Screening, Source, Step, WithheldEntry,
};
use standfast_model::lists::{
    AgeBand, AttributionKind, Basis, Channel, Jurisdiction, LetterAct, MeasureKind, NoteKind,
    OutcomeKind, Party, Relation, Setting, Sign, StepAct,
};
use standfast_model::{
    Body, Class, Field, FieldError, FieldValue, Fields, Kind, Occurred, Precision, Said, SaidError,
};

fn around() -> Said {
    Said {
        now: "2026-03-12T09:00:30Z".parse().unwrap(),
        zone: TimeZone::get("Europe/London").unwrap(),
    }
}

// --- strategies

fn text() -> impl Strategy<Value = String> {
    ".{0,20}"
}

fn number() -> impl Strategy<Value = u64> {
    0..(1_u64 << 53)
}

fn instant() -> impl Strategy<Value = Timestamp> {
    // Sealed instants are exact to the millisecond.
    (0_i64..4_102_444_800_000).prop_map(|ms| Timestamp::from_millisecond(ms).unwrap())
}

fn date() -> impl Strategy<Value = Date> {
    (1900_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| Date::new(y, m, d).unwrap())
}

fn class() -> impl Strategy<Value = Class> {
    prop::sample::select(Class::ALL.to_vec())
}

fn occurred() -> impl Strategy<Value = Occurred> {
    let precision = prop::sample::select(Precision::ALL.to_vec());
    (
        text(),
        option::of(instant()),
        option::of(instant()),
        text(),
        precision,
        option::of(text()),
    )
        .prop_map(|(text, from, until, zone, precision, doubt)| Occurred {
            text,
            from,
            until,
            zone,
            precision,
            doubt,
        })
}

/// Any word of a closed list, or a person's own.
fn listed<T: std::fmt::Debug>(
    words: &'static [&'static str],
    sealed: fn(&str) -> T,
) -> impl Strategy<Value = T> {
    prop_oneof![
        prop::sample::select(words.to_vec()).prop_map(str::to_owned),
        text()
    ]
    .prop_map(move |word| sealed(&word))
}

fn party() -> impl Strategy<Value = Party> {
    listed(Party::WORDS, Party::sealed)
}

fn case() -> impl Strategy<Value = Body> {
    let texts = (
        option::of(text()),
        option::of(text()),
        option::of(text()),
        option::of(text()),
    );
    let lists = (
        option::of(listed(Setting::WORDS, Setting::sealed)),
        option::of(listed(Jurisdiction::WORDS, Jurisdiction::sealed)),
        option::of(listed(Relation::WORDS, Relation::sealed)),
        option::of(listed(AgeBand::WORDS, AgeBand::sealed)),
    );
    let more = (
        option::of(text()),
        option::of(text()),
        any::<bool>(),
        option::of(text()),
    );
    (texts, lists, more).prop_map(|(t, l, m)| {
        Case {
            name: t.0,
            clinician: t.1,
            initials: t.2,
            setting: l.0,
            jurisdiction: l.1,
            zone: t.3,
            subject: m.0,
            relation: l.2,
            age_band: l.3,
            vulnerable: m.1,
            closed: m.2,
            because: m.3,
        }
        .into()
    })
}

fn account() -> impl Strategy<Value = Body> {
    (text(), party(), text(), option::of(text())).prop_map(|(account, of, value, because)| {
        Account {
            account,
            of,
            value,
            because,
        }
        .into()
    })
}

fn attribution() -> impl Strategy<Value = Body> {
    let decided = prop::sample::select(AttributionKind::ALL.to_vec());
    (text(), text(), decided, text(), vec(number(), 0..3)).prop_map(
        |(account, value, decided, because, shown_by)| {
            Attribution {
                account,
                value,
                decided,
                because,
                shown_by,
            }
            .into()
        },
    )
}

fn contact() -> impl Strategy<Value = Body> {
    let source =
        (number(), text(), option::of(text())).prop_map(|(import, position, identity)| Source {
            import,
            position,
            identity,
        });
    let who = (
        option::of(listed(Channel::WORDS, Channel::sealed)),
        option::of(text()),
        party(),
        option::of(text()),
        option::of(text()),
    );
    let what = (
        occurred(),
        option::of(text()),
        option::of(text()),
        vec(listed(Sign::WORDS, Sign::sealed), 0..4),
        option::of(text()),
        option::of(text()),
    );
    let rest = (
        option::of(text()),
        option::of(text()),
        vec(text(), 0..3),
        vec(text(), 0..3),
        vec(text(), 0..3),
        option::of(source),
    );
    (who, what, rest).prop_map(|(w, o, r)| {
        Contact {
            channel: w.0,
            platform: w.1,
            from: w.2,
            from_account: w.3,
            towards: w.4,
            occurred: o.0,
            title: o.1,
            words: o.2,
            signs: o.3,
            effect: o.4,
            reply: o.5,
            clinical: r.0,
            place: r.1,
            witnesses: r.2,
            marks: r.3,
            doubts: r.4,
            source: r.5,
        }
        .into()
    })
}

fn exhibit() -> impl Strategy<Value = Body> {
    let what = (
        text(),
        option::of(number()),
        option::of(text()),
        option::of(text()),
    );
    let from = (
        option::of(text()),
        option::of(text()),
        option::of(occurred()),
        option::of(party()),
    );
    (what, from, (text(), number(), text(), class())).prop_map(|(w, f, o)| {
        Exhibit {
            reference: w.0,
            of: w.1,
            what: w.2,
            media_type: w.3,
            found: f.0,
            produced_by: f.1,
            claimed: f.2,
            from: f.3,
            name: o.0,
            bytes: o.1,
            sha256: o.2,
            class: o.3,
        }
        .into()
    })
}

fn continuity() -> impl Strategy<Value = Body> {
    (text(), text(), occurred(), option::of(text())).prop_map(|(exhibit, to, occurred, because)| {
        Continuity {
            exhibit,
            to,
            occurred,
            because,
        }
        .into()
    })
}

fn measure() -> impl Strategy<Value = Body> {
    let kind = listed(MeasureKind::WORDS, MeasureKind::sealed);
    let rest = (any::<bool>(), option::of(text()), option::of(date()));
    (
        kind,
        occurred(),
        option::of(text()),
        option::of(text()),
        rest,
    )
        .prop_map(
            |(measure, occurred, by, words, (names_removal, reference, until))| {
                Measure {
                    measure,
                    occurred,
                    by,
                    words,
                    names_removal,
                    reference,
                    until,
                }
                .into()
            },
        )
}

fn outcome() -> impl Strategy<Value = Body> {
    let kind = listed(OutcomeKind::WORDS, OutcomeKind::sealed);
    (kind, occurred(), option::of(text()), option::of(date())).prop_map(
        |(outcome, occurred, words, keep_until)| {
            Outcome {
                outcome,
                occurred,
                words,
                keep_until,
            }
            .into()
        },
    )
}

fn correction() -> impl Strategy<Value = Body> {
    let value = prop_oneof![
        text().prop_map(Value::String),
        number().prop_map(Value::from),
        Just(json!({"text": "14 Feb 2014", "list": [1, null, true]})),
    ];
    (number(), text(), value, text(), class()).prop_map(
        |(corrects, field, value, because, class)| {
            Correction {
                corrects,
                field,
                value,
                because,
                class,
            }
            .into()
        },
    )
}

fn import() -> impl Strategy<Value = Body> {
    let problem = (text(), text()).prop_map(|(at, why)| ImportProblem { at, why });
    let column = (text(), text(), number()).prop_map(|(field, column, number)| ImportColumn {
        field,
        column,
        number,
    });
    let source = (text(), text(), text(), text());
    let counts = (number(), number(), number(), number(), number());
    let more = (
        number(),
        number(),
        number(),
        option::of(instant()),
        option::of(instant()),
    );
    let rest = (
        text(),
        text(),
        option::of(text()),
        vec(problem, 0..3),
        option::of(number()),
        vec(column, 0..3),
    );
    let gap =
        (option::of(text()), option::of(text()), number()).prop_map(|(after, before, records)| {
            ImportGap {
                after,
                before,
                records,
            }
        });
    let told = (
        vec(text(), 0..3),
        vec(text(), 0..3),
        vec(gap, 0..3),
        option::of(number()),
        option::of(text()),
    );
    (source, counts, more, rest, told).prop_map(|(s, c, m, r, t)| {
        Import {
            source_name: s.0,
            source_sha256: s.1,
            reader: s.2,
            reader_version: s.3,
            read: c.0,
            taken: c.1,
            left_out: c.2,
            already: c.3,
            not_understood: c.4,
            from_subject: m.0,
            from_clinician: m.1,
            attachments: m.2,
            first: m.3,
            last: m.4,
            zone: r.0,
            zone_from: r.1,
            date_order: r.2,
            problems: r.3,
            more_problems: r.4,
            accounts: t.0,
            mine: t.1,
            gaps: t.2,
            more_gaps: t.3,
            ends_with: t.4,
            mapping: r.5,
        }
        .into()
    })
}

fn step() -> impl Strategy<Value = Body> {
    let act = prop::sample::select(StepAct::ALL.to_vec());
    (
        option::of(text()),
        act,
        option::of(text()),
        option::of(text()),
        option::of(text()),
        vec(text(), 0..3),
    )
        .prop_map(|(step, act, because, to, pack, shown)| {
            Step {
                step,
                act,
                because,
                to,
                pack,
                shown,
            }
            .into()
        })
}

fn letter() -> impl Strategy<Value = Body> {
    let act = prop::sample::select(LetterAct::ALL.to_vec());
    let rest = (vec(text(), 0..3), option::of(text()), option::of(text()));
    let values = vec(("[a-z]{1,8}", text()), 0..3);
    let made = (
        option::of(text()),
        values,
        option::of(text()),
        option::of(date()),
    );
    let after = (
        any::<bool>(),
        vec(text(), 0..3),
        vec(text(), 0..3),
        option::of(text()),
        option::of(number()),
        option::of(number()),
    );
    (
        number(),
        text(),
        act,
        option::of(text()),
        option::of(occurred()),
        rest,
        made,
        after,
    )
        .prop_map(|(letter, template, act, by, occurred, rest, made, after)| {
            let (gaps, pdf_sha256, because) = rest;
            let (wording, values, text, dated) = made;
            let (names_removal, kept, doubts, how, measure, answer) = after;
            Letter {
                letter,
                template,
                act,
                by,
                occurred,
                gaps,
                pdf_sha256,
                because,
                wording,
                values: values.into_iter().collect(),
                text,
                dated,
                names_removal,
                kept,
                doubts,
                how,
                measure,
                answer,
            }
            .into()
        })
}

fn item() -> impl Strategy<Value = Item> {
    prop_oneof![
        number().prop_map(Item::Entry),
        (number(), "[a-z_]{1,12}").prop_map(|(n, field)| Item::Field(n, field)),
        ("[A-Z]{2,3}", 1..1000).prop_map(|(initials, n)| Item::Exhibit(format!("{initials}/{n}"))),
        "[a-z_]{1,12}".prop_map(Item::Named),
    ]
}

fn decision() -> impl Strategy<Value = Body> {
    let basis = option::of(prop::sample::select(Basis::ALL.to_vec()));
    (
        option::of(text()),
        vec(item(), 0..4),
        any::<bool>(),
        basis,
        text(),
        text(),
        text(),
    )
        .prop_map(|(to, items, goes, basis, by, when, why)| {
            Decision {
                to,
                items,
                goes,
                basis,
                by,
                when,
                why,
            }
            .into()
        })
}

fn disclosure() -> impl Strategy<Value = Body> {
    let withheld = (number(), text()).prop_map(|(n, reason)| WithheldEntry { n, reason });
    let what = (
        text(),
        text(),
        option::of(text()),
        option::of(date()),
        option::of(date()),
    );
    let made = (number(), text(), text(), text());
    let rest = (
        vec(number(), 0..3),
        vec(withheld, 0..3),
        vec(number(), 0..4),
        text(),
    );
    (what, made, rest).prop_map(|(w, m, r)| {
        Disclosure {
            to: w.0,
            profile: w.1,
            reference: w.2,
            from: w.3,
            to_date: w.4,
            entries: m.0,
            checkpoint: m.1,
            sha256: m.2,
            bundle: m.3,
            decisions: r.0,
            withheld: r.1,
            counts: r.2,
            made_by: r.3,
        }
        .into()
    })
}

fn small() -> impl Strategy<Value = Body> {
    let note = prop::sample::select(NoteKind::ALL.to_vec());
    prop_oneof![
        (number(), text()).prop_map(|(retracts, because)| Retraction { retracts, because }.into()),
        (text(), text(), option::of(text())).prop_map(|(old, new, because)| Key {
            old,
            new,
            because
        }
        .into()),
        (number(), prop::collection::vec(text(), 0..3)).prop_map(|(measure, accounts)| Review {
            measure,
            accounts
        }
        .into()),
        (text(), option::of(text()), text(), occurred()).prop_map(
            |(instrument, version, by, occurred)| Screening {
                instrument,
                version,
                by,
                occurred
            }
            .into()
        ),
        (note, option::of(text()), text(), option::of(occurred())).prop_map(
            |(note, by, words, occurred)| Note {
                note,
                by,
                words,
                occurred
            }
            .into()
        ),
    ]
}

/// An entry of any kind; the list of kinds is checked to be whole below.
fn body() -> impl Strategy<Value = Body> {
    prop_oneof![
        case(),
        account(),
        attribution(),
        contact(),
        exhibit(),
        continuity(),
        measure(),
        outcome(),
        correction(),
        import(),
        step(),
        letter(),
        decision(),
        disclosure(),
        small(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_sealed_reads_back(body in body()) {
        let fields = body.to_fields();
        prop_assert_eq!(Body::from_fields(body.kind(), &fields), Ok(body.clone()));
        // In the order of its kind, each name once, each of a kind's own names.
        let order: Vec<_> = body.kind().fields().iter().filter(|n| fields.get(n).is_some()).collect();
        let written: Vec<_> = fields.iter().map(|f| f.name.as_str()).collect();
        prop_assert_eq!(order.iter().map(|n| **n).collect::<Vec<_>>(), written);
        // Through the text that is sealed, too.
        let reread: Fields = fields.iter().map(|f| Field {
            value: serde_json::from_str(&f.value.to_string()).unwrap(),
            ..f.clone()
        }).collect();
        prop_assert_eq!(Body::from_fields(body.kind(), &reread), Ok(body));
    }

    #[test]
    fn fields_are_i_json(body in body()) {
        for field in body.to_fields().iter() {
            prop_assert!(is_sealable(&field.value, 0), "{}: {}", field.name, field.value);
        }
    }

    #[test]
    fn a_newer_field_is_refused_by_name(body in body()) {
        let mut fields = body.to_fields();
        fields.set("from_the_future", Class::Open, Value::Bool(true));
        prop_assert_eq!(
            Body::from_fields(body.kind(), &fields),
            Err(FieldError::Unknown("from_the_future".to_owned()))
        );
    }

    #[test]
    fn an_erased_or_wrong_field_never_breaks_the_reader(body in body(), at in any::<prop::sample::Index>()) {
        let fields = body.to_fields();
        prop_assume!(!fields.is_empty());
        let names: Vec<_> = fields.iter().map(|f| f.name.clone()).collect();
        let name = at.get(&names);
        let mut erased = fields.clone();
        let field = erased.take(name).unwrap();
        match Body::from_fields(body.kind(), &erased) {
            Ok(_) => {}
            Err(FieldError::Missing(missing)) => prop_assert_eq!(missing, name),
            Err(e) => prop_assert!(false, "{}", e),
        }
        let mut wrong = fields;
        // A correction's value may be anything.
        prop_assume!(!(body.kind() == Kind::Correction && name == "value"));
        wrong.set(name, field.class, json!([[{"not": "this"}]]));
        let read = Body::from_fields(body.kind(), &wrong);
        prop_assert!(matches!(&read, Err(FieldError::Wrong { field, .. }) if field == name), "{:?}", read);
    }
}

/// Integers within 2^53, no more than 8 deep, no key that libraries would act on.
fn is_sealable(value: &Value, depth: usize) -> bool {
    match value {
        Value::Number(n) => n.as_u64().is_some_and(|n| n < 1 << 53) || n.as_i64().is_some(),
        Value::Array(items) => depth < 8 && items.iter().all(|v| is_sealable(v, depth + 1)),
        Value::Object(o) => {
            depth < 8
                && o.iter().all(|(k, v)| {
                    !matches!(k.as_str(), "_sd" | "_sd_alg" | "...") && is_sealable(v, depth + 1)
                })
        }
        _ => true,
    }
}

#[test]
fn every_kind_is_tried_above() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut met = BTreeSet::new();
    for _ in 0..2_000 {
        met.insert(
            body()
                .new_tree(&mut runner)
                .unwrap()
                .current()
                .kind()
                .as_str(),
        );
    }
    let all: BTreeSet<_> = Kind::ALL.iter().map(|k| k.as_str()).collect();
    assert_eq!(met, all);
}

#[test]
fn names_are_unique_and_never_a_part_of_the_leaf() {
    const LEAF: &[&str] = &[
        "v", "log", "n", "kind", "recorded", "_sd_alg", "_sd", "class", "...", "",
    ];
    for kind in Kind::ALL {
        let names: BTreeSet<_> = kind.fields().iter().collect();
        assert_eq!(
            names.len(),
            kind.fields().len(),
            "{kind:?} has a name twice"
        );
        for name in kind.fields() {
            assert!(!LEAF.contains(name), "{kind:?} has a field \"{name}\"");
            // Only exhibits have these: an import says `source_name` and `source_sha256`.
            let of_originals = matches!(*name, "sha256" | "bytes");
            assert!(
                !of_originals || matches!(kind, Kind::Exhibit | Kind::Disclosure),
                "{kind:?} has a field \"{name}\""
            );
        }
        assert_eq!(Kind::parse(kind.as_str()), Some(*kind));
        assert!(
            kind.as_str()
                .split('-')
                .all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase()))
        );
    }
    assert_eq!(Kind::parse("of a newer version"), None);
}

/// Each word reads back from what is sealed and from what is typed; "other" keeps a person's own.
macro_rules! closed_lists {
    ($($name:ident),+) => {$({
        for word in $name::WORDS {
            let listed = $name::listed(word).unwrap();
            assert_eq!(listed.as_str(), *word);
            assert_eq!($name::sealed(word), listed);
            assert_eq!(<$name as FieldValue>::from_value(&listed.to_value().unwrap()), Some(listed.clone()));
            assert_eq!(<$name as FieldValue>::from_words(word, &around()), Ok(listed));
        }
        assert_eq!($name::WORDS.iter().collect::<BTreeSet<_>>().len(), $name::WORDS.len());
        let own = $name::Other("a drone".to_owned());
        assert_eq!(<$name as FieldValue>::from_words("other: a drone", &around()), Ok(own.clone()));
        assert_eq!(<$name as FieldValue>::from_value(&own.to_value().unwrap()), Some(own));
        assert!(matches!(
            <$name as FieldValue>::from_words("a drone", &around()),
            Err(SaidError::Not { .. })
        ));
    })+};
}

macro_rules! fixed_lists {
    ($($name:ident),+) => {$({
        for item in $name::ALL {
            assert_eq!($name::parse(item.as_str()), Some(*item));
            assert_eq!(<$name as FieldValue>::from_value(&item.to_value().unwrap()), Some(*item));
            assert_eq!(<$name as FieldValue>::from_words(item.as_str(), &around()), Ok(*item));
        }
        assert_eq!($name::parse("a drone"), None);
        assert!(<$name as FieldValue>::from_words("a drone", &around()).is_err());
    })+};
}

#[test]
fn every_word_of_every_list_reads_back() {
    closed_lists!(
        Channel,
        Sign,
        MeasureKind,
        OutcomeKind,
        Setting,
        Jurisdiction,
        Relation,
        AgeBand,
        Party
    );
    fixed_lists!(NoteKind, StepAct, LetterAct, Basis, AttributionKind);
    for class in Class::ALL {
        assert_eq!(Class::parse(class.as_str()), Some(class));
    }
    for precision in Precision::ALL {
        assert_eq!(Precision::parse(precision.as_str()), Some(precision));
    }
}

#[test]
fn the_lists_are_those_of_the_contract() {
    for (have, contract) in [
        (
            Channel::WORDS,
            "letter card gift package catalogue text call voicemail email message friend-request post comment consultation attendance-work attendance-home attendance-elsewhere following damage letterbox third-party complaint allegation",
        ),
        (
            Sign::WORDS,
            "declaration gift personal-question request-to-meet sexual persistent after-being-told new-account at-home at-work-unbooked waiting-for following photographing threat threat-self-harm aggression fear damage breaks-order false-allegation via-family",
        ),
        (
            MeasureKind::WORDS,
            "reply declined-friend-request gift-accepted gift-refused told-manager told-defence-organisation told-colleagues privacy-review chaperone-agreed chaperone-refused transfer restriction warning-letter list-removal police-report police-warning arrest bail charge order injunction undertaking conviction sentence release breach allegation-received allegation-closed review",
        ),
        (
            OutcomeKind::WORDS,
            "fizzled-out professional-footing transferred removed police-warning injunction charge conviction sentence cleared resumed",
        ),
        (Setting::WORDS, "gp hospital community dental"),
        (
            Jurisdiction::WORDS,
            "england wales scotland northern-ireland",
        ),
        (Relation::WORDS, "patient former-patient relative unknown"),
        (AgeBand::WORDS, "under-16 16-17 adult"),
        (Party::WORDS, "subject clinician"),
    ] {
        assert_eq!(have.join(" "), contract);
    }
}

#[test]
fn an_original_betrays_nothing_by_its_hash() {
    let exhibit = Exhibit {
        reference: "ABC/3".to_owned(),
        of: Some(12),
        what: None,
        media_type: None,
        found: None,
        produced_by: None,
        claimed: None,
        from: None,
        name: "card.jpg".to_owned(),
        bytes: 3,
        sha256: "0".repeat(64),
        class: Class::ThirdParty,
    };
    for field in exhibit.to_fields().iter() {
        let hides = matches!(field.name.as_str(), "name" | "bytes" | "sha256");
        assert_eq!(field.class == Class::ThirdParty, hides, "{}", field.name);
    }
}

#[test]
fn an_account_is_as_private_as_its_owner() {
    for (of, class) in [
        (Party::Subject, Class::Personal),
        (Party::Clinician, Class::Own),
        (Party::Other("neighbour".to_owned()), Class::ThirdParty),
    ] {
        let account = Account {
            account: "phone".to_owned(),
            of,
            value: "07700 900142".to_owned(),
            because: Some("on the card".to_owned()),
        };
        let fields = account.to_fields();
        for name in ["value", "because"] {
            assert_eq!(fields.iter().find(|f| f.name == name).unwrap().class, class);
        }
    }
}

#[test]
fn a_field_is_typed_in_words() {
    let typed = |kind: Kind, field: &str, words: &str| kind.said(field, words, &around()).unwrap();
    assert_eq!(typed(Kind::Contact, "channel", "gift"), Ok(json!("gift")));
    assert_eq!(
        typed(Kind::Contact, "signs", "gift, fear"),
        Ok(json!(["gift", "fear"]))
    );
    assert_eq!(
        typed(Kind::Measure, "names_removal", "yes"),
        Ok(json!(true))
    );
    assert_eq!(
        typed(Kind::Measure, "until", "1 Sep 2026"),
        Ok(json!("2026-09-01"))
    );
    assert_eq!(typed(Kind::Retraction, "retracts", "#12"), Ok(json!(12)));
    assert_eq!(
        typed(Kind::Contact, "occurred", "14 Feb 2014 10:30"),
        Ok(json!({
            "text": "14 Feb 2014, 10:30", "utc": "2014-02-14T10:30:00Z", "until": "2014-02-14T10:31:00Z",
            "zone": "Europe/London", "precision": "minute", "doubt": null,
        }))
    );
    assert!(typed(Kind::Contact, "channel", "pigeon").is_err());
    assert!(typed(Kind::Contact, "occurred", "31 Feb").is_err());
    assert!(Kind::Contact.said("colour", "red", &around()).is_none());
}

#[test]
fn a_screening_has_no_room_for_answers_or_a_total() {
    assert_eq!(
        Kind::Screening.fields(),
        ["instrument", "version", "by", "occurred"]
    );
    assert_eq!(Kind::Screening.log(), standfast_model::Log::Private);
}
