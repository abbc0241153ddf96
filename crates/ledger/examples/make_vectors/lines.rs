//! Lines of `entries.jsonl`: their form, their order, what is missing or too many.

use crate::forge::{self, log_id, sealed, story};
use crate::vector::Vector;
use serde_json::json;

pub fn vectors() -> Vec<Vector> {
    let mut all = forms();
    all.extend(orders());
    all
}

/// Line 1 of three is not written as a line.
fn broken(name: &str, why: &str, line: String) -> Vector {
    let entries = story(log_id(0), 3);
    Vector::new(name, why, &entries)
        .lines(&[entries[0].shown(0), line, entries[2].shown(2)])
        .integrity("leaf-changed #1")
        .integrity("checkpoint-bad checkpoint")
        .counts(2, 1, 0, "none")
}

fn forms() -> Vec<Vector> {
    let entries = story(log_id(0), 3);
    let line = entries[1].shown(1);
    let withheld = entries[1].withheld(1);
    let hash = entries[1].hash.to_string();
    let list: &[(&str, &str, String)] = &[
        ("space", "a space in a line", line.replacen(',', ", ", 1)),
        ("space-first", "a space before a line", format!(" {line}")),
        (
            "order",
            "the hash before the number",
            format!("{{\"hash\":\"{hash}\",\"n\":1}}\n"),
        ),
        (
            "key-more",
            "a key that no line has",
            withheld.replace('}', ",\"why\":\"private\"}"),
        ),
        (
            "key-twice",
            "a key twice",
            withheld.replacen("\"n\":1", "\"n\":1,\"n\":1", 1),
        ),
        (
            "leaf-without-fields",
            "a leaf without its list of fields",
            line.split(",\"fields\"").next().unwrap().to_owned() + "}\n",
        ),
        (
            "fields-without-leaf",
            "fields without their leaf",
            withheld.replace('}', ",\"fields\":[]}"),
        ),
        (
            "leaf-null",
            "null in place of the leaf",
            withheld.replace('}', ",\"leaf\":null,\"fields\":[]}"),
        ),
        (
            "hash-capitals",
            "the hash in capitals",
            withheld.replace(&hash, &hash.to_uppercase()),
        ),
        (
            "hash-short",
            "the hash one digit short",
            withheld.replace(&hash, &hash[1..]),
        ),
        (
            "number-noughts",
            "the number begins with nought",
            withheld.replace("\"n\":1", "\"n\":01"),
        ),
        (
            "number-string",
            "the number is a string",
            withheld.replace("\"n\":1", "\"n\":\"1\""),
        ),
        (
            "number-fraction",
            "the number is 1.0",
            withheld.replace("\"n\":1", "\"n\":1.0"),
        ),
        (
            "number-large",
            "the number is 2^53",
            withheld.replace("\"n\":1", "\"n\":9007199254740992"),
        ),
        (
            "escape",
            "an escape that a leaf does not need",
            line.replacen("contact", "c\\u006fntact", 1),
        ),
        (
            "field-escape",
            "an escape in a field",
            line.replacen("\"fields\":[\"W", "\"fields\":[\"\\u0057", 1),
        ),
        (
            "fields-comma-last",
            "a comma after the last field",
            line.replace("\"]}\n", "\",]}\n"),
        ),
        (
            "field-null",
            "null among the fields",
            line.replace("\"fields\":[", "\"fields\":[null,"),
        ),
        (
            "not-ascii",
            "a letter beyond ASCII",
            line.replacen("contact", "cont\u{e4}ct", 1),
        ),
        ("not-utf8", "a byte that is no UTF-8", String::new()),
        ("empty", "an empty line in place of a leaf", "\n".to_owned()),
        (
            "carriage-return",
            "a carriage return before the line end",
            withheld.replace('\n', "\r\n"),
        ),
        (
            "array",
            "an array in place of an object",
            format!("[1,\"{hash}\"]\n"),
        ),
    ];
    let mut all: Vec<_> = list
        .iter()
        .map(|(name, why, text)| broken(&format!("line-{name}"), why, text.clone()))
        .collect();
    let mut bytes = entries[0].shown(0).into_bytes();
    bytes.extend_from_slice(line.replacen("contact", "cont", 1).as_bytes());
    let at = bytes.windows(4).rposition(|four| four == b"cont").unwrap();
    bytes[at] = 0xe4;
    bytes.extend_from_slice(entries[2].shown(2).as_bytes());
    for vector in &mut all {
        if vector.name == "line-not-utf8" {
            *vector = vector.clone().with("entries.jsonl", bytes.clone());
        }
    }
    let open_end = [
        entries[0].shown(0),
        entries[1].shown(1),
        entries[2].shown(2),
    ]
    .concat();
    all.push(
        Vector::new(
            "line-without-end",
            "the last line has no line end",
            &entries,
        )
        .with("entries.jsonl", open_end.trim_end())
        .integrity("leaf-changed #2")
        .integrity("checkpoint-bad checkpoint")
        .counts(2, 1, 0, "none"),
    );
    all.push(
        Vector::new("line-empty-last", "an empty line after the last", &entries)
            .with("entries.jsonl", format!("{open_end}\n"))
            .integrity("leaf-changed #3")
            .integrity("checkpoint-bad #3")
            .counts(3, 1, 0, "none"),
    );
    all.push(
        Vector::new(
            "line-byte-order-mark",
            "a byte order mark before the first line",
            &entries,
        )
        .with("entries.jsonl", format!("\u{feff}{open_end}"))
        .integrity("leaf-changed #0")
        .integrity("checkpoint-bad checkpoint")
        .counts(2, 1, 0, "none"),
    );
    all
}

