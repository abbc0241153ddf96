//! A diary or an old log as dated lines, typed or pasted: `3 March 2014 - card through the door`.
//!
//! An entry begins with a date as people write it ([`crate::dates`]); lines without one go on with
//! the entry above, a date alone heads the lines below it, and a time of day at the start of a
//! line is another entry of that day. Every entry is the clinician's note of what the subject did,
//! unless it begins with `me:`. Which of two numbers is the day, the whole file decides
//! ([`crate::order`]); a year that nobody wrote is taken from the lines around it, and said.
//!
//! Never here: what came how. Only the person can say that.

mod entries;
mod years;

use standfast_model::draft::{Draft, DraftKind, DraftTime, Place};
use standfast_model::lists::Channel;

use crate::dates;
use crate::error::IntakeError;
use crate::identity::{Equals, Identity};
use crate::lines::{Letters, Writing};
use crate::mail::first_line;
use crate::order::{Evidence, Orders};
use crate::parties::keeper;
use crate::reader::{
    Certainty, DateOrder, DatesRead, DecidedBy, Flow, Reader, ReaderId, Report, Sealing, Settings,
    Sink, Survey,
};
use crate::source::Source;
use entries::{Entry, Found, each};
use years::{Year, Years};

/// Reads dated lines.
pub struct Diary;

const ID: ReaderId = ReaderId("diary");

impl Reader for Diary {
    fn id(&self) -> ReaderId {
        ID
    }

    /// Never sure: every list has dates.
    fn recognise(&self, source: &Source) -> Certainty {
        if entries::look_like(source) {
            Certainty::Perhaps
        } else {
            Certainty::No
        }
    }

    fn sealing(&self) -> Sealing {
        Sealing::OneExtract
    }

    fn survey(&self, _: &Source, _: &Settings) -> Result<Survey, IntakeError> {
        Ok(Survey::default())
    }

    fn read(
        &self,
        source: &Source,
        settings: &Settings,
        sink: &mut Sink<'_>,
    ) -> Result<Report, IntakeError> {
        if source.archive().is_some() || source.folder().is_some() {
            return Err(IntakeError::NotRecognised {
                name: source.name().to_owned(),
            });
        }
        let learned = Learned::from(source, settings)?;
        let mut reading = Reading::new(source, settings, learned);
        let digest = each(source, &mut |found| reading.found(found, sink))?;
        if let Some(digest) = digest {
            source.saw(digest)?;
        }
        Ok(reading.finish())
    }
}

/// What the first pass knows: the order of day and month, and the first year that is written.
struct Learned {
    orders: Option<Orders>,
    year: Option<i16>,
}

impl Learned {
    fn from(source: &Source, settings: &Settings) -> Result<Self, IntakeError> {
        let (mut evidence, mut open, mut dated, mut year) =
            (Evidence::either_way(), false, false, None);
        each(source, &mut |found| {
            match &found {
                Found::Year(heading) => year = year.or(Some(*heading)),
                Found::Entry(entry) if entry.heads => {
                    dated = true;
                    if let Some(numbers) = entry
                        .date
                        .dated(dates::this_year(settings.now), settings.now)
                    {
                        open = true;
                        evidence.see(entry.line, &numbers, &entry.written);
                    }
                    year = year.or_else(|| entry.date.year(settings.now));
                }
                _ => {}
            }
            Flow::Go
        })?;
        if !dated {
            return Err(IntakeError::NothingUnderstood {
                name: source.name().to_owned(),
                reader: ID,
                at: "line 1".to_owned(),
                line: first_line(source.head()),
            });
        }
        let orders = open
            .then(|| evidence.decided(source.name(), settings))
            .transpose()?;
        Ok(Learned { orders, year })
    }
}

/// The second pass.
struct Reading<'s> {
    settings: &'s Settings,
    writing: Writing,
    orders: Option<Orders>,
    years: Years,
    before: Option<jiff::civil::DateTime>,
    equals: Equals,
    report: Report,
    guessed: u64,
}

impl<'s> Reading<'s> {
    fn new(source: &Source, settings: &'s Settings, learned: Learned) -> Self {
        let mut report = Report::new(ID);
        report.dates = learned.orders.as_ref().map(|orders| orders.read.clone());
        if let Some(DatesRead {
            by: DecidedBy::Merged { at },
            ..
        }) = &report.dates
        {
            let why = "day and month change places here: two lists were put into one";
            report.problem(at.clone(), why);
        }
        Reading {
            settings,
            writing: Writing::of(source.head()).0,
            orders: learned.orders,
            years: Years::new(learned.year, settings.now),
            before: None,
            equals: Equals::default(),
            report,
            guessed: 0,
        }
    }

