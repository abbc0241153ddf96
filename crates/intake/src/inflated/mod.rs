//! What something packed by deflate unpacks to (RFC 1951, in a gzip file RFC 1952), readable from
//! any place, without a copy of it anywhere.
//!
//! One pass finds its length and keeps, every few megabytes, the state of the unpacking there: a
//! reader that wants a later place begins at the nearest state before it. A reader that goes on
//! from where another stopped takes over its state, so that reading in order unpacks once.

mod cursor;

use std::io;
use std::sync::{Mutex, PoisonError};

use crate::limits;
use crate::store::Extent;
pub(crate) use cursor::Cursor;
use cursor::{Broke, Point};

/// Bytes between two kept states, to begin with.
const APART: u64 = 4 << 20;
/// States that are kept, some 45 KB each; when there are more, every other is let go.
const POINTS: usize = 128;
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
        let mut cursor = Cursor::first(&of, framing, hashed);
        let mut points: Vec<Point> = Vec::new();
        let mut apart = APART;
        let broke = loop {
            match cursor.step(see) {
                Ok(true) => {}
                Ok(false) => break None,
                Err(Broke::Io(e)) => return Err(e),
                Err(Broke::Packed(why)) => break Some(why),
            }
            let out = cursor.at();
            if out > limits::UNPACKED {
                break Some("it unpacks to more than the limit of 64 GB");
            }
            if out > limits::RATIO_FROM && out / cursor.packed().max(1) > limits::RATIO {
                break Some("it unpacks to more than 200 times its size");
            }
            if points.last().map_or(0, |p| p.out) + apart <= out {
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
        let (length, packed) = (cursor.at(), cursor.packed());
        let (crc, sha256) = cursor.sums()?;
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
        cursor.want(at);
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
