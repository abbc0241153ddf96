//! Reading: the list of members from the central directory, each compared with its local header.
//!
//! In: a file. Out: its members, which of them can be read, what is wrong with each, and whether
//! every byte around them is as [`super::write`] writes it. A file whose list cannot be read at all
//! is refused; whatever is wrong with one member is said of that member.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Take};

use super::inflate::Inflate;
use super::{
    BIG, CENTRAL, CENTRAL_BYTES, DESCRIPTOR, END, END_BYTES, END64, END64_BYTES, Entry, LOCAL,
    LOCAL_BYTES, LOCATOR, LOCATOR_BYTES, central_record, ending, local_header,
};

/// A zip of more members is refused.
const MOST_MEMBERS: u64 = 1_000_000;
/// A central directory of more bytes is refused.
const LONGEST_LIST: u64 = 256 * 1024 * 1024;
/// The end lies in the last bytes: its record and the longest comment.
const LONGEST_END: u64 = END_BYTES as u64 + 65_535;
/// Flags that a plain zip may carry: how hard it was compressed, a data descriptor, UTF-8 names.
const FLAGS: u16 = 0b1000_0000_1110;
const DESCRIBED: u16 = 1 << 3;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
const PIECE: usize = 64 * 1024;
const BROKEN_EXTRAS: &str = "its extra fields are broken";

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

/// One member as the central directory lists it.
#[derive(Debug)]
pub(crate) struct Member {
    /// The bytes of its name.
    pub(crate) name: Vec<u8>,
    /// How many bytes come out.
    pub(crate) size: u64,
    /// Their CRC-32.
    pub(crate) crc: u32,
    /// A link to somewhere else, by its attributes.
    pub(crate) link: bool,
    /// What does not fit.
    pub(crate) fault: Option<&'static str>,
    /// Where its bytes begin, if they can be found.
    data: Option<u64>,
    packed: u64,
    method: u16,
    flags: u16,
    offset: u64,
}

/// A zip whose members are listed.
#[derive(Debug)]
pub(crate) struct Archive {
    file: BufReader<File>,
    pub(crate) members: Vec<Member>,
    /// Some byte around the members is not as our writer writes it.
    pub(crate) repacked: bool,
    /// Bytes follow the end.
    pub(crate) trailing: bool,
}

/// The bytes of one member.
pub(crate) enum Contents<'a> {
    /// As they stand.
    Stored(Take<&'a mut BufReader<File>>),
    /// Unpacked on the way.
    Deflated(Box<Inflate<Take<&'a mut BufReader<File>>>>),
}

impl Read for Contents<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self {
            Contents::Stored(bytes) => bytes.read(out),
            Contents::Deflated(bytes) => bytes.read(out),
        }
    }
}

/// Little-endian numbers out of a record; past its end all is 0, and [`Numbers::over`] says so.
struct Numbers<'a> {
    rest: &'a [u8],
    over: bool,
}

impl<'a> Numbers<'a> {
    fn new(rest: &'a [u8]) -> Self {
        Numbers { rest, over: false }
    }

    fn take(&mut self, count: usize) -> &'a [u8] {
        match self.rest.split_at_checked(count) {
            Some((taken, rest)) => {
                self.rest = rest;
                taken
            }
            None => {
                self.over = true;
                &[]
            }
        }
    }

    fn u16(&mut self) -> u16 {
        self.take(2).try_into().map_or(0, u16::from_le_bytes)
    }

    fn u32(&mut self) -> u32 {
        self.take(4).try_into().map_or(0, u32::from_le_bytes)
    }

    fn u64(&mut self) -> u64 {
        self.take(8).try_into().map_or(0, u64::from_le_bytes)
    }
}

/// Where the list stands.
struct Place {
    count: u64,
    size: u64,
    offset: u64,
    /// The bytes from the end of the list to the end of the file.
    tail: Vec<u8>,
    comment: bool,
    /// Bytes follow the end.
    trailing: bool,
}

