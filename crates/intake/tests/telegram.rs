//! Telegram: what a person who imports such an export relies on, and files that mean harm to its
//! reader.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{MEAN, files, grows_with, settings};
use proptest::prelude::*;
use standfast_intake::{
    Certainty, Counts, Flow, IntakeError, Parties, READERS, Reader, Report, Source, Tally,
    write_extract,
};
use standfast_model::draft::Draft;

fn telegram() -> &'static dyn Reader {
    *READERS
        .iter()
        .find(|r| r.id().as_str() == "telegram")
        .unwrap()
}

fn corpus(name: &str) -> Source {
    let path = files("telegram").into_iter().find(|p| p.ends_with(name));
    Source::open(&path.unwrap()).unwrap()
}

fn drafts(source: &Source) -> (Report, Vec<Draft>) {
    let mut drafts = Vec::new();
    let report =
        standfast_intake::read::<IntakeError>(source, telegram().id(), &settings(), &mut |draft| {
            drafts.push(draft);
            Ok(Flow::Go)
        });
    (report.unwrap(), drafts)
}

/// Counts of an import between Ned and Ada, and the extract that it would seal.
fn import(source: &Source) -> (Counts, String) {
    let survey = telegram().survey(source, &settings()).unwrap();
    let mut tally = Tally::new(Parties::new(["user700900123"], ["user700900777"]), &survey);
    let mut extract = Vec::new();
    for draft in drafts(source).1 {
        if let standfast_intake::Seen::Take { .. } = tally.see(&draft, None, |_| false) {
            write_extract(&mut extract, &draft).unwrap();
        }
    }
    (tally.finish(), String::from_utf8(extract).unwrap())
}

fn one(text: &str) -> Source {
    Source::from_bytes("result.json", text.as_bytes().to_vec()).unwrap()
}

fn message(id: u32, text: &str) -> String {
    format!(
        r#"{{"id": {id}, "type": "message", "date": "2024-01-15T10:00:00", "date_unixtime": "1705312800", "from": "Ned Harrow", "from_id": "user700900123", "text": "{text}"}}"#
    )
}

fn chat(messages: &[String]) -> String {
    format!(
        r#"{{"name": "Ned Harrow", "type": "personal_chat", "id": 700900123, "messages": [{}]}}"#,
        messages.join(",")
    )
}

#[test]
fn every_file_of_the_corpus_is_recognised_and_no_other() {
    for path in files("telegram") {
        let source = Source::open(&path).unwrap();
        assert_eq!(
            standfast_intake::detect(&source).unwrap(),
            telegram().id(),
            "{path:?}"
        );
    }
    for path in ["mail", "mbox", "whatsapp", "meta", "sms"]
        .into_iter()
        .flat_map(files)
    {
        if let Ok(source) = Source::open(&path) {
            assert_eq!(telegram().recognise(&source), Certainty::No, "{path:?}");
        }
    }
}

#[test]
fn of_all_chats_only_what_is_between_the_two_is_taken() {
    let (counts, extract) = import(&corpus("all-chats.json"));
    assert_eq!((counts.taken, counts.left_out()), (5, 4));
    for canary in ["tea?", "yes", "my own", "\"hello\""] {
        assert!(!extract.contains(canary), "{canary}");
    }
    // In a group that the subject is in, what the clinician wrote to it counts.
    assert!(extract.contains("hello you") && extract.contains("gone now"));
}

#[test]
fn where_a_bracket_is_missing_nothing_of_another_chat_is_taken() {
    let (counts, extract) = import(&corpus("bracket-missing-between-chats.json"));
    assert_eq!((counts.taken, counts.left_out()), (1, 2));
    assert!(!extract.contains("tea?") && !extract.contains("yes"));
}

