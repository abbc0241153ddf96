//! The pass over a backup: tags become records. What becomes of them is told in [`super::told`].

use super::files::{Backup, Bytes, find};
use super::mms::Mms;
use super::record::{Refused, Said, call, sms};
use super::tags::{Tag, TagKind, Tags, name};
use super::value::Fields;
use crate::error::IntakeError;
use crate::identity::Equals;
use crate::lines::Writing;
use crate::reader::{Flow, Report, Settings, Sink};
use crate::source::Source;

/// What a pass is for.
pub(super) enum Wanted<'w, 's> {
    /// Who writes in which thread.
    Who(&'w mut dyn FnMut(Said)),
    /// Every record.
    Drafts(&'w mut Sink<'s>),
}

/// One pass over all backups of a source.
pub(super) struct Reading<'w, 's> {
    pub(super) settings: &'w Settings,
    pub(super) wanted: Wanted<'w, 's>,
    pub(super) report: Report,
    /// Several backups in one archive may bear the same records.
    pub(super) several: bool,
    pub(super) not_delivered: u64,
    pub(super) from_owner: bool,
    /// Place and element of the first record that was not understood.
    pub(super) first: Option<(String, String)>,
    pub(super) file: InFile,
}

/// Where the pass is in one backup.
pub(super) struct InFile {
    pub(super) member: String,
    pub(super) writing: Writing,
    pub(super) equals: Equals,
    pub(super) records: u64,
    /// How many its root says there are.
    pub(super) count: Option<u64>,
    pub(super) ended: bool,
    pub(super) open: Option<Open>,
}

/// An `<mms>` whose end is still to come.
pub(super) struct Open {
    pub(super) at: String,
    pub(super) from: u64,
    /// `None` where it was refused: its parts are passed over.
    pub(super) mms: Option<Mms>,
}

const OVER_LIMIT: &str = "it is over the limit for one record";

/// Reads `source` from its beginning to its end, unless the sink says stop.
pub(super) fn read<'w>(
    source: &Source,
    settings: &'w Settings,
    wanted: Wanted<'w, '_>,
) -> Result<Report, IntakeError> {
    let backups = find(source);
    let mut reading = Reading {
        settings,
        wanted,
        report: Report::new(super::ID),
        several: backups.len() > 1,
        not_delivered: 0,
        from_owner: false,
        first: None,
        file: InFile::of("", Writing::Utf8),
    };
    if backups.is_empty() {
        return Err(IntakeError::NotRecognised {
            name: source.name().to_owned(),
        });
    }
    if let Some(archive) = source.archive() {
        for problem in archive.problems() {
            reading
                .report
                .problem(problem.at.clone(), problem.why.clone());
        }
        reading.report.unnamed_files = archive
            .members()
            .iter()
            .filter(|m| !backups.iter().any(|b| b.member.as_ref() == Some(&m.name)))
            .map(|m| m.name.clone())
            .collect();
    }
    for backup in &backups {
        let (mut tags, writing) = backup.tags()?;
        reading.file = InFile::of(backup.member.as_deref().unwrap_or_default(), writing);
        if reading.backup(backup, &mut tags)? == Flow::Stop {
            return Ok(reading.report);
        }
        if let Some(digest) = tags.into_inner().hex() {
            source.saw(digest)?;
        }
    }
    reading.finish(source)
}

impl InFile {
    fn of(member: &str, writing: Writing) -> Self {
        InFile {
            member: member.to_owned(),
            writing,
            equals: Equals::default(),
            records: 0,
            count: None,
            ended: false,
            open: None,
        }
    }

    /// "message 4 (byte 10233)", and the file where there are several.
    fn next(&mut self, what: &str, byte: u64) -> String {
        self.records += 1;
        format!("{what} {} (byte {byte})", self.records)
    }
}

