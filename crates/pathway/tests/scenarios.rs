//! Every rule of the packs that ship, in small cases with all that is advised: what brings it, what is
//! near and does not, what ends it, what takes its place, and each of its days from both sides.
//!
//! What is written below the cases is read like code: it is the advice. `STANDFAST_WRITE_DOCS=1 cargo test
//! -p standfast-pathway --test scenarios` writes it anew, to be looked at line by line.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    missing_docs
)]

mod made;
mod mutants;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use made::scenario::{Scenario, read};
use mutants::{Mutant, of_packs};
use standfast_pathway::{Packs, State};

static PACKS: LazyLock<Packs> = LazyLock::new(|| Packs::shipped().unwrap());

fn files() -> Vec<(PathBuf, Vec<Scenario>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            (path, read(&text))
        })
        .collect()
}

static ALL: LazyLock<Vec<Scenario>> =
    LazyLock::new(|| files().into_iter().flat_map(|(_, s)| s).collect());

#[test]
fn all_that_is_advised_is_as_written() {
    let write = std::env::var_os("STANDFAST_WRITE_DOCS").is_some();
    let mut wrong = Vec::new();
    for (path, scenarios) in files() {
        let mut text = String::new();
        for scenario in &scenarios {
            let says = scenario.says(&PACKS);
            if says != scenario.expected {
                wrong.push(format!(
                    "{} in {}:\n{}",
                    scenario.title,
                    path.file_name().unwrap().to_string_lossy(),
                    difference(&scenario.expected, &says)
                ));
            }
            text.push_str(&format!("# {}\n", scenario.title));
            for line in scenario.lines.iter().chain(&says) {
                text.push_str(line);
                text.push('\n');
            }
            text.push('\n');
        }
        if write {
            std::fs::write(&path, text.trim_end().to_owned() + "\n").unwrap();
        }
    }
    assert!(write || wrong.is_empty(), "{}", wrong.join("\n"));
}

fn difference(expected: &[String], says: &[String]) -> String {
    let gone = expected.iter().filter(|l| !says.contains(l));
    let new = says.iter().filter(|l| !expected.contains(l));
    let lines: Vec<String> = gone
        .map(|l| format!("  no longer: {l}"))
        .chain(new.map(|l| format!("  new: {l}")))
        .collect();
    if lines.is_empty() {
        "  the order differs".to_owned()
    } else {
        lines.join("\n")
    }
}

