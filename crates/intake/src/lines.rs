//! Lines of a text file, one at a time, with the bytes they are made of.
//!
//! UTF-8 with or without a mark, and UTF-16 of both orders (a file saved again by an editor).
//! A line over the limit is skipped in flat memory and said to be.

use std::borrow::Cow;
use std::io::{self, BufRead};

use memchr::memchr;

/// How characters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Writing {
    Utf8,
    Utf16Le,
    Utf16Be,
}

impl Writing {
    /// By the mark at the start; and its length.
    pub(crate) fn of(head: &[u8]) -> (Self, usize) {
        match head {
            [0xEF, 0xBB, 0xBF, ..] => (Writing::Utf8, 3),
            [0xFF, 0xFE, ..] => (Writing::Utf16Le, 2),
            [0xFE, 0xFF, ..] => (Writing::Utf16Be, 2),
            _ => (Writing::Utf8, 0),
        }
    }

    /// The characters; `true` where some bytes were none.
    pub(crate) fn text(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        match self {
            Writing::Utf8 => match std::str::from_utf8(bytes) {
                Ok(text) => (Cow::Borrowed(text), false),
                Err(_) => (String::from_utf8_lossy(bytes), true),
            },
            Writing::Utf16Le => encoding_rs::UTF_16LE.decode_without_bom_handling(bytes),
            Writing::Utf16Be => encoding_rs::UTF_16BE.decode_without_bom_handling(bytes),
        }
    }

    /// The characters, of older programs of Windows too: their letters beyond ASCII are no UTF-8.
    pub(crate) fn letters(self, bytes: &[u8]) -> (String, Letters) {
        let (text, broken) = self.text(bytes);
        match (broken, self) {
            (false, _) => (text.into_owned(), Letters::Right),
            (true, Writing::Utf8) => {
                let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
                (text.into_owned(), Letters::Windows)
            }
            (true, _) => (text.into_owned(), Letters::Broken),
        }
    }

    /// A line end in it.
    pub(crate) fn line_end(self) -> &'static [u8] {
        match self {
            Writing::Utf8 => b"\n",
            Writing::Utf16Le => b"\n\0",
            Writing::Utf16Be => b"\0\n",
        }
    }

    fn ends_line(self, line: &[u8]) -> bool {
        match self {
            Writing::Utf8 => line.ends_with(b"\n"),
            Writing::Utf16Le => line.len().is_multiple_of(2) && line.ends_with(b"\n\0"),
            Writing::Utf16Be => line.len().is_multiple_of(2) && line.ends_with(b"\0\n"),
        }
    }

    /// The line without its end, and which end it had.
    pub(crate) fn split_end(self, line: &[u8]) -> (&[u8], End) {
        let (long, short): (&[u8], &[u8]) = match self {
            Writing::Utf8 => (b"\r\n", b"\n"),
            Writing::Utf16Le => (b"\r\0\n\0", b"\n\0"),
            Writing::Utf16Be => (b"\0\r\0\n", b"\0\n"),
        };
        if let Some(bare) = line.strip_suffix(long) {
            (bare, End::CrLf)
        } else if let Some(bare) = line.strip_suffix(short) {
            (bare, End::Lf)
        } else {
            (line, End::None)
        }
    }
}

/// How bytes became letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Letters {
    /// As they are written.
    Right,
    /// They are no UTF-8: read as Windows-1252.
    Windows,
    /// Some were none.
    Broken,
}

impl Letters {
    /// What is doubtful about them.
    pub(crate) const fn doubt(self) -> &'static str {
        match self {
            Letters::Right => "",
            Letters::Windows => {
                "its letters are not UTF-8; they are read as an older Windows program writes them"
            }
            Letters::Broken => "some of its bytes are no text; they are shown as \u{FFFD}",
        }
    }
}

/// How a line ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    CrLf,
    Lf,
    /// The last one of a file.
    None,
}

/// Lines of `input`.
pub(crate) struct Lines<R> {
    input: R,
    writing: Writing,
    limit: usize,
    line: Vec<u8>,
    number: u64,
    at: u64,
}

