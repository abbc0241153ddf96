//! Lines of a file that may be hostile: one at a time, none longer than a bound.

use std::io::{self, BufRead, Read};

/// A line with its line end; the last may have none.
pub(super) enum Line<'a> {
    /// All of it.
    Whole(&'a [u8]),
    /// It is longer than the bound and was passed over.
    TooLong,
}

/// Lines, one after the other.
pub(super) struct Lines<R> {
    from: R,
    longest: usize,
    line: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    /// `longest` counts the line end.
    pub(super) fn new(from: R, longest: usize) -> Self {
        Lines {
            from,
            longest,
            line: Vec::new(),
        }
    }

    /// The next line; `None` after the last.
    pub(super) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.line.clear();
        let bound = self.longest as u64 + 1;
        let read = self
            .from
            .by_ref()
            .take(bound)
            .read_until(b'\n', &mut self.line)?;
        if read == 0 {
            return Ok(None);
        }
        if read <= self.longest {
            return Ok(Some(Line::Whole(&self.line)));
        }
        if !self.line.ends_with(b"\n") {
            self.skip()?;
        }
        Ok(Some(Line::TooLong))
    }

    fn skip(&mut self) -> io::Result<()> {
        loop {
            let piece = self.from.fill_buf()?;
            if piece.is_empty() {
                return Ok(());
            }
            match piece.iter().position(|b| *b == b'\n') {
                Some(at) => {
                    self.from.consume(at + 1);
                    return Ok(());
                }
                None => {
                    let count = piece.len();
                    self.from.consume(count);
                }
            }
        }
    }
}
