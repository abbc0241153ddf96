//! Fields that break a rule, most of them sealed as they are: the digest fits, the field is refused.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use crate::forge::{self, Entry, Raw, array, log_id, raw, sealed, story};
use crate::good::with_json;
use crate::vector::Vector;

pub fn vectors() -> Vec<Vector> {
    let mut all = texts();
    all.extend(arrays());
    all.extend(values());
    all.extend(names());
    all.extend(strangers());
    all
}

/// A log of two; the one field of the second is refused though its digest is in the leaf.
fn refused(name: &str, why: &str, entries: &[Entry]) -> Vector {
    Vector::new(name, why, entries)
        .integrity("field-changed #1")
        .counts(1, 1, 0, "open=1")
}

fn refused_json(name: &str, why: &str, json: impl AsRef<[u8]>) -> Vector {
    refused(name, why, &with_json(json))
}

fn refused_text(name: &str, why: &str, text: String) -> Vector {
    let log = log_id(0);
    let field = Raw {
        text,
        class: "open".to_owned(),
    };
    refused(
        name,
        why,
        &[
            forge::plain(log, 0),
            forge::forge(log, 1, "contact", vec![field]),
        ],
    )
}

/// The last character but with a bit set that belongs to no byte.
pub fn loosened(text: &str) -> String {
    let (start, last) = text.split_at(text.len() - 1);
    // A character with bits to spare is A or every fourth or sixteenth after it: its neighbour is one
    // code further.
    let next = char::from(last.as_bytes()[0] + 1);
    format!("{start}{next}")
}