/// For every rule: a case in which it makes its step due, one in which it was answered, and one in
/// which its place knows it and it stays silent; and what takes its place does so somewhere.
#[test]
fn every_rule_is_brought_ended_and_near_to_a_miss() {
    let mut open: BTreeSet<(String, String)> = BTreeSet::new();
    let mut ended: BTreeSet<(String, String)> = BTreeSet::new();
    let mut silent: BTreeSet<(String, String)> = BTreeSet::new();
    for scenario in ALL.iter() {
        for advice in scenario.advice(&PACKS) {
            let packs: BTreeSet<String> = PACKS
                .applying(&advice.jurisdiction, &advice.setting)
                .into_iter()
                .collect();
            let mut said: BTreeSet<(String, String)> = BTreeSet::new();
            for step in &advice.steps {
                let key = (step.pack.clone(), step.rule.clone());
                said.insert(key.clone());
                if step.state.is_open() {
                    open.insert(key);
                } else {
                    ended.insert(key);
                }
            }
            for pack in packs {
                for rule in PACKS.show(&pack).unwrap().rules {
                    let key = (pack.clone(), rule.id);
                    if !said.contains(&key) {
                        silent.insert(key);
                    }
                }
            }
        }
    }
    let mut missing = Vec::new();
    for (pack, rule) in own_rules() {
        // What a pack takes over is tried where it stands by itself.
        let key = (pack.clone(), rule.clone());
        for (what, found) in [("open", &open), ("silent", &silent), ("ended", &ended)] {
            if !found.contains(&key) {
                missing.push(format!("{pack} {rule}: never {what}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Every wording of every rule is said in some case: what nothing brings about is dead, and nobody has
/// seen whether it is right.
#[test]
fn every_wording_is_said() {
    let said: BTreeSet<(String, String, String)> = ALL
        .iter()
        .flat_map(|scenario| scenario.advice(&PACKS))
        .flat_map(|advice| advice.steps)
        .filter(|step| step.state.is_open())
        .map(|step| (step.pack, step.rule, step.text))
        .collect();
    let own: BTreeSet<(String, String)> = own_rules().into_iter().collect();
    let mut missing = Vec::new();
    for line in PACKS.list() {
        let pack = format!("{}@{}", line.name, line.version);
        for rule in PACKS.show(&pack).unwrap().rules {
            if !own.contains(&(pack.clone(), rule.id.clone())) {
                continue;
            }
            for (_, _, text) in &rule.says {
                // What stands before the first thing that is filled in.
                let begin = text.split('{').next().unwrap();
                let found = said
                    .iter()
                    .any(|(p, r, words)| *p == pack && *r == rule.id && words.starts_with(begin));
                if !found {
                    missing.push(format!("{pack} {}: {text}", rule.id));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Pack label and rule, for each rule in the files of that pack.
fn own_rules() -> Vec<(String, String)> {
    let versions: BTreeMap<String, String> = PACKS
        .list()
        .into_iter()
        .map(|p| (p.name.clone(), format!("{}@{}", p.name, p.version)))
        .collect();
    Packs::shipped_files()
        .iter()
        .flat_map(|file| {
            let folder = file.path.split('/').next().unwrap().to_owned();
            let table: toml::Table = toml::from_str(&file.text).unwrap();
            let rules = table.get("rule").and_then(|r| r.as_array().cloned());
            let label = versions[&folder].clone();
            rules
                .unwrap_or_default()
                .into_iter()
                .map(move |r| (label.clone(), r["id"].as_str().unwrap().to_owned()))
        })
        .collect()
}

/// A step that another takes the place of, does so in a case.
#[test]
fn what_is_superseded_is_so_somewhere() {
    let superseded = ALL.iter().any(|s| {
        s.advice(&PACKS).iter().any(|a| {
            a.steps.iter().any(|step| {
                step.state == State::NotNeeded && step.why.ends_with("takes its place.")
            })
        })
    });
    assert!(superseded);
}

/// Each rule dropped, each condition turned round, each day moved by one: some case says so. Of what is
/// mutated beyond that (each sign, channel, measure and source taken out, each yes made a no) one in
/// seven; all of it with `STANDFAST_ENDURANCE=full`, which is `cargo xtask endurance advice`.
#[test]
fn every_mutation_of_the_packs_is_noticed() {
    let by_rule = index();
    let mut mutants = of_packs();
    assert!(mutants.len() > 1000, "only {} mutations", mutants.len());
    if std::env::var("STANDFAST_ENDURANCE").as_deref() != Ok("full") {
        let mut beyond = 0;
        mutants.retain(|mutant| {
            beyond += u32::from(!mutant.is_of_the_bar());
            mutant.is_of_the_bar() || beyond % 7 == 3
        });
    }
    let wrong: Vec<&str> = ALL
        .iter()
        .filter(|s| s.says(&PACKS) != s.expected)
        .map(|s| s.title.as_str())
        .collect();
    assert!(
        wrong.is_empty(),
        "without any mutation these differ: {wrong:?}"
    );
    let half = mutants.len().div_ceil(2);
    let try_all = |some: &[Mutant]| -> Vec<String> {
        some.iter()
            .filter(|mutant| !noticed(mutant, &by_rule))
            .map(|mutant| mutant.what.clone())
            .collect()
    };
    let survived: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = mutants
            .chunks(half)
            .map(|some| scope.spawn(|| try_all(some)))
            .collect();
        threads
            .into_iter()
            .flat_map(|t| t.join().unwrap())
            .collect()
    });
    let killed = mutants.len() - survived.len();
    println!(
        "mutations of the packs noticed: {killed} of {}",
        mutants.len()
    );
    assert!(
        survived.is_empty(),
        "{} of {} not noticed:\n{}",
        survived.len(),
        mutants.len(),
        survived.join("\n")
    );
}

/// Which scenarios a step stands in: those are tried first.
fn index() -> BTreeMap<String, Vec<usize>> {
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, scenario) in ALL.iter().enumerate() {
        for line in &scenario.expected {
            if let Some(step) = line.split_whitespace().nth(1) {
                let at = found.entry(step.to_owned()).or_default();
                if at.last() != Some(&i) {
                    at.push(i);
                }
            }
        }
    }
    found
}

fn noticed(mutant: &Mutant, by_step: &BTreeMap<String, Vec<usize>>) -> bool {
    let packs = match Packs::with(mutant.files.clone()) {
        Ok(packs) => packs,
        // Packs that cannot be used are noticed at the start.
        Err(error) => {
            println!("{}: {}", mutant.what, error.what);
            return true;
        }
    };
    let first: Vec<usize> = mutant
        .steps
        .iter()
        .filter_map(|s| by_step.get(s))
        .flatten()
        .copied()
        .collect();
    let differs = |i: usize| ALL[i].says(&packs) != ALL[i].expected;
    first.iter().any(|i| differs(*i)) || (0..ALL.len()).any(|i| !first.contains(&i) && differs(i))
}
