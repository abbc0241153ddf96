//! What something packed by deflate unpacks to (RFC 1951, in a gzip file RFC 1952), readable from
//! any place, without a copy of it anywhere.
//!
//! One pass finds its length and keeps, every few megabytes, the state of the unpacking there: a
//! reader that wants a later place begins at the nearest state before it. A reader that goes on
//! from where another stopped takes over its state, so that reading in order unpacks once.

use std::io::{self, Read};
use std::sync::{Mutex, PoisonError};

use flate2::Crc;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_HAS_MORE_INPUT;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use sha2::{Digest, Sha256};

use crate::limits;
use crate::store::{Extent, SourceReader};

/// How far deflate looks back; also what is unpacked at once.
const RING: usize = 32 << 10;
/// Bytes read at once.
const PIECE: usize = 64 << 10;
/// Bytes between two kept states, to begin with.
const APART: u64 = 4 << 20;
/// States that are kept, some 45 KB each; when there are more, every other is let go.
const POINTS: usize = 512;
/// Readers that stopped and may be gone on from.
const IDLE: usize = 3;

/// What stands around the deflated bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Framing {
    /// Nothing: a member of a zip.
    Bare,
    /// Heads and check sums of gzip, several one after the other count as one.
    Gzip,
}

/// Something packed, with the places from which it can be unpacked.
pub(crate) struct Inflated {
    of: Extent,
    framing: Framing,
    points: Vec<Point>,
    idle: Mutex<Vec<Cursor>>,
}

/// What the first pass found.
pub(crate) struct Unpacked {
    pub(crate) inflated: Inflated,
    /// Bytes that can be read.
    pub(crate) length: u64,
    /// Why there are no more, where more should be.
    pub(crate) broke: Option<&'static str>,
    /// Check sum of what was unpacked; of gzip, of its last part.
    pub(crate) crc: u32,
    /// How many of the packed bytes it took.
    pub(crate) packed: u64,
    /// SHA-256 of the packed bytes, all of them, if it was asked for.
    pub(crate) sha256: Option<String>,
}

/// A state from which to go on.
struct Point {
    out: u64,
    input: u64,
    state: Box<DecompressorOxide>,
    ring: Box<[u8]>,
    ring_at: usize,
    phase: Phase,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Head,
    Body,
    Tail,
    End,
}

/// One reader on its way.
pub(crate) struct Cursor {
    input: SourceReader,
    piece: Vec<u8>,
    next: usize,
    /// Where the next byte of `piece` stands among the packed ones.
    input_at: u64,
    state: Box<DecompressorOxide>,
    ring: Box<[u8]>,
    /// Unpacked and not yet handed over.
    ready: (usize, usize),
    out: u64,
    wanted: u64,
    framing: Framing,
    phase: Phase,
    /// Only in the first pass.
    checks: Option<Checks>,
}

#[derive(Default)]
struct Checks {
    crc: Crc,
    sha256: Option<Sha256>,
}

impl Inflated {
    /// The first pass. What is broken ends it, and what came before can be read. `see` is shown
    /// all that was unpacked, so that nobody needs to unpack it only to look through it.
    ///
    /// # Errors
    /// Only where the packed bytes cannot be read.
    pub(crate) fn index(
        of: Extent,
        framing: Framing,
        hashed: bool,
        see: &mut dyn FnMut(&[u8]),
    ) -> io::Result<Unpacked> {
        let mut cursor = Cursor::new(&of, framing);
        cursor.checks = Some(Checks {
            crc: Crc::new(),
            sha256: hashed.then(Sha256::new),
        });
        let mut points: Vec<Point> = Vec::new();
        let mut apart = APART;
        let broke = loop {
            match cursor.fill() {
                Ok(true) => {}
                Ok(false) => break None,
                Err(Broke::Io(e)) => return Err(e),
                Err(Broke::Packed(why)) => break Some(why),
            }
            let (from, until) = cursor.ready;
            see(cursor.ring.get(from..until).unwrap_or_default());
            cursor.out += (until - from) as u64;
            cursor.ready.0 = cursor.ready.1;
            if cursor.out > limits::UNPACKED {
                break Some("it unpacks to more than the limit of 64 GB");
            }
            if cursor.out > limits::RATIO_FROM
                && cursor.out / cursor.input_at.max(1) > limits::RATIO
            {
                break Some("it unpacks to more than 200 times its size");
            }
            if points.last().map_or(0, |p| p.out) + apart <= cursor.out {
                points.push(cursor.point());
                if points.len() > POINTS {
                    let mut n = 0;
                    points.retain(|_| {
                        n += 1;
                        n % 2 == 0
                    });
                    apart *= 2;
                }
            }
        };
        let length = cursor.out;
        let checks = cursor.checks.take().unwrap_or_default();
        let crc = checks.crc.sum();
        let packed = cursor.input_at;
        let sha256 = match checks.sha256 {
            Some(begun) => Some(cursor.hash_rest(begun)?),
            None => None,
        };
        Ok(Unpacked {
            inflated: Inflated {
                of,
                framing,
                points,
                idle: Mutex::new(Vec::new()),
            },
            length,
            broke,
            crc,
            packed,
            sha256,
        })
    }