impl Reading<'_, '_> {
    fn backup(
        &mut self,
        backup: &Backup<'_>,
        tags: &mut Tags<Bytes<'_>>,
    ) -> Result<Flow, IntakeError> {
        while let Some(mut tag) = tags.next().map_err(|e| backup.failed(e))? {
            let flow = match tag.kind {
                TagKind::Open | TagKind::Alone => self.begins(tags, &mut tag),
                TagKind::Close => self.ends(tags, &mut tag),
                TagKind::Broken | TagKind::CutOff => self.broken(tags, &mut tag),
                TagKind::Comment => {
                    self.comment(tags.bytes(&tag));
                    Flow::Go
                }
                TagKind::Doctype => {
                    self.problem(
                        &format!("byte {}", tag.place.0),
                        "the file declares abbreviations of its own; that is refused, and they are left as they stand",
                    );
                    Flow::Go
                }
                TagKind::Other => Flow::Go,
            };
            if flow == Flow::Stop {
                return Ok(flow);
            }
        }
        self.end_of_file(tags.strays);
        Ok(Flow::Go)
    }

    fn begins(&mut self, tags: &mut Tags<Bytes<'_>>, tag: &mut Tag) -> Flow {
        let named = name(tags.bytes(tag)).to_vec();
        match named.as_slice() {
            b"smses" | b"calls" => {
                let bytes = String::from_utf8_lossy(tags.bytes(tag));
                let count = Fields::read(&bytes).ok().and_then(|f| f.number("count"));
                if let Some(count) = count.and_then(|c| u64::try_from(c).ok()) {
                    self.file.count = Some(self.file.count.unwrap_or(0).saturating_add(count));
                }
                self.file.ended = tag.kind == TagKind::Alone;
                Flow::Go
            }
            b"sms" | b"call" | b"mms" => {
                if self.not_closed(tags, tag) == Flow::Stop {
                    return Flow::Stop;
                }
                if named == b"mms" {
                    self.mms(tags, tag)
                } else {
                    self.single(tags, tag, named == b"call")
                }
            }
            b"part" | b"addr" => {
                self.belongs(tags, tag, named == b"part");
                Flow::Go
            }
            b"parts" | b"addrs" => Flow::Go,
            other => {
                let shown = std::str::from_utf8(other)
                    .ok()
                    .filter(|n| n.len() <= 32 && n.bytes().all(|b| b.is_ascii_alphanumeric()));
                match shown {
                    Some(name) => self.unknown(format!("an element named {name}")),
                    None => self.unknown("an element of another name".to_owned()),
                }
                Flow::Go
            }
        }
    }

    /// A text or a call.
    fn single(&mut self, tags: &Tags<Bytes<'_>>, tag: &Tag, is_call: bool) -> Flow {
        let what = if is_call { "call" } else { "message" };
        let at = self.file.next(what, tag.place.0);
        if tag.left_out {
            return self.refuse(at, what, OVER_LIMIT);
        }
        let bytes = tags.bytes(tag);
        let text = String::from_utf8_lossy(bytes);
        let read = match Fields::read(&text) {
            Err(_) => Err(Refused::NotWellFormed),
            Ok(fields) if is_call => call(&fields, self.settings).map(|s| (s, fields.twice)),
            Ok(fields) => sms(&fields, self.settings).map(|s| (s, fields.twice)),
        };
        match read {
            Err(refused) => self.refused(at, what, &refused),
            Ok((mut said, twice)) => {
                said.faults.bytes |= std::str::from_utf8(bytes).is_err();
                if twice {
                    said.problem("something is said twice in it; the first counts");
                }
                let own = match self.wanted {
                    Wanted::Who(_) => Vec::new(),
                    Wanted::Drafts(_) => tags.own(tag),
                };
                self.hand_over(said, at, tag.place, own)
            }
        }
    }

    fn mms(&mut self, tags: &mut Tags<Bytes<'_>>, tag: &mut Tag) -> Flow {
        let at = self.file.next("message", tag.place.0);
        let light = matches!(self.wanted, Wanted::Who(_));
        let bytes = tags.bytes(tag);
        let text = String::from_utf8_lossy(bytes);
        let read = match Fields::read(&text) {
            _ if tag.left_out => {
                self.refuse(at.clone(), "mms", OVER_LIMIT);
                None
            }
            Err(_) => {
                self.refused(at.clone(), "mms", &Refused::NotWellFormed);
                None
            }
            Ok(fields) => match Mms::read(&fields, self.settings, light) {
                Ok(mut mms) => {
                    mms.faults().bytes |= std::str::from_utf8(bytes).is_err();
                    if fields.twice {
                        mms.problem("something is said twice in it; the first counts");
                    }
                    Some(mms)
                }
                Err(refused) => {
                    self.refused(at.clone(), "mms", &refused);
                    None
                }
            },
        };
        if read.is_some() {
            tags.hold(tag);
        }
        self.file.open = Some(Open {
            at,
            from: tag.place.0,
            mms: read,
        });
        if tag.kind == TagKind::Alone {
            return self.close(tags, tag, true);
        }
        Flow::Go
    }

