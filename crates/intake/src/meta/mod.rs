//! Facebook, Messenger and Instagram: conversations of a download in JSON.
//!
//! A zip with a folder for each conversation, the separate download of encrypted Messenger chats,
//! or one `message_1.json` by itself. [`layout`] finds the conversations by their places,
//! [`scan`] splits each file into records, [`record`] reads one, [`letters`] sets right what the
//! sites mangle. Times are the site's own, in milliseconds of UTC. Records are handed over as they
//! stand, the newest first. Nothing is ever fetched: a web address is a word like others.

mod app;
mod layout;
mod letters;
mod media;
mod people;
mod record;
mod scan;

use std::collections::HashSet;
use std::io::Read;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use standfast_model::draft::{
    AttachmentContent, Basis, Draft, DraftKind, DraftTime, Person, Place,
};
use standfast_model::lists::Channel;
use standfast_model::{normalise, visible};

use crate::error::IntakeError;
use crate::identity::{Equals, Identity};
use crate::reader::{Certainty, Flow, Reader, ReaderId, Report, Sealing, Settings, Sink, Survey};
use crate::source::Source;
use layout::{Bytes, Conversation, Layout};
use people::shown;
use record::{Around, Said};
use scan::{End, Part, Raw, Scan};

/// Reads downloads of Facebook, Messenger and Instagram.
pub struct Meta;

const ID: ReaderId = ReaderId("meta");

impl Reader for Meta {
    fn id(&self) -> ReaderId {
        ID
    }

    fn recognise(&self, source: &Source) -> Certainty {
        if Layout::of(source).is_known() {
            Certainty::Sure
        } else {
            Certainty::No
        }
    }

    fn sealing(&self) -> Sealing {
        Sealing::OneExtract
    }

    fn survey(&self, source: &Source, _settings: &Settings) -> Result<Survey, IntakeError> {
        let layout = Layout::of(source);
        match layout.unread(source) {
            Some(error) => Err(error),
            None => people::survey(source, &layout),
        }
    }

    fn read(
        &self,
        source: &Source,
        settings: &Settings,
        sink: &mut Sink<'_>,
    ) -> Result<Report, IntakeError> {
        let layout = Layout::of(source);
        if let Some(error) = layout.unread(source) {
            return Err(error);
        }
        let mut reading = Reading::new(source, &layout, settings);
        for conversation in &layout.conversations {
            if reading.conversation(conversation, sink)? == Flow::Stop {
                return Ok(reading.report);
            }
        }
        reading.finish()
    }
}

/// What a record says as `T`, mended where no parser takes it; the flag says that it was. A record
/// that swallowed the next one gives it back.
fn parse<T: DeserializeOwned, R: Read>(
    scan: &mut Scan<R>,
    raw: &mut Raw,
) -> Result<(T, bool), &'static str> {
    if raw.fault.is_none()
        && let Ok(said) = serde_json::from_slice(&raw.bytes)
    {
        return Ok((said, false));
    }
    if scan.give_back(raw) {
        return Err("it is broken: the next one begins before it ends");
    }
    match raw.fault {
        Some(fault) => Err(fault),
        None => serde_json::from_slice(&letters::mend(&raw.bytes))
            .map(|said| (said, true))
            .map_err(|_| "it is no message in JSON"),
    }
}

/// Bytes of a file that show how it begins.
const OUTLINE: u64 = 400;

/// The pass that makes drafts.
struct Reading<'s> {
    source: &'s Source,
    layout: &'s Layout,
    settings: &'s Settings,
    report: Report,
    named_files: HashSet<String>,
    repaired: u64,
    missing: u64,
    /// Where the first thing stands that was not understood, and how it begins.
    first: Option<(String, String)>,
}

