//! What parts the cells of a table, and which row is its header.

use super::mapping::{Column, Field, Mapping, TableSeen, find, name_of, names_of, shown};
use super::rows::{Row, Rows};
use super::suggest::{Known, suggest};
use crate::dates::{Place, Written};
use crate::error::IntakeError;
use crate::limits;
use crate::lines::{Lines, Writing};
use crate::source::Source;

/// How a table is laid out.
pub(super) struct Layout {
    pub(super) comma: u8,
    pub(super) header: Vec<String>,
    pub(super) known: Known,
    /// Where the rows behind the header begin.
    pub(super) starts: u64,
    /// Rows that stand before the header.
    pub(super) before: usize,
    /// The first rows behind it.
    pub(super) rows: Vec<Vec<String>>,
    /// How many of a hundred of the first rows have as many cells as most of them.
    even: usize,
    /// The file itself names what parts its cells.
    told: bool,
}

const COMMAS: [u8; 4] = [b',', b';', b'\t', b'|'];

impl Layout {
    /// From the beginning of a source; `None` where it has no columns.
    pub(super) fn of(source: &Source, mapping: Option<&Mapping>) -> Option<Self> {
        if source.archive().is_some() || source.folder().is_some() {
            return None;
        }
        let told = told(source.head());
        let found = |comma: u8| {
            let rows = head(source, comma);
            let (width, even) = usual(&rows)?;
            Some((comma, rows, width, even))
        };
        let all: Vec<_> = match told {
            Some((comma, _)) => found(comma).into_iter().collect(),
            None => COMMAS.into_iter().filter_map(found).collect(),
        };
        let named = mapping.filter(|m| m.iter().any(|(_, c)| c.parse::<usize>().is_err()));
        let (comma, rows, width, even) = all.into_iter().max_by_key(|(_, rows, width, even)| {
            (header_named(rows, named).is_some(), *even, *width)
        })?;
        let at = header_named(&rows, named).or_else(|| header_likely(&rows, width))?;
        let row = rows.get(at)?;
        let mut header = row.cells.clone().ok()?;
        let mut starts = row.bytes.1;
        // Where a date stands in it, the first row is no header.
        let bare = named.is_none() && header.iter().any(|cell| is_date(cell));
        if bare {
            header = vec![String::new(); header.len()];
            starts = row.bytes.0;
        }
        let rest = rows
            .iter()
            .skip(if bare { at } else { at + 1 })
            .filter_map(|r| r.cells.clone().ok());
        Some(Layout {
            comma,
            known: Known::of(&header),
            rows: rest.take(limits::HEADER_WITHIN).collect(),
            header,
            starts: starts.max(told.map_or(0, |(_, end)| end)),
            before: at,
            even,
            told: told.is_some(),
        })
    }

    /// Whether it is a table for sure, or might be one: by its columns and the words of its header.
    pub(super) fn looks_like_one(&self, source: &Source) -> (bool, bool) {
        let head = source.head();
        let other = head
            .iter()
            .find(|b| !b.is_ascii_whitespace())
            .is_some_and(|b| matches!(b, b'<' | b'{'));
        let wide = Writing::of(head).0 != Writing::Utf8;
        if other || (!wide && head.contains(&0)) {
            return (false, false);
        }
        let name = source.name().to_ascii_lowercase();
        let named = [".csv", ".tsv", ".tab"]
            .iter()
            .any(|end| name.ends_with(end));
        let by_header = suggest(&self.header, &[]);
        let speaks = (by_header.has(Field::Time) || by_header.has(Field::Date))
            && [Field::Words, Field::From, Field::Direction]
                .iter()
                .any(|field| by_header.has(*field));
        let known = self.known != Known::No;
        (known, (named || self.told || speaks) && self.even >= 50)
    }

    /// What a person is shown who says which column is what.
    pub(super) fn seen(&self, name: &str) -> TableSeen {
        const ROWS: usize = 3;
        let mut suggested = suggest(&self.header, &self.rows);
        self.suggest_by_cells(&mut suggested);
        TableSeen {
            name: name.to_owned(),
            columns: names_of(&self.header),
            rows: self
                .rows
                .iter()
                .take(ROWS)
                .map(|row| row.iter().map(|cell| shown(cell)).collect())
                .collect(),
            suggested,
            known: self.known.words(),
        }
    }

