//! One reader through deflated bytes: it can be stopped, kept and gone on from.

use std::io::{self, Read};

use flate2::Crc;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_HAS_MORE_INPUT;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use sha2::{Digest, Sha256};

use super::Framing;
use crate::store::{Extent, SourceReader};

/// How far deflate looks back; also what is unpacked at once.
const RING: usize = 32 << 10;
/// Bytes read at once.
const PIECE: usize = 64 << 10;

/// A state from which to go on.
pub(super) struct Point {
    /// The place of the byte that comes next.
    pub(super) out: u64,
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
    checks: Checks,
}

/// What the first pass takes of the bytes as they go by.
#[derive(Default)]
struct Checks {
    /// Of what was unpacked.
    crc: Option<Crc>,
    /// Of the packed bytes.
    sha256: Option<Sha256>,
}

/// Why unpacking stops.
pub(super) enum Broke {
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
    /// From the beginning.
    pub(super) fn new(of: &Extent, framing: Framing) -> Self {
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
            checks: Checks::default(),
        }
    }

    /// From a state that was kept.
    pub(super) fn resumed(of: &Extent, framing: Framing, point: &Point) -> Self {
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

    /// From the beginning, for a pass over everything that takes check sums.
    pub(super) fn first(of: &Extent, framing: Framing, hashed: bool) -> Self {
        Cursor {
            checks: Checks {
                crc: Some(Crc::new()),
                sha256: hashed.then(Sha256::new),
            },
            ..Cursor::new(of, framing)
        }
    }

    /// Unpacks some and shows it; `false` at the end.
    pub(super) fn step(&mut self, see: &mut dyn FnMut(&[u8])) -> Result<bool, Broke> {
        let more = self.fill()?;
        let (from, until) = self.ready;
        see(self.ring.get(from..until).unwrap_or_default());
        self.out += (until - from) as u64;
        self.ready.0 = self.ready.1;
        Ok(more)
    }

    /// How many packed bytes were taken.
    pub(super) fn packed(&self) -> u64 {
        self.input_at
    }

    /// Check sum of what was unpacked (of gzip, of its last part), and the digest of all packed
    /// bytes, with those that were not taken.
    pub(super) fn sums(mut self) -> io::Result<(u32, Option<String>)> {
        let checks = std::mem::take(&mut self.checks);
        let crc = checks.crc.map_or(0, |crc| crc.sum());
        let Some(mut sha256) = checks.sha256 else {
            return Ok((crc, None));
        };
        loop {
            self.more()?;
            if self.piece.is_empty() {
                return Ok((crc, Some(hex::encode(sha256.finalize()))));
            }
            sha256.update(&self.piece);
        }
    }

    /// Passes over what stands before `at`, when it is read next.
    pub(super) fn want(&mut self, at: u64) {
        self.wanted = at;
    }

    /// Where it goes on, when all that is ready was handed over.
    pub(super) fn point(&self) -> Point {
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
        if let Some(crc) = &mut self.checks.crc {
            crc.update(self.ring.get(from..from + written).unwrap_or_default());
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
        if let Some(crc) = &mut self.checks.crc {
            crc.reset();
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
        match &self.checks.crc {
            Some(crc) if crc.sum() != u32::from_le_bytes(said) => {
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
        if let Some(sha256) = &mut self.checks.sha256 {
            sha256.update(&self.piece);
        }
        Ok(())
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
