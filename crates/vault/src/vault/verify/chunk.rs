//! Checking some entries of one log: leaves, fields, and what is derived from them.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::Timestamp;
use standfast_ledger::verdict::Code;
use standfast_ledger::{Given, Hash, Line, LogCheck, Seen};
use standfast_model::{Class, Field, Fields, Kind, Log};

use super::LogPlan;
use crate::derive::{Fresh, line, own, sum};
use crate::records::{Kept, Reading, Sums};
use crate::{Problem, ProblemCode};

/// How many entries are read at a time.
const PAGE: usize = 500;

/// An exhibit, by what it is found by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Exhibit {
    pub(super) number: u64,
    pub(super) reference: String,
    pub(super) n: u64,
    /// Of its original, unless that was erased.
    pub(super) sha256: Option<[u8; 32]>,
}

/// What checking some entries of a log found.
#[derive(Default)]
pub(super) struct Chunk {
    /// The number of the first entry that belongs here.
    pub(super) from: u64,
    /// Number and hash of each entry that is there.
    pub(super) hashes: Vec<(u64, Hash)>,
    pub(super) problems: Vec<Problem>,
    pub(super) shown: u64,
    pub(super) in_part: u64,
    pub(super) classes: BTreeMap<String, u64>,
    /// What should be derived from them, but for exhibits and identities.
    pub(super) sums: Sums,
    pub(super) exhibits: Vec<Exhibit>,
    /// Files that letters keep, each with the entry that names it.
    pub(super) kept: Vec<(String, [u8; 32])>,
    /// Digests of the identities that imports took.
    pub(super) identities: Vec<[u8; 16]>,
    /// Some cannot be read: what is derived cannot be compared.
    pub(super) unreadable: bool,
}

impl Chunk {
    pub(super) fn check(reading: &mut Box<dyn Reading>, of: &LogPlan, range: Range<u64>) -> Chunk {
        let mut chunk = Chunk {
            from: range.start,
            ..Chunk::default()
        };
        let mut check = LogCheck::begin(&Given {
            checkpoint: of.row.checkpoint.as_bytes(),
            key: of.key.as_bytes(),
            changes: &[],
            earlier: &[],
            expected: None,
        });
        let mut range = range;
        loop {
            match reading.page(of.at, range.clone(), None, PAGE) {
                Ok(page) => {
                    let full = page.len() == PAGE;
                    range.start = page
                        .last()
                        .map_or(range.end, |last| last.n.saturating_add(1));
                    page.iter()
                        .for_each(|kept| chunk.entry(of, &mut check, kept));
                    if !full {
                        break;
                    }
                }
                Err(_) => {
                    range.end = range.end.min(of.row.frontier.size());
                    chunk.salvage(reading, of, &mut check, range);
                    break;
                }
            }
        }
        chunk.verdict(of, check);
        chunk
    }

    /// Reads what can be read of a range where a page does not hold.
    fn salvage(
        &mut self,
        reading: &mut Box<dyn Reading>,
        of: &LogPlan,
        check: &mut LogCheck,
        range: Range<u64>,
    ) {
        self.unreadable = true;
        let mut waiting = vec![range];
        let mut lost: Vec<Range<u64>> = Vec::new();
        while let Some(range) = waiting.pop() {
            // After a page that does not hold a connection answers nothing any more.
            if let Ok(fresh) = reading.reader() {
                *reading = fresh;
            }
            let long = range.end.saturating_sub(range.start);
            match reading.page(
                of.at,
                range.clone(),
                None,
                usize::try_from(long).unwrap_or(PAGE),
            ) {
                Ok(page) => page.iter().for_each(|kept| self.entry(of, check, kept)),
                Err(_) if long > 1 && lost.len() < 8 => {
                    let middle = range.start + long / 2;
                    // The lower half comes first.
                    waiting.push(middle..range.end);
                    waiting.push(range.start..middle);
                }
                Err(_) => match lost.last_mut() {
                    Some(last) if last.end == range.start => last.end = range.end,
                    _ => lost.push(range),
                },
            }
        }
        if let Ok(fresh) = reading.reader() {
            *reading = fresh;
        }
        for range in lost {
            let (first, last) = (of.at.log.name(range.start), of.at.log.name(range.end - 1));
            let message = if first == last {
                format!("Entry {first} cannot be read: a page of the database does not hold.")
            } else {
                format!(
                    "Entries {first} to {last} cannot be read: a page of the database does not hold."
                )
            };
            self.problem(of, ProblemCode::PageCorrupt, first, message);
        }
    }