    /// A reader from `at` on: the nearest one that stopped before it, or a kept state.
    pub(crate) fn cursor(&self, at: u64) -> Box<Cursor> {
        let after = self.points.partition_point(|p| p.out <= at);
        let point = after.checked_sub(1).and_then(|i| self.points.get(i));
        let kept = point.map_or(0, |p| p.out);
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let nearest = (0..idle.len())
            .filter(|i| idle.get(*i).is_some_and(|c| (kept..=at).contains(&c.at())))
            .max_by_key(|i| idle.get(*i).map(|c| c.at()));
        let mut cursor = match (nearest, point) {
            (Some(i), _) => idle.swap_remove(i),
            (None, Some(point)) => Cursor::resumed(&self.of, self.framing, point),
            (None, None) => Cursor::new(&self.of, self.framing),
        };
        cursor.wanted = at;
        Box::new(cursor)
    }

    /// Takes back a reader that goes no further.
    pub(crate) fn leave(&self, cursor: Option<Box<Cursor>>) {
        if let Some(cursor) = cursor {
            let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
            if idle.len() == IDLE {
                idle.remove(0);
            }
            idle.push(*cursor);
        }
    }
}

/// Why unpacking stops.
enum Broke {
    Io(io::Error),
    Packed(&'static str),
}

impl From<io::Error> for Broke {
    fn from(e: io::Error) -> Self {
        Broke::Io(e)
    }
}

const CUT_OFF: &str = "it is cut off";
const DAMAGED: &str = "it is damaged";
const BEHIND: &str = "something that is not packed stands behind it";

impl Cursor {
    fn new(of: &Extent, framing: Framing) -> Self {
        Cursor {
            input: of.reader(),
            piece: Vec::new(),
            next: 0,
            input_at: 0,
            state: Box::default(),
            ring: vec![0; RING].into_boxed_slice(),
            ready: (0, 0),
            out: 0,
            wanted: 0,
            framing,
            phase: match framing {
                Framing::Bare => Phase::Body,
                Framing::Gzip => Phase::Head,
            },
            checks: None,
        }
    }

    fn resumed(of: &Extent, framing: Framing, point: &Point) -> Self {
        Cursor {
            input: of.reader().from(point.input),
            input_at: point.input,
            state: point.state.clone(),
            ring: point.ring.clone(),
            ready: (point.ring_at, point.ring_at),
            out: point.out,
            phase: point.phase,
            ..Cursor::new(of, framing)
        }
    }

    /// Where it goes on, when all that is ready was handed over.
    fn point(&self) -> Point {
        Point {
            out: self.out,
            input: self.input_at,
            state: self.state.clone(),
            ring: self.ring.clone(),
            ring_at: self.ready.1,
            phase: self.phase,
        }
    }

    /// The place of the byte that comes next.
    pub(crate) fn at(&self) -> u64 {
        self.out.max(self.wanted)
    }

    /// Makes some bytes ready; `false` at the end.
    fn fill(&mut self) -> Result<bool, Broke> {
        while self.ready.0 == self.ready.1 {
            match self.phase {
                Phase::End => return Ok(false),
                Phase::Head => self.head()?,
                Phase::Tail => self.tail()?,
                Phase::Body => self.body()?,
            }
        }
        Ok(true)
    }

