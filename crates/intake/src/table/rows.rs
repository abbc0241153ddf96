//! The records of a table: one or several lines each, with the cells they hold.
//!
//! Where a record ends is decided here, a few lines at a time, so that a quote which nobody closed
//! costs its own line and not the rest of the file; the cells are the `csv` crate's.

use std::collections::VecDeque;
use std::io::BufRead;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use crate::limits;
use crate::lines::{Letters, Lines, Writing};

/// Reads records one after the other.
pub(super) struct Rows<R> {
    lines: Lines<R>,
    writing: Writing,
    /// Bytes of the byte order mark.
    mark: usize,
    comma: u8,
    quoted: Reader,
    plain: Reader,
    /// Lines that were looked at and belong to the records that follow.
    waiting: VecDeque<Kept>,
    /// Quotes that nobody closed.
    open_quotes: u32,
}

/// After so many quotes without an end, quotes of this file do not reach over lines.
const OPEN_QUOTES: u32 = 100;
/// Lines of one record.
const LINES: usize = 2_000;

struct Kept {
    bytes: Vec<u8>,
    text: String,
    letters: Letters,
    number: u64,
    at: u64,
    until: u64,
    too_long: bool,
}

/// One record.
pub(super) struct Row {
    /// Its first line, from 1.
    pub(super) line: u64,
    pub(super) bytes: (u64, u64),
    /// As they stand, with the line end.
    pub(super) own: Vec<u8>,
    pub(super) letters: Letters,
    /// Its cells, or why there are none.
    pub(super) cells: Result<Vec<String>, &'static str>,
    /// It has a quote that is not closed, or is closed in the middle of a cell.
    pub(super) torn: bool,
}

impl<R: BufRead> Rows<R> {
    pub(super) fn new(input: R, writing: Writing, mark: usize, comma: u8) -> Self {
        let built = |quoting| {
            ReaderBuilder::new()
                .delimiter(comma)
                .quoting(quoting)
                .build()
        };
        Rows {
            lines: Lines::new(input, writing, limits::TABLE_ROW),
            writing,
            mark,
            comma,
            quoted: built(true),
            plain: built(false),
            waiting: VecDeque::new(),
            open_quotes: 0,
        }
    }

    /// The next record that is not empty; `width` is how many cells a record of this table has.
    pub(super) fn next(&mut self, width: Option<usize>) -> std::io::Result<Option<Row>> {
        loop {
            let Some(first) = self.line()? else {
                return Ok(None);
            };
            if first.too_long {
                return Ok(Some(refused(
                    &first,
                    "it is over the limit of 2 MB for one row",
                )));
            }
            if first.text.trim().is_empty() {
                continue;
            }
            return self.record(first, width).map(Some);
        }
    }

    fn record(&mut self, first: Kept, width: Option<usize>) -> std::io::Result<Row> {
        let mut quotes = Quotes::new(self.comma);
        quotes.see(&first.text);
        let mut more: Vec<Kept> = Vec::new();
        let mut length = first.bytes.len();
        let may_go_on = self.open_quotes < OPEN_QUOTES;
        while quotes.is_open() && may_go_on && length <= limits::TABLE_ROW && more.len() < LINES {
            match self.line()? {
                Some(line) if !line.too_long => {
                    quotes.see(&line.text);
                    length += line.bytes.len();
                    more.push(line);
                }
                Some(line) => {
                    self.waiting.push_front(line);
                    break;
                }
                None => break,
            }
        }
        if !quotes.is_open() && quotes.torn && more.is_empty() {
            // A quote that somebody typed: the line as it stands, where it has all its cells.
            let plain = cells(&mut self.plain, &first.text);
            if plain.as_ref().is_ok_and(|c| Some(c.len()) == width) {
                return Ok(row(first, more, plain.map(unquoted), true));
            }
        }
        if !quotes.is_open() {
            let text: String = std::iter::once(&first)
                .chain(&more)
                .map(|line| line.text.as_str())
                .collect();
            let cells = cells(&mut self.quoted, &text);
            let fits = cells
                .as_ref()
                .is_ok_and(|c| width.is_none_or(|w| c.len() == w));
            let split = !more.is_empty()
                && (quotes.torn || !fits)
                && more.iter().any(|line| self.is_row(&line.text, width));
            if !split {
                return Ok(row(first, more, cells, quotes.torn));
            }
        }
        // The line by itself, its quotes taken as they stand; the others come again.
        self.open_quotes += 1;
        for line in more.into_iter().rev() {
            self.waiting.push_front(line);
        }
        let cells = cells(&mut self.plain, &first.text).map(unquoted);
        Ok(row(first, Vec::new(), cells, true))
    }

    /// Whether a line is a record of its own.
    fn is_row(&mut self, text: &str, width: Option<usize>) -> bool {
        let cells = cells(&mut self.plain, text);
        width.is_some_and(|w| w > 1 && cells.is_ok_and(|c| c.len() == w))
    }

    fn line(&mut self) -> std::io::Result<Option<Kept>> {
        if let Some(line) = self.waiting.pop_front() {
            return Ok(Some(line));
        }
        let Some(line) = self.lines.next()? else {
            return Ok(None);
        };
        let skip = if line.at == 0 { self.mark } else { 0 };
        let bytes = line.bytes.get(skip..).unwrap_or_default();
        let (text, letters) = self.writing.letters(bytes);
        Ok(Some(Kept {
            bytes: bytes.to_vec(),
            text,
            letters,
            number: line.number,
            at: line.at + skip as u64,
            until: line.until,
            too_long: line.too_long,
        }))
    }

    pub(super) fn into_inner(self) -> R {
        self.lines.into_inner()
    }
}

