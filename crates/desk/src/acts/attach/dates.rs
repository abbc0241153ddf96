//! Dates that files claim of themselves: offered to a person, never assumed.

use std::io::{self, Read, Seek, SeekFrom};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use standfast_intake::{Claim, Dated, dated, limits};
use standfast_model::{Body, Log, Occurred};

use super::{Attach, Attached};
use crate::looks::preview::differs_inside;
use crate::{Desk, DeskError};

/// Said of a picture whose small copy of itself shows something else.
const OTHER_INSIDE: &str = "another picture is inside it, a small copy that does not look like it: it may have been cut or changed later. Whoever gets the original gets both";

/// The bytes of a file on its way in.
pub enum Bytes {
    /// They come once.
    Once(Box<dyn Read>),
    /// They can be read again: dates are looked for before they are taken in.
    Again(Box<dyn Rewind>),
}

/// What can be read from its start again.
pub trait Rewind: Read + Seek {}
impl<T: Read + Seek> Rewind for T {}

impl Read for Bytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Bytes::Once(bytes) => bytes.read(buffer),
            Bytes::Again(bytes) => bytes.read(buffer),
        }
    }
}

impl Bytes {
    /// What the file claims; nothing where its bytes come only once.
    pub(super) fn claims(&mut self, name: &str, now: Timestamp) -> io::Result<Dated> {
        let Bytes::Again(bytes) = self else {
            return Ok(Dated::default());
        };
        let found = dated(bytes, name, now)?;
        bytes.seek(SeekFrom::Start(0))?;
        Ok(found)
    }
}

/// What one file says of itself, told in the case's zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Offered {
    /// The file's name.
    pub file: String,
    /// Dates, the one that says most of the moment first.
    pub dates: Vec<OfferedDate>,
    /// Whether it holds a place; it is not read out.
    pub holds_place: bool,
    /// What to know of the file.
    pub notes: Vec<&'static str>,
}

/// A date that a file offers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfferedDate {
    /// "14 Feb 2014, 10:30:00", in the case's zone.
    pub text: String,
    /// Whose clock: `device`, `sender-claimed`, `filename`.
    pub basis: &'static str,
    /// Where it stands in the file: "EXIF DateTimeOriginal".
    pub from: &'static str,
    /// Whether the file says the zone too.
    pub zone_known: bool,
    /// "taken 14 Feb 2014, 10:30:00 (says the camera; zone unknown)".
    #[serde(skip)]
    pub words: String,
    /// What the words mean as instants, from the first to before the last.
    #[serde(skip)]
    span: Option<(Timestamp, Timestamp)>,
    #[serde(skip)]
    claim: Box<Claim>,
}

impl Offered {
    pub(crate) fn of(file: &str, found: &Dated, zone: &TimeZone, named: &str) -> Self {
        let date = |claim: &Claim| {
            let occurred = claim.read_in(zone, named);
            OfferedDate {
                text: occurred.text,
                span: occurred.from.zip(occurred.until),
                basis: claim.basis.as_str(),
                from: claim.stands,
                zone_known: claim.zone_known(),
                words: claim.words(zone, named),
                claim: Box::new(claim.clone()),
            }
        };
        Offered {
            file: file.to_owned(),
            dates: found.claims.iter().map(date).collect(),
            holds_place: found.holds_place,
            notes: found.notes.clone(),
        }
    }

    /// The date that says most of the moment.
    #[must_use]
    pub fn first(&self) -> Option<&OfferedDate> {
        self.dates.first()
    }
}

impl OfferedDate {
    /// Whether it says this moment, or one that is no further from it than `within`.
    #[must_use]
    pub fn is_near(&self, at: Timestamp, within: SignedDuration) -> bool {
        self.span.is_some_and(|(from, until)| {
            at.duration_since(from) >= -within && at.duration_since(until) <= within
        })
    }

    /// As a time in this zone, with every doubt.
    pub(crate) fn read_in(&self, zone: &TimeZone, named: &str) -> Occurred {
        self.claim.read_in(zone, named)
    }

    /// What a contact says that goes by this date.
    pub(crate) fn doubt(&self) -> String {
        format!("the date is what the file says of itself ({})", self.from)
    }
}

/// What a file claims, before it is taken in.
pub(super) fn claims(file: &mut Attached, now: Timestamp) -> Result<Dated, DeskError> {
    file.bytes
        .claims(&file.name, now)
        .map_err(|why| DeskError::File {
            file: file.name.clone(),
            why: why.to_string(),
        })
}

impl Desk {
    /// The dates that files offer, in their order, before anything is stored.
    ///
    /// # Errors
    /// No such case; a file that cannot be read.
    pub fn dates_offered(
        &self,
        case: &str,
        files: &mut [Attached],
    ) -> Result<Vec<Offered>, DeskError> {
        let (permit, line) = self.permit::<Attach>(case)?;
        let settings = self.settings(&permit, &line)?;
        let now = self.now();
        files
            .iter_mut()
            .map(|file| {
                let found = claims(file, now)?;
                let (zone, named) = (&settings.zone, settings.zone_name.as_str());
                Ok(Offered::of(&file.name, &found, zone, named))
            })
            .collect()
    }

    /// The dates that a kept original claims, found in it anew. Of one that is longer than
    /// [`limits::DATED`] only what stands in its entry is known.
    ///
    /// # Errors
    /// No such exhibit; an original that is missing.
    pub fn exhibit_dates(&self, case: &str, reference: &str) -> Result<Offered, DeskError> {
        let (permit, line) = self.permit::<crate::acts::exhibit::ExhibitList>(case)?;
        let settings = self.settings(&permit, &line)?;
        let missing = || DeskError::NoExhibit {
            reference: reference.to_owned(),
            case: line.name.clone(),
        };
        let vault = self.vault(&permit);
        let n = vault.exhibit(line.number, reference)?.ok_or_else(missing)?;
        let stored = vault
            .entry(line.number, Log::Record, n)?
            .ok_or_else(missing)?;
        let Body::Exhibit(exhibit) = stored.read()?.body else {
            return Err(missing());
        };
        let (zone, named) = (&settings.zone, settings.zone_name.as_str());
        let mut found = Dated::default();
        if exhibit.bytes <= limits::DATED {
            let failed = |why: io::Error| DeskError::File {
                file: exhibit.reference.clone(),
                why: why.to_string(),
            };
            let mut bytes = Vec::new();
            vault
                .original(line.number, &exhibit.sha256)?
                .read_to_end(&mut bytes)
                .map_err(failed)?;
            // As of its taking in: what was later than now then is so still.
            found = dated(&mut io::Cursor::new(&bytes), &exhibit.name, stored.recorded)
                .map_err(failed)?;
            if differs_inside(&bytes) == Some(true) {
                found.notes.push(OTHER_INSIDE);
            }
        }
        Ok(Offered::of(&exhibit.name, &found, zone, named))
    }
}
