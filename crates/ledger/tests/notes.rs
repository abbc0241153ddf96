//! Keys and notes: RFC 8032's own vectors, an independent implementation, and what forgery meets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use proptest::prelude::*;
use signed_note::{Note as TheirNote, StandardVerifier, VerifierList};
use standfast_ledger::{
    Checkpoint, CheckpointError, Hash, LogId, Manifest, ManifestError, NoteError, Origin, Realm,
    SigningKey, VerifierKey,
};

fn origin() -> Origin {
    Origin {
        realm: Realm::Log,
        log: LogId::from_bytes([7; 16]),
    }
}

fn checkpoint(size: u64) -> Checkpoint {
    Checkpoint {
        origin: origin(),
        size,
        root: Hash::of_leaf(&size.to_be_bytes()),
    }
}

fn verifier(key: &SigningKey) -> VerifierKey {
    key.verifier(&origin().to_string()).unwrap()
}

/// RFC 8032, section 7.1: seed, public key, message, signature.
#[test]
fn the_vectors_of_rfc_8032() {
    let vectors = [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
    ];
    for (seed, public, message, signature) in vectors {
        let key = SigningKey::from_seed(&hex::decode(seed).unwrap().try_into().unwrap());
        let message = hex::decode(message).unwrap();
        let signature = hex::decode(signature).unwrap();
        assert_eq!(key.sign(&message).as_slice(), signature);
        let public: [u8; 32] = hex::decode(public).unwrap().try_into().unwrap();
        let verifier = VerifierKey::new("example.com/log", &public).unwrap();
        assert_eq!(key.verifier("example.com/log").unwrap(), verifier);
        assert!(verifier.verifies(&message, &signature));
        assert!(!verifier.verifies(b"another message", &signature));
    }
}

#[test]
fn another_implementation_opens_our_notes() {
    let keys = [
        SigningKey::from_seed(&[1; 32]),
        SigningKey::from_seed(&[2; 32]),
    ];
    let note = checkpoint(5).sign(&[&keys[0], &keys[1]]);
    for key in &keys {
        let theirs = StandardVerifier::new(&verifier(key).to_string()).unwrap();
        let list = VerifierList::new(vec![Box::new(theirs)]);
        let opened = TheirNote::from_bytes(note.as_bytes()).unwrap();
        let (good, unknown) = opened.verify(&list).unwrap();
        assert_eq!((good.len(), unknown.len()), (1, 1));
        assert_eq!(opened.text(), checkpoint(5).text().as_bytes());
    }
}

#[test]
fn we_open_the_notes_of_another_implementation() {
    let name = origin().to_string();
    let seed = [3; 32];
    let ours = SigningKey::from_seed(&seed);
    // Their signer key: PRIVATE+KEY+name+id+base64(1 || seed).
    let vkey = verifier(&ours).to_string();
    let id = vkey
        .strip_prefix(&format!("{name}+"))
        .unwrap()
        .split('+')
        .next()
        .unwrap()
        .to_owned();
    let encoded = {
        use base64::Engine as _;
        base64::engine::general_purpose::STANDARD.encode([&[1][..], &seed].concat())
    };
    let skey = format!("PRIVATE+KEY+{name}+{id}+{encoded}");
    let signer = signed_note::StandardSigner::new(&skey).unwrap();
    let mut note = TheirNote::new(checkpoint(9).text().as_bytes(), &[]).unwrap();
    note.add_sigs(&[&signer]).unwrap();
    let opened = Checkpoint::open(&note.to_bytes(), &[&verifier(&ours)], &[]).unwrap();
    assert_eq!(opened, checkpoint(9));
    // The same key, text and name give the same bytes on either side.
    assert_eq!(note.to_bytes(), checkpoint(9).sign(&[&ours]).into_bytes());
}

