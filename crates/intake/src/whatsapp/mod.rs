//! WhatsApp: one chat as the app exports it, a text or a zip with media, from Android or iOS.
//!
//! There is no specification. A record begins with a stamp ([`stamp`]); a first pass learns the
//! file's shape, its senders and its order of dates ([`learn`], [`crate::order`]); a second makes a draft
//! of each record ([`record`]). Times are the wall times of the phone that exported it: they get
//! no zone here.

mod chat;
mod learn;
mod phrases;
mod record;
pub(crate) mod stamp;

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hasher};

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use standfast_model::draft::{
    AttachmentContent, Basis, Draft, DraftKind, DraftTime, Person, Place,
};
use standfast_model::lists::Channel;
use standfast_model::normalise;

use crate::error::IntakeError;
use crate::identity::{Equals, Identity};
use crate::limits;
use crate::lines::{End, Line, Writing};
use crate::reader::{
    Certainty, DecidedBy, Flow, Reader, ReaderId, Report, Sealing, Settings, Sink, Survey,
};
use crate::source::Source;
use chat::Chat;
use learn::{Learned, clean};
use stamp::{Stamp, Tail};

/// Reads exported chats.
pub struct WhatsApp;

const ID: ReaderId = ReaderId("whatsapp");

impl Reader for WhatsApp {
    fn id(&self) -> ReaderId {
        ID
    }

    fn recognise(&self, source: &Source) -> Certainty {
        match Chat::find(source) {
            Some((_, true)) => Certainty::Sure,
            Some((_, false)) => Certainty::Perhaps,
            None => Certainty::No,
        }
    }

    fn sealing(&self) -> Sealing {
        Sealing::OneExtract
    }

    fn survey(&self, source: &Source, settings: &Settings) -> Result<Survey, IntakeError> {
        let chat = find(source)?;
        let thread = chat.thread.clone();
        Ok(Learned::from(&chat, source.name(), settings)?.survey(thread))
    }

    fn read(
        &self,
        source: &Source,
        settings: &Settings,
        sink: &mut Sink<'_>,
    ) -> Result<Report, IntakeError> {
        let chat = find(source)?;
        let learned = Learned::from(&chat, source.name(), settings)?;
        let mut reading = Reading::new(&chat, source, &learned, settings);
        let (mut lines, writing, mark) = chat.lines()?;
        reading.writing = writing;
        reading.mark = mark;
        while let Some(line) = lines.next().map_err(|e| chat.failed(e))? {
            if reading.line(&line, sink) == Flow::Stop {
                return Ok(reading.report);
            }
        }
        if reading.close(sink) == Flow::Stop {
            return Ok(reading.report);
        }
        if let Some(digest) = lines.into_inner().into_inner().hex() {
            source.saw(digest)?;
        }
        Ok(reading.finish())
    }
}

fn find(source: &Source) -> Result<Chat<'_>, IntakeError> {
    match Chat::find(source) {
        Some((chat, _)) => Ok(chat),
        None => Err(IntakeError::NotRecognised {
            name: source.name().to_owned(),
        }),
    }
}

/// The second pass.
struct Reading<'c> {
    chat: &'c Chat<'c>,
    source: &'c Source,
    learned: &'c Learned,
    settings: &'c Settings,
    writing: Writing,
    /// Bytes of the byte order mark.
    mark: usize,
    report: Report,
    open: Option<Open>,
    last_end: End,
    before: Option<DateTime>,
    latest: Option<DateTime>,
    out_of_order: u64,
    lines_before: u64,
    equals: Equals,
    /// Digests of lines with a stamp, to know one that is pasted from above.
    met: HashSet<u64>,
    named_files: HashSet<String>,
}

/// A record whose next lines are still to come.
struct Open {
    line: u64,
    bytes: (u64, u64),
    time: DateTime,
    seconds: bool,
    sender: Option<String>,
    /// Behind the sender; of a line of the app itself, behind the stamp.
    text: String,
    own: Vec<u8>,
    marks: Vec<&'static str>,
    doubts: Vec<&'static str>,
    too_large: bool,
}

/// Exports end at about so many records: 40,000 without media, 10,000 with.
const CAPS: [u64; 2] = [40_000, 10_000];

impl<'c> Reading<'c> {
    fn new(
        chat: &'c Chat<'c>,
        source: &'c Source,
        learned: &'c Learned,
        settings: &'c Settings,
    ) -> Self {
        let mut report = Report::new(ID);
        if let Some(archive) = source.archive() {
            for problem in archive.problems() {
                report.problem(problem.at.clone(), problem.why.clone());
            }
        }
        let dates = learned.orders.read.clone();
        if let DecidedBy::Merged { at } = &dates.by {
            report.problem(
                at.clone(),
                "day and month change places here: two exports were put into one file",
            );
        }
        report.dates = Some(dates);
        Reading {
            chat,
            source,
            learned,
            settings,
            writing: Writing::Utf8,
            mark: 0,
            report,
            open: None,
            last_end: End::None,
            before: None,
            latest: None,
            out_of_order: 0,
            lines_before: 0,
            equals: Equals::default(),
            met: HashSet::new(),
            named_files: HashSet::new(),
        }
    }

