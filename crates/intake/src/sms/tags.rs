//! The tags of a backup, one at a time, in flat memory, with the bytes that they are made of.
//!
//! XML as far as the app writes it: no entity of a file's own, no tree. An attribute may have
//! 100 MB and the file no line end, so a tag is found piece by piece and its values are limited.
//! A tag that does not end is left behind at the next one that begins.

use std::io::{self, Read};
use std::ops::Range;

use memchr::{memchr, memchr2, memmem};

use super::letters::{Letters, as_in_file, length_in_file};
use crate::limits;
use crate::lines::Writing;

/// One thing between `<` and `>`.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) kind: TagKind,
    /// Where it stands in [`Tags::bytes`], until the next one is asked for.
    range: Range<usize>,
    /// First byte in the file, and one past the last.
    pub(super) place: (u64, u64),
    /// A value in it is over the limit: of it nothing is here.
    pub(super) left_out: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagKind {
    /// `<a …>`
    Open,
    /// `<a … />`
    Alone,
    /// `</a>`
    Close,
    /// `<!-- … -->`
    Comment,
    /// `<!DOCTYPE …>`
    Doctype,
    /// `<? … ?>` and `<![CDATA[ … ]]>`
    Other,
    /// Another tag begins before it ends.
    Broken,
    /// The file ends before it does.
    CutOff,
}

/// What a value cannot hold, since `<` is written `&lt;` there: the tag before was never ended.
const BEGINNINGS: &[&[u8]] = &[
    b"<sms ",
    b"<mms ",
    b"<call ",
    b"<part ",
    b"<addr ",
    b"</mms>",
    b"</parts>",
    b"</addrs>",
    b"</smses>",
    b"</calls>",
];

const PIECE: usize = 64 << 10;

/// Finds tags in `R`.
pub(super) struct Tags<R> {
    input: Letters<R>,
    writing: Writing,
    buffer: Vec<u8>,
    /// What stands before it is done with.
    at: usize,
    /// A place in the buffer and the byte of the file that stands there.
    known: (usize, u64),
    /// Where the record begins whose tags are all kept.
    held: Option<usize>,
    lost: bool,
    ended: bool,
    /// Runs of text that stand between tags.
    pub(super) strays: u64,
}

impl<R: Read> Tags<R> {
    /// Tags from byte `mark` on, that is behind a byte order mark, which `input` has passed.
    pub(super) fn new(input: R, writing: Writing, mark: u64) -> Self {
        Tags {
            input: Letters::new(input, writing),
            writing,
            buffer: Vec::new(),
            at: 0,
            known: (0, mark),
            held: None,
            lost: false,
            ended: false,
            strays: 0,
        }
    }

    pub(super) fn into_inner(self) -> R {
        self.input.into_inner()
    }

