//! What every paper must be, whichever it is: archival, accessible, the same each time, and without a trace of the
//! machine it was made on.
#![allow(missing_docs, clippy::unwrap_used)]

mod checked;
mod knee;

use checked::Checked;
use standfast_papers::{Pdf, TemplateSet, chronology, exhibits, letter};

fn all() -> Vec<(&'static str, Pdf)> {
    let templates = TemplateSet::built_in().unwrap();
    vec![
        ("chronology", chronology(&knee::chronology()).unwrap()),
        ("exhibits", exhibits(&knee::exhibits()).unwrap()),
        ("warning", letter(&knee::warning(), &templates).unwrap().pdf),
        (
            "boundary-reply",
            letter(&knee::boundary_reply(), &templates).unwrap().pdf,
        ),
    ]
}

fn holds(haystack: &[u8], needle: &str) -> bool {
    haystack
        .windows(needle.len())
        .any(|part| part.eq_ignore_ascii_case(needle.as_bytes()))
}

#[test]
fn each_is_archival_and_accessible_in_one_file() {
    for (name, pdf) in all() {
        let file = Checked::new(&pdf);
        let meta = file.metadata();
        for claim in [
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
        ] {
            assert!(
                meta.contains(claim),
                "{name} does not claim {claim}: {meta}"
            );
        }
        assert_eq!(file.info("Tagged").as_deref(), Some("yes"), "{name}");
        assert!(
            file.info("Title").is_some_and(|title| !title.is_empty()),
            "{name} has no title"
        );
        assert!(
            holds(&file.laid_open(), "/Lang (en-GB)"),
            "{name} has no language"
        );
        assert_eq!(file.info("Pages"), Some(pdf.pages().to_string()), "{name}");
        let structure = file.structure();
        assert!(
            structure.contains("H1"),
            "{name} has no first heading: {structure}"
        );
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for ((name, once), (_, again)) in all().into_iter().zip(all()) {
        assert!(once.bytes() == again.bytes(), "{name} differs");
    }
}

#[test]
fn nothing_of_the_machine_or_of_the_program_is_in_a_file() {
    let here = std::env::current_dir().unwrap();
    let folder = here.to_str().unwrap();
    let mut canaries = vec![
        folder,
        "typst",
        "krilla",
        "standfast",
        "/tmp/",
        "/home/",
        "/usr/",
    ];
    let person = std::env::var("USER").unwrap_or_default();
    if person.len() > 3 {
        canaries.push(&person);
    }
    for (name, pdf) in all() {
        let open = Checked::new(&pdf).laid_open();
        for canary in &canaries {
            assert!(!holds(&open, canary), "{name} tells {canary}");
        }
    }
}
