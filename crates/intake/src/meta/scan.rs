//! Splits the JSON of a conversation into its records, one in memory at a time.
//!
//! Only brackets and quotes are followed here; what stands between them is for a JSON parser, one
//! record after the other. So a broken record costs itself and not the file: its bytes are known
//! all the same, and where it swallowed the next one, that one is given back.
//!
//! How an export nests its records is a [`Shape`]: Messenger has them at the top, others a list of
//! chats, each with records of its own.

use std::io::{self, Read};

use crate::limits;

/// Where records stand, and how one begins. Names are keys of JSON without their quotes.
pub(crate) struct Shape {
    /// Lists of records.
    pub(crate) records: &'static [&'static str],
    /// Objects that are gone into.
    pub(crate) within: &'static [&'static str],
    /// Lists of objects that are gone into, each with its own records ([`Scan::object`]).
    pub(crate) each: &'static [&'static str],
    /// Fields that are of no use and may be long.
    pub(crate) skipped: &'static [&'static str],
    /// What the first key of a record may be, in quotes.
    pub(crate) begins: &'static [&'static str],
}

/// A conversation of Messenger or Instagram.
const CONVERSATION: Shape = Shape {
    records: &["messages"],
    within: &[],
    each: &[],
    skipped: &[],
    begins: &["\"sender_name\"", "\"senderName\"", "\"isUnsent\""],
};

/// One piece of the outer object.
pub(crate) enum Part {
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
    /// It never was an object.
    NoObject,
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

enum State {
    Start,
    Outer,
    Records,
    Done(End),
}

/// Reads a file piece by piece.
pub(crate) struct Scan<R> {
    inner: R,
    shape: &'static Shape,
    /// What is open around the field that is read, the outermost object left out.
    open: Vec<Opened>,
    object: u64,
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
    /// There is a list of messages, be it empty.
    pub(crate) has_list: bool,
}

/// What was gone into.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opened {
    Object,
    List,
}

struct Value {
    bytes: Vec<u8>,
    from: u64,
    fault: Option<&'static str>,
}

impl<R: Read> Scan<R> {
    pub(crate) fn new(inner: R) -> Self {
        Scan::shaped(inner, &CONVERSATION)
    }

    /// For records that stand elsewhere.
    pub(crate) fn shaped(inner: R, shape: &'static Shape) -> Self {
        Scan {
            inner,
            shape,
            open: Vec::new(),
            object: 0,
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

    /// Which object of the lists it is in, from 1; 0 before the first, and where there is no list.
    /// It moves on, too, where a list of records begins inside what was no whole record, since
    /// nothing says then whose records they are.
    pub(crate) fn object(&self) -> u64 {
        self.object
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
        let in_list = self.open.last() == Some(&Opened::List);
        match self.peek()? {
            None => self.state = State::Done(End::Cut),
            Some(b'{') if in_list => {
                self.next += 1;
                self.object += 1;
                self.open.push(Opened::Object);
            }
            Some(b']') if in_list => {
                self.next += 1;
                self.open.pop();
            }
            Some(b'}') => {
                self.next += 1;
                // The bracket of a list may be missing.
                if in_list {
                    self.stray += 1;
                    self.open.pop();
                }
                if self.open.pop().is_none() {
                    self.state = State::Done(End::Whole);
                }
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
                    Some(b'[') if self.shape.records.contains(&key.as_str()) => {
                        self.next += 1;
                        self.has_list = true;
                        self.state = State::Records;
                    }
                    Some(b'{') if self.shape.within.contains(&key.as_str()) => {
                        self.next += 1;
                        self.open.push(Opened::Object);
                    }
                    Some(b'[') if self.shape.each.contains(&key.as_str()) => {
                        self.next += 1;
                        self.open.push(Opened::List);
                    }
                    Some(_) if self.shape.skipped.contains(&key.as_str()) => {
                        self.value(1)?;
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
    pub(crate) fn give_back(&mut self, raw: &mut Raw) -> bool {
        let Some(start) = self.another_begins(&raw.bytes) else {
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
        let list_inside = |key: &&str| {
            let key = format!("\"{key}\"");
            memchr::memmem::find(&raw.bytes, key.as_bytes()).is_some()
        };
        if !self.shape.each.is_empty() && self.shape.records.iter().any(list_inside) {
            self.object += 1;
        }
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
        self.again < AGAIN && self.another_begins(bytes).is_some()
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
    pub(crate) fn rest(mut self) -> io::Result<(R, bool)> {
        self.blanks()?;
        let more = self.peek()?.is_some();
        io::copy(&mut self.inner, &mut io::sink())?;
        Ok((self.inner, more))
    }

    /// Where in a broken record the next one begins. Quotes inside a text are escaped, so what
    /// looks like the beginning of a record is one.
    fn another_begins(&self, bytes: &[u8]) -> Option<usize> {
        self.shape
            .begins
            .iter()
            .flat_map(|key| memchr::memmem::find_iter(bytes, key.as_bytes()))
            .filter_map(|at| {
                let before = bytes.get(..at)?.trim_ascii_end();
                (before.last() == Some(&b'{')).then(|| before.len() - 1)
            })
            .filter(|at| *at > 0)
            .min()
    }
}
