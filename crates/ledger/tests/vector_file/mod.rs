//! Reads a vector, runs the check on it, writes the verdict in the words of its head.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use standfast_ledger::{
    Earlier, EntryLine, Fingerprint, Given, KeyChange, Line, LogCheck, Problem, Standing, Verdict,
};

pub struct VectorFile {
    head: Vec<(String, String)>,
    sections: Vec<(String, Vec<u8>)>,
}

impl VectorFile {
    pub fn parse(text: &str) -> Self {
        let (head, body) = text.split_once("\n\n").expect("a head and an empty line");
        let head = head
            .lines()
            .map(|line| line.split_once(": ").expect("key: value"))
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        let body = body.strip_prefix("--- ").expect("a section");
        let sections = body
            .split("\n--- ")
            .enumerate()
            .map(|(at, section)| {
                let (name, content) = section.split_once('\n').unwrap_or((section, ""));
                // The split took the line end of every section but the last.
                let last = at + 1 == body.split("\n--- ").count();
                let content = if last || content.is_empty() {
                    content.to_owned()
                } else {
                    format!("{content}\n")
                };
                match name.strip_suffix(" base64") {
                    Some(name) => {
                        let bytes = STANDARD.decode(content.trim_end()).expect("base64");
                        (name.to_owned(), bytes)
                    }
                    None => (name.to_owned(), content.into_bytes()),
                }
            })
            .collect();
        Self { head, sections }
    }

    pub fn head(&self, key: &str) -> Option<&str> {
        self.head
            .iter()
            .find(|(k, _)| k == key)
            .map(|(_, value)| value.as_str())
    }

    pub fn section(&self, name: &str) -> Option<&[u8]> {
        self.sections
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, bytes)| bytes.as_slice())
    }

    pub fn check(&self) -> Verdict {
        let required = |name: &str| self.section(name).expect(name);
        let mut changes = Vec::new();
        while let Some(key) = self.section(&format!("keys/{:04}.vkey", changes.len() + 1)) {
            let checkpoint = required(&format!("keys/{:04}.txt", changes.len() + 1));
            changes.push(KeyChange { key, checkpoint });
        }
        let mut earlier = Vec::new();
        while let Some(key) = self.section(&format!("earlier-{}/key.vkey", earlier.len() + 1)) {
            let checkpoint = required(&format!("earlier-{}/checkpoint.txt", earlier.len() + 1));
            earlier.push(Earlier { checkpoint, key });
        }
        let mut check = LogCheck::begin(&Given {
            checkpoint: required("checkpoint.txt"),
            key: required("key.vkey"),
            changes: &changes,
            earlier: &earlier,
            expected: self
                .head("compare-key")
                .map(|key| Fingerprint::parse(key).expect("a fingerprint")),
        });
        if let Some(note) = self.section("manifest.note") {
            check.manifest(
                note,
                &Sha256::digest(required("tagmanifest-sha256.txt")).into(),
            );
        }
        for line in required("entries.jsonl").split_inclusive(|byte| *byte == b'\n') {
            match EntryLine::parse(line) {
                Ok(line) => {
                    check.line(&Line::from(&line));
                }
                Err(_) => check.unreadable_line(),
            }
        }
        check.finish()
    }

    /// Everything in which the verdict differs from the head.
    pub fn differences(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        let verdict = self.check();
        let mut said = head_of(&verdict);
        for (key, value) in &mut said {
            let expected = self.head(key).map(|text| match *key {
                "integrity" | "completeness" | "anchor" => {
                    sorted(text.split(", ").map(str::to_owned))
                }
                _ => text.to_owned(),
            });
            if expected.as_deref() != Some(value) {
                wrong.push(format!("{key}: expected {expected:?}, got {value:?}"));
            }
        }
        for (key, _) in &self.head {
            if !["name", "why", "compare-key"].contains(&key.as_str())
                && !said.iter().any(|(known, _)| known == key)
            {
                wrong.push(format!("the head says {key}, which nothing answers"));
            }
        }
        wrong
    }
}

fn sorted(list: impl Iterator<Item = String>) -> String {
    let mut list: Vec<_> = list.collect();
    list.sort();
    list.join(", ")
}

fn head_of(verdict: &Verdict) -> Vec<(&'static str, String)> {
    let problems = |list: &[Problem]| match list {
        [] => "ok".to_owned(),
        list => sorted(list.iter().map(|it| format!("{} {}", it.code, it.item))),
    };
    let or_none = |text: String| {
        if text.is_empty() {
            "none".to_owned()
        } else {
            text
        }
    };
    let yes_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let completeness = &verdict.completeness;
    let anchor = &verdict.anchor;
    let exit = match verdict.standing() {
        Standing::Intact => "0",
        Standing::OtherKey => "6",
        Standing::Failed => "5",
    };
    let classes: Vec<_> = completeness
        .classes
        .iter()
        .map(|(class, count)| format!("{class}={count}"))
        .collect();
    let fixed: Vec<_> = anchor
        .fixed
        .iter()
        .map(|(at, to)| format!("earlier-{} #{to}", at + 1))
        .collect();
    vec![
        ("exit", exit.to_owned()),
        ("integrity", problems(&verdict.integrity)),
        ("completeness", problems(&completeness.problems)),
        ("anchor", problems(&anchor.problems)),
        ("entries", verdict.entries().to_string()),
        (
            "last",
            or_none(completeness.last.map(|n| n.to_string()).unwrap_or_default()),
        ),
        ("shown", completeness.shown.to_string()),
        ("in-part", completeness.in_part.to_string()),
        ("withheld", completeness.withheld.to_string()),
        ("classes", or_none(classes.join(" "))),
        (
            "key",
            or_none(anchor.key.map(|key| key.to_string()).unwrap_or_default()),
        ),
        ("confirmed", yes_no(anchor.confirmed)),
        ("demonstration", yes_no(anchor.demonstration)),
        ("fixed", or_none(fixed.join(", "))),
    ]
}
