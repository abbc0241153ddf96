//! Leaves that break a rule. Most are hashed and signed as they are: only the form is wrong.

use crate::forge::{self, Entry, log_id, story};
use crate::vector::Vector;

pub fn vectors() -> Vec<Vector> {
    let mut all = forms();
    all.extend(changed());
    all
}

/// A log of two whose second leaf is as given.
fn refused(name: &str, why: &str, leaf: Entry) -> Vector {
    Vector::new(name, why, &[forge::plain(log_id(0), 0), leaf])
        .integrity("leaf-changed #1")
        .counts(1, 1, 0, "none")
}

fn forms() -> Vec<Vector> {
    let log = log_id(0);
    let good = forge::plain(log, 1);
    let hex = log.to_string();
    let (_, list) = good.leaf.split_once("\"_sd\":[").unwrap();
    let (digests, _) = list.split_once(']').unwrap();
    let all: Vec<_> = digests.split(',').collect();
    let (first, second) = (all[0], all[1]);
    let loose = crate::fields::loosened(first.trim_matches('"'));
    let classes = r#""class":["open","open","clinical","third-party","own"]"#;
    assert!(good.leaf.contains(classes));
    let time = "2026-02-15T12:01:09.000Z";
    let list: Vec<(&str, &str, String, String)> = [
        ("space", "a space between two parts", ",\"n\"", ", \"n\""),
        (
            "order",
            "two parts in another order",
            "\"n\":1,\"kind\":\"contact\"",
            "\"kind\":\"contact\",\"n\":1",
        ),
        ("part-twice", "a part twice", "\"n\":1,", "\"n\":1,\"n\":1,"),
        (
            "part-more",
            "a part that no leaf has",
            "\"n\":1,",
            "\"n\":1,\"iat\":1,",
        ),
        ("part-last", "a part after the last", "}", ",\"x\":1}"),
        (
            "part-missing",
            "without its time",
            ",\"recorded\":\"2026-02-15T12:01:09.000Z\"",
            "",
        ),
        (
            "version-2",
            "of a version that is not known",
            "\"v\":1",
            "\"v\":2",
        ),
        (
            "version-string",
            "its version is a string",
            "\"v\":1",
            "\"v\":\"1\"",
        ),
        (
            "version-fraction",
            "its version is 1.0",
            "\"v\":1",
            "\"v\":1.0",
        ),
        (
            "log-capitals",
            "its log in capitals",
            hex.as_str(),
            &hex.to_uppercase(),
        ),
        (
            "log-short",
            "its log one digit short",
            hex.as_str(),
            &hex[1..],
        ),
        (
            "number-noughts",
            "its number begins with nought",
            "\"n\":1",
            "\"n\":01",
        ),
        (
            "number-string",
            "its number is a string",
            "\"n\":1",
            "\"n\":\"1\"",
        ),
        (
            "number-fraction",
            "its number is 1.0",
            "\"n\":1",
            "\"n\":1.0",
        ),
        (
            "number-minus",
            "its number is below nought",
            "\"n\":1",
            "\"n\":-1",
        ),
        (
            "number-large",
            "its number is 2^53",
            "\"n\":1",
            "\"n\":9007199254740992",
        ),
        (
            "kind-capitals",
            "its kind with a capital",
            "\"contact\"",
            "\"Contact\"",
        ),
        ("kind-empty", "no kind", "\"contact\"", "\"\""),
        (
            "kind-hyphen-first",
            "its kind begins with a hyphen",
            "\"contact\"",
            "\"-contact\"",
        ),
        (
            "kind-hyphen-twice",
            "its kind with two hyphens together",
            "\"contact\"",
            "\"con--tact\"",
        ),
        (
            "kind-underline",
            "its kind with an underline",
            "\"contact\"",
            "\"con_tact\"",
        ),
        (
            "kind-escape",
            "its kind with an escape",
            "\"contact\"",
            "\"c\\u006fntact\"",
        ),
        (
            "kind-not-ascii",
            "its kind in letters that look like others",
            "\"contact\"",
            "\"\u{441}ontact\"",
        ),
        (
            "recorded-second",
            "its time to the second",
            "09.000Z",
            "09Z",
        ),
        (
            "recorded-microsecond",
            "its time to the microsecond",
            "09.000Z",
            "09.000000Z",
        ),
        (
            "recorded-offset",
            "its time with an offset",
            "09.000Z",
            "09.000+00:00",
        ),
        ("recorded-space", "its time with a space", "15T12", "15 12"),
        (
            "recorded-small-letter",
            "its time with a small t",
            "15T12",
            "15t12",
        ),
        (
            "recorded-no-such-day",
            "29 February in a year that has none",
            time,
            "2026-02-29T12:01:09.000Z",
        ),
        (
            "recorded-no-leap-year",
            "29 February 1900",
            time,
            "1900-02-29T12:01:09.000Z",
        ),
        (
            "recorded-month-13",
            "month 13",
            time,
            "2026-13-15T12:01:09.000Z",
        ),
        (
            "recorded-hour-24",
            "24 o'clock",
            time,
            "2026-02-15T24:00:00.000Z",
        ),
        (
            "recorded-leap-second",
            "a leap second",
            time,
            "2016-12-31T23:59:60.000Z",
        ),
        (
            "recorded-year-0",
            "the year 0",
            time,
            "0000-02-15T12:01:09.000Z",
        ),
        ("algorithm", "another algorithm", "sha-256", "sha-512"),
        (
            "digests-unsorted",
            "the digests are not in order",
            digests,
            &[&[second, first], &all[2..]].concat().join(","),
        ),
        (
            "digest-twice",
            "a digest twice, with a class each",
            second,
            first,
        ),
        (
            "digest-loose-bits",
            "a digest with a bit set that belongs to no byte",
            first.trim_matches('"'),
            &loose,
        ),
        (
            "digest-padding",
            "a digest with padding",
            first,
            &first
                .replacen('"', "", 1)
                .replace('"', "=\"")
                .replacen("", "\"", 1),
        ),
        (
            "digest-short",
            "a digest one character short",
            first,
            &first.replacen(&first[1..2], "", 1),
        ),
        ("class-fewer", "a class too few", "\"third-party\",", ""),
        (
            "class-more",
            "a class too many",
            "\"third-party\",",
            "\"third-party\",\"open\",",
        ),
        (
            "class-capitals",
            "a class with a capital",
            "\"own\"",
            "\"Own\"",
        ),
        ("class-empty", "a class without letters", "\"own\"", "\"\""),
        ("class-number", "a class that is no string", "\"own\"", "7"),
    ]
    .into_iter()
    .map(|(name, why, from, to)| (name, why, from.to_owned(), to.to_owned()))
    .collect();
    let mut vectors: Vec<_> = list
        .into_iter()
        .map(|(name, why, from, to)| refused(&format!("leaf-{name}"), why, good.forged(&from, &to)))
        .collect();
    vectors.push(refused(
        "leaf-no-fields",
        "a leaf without digests",
        good.forged(digests, "").forged(classes, "\"class\":[]"),
    ));
    for (name, why, leaf) in [
        (
            "leaf-space-after",
            "a space after the leaf",
            format!("{} ", good.leaf),
        ),
        (
            "leaf-space-before",
            "a space before the leaf",
            format!(" {}", good.leaf),
        ),
        (
            "leaf-after",
            "something after the leaf",
            format!("{}{{}}", good.leaf),
        ),
        ("leaf-empty", "a leaf without any byte", String::new()),
        (
            "leaf-cut-short",
            "a leaf that is cut short",
            good.leaf[..200].to_owned(),
        ),
    ] {
        vectors.push(refused(
            name,
            why,
            Entry::of_leaf(leaf, good.fields.clone()),
        ));
    }
    // What a line cannot hold as it is: the line itself is then not written as a line.
    for vector in &mut vectors {
        if ["leaf-kind-escape", "leaf-kind-not-ascii"].contains(&vector.name.as_str()) {
            *vector = vector.clone().integrity("checkpoint-bad checkpoint");
        }
    }
    vectors
}

