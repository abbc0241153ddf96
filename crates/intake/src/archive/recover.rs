//! A zip whose directory is missing, since a download or a disk ended too early: its files are
//! found by the header that each has of its own (APPNOTE 4.3.7).

use std::io::{self, Read};

use memchr::memmem;

use super::zip::{ENCRYPTED, LOCAL_HEAD, OTHER_METHOD, Packed, too_large};
use super::{Archive, Part, Place};
use crate::inflated::{Framing, Inflated};
use crate::limits;
use crate::store::Extent;

const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// What stands for a length that is told elsewhere.
const ELSEWHERE: u32 = u32::MAX;
/// Bytes searched at once.
const PIECE: u64 = 256 << 10;

/// A header, without what stands around it.
struct Header {
    flags: u16,
    method: u16,
    crc: u32,
    packed: u64,
    size: u64,
    name: Vec<u8>,
    /// Where the file's bytes begin.
    data: u64,
}

/// How many files were found.
pub(super) fn list(archive: &mut Archive, part: &Part<'_>) -> io::Result<usize> {
    let extent = part.extent;
    let mut found = 0;
    let mut at = 0;
    while let Some(starts) = next(extent, at, b"PK\x03\x04", &[b"PK\x01\x02"])? {
        let Some(header) = Header::read(extent, starts)? else {
            at = starts + 4;
            continue;
        };
        at = header.data;
        if archive.members.len() > limits::MEMBERS {
            break;
        }
        if header.name.ends_with(b"/") {
            continue;
        }
        let (member, after) = measured(extent, starts, header)?;
        at = after;
        let name = String::from_utf8_lossy(&member.packed.raw_name).into_owned();
        if member.packed.cut {
            let why = format!(
                "the archive ends in the middle of it: {} bytes of it are left",
                member.size
            );
            archive.problem(&name, why);
        }
        archive.add(
            &name,
            member.size,
            member.refused,
            Place::Zip(Box::new(member.packed)),
        );
        found += 1;
    }
    Ok(found)
}

struct Found {
    packed: Packed,
    size: u64,
    refused: Option<&'static str>,
}

/// How long a file is that may not say so, and where it ends.
fn measured(extent: &Extent, starts: u64, header: Header) -> io::Result<(Found, u64)> {
    let left = extent.len().saturating_sub(header.data);
    // Bit 3: lengths and check sum stand behind the file.
    let told_behind = header.flags & 8 != 0 && header.packed == 0;
    let encrypted = header.flags & 1 != 0;
    let mut found = Found {
        packed: Packed {
            archive: extent.clone(),
            starts,
            packed: header.packed,
            crc: header.crc,
            deflated: header.method == DEFLATED,
            raw_name: header.name,
            cut: !told_behind && header.packed > left,
        },
        size: header.size,
        refused: if encrypted {
            Some(ENCRYPTED)
        } else if !matches!(header.method, STORED | DEFLATED) {
            Some(OTHER_METHOD)
        } else {
            too_large(header.size, header.packed)
        },
    };
    if found.refused.is_none() && found.packed.deflated && (told_behind || found.packed.cut) {
        let rest = extent.piece(header.data, left);
        let unpacked = Inflated::index(rest, Framing::Bare, false, &mut |_| {})?;
        found.packed.packed = unpacked.packed;
        found.packed.crc = unpacked.crc;
        found.packed.cut = unpacked.broke.is_some();
        found.size = unpacked.length;
        found.refused = too_large(found.size, found.packed.packed);
    } else if told_behind {
        let end = behind_stored(extent, header.data)?;
        let (end, crc) = end.unwrap_or((extent.len(), 0));
        found.packed.cut = end == extent.len();
        found.packed.packed = end - header.data;
        found.packed.crc = crc;
        found.size = found.packed.packed;
    } else if found.packed.cut {
        found.packed.packed = left;
        found.size = left;
    }
    let after = header.data.saturating_add(found.packed.packed);
    Ok((found, after))
}

