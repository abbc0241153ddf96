//! One log put together from its checked parts: its tree, its counts, what should be derived from it.

use std::collections::{BTreeMap, BTreeSet};

use standfast_ledger::{Frontier, Given, Line, LogCheck};
use standfast_model::Log;

use super::chunk::{Chunk, Exhibit};
use super::{CaseVerdict, LogPlan, VaultVerdict};
use crate::derive::sum;
use crate::records::Sums;
use crate::{CaseNo, Problem, ProblemCode};

/// One log so far.
pub(super) struct Gathered {
    check: LogCheck,
    frontier: Frontier,
    /// The first entry of the chunk whose turn it is.
    pub(super) next: u64,
    pub(super) entries: u64,
    problems: Vec<Problem>,
    shown: u64,
    in_part: u64,
    classes: BTreeMap<String, u64>,
    sums: Sums,
    pub(super) exhibits: Vec<Exhibit>,
    pub(super) kept: Vec<(String, [u8; 32])>,
    identities: Vec<[u8; 16]>,
    pub(super) unreadable: bool,
}

impl Gathered {
    pub(super) fn of(plan: &LogPlan) -> Self {
        Gathered {
            check: LogCheck::begin(&Given {
                checkpoint: plan.row.checkpoint.as_bytes(),
                key: plan.key.as_bytes(),
                changes: &[],
                earlier: &[],
                expected: None,
            }),
            frontier: Frontier::new(),
            next: 0,
            entries: 0,
            problems: Vec::new(),
            shown: 0,
            in_part: 0,
            classes: BTreeMap::new(),
            sums: Sums::default(),
            exhibits: Vec::new(),
            kept: Vec::new(),
            identities: Vec::new(),
            unreadable: false,
        }
    }

    pub(super) fn take(&mut self, chunk: Chunk) {
        for (n, hash) in chunk.hashes {
            self.entries += 1;
            self.frontier.append(hash);
            self.check.line(&Line::Withheld { n, hash });
        }
        self.problems.extend(chunk.problems);
        self.shown += chunk.shown;
        self.in_part += chunk.in_part;
        for (class, count) in chunk.classes {
            *self.classes.entry(class).or_default() += count;
        }
        self.sums.lines = self.sums.lines.wrapping_add(chunk.sums.lines);
        self.sums.pointers = self.sums.pointers.wrapping_add(chunk.sums.pointers);
        self.exhibits.extend(chunk.exhibits);
        self.kept.extend(chunk.kept);
        self.identities.extend(chunk.identities);
        self.unreadable |= chunk.unreadable;
    }

    /// Adds what should be derived from this log to the sums over all.
    pub(super) fn sum_up(&mut self, case: CaseNo, sums: &mut Sums) {
        // A reference or identity that comes again is found by its first entry.
        self.exhibits.sort_unstable();
        let mut known = BTreeSet::new();
        for exhibit in &self.exhibits {
            if known.insert((exhibit.number, exhibit.reference.as_str())) {
                let part = sum::exhibit(case, exhibit.number, &exhibit.reference, exhibit.n);
                sums.exhibits = sums.exhibits.wrapping_add(part);
            }
        }
        self.identities.sort_unstable();
        self.identities.dedup();
        for identity in &self.identities {
            sums.identities = sums.identities.wrapping_add(sum::identity(case, identity));
        }
        sums.lines = sums.lines.wrapping_add(self.sums.lines);
        sums.pointers = sums.pointers.wrapping_add(self.sums.pointers);
    }

    /// Says the verdict of the log.
    pub(super) fn close(self, of: &LogPlan, verdict: &mut VaultVerdict) {
        verdict.problems.extend(self.problems);
        let empty =
            self.entries == 0 && of.row.frontier.size() == 0 && of.row.checkpoint.is_empty();
        if !empty {
            let found = self.check.finish();
            let problems = found
                .integrity
                .into_iter()
                .chain(found.completeness.problems);
            verdict
                .problems
                .extend(problems.map(|problem| of_log(of, problem)));
        }
        if self.frontier != of.row.frontier && !self.unreadable {
            verdict.problems.push(Problem {
                code: ProblemCode::RowChanged,
                case: Some(of.at.case),
                item: "the head of a log".to_owned(),
                message:
                    "The right edge of the tree is not the one of the entries; rebuild makes it \
                          anew."
                        .to_owned(),
            });
        }
        if verdict.cases.last().map(|case| case.number) != Some(of.at.case) {
            verdict.cases.push(CaseVerdict {
                number: of.at.case,
                ..CaseVerdict::default()
            });
        }
        if let Some(case) = verdict.cases.last_mut() {
            match of.at.log {
                Log::Record => case.record = self.entries,
                Log::Private => case.private = self.entries,
            }
            case.shown += self.shown;
            case.in_part += self.in_part;
            for (class, count) in self.classes {
                *case.classes.entry(class).or_default() += count;
            }
        }
    }
}

/// A problem that the ledger found in a log; entries of the private log are named P.
pub(super) fn of_log(of: &LogPlan, found: standfast_ledger::Problem) -> Problem {
    let (item, message) = match of.at.log {
        Log::Record => (found.item, found.message),
        Log::Private => (
            found.item.replace('#', "P"),
            found.message.replace('#', "P"),
        ),
    };
    Problem {
        code: ProblemCode::Ledger(found.code),
        case: Some(of.at.case),
        item,
        message,
    }
}
