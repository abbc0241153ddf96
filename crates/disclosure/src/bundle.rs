//! The bundle: a BagIt bag in a stored zip, written in one fixed order with fixed times, so that the
//! same inputs give the same bytes.
//!
//! Implements "The bag" of `docs/bundle-format.md`. One document at a time is held whole, and so are
//! signed notes and the readme; leaves and originals stream in pieces of 64 KiB. A member's CRC stands before
//! its bytes, and the SHA-256 of the whole is taken as it is written; so what is small is held until
//! it is known, and what is large is read twice: once for its sums, once to be written.
//!
//! Never here: what goes and what stays ([`crate::plan`]), how a document looks, where the key is.

use std::collections::BTreeSet;
use std::io::{Read, Write};

use flate2::Crc;
use sha2::{Digest as _, Sha256};
use standfast_ledger::Hash;
use standfast_ledger::entries::{shown_line, withheld_line};

use crate::DisclosureError;
use crate::container::write::Zip;
use crate::names::{is_bag_path, original_name};
use crate::plan::{self, GoingOriginal};

mod readme;
mod table;

/// Bytes of one piece.
const PIECE: usize = 64 * 1024;
/// An original up to this size is held while its sums are taken; a larger one is read twice.
const HELD_ORIGINAL: u64 = 4 * 1024 * 1024;
/// Lines of leaves are held up to this many bytes; more are asked for twice.
const HELD_LEAVES: usize = 32 * 1024 * 1024;

/// The bag's declaration (RFC 8493, section 2.1.1).
pub(crate) const BAGIT: &[u8] = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// What a bundle holds besides leaves and originals.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The folder in the zip: letters, digits, dashes and underscores.
    pub name: String,
    /// What README.txt says.
    pub readme: ReadMe,
    /// The head of the record log: the signed note, exact.
    pub checkpoint: String,
    /// The verifier key, without a line end.
    pub vkey: String,
    /// `chronology.pdf`; they stand under `data/` in this order.
    pub documents: Vec<String>,
    /// What `data/contacts.csv` holds.
    pub csv: Csv,
}

/// What README.txt says, in words where no number is meant.
#[derive(Clone, Debug)]
pub struct ReadMe {
    /// For whom.
    pub recipient: String,
    /// From whom.
    pub given_by: String,
    /// When it was made, in words with the zone.
    pub made: String,
    /// By which profile.
    pub profile: String,
    /// The recipient's reference.
    pub reference: Option<String>,
    /// Whether everybody in it is invented.
    pub demonstration: bool,
    /// The fingerprint of the key.
    pub fingerprint: String,
    /// What is shown, in part, withheld.
    pub counts: plan::Counts,
    /// How many entries the record log has.
    pub entries: u64,
}

/// `data/contacts.csv`: a UTF-8 mark, CRLF; cells that a spreadsheet would run are defused.
#[derive(Clone, Debug, Default)]
pub struct Csv {
    /// The first row.
    pub head: Vec<String>,
    /// The others.
    pub rows: Vec<Vec<String>>,
}

/// One leaf on its way into `data/entries.jsonl`.
#[derive(Clone, Debug)]
pub enum LeafLine<'a> {
    /// By its hash alone.
    Withheld {
        /// Its number.
        n: u64,
        /// Its leaf hash.
        hash: [u8; 32],
    },
    /// With its bytes and the fields that go. Its hash is computed by the writer.
    Shown {
        /// Its number.
        n: u64,
        /// The exact leaf.
        leaf: &'a str,
        /// The characters of the fields.
        fields: Vec<&'a str>,
    },
}

/// What streams into a bundle: leaves in order from #0, originals one after the other, the signature
/// at the end. Leaves and originals may be asked for twice and must then give the same bytes.
pub trait Source {
    /// Gives every leaf, in order; stops at the first error of `each` and hands it on.
    ///
    /// # Errors
    /// [`DisclosureError::Source`], or what `each` said.
    fn leaves(
        &mut self,
        each: &mut dyn FnMut(LeafLine<'_>) -> Result<(), DisclosureError>,
    ) -> Result<(), DisclosureError>;

    /// The bytes of an original, by its SHA-256 in lower-case hex.
    ///
    /// # Errors
    /// [`DisclosureError::Source`] if it is not there.
    fn original(&mut self, sha256: &str) -> Result<Box<dyn Read + '_>, DisclosureError>;

    /// The bytes of a document. Asked for once, in order, so that each can be made then and let go.
    ///
    /// # Errors
    /// [`DisclosureError::Source`] if it cannot be made.
    fn document(&mut self, name: &str) -> Result<Vec<u8>, DisclosureError>;

    /// The manifest note over the SHA-256 of `tagmanifest-sha256.txt`.
    ///
    /// # Errors
    /// [`DisclosureError::Source`] if it cannot be signed.
    fn sign_manifest(&mut self, tagmanifest_sha256: &[u8; 32]) -> Result<String, DisclosureError>;
}

/// A bundle that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// SHA-256 of the zip, lower-case hex.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// How many originals are in it.
    pub originals: u64,
}

