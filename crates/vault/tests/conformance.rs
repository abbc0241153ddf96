//! What every implementation of `Records` must keep: one suite, run over each of them. Of `Originals`: `originals.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;
#[macro_use]
#[path = "common/suite.rs"]
mod suite;

use common::*;
use standfast_ledger::{Frontier, Hash, LogId};
use standfast_model::Log;
use standfast_vault::records::memory::MemoryRecords;
use standfast_vault::records::sqlite::SqliteRecords;
use standfast_vault::records::{
    Again, Batch, Kept, LineRow, LogAt, OriginalRow, Placing, Records, Where,
};
use standfast_vault::{ActCase, CaseNo, RowKey, TimelineFilter, VaultError, VaultKeys};

const CASE: CaseNo = CaseNo(1);
const RECORD: LogAt = LogAt {
    case: CASE,
    log: Log::Record,
};

fn sqlite(folder: &std::path::Path) -> Box<dyn Records> {
    let keys = VaultKeys::draw(&mut Seeded(1));
    Box::new(SqliteRecords::create(&folder.join("standfast.db"), &keys, &founding()).unwrap())
}

fn memory(_: &std::path::Path) -> Box<dyn Records> {
    Box::new(MemoryRecords::new(founding()))
}

macro_rules! records {
    ($($name:ident = $make:expr),+) => {
        $(suite!($name, $make,
            a_new_vault_says_what_it_was_told,
            cases_are_numbered_and_sizes_compared,
            what_work_refuses_leaves_nothing,
            a_part_that_fails_leaves_nothing_of_those_before,
            entries_come_back_byte_for_byte,
            lines_come_by_time_and_page_by_key,
            a_line_that_moves_stands_once,
            words_are_found_literally,
            keys_find_what_they_were_given,
            originals_are_listed_in_order,
            sums_tell_rows_apart,
            a_reader_sees_one_moment,
            what_is_derived_is_replaced_whole_or_not_at_all,
        );)+
    };
}

records!(sqlite_records = sqlite, memory_records = memory);

fn log_id(n: u8) -> LogId {
    LogId::from_bytes([n; 16])
}

fn kept(n: u64, kind: &str) -> Kept {
    let leaf = format!("leaf {n} of {kind}");
    let hash = *Hash::of_leaf(leaf.as_bytes()).as_bytes();
    Kept {
        n,
        kind: kind.to_owned(),
        hash,
        leaf,
        fields: vec![format!("a{n}"), format!("b{n}")],
    }
}

fn row(n: u64, at: i64, words: &str) -> LineRow {
    LineRow {
        n,
        at,
        channel: Some("message".to_owned()),
        words: words.to_owned(),
    }
}

/// Saves a batch in the case as it stands; the first one makes it.
fn put(records: &mut dyn Records, batch: Batch) -> Placing {
    let mut batch = Some(batch);
    let expected = match (
        records.log(RECORD).unwrap(),
        records.log(private()).unwrap(),
    ) {
        (Some(record), Some(private)) => ActCase::In {
            case: CASE,
            record: record.frontier.size(),
            private: private.frontier.size(),
        },
        _ => ActCase::New,
    };
    records
        .commit(&expected, &mut |reading, _| {
            let mut batch = batch.take().unwrap();
            if expected == ActCase::New {
                batch.new = Some((log_id(1), log_id(2)));
            }
            let (last, _) = reading.last_commit().unwrap();
            batch.commit.get_or_insert((last + 1, [9; 32]));
            Ok(batch)
        })
        .unwrap()
}

fn private() -> LogAt {
    LogAt {
        case: CASE,
        log: Log::Private,
    }
}

/// Entries of the record log from `from` on, with their head.
fn entries(from: u64, kinds: &[&str]) -> Batch {
    let mut frontier: Frontier = (0..from)
        .map(|n| Hash::from_bytes(kept(n, "contact").hash))
        .collect();
    let mut batch = Batch::default();
    for (n, kind) in (from..).zip(kinds) {
        let kept = kept(n, kind);
        frontier.append(Hash::from_bytes(kept.hash));
        batch.entries.push((Log::Record, kept));
    }
    batch
        .heads
        .push((Log::Record, frontier, format!("note {from}")));
    batch
}

