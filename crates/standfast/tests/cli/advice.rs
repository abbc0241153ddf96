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

fn logged(p: &Program, when: &str, sign: &str) {
    p.run(&[
        "contact",
        "add",
        "knee",
        "--channel",
        "message",
        "--when",
        when,
        "--sign",
        sign,
        "--words",
        "Why have you not rung me?",
    ])
    .exits(0);
}

fn private_entries(p: &Program) -> u64 {
    let case = p.run(&["case", "show", "knee", "--json"]).exits(0).json();
    case["private_entries"].as_u64().unwrap()
}

#[test]
fn what_was_shown_is_kept_once_per_change_and_never_of_a_look_into_the_past() {
    let p = Program::with_case();
    logged(&p, "yesterday", "declaration");
    let first = p.run(&["next", "knee", "--json"]).exits(0).json();
    assert_eq!(first["p"], 0);
    let again = p.run(&["next", "knee", "--json"]).exits(0).json();
    assert_eq!((&again["p"], private_entries(&p)), (&first["p"], 1));
    let said = p.run(&["next", "knee"]).exits(0);
    assert!(!said.err.contains("Kept"), "{}", said.err);

    for past in [
        &["next", "knee", "--at", "1 Mar 2026", "--json"][..],
        &["next", "knee", "--known", "1 Mar 2026", "--json"],
    ] {
        assert!(p.run(past).exits(0).json()["p"].is_null());
    }
    assert_eq!(private_entries(&p), 1);

    // A step done is a change; what the acts between say is not what was looked at.
    p.run(&["step", "done", "knee", "tell-manager"]).exits(0);
    assert_eq!(private_entries(&p), 2);
    let changed = p.run(&["next", "knee"]).exits(0);
    assert!(
        changed.err.contains("Kept in your private log as P2."),
        "{}",
        changed.err
    );

    let shown = p.run(&["next", "knee", "--shown", "--json"]).exits(0);
    let shown = shown.lines();
    let state = |list: &serde_json::Value| {
        let steps = list["steps"].as_array().unwrap();
        let step = steps.iter().find(|s| s["id"] == "tell-manager").unwrap();
        step["state"].as_str().unwrap().to_owned()
    };
    assert_eq!(shown.len(), 2);
    assert_eq!(
        (shown[0]["p"].as_u64(), state(&shown[0])),
        (Some(2), "done".to_owned())
    );
    assert_eq!(
        (shown[1]["p"].as_u64(), state(&shown[1])),
        (Some(0), "open".to_owned())
    );
    assert_eq!(shown[0]["to"], "holder");
    assert_eq!(shown[0]["recorded"], "2026-03-01T12:00:00Z");
    assert!(shown[0]["steps"][0]["pack"].as_str().unwrap().contains('@'));

    let day = |day| {
        p.run(&["next", "knee", "--shown", "--at", day, "--json"])
            .exits(0)
    };
    assert_eq!(day("28 Feb 2026").out, "", "nothing was shown by then");
    assert_eq!(day("1 Mar 2026").lines().len(), 2);
    let later = day("4 Mar 2026").lines();
    assert_eq!(later.len(), 1, "what stood on that day");
    assert_eq!(later[0]["p"], 2);
}

/// Another program, such as the pages, writes to the vault.
#[test]
fn where_nothing_can_be_kept_the_steps_are_shown_and_that_is_said() {
    let p = Program::with_case();
    logged(&p, "yesterday", "declaration");
    let lock = std::fs::File::create(p.vault().join("lock")).unwrap();
    lock.lock().unwrap();
    let shown = p.run(&["next", "knee"]).exits(0);
    assert!(shown.out.contains("boundary-reply"), "{}", shown.out);
    assert!(
        shown.err.contains("Not kept that this was shown"),
        "{}",
        shown.err
    );
    drop(lock);
    assert_eq!(private_entries(&p), 0);
}

