//! Where one message of a mailbox ends and the next begins.
//!
//! RFC 4155 and its relatives. A line that begins "From " separates only if it stands at the
//! start or behind an empty line and bears a date, or is what Thunderbird writes (`From ` or
//! `From -` without more, `From - ` and a date); and if a field follows it. So letters that talk
//! of where somebody is from stay whole. A right `Content-Length` protects what it covers.

use std::io::{self, BufRead};

use crate::limits;
use crate::lines::{Lines, Writing};
use crate::mail::{Date, is_field, read_date};

/// Of a message over the limit, enough to show where it begins.
const KEPT_OF_TOO_LARGE: usize = 64 << 10;

/// One message as it stands in the mailbox.
pub(super) struct Piece {
    /// Without its `From ` line and the empty line that ends it. Of one over the limit, its start.
    pub(super) bytes: Vec<u8>,
    /// From one.
    pub(super) number: u64,
    /// The byte at which its first line begins, and where it ends.
    pub(super) place: (u64, u64),
    /// The date of its `From ` line.
    pub(super) filed: Option<Date>,
    /// It is larger than [`limits::MESSAGE`].
    pub(super) too_large: bool,
}

/// Splits a mailbox, one message in memory at a time.
pub(super) struct Pieces<R> {
    lines: Lines<R>,
    /// A line that may separate, until the next one is seen.
    held: Option<Held>,
    current: Option<Current>,
    number: u64,
    /// Ready to be handed out, in order.
    ready: std::collections::VecDeque<Piece>,
    after_empty: bool,
    finished: bool,
    /// Bytes before the first message that belong to none.
    pub(super) before: u64,
}

struct Held {
    line: Vec<u8>,
    at: u64,
    until: u64,
    filed: Option<Date>,
    /// It stood inside what a `Content-Length` covers.
    covered: bool,
    after_empty: bool,
}

struct Current {
    bytes: Vec<u8>,
    starts: u64,
    ends: u64,
    filed: Option<Date>,
    too_large: bool,
    in_head: bool,
    /// Where the body ends if its `Content-Length` is right, as an offset into `bytes`.
    promised: Option<usize>,
    /// Separators inside what it covers, should it prove wrong.
    doubted: Vec<Doubted>,
}

struct Doubted {
    offset: usize,
    line: usize,
    starts: u64,
    filed: Option<Date>,
}

impl<R: BufRead> Pieces<R> {
    pub(super) fn new(input: R) -> Self {
        Pieces {
            lines: Lines::new(input, Writing::Utf8, limits::MESSAGE),
            held: None,
            current: None,
            number: 0,
            ready: std::collections::VecDeque::new(),
            after_empty: true,
            finished: false,
            before: 0,
        }
    }

    /// The next message; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Piece>> {
        while self.ready.is_empty() && !self.finished {
            self.line()?;
        }
        Ok(self.ready.pop_front().map(|mut piece| {
            self.number += 1;
            piece.number = self.number;
            piece
        }))
    }

    pub(super) fn into_inner(self) -> R {
        self.lines.into_inner()
    }

    fn line(&mut self) -> io::Result<()> {
        let Some(line) = self.lines.next()? else {
            self.finished = true;
            if let Some(held) = self.held.take() {
                // A separator with nothing behind it is an empty message only where one begins.
                add(
                    &mut self.current,
                    &mut self.before,
                    &held.line,
                    held.until,
                    false,
                );
            }
            if let Some(current) = self.current.take() {
                close(current, &mut self.ready);
            }
            return Ok(());
        };
        let bare = line.bytes.strip_suffix(b"\n").unwrap_or(line.bytes);
        let bare = bare.strip_suffix(b"\r").unwrap_or(bare);
        let bare = if line.at == 0 {
            bare.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bare)
        } else {
            bare
        };
        if let Some(held) = self.held.take() {
            // "Field:" or, in mailboxes filed twice, another line of a mailbox.
            let separates = is_field(bare) || bare.starts_with(b">From ");
            if separates && !held.covered {
                if let Some(current) = self.current.take() {
                    close(current, &mut self.ready);
                }
                self.current = Some(Current::new(held.until, held.filed));
            } else {
                let (offset, starts) = match &self.current {
                    Some(current) => (current.bytes.len(), held.at),
                    None => (0, 0),
                };
                add(
                    &mut self.current,
                    &mut self.before,
                    &held.line,
                    held.until,
                    false,
                );
                if let (true, Some(current)) = (separates, &mut self.current) {
                    current.doubted.push(Doubted {
                        offset,
                        line: held.line.len(),
                        starts: starts + held.line.len() as u64,
                        filed: held.filed,
                    });
                }
                self.after_empty = held.after_empty && held.line.trim_ascii().is_empty();
            }
        }
        let covered = self.current.as_ref().is_some_and(Current::covers);
        if let Some(filed) = separator(bare, self.after_empty).filter(|_| !line.too_long) {
            self.held = Some(Held {
                line: line.bytes.to_vec(),
                at: line.at,
                until: line.until,
                filed,
                covered,
                after_empty: self.after_empty,
            });
            self.after_empty = false;
            return Ok(());
        }
        self.after_empty = bare.is_empty();
        let (bytes, until, too_long) = (line.bytes, line.until, line.too_long);
        add(&mut self.current, &mut self.before, bytes, until, too_long);
        Ok(())
    }
}

