//! The tree and its proofs: known roots, an independent implementation, and what forgery meets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;
use sha2::Sha256;
use standfast_ledger::{Frontier, FrontierError, Hash, proof, tree};

fn hashes(leaves: &[Vec<u8>]) -> Vec<Hash> {
    leaves.iter().map(|leaf| Hash::of_leaf(leaf)).collect()
}

fn other_tree(leaves: &[Vec<u8>]) -> MemoryBackedTree<Sha256, Vec<u8>> {
    let mut tree = MemoryBackedTree::new();
    leaves.iter().for_each(|leaf| tree.push(leaf.clone()));
    tree
}

fn as_hashes(bytes: &[u8]) -> Vec<Hash> {
    let (chunks, rest) = bytes.as_chunks::<32>();
    assert!(rest.is_empty());
    chunks
        .iter()
        .map(|chunk| Hash::from_bytes(*chunk))
        .collect()
}

/// The eight leaves and roots with which implementations of RFC 6962 have been tested since 2013.
#[test]
fn the_roots_that_every_implementation_knows() {
    let leaves = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
    .map(|leaf| hex::decode(leaf).unwrap());
    let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let leaves = hashes(&leaves);
    let mut frontier = Frontier::new();
    assert_eq!(
        frontier.root().to_string(),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    for (size, root) in (1..).zip(roots) {
        frontier.append(leaves[size - 1]);
        assert_eq!(frontier.root().to_string(), root);
        assert_eq!(tree::root(leaves[..size].iter().copied()).to_string(), root);
    }
}

#[test]
fn a_frontier_survives_being_kept_at_every_size() {
    let mut frontier = Frontier::new();
    for n in 0..200_u32 {
        let kept = Frontier::from_bytes(&frontier.to_bytes()).unwrap();
        assert_eq!(kept, frontier);
        assert_eq!(kept.size(), u64::from(n));
        frontier = kept;
        frontier.append(Hash::of_leaf(&n.to_be_bytes()));
    }
    let bytes = frontier.to_bytes();
    assert_eq!(
        Frontier::from_bytes(&bytes[..bytes.len() - 1]),
        Err(FrontierError)
    );
    assert_eq!(
        Frontier::from_bytes(&bytes[..bytes.len() - 32]),
        Err(FrontierError)
    );
    assert_eq!(
        Frontier::from_bytes(&[bytes.clone(), vec![0; 32]].concat()),
        Err(FrontierError)
    );
    assert_eq!(Frontier::from_bytes(&bytes[..7]), Err(FrontierError));
    assert_eq!(Frontier::from_bytes(&[]), Err(FrontierError));
}

/// Every proof for every leaf and every older size of small trees, made here and made elsewhere.
#[test]
fn proofs_agree_with_an_independent_implementation() {
    let leaves: Vec<Vec<u8>> = (0..40_u8).map(|n| vec![n; usize::from(n)]).collect();
    let all = hashes(&leaves);
    for size in 1..=leaves.len() {
        let other = other_tree(&leaves[..size]);
        let root = tree::root(all[..size].iter().copied());
        assert_eq!(other.root().as_bytes().as_slice(), root.as_bytes());
        for index in 0..size {
            let path = proof::inclusion(&all[..size], index).unwrap();
            assert_eq!(as_hashes(other.prove_inclusion(index).as_bytes()), path);
            assert!(proof::verify_inclusion(
                all[index],
                index as u64,
                size as u64,
                &path,
                root
            ));
        }
        assert_eq!(proof::inclusion(&all[..size], size), None);
        for older in 1..=size {
            let path = proof::consistency(&all[..size], older).unwrap();
            if older < size {
                let theirs = other.prove_consistency(size - older);
                assert_eq!(as_hashes(theirs.as_bytes()), path, "{older} to {size}");
            }
            let older_root = tree::root(all[..older].iter().copied());
            assert!(proof::verify_consistency(
                older as u64,
                older_root,
                size as u64,
                root,
                &path
            ));
        }
        assert_eq!(proof::consistency(&all[..size], 0), None);
        assert_eq!(proof::consistency(&all[..size], size + 1), None);
    }
}

proptest! {
    #[test]
    fn a_forged_inclusion_proof_is_refused(
        size in 1_usize..70, index in 0_usize..70, at in 0_usize..7, bit in 0_usize..256, other in 0_u64..80,
    ) {
        let index = index % size;
        let all: Vec<_> = (0..size).map(|n| Hash::of_leaf(&n.to_be_bytes())).collect();
        let root = tree::root(all.iter().copied());
        let path = proof::inclusion(&all, index).unwrap();
        let (index, size) = (index as u64, size as u64);
        prop_assert!(proof::verify_inclusion(all[index as usize], index, size, &path, root));
        if other != index {
            prop_assert!(!proof::verify_inclusion(all[index as usize], other, size, &path, root));
        }
        let mut longer = path.clone();
        longer.push(root);
        prop_assert!(!proof::verify_inclusion(all[index as usize], index, size, &longer, root));
        if !path.is_empty() {
            prop_assert!(!proof::verify_inclusion(all[index as usize], index, size, &path[1..], root));
            let mut forged = path.clone();
            let at = at % path.len();
            forged[at] = flip(forged[at], bit);
            prop_assert!(!proof::verify_inclusion(all[index as usize], index, size, &forged, root));
        }
        prop_assert!(!proof::verify_inclusion(flip(all[index as usize], bit), index, size, &path, root));
    }

    #[test]
    fn a_forged_consistency_proof_is_refused(
        size in 1_usize..70, older in 1_usize..70, at in 0_usize..8, bit in 0_usize..256,
    ) {
        let older = older % size + 1;
        let all: Vec<_> = (0..size).map(|n| Hash::of_leaf(&n.to_be_bytes())).collect();
        let root = tree::root(all.iter().copied());
        let older_root = tree::root(all[..older].iter().copied());
        let path = proof::consistency(&all, older).unwrap();
        let (older, size) = (older as u64, size as u64);
        prop_assert!(proof::verify_consistency(older, older_root, size, root, &path));
        prop_assert!(!proof::verify_consistency(older, flip(older_root, bit), size, root, &path));
        prop_assert!(!proof::verify_consistency(older, older_root, size, flip(root, bit), &path));
        prop_assert!(!proof::verify_consistency(0, older_root, size, root, &path));
        let mut longer = path.clone();
        longer.push(root);
        prop_assert!(!proof::verify_consistency(older, older_root, size, root, &longer));
        if !path.is_empty() {
            let mut forged = path.clone();
            let at = at % path.len();
            forged[at] = flip(forged[at], bit);
            prop_assert!(!proof::verify_consistency(older, older_root, size, root, &forged));
            prop_assert!(!proof::verify_consistency(older, older_root, size, root, &path[..path.len() - 1]));
        }
    }
}

fn flip(hash: Hash, bit: usize) -> Hash {
    let mut bytes = *hash.as_bytes();
    bytes[bit / 8] ^= 1 << (bit % 8);
    Hash::from_bytes(bytes)
}
