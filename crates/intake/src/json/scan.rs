//! Splits a file of JSON into its records, one in memory at a time.
//!
//! A [`Shape`] says between which brackets the records stand and is all that is known of the
//! format. Only brackets and quotes are followed here; what stands between them is for a JSON parser, one
//! record after the other. So a broken record costs itself and not the file: its bytes are known
//! all the same, and where it swallowed the next one, that one is given back.

use std::io::{self, Read};

use crate::limits;

/// Where in a file its records stand.
pub(crate) struct Shape {
    /// The brackets around a record, from the outside in; the last is a list.
    pub(crate) levels: &'static [Level],
    /// The fields with which a record, or something around one, begins, and how many brackets
    /// stand around that. By them is found what a broken record swallowed.
    pub(crate) begins: &'static [(&'static [u8], usize)],
    /// A name and `=` stand before the first bracket: JSON in a file of JavaScript.
    pub(crate) assigned: bool,
}

/// One bracket around the records.
#[derive(Clone, Copy)]
pub(crate) enum Level {
    /// A list: each of what is in it is gone into.
    List,
    /// An object: the field of this name is gone into, the others are handed over.
    Object(&'static str),
}

impl Level {
    fn opens(self) -> u8 {
        match self {
            Level::List => b'[',
            Level::Object(_) => b'{',
        }
    }
}

/// One piece of a file.
pub(crate) enum Part {
    /// A field beside the records: who takes part, the title.
    Field {
        /// Its name.
        key: String,
        /// Its JSON.
        value: Vec<u8>,
    },
    /// A record.
    Record(Raw),
}

/// The bytes of one record.
pub(crate) struct Raw {
    /// Which in its file, from 1.
    pub(crate) number: u64,
    pub(crate) bytes: Vec<u8>,
    /// First byte and one past the last in the file.
    pub(crate) place: (u64, u64),
    /// Why it cannot be read, where that is known already.
    pub(crate) fault: Option<&'static str>,
}

/// How a file ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// With the bracket that closes it.
    Whole,
    /// Before it.
    Cut,
    /// It does not begin as its shape does.
    NotBegun,
}

pub(crate) const TOO_LARGE: &str = "it is over the limit of 2 MB for one record";
pub(crate) const TOO_DEEP: &str = "it has more brackets inside brackets than any message needs";
pub(crate) const CUT: &str = "the file is cut off in it";
const UNBALANCED: &str = "its brackets do not match";

/// Bytes read at once.
const PIECE: usize = 64 << 10;
/// Bytes of one field beside the records.
const FIELD: usize = 1 << 20;
/// Bytes that are looked at twice in one file, so that a file of broken records stays cheap.
const AGAIN: u64 = 16 << 20;
/// Bytes of the name before the first bracket, and of the blanks around it.
const NAME: usize = 1 << 10;

enum State {
    Start,
    /// Inside so many brackets.
    Inside(usize),
    Done(End),
}

/// Reads a file piece by piece.
pub(crate) struct Scan<R> {
    inner: R,
    shape: &'static Shape,
    piece: Vec<u8>,
    /// The next byte in `piece`.
    next: usize,
    /// Where `piece` begins in the file.
    begins: u64,
    state: State,
    records: u64,
    again: u64,
    /// Signs between records that belong to none.
    pub(crate) stray: u64,
    /// There is a list of records, be it empty.
    pub(crate) has_list: bool,
    /// What stands in the outermost bracket, where that is a list: so many until now.
    pub(crate) items: u64,
}

struct Value {
    bytes: Vec<u8>,
    from: u64,
    fault: Option<&'static str>,
}

impl<R: Read> Scan<R> {
    pub(crate) fn new(inner: R, shape: &'static Shape) -> Self {
        Scan {
            inner,
            shape,
            piece: Vec::new(),
            next: 0,
            begins: 0,
            state: State::Start,
            records: 0,
            again: 0,
            stray: 0,
            has_list: false,
            items: 0,
        }
    }

    /// How the file ended, once [`Scan::part`] has answered `None`.
    pub(crate) fn end(&self) -> End {
        match self.state {
            State::Done(end) => end,
            _ => End::Cut,
        }
    }

    /// The next piece.
    pub(crate) fn part(&mut self) -> io::Result<Option<Part>> {
        loop {
            match self.state {
                State::Done(_) => return Ok(None),
                State::Start => {
                    self.mark()?;
                    self.name()?;
                    self.enter(0)?;
                }
                State::Inside(depth) => {
                    let part = match self.level(depth) {
                        Some(Level::Object(key)) => self.field(depth, key)?,
                        Some(Level::List) if depth < self.shape.levels.len() => {
                            self.item(depth)?;
                            None
                        }
                        _ => self.record(depth)?.map(Part::Record),
                    };
                    if part.is_some() {
                        return Ok(part);
                    }
                }
            }
        }
    }

    /// The innermost of so many brackets.
    fn level(&self, depth: usize) -> Option<Level> {
        self.shape.levels.get(depth.checked_sub(1)?).copied()
    }

    /// Goes into the next bracket, if it stands here; whether it did.
    fn enter(&mut self, depth: usize) -> io::Result<bool> {
        let next = self.level(depth + 1);
        let there = match next {
            Some(next) => self.peek()? == Some(next.opens()),
            None => false,
        };
        if there {
            self.next += 1;
            self.state = State::Inside(depth + 1);
            self.has_list |= depth + 1 == self.shape.levels.len();
        } else if depth == 0 {
            self.state = State::Done(End::NotBegun);
        }
        Ok(there)
    }