fn refused(line: &Kept, why: &'static str) -> Row {
    Row {
        line: line.number,
        bytes: (line.at, line.until),
        own: Vec::new(),
        letters: line.letters,
        cells: Err(why),
        torn: false,
    }
}

fn row(first: Kept, more: Vec<Kept>, cells: Result<Vec<String>, &'static str>, torn: bool) -> Row {
    let (line, at) = (first.number, first.at);
    let (mut until, mut own, mut letters) = (first.until, first.bytes, first.letters);
    for next in more {
        own.extend_from_slice(&next.bytes);
        until = next.until;
        letters = letters.max(next.letters);
    }
    Row {
        line,
        bytes: (at, until),
        own,
        letters,
        cells,
        torn,
    }
}

/// The cells of one record.
fn cells(reader: &mut Reader, text: &str) -> Result<Vec<String>, &'static str> {
    const TOO_MANY: &str = "it has more than 16,384 columns";
    reader.reset();
    let mut input = text.trim_end_matches(['\r', '\n']).as_bytes();
    let mut out = vec![0; input.len() + 1];
    let mut ends = vec![0; 32];
    let (mut written, mut found) = (0, 0);
    loop {
        let (result, read, wrote, ended) = reader.read_record(
            input,
            out.get_mut(written..).unwrap_or_default(),
            ends.get_mut(found..).unwrap_or_default(),
        );
        input = input.get(read..).unwrap_or_default();
        written += wrote;
        found += ended;
        match result {
            // Nothing is left: the next round ends the record.
            ReadRecordResult::InputEmpty => input = &[],
            ReadRecordResult::OutputFull => out.resize(out.len() * 2, 0),
            ReadRecordResult::OutputEndsFull if ends.len() > limits::COLUMNS => {
                return Err(TOO_MANY);
            }
            ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
            ReadRecordResult::Record | ReadRecordResult::End => break,
        }
    }
    if found > limits::COLUMNS {
        return Err(TOO_MANY);
    }
    let mut from = 0;
    let mut cells = Vec::with_capacity(found);
    for end in ends.iter().take(found) {
        let cell = out.get(from..*end).unwrap_or_default();
        cells.push(String::from_utf8_lossy(cell).into_owned());
        from = *end;
    }
    Ok(cells)
}

/// Cells that stand as they were written, without the quotes around each.
fn unquoted(cells: Vec<String>) -> Vec<String> {
    let bare = |cell: String| {
        let inner = cell.strip_prefix('"').and_then(|c| c.strip_suffix('"'));
        inner
            .map(|inner| inner.replace("\"\"", "\""))
            .unwrap_or(cell)
    };
    cells.into_iter().map(bare).collect()
}

/// Whether a record goes on over a line end: a quote is open.
struct Quotes {
    comma: char,
    state: State,
    torn: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    Bare,
    Quoted,
    /// Behind a quote in a quoted cell: its end, or half of two that mean one.
    Closing,
}

impl Quotes {
    fn new(comma: u8) -> Self {
        Quotes {
            comma: char::from(comma),
            state: State::Start,
            torn: false,
        }
    }

    fn see(&mut self, text: &str) {
        for c in text.chars() {
            self.state = match (self.state, c) {
                (State::Start, '"') => State::Quoted,
                (State::Quoted, '"') => State::Closing,
                (State::Quoted, _) => State::Quoted,
                (State::Closing, '"') => State::Quoted,
                (_, '\n' | '\r') => State::Start,
                (_, c) if c == self.comma => State::Start,
                (State::Closing, _) => {
                    self.torn = true;
                    State::Bare
                }
                _ => State::Bare,
            };
        }
    }

    fn is_open(&self) -> bool {
        self.state == State::Quoted
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Rows;
    use crate::lines::{Letters, Writing};

    fn read(text: &[u8], comma: u8, width: usize) -> Vec<Vec<String>> {
        let mut rows = Rows::new(text, Writing::Utf8, 0, comma);
        let mut all = Vec::new();
        while let Some(row) = rows.next(Some(width)).unwrap() {
            all.push(row.cells.unwrap_or_else(|why| vec![why.to_owned()]));
        }
        all
    }

    #[test]
    fn a_cell_may_hold_lines_commas_and_quotes() {
        let all = read(b"a,\"one,\ntwo \"\"said\"\"\",c\r\nd,e,f\n", b',', 3);
        assert_eq!(all, [["a", "one,\ntwo \"said\"", "c"], ["d", "e", "f"]]);
    }

    #[test]
    fn a_quote_that_nobody_closed_costs_its_own_line() {
        let all = read(b"a,b,\"c\nd,e,f\ng,h,\"i\"\n", b',', 3);
        assert_eq!(all, [["a", "b", "\"c"], ["d", "e", "f"], ["g", "h", "i"]]);
        let all = read(b"a,\"b,c\nd,e,f\n", b',', 3);
        assert_eq!(all, [["a", "\"b", "c"], ["d", "e", "f"]]);
    }

    #[test]
    fn letters_of_old_windows_are_read_and_said() {
        let mut rows = Rows::new(b"caf\xe9;\x80 5\n".as_slice(), Writing::Utf8, 0, b';');
        let row = rows.next(None).unwrap().unwrap();
        assert_eq!(row.cells.unwrap(), ["caf\u{e9}", "\u{20ac} 5"]);
        assert_eq!(row.letters, Letters::Windows);
    }

    #[test]
    fn a_million_columns_are_refused_and_the_next_row_is_read() {
        let text = format!("{}\na,b\n", ",".repeat(1_000_000));
        let all = read(text.as_bytes(), b',', 2);
        assert_eq!(
            all,
            [vec!["it has more than 16,384 columns"], vec!["a", "b"]]
        );
    }
}
