//! What is wrong with leaves, fields, checkpoint, key, originals.

use serde_json::json;

use super::super::files::Files;
use super::super::{Case, Goes};
use super::Broken;

const LISTED: &str = "document-changed data/entries.jsonl";

pub fn all() -> Vec<Broken> {
    let case = Case::small();
    let good = case.zip();
    let files = || Files::of(&good);
    // Sealed anew: a leaf names its log.
    let mut other_log = Case::new(7, 4);
    for n in 0..8 {
        other_log.contact(&format!("words {n}"), Goes::All);
    }
    let other_lines = Files::of(&other_log.zip()).text("data/entries.jsonl");
    let other_last = other_lines.split_inclusive('\n').nth(7).unwrap().to_owned();
    let lines: Vec<String> = files()
        .text("data/entries.jsonl")
        .split_inclusive('\n')
        .map(str::to_owned)
        .collect();

    let mut all = vec![
        Broken::zip("good", good.clone(), 0, &[]).ours(),
        Broken::zip(
            "a leaf changed",
            files().line(1, |l| l.replace("contact", "contacu")).zip(),
            5,
            &["leaf-changed #1", LISTED],
        ),
        Broken::zip(
            "the hash of a withheld leaf changed",
            files().line(4, |l| flip_digit(l, "\"hash\":\"")).zip(),
            5,
            &["checkpoint-bad checkpoint", LISTED],
        ),
        Broken::zip(
            "a field changed",
            files().line(1, |l| flip_digit(l, "\"fields\":[\"Wy")).zip(),
            5,
            &["field-changed #1", LISTED],
        ),
        Broken::zip(
            "a field taken out",
            files()
                .line(1, |l| {
                    let at = l.rfind(",\"").unwrap();
                    format!("{}]}}\n", &l[..at])
                })
                .zip(),
            5,
            &[LISTED],
        ),
        Broken::zip(
            "a field given twice",
            files()
                .line(1, |l| {
                    let at = l.rfind(",\"").unwrap();
                    let last = l[at..].trim_end_matches("]}\n").to_owned();
                    l.replace("]}\n", &format!("{last}]}}\n"))
                })
                .zip(),
            5,
            &["field-changed #1", LISTED],
        ),
        Broken::zip(
            "a line that is not one",
            files()
                .line(1, |l| l.replace("{\"n\":1", "{\"n\": 1"))
                .zip(),
            5,
            &["leaf-changed #1", "checkpoint-bad checkpoint", LISTED],
        ),
        Broken::zip(
            "the last line without its end",
            files()
                .edit("data/entries.jsonl", |t| t.trim_end().to_owned())
                .zip(),
            5,
            &["leaf-changed #7", "checkpoint-bad checkpoint", LISTED],
        ),
        Broken::zip(
            "a line taken out",
            files().line(4, |_| String::new()).zip(),
            5,
            &["leaf-missing #4", "checkpoint-bad checkpoint", LISTED],
        ),
        Broken::zip(
            "two lines exchanged",
            files()
                .line(3, |_| lines[4].clone())
                .line(4, |_| lines[3].clone())
                .zip(),
            5,
            &[
                "leaf-missing #3",
                "leaf-order #3",
                "checkpoint-bad checkpoint",
                LISTED,
            ],
        ),
        Broken::zip(
            "a line twice",
            files().line(2, |l| format!("{l}{l}")).zip(),
            5,
            &["leaf-order #2", LISTED],
        ),
        Broken::zip(
            "a leaf of another log",
            files().line(7, |_| other_last.clone()).zip(),
            5,
            &["wrong-log #7", "checkpoint-bad checkpoint", LISTED],
        ),
        Broken::zip(
            "the leaf of another number",
            files()
                .line(7, |_| lines[1].replace("{\"n\":1", "{\"n\":7"))
                .zip(),
            5,
            &["leaf-order #7", "checkpoint-bad checkpoint", LISTED],
        ),
        Broken::zip(
            "entries beyond the checkpoint",
            files()
                .set("data/checkpoint.txt", case.cut(7).checkpoint())
                .listed()
                .signed(&case)
                .zip(),
            5,
            &["checkpoint-bad #7"],
        ),
        Broken::zip(
            "fewer entries than the checkpoint",
            files()
                .line(7, |_| String::new())
                .listed()
                .signed(&case)
                .zip(),
            5,
            &["leaf-missing #7", "checkpoint-bad checkpoint"],
        ),
        Broken::zip(
            "the checkpoint changed",
            files()
                .edit("data/checkpoint.txt", |t| t.replace("\n8\n", "\n9\n"))
                .zip(),
            5,
            &[
                "checkpoint-bad checkpoint",
                "document-changed data/checkpoint.txt",
            ],
        ),
        Broken::zip(
            "the key is none",
            files()
                .edit("data/key.vkey", |t| t.trim_end().to_owned())
                .zip(),
            5,
            &["checkpoint-bad key", "document-changed data/key.vkey"],
        ),
        Broken::zip(
            "the key of another vault",
            files()
                .set(
                    "data/key.vkey",
                    format!(
                        "{}\n",
                        Case {
                            seed: 8,
                            ..case.clone()
                        }
                        .vkey()
                    ),
                )
                .zip(),
            5,
            &[
                "checkpoint-bad checkpoint",
                "manifest-bad manifest",
                "document-changed data/key.vkey",
            ],
        ),
        Broken::zip(
            "no entries at all",
            files().without("data/entries.jsonl").zip(),
            5,
            &[
                "leaf-missing #0",
                "checkpoint-bad checkpoint",
                LISTED,
                "file-unknown data/originals/ABC-1 card.jpg",
                "file-unknown data/originals/ABC-2 page.html.original",
            ],
        ),
        Broken::zip(
            "the same under another key",
            Case {
                seed: 8,
                ..case.clone()
            }
            .zip(),
            6,
            &["key-differs key"],
        )
        .ours()
        .key(&case.fingerprint()),
        Broken::zip("the key confirmed", good.clone(), 0, &[])
            .ours()
            .key(&grouped(&case))
            .confirmed(),
        Broken::zip(
            "a demonstration",
            Case {
                demo: true,
                ..case.clone()
            }
            .zip(),
            0,
            &[],
        )
        .ours(),
    ];
    all.extend(originals(&case, &good));
    all
}

