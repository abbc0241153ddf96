//! README.txt: what the bundle is, which file first, how to check it with what is there, and what a
//! check does not show. One page, CRLF, a UTF-8 mark, lines that fit Notepad.

use std::fmt::Write as _;

use super::Bundle;
use crate::names::original_name;
use crate::plan::{Counts, GoingOriginal};

/// Letters in a line.
const WIDTH: usize = 76;

/// The text. Same inputs, same text.
pub(super) fn text(bundle: &Bundle, originals: &[GoingOriginal]) -> String {
    // The mark tells an old Notepad that names may hold any letter.
    let mut page = Page("\u{feff}".to_owned());
    let readme = &bundle.readme;
    page.line(&format!("Bundle {}", bundle.name));
    if readme.demonstration {
        page.line("DEMONSTRATION. Everybody in it is invented.");
    }
    page.line("");
    let to = match &readme.reference {
        Some(reference) => format!(
            "{}, your reference {}",
            one_line(&readme.recipient),
            one_line(reference)
        ),
        None => one_line(&readme.recipient),
    };
    page.fact("For", &to);
    page.fact("Given by", &one_line(&readme.given_by));
    page.fact(
        "Made",
        &format!("{}, profile \"{}\"", readme.made, readme.profile),
    );
    let (first, second) = readme
        .fingerprint
        .split_at_checked(32)
        .unwrap_or((&readme.fingerprint, ""));
    page.fact("Key", &eights(first));
    page.fact("", &eights(second));
    page.line("");
    page.line("EXTRACT ALL FIRST. Then open the files in the folder that results.");

    page.head("Read first");
    for (stem, what) in [
        ("chronology", "what happened, in order: begin here"),
        ("exhibits", "each exhibit with its label and a view of it"),
    ] {
        let volumes = bundle
            .documents
            .iter()
            .filter(|d| volume_of(d, stem))
            .count();
        if volumes > 0 {
            page.fact_wide(&format!("data\\{stem}.pdf"), what);
        }
        if volumes > 1 {
            page.fact_wide(
                &format!("data\\{stem}-2.pdf"),
                &format!("it goes on here: {volumes} volumes in all"),
            );
        }
    }
    for name in &bundle.documents {
        if !volume_of(name, "chronology") && !volume_of(name, "exhibits") {
            page.fact_wide(&format!("data\\{name}"), "a further document");
        }
    }
    page.fact_wide("data\\contacts.csv", "the chronology as a table");
    let bytes: u64 = originals.iter().map(|o| o.bytes).sum();
    let count = match originals.len() {
        0 => "none is given".to_owned(),
        1 => format!("1 file, {bytes} bytes, as it was sealed"),
        n => format!("{n} files, {bytes} bytes, as they were sealed"),
    };
    if !originals.is_empty() {
        page.fact_wide("data\\originals", &count);
    }
    page.fact_wide("data\\entries.jsonl", "the log itself, for the check");
    if originals
        .iter()
        .any(|o| original_name(&o.reference, &o.name).ends_with(".original"))
    {
        page.text(
            "A file that ends in .original could run or load something when it is opened with a \
             double click. It is given as it arrived; see its view in exhibits.pdf.",
        );
    }

    page.head("What is in it and what is not");
    page.text(&counted(readme.entries, &readme.counts));
    page.text(
        "These numbers are proved by the signed log: every entry has its line, also one that is \
         withheld. Why something is withheld is the giver's word.",
    );

    page.head("How to check that nothing was changed");
    if let Some(original) = originals.first() {
        let name = original_name(&original.reference, &original.name);
        page.text("1. One file, on Windows, in a command prompt in this folder; or in PowerShell:");
        page.code(&format!(
            "certutil -hashfile \"data\\originals\\{name}\" SHA256"
        ));
        page.code(&format!("Get-FileHash \"data\\originals\\{name}\""));
        page.text("The answer must be this; capitals do not matter:");
        page.code(&original.sha256);
        page.text("The same stands beside its name in manifest-sha256.txt, as for every file.");
    } else {
        page.text("1. One file, on Windows, in a command prompt in this folder; or in PowerShell:");
        page.code("certutil -hashfile \"data\\chronology.pdf\" SHA256");
        page.code("Get-FileHash \"data\\chronology.pdf\"");
        page.text("The answer must be what stands beside its name in manifest-sha256.txt.");
    }
    page.text("2. All files, on Linux, in this folder (on a Mac: shasum -a 256 -c):");
    page.code("sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt");
    page.code("sha256sum tagmanifest-sha256.txt");
    page.text("The second answer must be the number in manifest.note, which is signed.");
    page.text("3. Entries and signatures too, with Standfast or its short Python program:");
    page.code(&format!("standfast verify {}.zip", bundle.name));
    page.code(&format!("python3 standfast_verify.py {}.zip", bundle.name));
    page.text(
        "Then compare the key above with the one that the giver told you in another way. Without \
         that, the whole could have been made anew under another key.",
    );

    page.head("What a check does not show");
    page.text(
        "It shows that what is given was not changed since it was sealed, and how much is held \
         back. It does not show that what was written is true. \"Recorded\" is the writer's clock.",
    );
    page.0
}