    fn entry(&mut self, of: &LogPlan, check: &mut LogCheck, kept: &Kept) {
        let fields: Vec<&str> = kept.fields.iter().map(String::as_str).collect();
        let hash = Hash::from_bytes(kept.hash);
        self.hashes.push((kept.n, hash));
        let shown = Line::Shown {
            n: kept.n,
            hash: Some(hash),
            leaf: kept.leaf.as_bytes(),
            fields: &fields,
        };
        let Some(seen) = check.line(&shown) else {
            return;
        };
        if seen.leaf.kind != kept.kind {
            let item = of.at.log.name(kept.n);
            let message =
                format!("Entry {item} is filed under another kind than it was sealed with.");
            self.problem(of, ProblemCode::RowChanged, item, message);
        }
        match of.at.log {
            Log::Record => self.derived(of, kept, seen),
            Log::Private if seen.leaf.kind == Kind::Letter.as_str() => self.files(of, kept, &seen),
            Log::Private => {}
        }
    }

    /// Notes the files that a letter keeps.
    fn files(&mut self, of: &LogPlan, kept: &Kept, seen: &Seen<'_>) {
        let hashes = seen.fields.iter().filter(|f| f.name == "kept");
        for hash in hashes.filter_map(|f| f.value.as_array()).flatten() {
            let mut digest = [0; 32];
            if hash
                .as_str()
                .is_some_and(|hash| hex::decode_to_slice(hash, &mut digest).is_ok())
            {
                self.kept.push((of.at.log.name(kept.n), digest));
            }
        }
    }

    /// Adds what should be derived from an entry.
    fn derived(&mut self, of: &LogPlan, kept: &Kept, seen: Seen<'_>) {
        let Some(kind) = Kind::parse(seen.leaf.kind) else {
            return;
        };
        let Ok(recorded) = Timestamp::from_millisecond(seen.leaf.recorded.millis()) else {
            return;
        };
        // Derived alone, the class of a field does not matter.
        let fields: Fields = seen
            .fields
            .into_iter()
            .map(|f| Field {
                name: f.name,
                class: Class::Open,
                value: f.value,
            })
            .collect();
        let case = of.at.case;
        let entry = Fresh {
            n: kept.n,
            kind,
            recorded,
            fields,
        };
        let own = own(&entry);
        let add = |sum: &mut u128, part: u128| *sum = sum.wrapping_add(part);
        if let Some(target) = own.points_at {
            add(&mut self.sums.pointers, sum::pointer(case, target, entry.n));
        }
        if let Some((number, reference)) = own.exhibit {
            let mut digest = [0; 32];
            let sha256 = entry
                .fields
                .text("sha256")
                .filter(|hash| hex::decode_to_slice(hash, &mut digest).is_ok())
                .map(|_| digest);
            self.exhibits.push(Exhibit {
                number,
                reference,
                n: entry.n,
                sha256,
            });
        }
        self.identities.extend(own.identity);
        let corrections = of
            .corrections
            .get(&entry.n)
            .map(Vec::as_slice)
            .unwrap_or_default();
        if let Some(line) = line(&entry, corrections) {
            let channel = line.channel.as_deref();
            add(
                &mut self.sums.lines,
                sum::line(case, line.n, line.at, channel, &line.words),
            );
        }
    }

    /// What the ledger says of these entries alone; the tree is put together elsewhere.
    fn verdict(&mut self, of: &LogPlan, check: LogCheck) {
        let verdict = check.finish();
        let here = |code: Code| {
            matches!(
                code,
                Code::LeafChanged | Code::FieldChanged | Code::WrongLog | Code::LeafOrder
            )
        };
        let found = verdict
            .integrity
            .into_iter()
            .chain(verdict.completeness.problems);
        for problem in found.filter(|problem| here(problem.code)) {
            self.problems.push(super::log::of_log(of, problem));
        }
        self.shown = verdict.completeness.shown;
        self.in_part = verdict.completeness.in_part;
        self.classes = verdict.completeness.classes;
    }

    fn problem(&mut self, of: &LogPlan, code: ProblemCode, item: String, message: String) {
        self.problems.push(Problem {
            code,
            case: Some(of.at.case),
            item,
            message,
        });
    }
}