    /// Where the header says nothing: the column of dates, and the one of most words.
    fn suggest_by_cells(&self, mapping: &mut Mapping) {
        let taken: Vec<usize> = mapping
            .iter()
            .filter_map(|(_, column)| find(&self.header, column).ok())
            .collect();
        let cells = |at: usize| self.rows.iter().filter_map(move |row| row.get(at));
        let free = |at: &usize| !taken.contains(at);
        let dated = |at: &usize| {
            let dates = cells(*at).filter(|cell| is_date(cell)).count();
            dates > 0 && dates * 2 >= cells(*at).count()
        };
        let time = (0..self.header.len()).filter(free).find(dated);
        let has_time = mapping.has(Field::Time) || mapping.has(Field::Date);
        if let Some(at) = time.filter(|_| !has_time) {
            mapping.add(Field::Time, &name_of(&self.header, at));
        }
        let letters = |at: &usize| cells(*at).map(String::len).sum::<usize>();
        let sentences = |at: &usize| cells(*at).any(|cell| cell.trim().contains(' '));
        let longest = (0..self.header.len())
            .filter(free)
            .filter(|at| Some(*at) != time && sentences(at))
            .max_by_key(letters);
        if let Some(at) = longest.filter(|_| !mapping.has(Field::Words)) {
            mapping.add(Field::Words, &name_of(&self.header, at));
        }
    }

    /// The columns that a mapping names.
    pub(super) fn columns(
        &self,
        name: &str,
        mapping: &Mapping,
    ) -> Result<Vec<Column>, IntakeError> {
        mapping
            .iter()
            .map(|(field, wanted)| {
                let at = find(&self.header, wanted).map_err(|why| IntakeError::NoColumn {
                    name: name.to_owned(),
                    why,
                    columns: names_of(&self.header),
                })?;
                Ok(Column {
                    field,
                    header: self.header.get(at).cloned().unwrap_or_default(),
                    number: at + 1,
                })
            })
            .collect()
    }
}

fn is_date(cell: &str) -> bool {
    Written::read(cell, Place::Cell).is_some()
}

/// The line `sep=;` with which spreadsheets say what parts the cells, and where it ends.
fn told(head: &[u8]) -> Option<(u8, u64)> {
    let (writing, mark) = Writing::of(head);
    let mut lines = Lines::new(head, writing, limits::HEAD_OF_SOURCE);
    let line = lines.next().ok()??;
    let (bare, _) = writing.split_end(line.bytes);
    let skipped = bare.get(mark..)?;
    let text = writing
        .text(skipped)
        .0
        .trim()
        .trim_matches('"')
        .to_ascii_lowercase();
    let comma = text.strip_prefix("sep=")?;
    let comma = if comma.is_empty() { "\t" } else { comma };
    match comma.as_bytes() {
        [one] if one.is_ascii() => Some((*one, line.until)),
        _ => None,
    }
}

/// The first rows, read with this between the cells.
fn head(source: &Source, comma: u8) -> Vec<Row> {
    let (writing, mark) = Writing::of(source.head());
    let mut rows = Rows::new(source.head(), writing, mark, comma);
    let mut all = Vec::new();
    let skip = told(source.head()).map_or(0, |(_, end)| end);
    while all.len() < limits::HEADER_WITHIN
        && let Ok(Some(row)) = rows.next(None)
    {
        if row.bytes.0 >= skip {
            all.push(row);
        }
    }
    // The last one may be cut off where the head ends.
    let head = source.head().len() as u64;
    if source.len() > head && all.last().is_some_and(|row| row.bytes.1 >= head) && all.len() > 1 {
        all.pop();
    }
    all
}

/// How many cells most rows have, and how many rows of a hundred.
fn usual(rows: &[Row]) -> Option<(usize, usize)> {
    let widths: Vec<usize> = rows
        .iter()
        .filter_map(|row| row.cells.as_ref().ok().map(Vec::len))
        .collect();
    let count = |width: usize| widths.iter().filter(|w| **w == width).count();
    let width = widths
        .iter()
        .copied()
        .filter(|width| *width > 1)
        .max_by_key(|width| (count(*width), *width))?;
    Some((width, count(width) * 100 / widths.len()))
}

/// The first row that has all the headers which a person named.
fn header_named(rows: &[Row], mapping: Option<&Mapping>) -> Option<usize> {
    let mapping = mapping?;
    rows.iter().position(|row| {
        row.cells.as_ref().is_ok_and(|cells| {
            cells.len() > 1
                && mapping
                    .iter()
                    .all(|(_, column)| find(cells, column).is_ok())
        })
    })
}

/// The first row whose words are those of a header, else the first as wide as most.
fn header_likely(rows: &[Row], width: usize) -> Option<usize> {
    let at = |wanted: &dyn Fn(&[String]) -> bool| {
        rows.iter()
            .position(|row| row.cells.as_ref().is_ok_and(|cells| wanted(cells)))
    };
    at(&|cells| cells.len() > 1 && suggest(cells, &[]).iter().count() > 1)
        .or_else(|| at(&|cells| cells.len() == width))
}
