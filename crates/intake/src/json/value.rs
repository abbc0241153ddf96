//! One value of JSON with all that is in it, found by its brackets and quotes; what a broken one
//! swallowed is found in it and read again.

use std::io::{self, Read};

use super::scan::{Scan, State};
use super::shape::{Level, Raw};
use crate::limits;

const TOO_LARGE: &str = "it is over the limit of 2 MB for one record";
const TOO_DEEP: &str = "it has more brackets inside brackets than any message needs";
const CUT: &str = "the file is cut off in it";
const UNBALANCED: &str = "its brackets do not match";

/// Bytes that are looked at twice in one file, so that a file of broken records stays cheap.
const AGAIN: u64 = 16 << 20;

/// The bytes of a value.
pub(super) struct Value {
    pub(super) bytes: Vec<u8>,
    pub(super) from: u64,
    pub(super) fault: Option<&'static str>,
}

impl<R: Read> Scan<R> {
    /// Gives back the record that a broken one swallowed; whether there is one.
    pub(crate) fn give_back(&mut self, raw: &mut Raw) -> bool {
        let Some((start, depth)) = self.another_begins(&raw.bytes) else {
            return false;
        };
        let from = raw.place.0.saturating_add(start as u64);
        let swallowed = raw.bytes.get(start..).unwrap_or_default();
        if !self.put_back(swallowed, from, depth) {
            return false;
        }
        raw.bytes.truncate(start);
        raw.place.1 = from;
        self.items += u64::from(self.begins_a_list(&raw.bytes));
        true
    }

    /// Reads the last bytes once more, inside so many brackets; whether that can be.
    pub(super) fn put_back(&mut self, bytes: &[u8], from: u64, depth: usize) -> bool {
        // Only what is whole can be put back: of a record over the limit the rest has gone.
        let size = bytes.len() as u64;
        let whole = from.saturating_add(size) == self.pieces.at();
        self.again = self.again.saturating_add(size);
        if !whole || self.again > AGAIN {
            return false;
        }
        self.pieces.put_back(bytes, from);
        self.state = State::Inside(depth.min(self.levels.len()));
        true
    }

    /// Whether a list of records begins in what was no whole record.
    fn begins_a_list(&self, bytes: &[u8]) -> bool {
        let begins = |name: &str| {
            let name = format!("\"{name}\"");
            memchr::memmem::find(bytes, name.as_bytes()).is_some()
        };
        match self.levels.iter().nth_back(1) {
            Some(Level::Object(name)) => begins(name),
            Some(Level::Fields(fields)) => fields
                .iter()
                .any(|(name, inside)| matches!(inside, [Level::List]) && begins(name)),
            Some(Level::List) | None => false,
        }
    }

    /// How many brackets stand around what begins here, where that is no record but something
    /// around one: what stood before it was never closed.
    pub(super) fn around(&self, bytes: &[u8]) -> Option<usize> {
        let first = bytes.strip_prefix(b"{")?.trim_ascii_start();
        let records = self.levels.len();
        let begins = self.shape.begins.iter();
        begins
            .filter(|(_, depth)| *depth < records)
            .find(|(key, _)| first.starts_with(key))
            .map(|(_, depth)| *depth)
    }

    /// One value with all that is in it. At least one byte is taken. Where a record should stand
    /// and something around one begins, only its beginning is.
    pub(super) fn value(&mut self, most: usize, is_record: bool) -> io::Result<Value> {
        let mut value = Value {
            bytes: Vec::new(),
            from: self.pieces.at(),
            fault: None,
        };
        let mut open: Vec<u8> = Vec::new();
        let mut deeper: u64 = 0;
        let (mut in_text, mut escaped) = (false, false);
        let (mut full, mut asked, mut named) = (false, false, !is_record);
        loop {
            let Some(byte) = self.pieces.peek()? else {
                if in_text || !open.is_empty() {
                    value.fault = Some(CUT);
                }
                return Ok(value);
            };
            let mut ends = false;
            if in_text {
                if escaped {
                    escaped = false;
                } else if byte == b'\\' {
                    escaped = true;
                } else if byte == b'"' || byte == b'\n' {
                    // JSON has no line end inside a text: its closing quote is missing.
                    in_text = false;
                    ends = open.is_empty();
                }
            } else {
                match byte {
                    b'"' => in_text = true,
                    b'{' | b'[' if open.len() >= limits::JSON_DEPTH => {
                        if !std::mem::replace(&mut asked, true)
                            && !full
                            && self.swallowed(&value.bytes)
                        {
                            value.fault = Some(UNBALANCED);
                            return Ok(value);
                        }
                        deeper += 1;
                        if !full {
                            value.fault = Some(TOO_DEEP);
                        }
                    }
                    b'{' | b'[' => open.push(byte),
                    b'}' | b']' if deeper > 0 => deeper -= 1,
                    b'}' | b']' => match open.pop() {
                        // A number or word ends before the bracket of what it stands in.
                        None if !value.bytes.is_empty() => return Ok(value),
                        None => ends = true,
                        Some(opened) => {
                            if (opened == b'{') != (byte == b'}') {
                                value.fault = Some(UNBALANCED);
                            }
                            ends = open.is_empty();
                        }
                    },
                    b',' | b' ' | b'\t' | b'\r' | b'\n'
                        if open.is_empty() && !value.bytes.is_empty() =>
                    {
                        return Ok(value);
                    }
                    _ => {}
                }
            }
            if value.bytes.len() < most {
                value.bytes.push(byte);
            } else if !full {
                full = true;
                value.fault = Some(TOO_LARGE);
                if self.swallowed(&value.bytes) {
                    return Ok(value);
                }
            }
            self.pieces.step();
            if ends {
                return Ok(value);
            }
            if !named && byte == b'"' && !in_text && open.len() == 1 {
                named = true;
                if self.around(&value.bytes).is_some() {
                    return Ok(value);
                }
            }
        }
    }

    /// Whether an endless record has the next one in it, to be given back.
    fn swallowed(&self, bytes: &[u8]) -> bool {
        self.again < AGAIN && self.another_begins(bytes).is_some()
    }

    /// Where in a broken record the next one begins, or what is around it, and how many brackets
    /// stand around that. Quotes inside a text are escaped, so what looks like a beginning is one.
    fn another_begins(&self, bytes: &[u8]) -> Option<(usize, usize)> {
        self.shape
            .begins
            .iter()
            .filter_map(|(key, depth)| {
                memchr::memmem::find_iter(bytes, key)
                    .filter_map(|at| {
                        let before = bytes.get(..at)?.trim_ascii_end();
                        (before.last() == Some(&b'{')).then(|| before.len() - 1)
                    })
                    .find(|at| *at > 0)
                    .map(|at| (at, *depth))
            })
            .min()
    }
}