fn orders() -> Vec<Vector> {
    let log = log_id(0);
    let entries = story(log, 5);
    let line = |n: usize| entries[n].shown(n as u64);
    let lines = |order: &[usize]| order.iter().map(|n| line(*n)).collect::<Vec<_>>();
    let unproved = |name: &str, why: &str, order: &[usize]| {
        Vector::new(name, why, &entries)
            .lines(&lines(order))
            .integrity("checkpoint-bad checkpoint")
    };
    let mut all = vec![
        unproved(
            "leaf-missing-first",
            "the first entry was cut out",
            &[1, 2, 3, 4],
        )
        .completeness("leaf-missing #0")
        .counts(4, 0, 0, "none")
        .last(4),
        unproved("leaf-missing-middle", "an entry was cut out", &[0, 1, 3, 4])
            .completeness("leaf-missing #2")
            .counts(4, 0, 0, "none")
            .last(4),
        unproved(
            "leaf-missing-two",
            "two entries in a row were cut out: one gap",
            &[0, 3, 4],
        )
        .completeness("leaf-missing #1")
        .counts(3, 0, 0, "none")
        .last(4),
        unproved(
            "leaf-missing-two-places",
            "two entries apart were cut out: two gaps",
            &[0, 2, 4],
        )
        .completeness("leaf-missing #1")
        .completeness("leaf-missing #3")
        .counts(3, 0, 0, "none")
        .last(4),
        unproved(
            "leaf-missing-last",
            "the last entry was cut off",
            &[0, 1, 2, 3],
        )
        .completeness("leaf-missing #4")
        .counts(4, 0, 0, "none"),
        unproved("leaf-missing-all", "no line at all", &[])
            .completeness("leaf-missing #0")
            .counts(0, 0, 0, "none"),
        unproved(
            "leaf-order-swapped",
            "two entries were swapped",
            &[0, 2, 1, 3, 4],
        )
        .completeness("leaf-missing #1")
        .completeness("leaf-order #1")
        .counts(4, 0, 0, "none")
        .last(4),
        Vector::new(
            "leaf-order-twice",
            "an entry comes twice: the second is not counted",
            &entries,
        )
        .lines(&lines(&[0, 1, 2, 2, 3, 4]))
        .completeness("leaf-order #2"),
        Vector::new(
            "leaf-order-again-at-end",
            "the first entry comes again at the end",
            &entries,
        )
        .lines(&lines(&[0, 1, 2, 3, 4, 0]))
        .completeness("leaf-order #0"),
        Vector::new(
            "entry-added-after",
            "an entry was added behind the checkpoint",
            &entries[..4],
        )
        .lines(&lines(&[0, 1, 2, 3, 4]))
        .integrity("checkpoint-bad #4")
        .counts(5, 0, 0, "none"),
        Vector::new(
            "entries-added-after",
            "two entries were added behind the checkpoint: one problem",
            &entries[..3],
        )
        .lines(&lines(&[0, 1, 2, 3, 4]))
        .integrity("checkpoint-bad #3")
        .counts(5, 0, 0, "none"),
    ];
    let mut far = lines(&[0, 1, 2, 3]);
    far.push(entries[4].withheld(9_007_199_254_740_991));
    all.push(
        unproved(
            "leaf-missing-far",
            "a gap of almost 2^53: one problem, at once",
            &[],
        )
        .lines(&far)
        .completeness("leaf-missing #4")
        .integrity("checkpoint-bad #5")
        .counts(4, 0, 1, "none")
        .last(9_007_199_254_740_991),
    );
    let mut added = lines(&[0, 1]);
    let forged = sealed(
        log,
        2,
        "contact",
        &[("words", "open", json!("I came by again."))],
    );
    added.push(forged.shown(2));
    added.extend((2..5).map(|n| entries[n].shown(n as u64 + 1)));
    all.push(
        Vector::new(
            "entry-added-between",
            "an entry was put between others, whose lines were numbered anew",
            &entries,
        )
        .lines(&added)
        .integrity("checkpoint-bad #5")
        .integrity("checkpoint-bad checkpoint")
        .completeness("leaf-order #3")
        .completeness("leaf-order #4")
        .completeness("leaf-order #5")
        .counts(6, 0, 0, "none"),
    );
    let mut hidden = lines(&[0, 1, 2, 3, 4]);
    let other = forge::plain(log, 7);
    hidden[2] = standfast_ledger::entries::withheld_line(2, &other.hash);
    all.push(
        Vector::new(
            "withheld-hash-changed",
            "the hash of a withheld leaf was changed",
            &entries,
        )
        .lines(&hidden)
        .integrity("checkpoint-bad checkpoint")
        .counts(4, 0, 1, "none"),
    );
    all
}
