//! Friend requests, follow requests and followers in downloads of Facebook and Instagram: whose they
//! are, that each is taken once, and that nobody else's is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::HashSet;

use common::{files, settings};
use standfast_intake::{
    Counts, Flow, IntakeError, Parties, Report, Seen, Source, Tally, write_extract,
};
use standfast_model::draft::{Draft, DraftKind, DraftTime};
use standfast_model::lists::Channel;

struct Import {
    report: Report,
    counts: Counts,
    taken: Vec<Draft>,
    /// Towards whom, where that is neither of the two.
    others: Vec<String>,
    extract: String,
}

fn corpus(name: &str) -> Source {
    let path = files("meta").into_iter().find(|p| p.ends_with(name));
    Source::open(&path.unwrap()).unwrap()
}

fn import(source: &Source, subject: &[&str], mine: &[&str], known: &mut HashSet<String>) -> Import {
    let reader = standfast_intake::detect(source).unwrap();
    assert_eq!(reader.as_str(), "meta");
    let survey = standfast_intake::survey(source, reader, &settings()).unwrap();
    let parties = Parties::new(subject.iter().copied(), mine.iter().copied());
    let mut tally = Tally::new(parties, &survey);
    let (mut taken, mut others, mut extract) = (Vec::new(), Vec::new(), Vec::new());
    let report = standfast_intake::read::<IntakeError>(source, reader, &settings(), &mut |draft| {
        let at = match &draft.time {
            DraftTime::Instant { at, .. } => Some(*at),
            _ => None,
        };
        if let Seen::Take { towards, .. } = tally.see(&draft, at, |one| known.contains(one)) {
            others.extend(towards);
            write_extract(&mut extract, &draft).unwrap();
            taken.push(draft);
        }
        Ok(Flow::Go)
    });
    known.extend(taken.iter().map(|draft| draft.identity.clone()));
    let import = Import {
        report: report.unwrap(),
        counts: tally.finish(),
        taken,
        others,
        extract: String::from_utf8(extract).unwrap(),
    };
    let c = &import.counts;
    assert_eq!(
        import.report.read,
        c.taken + c.left_out() + c.already + import.report.not_understood
    );
    import
}

fn once(name: &str, subject: &[&str], mine: &[&str]) -> Import {
    import(&corpus(name), subject, mine, &mut HashSet::new())
}

#[test]
fn requests_go_by_the_name_and_each_is_taken_once() {
    let of_ned = once("f73-requests.zip", &["Ned Harrow"], &["Ada Wren"]);
    let c = &of_ned.counts;
    // A message each; three requests, one more that was refused, one that follows; one that she sent.
    assert_eq!((c.from_subject, c.from_clinician), (6, 2));
    // One of the refused stands among those that wait, too.
    assert_eq!((c.taken, c.already, c.left_out()), (8, 1, 5));
    assert_eq!(c.channels["friend-request"], 6);
    let requests = of_ned.taken.iter().filter(|d| d.kind == DraftKind::Request);
    for request in requests {
        assert_eq!(request.channel, Channel::FriendRequest);
        assert_eq!(request.platform.as_deref(), Some("facebook"));
        assert!(request.words.is_none() && request.title.is_some());
    }
    assert!(of_ned.others.is_empty());
    for canary in ["Cy Orme", "Nora", "Quist"] {
        assert!(!of_ned.extract.contains(canary), "{canary}");
    }
    assert_eq!(of_ned.extract.matches("\"timestamp\"").count(), 5);

    let of_nora = once("f73-requests.zip", &["Nóra Quist"], &["Ada Wren"]);
    assert_eq!(of_nora.counts.taken, 1, "by the name as she writes it");
}

#[test]
fn requests_on_instagram_go_by_the_handle() {
    let taken = |name, subject: &[&str]| once(name, subject, &["ada.wren"]).counts;
    let counts = taken("f75-followers.zip", &["Ned.Harrow"]);
    assert_eq!((counts.from_subject, counts.from_clinician), (2, 1));
    let counts = taken("f76-follow-requests.zip", &["ned.harrow"]);
    assert_eq!((counts.from_subject, counts.from_clinician), (1, 1));
    let counts = taken("f76-follow-requests.zip", &["Ned Harrow"]);
    assert_eq!(counts.taken, 0, "a name is no handle");
    let counts = taken("f76-follow-pages.zip", &["ned.harrow"]);
    assert_eq!(counts.taken, 2);
    assert_eq!(taken("followers_1.json", &["cy.orme"]).taken, 1);
}

