//! The pass that makes drafts: file by file, chat by chat, record by record.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};
use standfast_model::draft::{AttachmentContent, DraftTime, Place};
use standfast_model::visible;

use super::ID;
use super::chat::{Chat, Parsed, Walk};
use super::layout::{ChatFile, Layout};
use super::page::{self, Joined, On};
use super::record::{self, Around};
use super::said::{Said, Stood};
use crate::bytes::Bytes;
use crate::error::IntakeError;
use crate::identity::Equals;
use crate::json::{self, End, Raw};
use crate::page::{Cutter, Node};
use crate::reader::{Flow, Report, Settings, Sink};
use crate::source::Source;

/// The pass that makes drafts.
pub(super) struct Reading<'s> {
    source: &'s Source,
    layout: &'s Layout,
    settings: &'s Settings,
    pub(super) report: Report,
    /// By thread; only records without a number are counted.
    equals: HashMap<String, Equals>,
    joined: Joined,
    named_files: HashSet<String>,
    missing: u64,
    without_zone: u64,
    /// Where the first thing stands that was not understood, and how it begins.
    first: Option<(String, String)>,
}

impl<'s> Reading<'s> {
    pub(super) fn new(source: &'s Source, layout: &'s Layout, settings: &'s Settings) -> Self {
        let mut report = Report::new(ID);
        if let Some(archive) = source.archive() {
            for problem in archive.problems() {
                report.problem(problem.at.clone(), problem.why.clone());
            }
        }
        Reading {
            source,
            layout,
            settings,
            report,
            equals: HashMap::new(),
            joined: Joined::default(),
            named_files: HashSet::new(),
            missing: 0,
            without_zone: 0,
            first: None,
        }
    }

    pub(super) fn file(
        &mut self,
        file: &ChatFile,
        sink: &mut Sink<'_>,
    ) -> Result<Flow, IntakeError> {
        match Bytes::open(self.source, file.member.as_deref()) {
            Ok(bytes) => match &file.page_of {
                Some(thread) => self.page(file, thread, bytes, sink),
                None => self.json(file, bytes, sink),
            },
            Err(IntakeError::Member { member, why, .. }) => {
                self.report.problem(visible(&member), why);
                Ok(Flow::Go)
            }
            Err(e) => Err(e),
        }
    }

