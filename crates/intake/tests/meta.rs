//! Facebook, Messenger and Instagram: what a person who imports such a download relies on, and
//! files that mean harm to its reader.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::fmt::Write as _;
use std::path::Path;

use common::{MEAN, files, grows_with, settings};
use proptest::prelude::*;
use standfast_intake::{
    Certainty, Counts, Flow, IntakeError, Parties, READERS, Reader, Report, Source, Survey, Tally,
    write_extract,
};
use standfast_model::draft::Draft;

fn meta() -> &'static dyn Reader {
    *READERS.iter().find(|r| r.id().as_str() == "meta").unwrap()
}

fn corpus(name: &str) -> Source {
    let path = files("meta").into_iter().find(|p| p.ends_with(name));
    Source::open(&path.unwrap()).unwrap()
}

fn drafts(source: &Source) -> (Report, Vec<Draft>) {
    let mut drafts = Vec::new();
    let report =
        standfast_intake::read::<IntakeError>(source, meta().id(), &settings(), &mut |draft| {
            drafts.push(draft);
            Ok(Flow::Go)
        });
    (report.unwrap(), drafts)
}

/// Counts of an import between Ned and Ada, and the extract that it would seal.
fn import(source: &Source) -> (Counts, String) {
    let survey = meta().survey(source, &settings()).unwrap();
    let mut tally = Tally::new(Parties::new(["Ned Harrow"], ["Ada Wren"]), &survey);
    let mut extract = Vec::new();
    for draft in drafts(source).1 {
        if let standfast_intake::Seen::Take { .. } = tally.see(&draft, None, |_| false) {
            write_extract(&mut extract, &draft).unwrap();
        }
    }
    (tally.finish(), String::from_utf8(extract).unwrap())
}

fn one(text: &str) -> Source {
    Source::from_bytes("message_1.json", text.as_bytes().to_vec()).unwrap()
}

fn message(content: &str) -> String {
    format!(
        r#"{{"sender_name": "Ned Harrow", "timestamp_ms": 1740996000000, "content": "{content}"}}"#
    )
}

fn talk(messages: &[String]) -> String {
    format!(
        r#"{{"participants": [{{"name": "Ned Harrow"}}, {{"name": "Ada Wren"}}], "messages": [{}], "title": "Ned Harrow"}}"#,
        messages.join(",")
    )
}

#[test]
fn the_folders_say_which_site_it_is() {
    for (file, platform) in [
        ("f74-instagram.zip", Some("instagram")),
        ("f74-instagram-old.zip", Some("instagram")),
        ("f62-kinds.zip", Some("facebook")),
        ("f65-encrypted.zip", Some("facebook")),
        ("group.json", None),
    ] {
        let (_, drafts) = drafts(&corpus(file));
        assert_eq!(drafts[0].platform.as_deref(), platform, "{file}");
    }
}

#[test]
fn every_file_of_the_corpus_is_recognised_and_no_other() {
    for path in files("meta") {
        let source = Source::open(&path).unwrap();
        assert_eq!(standfast_intake::detect(&source).unwrap(), meta().id());
    }
    for path in ["mail", "mbox", "whatsapp"].into_iter().flat_map(files) {
        if let Ok(source) = Source::open(&path) {
            assert_eq!(meta().recognise(&source), Certainty::No, "{path:?}");
        }
    }
}

#[test]
fn a_conversation_in_two_folders_is_taken_once_and_a_flood_is_kept() {
    let (counts, _) = import(&corpus("f67-in-two-folders.zip"));
    assert_eq!((counts.taken, counts.already), (4, 3));
    let (counts, _) = import(&corpus("flood-of-equal-messages.json"));
    assert_eq!((counts.taken, counts.from_subject), (5, 4));
}

#[test]
fn the_same_messages_in_a_second_download_are_known() {
    let first = talk(&[message("two"), message("one"), message("one")]);
    let later = talk(&[
        message("three"),
        message("two"),
        message("one"),
        message("one"),
    ]);
    let pretty = later.replace(", ", ",\n    ").replace("one", "\\u006fne");
    let known: Vec<String> = drafts(&one(&first))
        .1
        .into_iter()
        .map(|d| d.identity)
        .collect();
    let again: Vec<String> = drafts(&one(&pretty))
        .1
        .into_iter()
        .map(|d| d.identity)
        .collect();
    assert_eq!(again[1..], known);
    assert!(!known.contains(&again[0]));
}

