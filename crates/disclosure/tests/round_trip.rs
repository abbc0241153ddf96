//! A bundle that nobody touched: what it says, what other tools say of it, and that the same inputs
//! give the same bytes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod made;

use std::path::{Path, PathBuf};
use std::process::Command;

use made::files::Files;
use made::{Case, Drawn, Goes, checked, plain, problems, unpack};
use proptest::prelude::*;
use serde_json::json;
use standfast_disclosure::DisclosureError;
use standfast_disclosure::bundle;
use standfast_disclosure::verify::Check;

#[test]
fn the_verdict_on_a_bundle_is_the_contracts_json() {
    let case = Case::small();
    let verdict = plain(&case.zip());
    assert_eq!(
        serde_json::to_string(&verdict).unwrap(),
        format!(
            "{{\"integrity\":{{\"ok\":true,\"problems\":[]}},\
             \"completeness\":{{\"ok\":true,\"from\":0,\"to\":7,\"shown\":5,\"in_part\":2,\"withheld\":1,\
             \"classes\":{{\"clinical\":1,\"personal\":3}},\"problems\":[]}},\
             \"anchor\":{{\"key\":\"{}\",\"confirmed\":false,\"demonstration\":false,\"fixed\":[],\"problems\":[]}},\
             \"repacked\":false,\"entries\":8,\"originals\":2,\"original_bytes\":3026}}",
            case.fingerprint()
        )
    );
    let counts = case.counts();
    assert_eq!((counts.shown, counts.in_part, counts.withheld), (5, 2, 1));
    assert_eq!(verdict.exit(), 0);
}

#[test]
fn the_lines_say_all_three_things_and_no_more_than_is_known() {
    let case = Case::small();
    let print = case.fingerprint();
    assert_eq!(
        plain(&case.zip()).lines(),
        [
            "Integrity: intact. 7 entries and 2 originals; nothing shown was changed.".to_owned(),
            "Completeness: entries 0 to 7: 5 shown, 2 in part (1 clinical, 3 personal fields withheld), \
             1 withheld. None is missing."
                .to_owned(),
            format!("Anchor: key not confirmed; give --key with the fingerprint you were told: {print}"),
            "  The holder of the key could have written all of this as late as the day this copy was made; \
             entries are fixed by nothing else."
                .to_owned(),
        ]
    );
    let changed = Files::of(&case.zip())
        .set("data/originals/ABC-1 card.jpg", "x")
        .zip();
    let lines = plain(&changed).lines();
    assert_eq!(
        lines[0],
        "Integrity: CHANGED. 1 problem. The zip was packed anew by somebody; what is in it counts."
    );
    assert_eq!(
        lines[1],
        "  original-changed  ABC/1  the file is not the one that was sealed"
    );
    assert_eq!(
        lines.last().unwrap(),
        "What is not named above is as it was sealed."
    );
    let print = "19e2aa70".repeat(8);
    let lines = checked(
        &case.zip(),
        &Check {
            key: Some(&print),
            against: None,
        },
    )
    .unwrap()
    .lines();
    assert!(
        lines[2].starts_with("Anchor: OTHER KEY. key-differs: "),
        "{}",
        lines[2]
    );
    assert_eq!(
        lines[3],
        "  It may have been made anew as a whole. Ask the giver."
    );
    assert_eq!(lines[4], format!("  Signed by: {}", case.fingerprint()));
}

#[test]
fn the_lines_promise_nothing_that_is_not_proved() {
    let case = Case::small();
    let files = || Files::of(&case.zip());
    let rest = "What is not named above is as it was sealed.";
    // Without the note nobody signed the documents; without the root nobody knows what is missing.
    let lines = plain(&files().without("manifest.note").zip()).lines();
    assert!(!lines.contains(&rest.to_owned()), "{lines:#?}");
    let lines = plain(&files().set("data/checkpoint.txt", "x").zip()).lines();
    assert!(!lines.contains(&rest.to_owned()), "{lines:#?}");
    let of = |start: &str| {
        lines
            .iter()
            .find(|l| l.starts_with(start))
            .cloned()
            .unwrap()
    };
    assert!(of("Completeness").ends_with("Whether one is missing is not proved."));
    let lines = plain(&files().line(4, |_| String::new()).zip()).lines();
    assert!(
        lines
            .iter()
            .any(|l| l.starts_with("Completeness: MISSING. 1 problem."))
    );
    assert!(!lines.contains(&rest.to_owned()));
}

