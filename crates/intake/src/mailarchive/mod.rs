//! E-mail inside an archive, or in a folder with mailboxes: Google Takeout in a zip or tgz, zips
//! of `.eml` and `.emlx`, zipped maildirs, mailboxes of Thunderbird and Apple Mail.
//!
//! Which members are messages and which are mailboxes is told in `files`. They are read one after
//! the other, in the order of the archive, so that one that is packed as a whole is unpacked once.
//! A member that breaks off is a problem, and what stands before is kept.

mod files;

use std::io::{self, Read};

use standfast_model::draft::Place;
use standfast_model::visible;

use crate::archive::Member;
use crate::error::IntakeError;
use crate::folder::{Folder, split};
use crate::limits;
use crate::mail::{Mailbox, first_line};
use crate::maildir;
use crate::mbox::{self, Quoting};
use crate::reader::{Certainty, Flow, Reader, ReaderId, Report, Sealing, Settings, Sink, Survey};
use crate::source::Source;
use files::{Files, Kind};

/// Reads e-mail in archives.
pub struct MailArchive;

const ID: ReaderId = ReaderId("mail-archive");

impl Reader for MailArchive {
    fn id(&self) -> ReaderId {
        ID
    }

    fn recognise(&self, source: &Source) -> Certainty {
        let Some(archive) = source.archive() else {
            return Certainty::No;
        };
        let files = Files::of(source, archive);
        let folder = source.folder();
        if files.are_mail(source) && !folder.is_some_and(Folder::holds_only_messages) {
            Certainty::Sure
        } else if files.mail.is_empty() {
            Certainty::No
        } else {
            Certainty::Perhaps
        }
    }

    fn sealing(&self) -> Sealing {
        Sealing::EachRecord
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
        let Some(archive) = source.archive() else {
            return Err(IntakeError::NotRecognised {
                name: source.name().to_owned(),
            });
        };
        let files = Files::of(source, archive);
        let mut report = Report::new(ID);
        for problem in archive.problems() {
            report.problem(&*problem.at, &*problem.why);
        }
        let mut reading = Reading {
            source,
            settings,
            report,
            messages: Vec::new(),
            number: 0,
            mailboxes: 0,
            several: files.mailboxes() > 1 || files.mailboxes() < files.mail.len(),
            first_bad: None,
        };
        for (member, kind) in &files.mail {
            let flow = match kind {
                Kind::Message => reading.message(member, sink),
                Kind::Mailbox => reading.mailbox(member, sink),
            };
            if flow == Flow::Stop {
                return Ok(reading.report);
            }
        }
        reading.finish(&files)
    }
}

/// The pass over an archive.
struct Reading<'s> {
    source: &'s Source,
    settings: &'s Settings,
    report: Report,
    /// What is known of messages in files of their own. Of members with one name the first are
    /// one list, the second another: an archive that bears its files twice bears no message twice.
    messages: Vec<Mailbox>,
    number: u64,
    mailboxes: u64,
    /// Places say which mailbox.
    several: bool,
    /// Place and first line of the first that was not understood.
    first_bad: Option<(String, String)>,
}

/// Members of one name that are told from each other; an archive with more is no honest one.
const LISTS: usize = 100;

