//! A PDF as independent programs see it: qpdf and poppler-utils. Where they are missing, the tests fail and say what
//! to do; a check that is skipped would look like one that passed.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::panic)]

use std::io::Write;
use std::process::{Command, Stdio};

use standfast_papers::Pdf;
use tempfile::NamedTempFile;

pub struct Checked {
    file: NamedTempFile,
}

/// Runs a program and gives what it printed; fails unless it ended well.
fn run(program: &str, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|e| {
            panic!("{program} cannot be run ({e}); to install it: cargo xtask setup")
        });
    assert!(
        output.status.success(),
        "{program} {arguments:?}: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

impl Checked {
    /// Writes the file to a place of its own and has qpdf check it.
    pub fn new(pdf: &Pdf) -> Self {
        let mut file = NamedTempFile::with_suffix(".pdf").unwrap();
        file.write_all(pdf.bytes()).unwrap();
        let checked = Self { file };
        let said = String::from_utf8(run("qpdf", &["--check", checked.path()])).unwrap();
        assert!(
            said.contains("No syntax or stream encoding errors found"),
            "{said}"
        );
        checked
    }

    fn path(&self) -> &str {
        self.file.path().to_str().unwrap()
    }

    /// The text of all pages, as laid out; a form feed between pages.
    pub fn text(&self) -> String {
        String::from_utf8(run(
            "pdftotext",
            &["-layout", "-enc", "UTF-8", self.path(), "-"],
        ))
        .unwrap()
    }

    /// The text in reading order with all white space as single spaces, to look for sentences that wrap.
    pub fn flat(&self) -> String {
        let text = String::from_utf8(run(
            "pdftotext",
            &["-raw", "-enc", "UTF-8", self.path(), "-"],
        ))
        .unwrap();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The pages' texts.
    pub fn pages(&self) -> Vec<String> {
        let text = self.text();
        text.trim_end_matches('\u{c}')
            .split('\u{c}')
            .map(str::to_owned)
            .collect()
    }

    /// A line of `pdfinfo`, such as `Tagged`.
    pub fn info(&self, name: &str) -> Option<String> {
        let all = String::from_utf8(run("pdfinfo", &[self.path()])).unwrap();
        all.lines().find_map(|line| {
            Some(
                line.strip_prefix(name)?
                    .strip_prefix(':')?
                    .trim()
                    .to_owned(),
            )
        })
    }

    /// The XMP metadata.
    pub fn metadata(&self) -> String {
        String::from_utf8(run("pdfinfo", &["-meta", self.path()])).unwrap()
    }

    /// The tag tree, as poppler reads it.
    pub fn structure(&self) -> String {
        String::from_utf8_lossy(&run("pdfinfo", &["-struct", self.path()])).into_owned()
    }

    /// Words with their place on the page in points: `(x, y, word)`, of all pages.
    pub fn places(&self) -> Vec<(f64, f64, String)> {
        let html = String::from_utf8(run("pdftotext", &["-bbox", self.path(), "-"])).unwrap();
        let part = |line: &str, from: &str, to: &str| -> Option<String> {
            Some(line.split_once(from)?.1.split_once(to)?.0.to_owned())
        };
        html.lines()
            .filter_map(|line| {
                let x = part(line, "xMin=\"", "\"")?.parse().ok()?;
                let y = part(line, "yMin=\"", "\"")?.parse().ok()?;
                Some((x, y, part(line, "\">", "</word>")?))
            })
            .collect()
    }

    /// The file with nothing compressed, as bytes: what a curious reader finds in it.
    pub fn laid_open(&self) -> Vec<u8> {
        run(
            "qpdf",
            &[
                "--qdf",
                "--object-streams=disable",
                "--decode-level=all",
                self.path(),
                "-",
            ],
        )
    }
}