#[test]
fn where_a_list_is_not_closed_what_follows_is_still_in_its_own_chat() {
    let cy = chat(&[message(2, "two")]).replace("700900123, \"messages", "5, \"messages");
    let ned = chat(&[message(1, "one")]);
    let lists = |first: &str| {
        format!(
            r#"{{"about": "x", "chats": {{"about": "x", "list": [{first}}}, "left_chats": {{"about": "x", "list": [{cy}]}}}}"#
        )
    };
    let unclosed_chat = ned.trim_end_matches("]}");
    for text in [
        lists(&ned),
        lists(&format!("{unclosed_chat}, {cy}]")),
        format!("{unclosed_chat}, {cy}]}}"),
    ] {
        let (report, drafts) = drafts(&one(&text));
        assert!(!report.problems.is_empty());
        let threads = |words: &str| -> Vec<&str> {
            let said = drafts.iter().filter(|d| d.words.as_deref() == Some(words));
            said.map(|d| d.thread.as_str()).collect()
        };
        assert_eq!(threads("one"), ["personal_chat 700900123"], "{text}");
        let two = threads("two");
        assert!(
            !two.is_empty() && !two.contains(&"personal_chat 700900123"),
            "{text}"
        );
    }
}

#[test]
fn the_same_messages_in_two_exports_of_one_archive_are_taken_once() {
    let (counts, _) = import(&corpus("two-exports.zip"));
    assert_eq!((counts.taken, counts.already), (4, 2));
    let (counts, _) = import(&corpus("flood-of-equal-messages.json"));
    assert_eq!((counts.taken, counts.from_subject), (6, 5));
    let (counts, _) = import(&corpus("flood-without-numbers.json"));
    assert_eq!((counts.taken, counts.from_subject), (4, 3));
}

#[test]
fn one_chat_alone_and_among_all_others_has_the_same_identities() {
    let alone = chat(&[message(1, "one"), message(2, "two")]);
    let all = format!(
        r#"{{"about": "x", "contacts": {{"list": []}}, "chats": {{"about": "x", "list": [{{"name": "Cy", "type": "personal_chat", "id": 5, "messages": []}}, {alone}]}}}}"#
    );
    let identities = |text: &str| -> Vec<String> {
        let (_, drafts) = drafts(&one(text));
        drafts.into_iter().map(|d| d.identity).collect()
    };
    assert_eq!(identities(&alone), identities(&all));
}

#[test]
fn a_page_and_the_json_of_a_chat_have_the_same_identities() {
    let told = |name: &str| -> Vec<(String, Option<String>)> {
        let (_, drafts) = drafts(&corpus(name));
        drafts.into_iter().map(|d| (d.identity, d.words)).collect()
    };
    let json = told("f108-the-same-as-json.json");
    assert_eq!(json, told("f108-the-same-as-page.html"));
    assert_eq!(json, told("f108-json-beside-pages.zip"));
    assert_eq!(json.len(), 4);
}

#[test]
fn a_joined_message_is_of_whom_the_one_before_it_is_and_else_of_nobody() {
    let (_, drafts) = drafts(&corpus("pages-in-order.zip"));
    let who: Vec<String> = drafts
        .iter()
        .map(|d| d.from.as_ref().unwrap().shown())
        .collect();
    let [ned, ada] = ["Ned Harrow", "Ada Wren"];
    assert_eq!(who, [ned, ned, ned, ada, ada, ada]);
    let survey = telegram()
        .survey(&corpus("joined-to-nobody.html"), &settings())
        .unwrap();
    let mut tally = Tally::new(Parties::new(["Ned Harrow"], ["Ada Wren"]), &survey);
    for draft in self::drafts(&corpus("joined-to-nobody.html")).1 {
        tally.see(&draft, None, |_| false);
    }
    assert_eq!(tally.counts().taken, 3);
}

fn page_message(n: usize, text: &str) -> String {
    format!(
        r#"<div class="message default clearfix" id="message{n}"><div class="body"><div class="pull_right date details" title="15.01.2024 10:00:00 UTC+01:00">10:00</div><div class="from_name">Ned</div><div class="text">{text}</div></div></div>"#
    )
}

fn page(messages: &[String]) -> String {
    format!(
        r#"<html><body><div class="page_wrap"><div class="page_header"><div class="text bold">Ned</div></div><div class="history">{}</div></div></body></html>"#,
        messages.concat()
    )
}

fn of_page(text: &str) -> Source {
    Source::from_bytes("messages.html", text.as_bytes().to_vec()).unwrap()
}

