//! One bit flipped: in the database, a key file, an original, a bundle. It is found and named.

use std::path::{Path, PathBuf};

use crate::program::{Program, example};
use crate::rounds;

/// Flips of each of the four classes: 2,000 in full.
const FULL: usize = 500;
const SAMPLE: usize = 40;

/// A case with small and large originals, a few contacts, a correction and a note.
fn vault() -> Program {
    let p = Program::with_case();
    let mut random = fastrand::Rng::with_seed(7);
    let mut film = vec![0; 700_000];
    random.fill(&mut film);
    p.write("film.bin", film);
    let card = example("knee/card.jpg");
    let film = p.home().join("film.bin").to_string_lossy().into_owned();
    for (words, file) in [
        ("A card.", &card),
        ("A film.", &film),
        ("The card again.", &card),
    ] {
        p.run(&[
            "contact",
            "add",
            "knee",
            "--channel",
            "letter",
            "--words",
            words,
            "--attach",
            file,
        ])
        .exits(0);
    }
    p.run(&[
        "correct",
        "knee",
        "1",
        "--field",
        "words",
        "--value",
        "A card, blue.",
        "--because",
        "Seen again.",
    ])
    .exits(0);
    p.run(&["note", "add", "knee", "--words", "I slept badly."])
        .exits(0);
    p.run(&["verify"]).exits(0);
    p
}

fn files(folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, wanted));
        } else if wanted(&path) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Flips bits in these files, one at a time, and has the vault verified after each.
fn flip_vault(class: &str, p: &Program, files: &[PathBuf], seed: u64) {
    assert!(!files.is_empty(), "{class}: there is no such file");
    let mut random = fastrand::Rng::with_seed(seed);
    let n = rounds(SAMPLE, FULL);
    let (mut named, mut shut) = (0, 0);
    for _ in 0..n {
        let file = &files[random.usize(..files.len())];
        let before = std::fs::read(file).unwrap();
        let mut after = before.clone();
        let (at, bit) = (random.usize(..after.len()), random.u8(..8));
        after[at] ^= 1 << bit;
        std::fs::write(file, &after).unwrap();
        let ran = p.run(&["verify", "--json"]);
        let place = format!(
            "{class}: {} byte {at} bit {bit}",
            file.file_name().unwrap().to_string_lossy()
        );
        assert!(!ran.err.contains("panicked"), "{place}: {}", ran.err);
        match ran.code {
            5 if ran.out.is_empty() => {
                assert!(!ran.err.trim().is_empty(), "{place}: nothing is said");
                named += 1;
            }
            5 => {
                let verdict = ran.json();
                let problems = verdict["integrity"]["problems"].as_array().unwrap();
                assert!(!problems.is_empty(), "{place}: nothing is named");
                assert!(
                    problems
                        .iter()
                        .all(|p| p["item"].as_str().is_some_and(|i| !i.is_empty())),
                    "{place}"
                );
                named += 1;
            }
            4 => {
                assert!(!ran.err.trim().is_empty(), "{place}: nothing is said");
                shut += 1;
            }
            code => panic!("{place}: exit {code}\n{}\n{}", ran.out, ran.err),
        }
        std::fs::write(file, before).unwrap();
    }
    p.run(&["verify"]).exits(0);
    println!(
        "flips in {class}: {n} flips, {named} found and named (exit 5), {shut} could not be opened (exit 4)"
    );
}

#[test]
fn flips_in_the_database() {
    let p = vault();
    let db = files(p.vault(), &|f| f.extension().is_some_and(|e| e == "db"));
    flip_vault("the database", &p, &db, 1);
}

#[test]
fn flips_in_key_files() {
    let p = vault();
    let keys = files(p.vault(), &|f| {
        f.extension().is_some_and(|e| e == "age") && f.to_string_lossy().contains("key")
    });
    flip_vault("key files", &p, &keys, 2);
}

#[test]
fn flips_in_originals() {
    let p = vault();
    let originals = files(&p.vault().join("originals"), &|_| true);
    flip_vault("originals", &p, &originals, 3);
}

#[test]
fn flips_in_a_bundle() {
    let p = vault();
    p.run(&[
        "disclose",
        "knee",
        "--to",
        "Quernshire Police",
        "--profile",
        "police",
        "--out",
        "knee.zip",
    ])
    .exits(0);
    let whole = std::fs::read(p.home().join("knee.zip")).unwrap();
    let mut random = fastrand::Rng::with_seed(4);
    let n = rounds(SAMPLE, FULL);
    let (mut named, mut repacked, mut unreadable) = (0, 0, 0);
    for _ in 0..n {
        let (at, bit) = (random.usize(..whole.len()), random.u8(..8));
        let mut changed = whole.clone();
        changed[at] ^= 1 << bit;
        p.write("changed.zip", &changed);
        let ran = p.bare(&["verify", "changed.zip", "--json"]);
        let place = format!("bundle: byte {at} bit {bit}");
        assert!(!ran.err.contains("panicked"), "{place}: {}", ran.err);
        match ran.code {
            5 => {
                let verdict = ran.json();
                let count: usize = ["integrity", "completeness", "anchor"]
                    .iter()
                    .map(|part| verdict[part]["problems"].as_array().unwrap().len())
                    .sum();
                assert!(count > 0, "{place}: nothing is named");
                named += 1;
            }
            // A time stamp or an attribute of the zip itself: contents intact, and said.
            0 => {
                assert_eq!(ran.json()["repacked"], true, "{place}: not found");
                repacked += 1;
            }
            // The zip's own directory cannot be found any more.
            3 => {
                assert!(ran.err.contains("changed.zip"), "{place}: {}", ran.err);
                unreadable += 1;
            }
            code => panic!("{place}: exit {code}\n{}\n{}", ran.out, ran.err),
        }
    }
    println!(
        "flips in a bundle: {n} flips, {named} found and named (exit 5), {repacked} in time stamps or attributes of the zip (said as repacked), {unreadable} left no zip to read (exit 3)"
    );
}
