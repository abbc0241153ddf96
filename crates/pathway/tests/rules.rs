//! Every rule of the packs that ship, and every wording of each, is said in some case. What nothing
//! brings about is dead, and nobody has seen whether it is right.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod made;

use std::collections::BTreeSet;

use made::{act, advice_of, contact, measure, measure_naming, opening};
use standfast_model::lists::{AgeBand, StepAct};
use standfast_model::{Body, kinds};
use standfast_pathway::{Advice, Packs};

/// Cases enough to bring about everything, each with the day on which it is looked at.
fn cases() -> Vec<(Vec<Body>, i64)> {
    let love = |day| contact(day, "letter", &["declaration"]);
    let again = |day| contact(day, "letter", &["after-being-told"]);
    let told = || measure(2, "reply");
    let warned = |day| measure(day, "warning-letter");
    vec![
        // The first answers.
        (vec![love(1)], 1),
        (vec![love(1), contact(2, "letter", &["fear"])], 2),
        (vec![love(1), contact(2, "letter", &["threat"])], 2),
        (
            vec![love(1), contact(2, "letter", &["threat-self-harm"])],
            2,
        ),
        (vec![contact(1, "message", &["declaration"])], 1),
        (vec![contact(1, "message", &[])], 1),
        (vec![love(1), told(), contact(3, "message", &[])], 3),
        (
            vec![
                contact(1, "message", &["declaration"]),
                contact(2, "allegation", &["false-allegation"]),
            ],
            2,
        ),
        (vec![contact(1, "friend-request", &[])], 1),
        // Gifts.
        (vec![contact(1, "gift", &["gift"])], 1),
        (vec![contact(1, "gift", &["gift", "declaration"])], 1),
        (vec![contact(1, "catalogue", &["sexual"])], 1),
        (vec![contact(1, "package", &["fear"])], 1),
        // What must be kept.
        (vec![contact(1, "voicemail", &[])], 1),
        (vec![contact(1, "damage", &["damage"])], 1),
        (vec![contact(1, "email", &[])], 1),
        // Number and accounts.
        (vec![contact(1, "text", &[])], 1),
        (vec![contact(1, "letter", &["new-account"])], 1),
        (
            vec![
                contact(1, "message", &["declaration"]),
                measure(2, "privacy-review"),
            ],
            100,
        ),
        // The police.
        (vec![contact(1, "attendance-home", &["fear", "at-home"])], 1),
        (vec![contact(1, "attendance-work", &["breaks-order"])], 1),
        (vec![contact(1, "following", &[])], 1),
        (vec![love(1), told(), again(3), again(4)], 4),
        (vec![love(1), warned(2), again(3)], 3),
        (
            vec![
                love(1),
                warned(2),
                contact(3, "attendance-work", &["aggression"]),
            ],
            3,
        ),
        // Care.
        (vec![contact(1, "consultation", &["declaration"])], 1),
        (vec![contact(1, "attendance-work", &["aggression"])], 1),
        (vec![measure(1, "transfer")], 1),
        // The letter, and what follows from it.
        (vec![love(1), told(), again(3)], 3),
        (
            vec![
                love(1),
                told(),
                contact(3, "letter", &["after-being-told", "at-home"]),
            ],
            3,
        ),
        (
            vec![love(1), told(), again(3), contact(4, "complaint", &[])],
            4,
        ),
        (
            vec![
                love(1),
                measure_naming(2, "warning-letter", false),
                again(3),
            ],
            3,
        ),
        (
            vec![love(1), warned(2), again(3), contact(4, "complaint", &[])],
            4,
        ),
        (vec![love(1), warned(2), again(400)], 400),
        (
            vec![
                contact(1, "attendance-work", &["aggression"]),
                measure(2, "police-report"),
            ],
            2,
        ),
    ]
}

fn openings(setting: &str) -> Vec<kinds::Case> {
    let plain = |relation: &str| opening(setting, "england", relation);
    vec![
        plain("patient"),
        plain("former-patient"),
        plain("unknown"),
        kinds::Case {
            vulnerable: Some("so".to_owned()),
            ..plain("patient")
        },
        kinds::Case {
            age_band: Some(AgeBand::SixteenSeventeen),
            ..plain("patient")
        },
    ]
}

/// What was said anywhere: rule and words.
fn said(setting: &str) -> BTreeSet<(String, String)> {
    let mut all: Vec<Advice> = Vec::new();
    for opening in openings(setting) {
        for (bodies, day) in cases() {
            all.push(advice_of(opening.clone(), &bodies, day));
        }
    }
    all.into_iter()
        .flat_map(|a| a.steps)
        .filter(|s| s.state.is_open())
        .map(|s| (s.rule, s.text))
        .collect()
}

fn everything_is_said(pack: &str, setting: &str) {
    let said = said(setting);
    let shown = Packs::shipped().unwrap().show(pack).unwrap();
    for rule in &shown.rules {
        for (_, _, text) in &rule.says {
            let begin = text.split('{').next().unwrap();
            let found = said
                .iter()
                .any(|(id, words)| *id == rule.id && words.starts_with(begin));
            assert!(found, "{pack}: nothing brings {} to say: {text}", rule.id);
        }
    }
}

#[test]
fn all_that_general_practice_in_england_can_say_is_said() {
    everything_is_said("uk-gp", "gp");
}

#[test]
fn all_that_other_places_can_say_is_said() {
    everything_is_said("uk-neutral", "hospital");
}

/// A step that no fact makes due can still be opened by a person, and shows as done when it is.
#[test]
fn every_step_can_be_opened_done_declined_and_opened_again_by_a_person() {
    for step in Packs::shipped().unwrap().steps() {
        let seen = |acts: &[StepAct]| {
            let bodies: Vec<Body> = acts.iter().map(|a| act(&step, *a)).collect();
            let advice = made::advice(&bodies, 1);
            let found =
                made::step(&advice, &step).unwrap_or_else(|| panic!("{step} does not show"));
            (
                found.state.as_str(),
                found.why.clone(),
                found.because.clone(),
            )
        };
        let (state, why, because) = seen(&[StepAct::Open]);
        assert_eq!(
            (state, why.as_str(), because),
            ("open", "P0: so I decided", vec![0]),
            "{step}"
        );
        let (state, why, _) = seen(&[StepAct::Open, StepAct::Done]);
        assert_eq!(
            (state, why.as_str()),
            ("done", "P1: so I decided"),
            "{step}"
        );
        assert_eq!(seen(&[StepAct::Declined]).0, "declined", "{step}");
        assert_eq!(
            seen(&[StepAct::Done, StepAct::Reopened]).0,
            "open",
            "{step}"
        );
    }
}
