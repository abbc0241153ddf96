//! A pack with a mistake is refused, and the mistake is named with its file, its line, and what would
//! be right.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use standfast_pathway::{PackFile, Packs, Weight};

const PACK: &str = r#"[pack]
name = "own"
version = "1.0.0"
title = "A pack of one's own"
correct_on = "2026-11-23"

[[source]]
id = "house"
title = "House rules"
publisher = "The practice"
date = "2026-01"
read = "2026-11-23"
"#;

const RULE: &str = r#"
[[rule]]
id = "own-step"
about.contacts = [{ signs = ["fear"] }]
when = "unwanted > 0"
ends.measures = ["told-manager"]
sources = ["house"]

[[rule.says]]
who = "clinician"
urgency = "today"
text = "Do it."
why = "{marked}."
"#;

/// The faults of the pack with `right` written as `wrong`, in the file that is wrong: line, and what
/// is said. A pack with any of them is refused, with a file and a line.
fn faults(right: &str, wrong: &str) -> Vec<(usize, String)> {
    let in_rule = RULE.contains(right);
    assert!(
        in_rule || PACK.contains(right),
        "{right} is not in the pack"
    );
    let files = vec![
        PackFile::new(
            "own/pack.toml",
            if in_rule {
                PACK.to_owned()
            } else {
                PACK.replacen(right, wrong, 1)
            },
        ),
        PackFile::new("own/steps/own.toml", RULE.replacen(right, wrong, 1)),
    ];
    let Err(error) = Packs::with(files.clone()) else {
        panic!("{wrong} was taken")
    };
    assert!(
        error
            .to_string()
            .contains(&format!("{}:{}: ", error.file, error.line)),
        "{error}"
    );
    let wanted = if in_rule {
        "own/steps/own.toml"
    } else {
        "own/pack.toml"
    };
    Packs::check(files, false)
        .into_iter()
        .filter(|p| p.file == wanted && p.weight == Weight::Fault)
        .map(|p| (p.line, p.what))
        .collect()
}

#[test]
fn the_pack_of_this_test_is_right() {
    let files = vec![
        PackFile::new("own/pack.toml", PACK),
        PackFile::new("own/steps/own.toml", RULE),
    ];
    assert_eq!(Packs::check(files.clone(), true), vec![]);
    let packs = Packs::with(files).unwrap();
    assert!(packs.steps().iter().any(|s| s == "own-step"));
    assert!(packs.show("own@1.0.0").is_some() && packs.show("nobody").is_none());
}

#[test]
fn each_mistake_is_named_where_it_stands() {
    for (right, wrong, line, what) in [
        (
            "unwanted > 0",
            "unwantd > 0",
            5,
            "no fact \"unwantd\"; did you mean \"unwanted\"?",
        ),
        ("unwanted > 0", "unwanted >", 5, "the condition is no CEL"),
        (
            "unwanted > 0",
            "unwanted + 1",
            5,
            "the condition gives a number, not yes or no",
        ),
        (
            "unwanted > 0",
            "unwanted && told",
            5,
            "\"unwanted\" is a number, and \"&&\" wants yes or no",
        ),
        (
            "unwanted > 0",
            "told ? true : contacts",
            5,
            "\"contacts\" is a number, and \"?_:\" wants yes or no",
        ),
        (
            "unwanted > 0",
            "relation == 3",
            5,
            "this is a number, and \"==\" wants a word",
        ),
        (
            "unwanted > 0",
            "'fear' in relation",
            5,
            "\"relation\" is a word, and \"in\" wants a list of words",
        ),
        (
            "unwanted > 0",
            "contacts / unwanted > 1",
            5,
            "a condition cannot use \"/\"",
        ),
        (
            "unwanted > 0",
            "siz(signs) > 1",
            5,
            "no function \"siz\"; did you mean \"size\"?",
        ),
        (
            "unwanted > 0",
            "'feer' in signs",
            5,
            "no word of the closed lists \"feer\"; did you mean \"fear\"?",
        ),
        (
            "unwanted > 0",
            "signs.exists(s, s == 'fear')",
            5,
            "a condition has no loops",
        ),
        (
            "[\"fear\"]",
            "[\"feer\"]",
            4,
            "no sign \"feer\"; did you mean \"fear\"?",
        ),
        (
            "told-manager",
            "tell-manager",
            6,
            "no measure \"tell-manager\"; did you mean \"told-manager\"?",
        ),
        (
            "[\"house\"]",
            "[\"horse\"]",
            7,
            "no source \"horse\"; did you mean \"house\"?",
        ),
        ("[\"house\"]", "[]", 3, "the rule has no source"),
        (
            "about.contacts = [{ signs = [\"fear\"] }]",
            "about.contacts = []",
            3,
            "nothing makes this rule due",
        ),
        ("{marked}", "{market}", 13, "nothing is called {market}"),
        (
            "urgency = \"today\"",
            "urgency = \"soon\"",
            11,
            "unknown variant",
        ),
        (
            "text = \"Do it.\"",
            "words = \"Do it.\"",
            12,
            "unknown field",
        ),
        ("[[rule]]", "[[rule]", 2, ""),
        (
            "name = \"own\"",
            "name = \"mine\"",
            1,
            "a pack is called like its folder",
        ),
        ("date = \"2026-01\"", "date = \"January\"", 7, "is no date"),
    ] {
        let found = faults(right, wrong);
        assert!(
            found
                .iter()
                .any(|(at, said)| *at == line && said.contains(what)),
            "{wrong}: {found:?}"
        );
    }
}