impl Reading<'_> {
    fn message(&mut self, member: &Member, sink: &mut Sink<'_>) -> Flow {
        self.number += 1;
        let place = Place {
            file: member.name.clone(),
            at: format!("message {}", self.number),
            bytes: (0, 0),
        };
        let shown = format!("{}, {}", visible(&place.file), place.at);
        let mut bytes = Vec::new();
        let read = self
            .source
            .open_member(&member.name)
            .map_err(|e| e.to_string())
            .and_then(|open| {
                open.take(limits::MESSAGE as u64 + 1)
                    .read_to_end(&mut bytes)
                    .map_err(|e| e.to_string())
            });
        if let Err(why) = read {
            self.report.not_understood(shown, why);
            return Flow::Go;
        }
        if bytes.len() > limits::MESSAGE {
            self.report
                .not_understood(shown, "it is over the limit of 64 MB for one message");
            return Flow::Go;
        }
        let line = first_line(&bytes);
        let list = usize::try_from(member.again).unwrap_or(LISTS).min(LISTS);
        if self.messages.len() <= list {
            self.messages.resize_with(list + 1, Mailbox::default);
        }
        let Some(mailbox) = self.messages.get_mut(list) else {
            return Flow::Go;
        };
        let path = member.said().replace('\\', "/");
        let parts = split(path.as_bytes());
        match maildir::message(bytes, parts, place, self.source, self.settings)
            .map(|apart| mailbox.place(apart))
        {
            Err(why) => {
                self.first_bad.get_or_insert((shown.clone(), line));
                self.report.not_understood(shown, why);
                Flow::Go
            }
            Ok(read) => {
                for problem in read.problems {
                    self.report.problem(&*shown, problem);
                }
                self.report.hand_over(read.draft, sink)
            }
        }
    }

    fn mailbox(&mut self, member: &Member, sink: &mut Sink<'_>) -> Flow {
        self.mailboxes += 1;
        let shown = visible(&member.name).into_owned();
        match self.read_mailbox(member, sink) {
            Ok((flow, None)) => flow,
            Ok((flow, Some(why))) => {
                let why = format!("{why}; the messages before that are kept");
                self.report.problem(shown, why);
                flow
            }
            Err(e) => {
                self.report.problem(shown, e.to_string());
                Flow::Go
            }
        }
    }

    fn read_mailbox(
        &mut self,
        member: &Member,
        sink: &mut Sink<'_>,
    ) -> Result<(Flow, Option<io::Error>), IntakeError> {
        let open = || self.source.open_member(&member.name);
        let broken = |e: io::Error| IntakeError::Member {
            name: self.source.name().to_owned(),
            member: member.name.clone(),
            why: e.to_string(),
        };
        let head = files::head(self.source, member);
        let quoting = Quoting::of(&head, Ending::of(open()?)).map_err(broken)?;
        let before = if self.several {
            format!("mailbox {}, ", self.mailboxes)
        } else {
            String::new()
        };
        let read_before = self.report.read;
        let mut mailbox = Mailbox::default();
        let mut reading = mbox::Reading {
            file: &member.name,
            before: &before,
            folder: files::title(member.said()),
            quoting,
            settings: self.settings,
            mailbox: &mut mailbox,
            report: &mut self.report,
            first_bad: None,
        };
        let input = reading.all(Ending::of(open()?), sink).map_err(broken)?;
        if let Some(bad) = reading.first_bad {
            self.first_bad.get_or_insert(bad);
        }
        let Some(input) = input else {
            return Ok((Flow::Stop, None));
        };
        if self.report.read == read_before && !head.is_empty() {
            let at = visible(&member.name).into_owned();
            self.first_bad
                .get_or_insert((at.clone(), first_line(&head)));
            self.report
                .not_understood(at, "it is named as a mailbox, and no message stands in it");
        }
        Ok((Flow::Go, input.failed))
    }

    fn finish(mut self, files: &Files<'_>) -> Result<Report, IntakeError> {
        if let Some((at, line)) = self.first_bad.filter(|_| self.report.drafts == 0) {
            return Err(IntakeError::NothingUnderstood {
                name: self.source.name().to_owned(),
                reader: ID,
                at,
                line,
            });
        }
        if files.unfinished > 0 {
            self.report.notes.push(format!(
                "files in tmp, which are messages that never fully arrived and were not read: {}",
                files.unfinished
            ));
        }
        if !files.others.is_empty() {
            self.report.notes.push(format!(
                "files beside the e-mail that were not read: {}",
                files.others.len()
            ));
        }
        let others = files.others.iter().take(limits::OTHER_FILES);
        self.report.unnamed_files = others.map(|m| m.name.clone()).collect();
        Ok(self.report)
    }
}

/// Reads until it breaks off, and then says that this was the end; why, is kept.
struct Ending<R> {
    inner: R,
    failed: Option<io::Error>,
}

impl<R> Ending<R> {
    fn of(inner: R) -> Self {
        Ending {
            inner,
            failed: None,
        }
    }
}

impl<R: Read> Read for Ending<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.failed.is_some() {
            return Ok(0);
        }
        match self.inner.read(buf) {
            Err(e) if e.kind() != io::ErrorKind::Interrupted => {
                self.failed = Some(e);
                Ok(0)
            }
            other => other,
        }
    }
}
