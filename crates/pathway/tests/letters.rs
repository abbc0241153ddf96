//! What packs ask of letters, as people write it: a mistake is named with its file and line, a change is told, and what
//! is asked on a day comes from the packs of the place that stood then.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use jiff::civil::date;
use standfast_pathway::{LetterNeed, PackFile, Packs, difference};

const PACK: &str = r#"[pack]
name = "own"
version = "1.0.0"
title = "A pack of one's own"
correct_on = "2026-11-23"
jurisdictions = ["scotland"]
settings = ["dental"]
adds = true

[[source]]
id = "house"
kind = "law"
title = "House rules"
publisher = "The practice"
from = "2020-01-01"
read = "2026-11-23"
"#;

const ASK: &str = r#"
[[letter]]
id = "warned"
letters = ["transfer"]
needs = "warning"
months = 6
says = "it needs a warning, not more than {months} months old"
sources = ["house"]
"#;

fn files(ask: &str) -> Vec<PackFile> {
    vec![
        PackFile::new("own/pack.toml", PACK),
        PackFile::new("own/letters.toml", ask.to_owned()),
    ]
}

#[test]
fn what_is_asked_comes_from_the_packs_of_the_place_and_day() {
    assert_eq!(Packs::check(files(ASK), true), vec![]);
    let packs = Packs::with(files(ASK)).unwrap();
    let asked = |place, setting, letter, day| packs.letter(place, setting, letter, day).len();
    let day = date(2026, 3, 11);
    assert_eq!(asked("scotland", "dental", "transfer", day), 1);
    assert_eq!(asked("scotland", "dental", "warning", day), 0);
    assert_eq!(asked("scotland", "gp", "transfer", day), 0);
    assert_eq!(asked("england", "dental", "transfer", day), 0);
    assert_eq!(
        asked("scotland", "dental", "transfer", date(2019, 12, 31)),
        0
    );
    assert_eq!(packs.warning_months("scotland", "dental", day), Some(6));
    assert_eq!(packs.warning_months("scotland", "hospital", day), None);
    assert_eq!(packs.warning_months("england", "gp", day), Some(12));
    assert_eq!(
        packs.warning_months("england", "gp", date(2015, 12, 6)),
        None
    );
    let ask = &packs.letter("scotland", "dental", "transfer", day)[0];
    assert_eq!(ask.says, "it needs a warning, not more than 6 months old");
    assert_eq!(ask.pack, "own@1.0.0");
    assert_eq!(ask.sources[0].title, "House rules");
}

#[test]
fn each_mistake_is_named_where_it_stands() {
    for (right, wrong, line, what) in [
        (
            "[\"transfer\"]",
            "[\"transfr\"]",
            4,
            "no letter \"transfr\"; did you mean \"transfer\"?",
        ),
        (
            "letters = [\"transfer\"]",
            "letters = []",
            3,
            "it names no letter",
        ),
        ("months", "month", 6, "unknown field `month`"),
        (
            "\"warning\"",
            "\"warnings\"",
            5,
            "no need \"warnings\"; did you mean \"warning\"?",
        ),
        ("months = 6\n", "", 5, "say months, from 1 up"),
        ("months = 6", "months = 0", 5, "say months, from 1 up"),
        ("months = 6", "months = \"six\"", 6, "invalid type"),
        (
            "\"warning\"",
            "\"police-report\"",
            6,
            "\"months\" goes with needs = \"warning\"",
        ),
        ("sources = [\"house\"]", "", 3, "it has no source"),
        ("[\"house\"]", "[]", 3, "it has no source"),
        (
            "[\"house\"]",
            "[\"hous\"]",
            8,
            "no source \"hous\"; did you mean \"house\"?",
        ),
        ("needs = \"warning\"\nmonths = 6\n", "", 3, "one of the two"),
        (
            "months = 6",
            "months = 6\nnever = [\"x\"]",
            3,
            "one of the two",
        ),
        (
            "needs = \"warning\"\nmonths = 6",
            "never = [\" \"]",
            5,
            "an empty word",
        ),
        (
            "months = 6",
            "months = 6\nway = \"slow\"",
            7,
            "no way \"slow\"",
        ),
        (
            "months = 6",
            "months = 6\nfrom = \"2021-01-01\"\nuntil = \"2020-01-01\"",
            3,
            "it ends before it begins",
        ),
        (
            "months = 6",
            "months = 6\nfrom = \"1 March\"",
            7,
            "failed to parse",
        ),
        (
            "{months} months",
            "{days} days",
            7,
            "know one gap, {months}",
        ),
        (
            "says = \"it needs a warning, not more than {months} months old\"",
            "says = \" \"",
            7,
            "it has no words",
        ),
        (
            "says = \"it needs",
            "said = \"it needs",
            7,
            "unknown field `said`",
        ),
    ] {
        assert!(ASK.contains(right), "{right}");
        let files = files(&ASK.replacen(right, wrong, 1));
        let found: Vec<(String, usize, String)> = Packs::check(files.clone(), false)
            .into_iter()
            .filter(|p| p.file == "own/letters.toml")
            .map(|p| (p.file, p.line, p.what))
            .collect();
        assert!(
            found.iter().any(|(_, l, w)| *l == line && w.contains(what)),
            "{wrong}: wanted line {line}, {what}; found {found:?}"
        );
        assert!(Packs::with(files).is_err(), "{wrong} was taken");
    }
}

