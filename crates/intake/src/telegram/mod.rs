//! Telegram: what Telegram Desktop exports, one chat or all of them.
//!
//! As JSON a `result.json`, as pages `messages.html`, `messages2.html` and so on; by themselves or
//! in a zip of the folder that the program writes. [`layout`] finds them, [`chat`] goes through the
//! JSON with the scanner of [`crate::json`], [`record`] reads one record, [`app`] knows
//! the lines of the program, [`page`] reads a message of a page, [`said`] makes a draft of either. Newer exports give each time as an
//! instant; older ones the wall time of the computer that made them, and the zone is a person's to
//! say. Where one folder has both, the JSON decides. Nothing is ever fetched.

mod app;
mod chat;
mod layout;
mod page;
mod people;
mod reading;
mod record;
mod said;

use crate::error::IntakeError;
use crate::reader::{Certainty, Flow, Reader, ReaderId, Report, Sealing, Settings, Sink, Survey};
use crate::source::Source;
use layout::Layout;
use reading::Reading;

/// Reads exports of Telegram Desktop.
pub struct Telegram;

const ID: ReaderId = ReaderId("telegram");

impl Reader for Telegram {
    fn id(&self) -> ReaderId {
        ID
    }

    fn recognise(&self, source: &Source) -> Certainty {
        if Layout::of(source).files.is_empty() {
            Certainty::No
        } else {
            Certainty::Sure
        }
    }

    fn sealing(&self) -> Sealing {
        Sealing::OneExtract
    }

    fn survey(&self, source: &Source, _settings: &Settings) -> Result<Survey, IntakeError> {
        people::survey(source, &Layout::of(source))
    }

    fn read(
        &self,
        source: &Source,
        settings: &Settings,
        sink: &mut Sink<'_>,
    ) -> Result<Report, IntakeError> {
        let layout = Layout::of(source);
        let mut reading = Reading::new(source, &layout, settings);
        for file in &layout.files {
            if reading.file(file, sink)? == Flow::Stop {
                return Ok(reading.report);
            }
        }
        reading.finish()
    }
}
