//! Tar archives (POSIX ustar and pax, GNU), packed by gzip or not, and a gzip file of one file.
//!
//! A tar has no directory: it is gone through once, from header to header. Of a packed one this
//! happens while the places are found from which it can be unpacked later, and its SHA-256 is
//! taken in the same pass.

use std::io::{self, Read};

use ::tar::{EntryType, Header, PaxExtensions};

use super::zip::{BOMB, OVER_LIMIT};
use super::{Archive, Part, Place};
use crate::error::IntakeError;
use crate::inflated::{Framing, Inflated};
use crate::limits;
use crate::store::{Extent, Store};

const BLOCK: usize = 512;
/// Bytes of a name or of what stands before a header; no path is longer.
const LONG: u64 = 64 << 10;

pub(super) const NO_FILE: &str = "it is a link or a device, not a file";
const SPARSE: &str = "it is stored with holes, which is not supported";
const UNKNOWN: &str = "it is of a kind that is not supported";

/// Lists a tar or a gzip file, if it is one; with its digest where it is known.
pub(super) fn list(
    archive: &mut Archive,
    part: &Part<'_>,
) -> Result<Option<Option<String>>, IntakeError> {
    let unreadable = |source| IntakeError::Unreadable {
        name: part.name.to_owned(),
        source,
    };
    if part.head.starts_with(b"\x1F\x8B") {
        return gzip(archive, part).map(Some);
    }
    if begins(part.head).is_none() {
        return Ok(None);
    }
    let scan = plain(part.extent).map_err(unreadable)?;
    admit(archive, part.extent, scan);
    archive.has_room(part.name)?;
    Ok(Some(None))
}

fn gzip(archive: &mut Archive, part: &Part<'_>) -> Result<Option<String>, IntakeError> {
    let mut scan = Scan::default();
    let (mut is_tar, mut start) = (None, Vec::new());
    let unpacked = Inflated::index(part.extent.clone(), Framing::Gzip, true, &mut |bytes| {
        if is_tar.is_none() {
            start.extend_from_slice(bytes);
            if start.len() < BLOCK {
                return;
            }
            let tar = begins(&start).is_some();
            is_tar = Some(tar);
            if tar {
                scan.push(&start);
            }
            start = Vec::new();
        } else if is_tar == Some(true) {
            scan.push(bytes);
        }
    });
    let unpacked = unpacked.map_err(|source| IntakeError::Unreadable {
        name: part.name.to_owned(),
        source,
    })?;
    if let Some(why) = unpacked.broke {
        if unpacked.length == 0 {
            return Err(IntakeError::Archive {
                name: part.name.to_owned(),
                why: why.to_owned(),
            });
        }
        let why = if why == BOMB {
            why.to_owned()
        } else {
            format!("{why}: what stands before that is read")
        };
        archive.problem("the packed file", why);
    }
    let length = unpacked.length;
    let extent = Extent::whole(Store::Inflated(unpacked.inflated), length);
    if is_tar == Some(true) {
        admit(archive, &extent, scan);
        archive.has_room(part.name)?;
    } else {
        let refused = (length > limits::MEMBER).then_some(OVER_LIMIT);
        archive.add(bare(part.name), length, refused, Place::Plain(extent));
    }
    Ok(unpacked.sha256)
}

/// The name of a packed file without what says that it is packed.
fn bare(name: &str) -> &str {
    let base = super::base(name);
    match base.rsplit_once('.') {
        Some((stem, ending)) if ending.eq_ignore_ascii_case("gz") && !stem.is_empty() => stem,
        _ => base,
    }
}

/// The header that a tar begins with.
fn begins(head: &[u8]) -> Option<Header> {
    let block = head.get(..BLOCK)?;
    // A name, and the right sum: no text and no picture has both.
    let header = header(block)?;
    block.first().is_some_and(|b| *b != 0).then_some(header)
}

