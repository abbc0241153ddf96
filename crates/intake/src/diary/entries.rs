//! The entries of a diary: where each begins, and which lines belong to it.

use std::io::BufReader;

use crate::dates::{Place, Written, year_heading};
use crate::error::IntakeError;
use crate::limits;
use crate::lines::{Letters, Line, Lines, Writing};
use crate::reader::Flow;
use crate::source::Source;
use crate::store::Hashing;

/// What stands in a diary.
pub(super) enum Found {
    Entry(Box<Entry>),
    /// A heading that names a year.
    Year(i16),
    /// What is no entry.
    Nothing {
        line: u64,
        why: String,
    },
}

/// One entry.
pub(super) struct Entry {
    /// The line it begins on, from 1.
    pub(super) line: u64,
    pub(super) bytes: (u64, u64),
    pub(super) own: Vec<u8>,
    pub(super) date: Written,
    /// The date as it stands.
    pub(super) written: String,
    /// The date stands on this entry's own line; else it is that of the entry above.
    pub(super) heads: bool,
    pub(super) text: String,
    pub(super) letters: Letters,
    too_large: bool,
}

/// Hands over all that stands in a source; the digest of the file at its end.
pub(super) fn each(
    source: &Source,
    sink: &mut dyn FnMut(Found) -> Flow,
) -> Result<Option<String>, IntakeError> {
    const PIECE: usize = 128 << 10;
    let (writing, mark) = Writing::of(source.head());
    let input = BufReader::with_capacity(PIECE, Hashing::new(source.reader()));
    let mut lines = Lines::new(input, writing, limits::LINE);
    let mut walk = Walk {
        writing,
        mark,
        open: None,
        before: (0, 0),
        sink,
    };
    while let Some(line) = lines.next().map_err(|e| source.unreadable(e))? {
        if walk.line(&line) == Flow::Stop {
            return Ok(None);
        }
    }
    if walk.close() == Flow::Stop {
        return Ok(None);
    }
    Ok(Some(lines.into_inner().into_inner().hex()))
}

/// Whether a source looks like dated lines: the first one is, or several of its first ones are.
pub(super) fn look_like(source: &Source) -> bool {
    const LINES: usize = 200;
    let head = source.head();
    let (writing, mark) = Writing::of(head);
    let other = head
        .iter()
        .find(|b| !b.is_ascii_whitespace())
        .is_none_or(|b| matches!(b, b'<' | b'{'));
    let whole = source.archive().is_none() && source.folder().is_none();
    if other || !whole || (writing == Writing::Utf8 && head.contains(&0)) {
        return false;
    }
    let mut lines = Lines::new(head, writing, limits::LINE);
    let (mut all, mut dated, mut first) = (0, 0, None);
    while all < LINES
        && let Ok(Some(line)) = lines.next()
    {
        let (text, _) = text(writing, if line.at == 0 { mark } else { 0 }, &line);
        if text.trim().is_empty() {
            continue;
        }
        let is_dated = Written::read(&text, Place::Line).is_some();
        first.get_or_insert(is_dated || year_heading(&text).is_some());
        all += 1;
        dated += usize::from(is_dated);
    }
    dated > 0 && (first == Some(true) || dated >= 2 && dated * 10 >= all)
}

/// The characters of a line without its end.
fn text(writing: Writing, skip: usize, line: &Line<'_>) -> (String, Letters) {
    let raw = line.bytes.get(skip..).unwrap_or_default();
    writing.letters(writing.split_end(raw).0)
}

struct Walk<'w> {
    writing: Writing,
    mark: usize,
    open: Option<Open>,
    /// Lines before the first date: the first of them, and how many.
    before: (u64, u64),
    sink: &'w mut dyn FnMut(Found) -> Flow,
}

/// The entry whose next lines are still to come.
struct Open {
    entry: Entry,
    /// Line ends that belong to it only if more follows.
    gap: Vec<u8>,
    empty_lines: usize,
}

