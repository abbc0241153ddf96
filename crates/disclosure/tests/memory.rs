//! Hostile bundles that say they are huge, or are: checked in bounded memory. A process of its own,
//! for its peak is what is measured.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]
#![cfg(target_os = "linux")]

mod made;

use std::io::{self, Read, Write};

use made::files::Files;
use made::{Case, checked, problems, raw};
use standfast_disclosure::DisclosureError;
use standfast_disclosure::bundle::{self, LeafLine, Source};
use standfast_disclosure::plan::GoingOriginal;
use standfast_disclosure::verify::{Check, verify};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Peak memory of this process so far, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// What checking it adds to the peak, in MiB.
fn grows(check: impl FnOnce()) -> u64 {
    let before = peak();
    check();
    (peak() - before) / 1024
}

/// An original of zeros that is nowhere whole.
struct Large {
    case: Case,
    bytes: u64,
}

impl Source for Large {
    fn leaves(
        &mut self,
        each: &mut dyn FnMut(LeafLine<'_>) -> Result<(), DisclosureError>,
    ) -> Result<(), DisclosureError> {
        self.case.leaves(each)
    }

    fn original(&mut self, _: &str) -> Result<Box<dyn Read + '_>, DisclosureError> {
        Ok(Box::new(io::repeat(0).take(self.bytes)))
    }

    fn document(&mut self, name: &str) -> Result<Vec<u8>, DisclosureError> {
        self.case.document(name)
    }

    fn sign_manifest(&mut self, tagmanifest: &[u8; 32]) -> Result<String, DisclosureError> {
        self.case.sign_manifest(tagmanifest)
    }
}

/// One test, so that nothing else adds to the peak meanwhile.
#[test]
fn memory_stays_bounded() {
    // Warm: what the checks themselves need.
    let good = Case::small().zip();
    checked(&good, &Check::default()).unwrap();

    // An original of 200 MB goes out and is checked in pieces.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.zip");
    let bytes = 200_000_000u64;
    let mut case = Case::new(7, 3);
    let zeros = {
        use sha2::{Digest, Sha256};
        let mut hash = Sha256::new();
        let piece = vec![0; 1_000_000];
        for _ in 0..200 {
            hash.update(&piece);
        }
        hex::encode(hash.finalize())
    };
    let n = case.add(
        "exhibit",
        made::Goes::All,
        &[
            ("reference", "open", "ABC/1".into()),
            ("bytes", "open", bytes.into()),
            ("sha256", "open", zeros.clone().into()),
        ],
    );
    let original = GoingOriginal {
        n,
        reference: "ABC/1".into(),
        name: "film.mp4".into(),
        sha256: zeros,
        bytes,
    };
    let added = grows(|| {
        let mut source = Large {
            case: case.clone(),
            bytes,
        };
        let mut out = io::BufWriter::new(std::fs::File::create(&path).unwrap());
        bundle::write(&case.bundle(), &[original], &mut source, &mut out).unwrap();
        out.flush().unwrap();
        let verdict = verify(&path, &Check::default(), &mut |_, _| {}).unwrap();
        assert_eq!(
            (verdict.exit(), verdict.originals, verdict.original_bytes),
            (0, 1, bytes)
        );
    });
    assert!(added < 48, "an original of 200 MB took {added} MiB");

    // 100 MB of zeros, packed to 100 KB, in every place that is read as text.
    for path in [
        "manifest.note",
        "data/key.vkey",
        "data/checkpoint.txt",
        "data/keys/0001.txt",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
        "bagit.txt",
        "README.txt",
    ] {
        let zip = bomb(&good, path);
        assert!(zip.len() < 400_000);
        let added = grows(|| {
            let verdict = checked(&zip, &Check::default()).unwrap();
            assert_eq!(verdict.exit(), 5, "{path}");
        });
        assert!(added < 32, "{path} took {added} MiB");
    }
    // A line of entries may be long; one without bound is passed over.
    let zip = bomb(&good, "data/entries.jsonl");
    let added = grows(|| {
        let verdict = checked(&zip, &Check::default()).unwrap();
        assert!(problems(&verdict).contains(&"leaf-changed #0".to_owned()));
    });
    assert!(added < 160, "a line of 100 MB took {added} MiB");
    // Numbers that promise much are not believed.
    for (at, value) in [(22, u32::MAX - 1), (18, u32::MAX - 1)] {
        let m = raw::member(&good, "data/entries.jsonl");
        let zip = raw::put(good.clone(), m.local.start + at, &value.to_le_bytes());
        let zip = raw::put(zip, m.central.start + at + 2, &value.to_le_bytes());
        let added = grows(|| assert_eq!(checked(&zip, &Check::default()).unwrap().exit(), 5));
        assert!(added < 8, "a size of 4 GB took {added} MiB");
    }
}

/// The bundle with 100 MB of zeros for one of its files, compressed; never whole in memory, for
/// then the peak would say nothing.
fn bomb(good: &[u8], path: &str) -> Vec<u8> {
    let mut out = ZipWriter::new(io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let files = Files::of(good);
    let others = files.0.iter().filter(|(p, _)| p != path);
    for (name, bytes) in others {
        out.start_file(format!("lamp-police/{name}"), options)
            .unwrap();
        out.write_all(bytes).unwrap();
    }
    out.start_file(format!("lamp-police/{path}"), options)
        .unwrap();
    let piece = vec![0; 1_000_000];
    for _ in 0..100 {
        out.write_all(&piece).unwrap();
    }
    out.finish().unwrap().into_inner()
}
