//! What the vectors are made of: a log whose every byte can be forged before it is hashed and signed.
//!
//! Salts, keys and times are fixed, so that making the vectors again changes nothing.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use standfast_ledger::{
    Checkpoint, Field, FieldDigest, Frontier, Hash, LogId, Origin, Realm, Recorded, SigningKey,
    entries, seal,
};

pub const DAY: i64 = 86_400_000;
pub const START: i64 = 1_771_070_469_000;

/// Fixed bytes in place of random ones: SHA-256 of a label and a counter.
pub fn fixed(label: &str, at: u64) -> [u8; 32] {
    Sha256::new()
        .chain_update(label)
        .chain_update(at.to_be_bytes())
        .finalize()
        .into()
}

pub fn key(at: u64) -> SigningKey {
    SigningKey::from_seed(&fixed("signing key", at))
}

pub fn log_id(at: u64) -> LogId {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, ..] = fixed("log", at);
    LogId::from_bytes([a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p])
}

pub fn origin() -> Origin {
    Origin {
        realm: Realm::Log,
        log: log_id(0),
    }
}

/// The line of `key.vkey`.
pub fn vkey(key: &SigningKey, name: &str) -> String {
    format!("{}\n", key.verifier(name).unwrap())
}

/// A field as sealed: its characters and its class.
#[derive(Clone)]
pub struct Raw {
    pub text: String,
    pub class: String,
}

/// A field from JSON that need not keep the rules.
pub fn raw(json: impl AsRef<[u8]>, class: &str) -> Raw {
    Raw {
        text: URL_SAFE_NO_PAD.encode(json.as_ref()),
        class: class.to_owned(),
    }
}

/// The array of a field with a fixed salt, around a name and value given as JSON text.
pub fn array(name_and_value: &str) -> String {
    format!(
        "[\"{}\",{name_and_value}]",
        URL_SAFE_NO_PAD.encode(salt(name_and_value))
    )
}

fn salt(of: &str) -> [u8; 16] {
    let mut salt = [0; 16];
    salt.copy_from_slice(&fixed(of, 0)[..16]);
    salt
}

/// An entry as it goes into the log and into `entries.jsonl`.
#[derive(Clone)]
pub struct Entry {
    pub leaf: String,
    pub hash: Hash,
    pub fields: Vec<Raw>,
}

impl Entry {
    /// From a leaf that need not keep the rules.
    pub fn of_leaf(leaf: String, fields: Vec<Raw>) -> Self {
        let hash = Hash::of_leaf(leaf.as_bytes());
        Self { leaf, hash, fields }
    }

    /// Its leaf changed, the hash in the tree with it: signed as it then stands.
    pub fn forged(&self, from: &str, to: &str) -> Self {
        assert!(self.leaf.contains(from), "{from} is not in the leaf");
        Self::of_leaf(self.leaf.replacen(from, to, 1), self.fields.clone())
    }

    pub fn texts(&self) -> Vec<&str> {
        self.fields
            .iter()
            .map(|field| field.text.as_str())
            .collect()
    }

    pub fn shown(&self, n: u64) -> String {
        entries::shown_line(n, &self.hash, &self.leaf, &self.texts())
    }

    /// Shown with the fields of these positions only.
    pub fn in_part(&self, n: u64, at: &[usize]) -> String {
        let texts = self.texts();
        let some: Vec<_> = at.iter().map(|at| texts[*at]).collect();
        entries::shown_line(n, &self.hash, &self.leaf, &some)
    }

    pub fn withheld(&self, n: u64) -> String {
        entries::withheld_line(n, &self.hash)
    }
}

