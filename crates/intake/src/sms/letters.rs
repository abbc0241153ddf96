//! Characters of a backup: UTF-8 as the app writes it, or UTF-16 where an editor saved it again.
//!
//! UTF-16 becomes bytes that are read like UTF-8 and lead back to the very same UTF-16: half of a
//! pair becomes the three bytes that UTF-8 would have for it, were it allowed.

use std::io::{self, Read};

use crate::lines::Writing;

/// By the mark at the start, and its length; an editor may have left the mark out.
pub(super) fn writing_of(head: &[u8]) -> (Writing, usize) {
    match head {
        [b'<', 0, ..] => (Writing::Utf16Le, 0),
        [0, b'<', ..] => (Writing::Utf16Be, 0),
        _ => Writing::of(head),
    }
}

/// Hands out UTF-16 of `writing` as UTF-8; UTF-8 as it is.
pub(super) struct Letters<R> {
    inner: R,
    writing: Writing,
    half: Option<u8>,
    high: Option<u16>,
    ready: Vec<u8>,
    given: usize,
}

impl<R: Read> Letters<R> {
    pub(super) fn new(inner: R, writing: Writing) -> Self {
        Letters {
            inner,
            writing,
            half: None,
            high: None,
            ready: Vec::new(),
            given: 0,
        }
    }

    pub(super) fn into_inner(self) -> R {
        self.inner
    }

    fn unit(&mut self, unit: u16) {
        match (self.high.take(), unit) {
            (Some(high), 0xDC00..=0xDFFF) => {
                let pair = char::decode_utf16([high, unit]).find_map(Result::ok);
                let mut four = [0; 4];
                let written = pair.map(|c| c.encode_utf8(&mut four).len());
                self.ready
                    .extend(four.iter().take(written.unwrap_or_default()));
            }
            (before, unit) => {
                if let Some(high) = before {
                    self.ready.extend(three(high));
                }
                match unit {
                    0xD800..=0xDBFF => self.high = Some(unit),
                    0xDC00..=0xDFFF => self.ready.extend(three(unit)),
                    _ => {
                        let letter = char::from_u32(u32::from(unit)).unwrap_or('\u{FFFD}');
                        let mut four = [0; 4];
                        self.ready
                            .extend_from_slice(letter.encode_utf8(&mut four).as_bytes());
                    }
                }
            }
        }
    }
}

/// The bytes of half a pair.
fn three(half: u16) -> [u8; 3] {
    let low = |shift: u16| 0x80 | (half >> shift & 0x3F) as u8;
    [0xED, low(6), low(0)]
}

impl<R: Read> Read for Letters<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.writing == Writing::Utf8 {
            return self.inner.read(buf);
        }
        while self.given == self.ready.len() {
            self.ready.clear();
            self.given = 0;
            let mut piece = [0; 8 << 10];
            let n = self.inner.read(&mut piece)?;
            if n == 0 {
                match self.high.take() {
                    Some(high) => self.ready.extend(three(high)),
                    None => return Ok(0),
                }
            }
            for byte in piece.get(..n).unwrap_or_default() {
                let Some(first) = self.half.replace(*byte) else {
                    continue;
                };
                self.half = None;
                self.unit(match self.writing {
                    Writing::Utf16Be => u16::from_be_bytes([first, *byte]),
                    _ => u16::from_le_bytes([first, *byte]),
                });
            }
        }
        let rest = self.ready.get(self.given..).unwrap_or_default();
        let n = rest.len().min(buf.len());
        if let (Some(to), Some(from)) = (buf.get_mut(..n), rest.get(..n)) {
            to.copy_from_slice(from);
        }
        self.given += n;
        Ok(n)
    }
}

/// How many bytes of the file these came from.
pub(super) fn length_in_file(writing: Writing, bytes: &[u8]) -> u64 {
    if writing == Writing::Utf8 {
        return bytes.len() as u64;
    }
    bytes.iter().fold(0, |sum, byte| {
        sum + match byte {
            0x80..=0xBF => 0,
            0xF0.. => 4,
            _ => 2,
        }
    })
}

/// The bytes of the file that these came from.
pub(super) fn as_in_file(writing: Writing, bytes: Vec<u8>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut put = |unit: u16| match writing {
        Writing::Utf16Be => out.extend(unit.to_be_bytes()),
        _ => out.extend(unit.to_le_bytes()),
    };
    if writing == Writing::Utf8 {
        return bytes;
    }
    let mut at = bytes.iter().copied();
    while let Some(first) = at.next() {
        let mut low = || u32::from(at.next().unwrap_or_default() & 0x3F);
        let point = match first {
            0..0x80 => u32::from(first),
            0x80..0xE0 => u32::from(first & 0x1F) << 6 | low(),
            0xE0..0xF0 => u32::from(first & 0x0F) << 12 | low() << 6 | low(),
            0xF0.. => u32::from(first & 0x07) << 18 | low() << 12 | low() << 6 | low(),
        };
        match char::from_u32(point) {
            Some(letter) => letter
                .encode_utf16(&mut [0; 2])
                .iter()
                .copied()
                .for_each(&mut put),
            None => put(u16::try_from(point).unwrap_or(0xFFFD)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn utf_16_leads_back_to_itself_half_pairs_too() {
        let units = [
            0x41, 0xE9, 0x20AC, 0xD83D, 0xDE00, 0xD83D, 0x42, 0xDE00, 0xD83D, 0xD83D,
        ];
        for writing in [Writing::Utf16Le, Writing::Utf16Be] {
            let file: Vec<u8> = units
                .iter()
                .flat_map(|u: &u16| match writing {
                    Writing::Utf16Be => u.to_be_bytes(),
                    _ => u.to_le_bytes(),
                })
                .collect();
            let mut read = Vec::new();
            Letters::new(file.as_slice(), writing)
                .read_to_end(&mut read)
                .unwrap();
            assert!(String::from_utf8_lossy(&read).starts_with("Aé€😀"));
            assert_eq!(length_in_file(writing, &read), file.len() as u64);
            assert_eq!(as_in_file(writing, read), file);
        }
    }
}
