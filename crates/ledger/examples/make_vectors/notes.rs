//! Checkpoints, signatures and keys that break a rule.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT, EIGHT_TORSION};
use curve25519_dalek::edwards::EdwardsPoint;
use curve25519_dalek::scalar::Scalar;
use sha2::{Digest as _, Sha256, Sha512};
use standfast_ledger::{Checkpoint, Hash, Manifest, Origin, Realm};

use crate::fields::loosened;
use crate::forge::{self, fixed, head, key, log_id, note, origin, signature_line, story, vkey};
use crate::vector::Vector;

pub fn vectors() -> Vec<Vector> {
    let mut all = texts();
    all.extend(envelopes());
    all.extend(signatures());
    all.extend(keys());
    all
}

fn base(name: &str, why: &str) -> Vector {
    Vector::new(name, why, &story(log_id(0), 3))
}

fn refused(name: &str, why: &str, checkpoint: impl Into<Vec<u8>>) -> Vector {
    base(name, why)
        .with("checkpoint.txt", checkpoint)
        .integrity("checkpoint-bad checkpoint")
}

/// Texts that the right key signed, but that are no checkpoint of this log.
fn texts() -> Vec<Vector> {
    let entries = story(log_id(0), 3);
    let good = head(origin(), &entries);
    let text = good.text();
    let name = origin().to_string();
    let root = STANDARD.encode(good.root.as_bytes());
    let loose = {
        let (start, _) = root.split_at(root.len() - 1);
        format!("{}=", loosened(start))
    };
    let manifest = Manifest {
        origin: origin(),
        tagmanifest: fixed("a list", 0),
    };
    let mut all: Vec<_> = [
        (
            "checkpoint-fourth-line",
            "a line more, as C2SP allows and we do not",
            format!("{text}more\n"),
        ),
        (
            "checkpoint-two-lines",
            "a line less",
            text.lines().take(2).collect::<Vec<_>>().join("\n") + "\n",
        ),
        (
            "checkpoint-empty-line",
            "an empty line in its text",
            text.replacen('\n', "\n\n", 1),
        ),
        (
            "checkpoint-is-manifest",
            "a manifest note stands where the checkpoint is due",
            manifest.text(),
        ),
        (
            "checkpoint-size-noughts",
            "its size begins with nought",
            text.replace("\n3\n", "\n03\n"),
        ),
        (
            "checkpoint-size-plus",
            "its size has a plus",
            text.replace("\n3\n", "\n+3\n"),
        ),
        (
            "checkpoint-size-nought",
            "a size of 0: a log has at least one entry",
            text.replace("\n3\n", "\n0\n"),
        ),
        (
            "checkpoint-size-large",
            "a size of 2^53",
            text.replace("\n3\n", "\n9007199254740992\n"),
        ),
        (
            "checkpoint-size-space",
            "a space after its size",
            text.replace("\n3\n", "\n3 \n"),
        ),
        (
            "checkpoint-root-loose-bits",
            "its root with a bit set that belongs to no byte",
            text.replace(&root, &loose),
        ),
        (
            "checkpoint-root-no-padding",
            "its root without padding",
            text.replace(&root, root.trim_end_matches('=')),
        ),
        (
            "checkpoint-root-short",
            "its root is 31 bytes",
            text.replace(&root, &STANDARD.encode(&good.root.as_bytes()[1..])),
        ),
        (
            "checkpoint-root-hex",
            "its root in hex",
            text.replace(&root, &good.root.to_string()),
        ),
    ]
    .into_iter()
    .map(|(vector, why, text)| refused(vector, why, note(&text, &name, &[&key(0)])))
    .collect();
    // Under key names that are their origins, which are not the origin of a log of ours.
    let hex = log_id(0).to_string();
    for (vector, why, name) in [
        (
            "checkpoint-origin-elsewhere",
            "an origin that is not ours",
            "example.com/log42".to_owned(),
        ),
        (
            "checkpoint-origin-capitals",
            "an origin in capitals",
            format!("standfast.invalid/log/{}", hex.to_uppercase()),
        ),
        (
            "checkpoint-origin-short",
            "an origin one digit short",
            name.trim_end_matches(&hex[31..]).to_owned(),
        ),
        (
            "checkpoint-origin-other-realm",
            "an origin of a kind that there is not",
            format!("standfast.invalid/test/{hex}"),
        ),
        (
            "checkpoint-origin-bundle",
            "an origin that ends like a manifest's",
            format!("{name}/bundle"),
        ),
    ] {
        let text = text.replacen(&origin().to_string(), &name, 1);
        all.push(
            refused(vector, why, note(&text, &name, &[&key(0)]))
                .with("key.vkey", vkey(&key(0), &name)),
        );
    }
    let other = Origin {
        log: log_id(1),
        ..origin()
    };
    all.push(refused(
        "checkpoint-key-name",
        "signed under a key name that is not its origin",
        note(
            &Checkpoint {
                origin: other,
                ..good
            }
            .text(),
            &name,
            &[&key(0)],
        ),
    ));
    let demo = Origin {
        realm: Realm::Demo,
        ..origin()
    };
    all.push(refused(
        "checkpoint-demo-under-log",
        "a demonstration's origin under a real log's key name",
        note(
            &Checkpoint {
                origin: demo,
                ..good
            }
            .text(),
            &name,
            &[&key(0)],
        ),
    ));
    all.push(refused(
        "checkpoint-other-root",
        "another root, well signed",
        Checkpoint {
            root: Hash::from_bytes(fixed("root", 0)),
            ..good
        }
        .sign(&[&key(0)]),
    ));
    all
}

