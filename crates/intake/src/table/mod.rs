//! Tables: comma-separated files of any spreadsheet or program, one record a row.
//!
//! RFC 4180, read leniently: `,` `;` tab or `|` between the cells, the line `sep=;`, UTF-8,
//! UTF-16 and Windows-1252, rows before the header, quotes that nobody closed. Which column is
//! what a person says ([`Mapping`]); without it the reader only asks, with what the header
//! suggests ([`TableSeen`]). A formula is text like any other and is never worked out. Times
//! without a zone get none here; day and month are told apart by the whole file.

mod layout;
mod learn;
mod mapping;
mod reading;
mod rows;
mod suggest;
mod values;

pub(crate) use learn::Learned;
pub use mapping::{Column, Field, Mapping, MappingError, TableSeen};

use crate::error::IntakeError;
use crate::reader::{Certainty, Reader, ReaderId, Report, Sealing, Settings, Sink, Survey};
use crate::source::Source;
use layout::Layout;
use reading::Reading;

/// Reads tables.
pub struct Table;

const ID: ReaderId = ReaderId("table");

impl Reader for Table {
    fn id(&self) -> ReaderId {
        ID
    }

    fn recognise(&self, source: &Source) -> Certainty {
        match Layout::of(source, None).map(|l| l.looks_like_one(source)) {
            Some((true, _)) => Certainty::Sure,
            Some((_, true)) => Certainty::Perhaps,
            _ => Certainty::No,
        }
    }

    fn sealing(&self) -> Sealing {
        Sealing::OneExtract
    }

    fn survey(&self, source: &Source, settings: &Settings) -> Result<Survey, IntakeError> {
        let learned = Reading::open(source, settings)?.learned()?;
        Ok(Survey {
            threads: learned.threads.clone(),
        })
    }

    fn read(
        &self,
        source: &Source,
        settings: &Settings,
        sink: &mut Sink<'_>,
    ) -> Result<Report, IntakeError> {
        Reading::open(source, settings)?.read(sink)
    }
}
