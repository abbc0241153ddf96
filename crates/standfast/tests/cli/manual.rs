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
    "insight",
    "clocks",
    "next",
    "step",
    "letter",
    "review",
    "outcome",
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
    let law = p.bare(&["guidance", "show", "law-scotland"]).exits(0).out;
    assert!(law.contains("Non-harassment order"), "{law}");
    let letters = p.bare(&["guidance", "show", "list-wales"]).exits(0).out;
    // Lines are as wide as the terminal.
    let letters = letters.split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "Letters: commissioner-notice",
        "Removal at once: in Wales removal at once needs the reference of the crime",
        "Removal after a warning: it needs a warning that named removal, not more than 12",
    ] {
        assert!(letters.contains(said), "{said} in {letters}");
    }
    let asked = p
        .bare(&["guidance", "show", "list-northern-ireland", "--json"])
        .exits(0)
        .out;
    let asked: Vec<serde_json::Value> = asked
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .filter(|l: &serde_json::Value| l["letter_rule"].is_string())
        .collect();
    assert_eq!(asked.len(), 3, "{asked:?}");
    assert_eq!(asked[0]["months"], 12);
    assert_eq!(asked[2]["words"][0], "health and social care board");
}

/// In development nobody signed the packs, and that is said; a release needs a signature that fits.
#[test]
fn who_signed_the_packs_is_said_and_a_release_needs_it() {
    use standfast_ledger::sums::{Sums, new_private_key, private_key};
    let p = Program::without_vault();
    let said = p.bare(&["guidance", "check"]).exits(0).out;
    assert!(
        said.contains("\nuk-gp: not signed: development\n"),
        "{said}"
    );
    let (line, verifier) = new_private_key("packs.example", &[5; 32]).unwrap();
    let (name, key) = private_key(&line).unwrap();
    let pack = "[pack]\nname = \"own\"\nversion = \"1.0.0\"\ntitle = \"Own\"\ncorrect_on = \"2026-11-24\"\n\
                adds = true\nsettings = [\"dental\"]\n";
    std::fs::create_dir_all(p.home().join("packs/own")).unwrap();
    p.write("packs/own/pack.toml", pack);
    let sums = Sums::of([("own/pack.toml", pack.as_bytes())]).unwrap();
    p.write("packs/SHA256SUMS.note", sums.sign(&name, &key));
    let verifier = verifier.to_string();
    let with = |more: &[&str]| p.bare(&[&["guidance", "check", "packs"], more].concat());
    let unknown = with(&[]).exits(0).out;
    assert!(
        unknown.contains("own: signed by a key that is not known: packs.example"),
        "{unknown}"
    );
    let signed = with(&["--signer", &verifier]).exits(0).out;
    assert!(signed.contains("own: signed by packs.example"), "{signed}");
    p.write("signer.txt", format!("{verifier}\n"));
    with(&["--signer", "signer.txt"]).exits(0);
    with(&["--signer", "no key"])
        .exits(2)
        .says("is no verifier key");
    // A release: the shipped packs have texts nobody read, so the count of faults tells.
    let to_mend = |ran: crate::program::Ran| -> u32 {
        let out = ran.exits(3).out;
        let line = out.lines().find(|l| l.contains(" to mend; ")).unwrap();
        line.split(' ').next().unwrap().parse().unwrap()
    };
    let unsigned = to_mend(with(&["--release"]));
    let held = to_mend(with(&["--release", "--signer", &verifier]));
    assert_eq!(unsigned, held + 1);
    p.write("packs/own/pack.toml", pack.replace("Own", "Owl"));
    let changed = with(&["--signer", &verifier]).exits(3).out;
    assert!(
        changed.contains("own: signature does not match: own/pack.toml changed"),
        "{changed}"
    );
    let json = with(&["--signer", &verifier, "--json"]).exits(3).lines();
    let last = json.last().unwrap();
    assert_eq!(last["signed"], "differs");
    assert_eq!(last["changed"][0], "own/pack.toml");
}

/// Whoever writes a pack is told file, line and rule, and what differs from the one before it.
#[test]
fn a_pack_of_ones_own_is_checked_and_compared() {
    let p = Program::without_vault();
    let fine = p.bare(&["guidance", "check"]).exits(0).out;
    assert!(fine.starts_with("0 to mend; "), "{fine}");
    p.bare(&["guidance", "check", "--release"]).exits(3);
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("uk-hospital");
    std::fs::create_dir_all(own.join("steps")).unwrap();
    let shipped =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../guidance/uk-hospital");
    for file in ["pack.toml", "sources.toml", "steps/trust.toml"] {
        let text = std::fs::read_to_string(shipped.join(file)).unwrap();
        let text = text.replace(
            "signs = [\"aggression\", \"threat\"",
            "signs = [\"agression\", \"threat\"",
        );
        let text = text.replace("by.days = 5", "by.days = 4");
        std::fs::write(own.join(file), text).unwrap();
    }
    let own = own.to_str().unwrap().to_owned();
    let wrong = p.bare(&["guidance", "check", &own]).exits(3).out;
    assert!(
        wrong.contains("uk-hospital/steps/trust.toml:")
            && wrong.contains("exclusion-policy:")
            && wrong.contains("did you mean \"aggression\"?"),
        "{wrong}"
    );
    let json = p.bare(&["guidance", "check", &own, "--json"]).exits(3).out;
    let fault = json.lines().find(|l| l.contains("agression")).unwrap();
    let fault: serde_json::Value = serde_json::from_str(fault).unwrap();
    assert_eq!(fault["within"], "exclusion-policy");
    let diff = p
        .bare(&["guidance", "diff", "uk-hospital", &own])
        .exits(0)
        .out;
    assert!(
        diff.contains("rule exclusion-policy by") && diff.contains("+ days: 4"),
        "{diff}"
    );
    assert_eq!(
        p.bare(&["guidance", "diff", "uk-gp", "uk-gp"]).exits(0).out,
        "No difference.\n"
    );
    p.bare(&["guidance", "diff", "uk-gp", "nowhere"]).exits(2);
    p.bare(&["guidance", "check", "/nowhere/at/all"]).exits(2);
}