#[test]
fn an_advisers_own_advice_stands_above_every_pack() {
    let p = Program::with_case();
    logged(&p, "yesterday", "declaration");
    p.run(&["next", "knee"]).exits(0);
    p.run(&[
        "note",
        "add",
        "knee",
        "--kind",
        "advice",
        "--by",
        "M. Sedge, defence organisation",
        "--when",
        "today",
        "--words",
        "Write once, then nothing more.",
    ])
    .exits(0);
    let json = p.run(&["next", "knee", "--json"]).exits(0).json();
    let advised = &json["advised"][0];
    assert_eq!(advised["p"], 1);
    assert_eq!(advised["by"], "M. Sedge, defence organisation");
    assert_eq!(advised["words"], "Write once, then nothing more.");
    assert_eq!(advised["given"]["precision"], "day");
    assert_eq!(json["p"], 2, "advice is a change of what is shown");
    let out = p.run(&["next", "knee"]).exits(0).out;
    let (advice, step) = (
        out.find("Write once, then nothing more.").unwrap(),
        out.find("boundary-reply").unwrap(),
    );
    assert!(advice < step, "{out}");
    let before = p
        .run(&["next", "knee", "--known", "28 Feb 2026", "--json"])
        .exits(0)
        .json();
    assert_eq!(before["advised"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_screening_is_kept_without_answers_or_a_total() {
    let p = Program::with_case();
    let screening = [
        "note",
        "add",
        "knee",
        "--kind",
        "screening",
        "--instrument",
        "A screening tool",
        "--version",
        "2",
        "--by",
        "P.C. Alder",
        "--when",
        "yesterday",
    ];
    p.run(&screening).exits(0);
    p.run(&["note", "add", "knee", "--words", "Slept badly."])
        .exits(0);
    let notes = p.run(&["note", "list", "knee", "--json"]).exits(0).lines();
    assert_eq!(notes.len(), 2);
    assert_eq!(notes[0]["kind"], "screening");
    assert_eq!(notes[0]["instrument"], "A screening tool");
    assert_eq!(notes[0]["version"], "2");
    assert_eq!(notes[0]["by"], "P.C. Alder");
    assert_eq!(notes[0]["occurred"]["text"], "28 Feb 2026");
    for field in ["words", "total", "score", "items"] {
        assert!(notes[0].get(field).is_none(), "{field}");
    }
    let with_words = [&screening[..], &["--words", "total 7"]].concat();
    p.run(&with_words).exits(2).says("no total");
    for missing in ["--instrument", "--by"] {
        let at = screening.iter().position(|w| *w == missing).unwrap();
        let mut without = screening.to_vec();
        without.drain(at..at + 2);
        p.run(&without).exits(2);
    }
    assert_eq!(private_entries(&p), 2);
    // Nothing of it is in the record that a bundle proves.
    assert_eq!(p.run(&["timeline", "knee"]).exits(0).out, "");
}

#[test]
fn a_review_says_what_changed_since_the_last() {
    let p = Program::with_case();
    for account in [["facebook", "Wren Q"], ["phone", "07700 900456"]] {
        let [kind, value] = account;
        p.run(&["account", "add", "knee", kind, value, "--of", "clinician"])
            .exits(0);
    }
    logged(&p, "3 Feb 2026", "declaration");
    p.run(&["step", "done", "knee", "tell-manager"]).exits(0);
    let before = p.run(&["review", "knee", "--dry-run", "--json"]).exits(0);
    let before = before.json();
    assert!(before["since"].is_null());
    assert_eq!(before["contacts"]["from_subject"], 1);
    assert_eq!(before["steps"]["done"][0], "tell-manager");
    assert_eq!(before["accounts"]["own"][0]["account"], "facebook Wren Q");
    assert!(before["accounts"]["own"][0]["looked_at"].is_null());

    let saved = p
        .run(&[
            "review",
            "knee",
            "--by",
            "P. Manager",
            "--looked-at",
            "wren q",
            "--next",
            "1 Jun 2026",
            "--json",
        ])
        .exits(0)
        .json();
    // The case, two accounts, the contact, the privacy review, the review.
    assert_eq!(saved["n"], 5);
    assert_eq!(saved["looked_at"][0], "facebook Wren Q");
    assert_eq!(saved["changed"]["contacts"]["from_subject"], 1);
    let lines = p.run(&["timeline", "knee", "--json"]).exits(0).lines();
    let measures: Vec<&str> = lines.iter().filter_map(|l| l["measure"].as_str()).collect();
    assert_eq!(measures, ["review", "privacy-review"]);
    assert_eq!(lines[0]["until"], "2026-06-01");

    logged(&p, "yesterday", "fear");
    let since = p.run(&["review", "knee", "--dry-run", "--json"]).exits(0);
    let since = since.json();
    assert_eq!(since["since"]["n"], 5);
    assert_eq!(since["contacts"]["from_subject"], 1);
    assert_eq!(since["contacts"]["signs"]["fear"], 1);
    assert_eq!(since["contacts"]["late"], 1);
    assert_eq!(
        since["accounts"]["own"][0]["looked_at"],
        "2026-03-01T12:00:00Z"
    );
    assert!(since["accounts"]["own"][1]["looked_at"].is_null());
    let words = p.run(&["review", "knee", "--dry-run"]).exits(0).out;
    assert!(
        words.contains("1 contact from the patient: 1 message."),
        "{words}"
    );
    p.run(&["review", "knee", "--looked-at", "myspace"])
        .exits(2)
        .says("facebook Wren Q");
    p.run(&["review", "knee", "--next", "1 Jan 2026"]).exits(2);
    assert_eq!(
        private_entries(&p),
        2,
        "nothing was saved of what was wrong"
    );
}

#[test]
fn clocks_are_a_list_and_a_calendar_without_content() {
    let p = Program::with_case();
    logged(&p, "yesterday", "declaration");
    p.run(&[
        "measure",
        "add",
        "knee",
        "restriction",
        "--when",
        "today",
        "--until",
        "1 Sep 2026",
    ])
    .exits(0);
    let clocks = p.run(&["clocks", "knee", "--json"]).exits(0).lines();
    let last = clocks.last().unwrap();
    assert_eq!(
        (last["day"].as_str(), last["kind"].as_str()),
        (Some("2026-09-01"), Some("ends"))
    );
    assert_eq!(last["because"][0], 2);
    let step = clocks.iter().find(|c| c["kind"] == "step").unwrap();
    assert!(step["step"].is_string() && step["source"].is_string());

    let said = p
        .run(&["clocks", "knee", "--ics", "days.ics"])
        .exits(0)
        .says("It says nothing of the case.");
    let number = format!("{:>3}  Tue 1 Sep 2026", clocks.len());
    assert!(said.out.contains(&number), "{}", said.out);
    let calendar = std::fs::read_to_string(p.home().join("days.ics")).unwrap();
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), clocks.len());
    for secret in ["knee", "restriction", "Quillmarsh", "standfast"] {
        assert!(!calendar.contains(secret), "{secret}");
    }
    p.run(&["clocks", "knee", "--ics", "no/such/folder.ics"])
        .exits(1);
    assert_eq!(private_entries(&p), 0, "a look at days keeps nothing");
}

#[test]
fn insight_counts_and_names_entries_and_nothing_else() {
    let p = Program::with_case();
    for (when, sign) in [
        ("3 Jan 2026 10:30", "declaration"),
        ("3 Jan 2026 22:10", "declaration"),
        ("20 Feb 2026", "fear"),
    ] {
        logged(&p, when, sign);
    }
    p.run(&["measure", "add", "knee", "reply", "--when", "5 Jan 2026"])
        .exits(0);
    let figures = p.run(&["insight", "knee", "--json"]).exits(0).json();
    assert_eq!(figures["total"]["contacts"], 3);
    assert_eq!(figures["total"]["occasions"], 2);
    assert_eq!(figures["after_told"]["contacts"], 1);
    assert_eq!(figures["by"]["day"][0]["day"], "2026-01-03");
    assert_eq!(figures["by"]["day"][0]["contacts"], 2);
    assert_eq!(figures["by"]["channel"][0]["channel"], "message");
    assert_eq!(figures["around"][0]["before"]["contacts"], 2);
    assert_eq!(figures["around"][0]["after"]["contacts"], 0);
    assert_eq!(figures["resumed"][0]["days"], 48);
    assert_eq!(figures["resumed"][0]["measures"][0], 4);
    assert_eq!(figures["quiet_days"], 9);
    let occasions = figures["occasions"].as_array().unwrap();
    assert_eq!(occasions[0]["told"].as_array().map(Vec::len), Some(0));
    assert_eq!(occasions[1]["told"][0]["n"], 4);
    let before = p
        .run(&["insight", "knee", "--at", "31 Jan 2026", "--json"])
        .exits(0)
        .json();
    assert_eq!(before["total"]["contacts"], 2);

    let out = p.run(&["insight", "knee"]).exits(0).out;
    for words in [
        "3 contacts on 2 occasions from the patient.",
        "Contacts by week",
        "> 5 Jan 2026: reply (#4)",
        "after 48 days, since 3 Jan 2026; meanwhile #4",
        "Told by then: nothing.",
        "Told by then: reply, 5 Jan 2026 (#4).",
    ] {
        assert!(out.contains(words), "{words} is missing:\n{out}");
    }
    // Piped: plain letters, no colour, nothing drawn that a screen reader would stumble over.
    assert!(out.is_ascii(), "{out}");
    assert!(out.contains("####"), "{out}");
    for word in ["risk", "score", "escalat", "stalk", "harass"] {
        assert!(!out.to_lowercase().contains(word), "{word}");
    }
    p.run(&["insight", "knee", "--at", "31 Feb 2026"]).exits(2);
}
