//! Foreign formats become drafts.
//!
//! In a verb: this crate **reads**. It owns the readers of export formats behind one trait
//! ([`Reader`], the list is [`READERS`]), how a format is recognised ([`detect`]), the source that
//! is read ([`Source`]), every limit ([`limits`]), the rule for times without a zone
//! ([`resolve_time`]), and the pure rule of which drafts are between subject and clinician
//! ([`parties`]).
//!
//! It streams: one record in memory at a time, whatever the file's size. It keeps no state between
//! calls and writes nothing anywhere, so that it can run in a process of its own.
//!
//! It never decides anything about the case: who the subject is, is told to it; what was doubtful
//! it says; what it did not understand it counts and names. It never guesses a zone, a date order
//! or an owner, never asks the clock, and never uses a name from inside a file as a path.
//!
//! ```no_run
//! # fn main() -> Result<(), standfast_intake::IntakeError> {
//! use standfast_intake::{Flow, Settings, Source};
//! let source = Source::open(std::path::Path::new("WhatsApp Chat with C.zip"))?;
//! let reader = standfast_intake::detect(&source)?;
//! let settings = Settings::at(jiff::Timestamp::UNIX_EPOCH);
//! let survey = standfast_intake::survey(&source, reader, &settings)?;
//! let report = standfast_intake::read(&source, reader, &settings, &mut |draft| {
//!     println!("{}: {:?}", draft.place.at, draft.kind);
//!     Ok::<_, standfast_intake::IntakeError>(Flow::Go)
//! })?;
//! # Ok(()) }
//! ```

mod archive;
mod bytes;
mod card;
mod dated;
mod dates;
mod detect;
mod diary;
mod digest;
mod emlx;
mod error;
mod extract;
mod folder;
mod given;
mod identity;
mod inflated;
mod inner;
mod inode;
mod json;
pub mod limits;
mod lines;
mod mail;
mod mailarchive;
mod maildir;
mod mapi;
mod mbox;
mod meta;
mod msg;
mod order;
mod page;
pub mod parties;
mod reader;
mod set;
mod sms;
mod source;
mod store;
mod table;
mod tally;
mod telegram;
mod time;
mod tnef;
mod watch;
mod whatsapp;
mod x;

pub use archive::{Archive, Member};
pub use card::card_accounts;
pub use dated::{Claim, ClaimedTime, Dated, dated, picture_inside};
pub use detect::{detect, reader};
pub use error::IntakeError;
pub use extract::{record_ending, write_extract};
pub use folder::Folder;
pub use given::Given;
pub use mail::{MailSeen, answers_go_to, mail_as_text, mail_seen};
pub use parties::{KEEPER, Left, Parties, Selected, select};
pub use reader::{
    Certainty, DateOrder, DatesRead, DecidedBy, Flow, Problem, READERS, Reader, ReaderId, Report,
    Sealing, Settings, Sink, Survey, ThreadSeen, VERSION,
};
pub use sms::PHONE_OWNER;
pub use source::Source;
pub use store::SourceReader;
pub use table::{Column, Field, Mapping, MappingError, TableSeen};
pub use tally::{Counts, Gap, PersonCount, Sample, Seen, Tally};
pub use time::resolve_time;
pub use x::ARCHIVE_OWNER;

use standfast_model::draft::Draft;

/// Who writes in which thread: one pass, no drafts.
///
/// # Errors
/// [`IntakeError`].
pub fn survey(
    source: &Source,
    reader: ReaderId,
    settings: &Settings,
) -> Result<Survey, IntakeError> {
    self::reader(reader).survey(source, settings)
}

/// Reads every record, one at a time, in the order of the file.
///
/// An error of `sink` ends the reading and comes out as it went in. `source.open_member` may be
/// called while the sink runs.
///
/// # Errors
/// The sink's own, or an [`IntakeError`] turned into one. A source that changed under the reading
/// is one at the end, after the drafts: what was taken from it is then not to be kept.
pub fn read<E: From<IntakeError>>(
    source: &Source,
    reader: ReaderId,
    settings: &Settings,
    sink: &mut dyn FnMut(Draft) -> Result<Flow, E>,
) -> Result<Report, E> {
    source.begin()?;
    let mut failed = None;
    let report = self::reader(reader).read(source, settings, &mut |draft| {
        sink(draft).unwrap_or_else(|e| {
            failed = Some(e);
            Flow::Stop
        })
    });
    if let Some(e) = failed {
        return Err(e);
    }
    let mut report = report?;
    source.unchanged()?;
    report.notes.extend_from_slice(&source.notes);
    for problem in &source.problems {
        report.problem(&*problem.at, &*problem.why);
    }
    report.sha256 = source.sha256()?;
    report.bytes = source.len();
    Ok(report)
}