    fn json(
        &mut self,
        file: &ChatFile,
        bytes: Bytes<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<Flow, IntakeError> {
        let mut walk = Walk::new(bytes);
        let flow = walk.each(|chat, raw, parsed| self.record(file, chat, raw, parsed, sink));
        let name = file.member.as_deref().unwrap_or(self.source.name());
        let at = visible(name).into_owned();
        match flow {
            Ok(Flow::Stop) => return Ok(Flow::Stop),
            Ok(Flow::Go) => {}
            Err(e) if file.member.is_none() => return Err(self.source.unreadable(e)),
            Err(e) => {
                let why = format!("{e}; {} records before that are kept", walk.records);
                self.report.problem(at, why);
                return Ok(Flow::Go);
            }
        }
        let (scan, records) = (walk.scan, walk.records);
        let why = match scan.end() {
            End::NotBegun => Some("it is no export: it does not begin as one".to_owned()),
            End::Cut => Some(format!("it is cut off: {records} records were found in it")),
            End::Whole if !scan.has_list => Some("no chat stands in it".to_owned()),
            End::Whole => None,
        };
        if let Some(why) = why {
            if records == 0 && self.first.is_none() {
                self.first = Some((at.clone(), json::outline(self.source.head())));
            }
            self.report.problem(at.clone(), why);
        }
        if scan.stray > 0 {
            let why = format!("{} signs in it belong to no record", scan.stray);
            self.report.problem(at.clone(), why);
        }
        let began = scan.end() != End::NotBegun;
        match scan.rest() {
            Ok((bytes, more)) => {
                if more && began {
                    let why = "more stands behind the end of the export: not read";
                    self.report.problem(at, why);
                }
                bytes.hex().map_or(Ok(()), |hex| self.source.saw(hex))?;
            }
            Err(e) if file.member.is_none() => return Err(self.source.unreadable(e)),
            Err(e) => self.report.problem(at, e.to_string()),
        }
        Ok(Flow::Go)
    }

    fn record(
        &mut self,
        file: &ChatFile,
        chat: &Chat,
        raw: Raw,
        parsed: Parsed<Map<String, Value>>,
        sink: &mut Sink<'_>,
    ) -> Flow {
        let at = format!("message {} (byte {})", raw.number, raw.place.0);
        let parsed = parsed.and_then(|(record, mended)| {
            if record::is_one(&record) {
                Ok((record, mended))
            } else if record.get("type").and_then(Value::as_str) == Some("unsupported") {
                Err("the program could not export it: it says that there was something, and no more")
            } else {
                Err("it says neither which message it is nor when")
            }
        });
        let place = Place {
            file: file.member.clone().unwrap_or_default(),
            at,
            bytes: raw.place,
        };
        match parsed {
            Ok((record, mended)) => {
                let around = Around {
                    folder: &file.folder,
                    archive: self.source.archive(),
                };
                let mut said = record::read(&record, around);
                if mended {
                    said.marks.push("letters-repaired");
                    said.doubts
                        .push("some of its letters are broken in the export");
                }
                let stood = Stood {
                    place,
                    thread: chat.thread(&file.folder),
                    bytes: raw.bytes,
                };
                self.hand_over(said, stood, sink)
            }
            Err(why) => {
                self.not_understood(&place, json::outline(&raw.bytes), why);
                Flow::Go
            }
        }
    }

    fn page(
        &mut self,
        file: &ChatFile,
        thread: &str,
        bytes: Bytes<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<Flow, IntakeError> {
        let name = file.member.clone().unwrap_or_default();
        let at = visible(file.member.as_deref().unwrap_or(self.source.name())).into_owned();
        let around = Around {
            folder: &file.folder,
            archive: self.source.archive(),
        };
        let mut joined = std::mem::take(&mut self.joined);
        joined.begin(thread);
        let mut page = Cutter::new(bytes);
        let (mut number, mut broken, mut headed) = (0_u64, false, false);
        loop {
            let cut = match page.next(&page::begins) {
                Ok(Some(cut)) => cut,
                Ok(None) => break,
                Err(e) if file.member.is_none() => return Err(self.source.unreadable(e)),
                Err(e) => {
                    let why = format!("{e}; {number} records before that are kept");
                    self.report.problem(at, why);
                    return Ok(Flow::Go);
                }
            };
            let on = if cut.too_large {
                joined.lose();
                On::Unknown("it is over the limit of 1 MB for one record")
            } else {
                page::read(&Node::of(&cut.bytes), thread, &mut joined, around)
            };
            if matches!(on, On::Chat(_) | On::Day) {
                headed = true;
                continue;
            }
            number += 1;
            broken |= !cut.whole;
            let place = Place {
                file: name.clone(),
                at: format!("message {number} (byte {})", cut.place.0),
                bytes: cut.place,
            };
            match on {
                On::Record(mut said) => {
                    if !cut.whole {
                        said.doubts.push("the page breaks off in it");
                    }
                    if cut.is_broken() {
                        said.marks.push("letters-repaired");
                        said.doubts
                            .push("some of its letters are broken in the export");
                    }
                    let stood = Stood {
                        place,
                        thread: thread.to_owned(),
                        bytes: cut.bytes,
                    };
                    if self.hand_over(*said, stood, sink) == Flow::Stop {
                        return Ok(Flow::Stop);
                    }
                }
                On::Unknown(why) => self.not_understood(&place, page::outline(&cut.bytes), why),
                On::Chat(_) | On::Day => {}
            }
        }
        self.joined = joined;
        if broken || page.depth() > 0 {
            let why = format!("it is cut off, or a tag is missing: {number} records were found");
            self.report.problem(at.clone(), why);
        }
        if page.tokens.too_long > 0 {
            let count = page.tokens.too_long;
            let why = format!("{count} tags or comments in it are longer than any page needs");
            self.report.problem(at.clone(), why);
        }
        if number == 0 && !headed && self.first.is_none() {
            self.first = Some((at.clone(), page::outline(self.source.head())));
        }
        match page.tokens.rest() {
            Ok(bytes) => bytes.hex().map_or(Ok(()), |hex| self.source.saw(hex))?,
            Err(e) if file.member.is_none() => return Err(self.source.unreadable(e)),
            Err(e) => self.report.problem(at, e.to_string()),
        }
        Ok(Flow::Go)
    }

    /// A record that cannot be taken; `begins` shows how it begins, without its words.
    pub(super) fn not_understood(&mut self, place: &Place, begins: String, why: &str) {
        let at = visible(&place.shown()).into_owned();
        if self.first.is_none() {
            self.first = Some((at.clone(), begins));
        }
        self.report.not_understood(at, why);
    }

    /// Makes the draft, counts what is to be told of it, and hands it over.
    pub(super) fn hand_over(&mut self, said: Said, stood: Stood, sink: &mut Sink<'_>) -> Flow {
        for what in &said.unknown {
            self.report.count_unknown(what);
        }
        for why in &said.problems {
            let at = visible(&stood.place.shown()).into_owned();
            self.report.problem(at, *why);
        }
        for attachment in &said.attachments {
            match &attachment.content {
                AttachmentContent::Member(name) => drop(self.named_files.insert(name.clone())),
                _ => self.missing += 1,
            }
        }
        self.without_zone += u64::from(matches!(said.time, DraftTime::Local { .. }));
        let equals = self.equals.entry(stood.thread.clone()).or_default();
        let draft = said.draft(stood, self.settings, equals);
        self.report.hand_over(draft, sink)
    }

    /// The report, or the error that nothing was understood.
    pub(super) fn finish(mut self) -> Result<Report, IntakeError> {
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
        let mut notes = Vec::new();
        if self.without_zone > 0 {
            notes.push(format!(
                "Records whose time is that of the clock of the computer that made the export: {}. Say in which zone it was, if not in that of the case.",
                self.without_zone
            ));
        }
        if self.missing > 0 {
            notes.push(format!(
                "Files that messages name and that are not in this export: {}. Telegram Desktop leaves out what is not ticked, or is over the size that is set, when the export is made.",
                self.missing
            ));
        }
        if self.layout.pages_beside > 0 {
            notes.push(
                "The chats stand in it as pages of HTML, too. They were not read: the JSON decides."
                    .to_owned(),
            );
        }
        self.report.notes = notes;
        Ok(self.report)
    }
}
