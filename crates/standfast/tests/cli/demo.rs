//! The demonstration: each case in full, from what its story says, with what must not be in it.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use standfast_story::{Expected, Story};

use crate::program::{Program, Ran, ended};

/// A case that was played into a folder that is gone with it.
struct Demo {
    program: Program,
    name: &'static str,
    out: String,
}

/// Plays a case, asked for as a person would, and checks what holds for every one.
fn played(asked: &str, name: &'static str) -> Demo {
    let program = Program::without_vault();
    let ran = program.bare(&["demo", "--case", asked, "--no-serve", "--dir", "tour"]);
    let demo = Demo {
        program,
        name,
        out: ran.exits(0).out,
    };
    demo.says("Demonstration. Everybody in it is invented.");
    demo.has_what_its_story_logs();
    let verdict = demo.in_vault(&["verify", "--json"]).exits(0).json();
    assert_eq!(verdict["anchor"]["demonstration"], true, "{verdict}");
    assert_eq!(verdict["integrity"]["ok"], true, "{verdict}");
    let bundles: Vec<String> = std::fs::read_dir(demo.folder())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|file| file.starts_with("bundle") && file.ends_with(".zip"))
        .collect();
    assert!(!bundles.is_empty(), "no bundle was made");
    for bundle in bundles {
        let bundle = demo.folder().join(bundle);
        let verdict = demo
            .program
            .bare(&["verify", "--json", bundle.to_str().unwrap()]);
        let verdict = verdict.exits(0).json();
        assert_eq!(verdict["completeness"]["ok"], true, "{verdict}");
    }
    let letters = std::fs::read_dir(demo.folder().join("letters")).unwrap();
    assert!(letters.count() >= 2, "no letter was drafted");
    demo
}

impl Demo {
    fn folder(&self) -> std::path::PathBuf {
        self.program.home().join("tour")
    }

    #[track_caller]
    fn says(&self, words: &str) {
        assert!(
            self.out.contains(words),
            "wanted \"{words}\" in\n{}",
            self.out
        );
    }

    /// The steps that the tour shows with their urgency, such as "NOW police-now".
    #[track_caller]
    fn shows_steps(&self, steps: &[&str]) {
        for step in steps {
            let (urgency, name) = step.split_once(' ').unwrap();
            assert!(
                self.out.lines().any(|line| {
                    let mut words = line.split_whitespace();
                    words.next() == Some(urgency) && words.next() == Some(name)
                }),
                "wanted the step {step} in\n{}",
                self.out
            );
        }
    }

    /// A command in the demonstration's vault.
    fn in_vault(&self, words: &[&str]) -> Ran {
        let mut command = self.program.command(words);
        command
            .current_dir(self.folder())
            .env("XDG_STATE_HOME", self.folder().join("state"))
            .args(["--vault", "vault", "--identity", "recovery-key.txt"])
            .arg("--no-input");
        ended(command)
    }

    /// The sums of the timeline are those that the story says at its end.
    fn has_what_its_story_logs(&self) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../tests/stories")
            .join(format!("{}.story", self.name));
        let story = Story::parse(&std::fs::read_to_string(path).unwrap()).unwrap();
        let expects = story.scenes.iter().flat_map(|scene| &scene.expects);
        let logged = expects
            .filter_map(|expect| match &expect.what {
                Expected::Logged(counted) => Some(counted),
                _ => None,
            })
            .next_back()
            .unwrap();
        let mut sums: BTreeMap<String, u64> = BTreeMap::new();
        let lines = self
            .in_vault(&["timeline", self.name, "--json"])
            .exits(0)
            .lines();
        for line in lines.iter().filter(|line| line["kind"] == "contact") {
            let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
            *sums.entry(text("channel")).or_default() += 1;
            *sums.entry(format!("from {}", text("from"))).or_default() += 1;
        }
        assert!(logged.len() >= 4, "the story lost its sums: {logged:?}");
        for (wanted, what) in logged {
            let found = sums.get(what).copied().unwrap_or_default();
            assert_eq!(found, *wanted, "{what} in {}: {sums:?}", self.name);
        }
    }

    /// Measures, outcomes and contacts stand in this order, among others.
    fn has_in_order(&self, kinds: &[&str]) {
        let mut lines = self
            .in_vault(&["timeline", self.name, "--json"])
            .exits(0)
            .lines();
        lines.reverse();
        let mut left = kinds.iter().peekable();
        for line in &lines {
            let said = |name: &str| line[name].as_str().map(str::to_owned);
            let all = ["measure", "outcome", "channel"].map(said);
            if let Some(wanted) = left.peek()
                && all.iter().flatten().any(|kind| kind == **wanted)
            {
                left.next();
            }
        }
        let left: Vec<_> = left.collect();
        assert!(
            left.is_empty(),
            "not there in this order: {left:?} of {}",
            show(&lines)
        );
    }
}

fn show(lines: &[Value]) -> String {
    let lines: Vec<String> = lines.iter().map(Value::to_string).collect();
    lines.join("\n")
}