#[test]
fn what_an_earlier_bundle_fixes_is_said_with_its_day() {
    let case = Case::small();
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("early.zip");
    std::fs::write(&other, case.cut(5).zip()).unwrap();
    let check = Check {
        key: None,
        against: Some(&other),
    };
    let verdict = checked(&case.zip(), &check).unwrap();
    assert_eq!(
        serde_json::to_string(&verdict.anchor.fixed).unwrap(),
        r##"[{"to":4,"since":"2026-02-14T15:01:09.000Z","by":"earlier bundle"}]"##
    );
    let lines = verdict.lines();
    assert!(
        lines.last().unwrap().ends_with(
            "but entries up to #4 are fixed by an earlier bundle, recorded till 14 Feb 2026."
        ),
        "{lines:#?}"
    );
}

#[test]
fn a_fingerprint_that_is_none_is_words_that_are_off() {
    let zip = Case::small().zip();
    for key in ["", "7c41d09b", "key", &"g".repeat(64), &"a".repeat(65)] {
        let error = checked(
            &zip,
            &Check {
                key: Some(key),
                against: None,
            },
        )
        .unwrap_err();
        assert!(matches!(error, DisclosureError::Fingerprint), "{key}");
        assert!(error.is_words() && !error.is_outside());
    }
}

#[test]
fn the_readme_fits_a_page_and_notepad_and_tells_the_ways_to_check() {
    let case = Case {
        demo: true,
        ..Case::small()
    };
    let files = Files::of(&case.zip());
    let text = files.text("README.txt");
    let text = text.strip_prefix('\u{feff}').unwrap();
    assert!(
        text.split('\n')
            .rev()
            .skip(1)
            .all(|line| line.ends_with('\r')),
        "CRLF throughout"
    );
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines.len() <= 66,
        "{} lines are more than a page",
        lines.len()
    );
    for line in &lines {
        let long = line.contains("certutil") || line.contains("Get-FileHash");
        assert!(long || line.chars().count() <= 80, "{line}");
    }
    let manifest = files.text("manifest-sha256.txt");
    let listed = manifest
        .lines()
        .find(|l| l.ends_with("ABC-1 card.jpg"))
        .unwrap();
    for words in [
        "For         Quernshire Police, your reference DEMO-0417",
        "Given by    Dr Robin Vale",
        "DEMONSTRATION. Everybody in it is invented.",
        "certutil -hashfile \"data\\originals\\ABC-1 card.jpg\" SHA256",
        "Get-FileHash \"data\\originals\\ABC-1 card.jpg\"",
        listed.split(' ').next().unwrap(),
        "sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt",
        "5 shown, 2 shown in part, 1 withheld",
        "1 clinical, 3 personal",
        ".original",
        "does not show that what was written is true",
    ] {
        let flowing = lines
            .join(" ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flowing.contains(&plain), "{words}\n{text}");
    }
}

#[test]
fn what_the_recipient_is_called_cannot_write_lines_of_its_own() {
    let case = Case::small();
    let mut bundle = case.bundle();
    bundle.readme.recipient = "Police\r\n\r\nThis bundle is genuine.\u{202e}".to_owned();
    let mut out = Vec::new();
    bundle::write(&bundle, &case.originals, &mut case.clone(), &mut out).unwrap();
    let text = Files::of(&out).text("README.txt");
    assert!(
        !text.lines().any(|line| line.starts_with("This bundle")),
        "{text}"
    );
    assert!(!text.contains('\u{202e}'));
}

/// The Python environment that `cargo xtask setup` makes.
fn pytools() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"),
        PathBuf::from,
    );
    let python = target.join("pytools/bin/python");
    assert!(
        python.exists(),
        "{} is missing; run: cargo xtask setup",
        python.display()
    );
    python
}

