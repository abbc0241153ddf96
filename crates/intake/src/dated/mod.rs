//! Dates that a file claims of itself: a photograph, a film, a recording, a scan, a name.
//!
//! They are claims and stay claims: a camera's clock may be wrong, a scan is younger than its
//! letter, a name is what somebody typed. Each says where it stands and what is doubtful; a
//! person takes one or none. A place is never read out: only that the file holds one.
//!
//! What a file is, its content decides, not its name. Nothing is decoded, run or fetched: only
//! the few fields that hold dates are read, with limits, and a broken file gives what it gives.

mod boxes;
mod exif;
mod inside;
mod name;
mod pdf;

use std::io::{self, Read, Seek, SeekFrom};

use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, civil};
use standfast_model::draft::{Basis, DraftTime};
use standfast_model::{Occurred, Precision};

pub use inside::picture_inside;

use crate::limits;
use crate::{Settings, resolve_time};

/// Said where a limit was reached.
const TOO_LARGE: &str = "it is so large that not all of it was looked at for dates";

/// What a file says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dated {
    /// Dates, the one that says most of the moment first.
    pub claims: Vec<Claim>,
    /// Whether it holds a place (GPS); personal, and not read out.
    pub holds_place: bool,
    /// What a person should know of the file, in words, without its content.
    pub notes: Vec<&'static str>,
}

/// One date that a file claims.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// When.
    pub time: ClaimedTime,
    /// Whose clock.
    pub basis: Basis,
    /// Where it stands: "EXIF DateTimeOriginal".
    pub stands: &'static str,
    /// What it is the date of, and who says so: "taken", "says the camera".
    pub said: (&'static str, &'static str),
    /// What is doubtful about it, in words.
    pub doubts: Vec<&'static str>,
}

/// A time as exactly as a file has it.
#[derive(Clone, Debug, PartialEq)]
pub enum ClaimedTime {
    /// An instant, or a wall time without a zone.
    Time(DraftTime),
    /// A day, without a zone.
    Day(civil::Date),
}

impl ClaimedTime {
    /// A wall time to the second.
    fn local(wall: civil::DateTime, basis: Basis) -> Self {
        ClaimedTime::Time(DraftTime::Local {
            wall,
            seconds: true,
            basis,
        })
    }

    fn instant(at: Timestamp, offset: Option<Offset>, basis: Basis) -> Self {
        ClaimedTime::Time(DraftTime::Instant {
            at,
            seconds: true,
            offset,
            basis,
        })
    }
}

impl Claim {
    /// Whether the file says the zone too.
    #[must_use]
    pub fn zone_known(&self) -> bool {
        matches!(self.time, ClaimedTime::Time(DraftTime::Instant { .. }))
    }

    fn is_plausible(&self, settings: &Settings) -> bool {
        let at = match &self.time {
            ClaimedTime::Time(DraftTime::Instant { at, .. }) => Some(*at),
            ClaimedTime::Time(DraftTime::Local { wall, .. }) => {
                TimeZone::UTC.to_timestamp(*wall).ok()
            }
            ClaimedTime::Day(day) => TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok(),
            // No file tells a time in a person's words.
            ClaimedTime::Time(DraftTime::Unknown | DraftTime::Said { .. }) => None,
        };
        at.is_some_and(|at| settings.plausible(at))
    }

    /// The claim as a time in `zone`, whose IANA name is `named`; a time without a zone is read
    /// there, and that is a doubt.
    #[must_use]
    pub fn read_in(&self, zone: &TimeZone, named: &str) -> Occurred {
        let mut occurred = match &self.time {
            ClaimedTime::Time(time) => resolve_time(time, zone, named),
            ClaimedTime::Day(day) => whole_day(*day, zone, named),
        };
        let mut doubts: Vec<String> = occurred.doubt.take().into_iter().collect();
        if !self.zone_known() {
            doubts.push(format!("the file names no time zone; read in {named}"));
        }
        doubts.extend(self.doubts.iter().map(|d| (*d).to_owned()));
        occurred.doubt = (!doubts.is_empty()).then(|| doubts.join("; "));
        occurred
    }

    /// "taken 14 Feb 2014, 10:30 (says the camera; zone unknown)", told in `zone`.
    #[must_use]
    pub fn words(&self, zone: &TimeZone, named: &str) -> String {
        let (what, who) = self.said;
        let unknown = if self.zone_known() {
            ""
        } else {
            "; zone unknown"
        };
        format!("{what} {} ({who}{unknown})", self.read_in(zone, named).text)
    }
}

fn whole_day(day: civil::Date, zone: &TimeZone, named: &str) -> Occurred {
    let start = |day: civil::Date| zone.to_timestamp(day.at(0, 0, 0, 0)).ok();
    let Some(from) = start(day) else {
        return Occurred::not_sure(named);
    };
    Occurred {
        text: day.strftime("%-d %b %Y").to_string(),
        from: Some(from),
        until: day.tomorrow().ok().and_then(start),
        zone: named.to_owned(),
        precision: Precision::Day,
        doubt: None,
    }
}

