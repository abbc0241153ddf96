//! Records in memory, for tests: the same contract in maps. Nothing outlives the process.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use standfast_model::Log;

use super::{
    Again, Batch, CaseRow, Founding, Kept, LineRow, LogAt, LogRow, More, OriginalRow, Placing,
    Reading, Records, Sums, TimelineFilter, Where, Work, key,
};
use crate::derive::sum;
use crate::head::seal_heads;
use crate::{ActCase, CaseNo, Problem, Row, RowKey, VaultError};

/// Records in memory.
pub struct MemoryRecords {
    // Shared with readers; a commit makes a new one where somebody still reads the old.
    state: Arc<State>,
}

#[derive(Clone)]
struct State {
    founding: Founding,
    commits: Vec<[u8; 32]>,
    cases: BTreeMap<CaseNo, CaseRow>,
    entries: BTreeMap<(LogAt, u64), Kept>,
    lines: BTreeMap<i64, (CaseNo, LineRow)>,
    line_of: BTreeMap<(CaseNo, u64), i64>,
    pointers: BTreeSet<(CaseNo, u64, u64)>,
    exhibits: BTreeMap<(CaseNo, u64, String), u64>,
    identities: BTreeSet<(CaseNo, [u8; 16])>,
    originals: Vec<OriginalRow>,
    sources: BTreeMap<[u8; 32], [u8; 32]>,
}

impl MemoryRecords {
    /// The records of a new vault.
    #[must_use]
    pub fn new(founding: Founding) -> Self {
        let first = seal_heads(&founding.head_key, &founding.id, 0, std::iter::empty());
        MemoryRecords {
            state: Arc::new(State {
                founding,
                commits: vec![first],
                cases: BTreeMap::new(),
                entries: BTreeMap::new(),
                lines: BTreeMap::new(),
                line_of: BTreeMap::new(),
                pointers: BTreeSet::new(),
                exhibits: BTreeMap::new(),
                identities: BTreeSet::new(),
                originals: Vec::new(),
                sources: BTreeMap::new(),
            }),
        }
    }
}

impl State {
    fn write(&mut self, case: CaseNo, batch: Batch) {
        if let Some((record, private)) = batch.new {
            let row = CaseRow {
                number: case,
                record: LogRow::empty(record),
                private: LogRow::empty(private),
                name: String::new(),
                closed: false,
            };
            self.cases.insert(case, row);
        }
        if let Some(row) = self.cases.get_mut(&case) {
            for (log, frontier, checkpoint) in batch.heads {
                let head = match log {
                    Log::Record => &mut row.record,
                    Log::Private => &mut row.private,
                };
                head.frontier = frontier;
                head.checkpoint = checkpoint;
            }
            if let Some((name, closed)) = batch.named {
                row.name = name;
                row.closed = closed;
            }
        }
        for (log, kept) in batch.entries {
            self.entries.insert((LogAt { case, log }, kept.n), kept);
        }
        for line in batch.lines {
            if let Some(old) = self.line_of.remove(&(case, line.n)) {
                self.lines.remove(&old);
            }
            let free = self.free_key(line.at);
            self.line_of.insert((case, line.n), free);
            self.lines.insert(free, (case, line));
        }
        self.pointers.extend(
            batch
                .pointers
                .into_iter()
                .map(|(target, source)| (case, target, source)),
        );
        for (number, reference, n) in batch.exhibits {
            self.exhibits.entry((case, number, reference)).or_insert(n);
        }
        self.identities.extend(
            batch
                .identities
                .into_iter()
                .map(|identity| (case, identity)),
        );
        self.originals.extend(batch.originals);
    }

    fn free_key(&self, at: i64) -> i64 {
        let mut at = at;
        loop {
            let taken = self
                .lines
                .range(key::first(at)..=key::last(at))
                .next_back()
                .map(|(k, _)| *k);
            if let Some(free) = key::next(at, taken) {
                return free;
            }
            at += 1;
        }
    }

    fn page_of_lines(
        &self,
        before: Option<RowKey>,
        limit: u32,
        matches: impl Fn(i64, CaseNo, &LineRow) -> bool,
    ) -> Vec<Row> {
        let before = before.map_or(i64::MAX, |RowKey(key)| key);
        self.lines
            .range(..before)
            .rev()
            .filter(|(key, (case, line))| matches(**key, *case, line))
            .take(limit as usize)
            .map(|(key, (case, line))| Row {
                key: RowKey(*key),
                case: *case,
                n: line.n,
            })
            .collect()
    }
}

/// Runs of letters and digits, without case.
fn tokens(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|token| !token.is_empty())
        .map(str::to_lowercase)
        .collect()
}

