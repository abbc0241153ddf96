//! Reading: the list of members from the central directory, each compared with its local header.
//!
//! In: a file. Out: its members, which of them can be read, what is wrong with each, and whether
//! every byte around them is as [`super::write`] writes it. A file whose list cannot be read at all
//! is refused; whatever is wrong with one member is said of that member.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Take};

pub(crate) use super::end::Unlisted;
use super::end::find_end;
use super::inflate::Inflate;
use super::numbers::{Numbers, with_zip64};
use super::{CENTRAL, DESCRIPTOR, Entry, LOCAL, LOCAL_BYTES, central_record, ending, local_header};

/// Flags that a plain zip may carry: how hard it was compressed, a data descriptor, UTF-8 names.
const FLAGS: u16 = 0b1000_0000_1110;
const DESCRIBED: u16 = 1 << 3;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
const BROKEN_EXTRAS: &str = "its extra fields are broken";

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
    file: File,
    pub(crate) members: Vec<Member>,
    /// Some byte around the members is not as our writer writes it.
    pub(crate) repacked: bool,
    /// Bytes follow the end.
    pub(crate) trailing: bool,
}

/// The bytes of one member.
pub(crate) enum Contents<'a> {
    /// As they stand.
    Stored(Take<&'a mut File>),
    /// Unpacked on the way.
    Deflated(Box<Inflate<Take<&'a mut File>>>),
}

impl Read for Contents<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self {
            Contents::Stored(bytes) => bytes.read(out),
            Contents::Deflated(bytes) => bytes.read(out),
        }
    }
}

impl Archive {
    /// Lists the members of a zip.
    pub(crate) fn open(mut file: File) -> Result<Archive, Unlisted> {
        let length = file.seek(SeekFrom::End(0))?;
        let place = find_end(&mut file, length)?;
        file.seek(SeekFrom::Start(place.offset))?;
        let mut list = Vec::new();
        file.by_ref().take(place.size).read_to_end(&mut list)?;
        let mut repacked = place.comment || place.trailing;
        let mut members = Vec::new();
        let mut numbers = Numbers::new(&list);
        for _ in 0..place.count {
            let record = numbers.rest;
            let member =
                central(&mut numbers).ok_or(Unlisted::NotZip("its list of files is broken"))?;
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
    /// stand in the order of the list, from the first byte on, without gap or overlap. So no byte
    /// is unpacked for two of them, however many there are; and one offset that is off spoils no
    /// more than its own member and the one before it.
    fn compare(&mut self, list_at: u64) -> io::Result<()> {
        let starts: Vec<u64> = self.members.iter().map(|m| m.offset).collect();
        let ends = starts.iter().skip(1).copied().chain([list_at]);
        let mut first = true;
        let mut filled = 0;
        for (member, end) in self.members.iter_mut().zip(ends) {
            if member.fault == Some(BROKEN_EXTRAS) {
                // Where it stands is not known.
                continue;
            }
            if std::mem::take(&mut first) && member.offset != 0 {
                member
                    .fault
                    .get_or_insert("bytes stand before the first file");
            }
            let end = end.min(list_at);
            let room = end.saturating_sub(member.offset);
            if member.offset < filled || room < LOCAL_BYTES as u64 {
                member
                    .fault
                    .get_or_insert("it has no room where the list says it stands");
                self.repacked = true;
                continue;
            }
            self.file.seek(SeekFrom::Start(member.offset))?;
            let local = Local::read(&mut self.file, room)?;
            self.repacked |= local.raw != local_header(&member.as_written());
            if member.settle(&local, room, &mut self.file)? {
                filled = end;
            }
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
    fn read(file: &mut File, room: u64) -> io::Result<Local> {
        let mut raw = Vec::with_capacity(LOCAL_BYTES + 64);
        file.by_ref()
            .take(LOCAL_BYTES as u64)
            .read_to_end(&mut raw)?;
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
        Ok(Local {
            raw,
            signature,
            flags,
            method,
            crc,
            packed,
            size,
            name,
            whole,
        })
    }
}

impl Member {
    /// As our writer would have written it: what `repacked` compares with.
    fn as_written(&self) -> Entry {
        Entry {
            name: self.name.clone(),
            crc: self.crc,
            size: self.size,
            offset: self.offset,
        }
    }

    /// Says what does not fit between list and local header, and finds the bytes if they can be.
    /// Gives whether they fill the room exactly.
    fn settle(&mut self, local: &Local, room: u64, file: &mut File) -> io::Result<bool> {
        if local.signature != LOCAL || !local.whole {
            self.fault
                .get_or_insert("there is no header where the list says it stands");
            return Ok(false);
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
        let after = room
            .checked_sub(head)
            .and_then(|rest| rest.checked_sub(self.packed));
        let fills = match after {
            None => false,
            Some(0) => !described,
            Some(bytes) => described && self.descriptor(self.offset + head, bytes, file)?,
        };
        if !fills {
            self.fault
                .get_or_insert("its bytes do not fill the room they have");
            return Ok(false);
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
        Ok(true)
    }

    /// Whether the bytes behind a member are its data descriptor: CRC and sizes, of 4 or 8 bytes,
    /// with or without a signature.
    fn descriptor(&self, data: u64, bytes: u64, file: &mut File) -> io::Result<bool> {
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