    /// The next tag; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Tag>> {
        self.limit_held();
        self.forget();
        let mut text = false;
        loop {
            let rest = self.buffer.get(self.at..).unwrap_or_default();
            let found = memchr(b'<', rest);
            let between = rest.get(..found.unwrap_or(rest.len())).unwrap_or_default();
            text |= between.iter().any(|b| !b.is_ascii_whitespace() && *b != 0);
            self.at += between.len();
            if found.is_some() {
                break;
            }
            self.limit_held();
            self.forget();
            if !self.more()? {
                self.strays += u64::from(text);
                return Ok(None);
            }
        }
        self.strays += u64::from(text);
        let begun = self.at;
        let from = self.place_of(begun);
        self.ahead(begun + 9)?;
        let start = self.buffer.get(begun..).unwrap_or_default();
        let (kind, left_out) = if start.starts_with(b"<!--") {
            (self.until(begun, 4, b"-->", TagKind::Comment)?, false)
        } else if start.starts_with(b"<![CDATA[") {
            (self.until(begun, 9, b"]]>", TagKind::Other)?, false)
        } else if start.starts_with(b"<?") {
            (self.until(begun, 2, b"?>", TagKind::Other)?, false)
        } else if start.starts_with(b"<!") {
            (self.declaration(begun)?, false)
        } else {
            self.element(begun)?
        };
        let until = self.place_of(self.at);
        Ok(Some(Tag {
            kind,
            range: begun..self.at,
            place: (from, until),
            left_out,
        }))
    }

    /// The tag as it stands, as UTF-8 as far as it is.
    pub(super) fn bytes(&self, tag: &Tag) -> &[u8] {
        self.buffer.get(tag.range.clone()).unwrap_or_default()
    }

    /// Keeps this tag and those that follow, until they are taken.
    pub(super) fn hold(&mut self, tag: &Tag) {
        self.held = Some(tag.range.start);
        self.lost = false;
    }

    /// Whether what is held went over the limit and is not held any more.
    pub(super) fn is_lost(&self) -> bool {
        self.lost
    }

    /// Stops to hold, and hands out what was held, as it stands in the file, until the end of
    /// `last`, or before it. The bytes move; they may be large.
    pub(super) fn take_held(&mut self, last: &mut Tag, with_it: bool) -> Vec<u8> {
        let Some(from) = self.held.take() else {
            return Vec::new();
        };
        let range = last.range.clone();
        let end = if with_it { range.end } else { range.start };
        let rest = self.buffer.split_off(end.min(self.buffer.len()));
        let mut own = std::mem::replace(&mut self.buffer, rest);
        own.drain(..from);
        self.at -= end;
        self.known.0 -= end;
        last.range = range.start.saturating_sub(end)..range.end - end;
        as_in_file(self.writing, own)
    }

    /// Stops to hold, and forgets it.
    pub(super) fn let_go(&mut self) {
        self.held = None;
    }

    /// One tag as it stands in the file.
    pub(super) fn own(&self, tag: &Tag) -> Vec<u8> {
        as_in_file(self.writing, self.bytes(tag).to_vec())
    }

    fn limit(&self) -> usize {
        match self.writing {
            Writing::Utf8 => limits::MMS,
            // Its own bytes are twice as many again.
            _ => limits::MMS / 2,
        }
    }

    fn limit_held(&mut self) {
        if self
            .held
            .is_some_and(|from| self.at.saturating_sub(from) > self.limit())
        {
            self.held = None;
            self.lost = true;
        }
    }

    /// Drops from the buffer what is done with, where it is worth moving the rest.
    fn forget(&mut self) {
        let done = self.held.unwrap_or(self.at);
        if done >= PIECE || done == self.buffer.len() {
            self.place_of(self.at);
            self.buffer.drain(..done);
            self.at -= done;
            self.known.0 -= done;
            self.held = self.held.map(|from| from - done);
        }
    }

    /// The byte of the file that stands here in the buffer; never asked backwards.
    fn place_of(&mut self, here: usize) -> u64 {
        let (before, byte) = self.known;
        let passed = self.buffer.get(before..here).unwrap_or_default();
        self.known = (here, byte + length_in_file(self.writing, passed));
        self.known.1
    }

    /// Reads on; `false` at the end.
    fn more(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        let before = self.buffer.len();
        // Not more room than is needed: what is held may be large.
        self.buffer.try_reserve(PIECE).map_err(io::Error::other)?;
        self.buffer.resize(before + PIECE, 0);
        let read = loop {
            match self
                .input
                .read(self.buffer.get_mut(before..).unwrap_or_default())
            {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.buffer.truncate(before + *read.as_ref().unwrap_or(&0));
        self.ended = read? == 0;
        Ok(!self.ended)
    }

    /// Reads on until so many bytes are there, or the file ends.
    fn ahead(&mut self, until: usize) -> io::Result<()> {
        while self.buffer.len() < until && self.more()? {}
        Ok(())
    }

    /// Drops a piece of the buffer that stands before `to`, which is looked at no more.
    fn leave_out(&mut self, from: usize, to: usize) {
        if from < to {
            self.place_of(from);
            let byte = self.place_of(to);
            self.buffer.drain(from..to);
            self.known = (from, byte);
        }
    }

    /// A comment and the like: until its end, wherever that is.
    fn until(
        &mut self,
        begun: usize,
        skip: usize,
        end: &[u8],
        kind: TagKind,
    ) -> io::Result<TagKind> {
        const KEPT: usize = 256;
        let mut here = begun + skip;
        loop {
            let rest = self.buffer.get(here..).unwrap_or_default();
            if let Some(found) = memmem::find(rest, end) {
                self.at = here + found + end.len();
                return Ok(kind);
            }
            here = here.max(self.buffer.len().saturating_sub(end.len() - 1));
            if self.held.is_none() || self.buffer.len() > self.limit() {
                self.lost |= self.held.take().is_some();
                let from = (begun + KEPT).min(here);
                self.leave_out(from, here);
                here = from;
            }
            if !self.more()? {
                self.at = self.buffer.len();
                return Ok(TagKind::CutOff);
            }
        }
    }

    /// A declaration: passed over with all that it declares.
    fn declaration(&mut self, begun: usize) -> io::Result<TagKind> {
        let mut here = begun + 2;
        let (mut quote, mut depth) = (None, 0_u32);
        loop {
            while let Some(byte) = self.buffer.get(here).copied() {
                here += 1;
                match (quote, byte) {
                    (Some(q), _) if q == byte => quote = None,
                    (None, b'"' | b'\'') => quote = Some(byte),
                    (None, b'[') => depth += 1,
                    (None, b']') => depth = depth.saturating_sub(1),
                    (None, b'>') if depth == 0 => {
                        self.at = here;
                        return Ok(TagKind::Doctype);
                    }
                    _ => {}
                }
            }
            if self.held.is_none() || self.buffer.len() > self.limit() {
                self.lost |= self.held.take().is_some();
                let from = (begun + 2).min(here);
                self.leave_out(from, here);
                here = from;
            }
            if !self.more()? {
                self.at = self.buffer.len();
                return Ok(TagKind::CutOff);
            }
        }
    }

    fn element(&mut self, begun: usize) -> io::Result<(TagKind, bool)> {
        let start = self.buffer.get(begun..).unwrap_or_default();
        let part = start.starts_with(b"<part") && self.held.is_some();
        let base = self.held.filter(|_| part).unwrap_or(begun);
        let limit = if part { self.limit() } else { limits::RECORD };
        let mut here = begun + 1;
        // The quote that is open, and where its value begins.
        let mut open: Option<(u8, usize)> = None;
        let (mut left_out, mut leaving) = (false, false);
        loop {
            let rest = self.buffer.get(here..).unwrap_or_default();
            let found = match open {
                Some((quote, _)) => memchr2(quote, b'<', rest),
                None => rest
                    .iter()
                    .position(|b| matches!(b, b'<' | b'>' | b'"' | b'\'')),
            };
            let end = here + found.unwrap_or(rest.len());
            // Too much: the value goes, and the tag without it stays.
            if leaving || end - base > limit {
                let from = open.map_or(here, |(_, value)| value);
                self.leave_out(from, end);
                here = from;
                (left_out, leaving) = (true, true);
            } else {
                here = end;
            }
            if found.is_none() {
                if self.more()? {
                    continue;
                }
                self.at = self.buffer.len();
                return Ok((TagKind::CutOff, left_out));
            }
            match (open, self.buffer.get(here).copied().unwrap_or_default()) {
                (Some(_), b'<') => {
                    if self.is_beginning(here)? {
                        self.at = here;
                        return Ok((TagKind::Broken, left_out));
                    }
                    here += 1;
                }
                (Some(_), _) => {
                    (open, leaving) = (None, false);
                    here += 1;
                }
                (None, b'<') => {
                    self.at = here;
                    return Ok((TagKind::Broken, left_out));
                }
                (None, b'>') => {
                    self.at = here + 1;
                    let tag = self.buffer.get(begun..self.at).unwrap_or_default();
                    let kind = if tag.starts_with(b"</") {
                        TagKind::Close
                    } else if tag.ends_with(b"/>") {
                        TagKind::Alone
                    } else {
                        TagKind::Open
                    };
                    return Ok((kind, left_out));
                }
                (None, quote) => {
                    here += 1;
                    (open, leaving) = (Some((quote, here)), false);
                }
            }
        }
    }

    fn is_beginning(&mut self, here: usize) -> io::Result<bool> {
        self.ahead(here + 8)?;
        let start = self.buffer.get(here..).unwrap_or_default();
        Ok(BEGINNINGS.iter().any(|b| start.starts_with(b)))
    }
}

/// The name of a tag: of `<sms …>` and `</sms>`, `sms`.
pub(super) fn name(tag: &[u8]) -> &[u8] {
    let rest = tag.strip_prefix(b"<").unwrap_or(tag);
    let rest = rest.strip_prefix(b"/").unwrap_or(rest);
    let end = rest
        .iter()
        .position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'));
    rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
}
