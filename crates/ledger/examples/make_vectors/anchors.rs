//! Whose log it is: keys that were changed, earlier checkpoints, keys to compare, manifest notes.

use serde_json::json;
use sha2::{Digest as _, Sha256};
use standfast_ledger::{Checkpoint, LogId, Manifest, Origin, SigningKey};

use crate::forge::{self, Entry, fixed, head, key, log_id, note, origin, sealed, story, vkey};
use crate::vector::Vector;

pub fn vectors() -> Vec<Vector> {
    let mut all = compared();
    all.extend(earlier());
    all.extend(changes());
    all.extend(manifests());
    all
}

fn compared() -> Vec<Vector> {
    let entries = story(log_id(0), 3);
    vec![
        Vector::new(
            "good-confirmed",
            "the key is the one that the reader has",
            &entries,
        )
        .compare(&key(0), true),
        Vector::new(
            "key-differs",
            "wholly in order, but under another key",
            &entries,
        )
        .compare(&key(1), false)
        .anchor("key-differs key"),
    ]
}

/// The head of the first `size` entries, as an earlier bundle had it.
fn with_earlier(vector: Vector, checkpoint: String, key: &SigningKey, name: &str) -> Vector {
    vector
        .with("earlier-1/checkpoint.txt", checkpoint)
        .with("earlier-1/key.vkey", vkey(key, name))
}

fn earlier() -> Vec<Vector> {
    let log = log_id(0);
    let entries = story(log, 7);
    let name = origin().to_string();
    let at = |size: usize| head(origin(), &entries[..size]);
    let mut all: Vec<_> = [1, 3, 6, 7]
        .iter()
        .map(|size| {
            let vector = Vector::new(
                &format!("good-earlier-{size}"),
                "what was known earlier is unchanged",
                &entries,
            );
            with_earlier(vector, at(*size).sign(&[&key(0)]), &key(0), &name)
                .fixed(&format!("earlier-1 #{}", size - 1))
        })
        .collect();
    let vector = Vector::new(
        "good-earlier-all-withheld",
        "an older root is recomputed from hashes alone",
        &entries,
    )
    .lines(
        &(0..7)
            .map(|n| entries[n].withheld(n as u64))
            .collect::<Vec<_>>(),
    )
    .counts(0, 0, 7, "none");
    all.push(with_earlier(vector, at(5).sign(&[&key(0)]), &key(0), &name).fixed("earlier-1 #4"));

    let mut other = entries.clone();
    other[2] = sealed(log, 2, "measure", &[("measure", "open", json!("reply"))]);
    let forked = head(origin(), &other[..3]);
    let vector = Vector::new(
        "history-differs",
        "entry #2 was another when the earlier checkpoint was signed",
        &entries,
    );
    all.push(
        with_earlier(vector, forked.sign(&[&key(0)]), &key(0), &name)
            .anchor("history-differs earlier-1"),
    );
    let vector = Vector::new(
        "history-differs-under-another-key",
        "re-made under another key, with another history",
        &entries,
    );
    all.push(
        with_earlier(vector, forked.sign(&[&key(1)]), &key(1), &name)
            .anchor("key-differs earlier-1")
            .anchor("history-differs earlier-1"),
    );
    let vector = Vector::new(
        "earlier-under-another-key",
        "the same history, but no chain leads from the earlier key to this one",
        &entries,
    );
    all.push(
        with_earlier(vector, at(3).sign(&[&key(1)]), &key(1), &name)
            .anchor("key-differs earlier-1")
            .fixed("earlier-1 #2"),
    );
    let elsewhere = Origin {
        log: log_id(1),
        ..origin()
    };
    let vector = Vector::new(
        "earlier-of-another-log",
        "the earlier checkpoint is another log's",
        &entries,
    );
    let checkpoint = Checkpoint {
        origin: elsewhere,
        ..at(3)
    }
    .sign(&[&key(0)]);
    all.push(
        with_earlier(vector, checkpoint, &key(0), &elsewhere.to_string())
            .anchor("wrong-log earlier-1"),
    );
    let vector = Vector::new(
        "earlier-not-signed",
        "nobody signed the earlier checkpoint as it is",
        &entries,
    );
    let checkpoint = at(3).sign(&[&key(0)]).replacen("\n3\n", "\n4\n", 1);
    all.push(with_earlier(vector, checkpoint, &key(0), &name).anchor("checkpoint-bad earlier-1"));
    let vector = Vector::new(
        "earlier-longer",
        "an earlier checkpoint covers more entries: the end was cut off and signed anew",
        &entries[..5],
    );
    all.push(
        with_earlier(vector, at(7).sign(&[&key(0)]), &key(0), &name)
            .completeness("leaf-missing #5"),
    );
    all
}

