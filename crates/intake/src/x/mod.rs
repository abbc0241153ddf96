//! X (Twitter): the archive that a person may ask for of their own account.
//!
//! A zip with files of JavaScript, each one assignment of a list in JSON, or one of them by
//! itself. [`files`] finds those that are read by what they begin with, [`about`] says whose
//! archive it is, [`crate::json`] splits them into records; [`message`], [`post`] and [`follow`]
//! read one. Nothing is ever run, and nothing is fetched: a web address is a word like others.
//!
//! Direct messages name people by number only. Whose number is whose, a person says; that the
//! archive is somebody's, it says itself, and that this is the clinician nobody assumes.

mod about;
mod files;
mod follow;
mod media;
mod message;
mod notes;
mod people;
mod post;
mod reading;
mod said;

pub use about::ARCHIVE_OWNER;

use crate::error::IntakeError;
use crate::reader::{Certainty, Flow, Reader, ReaderId, Report, Sealing, Settings, Sink, Survey};
use crate::source::Source;
use about::About;
use files::Files;
use reading::Reading;

/// Reads archives of X.
pub struct XArchive;

const ID: ReaderId = ReaderId("x");

impl Reader for XArchive {
    fn id(&self) -> ReaderId {
        ID
    }

    fn recognise(&self, source: &Source) -> Certainty {
        if files::is_one(source) {
            Certainty::Sure
        } else {
            Certainty::No
        }
    }

    fn sealing(&self) -> Sealing {
        Sealing::OneExtract
    }

    fn survey(&self, source: &Source, _settings: &Settings) -> Result<Survey, IntakeError> {
        let files = Files::of(source);
        let about = About::of(source, &files);
        match files.unread(source) {
            Some(error) => Err(error),
            None => people::survey(source, &files, &about),
        }
    }

    fn read(
        &self,
        source: &Source,
        settings: &Settings,
        sink: &mut Sink<'_>,
    ) -> Result<Report, IntakeError> {
        let files = Files::of(source);
        if let Some(error) = files.unread(source) {
            return Err(error);
        }
        let about = About::of(source, &files);
        let mut reading = Reading::new(source, &files, &about, settings);
        for file in &files.read {
            if reading.file(file, sink)? == Flow::Stop {
                return Ok(reading.report);
            }
        }
        reading.finish()
    }
}