#[test]
fn a_change_of_key_needs_both_signatures() {
    let [old, new, stranger] = [1, 2, 3].map(|seed| SigningKey::from_seed(&[seed; 32]));
    let both = [&verifier(&old), &verifier(&new)];
    let note = |keys: &[&SigningKey]| checkpoint(4).sign(keys);
    assert!(Checkpoint::open(note(&[&old, &new]).as_bytes(), &both, &[]).is_ok());
    assert!(Checkpoint::open(note(&[&new, &old, &stranger]).as_bytes(), &both, &[]).is_ok());
    for keys in [&[&old][..], &[&new], &[&old, &stranger], &[&stranger]] {
        assert_eq!(
            Checkpoint::open(note(keys).as_bytes(), &both, &[]),
            Err(CheckpointError::Note(NoteError::NotSigned))
        );
    }
}

#[test]
fn a_checkpoint_that_nobody_need_sign_is_refused() {
    let key = SigningKey::from_seed(&[1; 32]);
    let note = checkpoint(4).sign(&[&key]);
    assert!(Checkpoint::open(note.as_bytes(), &[], &[&verifier(&key)]).is_err());
}

#[test]
fn each_reader_refuses_the_other_shape() {
    let key = SigningKey::from_seed(&[1; 32]);
    let manifest = Manifest {
        origin: origin(),
        tagmanifest: [9; 32],
    };
    let (head, list) = (checkpoint(4).sign(&[&key]), manifest.sign(&key));
    assert_eq!(
        Manifest::open(list.as_bytes(), &verifier(&key)),
        Ok(manifest)
    );
    assert_eq!(
        Manifest::open(head.as_bytes(), &verifier(&key)),
        Err(ManifestError::Form)
    );
    assert_eq!(
        Checkpoint::open(list.as_bytes(), &[&verifier(&key)], &[]),
        Err(CheckpointError::Form)
    );
}

#[test]
fn a_signing_key_does_not_print_its_seed() {
    let key = SigningKey::from_seed(&[0xab; 32]);
    let printed = format!("{key:?}");
    assert!(
        !printed.contains("abab") && !printed.contains("171"),
        "{printed}"
    );
    assert!(printed.contains(&key.fingerprint().to_string()));
}

proptest! {
    /// Whatever one byte of a note becomes, it says the same as before or is refused.
    #[test]
    fn a_changed_byte_of_a_note_is_refused(at in 0_usize..400, to in any::<u8>()) {
        let key = SigningKey::from_seed(&[1; 32]);
        let mut note = checkpoint(12_345).sign(&[&key]).into_bytes();
        let at = at % note.len();
        prop_assume!(note[at] != to);
        note[at] = to;
        prop_assert!(Checkpoint::open(&note, &[&verifier(&key)], &[]).is_err());
    }

    #[test]
    fn a_changed_byte_of_a_verifier_key_is_refused(at in 0_usize..200, to in any::<u8>()) {
        let key = SigningKey::from_seed(&[1; 32]);
        let mut text = format!("{}\n", verifier(&key)).into_bytes();
        let at = at % text.len();
        prop_assume!(text[at] != to);
        text[at] = to;
        prop_assert!(VerifierKey::from_file(&text).is_err());
    }

    #[test]
    fn a_note_is_cut_short_or_goes_on_nowhere(cut in 1_usize..300, more in ".{1,20}") {
        let key = SigningKey::from_seed(&[1; 32]);
        let note = checkpoint(12_345).sign(&[&key]);
        let short = &note.as_bytes()[..note.len().saturating_sub(cut)];
        prop_assert!(Checkpoint::open(short, &[&verifier(&key)], &[]).is_err());
        for longer in [format!("{note}{more}"), format!("{more}{note}")] {
            prop_assert!(Checkpoint::open(longer.as_bytes(), &[&verifier(&key)], &[]).is_err());
        }
    }

    /// Any bytes at all: an error, never a panic.
    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..300), text in "\\PC{0,60}\n\n\u{2014} .{0,80}\n") {
        let key = SigningKey::from_seed(&[1; 32]);
        for input in [bytes.as_slice(), text.as_bytes()] {
            prop_assert!(Checkpoint::open(input, &[&verifier(&key)], &[]).is_err());
            prop_assert!(Manifest::open(input, &verifier(&key)).is_err());
            prop_assert!(VerifierKey::from_file(input).is_err());
        }
    }
}
