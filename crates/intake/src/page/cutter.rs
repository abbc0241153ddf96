//! One element after the other, with its bytes.

use std::io::{self, Read};

use super::{Token, Tokens, What};
use crate::limits;

/// Attributes of a tag, names in lower case.
pub(crate) type Attributes = [(String, String)];

/// Says of an opening tag, by its name, its attributes and how many elements are open around it,
/// whether a record begins with it.
pub(crate) type Begins<'a> = dyn Fn(&str, &Attributes, usize) -> bool + 'a;

/// The bytes of one element, from its first tag to its last.
pub(crate) struct Cut {
    pub(crate) bytes: Vec<u8>,
    /// First byte and one past the last in the page.
    pub(crate) place: (u64, u64),
    /// Its end stands there; else the next one begins, or the page ends, before it.
    pub(crate) whole: bool,
    /// It is over the limit: its beginning is kept, the rest is not.
    pub(crate) too_large: bool,
}

impl Cut {
    /// Whether letters of it are broken: no UTF-8, or zeros.
    pub(crate) fn is_broken(&self) -> bool {
        self.bytes.contains(&0) || std::str::from_utf8(&self.bytes).is_err()
    }
}

/// Cuts a page.
pub(crate) struct Cutter<R> {
    pub(crate) tokens: Tokens<R>,
    /// Elements that are open around the record.
    around: Vec<String>,
    record: Option<Record>,
    /// The tag that ended a record that had no end.
    held: Option<Token>,
}

struct Record {
    bytes: Vec<u8>,
    from: u64,
    until: u64,
    /// Elements that are open in it, itself first.
    open: Vec<String>,
    too_large: bool,
}

/// Elements inside elements that are followed.
const DEPTH: usize = 1_000;

impl<R: Read> Cutter<R> {
    pub(crate) fn new(inner: R) -> Self {
        Cutter {
            tokens: Tokens::new(inner),
            around: Vec::new(),
            record: None,
            held: None,
        }
    }

    /// How many elements are open around what comes next.
    pub(crate) fn depth(&self) -> usize {
        self.around.len()
    }

    /// The next record; what stands outside is passed over.
    pub(crate) fn next(&mut self, begins: &Begins<'_>) -> io::Result<Option<Cut>> {
        loop {
            let token = match self.held.take() {
                Some(token) => Some(token),
                None => self.tokens.next()?,
            };
            let Some(token) = token else {
                return Ok(self.record.take().map(|record| record.cut(false)));
            };
            let inside = self.record.as_ref().map_or(0, |record| record.open.len());
            let depth = self.around.len() + inside;
            let starts = matches!(&token.what, What::Open { name, attributes, void: false }
                if begins(name, attributes, depth));
            match self.record.as_mut() {
                Some(_) if starts => {
                    self.held = Some(token);
                    return Ok(self.record.take().map(|record| record.cut(false)));
                }
                Some(record) => {
                    record.take(token);
                    if record.open.is_empty() {
                        return Ok(self.record.take().map(|record| record.cut(true)));
                    }
                }
                None if starts => {
                    let mut record = Record {
                        bytes: Vec::new(),
                        from: token.from,
                        until: token.from,
                        open: Vec::new(),
                        too_large: false,
                    };
                    record.take(token);
                    self.record = Some(record);
                }
                None => follow(&mut self.around, &token.what),
            }
        }
    }
}

impl Record {
    fn take(&mut self, token: Token) {
        self.until = token.from + token.bytes.len() as u64;
        follow(&mut self.open, &token.what);
        if self.bytes.len() + token.bytes.len() <= limits::PAGE_RECORD {
            self.bytes.extend(token.bytes);
        } else {
            self.too_large = true;
        }
    }

    fn cut(self, whole: bool) -> Cut {
        Cut {
            bytes: self.bytes,
            place: (self.from, self.until),
            whole,
            too_large: self.too_large,
        }
    }
}

fn follow(open: &mut Vec<String>, what: &What) {
    match what {
        What::Open {
            name, void: false, ..
        } if open.len() < DEPTH => open.push(name.clone()),
        What::Close(name) => {
            if let Some(at) = open.iter().rposition(|n| n == name) {
                open.truncate(at);
            }
        }
        _ => {}
    }
}
