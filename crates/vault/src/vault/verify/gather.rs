//! Putting together what the tasks found: the tree of each log, the sums, the originals by their
//! exhibits, the small files.

use std::collections::BTreeMap;

use standfast_model::Log;

use super::chunk::Chunk;
use super::log::Gathered;
use super::originals::{OriginalFound, State};
use super::{Found, LogPlan, VaultVerdict, different_lines};
use crate::derive::name;
use crate::records::Sums;
use crate::vault::Heads;
use crate::vault::Vault;
use crate::{CaseNo, HeadState, Problem, ProblemCode, VaultError};

/// Everything found so far.
pub(super) struct Gathering<'a> {
    plan: &'a [LogPlan],
    logs: Vec<Gathered>,
    /// Chunks that came before their turn, by log and first entry.
    early: BTreeMap<(usize, u64), Chunk>,
    problems: Vec<Problem>,
    sums: Option<Sums>,
    originals: Vec<OriginalFound>,
    done: u64,
    all: u64,
}

impl<'a> Gathering<'a> {
    pub(super) fn new(vault: &Vault, plan: &'a [LogPlan]) -> Self {
        let mut all = 0;
        for of in plan {
            all += of.row.frontier.size();
            if of.at.log == Log::Record {
                // About as many originals as exhibits.
                all += vault.records.exhibits(of.at.case).unwrap_or_default();
            }
        }
        Gathering {
            plan,
            logs: plan.iter().map(Gathered::of).collect(),
            early: BTreeMap::new(),
            problems: Vec::new(),
            sums: None,
            originals: Vec::new(),
            done: 0,
            all,
        }
    }

    pub(super) fn done(&self) -> u64 {
        self.done
    }

    pub(super) fn all(&self) -> u64 {
        self.all.max(self.done)
    }

    pub(super) fn take(&mut self, found: Found) {
        match found {
            Found::Problems(problems) => self.problems.extend(problems),
            Found::Sums(Ok(sums)) => self.sums = Some(sums),
            Found::Sums(Err(error)) => self.problems.push(vault_problem(
                ProblemCode::PageCorrupt,
                "standfast.db",
                format!("What is derived cannot be read: {error}."),
            )),
            Found::Original(original) => {
                self.done += 1;
                self.originals.push(original);
            }
            Found::Entries { log, chunk } => {
                self.done += chunk.hashes.len() as u64;
                self.early.insert((log, chunk.from), chunk);
                if let Some(gathered) = self.logs.get_mut(log) {
                    while let Some(chunk) = self.early.remove(&(log, gathered.next)) {
                        gathered.next += super::CHUNK;
                        gathered.take(chunk);
                    }
                }
            }
        }
    }

    pub(super) fn finish(mut self, vault: &Vault) -> VaultVerdict {
        let mut verdict = VaultVerdict {
            problems: Vec::new(),
            entries: 0,
            originals: self.originals.len() as u64,
            original_bytes: self.originals.iter().map(|original| original.bytes).sum(),
            head: vault.head,
            fingerprint: vault.facts.fingerprint.clone(),
            cases: Vec::new(),
        };
        let mut heads = Heads::default();
        let mut sums = Sums::default();
        let mut unreadable = false;
        let mut names: BTreeMap<(CaseNo, [u8; 32]), Vec<String>> = BTreeMap::new();
        for (of, mut log) in self.plan.iter().zip(std::mem::take(&mut self.logs)) {
            verdict.entries += log.entries;
            unreadable |= log.unreadable;
            log.sum_up(of.at.case, &mut sums);
            for exhibit in std::mem::take(&mut log.exhibits) {
                if let Some(sha256) = exhibit.sha256 {
                    names
                        .entry((of.at.case, sha256))
                        .or_default()
                        .push(exhibit.reference);
                }
            }
            for (entry, sha256) in std::mem::take(&mut log.kept) {
                names.entry((of.at.case, sha256)).or_default().push(entry);
            }
            heads.set(&of.row);
            log.close(of, &mut verdict);
        }
        self.problems.extend(journal(vault));
        for compared in [
            self.files(vault),
            self.derived(vault, &heads, &sums, unreadable),
            self.names_of_cases(vault),
        ] {
            if let Err(error) = compared {
                let message = format!("Not everything could be compared: {error}.");
                let problem = vault_problem(ProblemCode::PageCorrupt, "standfast.db", message);
                if !self.problems.contains(&problem) {
                    self.problems.push(problem);
                }
            }
        }
        verdict
            .problems
            .splice(0..0, std::mem::take(&mut self.problems));
        self.originals(names, unreadable, &mut verdict.problems);
        verdict
    }