/// A fingerprint as people write it.
fn grouped(case: &Case) -> String {
    let print = case.fingerprint().to_uppercase();
    let (a, b) = print.split_at(32);
    format!("{a} {}:{}", &b[..16], &b[16..])
}

/// Another digit or letter in the third place after a mark.
fn flip_digit(line: &str, mark: &str) -> String {
    let at = line.find(mark).unwrap() + mark.len() + 2;
    let other = if line.as_bytes()[at] == b'1' {
        "2"
    } else {
        "1"
    };
    format!("{}{other}{}", &line[..at], &line[at + 1..])
}

fn originals(case: &Case, good: &[u8]) -> Vec<Broken> {
    const CARD: &str = "data/originals/ABC-1 card.jpg";
    let files = || Files::of(good);
    let card = || files().get(CARD).to_vec();
    let mut bent = card();
    bent[1_000] ^= 1;
    let mut nameless = case.clone();
    nameless.exhibit_entry("ABC/4", "x.txt", b"x", Goes::But(&["reference"]));
    let mut lying = case.clone();
    let n = lying.entries.len();
    lying.add(
        "exhibit",
        Goes::All,
        &[
            ("reference", "open", json!("ABC/4")),
            ("sha256", "open", json!("NONE")),
        ],
    );
    assert_eq!(n, 8);
    let mut sized = case.clone();
    sized.add(
        "exhibit",
        Goes::All,
        &[
            ("reference", "open", json!("ABC/4")),
            ("bytes", "open", json!(2)),
            (
                "sha256",
                "open",
                json!("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"),
            ),
        ],
    );
    vec![
        Broken::zip(
            "an original changed",
            files().set(CARD, &bent).zip(),
            5,
            &["original-changed ABC/1"],
        ),
        Broken::zip(
            "an original changed, and listed so by the holder of the key",
            files().set(CARD, &bent).listed().signed(case).zip(),
            5,
            &["original-changed ABC/1"],
        ),
        Broken::zip(
            "an original taken out",
            files().without(CARD).zip(),
            5,
            &["original-missing ABC/1"],
        ),
        Broken::zip(
            "an original taken out of the list too",
            files().without(CARD).listed().signed(case).zip(),
            5,
            &["original-missing ABC/1"],
        ),
        Broken::zip(
            "an original under another name",
            files()
                .without(CARD)
                .set("data/originals/ABC-1 other.jpg", card())
                .zip(),
            5,
            &["file-unknown data/originals/ABC-1 other.jpg"],
        ),
        Broken::zip(
            "an original under another name, listed so: only the stem counts",
            files()
                .without(CARD)
                .set("data/originals/ABC-1", card())
                .listed()
                .signed(case)
                .zip(),
            0,
            &[],
        ),
        Broken::zip(
            "two files for one exhibit",
            files()
                .set("data/originals/ABC-1 a.txt", "x")
                .listed()
                .signed(case)
                .zip(),
            5,
            &["original-changed ABC/1", &format!("file-unknown {CARD}")],
        ),
        Broken::zip(
            "a file that no exhibit has",
            files()
                .set("data/originals/ABC-9 x.txt", "x")
                .listed()
                .signed(case)
                .zip(),
            5,
            &["file-unknown data/originals/ABC-9 x.txt"],
        ),
        Broken::zip(
            "a file in a further folder",
            files()
                .set("data/originals/more/ABC-9 x.txt", "x")
                .listed()
                .signed(case)
                .zip(),
            5,
            &["file-unknown data/originals/more/ABC-9 x.txt"],
        ),
        Broken::zip(
            "a listed file that nobody has",
            files()
                .edit("manifest-sha256.txt", |t| {
                    format!("{t}{}  data/originals/ABC-9 x.txt\n", "0".repeat(64))
                })
                .signed(case)
                .zip(),
            5,
            &["original-missing data/originals/ABC-9 x.txt"],
        ),
        Broken::zip(
            "the exhibit of an original changed",
            files().line(2, |l| l.replace("exhibit", "exhibiu")).zip(),
            5,
            &["leaf-changed #2", LISTED, &format!("file-unknown {CARD}")],
        ),
        Broken::zip(
            "another SHA-256 in the list for an original that is the one sealed",
            files()
                .edit("manifest-sha256.txt", |t| {
                    let at = t.find(CARD).unwrap() - 66;
                    format!("{}{}{}", &t[..at], "0".repeat(64), &t[at + 64..])
                })
                .signed(case)
                .zip(),
            5,
            &[&format!("manifest-bad {CARD}")],
        ),
        Broken::zip(
            "an exhibit without its reference",
            nameless.zip(),
            5,
            &["original-missing #8"],
        )
        .ours(),
        Broken::zip(
            "an exhibit whose SHA-256 is none",
            lying.zip(),
            5,
            &["original-missing #8"],
        )
        .ours(),
        Broken::zip(
            "an original of another size than sealed",
            Files::of(&sized.zip())
                .set("data/originals/ABC-4 x.txt", "x")
                .listed()
                .signed(&sized)
                .zip(),
            5,
            &["original-changed ABC/4"],
        ),
    ]
}