    /// A part of the open message, or a person of it.
    fn belongs(&mut self, tags: &Tags<Bytes<'_>>, tag: &Tag, is_part: bool) {
        let Some(open) = &mut self.file.open else {
            self.unknown("a part of a message that stands outside of one".to_owned());
            return;
        };
        let Some(mms) = &mut open.mms else { return };
        let bytes = tags.bytes(tag);
        let text = String::from_utf8_lossy(bytes);
        mms.faults().bytes |= std::str::from_utf8(bytes).is_err();
        match Fields::read(&text) {
            Ok(fields) if is_part => mms.part(&fields, tag.left_out),
            Ok(fields) => mms.person(&fields),
            Err(_) => mms.problem(BROKEN_PART),
        }
    }

    fn ends(&mut self, tags: &mut Tags<Bytes<'_>>, tag: &mut Tag) -> Flow {
        match name(tags.bytes(tag)) {
            b"mms" => self.close(tags, tag, true),
            b"smses" | b"calls" => {
                let flow = self.not_closed(tags, tag);
                self.file.ended = true;
                flow
            }
            _ => Flow::Go,
        }
    }

    /// A message without an end: the next one begins.
    fn not_closed(&mut self, tags: &mut Tags<Bytes<'_>>, tag: &mut Tag) -> Flow {
        if let Some(mms) = self.file.open.as_mut().and_then(|o| o.mms.as_mut()) {
            mms.problem(
                "its end is missing in the file; what stands before the next record is taken",
            );
        }
        self.close(tags, tag, false)
    }

    /// Hands over the open message; `with_it` says that this tag is its last.
    fn close(&mut self, tags: &mut Tags<Bytes<'_>>, tag: &mut Tag, with_it: bool) -> Flow {
        let Some(open) = self.file.open.take() else {
            return Flow::Go;
        };
        let Some(mms) = open.mms else {
            return Flow::Go;
        };
        if tags.is_lost() {
            return self.refuse(open.at, "mms", OVER_LIMIT);
        }
        let until = if with_it { tag.place.1 } else { tag.place.0 };
        let own = match self.wanted {
            Wanted::Who(_) => {
                tags.let_go();
                Vec::new()
            }
            Wanted::Drafts(_) => tags.take_held(tag, with_it),
        };
        self.hand_over(mms.finish(), open.at, (open.from, until), own)
    }

    /// A tag that never ends.
    fn broken(&mut self, tags: &mut Tags<Bytes<'_>>, tag: &mut Tag) -> Flow {
        let cut = tag.kind == TagKind::CutOff;
        let why = if cut {
            CUT_OFF
        } else {
            "it does not end before the next one begins"
        };
        match name(tags.bytes(tag)) {
            b"part" | b"addr" if self.file.open.is_some() => {
                if let Some(mms) = self.file.open.as_mut().and_then(|o| o.mms.as_mut()) {
                    mms.problem(BROKEN_PART);
                }
                Flow::Go
            }
            named @ (b"sms" | b"call" | b"mms") => {
                let element = String::from_utf8_lossy(named).into_owned();
                if self.not_closed(tags, tag) == Flow::Stop {
                    return Flow::Stop;
                }
                let what = if element == "call" { "call" } else { "message" };
                let at = self.file.next(what, tag.place.0);
                self.refuse(at, &element, why)
            }
            _ => {
                self.problem(&format!("byte {}", tag.place.0), why);
                Flow::Go
            }
        }
    }
}

pub(super) const CUT_OFF: &str = "the file is cut off here";
const BROKEN_PART: &str = "a part of it is not well formed and is left out";
