//! How long a bundle takes, and how much memory: 1,000 contacts with 200 MB of originals, made up.
//! `cargo run --release -p standfast-disclosure --example bundle_pace`
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::time::Instant;

use serde_json::json;
use sha2::{Digest, Sha256};
use standfast_disclosure::DisclosureError;
use standfast_disclosure::bundle::{self, Bundle, Csv, LeafLine, ReadMe, Source};
use standfast_disclosure::plan::{Counts, GoingOriginal};
use standfast_disclosure::verify::{Check, verify};
use standfast_ledger::{
    Checkpoint, Field, Frontier, LogId, Manifest, Origin, Realm, Recorded, SealedEntry, SigningKey,
    seal,
};

const CONTACTS: u64 = 1_000;
const ORIGINALS: u64 = 200;
const ORIGINAL_BYTES: u64 = 1_000_000;

/// Bytes like those of a photograph, of another place in the same noise for each.
struct Noise<'a> {
    noise: &'a [u8],
    at: u64,
    left: u64,
}

impl Read for Noise<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let from = usize::try_from(self.at % self.noise.len() as u64).unwrap_or_default();
        let there = self.noise.get(from..).unwrap_or_default();
        let count = out
            .len()
            .min(there.len())
            .min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let (to, _) = out.split_at_mut(count);
        to.copy_from_slice(there.get(..count).unwrap_or_default());
        self.at += count as u64;
        self.left -= count as u64;
        Ok(count)
    }
}

struct Made {
    noise: Vec<u8>,
    key: SigningKey,
    origin: Origin,
    entries: Vec<SealedEntry>,
    originals: Vec<GoingOriginal>,
}

impl Made {
    fn new() -> Made {
        let origin = Origin {
            realm: Realm::Demo,
            log: LogId::from_bytes([3; 16]),
        };
        let mut state = 1u64;
        let noise = std::iter::repeat_with(|| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 56) as u8
        })
        .take(1_000_003)
        .collect();
        let mut made = Made {
            noise,
            key: SigningKey::from_seed(&[9; 32]),
            origin,
            entries: Vec::new(),
            originals: Vec::new(),
        };
        let mut drawn = 1u64;
        let mut salt = |bytes: &mut [u8]| {
            for byte in bytes {
                drawn = drawn
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                *byte = (drawn >> 56) as u8;
            }
        };
        for n in 0..CONTACTS + ORIGINALS {
            let recorded =
                Recorded::from_millis(1_771_070_469_000 + i64::try_from(n).unwrap() * 60_000)
                    .unwrap();
            let values = if n < CONTACTS {
                vec![
                    ("channel", json!("message")),
                    ("from", json!("subject")),
                    (
                        "occurred",
                        json!({"text": "14 Feb 2026, 10:30", "zone": "Europe/London"}),
                    ),
                    ("words", json!("I waited by your car again. ".repeat(8))),
                    ("signs", json!(["waiting-for", "fear"])),
                    ("effect", json!("Shaken.")),
                    ("place", json!("car park")),
                    ("clinical", json!("not given")),
                ]
            } else {
                let mut bytes = Vec::new();
                made.noise(n).read_to_end(&mut bytes).unwrap();
                let sha256 = hex::encode(Sha256::digest(&bytes));
                let reference = format!("ABC/{}", n - CONTACTS + 1);
                made.originals.push(GoingOriginal {
                    n,
                    reference: reference.clone(),
                    name: "photo.jpg".to_owned(),
                    sha256: sha256.clone(),
                    bytes: ORIGINAL_BYTES,
                });
                vec![
                    ("reference", json!(reference)),
                    ("name", json!("photo.jpg")),
                    ("bytes", json!(ORIGINAL_BYTES)),
                    ("sha256", json!(sha256)),
                ]
            };
            let fields: Vec<Field<'_>> = values
                .iter()
                .map(|(name, value)| Field {
                    name,
                    class: "open",
                    value,
                })
                .collect();
            let kind = if n < CONTACTS { "contact" } else { "exhibit" };
            made.entries
                .push(seal(&origin.log, n, kind, recorded, &fields, &mut salt).unwrap());
        }
        made
    }

    fn noise(&self, n: u64) -> Noise<'_> {
        Noise {
            noise: &self.noise,
            at: n * 977,
            left: ORIGINAL_BYTES,
        }
    }

    fn bundle(&self) -> Bundle {
        let tree: Frontier = self.entries.iter().map(|e| e.hash).collect();
        let head = Checkpoint {
            origin: self.origin,
            size: tree.size(),
            root: tree.root(),
        };
        Bundle {
            name: "bench".to_owned(),
            readme: ReadMe {
                recipient: "Quernshire Police".to_owned(),
                given_by: "Dr Robin Vale".to_owned(),
                made: "12 March 2026, 09:00 GMT".to_owned(),
                profile: "police".to_owned(),
                reference: None,
                demonstration: true,
                fingerprint: self.key.fingerprint().to_string(),
                counts: Counts {
                    in_part: CONTACTS,
                    shown: ORIGINALS,
                    ..Counts::default()
                },
                entries: CONTACTS + ORIGINALS,
            },
            checkpoint: head.sign(&[&self.key]),
            vkey: self
                .key
                .verifier(&self.origin.to_string())
                .unwrap()
                .to_string(),
            documents: vec!["chronology.pdf".to_owned()],
            csv: Csv {
                head: vec!["entry".to_owned(), "words".to_owned()],
                rows: (0..CONTACTS)
                    .map(|n| vec![n.to_string(), "words ".repeat(40)])
                    .collect(),
            },
        }
    }
}

