//! Zip archives (APPNOTE). Directory records are parsed by the `zip` crate; the bytes of a member
//! are read here, so that each has a reader of its own and lengths are bounded by what was
//! promised.

use std::io::{self, BufRead, BufReader, Read};

use ::zip::CompressionMethod;
use ::zip::unstable::read::ZipIterable;
use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use memchr::memmem;
use sha2::{Digest, Sha256};

use super::{Archive, Part, Place, recover};
use crate::error::IntakeError;
use crate::inflated::{Framing, Inflated};
use crate::limits;
use crate::store::{Extent, SourceReader, Store};

/// Fixed part of a local file header (APPNOTE 4.3.7).
pub(super) const LOCAL_HEAD: usize = 30;

pub(super) const ENCRYPTED: &str = "it is encrypted";
pub(super) const OTHER_METHOD: &str = "it is packed in a way that is not supported";
pub(crate) const OVER_LIMIT: &str = "it is over the limit of 32 GB for one file";
pub(super) const BOMB: &str = "it unpacks to more than 200 times its size";
const OVERLAPS: &str = "it shares its bytes with another file of the archive";

/// Where a member of a zip is, and what was promised of it.
#[derive(Clone)]
pub(super) struct Packed {
    /// The whole archive.
    pub(super) archive: Extent,
    /// Where its own header begins.
    pub(super) starts: u64,
    pub(super) packed: u64,
    pub(super) crc: u32,
    pub(super) deflated: bool,
    pub(super) raw_name: Vec<u8>,
    /// The archive ends in the middle of it: what there is counts.
    pub(super) cut: bool,
}

/// Lists a zip; whether it is one.
pub(super) fn list(archive: &mut Archive, part: &Part<'_>) -> Result<bool, IntakeError> {
    let head = part.head;
    let begins = head.starts_with(b"PK\x03\x04")
        || head.starts_with(b"PK\x05\x06")
        || head.starts_with(b"PK\x07\x08PK\x03\x04");
    let name = part.name.to_ascii_lowercase();
    // Something may stand before the first file; then only the name says what to look for.
    if !begins && !name.ends_with(".zip") {
        return Ok(false);
    }
    let split = || IntakeError::Split {
        name: part.name.to_owned(),
    };
    let unreadable = |source| IntakeError::Unreadable {
        name: part.name.to_owned(),
        source,
    };
    let piece_of_many = |name: &str| {
        let number = name.rsplit_once(".z").map_or("", |(_, number)| number);
        number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit())
    };
    if piece_of_many(&name) || says_split(part.extent).map_err(unreadable)? {
        return Err(split());
    }
    let reader = BufReader::new(part.extent.reader());
    let mut directory = match ZipIterable::try_new(reader, ::zip::read::Config::default()) {
        Ok(directory) => directory,
        Err(_) if !begins => return Ok(false),
        Err(e) => {
            let found = recover::list(archive, part).map_err(unreadable)?;
            archive.has_room(part.name)?;
            if found == 0 {
                return Err(IntakeError::Archive {
                    name: part.name.to_owned(),
                    why: format!("{e}; it may have been cut off"),
                });
            }
            archive.problem(
                "the archive's directory",
                format!(
                    "it is missing: the archive was cut off. Files recovered without it: {found}. If more came behind them, they are lost"
                ),
            );
            return Ok(true);
        }
    };
    if directory.len() > limits::MEMBERS {
        return Err(IntakeError::Limit {
            name: part.name.to_owned(),
            what: "the number of files",
            limit: format!("{} files", limits::MEMBERS),
        });
    }
    let entries = directory.files().map_err(|e| IntakeError::Archive {
        name: part.name.to_owned(),
        why: e.to_string(),
    })?;
    let first = archive.members.len();
    for entry in entries {
        match entry {
            Ok(entry) if entry.is_dir() => {}
            Ok(entry) => admit(archive, part, &entry),
            Err(e) => {
                archive.problem("the archive's directory", format!("it breaks off: {e}"));
                break;
            }
        }
    }
    archive.has_room(part.name)?;
    refuse_overlaps(archive, first);
    Ok(true)
}

