//! Mailboxes: many messages in one file (mbox in its variants, account exports).
//!
//! Streams: one message in memory at a time. Which lines separate is told in `split`; whether
//! `>From ` was written by the mailbox or by a person is decided for the whole file, and only by
//! evidence.

mod split;

use std::io::{self, BufReader, Read};

use memchr::memmem;
use standfast_model::draft::Place;

use crate::error::IntakeError;
use crate::mail::{Found, Mailbox, first_line};
use crate::reader::{Certainty, Flow, Reader, ReaderId, Report, Sealing, Settings, Sink, Survey};
use crate::source::Source;
use crate::store::Hashing;
use split::Pieces;

/// Reads mailboxes.
pub struct Mbox;

const ID: ReaderId = ReaderId("mbox");
/// What is read at once.
const PIECE: usize = 256 << 10;

impl Reader for Mbox {
    fn id(&self) -> ReaderId {
        ID
    }

    fn recognise(&self, source: &Source) -> Certainty {
        if source.archive().is_some() {
            return Certainty::No;
        }
        let mut pieces = Pieces::new(source.head());
        let begins = matches!(pieces.next(), Ok(Some(_)));
        let named = source.name().to_ascii_lowercase().ends_with(".mbox");
        match (begins, pieces.before, named) {
            (true, 0, _) => Certainty::Sure,
            (true, _, true) | (false, _, true) => Certainty::Perhaps,
            _ => Certainty::No,
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
        let unreadable = |e| source.unreadable(e);
        let quoting = Quoting::of(source.head(), source.reader()).map_err(unreadable)?;
        let mut report = Report::new(ID);
        let input = Hashing::new(source.reader());
        let mut mailbox = Mailbox::default();
        let mut reading = Reading {
            file: "",
            before: "",
            folder: "",
            quoting,
            settings,
            mailbox: &mut mailbox,
            report: &mut report,
            first_bad: None,
        };
        let Some(input) = reading.all(input, sink).map_err(unreadable)? else {
            return Ok(report);
        };
        let first_bad = reading.first_bad;
        source.saw(input.hex())?;
        match first_bad {
            Some((at, line)) if report.drafts == 0 => Err(nothing(source, at, line)),
            None if report.read == 0 && !source.is_empty() => Err(nothing(
                source,
                "line 1".to_owned(),
                first_line(source.head()),
            )),
            _ => Ok(report),
        }
    }
}

/// The reading of one mailbox, wherever it stands.
pub(crate) struct Reading<'r> {
    /// Its name in an archive.
    pub(crate) file: &'r str,
    /// What stands before each place: "mailbox 2, ".
    pub(crate) before: &'r str,
    /// What it is called, for messages of which none says its thread.
    pub(crate) folder: &'r str,
    pub(crate) quoting: Quoting,
    pub(crate) settings: &'r Settings,
    pub(crate) mailbox: &'r mut Mailbox,
    pub(crate) report: &'r mut Report,
    /// Place and first line of the first that was not understood.
    pub(crate) first_bad: Option<(String, String)>,
}

impl Reading<'_> {
    /// Hands over every message; gives the input back at its end, or nothing where it was stopped.
    pub(crate) fn all<R: Read>(&mut self, input: R, sink: &mut Sink<'_>) -> io::Result<Option<R>> {
        let mut pieces = Pieces::new(BufReader::with_capacity(PIECE, input));
        let mut first = true;
        while let Some(piece) = pieces.next()? {
            if std::mem::take(&mut first) && pieces.before > 0 {
                let why = format!("{} bytes stand before the first message", pieces.before);
                self.report.problem(format!("{}byte 0", self.before), why);
            }
            let at = format!(
                "{}message {} (byte {})",
                self.before, piece.number, piece.place.0
            );
            if piece.too_large {
                self.report
                    .not_understood(at, "it is over the limit of 64 MB for one message");
                continue;
            }
            let line = first_line(&piece.bytes);
            let found = Found {
                place: Place {
                    file: self.file.to_owned(),
                    at: at.clone(),
                    bytes: piece.place,
                },
                filed: piece.filed,
                quoted: self.quoting == Quoting::Reversible,
                folder: self.folder.to_owned(),
            };
            match self.mailbox.message(piece.bytes, found, self.settings) {
                Err(why) => {
                    self.first_bad.get_or_insert((at.clone(), line));
                    self.report.not_understood(at, why);
                }
                Ok(mut read) => {
                    for problem in read.problems {
                        self.report.problem(&*at, problem);
                    }
                    if self.quoting == Quoting::Unsure
                        && read.draft.words.as_deref().is_some_and(has_quote)
                    {
                        read.draft.doubt("a > before \"From\" may be the mailbox's and not the sender's; it stands");
                    }
                    if self.report.hand_over(read.draft, sink) == Flow::Stop {
                        return Ok(None);
                    }
                }
            }
        }
        Ok(Some(pieces.into_inner().into_inner()))
    }
}

/// Whether the beginning of a file is that of a mailbox.
pub(crate) fn begins(head: &[u8]) -> bool {
    let mut pieces = Pieces::new(head);
    matches!(pieces.next(), Ok(Some(_))) && pieces.before == 0
}

fn nothing(source: &Source, at: String, line: String) -> IntakeError {
    IntakeError::NothingUnderstood {
        name: source.name().to_owned(),
        reader: ID,
        at,
        line,
    }
}

fn has_quote(words: &str) -> bool {
    words.lines().any(|l| l.starts_with(">From "))
}

/// Who wrote the `>` before a line that begins "From ".
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quoting {
    /// The mailbox: it quotes what is quoted, too (mboxrd), so one comes off.
    Reversible,
    /// Nobody can tell from this file.
    Unsure,
}

impl Quoting {
    /// Looks for a line that only a mailbox writes so, or for a writer that is known to.
    pub(crate) fn of(head: &[u8], mut reader: impl Read) -> io::Result<Self> {
        if head.starts_with(b"From ") {
            let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
            if memmem::find(line, b"@xxx ").is_some() {
                return Ok(Quoting::Reversible);
            }
        }
        let finder = memmem::Finder::new(b"\n>>From ");
        let mut window = vec![0; PIECE];
        let mut kept = 0;
        loop {
            let room = window.get_mut(kept..).unwrap_or_default();
            let n = reader.read(room)?;
            if n == 0 {
                return Ok(Quoting::Unsure);
            }
            let filled = kept + n;
            if finder
                .find(window.get(..filled).unwrap_or_default())
                .is_some()
            {
                return Ok(Quoting::Reversible);
            }
            let tail = filled.saturating_sub(7);
            window.copy_within(tail..filled, 0);
            kept = filled - tail;
        }
    }
}