/// Leaves that are well formed, but not what was signed, or not what belongs there.
fn changed() -> Vec<Vector> {
    let log = log_id(0);
    let entries = story(log, 4);
    let line_with = |leaf: &str, at: usize| {
        standfast_ledger::entries::shown_line(
            at as u64,
            &entries[at].hash,
            leaf,
            &entries[at].texts(),
        )
    };
    let lines = |at: usize, line: String| {
        let mut lines: Vec<_> = (0..4).map(|n| entries[n].shown(n as u64)).collect();
        lines[at] = line;
        lines
    };
    let later = entries[1].leaf.replace("2026-02-15", "2026-02-16");
    let class = entries[1].leaf.replace("clinical", "personal");
    let mut all = vec![
        Vector::new(
            "leaf-changed",
            "its time was changed, its hash was not",
            &entries,
        )
        .lines(&lines(1, line_with(&later, 1)))
        .integrity("leaf-changed #1")
        .counts(3, 1, 0, "none"),
        Vector::new(
            "leaf-changed-class",
            "the class of a field was changed",
            &entries,
        )
        .lines(&lines(1, line_with(&class, 1)))
        .integrity("leaf-changed #1")
        .counts(3, 1, 0, "none"),
        Vector::new("leaf-changed-last", "the last leaf was changed", &entries)
            .lines(&lines(
                3,
                line_with(&entries[3].leaf.replace("measure", "contact"), 3),
            ))
            .integrity("leaf-changed #3")
            .counts(3, 1, 0, "none"),
        Vector::new(
            "leaf-and-field-changed",
            "leaf and field were both changed: only the leaf is named",
            &entries,
        )
        .lines(&lines(
            1,
            standfast_ledger::entries::shown_line(1, &entries[1].hash, &later, &["x"]),
        ))
        .integrity("leaf-changed #1")
        .counts(3, 1, 0, "none"),
        Vector::new(
            "leaf-and-hash-changed",
            "leaf and hash were changed together: nothing is proved any more",
            &entries,
        )
        .lines(&lines(
            1,
            Entry::of_leaf(later, entries[1].fields.clone()).shown(1),
        ))
        .integrity("checkpoint-bad checkpoint"),
        Vector::new(
            "leaf-of-another-number",
            "the leaf says that it is #3; signed like that",
            &[
                entries[0].clone(),
                entries[1].clone(),
                entries[2].forged("\"n\":2", "\"n\":3"),
            ],
        )
        .completeness("leaf-order #2"),
    ];
    let mut moved = entries.clone();
    moved[2] = forge::plain(log_id(1), 2);
    all.push(
        Vector::new(
            "wrong-log",
            "one leaf belongs to another log; signed like that",
            &moved,
        )
        .integrity("wrong-log #2"),
    );
    let mut moved = entries.clone();
    moved[2] = forge::plain(log_id(1), 1);
    all.push(
        Vector::new(
            "wrong-log-and-number",
            "one leaf belongs to another log and place",
            &moved,
        )
        .integrity("wrong-log #2")
        .completeness("leaf-order #2"),
    );
    let foreign = story(log_id(1), 2);
    all.push(
        Vector::new(
            "wrong-log-all",
            "all leaves belong to another log than the checkpoint",
            &foreign,
        )
        .integrity("wrong-log #0")
        .integrity("wrong-log #1"),
    );
    all
}