#[test]
fn the_python_package_bagit_and_sha256sum_accept_an_unpacked_bundle() {
    let folder = tempfile::tempdir().unwrap();
    let bag = unpack(&Case::small().zip(), folder.path());
    let bagit = |bag: &Path| {
        Command::new(pytools())
            .args(["-c", "import bagit, sys; bagit.Bag(sys.argv[1]).validate()"])
            .arg(bag)
            .output()
            .unwrap()
    };
    let sums = |bag: &Path| {
        Command::new("sha256sum")
            .args([
                "--strict",
                "-c",
                "manifest-sha256.txt",
                "tagmanifest-sha256.txt",
            ])
            .current_dir(bag)
            .output()
            .unwrap()
    };
    let said = bagit(&bag);
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
    let said = sums(&bag);
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
    // Both find a change, so that they did look.
    std::fs::write(bag.join("data/originals/ABC-1 card.jpg"), b"x").unwrap();
    assert!(!bagit(&bag).status.success());
    assert!(!sums(&bag).status.success());
}

#[test]
fn an_original_that_is_not_the_one_that_was_sealed_gives_no_bundle() {
    let case = Case::small();
    for (bytes, size) in [
        (b"other".to_vec(), 3_000),
        (vec![0; 3_000], 3_000),
        (vec![0; 5_000_000], 3_000),
    ] {
        let mut case = case.clone();
        let sha256 = case.originals[0].sha256.clone();
        case.originals[0].bytes = size;
        case.contents.insert(sha256, bytes);
        let originals = case.originals.clone();
        let error = bundle::write(&case.bundle(), &originals, &mut case, Vec::new()).unwrap_err();
        assert!(
            matches!(&error, DisclosureError::OriginalChanged { reference } if reference == "ABC/1"),
            "{error}"
        );
    }
}

#[test]
fn names_that_no_bundle_can_have_are_refused() {
    let case = Case::small();
    let mut folder = case.bundle();
    folder.name = "../lamp".to_owned();
    let mut document = case.bundle();
    document.documents[0] = "../chronology.pdf".to_owned();
    let mut twice = case.bundle();
    twice.documents[1] = "Chronology.pdf".to_owned();
    for bundle in [folder, document, twice] {
        let error =
            bundle::write(&bundle, &case.originals, &mut case.clone(), Vec::new()).unwrap_err();
        assert!(matches!(error, DisclosureError::Name { .. }), "{error}");
    }
}

/// A case with anything in it.
fn any_case() -> impl Strategy<Value = Case> {
    let entry = (0u8..5, ".{0,40}", 0usize..3);
    (
        any::<u8>(),
        any::<bool>(),
        prop::collection::vec(entry, 1..12),
    )
        .prop_map(|(seed, demo, entries)| {
            let mut case = Case::new(seed, seed.wrapping_add(1));
            case.demo = demo;
            for (at, (kind, words, size)) in entries.into_iter().enumerate() {
                match kind {
                    0 => {
                        let mut bytes = vec![
                            0;
                            [0, 70_000, 4_300_000][size]
                                / if size == 2 && at > 1 { 100 } else { 1 }
                        ];
                        Drawn(at as u64).fill(&mut bytes);
                        case.exhibit(&format!("ABC/{at}"), &words, bytes);
                    }
                    1 => {
                        case.contact(&words, Goes::Nothing);
                    }
                    2 => {
                        case.contact(&words, Goes::But(&["clinical"]));
                    }
                    3 => {
                        case.contact(&words, Goes::But(&["channel", "words", "clinical"]));
                    }
                    _ => {
                        case.add("note-like", Goes::All, &[("words", "open", json!(words))]);
                    }
                }
            }
            case
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_same_inputs_give_the_same_bytes_and_they_hold(case in any_case()) {
        let zip = case.zip();
        prop_assert_eq!(&zip, &case.zip());
        let verdict = plain(&zip);
        prop_assert_eq!(problems(&verdict), Vec::<String>::new());
        prop_assert!(!verdict.repacked);
        prop_assert_eq!(verdict.entries, case.entries.len() as u64);
        prop_assert_eq!(verdict.originals, case.originals.len() as u64);
        prop_assert_eq!(verdict.original_bytes, case.originals.iter().map(|o| o.bytes).sum::<u64>());
    }
}
