//! The log in a bag: its lines through the ledger's check, and what they say of originals.

use standfast_ledger::{
    Disclosure, Earlier, EntryLine, Fingerprint, Given, KeyChange, Leaf, Line as LeafLine, LogCheck,
};

use super::bag::Bag;
use super::lines::{Line, Lines};
use crate::DisclosureError;

/// A longer line of `entries.jsonl` is not one.
const LONGEST_LINE: usize = 64 * 1024 * 1024;
/// More changes of key are not looked at; a vault that changed its key daily for 27 years has fewer.
const MOST_CHANGES: usize = 9_999;

/// The files of the log besides its lines.
#[derive(Debug, Default)]
pub(super) struct LogFiles {
    pub(super) checkpoint: Vec<u8>,
    pub(super) key: Vec<u8>,
    /// Key before the change, checkpoint over it; oldest first.
    pub(super) changes: Vec<(Vec<u8>, Vec<u8>)>,
}

impl LogFiles {
    /// Reads them; what is not there is empty.
    pub(super) fn read(bag: &mut Bag) -> Result<LogFiles, DisclosureError> {
        let mut changes = Vec::new();
        for number in 1..=MOST_CHANGES {
            let (key, note) = (
                format!("data/keys/{number:04}.vkey"),
                format!("data/keys/{number:04}.txt"),
            );
            if !bag.has(&key) && !bag.has(&note) {
                break;
            }
            changes.push((bag.small(&key)?, bag.small(&note)?));
        }
        Ok(LogFiles {
            checkpoint: bag.small("data/checkpoint.txt")?,
            key: bag.small("data/key.vkey")?,
            changes,
        })
    }
}

/// An original as a shown entry speaks of it.
#[derive(Clone, Debug)]
pub(super) struct Exhibit {
    pub(super) n: u64,
    /// `ABC/3`; `None` if the field is not shown as text.
    pub(super) reference: Option<String>,
    /// `None` if the field is not 64 lower-case hex digits.
    pub(super) sha256: Option<[u8; 32]>,
    /// `None` if the field is not shown as a whole number.
    pub(super) bytes: Option<u64>,
}

/// What the log in a bag said.
pub(super) struct LogFound {
    pub(super) verdict: standfast_ledger::Verdict,
    /// Exhibits whose `sha256` is shown, in order.
    pub(super) exhibits: Vec<Exhibit>,
    /// When the last shown entry below the wanted size was recorded.
    pub(super) recorded: Option<String>,
}

/// What else the check is given.
#[derive(Default)]
pub(super) struct With<'a> {
    pub(super) earlier: &'a [Earlier<'a>],
    pub(super) expected: Option<Fingerprint>,
    /// The manifest note, and the SHA-256 of the list that it is over.
    pub(super) manifest: Option<(&'a [u8], [u8; 32])>,
    /// The size for which [`LogFound::recorded`] is wanted.
    pub(super) below: u64,
}

/// Checks the log of a bag, line by line.
pub(super) fn check(
    bag: &mut Bag,
    files: &LogFiles,
    with: &With<'_>,
) -> Result<LogFound, DisclosureError> {
    let changes: Vec<KeyChange<'_>> = files
        .changes
        .iter()
        .map(|(key, checkpoint)| KeyChange { key, checkpoint })
        .collect();
    let mut check = LogCheck::begin(&Given {
        checkpoint: &files.checkpoint,
        key: &files.key,
        changes: &changes,
        earlier: with.earlier,
        expected: with.expected,
    });
    if let Some((note, tagmanifest)) = &with.manifest {
        check.manifest(note, tagmanifest);
    }
    let mut exhibits = Vec::new();
    let mut recorded = None;
    const PATH: &str = "data/entries.jsonl";
    let outside =
        |e: std::io::Error| DisclosureError::outside(&format!("{PATH} could not be read"), &e);
    let mut lines = Lines::new(bag.lines(PATH)?, LONGEST_LINE);
    while let Some(line) = lines.next().map_err(outside)? {
        let entry = match line {
            Line::Whole(line) => EntryLine::parse(line).ok(),
            Line::TooLong => None,
        };
        let Some(entry) = entry else {
            check.unreadable_line();
            continue;
        };
        let Some(seen) = check.line(&LeafLine::from(&entry)) else {
            continue;
        };
        if entry.n < with.below {
            recorded = Some(seen.leaf.recorded);
        }
        exhibits.extend(exhibit(entry.n, &seen.leaf, &seen.fields));
    }
    Ok(LogFound {
        verdict: check.finish(),
        exhibits,
        recorded: recorded.map(|at| at.to_string()),
    })
}

/// The original that an entry speaks of: only exhibits have a field `sha256`, and it is shown
/// exactly when the original goes with it.
fn exhibit(n: u64, leaf: &Leaf<'_>, fields: &[Disclosure]) -> Option<Exhibit> {
    if leaf.kind != "exhibit" {
        return None;
    }
    let field = |name: &str| fields.iter().find(|f| f.name == name).map(|f| &f.value);
    let sha256 = field("sha256")?;
    Some(Exhibit {
        n,
        reference: field("reference")
            .and_then(|v| v.as_str())
            .map(str::to_owned),
        sha256: sha256.as_str().and_then(super::hash),
        bytes: field("bytes").and_then(serde_json::Value::as_u64),
    })
}
