//! The packs that ship: they hold together, say where everything is from, and speak plainly.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use standfast_pathway::{PackFile, Packs, Weight, facts_page};

#[test]
fn the_packs_have_no_fault() {
    let problems = Packs::check(Packs::shipped_files(), false);
    let faults: Vec<_> = problems.iter().filter(|p| p.weight == Weight::Fault).collect();
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
                on_disk.push(path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"));
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
    assert!(written == wanted, "docs/facts.md is not the vocabulary; STANDFAST_WRITE_DOCS=1 writes it anew");
}

#[test]
fn every_step_of_the_contract_has_a_rule_for_general_practice() {
    // The steps that the source articles give (R8 to R20).
    let wanted = [
        "boundary-reply", "no-reply-online", "decline-friend-request", "gift-decision", "preserve-evidence",
        "tell-manager", "contact-defence-organisation", "privacy-review", "number-and-email", "chaperone",
        "transfer-care", "restriction", "emergency-exception", "warning-letter", "consequence", "list-removal",
        "police-now", "police-report",
    ];
    let steps = Packs::shipped().unwrap().steps();
    for step in wanted {
        assert!(steps.iter().any(|s| s == step), "{step} has no rule");
    }
}

#[test]
fn every_rule_names_a_source_with_its_date() {
    let packs = Packs::shipped().unwrap();
    for line in packs.list() {
        let pack = packs.show(&line.name).unwrap();
        for rule in &pack.rules {
            assert!(!rule.sources.is_empty(), "{} has no source", rule.id);
            assert!(!rule.says.is_empty(), "{} says nothing", rule.id);
        }
    }
}

/// Plain English: short sentences, no promise, no diagnosis, no score, no advice to confront.
#[test]
fn the_words_are_plain_and_promise_nothing() {
    const NEVER: &[&str] = &[
        "you are safe", "will be safe", "keep you safe", "guarantee", "stalker", "stalking", "erotomani", "delusion",
        "obsess", "risk score", "high risk", "low risk", "mentally ill", "dangerous person", "shall", "hereby",
        "pursuant", "aforementioned", "utilise", "leverage",
    ];
    let packs = Packs::shipped().unwrap();
    let mut words_in_all = 0;
    let mut sentences_in_all = 0;
    for line in packs.list() {
        for rule in packs.show(&line.name).unwrap().rules {
            for (_, _, text) in &rule.says {
                let lower = text.to_lowercase();
                for word in NEVER {
                    assert!(!lower.contains(word), "{}: \"{word}\" in: {text}", rule.id);
                }
                for sentence in text.split(['.', '!', '?', ':', ';']).filter(|s| !s.trim().is_empty()) {
                    let words = sentence.split_whitespace().count();
                    assert!(words <= 25, "{}: {words} words in: {sentence}", rule.id);
                    words_in_all += words;
                    sentences_in_all += 1;
                }
            }
        }
    }
    assert!(words_in_all / sentences_in_all <= 12, "{words_in_all} words in {sentences_in_all} sentences");
}

#[test]
fn a_broken_pack_is_named_with_file_and_line() {
    let files = |text: &'static str| {
        let mut files = Packs::shipped_files();
        files.retain(|f| f.path != "uk-gp/steps/list.toml");
        files.push(PackFile::new("uk-gp/steps/list.toml", text));
        files
    };
    for (text, word) in [
        ("[[rule]]\nid = \"list-removal\"\nwhen = \"warned &&\"\nsources = [\"pack-1999\"]\n", "list.toml"),
        ("[[rule]]\nid = \"list-removal\"\nwhen = \"warnt\"\nsources = []\n", "list.toml"),
        ("not toml at all [[", "list.toml"),
    ] {
        let problems = Packs::check(files(text), false);
        let named = |p: &&standfast_pathway::Problem| p.weight == Weight::Fault && p.file.contains(word);
        let fault = problems.iter().find(named).unwrap_or_else(|| panic!("{text}: {problems:#?}"));
        assert!(fault.line >= 1, "{fault:?}");
        assert!(Packs::with(files(text).into_iter().filter(|f| f.path.starts_with("uk-gp")).collect()).is_err());
    }
}
