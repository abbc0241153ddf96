//! Checking one log, line by line, with every problem named.
//!
//! In: what came with the log (checkpoint, key, changes of key, earlier checkpoints, the fingerprint
//! that the reader has), then its lines in order. Out: a [`Verdict`]. Memory stays flat: of the tree
//! only its right edge is kept, and the roots at the sizes that some checkpoint speaks of.
//!
//! The rules are those of `docs/log-format.md`, "Checking a log"; other verifiers follow the same
//! page, so that one log gets one verdict everywhere.
//!
//! Never here: files, originals, papers, words for people beyond a sentence a problem.

use std::collections::{BTreeMap, BTreeSet};

use crate::chain::{self, KeyChange, Link};
use crate::checkpoint::Checkpoint;
use crate::disclosure::{Disclosure, FieldDigest};
use crate::entries::EntryLine;
use crate::key::{Fingerprint, VerifierKey};
use crate::leaf::Leaf;
use crate::manifest::Manifest;
use crate::origin::{LogId, Origin, Realm};
use crate::tree::{Frontier, Hash};
use crate::verdict::{Code, Problem, Verdict};

/// What comes with a log and what the reader has from elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The signed note of `checkpoint.txt`.
    pub checkpoint: &'a [u8],
    /// The file `key.vkey`: the verifier key and one line end.
    pub key: &'a [u8],
    /// Changes of key, oldest first.
    pub changes: &'a [KeyChange<'a>],
    /// Checkpoints that the reader has from before.
    pub earlier: &'a [Earlier<'a>],
    /// The fingerprint that the reader has from the writer by another way.
    pub expected: Option<Fingerprint>,
}

/// A checkpoint that the reader has from before, with the key that came with it.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<'a> {
    /// The signed note.
    pub checkpoint: &'a [u8],
    /// The file `key.vkey` that came with it.
    pub key: &'a [u8],
}

/// One leaf as it is stored or handed over.
#[derive(Debug, Clone, Copy)]
pub enum Line<'a> {
    /// By its hash alone.
    Withheld {
        /// The number that the line says it has.
        n: u64,
        /// The hash that the line says the leaf has.
        hash: Hash,
    },
    /// With its bytes and all, some or none of its fields.
    Shown {
        /// The number that the line says it has.
        n: u64,
        /// The hash that the line says the leaf has; `None` where none is kept beside the leaf.
        hash: Option<Hash>,
        /// The exact bytes of the leaf.
        leaf: &'a [u8],
        /// The characters of the fields, in any order.
        fields: &'a [&'a str],
    },
}

impl<'a> From<&'a EntryLine<'a>> for Line<'a> {
    fn from(line: &'a EntryLine<'a>) -> Self {
        match &line.shown {
            None => Line::Withheld {
                n: line.n,
                hash: line.hash,
            },
            Some(shown) => Line::Shown {
                n: line.n,
                hash: Some(line.hash),
                leaf: shown.leaf.as_bytes(),
                fields: &shown.fields,
            },
        }
    }
}

/// What a line showed that stood the check: the leaf is unchanged, the fields belong to it. Nothing
/// here is proved to be under the checkpoint before the [`Verdict`] says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen<'a> {
    /// The leaf.
    pub leaf: Leaf<'a>,
    /// Its fields that were shown and hold, in the order of the line.
    pub fields: Vec<Disclosure>,
}

/// A check under way.
#[derive(Debug)]
pub struct LogCheck {
    verdict: Verdict,
    key: Option<VerifierKey>,
    expected: Option<Fingerprint>,
    /// Whose leaves these must be: the checkpoint's log, or, if it does not hold, the first leaf's.
    log: Option<LogId>,
    links: Vec<Link>,
    earlier: Vec<(Option<VerifierKey>, Result<Checkpoint, String>)>,
    /// The number that the next line must have.
    next: u64,
    /// `None` from the first leaf whose hash is not known.
    tree: Option<Frontier>,
    /// The sizes at which the root is wanted, and the roots found there.
    wanted: BTreeSet<u64>,
    roots: BTreeMap<u64, Hash>,
    /// The last leaves under changes of key, as far as they were shown with kind `key`.
    key_entries: BTreeSet<u64>,
}

