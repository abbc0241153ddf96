//! The packs that ship: they hold together, are all there, and say where everything is from.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    missing_docs
)]

use standfast_pathway::{Packs, Weight, facts_page};

#[test]
fn the_packs_have_no_fault() {
    let problems = Packs::check(Packs::shipped_files(), false);
    let faults: Vec<_> = problems
        .iter()
        .filter(|p| p.weight == Weight::Fault)
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_file_under_guidance_ships() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../guidance");
    let mut on_disk = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "toml") {
                on_disk.push(
                    path.strip_prefix(&root)
                        .unwrap()
                        .to_string_lossy()
                        .replace('\\', "/"),
                );
            }
        }
    }
    let mut shipped: Vec<String> = Packs::shipped_files().into_iter().map(|f| f.path).collect();
    on_disk.sort();
    shipped.sort();
    assert_eq!(on_disk, shipped);
}

#[test]
fn docs_facts_is_the_vocabulary() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/facts.md");
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let wanted = facts_page();
    if std::env::var_os("STANDFAST_WRITE_DOCS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
        return;
    }
    assert!(
        written == wanted,
        "docs/facts.md is not the vocabulary; STANDFAST_WRITE_DOCS=1 writes it anew"
    );
}

/// Every name of `steps.md`, in general practice and in a hospital alike, but for the list.
#[test]
fn every_step_of_the_contract_has_a_rule() {
    let wanted = "police-now preserve-evidence boundary-reply no-reply-online decline-friend-request \
        gift-decision tell-manager contact-defence-organisation privacy-review number-and-email \
        chaperone transfer-care restriction emergency-exception home-visit warning-letter consequence \
        list-removal police-report disclosure-decision course-of-conduct civil-route time-limit \
        breach-report release-plan allegation-response vulnerability quiet-review after-outcome \
        seasonal-reminder";
    let packs = Packs::shipped().unwrap();
    for setting in ["gp", "hospital", "community", "dental"] {
        for place in ["england", "wales", "scotland", "northern-ireland"] {
            let known: Vec<String> = packs
                .applying(place, setting)
                .iter()
                .flat_map(|pack| packs.show(pack).unwrap().rules)
                .map(|rule| rule.step)
                .collect();
            for step in wanted.split_whitespace() {
                // Removal is for practices; the six months are those of England and Wales.
                let elsewhere = step == "list-removal" && setting != "gp"
                    || step == "time-limit" && !["england", "wales"].contains(&place);
                assert_eq!(
                    known.iter().any(|s| s == step),
                    !elsewhere,
                    "{step} in {setting}, {place}"
                );
            }
        }
    }
}

/// A source is cited as read only with the day on which it was; one that was not, or that bears no
/// date, says why.
#[test]
fn every_source_says_whether_and_when_it_was_read() {
    let packs = Packs::shipped().unwrap();
    for line in packs.list() {
        for source in packs.show(&line.name).unwrap().sources {
            let at = format!("{} {}", line.name, source.id);
            assert!(
                !source.title.is_empty() && !source.publisher.is_empty(),
                "{at}"
            );
            let dated = source.date.is_some() || source.from.is_some() || source.until.is_some();
            assert!(
                dated || source.note.is_some(),
                "{at}: say in its note why it has no date"
            );
            assert!(
                source.read.is_some() || source.note.is_some(),
                "{at}: say in its note why it was not read"
            );
            assert!(
                source.read.is_none_or(|read| read <= line.correct_on),
                "{at}: read after the day on which the pack was right"
            );
        }
    }
}

/// T43: texts known from others only are counted, and a release waits until somebody passed them.
#[test]
fn a_release_waits_for_what_nobody_read() {
    let count = |release: bool, weight: Weight| {
        Packs::check(Packs::shipped_files(), release)
            .into_iter()
            .filter(|p| p.weight == weight)
            .map(|p| (p.file, p.line))
            .collect::<std::collections::BTreeSet<_>>()
    };
    let unchecked = count(false, Weight::Unchecked);
    assert!(!unchecked.is_empty());
    assert!(count(false, Weight::Fault).is_empty());
    assert_eq!(count(true, Weight::Fault), unchecked);
}

/// The published schema, read by an independent program with an independent reader of TOML.
#[test]
fn every_file_of_the_packs_fits_the_published_schema() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let here = std::env::current_exe().unwrap();
    let python = here.ancestors().nth(3).unwrap().join("pytools/bin/python");
    let out = std::process::Command::new(&python)
        .arg(root.join("tests/schema.py"))
        .arg(root.join("../../guidance"))
        .output()
        .unwrap_or_else(|e| panic!("{}: {e}; cargo xtask setup installs it", python.display()));
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let said: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(said["wrong"], serde_json::json!([]), "{said}");
    assert_eq!(said["files"], Packs::shipped_files().len());
    assert_eq!(said["refused"], said["tried"], "{said}");
}