impl Archive {
    /// Lists the members of a zip.
    pub(crate) fn open(mut file: File) -> Result<Archive, Unlisted> {
        let length = file.seek(SeekFrom::End(0))?;
        let place = find_end(&mut file, length)?;
        let mut file = BufReader::with_capacity(PIECE, file);
        file.seek(SeekFrom::Start(place.offset))?;
        let mut list = Vec::new();
        file.by_ref().take(place.size).read_to_end(&mut list)?;
        let mut repacked = place.comment || place.trailing;
        let mut members = Vec::new();
        let mut numbers = Numbers::new(&list);
        for _ in 0..place.count {
            let record = numbers.rest;
            let member = central(&mut numbers)
                .ok_or(Unlisted::NotZip("its list of files is broken"))?;
            let length = record.len() - numbers.rest.len();
            repacked |= record.get(..length) != Some(&central_record(&member.as_written()));
            members.push(member);
        }
        if !numbers.rest.is_empty() {
            return Err(Unlisted::NotZip("its list of files is broken"));
        }
        repacked |= place.tail != ending(place.count, place.size, place.offset);
        let mut archive = Archive {
            file,
            members,
            repacked,
            trailing: place.trailing,
        };
        archive.compare(place.offset)?;
        Ok(archive)
    }

    /// Compares each member with its local header, and its bytes with the room they have: members
    /// stand in the order of the list, from the first byte on, without gap or overlap.
    fn compare(&mut self, list_at: u64) -> io::Result<()> {
        let starts: Vec<u64> = self.members.iter().map(|m| m.offset).collect();
        let ends = starts.iter().skip(1).copied().chain([list_at]);
        let mut begins_at_0 = true;
        for (member, end) in self.members.iter_mut().zip(ends) {
            let first = std::mem::take(&mut begins_at_0);
            if member.fault == Some(BROKEN_EXTRAS) {
                // Where it stands is not known.
                continue;
            }
            if first && member.offset != 0 {
                member.fault.get_or_insert("bytes stand before the first file");
            }
            let room = end.saturating_sub(member.offset);
            if member.offset >= end || room < LOCAL_BYTES as u64 {
                member.fault.get_or_insert("it has no room where the list says it stands");
                self.repacked = true;
                continue;
            }
            self.file.seek(SeekFrom::Start(member.offset))?;
            let local = Local::read(&mut self.file, room)?;
            self.repacked |= local.raw != local_header(&member.as_written());
            member.settle(&local, room, &mut self.file)?;
        }
        Ok(())
    }

    /// The bytes of a member; `None` if they cannot be found.
    pub(crate) fn read(&mut self, index: usize) -> io::Result<Option<Contents<'_>>> {
        let Some((member, data)) = self.members.get(index).and_then(|m| Some((m, m.data?))) else {
            return Ok(None);
        };
        self.file.seek(SeekFrom::Start(data))?;
        let packed = self.file.by_ref().take(member.packed);
        Ok(Some(if member.method == DEFLATED {
            Contents::Deflated(Box::new(Inflate::new(packed, member.size)))
        } else {
            Contents::Stored(packed)
        }))
    }
}

/// Finds the end of the zip, and by it the list of its members.
fn find_end(file: &mut File, length: u64) -> Result<Place, Unlisted> {
    let from = length.saturating_sub(LONGEST_END);
    file.seek(SeekFrom::Start(from))?;
    let mut last = Vec::new();
    file.by_ref().take(LONGEST_END).read_to_end(&mut last)?;
    let mark = END.to_le_bytes();
    let at = last
        .len()
        .checked_sub(END_BYTES)
        .and_then(|top| (0..=top).rev().find(|at| last.get(*at..).is_some_and(|r| r.starts_with(&mark))))
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
            if disk != 0 || disks != 1 || record_at.checked_add(END64_BYTES as u64) != Some(locator_at) {
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
                || !agrees(count, 0xFFFF, found.0)
                || !agrees(size, BIG, found.1)
                || !agrees(offset, BIG, found.2)
            {
                return Err(broken());
            }
            (count, size, offset) = found;
            list_end = record_at;
        }
    }
    if offset.checked_add(size) != Some(list_end) || count.saturating_mul(CENTRAL_BYTES as u64) > size {
        return Err(broken());
    }
    if count > MOST_MEMBERS || size > LONGEST_LIST {
        return Err(Unlisted::NotZip("it lists more files than a bundle may have"));
    }
    file.seek(SeekFrom::Start(list_end))?;
    let mut tail = Vec::new();
    file.by_ref().take(LONGEST_END + 1024).read_to_end(&mut tail)?;
    Ok(Place {
        count,
        size,
        offset,
        tail,
        comment: comment > 0,
        trailing: after < length,
    })
}

