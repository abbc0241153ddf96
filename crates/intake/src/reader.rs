//! What every reader of a format is and gives back, and the list of readers.
//!
//! A format is one module, one line in [`READERS`] and its sample files under `tests/corpus/`.

use std::collections::BTreeMap;
use std::fmt;

use jiff::Timestamp;
use standfast_model::draft::{Draft, Person};
use standfast_model::lists::Channel;
use standfast_model::{Normalised, draft};

use crate::error::IntakeError;
use crate::limits;
use crate::source::Source;
use crate::table::{Column, Mapping};

/// The readers, the surest signs first.
pub static READERS: &[&dyn Reader] = &[
    &crate::maildir::Maildir,
    &crate::whatsapp::WhatsApp,
    &crate::meta::Meta,
    &crate::x::XArchive,
    &crate::sms::SmsBackup,
    &crate::telegram::Telegram,
    &crate::mailarchive::MailArchive,
    &crate::mbox::Mbox,
    &crate::emlx::Emlx,
    &crate::msg::Msg,
    &crate::mail::Eml,
    &crate::table::Table,
    &crate::diary::Diary,
];

/// Reads one format. Keeps no state between calls, so that one value serves every thread.
pub trait Reader: Sync {
    /// Its name in reports and entries.
    fn id(&self) -> ReaderId;

    /// How sure it is, from the beginning and the members of the source, that this is its format.
    ///
    /// Content decides; a name only supports.
    fn recognise(&self, source: &Source) -> Certainty;

    /// What of the originals is sealed.
    fn sealing(&self) -> Sealing;

    /// Who writes in which thread, for deciding what is between subject and clinician.
    ///
    /// One pass without drafts. A format whose records say themselves to whom they went (e-mail)
    /// has nothing to survey and answers at once.
    ///
    /// # Errors
    /// As [`Reader::read`].
    fn survey(&self, source: &Source, settings: &Settings) -> Result<Survey, IntakeError>;

    /// Hands every record to `sink`, in the order of the file, one at a time.
    ///
    /// # Errors
    /// What stops the whole: nothing understood, dates that cannot be told, a source that changed.
    /// A broken record is a problem of the report instead.
    fn read(
        &self,
        source: &Source,
        settings: &Settings,
        sink: &mut Sink<'_>,
    ) -> Result<Report, IntakeError>;
}

/// What an import seals of the export itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sealing {
    /// Each taken record is a file of its own (e-mail).
    EachRecord,
    /// One extract of the taken records, by [`crate::write_extract`] (chats, call lists).
    OneExtract,
}

/// Takes the drafts.
pub type Sink<'a> = dyn FnMut(Draft) -> Flow + 'a;

/// Whether reading goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// The next one, please.
    Go,
    /// Enough: the report covers what was read until here.
    Stop,
}

/// The name of a reader, as [`READERS`] has them: `whatsapp`, `meta`, `eml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReaderId(pub(crate) &'static str);

impl ReaderId {
    /// The word in entries and JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for ReaderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// The version of the readers, sealed with each import.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How sure a reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Not its format.
    No,
    /// It might be.
    Perhaps,
    /// It is.
    Sure,
}

/// What the person says beforehand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How dates are written, where the person said so.
    pub date_order: Option<DateOrder>,
    /// Which column of a table is what.
    pub mapping: Option<Mapping>,
    /// How what a table or diary tells of came, where it does not say.
    pub channel: Option<Channel>,
    /// When the import is made: a record from after it has a wrong clock.
    pub now: Timestamp,
}

impl Settings {
    /// Nothing said.
    #[must_use]
    pub const fn at(now: Timestamp) -> Self {
        Settings {
            date_order: None,
            mapping: None,
            channel: None,
            now,
        }
    }

    /// Whether an instant can be right: from 1990 until two days from now.
    #[must_use]
    pub fn plausible(&self, at: Timestamp) -> bool {
        const NINETEEN_NINETY: i64 = 631_152_000;
        let last = self.now.as_second().saturating_add(2 * 24 * 60 * 60);
        (NINETEEN_NINETY..=last).contains(&at.as_second())
    }
}

/// In which order the numbers of a date stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
}

impl DateOrder {
    /// The word of `--date-order`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            DateOrder::Dmy => "dmy",
            DateOrder::Mdy => "mdy",
            DateOrder::Ymd => "ymd",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ymd]
            .into_iter()
            .find(|o| o.as_str() == word)
    }
}

/// How the dates of an export were read, and what decided it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatesRead {
    /// The order.
    pub order: DateOrder,
    /// What decided.
    pub by: DecidedBy,
}

