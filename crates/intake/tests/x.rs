//! Archives of X: what a person who imports one relies on, and files that mean harm to its reader.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{files, grows_with, settings};
use proptest::prelude::*;
use standfast_intake::{
    ARCHIVE_OWNER, Certainty, Counts, Flow, IntakeError, Left, Parties, READERS, Reader, Report,
    Source, Survey, Tally, write_extract,
};
use standfast_model::draft::Draft;

const NED: &str = "2244994945";
const ADA: &str = "1483823434811224066";

fn x() -> &'static dyn Reader {
    *READERS.iter().find(|r| r.id().as_str() == "x").unwrap()
}

fn corpus(name: &str) -> Source {
    let path = files("x").into_iter().find(|p| p.ends_with(name));
    Source::open(&path.unwrap()).unwrap()
}

fn drafts(source: &Source) -> (Report, Vec<Draft>) {
    let mut drafts = Vec::new();
    let report =
        standfast_intake::read::<IntakeError>(source, x().id(), &settings(), &mut |draft| {
            drafts.push(draft);
            Ok(Flow::Go)
        });
    (report.unwrap(), drafts)
}

/// Counts of an import, and the extract that it would seal.
fn import(source: &Source, subject: &str, clinician: &str) -> (Counts, String) {
    let survey = x().survey(source, &settings()).unwrap();
    let mut tally = Tally::new(Parties::new([subject], [clinician]), &survey);
    let mut extract = Vec::new();
    for draft in drafts(source).1 {
        if let standfast_intake::Seen::Take { .. } = tally.see(&draft, None, |_| false) {
            write_extract(&mut extract, &draft).unwrap();
        }
    }
    (tally.finish(), String::from_utf8(extract).unwrap())
}

fn one(text: &str) -> Source {
    Source::from_bytes("direct-messages.js", text.as_bytes().to_vec()).unwrap()
}

fn message(n: u64, text: &str) -> String {
    format!(
        r#"{{ "messageCreate" : {{ "id" : "{n}", "senderId" : "{NED}", "recipientId" : "{ADA}", "text" : "{text}", "createdAt" : "2022-01-27T15:58:52.744Z" }} }}"#
    )
}

fn talk(messages: &[String]) -> String {
    format!(
        r#"window.YTD.direct_messages.part0 = [ {{ "dmConversation" : {{ "conversationId" : "{NED}-{ADA}", "messages" : [ {} ] }} }} ]"#,
        messages.join(", ")
    )
}

#[test]
fn every_file_of_the_corpus_is_recognised_and_no_other() {
    for path in files("x") {
        let source = Source::open(&path).unwrap();
        assert_eq!(standfast_intake::detect(&source).unwrap(), x().id());
    }
    for path in ["mail", "mbox", "whatsapp", "meta", "sms"]
        .into_iter()
        .flat_map(files)
    {
        if let Ok(source) = Source::open(&path) {
            assert_eq!(x().recognise(&source), Certainty::No, "{path:?}");
        }
    }
}

#[test]
fn of_an_archive_only_what_is_between_the_two_is_taken() {
    let (counts, extract) = import(&corpus("f96-archive.zip"), NED, ADA);
    // Three messages, nine posts (one in a community, one deleted), two who follow each other.
    let by: Vec<_> = counts
        .channels
        .iter()
        .map(|(c, n)| (c.as_str(), *n))
        .collect();
    assert_eq!(by, [("friend-request", 2), ("message", 3), ("post", 9)]);
    assert_eq!((counts.from_subject, counts.from_clinician), (3, 11));
    for of_others in [
        "tea?",
        "Good morning",
        "RT @cy_orme",
        "and more",
        "\"gone\",\n        \"lang",
    ] {
        assert!(!extract.contains(of_others), "{of_others}");
    }
}

#[test]
fn a_handle_finds_posts_and_the_number_finds_messages() {
    let source = corpus("f96-archive.zip");
    let (counts, _) = import(&source, "@ned_harrow", "@ada_wren");
    assert!(!counts.channels.contains_key("message"));
    // The link to his post is written with capitals, and his old handle is another.
    assert_eq!(counts.channels["post"], 8);
    let notes = drafts(&source).0.notes.join("\n");
    assert!(
        notes.contains(&format!("{NED} is @ned_h or @ned_harrow")),
        "{notes}"
    );
    assert!(notes.contains(&format!("--mine {ADA}")), "{notes}");
    assert!(notes.contains("What other people posted"), "{notes}");
}

