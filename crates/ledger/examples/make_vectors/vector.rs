//! A vector: what a verifier is given, and the verdict that it must reach.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use standfast_ledger::{Fingerprint, SigningKey};

use crate::forge::{self, Entry};

/// A vector under way. The verdict is written by hand, never taken from the code that is tested.
#[derive(Clone)]
pub struct Vector {
    pub name: String,
    why: String,
    sections: Vec<(String, Vec<u8>)>,
    compare: Option<String>,
    integrity: Vec<String>,
    completeness: Vec<String>,
    anchor: Vec<String>,
    last: Option<u64>,
    shown: u64,
    in_part: u64,
    withheld: u64,
    classes: String,
    key: Option<Fingerprint>,
    confirmed: bool,
    demonstration: bool,
    fixed: String,
}

impl Vector {
    /// A log all shown, under the first key, nothing wrong with it.
    pub fn new(name: &str, why: &str, entries: &[Entry]) -> Self {
        let key = forge::key(0);
        let origin = forge::origin();
        let head = forge::head(origin, entries);
        Self {
            name: name.to_owned(),
            why: why.to_owned(),
            sections: Vec::new(),
            compare: None,
            integrity: Vec::new(),
            completeness: Vec::new(),
            anchor: Vec::new(),
            last: Some(head.size - 1),
            shown: head.size,
            in_part: 0,
            withheld: 0,
            classes: "none".to_owned(),
            key: Some(key.fingerprint()),
            confirmed: false,
            demonstration: false,
            fixed: "none".to_owned(),
        }
        .with("entries.jsonl", forge::all_shown(entries))
        .with("checkpoint.txt", head.sign(&[&key]))
        .with("key.vkey", forge::vkey(&key, &origin.to_string()))
    }

    /// Sets or replaces a section.
    pub fn with(mut self, section: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        match self.sections.iter_mut().find(|(name, _)| name == section) {
            Some((_, old)) => *old = bytes,
            None => self.sections.push((section.to_owned(), bytes)),
        }
        self
    }

    pub fn lines(self, lines: &[String]) -> Self {
        self.with("entries.jsonl", lines.concat())
    }

    pub fn integrity(mut self, problem: &str) -> Self {
        self.integrity.push(problem.to_owned());
        self
    }

    pub fn completeness(mut self, problem: &str) -> Self {
        self.completeness.push(problem.to_owned());
        self
    }

    pub fn anchor(mut self, problem: &str) -> Self {
        self.anchor.push(problem.to_owned());
        self
    }

    /// Leaves shown, in part, withheld; the last is worked out where no line is missing.
    pub fn counts(mut self, shown: u64, in_part: u64, withheld: u64, classes: &str) -> Self {
        (self.shown, self.in_part, self.withheld) = (shown, in_part, withheld);
        self.classes = classes.to_owned();
        self.last = (shown + in_part + withheld).checked_sub(1);
        self
    }

    pub fn last(mut self, last: u64) -> Self {
        self.last = Some(last);
        self
    }

    pub fn compare(mut self, key: &SigningKey, confirmed: bool) -> Self {
        self.compare = Some(key.fingerprint().to_string());
        self.confirmed = confirmed;
        self
    }

    pub fn key(mut self, key: Option<&SigningKey>) -> Self {
        self.key = key.map(SigningKey::fingerprint);
        self
    }

    pub fn demonstration(mut self) -> Self {
        self.demonstration = true;
        self
    }

    pub fn fixed(mut self, fixed: &str) -> Self {
        self.fixed = fixed.to_owned();
        self
    }

    /// The file.
    pub fn text(&self) -> String {
        let problems = |list: &[String]| {
            if list.is_empty() {
                "ok".to_owned()
            } else {
                list.join(", ")
            }
        };
        let all = [&self.integrity, &self.completeness, &self.anchor];
        let exit = if all.iter().all(|list| list.is_empty()) {
            0
        } else if all
            .iter()
            .copied()
            .flatten()
            .all(|it| it.starts_with("key-differs"))
        {
            6
        } else {
            5
        };
        let yes_no = |yes: bool| if yes { "yes" } else { "no" };
        let or_none = |text: Option<String>| text.unwrap_or_else(|| "none".to_owned());
        let mut out = format!("name: {}\nwhy: {}\n", self.name, self.why);
        if let Some(compare) = &self.compare {
            out += &format!("compare-key: {compare}\n");
        }
        out += &format!(
            "exit: {exit}\nintegrity: {}\ncompleteness: {}\nanchor: {}\nentries: {}\nlast: {}\n\
             shown: {}\nin-part: {}\nwithheld: {}\nclasses: {}\nkey: {}\nconfirmed: {}\n\
             demonstration: {}\nfixed: {}\n\n",
            problems(&self.integrity),
            problems(&self.completeness),
            problems(&self.anchor),
            self.shown + self.in_part + self.withheld,
            or_none(self.last.map(|last| last.to_string())),
            self.shown,
            self.in_part,
            self.withheld,
            self.classes,
            or_none(self.key.map(|key| key.to_string())),
            yes_no(self.confirmed),
            yes_no(self.demonstration),
            self.fixed,
        );
        for (name, bytes) in &self.sections {
            match std::str::from_utf8(bytes) {
                Ok(text) if plain(text) => out += &format!("--- {name}\n{text}"),
                _ => out += &format!("--- {name} base64\n{}\n", STANDARD.encode(bytes)),
            }
        }
        out
    }
}

/// Can stand in the file as it is, and comes out of any editor as it went in.
fn plain(text: &str) -> bool {
    (text.is_empty() || text.ends_with('\n'))
        && !text.starts_with("--- ")
        && !text.contains("\n--- ")
        && !text.contains(['\r', '\t', '\u{feff}'])
        && !text.split('\n').any(|line| line.ends_with(' '))
}
