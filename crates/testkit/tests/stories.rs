//! The stories are read, and say nothing that the contract does not know.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use standfast_story::{Detail, Event, Expected, Letter, Story};

/// The closed lists of the contract, and the steps that every pack uses alike.
const CHANNELS: &str = "letter card gift package catalogue text call voicemail email message \
    friend-request post comment consultation attendance-work attendance-home attendance-elsewhere \
    following damage letterbox third-party complaint allegation other";
const SIGNS: &str = "declaration gift personal-question request-to-meet sexual persistent \
    after-being-told new-account at-home at-work-unbooked waiting-for following photographing threat \
    threat-self-harm aggression fear damage breaks-order false-allegation via-family other";
const MEASURES: &str = "reply declined-friend-request gift-accepted gift-refused told-manager \
    told-defence-organisation told-colleagues privacy-review chaperone-agreed chaperone-refused \
    transfer restriction warning-letter list-removal police-report police-warning arrest bail charge \
    order injunction undertaking conviction sentence release breach allegation-received \
    allegation-closed review other";
const OUTCOMES: &str = "fizzled-out professional-footing transferred removed police-warning \
    injunction charge conviction sentence cleared resumed other";
const STEPS: &str = "police-now preserve-evidence boundary-reply no-reply-online \
    decline-friend-request gift-decision tell-manager contact-defence-organisation privacy-review \
    number-and-email chaperone transfer-care restriction emergency-exception home-visit warning-letter \
    consequence list-removal police-report disclosure-decision course-of-conduct civil-route time-limit \
    breach-report release-plan allegation-response vulnerability quiet-review after-outcome \
    seasonal-reminder \
    tell-somebody personal-safety watch-after exclusion-policy hospital-nuisance removal-notice \
    removal-effect restraining-order employer-duty";
const TEMPLATES: &str = "boundary-reply boundary-letter warning transfer removal removal-with-reasons \
    commissioner-notice manager-note defence-organisation-request police-cover chaperone-notice \
    briefing reception-plan safety-checklist statement personal-statement paper-log";
const PROFILES: &str =
    "police solicitor court regulator defence-organisation employer subject-access";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn stories() -> Vec<(String, Story)> {
    let mut all = Vec::new();
    for file in std::fs::read_dir(root().join("tests/stories")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|end| end == "story") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            let story = Story::parse(&text).unwrap_or_else(|error| panic!("{name}, {error}"));
            all.push((name, story));
        }
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

#[test]
fn all_five_cases_of_the_mission_are_told() {
    let told: BTreeSet<String> = stories()
        .into_iter()
        .map(|(_, story)| story.header.story)
        .collect();
    for case in ["C1", "C2", "C3", "C4", "C5"] {
        assert!(
            told.contains(case),
            "no story tells {case}; there are {told:?}"
        );
    }
}

#[test]
fn each_row_from_the_first_contact_to_the_outcome_is_exercised_by_a_story() {
    let seen: BTreeSet<String> = stories()
        .iter()
        .flat_map(|(_, story)| &story.header.exercises)
        .map(|row| row.as_str().to_owned())
        .collect();
    let missing: Vec<String> = (1..=24)
        .map(|n| format!("R{n}"))
        .filter(|row| !seen.contains(row))
        .collect();
    assert!(missing.is_empty(), "no story exercises {missing:?}");
}

/// A step misspelt after `not:` would hold for ever and try nothing.
#[test]
fn every_name_is_one_of_the_closed_lists() {
    for (name, story) in stories() {
        for scene in &story.scenes {
            let here = format!("{name}, line {}", scene.line);
            match &scene.event {
                Event::Contact(contact) => {
                    known(&here, CHANNELS, &contact.channel);
                    signs(&here, &contact.more);
                }
                Event::Detail { more, .. } => signs(&here, more),
                Event::Measure(measure) => known(&here, MEASURES, &measure.kind),
                Event::Step(act) => known(&here, STEPS, &act.step),
                Event::Outcome(kind) => known(&here, OUTCOMES, kind),
                Event::Letter(Letter::Draft { template, .. }) => known(&here, TEMPLATES, template),
                Event::Disclose(given) => known(&here, PROFILES, &given.profile),
                _ => {}
            }
            for expect in &scene.expects {
                let here = format!("{name}, line {}", expect.line);
                let steps: Vec<&String> = match &expect.what {
                    Expected::Next(steps) => steps.iter().map(|seen| &seen.step).collect(),
                    Expected::Not(steps) | Expected::Never(steps) => steps.iter().collect(),
                    Expected::First(step) => vec![step],
                    Expected::Logged(counted) => {
                        for (_, what) in counted
                            .iter()
                            .filter(|(_, what)| !what.starts_with("from "))
                        {
                            known(&here, CHANNELS, what);
                        }
                        continue;
                    }
                    _ => continue,
                };
                for step in steps {
                    known(&here, STEPS, step);
                }
            }
        }
    }
}