/// Reads one record of the central directory; `None` if it is none.
fn central(list: &mut Numbers<'_>) -> Option<Member> {
    if list.u32() != CENTRAL {
        return None;
    }
    let (_made_by, _needs) = (list.u16(), list.u16());
    let (flags, method) = (list.u16(), list.u16());
    let _time_and_date = list.u32();
    let crc = list.u32();
    let (packed, size) = (list.u32(), list.u32());
    let (name, extra, comment) = (list.u16(), list.u16(), list.u16());
    let disk = list.u16();
    let _internal = list.u16();
    let attributes = list.u32();
    let offset = list.u32();
    let name = list.take(usize::from(name)).to_vec();
    let extra = list.take(usize::from(extra));
    let _comment = list.take(usize::from(comment));
    if list.over {
        return None;
    }
    let values = [u64::from(size), u64::from(packed), u64::from(offset)];
    let (fault, values) = match with_zip64(extra, values) {
        None => (Some(BROKEN_EXTRAS), values),
        Some(values) if disk != 0 => (Some("it stands on another disk"), values),
        Some(values) => (None, values),
    };
    let [size, packed, offset] = values;
    Some(Member {
        name,
        size,
        crc,
        link: (attributes >> 16) & 0o170_000 == 0o120_000,
        fault,
        data: None,
        packed,
        method,
        flags,
        offset,
    })
}

/// The values, each that is all ones replaced by its place in the ZIP64 extra. `None` if the extras
/// do not divide into fields, or a value that is due is not there.
fn with_zip64<const N: usize>(extra: &[u8], mut values: [u64; N]) -> Option<[u64; N]> {
    let mut fields = Numbers::new(extra);
    let mut big = None;
    while !fields.rest.is_empty() {
        let (id, length) = (fields.u16(), fields.u16());
        let data = fields.take(usize::from(length));
        if fields.over {
            return None;
        }
        if id == 1 && big.is_none() {
            big = Some(data);
        }
    }
    let mut big = Numbers::new(big.unwrap_or_default());
    for value in values.iter_mut().filter(|value| **value == BIG) {
        *value = big.u64();
    }
    (!big.over).then_some(values)
}

/// A local header as it stands.
struct Local {
    raw: Vec<u8>,
    signature: u32,
    flags: u16,
    method: u16,
    crc: u32,
    packed: u64,
    size: u64,
    name: Vec<u8>,
    whole: bool,
}

impl Local {
    fn read(file: &mut BufReader<File>, room: u64) -> io::Result<Local> {
        let mut raw = Vec::with_capacity(LOCAL_BYTES + 64);
        file.by_ref().take(LOCAL_BYTES as u64).read_to_end(&mut raw)?;
        let mut fixed = Numbers::new(&raw);
        let signature = fixed.u32();
        let _needs = fixed.u16();
        let (flags, method) = (fixed.u16(), fixed.u16());
        let _time_and_date = fixed.u32();
        let (crc, packed, size) = (fixed.u32(), fixed.u32(), fixed.u32());
        let (name_length, extra_length) = (usize::from(fixed.u16()), usize::from(fixed.u16()));
        let over = fixed.over;
        let more = (name_length + extra_length) as u64;
        if more <= room.saturating_sub(LOCAL_BYTES as u64) {
            file.by_ref().take(more).read_to_end(&mut raw)?;
        }
        let mut rest = Numbers::new(raw.get(LOCAL_BYTES..).unwrap_or_default());
        let name = rest.take(name_length).to_vec();
        let extra = rest.take(extra_length);
        let values = with_zip64(extra, [u64::from(size), u64::from(packed)]);
        let whole = !over && !rest.over && values.is_some();
        let [size, packed] = values.unwrap_or_default();
        Ok(Local { raw, signature, flags, method, crc, packed, size, name, whole })
    }
}

