//! Splits the JSON of a conversation into its records, one in memory at a time.
//!
//! Only brackets and quotes are followed here; what stands between them is for a JSON parser, one
//! record after the other. So a broken record costs itself and not the file: its bytes are known
//! all the same, and where it swallowed the next one, that one is given back.

use std::io::{self, Read};

use crate::limits;

/// One piece of the outer object.
pub(super) enum Part {
    /// A field beside the records: who takes part, the title.
    Field {
        /// Its name.
        key: String,
        /// Its JSON.
        value: Vec<u8>,
    },
    /// One of `messages`.
    Record(Raw),
}

/// The bytes of one record.
pub(super) struct Raw {
    /// Which in its file, from 1.
    pub(super) number: u64,
    pub(super) bytes: Vec<u8>,
    /// First byte and one past the last in the file.
    pub(super) place: (u64, u64),
    /// Why it cannot be read, where that is known already.
    pub(super) fault: Option<&'static str>,
}

/// How a file ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With the bracket that closes it.
    Whole,
    /// Before it.
    Cut,
    /// It never was an object.
    NoObject,
}

pub(super) const TOO_LARGE: &str = "it is over the limit of 2 MB for one record";
pub(super) const TOO_DEEP: &str = "it has more brackets inside brackets than any message needs";
pub(super) const CUT: &str = "the file is cut off in it";
const UNBALANCED: &str = "its brackets do not match";

/// Bytes read at once.
const PIECE: usize = 64 << 10;
/// Bytes of one field beside the records.
const FIELD: usize = 1 << 20;
/// Bytes that are looked at twice in one file, so that a file of broken records stays cheap.
const AGAIN: u64 = 16 << 20;

enum State {
    Start,
    Outer,
    Records,
    Done(End),
}

/// Reads a file piece by piece.
pub(super) struct Scan<R> {
    inner: R,
    piece: Vec<u8>,
    /// The next byte in `piece`.
    next: usize,
    /// Where `piece` begins in the file.
    begins: u64,
    state: State,
    records: u64,
    again: u64,
    /// Signs between records that belong to none.
    pub(super) stray: u64,
    /// There is a list of messages, be it empty.
    pub(super) has_list: bool,
}

struct Value {
    bytes: Vec<u8>,
    from: u64,
    fault: Option<&'static str>,
}

impl<R: Read> Scan<R> {
    pub(super) fn new(inner: R) -> Self {
        Scan {
            inner,
            piece: Vec::new(),
            next: 0,
            begins: 0,
            state: State::Start,
            records: 0,
            again: 0,
            stray: 0,
            has_list: false,
        }
    }

    /// How the file ended, once [`Scan::part`] has answered `None`.
    pub(super) fn end(&self) -> End {
        match self.state {
            State::Done(end) => end,
            _ => End::Cut,
        }
    }

    /// The next piece.
    pub(super) fn part(&mut self) -> io::Result<Option<Part>> {
        loop {
            match self.state {
                State::Done(_) => return Ok(None),
                State::Start => {
                    self.mark()?;
                    self.blanks()?;
                    self.state = if self.peek()? == Some(b'{') {
                        self.next += 1;
                        State::Outer
                    } else {
                        State::Done(End::NoObject)
                    };
                }
                State::Outer => {
                    if let Some(part) = self.outer()? {
                        return Ok(Some(part));
                    }
                }
                State::Records => {
                    if let Some(raw) = self.record()? {
                        return Ok(Some(Part::Record(raw)));
                    }
                }
            }
        }
    }

    fn outer(&mut self) -> io::Result<Option<Part>> {
        self.blanks()?;
        match self.peek()? {
            None => self.state = State::Done(End::Cut),
            Some(b'}') => {
                self.next += 1;
                self.state = State::Done(End::Whole);
            }
            Some(b',') => self.next += 1,
            Some(b'"') => {
                let key = self.value(FIELD)?;
                self.blanks()?;
                if self.peek()? != Some(b':') {
                    self.stray += 1;
                    return Ok(None);
                }
                self.next += 1;
                self.blanks()?;
                let key: String = serde_json::from_slice(&key.bytes).unwrap_or_default();
                match self.peek()? {
                    Some(b'[') if key == "messages" => {
                        self.next += 1;
                        self.has_list = true;
                        self.state = State::Records;
                    }
                    None => {}
                    Some(_) => {
                        let value = self.value(FIELD)?;
                        if value.fault.is_some() {
                            self.stray += 1;
                        }
                        return Ok(Some(Part::Field {
                            key,
                            value: value.bytes,
                        }));
                    }
                }
            }
            Some(_) => {
                self.next += 1;
                self.stray += 1;
            }
        }
        Ok(None)
    }