fn texts() -> Vec<Vector> {
    // The last character has bits to spare, and there is room for padding.
    let good = URL_SAFE_NO_PAD.encode(array(r#""words","calm!!!""#));
    assert_eq!(good.len() % 4, 3);
    // Bytes whose base64 has the two characters in which the alphabets differ.
    let both = URL_SAFE_NO_PAD.encode(array("\"words\",\"???>>>~~~\u{fff}\u{fbf}\""));
    assert!(both.contains('_') && both.contains('-'));
    vec![
        refused_text(
            "field-loose-bits",
            "sealed with a bit set that belongs to no byte",
            loosened(&good),
        ),
        refused_text("field-padding", "sealed with padding", format!("{good}=")),
        refused_text(
            "field-base64-alphabet",
            "sealed in the other alphabet of base64",
            both.replace('_', "/").replace('-', "+"),
        ),
        refused_text(
            "field-space",
            "sealed with a space in its characters",
            good.replacen('W', "W ", 1),
        ),
        refused_text(
            "field-length",
            "its number of characters is one that no bytes have",
            format!("{good}AA"),
        ),
        refused_text(
            "field-no-characters",
            "sealed without any character",
            String::new(),
        ),
    ]
}

fn arrays() -> Vec<Vector> {
    let good = array(r#""words","calm""#);
    let mut not_utf8 = array(r#""words","caf?""#).into_bytes();
    let at = not_utf8.iter().position(|byte| *byte == b'?').unwrap();
    not_utf8[at] = 0xe9;
    let surrogate = {
        let mut bytes = array(r#""words","???""#).into_bytes();
        let at = bytes.iter().position(|byte| *byte == b'?').unwrap();
        bytes.splice(at..at + 3, [0xed, 0xa0, 0x80]);
        bytes
    };
    let overlong = {
        let mut bytes = array(r#""words","??""#).into_bytes();
        let at = bytes.iter().position(|byte| *byte == b'?').unwrap();
        bytes.splice(at..at + 2, [0xc0, 0xaf]);
        bytes
    };
    vec![
        refused_json("field-not-utf8", "its text is Latin-1", not_utf8),
        refused_json(
            "field-utf8-surrogate",
            "a surrogate written in UTF-8 bytes",
            surrogate,
        ),
        refused_json(
            "field-utf8-overlong",
            "a character written in more UTF-8 bytes than it needs",
            overlong,
        ),
        refused_json(
            "field-byte-order-mark",
            "a byte order mark before the array",
            format!("\u{feff}{good}"),
        ),
        refused_json(
            "field-space-before",
            "a space before the array",
            format!(" {good}"),
        ),
        refused_json(
            "field-space-after",
            "a space after the array",
            format!("{good} "),
        ),
        refused_json(
            "field-line-end-after",
            "a line end after the array",
            format!("{good}\n"),
        ),
        refused_json(
            "field-array-after",
            "a second array after the array",
            format!("{good}[]"),
        ),
        refused_json(
            "field-cut-short",
            "the array is not closed",
            good.trim_end_matches(']'),
        ),
        refused_json(
            "field-comma-last",
            "a comma before the closing bracket",
            good.replace(']', ",]"),
        ),
        refused_json(
            "field-no-break-space",
            "a no-break space is no white space",
            good.replacen(',', ",\u{a0}", 1),
        ),
        refused_json(
            "field-form-feed",
            "a form feed is no white space",
            good.replacen(',', ",\u{c}", 1),
        ),
        refused_json(
            "field-comment",
            "a comment is no JSON",
            good.replacen(',', ",/**/", 1),
        ),
        refused_json(
            "field-two-elements",
            "an array of two, as RFC 9901 has for elements of arrays",
            array(r#""calm""#),
        ),
        refused_json(
            "field-four-elements",
            "an array of four",
            array(r#""words","calm","more""#),
        ),
        refused_json("field-object", "an object, no array", r#"{"words":"calm"}"#),
        refused_json(
            "field-salt-short",
            "a salt of 15 bytes",
            good.replacen(&good[2..24], "AAAAAAAAAAAAAAAAAAAA", 1),
        ),
        refused_json(
            "field-salt-long",
            "a salt of 17 bytes",
            good.replacen(&good[2..24], "AAAAAAAAAAAAAAAAAAAAAAA", 1),
        ),
        refused_json(
            "field-salt-loose-bits",
            "a salt with a bit set that belongs to no byte",
            good.replacen(&good[2..24], "AAAAAAAAAAAAAAAAAAAAAB", 1),
        ),
        refused_json(
            "field-salt-padding",
            "a salt with padding",
            good.replacen(&good[2..24], "AAAAAAAAAAAAAAAAAAAAAA==", 1),
        ),
        refused_json(
            "field-salt-number",
            "a salt that is no string",
            good.replacen(&good[1..25], "12345678901234567890", 1),
        ),
        refused_json(
            "field-salt-empty",
            "a salt without bytes",
            good.replacen(&good[2..24], "", 1),
        ),
    ]
}

fn values() -> Vec<Vector> {
    let list: &[(&str, &str, &str)] = &[
        ("key-twice", "a key twice", r#"{"a":1,"a":2}"#),
        (
            "key-twice-same-value",
            "a key twice, with the same value",
            r#"{"a":1,"a":1}"#,
        ),
        (
            "key-twice-deep",
            "a key twice, deep inside",
            r#"[[{"b":{"a":1,"c":[],"a":1}}]]"#,
        ),
        (
            "key-twice-escaped",
            "a key twice, once escaped",
            r#"{"a":1,"\u0061":2}"#,
        ),
        (
            "key-sd",
            "the key _sd, which libraries act on",
            r#"{"_sd":[]}"#,
        ),
        (
            "key-sd-alg",
            "the key _sd_alg, deep inside",
            r#"[{"a":{"_sd_alg":"sha-256"}}]"#,
        ),
        (
            "key-dots",
            "the key ..., which libraries act on",
            r#"[{"...":"x"}]"#,
        ),
        (
            "key-sd-escaped",
            "the key _sd, escaped",
            r#"{"\u005fsd":[]}"#,
        ),
        ("key-no-string", "a key that is no string", r#"{1:2}"#),
        (
            "object-comma-last",
            "a comma before the closing brace",
            r#"{"a":1,}"#,
        ),
        (
            "array-comma-last",
            "a comma before the closing bracket of a value",
            "[1,]",
        ),
        ("fraction", "a number with a fraction", "1.5"),
        (
            "fraction-whole",
            "a number with a fraction, though whole",
            "1.0",
        ),
        ("exponent", "a number with an exponent, though whole", "1e3"),
        (
            "exponent-capital",
            "a number with an exponent in capitals, deep inside",
            r#"{"a":[1E3]}"#,
        ),
        (
            "minus-nought",
            "minus nought, which some read as a float",
            "-0",
        ),
        (
            "too-large",
            "one above the largest integer",
            "9007199254740992",
        ),
        (
            "too-small",
            "one below the smallest integer",
            "-9007199254740992",
        ),
        (
            "far-too-large",
            "an integer of forty digits",
            "1000000000000000000000000000000000000000",
        ),
        ("leading-nought", "an integer that begins with nought", "01"),
        ("plus", "an integer with a plus", "+1"),
        ("minus-alone", "a minus without digits", "-"),
        ("nan", "not a number", "NaN"),
        ("infinity", "infinity", "-Infinity"),
        ("capitals", "True is not true", "True"),
        ("single-quotes", "single quotes", "'calm'"),
        (
            "lone-high-surrogate",
            "the first half of a pair at the end of a string",
            r#""\ud83d""#,
        ),
        (
            "lone-low-surrogate",
            "the second half of a pair alone",
            r#""\udf39""#,
        ),
        (
            "surrogates-in-wrong-order",
            "the halves of a pair in the wrong order",
            r#""\udf39\ud83d""#,
        ),
        (
            "high-surrogate-and-letter",
            "the first half of a pair and then a letter",
            r#""\ud83da""#,
        ),
        (
            "high-surrogate-twice",
            "the first half of a pair twice",
            r#""\ud83d\ud83d""#,
        ),
        (
            "lone-surrogate-in-key",
            "half of a pair in a key",
            r#"{"\ud83d":1}"#,
        ),
        (
            "control",
            "a line end inside a string, not escaped",
            "\"a\nb\"",
        ),
        (
            "control-nul",
            "a NUL inside a string, not escaped",
            "\"a\u{0}b\"",
        ),
        ("tab", "a tab inside a string, not escaped", "\"a\tb\""),
        (
            "escape-unknown",
            "an escape that JSON does not have",
            r#""\x41""#,
        ),
        (
            "escape-short",
            "an escape of three hex digits",
            r#""\u041""#,
        ),
        (
            "escape-plus",
            "an escape whose digits begin with a plus",
            r#""\u+041""#,
        ),
        ("string-open", "a string that is not closed", "\"calm"),
        ("nine-deep-arrays", "arrays 9 deep", "[[[[[[[[[]]]]]]]]]"),
        (
            "nine-deep-objects",
            "an object 9 deep",
            r#"{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{}}}}}}}}}"#,
        ),
        ("no-value", "no value at all", ""),
    ];
    list.iter()
        .map(|(name, why, value)| {
            refused_json(
                &format!("value-{name}"),
                why,
                array(&format!("\"words\",{value}")),
            )
        })
        .collect()
}

fn names() -> Vec<Vector> {
    let mut all: Vec<_> = [
        "v", "log", "n", "kind", "recorded", "_sd_alg", "_sd", "class", "...",
    ]
    .iter()
    .map(|name| {
        let plain = name
            .trim_matches('_')
            .replace('_', "-")
            .replace("...", "dots");
        refused_json(
            &format!("name-{plain}"),
            "a name that no field may have: of a leaf's part, or reserved",
            array(&format!("\"{name}\",\"calm\"")),
        )
    })
    .collect();
    all.push(refused_json(
        "name-escaped",
        "the name of a leaf's part, escaped",
        array(r#""\u006e","calm""#),
    ));
    all.push(refused_json(
        "name-empty",
        "an empty name",
        array(r#""","calm""#),
    ));
    all.push(refused_json(
        "name-number",
        "a name that is no string",
        array(r#"7,"calm""#),
    ));
    all.push(refused_json(
        "name-surrogate",
        "half of a pair in a name",
        array(r#""\ud83d","calm""#),
    ));
    let log = log_id(0);
    let twice = |first: &str, second: &str| {
        [
            forge::plain(log, 0),
            forge::forge(
                log,
                1,
                "contact",
                vec![raw(array(first), "open"), raw(array(second), "clinical")],
            ),
        ]
    };
    all.push(
        Vector::new(
            "name-twice",
            "two fields of one name: the first is taken, the second refused",
            &twice(r#""words","calm""#, r#""words","angry""#),
        )
        .integrity("field-changed #1")
        .counts(1, 1, 0, "clinical=1"),
    );
    all.push(
        Vector::new(
            "name-twice-escaped",
            "two fields of one name, once escaped",
            &twice(r#""words","calm""#, r#""w\u006frds","angry""#),
        )
        .integrity("field-changed #1")
        .counts(1, 1, 0, "clinical=1"),
    );
    let entries = twice(r#""words","calm""#, r#""words","angry""#);
    all.push(
        Vector::new(
            "good-name-twice-unseen",
            "two fields of one name, of which one is withheld: nobody can tell",
            &entries,
        )
        .lines(&[entries[0].shown(0), entries[1].in_part(1, &[0])])
        .counts(1, 1, 0, "clinical=1"),
    );
    all
}

/// Fields that were not sealed in the leaf they come with.
fn strangers() -> Vec<Vector> {
    let log = log_id(0);
    let entries = story(log, 3);
    let with_line = |name: &str, why: &str, fields: &[&str]| {
        let line =
            standfast_ledger::entries::shown_line(1, &entries[1].hash, &entries[1].leaf, fields);
        Vector::new(name, why, &entries).lines(&[entries[0].shown(0), line, entries[2].shown(2)])
    };
    let texts = entries[1].texts();
    let other = sealed(log, 1, "contact", &[("channel", "open", json!("call"))]);
    let loose = texts.iter().position(|text| text.len() % 4 != 0).unwrap();
    let loose_text = loosened(texts[loose]);
    let mut loose_fields = texts.clone();
    loose_fields[loose] = &loose_text;
    let loose_class = format!("{}=1", entries[1].fields[loose].class);
    let mut twice = texts.clone();
    twice.push(texts[0]);
    let mut added = texts.clone();
    added.push(other.fields[0].text.as_str());
    let elsewhere = entries[0].texts();
    let mut moved = texts.clone();
    moved.push(elsewhere[0]);
    let mut bad_twice = texts.clone();
    bad_twice[3] = "not a field";
    bad_twice[4] = "nor this";
    vec![
        with_line(
            "field-changed",
            "a field says something else than was sealed",
            &[other.fields[0].text.as_str(), texts[1], texts[2], texts[3], texts[4]],
        )
        .integrity("field-changed #1")
        .counts(2, 1, 0, "open=1"),
        with_line(
            "field-changed-loose-bits",
            "the last character differs yet decodes to the same bytes; what was hashed are characters",
            &loose_fields,
        )
        .integrity("field-changed #1")
        .counts(2, 1, 0, &loose_class),
        with_line("field-twice", "one field is given twice", &twice)
            .integrity("field-changed #1"),
        with_line("field-added", "a field too many", &added).integrity("field-changed #1"),
        with_line("field-of-another-entry", "a field of another entry of the log", &moved)
            .integrity("field-changed #1"),
        with_line("field-two-bad", "two bad fields are two problems", &bad_twice)
            .integrity("field-changed #1")
            .integrity("field-changed #1")
            .counts(2, 1, 0, "clinical=1 third-party=1"),
    ]
}