    /// Behind the bracket that closes the innermost of so many.
    fn leave(&mut self, depth: usize) {
        self.next += 1;
        self.state = match depth {
            0 | 1 => State::Done(End::Whole),
            _ => State::Inside(depth - 1),
        };
    }

    /// A list of what is around the records.
    fn item(&mut self, depth: usize) -> io::Result<()> {
        self.blanks()?;
        match self.peek()? {
            None => self.state = State::Done(End::Cut),
            Some(b',') => self.next += 1,
            Some(b']') => self.leave(depth),
            Some(b'}' | b':') => {
                self.next += 1;
                self.stray += 1;
            }
            Some(_) => {
                self.items += u64::from(depth == 1);
                if !self.enter(depth)? {
                    self.value(FIELD, false)?;
                    self.stray += 1;
                }
            }
        }
        Ok(())
    }

    fn field(&mut self, depth: usize, wanted: &str) -> io::Result<Option<Part>> {
        self.blanks()?;
        match self.peek()? {
            None => self.state = State::Done(End::Cut),
            Some(b'}') => self.leave(depth),
            Some(b',') => self.next += 1,
            Some(b'"') => {
                let key = self.value(FIELD, false)?;
                self.blanks()?;
                if self.peek()? != Some(b':') {
                    self.stray += 1;
                    return Ok(None);
                }
                self.next += 1;
                self.blanks()?;
                let key: String = serde_json::from_slice(&key.bytes).unwrap_or_default();
                if (key == wanted && self.enter(depth)?) || self.peek()?.is_none() {
                    return Ok(None);
                }
                let value = self.value(FIELD, false)?;
                if value.fault.is_some() {
                    self.stray += 1;
                }
                return Ok(Some(Part::Field {
                    key,
                    value: value.bytes,
                }));
            }
            Some(_) => {
                self.next += 1;
                self.stray += 1;
            }
        }
        Ok(None)
    }

    fn record(&mut self, depth: usize) -> io::Result<Option<Raw>> {
        self.blanks()?;
        match self.peek()? {
            None => self.state = State::Done(End::Cut),
            Some(b',') => self.next += 1,
            Some(b']') => self.leave(depth),
            Some(b'}' | b':') => {
                self.next += 1;
                self.stray += 1;
            }
            Some(_) => {
                let value = self.value(limits::JSON_RECORD, true)?;
                if let Some(around) = self.around(&value.bytes)
                    && self.put_back(&value.bytes, value.from, around)
                {
                    self.stray += 1;
                    return Ok(None);
                }
                self.records += 1;
                self.items += u64::from(depth == 1);
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
        true
    }

    /// Reads the last bytes once more, inside so many brackets; whether that can be.
    fn put_back(&mut self, bytes: &[u8], from: u64, depth: usize) -> bool {
        // Only what is whole can be put back: of a record over the limit the rest has gone.
        let size = bytes.len() as u64;
        let whole = from.saturating_add(size) == self.at();
        self.again = self.again.saturating_add(size);
        if !whole || self.again > AGAIN {
            return false;
        }
        let mut piece = bytes.to_vec();
        piece.extend_from_slice(self.piece.get(self.next..).unwrap_or_default());
        self.piece = piece;
        self.next = 0;
        self.begins = from;
        self.state = State::Inside(depth);
        true
    }

    /// How many brackets stand around what begins here, where that is no record but something
    /// around one: what stood before it was never closed.
    fn around(&self, bytes: &[u8]) -> Option<usize> {
        let first = bytes.strip_prefix(b"{")?.trim_ascii_start();
        let records = self.shape.levels.len();
        let begins = self.shape.begins.iter();
        begins
            .filter(|(_, depth)| *depth < records)
            .find(|(key, _)| first.starts_with(key))
            .map(|(_, depth)| *depth)
    }

    /// One value with all that is in it. At least one byte is taken. Where a record should stand
    /// and something around one begins, only its beginning is.
    fn value(&mut self, most: usize, is_record: bool) -> io::Result<Value> {
        let mut value = Value {
            bytes: Vec::new(),
            from: self.at(),
            fault: None,
        };
        let mut open: Vec<u8> = Vec::new();
        let mut deeper: u64 = 0;
        let (mut in_text, mut escaped) = (false, false);
        let (mut full, mut asked, mut named) = (false, false, !is_record);
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

    /// What stands before the first bracket.
    fn name(&mut self) -> io::Result<()> {
        self.blanks()?;
        if !self.shape.assigned {
            return Ok(());
        }
        for _ in 0..NAME {
            match self.peek()? {
                None | Some(b'[' | b'{') => break,
                Some(b'=') => {
                    self.next += 1;
                    break;
                }
                Some(_) => self.next += 1,
            }
        }
        self.blanks()
    }

    /// Reads what is left and says whether anything but blanks stands there.
    pub(crate) fn rest(mut self) -> io::Result<(R, bool)> {
        self.blanks()?;
        if self.shape.assigned && self.peek()? == Some(b';') {
            self.next += 1;
            self.blanks()?;
        }
        let more = self.peek()?.is_some();
        io::copy(&mut self.inner, &mut io::sink())?;
        Ok((self.inner, more))
    }
}