#[test]
fn a_page_cut_at_every_byte_keeps_what_stood_before() {
    let text = page(&[
        page_message(1, "one"),
        page_message(2, "two"),
        page_message(3, "three"),
    ]);
    let begins: Vec<usize> = text
        .match_indices("<div class=\"message")
        .map(|(at, _)| at)
        .collect();
    for cut in begins[1]..text.len() {
        let whole = begins.iter().filter(|at| **at < cut).count() - 1;
        let (report, drafts) = drafts(&of_page(&text[..cut]));
        assert!(drafts.len() >= whole, "cut at {cut}");
        for (draft, words) in drafts.iter().take(whole).zip(["one", "two", "three"]) {
            assert_eq!(draft.words.as_deref(), Some(words), "cut at {cut}");
        }
        let last = text.find("</html>").unwrap();
        assert!(
            cut >= last - 20 || !report.problems.is_empty(),
            "cut at {cut}"
        );
    }
}

#[test]
fn pages_that_mean_harm() {
    let [first, last] = [page_message(1, "first"), page_message(9, "last")];
    for (begins, unit, count, ends) in MEAN {
        grows_with([count / 8, *count], |count| {
            let bad = page_message(5, &format!("{begins}{}{ends}", unit.repeat(count)));
            let (report, drafts) = drafts(&of_page(&page(&[first.clone(), bad, last.clone()])));
            assert_eq!(drafts[0].words.as_deref(), Some("first"));
            assert_eq!(drafts.last().unwrap().words.as_deref(), Some("last"));
            assert!((2..=3).contains(&drafts.len()));
            assert_eq!(report.drafts + report.not_understood, 3);
        });
    }
}

#[test]
fn errors_and_problems_bear_no_words_and_no_names() {
    let source = one(
        r#"{"name": "Ned Harrow", "type": "personal_chat", "id": 7, "messages": [{"id": 1, "from": "Ned Harrow", "text": "secret"#,
    );
    let error =
        standfast_intake::read::<IntakeError>(&source, telegram().id(), &settings(), &mut |_| {
            Ok(Flow::Go)
        });
    let said = error.unwrap_err().to_string();
    assert!(said.contains("from"), "{said}");
    assert!(!said.contains("Ned") && !said.contains("secret"), "{said}");
}

#[test]
fn brackets_without_end_and_texts_without_end() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}1{}", open.repeat(500_000), close.repeat(500_000));
        let bad = message(2, "x").replace("\"x\"", &deep);
        let (report, drafts) = drafts(&one(&chat(&[
            message(1, "before"),
            bad,
            message(3, "after"),
        ])));
        assert_eq!((report.drafts, report.not_understood), (2, 1));
        assert_eq!(drafts[1].words.as_deref(), Some("after"));
    }
    let (report, drafts) = drafts(&one(&chat(&[
        message(1, &"y".repeat(5 << 20)),
        message(2, "after"),
    ])));
    assert_eq!((report.drafts, report.not_understood), (1, 1));
    assert!(report.problems[0].why.contains("2 MB"));
    assert_eq!(drafts[0].words.as_deref(), Some("after"));
}

#[test]
fn lists_beside_the_chats_cost_nothing_however_long() {
    let contacts = r#"{"user_id": 1, "first_name": "Cy", "date": "2024-01-01T00:00:00"},"#;
    let text = format!(
        r#"{{"about": "x", "contacts": {{"about": "x", "list": [{}{{}}]}}, "frequent_contacts": null, "chats": {{"about": "x", "list": [{}]}}}}"#,
        contacts.repeat(40_000),
        chat(&[message(1, "one")])
    );
    let (report, drafts) = drafts(&one(&text));
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    assert_eq!(drafts[0].thread, "personal_chat 700900123");
}

#[test]
fn a_cut_at_every_byte_keeps_what_stood_before() {
    let text = chat(&[message(1, "one"), message(2, "two"), message(3, "three")]);
    let ends: Vec<usize> = text.match_indices("\"}").map(|(at, _)| at + 2).collect();
    for cut in text.find("[{").unwrap()..text.len() {
        let whole = ends.iter().filter(|end| **end <= cut).count();
        let mut words = Vec::new();
        let report = standfast_intake::read::<IntakeError>(
            &one(&text[..cut]),
            telegram().id(),
            &settings(),
            &mut |draft| {
                words.push(draft.words.unwrap());
                Ok(Flow::Go)
            },
        );
        assert_eq!(words, ["one", "two", "three"][..whole], "cut at {cut}");
        assert!(report.is_err() || !report.unwrap().problems.is_empty());
    }
}

