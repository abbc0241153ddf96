//! Logging, correcting, finding, and what a person is told.

use crate::program::{Program, example};

#[test]
fn a_contact_with_its_photograph_is_saved_and_found() {
    let p = Program::with_case();
    let card = example("knee/card.jpg");
    let saved = p
        .run(&[
            "contact",
            "add",
            "knee",
            "--channel",
            "gift",
            "--when",
            "2 Feb 2026 about 11:00",
            "--sign",
            "gift",
            "--words",
            "Chocolates and a card at reception.",
            "--attach",
            &card,
            "--json",
        ])
        .exits(0)
        .json();
    assert_eq!(
        (saved["n"].as_u64(), saved["case"].as_str()),
        (Some(1), Some("knee"))
    );
    assert_eq!(saved["ref"], "WAQ/1");
    assert_eq!(saved["recorded"], "2026-03-01T12:00:00Z");

    let line = &p.run(&["timeline", "knee", "--json"]).exits(0).lines()[0];
    assert_eq!(line["occurred"]["precision"], "about");
    assert_eq!(line["occurred"]["zone"], "Europe/London");
    assert_eq!(line["signs"][0], "gift");
    assert_eq!(line["exhibits"][0]["name"], "card.jpg");
    let bytes = std::fs::read(&card).unwrap();
    assert_eq!(
        line["exhibits"][0]["bytes"].as_u64(),
        Some(bytes.len() as u64)
    );

    let found = p
        .run(&["search", "knee", "chocolates", "--json"])
        .exits(0)
        .lines();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["n"], 1);
    assert_eq!(
        p.run(&["search", "knee", "violets", "--json"]).exits(0).out,
        ""
    );

    p.run(&["exhibit", "export", "knee", "WAQ/1", "--out", "out.jpg"])
        .exits(0);
    assert_eq!(std::fs::read(p.home().join("out.jpg")).unwrap(), bytes);
}

#[test]
fn for_people_it_says_saved_and_the_number() {
    let p = Program::with_case();
    let said = p.run(&[
        "contact",
        "add",
        "knee",
        "--channel",
        "call",
        "--when",
        "yesterday evening",
        "--words",
        "He rang.",
    ]);
    assert!(said.exits(0).out.starts_with("Saved as #1 in knee."));
}

#[test]
fn the_first_step_is_hinted_at_unless_nobody_wants_hints() {
    let p = Program::with_case();
    let add = [
        "contact",
        "add",
        "knee",
        "--channel",
        "letter",
        "--words",
        "x",
        "--sign",
        "declaration",
    ];
    let hinted = p
        .run(&[&add[..], &["--when", "1 Feb 2026"]].concat())
        .exits(0);
    hinted.says("standfast next knee");
    let quiet = [&add[..], &["--when", "2 Feb 2026", "--quiet"]].concat();
    assert_eq!(p.run(&quiet).exits(0).err, "");
}

#[test]
fn the_words_may_come_from_standard_input() {
    use std::io::Write;
    let p = Program::with_case();
    let mut command = p.in_vault(&[
        "contact",
        "add",
        "knee",
        "--channel",
        "call",
        "--words-file",
        "-",
    ]);
    command
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null());
    let mut child = command.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all("He rang, and said nothing.\n".as_bytes())
        .unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(p.contacts(), [(1, "He rang, and said nothing.".to_owned())]);
}

#[test]
fn a_correction_is_an_entry_and_the_first_words_stay() {
    let p = Program::with_case();
    p.run(&[
        "contact",
        "add",
        "knee",
        "--channel",
        "call",
        "--words",
        "He rang twice.",
    ])
    .exits(0);
    let n = p
        .run(&[
            "correct",
            "knee",
            "1",
            "--field",
            "words",
            "--value",
            "He rang three times.",
            "--because",
            "Counted again.",
            "--json",
        ])
        .exits(0)
        .json()["n"]
        .as_u64();
    assert_eq!(n, Some(2));
    let line = &p.run(&["timeline", "knee", "--json"]).exits(0).lines()[0];
    assert_eq!(line["words"], "He rang three times.");
    assert_eq!(line["corrected_by"][0], 2);
    assert!(
        p.run(&["contact", "show", "knee", "1"])
            .exits(0)
            .out
            .contains("He rang twice.")
    );
    // A word that was corrected away is still found: the entry holds it.
    assert_eq!(
        p.run(&["search", "knee", "three", "--json"])
            .exits(0)
            .lines()
            .len(),
        1
    );
}

