//! Films and recordings: the boxes of MP4 and QuickTime (ISO/IEC 14496-12) that hold dates.

use std::io::{self, Read, Seek, SeekFrom};

use jiff::Timestamp;
use jiff::fmt::temporal::DateTimeParser;
use standfast_model::draft::Basis;

use super::{Bounded, Claim, ClaimedTime, Dated};
use crate::limits;

/// From 1904 to 1970, in seconds: where these formats begin to count.
const SINCE_1904: i64 = 2_082_844_800;
/// Boxes inside boxes that lead to a date.
const DEPTH: usize = 4;

/// Where a box's content stands.
struct Found {
    kind: [u8; 4],
    from: u64,
    until: u64,
}

pub(super) fn read<R: Read + Seek>(file: &mut Bounded<'_, R>, found: &mut Dated) {
    let Ok(end) = file.seek(SeekFrom::End(0)) else {
        return;
    };
    let mut walk = Walk {
        boxes: 0,
        made: None,
        created: None,
        place: false,
    };
    // What is broken ends the walk; what stood before it is kept.
    let _ = walk.inside(file, 0, end, 0);
    found.holds_place |= walk.place;
    found.claims.extend(walk.created);
    found.claims.extend(walk.made);
    if walk.boxes >= limits::BOXES {
        found.note("it has so many parts that not all of it was looked at for dates");
    }
}

struct Walk {
    boxes: usize,
    made: Option<Claim>,
    created: Option<Claim>,
    place: bool,
}

impl Walk {
    fn inside<R: Read + Seek>(
        &mut self,
        file: &mut Bounded<'_, R>,
        from: u64,
        until: u64,
        depth: usize,
    ) -> io::Result<()> {
        let mut at = from;
        while let Some(part) = next(file, at, until)? {
            self.boxes += 1;
            if self.boxes >= limits::BOXES {
                return Ok(());
            }
            match &part.kind {
                b"moov" | b"udta" if depth < DEPTH => {
                    self.inside(file, part.from, part.until, depth + 1)?;
                }
                b"mvhd" => self.movie_header(&content(file, &part)?),
                b"meta" => self.quicktime(&content(file, &part)?),
                b"\xa9xyz" => self.place = true,
                _ => {}
            }
            at = part.until;
        }
        Ok(())
    }

    /// Version, flags, then when it was made: seconds since 1904, UTC; 0 is "not known".
    fn movie_header(&mut self, content: &[u8]) {
        let seconds = match content {
            [0, _, _, _, a, b, c, d, ..] => u64::from(u32::from_be_bytes([*a, *b, *c, *d])),
            [1, _, _, _, a, b, c, d, e, f, g, h, ..] => {
                u64::from_be_bytes([*a, *b, *c, *d, *e, *f, *g, *h])
            }
            _ => 0,
        };
        let at = i64::try_from(seconds)
            .ok()
            .filter(|s| *s > 0)
            .and_then(|s| Timestamp::from_second(s - SINCE_1904).ok());
        if let (None, Some(at)) = (&self.made, at) {
            self.made = Some(Claim {
                time: ClaimedTime::instant(at, None, Basis::Device),
                basis: Basis::Device,
                stands: "mvhd creation_time",
                said: ("recorded", "says the file"),
                doubts: vec!["it should be world time, but some cameras write their own clock's"],
            });
        }
    }

