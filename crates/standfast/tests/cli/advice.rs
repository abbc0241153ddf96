//! How it ended, what changed, what was advised and shown.

use crate::program::Program;

#[test]
fn an_outcome_is_an_entry_that_closes_nothing() {
    let p = Program::with_case();
    let saved = p
        .run(&[
            "outcome",
            "knee",
            "transferred",
            "--when",
            "yesterday",
            "--words",
            "Dr Sedge took over.",
            "--json",
        ])
        .exits(0)
        .json();
    assert_eq!(
        (saved["n"].as_u64(), saved["case"].as_str()),
        (Some(1), Some("knee"))
    );
    assert!(saved["keep_until"].is_null());
    assert_eq!(saved["proposed"]["until"], "2033-03-01");

    let line = &p.run(&["timeline", "knee", "--json"]).exits(0).lines()[0];
    assert_eq!(
        (line["kind"].as_str(), line["outcome"].as_str()),
        (Some("outcome"), Some("transferred"))
    );
    assert_eq!(line["occurred"]["precision"], "day");
    assert!(line["keep_until"].is_null(), "a proposal is not a decision");
    let found = p.run(&["search", "knee", "sedge"]).exits(0).out;
    assert!(found.starts_with("#1"), "{found}");

    // The proposal is taken by a correction, and the case goes on.
    let correct = [
        "correct",
        "knee",
        "1",
        "--field",
        "keep_until",
        "--value",
        "1 Mar 2033",
        "--because",
        "decided",
    ];
    p.run(&correct).exits(0);
    let lines = p.run(&["timeline", "knee", "--json"]).exits(0).lines();
    assert_eq!(lines[0]["keep_until"], "2033-03-01");
    p.run(&["contact", "add", "knee", "--channel", "call"])
        .exits(0);
    p.run(&["outcome", "knee", "resumed", "--when", "today"])
        .exits(0);
    p.run(&["contact", "retract", "knee", "1", "--because", "not yet"])
        .exits(0);
    p.run(&["verify"]).exits(0);
}

#[test]
fn how_long_to_keep_is_said_back_and_never_a_day_that_is_over() {
    let p = Program::with_case();
    let said = p
        .run(&["outcome", "knee", "cleared", "--keep-until", "1 Mar 2036"])
        .exits(0)
        .out;
    assert!(said.starts_with("Saved as #1 in knee."), "{said}");
    assert!(said.contains("Keep until 1 Mar 2036."), "{said}");
    let said = p.run(&["outcome", "knee", "removed"]).exits(0).out;
    assert!(said.contains("No law gives the day."), "{said}");
    for wrong in [
        &["outcome", "knee", "cleared", "--keep-until", "1 Mar 2026"][..],
        &["outcome", "knee", "cleared", "--keep-until", "not sure"],
        &["outcome", "knee", "finished"],
        &["outcome", "knee", "cleared", "--when", "31 Feb 2026"],
    ] {
        p.run(wrong).exits(2);
    }
    let entries = p.run(&["case", "show", "knee", "--json"]).exits(0).json();
    assert_eq!(entries["entries"], 3, "nothing was saved of what was wrong");
}
