//! The Python verifier, written from the format pages alone, gives the same verdict and exit code:
//! over every good and broken bundle, and over bits flipped and numbers bent at random.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod made;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use made::broken::{Broken, all};
use made::files::Files;
use made::{Case, Drawn, raw};
use serde_json::Value;

/// What both must agree on: exit code, and where there is a verdict, all of it but the words.
type Said = (i32, Option<Value>);

fn without_words(mut verdict: Value) -> Value {
    for list in ["integrity", "completeness", "anchor"] {
        let problems = verdict[list]["problems"]
            .as_array_mut()
            .expect("a list of problems");
        for problem in problems.iter_mut() {
            let message = problem.as_object_mut().unwrap().remove("message");
            assert!(message.is_some_and(|m| m.as_str().is_some_and(|m| !m.is_empty())));
        }
        problems.sort_by_key(Value::to_string);
    }
    // The contract has none; additions are free.
    verdict["anchor"].as_object_mut().unwrap().remove("ok");
    verdict
}

fn ours(broken: &Broken) -> Said {
    match broken.verdict() {
        Ok(verdict) => {
            let json = serde_json::to_value(&verdict).unwrap();
            (i32::from(verdict.exit()), Some(without_words(json)))
        }
        Err(error) if error.is_words() => (2, None),
        Err(error) if error.is_outside() => (1, None),
        Err(_) => (3, None),
    }
}

fn verifier() -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../verifier/standfast_verify.py");
    assert!(path.exists(), "{} is missing", path.display());
    path
}

fn theirs(broken: &Broken) -> Result<Said, String> {
    let folder = tempfile::tempdir().unwrap();
    let (path, other) = broken.lay(folder.path());
    let mut command = Command::new("python3");
    command.arg(verifier()).arg("--json");
    if let Some(key) = &broken.key {
        command.args(["--key", key]);
    }
    if let Some(other) = other {
        command.arg("--against").arg(other);
    }
    let said = command.arg(path).output().unwrap();
    let words = || String::from_utf8_lossy(&said.stderr).into_owned();
    let exit = said.status.code().ok_or_else(words)?;
    if words().contains("Traceback") {
        return Err(words());
    }
    let verdict = match exit {
        0 | 5 | 6 => {
            let json =
                serde_json::from_slice(&said.stdout).map_err(|e| format!("{e}\n{}", words()))?;
            Some(without_words(json))
        }
        _ => None,
    };
    Ok((exit, verdict))
}

/// Compares both on every bundle; says where they differ.
fn compare(bundles: &[Broken]) {
    let next = AtomicUsize::new(0);
    let wrong = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(broken) = bundles.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let (ours, theirs) = (ours(broken), theirs(broken));
                    if theirs.as_ref() != Ok(&ours) {
                        let show = |said: &Said| {
                            format!(
                                "{} {}",
                                said.0,
                                said.1.as_ref().map_or(String::new(), Value::to_string)
                            )
                        };
                        wrong.lock().unwrap().push(format!(
                            "{}\n  ours   {}\n  theirs {}",
                            broken.name,
                            show(&ours),
                            theirs.as_ref().map_or_else(Clone::clone, show)
                        ));
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(
        wrong.is_empty(),
        "{} of {} differ:\n{}",
        wrong.len(),
        bundles.len(),
        wrong.join("\n")
    );
}

#[test]
fn both_verifiers_agree_on_every_good_and_broken_bundle() {
    let mut bundles = all();
    let good = Case::small().zip();
    bundles.push(Broken::zip("no fingerprint", good, 2, &[]).key("not a fingerprint"));
    compare(&bundles);
}

#[test]
fn both_verifiers_agree_on_flipped_bits() {
    let case = Case::small();
    let good = case.zip();
    let packed = Files::of(&good).packed("lamp-police/", zip::CompressionMethod::Deflated);
    let streamed = Files::of(&good).streamed();
    let mut drawn = Drawn(40);
    let mut bundles = Vec::new();
    for (name, zip, count) in [
        ("ours", &good, 60),
        ("compressed", &packed, 30),
        ("streamed", &streamed, 30),
    ] {
        for _ in 0..count {
            let mut zip = zip.clone();
            let at = drawn.next() as usize % zip.len();
            zip[at] ^= 1 << (drawn.next() % 8);
            let name: &'static str = format!("{name}, bit flipped at {at}").leak();
            bundles.push(Broken::zip(name, zip, 5, &[]));
        }
    }
    compare(&bundles);
}

#[test]
fn both_verifiers_agree_on_bent_numbers() {
    let good = Case::small().zip();
    let places: Vec<usize> = raw::members(&good)
        .into_iter()
        .flat_map(|m| {
            (m.local.start..m.local.start + 27).chain(m.central.start..m.central.start + 43)
        })
        .chain(good.len() - 22..good.len() - 3)
        .collect();
    let mut drawn = Drawn(41);
    let mut bundles = Vec::new();
    for n in 0..80 {
        let mut zip = good.clone();
        for _ in 0..1 + n % 3 {
            let at = places[drawn.next() as usize % places.len()];
            let value = match drawn.next() % 4 {
                0 => u32::MAX,
                1 => 0,
                2 => u32::from_le_bytes(zip[at..at + 4].try_into().unwrap()).wrapping_add(1),
                _ => drawn.next() as u32,
            };
            zip[at..at + 4].copy_from_slice(&value.to_le_bytes());
        }
        let name: &'static str = format!("numbers bent, {n}").leak();
        bundles.push(Broken::zip(name, zip, 5, &[]));
    }
    compare(&bundles);
}