/// A leaf around fields that need not keep the rules.
pub fn forge(log: LogId, n: u64, kind: &str, fields: Vec<Raw>) -> Entry {
    let mut parts: Vec<_> = fields
        .iter()
        .map(|field| (FieldDigest::of(&field.text), field.class.clone()))
        .collect();
    parts.sort();
    let digests: Vec<_> = parts
        .iter()
        .map(|(digest, _)| format!("\"{}\"", digest.as_str()))
        .collect();
    let classes: Vec<_> = parts
        .iter()
        .map(|(_, class)| format!("\"{class}\""))
        .collect();
    let recorded = Recorded::from_millis(START + n as i64 * DAY).unwrap();
    let leaf = format!(
        "{{\"v\":1,\"log\":\"{log}\",\"n\":{n},\"kind\":\"{kind}\",\"recorded\":\"{recorded}\",\
         \"_sd_alg\":\"sha-256\",\"_sd\":[{}],\"class\":[{}]}}",
        digests.join(","),
        classes.join(",")
    );
    Entry::of_leaf(leaf, fields)
}

/// An entry sealed by the ledger itself.
pub fn sealed(log: LogId, n: u64, kind: &str, fields: &[(&str, &str, Value)]) -> Entry {
    let mut drawn = 0;
    let mut random = |bytes: &mut [u8]| {
        bytes.copy_from_slice(&fixed(&format!("salt {log} {n}"), drawn)[..bytes.len()]);
        drawn += 1;
    };
    let given: Vec<_> = fields
        .iter()
        .map(|(name, class, value)| Field { name, class, value })
        .collect();
    let recorded = Recorded::from_millis(START + n as i64 * DAY).unwrap();
    let entry = seal(&log, n, kind, recorded, &given, &mut random).unwrap();
    let fields = entry
        .disclosures
        .into_iter()
        .zip(fields)
        .map(|(text, (_, class, _))| Raw {
            text,
            class: (*class).to_owned(),
        })
        .collect();
    Entry {
        leaf: entry.leaf,
        hash: entry.hash,
        fields,
    }
}

/// Entry n of the plain story that most vectors are made from.
pub fn plain(log: LogId, n: u64) -> Entry {
    match n % 3 {
        0 if n == 0 => sealed(
            log,
            n,
            "case",
            &[
                ("name", "open", json!("lamp")),
                ("clinician", "open", json!("Dr Robin Vale")),
                ("subject", "personal", json!("Ash Merrow")),
            ],
        ),
        1 => sealed(
            log,
            n,
            "contact",
            &[
                ("channel", "open", json!("message")),
                ("words", "open", json!("I waited by your car again.")),
                ("place", "own", json!("outside the house")),
                ("clinical", "clinical", json!("came about a cough")),
                ("witnesses", "third-party", json!(["Sam Tarn", "Jo Fell"])),
            ],
        ),
        _ => sealed(
            log,
            n,
            "measure",
            &[
                ("measure", "open", json!("warning-letter")),
                ("by", "third-party", json!("Lee Marsh")),
                ("occasion", "open", json!(n)),
            ],
        ),
    }
}

pub fn story(log: LogId, entries: u64) -> Vec<Entry> {
    (0..entries).map(|n| plain(log, n)).collect()
}

pub fn root(entries: &[Entry]) -> Hash {
    entries
        .iter()
        .map(|entry| entry.hash)
        .collect::<Frontier>()
        .root()
}

pub fn head(origin: Origin, entries: &[Entry]) -> Checkpoint {
    Checkpoint {
        origin,
        size: entries.len() as u64,
        root: root(entries),
    }
}

/// All entries shown whole.
pub fn all_shown(entries: &[Entry]) -> String {
    entries
        .iter()
        .enumerate()
        .map(|(n, entry)| entry.shown(n as u64))
        .collect()
}

/// A note over any text under any name, by any keys.
pub fn note(text: &str, name: &str, keys: &[&SigningKey]) -> String {
    let mut note = format!("{text}\n");
    for key in keys {
        note.push_str(&signature_line(
            name,
            &key.verifier(name).unwrap().id(),
            &key.sign(text.as_bytes()),
        ));
    }
    note
}

pub fn signature_line(name: &str, id: &[u8; 4], signature: &[u8]) -> String {
    format!(
        "\u{2014} {name} {}\n",
        STANDARD.encode([id, signature].concat())
    )
}