/// A log whose key was changed at #2 (and at #4 again, if `twice`).
fn changed(log: LogId, twice: bool) -> Vec<Entry> {
    let change = |n| {
        sealed(
            log,
            n,
            "key",
            &[("key", "open", json!(key(n / 2).fingerprint().to_string()))],
        )
    };
    let mut entries = story(log, 6);
    entries[2] = change(2);
    if twice {
        entries[4] = change(4);
    }
    entries
}

fn under(vector: Vector, entries: &[Entry], keys: &[&SigningKey], today: &SigningKey) -> Vector {
    vector
        .with("checkpoint.txt", head(origin(), entries).sign(keys))
        .with("key.vkey", vkey(today, &origin().to_string()))
        .key(Some(today))
}

fn with_change(vector: Vector, at: u64, before: &SigningKey, checkpoint: String) -> Vector {
    vector
        .with(
            &format!("keys/{at:04}.vkey"),
            vkey(before, &origin().to_string()),
        )
        .with(&format!("keys/{at:04}.txt"), checkpoint)
}

fn changes() -> Vec<Vector> {
    let log = log_id(0);
    let name = origin().to_string();
    let (old, new, newest) = (key(0), key(1), key(2));
    let once = changed(log, false);
    let at = |entries: &[Entry], size: usize| head(origin(), &entries[..size]);
    let both = at(&once, 3).sign(&[&old, &new]);
    let base = |name: &str, why: &str| under(Vector::new(name, why, &once), &once, &[&new], &new);
    let mut all = vec![
        with_change(
            base("good-key-change", "a change of key that both keys signed"),
            1,
            &old,
            both.clone(),
        )
        .compare(&new, true),
        with_change(
            base(
                "good-key-change-old-key",
                "a reader who has the old key is led to the new one",
            ),
            1,
            &old,
            both.clone(),
        )
        .compare(&old, true),
        with_change(
            base(
                "good-key-change-new-first",
                "the order of the signature lines means nothing",
            ),
            1,
            &old,
            at(&once, 3).sign(&[&new, &old]),
        ),
        with_earlier(
            with_change(
                base(
                    "good-key-change-earlier",
                    "an earlier bundle under the old key still counts",
                ),
                1,
                &old,
                both.clone(),
            ),
            at(&once, 2).sign(&[&old]),
            &old,
            &name,
        )
        .fixed("earlier-1 #1"),
    ];
    let last: Vec<_> = once[..3].to_vec();
    all.push(with_change(
        under(
            Vector::new(
                "good-key-change-last",
                "the change of key is the last entry; both keys sign the head",
                &last,
            ),
            &last,
            &[&old, &new],
            &new,
        ),
        1,
        &old,
        both.clone(),
    ));
    let twice = changed(log, true);
    let two = |name: &str, why: &str| {
        with_change(
            under(Vector::new(name, why, &twice), &twice, &[&newest], &newest),
            1,
            &old,
            at(&twice, 3).sign(&[&old, &new]),
        )
    };
    let second = at(&twice, 5).sign(&[&new, &newest]);
    all.push(
        with_change(
            two(
                "good-key-changes",
                "two changes of key, one after the other",
            ),
            2,
            &new,
            second,
        )
        .compare(&old, true),
    );
    all.push(
        with_change(
            two(
                "key-change-chain-broken",
                "the second change is not signed by its new key: nothing before it counts",
            ),
            2,
            &new,
            at(&twice, 5).sign(&[&new]),
        )
        .compare(&old, false)
        .anchor("checkpoint-bad key-change-2")
        .anchor("key-differs key"),
    );
    all.push(
        with_change(
            two(
                "key-change-order",
                "the second change comes before the first",
            ),
            2,
            &new,
            at(&twice, 3).sign(&[&new, &newest]),
        )
        .anchor("checkpoint-bad key-change-1"),
    );
    for (name, why, signers) in [
        (
            "key-change-not-by-old",
            "the old key did not sign the change",
            [&new, &newest],
        ),
        (
            "key-change-not-by-new",
            "the new key did not sign the change",
            [&old, &newest],
        ),
    ] {
        all.push(
            with_change(base(name, why), 1, &old, at(&once, 3).sign(&signers))
                .anchor("checkpoint-bad key-change-1"),
        );
    }
    all.push(
        with_change(
            base(
                "key-change-not-at-key-entry",
                "its last entry is no change of key",
            ),
            1,
            &old,
            at(&once, 4).sign(&[&old, &new]),
        )
        .anchor("checkpoint-bad key-change-1"),
    );
    let lines: Vec<_> = (0..6)
        .map(|n| {
            if n == 2 {
                once[2].withheld(2)
            } else {
                once[n].shown(n as u64)
            }
        })
        .collect();
    all.push(
        with_change(
            base("key-change-withheld", "the entry of the change is withheld"),
            1,
            &old,
            both.clone(),
        )
        .lines(&lines)
        .counts(5, 0, 1, "none")
        .anchor("checkpoint-bad key-change-1"),
    );
    let lines: Vec<_> = (0..6)
        .map(|n| {
            if n == 2 {
                once[2].in_part(2, &[])
            } else {
                once[n].shown(n as u64)
            }
        })
        .collect();
    all.push(
        with_change(
            base(
                "good-key-change-in-part",
                "the entry of the change shows no field",
            ),
            1,
            &old,
            both,
        )
        .lines(&lines)
        .counts(5, 1, 0, "open=1")
        .compare(&old, true),
    );
    let other = {
        let mut other = once.clone();
        other[1] = sealed(log, 1, "measure", &[("measure", "open", json!("reply"))]);
        at(&other, 3).sign(&[&old, &new])
    };
    all.push(
        with_change(
            base(
                "key-change-history-differs",
                "the change was signed over other entries",
            ),
            1,
            &old,
            other,
        )
        .anchor("history-differs key-change-1"),
    );
    let same = at(&once, 3).sign(&[&new]);
    all.push(
        with_change(
            base(
                "key-change-to-itself",
                "the keys before and after are the same",
            ),
            1,
            &new,
            same,
        )
        .anchor("checkpoint-bad key-change-1"),
    );
    all.push(
        with_change(
            base("key-change-key-bad", "the old key is no verifier key"),
            1,
            &old,
            at(&once, 3).sign(&[&old, &new]),
        )
        .with("keys/0001.vkey", vkey(&old, &name).replacen('+', "+0", 1))
        .anchor("checkpoint-bad key-change-1"),
    );
    let mut forged_head = head(origin(), &once).sign(&[&new]);
    forged_head.push_str(&forge::signature_line(
        &name,
        &old.verifier(&name).unwrap().id(),
        &old.sign(b"another text"),
    ));
    all.push(
        with_change(
            base(
                "checkpoint-old-key-signature-bad",
                "a line of a known old key must hold too",
            ),
            1,
            &old,
            at(&once, 3).sign(&[&old, &new]),
        )
        .with("checkpoint.txt", forged_head)
        .integrity("checkpoint-bad checkpoint"),
    );
    all
}