    fn found(&mut self, found: Found, sink: &mut Sink<'_>) -> Flow {
        match found {
            Found::Year(year) => {
                self.years.heading(year);
                Flow::Go
            }
            Found::Nothing { line, why } => {
                self.report.not_understood(format!("line {line}"), why);
                Flow::Go
            }
            Found::Entry(entry) => {
                let draft = self.draft(*entry);
                self.report.hand_over(draft, sink)
            }
        }
    }

    fn draft(&mut self, entry: Entry) -> Draft {
        let at = format!("line {}", entry.line);
        let now = self.settings.now;
        let mut doubts = Vec::new();
        let (time, canonical) = match self.day(&entry, &mut doubts) {
            Some(day) => {
                let (time, more) = entry.date.time(day, now);
                doubts.extend(more);
                (time, entry.date.canonical(day))
            }
            None => {
                let why = "its date is in no calendar";
                self.report.problem(at.clone(), why);
                doubts.push(why.to_owned());
                (DraftTime::Unknown, entry.written.clone())
            }
        };
        if entry.letters != Letters::Right {
            let why = entry.letters.doubt();
            self.report.problem(at.clone(), why);
            doubts.push(why.to_owned());
        }
        let words = Some(entry.text).filter(|text| !text.is_empty());
        let identity = self.identity(&canonical, words.as_deref().unwrap_or_default());
        let from = words.as_deref().filter(|w| is_own(w)).map(|_| keeper());
        let mut own = entry.own;
        let kept = self.writing.split_end(&own).0.len();
        own.truncate(kept);
        let mut draft = Draft {
            place: Place {
                file: String::new(),
                at,
                bytes: entry.bytes,
            },
            kind: DraftKind::Note,
            channel: self
                .settings
                .channel
                .clone()
                .unwrap_or_else(|| Channel::Other(String::new())),
            platform: None,
            thread: String::new(),
            id: None,
            identity,
            from,
            to: Vec::new(),
            time,
            title: None,
            words,
            marks: Vec::new(),
            attachments: Vec::new(),
            doubts: Vec::new(),
            own_bytes: own,
            line_end: self.writing.line_end(),
        };
        if entry.letters == Letters::Windows {
            draft.mark("repaired");
        }
        for doubt in doubts {
            draft.doubt(doubt);
        }
        draft
    }

    /// The day of an entry; its year from the lines around it where it was not written.
    fn day(&mut self, entry: &Entry, doubts: &mut Vec<String>) -> Option<jiff::civil::Date> {
        let now = self.settings.now;
        let date = &entry.date;
        let in_year = |year: i16, order: DateOrder| date.day_in(order, year, now);
        let year_of = |years: &Years, order: DateOrder| match date.year(now) {
            Some(year) => Some(Year::Written(year)),
            None => years.of(|year| in_year(year, order)),
        };
        let read_as = |order: DateOrder| {
            let year = year_of(&self.years, order)?;
            Some(in_year(year.number(), order)?.at(0, 0, 0, 0))
        };
        let open = date.dated(2000, now).is_some();
        let (time, doubtful) = match self.orders.as_ref().filter(|_| open) {
            Some(orders) => orders.time(read_as, entry.line, self.before)?,
            None => (read_as(DateOrder::Ymd)?, false),
        };
        if doubtful {
            doubts.push("day and month can be read either way here".to_owned());
        }
        let day = time.date();
        if date.year(now).is_none() {
            if entry.heads {
                self.guessed += 1;
            }
            doubts.push(format!(
                "its year was not written; it is read as {}",
                day.year()
            ));
        }
        self.years.saw(day);
        self.before = Some(time);
        Some(day)
    }

    /// Date and words, and which of its equals it is.
    fn identity(&mut self, when: &str, words: &str) -> String {
        let digest = Identity::of("diary")
            .with(when.as_bytes())
            .with(words.as_bytes())
            .finish();
        let nth = self.equals.nth(&digest);
        Identity::of("diary-nth")
            .with(&digest)
            .with(&nth.to_be_bytes())
            .hex()
    }

    fn finish(mut self) -> Report {
        if self.guessed > 0 {
            self.report.notes.push(format!(
                "Dates without a year: {}. It is taken from the lines around them. Check those.",
                self.guessed
            ));
        }
        self.report
    }
}

/// Whether an entry tells what the clinician did: it begins with `me:` or `from me:`.
fn is_own(words: &str) -> bool {
    words
        .split_once(':')
        .is_some_and(|(who, _)| matches!(who.trim().to_lowercase().as_str(), "me" | "from me"))
}