    fn record(&mut self) -> io::Result<Option<Raw>> {
        self.blanks()?;
        match self.peek()? {
            None => self.state = State::Done(End::Cut),
            Some(b',') => self.next += 1,
            Some(b']') => {
                self.next += 1;
                self.state = State::Outer;
            }
            Some(b'}' | b':') => {
                self.next += 1;
                self.stray += 1;
            }
            Some(_) => {
                let value = self.value(limits::JSON_RECORD)?;
                self.records += 1;
                return Ok(Some(Raw {
                    number: self.records,
                    place: (value.from, self.at()),
                    bytes: value.bytes,
                    fault: value.fault,
                }));
            }
        }
        Ok(None)
    }

    /// Gives back the record that a broken one swallowed; whether there is one.
    pub(super) fn give_back(&mut self, raw: &mut Raw) -> bool {
        let Some(start) = another_begins(&raw.bytes) else {
            return false;
        };
        let from = raw.place.0.saturating_add(start as u64);
        // Only what is whole can be put back: of a record over the limit the rest has gone.
        let whole = raw.place.0.saturating_add(raw.bytes.len() as u64) == self.at();
        let size = (raw.bytes.len() - start) as u64;
        self.again = self.again.saturating_add(size);
        if !whole || self.again > AGAIN {
            return false;
        }
        let mut piece = raw.bytes.split_off(start);
        piece.extend_from_slice(self.piece.get(self.next..).unwrap_or_default());
        self.piece = piece;
        self.next = 0;
        self.begins = from;
        raw.place.1 = from;
        self.state = State::Records;
        true
    }

    /// One value with all that is in it. At least one byte is taken.
    fn value(&mut self, most: usize) -> io::Result<Value> {
        let mut value = Value {
            bytes: Vec::new(),
            from: self.at(),
            fault: None,
        };
        let mut open: Vec<u8> = Vec::new();
        let mut deeper: u64 = 0;
        let (mut in_text, mut escaped) = (false, false);
        let (mut full, mut asked) = (false, false);
        loop {
            let Some(byte) = self.peek()? else {
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
            self.next += 1;
            if ends {
                return Ok(value);
            }
        }
    }

    /// Whether an endless record has the next one in it, to be given back.
    fn swallowed(&self, bytes: &[u8]) -> bool {
        self.again < AGAIN && another_begins(bytes).is_some()
    }

    fn at(&self) -> u64 {
        self.begins + self.next as u64
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
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

    fn blanks(&mut self) -> io::Result<()> {
        while matches!(self.peek()?, Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.next += 1;
        }
        Ok(())
    }

    /// A byte order mark.
    fn mark(&mut self) -> io::Result<()> {
        for wanted in *b"\xEF\xBB\xBF" {
            if self.peek()? != Some(wanted) {
                break;
            }
            self.next += 1;
        }
        Ok(())
    }

    /// Reads what is left and says whether anything but blanks stands there.
    pub(super) fn rest(mut self) -> io::Result<(R, bool)> {
        self.blanks()?;
        let more = self.peek()?.is_some();
        io::copy(&mut self.inner, &mut io::sink())?;
        Ok((self.inner, more))
    }
}

/// Where in a broken record the next one begins. Quotes inside a text are escaped, so what looks
/// like the beginning of a record is one.
fn another_begins(bytes: &[u8]) -> Option<usize> {
    [
        &b"\"sender_name\""[..],
        &b"\"senderName\""[..],
        &b"\"isUnsent\""[..],
    ]
    .iter()
    .flat_map(|key| memchr::memmem::find_iter(bytes, key))
    .filter_map(|at| {
        let before = bytes.get(..at)?.trim_ascii_end();
        (before.last() == Some(&b'{')).then(|| before.len() - 1)
    })
    .filter(|at| *at > 0)
    .min()
}
