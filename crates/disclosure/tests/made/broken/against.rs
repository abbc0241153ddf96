//! Compared with a fingerprint, another bundle, a checkpoint; changes of key.

use serde_json::json;
use standfast_ledger::{Checkpoint, Frontier};

use super::super::files::Files;
use super::super::{Case, Goes};
use super::Broken;

pub fn all() -> Vec<Broken> {
    let case = Case::small();
    let early = case.cut(5);
    let mut fork = case.cut(2);
    for n in 0..7 {
        fork.contact(&format!("other words {n}"), Goes::All);
    }
    let mut other_log = Case::new(7, 9);
    for n in 0..20 {
        other_log.contact(&format!("words {n}"), Goes::All);
    }
    let other_key = |case: &Case| Case {
        seed: 8,
        ..case.clone()
    };
    let (good, young) = (case.zip(), early.zip());
    let broken = Files::of(&good).line(4, |_| String::new()).zip();
    let on = |zip: &[u8]| Broken::zip("", zip.to_vec(), 0, &[]).ours();
    let named = |name: &'static str, broken: Broken, exit: u8, problems: &[&str]| Broken {
        name,
        exit,
        problems: problems.iter().map(|p| (*p).to_owned()).collect(),
        ..broken
    };
    let mut all = vec![
        named(
            "against an earlier bundle",
            on(&good).against(young.clone()).fixed("4 earlier bundle"),
            0,
            &[],
        ),
        named(
            "against itself",
            on(&good).against(good.clone()).fixed("7 earlier bundle"),
            0,
            &[],
        ),
        named(
            "against a later bundle",
            on(&young).against(good.clone()),
            6,
            &["older-copy later-1"],
        ),
        named(
            "against an earlier bundle of another history",
            on(&good).against(fork.cut(5).zip()),
            5,
            &["history-differs earlier-1"],
        ),
        named(
            "against a later bundle of another history",
            on(&young).against(fork.zip()),
            5,
            &["history-differs later-1"],
        ),
        named(
            "against an earlier bundle of another log",
            on(&good).against(other_log.cut(3).zip()),
            5,
            &["wrong-log earlier-1"],
        ),
        named(
            "against a later bundle of another log",
            on(&good).against(other_log.zip()),
            5,
            &["wrong-log later-1"],
        ),
        named(
            "against an earlier bundle under another key",
            on(&good)
                .against(other_key(&early).zip())
                .fixed("4 earlier bundle"),
            6,
            &["key-differs earlier-1"],
        ),
        named(
            "against a later bundle under another key",
            on(&young).against(other_key(&case).zip()),
            6,
            &["key-differs later-1", "older-copy later-1"],
        ),
        named(
            "against a later bundle that does not hold",
            on(&young).against(broken),
            5,
            &["checkpoint-bad later-1"],
        ),
        named(
            "against an earlier bundle whose checkpoint does not hold",
            on(&good).against(
                Files::of(&young)
                    .edit("data/checkpoint.txt", |t| t.replace("\n5\n", "\n4\n"))
                    .zip(),
            ),
            5,
            &["checkpoint-bad earlier-1"],
        ),
        named(
            "against an earlier checkpoint",
            on(&good)
                .against(early.checkpoint())
                .fixed("4 earlier checkpoint"),
            0,
            &[],
        ),
        named(
            "against a later checkpoint",
            on(&young).against(case.checkpoint()),
            6,
            &["older-copy later-1"],
        ),
        named(
            "against the checkpoint of another history",
            on(&good).against(fork.cut(4).checkpoint()),
            5,
            &["history-differs earlier-1"],
        ),
        named(
            "against the checkpoint of another key",
            on(&good).against(other_key(&early).checkpoint()),
            5,
            &["checkpoint-bad earlier-1"],
        ),
        named(
            "against what is neither",
            on(&good).against("Dear Dr Vale,\n"),
            3,
            &[],
        ),
        named(
            "a broken bundle against an earlier one",
            Broken::zip("", Files::of(&good).set("x", "x").zip(), 0, &[])
                .against(young.clone())
                .fixed("4 earlier bundle"),
            5,
            &["file-unknown x"],
        ),
    ];
    all.extend(key_changes(&case));
    all
}

/// A log whose key was changed under entry #8.
fn key_changes(case: &Case) -> Vec<Broken> {
    let old = case.clone();
    let mut new = Case {
        seed: 11,
        ..case.clone()
    };
    new.add(
        "key",
        Goes::All,
        &[("key", "open", json!(new.fingerprint()))],
    );
    let tree: Frontier = new.entries.iter().map(|e| e.entry.hash).collect();
    let over = Checkpoint {
        origin: new.origin(),
        size: tree.size(),
        root: tree.root(),
    }
    .sign(&[&old.key(), &new.key()]);
    new.contact("A card under the wiper.", Goes::All);
    let with = |vkey: String, note: &str| {
        Files::of(&new.zip())
            .set("data/keys/0001.vkey", vkey)
            .set("data/keys/0001.txt", note)
            .listed()
            .signed(&new)
            .zip()
    };
    let vkey = || format!("{}\n", old.vkey());
    let good = with(vkey(), &over);
    vec![
        Broken::zip("a change of key", good.clone(), 0, &[]),
        Broken::zip(
            "a change of key, known by the old one",
            good.clone(),
            0,
            &[],
        )
        .key(&old.fingerprint())
        .confirmed(),
        Broken::zip(
            "a change of key, known by the new one",
            good.clone(),
            0,
            &[],
        )
        .key(&new.fingerprint())
        .confirmed(),
        Broken::zip(
            "a change of key against a bundle from before",
            good.clone(),
            0,
            &[],
        )
        .against(old.zip())
        .fixed("7 earlier bundle"),
        Broken::zip(
            "a bundle from before a change of key",
            old.zip(),
            6,
            &["older-copy later-1"],
        )
        .ours()
        .against(good.clone()),
        Broken::zip("a checkpoint from before a change of key", good, 0, &[])
            .against(old.checkpoint())
            .fixed("7 earlier checkpoint"),
        Broken::zip(
            "a change of key that the old one did not sign",
            with(vkey(), &over.replacen("\n9\n", "\n8\n", 1)),
            5,
            &["checkpoint-bad key-change-1", "key-differs key"],
        )
        .key(&old.fingerprint()),
        Broken::zip(
            "a change of key without its checkpoint",
            with(vkey(), ""),
            5,
            &["checkpoint-bad key-change-1"],
        ),
    ]
}