impl fmt::Display for DatesRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let order = self.order.as_str();
        match &self.by {
            DecidedBy::Number { at } => write!(f, "{order}, decided by {at}"),
            DecidedBy::Sequence { at } => {
                write!(
                    f,
                    "{order}, decided by {at}: the other order runs backwards there"
                )
            }
            DecidedBy::Person => write!(f, "{order}, as said for this import"),
            DecidedBy::Years => write!(f, "{order}, the year is written in full and stands first"),
            DecidedBy::Same => write!(f, "{order}, and every other order gives the same days"),
            DecidedBy::Merged { at } => {
                write!(
                    f,
                    "{order} and, from {at} on, another: two exports stand in one file"
                )
            }
        }
    }
}

/// What decides the order of day and month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecidedBy {
    /// A number over twelve, there.
    Number {
        /// The place.
        at: String,
    },
    /// The other order would run backwards in time, there.
    Sequence {
        /// The place.
        at: String,
    },
    /// `--date-order`.
    Person,
    /// A year of four digits stands first.
    Years,
    /// Day and month are equal in every date.
    Same,
    /// Numbers over twelve stand in both places: the order changes, there.
    Merged {
        /// The place of the change.
        at: String,
    },
}

/// Something not understood or doubtful, with its place, without content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// "line 77", "message 4 (byte 10233)", the name of a member.
    pub at: String,
    /// Why, in words.
    pub why: String,
}

/// What was read. `read` = drafts handed over (`drafts` + `system`) + `not_understood`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Which reader.
    pub reader: ReaderId,
    /// SHA-256 of the source, lower-case hex.
    pub sha256: String,
    /// Bytes of the source.
    pub bytes: u64,
    /// Records in the export.
    pub read: u64,
    /// Records of people that were handed over.
    pub drafts: u64,
    /// Lines of the program itself that were handed over.
    pub system: u64,
    /// Records that could not be read; each is a problem, too.
    pub not_understood: u64,
    /// What was not understood or is doubtful, in the order met; at most [`limits::PROBLEMS`].
    pub problems: Vec<Problem>,
    /// Problems beyond those listed.
    pub more_problems: u64,
    /// How dates were read, where the format leaves it open.
    pub dates: Option<DatesRead>,
    /// Of a table: the columns that were read.
    pub columns: Vec<Column>,
    /// Kinds of things that the reader does not know, with how often they were met.
    pub unknown: BTreeMap<String, u64>,
    /// Files in the export that no record names.
    pub unnamed_files: Vec<String>,
    /// What a person should know of this kind of export.
    pub notes: Vec<String>,
    /// The sink said stop.
    pub stopped: bool,
}

impl Report {
    pub(crate) fn new(reader: ReaderId) -> Self {
        Report {
            reader,
            sha256: String::new(),
            bytes: 0,
            read: 0,
            drafts: 0,
            system: 0,
            not_understood: 0,
            problems: Vec::new(),
            more_problems: 0,
            dates: None,
            columns: Vec::new(),
            unknown: BTreeMap::new(),
            unnamed_files: Vec::new(),
            notes: Vec::new(),
            stopped: false,
        }
    }

    pub(crate) fn problem(&mut self, at: impl Into<String>, why: impl Into<String>) {
        if self.problems.len() < limits::PROBLEMS {
            self.problems.push(Problem {
                at: at.into(),
                why: why.into(),
            });
        } else {
            self.more_problems += 1;
        }
    }

    /// A record that cannot be taken: counted, named, the others go on.
    pub(crate) fn not_understood(&mut self, at: impl Into<String>, why: impl Into<String>) {
        self.read += 1;
        self.not_understood += 1;
        self.problem(at, why);
    }

    /// Counts a draft and hands it over.
    pub(crate) fn hand_over(&mut self, draft: Draft, sink: &mut Sink<'_>) -> Flow {
        self.read += 1;
        match draft.kind {
            draft::DraftKind::System => self.system += 1,
            _ => self.drafts += 1,
        }
        let flow = sink(draft);
        self.stopped |= flow == Flow::Stop;
        flow
    }

    pub(crate) fn count_unknown(&mut self, what: &str) {
        let known = self.unknown.contains_key(what) || self.unknown.len() < limits::UNKNOWN;
        let what = if known { what } else { "others" };
        *self.unknown.entry(what.to_owned()).or_default() += 1;
    }
}

/// Who writes in which thread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// By thread, as [`Draft::thread`] names it.
    pub threads: BTreeMap<String, ThreadSeen>,
}

/// The people of one thread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThreadSeen {
    /// Senders with how many records each has.
    pub senders: Vec<(Person, u64)>,
    /// Whom the thread is named after: the chat's name is the other party's, or the group's.
    pub named: Option<String>,
    /// More than two people write, or the program speaks of a group.
    pub group: bool,
}

impl ThreadSeen {
    /// Whether one of these accounts writes here, or the thread bears its name.
    #[must_use]
    pub fn holds(&self, accounts: &std::collections::BTreeSet<Normalised>) -> bool {
        let named = self
            .named
            .as_ref()
            .is_some_and(|n| !self.group && accounts.contains(&standfast_model::normalise(n)));
        named
            || self
                .senders
                .iter()
                .any(|(p, _)| p.names().any(|n| accounts.contains(&n)))
    }
}