/// A rule that names a step that is not there, or a circle of steps that replace each other.
#[test]
fn steps_that_replace_each_other_in_a_circle_are_refused() {
    let second = RULE
        .replace("own-step", "second")
        .replace("sources", "superseded_by = [\"own-step\"]\nsources");
    let first = RULE.replace("sources", "superseded_by = [\"second\"]\nsources");
    let of = |steps: String| {
        Packs::check(
            vec![
                PackFile::new("own/pack.toml", PACK),
                PackFile::new("own/steps/own.toml", steps),
            ],
            false,
        )
    };
    assert_eq!(of(format!("{RULE}{second}")), vec![]);
    let circle = of(format!("{first}{second}"));
    assert!(
        circle
            .iter()
            .any(|p| p.what.contains("supersede each other")),
        "{circle:?}"
    );
    let nobody = of(RULE.replace("sources", "superseded_by = [\"nobody\"]\nsources"));
    assert!(
        nobody.iter().any(|p| p.what.contains("no step \"nobody\"")),
        "{nobody:?}"
    );
}

/// A source that nobody read is counted, and stops a release until somebody did.
#[test]
fn what_nobody_read_is_counted_and_stops_a_release() {
    let files = || {
        let unread = PACK.replace("read = \"2026-11-23\"\n", "");
        vec![
            PackFile::new("own/pack.toml", unread),
            PackFile::new("own/steps/own.toml", RULE),
        ]
    };
    let weight = |release| {
        Packs::check(files(), release)
            .iter()
            .map(|p| (p.weight, p.line))
            .collect::<Vec<_>>()
    };
    assert_eq!(weight(false), vec![(Weight::Unchecked, 7)]);
    assert_eq!(weight(true), vec![(Weight::Fault, 7)]);
    assert!(Packs::with(files()).is_ok());
}