    fn line(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) -> Flow {
        let skip = if line.at == 0 { self.mark } else { 0 };
        let raw = line.bytes.get(skip..).unwrap_or_default();
        let (bare, end) = self.writing.split_end(raw);
        let (text, broken) = self.writing.text(bare);
        let mut flow = Flow::Go;
        // Of a line over the limit the beginning is here: it shows whether a record begins, so
        // that the one above it is kept.
        if let Some(mut open) = self.opens(&text, line.number) {
            flow = self.close(sink);
            open.line = line.number;
            open.bytes = (line.at + skip as u64, line.until);
            open.own = raw.to_vec();
            open.too_large = line.too_long;
            if broken {
                open.doubts.push(NOT_TEXT);
            }
            self.open = Some(open);
        } else if let Some(open) = &mut self.open {
            open.bytes.1 = line.until;
            if line.too_long || open.own.len() + raw.len() > limits::RECORD {
                open.too_large = true;
            }
            if !open.too_large {
                open.own.extend_from_slice(raw);
                open.text.push('\n');
                open.text.push_str(&text);
                if broken && !open.doubts.contains(&NOT_TEXT) {
                    open.doubts.push(NOT_TEXT);
                }
            }
        } else if !text.trim().is_empty() {
            self.lines_before += 1;
        }
        self.last_end = end;
        flow
    }

    /// The record that this line begins; `None` where it goes on with the one above.
    fn opens(&mut self, text: &str, number: u64) -> Option<Open> {
        let stamp = Stamp::read(text).filter(|s| s.shape == self.learned.shape)?;
        let (time, doubtful) =
            self.learned
                .orders
                .time(|order| stamp.read_as(order), number, self.before)?;
        let rest = text.get(stamp.rest..)?;
        let found = self.learned.sender(rest);
        if found.is_none() && stamp.shape.tail == Tail::Space {
            return None;
        }
        let pasted = self.is_pasted(text, time, found.map(|(name, _)| name));
        if let Some(open) = self.open.as_mut().filter(|_| pasted) {
            open.marks.push("maybe-pasted");
            return None;
        }
        let mut doubts = Vec::new();
        if doubtful {
            doubts.push("day and month can be read either way here");
        }
        if self.latest.is_some_and(|latest| time < latest) {
            self.out_of_order += 1;
            doubts.push("it stands below a record that is later");
        }
        self.before = Some(time);
        self.latest = self.latest.max(Some(time));
        Some(Open {
            line: 0,
            bytes: (0, 0),
            time,
            seconds: stamp.seconds,
            sender: found.map(|(name, _)| clean(name)),
            text: found.map_or(rest, |(_, text)| text).to_owned(),
            own: Vec::new(),
            marks: Vec::new(),
            doubts,
            too_large: false,
        })
    }

    /// Whether a line with a stamp is part of a message that somebody pasted from a chat.
    fn is_pasted(&mut self, text: &str, time: DateTime, sender: Option<&str>) -> bool {
        let mut hash = DefaultHasher::new();
        hash.write(text.as_bytes());
        let again = !self.met.insert(hash.finish());
        let Some(sender) = sender.filter(|_| self.open.is_some()) else {
            return false;
        };
        // Where records end CRLF, a bare LF goes on with a record.
        if self.learned.crlf && self.last_end == End::Lf {
            return true;
        }
        let backwards = self.before.is_some_and(|before| time < before);
        if self.learned.writes_elsewhere(sender) || self.learned.is_group_named(sender) {
            // A clock set back also runs backwards, but does not repeat a line from above.
            backwards && again
        } else {
            backwards || !self.learned.may_write_once()
        }
    }

    /// Hands over the record that is open.
    fn close(&mut self, sink: &mut Sink<'_>) -> Flow {
        let Some(open) = self.open.take() else {
            if self.lines_before > 0 {
                let why = format!(
                    "{} lines stand before the first record and belong to none",
                    self.lines_before
                );
                self.lines_before = 0;
                self.report.not_understood("line 1", why);
            }
            return Flow::Go;
        };
        let at = format!("line {}", open.line);
        if open.too_large {
            self.report
                .not_understood(at, "it is over the limit of 8 MB for one record");
            return Flow::Go;
        }
        for doubt in open.doubts.iter().filter(|d| **d == NOT_TEXT) {
            self.report.problem(at.clone(), *doubt);
        }
        let draft = self.draft(open, at);
        self.report.hand_over(draft, sink)
    }

