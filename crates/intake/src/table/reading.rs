//! From the rows of a table to drafts.

use std::io::BufReader;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use standfast_model::draft::{
    Attachment, AttachmentContent, Draft, DraftKind, DraftTime, Person, Place,
};
use standfast_model::lists::Channel;
use standfast_model::normalise;

use super::layout::Layout;
use super::mapping::{Column, Field, plain};
use super::rows::{Row, Rows};
use super::suggest::Known;
use super::values::{self, Way};
use crate::dates::{self, Written};
use crate::error::IntakeError;
use crate::identity::{Equals, Identity};
use crate::lines::{Letters, Writing};
use crate::mail::html;
use crate::meta::repair;
use crate::order::Orders;
use crate::parties::keeper;
use crate::reader::{DateOrder, DatesRead, DecidedBy, Flow, Report, Settings, Sink};
use crate::source::Source;
use crate::store::{Hashing, SourceReader};

/// A table that is being read, with the columns that a person named.
pub(super) struct Reading<'s> {
    pub(super) source: &'s Source,
    pub(super) settings: &'s Settings,
    layout: Layout,
    pub(super) columns: Vec<Column>,
    writing: Writing,
}

impl<'s> Reading<'s> {
    pub(super) fn open(source: &'s Source, settings: &'s Settings) -> Result<Self, IntakeError> {
        let name = source.name();
        let layout = Layout::of(source, settings.mapping.as_ref()).ok_or_else(|| {
            IntakeError::NotRecognised {
                name: name.to_owned(),
            }
        })?;
        let Some(mapping) = &settings.mapping else {
            return Err(IntakeError::AskColumns(Box::new(layout.seen(name))));
        };
        let columns = layout.columns(name, mapping)?;
        Ok(Reading {
            source,
            settings,
            layout,
            columns,
            writing: Writing::of(source.head()).0,
        })
    }

    /// Hands over every row behind the header.
    pub(super) fn rows(&self, each: &mut dyn FnMut(Row) -> Flow) -> Result<(), IntakeError> {
        const PIECE: usize = 128 << 10;
        let (_, mark) = Writing::of(self.source.head());
        let input: BufReader<Hashing<SourceReader>> =
            BufReader::with_capacity(PIECE, Hashing::new(self.source.reader()));
        let mut rows = Rows::new(input, self.writing, mark, self.layout.comma);
        let mut width = (self.layout.starts == 0).then_some(self.layout.header.len());
        while let Some(row) = rows.next(width).map_err(|e| self.source.unreadable(e))? {
            if row.bytes.1 >= self.layout.starts {
                width = Some(self.layout.header.len());
            }
            let empty = |cells: &Vec<String>| cells.iter().all(|cell| cell.trim().is_empty());
            if row.bytes.0 < self.layout.starts || row.cells.as_ref().is_ok_and(empty) {
                continue;
            }
            if each(row) == Flow::Stop {
                return Ok(());
            }
        }
        self.source.saw(rows.into_inner().into_inner().hex())
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.columns.iter().any(|column| column.field == field)
    }

    /// Whether it is a log that somebody kept: nothing in it says who did what.
    fn is_log(&self) -> bool {
        ![Field::From, Field::FromAccount, Field::Direction]
            .iter()
            .any(|field| self.has(*field))
    }

    /// The cells of a field, as they are read.
    fn cells<'r>(&'r self, row: &'r [String], field: Field) -> impl Iterator<Item = &'r str> {
        self.columns
            .iter()
            .filter(move |column| column.field == field)
            .filter_map(move |column| row.get(column.number - 1))
            .map(String::as_str)
    }

    fn cell(&self, row: &[String], field: Field) -> String {
        let cell = self.cells(row, field).next().unwrap_or_default().trim();
        match self.layout.known {
            Known::No => cell.to_owned(),
            // These downloads take the bytes of a letter for letters of their own.
            _ => repair(cell).unwrap_or_else(|| cell.to_owned()),
        }
    }

    /// Date and time as one text.
    pub(super) fn when(&self, row: &[String]) -> String {
        let (date, time) = (self.cell(row, Field::Date), self.cell(row, Field::Time));
        if date.is_empty() || time.is_empty() {
            return date + &time;
        }
        // A spreadsheet may write midnight behind a date whose time is another column.
        let day = Written::read(&date, dates::Place::Cell)
            .map_or_else(|| date.clone(), |written| written.shown(&date).to_owned());
        format!("{day} {time}")
    }

    /// Which thread, for who writes to whom.
    pub(super) fn thread(&self, row: &[String]) -> String {
        self.cell(row, Field::Thread)
    }