/// C1 is what `demo` alone shows: four kinds of export, and nothing that others wrote.
#[test]
fn the_demonstration_takes_in_four_kinds_of_export() {
    let demo = played("C1", "knee");
    demo.says("Four kinds of export are taken in.");
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
        demo.says(kind);
        demo.says(sums);
    }
    // The message that was logged by hand and stands in the download as well.
    let retracted: Vec<&str> = demo
        .out
        .lines()
        .filter(|l| l.contains("(retracted)"))
        .collect();
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
        assert!(!demo.out.contains(canary), "{canary} is in\n{}", demo.out);
    }
    demo.shows_steps(&["TODAY boundary-reply", "NOW police-now"]);
    demo.has_in_order(&[
        "gift",
        "restriction",
        "letter",
        "warning-letter",
        "attendance-work",
        "police-report",
        "police-warning",
        "list-removal",
    ]);
    demo.says("Integrity: intact.");
    demo.says("original-changed");
    let changed = demo.folder().join("changed-bundle.zip");
    let changed = changed.to_str().unwrap();
    demo.program.bare(&["verify", changed]).exits(5);
}

/// Letters and gifts, told, friend requests, care moved, a false report, cleared.
#[test]
fn the_case_of_the_regulator_is_shown() {
    let demo = played("C2", "regulator");
    demo.shows_steps(&[
        "TODAY vulnerability",
        "TODAY boundary-reply",
        "TODAY allegation-response",
    ]);
    demo.has_in_order(&[
        "letter",
        "gift",
        "reply",
        "friend-request",
        "friend-request",
        "transfer",
        "warning-letter",
        "allegation",
        "allegation-received",
        "allegation-closed",
        "cleared",
    ]);
    demo.says("profile regulator.");
    for canary in ["kayak", "Fire drill"] {
        assert!(!demo.out.contains(canary), "{canary} is in\n{}", demo.out);
    }
}

/// Asked out, declined, pestered, lilies, privacy, fizzled out; asked for by its name.
#[test]
fn the_case_of_the_lilies_is_shown() {
    let demo = played("lilies", "lilies");
    demo.shows_steps(&["TODAY boundary-reply", "TODAY no-reply-online"]);
    // She knows only the day of her answer; the timeline puts a day before its hours.
    demo.has_in_order(&[
        "reply",
        "attendance-work",
        "message",
        "gift",
        "gift-refused",
        "privacy-review",
        "warning-letter",
        "fizzled-out",
    ]);
    demo.says("profile solicitor.");
    for canary in ["rectory", "bees"] {
        assert!(!demo.out.contains(canary), "{canary} is in\n{}", demo.out);
    }
}

/// Catalogues from nobody, a name, followed, bail, a charge; in small letters.
#[test]
fn the_case_of_the_catalogues_is_shown() {
    let demo = played("c4", "catalogues");
    demo.shows_steps(&[
        "NOW police-now",
        "TODAY breach-report",
        "TODAY police-report",
    ]);
    demo.has_in_order(&[
        "catalogue",
        "catalogue",
        "reply",
        "following",
        "police-report",
        "attendance-home",
        "bail",
        "catalogue",
        "charge",
    ]);
    demo.says("are fixed by an earlier bundle");
    for canary in ["trombone", "Tolliver", "Ambrose"] {
        assert!(!demo.out.contains(canary), "{canary} is in\n{}", demo.out);
    }
}

/// Over a hundred attendances, home, tyres, threats, prison, parcels, prison.
#[test]
fn the_seven_years_are_shown() {
    let demo = played("C5", "seven-years");
    demo.shows_steps(&[
        "TODAY boundary-reply",
        "OVERDUE warning-letter",
        "NOW police-now",
    ]);
    demo.has_in_order(&[
        "consultation",
        "reply",
        "attendance-work",
        "warning-letter",
        "list-removal",
        "letterbox",
        "following",
        "damage",
        "police-report",
        "sentence",
        "review",
        "release",
        "package",
        "resumed",
        "package",
        "attendance-work",
        "sentence",
    ]);
    demo.says("Next review: 10 Apr 2020.");
    demo.says("are fixed by an earlier bundle");
    for canary in ["Bramble", "Four tyres, fitted"] {
        assert!(!demo.out.contains(canary), "{canary} is in\n{}", demo.out);
    }
}

#[test]
fn a_case_that_there_is_not_names_those_that_there_are() {
    let p = Program::without_vault();
    for asked in ["C9", "", "knee.story"] {
        let wrong = p.bare(&["demo", "--case", asked, "--no-serve", "--dir", "tour"]);
        let mut wrong = wrong.exits(2);
        for choice in [
            "C1  knee",
            "C2  regulator",
            "C3  lilies",
            "C4  catalogues",
            "C5  seven-years",
        ] {
            wrong = wrong.says(choice);
        }
    }
    assert!(!p.home().join("tour").exists());
    let help = p.bare(&["demo", "-h"]).exits(0).out;
    assert!(help.contains("C5  seven-years"), "{help}");
}

/// What lies in the folder already is never mixed with the demonstration.
#[test]
fn a_folder_that_is_not_empty_is_left_alone() {
    let p = Program::without_vault();
    std::fs::create_dir(p.home().join("mine")).unwrap();
    p.write("mine/note.txt", "mine");
    p.bare(&["demo", "--no-serve", "--dir", "mine"])
        .exits(2)
        .says("is not empty");
    assert_eq!(std::fs::read_dir(p.home().join("mine")).unwrap().count(), 1);
}