impl Source for Made {
    fn leaves(
        &mut self,
        each: &mut dyn FnMut(LeafLine<'_>) -> Result<(), DisclosureError>,
    ) -> Result<(), DisclosureError> {
        for (n, entry) in (0u64..).zip(&self.entries) {
            let fields = entry
                .disclosures
                .iter()
                .take(7)
                .map(String::as_str)
                .collect();
            each(LeafLine::Shown {
                n,
                leaf: &entry.leaf,
                fields,
            })?;
        }
        Ok(())
    }

    fn original(&mut self, sha256: &str) -> Result<Box<dyn Read + '_>, DisclosureError> {
        let found = self.originals.iter().find(|o| o.sha256 == sha256);
        let n = found
            .map(|o| o.n)
            .ok_or_else(|| DisclosureError::Source("no such original".to_owned()))?;
        Ok(Box::new(self.noise(n)))
    }

    fn document(&mut self, _: &str) -> Result<Vec<u8>, DisclosureError> {
        Ok(vec![b'%'; 8_000_000])
    }

    fn sign_manifest(&mut self, tagmanifest: &[u8; 32]) -> Result<String, DisclosureError> {
        Ok(Manifest {
            origin: self.origin,
            tagmanifest: *tagmanifest,
        }
        .sign(&self.key))
    }
}

/// Peak memory of this process so far, in MB; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find(|l| l.starts_with("VmHWM:"))
        .unwrap_or_default();
    line.split_whitespace()
        .nth(1)
        .and_then(|kib| kib.parse::<u64>().ok())
        .unwrap_or_default()
        * 1024
        / 1_000_000
}

fn main() {
    let mut made = Made::new();
    let (bundle, originals) = (made.bundle(), made.originals.clone());
    let before = peak();
    let path = tempfile::NamedTempFile::new().unwrap().into_temp_path();
    let begun = Instant::now();
    let mut out = BufWriter::with_capacity(1 << 18, File::create(&path).unwrap());
    let written = bundle::write(&bundle, &originals, &mut made, &mut out).unwrap();
    out.flush().unwrap();
    out.get_ref().sync_all().unwrap();
    let seconds = begun.elapsed().as_secs_f64();
    println!(
        "write   {seconds:.2} s, {} MB, peak {} MB (before: {before} MB)",
        written.bytes / 1_000_000,
        peak()
    );
    let begun = Instant::now();
    let verdict = verify(&path, &Check::default(), &mut |_, _| {}).unwrap();
    println!(
        "verify  {:.2} s, peak {} MB",
        begun.elapsed().as_secs_f64(),
        peak()
    );
    assert_eq!(
        verdict.exit(),
        0,
        "{:?}",
        verdict.problems().collect::<Vec<_>>()
    );
    assert_eq!(verdict.originals, ORIGINALS);
}
