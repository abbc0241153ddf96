//! Checking all of a vault: logs, tree, signatures, what is derived, originals, files, pages.
//!
//! The work is cut into tasks that two threads or more take from one list, each with a reader of its
//! own: pages and index; originals; and the entries, a thousand at a time. Whoever gathers puts the
//! hashes in order and compares roots, sums and names. Memory stays flat but for 32 bytes an entry
//! out of order, and the hash of every original.

mod chunk;
mod gather;
mod log;
mod originals;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};

use standfast_model::Log;

use self::chunk::Chunk;
use self::gather::Gathering;
use self::originals::OriginalFound;
use super::{Mode, Vault};
use crate::derive::{Corrections, all_corrections, fresh, line};
use crate::originals::Originals;
use crate::records::{LogAt, LogRow, Reading, Sums};
use crate::{CaseNo, HeadState, Problem, ProblemCode, Stored, VaultError, lock};

/// Entries in a task.
const CHUNK: u64 = 1_000;

/// What checking a vault came to.
#[derive(Clone, Debug)]
pub struct VaultVerdict {
    /// Everything that is wrong, of the vault first, then case by case. Empty: intact. How the vault
    /// stands to the head kept outside is not among them: see `head`.
    pub problems: Vec<Problem>,
    /// Entries of all logs.
    pub entries: u64,
    /// Originals.
    pub originals: u64,
    /// Their bytes.
    pub original_bytes: u64,
    /// How it stands to the head kept outside.
    pub head: HeadState,
    /// Of the signing key.
    pub fingerprint: String,
    /// Each case.
    pub cases: Vec<CaseVerdict>,
}

/// The counts of one case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseVerdict {
    /// Which.
    pub number: CaseNo,
    /// Entries of its record log.
    pub record: u64,
    /// Entries of its private log.
    pub private: u64,
    /// Leaves, of both logs, with all their fields.
    pub shown: u64,
    /// Leaves without some or all of them: erased, or changed.
    pub in_part: u64,
    /// Fields that are not there, by class.
    pub classes: BTreeMap<String, u64>,
}

/// A log to be checked.
struct LogPlan {
    at: LogAt,
    row: LogRow,
    /// The file of its verifier key.
    key: String,
    corrections: Corrections,
}

/// A piece of the work.
enum Task {
    Container,
    Originals,
    Sums,
    Entries { log: usize, from: u64, to: u64 },
}

/// What a piece of the work found.
enum Found {
    Problems(Vec<Problem>),
    Original(OriginalFound),
    Sums(Result<Sums, VaultError>),
    Entries { log: usize, chunk: Chunk },
}

impl Vault {
    /// Checks everything, and names what is wrong. Changes nothing. `progress`: entries and originals
    /// done, and about how many there are.
    ///
    /// # Errors
    /// Only where nothing can be checked at all; damage is in the verdict.
    pub fn verify(&self, progress: &mut dyn FnMut(u64, u64)) -> Result<VaultVerdict, VaultError> {
        let workers = std::thread::available_parallelism().map_or(2, |n| n.get().clamp(2, 8));
        let alone = self.alone();
        let begun = self.readers(workers).and_then(|readers| {
            let plan = match readers.first() {
                Some(first) => self.plan(&**first)?,
                None => Vec::new(),
            };
            Ok((readers, plan))
        });
        let (readers, plan) = match begun {
            Ok(both) => both,
            Err(error @ VaultError::Damaged { .. }) => return Ok(self.hopeless(&error, alone)),
            Err(other) => return Err(other),
        };
        let mut tasks = vec![Task::Container, Task::Originals, Task::Sums];
        for (log, LogPlan { row, .. }) in plan.iter().enumerate() {
            let chunks = row.frontier.size().div_ceil(CHUNK).max(1);
            tasks.extend((0..chunks).map(|chunk| Task::Entries {
                log,
                from: chunk * CHUNK,
                // The last one takes what should not be there, too.
                to: if chunk + 1 == chunks {
                    u64::MAX
                } else {
                    (chunk + 1) * CHUNK
                },
            }));
        }
        let mut gathering = Gathering::new(self, &plan);
        let next = AtomicUsize::new(0);
        let (tell, found) = channel();
        std::thread::scope(|scope| {
            for reading in readers {
                let tell = tell.clone();
                let (tasks, plan, next) = (&tasks, &plan, &next);
                let originals = &*self.originals;
                scope.spawn(move || work(tasks, plan, next, reading, originals, alone, &tell));
            }
            drop(tell);
            for found in found {
                gathering.take(found);
                progress(gathering.done(), gathering.all());
            }
        });
        Ok(gathering.finish(self))
    }