#[test]
fn a_retraction_marks_and_keeps() {
    let p = Program::with_case();
    p.run(&[
        "contact",
        "add",
        "knee",
        "--channel",
        "call",
        "--words",
        "Another patient rang.",
    ])
    .exits(0);
    p.run(&["contact", "retract", "knee", "1", "--because", "Not him."])
        .exits(0);
    let line = &p.run(&["timeline", "knee", "--json"]).exits(0).lines()[0];
    assert_eq!(line["retracted"], true);
    assert_eq!(line["words"], "Another patient rang.");
    let again = p.run(&["contact", "retract", "knee", "1", "--because", "Again."]);
    again.exits(2).says("already, by #2");
}

#[test]
fn a_note_stays_in_the_private_log() {
    let p = Program::with_case();
    let saved = p
        .run(&["note", "add", "knee", "--words", "I slept badly.", "--json"])
        .exits(0)
        .json();
    assert_eq!(saved["p"], 0);
    assert!(saved.get("n").is_none());
    assert_eq!(p.run(&["timeline", "knee", "--json"]).exits(0).out, "");
}

#[test]
fn the_next_steps_name_their_entries_and_their_source() {
    let p = Program::with_case();
    p.run(&[
        "contact",
        "add",
        "knee",
        "--channel",
        "letter",
        "--when",
        "16 Feb 2026 morning",
        "--sign",
        "declaration",
        "--words",
        "I love you.",
        "--now",
        "2026-02-16T12:00:00Z",
    ])
    .exits(0);
    let next = p
        .run(&["next", "knee", "--at", "2026-02-17", "--json"])
        .exits(0)
        .json();
    assert_eq!(next["at"], "2026-02-17");
    let steps = next["steps"].as_array().unwrap();
    assert!(!steps.is_empty());
    for step in steps {
        assert!(!step["because"].as_array().unwrap().is_empty(), "{step}");
        assert!(step["source"]["title"].is_string(), "{step}");
        assert!(step["pack"].as_str().unwrap().contains('@'), "{step}");
    }
    // Before anything was recorded there was nothing to do.
    let before = p.run(&[
        "next",
        "knee",
        "--at",
        "2026-02-17",
        "--known",
        "2026-01-01",
        "--json",
    ]);
    assert_eq!(before.exits(0).json()["steps"].as_array().unwrap().len(), 0);
}

#[test]
fn a_step_is_done_and_stays_done() {
    let p = Program::with_case();
    p.run(&[
        "contact",
        "add",
        "knee",
        "--channel",
        "letter",
        "--sign",
        "declaration",
        "--words",
        "I love you.",
    ])
    .exits(0);
    let id = p.run(&["next", "knee", "--json"]).exits(0).json()["steps"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    p.run(&["step", "done", "knee", &id]).exits(0);
    let steps = p.run(&["next", "knee", "--json"]).exits(0).json();
    let step = steps["steps"]
        .as_array()
        .unwrap()
        .iter()
        .find(|s| s["id"] == id.as_str())
        .cloned();
    assert!(step.is_none_or(|s| s["state"] == "done"));
}

#[test]
fn rebuild_changes_nothing_that_is_shown() {
    let p = Program::with_case();
    for i in 0..5 {
        p.run(&[
            "contact",
            "add",
            "knee",
            "--channel",
            "call",
            "--words",
            &format!("call {i}"),
        ])
        .exits(0);
    }
    let before = p.run(&["timeline", "knee", "--json"]).exits(0).out;
    p.run(&["rebuild"]).exits(0);
    assert_eq!(p.run(&["timeline", "knee", "--json"]).exits(0).out, before);
    assert_eq!(
        p.run(&["search", "knee", "call", "--json"])
            .exits(0)
            .lines()
            .len(),
        5
    );
}
