//! What becomes of a record that was read: a draft, or a problem that is named; and what is said
//! of the whole.

use standfast_model::draft::{Draft, DraftKind, Place};

use super::reading::{CUT_OFF, Reading, Wanted};
use super::record::{PHONE_OWNER, Refused, Said};
use crate::error::IntakeError;
use crate::identity::Identity;
use crate::reader::{Flow, Report};
use crate::source::Source;

/// Kinds of unknown things that are told apart.
const UNKNOWN: usize = 100;

impl Reading<'_, '_> {
    /// Other programs write the same format; which one it was is good to know.
    pub(super) fn comment(&mut self, comment: &[u8]) {
        let comment = String::from_utf8_lossy(comment);
        for program in ["Signal", "Silence", "TextSecure"] {
            if comment.contains(&format!("File Created By {program}")) {
                self.report.notes.push(format!(
                    "{program} wrote this file, in the form that SMS Backup & Restore has."
                ));
            }
        }
    }

    pub(super) fn refused(&mut self, at: String, element: &str, refused: &Refused) -> Flow {
        let why = match refused {
            Refused::NotWellFormed => "it is not well formed",
            Refused::NoType => "it does not say which way it went",
            Refused::UnknownType(number) => {
                let what = if element == "call" { "call" } else { "message" };
                self.unknown(format!("a {what} of type {number}"));
                "it is of a type that is not known"
            }
        };
        self.refuse(at, element, why)
    }

    pub(super) fn refuse(&mut self, at: String, element: &str, why: &str) -> Flow {
        let at = self.shown(&at);
        if self.first.is_none() {
            let element = if element == "message" { "sms" } else { element };
            self.first = Some((at.clone(), format!("<{element}")));
        }
        self.report.not_understood(at, why);
        Flow::Go
    }

    pub(super) fn hand_over(
        &mut self,
        said: Said,
        at: String,
        bytes: (u64, u64),
        own: Vec<u8>,
    ) -> Flow {
        if let Wanted::Who(see) = &mut self.wanted {
            if said.kind != DraftKind::System {
                see(said);
            }
            return Flow::Go;
        }
        self.not_delivered += u64::from(said.kind == DraftKind::System);
        self.from_owner |= said
            .from
            .as_ref()
            .is_some_and(|f| f.label.as_deref() == Some(PHONE_OWNER));
        let place = Place {
            file: self.file.member.clone(),
            at,
            bytes,
        };
        let faults = said.faults.said().map(str::to_owned);
        for why in said.problems.iter().cloned().chain(faults) {
            self.report.problem(place.shown(), why);
        }
        let draft = self.draft(said, place, own);
        match &mut self.wanted {
            Wanted::Drafts(sink) => self.report.hand_over(draft, sink),
            Wanted::Who(_) => Flow::Go,
        }
    }

    pub(super) fn draft(&mut self, said: Said, place: Place, own_bytes: Vec<u8>) -> Draft {
        let nth = self.file.equals.nth(&said.digest);
        let identity = Identity::of("sms-backup-nth")
            .with(&said.digest)
            .with(&nth.to_be_bytes())
            .hex_on(said.day);
        let mut draft = Draft {
            place,
            kind: said.kind,
            channel: said.channel,
            platform: None,
            thread: said.thread,
            // Two backups in one archive overlap: the k-th equal of one is the k-th of the other.
            id: self.several.then(|| identity.clone()),
            identity,
            from: said.from,
            to: said.to,
            time: said.time,
            title: said.title,
            words: said.words,
            marks: Vec::new(),
            attachments: said.attachments,
            doubts: Vec::new(),
            own_bytes,
            line_end: self.file.writing.line_end(),
        };
        for mark in said.marks {
            draft.mark(mark);
        }
        for doubt in said.doubts {
            draft.doubt(doubt);
        }
        for doubt in said.faults.said() {
            draft.doubt(doubt);
        }
        draft
    }

    pub(super) fn end_of_file(&mut self, strays: u64) {
        if let Some(open) = self.file.open.take()
            && open.mms.is_some()
        {
            self.refuse(open.at, "mms", CUT_OFF);
        }
        if strays > 0 {
            self.unknown("text between the records".to_owned());
        }
        let (found, ended) = (self.file.records, self.file.ended);
        if !ended {
            self.problem("the end", "the file is incomplete: its end is missing");
        }
        if let Some(count) = self.file.count.filter(|count| *count != found) {
            self.problem(
                "the end",
                &format!("the file says that it has {count} records, and {found} are in it"),
            );
        }
    }

    pub(super) fn finish(mut self, source: &Source) -> Result<Report, IntakeError> {
        let report = &mut self.report;
        if report.drafts + report.system == 0
            && let (Some((at, line)), Wanted::Drafts(_)) = (self.first, &self.wanted)
        {
            return Err(IntakeError::NothingUnderstood {
                name: source.name().to_owned(),
                reader: super::ID,
                at,
                line,
            });
        }
        if self.not_delivered > 0 {
            let (n, were) = match self.not_delivered {
                1 => ("1 message", "was"),
                n => (&*format!("{n} messages"), "were"),
            };
            report.notes.push(format!(
                "{n} {were} never sent (a draft, or one that failed or waits) and not taken."
            ));
        }
        if self.from_owner {
            report.notes.push(format!(
                "The file does not say whose phone it is. What was sent from it is from \"{PHONE_OWNER}\"."
            ));
        }
        Ok(self.report)
    }

    pub(super) fn problem(&mut self, at: &str, why: &str) {
        let at = self.shown(at);
        self.report.problem(at, why);
    }

    pub(super) fn shown(&self, at: &str) -> String {
        match self.file.member.as_str() {
            "" => at.to_owned(),
            member => format!("{member}, {at}"),
        }
    }

    pub(super) fn unknown(&mut self, what: String) {
        let room = self.report.unknown.len() < UNKNOWN;
        if room || self.report.unknown.contains_key(&what) {
            self.report.count_unknown(&what);
        } else {
            self.report.count_unknown("other things");
        }
    }
}