/// Where a stored file ends whose length stands behind it: at a record that tells this length.
fn behind_stored(extent: &Extent, data: u64) -> io::Result<Option<(u64, u32)>> {
    let mut at = data;
    while let Some(here) = next(extent, at, b"PK\x07\x08", &[])? {
        let mut record = [0; 16];
        if extent.reader().from(here).read_exact(&mut record).is_err() {
            return Ok(None);
        }
        let [_, _, _, _, a, b, c, d, e, f, g, h, ..] = record;
        if u64::from(u32::from_le_bytes([e, f, g, h])) == here - data {
            return Ok(Some((here, u32::from_le_bytes([a, b, c, d]))));
        }
        at = here + 4;
    }
    Ok(None)
}

impl Header {
    fn read(extent: &Extent, starts: u64) -> io::Result<Option<Self>> {
        let mut head = Vec::new();
        let mut reader = extent.reader().from(starts);
        (&mut reader)
            .take(LOCAL_HEAD as u64)
            .read_to_end(&mut head)?;
        let [
            b'P',
            b'K',
            3,
            4,
            _,
            _,
            f0,
            f1,
            m0,
            m1,
            _,
            _,
            _,
            _,
            c0,
            c1,
            c2,
            c3,
            p0,
            p1,
            p2,
            p3,
            s0,
            s1,
            s2,
            s3,
            n0,
            n1,
            x0,
            x1,
        ] = *head.as_slice()
        else {
            return Ok(None);
        };
        let (names, extras) = (u16::from_le_bytes([n0, n1]), u16::from_le_bytes([x0, x1]));
        let mut name = Vec::new();
        (&mut reader).take(names.into()).read_to_end(&mut name)?;
        let mut extra = Vec::new();
        (&mut reader).take(extras.into()).read_to_end(&mut extra)?;
        if name.is_empty() || name.len() < usize::from(names) || extra.len() < usize::from(extras) {
            return Ok(None);
        }
        let packed = u32::from_le_bytes([p0, p1, p2, p3]);
        let size = u32::from_le_bytes([s0, s1, s2, s3]);
        let (long_size, long_packed) = zip64(&extra);
        let long = |short: u32, long: Option<u64>| match long {
            Some(long) if short == ELSEWHERE => long,
            _ => short.into(),
        };
        Ok(Some(Header {
            flags: u16::from_le_bytes([f0, f1]),
            method: u16::from_le_bytes([m0, m1]),
            crc: u32::from_le_bytes([c0, c1, c2, c3]),
            packed: long(packed, long_packed),
            size: long(size, long_size),
            name,
            data: starts + LOCAL_HEAD as u64 + u64::from(names) + u64::from(extras),
        }))
    }
}

/// The lengths of a large file (APPNOTE 4.5.3): unpacked, packed.
fn zip64(mut extra: &[u8]) -> (Option<u64>, Option<u64>) {
    while let [i0, i1, l0, l1, rest @ ..] = extra {
        let length = usize::from(u16::from_le_bytes([*l0, *l1]));
        if [*i0, *i1] == [1, 0] {
            let number = |at: usize| {
                let bytes = rest.get(at..at + 8)?.try_into().ok()?;
                Some(u64::from_le_bytes(bytes))
            };
            return (number(0), number(8));
        }
        extra = rest.get(length..).unwrap_or_default();
    }
    (None, None)
}

/// The next place of `wanted` at or behind `at`, unless one of `ends` stands before it.
fn next(
    extent: &Extent,
    mut at: u64,
    wanted: &[u8; 4],
    ends: &[&[u8; 4]],
) -> io::Result<Option<u64>> {
    let mut piece = Vec::new();
    loop {
        piece.clear();
        let rest = extent.piece(at, PIECE);
        rest.reader().read_to_end(&mut piece)?;
        let found = memmem::find(&piece, wanted);
        let ended = ends
            .iter()
            .filter_map(|end| memmem::find(&piece, *end))
            .min();
        if ended.is_some_and(|end| found.is_none_or(|found| end < found)) {
            return Ok(None);
        }
        if let Some(found) = found {
            return Ok(Some(at + found as u64));
        }
        if piece.len() < 4 || (piece.len() as u64) < PIECE {
            return Ok(None);
        }
        at += piece.len() as u64 - 3;
    }
}