    fn draft(&mut self, open: Open, at: String) -> Draft {
        let tail = self.learned.shape.tail;
        let mut said = match &open.sender {
            None => record::Said {
                kind: Some(DraftKind::System),
                token: open.text.clone(),
                ..record::Said::default()
            },
            Some(_) => record::read(&open.text, tail, self.source.archive()),
        };
        if let Some(sender) = &open.sender
            && open.text.starts_with('\u{200E}')
            && self.learned.is_group_named(sender)
        {
            said.kind = Some(DraftKind::System);
        }
        if said.unknown {
            self.report
                .count_unknown("a line that begins with the app's own mark");
        }
        let kind = said.kind.unwrap_or(DraftKind::Message);
        let system = kind == DraftKind::System;
        let label = open.sender.filter(|_| !system);
        for attachment in &said.attachments {
            if let AttachmentContent::Member(name) = &attachment.content {
                self.named_files.insert(name.clone());
            }
        }
        let mut own = open.own;
        let kept = self.writing.split_end(&own).0.len();
        own.truncate(kept);
        let mut draft = Draft {
            place: Place {
                file: String::new(),
                at,
                bytes: open.bytes,
            },
            kind,
            channel: if kind == DraftKind::Call {
                Channel::Call
            } else {
                Channel::Message
            },
            platform: Some("whatsapp".to_owned()),
            thread: self.chat.thread.clone(),
            id: None,
            identity: self.identity(label.as_deref(), open.time, &said.token),
            from: label.map(|label| Person {
                label: Some(label),
                address: None,
            }),
            to: Vec::new(),
            time: DraftTime::Local {
                wall: open.time,
                seconds: open.seconds,
                basis: Basis::ExportLocal,
            },
            title: said.title,
            words: if system { Some(open.text) } else { said.words },
            marks: Vec::new(),
            attachments: said.attachments,
            doubts: Vec::new(),
            own_bytes: own,
            line_end: self.writing.line_end(),
        };
        for mark in open.marks.iter().chain(&said.marks) {
            draft.mark(mark);
        }
        for doubt in open.doubts.iter().chain(&said.doubts) {
            draft.doubt(*doubt);
        }
        if draft.marks.iter().any(|m| m == "maybe-pasted") {
            draft.doubt(
                "a line in it looks like a record of its own; it is read as part of this one",
            );
        }
        let in_utc = TimeZone::UTC.to_timestamp(open.time);
        if !in_utc.is_ok_and(|at| self.settings.plausible(at)) {
            draft.doubt("its date cannot be right: it is before 1990 or after the import");
        }
        draft
    }

    /// Sender, minute and text, and which of its equals it is: one export tells seconds and
    /// another does not, and a phone repeats what was sent twice.
    fn identity(&mut self, sender: Option<&str>, time: DateTime, token: &str) -> String {
        let day = time.date();
        let minute = format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}",
            day.year(),
            day.month(),
            day.day(),
            time.hour(),
            time.minute()
        );
        let who = sender.map(normalise);
        let digest = Identity::of("whatsapp")
            .with(who.as_ref().map_or("", |w| w.as_str()).as_bytes())
            .with(minute.as_bytes())
            .with(token.as_bytes())
            .finish();
        let nth = self.equals.nth(&digest);
        Identity::of("whatsapp-nth")
            .with(&digest)
            .with(&nth.to_be_bytes())
            .hex_on(Some(day))
    }

    fn finish(mut self) -> Report {
        let report = &mut self.report;
        let records = report.drafts + report.system;
        if self.out_of_order > 0 {
            report.notes.push(format!(
                "{} records stand below one that is later; they are kept in the order of the export.",
                self.out_of_order
            ));
        }
        if CAPS
            .iter()
            .any(|cap| records + cap / 100 >= *cap && records <= cap + cap / 100)
        {
            report.notes.push(
                "WhatsApp exports only the newest messages of a long chat: there may be older ones.".to_owned(),
            );
        }
        if self.learned.shape.tail == Tail::Dash {
            report
                .notes
                .push("Exports from Android do not tell of calls.".to_owned());
        }
        if let Some(archive) = self.source.archive() {
            report.unnamed_files = archive
                .members()
                .iter()
                .filter(|m| {
                    Some(&m.name) != self.chat.member.as_ref()
                        && !self.named_files.contains(&m.name)
                })
                .map(|m| m.name.clone())
                .collect();
        }
        self.report
    }
}

const NOT_TEXT: &str = "some of its bytes are no text; they are shown as \u{FFFD}";