/// Notes that are not written as notes are.
fn envelopes() -> Vec<Vector> {
    let entries = story(log_id(0), 3);
    let good = head(origin(), &entries);
    let text = good.text();
    let name = origin().to_string();
    let note_text = good.sign(&[&key(0)]);
    let line = note_text.split_once("\n\n").unwrap().1.to_owned();
    let stranger = forge::signature_line(
        "witness.example/one",
        &key(7).verifier("witness.example/one").unwrap().id(),
        &key(7).sign(text.as_bytes()),
    );
    let base64 = line.trim_end().rsplit(' ').next().unwrap();
    let loose = {
        let stripped = base64.trim_end_matches('=');
        assert_ne!(stripped.len(), base64.len());
        format!("{}{}", loosened(stripped), &base64[stripped.len()..])
    };
    let lines_101: String = (0..101)
        .map(|at| signature_line(&format!("witness.example/{at}"), &[0, 0, 0, at], &[1]))
        .collect();
    let lines_99: String = (0..99)
        .map(|at| signature_line(&format!("witness.example/{at}"), &[0, 0, 0, at], &[1]))
        .collect();
    let long = signature_line("witness.example/long", &[0; 4], &vec![7; 800_000]);
    let mut all: Vec<_> = [
        (
            "note-no-empty-line",
            "no empty line between text and signatures",
            note_text.replacen("\n\n", "\n", 1),
        ),
        (
            "note-no-signature",
            "no signature line",
            format!("{text}\n"),
        ),
        (
            "note-cut-short",
            "the last line end is missing",
            note_text.trim_end().to_owned(),
        ),
        (
            "note-line-end-more",
            "a line end too many",
            format!("{note_text}\n"),
        ),
        (
            "note-carriage-returns",
            "line ends with carriage returns",
            note_text.replace('\n', "\r\n"),
        ),
        (
            "note-tab",
            "a tab in the signature line",
            note_text.replacen("\u{2014} ", "\u{2014}\t", 1),
        ),
        (
            "note-byte-order-mark",
            "a byte order mark before the text",
            format!("\u{feff}{note_text}"),
        ),
        (
            "note-hyphen",
            "a hyphen in place of the dash",
            note_text.replacen('\u{2014}', "-", 1),
        ),
        (
            "note-two-spaces",
            "two spaces before the signature",
            note_text.replacen(&format!(" {base64}"), &format!("  {base64}"), 1),
        ),
        (
            "note-space-after",
            "a space after the signature",
            note_text.replacen(base64, &format!("{base64} "), 1),
        ),
        (
            "note-signature-loose-bits",
            "the signature with a bit set that belongs to no byte",
            note_text.replacen(base64, &loose, 1),
        ),
        (
            "note-signature-no-padding",
            "the signature without padding",
            note_text.replacen(base64, base64.trim_end_matches('='), 1),
        ),
        (
            "note-signed-twice",
            "one key's signature stands twice",
            format!("{note_text}{line}"),
        ),
        (
            "note-stranger-twice",
            "a stranger's signature stands twice",
            format!("{note_text}{stranger}{stranger}"),
        ),
        (
            "note-line-broken",
            "a broken line after the good signature",
            format!("{note_text}more\n"),
        ),
        (
            "note-line-name-plus",
            "a stranger's key name with a plus",
            format!("{note_text}{}", signature_line("a+b", &[0; 4], &[1])),
        ),
        (
            "note-line-name-space",
            "a stranger's key name with a no-break space",
            format!("{note_text}{}", signature_line("a\u{a0}b", &[0; 4], &[1])),
        ),
        (
            "note-line-name-empty",
            "a stranger without a name",
            format!("{note_text}{}", signature_line("", &[0; 4], &[1])),
        ),
        (
            "note-line-short",
            "a stranger's line of a key ID without a signature",
            format!("{note_text}{}", signature_line("a", &[0; 4], &[])),
        ),
        (
            "note-lines-101",
            "101 signature lines and the good one",
            format!("{note_text}{lines_101}"),
        ),
        (
            "note-too-long",
            "more than 1,000,000 bytes",
            format!("{note_text}{long}"),
        ),
        ("note-empty", "no byte at all", String::new()),
        (
            "note-stranger-only",
            "a stranger's signature alone",
            format!("{text}\n{stranger}"),
        ),
        (
            "note-other-key",
            "signed by another key under the same name",
            good.sign(&[&key(1)]),
        ),
        (
            "note-other-key-same-id",
            "signed by another key, passed off under the key ID of the right one",
            format!(
                "{text}\n{}",
                signature_line(
                    &name,
                    &key(0).verifier(&name).unwrap().id(),
                    &key(1).sign(text.as_bytes())
                )
            ),
        ),
        (
            "note-text-changed",
            "the size was changed after signing",
            note_text.replacen("\n3\n", "\n2\n", 1),
        ),
    ]
    .into_iter()
    .map(|(vector, why, checkpoint)| refused(vector, why, checkpoint))
    .collect();
    let mut latin = note_text.clone().into_bytes();
    latin.extend_from_slice(b"\xe2\x80\x94 witness\xff AAAAAAE=\n");
    all.push(refused(
        "note-not-utf8",
        "a byte that is no UTF-8 in a stranger's line",
        latin,
    ));
    all.push(
        base(
            "good-witness",
            "a stranger's signature beside the good one is passed over",
        )
        .with("checkpoint.txt", format!("{note_text}{stranger}")),
    );
    all.push(
        base(
            "good-witness-first",
            "a stranger's signature before the good one, by a name beyond ASCII",
        )
        .with(
            "checkpoint.txt",
            format!(
                "{text}\n{}{line}",
                signature_line("zeug\u{e9}.example", &[9; 4], &[1, 2, 3])
            ),
        ),
    );
    all.push(
        base(
            "good-100-signatures",
            "100 signature lines, the most that there may be",
        )
        .with("checkpoint.txt", format!("{text}\n{lines_99}{line}")),
    );
    all
}

