//! Help, manual and completions tell the truth, and wrong words get a hint.

use crate::program::Program;

#[test]
fn every_command_of_the_overview_answers_to_help() {
    let p = Program::without_vault();
    let overview = p.bare(&["--help"]).exits(0).out;
    let mut seen = 0;
    for word in overview.split(|c: char| !c.is_ascii_lowercase()) {
        if COMMANDS.contains(&word) {
            seen += 1;
            assert!(
                p.bare(&[word, "-h"]).exits(0).out.contains("Usage"),
                "{word}"
            );
        }
    }
    assert!(
        seen >= COMMANDS.len(),
        "the overview names {seen} of {}",
        COMMANDS.len()
    );
}

const COMMANDS: &[&str] = &[
    "init",
    "case",
    "account",
    "contact",
    "attach",
    "exhibit",
    "correct",
    "measure",
    "note",
    "import",
    "timeline",
    "search",
    "next",
    "step",
    "letter",
    "disclose",
    "verify",
    "rebuild",
    "guidance",
    "serve",
    "demo",
    "completions",
    "man",
];

#[test]
fn a_misspelt_command_is_guessed_and_not_run() {
    let p = Program::without_vault();
    p.bare(&["timelin", "knee"])
        .exits(2)
        .says("Did you mean \"timeline\"?")
        .says("Nothing was run.");
    p.bare(&["timeline"]).exits(2);
    p.bare(&["timeline", "knee", "--form", "2026"])
        .exits(2)
        .says("--from");
}

/// The tour, to its end: four kinds of export, and nothing that others wrote.
#[test]
fn the_demonstration_takes_in_four_kinds_of_export() {
    let p = Program::without_vault();
    let out = p
        .bare(&["demo", "--no-serve", "--dir", "tour"])
        .exits(0)
        .out;
    let said = |words: &str| assert!(out.contains(words), "wanted \"{words}\" in\n{out}");
    said("Four kinds of export are taken in.");
    for (kind, sums) in [
        (
            "Facebook, Messenger or Instagram download.",
            "read 17 = taken 8 + left out 9 +",
        ),
        ("WhatsApp export.", "read 24 = taken 21 + left out 3 +"),
        ("Mailbox (mbox).", "read 16 = taken 9 + left out 6 +"),
        (
            "SMS Backup & Restore.",
            "read 35 = taken 15 + left out 14 + already here 6",
        ),
    ] {
        said(kind);
        said(sums);
    }
    // The message that was logged by hand and stands in the download as well.
    let retracted: Vec<&str> = out.lines().filter(|l| l.contains("(retracted)")).collect();
    assert_eq!(retracted.len(), 1, "{retracted:?}");
    assert!(
        retracted[0].contains("Why have you not rung me?"),
        "{retracted:?}"
    );
    for canary in [
        "pelargonium",
        "gazebo",
        "flowerpot",
        "447201",
        "spare room",
        "Quernpath",
    ] {
        assert!(!out.contains(canary), "{canary} is in\n{out}");
    }
    said("Integrity: intact.");
    said("original-changed");
}

#[test]
fn there_are_manual_pages_and_completions() {
    let p = Program::without_vault();
    std::fs::create_dir(p.home().join("man")).unwrap();
    p.bare(&["man", "man"]).exits(0);
    let pages = std::fs::read_dir(p.home().join("man")).unwrap().count();
    assert!(pages >= COMMANDS.len(), "{pages} pages");
    for shell in ["bash", "zsh", "fish"] {
        assert!(
            p.bare(&["completions", shell])
                .exits(0)
                .out
                .contains("standfast")
        );
    }
}

#[test]
fn guidance_is_listed_with_its_sources() {
    let p = Program::without_vault();
    let list = p.bare(&["guidance", "list"]).exits(0).out;
    assert!(list.contains("uk-gp"), "{list}");
    assert!(
        p.bare(&["guidance", "show", "uk-gp"])
            .exits(0)
            .out
            .contains("boundary-reply")
    );
    p.bare(&["guidance", "show", "nowhere"]).exits(2);
}
