//! Making anew what is derived: timeline, search, pointers, exhibits, identities, names, heads.

use standfast_ledger::{Checkpoint, Frontier, Hash, Note};
use standfast_model::Log;

use super::Vault;
use crate::derive::{Fresh, derive, fresh};
use crate::records::{Again, CaseRow, Kept, LogAt, LogRow, Reading};
use crate::{CaseNo, Stored, VaultError};

/// How many entries are derived at a time.
const PAGE: usize = 1_000;

/// What a rebuild came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// Entries read, of all logs.
    pub entries: u64,
    /// Lines of timeline and search made.
    pub rows: u64,
    /// How many of them had been different, or were not there.
    pub changed: u64,
    /// Originals put aside because no entry names them.
    pub set_aside: u64,
}

impl Vault {
    /// Makes anew everything that is derived from the logs, whole or not at all, and puts aside
    /// originals that no entry names. No entry is touched. `progress`: entries done, entries in all.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] where a log is not the one that was signed (see [`Vault::verify`]); the
    /// disk.
    pub fn rebuild(&mut self, progress: &mut dyn FnMut(u64, u64)) -> Result<Rebuilt, VaultError> {
        self.may_write()?;
        let cases = self.records.cases()?;
        let all = cases
            .iter()
            .map(|c| c.record.frontier.size() + c.private.frontier.size())
            .sum();
        let changed = super::verify::different_lines(&*self.records)?.len() as u64;
        let mut rebuilt = Rebuilt {
            entries: 0,
            rows: 0,
            changed,
            set_aside: 0,
        };
        let mut logs = cases.iter().flat_map(|case| {
            [
                (case, Log::Record, &case.record),
                (case, Log::Private, &case.private),
            ]
        });
        let mut current: Option<Anew<'_>> = None;
        self.records.rederive(&mut |reading| {
            loop {
                let Some(log) = &mut current else {
                    match logs.next() {
                        Some((case, log, row)) => current = Some(Anew::of(case, log, row)),
                        None => return Ok(None),
                    }
                    continue;
                };
                let Some(part) = log.next(reading)? else {
                    current = None;
                    continue;
                };
                rebuilt.entries += part.kinds.len() as u64;
                rebuilt.rows += part.batch.lines.len() as u64;
                progress(rebuilt.entries, all);
                return Ok(Some(part));
            }
        })?;
        rebuilt.set_aside = self.set_aside()?;
        Ok(rebuilt)
    }
}

/// One log on its way through.
struct Anew<'a> {
    at: LogAt,
    row: &'a LogRow,
    frontier: Frontier,
    ended: bool,
}

impl<'a> Anew<'a> {
    fn of(case: &CaseRow, log: Log, row: &'a LogRow) -> Self {
        let at = LogAt {
            case: case.number,
            log,
        };
        Anew {
            at,
            row,
            frontier: Frontier::new(),
            ended: false,
        }
    }

    /// The next part; `None` after the last.
    fn next(&mut self, reading: &dyn Reading) -> Result<Option<Again>, VaultError> {
        if self.ended {
            return Ok(None);
        }
        let from = self.frontier.size();
        let page = reading.page(self.at, from..u64::MAX, None, PAGE)?;
        let mut part = Again {
            case: self.at.case,
            ..Again::default()
        };
        let full = page.len() == PAGE;
        let entries = self.take(page, &mut part)?;
        if self.at.log == Log::Record {
            derive(reading, self.at.case, &entries, &mut part.batch)?;
        }
        if !full {
            self.ended = true;
            self.signed()?;
            part.batch.heads.push((
                self.at.log,
                self.frontier.clone(),
                self.row.checkpoint.clone(),
            ));
        }
        Ok(Some(part))
    }

    fn take(&mut self, page: Vec<Kept>, part: &mut Again) -> Result<Vec<Fresh>, VaultError> {
        let mut entries = Vec::with_capacity(page.len());
        for kept in page {
            if kept.n != self.frontier.size() {
                let missing = self.at.log.name(self.frontier.size());
                return Err(VaultError::damaged(missing, "it is missing"));
            }
            self.frontier.append(Hash::of_leaf(kept.leaf.as_bytes()));
            let stored = Stored::of(self.at, kept)?;
            part.kinds
                .push((self.at.log, stored.n, stored.kind.clone()));
            entries.extend(fresh(&stored)?);
        }
        Ok(entries)
    }

    /// The log must be the one that was signed: nothing is made of any other.
    fn signed(&self) -> Result<(), VaultError> {
        let broken = |why: &str| {
            let CaseNo(case) = self.at.case;
            VaultError::damaged(
                format!("the {} log of case {case}", log_word(self.at.log)),
                why,
            )
        };
        if self.frontier.size() == 0 && self.row.checkpoint.is_empty() {
            return Ok(());
        }
        let note =
            Note::parse(self.row.checkpoint.as_bytes()).map_err(|e| broken(&e.to_string()))?;
        let head = Checkpoint::parse(note.text()).map_err(|e| broken(&e.to_string()))?;
        if head.size != self.frontier.size() || head.root != self.frontier.root() {
            return Err(broken("its entries are not those that were signed"));
        }
        Ok(())
    }
}

fn log_word(log: Log) -> &'static str {
    match log {
        Log::Record => "record",
        Log::Private => "private",
    }
}