/// A problem names the rule it stands in; dates that leave days without a source, and a step that hides
/// itself, are found.
#[test]
fn gaps_and_contradictions_are_named_with_their_rule() {
    let sources = |second: &str| {
        format!(
            "{}\n[[source]]\nid = \"old-act\"\nkind = \"law\"\ntitle = \"Old\"\npublisher = \"P\"\nuntil = \"2020-01-01\"\n\
             note = \"n\"\n[[source]]\nid = \"new-act\"\nkind = \"law\"\ntitle = \"New\"\npublisher = \"P\"\nfrom = \"{second}\"\nnote = \"n\"\n",
            PACK.replace("[[source]]\nid = \"house\"\ntitle = \"House rules\"\npublisher = \"The practice\"\ndate = \"2026-01\"\nread = \"2026-11-23\"\n", "")
        )
    };
    let check = |second: &str, rule: &str| {
        let files = vec![
            PackFile::new("own/pack.toml", sources(second)),
            PackFile::new("own/steps/own.toml", rule.to_owned()),
        ];
        Packs::check(files, false)
            .into_iter()
            .filter(|p| p.weight == Weight::Fault)
            .map(|p| (p.within.unwrap_or_default(), p.what))
            .collect::<Vec<_>>()
    };
    let cites = RULE.replace("[\"house\"]", "[\"old-act\", \"new-act\"]");
    assert_eq!(check("2020-01-02", &cites), []);
    assert_eq!(
        check("2020-01-04", &cites),
        [(
            "own-step".to_owned(),
            "from 2020-01-02 to 2020-01-03 no source of the rule stands".to_owned()
        )]
    );
    let hides = cites.replace(
        "ends.measures",
        "hidden_while = [\"own-step\"]\nends.measures",
    );
    let found = check("2020-01-02", &hides);
    assert!(
        found.len() == 1 && found[0].0 == "own-step" && found[0].1.contains("against itself"),
        "{found:?}"
    );
}

/// What differs between two versions is told part by part.
#[test]
fn two_versions_are_compared_part_by_part() {
    let old = [
        PackFile::new("own/pack.toml", PACK),
        PackFile::new("own/a.toml", RULE),
    ];
    let rule = RULE.replace("Do it.", "Do it today.") + &RULE.replace("own-step", "other-step");
    let new = [
        PackFile::new("own/pack.toml", PACK.replace("1.0.0", "1.1.0")),
        PackFile::new("own/b.toml", rule),
    ];
    assert_eq!(standfast_pathway::difference(&old, &old), []);
    let told: Vec<String> = standfast_pathway::difference(&old, &new)
        .into_iter()
        .map(|d| format!("{} {} {}: {} -> {}", d.what, d.id, d.part, d.was, d.is))
        .collect();
    assert_eq!(
        told,
        [
            "rule other-step :  -> Do it.",
            "rule own-step says 1: text: Do it.; urgency: today; who: clinician; why: {marked}. -> \
             text: Do it today.; urgency: today; who: clinician; why: {marked}.",
            "pack  version: 1.0.0 -> 1.1.0",
        ]
    );
}

