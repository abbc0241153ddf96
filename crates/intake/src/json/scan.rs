//! Splits a file of JSON into its records, one in memory at a time.
//!
//! A [`Shape`] says between which brackets the records stand and is all that is known of the
//! format. Only brackets and quotes are followed here; what stands between them is for a JSON
//! parser, one record after the other. So a broken record costs itself and not the file: its bytes
//! are known all the same, and where it swallowed the next one, that one is given back.

use std::io::{self, Read};

use super::pieces::Pieces;
use super::shape::{End, Level, Part, Raw, Shape};
use crate::limits;

/// Bytes of one field beside the records.
const FIELD: usize = 1 << 20;
/// Bytes of the name before the first bracket, and of the blanks around it.
const NAME: usize = 1 << 10;

pub(super) enum State {
    Start,
    /// Inside so many brackets.
    Inside(usize),
    Done(End),
}

/// Reads a file piece by piece.
pub(crate) struct Scan<R> {
    pub(super) pieces: Pieces<R>,
    pub(super) shape: &'static Shape,
    /// The brackets around the records, as far as is known: which field was gone into decides.
    pub(super) levels: Vec<Level>,
    pub(super) state: State,
    records: u64,
    /// Bytes that were looked at twice.
    pub(super) again: u64,
    /// Signs between records that belong to none.
    pub(crate) stray: u64,
    /// There is a list of records, be it empty.
    pub(crate) has_list: bool,
    /// What stands in the list around those of records, or in the outermost: so many until now. One
    /// more, too, where a list of records begins inside what was no whole record, since nothing
    /// says then in which of them the next ones stand.
    pub(crate) items: u64,
}

impl<R: Read> Scan<R> {
    pub(crate) fn new(inner: R, shape: &'static Shape) -> Self {
        Scan {
            pieces: Pieces::new(inner),
            shape,
            levels: shape.levels.to_vec(),
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
                    self.pieces.mark()?;
                    self.name()?;
                    self.enter(0)?;
                }
                State::Inside(depth) => {
                    let part = match self.level(depth) {
                        Some(Level::Object(_) | Level::Fields(_)) => self.field(depth)?,
                        Some(Level::List) if depth < self.levels.len() => {
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
        self.levels.get(depth.checked_sub(1)?).copied()
    }

    /// Goes into the next bracket, if it stands here; whether it did.
    fn enter(&mut self, depth: usize) -> io::Result<bool> {
        let next = self.level(depth + 1);
        let there = match next {
            Some(next) => self.pieces.peek()? == Some(next.opens()),
            None => false,
        };
        if there {
            self.pieces.step();
            self.state = State::Inside(depth + 1);
            self.has_list |= matches!(next, Some(Level::List)) && depth + 1 == self.levels.len();
        } else if depth == 0 {
            self.state = State::Done(End::NotBegun);
        }
        Ok(there)
    }

    /// Behind the bracket that closes the innermost of so many.
    fn leave(&mut self, depth: usize) {
        self.pieces.step();
        self.state = match depth {
            0 | 1 => State::Done(End::Whole),
            _ => State::Inside(depth - 1),
        };
    }

    /// A list of what is around the records.
    fn item(&mut self, depth: usize) -> io::Result<()> {
        self.pieces.blanks()?;
        match self.pieces.peek()? {
            None => self.state = State::Done(End::Cut),
            Some(b',') => self.pieces.step(),
            Some(b']') => self.leave(depth),
            // Its own bracket is missing: this is the one of the object around it.
            Some(b'}') if depth > 1 => {
                self.leave(depth - 1);
                self.stray += 1;
            }
            Some(b'}' | b':') => {
                self.pieces.step();
                self.stray += 1;
            }
            Some(_) => {
                self.items += 1;
                if !self.enter(depth)? {
                    self.value(FIELD, false)?;
                    self.stray += 1;
                }
            }
        }
        Ok(())
    }

    fn field(&mut self, depth: usize) -> io::Result<Option<Part>> {
        self.pieces.blanks()?;
        match self.pieces.peek()? {
            None => self.state = State::Done(End::Cut),
            Some(b'}') => self.leave(depth),
            Some(b',') => self.pieces.step(),
            Some(b'"') => {
                let key = self.value(FIELD, false)?;
                self.pieces.blanks()?;
                if self.pieces.peek()? != Some(b':') {
                    self.stray += 1;
                    return Ok(None);
                }
                self.pieces.step();
                self.pieces.blanks()?;
                let key: String = serde_json::from_slice(&key.bytes).unwrap_or_default();
                if self.into(depth, &key)? || self.pieces.peek()?.is_none() {
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
                self.pieces.step();
                self.stray += 1;
            }
        }
        Ok(None)
    }

    /// Goes into the field of this name, or over it; whether it is one of those.
    fn into(&mut self, depth: usize, key: &str) -> io::Result<bool> {
        match self.level(depth) {
            Some(Level::Object(wanted)) if wanted == key => self.enter(depth),
            Some(Level::Fields(fields)) => match fields.iter().find(|(name, _)| *name == key) {
                Some((_, [])) => {
                    self.value(1, false)?;
                    Ok(true)
                }
                Some((_, inside)) => {
                    self.levels.truncate(depth);
                    self.levels.extend_from_slice(inside);
                    self.enter(depth)
                }
                None => Ok(false),
            },
            _ => Ok(false),
        }
    }

    fn record(&mut self, depth: usize) -> io::Result<Option<Raw>> {
        self.pieces.blanks()?;
        match self.pieces.peek()? {
            None => self.state = State::Done(End::Cut),
            Some(b',') => self.pieces.step(),
            Some(b']') => self.leave(depth),
            Some(b'}' | b':') => {
                self.pieces.step();
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
                    place: (value.from, self.pieces.at()),
                    bytes: value.bytes,
                    fault: value.fault,
                }));
            }
        }
        Ok(None)
    }

    /// What stands before the first bracket.
    fn name(&mut self) -> io::Result<()> {
        self.pieces.blanks()?;
        if !self.shape.assigned {
            return Ok(());
        }
        for _ in 0..NAME {
            match self.pieces.peek()? {
                None | Some(b'[' | b'{') => break,
                Some(b'=') => {
                    self.pieces.step();
                    break;
                }
                Some(_) => self.pieces.step(),
            }
        }
        self.pieces.blanks()
    }

    /// Reads what is left and says whether anything but blanks stands there.
    pub(crate) fn rest(mut self) -> io::Result<(R, bool)> {
        self.pieces.blanks()?;
        if self.shape.assigned && self.pieces.peek()? == Some(b';') {
            self.pieces.step();
            self.pieces.blanks()?;
        }
        let more = self.pieces.peek()?.is_some();
        Ok((self.pieces.drained()?, more))
    }
}
