//! Tables and diaries that mean harm, are broken, or overlap; and what is asked before one is read.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use common::{files, grows_with, settings, words};
use proptest::prelude::*;
use standfast_intake::{
    Field, Flow, IntakeError, Mapping, Parties, Report, Settings, Source, TableSeen, Tally,
};
use standfast_model::draft::{Draft, DraftTime};
use standfast_model::lists::Channel;

const HEADER: &str = "Date,Sender,Body\n";

fn of_table() -> Settings {
    let said = ["time=Date", "from=Sender", "words=Body"];
    Settings {
        mapping: Some(Mapping::parse(said).unwrap()),
        ..settings()
    }
}

fn read_as(
    reader: &str,
    bytes: &[u8],
    settings: &Settings,
) -> Result<(Report, Vec<Draft>), IntakeError> {
    let source = Source::from_bytes("kept.txt", bytes.to_vec())?;
    let reader = standfast_intake::READERS
        .iter()
        .find(|r| r.id().as_str() == reader)
        .unwrap()
        .id();
    standfast_intake::survey(&source, reader, settings)?;
    let mut drafts = Vec::new();
    let report = standfast_intake::read::<IntakeError>(&source, reader, settings, &mut |draft| {
        let (from, until) = (draft.place.bytes.0 as usize, draft.place.bytes.1 as usize);
        assert!(
            bytes[from..until].starts_with(&draft.own_bytes),
            "its own bytes"
        );
        drafts.push(draft);
        Ok(Flow::Go)
    })?;
    assert_eq!(
        report.read,
        report.drafts + report.system + report.not_understood
    );
    Ok((report, drafts))
}

fn table(text: &str) -> (Report, Vec<Draft>) {
    read_as("table", text.as_bytes(), &of_table()).unwrap()
}

fn diary(text: &str) -> (Report, Vec<Draft>) {
    read_as("diary", text.as_bytes(), &settings()).unwrap()
}

fn asked(name: &str, text: &str) -> TableSeen {
    let source = Source::from_bytes(name, text.as_bytes().to_vec()).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    match standfast_intake::survey(&source, reader, &settings()) {
        Err(IntakeError::AskColumns(seen)) => *seen,
        other => panic!("{other:?}"),
    }
}

#[test]
fn nothing_is_read_before_the_columns_are_confirmed_and_the_suggestion_can_be_pasted() {
    let seen = asked(
        "it's.csv",
        "Date;What's new;Sender Name\n14/02/2014;a card;Ned\n",
    );
    assert_eq!(seen.columns, ["Date", "What's new", "Sender Name"]);
    assert_eq!(seen.rows, [["14/02/2014", "a card", "Ned"]]);
    assert_eq!(
        IntakeError::AskColumns(Box::new(seen)).advice(),
        "Nothing was stored. Its columns are: Date, What's new, Sender Name. If this is right, say: --column time=Date --column 'from=Sender Name' --column 'words=What'\\''s new'"
    );
    let steers = asked("a.csv", "Date,\u{1b}[2Jx,Body\n14/02/2014,\u{1b}[2J,b\n");
    assert_eq!(steers.columns, ["Date", "2", "Body"]);
    assert!(steers.rows.iter().flatten().all(|c| !c.contains('\u{1b}')));
}

#[test]
fn a_mapping_that_is_none_says_why() {
    for (said, why) in [
        (&["time"][..], "FIELD=HEADER"),
        (&["colour=Date"], "nothing that a column can be"),
        (&["time=Date", "time=Day"], "two columns are named for time"),
        (&["words=Body"], "no column is named for the time"),
    ] {
        let error = Mapping::parse(said.iter().copied()).unwrap_err();
        assert!(error.to_string().contains(why), "{error}");
    }
    for (column, why) in [
        ("time=When", "no column is called \"When\""),
        ("time=9", "no column is called \"9\""),
    ] {
        let settings = Settings {
            mapping: Some(Mapping::parse([column]).unwrap()),
            ..settings()
        };
        let text = format!("{HEADER}14/02/2014,Ned,a\n");
        let error = read_as("table", text.as_bytes(), &settings).unwrap_err();
        assert!(
            error.is_question() && error.to_string().contains(why),
            "{error}"
        );
    }
}