/// A header whose check sum is right.
fn header(block: &[u8]) -> Option<Header> {
    let mut header = Header::new_old();
    let to = header.as_mut_bytes();
    if block.len() != to.len() {
        return None;
    }
    to.copy_from_slice(block);
    let sum: u32 = block
        .iter()
        .enumerate()
        .map(|(i, byte)| match i {
            // The sum itself counts as blanks.
            148..156 => u32::from(b' '),
            _ => u32::from(*byte),
        })
        .sum();
    (header.cksum().ok() == Some(sum)).then_some(header)
}

fn plain(extent: &Extent) -> io::Result<Scan> {
    let mut scan = Scan::default();
    let mut reader = extent.reader();
    let mut block = vec![0; BLOCK];
    loop {
        if let Some(skipped) = scan.skip() {
            reader = reader.from(skipped);
        }
        let n = reader.read(&mut block)?;
        if n == 0 || scan.is_done() {
            return Ok(scan);
        }
        scan.push(block.get(..n).unwrap_or_default());
    }
}

fn admit(archive: &mut Archive, extent: &Extent, scan: Scan) {
    let cut = scan.cut(extent.len());
    for entry in scan.found {
        let name = match String::from_utf8(entry.name) {
            Ok(name) => name,
            Err(raw) => {
                let name = String::from_utf8_lossy(raw.as_bytes()).into_owned();
                archive.problem(&name, "its name is not in UTF-8: read as far as it is");
                name
            }
        };
        let name = name.strip_prefix("./").unwrap_or(&name);
        let bytes = extent.piece(entry.at, entry.size);
        if entry.refused.is_none() && bytes.len() < entry.size {
            let left = bytes.len();
            let why = format!("the archive ends in the middle of it: {left} bytes of it are left");
            archive.problem(name, why);
        }
        let refused = entry
            .refused
            .or((entry.size > limits::MEMBER).then_some(OVER_LIMIT));
        let size = if refused.is_some() { 0 } else { bytes.len() };
        archive.add(name, size, refused, Place::Plain(bytes));
    }
    if let Some(why) = cut {
        archive.problem("the archive", why);
    }
}

struct Entry {
    name: Vec<u8>,
    at: u64,
    size: u64,
    refused: Option<&'static str>,
}

/// Goes from header to header of what it is shown.
#[derive(Default)]
struct Scan {
    found: Vec<Entry>,
    /// Where the next byte stands that is shown.
    at: u64,
    state: State,
    /// What was read of the block or of the long name.
    kept: Vec<u8>,
    /// What stood before the header that comes.
    before: Before,
    broken: bool,
    /// Bytes of the names.
    names: usize,
}

#[derive(Default)]
struct Before {
    name: Option<Vec<u8>>,
    size: Option<u64>,
    sparse: bool,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Header,
    /// This many bytes belong to a file.
    Pass(u64),
    /// A name, or words about what comes, of so many bytes, and so many that fill up.
    Keep(What, u64, u64),
    End,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Name,
    Pax,
    Nothing,
}

impl Scan {
    fn is_done(&self) -> bool {
        self.state == State::End
    }

    /// Passes over a file without being shown it; the place to go on from.
    fn skip(&mut self) -> Option<u64> {
        let State::Pass(left) = self.state else {
            return None;
        };
        self.at = self.at.saturating_add(left);
        self.state = State::Header;
        Some(self.at)
    }

