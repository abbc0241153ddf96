//! A made-up case in memory, as the source of bundles, and what tests do to them.
//! Everybody in it is invented.
#![allow(dead_code)] // each test file uses its own part

pub mod broken;
pub mod files;
pub mod raw;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use standfast_disclosure::bundle::{self, Bundle, Csv, LeafLine, ReadMe, Source};
use standfast_disclosure::plan::{Counts, GoingOriginal};
use standfast_disclosure::verify::{Check, verify};
use standfast_disclosure::{DisclosureError, Verdict};
use standfast_ledger::{
    Checkpoint, Field, Frontier, LogId, Manifest, Origin, Realm, Recorded, SealedEntry, SigningKey,
    seal,
};

/// Numbers that look random and are the same on every run.
pub struct Drawn(pub u64);

impl Drawn {
    pub fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    pub fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = self.next() as u8;
        }
    }
}

/// How much of an entry goes.
#[derive(Clone, Debug)]
pub enum Goes {
    All,
    Nothing,
    /// Fields of these names stay.
    But(&'static [&'static str]),
}

#[derive(Clone)]
pub struct Sealed {
    pub entry: SealedEntry,
    pub names: Vec<String>,
    pub goes: Goes,
}

/// A case with one log.
#[derive(Clone)]
pub struct Case {
    pub seed: u8,
    pub demo: bool,
    pub log: LogId,
    pub entries: Vec<Sealed>,
    pub originals: Vec<GoingOriginal>,
    pub contents: BTreeMap<String, Vec<u8>>,
    pub drawn: u64,
}

impl Case {
    pub fn new(seed: u8, log: u8) -> Case {
        Case {
            seed,
            demo: false,
            log: LogId::from_bytes([log; 16]),
            entries: Vec::new(),
            originals: Vec::new(),
            contents: BTreeMap::new(),
            drawn: u64::from(log) * 1_000,
        }
    }

    pub fn key(&self) -> SigningKey {
        SigningKey::from_seed(&[self.seed; 32])
    }

    pub fn origin(&self) -> Origin {
        let realm = if self.demo { Realm::Demo } else { Realm::Log };
        Origin {
            realm,
            log: self.log,
        }
    }

    /// Seals an entry: `(name, class, value)`.
    pub fn add(&mut self, kind: &str, goes: Goes, fields: &[(&str, &str, Value)]) -> u64 {
        let n = self.entries.len() as u64;
        let given: Vec<Field<'_>> = fields
            .iter()
            .map(|(name, class, value)| Field { name, class, value })
            .collect();
        let recorded = Recorded::from_millis(1_771_070_469_000 + n as i64 * 3_600_000).unwrap();
        let mut drawn = Drawn(self.drawn);
        let entry = seal(&self.log, n, kind, recorded, &given, &mut |bytes| {
            drawn.fill(bytes)
        })
        .unwrap();
        self.drawn = drawn.0;
        let names = fields
            .iter()
            .map(|(name, _, _)| (*name).to_owned())
            .collect();
        self.entries.push(Sealed { entry, names, goes });
        n
    }

    pub fn contact(&mut self, words: &str, goes: Goes) -> u64 {
        self.add(
            "contact",
            goes,
            &[
                ("channel", "open", json!("letter")),
                ("words", "open", json!(words)),
                ("clinical", "clinical", json!("seen for the knee")),
            ],
        )
    }

    /// An exhibit whose original goes.
    pub fn exhibit(&mut self, reference: &str, name: &str, bytes: Vec<u8>) -> u64 {
        let n = self.exhibit_entry(reference, name, &bytes, Goes::All);
        let sha256 = hex::encode(Sha256::digest(&bytes));
        self.originals.push(GoingOriginal {
            n,
            reference: reference.to_owned(),
            name: name.to_owned(),
            sha256: sha256.clone(),
            bytes: bytes.len() as u64,
        });
        self.contents.insert(sha256, bytes);
        n
    }

    pub fn exhibit_entry(&mut self, reference: &str, name: &str, bytes: &[u8], goes: Goes) -> u64 {
        self.add(
            "exhibit",
            goes,
            &[
                ("reference", "open", json!(reference)),
                ("name", "personal", json!(name)),
                ("bytes", "personal", json!(bytes.len())),
                (
                    "sha256",
                    "personal",
                    json!(hex::encode(Sha256::digest(bytes))),
                ),
            ],
        )
    }

    /// The small case of most tests: 8 entries, 2 originals, one of each kind of withholding.
    pub fn small() -> Case {
        let mut case = Case::new(7, 3);
        case.add(
            "case",
            Goes::All,
            &[
                ("name", "open", json!("lamp")),
                ("clinician", "open", json!("Dr Robin Vale")),
            ],
        );
        case.contact("He waited by the car again.", Goes::All);
        let mut card = vec![0; 3_000];
        Drawn(1).fill(&mut card);
        case.exhibit("ABC/1", "card.jpg", card);
        case.contact("Flowers at the desk.", Goes::But(&["clinical"]));
        case.contact("A call at night.", Goes::Nothing);
        case.exhibit(
            "ABC/2",
            "page.html",
            b"<script>alert(1)</script>\n".to_vec(),
        );
        case.exhibit_entry(
            "ABC/3",
            "staff.png",
            b"not given",
            Goes::But(&["name", "bytes", "sha256"]),
        );
        case.add(
            "measure",
            Goes::All,
            &[("measure", "open", json!("warning-letter"))],
        );
        case
    }

    pub fn head(&self) -> Checkpoint {
        let tree: Frontier = self.entries.iter().map(|e| e.entry.hash).collect();
        Checkpoint {
            origin: self.origin(),
            size: tree.size(),
            root: tree.root(),
        }
    }