#[test]
fn of_people_who_are_neither_of_the_two_nothing_is_taken() {
    let (counts, extract) = import(&corpus("f65-encrypted.zip"));
    assert_eq!((counts.taken, counts.left_out()), (6, 1));
    assert!(!extract.contains("tea?") && !extract.contains("Cy Orme"));
    let (counts, extract) = import(&corpus("group.json"));
    assert_eq!((counts.taken, counts.left_out()), (2, 1));
    assert!(!extract.contains("two"));
}

#[test]
fn what_the_clinician_wrote_counts_though_the_subject_never_answered() {
    let text = talk(&[message("please do not write").replace("Ned Harrow", "Ada Wren")]);
    let (counts, _) = import(&one(&text));
    assert_eq!((counts.taken, counts.from_clinician), (1, 1));
}

#[test]
fn an_extract_is_the_bytes_of_the_records_and_reads_as_json() {
    let (_, extract) = import(&corpus("f72-reactions.json"));
    assert!(extract.contains(r"\u00f0\u009f\u0098\u00a0"));
    let records = serde_json::Deserializer::from_str(&extract).into_iter::<serde_json::Value>();
    assert!(records.map(Result::unwrap).count() > 0);
}

#[test]
fn errors_and_problems_bear_no_words_and_no_names() {
    let source = one(
        r#"{"participants": [], "messages": [{"sender_name": "Ned Harrow", "content": "secret"#,
    );
    let error =
        standfast_intake::read::<IntakeError>(&source, meta().id(), &settings(), &mut |_| {
            Ok(Flow::Go)
        });
    let said = error.unwrap_err().to_string();
    assert!(said.contains("sender_name"), "{said}");
    assert!(!said.contains("Ned") && !said.contains("secret"), "{said}");
}

#[test]
fn brackets_without_end() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(500_000), close.repeat(500_000));
        let bad = format!(
            r#"{{"sender_name": "Ned Harrow", "timestamp_ms": 1740996000000, "share": {deep}}}"#
        );
        let (report, drafts) = drafts(&one(&talk(&[message("before"), bad, message("after")])));
        assert_eq!((report.drafts, report.not_understood), (2, 1));
        assert_eq!(drafts[1].words.as_deref(), Some("after"));
    }
    let (report, _) = drafts(&one(&talk(&[message("x"), "[".repeat(3_000_000)])));
    assert_eq!((report.drafts, report.not_understood), (1, 1));
}

#[test]
fn a_text_over_the_limit_costs_itself_only() {
    let (report, drafts) = drafts(&one(&talk(&[
        message(&"x".repeat(1 << 20)),
        message(&"y".repeat(5 << 20)),
        message("after"),
    ])));
    assert_eq!((report.drafts, report.not_understood), (2, 1));
    assert_eq!(drafts[0].words.as_ref().map(String::len), Some(1 << 20));
    assert!(report.problems[0].why.contains("2 MB"));
    assert_eq!(drafts[1].words.as_deref(), Some("after"));
}

/// What a broken record swallowed is read again. How often that was done is the work that a file of
/// them takes: it ends somewhere, and does not grow with the file.
#[test]
fn a_file_of_broken_records_stays_cheap() {
    let tries = |records: usize| {
        let broken = r#"{"sender_name": "Ned Harrow", "content": "no end, "#.repeat(records);
        let (report, _) = drafts(&one(&talk(&[message("first"), broken])));
        assert!(report.drafts >= 1 && report.not_understood > 0);
        assert!(report.problems.len() <= standfast_intake::limits::PROBLEMS);
        report.not_understood
    };
    let few = tries(60_000);
    assert!(few < 10_000, "{few}");
    assert_eq!(tries(120_000), few);
}