    /// Sender and recipients; `Err`: nothing says which of the two it is.
    pub(super) fn people(
        &self,
        row: &[String],
    ) -> Result<(Option<Person>, Vec<Person>), &'static str> {
        let from = values::person(
            &self.cell(row, Field::From),
            &self.cell(row, Field::FromAccount),
        );
        let to = values::people(
            &self.cell(row, Field::To),
            &self.cell(row, Field::ToAccount),
        );
        if !self.has(Field::Direction) {
            return Ok((from, to));
        }
        let way = Way::read(&self.cell(row, Field::Direction))
            .ok_or("its direction says neither received nor sent")?;
        let both = (self.has(Field::From) || self.has(Field::FromAccount))
            && (self.has(Field::To) || self.has(Field::ToAccount));
        // One column for the other person, whoever it was that sent.
        let other = || from.clone().into_iter().chain(to.clone());
        Ok(match (way, both) {
            (Way::In, true) => (from, if to.is_empty() { vec![keeper()] } else { to }),
            (Way::Out, true) => (Some(from.unwrap_or_else(keeper)), to),
            (Way::In, false) => (other().next(), vec![keeper()]),
            (Way::Out, false) => (Some(keeper()), other().collect()),
        })
    }

    pub(super) fn read(&self, sink: &mut Sink<'_>) -> Result<Report, IntakeError> {
        let orders = self.learned()?.orders(self.source.name(), self.settings)?;
        let mut report = Report::new(super::ID);
        report.columns = self.columns.clone();
        report.dates = orders.as_ref().map(|orders| orders.read.clone());
        if let Some(DatesRead {
            by: DecidedBy::Merged { at },
            ..
        }) = &report.dates
        {
            let why = "day and month change places here: two lists were put into one, or a program turned some dates round";
            report.problem(at.clone(), why);
        }
        if self.layout.before > 0 {
            report.notes.push(format!(
                "{} rows stand before the header and are not read.",
                self.layout.before
            ));
        }
        let mut maker = Maker {
            table: self,
            orders,
            before: None,
            equals: Equals::default(),
        };
        self.rows(&mut |row| {
            let at = format!("line {}", row.line);
            match maker.draft(row, &at, &mut report) {
                Ok(draft) => report.hand_over(draft, sink),
                Err(why) => {
                    report.not_understood(at, why);
                    Flow::Go
                }
            }
        })?;
        Ok(report)
    }
}

/// Makes the drafts.
struct Maker<'t, 's> {
    table: &'t Reading<'s>,
    orders: Option<Orders>,
    before: Option<DateTime>,
    equals: Equals,
}