    fn body(&mut self) -> Result<(), Broke> {
        if self.next == self.piece.len() {
            self.more()?;
        }
        let packed = self.piece.get(self.next..).unwrap_or_default();
        let flags = if packed.is_empty() {
            0
        } else {
            TINFL_FLAG_HAS_MORE_INPUT
        };
        let from = self.ready.1 % RING;
        let (status, read, written) =
            decompress(&mut self.state, packed, &mut self.ring, from, flags);
        self.next += read;
        self.input_at += read as u64;
        self.ready = (from, from + written);
        if let Some(checks) = &mut self.checks {
            let fresh = self.ring.get(from..from + written).unwrap_or_default();
            checks.crc.update(fresh);
        }
        match status {
            TINFLStatus::Done => {
                self.phase = match self.framing {
                    Framing::Bare => Phase::End,
                    Framing::Gzip => Phase::Tail,
                };
                Ok(())
            }
            TINFLStatus::NeedsMoreInput | TINFLStatus::HasMoreOutput => Ok(()),
            // What was unpacked before it still counts.
            _ if written > 0 => Ok(()),
            TINFLStatus::FailedCannotMakeProgress => Err(Broke::Packed(CUT_OFF)),
            _ => Err(Broke::Packed(DAMAGED)),
        }
    }

    /// The head of a gzip file (RFC 1952, 2.3). Behind the first part, anything else is the end.
    fn head(&mut self) -> Result<(), Broke> {
        let first = self.out == 0 && self.input_at == 0;
        let mut head = [0; 10];
        for (i, to) in head.iter_mut().enumerate() {
            match self.byte()? {
                Some(byte) => *to = byte,
                None if i == 0 && !first => {
                    self.phase = Phase::End;
                    return Ok(());
                }
                None if first => return Err(Broke::Packed(CUT_OFF)),
                None => return Err(Broke::Packed(BEHIND)),
            }
            // Tape and some programs fill up with zeros.
            if i == 0 && *to == 0 && !first {
                self.phase = Phase::End;
                return Ok(());
            }
        }
        let [0x1F, 0x8B, 8, flags, ..] = head else {
            return Err(Broke::Packed(if first { DAMAGED } else { BEHIND }));
        };
        if flags & 4 != 0 {
            let (low, high) = (self.sure()?, self.sure()?);
            for _ in 0..u16::from_le_bytes([low, high]) {
                self.sure()?;
            }
        }
        for bit in [8, 16] {
            if flags & bit != 0 {
                while self.sure()? != 0 {}
            }
        }
        if flags & 2 != 0 {
            self.sure()?;
            self.sure()?;
        }
        *self.state = DecompressorOxide::new();
        self.ready = (0, 0);
        if let Some(checks) = &mut self.checks {
            checks.crc = Crc::new();
        }
        self.phase = Phase::Body;
        Ok(())
    }

    fn tail(&mut self) -> Result<(), Broke> {
        let mut said = [0; 4];
        for to in &mut said {
            *to = self.sure()?;
        }
        for _ in 0..4 {
            self.sure()?;
        }
        self.phase = Phase::Head;
        match &self.checks {
            Some(checks) if checks.crc.sum() != u32::from_le_bytes(said) => {
                Err(Broke::Packed("its check sum (CRC) is wrong: it is damaged"))
            }
            _ => Ok(()),
        }
    }

    fn sure(&mut self) -> Result<u8, Broke> {
        self.byte()?.ok_or(Broke::Packed(CUT_OFF))
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        if self.next == self.piece.len() {
            self.more()?;
        }
        let byte = self.piece.get(self.next).copied();
        if byte.is_some() {
            self.next += 1;
            self.input_at += 1;
        }
        Ok(byte)
    }

    /// Reads on; nothing at the end.
    fn more(&mut self) -> io::Result<()> {
        self.next = 0;
        self.piece.resize(PIECE, 0);
        let read = loop {
            match self.input.read(&mut self.piece) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.piece.truncate(*read.as_ref().unwrap_or(&0));
        read?;
        if let Some(sha256) = self.checks.as_mut().and_then(|c| c.sha256.as_mut()) {
            sha256.update(&self.piece);
        }
        Ok(())
    }

    /// The digest of the packed bytes, with those that were not read yet.
    fn hash_rest(mut self, mut sha256: Sha256) -> io::Result<String> {
        loop {
            self.more()?;
            if self.piece.is_empty() {
                return Ok(hex::encode(sha256.finalize()));
            }
            sha256.update(&self.piece);
        }
    }
}

impl Read for Cursor {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        loop {
            let more = self.fill().map_err(|broke| match broke {
                Broke::Io(e) => e,
                Broke::Packed(why) => io::Error::new(io::ErrorKind::InvalidData, why),
            })?;
            if !more || buf.is_empty() {
                return Ok(0);
            }
            let ready = self.ring.get(self.ready.0..self.ready.1);
            let ready = ready.unwrap_or_default();
            let skip = usize::try_from(self.wanted.saturating_sub(self.out))
                .unwrap_or(usize::MAX)
                .min(ready.len());
            let fresh = ready.get(skip..).unwrap_or_default();
            let n = fresh.len().min(buf.len());
            if let (Some(to), Some(from)) = (buf.get_mut(..n), fresh.get(..n)) {
                to.copy_from_slice(from);
            }
            self.ready.0 += skip + n;
            self.out += (skip + n) as u64;
            if n > 0 {
                self.wanted = self.out;
                return Ok(n);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use std::io::{Read, Write};

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder};