/// All ways at once; an answer of any kind will do.
fn answered(name: &str, bytes: Vec<u8>) {
    let Ok(source) = Source::from_bytes(name, bytes) else {
        return;
    };
    let _ = telegram().survey(&source, &settings());
    let _ = standfast_intake::read::<IntakeError>(
        &source,
        telegram().id(),
        &settings(),
        &mut |draft| {
            assert!(draft.place.bytes.0 <= draft.place.bytes.1);
            Ok(Flow::Go)
        },
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces_of_json_never_panic(pieces in proptest::collection::vec(prop_oneof![
        Just("{"), Just("}"), Just("["), Just("]"), Just(","), Just(":"), Just("\""), Just("\\"), Just("\n"), Just("\\ud83d"),
        Just("\"chats\":{"), Just("\"list\":["), Just("{\"name\":\"Cy\",\"type\":\"personal_chat\",\"id\":7,\"messages\":["), Just("{\"id\":1,\"type\":\"message\","),
        Just("\"date_unixtime\":\"1705312800\""), Just("\"text\":[\"a\",{\"type\":\"bold\",\"text\":\"b\"}]"), Just("\"photo\":\"../x\""), Just("null"), Just("1e999"), Just("é"),
    ], 0..60)) {
        answered("result.json", format!("{{\"name\": \"x\", \"type\": \"personal_chat\", \"messages\":[{}", pieces.concat()).into_bytes());
        answered("result.json", format!("{{\"about\": \"x\", \"contacts\": {{}}, \"chats\": {{\"list\": [{}", pieces.concat()).into_bytes());
    }

    #[test]
    fn any_pieces_of_a_page_never_panic(pieces in proptest::collection::vec(prop_oneof![
        Just("<div>"), Just("</div>"), Just("<div class=\"message default clearfix\" id=\"message7\">"), Just("<div class=\"body\">"), Just("<div class=\"from_name\">N"), Just("<div class=\"text\">x"), Just("<div class=\"forwarded body\">"),
        Just("<div class=\"pull_right date details\" title=\"15.01.2024 10:00:00 UTC+99:00\">"), Just("<a class=\"photo_wrap\" href=\"../x\">"), Just("<div class=\"media_wrap\">"), Just("<div class=\"media_call\">"), Just("<"), Just(">"), Just("\""), Just("&"), Just("<!--"), Just("<script>"), Just("\0"), Just("é"), Just("<br>"),
    ], 0..60)) {
        answered("messages.html", page(&[pieces.concat()]).into_bytes());
    }

    #[test]
    fn any_words_of_a_page_come_back_as_they_were(words in "[^\r\n\u{0}]{1,40}") {
        prop_assume!(!words.trim_matches(' ').is_empty());
        let escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let (report, drafts) = drafts(&of_page(&page(&[page_message(1, &escaped)])));
        prop_assert_eq!(report.drafts, 1);
        prop_assert_eq!(drafts[0].words.as_ref(), Some(&words));
    }

    #[test]
    fn any_words_come_back_as_they_were(words in "[^\u{0}]{1,40}", cut in 0_usize..40) {
        let at = words.char_indices().map(|(i, _)| i).nth(cut).unwrap_or(words.len());
        let (before, after) = words.split_at(at);
        let pieces = serde_json::json!({ "id": 1, "type": "message", "date_unixtime": "1705312800", "from_id": "user1", "text": [before, { "type": "bold", "text": after }] });
        let whole = serde_json::json!({ "id": 1, "type": "message", "date_unixtime": "1705312800", "from_id": "user1", "text": words });
        for record in [pieces, whole] {
            let (report, drafts) = drafts(&one(&chat(&[record.to_string()])));
            prop_assert_eq!(report.drafts, 1);
            prop_assert_eq!(drafts[0].words.as_ref(), Some(&words));
        }
    }
}