    /// Nobody else writes meanwhile, as far as the lock knows.
    fn alone(&self) -> bool {
        self.mode == Mode::Write
            || self
                .layout
                .as_ref()
                .is_none_or(|layout| !lock::is_taken(layout))
    }

    /// Readers that all see the same commit.
    fn readers(&self, how_many: usize) -> Result<Vec<Box<dyn Reading>>, VaultError> {
        const TRIES: u32 = 50;
        for _ in 0..TRIES {
            let readers: Vec<_> = (0..how_many)
                .map(|_| self.records.reader())
                .collect::<Result<_, _>>()?;
            let commits: Vec<_> = readers
                .iter()
                .map(|r| r.last_commit())
                .collect::<Result<_, _>>()?;
            if commits.iter().all(|commit| Some(commit) == commits.first()) {
                return Ok(readers);
            }
        }
        Err(VaultError::Busy {
            holder: String::new(),
        })
    }

    fn plan(&self, reading: &dyn Reading) -> Result<Vec<LogPlan>, VaultError> {
        let mut plan = Vec::new();
        for case in reading.cases()? {
            for (log, row) in [(Log::Record, case.record), (Log::Private, case.private)] {
                let at = LogAt {
                    case: case.number,
                    log,
                };
                let key = format!("{}\n", self.verifier(&row)?);
                let corrections = match log {
                    Log::Record => all_corrections(reading, case.number).unwrap_or_default(),
                    Log::Private => Corrections::new(),
                };
                plan.push(LogPlan {
                    at,
                    row,
                    key,
                    corrections,
                });
            }
        }
        Ok(plan)
    }

    /// The database cannot be read so far that its cases are known: what is wrong with it is said.
    fn hopeless(&self, error: &VaultError, alone: bool) -> VaultVerdict {
        let mut problems = self.records.container(alone);
        if problems.is_empty() {
            problems.push(Problem {
                code: ProblemCode::PageCorrupt,
                case: None,
                item: "standfast.db".to_owned(),
                message: format!("The database cannot be read: {error}."),
            });
        }
        VaultVerdict {
            problems,
            entries: 0,
            originals: 0,
            original_bytes: 0,
            head: self.head,
            fingerprint: self.facts.fingerprint.clone(),
            cases: Vec::new(),
        }
    }
}

fn work(
    tasks: &[Task],
    plan: &[LogPlan],
    next: &AtomicUsize,
    mut reading: Box<dyn Reading>,
    originals: &dyn Originals,
    alone: bool,
    tell: &Sender<Found>,
) {
    // Whoever gathers waits until the last sender is gone, so that sending cannot fail.
    let say = |found| drop(tell.send(found));
    while let Some(task) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
        match task {
            Task::Container => say(Found::Problems(reading.container(alone))),
            Task::Sums => say(Found::Sums(reading.sums())),
            Task::Originals => {
                if let Err(problem) = originals::check(&*reading, originals, &mut |original| {
                    say(Found::Original(original));
                }) {
                    say(Found::Problems(vec![problem]));
                }
            }
            Task::Entries { log, from, to } => {
                if let Some(of) = plan.get(*log) {
                    let chunk = Chunk::check(&mut reading, of, *from..*to);
                    say(Found::Entries { log: *log, chunk });
                }
            }
        }
    }
}

/// The entries of record logs whose line is not the one that their log gives.
pub(super) fn different_lines(reading: &dyn Reading) -> Result<Vec<(CaseNo, u64)>, VaultError> {
    let mut different = Vec::new();
    for case in reading.cases()? {
        let at = LogAt {
            case: case.number,
            log: Log::Record,
        };
        let corrections = all_corrections(reading, case.number)?;
        let mut next = 0;
        loop {
            let page = reading.page(at, next..u64::MAX, None, 500)?;
            let Some(last) = page.last() else { break };
            next = last.n.saturating_add(1);
            for kept in page {
                let n = kept.n;
                // What cannot be read is named by its log.
                let Ok(stored) = Stored::of(at, kept) else {
                    continue;
                };
                let Ok(entry) = fresh(&stored) else { continue };
                let corrections = corrections.get(&n).map(Vec::as_slice).unwrap_or_default();
                let right = entry.and_then(|entry| line(&entry, corrections));
                if reading.line(case.number, n)? != right {
                    different.push((case.number, n));
                }
            }
        }
    }
    Ok(different)
}