fn with_lines(from: u64, lines: Vec<LineRow>) -> Batch {
    let kinds = vec!["contact"; lines.len()];
    Batch {
        lines,
        ..entries(from, &kinds)
    }
}

fn timeline(
    records: &dyn Records,
    filter: &TimelineFilter,
    before: Option<RowKey>,
    limit: u32,
) -> Vec<u64> {
    numbers(&records.timeline(CASE, filter, before, limit).unwrap())
}

fn a_new_vault_says_what_it_was_told(records: &mut Box<dyn Records>) {
    let (said, told) = (records.founding().unwrap(), founding());
    assert_eq!(
        (said.id, said.created, said.files),
        (told.id, told.created, told.files)
    );
    assert_eq!((said.seed, said.head_key), (told.seed, told.head_key));
    assert_eq!(records.last_commit().unwrap().0, 0);
    assert_eq!(
        records.commit_value(0).unwrap(),
        Some(records.last_commit().unwrap().1)
    );
    assert_eq!(records.commit_value(1).unwrap(), None);
    assert!(records.cases().unwrap().is_empty());
    assert!(records.log(RECORD).unwrap().is_none());
    assert!(records.container(true).is_empty());
}

fn cases_are_numbered_and_sizes_compared(records: &mut Box<dyn Records>) {
    let placing = put(&mut **records, entries(0, &["case"]));
    assert_eq!(
        (placing.case, placing.number, placing.value),
        (CASE, 1, [9; 32])
    );
    let second = records
        .commit(&ActCase::New, &mut |_, case| {
            assert_eq!(case, CaseNo(2));
            Ok(Batch {
                new: Some((log_id(3), log_id(4))),
                commit: Some((2, [8; 32])),
                ..Batch::default()
            })
        })
        .unwrap();
    assert_eq!(second.case, CaseNo(2));
    let mut never = |_: &dyn standfast_vault::records::Reading, _| -> Result<Batch, VaultError> {
        panic!("the sizes are compared first")
    };
    for (record, private) in [(0, 0), (2, 0), (1, 1)] {
        let moved = records.commit(
            &ActCase::In {
                case: CASE,
                record,
                private,
            },
            &mut never,
        );
        assert!(matches!(moved, Err(VaultError::Moved)));
    }
    let none = records.commit(
        &ActCase::In {
            case: CaseNo(3),
            record: 0,
            private: 0,
        },
        &mut never,
    );
    assert!(matches!(none, Err(VaultError::NoCase(3))));
    let cases = records.cases().unwrap();
    assert_eq!(cases.iter().map(|c| c.number.0).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(
        (cases[0].record.id, cases[1].private.id),
        (log_id(1), log_id(4))
    );
    assert_eq!(cases[0].record.frontier.size(), 1);
    assert_eq!(
        (
            records.last_commit().unwrap(),
            records.commit_value(1).unwrap()
        ),
        ((2, [8; 32]), Some([9; 32]))
    );
}

fn what_work_refuses_leaves_nothing(records: &mut Box<dyn Records>) {
    let refused = records.commit(&ActCase::New, &mut |_, _| Err(VaultError::Act("refused")));
    assert!(matches!(refused, Err(VaultError::Act("refused"))));
    let without = records.commit(&ActCase::New, &mut |_, _| {
        Ok(Batch {
            new: Some((log_id(1), log_id(2))),
            ..Batch::default()
        })
    });
    assert!(matches!(without, Err(VaultError::Act(_))));
    assert!(records.cases().unwrap().is_empty());
    assert_eq!(records.last_commit().unwrap().0, 0);
    put(&mut **records, entries(0, &["case"]));
}

fn a_part_that_fails_leaves_nothing_of_those_before(records: &mut Box<dyn Records>) {
    put(&mut **records, entries(0, &["case"]));
    let expected = ActCase::In {
        case: CASE,
        record: 1,
        private: 0,
    };
    let part = |from: u64, more: bool| {
        let mut batch = entries(from, &["contact", "contact"]);
        batch.lines = vec![row(from, 5, "blue"), row(from + 1, 6, "blue")];
        batch.identities = vec![[u8::try_from(from).unwrap(); 16]];
        batch.commit = (!more).then_some((2, [7; 32]));
        batch.more = more;
        batch
    };
    let mut part_no = 0;
    let refused = records.commit(&expected, &mut |reading, _| {
        part_no += 1;
        if part_no == 1 {
            return Ok(part(1, true));
        }
        // What was written before stands for this part.
        assert!(reading.entry(RECORD, 2).unwrap().is_some());
        assert!(reading.knows_identity(CASE, &[1; 16]).unwrap());
        Err(VaultError::Act("refused"))
    });
    assert!(matches!(refused, Err(VaultError::Act("refused"))));
    assert!(records.entry(RECORD, 1).unwrap().is_none());
    assert!(!records.knows_identity(CASE, &[1; 16]).unwrap());
    assert!(
        records
            .search(Some(CASE), &["blue"], None, 10)
            .unwrap()
            .is_empty()
    );
    assert_eq!(records.last_commit().unwrap().0, 1);

    // The same parts again, whole this time: one commit.
    let mut parts = [part(1, true), part(3, false)].into_iter();
    records
        .commit(&expected, &mut |_, _| Ok(parts.next().unwrap()))
        .unwrap();
    assert_eq!(records.last_commit().unwrap(), (2, [7; 32]));
    assert_eq!(
        records.log(RECORD).unwrap().map(|log| log.frontier.size()),
        Some(5)
    );
}

fn entries_come_back_byte_for_byte(records: &mut Box<dyn Records>) {
    put(
        &mut **records,
        entries(0, &["case", "contact", "exhibit", "contact", "correction"]),
    );
    let mut more = entries(5, &["contact"]);
    let mut own = Frontier::new();
    let mine = kept(0, "note");
    own.append(Hash::from_bytes(mine.hash));
    more.entries.push((
        Log::Private,
        Kept {
            fields: Vec::new(),
            ..mine.clone()
        },
    ));
    more.heads.push((Log::Private, own, "own note".to_owned()));
    put(&mut **records, more);

    let third = records.entry(RECORD, 2).unwrap().unwrap();
    assert!(third == kept(2, "exhibit"));
    assert!(records.entry(RECORD, 6).unwrap().is_none());
    assert!(
        records
            .entry(private(), 0)
            .unwrap()
            .unwrap()
            .fields
            .is_empty()
    );
    let page = |range, kinds: Option<&[&str]>, limit| -> Vec<u64> {
        records
            .page(RECORD, range, kinds, limit)
            .unwrap()
            .iter()
            .map(|k| k.n)
            .collect()
    };
    assert_eq!(page(0..u64::MAX, None, 100), [0, 1, 2, 3, 4, 5]);
    assert_eq!(page(2..5, None, 2), [2, 3]);
    assert_eq!(page(3..3, None, 2), [0u64; 0]);
    assert_eq!(page(0..u64::MAX, Some(&["contact"]), 2), [1, 3]);
    assert_eq!(
        page(2..u64::MAX, Some(&["correction", "exhibit", "contact"]), 3),
        [2, 3, 4]
    );
    assert_eq!(page(0..u64::MAX, Some(&["measure"]), 3), [0u64; 0]);
    assert_eq!(page(0..u64::MAX, Some(&[]), 3), [0u64; 0]);
    assert_eq!(records.log(RECORD).unwrap().unwrap().checkpoint, "note 5");
    assert_eq!(
        records.log(private()).unwrap().unwrap().checkpoint,
        "own note"
    );
    assert_eq!(records.log(private()).unwrap().unwrap().frontier.size(), 1);
}

fn lines_come_by_time_and_page_by_key(records: &mut Box<dyn Records>) {
    let times = [50, -70_000_000_000_000, 50, 7, 50, 300_000_000_000_000];
    let lines = (0..).zip(times).map(|(n, at)| row(n, at, "word")).collect();
    put(&mut **records, with_lines(0, lines));
    let all = TimelineFilter::default();
    assert_eq!(timeline(&**records, &all, None, 100), [5, 4, 2, 0, 3, 1]);
    let mut paged = Vec::new();
    let mut before = None;
    loop {
        let page = records.timeline(CASE, &all, before, 2).unwrap();
        let Some(last) = page.last() else { break };
        before = Some(last.key);
        paged.extend(numbers(&page));
    }
    assert_eq!(paged, [5, 4, 2, 0, 3, 1]);
    let instant = |ms| Some(jiff::Timestamp::from_millisecond(ms).unwrap());
    let between = |from, to| TimelineFilter {
        from: instant(from),
        to: instant(to),
        channel: None,
    };
    assert_eq!(timeline(&**records, &between(7, 50), None, 100), [3]);
    assert_eq!(timeline(&**records, &between(8, 51), None, 2), [4, 2]);
    let of = |channel: &str| TimelineFilter {
        channel: Some(channel.to_owned()),
        ..between(0, 60)
    };
    assert_eq!(
        timeline(&**records, &of("message"), None, 100),
        [4, 2, 0, 3]
    );
    assert_eq!(timeline(&**records, &of("card"), None, 100), [0u64; 0]);
    assert!(
        records
            .timeline(CaseNo(2), &all, None, 100)
            .unwrap()
            .is_empty()
    );
    assert_eq!(records.line(CASE, 3).unwrap(), Some(row(3, 7, "word")));
    assert_eq!(records.line(CASE, 6).unwrap(), None);
}

fn a_line_that_moves_stands_once(records: &mut Box<dyn Records>) {
    put(
        &mut **records,
        with_lines(0, vec![row(0, 10, "roses"), row(1, 20, "card")]),
    );
    let mut batch = entries(2, &["correction"]);
    batch.lines = vec![row(0, 30, "lilies")];
    put(&mut **records, batch);
    assert_eq!(
        timeline(&**records, &TimelineFilter::default(), None, 10),
        [0, 1]
    );
    let found = |word| numbers(&records.search(Some(CASE), &[word], None, 10).unwrap());
    assert_eq!((found("roses"), found("lilies")), (vec![], vec![0]));
    assert_eq!(records.line(CASE, 0).unwrap(), Some(row(0, 30, "lilies")));
    assert!(records.container(true).is_empty());
}

fn words_are_found_literally(records: &mut Box<dyn Records>) {
    let words = [
        "Red roses",
        "no ROSES today",
        "don't NEAR me",
        "red",
        "c1 h6d657373616765",
    ];
    put(
        &mut **records,
        with_lines(
            0,
            (0..).zip(words).map(|(n, w)| row(n, n as i64, w)).collect(),
        ),
    );
    records
        .commit(&ActCase::New, &mut |_, case| {
            assert_eq!(case, CaseNo(2));
            let mut other = with_lines(0, vec![row(0, 99, "red roses elsewhere")]);
            other.new = Some((log_id(3), log_id(4)));
            other.commit = Some((2, [1; 32]));
            Ok(other)
        })
        .unwrap();
    let found = |case, words: &[&str]| numbers(&records.search(case, words, None, 10).unwrap());
    let here = Some(CASE);
    assert_eq!(found(here, &["roses"]), [1, 0]);
    assert_eq!(found(here, &["roses", "red"]), [0]);
    assert_eq!(found(None, &["roses", "red"]), [0, 0]);
    assert_eq!(
        records.search(None, &["elsewhere"], None, 10).unwrap()[0].case,
        CaseNo(2)
    );
    assert_eq!(found(here, &["don't"]), [2]);
    assert_eq!(found(here, &["near"]), [2]);
    // What a query language would act on is only words, and tags are never found.
    assert_eq!(found(here, &["roses", "NOT", "today"]), [0u64; 0]);
    for odd in [
        "rose*", "\"roses", "roses\"", "tags:c1", "^red", "roses)", "{red", "message",
    ] {
        let hits = found(here, &[odd]);
        assert!(
            hits.is_empty() || hits == [1, 0] || hits == [3, 0],
            "{odd}: {hits:?}"
        );
    }
    assert_eq!(found(here, &["c1"]), [4]);
    let first = records.search(here, &["red"], None, 1).unwrap();
    assert_eq!(numbers(&first), [3]);
    assert_eq!(
        numbers(
            &records
                .search(here, &["red"], Some(first[0].key), 9)
                .unwrap()
        ),
        [0]
    );
}

fn keys_find_what_they_were_given(records: &mut Box<dyn Records>) {
    let mut batch = entries(0, &["case", "contact", "exhibit", "exhibit"]);
    batch.pointers = vec![(1, 3), (1, 2), (0, 3)];
    batch.exhibits = vec![
        (2, "AB/2".to_owned(), 2),
        (10, "AB/10".to_owned(), 3),
        (2, "CD/2".to_owned(), 3),
    ];
    batch.identities = vec![[1; 16], [2; 16]];
    batch.named = Some(("knee".to_owned(), true));
    put(&mut **records, batch);
    assert_eq!(records.pointing_at(CASE, 1).unwrap(), [2, 3]);
    assert_eq!(records.pointing_at(CaseNo(2), 1).unwrap(), [0u64; 0]);
    assert_eq!(records.exhibit(CASE, 2, "AB/2").unwrap(), Some(2));
    assert_eq!(records.exhibit(CASE, 2, "CD/2").unwrap(), Some(3));
    assert_eq!(records.exhibit(CASE, 3, "AB/2").unwrap(), None);
    assert_eq!(
        (
            records.exhibits(CASE).unwrap(),
            records.exhibits(CaseNo(2)).unwrap()
        ),
        (10, 0)
    );
    assert!(records.knows_identity(CASE, &[2; 16]).unwrap());
    assert!(!records.knows_identity(CaseNo(2), &[2; 16]).unwrap());
    let case = &records.cases().unwrap()[0];
    assert_eq!((case.name.as_str(), case.closed), ("knee", true));

    // Given again, the first stays.
    let mut again = entries(4, &["exhibit"]);
    again.exhibits = vec![(2, "AB/2".to_owned(), 4)];
    again.identities = vec![[1; 16]];
    put(&mut **records, again);
    assert_eq!(records.exhibit(CASE, 2, "AB/2").unwrap(), Some(2));
    assert!(records.cases().unwrap()[0].closed);
}

fn originals_are_listed_in_order(records: &mut Box<dyn Records>) {
    let name = "ab".repeat(16);
    let small = OriginalRow {
        case: CASE,
        sha256: [1; 32],
        bytes: 3,
        place: Where::Here(b"abc".to_vec()),
    };
    let large = OriginalRow {
        case: CASE,
        sha256: [2; 32],
        bytes: 9,
        place: Where::File(name.clone()),
    };
    let among = OriginalRow {
        case: CASE,
        sha256: [5; 32],
        bytes: 7,
        place: Where::Within("cd".repeat(16), 70_000),
    };
    let empty = OriginalRow {
        case: CASE,
        sha256: [3; 32],
        bytes: 0,
        place: Where::Here(Vec::new()),
    };
    let mut batch = entries(0, &["case"]);
    batch.originals = vec![small.clone(), large.clone(), empty.clone(), among.clone()];
    put(&mut **records, batch);
    assert!(records.original(CASE, &[1; 32]).unwrap() == Some(small.clone()));
    assert!(records.original(CASE, &[2; 32]).unwrap() == Some(large.clone()));
    assert!(records.original(CASE, &[4; 32]).unwrap().is_none());
    assert!(records.original(CaseNo(2), &[1; 32]).unwrap().is_none());
    assert!(records.original(CASE, &[5; 32]).unwrap() == Some(among.clone()));
    assert!(records.has_file(&name).unwrap());
    assert!(records.has_file(&"cd".repeat(16)).unwrap());
    assert!(!records.has_file("cd").unwrap());
    let first = records.originals(0, 2).unwrap();
    assert!(first.iter().map(|(_, row)| row).eq([&small, &large]));
    let rest = records.originals(first[1].0, 2).unwrap();
    assert!(rest.iter().map(|(_, row)| row).eq([&empty, &among]));
    assert!(records.originals(rest[1].0, 2).unwrap().is_empty());
}

fn sums_tell_rows_apart(records: &mut Box<dyn Records>) {
    let empty = records.sums().unwrap();
    put(
        &mut **records,
        with_lines(0, vec![row(0, 10, "roses"), row(1, 20, "card")]),
    );
    let two = records.sums().unwrap();
    assert_ne!(two.lines, empty.lines);
    assert_eq!(two.pointers, empty.pointers);
    let mut moved = entries(2, &["correction"]);
    moved.lines = vec![row(0, 11, "roses")];
    moved.pointers = vec![(0, 2)];
    put(&mut **records, moved);
    let after = records.sums().unwrap();
    assert_ne!(after.lines, two.lines);
    assert_ne!(after.pointers, two.pointers);
    let mut back = entries(3, &["correction"]);
    back.lines = vec![row(0, 10, "roses")];
    put(&mut **records, back);
    assert_eq!(records.sums().unwrap().lines, two.lines);
}

fn a_reader_sees_one_moment(records: &mut Box<dyn Records>) {
    put(&mut **records, entries(0, &["case"]));
    let before = records.reader().unwrap();
    put(&mut **records, entries(1, &["contact"]));
    let after = records.reader().unwrap();
    assert!(before.reader().unwrap().last_commit().unwrap().0 >= 1);
    assert_eq!(before.last_commit().unwrap().0, 1);
    assert!(before.entry(RECORD, 1).unwrap().is_none());
    assert_eq!(after.last_commit().unwrap().0, 2);
    assert!(after.entry(RECORD, 1).unwrap().is_some());
    std::thread::spawn(move || assert!(after.founding().is_ok()))
        .join()
        .unwrap();
}

fn what_is_derived_is_replaced_whole_or_not_at_all(records: &mut Box<dyn Records>) {
    let mut batch = with_lines(0, vec![row(0, 10, "roses"), row(1, 20, "card")]);
    batch.pointers = vec![(0, 1)];
    batch.exhibits = vec![(1, "AB/1".to_owned(), 1)];
    batch.identities = vec![[1; 16]];
    batch.named = Some(("knee".to_owned(), false));
    put(&mut **records, batch);
    let before = records.sums().unwrap();
    let failed = records.rederive(&mut |reading| {
        assert_eq!(reading.pointing_at(CASE, 0).unwrap(), [0u64; 0]);
        Err(VaultError::Act("broken off"))
    });
    assert!(matches!(failed, Err(VaultError::Act("broken off"))));
    assert_eq!(records.sums().unwrap(), before);
    assert_eq!(records.cases().unwrap()[0].name, "knee");

    let mut step = 0;
    records
        .rederive(&mut |reading| {
            step += 1;
            Ok(match step {
                1 => Some(Again {
                    case: CASE,
                    batch: Batch {
                        lines: vec![row(1, 5, "lilies")],
                        pointers: vec![(0, 1)],
                        ..Batch::default()
                    },
                    kinds: vec![(Log::Record, 1, "measure".to_owned())],
                }),
                2 => {
                    // The parts before are seen.
                    assert_eq!(reading.pointing_at(CASE, 0).unwrap(), [1]);
                    let named = Some(("ankle".to_owned(), true));
                    Some(Again {
                        case: CASE,
                        batch: Batch {
                            named,
                            ..Batch::default()
                        },
                        kinds: vec![],
                    })
                }
                _ => None,
            })
        })
        .unwrap();
    assert_eq!(
        timeline(&**records, &TimelineFilter::default(), None, 10),
        [1]
    );
    assert_eq!(
        numbers(&records.search(None, &["lilies"], None, 10).unwrap()),
        [1]
    );
    assert!(
        records
            .search(None, &["roses"], None, 10)
            .unwrap()
            .is_empty()
    );
    assert_eq!(records.exhibits(CASE).unwrap(), 0);
    assert!(!records.knows_identity(CASE, &[1; 16]).unwrap());
    assert_eq!(records.cases().unwrap()[0].name, "ankle");
    assert_eq!(records.entry(RECORD, 1).unwrap().unwrap().kind, "measure");
    assert_eq!(records.last_commit().unwrap().0, 1);
    assert!(records.container(true).is_empty());
}