#[test]
fn whose_archive_it_is_is_never_assumed() {
    let (counts, _) = import(&corpus("f96-archive.zip"), NED, "nobody");
    assert_eq!(counts.from_clinician, 0);
    assert_eq!(counts.from_subject, 3);
    let (counts, _) = import(&corpus("f96-posts.js"), NED, ARCHIVE_OWNER);
    assert_eq!(counts.taken, 7);
    let (counts, _) = import(&corpus("f96-posts.js"), NED, ADA);
    assert_eq!((counts.taken, counts.left[&Left::ThirdParty]), (0, 12));
}

#[test]
fn blocks_that_overlap_are_one_conversation_and_a_flood_is_kept() {
    let (counts, _) = import(&corpus("f93-blocks-overlap.js"), NED, ADA);
    assert_eq!((counts.taken, counts.already, counts.left_out()), (9, 2, 1));
    let (counts, _) = import(&corpus("flood-of-equal-messages.js"), NED, ADA);
    assert_eq!((counts.taken, counts.from_subject), (5, 4));
    let (counts, _) = import(&corpus("f93-no-numbers.js"), NED, ADA);
    assert_eq!((counts.taken, counts.from_subject), (5, 4));
    let (counts, _) = import(&corpus("f93-same-number-other-words.js"), NED, ADA);
    assert_eq!((counts.taken, counts.already), (3, 1));
}

#[test]
fn in_a_group_the_two_are_taken_where_he_takes_part() {
    let (counts, extract) = import(&corpus("f94-group.js"), NED, ADA);
    // His words and the name that he gave; hers there, and hers where he is and says nothing.
    assert_eq!((counts.from_subject, counts.from_clinician), (2, 2));
    assert_eq!(counts.left[&Left::ClinicianToOthers], 1);
    assert_eq!(counts.left[&Left::ThirdParty], 2);
    assert!(!extract.contains("from Cy") && !extract.contains("group of others"));
}

#[test]
fn one_message_has_one_identity_in_every_form_of_the_archive() {
    let all = |name: &str| -> Vec<String> {
        let read = drafts(&corpus(name)).1.into_iter();
        read.map(|d| d.identity).collect()
    };
    let whole = all("f91-one-file.js");
    assert_eq!(all("f91-one-line-and-semicolon.js"), whole);
    assert_eq!(all("f91-parts.zip")[..4], whole);
    assert_eq!(all("f91-old-names-in-a-folder.zip")[..3], whole[..3]);
}

#[test]
fn an_extract_is_the_bytes_of_the_records_and_reads_as_json() {
    let (counts, extract) = import(&corpus("f96-archive.zip"), NED, ADA);
    let records = serde_json::Deserializer::from_str(&extract).into_iter::<serde_json::Value>();
    assert_eq!(records.map(Result::unwrap).count() as u64, counts.taken);
}

#[test]
fn places_errors_and_problems_bear_no_words_and_no_names() {
    for path in files("x") {
        let source = Source::open(&path).unwrap();
        let read =
            standfast_intake::read::<IntakeError>(&source, x().id(), &settings(), &mut |draft| {
                assert!(!draft.place.at.contains(".js"), "{}", draft.place.at);
                Ok(Flow::Go)
            });
        let said = match read {
            Ok(report) => format!("{:?} {:?}", report.problems, report.unknown),
            Err(e) => e.to_string(),
        };
        for secret in ["two", "tea?", "ned_harrow", NED, "\u{1b}"] {
            assert!(!said.contains(secret), "{path:?}: {said}");
        }
    }
}

#[test]
fn what_is_too_deep_or_too_large_costs_itself_only() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        grows_with([40_000, 320_000], |levels| {
            let deep = format!("{}1{}", open.repeat(levels), close.repeat(levels));
            let bad = message(2, "x").replace("\"x\"", &deep);
            let text = talk(&[message(1, "before"), bad, message(3, "after")]);
            let (report, drafts) = drafts(&one(&text));
            assert_eq!((report.drafts, report.not_understood), (2, 1));
            assert_eq!(drafts[1].words.as_deref(), Some("after"));
        });
    }
    let large = [
        message(1, &"x".repeat(1 << 20)),
        message(2, &"y".repeat(5 << 20)),
        message(3, "after"),
    ];
    let (report, drafts) = drafts(&one(&talk(&large)));
    assert_eq!((report.drafts, report.not_understood), (2, 1));
    assert_eq!(drafts[1].words.as_deref(), Some("after"));
}