/// A pack that adds may cite a source of a pack that it is used with, by pack and name; what it may not is named.
#[test]
fn a_source_of_another_pack_is_cited_by_its_pack() {
    let base = PACK.replace(
        "correct_on",
        "settings = [\"dental\"]\njurisdictions = [\"england\", \"scotland\"]\ncorrect_on",
    );
    let head = |name: &str, more: &str| {
        format!(
            "[pack]\nname = \"{name}\"\nversion = \"1.0.0\"\ntitle = \"Added\"\ncorrect_on = \"2026-11-23\"\n{more}\n"
        )
    };
    let adding = "adds = true\nsettings = [\"dental\"]\njurisdictions = [\"scotland\"]";
    let found = |base: &str, more: &str, cites: &str| {
        let rule = RULE
            .replace("own-step", "added-step")
            .replace("[\"house\"]", &format!("[\"{cites}\"]"));
        let files = vec![
            PackFile::new("own/pack.toml", base.to_owned()),
            PackFile::new("own/steps/own.toml", RULE),
            PackFile::new("added/pack.toml", head("added", more)),
            PackFile::new("added/steps.toml", rule),
        ];
        let told: Vec<(String, usize, String)> = Packs::check(files.clone(), false)
            .into_iter()
            .map(|p| (p.file, p.line, p.what))
            .collect();
        (told, Packs::with(files))
    };
    let (told, packs) = found(&base, adding, "own/house");
    assert_eq!(told, vec![]);
    let packs = packs.unwrap();
    let shown = packs.show("added").unwrap();
    assert_eq!(shown.rules[0].sources, ["house"]);
    assert_eq!(shown.sources[0].title, "House rules");
    assert_eq!(
        (shown.line.sources, packs.show("own").unwrap().line.sources),
        (0, 1)
    );

    let one = |base: &str, more: &str, cites: &str, what: &str| {
        let (told, packs) = found(base, more, cites);
        let at = |(file, line, said): &(String, usize, String)| {
            file == "added/steps.toml" && *line == 7 && said.contains(what)
        };
        assert!(told.iter().any(at), "{what}: {told:?}");
        assert!(packs.is_err(), "{what}");
    };
    one(
        &base,
        adding,
        "owm/house",
        "no pack \"owm\"; did you mean \"own\"?",
    );
    one(
        &base,
        adding,
        "own/hous",
        "no source \"hous\"; did you mean \"house\"?",
    );
    one(
        &base,
        "settings = [\"dental\"]",
        "own/house",
        "only a pack that adds cites",
    );
    let gp = adding.replace("dental", "gp");
    one(&base, &gp, "own/house", "is never used with this one");
    let wales = adding.replace("scotland", "wales");
    one(&base, &wales, "own/house", "is never used with this one");
    let elsewhere = base.replace("date = ", "jurisdictions = [\"england\"]\ndate = ");
    one(
        &elsewhere,
        adding,
        "own/house",
        "does not hold where this pack stands",
    );
    let own = format!(
        "{adding}\n[[source]]\nid = \"house\"\ntitle = \"T\"\npublisher = \"P\"\nread = \"2026-11-23\""
    );
    one(
        &base,
        &own,
        "own/house",
        "has a source \"house\" of its own",
    );
    // What is cited by another pack alone is cited.
    let more = base.clone()
        + "\n[[source]]\nid = \"lent\"\ntitle = \"T\"\npublisher = \"P\"\nread = \"2026-11-23\"\n";
    let (told, _) = found(&more, adding, "own/lent");
    assert_eq!(told, vec![]);
    let (told, _) = found(&more, adding, "own/house");
    assert!(
        told.iter()
            .any(|t| t.2 == "no rule cites the source \"lent\""),
        "{told:?}"
    );
}

/// A rule that takes over says only what differs; one that has nothing to take over is named.
#[test]
fn a_rule_that_takes_over_says_only_what_differs() {
    let base = RULE.replace(
        "[[rule.says]]",
        "[[rule.says]]\nwhen = \"told\"\nwho = \"clinician\"\nurgency = \"days\"\ntext = \"Wait.\"\n\n[[rule.says]]",
    );
    let built = "[pack]\nname = \"built\"\nversion = \"1.0.0\"\ntitle = \"Built\"\ncorrect_on = \"2026-11-23\"\n\
                 settings = [\"dental\"]\nbuilds_on = \"own\"\n";
    let packs = |rule: &str| {
        Packs::with(vec![
            PackFile::new("own/pack.toml", PACK),
            PackFile::new("own/steps.toml", base.clone()),
            PackFile::new("built/pack.toml", built),
            PackFile::new("built/steps.toml", rule.to_owned()),
        ])
    };
    let says = |when: &str, text: &str| {
        format!(
            "\n[[rule.says]]\n{when}who = \"clinician\"\nurgency = \"now\"\ntext = \"{text}\"\n"
        )
    };
    let rule = "[[rule]]\nid = \"own-step\"\ntakes_over = true\n".to_owned()
        + &says("when = \"told\"\n", "Wait a day.")
        + &says("when = \"under_18\"\n", "Ask first.");
    let shown = packs(&rule).unwrap().show("built").unwrap();
    assert_eq!(shown.rules.len(), 1);
    let texts: Vec<&str> = shown.rules[0].says.iter().map(|s| s.2.as_str()).collect();
    assert_eq!(texts, ["Wait a day.", "Ask first.", "Do it."]);
    assert_eq!(shown.rules[0].sources, ["house"]);
    let error = packs(&rule.replace("own-step", "no-step")).unwrap_err();
    assert_eq!((error.file.as_str(), error.line), ("built/steps.toml", 2));
    // Without it, nothing is taken over: a rule that leaves out what it needs is refused.
    assert!(packs(&rule.replace("takes_over = true\n", "")).is_err());
}