impl Maker<'_, '_> {
    fn draft(&mut self, row: Row, at: &str, report: &mut Report) -> Result<Draft, &'static str> {
        let table = self.table;
        let mut cells = row.cells?;
        let mut doubts = Vec::new();
        let mut marks = Vec::new();
        let width = table.layout.header.len();
        if cells.len() > width {
            doubts.push("it has more cells than the table has columns");
            let last = table
                .columns
                .iter()
                .any(|c| c.field == Field::Words && c.number == width);
            // What was cut off by a comma in the words goes with the words.
            let comma = char::from(table.layout.comma).to_string();
            let rest = cells.split_off(width);
            if let Some(words) = cells.last_mut().filter(|_| last) {
                *words = std::iter::once(words.as_str())
                    .chain(rest.iter().map(String::as_str))
                    .collect::<Vec<_>>()
                    .join(&comma);
            }
        }
        if row.letters != Letters::Right {
            doubts.push(row.letters.doubt());
        }
        if row.letters == Letters::Windows {
            marks.push("repaired");
        }
        if row.torn {
            doubts.push("a quote in it is not closed; it is read as it stands");
        }
        for doubt in &doubts {
            report.problem(at, *doubt);
        }
        let said = table.when(&cells);
        let (from, to) = table.people(&cells)?;
        let title = Some(table.cell(&cells, Field::Title)).filter(|t| !t.is_empty());
        let words = self.words(&cells, &mut marks);
        let files = table.cell(&cells, Field::Files);
        let (time, canonical, more) = self.time(&said, row.line);
        let nothing = title.is_none() && words.is_none() && files.is_empty() && from.is_none();
        if nothing && time == DraftTime::Unknown {
            return Err("nothing stands in the columns that were named");
        }
        for doubt in &more {
            if doubt.as_str() == NO_DATE {
                report.problem(at, NO_DATE);
            }
        }
        let (channel, platform) = self.channel(&cells);
        let kind = match &channel {
            _ if table.is_log() => DraftKind::Note,
            Channel::Call => DraftKind::Call,
            Channel::FriendRequest => DraftKind::Request,
            _ => DraftKind::Message,
        };
        let kept = table.writing.split_end(&row.own).0.len();
        let mut own = row.own;
        own.truncate(kept);
        let attachments = if files.is_empty() {
            Vec::new()
        } else {
            vec![Attachment {
                name: files,
                declared: None,
                content: AttachmentContent::Missing,
            }]
        };
        let mut draft = Draft {
            place: Place {
                file: String::new(),
                at: at.to_owned(),
                bytes: row.bytes,
            },
            kind,
            channel,
            platform,
            thread: table.thread(&cells),
            id: None,
            identity: self.identity(&from, &to, &canonical, title.as_deref(), words.as_deref()),
            from,
            to,
            time,
            title,
            words,
            marks: Vec::new(),
            attachments,
            doubts: Vec::new(),
            own_bytes: own,
            line_end: table.writing.line_end(),
        };
        for mark in marks {
            draft.mark(mark);
        }
        for doubt in doubts {
            draft.doubt(doubt);
        }
        for doubt in more {
            draft.doubt(doubt);
        }
        Ok(draft)
    }

    fn words(&self, cells: &[String], marks: &mut Vec<&'static str>) -> Option<String> {
        let known = self.table.layout.known != Known::No;
        let mut all = Vec::new();
        for cell in self.table.cells(cells, Field::Words) {
            if cell.trim().is_empty() {
                continue;
            }
            let mut words = cell.to_owned();
            if known && let Some(right) = repair(&words) {
                marks.push("repaired");
                words = right;
            }
            if known && words.contains("</") {
                marks.push("html");
                let page = html::to_text(&words);
                if !page.hidden.is_empty() {
                    marks.push("hidden-text");
                }
                words = page.shown;
            }
            all.push(words);
        }
        (!all.is_empty()).then(|| all.join("\n"))
    }

    /// When, the same in one form, and what is doubtful.
    fn time(&mut self, said: &str, line: u64) -> (DraftTime, String, Vec<String>) {
        let now = self.table.settings.now;
        if said.is_empty() {
            let doubt = "it bears no date".to_owned();
            return (DraftTime::Unknown, String::new(), vec![doubt]);
        }
        let unknown = || {
            let time = dates::in_words(said, now);
            let doubts = time.is_none().then(|| NO_DATE.to_owned());
            let doubts = doubts.into_iter().collect();
            (time.unwrap_or(DraftTime::Unknown), plain(said), doubts)
        };
        let written = Written::read(said, dates::Place::Cell).filter(|w| w.day.has_year());
        let Some(written) = written else {
            return unknown();
        };
        let read_as = |order| Some(written.day_in(order, 0, now)?.at(0, 0, 0, 0));
        let open = written.dated(0, now).is_some();
        let read = match self.orders.as_ref().filter(|_| open) {
            Some(orders) => orders.time(read_as, line, self.before),
            None => read_as(DateOrder::Ymd).map(|time| (time, false)),
        };
        let Some((day, doubtful)) = read else {
            return unknown();
        };
        self.before = Some(day);
        let (time, mut doubts) = written.time(day.date(), now);
        if doubtful {
            doubts.push("day and month can be read either way here".to_owned());
        }
        if !self.plausible(&time) {
            doubts
                .push("its date cannot be right: it is before 1990 or after the import".to_owned());
        }
        let canonical = match &time {
            DraftTime::Instant { at, .. } => at.to_string(),
            DraftTime::Local { wall, .. } => wall.to_string(),
            DraftTime::Said { words, .. } => words.clone(),
            DraftTime::Unknown => String::new(),
        };
        (time, canonical, doubts)
    }

    fn plausible(&self, time: &DraftTime) -> bool {
        match time {
            DraftTime::Instant { at, .. } => self.table.settings.plausible(*at),
            DraftTime::Local { wall, .. } => TimeZone::UTC
                .to_timestamp(*wall)
                .is_ok_and(|at| self.table.settings.plausible(at)),
            DraftTime::Said { .. } | DraftTime::Unknown => true,
        }
    }

    /// How it came, and where; what a row says goes before what was said of all.
    fn channel(&self, cells: &[String]) -> (Channel, Option<String>) {
        let table = self.table;
        let said = values::channel(&table.cell(cells, Field::Channel));
        let (by_row, by_word) = said.map_or((None, None), |(c, p)| (Some(c), p));
        let by_export = match table.layout.known {
            Known::LinkedInMessages => Some(Channel::Message),
            Known::LinkedInInvitations => Some(Channel::FriendRequest),
            Known::No => None,
        };
        let channel = by_row
            .or_else(|| table.settings.channel.clone())
            .or(by_export)
            .unwrap_or_else(|| Channel::Other(String::new()));
        let by_export = (table.layout.known != Known::No).then_some("linkedin");
        let platform = Some(table.cell(cells, Field::Platform).to_lowercase())
            .filter(|p| !p.is_empty())
            .or_else(|| by_word.or(by_export).map(str::to_owned));
        (channel, platform)
    }

    /// Who, when and what, and which of its equals it is.
    fn identity(
        &mut self,
        from: &Option<Person>,
        to: &[Person],
        when: &str,
        title: Option<&str>,
        words: Option<&str>,
    ) -> String {
        let who = |p: &Person| {
            p.identity()
                .unwrap_or_else(|| normalise(""))
                .as_str()
                .to_owned()
        };
        let mut to: Vec<String> = to.iter().map(who).collect();
        to.sort();
        let digest = Identity::of("table")
            .with(from.as_ref().map(who).unwrap_or_default().as_bytes())
            .with(to.join("\n").as_bytes())
            .with(when.as_bytes())
            .with(title.unwrap_or_default().as_bytes())
            .with(words.unwrap_or_default().as_bytes())
            .finish();
        let nth = self.equals.nth(&digest);
        Identity::of("table-nth")
            .with(&digest)
            .with(&nth.to_be_bytes())
            .hex()
    }
}

const NO_DATE: &str = "its date was not understood";