/// Whether its end says that it is one disk of many.
fn says_split(extent: &Extent) -> io::Result<bool> {
    const END: u64 = 22 + 65_535;
    let from = extent.len().saturating_sub(END);
    let mut tail = Vec::new();
    extent.piece(from, END).reader().read_to_end(&mut tail)?;
    let end = memmem::rfind(&tail, b"PK\x05\x06").and_then(|at| tail.get(at + 4..at + 6));
    Ok(!matches!(end, None | Some([0, 0] | [0xFF, 0xFF])))
}

fn admit(archive: &mut Archive, part: &Part<'_>, entry: &::zip::read::ZipFileEntry<'_>) {
    let raw_name = entry.name_raw().to_vec();
    let said = match std::str::from_utf8(&raw_name) {
        Ok(name) => name.to_owned(),
        Err(_) => {
            // Code page 437 is what a zip without the UTF-8 flag means.
            let name = entry.name().map_or_else(
                |_| String::from_utf8_lossy(&raw_name).into_owned(),
                std::borrow::Cow::into_owned,
            );
            archive.problem(&name, "its name is not in UTF-8: read as code page 437");
            name
        }
    };
    let packed = Packed {
        archive: part.extent.clone(),
        starts: entry.header_start(),
        packed: entry.compressed_size(),
        crc: entry.crc32(),
        deflated: entry.compression() == CompressionMethod::Deflated,
        raw_name,
        cut: false,
    };
    let refused = refusal(entry, part.extent.len());
    archive.add(&said, entry.size(), refused, Place::Zip(Box::new(packed)));
}

fn refusal(entry: &::zip::read::ZipFileEntry<'_>, length: u64) -> Option<&'static str> {
    let (size, packed) = (entry.size(), entry.compressed_size());
    if entry.encrypted() {
        Some(ENCRYPTED)
    } else if entry.is_symlink()
        || !matches!(entry.unix_mode().unwrap_or(0) & 0o170_000, 0 | 0o100_000)
    {
        Some(super::tar::NO_FILE)
    } else if !matches!(
        entry.compression(),
        CompressionMethod::Stored | CompressionMethod::Deflated
    ) {
        Some(OTHER_METHOD)
    } else if packed > length || entry.header_start() >= length {
        Some("it lies outside the archive")
    } else {
        too_large(size, packed)
    }
}

pub(super) fn too_large(size: u64, packed: u64) -> Option<&'static str> {
    if size > limits::MEMBER {
        Some(OVER_LIMIT)
    } else if size > limits::RATIO_FROM && size / packed.max(1) > limits::RATIO {
        Some(BOMB)
    } else {
        None
    }
}

/// Two members over the same bytes are how a small file becomes an endless one.
fn refuse_overlaps(archive: &mut Archive, first: usize) {
    let starts = |archive: &Archive, i: usize| match archive.members.get(i).map(|m| &m.place) {
        Some(Place::Zip(packed)) => (packed.starts, packed.packed, packed.raw_name.len()),
        _ => (0, 0, 0),
    };
    let mut order: Vec<usize> = (first..archive.members.len()).collect();
    order.sort_by_key(|i| starts(archive, *i));
    let mut end = 0;
    for i in order {
        let (from, packed, name) = starts(archive, i);
        let Some(member) = archive.members.get_mut(i) else {
            continue;
        };
        if from < end && member.refused.is_none() {
            member.refused = Some(OVERLAPS);
            let name = member.name.clone();
            archive.problem(&name, OVERLAPS);
            continue;
        }
        let head = LOCAL_HEAD as u64 + name as u64;
        end = end.max(from.saturating_add(head).saturating_add(packed));
    }
}

