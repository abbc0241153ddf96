//! Every way in which a bundle can be broken: found, named with its item, with its exit code.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod made;

use std::collections::BTreeSet;

use made::broken::all;
use made::problems;
use standfast_disclosure::{Anchor, Code, Problem, Verdict};

#[test]
fn every_broken_bundle_gets_its_verdict() {
    let mut wrong = Vec::new();
    let bundles = all();
    assert!(bundles.len() >= 120, "{} bundles", bundles.len());
    for broken in &bundles {
        let found = broken.verdict();
        let (exit, problems) = match &found {
            Ok(verdict) => (verdict.exit(), problems(verdict)),
            Err(error) => {
                assert!(!error.is_outside(), "{}: {error}", broken.name);
                (3, Vec::new())
            }
        };
        let mut expected = broken.problems.clone();
        expected.sort();
        if exit != broken.exit || problems != expected {
            wrong.push(format!(
                "{}: exit {exit} {problems:?}\n    expected {} {expected:?}",
                broken.name, broken.exit
            ));
        }
        let Ok(verdict) = found else { continue };
        let fixed: Vec<String> = verdict
            .anchor
            .fixed
            .iter()
            .map(|f| format!("{} {}", f.to, f.by))
            .collect();
        if verdict.repacked != broken.repacked
            || fixed != broken.fixed
            || verdict.anchor.confirmed != broken.confirmed
        {
            wrong.push(format!(
                "{}: repacked {} fixed {fixed:?} confirmed {}",
                broken.name, verdict.repacked, verdict.anchor.confirmed
            ));
        }
        assert_eq!(
            verdict.entries,
            verdict.completeness.shown
                + verdict.completeness.in_part
                + verdict.completeness.withheld,
            "{}",
            broken.name
        );
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_code_of_the_contract_that_a_bundle_can_earn_is_earned() {
    let earned: BTreeSet<Code> = all()
        .iter()
        .flat_map(|b| {
            b.problems
                .iter()
                .map(|p| p.split(' ').next().unwrap().to_owned())
                .collect::<Vec<_>>()
        })
        .map(|word| Code::parse(&word).unwrap())
        .collect();
    let of_vaults = [Code::RowChanged, Code::PageCorrupt, Code::SecondCopy];
    for code in Code::ALL {
        assert_ne!(earned.contains(&code), of_vaults.contains(&code), "{code}");
    }
}

#[test]
fn a_verdict_of_a_vault_can_be_said_in_the_same_words() {
    for (code, exit) in [
        (Code::RowChanged, 5),
        (Code::PageCorrupt, 5),
        (Code::SecondCopy, 6),
    ] {
        let verdict = Verdict {
            anchor: Anchor {
                problems: vec![Problem::new(code, "vault", "the other copy is at commit 7")],
                ..Anchor::default()
            },
            ..Verdict::default()
        };
        assert_eq!(verdict.exit(), exit);
        let json = serde_json::to_value(&verdict).unwrap();
        assert_eq!(json["anchor"]["problems"][0]["code"], code.as_str());
        assert!(
            verdict
                .lines()
                .iter()
                .any(|line| line.contains(code.as_str()))
        );
    }
}