/// Writes a bundle.
///
/// # Errors
/// What the source says; an original that is not the one that was sealed; a name that cannot be
/// used; the disk. Nothing that was written by then is of use.
pub fn write<W: Write>(
    bundle: &Bundle,
    originals: &[GoingOriginal],
    source: &mut dyn Source,
    out: W,
) -> Result<Written, DisclosureError> {
    check_folder(&bundle.name)?;
    let mut bag = BagWriter::new(&bundle.name, out);
    bag.small("bagit.txt", BAGIT)?;
    for original in originals {
        bag.original(original, source)?;
    }
    for name in &bundle.documents {
        let bytes = source.document(name)?;
        bag.small(&format!("data/{name}"), &bytes)?;
    }
    bag.small("data/contacts.csv", &table::bytes(&bundle.csv))?;
    bag.leaves(source)?;
    bag.small("data/checkpoint.txt", bundle.checkpoint.as_bytes())?;
    bag.small(
        "data/key.vkey",
        format!("{}\n", bundle.vkey.trim_end()).as_bytes(),
    )?;
    let manifest = std::mem::take(&mut bag.payload);
    bag.small("manifest-sha256.txt", manifest.as_bytes())?;
    bag.small("README.txt", readme::text(bundle, originals).as_bytes())?;
    let tagmanifest = std::mem::take(&mut bag.tags);
    bag.small("tagmanifest-sha256.txt", tagmanifest.as_bytes())?;
    let digest: [u8; 32] = Sha256::digest(tagmanifest.as_bytes()).into();
    let note = source.sign_manifest(&digest)?;
    bag.small("manifest.note", note.as_bytes())?;
    let (sha256, bytes) = bag.zip.finish().map_err(|e| failed(&e))?;
    Ok(Written {
        sha256: hex::encode(sha256),
        bytes,
        originals: originals.len() as u64,
    })
}

fn failed(error: &std::io::Error) -> DisclosureError {
    DisclosureError::outside("the bundle could not be written", error)
}

fn check_folder(name: &str) -> Result<(), DisclosureError> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name.is_empty() || name.len() > 80 || !name.chars().all(plain) {
        return Err(DisclosureError::Name {
            name: name.to_owned(),
        });
    }
    Ok(())
}

/// Bag and zip under way, with the two lists of files as they grow.
struct BagWriter<W> {
    folder: String,
    zip: Zip<W>,
    payload: String,
    tags: String,
    /// Names taken, in small letters: no two may differ by capitals alone.
    names: BTreeSet<String>,
}

/// The sums of a member.
struct Sums {
    crc: Crc,
    sha256: Sha256,
    size: u64,
}

impl Sums {
    fn new() -> Self {
        Sums {
            crc: Crc::new(),
            sha256: Sha256::new(),
            size: 0,
        }
    }

    fn of(bytes: &[u8]) -> Self {
        let mut sums = Sums::new();
        sums.add(bytes);
        sums
    }

    fn add(&mut self, piece: &[u8]) {
        self.crc.update(piece);
        self.sha256.update(piece);
        self.size += piece.len() as u64;
    }
}

impl<W: Write> BagWriter<W> {
    fn new(folder: &str, out: W) -> Self {
        BagWriter {
            folder: folder.to_owned(),
            zip: Zip::new(out),
            payload: String::new(),
            tags: String::new(),
            names: BTreeSet::new(),
        }
    }