impl<'s> Reading<'s> {
    fn new(source: &'s Source, layout: &'s Layout, settings: &'s Settings) -> Self {
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
            first: None,
        }
    }

    fn conversation(
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
        let mut scan = Scan::new(bytes);
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
                                self.first = Some((at.clone(), letters::outline(&raw.bytes)));
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
            End::NoObject => Some("it is no conversation: it does not begin as one".to_owned()),
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
            self.first = Some((at.clone(), letters::outline(&head)));
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
        let began = scan.end() != End::NoObject;
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
        for what in &said.unknown {
            self.report.count_unknown(what);
        }
        for why in &said.problems {
            self.report.problem(place(name, &at), *why);
        }
        for attachment in &said.attachments {
            match &attachment.content {
                AttachmentContent::Member(name) => drop(self.named_files.insert(name.clone())),
                _ => self.missing += 1,
            }
        }
        self.repaired += u64::from(said.repaired);
        let identity = identity(&said, equals);
        let system = said.kind == DraftKind::System;
        let from = said.sender.as_deref().filter(|_| !system);
        let gone = from.is_some_and(app::is_gone);
        let mut draft = Draft {
            place: Place {
                file: name.to_owned(),
                at,
                bytes: raw.place,
            },
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
            time: said.at.map_or(DraftTime::Unknown, |at| DraftTime::Instant {
                at,
                seconds: true,
                offset: None,
                basis: Basis::Server,
            }),
            title: said.title,
            words: said.words,
            marks: Vec::new(),
            attachments: said.attachments,
            doubts: Vec::new(),
            own_bytes: raw.bytes,
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
        if mended {
            draft.mark("letters-repaired");
            draft.doubt("some of its letters are broken in the download");
        }
        if gone {
            draft.doubt("its account is no more: the site has taken the name away");
        }
        if said.at.is_some_and(|at| !self.settings.plausible(at)) {
            draft.doubt("its date cannot be right: it is before 1990 or after the import");
        }
        draft
    }

    fn finish(mut self) -> Result<Report, IntakeError> {
        let taken = self.report.drafts + self.report.system;
        if taken == 0 && (self.report.not_understood > 0 || self.first.is_some()) {
            let (at, line) = self.first.take().unwrap_or_default();
            return Err(IntakeError::NothingUnderstood {
                name: self.source.name().to_owned(),
                reader: ID,
                at,
                line,
            });
        }
        self.notes();
        if let Some(archive) = self.source.archive() {
            let mut folders: Vec<&str> = self
                .layout
                .conversations
                .iter()
                .map(|c| c.folder.as_str())
                .filter(|f| !f.is_empty())
                .collect();
            folders.sort_unstable();
            let in_folder = |name: &str| {
                let after = folders.partition_point(|f| *f <= name);
                let before = after.checked_sub(1).and_then(|i| folders.get(i));
                before.is_some_and(|f| name.starts_with(f))
            };
            let own: HashSet<&String> = self
                .layout
                .conversations
                .iter()
                .flat_map(|c| c.files.iter().flatten())
                .collect();
            self.report.unnamed_files = archive
                .members()
                .iter()
                .filter(|m| in_folder(&m.name))
                .filter(|m| !own.contains(&m.name) && !self.named_files.contains(&m.name))
                .map(|m| m.name.clone())
                .collect();
        }
        Ok(self.report)
    }

    fn notes(&mut self) {
        let mut notes = Vec::new();
        if self.repaired > 0 {
            notes.push(format!(
                "Records whose letters the download mangles: {}. They were set right; the bytes as they came are kept.",
                self.repaired
            ));
        }
        if self.missing > 0 {
            notes.push(format!(
                "Files that messages name and that are not in this download: {}. A large download comes in parts: they may be in another.",
                self.missing
            ));
        }
        if self.layout.html > 0 {
            notes.push(format!(
                "Pages of HTML that are in it, too: {}. They were not read: the JSON decides.",
                self.layout.html
            ));
        }
        if self.layout.no_data {
            notes.push("The site says that there was nothing to download for messages.".to_owned());
        }
        if self.layout.platform.is_none() && !self.layout.conversations.is_empty() {
            notes.push("Nothing in it says whether it is from Facebook or Instagram.".to_owned());
        }
        for (what, files) in &self.layout.lists {
            notes.push(format!(
                "Seen and not read: {what} (files: {files}). Attach what shows a contact as it is."
            ));
        }
        self.report.notes = notes;
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
        .hex()
}

fn place(name: &str, at: &str) -> String {
    if name.is_empty() {
        at.to_owned()
    } else {
        format!("{}, {at}", visible(name))
    }
}
