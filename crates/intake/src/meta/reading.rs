//! The pass that makes drafts: conversation by conversation, file by file, record by record.

use std::collections::HashSet;
use std::io::Read;

use serde_json::{Map, Value};
use standfast_model::draft::{
    AttachmentContent, Basis, Draft, DraftKind, DraftTime, Person, Place,
};
use standfast_model::lists::Channel;
use standfast_model::{normalise, visible};

use super::layout::{Conversation, Layout};
use super::people::shown;
use super::record::{self, Around, Said};
use super::{CONVERSATION, ID, app};
use crate::bytes::Bytes;
use crate::error::IntakeError;
use crate::identity::{Equals, Identity, day_of};
use crate::json::{End, Part, Raw, Scan, outline, parse};
use crate::reader::{Flow, Report, Settings, Sink};
use crate::source::Source;

/// Bytes of a file that show how it begins.
const OUTLINE: u64 = 400;

/// The pass that makes drafts.
pub(super) struct Reading<'s> {
    pub(super) source: &'s Source,
    pub(super) layout: &'s Layout,
    pub(super) settings: &'s Settings,
    pub(super) report: Report,
    pub(super) named_files: HashSet<String>,
    pub(super) repaired: u64,
    pub(super) missing: u64,
    /// Messages of pages, whose times have no zone.
    pub(super) of_pages: u64,
    /// Dates of pages that could not be decided.
    pub(super) undecided: u64,
    /// Requests and followers of pages.
    pub(super) requests_of_pages: u64,
    /// Lists of what the owner did, where nothing says who that is.
    pub(super) not_said: u64,
    /// Where the first thing stands that was not understood, and how it begins.
    pub(super) first: Option<(String, String)>,
}

impl<'s> Reading<'s> {
    pub(super) fn new(source: &'s Source, layout: &'s Layout, settings: &'s Settings) -> Self {
        let mut report = Report::new(ID);
        if let Some(archive) = source.archive() {
            for problem in archive.problems() {
                report.problem(problem.at.clone(), problem.why.clone());
            }
        }
        for name in &layout.beside {
            report.problem(
                visible(name),
                "it stands among conversations and is none: not read",
            );
        }
        Reading {
            source,
            layout,
            settings,
            report,
            named_files: HashSet::new(),
            repaired: 0,
            missing: 0,
            of_pages: 0,
            undecided: 0,
            requests_of_pages: 0,
            not_said: 0,
            first: None,
        }
    }

    pub(super) fn conversation(
        &mut self,
        conversation: &Conversation,
        sink: &mut Sink<'_>,
    ) -> Result<Flow, IntakeError> {
        // Equal records are counted within their conversation, in all its files.
        let mut equals = Equals::default();
        for file in &conversation.files {
            let file = file.as_deref();
            let flow = match Bytes::open(self.source, file) {
                Ok(bytes) => self.file(conversation, file, bytes, &mut equals, sink)?,
                Err(IntakeError::Member { member, why, .. }) => {
                    self.report.problem(visible(&member), why);
                    Flow::Go
                }
                Err(e) => return Err(e),
            };
            if flow == Flow::Stop {
                return Ok(flow);
            }
        }
        Ok(Flow::Go)
    }

    fn file(
        &mut self,
        conversation: &Conversation,
        file: Option<&str>,
        bytes: Bytes<'_>,
        equals: &mut Equals,
        sink: &mut Sink<'_>,
    ) -> Result<Flow, IntakeError> {
        let name = file.unwrap_or_default();
        let mut scan = Scan::new(bytes, &CONVERSATION);
        let (mut people, mut records) = (false, 0_u64);
        loop {
            let part = match scan.part() {
                Ok(Some(part)) => part,
                Ok(None) => break,
                Err(e) if file.is_none() => return Err(self.source.unreadable(e)),
                Err(e) => {
                    self.report.problem(
                        visible(name),
                        format!("{e}; {records} records before that are kept"),
                    );
                    return Ok(Flow::Go);
                }
            };
            match part {
                Part::Field { key, .. } => people |= key == "participants",
                Part::Record(mut raw) => {
                    records += 1;
                    let parsed = parse::<Map<String, Value>, _>(&mut scan, &mut raw);
                    let at = format!("message {} (byte {})", raw.number, raw.place.0);
                    let parsed = parsed.and_then(|(record, mended)| {
                        if record::is_one(&record) {
                            Ok((record, mended))
                        } else {
                            Err("it says neither who sent it nor when")
                        }
                    });
                    match parsed {
                        Ok((record, mended)) => {
                            let draft =
                                self.draft(conversation, name, at, raw, &record, mended, equals);
                            if self.report.hand_over(draft, sink) == Flow::Stop {
                                return Ok(Flow::Stop);
                            }
                        }
                        Err(why) => {
                            let at = place(name, &at);
                            if self.first.is_none() {
                                self.first = Some((at.clone(), outline(&raw.bytes)));
                            }
                            self.report.not_understood(at, why);
                        }
                    }
                }
            }
        }
        self.ended(name, &scan, people, records);
        self.rest(file, scan)?;
        Ok(Flow::Go)
    }