impl Reading for MemoryRecords {
    fn founding(&self) -> Result<Founding, VaultError> {
        Ok(self.state.founding.clone())
    }

    fn last_commit(&self) -> Result<(u64, [u8; 32]), VaultError> {
        let number = self.state.commits.len().saturating_sub(1) as u64;
        Ok((
            number,
            self.state.commits.last().copied().unwrap_or_default(),
        ))
    }

    fn commit_value(&self, number: u64) -> Result<Option<[u8; 32]>, VaultError> {
        Ok(usize::try_from(number)
            .ok()
            .and_then(|n| self.state.commits.get(n))
            .copied())
    }

    fn cases(&self) -> Result<Vec<CaseRow>, VaultError> {
        Ok(self.state.cases.values().cloned().collect())
    }

    fn log(&self, at: LogAt) -> Result<Option<LogRow>, VaultError> {
        Ok(self.state.cases.get(&at.case).map(|case| match at.log {
            Log::Record => case.record.clone(),
            Log::Private => case.private.clone(),
        }))
    }

    fn entry(&self, at: LogAt, n: u64) -> Result<Option<Kept>, VaultError> {
        Ok(self.state.entries.get(&(at, n)).cloned())
    }

    fn page(
        &self,
        at: LogAt,
        range: Range<u64>,
        kinds: Option<&[&str]>,
        limit: usize,
    ) -> Result<Vec<Kept>, VaultError> {
        if range.is_empty() {
            return Ok(Vec::new());
        }
        Ok(self
            .state
            .entries
            .range((at, range.start)..(at, range.end))
            .map(|(_, kept)| kept)
            .filter(|kept| kinds.is_none_or(|kinds| kinds.contains(&kept.kind.as_str())))
            .take(limit)
            .cloned()
            .collect())
    }

    fn pointing_at(&self, case: CaseNo, n: u64) -> Result<Vec<u64>, VaultError> {
        let all = self
            .state
            .pointers
            .range((case, n, 0)..=(case, n, u64::MAX));
        Ok(all.map(|(_, _, source)| *source).collect())
    }

    fn timeline(
        &self,
        case: CaseNo,
        filter: &TimelineFilter,
        before: Option<RowKey>,
        limit: u32,
    ) -> Result<Vec<Row>, VaultError> {
        let from = filter
            .from
            .map_or(i64::MIN, |t| key::first(t.as_millisecond()));
        let to = filter
            .to
            .map_or(i64::MAX, |t| key::first(t.as_millisecond()));
        Ok(self.state.page_of_lines(before, limit, |key, of, line| {
            let channel = filter.channel.is_none() || line.channel == filter.channel;
            of == case && channel && (from..to).contains(&key)
        }))
    }

    fn search(
        &self,
        case: Option<CaseNo>,
        words: &[&str],
        before: Option<RowKey>,
        limit: u32,
    ) -> Result<Vec<Row>, VaultError> {
        let phrases: Vec<Vec<String>> = words.iter().map(|word| tokens(word)).collect();
        Ok(self.state.page_of_lines(before, limit, |_, of, line| {
            let said = tokens(&line.words);
            let holds = |phrase: &Vec<String>| {
                !phrase.is_empty()
                    && said
                        .windows(phrase.len())
                        .any(|part| part == phrase.as_slice())
            };
            case.is_none_or(|case| of == case) && phrases.iter().all(holds)
        }))
    }

    fn exhibit(
        &self,
        case: CaseNo,
        number: u64,
        reference: &str,
    ) -> Result<Option<u64>, VaultError> {
        Ok(self
            .state
            .exhibits
            .get(&(case, number, reference.to_owned()))
            .copied())
    }

    fn exhibits(&self, case: CaseNo) -> Result<u64, VaultError> {
        let of = (case, 0, String::new())..(CaseNo(case.0.saturating_add(1)), 0, String::new());
        Ok(self
            .state
            .exhibits
            .range(of)
            .next_back()
            .map_or(0, |((_, number, _), _)| *number))
    }

    fn knows_identity(&self, case: CaseNo, identity: &[u8; 16]) -> Result<bool, VaultError> {
        Ok(self.state.identities.contains(&(case, *identity)))
    }

    fn source(&self, stamp: &[u8; 32]) -> Result<Option<[u8; 32]>, VaultError> {
        Ok(self.state.sources.get(stamp).copied())
    }

    fn original(&self, case: CaseNo, sha256: &[u8; 32]) -> Result<Option<OriginalRow>, VaultError> {
        Ok(self
            .state
            .originals
            .iter()
            .find(|o| o.case == case && o.sha256 == *sha256)
            .cloned())
    }

