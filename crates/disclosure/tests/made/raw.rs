//! Zips taken apart and put together byte by byte, wrongly where a test wants it.

use std::ops::Range;

/// A member of a zip as its bytes stand.
#[derive(Clone, Debug)]
pub struct Member {
    pub name: String,
    pub local: Range<usize>,
    pub data: Range<usize>,
    pub central: Range<usize>,
}

fn u16_at(bytes: &[u8], at: usize) -> usize {
    usize::from(u16::from_le_bytes(bytes[at..at + 2].try_into().unwrap()))
}

fn u32_at(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
}

/// The members of a zip without comment, extras and descriptors: what our writer writes.
pub fn members(zip: &[u8]) -> Vec<Member> {
    let end = zip.len() - 22;
    assert_eq!(&zip[end..end + 4], b"PK\x05\x06");
    let mut at = u32_at(zip, end + 16);
    let mut members = Vec::new();
    for _ in 0..u16_at(zip, end + 10) {
        assert_eq!(&zip[at..at + 4], b"PK\x01\x02");
        let name_length = u16_at(zip, at + 28);
        let name = String::from_utf8(zip[at + 46..at + 46 + name_length].to_vec()).unwrap();
        let local = u32_at(zip, at + 42);
        let data = local + 30 + name_length;
        members.push(Member {
            name,
            local: local..data,
            data: data..data + u32_at(zip, at + 24),
            central: at..at + 46 + name_length,
        });
        at += 46 + name_length;
    }
    assert_eq!(at, end);
    members
}

pub fn member(zip: &[u8], path: &str) -> Member {
    members(zip)
        .into_iter()
        .find(|m| m.name == format!("lamp-police/{path}"))
        .unwrap()
}

/// Writes bytes over those at a place.
pub fn put(mut zip: Vec<u8>, at: usize, bytes: &[u8]) -> Vec<u8> {
    zip[at..at + bytes.len()].copy_from_slice(bytes);
    zip
}

/// One file of a zip that is put together by hand.
#[derive(Clone)]
pub struct Part {
    pub local_name: Vec<u8>,
    pub central_name: Vec<u8>,
    pub data: Vec<u8>,
    pub attributes: u32,
    pub local_extra: Vec<u8>,
    pub central_extra: Vec<u8>,
    /// Packed size and size as the headers say, where not those of the data.
    pub sizes: Option<(u32, u32)>,
    pub method: u16,
    /// Where the list says it stands, where that is not its place; it has then no place of its own.
    pub at: Option<u32>,
    /// Take the place of the last part instead of an own one.
    pub shares: bool,
}

impl Part {
    pub fn new(name: &[u8], data: &[u8]) -> Part {
        Part {
            local_name: name.to_vec(),
            central_name: name.to_vec(),
            data: data.to_vec(),
            attributes: 0o100_644 << 16,
            local_extra: Vec::new(),
            central_extra: Vec::new(),
            sizes: None,
            method: 0,
            at: None,
            shares: false,
        }
    }
}

fn crc(data: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(data);
    crc.sum()
}

/// A stored zip of these parts, with any names.
pub fn build(parts: &[Part]) -> Vec<u8> {
    let mut zip = Vec::new();
    let mut central = Vec::new();
    let mut offset = 0u32;
    for part in parts {
        let size = part.data.len() as u32;
        let (packed, size) = part.sizes.unwrap_or((size, size));
        let sums = |out: &mut Vec<u8>| {
            out.extend_from_slice(&[0, 0]);
            out.extend_from_slice(&part.method.to_le_bytes());
            out.extend_from_slice(&[0, 0, 0x21, 0]);
            out.extend_from_slice(&crc(&part.data).to_le_bytes());
            out.extend_from_slice(&packed.to_le_bytes());
            out.extend_from_slice(&size.to_le_bytes());
        };
        if !part.shares && part.at.is_none() {
            offset = zip.len() as u32;
            zip.extend_from_slice(b"PK\x03\x04\x0a\x00");
            sums(&mut zip);
            zip.extend_from_slice(&(part.local_name.len() as u16).to_le_bytes());
            zip.extend_from_slice(&(part.local_extra.len() as u16).to_le_bytes());
            zip.extend_from_slice(&part.local_name);
            zip.extend_from_slice(&part.local_extra);
            zip.extend_from_slice(&part.data);
        }
        central.extend_from_slice(b"PK\x01\x02\x1e\x03\x0a\x00");
        sums(&mut central);
        central.extend_from_slice(&(part.central_name.len() as u16).to_le_bytes());
        central.extend_from_slice(&(part.central_extra.len() as u16).to_le_bytes());
        central.extend_from_slice(&[0; 6]);
        central.extend_from_slice(&part.attributes.to_le_bytes());
        central.extend_from_slice(&part.at.unwrap_or(offset).to_le_bytes());
        central.extend_from_slice(&part.central_name);
        central.extend_from_slice(&part.central_extra);
    }
    let (at, size, count) = (zip.len() as u32, central.len() as u32, parts.len() as u16);
    zip.extend_from_slice(&central);
    zip.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    zip.extend_from_slice(&count.to_le_bytes());
    zip.extend_from_slice(&count.to_le_bytes());
    zip.extend_from_slice(&size.to_le_bytes());
    zip.extend_from_slice(&at.to_le_bytes());
    zip.extend_from_slice(&[0, 0]);
    zip
}

/// The parts of a bundle, to be put together again.
pub fn parts(zip: &[u8]) -> Vec<Part> {
    members(zip)
        .into_iter()
        .map(|m| Part::new(m.name.as_bytes(), &zip[m.data]))
        .collect()
}
