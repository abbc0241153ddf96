//! Inclusion and consistency proofs: RFC 9162, sections 2.1.3 and 2.1.4.
//!
//! In: leaf hashes in order, or a proof and roots. Out: the hashes of a proof, or whether it holds.
//! Bundles need none of this (they carry every leaf hash); witnesses and registers do.

use crate::tree::{Hash, root};

/// The hashes that lead from leaf `index` to the root over `leaves`, lowest first. `None` if there
/// is no such leaf. O(n).
#[must_use]
pub fn inclusion(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let mut path = Vec::new();
    inclusion_into(leaves, index, &mut path);
    Some(path)
}

/// PATH(index, leaves): the sibling's root is noted after descending, so the lowest comes first.
fn inclusion_into(leaves: &[Hash], index: usize, path: &mut Vec<Hash>) {
    if leaves.len() < 2 {
        return;
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    if index < left.len() {
        inclusion_into(left, index, path);
        path.push(root(right.iter().copied()));
    } else {
        inclusion_into(right, index - left.len(), path);
        path.push(root(left.iter().copied()));
    }
}

/// The hashes that show that the tree over `leaves` extends the tree over the first `older` of them.
/// `None` unless `0 < older <= leaves.len()`; equal sizes need no hashes. O(n).
#[must_use]
pub fn consistency(leaves: &[Hash], older: usize) -> Option<Vec<Hash>> {
    if older == 0 || older > leaves.len() {
        return None;
    }
    let mut path = Vec::new();
    consistency_into(leaves, older, true, &mut path);
    Some(path)
}

/// SUBPROOF(older, leaves, whole): `whole` says that the older tree's root is known to the reader.
fn consistency_into(leaves: &[Hash], older: usize, whole: bool, path: &mut Vec<Hash>) {
    if older == leaves.len() {
        if !whole {
            path.push(root(leaves.iter().copied()));
        }
        return;
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    if older <= left.len() {
        consistency_into(left, older, whole, path);
        path.push(root(right.iter().copied()));
    } else {
        consistency_into(right, older - left.len(), false, path);
        path.push(root(left.iter().copied()));
    }
}

/// The largest power of two below `n`, for `n` of at least two.
fn split(n: usize) -> usize {
    1 << (n - 1).ilog2()
}

/// Whether `path` proves that `leaf` is leaf `index` of the tree of `size` leaves with root `root`
/// (RFC 9162, section 2.1.3.2).
#[must_use]
pub fn verify_inclusion(leaf: Hash, index: u64, size: u64, path: &[Hash], root: Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut index, mut last) = (index, size - 1);
    let mut hash = leaf;
    for sibling in path {
        if last == 0 {
            return false;
        }
        if index & 1 == 1 || index == last {
            hash = Hash::of_node(sibling, &hash);
            while index & 1 == 0 && index != 0 {
                index >>= 1;
                last >>= 1;
            }
        } else {
            hash = Hash::of_node(&hash, sibling);
        }
        index >>= 1;
        last >>= 1;
    }
    last == 0 && hash == root
}

/// Whether `path` proves that the tree of `newer` leaves with root `newer_root` extends the tree of
/// `older` leaves with root `older_root` (RFC 9162, section 2.1.4.2). An older tree without leaves
/// proves nothing and is refused.
#[must_use]
pub fn verify_consistency(
    older: u64,
    older_root: Hash,
    newer: u64,
    newer_root: Hash,
    path: &[Hash],
) -> bool {
    if older == 0 || older > newer {
        return false;
    }
    if older == newer {
        return path.is_empty() && older_root == newer_root;
    }
    // Where the older tree is perfect its root opens the path, unsaid.
    let (first, rest) = if older.is_power_of_two() {
        (older_root, path)
    } else {
        match path.split_first() {
            Some((first, rest)) => (*first, rest),
            None => return false,
        }
    };
    let (mut index, mut last) = (older - 1, newer - 1);
    while index & 1 == 1 {
        index >>= 1;
        last >>= 1;
    }
    let (mut from_older, mut from_newer) = (first, first);
    for hash in rest {
        if last == 0 {
            return false;
        }
        if index & 1 == 1 || index == last {
            from_older = Hash::of_node(hash, &from_older);
            from_newer = Hash::of_node(hash, &from_newer);
            while index & 1 == 0 && index != 0 {
                index >>= 1;
                last >>= 1;
            }
        } else {
            from_newer = Hash::of_node(&from_newer, hash);
        }
        index >>= 1;
        last >>= 1;
    }
    last == 0 && from_older == older_root && from_newer == newer_root
}