    fn originals(&self, after: u64, limit: usize) -> Result<Vec<(u64, OriginalRow)>, VaultError> {
        let skipped = usize::try_from(after).unwrap_or(usize::MAX);
        Ok((1..)
            .zip(self.state.originals.iter().cloned())
            .skip(skipped)
            .take(limit)
            .collect())
    }

    fn has_file(&self, name: &str) -> Result<bool, VaultError> {
        let is = |place: &Where| match place {
            Where::File(file) | Where::Within(file, _) => file == name,
            Where::Here(_) => false,
        };
        Ok(self
            .state
            .originals
            .iter()
            .any(|original| is(&original.place)))
    }

    fn line(&self, case: CaseNo, n: u64) -> Result<Option<LineRow>, VaultError> {
        let state = &self.state;
        let key = state.line_of.get(&(case, n));
        Ok(key
            .and_then(|key| state.lines.get(key))
            .map(|(_, line)| line.clone()))
    }

    fn sums(&self) -> Result<Sums, VaultError> {
        let mut sums = Sums::default();
        let add = |sum: &mut u128, part: u128| *sum = sum.wrapping_add(part);
        for (case, line) in self.state.lines.values() {
            let part = sum::line(*case, line.n, line.at, line.channel.as_deref(), &line.words);
            add(&mut sums.lines, part);
        }
        for (case, target, source) in &self.state.pointers {
            add(&mut sums.pointers, sum::pointer(*case, *target, *source));
        }
        for ((case, number, reference), n) in &self.state.exhibits {
            add(
                &mut sums.exhibits,
                sum::exhibit(*case, *number, reference, *n),
            );
        }
        for (case, identity) in &self.state.identities {
            add(&mut sums.identities, sum::identity(*case, identity));
        }
        Ok(sums)
    }

    fn container(&self, _: bool) -> Vec<Problem> {
        Vec::new()
    }

    fn reader(&self) -> Result<Box<dyn Reading>, VaultError> {
        Ok(Box::new(MemoryRecords {
            state: Arc::clone(&self.state),
        }))
    }
}

impl Records for MemoryRecords {
    fn commit(&mut self, expected: &ActCase, work: &mut Work<'_>) -> Result<Placing, VaultError> {
        let case = match expected {
            ActCase::New => CaseNo(
                self.state
                    .cases
                    .keys()
                    .next_back()
                    .map_or(1, |last| last.0 + 1),
            ),
            ActCase::In {
                case,
                record,
                private,
            } => {
                let row = self
                    .state
                    .cases
                    .get(case)
                    .ok_or(VaultError::NoCase(case.0))?;
                if (row.record.frontier.size(), row.private.frontier.size()) != (*record, *private)
                {
                    return Err(VaultError::Moved);
                }
                *case
            }
        };
        let mut anew = MemoryRecords {
            state: Arc::clone(&self.state),
        };
        let (number, value) = loop {
            let batch = work(&anew, case)?;
            let (more, commit) = (batch.more, batch.commit);
            Arc::make_mut(&mut anew.state).write(case, batch);
            if !more {
                break commit.ok_or(VaultError::Act("a commit without a number"))?;
            }
        };
        Arc::make_mut(&mut anew.state).commits.push(value);
        self.state = anew.state;
        Ok(Placing {
            case,
            number,
            value,
        })
    }

    fn remember_source(&mut self, stamp: &[u8; 32], sha256: &[u8; 32]) -> Result<(), VaultError> {
        Arc::make_mut(&mut self.state)
            .sources
            .insert(*stamp, *sha256);
        Ok(())
    }

    fn rederive(&mut self, again: &mut More<'_>) -> Result<(), VaultError> {
        let mut state = State::clone(&self.state);
        state.lines.clear();
        state.line_of.clear();
        state.pointers.clear();
        state.exhibits.clear();
        state.identities.clear();
        for case in state.cases.values_mut() {
            case.name.clear();
            case.closed = false;
        }
        let mut anew = MemoryRecords {
            state: Arc::new(state),
        };
        while let Some(Again { case, batch, kinds }) = again(&anew)? {
            let state = Arc::make_mut(&mut anew.state);
            for (log, n, kind) in kinds {
                if let Some(kept) = state.entries.get_mut(&(LogAt { case, log }, n)) {
                    kept.kind = kind;
                }
            }
            state.write(case, batch);
        }
        self.state = anew.state;
        Ok(())
    }

    fn finish(&mut self, _: bool) -> Result<(), VaultError> {
        Ok(())
    }
}
