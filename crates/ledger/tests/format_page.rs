//! `docs/log-format.md` carries its own samples. This runs every one, exactly as it stands there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod vector_file;

use standfast_ledger::{
    Checkpoint, Disclosure, FieldDigest, Hash, Leaf, Manifest, SigningKey, VerifierKey, tree,
};
use vector_file::VectorFile;

const PAGE: &str = include_str!("../../../docs/log-format.md");

fn samples() -> Vec<&'static str> {
    PAGE.split("\n```vector\n")
        .skip(1)
        .map(|rest| rest.split_once("\n```\n").unwrap().0)
        .collect()
}

fn value<'a>(sample: &'a str, key: &str) -> &'a str {
    sample
        .lines()
        .find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))
        .unwrap_or_else(|| panic!("no {key} in:\n{sample}"))
}

fn note(sample: &str) -> String {
    format!("{}\n", sample.split_once("\n\n").unwrap().1)
}

#[test]
fn the_format_page_is_true() {
    let samples = samples();
    assert!(
        samples.len() >= 12,
        "the page lost samples: {} are left",
        samples.len()
    );
    let mut kinds = std::collections::BTreeSet::new();
    for sample in samples {
        let first = sample.lines().next().unwrap();
        kinds.insert(first.split(": ").next().unwrap().to_owned() + value_of(first));
        match first {
            "sample: field" => field(sample),
            "sample: refused field" => {
                let text = value(sample, "field");
                assert!(Disclosure::parse(text).is_err(), "{sample}");
                assert_eq!(FieldDigest::of(text).as_str(), value(sample, "digest"));
            }
            "sample: leaf" => {
                let leaf = value(sample, "leaf");
                assert!(Leaf::parse(leaf.as_bytes()).is_ok(), "{sample}");
                assert_eq!(
                    Hash::of_leaf(leaf.as_bytes()).to_string(),
                    value(sample, "hash")
                );
            }
            "sample: root" => {
                let leaves = sample
                    .lines()
                    .filter_map(|line| line.strip_prefix("leaf-hash: "));
                let root = tree::root(leaves.map(|leaf| Hash::parse(leaf).unwrap()));
                assert_eq!(root.to_string(), value(sample, "root"));
            }
            "sample: key" => key(sample),
            "sample: checkpoint" => {
                let key = VerifierKey::parse(value(sample, "vkey")).unwrap();
                let checkpoint = Checkpoint::open(note(sample).as_bytes(), &[&key], &[]).unwrap();
                assert_eq!(checkpoint.origin.to_string(), key.name());
            }
            "sample: manifest" => {
                let key = VerifierKey::parse(value(sample, "vkey")).unwrap();
                assert!(Manifest::open(note(sample).as_bytes(), &key).is_ok());
            }
            first if first.starts_with("name: ") => {
                let vector = VectorFile::parse(&format!("{sample}\n"));
                assert_eq!(vector.differences(), Vec::<String>::new());
            }
            other => panic!("a sample of a kind that nothing runs: {other}"),
        }
    }
    assert!(
        kinds.len() >= 8,
        "a kind of sample is gone from the page: {kinds:?}"
    );
}

fn value_of(first: &str) -> &str {
    if first.starts_with("sample") {
        first
    } else {
        ""
    }
}

fn field(sample: &str) {
    let text = value(sample, "field");
    let field = Disclosure::parse(text).unwrap();
    let json: serde_json::Value = serde_json::from_str(value(sample, "json")).unwrap();
    assert_eq!(json[1], field.name.as_str());
    assert_eq!(json[2], field.value);
    assert_eq!(FieldDigest::of(text).as_str(), value(sample, "digest"));
    // Writing it anew gives the same characters: the sample shows what our writer writes.
    assert_eq!(
        Disclosure::write(&field.salt, &field.name, &field.value).unwrap(),
        text
    );
}

fn key(sample: &str) {
    let mut seed = [0; 32];
    hex::decode_to_slice(value(sample, "seed"), &mut seed).unwrap();
    let key = SigningKey::from_seed(&seed);
    let verifier = key.verifier(value(sample, "name")).unwrap();
    assert_eq!(verifier.to_string(), value(sample, "vkey"));
    assert_eq!(VerifierKey::parse(value(sample, "vkey")).unwrap(), verifier);
    assert_eq!(hex::encode(verifier.id()), value(sample, "id"));
    assert_eq!(key.fingerprint().to_string(), value(sample, "fingerprint"));
}