    /// Begins a member and takes it into its list.
    fn begin(
        &mut self,
        path: &str,
        crc: u32,
        sha256: &[u8],
        size: u64,
    ) -> Result<(), DisclosureError> {
        if !is_bag_path(path) || !self.names.insert(path.to_ascii_lowercase()) {
            return Err(DisclosureError::Name {
                name: path.to_owned(),
            });
        }
        let list = if path.starts_with("data/") {
            &mut self.payload
        } else {
            &mut self.tags
        };
        list.push_str(&format!("{}  {path}\n", hex::encode(sha256)));
        self.zip
            .begin(format!("{}/{path}", self.folder), crc, size)
            .map_err(|e| failed(&e))
    }

    fn small(&mut self, path: &str, bytes: &[u8]) -> Result<(), DisclosureError> {
        let sums = Sums::of(bytes);
        self.begin(path, sums.crc.sum(), &sums.sha256.finalize(), sums.size)?;
        self.zip.bytes(bytes).map_err(|e| failed(&e))
    }

    fn original(
        &mut self,
        original: &GoingOriginal,
        source: &mut dyn Source,
    ) -> Result<(), DisclosureError> {
        let path = format!(
            "data/originals/{}",
            original_name(&original.reference, &original.name)
        );
        let mut held = Vec::new();
        let hold = original.bytes <= HELD_ORIGINAL;
        let mut sums = Sums::new();
        pieces(original, source, &mut |piece| {
            sums.add(piece);
            if hold && sums.size <= HELD_ORIGINAL {
                held.extend_from_slice(piece);
            }
            Ok(())
        })?;
        let (crc, size, sha256) = (sums.crc.sum(), sums.size, sums.sha256.finalize());
        if hex::encode(sha256) != original.sha256 || size != original.bytes {
            return Err(DisclosureError::OriginalChanged {
                reference: original.reference.clone(),
            });
        }
        self.begin(&path, crc, &sha256, size)?;
        if hold {
            return self.zip.bytes(&held).map_err(|e| failed(&e));
        }
        let zip = &mut self.zip;
        let mut again = Sums::new();
        pieces(original, source, &mut |piece| {
            again.add(piece);
            zip.bytes(piece).map_err(|e| failed(&e))
        })?;
        same(&path, crc, size, &again)
    }

    fn leaves(&mut self, source: &mut dyn Source) -> Result<(), DisclosureError> {
        const PATH: &str = "data/entries.jsonl";
        let mut held = Vec::new();
        let mut sums = Sums::new();
        source.leaves(&mut |leaf| {
            let line = line(leaf);
            sums.add(line.as_bytes());
            if sums.size <= HELD_LEAVES as u64 {
                held.extend_from_slice(line.as_bytes());
            }
            Ok(())
        })?;
        let (crc, size) = (sums.crc.sum(), sums.size);
        self.begin(PATH, crc, &sums.sha256.finalize(), size)?;
        if size <= HELD_LEAVES as u64 {
            return self.zip.bytes(&held).map_err(|e| failed(&e));
        }
        drop(held);
        let zip = &mut self.zip;
        let mut again = Sums::new();
        source.leaves(&mut |leaf| {
            let line = line(leaf);
            again.add(line.as_bytes());
            zip.bytes(line.as_bytes()).map_err(|e| failed(&e))
        })?;
        same(PATH, crc, size, &again)
    }
}

fn line(leaf: LeafLine<'_>) -> String {
    match leaf {
        LeafLine::Withheld { n, hash } => withheld_line(n, &Hash::from_bytes(hash)),
        LeafLine::Shown { n, leaf, fields } => {
            shown_line(n, &Hash::of_leaf(leaf.as_bytes()), leaf, &fields)
        }
    }
}

/// What was written is what was summed up before.
fn same(name: &str, crc: u32, size: u64, again: &Sums) -> Result<(), DisclosureError> {
    if again.crc.sum() == crc && again.size == size {
        Ok(())
    } else {
        Err(DisclosureError::Moved {
            name: name.to_owned(),
        })
    }
}

/// Reads an original piece by piece.
fn pieces(
    original: &GoingOriginal,
    source: &mut dyn Source,
    each: &mut dyn FnMut(&[u8]) -> Result<(), DisclosureError>,
) -> Result<(), DisclosureError> {
    let mut reader = source.original(&original.sha256)?;
    let mut piece = vec![0; PIECE];
    loop {
        match reader.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(count) => each(piece.get(..count).unwrap_or_default())?,
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
            Err(e) => {
                return Err(DisclosureError::Source(format!(
                    "the original of {} could not be read: {e}",
                    original.reference
                )));
            }
        }
    }
}