fn manifests() -> Vec<Vector> {
    let entries = story(log_id(0), 2);
    let list = "f00d  bagit.txt\n";
    let tagmanifest: [u8; 32] = Sha256::digest(list).into();
    let good = Manifest {
        origin: origin(),
        tagmanifest,
    };
    let name = origin().to_string();
    let base = |vector: &str, why: &str, note: String| {
        Vector::new(vector, why, &entries)
            .with("manifest.note", note)
            .with("tagmanifest-sha256.txt", list)
    };
    let other = Manifest {
        tagmanifest: fixed("another list", 0),
        ..good
    };
    let elsewhere = Manifest {
        origin: Origin {
            log: log_id(1),
            ..origin()
        },
        ..good
    };
    let mut all = vec![base(
        "good-manifest",
        "the note over the list of files fits it",
        good.sign(&key(0)),
    )];
    for (vector, why, note) in [
        (
            "manifest-other-list",
            "another list of files was signed",
            other.sign(&key(0)),
        ),
        (
            "manifest-other-key",
            "another key signed the list of files",
            good.sign(&key(1)),
        ),
        (
            "manifest-other-log",
            "the note is over a bundle of another log, though under this log's key name",
            note(&elsewhere.text(), &name, &[&key(0)]),
        ),
        (
            "manifest-is-checkpoint",
            "a checkpoint stands where the manifest note is due",
            head(origin(), &entries).sign(&[&key(0)]),
        ),
        (
            "manifest-third-line",
            "the manifest note has a third line",
            note(&format!("{}more\n", good.text()), &name, &[&key(0)]),
        ),
        (
            "manifest-capitals",
            "the digest is written in capitals",
            note(
                &good
                    .text()
                    .replace(&hex::encode(tagmanifest), &hex::encode_upper(tagmanifest)),
                &name,
                &[&key(0)],
            ),
        ),
    ] {
        all.push(base(vector, why, note).integrity("manifest-bad manifest"));
    }
    all
}