/// Reads what a file claims of itself. Left wherever it stopped: the caller rewinds.
///
/// `now` is our clock: a claim from before 1990 or from later than two days after it is kept,
/// with that as its doubt.
///
/// # Errors
/// The file itself cannot be read. What it holds is never an error.
pub fn dated<R: Read + Seek>(file: &mut R, name: &str, now: Timestamp) -> io::Result<Dated> {
    let mut first = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.by_ref()
        .take(limits::FIRST_OF_FILE)
        .read_to_end(&mut first)?;
    let mut found = Dated::default();
    let content = Content::of(&first);
    if content.is_named_otherwise(name) {
        found.note("its name says another kind of file than it is");
    }
    file.seek(SeekFrom::Start(0))?;
    let mut bounded = Bounded::new(file);
    match content {
        Content::Jpeg | Content::Tiff | Content::Png | Content::Webp | Content::Heif => {
            exif::read(&mut bounded, &mut found);
        }
        Content::Film => boxes::read(&mut bounded, &mut found),
        Content::Pdf => pdf::read(&mut bounded, &mut found),
        Content::Other => {}
    }
    // The file's own reading failed, not what is in it.
    if let Some(error) = bounded.failed.take() {
        return Err(error);
    }
    if bounded.reached {
        found.note(TOO_LARGE);
    }
    if content == Content::Jpeg {
        exif::around_the_picture(file, &mut found)?;
    }
    found.claims.extend(name::read(name));
    let settings = Settings::at(now);
    for claim in &mut found.claims {
        if !claim.is_plausible(&settings) {
            claim
                .doubts
                .push("it cannot be right: it is before 1990 or later than now");
        }
    }
    Ok(found)
}

impl Dated {
    fn note(&mut self, note: &'static str) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

/// What a file is, by its first bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Jpeg,
    Tiff,
    Png,
    Webp,
    Heif,
    /// MP4, QuickTime, M4A, 3GP.
    Film,
    Pdf,
    Other,
}

impl Content {
    fn of(first: &[u8]) -> Self {
        let at = |from: usize, what: &[u8]| {
            first
                .get(from..from.saturating_add(what.len()))
                .is_some_and(|part| part == what)
        };
        if at(0, b"\xff\xd8\xff") {
            Content::Jpeg
        } else if at(0, b"II*\0") || at(0, b"MM\0*") {
            Content::Tiff
        } else if at(0, b"\x89PNG\r\n\x1a\n") {
            Content::Png
        } else if at(0, b"RIFF") && at(8, b"WEBP") {
            Content::Webp
        } else if at(4, b"ftyp") {
            let heif = [&b"heic"[..], b"heix", b"mif1", b"msf1", b"hevc", b"avif"];
            if heif.iter().any(|brand| at(8, brand)) {
                Content::Heif
            } else {
                Content::Film
            }
        } else if [&b"moov"[..], b"mdat", b"wide", b"free"]
            .iter()
            .any(|kind| at(4, kind))
        {
            // QuickTime of before `ftyp`.
            Content::Film
        } else if memchr::memmem::find(
            first.get(..first.len().min(1_024)).unwrap_or(first),
            b"%PDF-",
        )
        .is_some()
        {
            Content::Pdf
        } else {
            Content::Other
        }
    }

    fn is_named_otherwise(self, name: &str) -> bool {
        let Some((_, ending)) = name.rsplit_once('.') else {
            return false;
        };
        let named = match ending.to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" => Content::Jpeg,
            "tif" | "tiff" => Content::Tiff,
            "png" => Content::Png,
            "webp" => Content::Webp,
            "heic" | "heif" | "avif" => Content::Heif,
            "mp4" | "mov" | "m4a" | "m4v" | "3gp" => Content::Film,
            "pdf" => Content::Pdf,
            _ => return false,
        };
        named != self
    }
}

/// Gives up after so many bytes: what a hostile file names as its size is not believed.
struct Bounded<'r, R> {
    file: &'r mut R,
    left: u64,
    reached: bool,
    failed: Option<io::Error>,
}

impl<'r, R> Bounded<'r, R> {
    fn new(file: &'r mut R) -> Self {
        Bounded {
            file,
            left: limits::DATED,
            reached: false,
            failed: None,
        }
    }

    fn noted<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|error| {
            let kind = error.kind();
            // Before the beginning of a file is where a hostile one sends.
            if kind != io::ErrorKind::InvalidInput && self.failed.is_none() {
                self.failed = Some(error);
            }
            kind.into()
        })
    }
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 && !buffer.is_empty() {
            self.reached = true;
            return Err(io::Error::other("the limit of bytes is reached"));
        }
        let most = usize::try_from(self.left)
            .unwrap_or(usize::MAX)
            .min(buffer.len());
        let part = buffer.get_mut(..most).unwrap_or_default();
        let read = self.file.read(part);
        let read = self.noted(read)?;
        self.left = self.left.saturating_sub(read as u64);
        Ok(read)
    }
}

impl<R: Seek> Seek for Bounded<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = self.file.seek(to);
        self.noted(at)
    }
}
