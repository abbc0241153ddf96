//! The bytes of a file, read a piece at a time; the last of them can be read again.

use std::io::{self, Read};

/// Bytes read at once.
const PIECE: usize = 64 << 10;

/// Reads a file piece by piece.
pub(super) struct Pieces<R> {
    inner: R,
    piece: Vec<u8>,
    /// The next byte in `piece`.
    next: usize,
    /// Where `piece` begins in the file.
    begins: u64,
}

impl<R: Read> Pieces<R> {
    pub(super) fn new(inner: R) -> Self {
        Pieces {
            inner,
            piece: Vec::new(),
            next: 0,
            begins: 0,
        }
    }

    /// Where the next byte stands in the file.
    pub(super) fn at(&self) -> u64 {
        self.begins + self.next as u64
    }

    /// Goes over the byte that was peeked at.
    pub(super) fn step(&mut self) {
        self.next += 1;
    }

    /// The next byte, which stays the next.
    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        if let Some(byte) = self.piece.get(self.next) {
            return Ok(Some(*byte));
        }
        self.begins += self.piece.len() as u64;
        self.next = 0;
        self.piece.resize(PIECE, 0);
        let read = loop {
            match self.inner.read(&mut self.piece) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.piece.truncate(*read.as_ref().unwrap_or(&0));
        read?;
        Ok(self.piece.first().copied())
    }

    pub(super) fn blanks(&mut self) -> io::Result<()> {
        while matches!(self.peek()?, Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.next += 1;
        }
        Ok(())
    }

    /// A byte order mark.
    pub(super) fn mark(&mut self) -> io::Result<()> {
        for wanted in *b"\xEF\xBB\xBF" {
            if self.peek()? != Some(wanted) {
                break;
            }
            self.next += 1;
        }
        Ok(())
    }

    /// Reads these bytes, the last until here, once more: they stand at `from`.
    pub(super) fn put_back(&mut self, bytes: &[u8], from: u64) {
        let mut piece = bytes.to_vec();
        piece.extend_from_slice(self.piece.get(self.next..).unwrap_or_default());
        self.piece = piece;
        self.next = 0;
        self.begins = from;
    }

    /// The reader, read to its end.
    pub(super) fn drained(mut self) -> io::Result<R> {
        io::copy(&mut self.inner, &mut io::sink())?;
        Ok(self.inner)
    }
}