/// Signatures that some libraries take.
fn signatures() -> Vec<Vector> {
    let entries = story(log_id(0), 3);
    let text = head(origin(), &entries).text();
    let name = origin().to_string();
    let verifier = key(0).verifier(&name).unwrap();
    let with = |signature: &[u8]| {
        format!(
            "{text}\n{}",
            signature_line(&name, &verifier.id(), signature)
        )
    };
    let good = key(0).sign(text.as_bytes());
    let (r_bytes, s_bytes) = good.split_at(32);
    let s = Scalar::from_canonical_bytes(s_bytes.try_into().unwrap()).unwrap();
    let secret = ed25519_dalek::SigningKey::from_bytes(&fixed("signing key", 0)).to_scalar();
    let public = (ED25519_BASEPOINT_POINT * secret).compress();
    let challenge = |r: &[u8]| {
        let hash = Sha512::new()
            .chain_update(r)
            .chain_update(public.as_bytes())
            .chain_update(text.as_bytes())
            .finalize();
        Scalar::from_bytes_mod_order_wide(&hash.into())
    };
    let unreduced = plus_order(&s.to_bytes());
    let nonce = Scalar::from_bytes_mod_order(fixed("nonce", 0));
    let mixed = (ED25519_BASEPOINT_POINT * nonce + EIGHT_TORSION[1]).compress();
    let mixed_s = nonce + challenge(mixed.as_bytes()) * secret;
    let neutral = EdwardsPoint::default().compress();
    let neutral_s = challenge(neutral.as_bytes()) * secret;
    let mut flipped = good;
    flipped[5] ^= 1;
    let join = |r: &[u8], s: &[u8]| [r, s].concat();
    [
        (
            "checkpoint-signature-flipped",
            "one bit of the signature",
            with(&flipped),
        ),
        (
            "checkpoint-signature-short",
            "a signature of 63 bytes",
            with(&good[..63]),
        ),
        (
            "checkpoint-signature-long",
            "a signature of 65 bytes",
            with(&[&good[..], &[0]].concat()),
        ),
        (
            "checkpoint-signature-nought",
            "a signature of noughts",
            with(&[0; 64]),
        ),
        (
            "checkpoint-s-not-reduced",
            "S plus the order of the group",
            with(&join(r_bytes, &unreduced)),
        ),
        (
            "checkpoint-mixed-order",
            "R with a part of small order: good with the cofactor, refused without",
            with(&join(mixed.as_bytes(), mixed_s.as_bytes())),
        ),
        (
            "checkpoint-small-order-r",
            "R is the neutral element, which fits the equation",
            with(&join(neutral.as_bytes(), neutral_s.as_bytes())),
        ),
    ]
    .into_iter()
    .map(|(vector, why, checkpoint)| refused(vector, why, checkpoint))
    .collect()
}