    /// Compares `vault.toml` and the key files with the hashes that the database has of them.
    fn files(&mut self, vault: &Vault) -> Result<(), VaultError> {
        let Some(layout) = &vault.layout else {
            return Ok(());
        };
        let now: BTreeMap<String, [u8; 32]> = layout.small_files()?.into_iter().collect();
        let written = vault.records.founding()?.files;
        for (name, sha256) in &written {
            let what = match now.get(name) {
                Some(hash) if hash == sha256 => continue,
                Some(_) => "was changed since it was written",
                None => "is missing",
            };
            self.problems.push(vault_problem(
                ProblemCode::ContainerBad,
                name,
                format!("{name} {what}."),
            ));
        }
        for name in now
            .keys()
            .filter(|name| written.iter().all(|(known, _)| known != *name))
        {
            let message = format!("{name} was not put there by this vault.");
            self.problems
                .push(vault_problem(ProblemCode::FileUnknown, name, message));
        }
        Ok(())
    }

    /// Compares what is derived with what should be.
    fn derived(
        &mut self,
        vault: &Vault,
        heads: &Heads,
        sums: &Sums,
        unreadable: bool,
    ) -> Result<(), VaultError> {
        let Some(kept) = self.sums.filter(|_| !unreadable) else {
            return Ok(());
        };
        let (number, value) = vault.records.last_commit()?;
        if heads.seal(&vault.head_key, &vault.facts.id, number) != value {
            self.row(
                "commits",
                "The number of the last save does not belong to the logs as they are.",
            );
        }
        if kept.lines != sums.lines {
            let different = different_lines(&*vault.records)?;
            for (case, n) in &different {
                let item = Log::Record.name(*n);
                self.problems.push(Problem {
                    code: ProblemCode::RowChanged,
                    case: Some(*case),
                    message: format!(
                        "The line of entry {item} in timeline and search is not the one that its \
                         log gives; rebuild makes it anew."
                    ),
                    item,
                });
            }
            if different.is_empty() {
                self.row(
                    "timeline",
                    "The timeline has lines that no entry gives; rebuild makes it anew.",
                );
            }
        }
        for (item, differs) in [
            ("pointers", kept.pointers != sums.pointers),
            ("exhibits", kept.exhibits != sums.exhibits),
            ("identities", kept.identities != sums.identities),
        ] {
            if differs {
                self.row(
                    item,
                    "This table is not the one that the logs give; rebuild makes it anew.",
                );
            }
        }
        Ok(())
    }

    fn names_of_cases(&mut self, vault: &Vault) -> Result<(), VaultError> {
        for case in vault.records.cases()? {
            let size = case.record.frontier.size();
            // What cannot be read is said already.
            let Ok(right) = name(&*vault.records, case.number, &[], size) else {
                continue;
            };
            if right != (case.name, case.closed) {
                self.problems.push(Problem {
                    code: ProblemCode::RowChanged,
                    case: Some(case.number),
                    item: format!("case {}", case.number),
                    message: "The name of the case, or whether it is closed, is not what its log \
                              gives; rebuild makes it anew."
                        .to_owned(),
                });
            }
        }
        Ok(())
    }

    /// Names originals by their exhibits and letters; one of these without its original is missing it.
    fn originals(
        &self,
        mut names: BTreeMap<(CaseNo, [u8; 32]), Vec<String>>,
        unreadable: bool,
        problems: &mut Vec<Problem>,
    ) {
        let mut say = |case, code, item: String, what: &str| {
            let message = format!("The original of {item} {what}.");
            problems.push(Problem {
                code,
                case: Some(case),
                item,
                message,
            });
        };
        for original in &self.originals {
            let named = names.remove(&(original.case, original.sha256));
            let items = named.unwrap_or_else(|| vec![hex::encode(original.sha256)]);
            let (code, what) = match original.state {
                State::AsTakenIn => continue,
                State::Changed => (ProblemCode::OriginalChanged, "is not what was taken in"),
                State::Missing => (ProblemCode::OriginalMissing, "is missing"),
            };
            for item in items {
                say(original.case, code, item, what);
            }
        }
        if unreadable {
            return;
        }
        for ((case, _), items) in names {
            for item in items {
                say(case, ProblemCode::OriginalMissing, item, "is missing");
            }
        }
    }

    fn row(&mut self, item: &str, message: &str) {
        self.problems.push(vault_problem(
            ProblemCode::RowChanged,
            item,
            message.to_owned(),
        ));
    }
}

fn vault_problem(code: ProblemCode, item: &str, message: String) -> Problem {
    Problem {
        code,
        case: None,
        item: item.to_owned(),
        message,
    }
}

/// A vault that ends before the head outside, with a journal: what the journal held is lost.
fn journal(vault: &Vault) -> Option<Problem> {
    match vault.head {
        HeadState::OlderCopy { known, here } if vault.journal => Some(vault_problem(
            ProblemCode::Ledger(standfast_ledger::verdict::Code::LeafMissing),
            "standfast.db-wal",
            format!("The journal is damaged: it ends at save {here}, and save {known} was made."),
        )),
        _ => None,
    }
}