/// `Some` where the line can separate, with the date that it bears.
fn separator(line: &[u8], after_empty: bool) -> Option<Option<Date>> {
    let rest = line.strip_prefix(b"From ")?;
    if matches!(rest.trim_ascii_end(), b"" | b"-") {
        return Some(None);
    }
    let (sender, date) = rest.split_at(rest.iter().position(|b| *b == b' ')?);
    let filed =
        read_date(without_remote(date)).filter(|d| d.words <= usize::from(d.zone_unknown))?;
    // What `git format-patch` writes: a commit and a day that never changes.
    let patch = sender.len() >= 40 && sender.iter().all(u8::is_ascii_hexdigit);
    (!patch && (after_empty || sender == b"-")).then_some(Some(filed))
}

/// UUCP told the host at the end: `remote from mailhub`.
fn without_remote(date: &[u8]) -> &[u8] {
    memchr::memmem::find(date, b" remote from ")
        .and_then(|i| date.get(..i))
        .unwrap_or(date)
}

fn add(current: &mut Option<Current>, before: &mut u64, line: &[u8], until: u64, too_long: bool) {
    match current {
        Some(current) => current.add(line, until, too_long),
        None => *before = until,
    }
}

impl Current {
    fn new(starts: u64, filed: Option<Date>) -> Self {
        Current {
            bytes: Vec::new(),
            starts,
            ends: starts,
            filed,
            too_large: false,
            in_head: true,
            promised: None,
            doubted: Vec::new(),
        }
    }

    /// Whether the next line stands inside what the `Content-Length` covers.
    fn covers(&self) -> bool {
        !self.too_large && self.promised.is_some_and(|end| self.bytes.len() < end)
    }

    fn add(&mut self, line: &[u8], until: u64, too_long: bool) {
        self.ends = until;
        if self.too_large {
            return;
        }
        if too_long || self.bytes.len() + line.len() > limits::MESSAGE {
            self.too_large = true;
            // Messages that a wrong length covered stand whole before what is too large.
            if self.doubted.is_empty() {
                self.bytes.truncate(KEPT_OF_TOO_LARGE);
                self.bytes.shrink_to_fit();
            }
            return;
        }
        self.bytes.extend_from_slice(line);
        if self.in_head {
            if line.trim_ascii().is_empty() {
                self.in_head = false;
                self.promised = self.promised.and_then(|n| n.checked_add(self.bytes.len()));
            } else if let Some(length) = content_length(line) {
                self.promised = Some(length);
            }
        }
    }
}

fn content_length(line: &[u8]) -> Option<usize> {
    let (name, value) = line.split_at(line.iter().position(|b| *b == b':')?);
    if !name.eq_ignore_ascii_case(b"content-length") {
        return None;
    }
    let length = std::str::from_utf8(value.get(1..)?)
        .ok()?
        .trim()
        .parse()
        .ok()?;
    // A longer one may be right; believing a wrong one would cost the messages that it covers.
    (length <= limits::MESSAGE / 2).then_some(length)
}