/// 2^252 + 27742317777372353535851937790883648493, little-endian, added with carry.
fn plus_order(s: &[u8; 32]) -> [u8; 32] {
    let order = Scalar::ZERO - Scalar::ONE;
    let mut sum = [0; 32];
    let mut carry = 1;
    for (at, byte) in sum.iter_mut().enumerate() {
        let total = u16::from(s[at]) + u16::from(order.as_bytes()[at]) + carry;
        *byte = total as u8;
        carry = total >> 8;
    }
    sum
}

fn raw_vkey(name: &str, algorithm: u8, public: &[u8]) -> String {
    let hash = Sha256::new()
        .chain_update(name)
        .chain_update([b'\n', algorithm])
        .chain_update(public)
        .finalize();
    let encoded = STANDARD.encode([&[algorithm], public].concat());
    format!("{name}+{}+{encoded}\n", hex::encode(&hash[..4]))
}

fn keys() -> Vec<Vector> {
    let name = origin().to_string();
    let good = vkey(&key(0), &name);
    let public = ed25519_dalek::SigningKey::from_bytes(&fixed("signing key", 0)).verifying_key();
    let (_, rest) = good.split_once('+').unwrap();
    let (id, encoded) = rest.split_once('+').unwrap();
    let encoded = encoded.trim_end();
    assert!(
        encoded.ends_with('5'),
        "33 bytes have no spare bits, so there is no padding"
    );
    // p + y for a small y: the same point, in an encoding that is not its own.
    let beyond = (0..19)
        .map(|y: u8| {
            let mut bytes = [0xff; 32];
            (bytes[0], bytes[31]) = (0xed + y, 0x7f);
            bytes
        })
        .find(|bytes| {
            ed25519_dalek::VerifyingKey::from_bytes(bytes).is_ok_and(|key| !key.is_weak())
        })
        .unwrap();
    let off_curve = (0..=255)
        .map(|y: u8| {
            let mut bytes = [0; 32];
            bytes[0] = y;
            bytes
        })
        .find(|bytes| ed25519_dalek::VerifyingKey::from_bytes(bytes).is_err())
        .unwrap();
    let neutral = EdwardsPoint::default().compress();
    let small = EIGHT_TORSION[1].compress();
    let mut negative_nought = *neutral.as_bytes();
    negative_nought[31] |= 0x80;
    [
        (
            "key-line-end-missing",
            "the file of the key has no line end",
            good.trim_end().to_owned(),
        ),
        (
            "key-line-end-more",
            "the file of the key has a line end too many",
            format!("{good}\n"),
        ),
        (
            "key-carriage-return",
            "the file of the key ends in a carriage return",
            good.replace('\n', "\r\n"),
        ),
        ("key-space", "a space before the key", format!(" {good}")),
        ("key-empty", "no key", String::new()),
        (
            "key-id-wrong",
            "the key ID of another key",
            good.replacen(id, "01234567", 1),
        ),
        (
            "key-id-capitals",
            "the key ID in capitals",
            good.replacen(id, &id.to_uppercase(), 1),
        ),
        (
            "key-no-id",
            "a key without its ID",
            format!("{name}+{encoded}\n"),
        ),
        (
            "key-name-empty",
            "a key without a name",
            raw_vkey("", 1, public.as_bytes()),
        ),
        (
            "key-name-space",
            "a key name with a space",
            raw_vkey("standfast.invalid log", 1, public.as_bytes()),
        ),
        (
            "key-algorithm",
            "a key of another algorithm",
            raw_vkey(&name, 4, public.as_bytes()),
        ),
        (
            "key-short",
            "a key of 31 bytes",
            raw_vkey(&name, 1, &public.as_bytes()[1..]),
        ),
        (
            "key-padding",
            "a key with padding that it does not need",
            good.replace(encoded, &format!("{encoded}====")),
        ),
        (
            "key-base64url",
            "a key in the other alphabet of base64",
            good.replace(encoded, &encoded.replace('+', "-").replace('/', "_")),
        ),
        (
            "key-neutral",
            "the neutral element as key",
            raw_vkey(&name, 1, neutral.as_bytes()),
        ),
        (
            "key-small-order",
            "a key of order 8",
            raw_vkey(&name, 1, small.as_bytes()),
        ),
        (
            "key-not-its-encoding",
            "a key whose y is not below the prime",
            raw_vkey(&name, 1, &beyond),
        ),
        (
            "key-negative-nought",
            "a key whose x is minus nought",
            raw_vkey(&name, 1, &negative_nought),
        ),
        (
            "key-off-curve",
            "a key that is no point",
            raw_vkey(&name, 1, &off_curve),
        ),
    ]
    .into_iter()
    .map(|(vector, why, file)| {
        base(vector, why)
            .with("key.vkey", file)
            .key(None)
            .integrity("checkpoint-bad key")
    })
    .chain([base(
        "key-of-another-log",
        "the right key under another log's key name",
    )
    .with(
        "key.vkey",
        vkey(
            &key(0),
            &Origin {
                log: log_id(1),
                ..origin()
            }
            .to_string(),
        ),
    )
    .integrity("checkpoint-bad checkpoint")])
    .collect()
}