    /// Apple's `keys` and `ilst` inside `meta`: names, then values by number.
    fn quicktime(&mut self, content: &[u8]) {
        // In QuickTime `meta` begins with its first box, in MP4 with four bytes of version.
        let content = match content.get(4..8) {
            Some(b"hdlr" | b"keys" | b"ilst") => content,
            _ => content.get(4..).unwrap_or_default(),
        };
        let (Some(keys), Some(list)) = (part(content, b"keys"), part(content, b"ilst")) else {
            return;
        };
        let mut rest = keys.get(8..).unwrap_or_default();
        let mut names = Vec::new();
        while let Some((one, behind)) = sized(rest).filter(|_| names.len() < limits::BOXES) {
            names.push(one.get(4..).unwrap_or_default());
            rest = behind;
        }
        let mut rest = list;
        while let Some((one, behind)) = sized(rest) {
            rest = behind;
            let number = one
                .get(..4)
                .map(|n| n.iter().fold(0, |n, b| n << 8 | usize::from(*b)));
            let name = number
                .and_then(|n| names.get(n.checked_sub(1)?))
                .copied()
                .unwrap_or_default();
            // Type and locale stand before the value.
            let value = part(one.get(4..).unwrap_or_default(), b"data")
                .and_then(|data| data.get(8..))
                .unwrap_or_default();
            match name {
                b"com.apple.quicktime.creationdate" => self.created = created(value),
                b"com.apple.quicktime.location.ISO6709" => self.place = true,
                _ => {}
            }
        }
    }
}

/// `2024-01-05T23:15:02+0100`, with the offset of the camera.
fn created(value: &[u8]) -> Option<Claim> {
    let text = std::str::from_utf8(value)
        .ok()?
        .trim_end_matches('\0')
        .trim();
    let pieces = DateTimeParser::new().parse_pieces(text).ok()?;
    let wall = pieces.date().to_datetime(pieces.time()?);
    let time = match pieces.to_numeric_offset() {
        Some(offset) => {
            ClaimedTime::instant(offset.to_timestamp(wall).ok()?, Some(offset), Basis::Device)
        }
        None => ClaimedTime::local(wall, Basis::Device),
    };
    Some(Claim {
        time,
        basis: Basis::Device,
        stands: "QuickTime creationdate",
        said: ("recorded", "says the camera"),
        doubts: vec![],
    })
}

/// The box at `at`; `None` at the end, or where what stands there is no box.
fn next<R: Read + Seek>(
    file: &mut Bounded<'_, R>,
    at: u64,
    until: u64,
) -> io::Result<Option<Found>> {
    if until.saturating_sub(at) < 8 {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(at))?;
    let mut head = [0; 8];
    file.read_exact(&mut head)?;
    let [a, b, c, d, kind @ ..] = head;
    let (size, taken) = match u32::from_be_bytes([a, b, c, d]) {
        // To the end of the file.
        0 => (until - at, 8),
        1 => {
            let mut long = [0; 8];
            file.read_exact(&mut long)?;
            (u64::from_be_bytes(long), 16)
        }
        size => (u64::from(size), 8),
    };
    let ends = at.checked_add(size).filter(|end| *end <= until);
    Ok(match ends {
        Some(ends) if size >= taken => Some(Found {
            kind,
            from: at + taken,
            until: ends,
        }),
        // Cut off, or a lie: what is left of the file.
        _ if size > taken => Some(Found {
            kind,
            from: at + taken,
            until,
        }),
        _ => None,
    })
}

/// The beginning of a box's content.
fn content<R: Read + Seek>(file: &mut Bounded<'_, R>, part: &Found) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(part.from))?;
    let length = part.until.saturating_sub(part.from).min(limits::BOX);
    let mut bytes = Vec::new();
    file.by_ref().take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The content of the first box of this kind.
fn part<'b>(mut bytes: &'b [u8], kind: &[u8; 4]) -> Option<&'b [u8]> {
    while let Some((one, rest)) = sized(bytes) {
        if one.starts_with(kind) {
            return one.get(4..);
        }
        bytes = rest;
    }
    None
}

/// What a size of four bytes holds behind itself, and the rest.
fn sized(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let [a, b, c, d, ..] = bytes else {
        return None;
    };
    let size = usize::try_from(u32::from_be_bytes([*a, *b, *c, *d])).ok()?;
    if size < 8 {
        return None;
    }
    Some((bytes.get(4..size)?, bytes.get(size..)?))
}
