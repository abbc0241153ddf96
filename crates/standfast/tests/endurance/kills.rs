//! Killed with SIGKILL at random moments: nothing acknowledged is lost, nothing is doubled,
//! everything verifies, and the next writer needs no repair.

use std::collections::HashMap;
use std::fs::File;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::program::Program;
use crate::rounds;

/// Rounds of each of the two: 200 kills in full. Those of imports stand in `import_kills`.
const FULL: usize = 100;
const SAMPLE: usize = 20;

/// Starts a command and kills it after a random part of the time that it takes when left alone.
/// Gives what it had printed, which is what it had acknowledged.
pub(crate) fn killed(
    p: &Program,
    mut command: Command,
    whole: Duration,
    random: &mut fastrand::Rng,
) -> String {
    let printed = p.home().join("printed");
    command
        .stdout(File::create(&printed).unwrap())
        .stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    std::thread::sleep(whole.mul_f64(random.f64() * 1.1));
    // It may have come to its end; then this round shows that an end is an end.
    let _ = child.kill();
    child.wait().unwrap();
    std::fs::read_to_string(printed).unwrap()
}

/// The time that a command takes when it is left alone; the longest of a few.
fn whole(p: &Program, words: impl Fn(usize) -> Vec<String>) -> Duration {
    (0..3)
        .map(|i| {
            let words = words(i);
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let began = Instant::now();
            p.run(&words).exits(0);
            began.elapsed()
        })
        .max()
        .unwrap()
}

#[test]
fn kills_while_logging() {
    let p = Program::with_case();
    let mut random = fastrand::Rng::with_seed(20_261_124);
    let words = |text: String| {
        [
            "contact",
            "add",
            "knee",
            "--channel",
            "call",
            "--json",
            "--words",
            &text,
        ]
        .map(str::to_owned)
        .to_vec()
    };
    let whole = whole(&p, |i| words(format!("before {i}")));
    let mut acknowledged = Vec::new();
    let n = rounds(SAMPLE, FULL);
    for i in 0..n {
        let line = words(format!("round {i} only"));
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        let printed = killed(&p, p.in_vault(&line), whole, &mut random);
        if printed.contains("\"n\":") {
            acknowledged.push(format!("round {i} only"));
        }
        if i % 5 == 4 {
            p.run(&["verify"]).exits(0);
        }
    }
    let mut times: HashMap<String, usize> = HashMap::new();
    for (_, words) in p.contacts() {
        *times.entry(words).or_default() += 1;
    }
    for words in &acknowledged {
        assert_eq!(
            times.get(words),
            Some(&1),
            "acknowledged and not there once: {words}"
        );
    }
    assert!(
        times.values().all(|t| *t == 1),
        "something is doubled: {times:?}"
    );
    p.run(&["verify"]).exits(0);
    assert!(
        !acknowledged.is_empty() && acknowledged.len() < n,
        "{} of {n}",
        acknowledged.len()
    );
    println!(
        "kills while logging: {n} kills, {} acknowledged, all there once, verify clean",
        acknowledged.len()
    );
}

#[test]
fn kills_while_attaching() {
    let p = Program::with_case();
    let mut random = fastrand::Rng::with_seed(26_112_024);
    p.run(&["contact", "add", "knee", "--words", "He sent films."])
        .exits(0);
    // One in the database, one as a file of its own.
    p.write("small.bin", bytes(&mut random, 90_000));
    p.write("large.bin", bytes(&mut random, 900_000));
    let file = |i: usize| {
        if i.is_multiple_of(2) {
            "small.bin"
        } else {
            "large.bin"
        }
    };
    let words = |i: usize| {
        ["attach", "knee", "1", file(i), "--json"]
            .map(str::to_owned)
            .to_vec()
    };
    let whole = whole(&p, words);
    let mut acknowledged = Vec::new();
    let n = rounds(SAMPLE, FULL);
    for i in 0..n {
        let line = words(i);
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        let printed = killed(&p, p.in_vault(&line), whole, &mut random);
        if let Some(reference) = printed
            .split("\"ref\":\"")
            .nth(1)
            .and_then(|r| r.split('"').next())
        {
            acknowledged.push((reference.to_owned(), file(i)));
        }
        if i % 5 == 4 {
            p.run(&["verify"]).exits(0);
        }
    }
    let lines = p.run(&["timeline", "knee", "--json"]).exits(0).lines();
    let mut references: Vec<String> = lines[0]["exhibits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["ref"].as_str().unwrap().to_owned())
        .collect();
    let all = references.len();
    references.sort();
    references.dedup();
    assert_eq!(references.len(), all, "a reference was used twice");
    for (reference, file) in &acknowledged {
        let out = p.home().join("out.bin");
        let _ = std::fs::remove_file(&out);
        p.run(&["exhibit", "export", "knee", reference, "--out", "out.bin"])
            .exits(0);
        assert!(
            std::fs::read(&out).unwrap() == std::fs::read(p.home().join(file)).unwrap(),
            "{reference} is not what was acknowledged"
        );
    }
    p.run(&["verify"]).exits(0);
    assert!(
        !acknowledged.is_empty() && acknowledged.len() < n,
        "{} of {n}",
        acknowledged.len()
    );
    println!(
        "kills while attaching: {n} kills, {} acknowledged, all whole, verify clean",
        acknowledged.len()
    );
}

fn bytes(random: &mut fastrand::Rng, count: usize) -> Vec<u8> {
    let mut bytes = vec![0; count];
    random.fill(&mut bytes);
    bytes
}