    /// What is wrong with a file as a whole.
    fn ended<R: Read>(&mut self, name: &str, scan: &Scan<R>, people: bool, records: u64) {
        let file = if name.is_empty() {
            self.source.name()
        } else {
            name
        };
        let at = visible(file).into_owned();
        let why = match scan.end() {
            End::NotBegun => Some("it is no conversation: it does not begin as one".to_owned()),
            End::Cut => Some(format!("it is cut off: {records} records were found in it")),
            End::Whole if !scan.has_list && !people => {
                Some("it has neither people nor messages: it may be damaged".to_owned())
            }
            End::Whole if !scan.has_list => {
                Some("its list of messages is missing: it may be damaged".to_owned())
            }
            End::Whole if !people => {
                Some("its list of people is missing: it may be damaged".to_owned())
            }
            End::Whole => None,
        };
        if records == 0 && why.is_some() && self.first.is_none() {
            let head = match self.source.open_member(name) {
                Ok(member) => {
                    let mut head = Vec::new();
                    let read = member.take(OUTLINE).read_to_end(&mut head);
                    read.map(|_| head).unwrap_or_default()
                }
                Err(_) => self.source.head().to_vec(),
            };
            self.first = Some((at.clone(), outline(&head)));
        }
        if let Some(why) = why {
            self.report.problem(at.clone(), why);
        }
        if scan.stray > 0 {
            let why = format!("{} signs in it belong to no record", scan.stray);
            self.report.problem(at, why);
        }
    }

    /// Reads on to the end of the file: its check sum stands there, or it is hashed.
    fn rest(&mut self, file: Option<&str>, scan: Scan<Bytes<'_>>) -> Result<(), IntakeError> {
        let at = visible(file.unwrap_or(self.source.name())).into_owned();
        let began = scan.end() != End::NotBegun;
        match scan.rest() {
            Ok((bytes, more)) => {
                if more && began {
                    self.report.problem(
                        at,
                        "more stands behind the end of the conversation: not read",
                    );
                }
                bytes.hex().map_or(Ok(()), |hex| self.source.saw(hex))
            }
            Err(e) if file.is_none() => Err(self.source.unreadable(e)),
            Err(e) => {
                self.report.problem(at, e.to_string());
                Ok(())
            }
        }
    }

    #[allow(clippy::too_many_arguments, reason = "one record with where it stands")]
    fn draft(
        &mut self,
        conversation: &Conversation,
        name: &str,
        at: String,
        raw: Raw,
        record: &Map<String, Value>,
        mended: bool,
        equals: &mut Equals,
    ) -> Draft {
        let around = Around {
            folder: &conversation.folder,
            archive: self.source.archive(),
        };
        let said = record::read(record, &around);
        let identity = identity(&said, equals);
        let time = said.at.map_or(DraftTime::Unknown, |at| DraftTime::Instant {
            at,
            seconds: true,
            offset: None,
            basis: Basis::Server,
        });
        let place = Place {
            file: name.to_owned(),
            at,
            bytes: raw.place,
        };
        let mut draft = self.drafted(conversation, place, said, time, identity);
        draft.own_bytes = raw.bytes;
        if mended {
            draft.mark("letters-repaired");
            draft.doubt("some of its letters are broken in the download");
        }
        draft
    }

    /// The draft of what a record says; its bytes are still to be put in.
    pub(super) fn drafted(
        &mut self,
        conversation: &Conversation,
        place: Place,
        said: Said,
        time: DraftTime,
        identity: String,
    ) -> Draft {
        for what in &said.unknown {
            self.report.count_unknown(what);
        }
        for why in &said.problems {
            self.report
                .problem(visible(&place.shown()).into_owned(), *why);
        }
        for attachment in &said.attachments {
            match &attachment.content {
                AttachmentContent::Member(name) => drop(self.named_files.insert(name.clone())),
                _ => self.missing += 1,
            }
        }
        self.repaired += u64::from(said.repaired);
        let system = said.kind == DraftKind::System;
        let from = said.sender.as_deref().filter(|_| !system);
        let gone = from.is_some_and(app::is_gone);
        let wrong = matches!(&time, DraftTime::Instant { at, .. } if !self.settings.plausible(*at));
        let mut draft = Draft {
            place,
            kind: said.kind,
            channel: if said.kind == DraftKind::Call {
                Channel::Call
            } else {
                Channel::Message
            },
            platform: self.layout.platform.map(str::to_owned),
            thread: conversation.thread.clone(),
            id: None,
            identity,
            from: from.map(|name| Person {
                label: Some(shown(name, &conversation.thread)),
                address: None,
            }),
            to: Vec::new(),
            time,
            title: said.title,
            words: said.words,
            marks: Vec::new(),
            attachments: said.attachments,
            doubts: Vec::new(),
            own_bytes: Vec::new(),
            line_end: b"\n",
        };
        for mark in said.marks.iter().copied().chain(conversation.mark) {
            draft.mark(mark);
        }
        if said.repaired {
            draft.mark("letters-repaired");
        }
        for doubt in said.doubts {
            draft.doubt(doubt);
        }
        if gone {
            draft.doubt("its account is no more: the site has taken the name away");
        }
        if wrong {
            draft.doubt("its date cannot be right: it is before 1990 or after the import");
        }
        draft
    }
}

/// Sender, millisecond and words, and which of its equals in its conversation it is: a
/// conversation stands in the inbox, among those that became encrypted, and in a download of
/// their own.
fn identity(said: &Said, equals: &mut Equals) -> String {
    let who = said.sender.as_deref().map(normalise);
    let at = said.at.map_or(0, jiff::Timestamp::as_millisecond);
    let digest = Identity::of("meta")
        .with(who.as_ref().map_or("", |w| w.as_str()).as_bytes())
        .with(&at.to_be_bytes())
        .with(said.token.as_bytes())
        .finish();
    let nth = equals.nth(&digest);
    Identity::of("meta-nth")
        .with(&digest)
        .with(&nth.to_be_bytes())
        .hex_on(day_of(at))
}

fn place(name: &str, at: &str) -> String {
    if name.is_empty() {
        at.to_owned()
    } else {
        format!("{}, {at}", visible(name))
    }
}