impl LogCheck {
    /// Opens what came with the log. Feed the lines next, in order.
    #[must_use]
    pub fn begin(given: &Given<'_>) -> Self {
        let mut verdict = Verdict::default();
        let key = match VerifierKey::from_file(given.key) {
            Ok(key) => Some(key),
            Err(why) => {
                verdict.integrity.push(problem(
                    Code::CheckpointBad,
                    "key",
                    format!("The key that came with the log cannot be used: {why}."),
                ));
                None
            }
        };
        let links = chain::open(given.changes, key.as_ref());
        let earlier: Vec<_> = given.earlier.iter().map(open_earlier).collect();
        if let Some(key) = &key {
            verdict.anchor.key = Some(key.fingerprint());
            verdict.anchor.demonstration =
                Origin::parse(key.name()).is_ok_and(|origin| origin.realm == Realm::Demo);
            let known: Vec<_> = links.iter().filter_map(|link| link.key.as_ref()).collect();
            match Checkpoint::open(given.checkpoint, &[key], &known) {
                Ok(head) => verdict.head = Some(head),
                Err(why) => verdict.integrity.push(problem(
                    Code::CheckpointBad,
                    "checkpoint",
                    format!("The checkpoint does not hold: {why}."),
                )),
            }
        }
        let wanted = verdict
            .head
            .iter()
            .chain(
                links
                    .iter()
                    .filter_map(|link| link.checkpoint.as_ref().ok()),
            )
            .chain(
                earlier
                    .iter()
                    .filter_map(|(_, checkpoint)| checkpoint.as_ref().ok()),
            )
            .map(|checkpoint| checkpoint.size)
            .collect();
        Self {
            log: verdict.head.map(|head| head.origin.log),
            verdict,
            key,
            expected: given.expected,
            links,
            earlier,
            next: 0,
            tree: Some(Frontier::new()),
            wanted,
            roots: BTreeMap::new(),
            key_entries: BTreeSet::new(),
        }
    }

    /// Checks the note over a bundle's manifest against the SHA-256 of `tagmanifest-sha256.txt`.
    pub fn manifest(&mut self, note: &[u8], tagmanifest: &[u8; 32]) {
        // Without a key nothing can be said, and that is said already.
        let Some(key) = &self.key else { return };
        let fault = match Manifest::open(note, key) {
            Err(why) => format!("The note over the manifest does not hold: {why}."),
            Ok(manifest) if manifest.tagmanifest != *tagmanifest => {
                "The list of the bundle's own files is not the one that was signed.".to_owned()
            }
            Ok(_) => return,
        };
        self.verdict
            .integrity
            .push(problem(Code::ManifestBad, "manifest", fault));
    }

    /// Takes a line that is not written as one: it stands for the leaf that was due.
    pub fn unreadable_line(&mut self) {
        let n = self.next;
        self.integrity(
            Code::LeafChanged,
            n,
            "its line is not written as one".to_owned(),
        );
        self.place(n, None);
        self.verdict.completeness.in_part += 1;
    }