    /// Why it ends where it should not, being `length` long.
    fn cut(&self, length: u64) -> Option<&'static str> {
        if self.broken {
            return Some(
                "it breaks off: what comes is no header of a file; what stands before is read",
            );
        }
        let whole = match self.state {
            State::End => true,
            // Some programs leave the empty blocks at the end away.
            State::Header => self.kept.is_empty() && self.at <= length,
            State::Pass(_) | State::Keep(..) => false,
        };
        (!whole).then_some("it is cut off: what stands before that is read")
    }

    fn push(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let room = match self.state {
                State::End => return,
                State::Header => (BLOCK - self.kept.len().min(BLOCK)) as u64,
                State::Pass(left) => left,
                State::Keep(_, left, _) => left,
            };
            let n = usize::try_from(room).unwrap_or(usize::MAX).min(bytes.len());
            let (taken, rest) = bytes.split_at(n);
            bytes = rest;
            self.at += n as u64;
            match self.state {
                State::End => {}
                State::Pass(left) => self.pass(left - n as u64),
                State::Header => {
                    self.kept.extend_from_slice(taken);
                    if self.kept.len() == BLOCK {
                        let block = std::mem::take(&mut self.kept);
                        self.header(&block);
                    }
                }
                State::Keep(what, left, fill) => {
                    if what != What::Nothing {
                        self.kept.extend_from_slice(taken);
                    }
                    let left = left - n as u64;
                    self.state = State::Keep(what, left, fill);
                    if left == 0 {
                        let kept = std::mem::take(&mut self.kept);
                        self.learn(what, &kept);
                        self.pass(fill);
                    }
                }
            }
        }
    }

    fn pass(&mut self, left: u64) {
        self.state = if left == 0 {
            State::Header
        } else {
            State::Pass(left)
        };
    }

    fn header(&mut self, block: &[u8]) {
        if block.iter().all(|b| *b == 0) {
            self.state = State::End;
            return;
        }
        if self.found.len() > limits::MEMBERS || self.names > limits::FOLDER_NAMES {
            self.state = State::End;
            return;
        }
        let sized = header(block).and_then(|h| Some((h.entry_size().ok()?, h)));
        let Some((own_size, header)) = sized else {
            (self.broken, self.state) = (true, State::End);
            return;
        };
        let what = match header.entry_type() {
            EntryType::GNULongName => Some(What::Name),
            EntryType::XHeader => Some(What::Pax),
            // Where a link leads, and words about all files: nothing here needs them.
            EntryType::GNULongLink | EntryType::XGlobalHeader => Some(What::Nothing),
            _ => None,
        };
        if let Some(what) = what {
            let what = if own_size > LONG { What::Nothing } else { what };
            let Some(padded) = own_size.checked_next_multiple_of(BLOCK as u64) else {
                (self.broken, self.state) = (true, State::End);
                return;
            };
            let fill = padded - own_size;
            self.state = State::Keep(what, own_size, fill);
            if own_size == 0 {
                self.pass(0);
            }
            return;
        }
        let before = std::mem::take(&mut self.before);
        let size = before.size.unwrap_or(own_size);
        let (refused, holds) = match header.entry_type() {
            EntryType::Directory => (None, false),
            EntryType::Regular | EntryType::Continuous => (before.sparse.then_some(SPARSE), true),
            EntryType::GNUSparse => (Some(SPARSE), true),
            EntryType::Link
            | EntryType::Symlink
            | EntryType::Char
            | EntryType::Block
            | EntryType::Fifo => (Some(NO_FILE), false),
            _ => (Some(UNKNOWN), true),
        };
        let name = before
            .name
            .unwrap_or_else(|| header.path_bytes().into_owned());
        let folder = header.entry_type() == EntryType::Directory || name.ends_with(b"/");
        if !folder {
            self.names += name.len();
            self.found.push(Entry {
                name,
                at: self.at,
                size: if holds { size } else { 0 },
                refused,
            });
        }
        let padded = size.checked_next_multiple_of(BLOCK as u64);
        match padded {
            Some(padded) if holds || folder => self.pass(padded),
            Some(_) => self.pass(0),
            None => (self.broken, self.state) = (true, State::End),
        }
    }

    fn learn(&mut self, what: What, kept: &[u8]) {
        match what {
            What::Nothing => {}
            What::Name => {
                let name = kept.split(|b| *b == 0).next().unwrap_or_default();
                self.before.name = Some(name.to_vec());
            }
            What::Pax => {
                for word in PaxExtensions::new(kept).flatten() {
                    match word.key_bytes() {
                        b"path" => self.before.name = Some(word.value_bytes().to_vec()),
                        b"size" => {
                            self.before.size = word.value().ok().and_then(|v| v.parse().ok());
                        }
                        key if key.starts_with(b"GNU.sparse.") => self.before.sparse = true,
                        _ => {}
                    }
                }
            }
        }
    }
}