#[test]
fn what_the_account_did_is_read_only_where_it_is_said_whose_it_is() {
    let unsaid = once(
        "f76-follow-requests-whose.zip",
        &["ned.harrow"],
        &["ada.wren"],
    );
    assert_eq!((unsaid.report.read, unsaid.counts.taken), (2, 1));
    let told = |note: &String| note.contains("does not say whose account it is");
    assert!(unsaid.report.notes.iter().any(told));
    // A download of somebody else's account: what its owner did is not the clinician's.
    let other = once(
        "f76-follow-requests.zip",
        &["ned.harrow"],
        &["somebody.else"],
    );
    assert_eq!(
        (other.counts.from_subject, other.counts.from_clinician),
        (1, 0)
    );
    assert_eq!(other.others, ["Ada Wren <ada.wren>"]);
}

#[test]
fn a_later_download_and_a_single_file_bring_nothing_twice() {
    let mut known = HashSet::new();
    let (subject, mine) = (&["Ned Harrow"][..], &["Ada Wren"][..]);
    let alone = corpus("friend_requests_received.json");
    let first = import(&alone, subject, mine, &mut known);
    assert_eq!(first.counts.taken, 3);
    let zipped = import(&corpus("f73-requests.zip"), subject, mine, &mut known);
    assert_eq!((zipped.counts.taken, zipped.counts.already), (5, 4));
    let again = import(&corpus("f73-requests.zip"), subject, mine, &mut known);
    assert_eq!((again.counts.taken, again.counts.already), (0, 9));
}

#[test]
fn a_flood_of_requests_in_one_second_is_kept() {
    let entry = r#"{"name": "Ned Harrow", "timestamp": 1740996060}"#;
    let text = format!("{{\"received_requests_v2\": [{entry}, {entry}, {entry}]}}");
    let source = Source::from_bytes("received_friend_requests.json", text.into_bytes()).unwrap();
    let flood = import(&source, &["Ned Harrow"], &[], &mut HashSet::new());
    assert_eq!(flood.counts.taken, 3);
}

#[test]
fn a_list_cut_at_every_byte_keeps_what_stood_before() {
    let source = corpus("friend_requests_received.json");
    let mut whole = Vec::new();
    std::io::Read::read_to_end(&mut source.reader(), &mut whole).unwrap();
    let list = whole.windows(6).position(|w| w == b"\"name\"").unwrap();
    let mut before = 0;
    for until in list + 1..=whole.len() {
        let cut = whole[..until].to_vec();
        let source = Source::from_bytes("received_friend_requests.json", cut).unwrap();
        let reader = standfast_intake::detect(&source).unwrap();
        let read = standfast_intake::read::<IntakeError>(&source, reader, &settings(), &mut |_| {
            Ok(Flow::Go)
        });
        let drafts = match read {
            Ok(report) => report.drafts,
            Err(IntakeError::NothingUnderstood { .. }) => 0,
            Err(e) => panic!("{until}: {e}"),
        };
        assert!(drafts >= before, "{until}");
        before = drafts;
    }
    assert_eq!(before, 5);
}

#[test]
fn a_file_that_only_has_the_name_is_not_taken_for_a_list() {
    for (name, text) in [
        ("following.html", "<html><body>me</body></html>"),
        ("followers_1.json", "[{\"login\": \"ned\"}]"),
        ("received_friend_requests.json", "{\"friends\": []}"),
        ("x.json", "{\"followers_count\": 3}"),
    ] {
        let source = Source::from_bytes(name, text.as_bytes().to_vec()).unwrap();
        let detected = standfast_intake::detect(&source);
        assert!(
            detected.is_err() || detected.is_ok_and(|id| id.as_str() != "meta"),
            "{name}"
        );
    }
}