impl Member {
    /// As our writer would have written it: what `repacked` compares with.
    fn as_written(&self) -> Entry {
        Entry {
            // A name that is no UTF-8 is none of ours: whatever stands here, the bytes differ.
            name: String::from_utf8_lossy(&self.name).into_owned(),
            crc: self.crc,
            size: self.size,
            offset: self.offset,
        }
    }

    /// Says what does not fit between list and local header, and finds the bytes if they can be.
    fn settle(&mut self, local: &Local, room: u64, file: &mut BufReader<File>) -> io::Result<()> {
        if local.signature != LOCAL || !local.whole {
            self.fault.get_or_insert("there is no header where the list says it stands");
            return Ok(());
        }
        let described = local.flags & DESCRIBED != 0;
        let same = |here: u64, listed: u64| here == listed || described && here == 0;
        let fault = if local.name != self.name {
            Some("its two headers give it two names")
        } else if local.method != self.method || local.flags != self.flags {
            Some("its two headers say two ways to unpack it")
        } else if !same(local.size, self.size) || !same(local.packed, self.packed) {
            Some("its two headers give it two sizes")
        } else if !same(u64::from(local.crc), u64::from(self.crc)) {
            Some("its two headers give it two checksums")
        } else if self.flags & !FLAGS != 0 || !matches!(self.method, STORED | DEFLATED) {
            Some("it is packed in a way that a bundle never is")
        } else if self.method == STORED && self.packed != self.size {
            Some("its two sizes differ though it is not compressed")
        } else {
            None
        };
        if let Some(fault) = fault {
            self.fault.get_or_insert(fault);
        }
        let head = local.raw.len() as u64;
        let after = room.checked_sub(head).and_then(|rest| rest.checked_sub(self.packed));
        let fills = match after {
            None => false,
            Some(0) => !described,
            Some(bytes) => described && self.descriptor(self.offset + head, bytes, file)?,
        };
        if !fills {
            self.fault.get_or_insert("its bytes do not fill the room they have");
            return Ok(());
        }
        let plain = self.flags & !FLAGS == 0
            && match self.method {
                STORED => self.packed == self.size,
                DEFLATED => true,
                _ => false,
            };
        if plain {
            self.data = Some(self.offset + head);
        }
        Ok(())
    }

    /// Whether the bytes behind a member are its data descriptor: CRC and sizes, of 4 or 8 bytes,
    /// with or without a signature.
    fn descriptor(&self, data: u64, bytes: u64, file: &mut BufReader<File>) -> io::Result<bool> {
        if !matches!(bytes, 12 | 16 | 20 | 24) {
            return Ok(false);
        }
        file.seek(SeekFrom::Start(data.saturating_add(self.packed)))?;
        let mut raw = Vec::new();
        file.by_ref().take(bytes).read_to_end(&mut raw)?;
        let mut fields = Numbers::new(&raw);
        let signed = matches!(bytes, 16 | 24);
        if signed && fields.u32() != DESCRIPTOR {
            return Ok(false);
        }
        let crc = fields.u32();
        let (packed, size) = if bytes >= 20 {
            (fields.u64(), fields.u64())
        } else {
            (u64::from(fields.u32()), u64::from(fields.u32()))
        };
        Ok(!fields.over && crc == self.crc && packed == self.packed && size == self.size)
    }
}