impl Walk<'_> {
    fn line(&mut self, line: &Line<'_>) -> Flow {
        let skip = if line.at == 0 { self.mark } else { 0 };
        let raw = line.bytes.get(skip..).unwrap_or_default();
        let (text, letters) = text(self.writing, skip, line);
        if text.trim().is_empty() && !line.too_long {
            if let Some(open) = &mut self.open {
                open.gap.extend_from_slice(raw);
                open.empty_lines += 1;
            }
            return Flow::Go;
        }
        let begin = |date: Written, heads: bool| Open {
            entry: Entry {
                line: line.number,
                bytes: (line.at + skip as u64, line.until),
                own: raw.to_vec(),
                written: date.shown(&text).trim().to_owned(),
                text: text
                    .get(date.rest..)
                    .unwrap_or_default()
                    .trim_end()
                    .to_owned(),
                date,
                heads,
                letters,
                too_large: line.too_long,
            },
            gap: Vec::new(),
            empty_lines: 0,
        };
        if let Some(date) = Written::read(&text, Place::Line) {
            let flow = self.close();
            self.open = Some(begin(date, true));
            return flow;
        }
        if let Some(year) = year_heading(&text) {
            let flow = self.close();
            return match flow {
                Flow::Go => (self.sink)(Found::Year(year)),
                Flow::Stop => flow,
            };
        }
        let Some(open) = &mut self.open else {
            if self.before.1 == 0 {
                self.before.0 = line.number;
            }
            self.before.1 += 1;
            return Flow::Go;
        };
        if let Some(date) = open.entry.date.later(&text) {
            let mut next = begin(date, false);
            next.entry.written.clone_from(&open.entry.written);
            if open.entry.heads && open.entry.text.is_empty() && !open.entry.date.has_clock() {
                // A date alone heads it: the two are one.
                next.entry.heads = true;
                next.entry.bytes.0 = open.entry.bytes.0;
                let mut own = std::mem::take(&mut open.entry.own);
                own.append(&mut open.gap);
                own.append(&mut next.entry.own);
                next.entry.own = own;
                *open = next;
                return Flow::Go;
            }
            let flow = self.close();
            self.open = Some(next);
            return flow;
        }
        open.go_on(line, raw, &text, letters);
        Flow::Go
    }

    /// Hands over the entry that is open.
    fn close(&mut self) -> Flow {
        if self.before.1 > 0 {
            let (line, lines) = std::mem::take(&mut self.before);
            let why = if lines == 1 {
                "this line stands before the first date and belongs to none".to_owned()
            } else {
                format!("{lines} lines stand before the first date and belong to none")
            };
            if (self.sink)(Found::Nothing { line, why }) == Flow::Stop {
                return Flow::Stop;
            }
        }
        let Some(Open { entry, .. }) = self.open.take() else {
            return Flow::Go;
        };
        let nothing = |why: &str| Found::Nothing {
            line: entry.line,
            why: why.to_owned(),
        };
        let found = if entry.too_large {
            nothing("it is over the limit of 8 MB for one entry")
        } else if entry.text.is_empty() {
            nothing("a date with nothing behind it")
        } else {
            Found::Entry(Box::new(entry))
        };
        (self.sink)(found)
    }
}

impl Open {
    /// A line without a date.
    fn go_on(&mut self, line: &Line<'_>, raw: &[u8], text: &str, letters: Letters) {
        let entry = &mut self.entry;
        entry.bytes.1 = line.until;
        if line.too_long || entry.own.len() + self.gap.len() + raw.len() > limits::RECORD {
            entry.too_large = true;
            return;
        }
        entry.own.append(&mut self.gap);
        entry.own.extend_from_slice(raw);
        if !entry.text.is_empty() {
            for _ in 0..=self.empty_lines {
                entry.text.push('\n');
            }
        }
        self.empty_lines = 0;
        entry.text.push_str(text.trim_end());
        entry.letters = entry.letters.max(letters);
    }
}
