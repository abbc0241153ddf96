//! The pass that makes drafts: file by file, record by record.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::Read;

use serde_json::{Map, Value};
use standfast_model::draft::{
    AttachmentContent, Basis, Draft, DraftKind, DraftTime, Person, Place,
};
use standfast_model::visible;

use super::about::About;
use super::files::{File, Files, Holds};
use super::media::Media;
use super::message::{self, Around, Refused};
use super::people::Conversation;
use super::said::{Said, named};
use super::{ID, follow, post};
use crate::bytes::Bytes;
use crate::error::IntakeError;
use crate::identity::{Equals, Identity, day_of};
use crate::json::{End, Part, Raw, Scan, outline, parse};
use crate::limits;
use crate::reader::{Flow, Report, Settings, Sink};
use crate::source::Source;

/// The pass that makes drafts.
pub(super) struct Reading<'s> {
    pub(super) source: &'s Source,
    pub(super) files: &'s Files,
    pub(super) about: &'s About,
    settings: &'s Settings,
    pub(super) media: Media<'s>,
    pub(super) report: Report,
    pub(super) named_files: HashSet<String>,
    equals: Equals,
    /// By number, what was said under it: eight bytes of the digest of each.
    bodies: HashMap<u64, u64>,
    pub(super) repaired: u64,
    pub(super) missing: u64,
    pub(super) undated: u64,
    /// Handles that posts give for numbers.
    pub(super) handles: HashMap<String, BTreeSet<String>>,
    /// Numbers of those who write messages, or get them.
    pub(super) writers: BTreeSet<String>,
    /// Where the first thing stands that was not understood, and how it begins.
    pub(super) first: Option<(String, String)>,
}

impl<'s> Reading<'s> {
    pub(super) fn new(
        source: &'s Source,
        files: &'s Files,
        about: &'s About,
        settings: &'s Settings,
    ) -> Self {
        Reading {
            source,
            files,
            about,
            settings,
            media: Media::of(source),
            report: Report::new(ID),
            named_files: HashSet::new(),
            equals: Equals::default(),
            bodies: HashMap::new(),
            repaired: 0,
            missing: 0,
            undated: 0,
            handles: HashMap::new(),
            writers: BTreeSet::new(),
            first: None,
        }
        .with_problems_of_the_whole()
    }

    pub(super) fn file(&mut self, file: &File, sink: &mut Sink<'_>) -> Result<Flow, IntakeError> {
        let lists = matches!(file.holds, Holds::Followers | Holds::Following);
        if lists && self.about.owner.is_none() {
            // An entry would not say whom it follows; the notes do.
            return Ok(Flow::Go);
        }
        match Bytes::open(self.source, file.member.as_deref()) {
            Ok(bytes) => self.records(file, bytes, sink),
            Err(IntakeError::Member { member, why, .. }) => {
                self.report.problem(visible(&member), why);
                Ok(Flow::Go)
            }
            Err(e) => Err(e),
        }
    }

