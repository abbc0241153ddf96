//! Comparing with what the reader has from before or after: another bundle, or a bare checkpoint.
//!
//! Implements "Against another" of `docs/bundle-format.md`: of two bundles, the longer one is
//! checked against the checkpoint of the shorter.

use std::path::Path;

use standfast_ledger::note::{MAX_BYTES, Note};
use standfast_ledger::{Checkpoint, Code as Of, Earlier, VerifierKey};

use super::bag::Bag;
use super::log::{self, LogFiles, With};
use crate::DisclosureError;
use crate::verdict::{Code, Problem};

/// The item of what a longer copy says.
const LATER: &str = "later-1";

/// What the reader has besides.
pub(super) enum Other {
    Bundle(Box<Bag>, LogFiles),
    Checkpoint(Vec<u8>),
}

/// What is to be compared.
pub(super) enum Comparison {
    /// The other is not longer: its checkpoint and key are an earlier checkpoint.
    Earlier {
        checkpoint: Vec<u8>,
        key: Vec<u8>,
        /// How many entries it covers; 0 if it does not hold.
        size: u64,
        by: &'static str,
    },
    /// The other is longer: what that says of this one.
    Later(Vec<Problem>),
}

impl Other {
    /// Reads it: a bundle, or a file that is a signed note.
    pub(super) fn open(path: &Path) -> Result<Other, DisclosureError> {
        let refused = match Bag::open(path) {
            Ok(mut bag) => {
                bag.sum(
                    &|path| {
                        path.starts_with("data/keys/")
                            || matches!(
                                path,
                                "data/entries.jsonl" | "data/checkpoint.txt" | "data/key.vkey"
                            )
                    },
                    &mut |_, _| {},
                )?;
                let files = LogFiles::read(&mut bag)?;
                return Ok(Other::Bundle(Box::new(bag), files));
            }
            Err(refused @ DisclosureError::NotABundle { .. }) => refused,
            Err(other) => return Err(other),
        };
        let small =
            std::fs::metadata(path).is_ok_and(|m| m.is_file() && m.len() <= MAX_BYTES as u64);
        let bytes = if small {
            std::fs::read(path).unwrap_or_default()
        } else {
            Vec::new()
        };
        if Note::parse(&bytes).is_ok() {
            Ok(Other::Checkpoint(bytes))
        } else {
            Err(refused)
        }
    }

    /// Says which of the two is longer, and if that is the other, what it says of this one.
    pub(super) fn compare(self, ours: &LogFiles) -> Result<Comparison, DisclosureError> {
        let head = opened(&ours.checkpoint, &ours.key);
        match self {
            Other::Bundle(mut bag, files) => {
                let theirs = opened(&files.checkpoint, &files.key);
                if let (Some(head), Some(theirs)) = (head, theirs)
                    && theirs.size > head.size
                {
                    return later(&mut bag, &files, ours, theirs.size).map(Comparison::Later);
                }
                Ok(Comparison::Earlier {
                    size: theirs.map_or(0, |c| c.size),
                    checkpoint: files.checkpoint,
                    key: files.key,
                    by: "earlier bundle",
                })
            }
            Other::Checkpoint(note) => {
                // It came without a key: one of this bundle's must have signed it.
                let keys =
                    std::iter::once(&ours.key).chain(ours.changes.iter().map(|(key, _)| key));
                let signed = keys
                    .filter_map(|key| Some((key.clone(), opened(&note, key)?)))
                    .next();
                if let (Some(head), Some((_, theirs))) = (head, &signed)
                    && theirs.size > head.size
                {
                    let problem = if theirs.origin == head.origin {
                        older(theirs.size)
                    } else {
                        Problem::new(
                            Code::WrongLog,
                            LATER,
                            "the checkpoint belongs to another log",
                        )
                    };
                    return Ok(Comparison::Later(vec![problem]));
                }
                Ok(Comparison::Earlier {
                    size: signed.as_ref().map_or(0, |(_, c)| c.size),
                    key: signed.map_or_else(|| ours.key.clone(), |(key, _)| key),
                    checkpoint: note,
                    by: "earlier checkpoint",
                })
            }
        }
    }
}

fn opened(note: &[u8], key: &[u8]) -> Option<Checkpoint> {
    let key = VerifierKey::from_file(key).ok()?;
    Checkpoint::open(note, &[&key], &[]).ok()
}

fn older(size: u64) -> Problem {
    let message = format!("the other one goes on to entry {}", size.saturating_sub(1));
    Problem::new(Code::OlderCopy, LATER, message)
}

/// Checks the longer one against this one's checkpoint.
fn later(
    bag: &mut Bag,
    files: &LogFiles,
    ours: &LogFiles,
    size: u64,
) -> Result<Vec<Problem>, DisclosureError> {
    let earlier = [Earlier {
        checkpoint: &ours.checkpoint,
        key: &ours.key,
    }];
    let found = log::check(
        bag,
        files,
        &With {
            earlier: &earlier,
            ..With::default()
        },
    )?
    .verdict;
    if !found.integrity.is_empty() || !found.completeness.problems.is_empty() {
        let message = "the other bundle does not hold by itself; check it alone first";
        return Ok(vec![Problem::new(Code::CheckpointBad, LATER, message)]);
    }
    let mut problems = Vec::new();
    for problem in found
        .anchor
        .problems
        .iter()
        .filter(|p| p.item == "earlier-1")
    {
        let message = match problem.code {
            Of::WrongLog => "the other bundle is of another log",
            Of::KeyDiffers => {
                "the other bundle is signed by another key, and no change of key leads to it"
            }
            Of::HistoryDiffers => "the other bundle has other entries where this one has its own",
            _ => "the checkpoint of this one does not hold",
        };
        problems.push(Problem::new(problem.code.into(), LATER, message));
    }
    if !found.anchor.fixed.is_empty() {
        problems.push(older(size));
    }
    Ok(problems)
}