/// "The record has 35 entries, 0 to 34: 28 shown, 5 in part, 2 withheld. …"
fn counted(entries: u64, counts: &Counts) -> String {
    let last = entries.saturating_sub(1);
    let mut text = format!(
        "The record of the case has {entries} {}, 0 to {last}: {} shown, {} shown in part, {} withheld.",
        if entries == 1 { "entry" } else { "entries" },
        counts.shown,
        counts.in_part,
        counts.withheld
    );
    let classes: Vec<String> = counts
        .classes
        .iter()
        .map(|(class, n)| format!("{n} {class}"))
        .collect();
    if !classes.is_empty() {
        let _ = write!(
            text,
            " Fields withheld from those in part: {}.",
            classes.join(", ")
        );
    }
    text
}

/// Without control and direction marks, which could make a line read as another.
fn one_line(words: &str) -> String {
    standfast_model::visible(words)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn eights(hex: &str) -> String {
    let mut out = String::new();
    for (at, c) in hex.chars().enumerate() {
        if at > 0 && at % 8 == 0 {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// `chronology.pdf`, and its further volumes `chronology-2.pdf` and so on.
fn volume_of(document: &str, stem: &str) -> bool {
    document
        .strip_prefix(stem)
        .and_then(|rest| rest.strip_suffix(".pdf"))
        .is_some_and(|volume| volume.is_empty() || volume.starts_with('-'))
}

struct Page(String);

impl Page {
    fn line(&mut self, line: &str) {
        self.0.push_str(line.trim_end());
        self.0.push_str("\r\n");
    }

    fn head(&mut self, title: &str) {
        self.line("");
        self.line(&title.to_uppercase());
    }

    fn fact(&mut self, label: &str, value: &str) {
        self.wrapped(&format!("{label:<12}"), value);
    }

    fn fact_wide(&mut self, label: &str, value: &str) {
        self.wrapped(&format!("{label:<22}"), value);
    }

    fn code(&mut self, command: &str) {
        self.line(&format!("     {command}"));
    }

    fn text(&mut self, words: &str) {
        self.wrapped("", words);
    }

    /// The words behind `first`, on as many lines as they need, each as far in as the first.
    fn wrapped(&mut self, first: &str, words: &str) {
        let indent = first.chars().count();
        let mut line = first.to_owned();
        let mut length = indent;
        let mut begun = false;
        for word in words.split_whitespace() {
            let letters = word.chars().count();
            if begun && length + 1 + letters > WIDTH {
                self.line(&line);
                line = " ".repeat(indent);
                length = indent;
                begun = false;
            }
            if begun {
                line.push(' ');
                length += 1;
            }
            line.push_str(word);
            length += letters;
            begun = true;
        }
        self.line(&line);
    }
}