#[test]
fn names_of_fields_do_not_fill_the_report() {
    let mut fields = String::new();
    for n in 0..20_000 {
        write!(fields, r#", "f{n}": {n}, "odd \u001b[31m {n}": 1"#).unwrap();
    }
    let text = talk(&[message("x").replace("\"}", &format!("\"{fields}}}"))]);
    let (report, _) = drafts(&one(&text));
    assert_eq!(report.drafts, 1);
    assert!(report.unknown.len() <= standfast_intake::limits::UNKNOWN + 1);
    assert!(report.unknown.keys().all(|k| !k.contains('\u{1b}')));
}

#[test]
fn a_cut_at_every_byte_keeps_what_stood_before() {
    let text = talk(&[message("one"), message("two"), message("three")]);
    let ends: Vec<usize> = text.match_indices("\"}").map(|(at, _)| at + 2).collect();
    let begins = text.find("[{\"sender").unwrap();
    for cut in begins..text.len() {
        let source = one(&text[..cut]);
        let whole = ends
            .iter()
            .filter(|end| **end > begins && **end <= cut)
            .count()
            .min(3);
        let mut words = Vec::new();
        let report = standfast_intake::read::<IntakeError>(
            &source,
            meta().id(),
            &settings(),
            &mut |draft| {
                words.push(draft.words.unwrap());
                Ok(Flow::Go)
            },
        );
        assert_eq!(words, ["one", "two", "three"][..whole], "cut at {cut}");
        if let Ok(report) = report {
            assert!(!report.problems.is_empty(), "cut at {cut}");
        }
    }
}

/// All ways at once; an answer of any kind will do.
fn answered(name: &str, bytes: Vec<u8>) -> Option<(Survey, Report)> {
    let source = Source::from_bytes(name, bytes).ok()?;
    let survey = meta().survey(&source, &settings());
    let report =
        standfast_intake::read::<IntakeError>(&source, meta().id(), &settings(), &mut |draft| {
            assert!(draft.place.bytes.0 <= draft.place.bytes.1);
            Ok(Flow::Go)
        });
    survey.ok().zip(report.ok())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        answered("message_1.json", bytes.clone());
        let mut text = b"{\"participants\": [], \"messages\": [".to_vec();
        text.extend_from_slice(&bytes);
        answered("message_1.json", text);
    }

    #[test]
    fn any_pieces_of_json_never_panic(pieces in proptest::collection::vec(prop_oneof![
        Just("{"), Just("}"), Just("["), Just("]"), Just(","), Just(":"), Just("\""), Just("\\"), Just("\n"), Just("\\ud83d"), Just("\\u00c3\\u00a9"),
        Just("\"sender_name\""), Just("{\"sender_name\":\"N\","), Just("\"timestamp_ms\":1740996000000"), Just("\"content\":\"x\""), Just("\"messages\":["), Just("\"photos\":[{\"uri\":\"../x\"}]"), Just("null"), Just("1e999"), Just("é"),
    ], 0..60)) {
        answered("message_1.json", format!("{{\"messages\":[{}", pieces.concat()).into_bytes());
    }

    #[test]
    fn any_words_come_back_as_they_were(words in "[^\u{80}-\u{FF}]{1,40}", name in "[A-Z][a-z]{1,10}") {
        prop_assume!(!words.trim().is_empty());
        let record = serde_json::json!({ "sender_name": name, "timestamp_ms": 1_740_996_000_000_u64, "content": words });
        let mangled: String = words.bytes().map(char::from).collect();
        let as_the_sites_do = serde_json::json!({ "sender_name": name, "timestamp_ms": 1_740_996_000_000_u64, "content": mangled });
        for record in [record, as_the_sites_do] {
            let (report, drafts) = drafts(&one(&talk(&[record.to_string()])));
            prop_assert_eq!(report.drafts + report.system, 1);
            let said = drafts[0].words.as_ref().or(drafts[0].title.as_ref());
            prop_assert_eq!(said, Some(&words));
        }
    }
}

#[test]
fn a_single_page_of_html_says_what_to_ask_for() {
    let path = Path::new("message_1.html");
    let source = Source::from_bytes(path.to_string_lossy(), b"<html></html>".to_vec()).unwrap();
    let error = meta().survey(&source, &settings()).unwrap_err();
    assert!(error.advice().contains("JSON"));
}

fn block(who: &str, text: &str, date: &str) -> String {
    format!(
        "<div class=\"m\"><div>{who}</div><div><div><div></div><div>{text}</div></div></div><div>{date}</div></div>"
    )
}

fn page(blocks: &[String]) -> Source {
    let text = format!(
        "<html><head><title>Ned Harrow</title></head><body><div><div>Ned Harrow</div><div>{}</div></div></body></html>",
        blocks.concat()
    );
    Source::from_bytes("message_1.html", text.into_bytes()).unwrap()
}

#[test]
fn a_page_brings_both_sides_and_a_flood_is_kept() {
    let (counts, extract) = import(&corpus("flood-on-pages.zip"));
    assert_eq!((counts.taken, counts.from_subject), (5, 4));
    assert!(extract.contains("Answer me."));
    // What stands as JSON, too, is not read again from the page.
    let (counts, _) = import(&corpus("f68-one-of-two-as-json.zip"));
    assert_eq!((counts.taken, counts.already), (3, 0));
}

