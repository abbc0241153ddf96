//! Mailboxes: many messages in one file (mbox in its variants, account exports).
//!
//! Streams: one message in memory at a time. Which lines separate is told in `split`; whether
//! `>From ` was written by the mailbox or by a person is decided for the whole file, and only by
//! evidence.

mod split;

use std::io::{BufReader, Read};

use memchr::memmem;
use standfast_model::draft::Place;

use crate::error::IntakeError;
use crate::mail::{Found, Mailbox, first_line};
use crate::reader::{Certainty, Flow, Reader, ReaderId, Report, Sealing, Settings, Sink, Survey};
use crate::source::{Hashing, Source};
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
        let quoting = Quoting::of(source)?;
        let mut report = Report::new(ID);
        let input = BufReader::with_capacity(PIECE, Hashing::new(source.reader()));
        let mut pieces = Pieces::new(input);
        let mut first_bad = None;
        let mut mailbox = Mailbox::default();
        while let Some(piece) = pieces.next().map_err(|e| source.unreadable(e))? {
            if report.read == 0 && pieces.before > 0 {
                let why = format!("{} bytes stand before the first message", pieces.before);
                report.problem("byte 0", why);
            }
            let at = format!("message {} (byte {})", piece.number, piece.place.0);
            if piece.too_large {
                report.not_understood(at, "it is over the limit of 64 MB for one message");
                continue;
            }
            let line = first_line(&piece.bytes);
            let found = found(&piece.place, &at, piece.filed, quoting);
            match mailbox.message(piece.bytes, found, settings) {
                Err(why) => {
                    first_bad.get_or_insert((at.clone(), line));
                    report.not_understood(at, why);
                }
                Ok(mut read) => {
                    for problem in read.problems {
                        report.problem(&*at, problem);
                    }
                    if quoting == Quoting::Unsure
                        && read.draft.words.as_deref().is_some_and(has_quote)
                    {
                        read.draft.doubt("a > before \"From\" may be the mailbox's and not the sender's; it stands");
                    }
                    if report.hand_over(read.draft, sink) == Flow::Stop {
                        return Ok(report);
                    }
                }
            }
        }
        source.saw(pieces.into_inner().into_inner().hex())?;
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

fn nothing(source: &Source, at: String, line: String) -> IntakeError {
    IntakeError::NothingUnderstood {
        name: source.name().to_owned(),
        reader: ID,
        at,
        line,
    }
}

fn found(
    place: &(u64, u64),
    at: &str,
    filed: Option<crate::mail::Date>,
    quoting: Quoting,
) -> Found {
    Found {
        place: Place {
            file: String::new(),
            at: at.to_owned(),
            bytes: *place,
        },
        filed,
        quoted: quoting == Quoting::Reversible,
        folder: String::new(),
    }
}

fn has_quote(words: &str) -> bool {
    words.lines().any(|l| l.starts_with(">From "))
}

/// Who wrote the `>` before a line that begins "From ".
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoting {
    /// The mailbox: it quotes what is quoted, too (mboxrd), so one comes off.
    Reversible,
    /// Nobody can tell from this file.
    Unsure,
}

impl Quoting {
    /// Looks for a line that only a mailbox writes so, or for a writer that is known to.
    fn of(source: &Source) -> Result<Self, IntakeError> {
        if source.head().starts_with(b"From ") {
            let line = source
                .head()
                .split(|b| *b == b'\n')
                .next()
                .unwrap_or_default();
            if memmem::find(line, b"@xxx ").is_some() {
                return Ok(Quoting::Reversible);
            }
        }
        let finder = memmem::Finder::new(b"\n>>From ");
        let mut reader = source.reader();
        let mut window = vec![0; PIECE];
        let mut kept = 0;
        loop {
            let room = window.get_mut(kept..).unwrap_or_default();
            let n = reader.read(room).map_err(|e| source.unreadable(e))?;
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