#[test]
fn a_column_is_named_by_its_header_however_it_is_written_or_by_its_number() {
    for said in ["time=date", "time= DATE ", "time=1"] {
        let settings = Settings {
            mapping: Some(Mapping::parse([said, "words=3", "words=Sender"]).unwrap()),
            ..settings()
        };
        let text = format!("Kept by hand\n\n{HEADER}14/02/2014,Ned,a\n");
        let (report, drafts) = read_as("table", text.as_bytes(), &settings).unwrap();
        assert_eq!(words(&drafts), ["a\nNed"], "{said}");
        let read: Vec<_> = report.columns.iter().map(|c| (c.field, c.number)).collect();
        assert_eq!(
            read,
            [(Field::Time, 1), (Field::Words, 3), (Field::Words, 2)]
        );
    }
}

#[test]
fn the_same_rows_in_a_longer_table_and_in_another_writing_are_the_same() {
    let rows = "14/02/2014 10:30,Ned,a\n15/02/2014,Ned,b\n15/02/2014,Ned,b\n";
    let (_, first) = table(&format!("{HEADER}{rows}"));
    let later = format!("sep=;\n{HEADER}13/02/2014,Ned,before\n{rows}16/02/2014,Ned,after\n");
    let (_, longer) = table(&later.replace(',', ";").replace('\n', "\r\n"));
    let of =
        |drafts: &[Draft]| -> Vec<String> { drafts.iter().map(|d| d.identity.clone()).collect() };
    assert_eq!(of(&first), of(&longer)[1..4]);
    assert_ne!(first[1].identity, first[2].identity, "a flood is kept");
}

#[test]
fn the_same_entries_in_a_longer_diary_are_the_same() {
    let entries = "14/02/2014 rang\n14/02/2014 rang\n3 March 10.30 a card\nwith a heart\n";
    let (_, first) = diary(&format!("13/02/2014 before\n{entries}"));
    let (_, longer) = diary(&format!(
        "Kept by hand\n\n13/02/2014 - before\n{entries}4 March: after\n"
    ));
    let of =
        |drafts: &[Draft]| -> Vec<String> { drafts.iter().map(|d| d.identity.clone()).collect() };
    assert_eq!(of(&first), of(&longer)[..4]);
    assert_ne!(first[1].identity, first[2].identity);
}

#[test]
fn who_is_taken_from_a_table_with_a_direction_and_from_a_log_without_senders() {
    let bytes = b"Number,Type,Date\n07700 900123,Incoming,14/02/2014\n07700 900123,Outgoing,15/02/2014\n07700 900199,Outgoing,16/02/2014\n07700 900199,Incoming,16/02/2014\n";
    let said = ["time=Date", "from=Number", "direction=Type"];
    let settings = Settings {
        mapping: Some(Mapping::parse(said).unwrap()),
        channel: Some(Channel::Call),
        ..settings()
    };
    let source = Source::from_bytes("calls.csv", bytes.to_vec()).unwrap();
    let reader = standfast_intake::detect(&source).unwrap();
    let survey = standfast_intake::survey(&source, reader, &settings).unwrap();
    let parties = Parties::new(["+44 7700 900123"], [standfast_intake::KEEPER]);
    let mut tally = Tally::new(parties, &survey);
    let (_, drafts) = read_as("table", bytes, &settings).unwrap();
    for draft in &drafts {
        tally.see(draft, None, |_| false);
    }
    let counts = tally.finish();
    assert_eq!(
        (
            counts.from_subject,
            counts.from_clinician,
            counts.left_out()
        ),
        (1, 1, 2)
    );

    let (_, notes) = diary("14/02/2014 rang\n15/02/2014 me: told them to stop\n");
    let survey = standfast_intake::Survey::default();
    let mut tally = Tally::new(Parties::new([], [standfast_intake::KEEPER]), &survey);
    for note in &notes {
        assert!(note.channel_said().is_none(), "nobody said how");
        tally.see(note, None, |_| false);
    }
    let counts = tally.finish();
    assert_eq!((counts.from_subject, counts.from_clinician), (1, 1));
}