#[test]
fn the_same_messages_of_a_page_in_a_second_download_are_known_and_never_those_of_json() {
    let (one, two) = ("Sep 13, 2020, 12:26 PM", "Sep 13, 2020, 12:25 PM");
    let first = [block("Ned Harrow", "x", one), block("Ned Harrow", "x", one)];
    let later = [&[block("Ned Harrow", "y", two)][..], &first].concat();
    let identities = |blocks: &[String]| -> Vec<String> {
        let (_, drafts) = drafts(&page(blocks));
        drafts.into_iter().map(|d| d.identity).collect()
    };
    let known = identities(&first);
    assert_eq!(identities(&later)[1..], known);
    assert_ne!(known[0], known[1]);
    let as_json = message("x").replace("1740996000000", "1600000000000");
    let (_, json) = drafts(&self::one(&talk(&[as_json])));
    assert!(!known.contains(&json[0].identity));
}

#[test]
fn a_text_of_a_page_cannot_pretend_to_be_a_message() {
    let date = "Sep 13, 2020, 12:26 PM";
    let fake = "</div><div>Sep 14, 2020, 1:00 AM";
    let (report, drafts) = drafts(&page(&[
        block("Ned Harrow", fake, date),
        block("Ada Wren", "no", date),
    ]));
    assert_eq!((report.drafts, report.not_understood), (2, 0));
    let who: Vec<String> = drafts
        .iter()
        .map(|d| d.from.as_ref().unwrap().shown())
        .collect();
    assert_eq!(who, ["Ned Harrow", "Ada Wren"]);
}

#[test]
fn days_and_months_that_nothing_decides_are_asked_about_and_the_answer_counts() {
    let source = corpus("f69-numbers-undecided.zip");
    let mut settings = settings();
    let read = |settings: &standfast_intake::Settings| {
        let mut times = Vec::new();
        standfast_intake::read::<IntakeError>(&source, meta().id(), settings, &mut |draft| {
            times.push(draft.time);
            Ok(Flow::Go)
        })
        .map(|report| (report, times))
    };
    assert!(read(&settings).unwrap_err().is_question());
    settings.date_order = Some(standfast_intake::DateOrder::Mdy);
    let (report, times) = read(&settings).unwrap();
    assert_eq!(
        report.dates.unwrap().to_string(),
        "mdy, as said for this import"
    );
    let told = format!("{:?}", times[0]);
    assert!(told.contains("2020-03-04T14:37:00"), "{told}");
}

#[test]
fn pages_that_mean_harm() {
    let date = "Sep 13, 2020, 12:26 PM";
    for (begins, unit, count, ends) in MEAN {
        grows_with([count / 8, *count], |count| {
            let bad = format!("{begins}{}{ends}", unit.repeat(count));
            let source = page(&[
                block("Ned Harrow", "first", date),
                block("Ned Harrow", &bad, date),
                block("Ned Harrow", "last", date),
            ]);
            let (_, drafts) = drafts(&source);
            assert_eq!(drafts[0].words.as_deref(), Some("first"));
            assert_eq!(drafts.last().unwrap().words.as_deref(), Some("last"));
        });
    }
}

#[test]
fn a_page_cut_at_every_byte_keeps_what_stood_before() {
    let date = "Sep 13, 2020, 12:26 PM";
    let words = ["one", "two", "three"];
    let text = words.map(|w| block("Ned Harrow", w, date)).concat();
    let ends: Vec<usize> = text
        .match_indices(&format!("{date}</div></div>"))
        .map(|(at, _)| at + date.len() + 12)
        .collect();
    for cut in ends[0]..text.len() {
        let whole = ends.iter().filter(|end| **end <= cut).count();
        let source = Source::from_bytes(
            "message_1.html",
            format!("<html><body><div>{}", &text[..cut]).into_bytes(),
        );
        let (_, drafts) = drafts(&source.unwrap());
        for (draft, words) in drafts.iter().take(whole).zip(words) {
            assert_eq!(draft.words.as_deref(), Some(words), "cut at {cut}");
        }
        assert!(drafts.len() >= whole, "cut at {cut}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces_of_a_page_never_panic(pieces in proptest::collection::vec(prop_oneof![
        Just("<div>"), Just("</div>"), Just("<section class=\"x\">"), Just("</section>"), Just("Ned"), Just("Sep 13, 2020, 12:26 PM"), Just("03/04/2020, 14:37"), Just("<a href=\"../x.jpg\">"), Just("<ul><li>"),
        Just("<"), Just(">"), Just("\""), Just("&"), Just("<!--"), Just("<script>"), Just("<title>"), Just("\0"), Just("Ã©"), Just("<br>"),
    ], 0..60)) {
        answered("message_1.html", format!("<div>{}", pieces.concat()).into_bytes());
    }

    #[test]
    fn any_date_is_answered(text in "[0-9A-Za-z./:, +年月日\u{e9}\u{202f}-]{0,30}") {
        answered("message_1.html", format!("<div><div><div>Ned</div><div>x</div><div>{text}</div></div></div>").into_bytes());
    }
}