    pub fn checkpoint(&self) -> String {
        self.head().sign(&[&self.key()])
    }

    pub fn vkey(&self) -> String {
        self.key()
            .verifier(&self.origin().to_string())
            .unwrap()
            .to_string()
    }

    pub fn fingerprint(&self) -> String {
        self.key().fingerprint().to_string()
    }

    /// The same case, as it was when it had fewer entries.
    pub fn cut(&self, entries: usize) -> Case {
        let mut case = self.clone();
        case.entries.truncate(entries);
        case.originals.retain(|o| (o.n as usize) < entries);
        case
    }

    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for sealed in &self.entries {
            match &sealed.goes {
                Goes::All => counts.shown += 1,
                Goes::Nothing => counts.withheld += 1,
                Goes::But(names) => {
                    counts.in_part += 1;
                    let class = if names.contains(&"clinical") {
                        "clinical"
                    } else {
                        "personal"
                    };
                    *counts.classes.entry(class).or_default() += names.len() as u64;
                }
            }
        }
        counts
    }

    pub fn bundle(&self) -> Bundle {
        Bundle {
            name: "lamp-police".to_owned(),
            readme: ReadMe {
                recipient: "Quernshire Police".to_owned(),
                given_by: "Dr Robin Vale".to_owned(),
                made: "12 March 2026, 09:00 GMT".to_owned(),
                profile: "police".to_owned(),
                reference: Some("DEMO-0417".to_owned()),
                demonstration: self.demo,
                fingerprint: self.fingerprint(),
                counts: self.counts(),
                entries: self.entries.len() as u64,
            },
            checkpoint: self.checkpoint(),
            vkey: self.vkey(),
            documents: vec!["chronology.pdf".to_owned(), "exhibits.pdf".to_owned()],
            csv: Csv {
                head: vec!["entry".to_owned(), "words".to_owned()],
                rows: vec![vec![
                    "1".to_owned(),
                    "He waited by the car again.".to_owned(),
                ]],
            },
        }
    }

    /// The bundle, whole in memory.
    pub fn zip(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut source = self.clone();
        let written =
            bundle::write(&self.bundle(), &self.originals, &mut source, &mut out).unwrap();
        assert_eq!(written.bytes, out.len() as u64);
        assert_eq!(written.sha256, hex::encode(Sha256::digest(&out)));
        out
    }
}

impl Source for Case {
    fn leaves(
        &mut self,
        each: &mut dyn FnMut(LeafLine<'_>) -> Result<(), DisclosureError>,
    ) -> Result<(), DisclosureError> {
        for (n, sealed) in (0u64..).zip(&self.entries) {
            let stays: &[&str] = match &sealed.goes {
                Goes::Nothing => {
                    each(LeafLine::Withheld {
                        n,
                        hash: *sealed.entry.hash.as_bytes(),
                    })?;
                    continue;
                }
                Goes::All => &[],
                Goes::But(names) => names,
            };
            let fields = sealed
                .entry
                .disclosures
                .iter()
                .zip(&sealed.names)
                .filter(|(_, name)| !stays.contains(&name.as_str()))
                .map(|(field, _)| field.as_str())
                .collect();
            each(LeafLine::Shown {
                n,
                leaf: &sealed.entry.leaf,
                fields,
            })?;
        }
        Ok(())
    }

    fn original(&mut self, sha256: &str) -> Result<Box<dyn Read + '_>, DisclosureError> {
        match self.contents.get(sha256) {
            Some(bytes) => Ok(Box::new(bytes.as_slice())),
            None => Err(DisclosureError::Source("an original is missing".to_owned())),
        }
    }

    fn document(&mut self, name: &str) -> Result<Vec<u8>, DisclosureError> {
        Ok(format!("%PDF-1.7 {}\n", name.trim_end_matches(".pdf")).into_bytes())
    }

    fn sign_manifest(&mut self, tagmanifest: &[u8; 32]) -> Result<String, DisclosureError> {
        Ok(Manifest {
            origin: self.origin(),
            tagmanifest: *tagmanifest,
        }
        .sign(&self.key()))
    }
}

/// Puts bytes into a file of their own and checks them.
pub fn checked(zip: &[u8], check: &Check<'_>) -> Result<Verdict, DisclosureError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lamp-police.zip");
    std::fs::write(&path, zip).unwrap();
    verify(&path, check, &mut |_, _| {})
}

/// As [`checked`], without anything from elsewhere.
pub fn plain(zip: &[u8]) -> Verdict {
    checked(zip, &Check::default()).unwrap()
}

/// A verdict's problems as `code item`, sorted.
pub fn problems(verdict: &Verdict) -> Vec<String> {
    let mut problems: Vec<String> = verdict
        .problems()
        .map(|p| format!("{} {}", p.code, p.item))
        .collect();
    problems.sort();
    problems
}

/// Unpacks a bundle; gives the bag's folder.
pub fn unpack(zip: &[u8], into: &Path) -> std::path::PathBuf {
    zip::ZipArchive::new(std::io::Cursor::new(zip))
        .unwrap()
        .extract(into)
        .unwrap();
    into.join("lamp-police")
}

/// Without contents: they may be megabytes.
impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let entries: Vec<_> = self.entries.iter().map(|e| (&e.names, &e.goes)).collect();
        f.debug_struct("Case")
            .field("seed", &self.seed)
            .field("demo", &self.demo)
            .field("entries", &entries)
            .field("originals", &self.originals)
            .finish_non_exhaustive()
    }
}