#[test]
fn huge_lines_and_a_million_columns_are_named_and_the_next_row_is_read() {
    grows_with([125_000, 1_000_000], |columns| {
        let text = format!(
            "{HEADER}14/02/2014,Ned,one\n15/02/2014,Ned,{}\n{}\n16/02/2014,Ned,two\n",
            "x".repeat(9 * columns.max(300_000)),
            ",".repeat(columns)
        );
        let (report, drafts) = table(&text);
        assert_eq!(words(&drafts), ["one", "two"]);
        assert_eq!(report.not_understood, 2);
    });
    let text = format!(
        "14/02/2014 one\n15/02/2014 {}\n16/02/2014 two\n",
        "x".repeat(9 << 20)
    );
    let (report, drafts) = diary(&text);
    assert_eq!(words(&drafts), ["one", "two"]);
    assert_eq!(report.not_understood, 1);
}

/// Found by the fuzzer: each name was looked for among all others.
#[test]
fn thousands_of_named_columns_are_asked_about_at_once() {
    grows_with([1_250, 10_000], |columns| {
        let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
        let names: Vec<String> = (0..columns)
            .map(|n| [n / 676, n / 26, n].map(letter).iter().collect())
            .collect();
        let text = format!(
            "Date,{}\n14/02/2014{}\n",
            names.join(","),
            ",".repeat(columns)
        );
        let seen = asked("log.csv", &text);
        assert_eq!(seen.columns.len(), columns + 1);
        assert_eq!(seen.columns.last(), names.last());
    });
}

#[test]
fn quotes_that_never_close_cost_what_they_are_long() {
    grows_with([10_000, 80_000], |rows| {
        let text = format!("{HEADER}{}", "14/02/2014,Ned \"N,\"one\n".repeat(rows));
        let (report, _) = table(&text);
        assert_eq!(report.drafts, rows as u64);
    });
}

#[test]
fn cut_off_anywhere_what_stands_before_is_read() {
    for (folder, reader) in [("table", "table"), ("diary", "diary")] {
        for path in files(folder) {
            let whole = std::fs::read(path).unwrap();
            for cut in (0..whole.len()).step_by(whole.len() / 40 + 1) {
                let _ = read_as(reader, &whole[..cut], &of_table());
            }
        }
    }
    let text = format!("{HEADER}14/02/2014,Ned,one\n15/02/2014,Ned,two\n");
    for cut in text.len() - 10..text.len() {
        assert_eq!(table(&text[..cut]).1[0].words.as_deref(), Some("one"));
    }
}

#[test]
fn zero_bytes_and_garbage_between_rows() {
    let text =
        format!("{HEADER}14/02/2014,Ned,one\n\0\0\0\n\u{1}\u{2},\u{3}\n16/02/2014,Ned,t\0wo\n");
    let (report, drafts) = table(&text);
    let said: Vec<&str> = drafts.iter().filter_map(|d| d.words.as_deref()).collect();
    assert_eq!(said, ["one", "t\0wo"]);
    assert_eq!(report.not_understood, 1);
    let (_, drafts) = diary("14/02/2014 one\n\0\0\n\u{1b}[2J\n16/02/2014 two\n");
    assert_eq!(drafts.len(), 2);
}

#[test]
fn only_what_is_plainly_a_date_begins_an_entry() {
    for line in [
        "1/2 an hour later",
        "10.30 rang",
        "2 calls before noon",
        "may have been him",
        "4 may have been there",
        "Monday he came",
        "yesterday evening",
        "45 March street",
        "07700 900123",
        "2014-13-45 x",
        "3.5 pounds",
    ] {
        let (_, drafts) = diary(&format!("14/02/2014 first\n{line}\n"));
        let dates = drafts
            .iter()
            .filter(|d| !matches!(&d.time, DraftTime::Said { words, .. } if words.starts_with("14 Feb 2014")))
            .count();
        assert_eq!(dates, 0, "{line}: {drafts:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_words_come_back_whole(said in "[^\0\r\n\u{FEFF}]{1,60}(\n[a-z\", ;]{0,20}){0,3}") {
        let said = format!("x{said}x");
        let cell = said.replace('"', "\"\"");
        let (_, drafts) = table(&format!("{HEADER}14/02/2014,Ned,\"{cell}\"\n15/02/2014,Ned,after\n"));
        prop_assert_eq!(words(&drafts), [said.as_str(), "after"]);
    }

    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let mut text = HEADER.as_bytes().to_vec();
        text.extend_from_slice(b"14/02/2014,Ned,one\n");
        text.extend_from_slice(&bytes);
        let _ = read_as("table", &text, &of_table());
        let _ = read_as("diary", &text, &settings());
    }
}
