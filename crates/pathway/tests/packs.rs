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

#[test]
fn every_step_of_the_contract_has_a_rule_for_general_practice() {
    // The steps that the source articles give (R8 to R20).
    let wanted = [
        "boundary-reply",
        "no-reply-online",
        "decline-friend-request",
        "gift-decision",
        "preserve-evidence",
        "tell-manager",
        "contact-defence-organisation",
        "privacy-review",
        "number-and-email",
        "chaperone",
        "transfer-care",
        "restriction",
        "emergency-exception",
        "warning-letter",
        "consequence",
        "list-removal",
        "police-now",
        "police-report",
    ];
    let steps = Packs::shipped().unwrap().steps();
    for step in wanted {
        assert!(steps.iter().any(|s| s == step), "{step} has no rule");
    }
}

/// Each rule rests on something that somebody read and that says when it was published; a source
/// without a date says why.
#[test]
fn every_rule_rests_on_a_text_that_was_read_and_has_a_date() {
    let packs = Packs::shipped().unwrap();
    for line in packs.list() {
        let pack = packs.show(&line.name).unwrap();
        for rule in &pack.rules {
            let firm = pack
                .sources
                .iter()
                .filter(|s| rule.sources.contains(&s.id))
                .any(|s| s.read.is_some() && s.date.is_some());
            assert!(firm, "{}: {:?}", rule.id, rule.sources);
        }
        for source in pack.sources {
            assert!(
                !source.title.is_empty() && !source.publisher.is_empty(),
                "{}",
                source.id
            );
            let said = source.date.is_some() && source.read.is_some() || source.note.is_some();
            assert!(
                said,
                "{}: say in its note why it has no date, or was not read",
                source.id
            );
        }
    }
}

/// Two texts are known from others only: a release waits until somebody passed them.
#[test]
fn a_release_waits_for_what_nobody_read() {
    let faults: Vec<String> = Packs::check(Packs::shipped_files(), true)
        .into_iter()
        .filter(|p| p.weight == Weight::Fault)
        .map(|p| p.what)
        .collect();
    let of = |id: &str| faults.iter().any(|f| f.contains(id));
    assert!(
        of("\"gift-register\"") && of("\"police-parcels\""),
        "{faults:?}"
    );
    assert_eq!(faults.len(), 2, "{faults:?}");
}