/// Hands a message out; where its `Content-Length` proved wrong, the several that it covered.
fn close(mut current: Current, ready: &mut std::collections::VecDeque<Piece>) {
    let right = !current.in_head
        && current.promised.is_some_and(|end| {
            current
                .bytes
                .get(end..)
                .is_some_and(|rest| rest.trim_ascii().is_empty())
        });
    if current.doubted.is_empty() || right {
        ready.push_back(Piece::of(current));
        return;
    }
    let cuts = std::mem::take(&mut current.doubted);
    let end = current.bytes.len();
    let (too_large, ends) = (current.too_large, current.ends);
    let mut from = (0, current.starts, current.filed);
    for cut in cuts.into_iter().map(Some).chain([None]) {
        let until = cut.as_ref().map_or(end, |c| c.offset);
        let last = cut.is_none();
        ready.push_back(Piece::of(Current {
            bytes: current
                .bytes
                .get(from.0..until)
                .unwrap_or_default()
                .to_vec(),
            starts: from.1,
            ends: match &cut {
                Some(c) => c.starts.saturating_sub(c.line as u64),
                None => ends,
            },
            filed: from.2,
            too_large: last && too_large,
            in_head: false,
            promised: None,
            doubted: Vec::new(),
        }));
        if let Some(cut) = cut {
            from = (cut.offset + cut.line, cut.starts, cut.filed);
        }
    }
}

impl Piece {
    fn of(current: Current) -> Self {
        let mut bytes = current.bytes;
        // The empty line before the next separator is the mailbox's.
        for end in [b"\r\n\r\n".as_slice(), b"\n\n"] {
            if bytes.ends_with(end) {
                bytes.truncate(bytes.len() - end.len() / 2);
                break;
            }
        }
        Piece {
            bytes,
            number: 0,
            place: (current.starts, current.ends),
            filed: current.filed,
            too_large: current.too_large,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Pieces;

    fn split(text: &str) -> Vec<String> {
        let mut pieces = Pieces::new(text.as_bytes());
        let mut all = Vec::new();
        while let Some(piece) = pieces.next().unwrap() {
            all.push(String::from_utf8(piece.bytes).unwrap());
        }
        all
    }

    const STAMP: &str = "Thu May 16 21:14:00 2019";

    #[test]
    fn only_separators_separate() {
        let one = format!("From a@b {STAMP}\nSubject: 1\n\nbody\n\n");
        for (text, expected) in [
            (format!("{one}{one}"), vec!["Subject: 1\n\nbody\n"; 2]),
            (format!("{one}From Russia with love\nSubject: x\n"), vec!["Subject: 1\n\nbody\n\nFrom Russia with love\nSubject: x\n"]),
            (format!("{one}From a@b {STAMP}\nno field\n"), vec![Box::leak(format!("Subject: 1\n\nbody\n\nFrom a@b {STAMP}\nno field\n").into_boxed_str())]),
            ("From \nA: 1\n\nx\nFrom -\nA: 2\n\ny\n".to_owned(), vec!["A: 1\n\nx\n", "A: 2\n\ny\n"]),
            (format!("From x {STAMP}\nA: 1\n\nb\n\nFrom {} Mon Sep 17 00:00:00 2001\nFrom: g\n", "a1".repeat(20)), vec![Box::leak(format!("A: 1\n\nb\n\nFrom {} Mon Sep 17 00:00:00 2001\nFrom: g\n", "a1".repeat(20)).into_boxed_str())]),
            ("From 154@xxx Fri Sep 16 22:26:51 +0000 2016\r\nA: 1\r\n\r\nb\r\n\r\nFrom b remote Fri Sep 16 22:26 2016 remote from hub\r\nA: 2\r\n".to_owned(), vec!["A: 1\r\n\r\nb\r\n\r\nFrom b remote Fri Sep 16 22:26 2016 remote from hub\r\nA: 2\r\n"]),
            ("From b Fri Sep 16 22:26 2016 remote from hub\nA: 2".to_owned(), vec!["A: 2"]),
        ] {
            assert_eq!(split(&text), expected, "{text}");
        }
    }

    #[test]
    fn a_right_content_length_protects_and_a_wrong_one_is_ignored() {
        let inner = format!("x\n\nFrom a@b {STAMP}\nSubject: 2\n\ny\n");
        for (length, count) in [(inner.len(), 1), (3, 2), (10_000, 2), (inner.len() - 4, 2)] {
            let text = format!(
                "From a@b {STAMP}\nContent-Length: {length}\n\n{inner}\nFrom a@b {STAMP}\nSubject: 3\n\nz\n"
            );
            assert_eq!(split(&text).len(), count + 1, "{length} of {}", inner.len());
        }
        assert_eq!(
            split(&format!("From a@b {STAMP}\nContent-Length: -1\n\n{inner}")).len(),
            2
        );
    }
}