#[test]
fn conversations_that_never_end_stay_cheap_and_are_all_read() {
    let one_of = |n: usize| {
        let text = talk(&[message(n as u64, "x")]);
        let begins = text.find("{ \"dmConversation\"").unwrap();
        // Without the brackets that close the list, the conversation and the item.
        text[begins..text.len() - " ] } } ]".len()].to_owned()
    };
    grows_with([625, 5_000], |count| {
        let all: Vec<String> = (0..count).map(one_of).collect();
        let all = all.join(", ");
        let text = format!("window.YTD.direct_messages.part0 = [ {all}");
        let (report, _) = drafts(&one(&text));
        assert_eq!((report.drafts, report.not_understood), (count as u64, 0));
    });
    grows_with([1_250, 10_000], |count| {
        let broken = "{ \"messageCreate\" : { \"text\" : \"no end, ".repeat(count);
        let (report, _) = drafts(&one(&talk(&[message(1, "first"), broken])));
        assert!(report.drafts >= 1 && report.not_understood > 0);
        assert!(report.problems.len() <= standfast_intake::limits::PROBLEMS);
    });
}

#[test]
fn a_cut_at_every_byte_keeps_what_stood_before() {
    let text = talk(&[message(1, "one"), message(2, "two"), message(3, "three")]);
    let ends: Vec<usize> = text.match_indices("} }").map(|(at, _)| at + 3).collect();
    let begins = text.find("{ \"messageCreate").unwrap();
    for cut in begins..text.len() {
        let whole = ends.iter().filter(|end| **end <= cut).count().min(3);
        let mut words = Vec::new();
        let report = standfast_intake::read::<IntakeError>(
            &one(&text[..cut]),
            x().id(),
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
fn answered(bytes: Vec<u8>) -> Option<(Survey, Report)> {
    let source = Source::from_bytes("tweets.js", bytes).ok()?;
    let survey = x().survey(&source, &settings());
    let report =
        standfast_intake::read::<IntakeError>(&source, x().id(), &settings(), &mut |draft| {
            assert!(draft.place.bytes.0 <= draft.place.bytes.1);
            Ok(Flow::Go)
        });
    survey.ok().zip(report.ok())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for begins in ["", "window.YTD.direct_messages.part0 = [", "window.YTD.tweets.part0 =", "window.YTD."] {
            let mut text = begins.as_bytes().to_vec();
            text.extend_from_slice(&bytes);
            answered(text);
        }
    }

    #[test]
    fn any_pieces_never_panic(pieces in proptest::collection::vec(prop_oneof![
        Just("{"), Just("}"), Just("["), Just("]"), Just(","), Just(":"), Just("\""), Just("\\"), Just("\n"), Just("\\ud83d"), Just("&amp;"), Just("="), Just(";"),
        Just("{\"dmConversation\":{"), Just("\"conversationId\":\"1-2\""), Just("\"messages\":["), Just("{\"messageCreate\":{\"id\":\"1\","), Just("\"senderId\":\"1\""), Just("\"text\":\"x\""), Just("\"createdAt\":\"2022-01-27T15:58:52.744Z\""),
        Just("{\"tweet\":{"), Just("\"full_text\":\"RT @a: b\""), Just("\"entities\":{\"user_mentions\":[{\"screen_name\":\"a\"}]}"), Just("\"urls\":7"), Just("null"), Just("1e999"), Just("é"),
    ], 0..60)) {
        for list in ["direct_messages", "direct_messages_group", "tweets"] {
            answered(format!("window.YTD.{list}.part0 = [{}", pieces.concat()).into_bytes());
        }
    }

    #[test]
    fn any_words_come_back_as_they_were(words in "[^&]{1,40}", n in 1_u64..) {
        let id = n.to_string();
        let record = serde_json::json!({ "messageCreate": { "id": id, "senderId": NED, "recipientId": ADA, "text": words, "createdAt": "2022-01-27T15:58:52.744Z" } });
        let escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let as_the_site_does = serde_json::json!({ "messageCreate": { "id": id, "senderId": NED, "recipientId": ADA, "text": escaped, "createdAt": "2022-01-27T15:58:52.744Z" } });
        for record in [record, as_the_site_does] {
            let (report, drafts) = drafts(&one(&talk(&[record.to_string()])));
            prop_assert_eq!((report.drafts, report.read), (1, 1));
            prop_assert_eq!(drafts[0].words.as_ref(), Some(&words));
            prop_assert_eq!(drafts[0].id.as_ref(), Some(&id));
        }
    }
}
