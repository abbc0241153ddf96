//! Changes of key: how a reader who knows an old key comes to trust the new one.
//!
//! At a change the vault seals a `key` entry into every log; the checkpoint over it is signed by the
//! old and the new key and travels in later bundles. In: those notes, oldest first, and the key of
//! today. Out: for each change whether its signatures hold, and the checkpoint to compare.
//!
//! Never here: the tree ([`crate::LogCheck`] compares the roots), why a key was changed. Who has an
//! old key can sign a change to a key of their own: a chain proves continuity, not good faith.

use crate::checkpoint::Checkpoint;
use crate::key::VerifierKey;

/// One change of key as a bundle keeps it: `keys/0001.vkey` and `keys/0001.txt`.
#[derive(Debug, Clone, Copy)]
pub struct KeyChange<'a> {
    /// The file of the key before the change.
    pub key: &'a [u8],
    /// The checkpoint over the `key` entry, signed by the key before and the key after.
    pub checkpoint: &'a [u8],
}

/// What can be said of one change before the tree is known.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    /// The key before the change, if its file is one.
    pub(crate) key: Option<VerifierKey>,
    /// The checkpoint, if both keys signed it; else why not.
    pub(crate) checkpoint: Result<Checkpoint, String>,
}

/// Opens every change: each must be signed by its own key and by the next one's, the last by `today`.
pub(crate) fn open(changes: &[KeyChange<'_>], today: Option<&VerifierKey>) -> Vec<Link> {
    let keys: Vec<_> = changes
        .iter()
        .map(|change| VerifierKey::from_file(change.key))
        .collect();
    let after = keys
        .iter()
        .skip(1)
        .map(|key| key.as_ref().ok())
        .chain([today]);
    changes
        .iter()
        .zip(&keys)
        .zip(after)
        .map(|((change, before), after)| {
            let checkpoint = match (before, after) {
                (Err(why), _) => Err(format!("the key before it cannot be read: {why}")),
                (_, None) => Err("the key after it cannot be read".to_owned()),
                (Ok(before), Some(after)) if before == after => {
                    Err("the keys before and after it are the same".to_owned())
                }
                (Ok(before), Some(after)) => {
                    Checkpoint::open(change.checkpoint, &[before, after], &[])
                        .map_err(|why| why.to_string())
                }
            };
            Link {
                key: before.as_ref().ok().cloned(),
                checkpoint,
            }
        })
        .collect()
}
