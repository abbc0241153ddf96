//! Letters: what the practice sends, and what the clinician says once.
#![allow(missing_docs, clippy::unwrap_used)]

mod checked;
mod knee;

use checked::Checked;
use standfast_papers::{Drafted, Letter, Override, PaperError, State, TemplateSet, letter};

fn draft(input: &Letter) -> Drafted {
    letter(input, &TemplateSet::built_in().unwrap()).unwrap()
}

#[test]
fn the_warning_letter_has_its_four_parts_on_one_page() {
    let drafted = draft(&knee::warning());
    assert_eq!(drafted.pdf.pages(), 1);
    assert_eq!(drafted.gaps, []);
    let flat = Checked::new(&drafted.pdf).flat();
    for part in [
        "What you have done is not appropriate.",
        "has upset and worried Dr Quillmarsh.",
        "It must stop",
        "in the 12 months from the date of this letter, we may have you taken off our list of patients, because",
        "we may tell the police.",
    ] {
        assert!(flat.contains(part), "without \"{part}\": {flat}");
        assert!(
            drafted
                .text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .contains(part),
            "text without \"{part}\""
        );
    }
}

#[test]
fn the_address_stands_where_the_window_of_an_envelope_is() {
    let places = Checked::new(&draft(&knee::warning()).pdf).places();
    let millimetres = |points: f64| points / 72.0 * 25.4;
    let (x, y, _) = places.iter().find(|(_, _, word)| word == "Corvin").unwrap();
    assert!(
        (20.0..40.0).contains(&millimetres(*x)),
        "{} mm from the left",
        millimetres(*x)
    );
    assert!(
        (43.0..52.0).contains(&millimetres(*y)),
        "{} mm from the top",
        millimetres(*y)
    );
}

#[test]
fn a_letter_does_not_tell_that_a_log_exists() {
    for input in [knee::warning(), knee::boundary_reply()] {
        let drafted = draft(&input);
        let file = Checked::new(&drafted.pdf);
        let open = String::from_utf8_lossy(&file.laid_open()).to_lowercase();
        let read = format!(
            "{} {} {}",
            file.flat(),
            drafted.text,
            drafted.message.unwrap_or_default()
        )
        .to_lowercase();
        for word in [
            " log ",
            "logged",
            "evidence",
            "standfast",
            "exhibit",
            "chronology",
            "dossier",
            "stalk",
            "harass",
        ] {
            assert!(!read.contains(word), "{} says \"{word}\"", input.template);
        }
        assert_eq!(
            file.info("Title").as_deref(),
            Some("Letter from Thistlequern Surgery")
        );
        assert_eq!(file.info("Author").as_deref(), Some("Thistlequern Surgery"));
        for name in ["Creator", "Producer", "Subject", "Keywords"] {
            assert_eq!(file.info(name), None, "{name} is told");
        }
        assert!(!open.contains("standfast") && !open.contains("typst"));
    }
}

#[test]
fn what_is_not_known_stands_visibly_and_is_listed() {
    let mut input = knee::warning();
    input.fields.remove("practice-address");
    input.fields.insert("signed-by".to_owned(), "  ".to_owned());
    let drafted = draft(&input);
    let listed: Vec<&str> = drafted.gaps.iter().map(|gap| gap.shown.as_str()).collect();
    assert_eq!(listed, ["[practice address]", "[signed by]"]);
    assert!(drafted.gaps.iter().all(|gap| !gap.asks.is_empty()));
    let flat = Checked::new(&drafted.pdf).flat();
    for shown in listed {
        assert!(
            flat.contains(shown) && drafted.text.contains(shown),
            "{shown} is not to be seen"
        );
    }
}

#[test]
fn an_empty_letter_is_still_a_letter() {
    let mut input = knee::boundary_reply();
    input.fields.clear();
    let drafted = draft(&input);
    let asked = TemplateSet::built_in().unwrap();
    assert_eq!(
        drafted.gaps.len(),
        asked.gaps("boundary-reply").unwrap().len()
    );
    Checked::new(&drafted.pdf);
}

#[test]
fn only_a_draft_says_that_it_is_one() {
    let mut input = knee::warning();
    assert!(!draft(&input).text.contains("DRAFT"));
    input.state = State::Draft;
    let drafted = draft(&input);
    assert!(drafted.text.contains("DRAFT for approval. Not sent."));
    assert!(
        Checked::new(&drafted.pdf)
            .flat()
            .contains("Draft for approval. Not sent.")
    );
    assert_eq!(drafted.pdf.pages(), 1);
}

#[test]
fn a_field_is_never_markup_and_never_fills_another_gap() {
    let mut input = knee::boundary_reply();
    let hostile = "#read(\"/etc/passwd\") {practice} *b* $x$ \\ \u{202E}\u{0} `r` @a <l> \u{4F60}";
    input
        .fields
        .insert("conduct".to_owned(), hostile.to_owned());
    let drafted = draft(&input);
    let flat = Checked::new(&drafted.pdf).flat();
    assert!(
        flat.contains(
            "#read(\"/etc/passwd\") {practice} *b* $x$ \\ [U+202E][U+0000] `r` @a <l> [U+4F60]"
        ),
        "{flat}"
    );
    assert!(drafted.text.contains("[U+202E][U+0000]") && drafted.text.contains('\u{4F60}'));
}

#[test]
fn a_practice_words_its_own_letter() {
    let text = include_str!("../../../templates/warning/wording.toml")
        .replace("I am writing for {practice} about", "We write about");
    let own = TemplateSet::with_overrides(&[Override {
        path: "warning/wording.toml".to_owned(),
        text,
    }])
    .unwrap();
    assert!(
        letter(&knee::warning(), &own)
            .unwrap()
            .text
            .contains("We write about")
    );
}

#[test]
fn a_letter_that_is_not_there_is_named_with_those_that_are() {
    let mut input = knee::warning();
    input.template = "valentine".to_owned();
    let error = letter(&input, &TemplateSet::built_in().unwrap()).unwrap_err();
    assert!(matches!(error, PaperError::NoTemplate(..)));
    assert_eq!(
        error.to_string(),
        "there is no letter template \"valentine\"; there are: boundary-letter, boundary-reply, briefing, chaperone-notice, commissioner-notice, defence-organisation-request, manager-note, paper-log, personal-statement, police-cover, reception-plan, removal, removal-with-reasons, safety-checklist, statement, transfer, warning"
    );
}

#[test]
fn the_texts_read_as_they_should() {
    insta::assert_snapshot!("warning", draft(&knee::warning()).text);
    let reply = draft(&knee::boundary_reply());
    insta::assert_snapshot!("boundary-reply", reply.text);
    insta::assert_snapshot!("boundary-reply-message", reply.message.unwrap());
}