/// One line.
pub(crate) struct Line<'a> {
    /// With its end.
    pub(crate) bytes: &'a [u8],
    /// From 1.
    pub(crate) number: u64,
    /// Where it begins.
    pub(crate) at: u64,
    /// Where the next one begins.
    pub(crate) until: u64,
    /// It was longer than the limit: `bytes` is its beginning only.
    pub(crate) too_long: bool,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(input: R, writing: Writing, limit: usize) -> Self {
        Lines {
            input,
            writing,
            limit,
            line: Vec::new(),
            number: 0,
            at: 0,
        }
    }

    /// The next line; `None` at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.line.clear();
        let start = self.at;
        let mut too_long = false;
        let mut half = false;
        loop {
            let piece = match self.input.fill_buf() {
                Ok(piece) => piece,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            if piece.is_empty() {
                break;
            }
            let found = memchr(b'\n', piece);
            // In UTF-16 the byte may be half of another character, or have its zero behind it.
            let n = if half {
                1
            } else {
                found.map_or(piece.len(), |i| i + 1)
            };
            let taken = piece.get(..n).unwrap_or_default();
            if !too_long {
                self.line.extend_from_slice(taken);
                if self.line.len() > self.limit {
                    too_long = true;
                }
            } else if let Some(last) = self.line.len().checked_sub(8) {
                // Keep the tail in sight to see where the line ends.
                self.line.truncate(last);
                let tail = taken
                    .get(taken.len().saturating_sub(8)..)
                    .unwrap_or_default();
                self.line.extend_from_slice(tail);
            }
            self.input.consume(n);
            self.at += n as u64;
            half = self.writing == Writing::Utf16Le
                && !(self.at - start).is_multiple_of(2)
                && self.line.ends_with(b"\n");
            let aligned = self.writing == Writing::Utf8 || (self.at - start).is_multiple_of(2);
            if aligned && self.writing.ends_line(&self.line) {
                break;
            }
        }
        if self.at == start {
            return Ok(None);
        }
        self.number += 1;
        if too_long {
            self.line.truncate(256);
        }
        Ok(Some(Line {
            bytes: &self.line,
            number: self.number,
            at: start,
            until: self.at,
            too_long,
        }))
    }

    pub(crate) fn into_inner(self) -> R {
        self.input
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{End, Lines, Writing};

    #[test]
    fn lines_of_every_writing_keep_their_bytes() {
        let text = "one\r\ntwo \u{10A0A}\u{0A0A}\n\nlast";
        for writing in [Writing::Utf8, Writing::Utf16Le, Writing::Utf16Be] {
            let bytes: Vec<u8> = match writing {
                Writing::Utf8 => text.bytes().collect(),
                Writing::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                Writing::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            };
            for capacity in [1, 2, 3, 64] {
                let input = std::io::BufReader::with_capacity(capacity, bytes.as_slice());
                let mut lines = Lines::new(input, writing, 100);
                let (mut all, mut seen) = (Vec::new(), Vec::new());
                while let Some(line) = lines.next().unwrap() {
                    all.extend_from_slice(line.bytes);
                    let (bare, end) = writing.split_end(line.bytes);
                    seen.push((writing.text(bare).0.into_owned(), end));
                }
                assert_eq!(all, bytes);
                let expected = [
                    ("one".to_owned(), End::CrLf),
                    ("two \u{10A0A}\u{0A0A}".to_owned(), End::Lf),
                    (String::new(), End::Lf),
                    ("last".to_owned(), End::None),
                ];
                assert_eq!(seen, expected, "{writing:?}, {capacity} bytes at a time");
            }
        }
    }

    #[test]
    fn a_line_over_the_limit_is_said_and_the_next_is_read() {
        let text = format!("{}\nshort\n", "x".repeat(5_000));
        let mut lines = Lines::new(
            std::io::BufReader::with_capacity(100, text.as_bytes()),
            Writing::Utf8,
            1_000,
        );
        assert!(lines.next().unwrap().unwrap().too_long);
        let line = lines.next().unwrap().unwrap();
        assert_eq!(
            (line.bytes, line.number, line.too_long),
            (b"short\n".as_slice(), 2, false)
        );
        assert!(lines.next().unwrap().is_none());
    }
}
