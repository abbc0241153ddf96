//! Signed lists of files: what is signed is found again, by others too; what is changed is named.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use signed_note::{Note as TheirNote, Signer, StandardSigner, StandardVerifier, VerifierList};
use standfast_ledger::sums::{Sums, SumsError, new_private_key, private_key};
use standfast_ledger::{KeyError, NoteError, VerifierKey};

const NAME: &str = "guidance.example/2026";

fn files() -> Vec<(&'static str, &'static [u8])> {
    vec![
        ("README.md", b"read me\n"),
        ("uk-gp/pack.toml", b"[pack]\n"),
        ("uk-gp/steps/list.toml", b"[[rule]]\n"),
    ]
}

fn signed(name: &str, seed: u8) -> (String, VerifierKey) {
    let (line, verifier) = new_private_key(name, &[seed; 32]).unwrap();
    let (name, key) = private_key(&line).unwrap();
    (Sums::of(files()).unwrap().sign(&name, &key), verifier)
}

/// Signed by the other implementation.
fn their_note(text: &str, signer: &dyn Signer) -> Vec<u8> {
    let mut note = TheirNote::new(text.as_bytes(), &[]).unwrap();
    note.add_sigs(&[signer]).unwrap();
    note.to_bytes()
}

#[test]
fn another_implementation_opens_the_note_and_takes_the_key() {
    let (note, verifier) = signed(NAME, 7);
    let theirs = StandardVerifier::new(&verifier.to_string()).unwrap();
    let known = VerifierList::new(vec![Box::new(theirs)]);
    let read = TheirNote::from_bytes(note.as_bytes()).unwrap();
    let (verified, unknown) = read.verify(&known).unwrap();
    assert_eq!((verified.len(), unknown.len()), (1, 0));
    // Their signer, from our key, makes the same signature.
    let (line, _) = new_private_key(NAME, &[7; 32]).unwrap();
    let signer = StandardSigner::new(&line).unwrap();
    let text = note.split("\n\n").next().unwrap().to_owned() + "\n";
    let again = their_note(&text, &signer);
    assert_eq!(again, note.as_bytes());
}

#[test]
fn what_was_signed_is_opened_and_what_differs_is_named() {
    let (note, verifier) = signed(NAME, 7);
    let (sums, by) = Sums::open(note.as_bytes(), std::slice::from_ref(&verifier)).unwrap();
    assert_eq!(by, [verifier]);
    assert_eq!(sums, Sums::of(files()).unwrap());
    assert!(sums.differ(&Sums::of(files()).unwrap()).is_nothing());
    let other = Sums::of([
        ("README.md", &b"read me\n"[..]),
        ("uk-gp/pack.toml", b"[pack] \n"),
        ("uk-gp/steps/more.toml", b"[[rule]]\n"),
    ])
    .unwrap();
    let differ = sums.differ(&other);
    assert_eq!(differ.changed, ["uk-gp/pack.toml"]);
    assert_eq!(differ.missing, ["uk-gp/steps/list.toml"]);
    assert_eq!(differ.added, ["uk-gp/steps/more.toml"]);
}

#[test]
fn any_bit_of_the_note_that_is_changed_is_noticed() {
    let (note, verifier) = signed(NAME, 7);
    let known = [verifier];
    let good = Sums::open(note.as_bytes(), &known).unwrap().0;
    for at in 0..note.len() {
        for bit in [1, 0x20] {
            let mut bytes = note.clone().into_bytes();
            bytes[at] ^= bit;
            if let Ok((sums, _)) = Sums::open(&bytes, &known) {
                panic!("byte {at} was changed, and {} taken", sums == good);
            }
        }
    }
}

#[test]
fn another_key_is_named_and_not_taken() {
    let (note, _) = signed("somebody.example/else", 8);
    let (_, ours) = signed(NAME, 7);
    assert_eq!(
        Sums::open(note.as_bytes(), std::slice::from_ref(&ours)),
        Err(SumsError::NotKnown(vec![
            "somebody.example/else".to_owned()
        ]))
    );
    // The same name over another key is still another key.
    let (borrowed, _) = signed(NAME, 9);
    assert!(matches!(
        Sums::open(borrowed.as_bytes(), std::slice::from_ref(&ours)),
        Err(SumsError::NotKnown(_))
    ));
    assert_eq!(
        Sums::open(b"", &[ours]),
        Err(SumsError::Note(NoteError::Form))
    );
}

#[test]
fn a_list_that_is_no_list_is_refused_though_it_is_signed() {
    let (line, verifier) = new_private_key(NAME, &[7; 32]).unwrap();
    let signer = StandardSigner::new(&line).unwrap();
    let zero = "0".repeat(64);
    for (text, line) in [
        ("not a list\n".to_owned(), 1),
        (format!("{zero}  a\n{zero} b\n"), 2),
        (format!("{zero}  b\n{zero}  a\n"), 2),
        (format!("{zero}  a\n{zero}  a\n"), 2),
        (format!("{zero}  ../a\n"), 1),
        (format!("{zero}  /a\n"), 1),
        (format!("{zero}  a\\b\n"), 1),
        (format!("{}  a\n", "A".repeat(64)), 1),
    ] {
        assert_eq!(
            Sums::open(&their_note(&text, &signer), std::slice::from_ref(&verifier)),
            Err(SumsError::Line(line)),
            "{text}"
        );
    }
    assert_eq!(
        Sums::of([("../a", &b""[..])]),
        Err(SumsError::Path("../a".to_owned()))
    );
}

#[test]
fn a_private_key_that_is_broken_is_refused_and_never_repeated() {
    let (line, _) = new_private_key(NAME, &[7; 32]).unwrap();
    for (broken, why) in [
        (line.replace("PRIVATE", "SECRET"), KeyError::Form),
        (line.replace("2026", "2027"), KeyError::Id),
        (line[..line.len() - 4].to_owned(), KeyError::Algorithm),
        (
            line.replace("+KEY+guidance", "+KEY+gui dance"),
            KeyError::Name,
        ),
        (String::new(), KeyError::Form),
    ] {
        let error = private_key(&broken).unwrap_err();
        assert_eq!(error, why, "{broken}");
    }
    assert_eq!(
        new_private_key("a b", &[7; 32]).unwrap_err(),
        KeyError::Name
    );
    // The line of a file ends in a line end.
    assert_eq!(private_key(&format!("{line}\n")).unwrap().0, NAME);
}