    fn records(
        &mut self,
        file: &File,
        bytes: Bytes<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<Flow, IntakeError> {
        let name = file.member.as_deref().unwrap_or_default();
        let mut scan = Scan::new(bytes, file.holds.shape());
        let mut conversation = Conversation::default();
        let mut records = 0_u64;
        loop {
            let part = match scan.part() {
                Ok(Some(part)) => part,
                Ok(None) => break,
                Err(e) if file.member.is_none() => return Err(self.source.unreadable(e)),
                Err(e) => {
                    self.report.problem(
                        visible(name),
                        format!("{e}; {records} records before that are kept"),
                    );
                    return Ok(Flow::Go);
                }
            };
            conversation.at(scan.items);
            let mut raw = match part {
                Part::Field { key, value } => {
                    if !conversation.field(&key, &value) {
                        let what = named("the field", &key, "a conversation");
                        self.report.count_unknown(&what);
                    }
                    continue;
                }
                Part::Record(raw) => raw,
            };
            let at = format!("{} {} (byte {})", file.holds.one(), raw.number, raw.place.0);
            let parsed = parse::<Map<String, Value>, _>(&mut scan, &mut raw);
            records += 1;
            let read = parsed.and_then(|(record, mended)| {
                Ok((self.read(&record, file, &conversation)?, mended))
            });
            match read {
                Ok((said, mended)) => {
                    let draft = self.draft(name, at, raw, said, mended);
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
        self.ended(file, &scan, records);
        self.rest(file, scan)?;
        Ok(Flow::Go)
    }

    fn read(
        &mut self,
        record: &Map<String, Value>,
        file: &File,
        conversation: &Conversation,
    ) -> Result<Said, &'static str> {
        match file.holds {
            Holds::Messages => {
                let around = Around {
                    conversation: conversation.id(),
                    about: self.about,
                    media: &self.media,
                };
                match message::read(record, &around) {
                    Ok(said) => Ok(said),
                    Err(Refused::NoEvent) => Err("it does not say what happened"),
                    Err(Refused::Unknown(what)) => {
                        self.report.count_unknown(&what);
                        Err("what happened is of a kind that is not known")
                    }
                }
            }
            Holds::Posts | Holds::DeletedPosts => {
                let deleted = file.holds == Holds::DeletedPosts;
                post::read(record, deleted, self.about, &self.media)
                    .ok_or("it has neither a number nor words")
            }
            Holds::Followers | Holds::Following => {
                follow::read(record, file.holds == Holds::Followers, self.about)
                    .ok_or("it does not say which account it is")
            }
        }
    }

    /// What is wrong with a file as a whole.
    fn ended<R: Read>(&mut self, file: &File, scan: &Scan<R>, records: u64) {
        let name = file.member.as_deref().unwrap_or(self.source.name());
        let at = visible(name).into_owned();
        let why = match scan.end() {
            End::NotBegun => Some("it does not begin as a list".to_owned()),
            End::Cut => Some(format!("it is cut off: {records} records were found in it")),
            End::Whole => None,
        };
        if let Some(why) = why {
            if records == 0 && self.first.is_none() {
                self.first = Some((at.clone(), "window.YTD.".to_owned()));
            }
            self.report.problem(at.clone(), why);
        } else if let Some(count) = self.about.count(name)
            && count != scan.items
            && count != records
        {
            self.report.problem(
                at.clone(),
                format!(
                    "the archive says that it holds {count}, and {} are in it",
                    scan.items
                ),
            );
        }
        if scan.stray > 0 {
            let why = format!("{} signs in it belong to no record", scan.stray);
            self.report.problem(at, why);
        }
    }

    /// Reads on to the end of the file: its check sum stands there, or it is hashed.
    fn rest(&mut self, file: &File, scan: Scan<Bytes<'_>>) -> Result<(), IntakeError> {
        let name = file.member.as_deref().unwrap_or(self.source.name());
        let at = visible(name).into_owned();
        let began = scan.end() != End::NotBegun;
        match scan.rest() {
            Ok((bytes, more)) => {
                if more && began {
                    self.report
                        .problem(at, "more stands behind the end of the list: not read");
                }
                bytes.hex().map_or(Ok(()), |hex| self.source.saw(hex))
            }
            Err(e) if file.member.is_none() => Err(self.source.unreadable(e)),
            Err(e) => {
                self.report.problem(at, e.to_string());
                Ok(())
            }
        }
    }

    fn draft(&mut self, name: &str, at: String, raw: Raw, said: Said, mended: bool) -> Draft {
        for what in &said.unknown {
            self.report.count_unknown(what);
        }
        for attachment in &said.attachments {
            match &attachment.content {
                AttachmentContent::Member(name) => drop(self.named_files.insert(name.clone())),
                _ => self.missing += 1,
            }
        }
        self.repaired += u64::from(said.repaired);
        self.undated += u64::from(said.kind == DraftKind::Request);
        self.remember(&said);
        let (identity, other_words) = self.identity(&said);
        let mut draft = Draft {
            place: Place {
                file: name.to_owned(),
                at,
                bytes: raw.place,
            },
            kind: said.kind,
            channel: said.channel,
            platform: Some("x".to_owned()),
            thread: said.thread,
            id: said.id,
            identity,
            from: said.from,
            to: said.to,
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
        for mark in said.marks {
            draft.mark(mark);
        }
        if said.repaired || mended {
            draft.mark("letters-repaired");
        }
        for doubt in said.doubts {
            draft.doubt(doubt);
        }
        if draft
            .attachments
            .iter()
            .any(|a| a.content == AttachmentContent::Missing)
        {
            draft.mark("media-missing");
        }
        if mended {
            draft.doubt("some of its letters are broken in the archive");
        }
        if other_words {
            draft.doubt("the same number stands in this archive with other words, too");
        }
        if said.at.is_some_and(|at| !self.settings.plausible(at)) {
            draft.doubt("its date cannot be right: it is before 1990 or after the import");
        }
        draft
    }

    /// Handles that posts give for numbers, and who writes messages under a number only.
    fn remember(&mut self, said: &Said) {
        if said.sort == "post" {
            for person in &said.to {
                if let Person {
                    label: Some(handle),
                    address: Some(id),
                } = person
                    && (self.handles.len() < limits::SENDERS || self.handles.contains_key(id))
                {
                    let known = self.handles.entry(id.clone()).or_default();
                    known.insert(handle.clone());
                }
            }
        } else if said.sort == "message" {
            for id in said
                .from
                .iter()
                .chain(&said.to)
                .filter_map(|p| p.address.as_ref())
            {
                if self.writers.len() < limits::SENDERS && !self.writers.contains(id) {
                    self.writers.insert(id.clone());
                }
            }
        }
    }

    /// The number and the words; where there is no number, all that the record says, and which of
    /// its equals it is. Whether the number was there before with other words.
    fn identity(&mut self, said: &Said) -> (String, bool) {
        let of = || Identity::of("x").with(said.sort.as_bytes());
        let day = said.at.and_then(|at| day_of(at.as_millisecond()));
        let Some(id) = &said.id else {
            let at = said.at.map_or(0, jiff::Timestamp::as_millisecond);
            let digest = of()
                .with(said.thread.as_bytes())
                .with(&at.to_be_bytes())
                .with(said.token.as_bytes())
                .finish();
            let nth = self.equals.nth(&digest);
            let identity = Identity::of("x-nth").with(&digest).with(&nth.to_be_bytes());
            return (identity.hex_on(day), false);
        };
        let number = of().with(id.as_bytes()).finish();
        let identity = || of().with(id.as_bytes()).with(said.token.as_bytes());
        let whole = identity().finish();
        let before = *self.bodies.entry(short(&number)).or_insert(short(&whole));
        (identity().hex_on(day), before != short(&whole))
    }
}

fn short(digest: &[u8; 32]) -> u64 {
    digest.iter().take(8).fold(0, |n, b| n << 8 | u64::from(*b))
}

pub(super) fn place(name: &str, at: &str) -> String {
    if name.is_empty() {
        at.to_owned()
    } else {
        format!("{}, {at}", visible(name))
    }
}
