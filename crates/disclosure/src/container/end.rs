//! The end of a zip: where the list of its members stands, or why it cannot be had.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use super::numbers::Numbers;
use super::{BIG, CENTRAL_BYTES, END, END_BYTES, END64, END64_BYTES, LOCATOR, LOCATOR_BYTES, MANY};

/// A zip of more members is refused.
const MOST_MEMBERS: u64 = 1_000_000;
/// A central directory of more bytes is refused.
const LONGEST_LIST: u64 = 256 * 1024 * 1024;
/// The end lies in the last bytes: its record and the longest comment.
const LONGEST_END: u64 = END_BYTES as u64 + 65_535;

/// Why no list could be had.
#[derive(Debug)]
pub(crate) enum Unlisted {
    /// The disk.
    Io(io::Error),
    /// It is no zip, or not a whole one.
    NotZip(&'static str),
}

impl From<io::Error> for Unlisted {
    fn from(error: io::Error) -> Self {
        Unlisted::Io(error)
    }
}

/// Where the list stands.
pub(super) struct Place {
    pub(super) count: u64,
    pub(super) size: u64,
    pub(super) offset: u64,
    /// The bytes from the end of the list to the end of the file.
    pub(super) tail: Vec<u8>,
    pub(super) comment: bool,
    /// Bytes follow the end.
    pub(super) trailing: bool,
}

/// Finds the end of the zip, and by it the list of its members.
pub(super) fn find_end(file: &mut File, length: u64) -> Result<Place, Unlisted> {
    let from = length.saturating_sub(LONGEST_END);
    file.seek(SeekFrom::Start(from))?;
    let mut last = Vec::new();
    file.by_ref().take(LONGEST_END).read_to_end(&mut last)?;
    let mark = END.to_le_bytes();
    let at = last
        .len()
        .checked_sub(END_BYTES)
        .and_then(|top| {
            (0..=top)
                .rev()
                .find(|at| last.get(*at..).is_some_and(|r| r.starts_with(&mark)))
        })
        .ok_or(Unlisted::NotZip("it is no zip, or its end is missing"))?;
    let broken = || Unlisted::NotZip("the end of the zip does not fit its list of files");
    let end_at = from + at as u64;
    let mut end = Numbers::new(last.get(at + 4..).unwrap_or_default());
    let (disk, list_disk, here, count) = (end.u16(), end.u16(), end.u16(), end.u16());
    let (size, offset, comment) = (end.u32(), end.u32(), end.u16());
    if disk != 0 || list_disk != 0 || here != count {
        return Err(broken());
    }
    let after = end_at + END_BYTES as u64 + u64::from(comment);
    if after > length {
        return Err(Unlisted::NotZip("it is cut at its end"));
    }
    let (mut count, mut size, mut offset) = (u64::from(count), u64::from(size), u64::from(offset));
    let mut list_end = end_at;
    if let Some(locator_at) = end_at.checked_sub(LOCATOR_BYTES as u64) {
        let mut bytes = [0; LOCATOR_BYTES];
        file.seek(SeekFrom::Start(locator_at))?;
        file.read_exact(&mut bytes)?;
        let mut locator = Numbers::new(&bytes);
        if locator.u32() == LOCATOR {
            let (disk, record_at, disks) = (locator.u32(), locator.u64(), locator.u32());
            if disk != 0
                || disks != 1
                || record_at.checked_add(END64_BYTES as u64) != Some(locator_at)
            {
                return Err(broken());
            }
            let mut bytes = [0; END64_BYTES];
            file.seek(SeekFrom::Start(record_at))?;
            file.read_exact(&mut bytes)?;
            let mut record = Numbers::new(&bytes);
            let (mark, rest) = (record.u32(), record.u64());
            let (_made_by, _version) = (record.u16(), record.u16());
            let (disk, list_disk, here) = (record.u32(), record.u32(), record.u64());
            let found = (record.u64(), record.u64(), record.u64());
            let agrees = |small: u64, all_ones: u64, big: u64| small == big || small == all_ones;
            if mark != END64
                || rest != 44
                || disk != 0
                || list_disk != 0
                || here != found.0
                || !agrees(count, MANY, found.0)
                || !agrees(size, BIG, found.1)
                || !agrees(offset, BIG, found.2)
            {
                return Err(broken());
            }
            (count, size, offset) = found;
            list_end = record_at;
        }
    }
    if offset.checked_add(size) != Some(list_end)
        || count.saturating_mul(CENTRAL_BYTES as u64) > size
    {
        return Err(broken());
    }
    if count > MOST_MEMBERS || size > LONGEST_LIST {
        return Err(Unlisted::NotZip(
            "it lists more files than a bundle may have",
        ));
    }
    file.seek(SeekFrom::Start(list_end))?;
    let mut tail = Vec::new();
    file.by_ref()
        .take(LONGEST_END + 1024)
        .read_to_end(&mut tail)?;
    Ok(Place {
        count,
        size,
        offset,
        tail,
        comment: comment > 0,
        trailing: after < length,
    })
}
