//! Logs with nothing wrong: every verifier must take them.

use serde_json::json;
use standfast_ledger::{Origin, Realm};

use crate::forge::{self, Entry, array, log_id, raw, sealed, story};
use crate::vector::Vector;

pub fn vectors() -> Vec<Vector> {
    let mut all = shapes();
    all.extend(withholding());
    all.extend(values());
    all
}

fn shapes() -> Vec<Vector> {
    let sizes = [1, 2, 3, 4, 7, 8, 9, 33].map(|size| {
        let why = format!("a log of {size}, all shown");
        Vector::new(&format!("good-size-{size}"), &why, &story(log_id(0), size))
    });
    let mut all = sizes.to_vec();
    let log = log_id(1);
    let origin = Origin {
        realm: Realm::Demo,
        log,
    };
    let entries = story(log, 2);
    let key = forge::key(0);
    all.push(
        Vector::new(
            "good-demonstration",
            "a demonstration log: every verdict says so",
            &entries,
        )
        .with(
            "checkpoint.txt",
            forge::head(origin, &entries).sign(&[&key]),
        )
        .with("key.vkey", forge::vkey(&key, &origin.to_string()))
        .demonstration(),
    );
    let mut entries = story(log_id(0), 3);
    entries[1] = entries[1].forged("2026-02-15T12:01:09.000Z", "2026-02-13T12:01:09.999Z");
    all.push(Vector::new(
        "good-clock-set-back",
        "recorded is the writer's clock and may go back; n gives the order",
        &entries,
    ));
    let mut entries = story(log_id(0), 3);
    entries[0] = entries[0].forged("2026-02-14T12:01:09.000Z", "0001-01-01T00:00:00.000Z");
    entries[1] = entries[1].forged("2026-02-15T12:01:09.000Z", "2024-02-29T23:59:59.999Z");
    entries[2] = entries[2].forged("2026-02-16T12:01:09.000Z", "9999-12-31T23:59:59.999Z");
    all.push(Vector::new(
        "good-recorded-bounds",
        "the first and the last instant, and a leap day",
        &entries,
    ));
    all
}

fn withholding() -> Vec<Vector> {
    let entries = story(log_id(0), 4);
    let [a, b, c, d] = [0, 1, 2, 3].map(|n: usize| entries[n].clone());
    vec![
        Vector::new(
            "good-in-part",
            "shown, in part and withheld together; the classes are proved by the leaf",
            &entries,
        )
        .lines(&[
            a.shown(0),
            b.in_part(1, &[0, 1]),
            c.withheld(2),
            d.in_part(3, &[0, 2]),
        ])
        .counts(1, 2, 1, "clinical=1 own=1 third-party=2"),
        Vector::new(
            "good-all-withheld",
            "hashes alone: size and order are proved, nothing else is shown",
            &entries,
        )
        .lines(&[a.withheld(0), b.withheld(1), c.withheld(2), d.withheld(3)])
        .counts(0, 0, 4, "none"),
        Vector::new(
            "good-no-field",
            "a leaf shown without any field is in part",
            &entries,
        )
        .lines(&[a.shown(0), b.in_part(1, &[]), c.shown(2), d.shown(3)])
        .counts(3, 1, 0, "clinical=1 open=2 own=1 third-party=1"),
        Vector::new(
            "good-fields-in-another-order",
            "the fields of a line may come in any order",
            &entries,
        )
        .lines(&[
            a.shown(0),
            b.in_part(1, &[4, 2, 0, 1, 3]),
            c.shown(2),
            d.shown(3),
        ]),
    ]
}

/// A log of two whose second entry has these fields.
fn with_fields(fields: &[(&str, &str, serde_json::Value)]) -> Vec<Entry> {
    let log = log_id(0);
    vec![forge::plain(log, 0), sealed(log, 1, "contact", fields)]
}

/// A log of two whose second entry has one field, written by hand.
pub fn with_json(json: impl AsRef<[u8]>) -> Vec<Entry> {
    let log = log_id(0);
    vec![
        forge::plain(log, 0),
        forge::forge(log, 1, "contact", vec![raw(json, "open")]),
    ]
}

fn values() -> Vec<Vector> {
    vec![
        Vector::new(
            "good-non-ascii",
            "names and values beyond ASCII, beyond the basic plane, right to left, not normalised",
            &with_fields(&[
                (
                    "words",
                    "open",
                    json!("Ich warte auf dich \u{1f339} \u{2014} e\u{301}\u{e9}"),
                ),
                ("nom", "open", json!("\u{5e9}\u{5dc}\u{5d5}\u{5dd}")),
                (
                    "na\u{ef}ve",
                    "personal",
                    json!({"\u{540d}\u{524d}": "\u{6797}"}),
                ),
            ]),
        ),
        Vector::new(
            "good-empty-values",
            "empty string, array, object, key and null are values",
            &with_fields(&[
                ("effect", "open", json!("")),
                ("signs", "open", json!([])),
                ("source", "open", json!({})),
                ("odd", "open", json!({"": ""})),
                ("doubt", "open", json!(null)),
            ]),
        ),
        Vector::new(
            "good-nested",
            "arrays and objects 8 deep, the deepest that there is",
            &with_fields(&[
                ("arrays", "open", json!([[[[[[[[]]]]]]]])),
                (
                    "mixed",
                    "open",
                    json!({"a": [{"b": [{"c": [{"d": ["e", true, false, null]}]}]}]}),
                ),
            ]),
        ),
        Vector::new(
            "good-integers",
            "the largest and smallest integers, and nought",
            &with_fields(&[
                ("largest", "open", json!(9_007_199_254_740_991_i64)),
                ("smallest", "open", json!(-9_007_199_254_740_991_i64)),
                ("nought", "open", json!(0)),
            ]),
        ),
        Vector::new(
            "good-noncharacters",
            "noncharacters, NUL, line separators and a byte order mark inside a value",
            &with_fields(&[(
                "words",
                "open",
                json!("\u{ffff}\u{fdd0}\u{0}\u{2028}\u{feff}\u{7f}"),
            )]),
        ),
        Vector::new(
            "good-escapes",
            "every escape of JSON, a surrogate pair, hex digits in either case",
            &with_json(array(
                r#""words","\"\\\/\b\f\n\r\t\u00E9\u00e9\ud83c\udf39""#,
            )),
        ),
        Vector::new(
            "good-white-space",
            "white space inside the array of a field is JSON and changes nothing",
            &with_json(
                array(r#""words","calm""#)
                    .replacen("[\"", "[ \"", 1)
                    .replacen("\",\"", "\"\t,\r\n\"", 1)
                    .replace("\"]", "\" ]"),
            ),
        ),
        Vector::new(
            "good-keys-alike",
            "keys that differ in case or normal form are different keys",
            &with_json(array(
                "\"words\",{\"a\":1,\"A\":2,\"\u{e9}\":3,\"e\u{301}\":4}",
            )),
        ),
        Vector::new(
            "good-same-key-elsewhere",
            "one key in two objects is not a key twice; the name of a leaf part is fine as a key",
            &with_json(array(r#""words",[{"n":1},{"n":2,"v":{"n":3}}]"#)),
        ),
    ]
}