#[test]
fn two_that_ask_the_same_on_the_same_days_are_named() {
    let second = |change: (&str, &str)| {
        let more = ASK
            .replace("\"warned\"", "\"again\"")
            .replace(change.0, change.1);
        let found = Packs::check(files(&format!("{ASK}{more}")), false);
        let told: Vec<(usize, Option<String>)> = found
            .into_iter()
            .filter(|p| p.what.contains("ask the same of the letter"))
            .map(|p| (p.line, p.within))
            .collect();
        told
    };
    let named = [(11, Some("again".to_owned()))];
    assert_eq!(second(("months = 6", "months = 12")), named);
    assert_eq!(second(("[\"transfer\"]", "[\"warning\"]")), []);
    assert_eq!(
        second(("months = 6", "months = 6\nuntil = \"2020-01-01\"")),
        named
    );
    assert_eq!(
        second(("months = 6", "months = 6\nuntil = \"2019-12-31\"")),
        []
    );
    assert_eq!(second(("warning\"\nmonths = 6", "police-report\"")), []);
    // An id is there once.
    let twice = Packs::check(files(&format!("{ASK}{ASK}")), false);
    assert!(
        twice.iter().any(|p| p.what == "\"warned\" is here twice"),
        "{twice:?}"
    );
}

#[test]
fn a_change_is_told_and_a_law_that_changed_asks_by_its_days() {
    let told: Vec<String> = difference(
        &files(ASK),
        &files(&ASK.replace("months = 6", "months = 9\nfrom = \"2026-01-01\"")),
    )
    .into_iter()
    .map(|d| format!("{} {} {}: {} -> {}", d.what, d.id, d.part, d.was, d.is))
    .collect();
    assert_eq!(
        told,
        [
            "letter warned from:  -> 2026-01-01",
            "letter warned months: 6 -> 9"
        ]
    );
    let gone = difference(&files(ASK), &files(""));
    assert_eq!(gone.len(), 1);
    assert_eq!((gone[0].what, gone[0].id.as_str()), ("letter", "warned"));
    assert!(gone[0].was.starts_with("it needs a warning"), "{gone:?}");

    let first = ASK.replace("months = 6", "months = 6\nuntil = \"2025-12-31\"");
    let then = ASK
        .replace("\"warned\"", "\"warned-2026\"")
        .replace("months = 6", "months = 9\nfrom = \"2026-01-01\"");
    let packs = Packs::with(files(&format!("{first}{then}"))).unwrap();
    let months = |day| {
        let asks = packs.letter("scotland", "dental", "transfer", day);
        assert_eq!(asks.len(), 1, "{day}");
        match asks[0].needs {
            LetterNeed::Warning { months, .. } => months,
            _ => panic!("{asks:?}"),
        }
    };
    assert_eq!(months(date(2025, 12, 31)), 6);
    assert_eq!(months(date(2026, 1, 1)), 9);
}