    use super::{APART, Framing, Inflated, Unpacked};
    use crate::store::{Extent, Store};

    /// Bytes that pack neither well nor badly, alike in no two places.
    fn bytes(length: usize) -> Vec<u8> {
        let mut state = 7_u32;
        (0..length)
            .map(|i| {
                if i % 3 == 0 {
                    state ^= state << 13;
                    state ^= state >> 17;
                    state ^= state << 5;
                }
                (state >> (i % 5)) as u8 & 0x3F
            })
            .collect()
    }

    fn index(packed: Vec<u8>, framing: Framing) -> Unpacked {
        let length = packed.len() as u64;
        let packed = Extent::whole(Store::Bytes(packed), length);
        Inflated::index(packed, framing, true, &mut |_| {}).unwrap()
    }

    #[test]
    fn every_place_can_be_read_from_in_any_order() {
        let whole = bytes(3 * APART as usize + 12_345);
        let mut gzip = Vec::new();
        for part in whole.chunks(5_000_001) {
            let mut out = GzEncoder::new(Vec::new(), Compression::fast());
            out.write_all(part).unwrap();
            gzip.extend(out.finish().unwrap());
        }
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::fast());
        bare.write_all(&whole).unwrap();
        for (packed, framing) in [
            (gzip, Framing::Gzip),
            (bare.finish().unwrap(), Framing::Bare),
        ] {
            let unpacked = index(packed, framing);
            assert_eq!(
                (unpacked.broke, unpacked.length),
                (None, whole.len() as u64)
            );
            assert!(unpacked.inflated.points.len() >= 2);
            let extent = Extent::whole(Store::Inflated(unpacked.inflated), unpacked.length);
            let mut at = 11;
            let mut open = extent.reader();
            for n in 0..60 {
                at = (at * 7_919 + n) % whole.len();
                let mut some = vec![0; 3_000.min(whole.len() - at)];
                extent
                    .reader()
                    .from(at as u64)
                    .read_exact(&mut some)
                    .unwrap();
                assert!(some == whole[at..][..some.len()], "{framing:?} at {at}");
                // A reader that goes on meanwhile is not disturbed.
                let mut next = vec![0; 20_000];
                open.read_exact(&mut next).unwrap();
                assert!(next == whole[n * 20_000..][..20_000]);
            }
            let mut rest = Vec::new();
            extent.reader().read_to_end(&mut rest).unwrap();
            assert!(rest == whole);
        }
    }

    #[test]
    fn what_stands_before_a_break_can_be_read() {
        let whole = bytes(300_000);
        let mut out = GzEncoder::new(Vec::new(), Compression::default());
        out.write_all(&whole).unwrap();
        let packed = out.finish().unwrap();
        for cut in [
            0,
            1,
            9,
            10,
            11,
            1_000,
            50_000,
            packed.len() - 9,
            packed.len() - 1,
        ] {
            let unpacked = index(packed[..cut].to_vec(), Framing::Gzip);
            assert!(unpacked.broke.is_some(), "cut at {cut}");
            let extent = Extent::whole(Store::Inflated(unpacked.inflated), unpacked.length);
            let mut read = Vec::new();
            extent.reader().read_to_end(&mut read).unwrap();
            assert!(whole.starts_with(&read), "cut at {cut}");
            assert!(
                cut < 50_000 || read.len() > 40_000,
                "cut at {cut}: {}",
                read.len()
            );
        }
    }

    #[test]
    fn a_bomb_is_stopped_and_its_beginning_is_kept() {
        let mut out = GzEncoder::new(Vec::new(), Compression::best());
        for _ in 0..200 {
            out.write_all(&vec![0; 1 << 20]).unwrap();
        }
        let unpacked = index(out.finish().unwrap(), Framing::Gzip);
        assert!(unpacked.broke.unwrap().contains("200 times"));
        assert!(unpacked.length <= (128 << 20) + (1 << 16));
    }
}
