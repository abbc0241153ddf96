//! Unpacking of members that somebody else compressed. Strict: the stream ends exactly where its
//! bytes end, and gives exactly as much as its header says.

use std::io::{self, Read};

use flate2::{Decompress, FlushDecompress, Status};

const PIECE: usize = 64 * 1024;

/// The bytes of a deflated member.
pub(crate) struct Inflate<R> {
    packed: R,
    state: Decompress,
    piece: Vec<u8>,
    from: usize,
    to: usize,
    left: u64,
    /// No packed bytes are left to fetch.
    fetched: bool,
    ended: bool,
}

fn broken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

impl<R: Read> Inflate<R> {
    /// `packed` gives the member's packed bytes and no more; `size` is what must come out.
    pub(crate) fn new(packed: R, size: u64) -> Self {
        Inflate {
            packed,
            state: Decompress::new(false),
            piece: vec![0; PIECE],
            from: 0,
            to: 0,
            left: size,
            fetched: false,
            ended: false,
        }
    }

    fn end(&mut self) -> io::Result<usize> {
        let mut one = [0; 1];
        if self.from < self.to || self.packed.read(&mut one)? > 0 {
            return Err(broken("bytes follow the packed ones"));
        }
        if self.left > 0 {
            return Err(broken("it unpacks to less than it says"));
        }
        Ok(0)
    }
}

impl<R: Read> Read for Inflate<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            if self.ended {
                return self.end();
            }
            if self.from == self.to && !self.fetched {
                self.from = 0;
                self.to = self.packed.read(&mut self.piece)?;
                self.fetched = self.to == 0;
            }
            let input = self.piece.get(self.from..self.to).unwrap_or_default();
            let (before_in, before_out) = (self.state.total_in(), self.state.total_out());
            let status = self
                .state
                .decompress(input, out, FlushDecompress::None)
                .map_err(|_| broken("its packed bytes are no deflate stream"))?;
            let used = usize::try_from(self.state.total_in() - before_in).unwrap_or(usize::MAX);
            let made = self.state.total_out() - before_out;
            self.from = self.from.saturating_add(used);
            self.ended = status == Status::StreamEnd;
            self.left = self
                .left
                .checked_sub(made)
                .ok_or_else(|| broken("it unpacks to more than it says"))?;
            if made > 0 {
                return Ok(usize::try_from(made).unwrap_or(out.len()));
            }
            if used == 0 && !self.ended && (self.fetched || self.from < self.to) {
                return Err(broken("its packed bytes end early"));
            }
        }
    }
}