#[test]
fn the_page_about_the_language_is_true() {
    let page = std::fs::read_to_string(root().join("tests/stories/README.md")).unwrap();
    let (_, rest) = page.split_once("```text\n").unwrap();
    let (sample, _) = rest.split_once("```").unwrap();
    let story = Story::parse(sample).unwrap_or_else(|error| panic!("the sample, {error}"));
    assert_eq!(story.scenes.len(), 3);
    assert_eq!(story.scenes[2].at.len(), 7);
    for (name, _) in stories() {
        assert!(
            page.contains(&format!("`{name}`")),
            "{name} is not in the table of stories"
        );
    }
}

#[test]
fn every_file_that_a_story_takes_is_among_the_examples() {
    let mut files = 0;
    for (name, story) in stories() {
        for scene in &story.scenes {
            let named: &[String] = match &scene.event {
                Event::Contact(contact) => &contact.more.files,
                Event::Detail { more, .. } => &more.files,
                Event::Measure(measure) => &measure.files,
                Event::Attach { files, .. } => files,
                Event::Import(import) => &import.sources,
                _ => &[],
            };
            for file in named {
                files += 1;
                let path = root().join("examples").join(file);
                assert!(
                    path.is_file(),
                    "{name}, line {}: examples/{file} is missing",
                    scene.line
                );
            }
        }
    }
    assert!(files >= 10, "the stories lost their files: {files}");
}

/// What a story says is logged must be what its lines come to, or no program could ever satisfy it.
/// E-mail, messages, texts, calls and friend requests also come out of imports, whose channels only a reader
/// of them knows.
#[test]
fn what_is_logged_is_what_the_lines_come_to() {
    const OF_IMPORTS: [&str; 5] = ["email", "message", "text", "call", "friend-request"];
    let mut compared = 0;
    for (name, story) in stories() {
        let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
        for scene in &story.scenes {
            if let Event::Contact(contact) = &scene.event {
                let times = scene.at.len() as u64;
                *sums.entry(&contact.channel).or_default() += times;
                let from = contact.from.as_deref().unwrap_or("subject");
                let side = if from == "subject" {
                    "from subject"
                } else {
                    "from clinician"
                };
                *sums.entry(side).or_default() += times;
            }
            for expect in &scene.expects {
                match &expect.what {
                    Expected::Counts(counts) => {
                        *sums.entry("from subject").or_default() +=
                            counts.from_subject.unwrap_or(0);
                        *sums.entry("from clinician").or_default() +=
                            counts.from_clinician.unwrap_or(0);
                    }
                    Expected::Logged(counted) => {
                        for (n, what) in counted {
                            if !OF_IMPORTS.contains(&what.as_str()) {
                                compared += 1;
                                let sum = sums.get(what.as_str()).copied().unwrap_or(0);
                                assert_eq!(*n, sum, "{name}, line {}: {what}", expect.line);
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        if story.header.story == "C5" {
            assert!(
                sums["attendance-work"] > 100,
                "C5 is there for its volume (R4): {sums:?}"
            );
        }
    }
    assert!(compared > 20, "the stories lost their sums: {compared}");
}

fn signs(here: &str, more: &Detail) {
    for sign in &more.signs {
        known(here, SIGNS, sign);
    }
}

fn known(here: &str, list: &str, name: &str) {
    assert!(
        list.split_whitespace().any(|known| known == name),
        "{here}: \"{name}\" is in no list"
    );
}