    /// Takes the next line. What it shows and what holds is given back, for those who read on.
    pub fn line<'a>(&mut self, line: &Line<'a>) -> Option<Seen<'a>> {
        let n = match line {
            Line::Withheld { n, .. } | Line::Shown { n, .. } => *n,
        };
        if n < self.next {
            self.order(n, "it comes again, or out of order, and was not looked at");
            return None;
        }
        if n > self.next {
            self.missing(self.next, n);
        }
        match *line {
            Line::Withheld { hash, .. } => {
                self.place(n, Some(hash));
                self.verdict.completeness.withheld += 1;
                None
            }
            Line::Shown {
                hash, leaf, fields, ..
            } => self.shown(n, hash, leaf, fields),
        }
    }

    fn shown<'a>(
        &mut self,
        n: u64,
        hash: Option<Hash>,
        bytes: &'a [u8],
        fields: &[&str],
    ) -> Option<Seen<'a>> {
        let computed = Hash::of_leaf(bytes);
        // The tree goes on with the hash of the line: a changed leaf is then named by itself, and
        // all others are still proved.
        self.place(n, Some(hash.unwrap_or(computed)));
        let leaf = match Leaf::parse(bytes) {
            _ if hash.is_some_and(|hash| hash != computed) => {
                self.integrity(
                    Code::LeafChanged,
                    n,
                    "its bytes do not have its hash".to_owned(),
                );
                None
            }
            Err(why) => {
                self.integrity(Code::LeafChanged, n, why.to_string());
                None
            }
            Ok(leaf) => Some(leaf),
        };
        let Some(leaf) = leaf else {
            self.verdict.completeness.in_part += 1;
            return None;
        };
        if *self.log.get_or_insert(leaf.log) != leaf.log {
            self.integrity(Code::WrongLog, n, "it belongs to another log".to_owned());
        }
        if leaf.n != n {
            self.order(n, "its line gives the leaf of another number");
        }
        if leaf.kind == "key" && self.wanted.contains(&n.saturating_add(1)) {
            self.key_entries.insert(n);
        }
        let fields = self.fields(n, &leaf, fields);
        Some(Seen { leaf, fields })
    }

    /// Checks the fields of one leaf and counts what is withheld.
    fn fields(&mut self, n: u64, leaf: &Leaf<'_>, fields: &[&str]) -> Vec<Disclosure> {
        let mut states = vec![Slot::Withheld; leaf.digests.len()];
        let mut good: Vec<Disclosure> = Vec::with_capacity(fields.len());
        for (at, field) in fields.iter().enumerate() {
            let digest = FieldDigest::of(field);
            let slot = leaf
                .digests
                .binary_search(&digest.as_str())
                .ok()
                .and_then(|slot| states.get_mut(slot));
            let fault = match slot {
                None => Some("was not sealed in it".to_owned()),
                Some(slot) if *slot != Slot::Withheld => Some("is given twice".to_owned()),
                Some(slot) => {
                    *slot = Slot::Bad;
                    match Disclosure::parse(field) {
                        Err(why) => Some(format!("cannot be read: {why}")),
                        Ok(field) if good.iter().any(|other| other.name == field.name) => {
                            Some("has the name of another".to_owned())
                        }
                        Ok(field) => {
                            *slot = Slot::Shown;
                            good.push(field);
                            None
                        }
                    }
                }
            };
            if let Some(fault) = fault {
                self.integrity(
                    Code::FieldChanged,
                    n,
                    format!("field {} of its line {fault}", at + 1),
                );
            }
        }
        let counts = &mut self.verdict.completeness;
        let mut whole = true;
        for (_, class) in states
            .iter()
            .zip(&leaf.classes)
            .filter(|(state, _)| **state != Slot::Shown)
        {
            whole = false;
            match counts.classes.get_mut(*class) {
                Some(count) => *count += 1,
                None => {
                    counts.classes.insert((*class).to_owned(), 1);
                }
            }
        }
        if whole {
            counts.shown += 1;
        } else {
            counts.in_part += 1;
        }
        good
    }

    /// Puts a leaf in its place in the tree and notes the root where one is wanted.
    fn place(&mut self, n: u64, hash: Option<Hash>) {
        self.next = n.saturating_add(1);
        self.verdict.completeness.last = Some(n);
        let Some(hash) = hash else {
            self.tree = None;
            return;
        };
        if let Some(tree) = &mut self.tree {
            tree.append(hash);
            if self.wanted.contains(&self.next) {
                self.roots.insert(self.next, tree.root());
            }
        }
    }

    fn missing(&mut self, from: u64, to: u64) {
        self.tree = None;
        let message = match to - from {
            1 => format!("Entry #{from} is missing."),
            many => format!("{many} entries are missing: #{from} to #{}.", to - 1),
        };
        let found = problem(Code::LeafMissing, &format!("#{from}"), message);
        self.verdict.completeness.problems.push(found);
    }

    fn order(&mut self, n: u64, what: &str) {
        let found = problem(
            Code::LeafOrder,
            &format!("#{n}"),
            format!("Entry #{n} is out of order: {what}."),
        );
        self.verdict.completeness.problems.push(found);
    }

    fn integrity(&mut self, code: Code, n: u64, what: String) {
        let found = problem(
            code,
            &format!("#{n}"),
            format!("Entry #{n} does not hold: {what}."),
        );
        self.verdict.integrity.push(found);
    }

    /// No line follows: compares the roots and says the verdict.
    #[must_use]
    pub fn finish(mut self) -> Verdict {
        self.check_head();
        self.check_changes();
        self.check_earlier();
        self.confirm();
        self.verdict
    }

    fn check_head(&mut self) {
        let Some(head) = self.verdict.head else {
            return;
        };
        let last_root = self.roots.get(&head.size).copied();
        let mut bad = |item: String, message: String| {
            self.verdict
                .integrity
                .push(problem(Code::CheckpointBad, &item, message));
        };
        if self.next > head.size {
            bad(
                format!("#{}", head.size),
                format!(
                    "The entries from #{} on are not under the checkpoint.",
                    head.size
                ),
            );
        }
        match last_root {
            Some(root) if root == head.root => {}
            Some(_) => bad(
                "checkpoint".to_owned(),
                "The entries are not those that the checkpoint was signed over.".to_owned(),
            ),
            None => bad(
                "checkpoint".to_owned(),
                "Entries are missing or cannot be read, so nothing is proved to be under the \
                 checkpoint."
                    .to_owned(),
            ),
        }
        if self.next < head.size {
            self.missing(self.next, head.size);
        }
    }

    /// Goes through the changes of key from today backwards, as far as the chain is unbroken.
    fn check_changes(&mut self) {
        let links = std::mem::take(&mut self.links);
        let mut unbroken = self.verdict.head.is_some();
        let mut next_size = self.verdict.head.map(|head| head.size + 1);
        for (at, link) in links.iter().enumerate().rev() {
            let item = format!("key-change-{}", at + 1);
            let fault = match &link.checkpoint {
                Err(why) => Some((Code::CheckpointBad, why.clone())),
                Ok(checkpoint) => {
                    let before = next_size.replace(checkpoint.size);
                    self.change_fault(checkpoint, before)
                }
            };
            match fault {
                Some((code, why)) => {
                    unbroken = false;
                    let message = format!("Change of key {} does not hold: {why}.", at + 1);
                    self.verdict
                        .anchor
                        .problems
                        .push(problem(code, &item, message));
                }
                None if unbroken => {
                    let key = link.key.iter().map(VerifierKey::fingerprint);
                    self.verdict.anchor.earlier_keys.extend(key);
                }
                None => {}
            }
        }
        // Found from the newest backwards; said from the oldest on.
        self.verdict.anchor.earlier_keys.reverse();
        self.verdict.anchor.problems.reverse();
    }

    fn change_fault(
        &self,
        checkpoint: &Checkpoint,
        next_size: Option<u64>,
    ) -> Option<(Code, String)> {
        if self
            .verdict
            .head
            .is_some_and(|head| head.origin != checkpoint.origin)
        {
            return Some((Code::WrongLog, "it belongs to another log".to_owned()));
        }
        if next_size.is_some_and(|next| checkpoint.size >= next) {
            return Some((
                Code::CheckpointBad,
                "it does not come before the next".to_owned(),
            ));
        }
        match self.roots.get(&checkpoint.size) {
            Some(root) if *root != checkpoint.root => Some((
                Code::HistoryDiffers,
                "it was signed over other entries".to_owned(),
            )),
            _ if !self.key_entries.contains(&(checkpoint.size - 1)) => Some((
                Code::CheckpointBad,
                "its last entry is not shown as a change of key".to_owned(),
            )),
            Some(_) => None,
            None => Some((
                Code::CheckpointBad,
                "entries before it are missing or cannot be read".to_owned(),
            )),
        }
    }

    fn check_earlier(&mut self) {
        let earlier = std::mem::take(&mut self.earlier);
        for (at, (key, checkpoint)) in earlier.iter().enumerate() {
            let item = format!("earlier-{}", at + 1);
            let checkpoint = match checkpoint {
                Ok(checkpoint) => checkpoint,
                Err(why) => {
                    let message = format!("The earlier checkpoint does not hold: {why}.");
                    let found = problem(Code::CheckpointBad, &item, message);
                    self.verdict.anchor.problems.push(found);
                    continue;
                }
            };
            if self
                .verdict
                .head
                .is_some_and(|head| head.origin != checkpoint.origin)
            {
                let message = "The earlier checkpoint belongs to another log.".to_owned();
                self.verdict
                    .anchor
                    .problems
                    .push(problem(Code::WrongLog, &item, message));
                continue;
            }
            let ours = key.as_ref().is_some_and(|key| {
                let anchor = &self.verdict.anchor;
                anchor.key == Some(key.fingerprint())
                    || anchor.earlier_keys.contains(&key.fingerprint())
            });
            if !ours {
                let message = "The earlier checkpoint is signed by another key, and no unbroken \
                               chain of key changes leads from it to this one."
                    .to_owned();
                self.verdict
                    .anchor
                    .problems
                    .push(problem(Code::KeyDiffers, &item, message));
            }
            match self.roots.get(&checkpoint.size) {
                Some(root) if *root == checkpoint.root => {
                    self.verdict.anchor.fixed.push((at, checkpoint.size - 1));
                }
                Some(_) => {
                    let message = format!(
                        "Entries #0 to #{} are not those that the earlier checkpoint was signed over.",
                        checkpoint.size - 1
                    );
                    self.verdict.anchor.problems.push(problem(
                        Code::HistoryDiffers,
                        &item,
                        message,
                    ));
                }
                None if checkpoint.size > self.next
                    && self
                        .verdict
                        .head
                        .is_none_or(|head| head.size < checkpoint.size) =>
                {
                    self.missing(self.next, checkpoint.size);
                }
                // Entries before it are missing or cannot be read: that is said already.
                None => {}
            }
        }
    }

    fn confirm(&mut self) {
        let Some(expected) = self.expected else {
            return;
        };
        let anchor = &mut self.verdict.anchor;
        if anchor.key == Some(expected) || anchor.earlier_keys.contains(&expected) {
            anchor.confirmed = self.verdict.head.is_some();
        } else {
            anchor.problems.push(problem(
                Code::KeyDiffers,
                "key",
                "The key is not the one that was given to compare with.".to_owned(),
            ));
        }
    }
}

/// How far a digest of a leaf has been met by the fields of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Withheld,
    Bad,
    Shown,
}

fn open_earlier(earlier: &Earlier<'_>) -> (Option<VerifierKey>, Result<Checkpoint, String>) {
    match VerifierKey::from_file(earlier.key) {
        Err(why) => (None, Err(format!("its key cannot be used: {why}"))),
        Ok(key) => {
            let checkpoint =
                Checkpoint::open(earlier.checkpoint, &[&key], &[]).map_err(|why| why.to_string());
            (Some(key), checkpoint)
        }
    }
}

fn problem(code: Code, item: &str, message: String) -> Problem {
    Problem {
        code,
        item: item.to_owned(),
        message,
    }
}
