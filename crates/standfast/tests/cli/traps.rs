//! What well-meant software gets wrong (rows P and T of the guidance and the law), tried as a person would meet it.

use serde_json::Value;

use crate::program::{Program, Ran, example};

/// A case with a clinical field and an original.
fn seen_about_a_knee() -> Program {
    let p = Program::with_case();
    p.run(&[
        "contact",
        "add",
        "knee",
        "--channel",
        "letter",
        "--when",
        "16 Feb 2026",
        "--sign",
        "declaration",
        "--words",
        "I love you.",
        "--clinical",
        "Seen about a knee.",
        "--attach",
        &example("knee/letter.jpg"),
    ])
    .exits(0);
    p
}

fn disclose(p: &Program, out: &str, decide: Option<&str>) -> Ran {
    match decide {
        Some(decide) => {
            p.write("decide.toml", decide);
            p.disclose(out, &["--decide", "decide.toml"])
        }
        None => p.disclose(out, &[]),
    }
}

fn decision(basis: &str, why: &str) -> String {
    format!(
        "[knee]\nitems = [\"#1 clinical\"]\ngoes = true\nbasis = \"{basis}\"\nby = \"W. A. Quillmarsh\"\n\
         when = \"1 Mar 2026\"\nwhy = \"{why}\"\n"
    )
}

/// How many clinical fields a bundle withholds, as anybody can verify.
fn clinical_withheld(p: &Program, bundle: &str) -> u64 {
    let verdict = p.bare(&["verify", bundle, "--json"]).json();
    assert_eq!(verdict["integrity"]["ok"], true, "{verdict}");
    verdict["completeness"]["classes"]["clinical"]
        .as_u64()
        .unwrap_or(0)
}

/// P30: the police are not told all because it is a crime. Without consent and without a decision clinical fields
/// stay, and are counted; with a decision of a named person they go.
#[test]
fn p30_without_consent_or_a_decision_clinical_fields_stay() {
    let p = seen_about_a_knee();
    disclose(&p, "without.zip", None).exits(0);
    assert_eq!(clinical_withheld(&p, "without.zip"), 1);
    let dry = p.disclose("dry.zip", &["--dry-run"]).exits(0).json();
    let asks = |field: &str| {
        let held = dry["needs_decision"].as_array().unwrap();
        held.iter().any(|h| h["field"] == field)
    };
    assert!(asks("clinical"), "{dry}");
    // P31: the name, and that somebody is a patient, are decided too.
    assert!(asks("subject") && asks("relation"), "{dry}");
    let decided = decision("public-interest", "Serious harm is feared.");
    disclose(&p, "with.zip", Some(&decided)).exits(0);
    assert_eq!(clinical_withheld(&p, "with.zip"), 0);
    // A decision that names nobody, or no reason, or no basis, decides nothing.
    for broken in [
        decided.replace("W. A. Quillmarsh", " "),
        decided.replace("Serious harm is feared.", ""),
        decided.replace("basis = \"public-interest\"\n", ""),
    ] {
        disclose(&p, "broken.zip", Some(&broken)).exits(2);
        assert!(!p.home().join("broken.zip").exists());
    }
}

/// T36: "crime" as a recognised legitimate interest is a ground to keep and use data, since 5 February 2026, never for
/// health data alone and never for a public task. It lets nothing clinical out, on whatever day.
#[test]
fn t36_a_ground_of_data_law_alone_lets_nothing_clinical_go() {
    let p = seen_about_a_knee();
    for basis in [
        "6(1)(ea)",
        "article 6(1)(ea)",
        "recognised legitimate interest",
        "legitimate-interest",
        "crime",
        "public-task",
    ] {
        disclose(&p, "ground.zip", Some(&decision(basis, "A crime.")))
            .exits(2)
            .says("is no basis for telling");
        assert!(!p.home().join("ground.zip").exists(), "{basis}");
    }
    // Near: the same decision on a basis that counts.
    let consent = decision("consent", "He agreed in writing.");
    disclose(&p, "consent.zip", Some(&consent)).exits(0);
    assert_eq!(clinical_withheld(&p, "consent.zip"), 0);
}

/// T35: advice of a defence organisation is the clinician's own note; whether it is privileged is for a lawyer.
#[test]
fn t35_advice_is_never_marked_privileged_and_a_lawyer_is_named() {
    let p = Program::with_case();
    let note = |kind: &[&str]| {
        let mut words = vec!["note", "add", "knee"];
        words.extend(kind);
        words.extend(["--words", "Write once, then nothing more."]);
        p.run(&words).exits(0)
    };
    let said = note(&["--kind", "advice", "--by", "M. Sedge"]);
    let lawyer = "not secret by itself. Ask a lawyer";
    assert!(said.err.contains(lawyer), "{}", said.err);
    // Near: a note of one's own is no advice.
    assert!(!note(&[]).err.contains("lawyer"));
    for words in [
        &["next", "knee"][..],
        &["next", "knee", "--json"],
        &["note", "list", "knee"],
        &["note", "list", "knee", "--json"],
    ] {
        let out = p.run(words).exits(0).out;
        assert!(out.contains("Write once"), "{words:?}: {out}");
        let said = out.to_lowercase();
        assert!(!said.contains("privileg"), "{words:?}: {out}");
    }
}

fn references(p: &Program) -> Vec<String> {
    p.run(&["exhibit", "list", "knee", "--json"])
        .exits(0)
        .lines()
        .iter()
        .map(|line: &Value| line["ref"].as_str().unwrap().to_owned())
        .collect()
}

/// T26: the reference has the initials of whoever produces it, never the subject's, and is never used again: not
/// after the contact was retracted, not after the initials changed.
#[test]
fn t26_references_are_the_producers_and_never_used_again() {
    let p = seen_about_a_knee();
    let attach = |n: &str, text: &str| {
        let file = format!("{text}.txt");
        p.write(&file, text);
        p.run(&["attach", "knee", n, &file]).exits(0);
    };
    assert_eq!(references(&p), ["WAQ/1"]);
    attach("1", "one");
    p.run(&["contact", "retract", "knee", "1", "--because", "Not him."])
        .exits(0);
    let hello = p
        .run(&[
            "contact",
            "add",
            "knee",
            "--channel",
            "message",
            "--words",
            "Hello.",
            "--json",
        ])
        .exits(0)
        .json();
    let hello = hello["n"].to_string();
    attach(&hello, "two");
    assert_eq!(references(&p), ["WAQ/1", "WAQ/2", "WAQ/3"]);
    // Other initials of the one who produces: what was given stays, and the count goes on.
    p.run(&["case", "set", "knee", "--initials", "WQB"])
        .exits(0);
    attach(&hello, "three");
    assert_eq!(references(&p), ["WAQ/1", "WAQ/2", "WAQ/3", "WQB/4"]);
    // The subject's initials name nothing, whoever is the subject.
    p.run(&["case", "set", "knee", "--subject", "Zacharias Zennor"])
        .exits(0);
    attach(&hello, "four");
    assert_eq!(references(&p).last().unwrap(), "WQB/5");
}