impl Packed {
    /// Its packed bytes, behind its own header.
    fn data(&self) -> io::Result<Extent> {
        let mut head = [0; LOCAL_HEAD];
        let mut reader = self.archive.reader().from(self.starts);
        reader.read_exact(&mut head)?;
        let word = |at: usize| {
            let low = head.get(at).copied().unwrap_or(0);
            u64::from(low) | u64::from(head.get(at + 1).copied().unwrap_or(0)) << 8
        };
        if !head.starts_with(b"PK\x03\x04") {
            return Err(wrong("its own header is missing"));
        }
        let (names, extras) = (word(26), word(28));
        let mut own_name = vec![0; usize::try_from(names).unwrap_or(0)];
        reader.read_exact(&mut own_name)?;
        if own_name != self.raw_name {
            return Err(wrong(
                "its own header gives another name than the directory",
            ));
        }
        let from = self.starts + LOCAL_HEAD as u64 + names + extras;
        Ok(self.archive.piece(from, self.packed))
    }

    pub(super) fn reader(&self, size: u64) -> io::Result<MemberReader> {
        let packed = BufReader::with_capacity(64 << 10, self.data()?.reader());
        Ok(MemberReader {
            inner: if self.deflated {
                Inflater::Deflated(Box::new(DeflateDecoder::new(packed)))
            } else {
                Inflater::Stored(packed)
            },
            crc: Crc::new(),
            left: size,
            expected: (!self.cut).then_some(self.crc),
        })
    }

    /// Its bytes, readable from any place; with their SHA-256, where they had to be gone through.
    pub(super) fn extent(&self, size: u64) -> Result<(Extent, Option<String>), String> {
        let data = self.data().map_err(|e| e.to_string())?;
        if !self.deflated {
            return Ok((data, None));
        }
        let mut sha256 = Sha256::new();
        let mut see = |bytes: &[u8]| sha256.update(bytes);
        let unpacked =
            Inflated::index(data, Framing::Bare, false, &mut see).map_err(|e| e.to_string())?;
        if let Some(why) = unpacked.broke.filter(|_| !self.cut) {
            return Err(why.to_owned());
        }
        if !self.cut && (unpacked.length != size || unpacked.crc != self.crc) {
            return Err("its check sum (CRC) is wrong: it is damaged".to_owned());
        }
        let length = unpacked.length;
        let extent = Extent::whole(Store::Inflated(unpacked.inflated), length);
        Ok((extent, Some(hex::encode(sha256.finalize()))))
    }
}

/// Reads one member: bounded by its promised length, checked against its CRC at the end.
pub(super) struct MemberReader {
    inner: Inflater,
    crc: Crc,
    left: u64,
    /// `None` where the end is missing.
    expected: Option<u32>,
}

enum Inflater {
    Stored(BufReader<SourceReader>),
    Deflated(Box<DeflateDecoder<BufReader<SourceReader>>>),
}

impl MemberReader {
    fn fill(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        match &mut self.inner {
            Inflater::Stored(packed) => packed.read(buf),
            Inflater::Deflated(packed) => packed.read(buf),
        }
    }

    fn at_end(&mut self) -> io::Result<bool> {
        match &mut self.inner {
            Inflater::Stored(packed) => Ok(packed.fill_buf()?.is_empty()),
            Inflater::Deflated(packed) => Ok(packed.read(&mut [0; 1])? == 0),
        }
    }
}

impl Read for MemberReader {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if buf.is_empty() {
            return Ok(0);
        }
        if self.left == 0 {
            let Some(expected) = self.expected else {
                return Ok(0);
            };
            return match (self.at_end()?, self.crc.sum() == expected) {
                (true, true) => Ok(0),
                (false, _) => Err(wrong("it is longer than the archive says")),
                (true, false) => Err(wrong("its check sum (CRC) is wrong: it is damaged")),
            };
        }
        let most = usize::try_from(self.left)
            .unwrap_or(usize::MAX)
            .min(buf.len());
        let room = buf.get_mut(..most).unwrap_or_default();
        let n = self.fill(room)?;
        if n == 0 {
            return Err(wrong("it is shorter than the archive says: it is cut off"));
        }
        self.crc.update(buf.get(..n).unwrap_or_default());
        self.left -= n as u64;
        Ok(n)
    }
}

fn wrong(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}
