//! The zip around a bundle: the few records of the format that a bundle uses, in one form.
//!
//! Implements "The zip" of `docs/bundle-format.md`. [`write`] writes members stored, with fixed
//! times and attributes, sizes and CRC in front; [`read`] reads any plain zip strictly. Both build
//! headers with the functions here, so that "as our writer writes it" is one comparison of bytes.
//!
//! Never here: what a member means, paths on a disk.

mod end;
mod inflate;
mod numbers;
pub(crate) mod read;
pub(crate) mod write;

pub(crate) const LOCAL: u32 = 0x0403_4b50;
pub(crate) const CENTRAL: u32 = 0x0201_4b50;
pub(crate) const END: u32 = 0x0605_4b50;
pub(crate) const END64: u32 = 0x0606_4b50;
pub(crate) const LOCATOR: u32 = 0x0706_4b50;
pub(crate) const DESCRIPTOR: u32 = 0x0807_4b50;

/// Bytes of each record without names, extras and comments.
pub(crate) const LOCAL_BYTES: usize = 30;
pub(crate) const CENTRAL_BYTES: usize = 46;
pub(crate) const END_BYTES: usize = 22;
pub(crate) const END64_BYTES: usize = 56;
pub(crate) const LOCATOR_BYTES: usize = 20;

/// From this on a size or an offset stands in a ZIP64 extra.
pub(crate) const BIG: u64 = 0xFFFF_FFFF;
/// From this on the number of members stands in the ZIP64 record.
pub(crate) const MANY: u64 = 0xFFFF;

/// 1 January 1980, 00:00: the first day of the format, so that no clock shows.
const DATE: u16 = 0x0021;
/// "Made by": Unix, version 3.0 of the format's text.
const MADE_BY: u16 = 0x031E;
/// A plain file, readable by all, writable by its owner.
const ATTRIBUTES: u32 = 0o100_644 << 16;
const PLAIN_VERSION: u16 = 10;
const ZIP64_VERSION: u16 = 45;

/// A member as both headers say it.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// With the bundle's folder in front.
    pub(crate) name: Vec<u8>,
    /// CRC-32 of the bytes.
    pub(crate) crc: u32,
    /// How many.
    pub(crate) size: u64,
    /// Where its local header begins.
    pub(crate) offset: u64,
}

struct Record(Vec<u8>);

impl Record {
    fn begin(signature: u32) -> Self {
        Record(signature.to_le_bytes().to_vec())
    }

    fn u16(mut self, value: u16) -> Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    fn u32(mut self, value: u32) -> Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    fn u64(mut self, value: u64) -> Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.extend_from_slice(bytes);
        self
    }
}

/// The low 32 bits, or all ones where the value stands in a ZIP64 extra.
fn low32(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

fn low16(value: usize) -> u16 {
    u16::try_from(value).unwrap_or(u16::MAX)
}

/// The ZIP64 extra with the given values; nothing where there are none.
fn zip64(values: &[u64]) -> Vec<u8> {
    if values.is_empty() {
        return Vec::new();
    }
    let mut extra = Vec::with_capacity(4 + 8 * values.len());
    extra.extend_from_slice(&1u16.to_le_bytes());
    extra.extend_from_slice(&low16(8 * values.len()).to_le_bytes());
    for value in values {
        extra.extend_from_slice(&value.to_le_bytes());
    }
    extra
}

/// The local header of a member.
pub(crate) fn local_header(entry: &Entry) -> Vec<u8> {
    let big = entry.size >= BIG;
    let extra = if big {
        zip64(&[entry.size, entry.size])
    } else {
        Vec::new()
    };
    Record::begin(LOCAL)
        .u16(if big { ZIP64_VERSION } else { PLAIN_VERSION })
        .u16(0)
        .u16(0)
        .u16(0)
        .u16(DATE)
        .u32(entry.crc)
        .u32(low32(entry.size))
        .u32(low32(entry.size))
        .u16(low16(entry.name.len()))
        .u16(low16(extra.len()))
        .bytes(&entry.name)
        .bytes(&extra)
        .0
}

/// The record of a member in the central directory.
pub(crate) fn central_record(entry: &Entry) -> Vec<u8> {
    let mut big = Vec::new();
    if entry.size >= BIG {
        big.extend([entry.size, entry.size]);
    }
    if entry.offset >= BIG {
        big.push(entry.offset);
    }
    let extra = zip64(&big);
    Record::begin(CENTRAL)
        .u16(MADE_BY)
        .u16(if big.is_empty() {
            PLAIN_VERSION
        } else {
            ZIP64_VERSION
        })
        .u16(0)
        .u16(0)
        .u16(0)
        .u16(DATE)
        .u32(entry.crc)
        .u32(low32(entry.size))
        .u32(low32(entry.size))
        .u16(low16(entry.name.len()))
        .u16(low16(extra.len()))
        .u16(0)
        .u16(0)
        .u16(0)
        .u32(ATTRIBUTES)
        .u32(low32(entry.offset))
        .bytes(&entry.name)
        .bytes(&extra)
        .0
}

/// What follows the central directory: the ZIP64 records where a number needs them, and the end.
pub(crate) fn ending(count: u64, size: u64, offset: u64) -> Vec<u8> {
    let big = count >= MANY || size >= BIG || offset >= BIG;
    let mut bytes = Vec::new();
    if big {
        bytes = Record::begin(END64)
            .u64(44)
            .u16(MADE_BY)
            .u16(ZIP64_VERSION)
            .u32(0)
            .u32(0)
            .u64(count)
            .u64(count)
            .u64(size)
            .u64(offset)
            .0;
        let locator = Record::begin(LOCATOR)
            .u32(0)
            .u64(offset.saturating_add(size))
            .u32(1)
            .0;
        bytes.extend_from_slice(&locator);
    }
    let count = u16::try_from(count).unwrap_or(u16::MAX);
    let end = Record::begin(END)
        .u16(0)
        .u16(0)
        .u16(count)
        .u16(count)
        .u32(low32(size))
        .u32(low32(offset))
        .u16(0)
        .0;
    bytes.extend_from_slice(&end);
    bytes
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use std::fs::File;
    use std::io::{Read, Seek, SeekFrom, Write};
    use std::path::Path;
    use std::process::Command;

    use super::read::Archive;
    use super::write::Zip;
    use super::*;

    fn crc(bytes: &[u8]) -> u32 {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        crc.sum()
    }

    /// What Python's own reader says of the last member: how many there are, its name, size, bytes.
    fn python(path: &Path) -> String {
        let program = "import sys, zipfile\n\
            z = zipfile.ZipFile(sys.argv[1])\n\
            i = z.infolist()\n\
            print(len(i), max(x.file_size for x in i), i[-1].filename, z.read(i[-1]).decode())";
        let said = Command::new("python3")
            .args(["-c", program])
            .arg(path)
            .output()
            .unwrap();
        assert!(
            said.status.success(),
            "{}",
            String::from_utf8_lossy(&said.stderr)
        );
        String::from_utf8(said.stdout)
            .unwrap()
            .trim_end()
            .to_owned()
    }

    #[test]
    fn members_beyond_4_gb_are_written_and_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("big.zip");
        let mut file = File::create(&path).unwrap();
        let entry = |name: &str, bytes: &[u8], size: u64, offset: u64| Entry {
            name: name.as_bytes().to_vec(),
            crc: crc(bytes),
            size,
            offset,
        };
        // A hole instead of 5 GB of zeros; their CRC is not looked at when members are listed.
        let film = entry("a/film", b"", 5_000_000_000, 0);
        file.write_all(&local_header(&film)).unwrap();
        let at = file.seek(SeekFrom::Current(5_000_000_000)).unwrap();
        let note = entry("a/note", b"hello", 5, at);
        file.write_all(&local_header(&note)).unwrap();
        file.write_all(b"hello").unwrap();
        let list_at = file.stream_position().unwrap();
        let list = [central_record(&film), central_record(&note)].concat();
        file.write_all(&list).unwrap();
        file.write_all(&ending(2, list.len() as u64, list_at))
            .unwrap();
        drop(file);

        assert_eq!(python(&path), "2 5000000000 a/note hello");
        let mut archive = Archive::open(File::open(&path).unwrap()).unwrap();
        assert!(!archive.repacked);
        assert_eq!(archive.members[0].size, 5_000_000_000);
        assert!(
            archive.members.iter().all(|m| m.fault.is_none()),
            "{:?}",
            archive.members
        );
        let mut text = String::new();
        archive
            .read(1)
            .unwrap()
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, "hello");
    }

    #[test]
    fn more_members_than_16_bits_count_are_written_and_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("many.zip");
        let mut zip = Zip::new(std::io::BufWriter::new(File::create(&path).unwrap()));
        for n in 0..70_000 {
            let bytes = n.to_string();
            zip.begin(format!("a/{n}"), crc(bytes.as_bytes()), bytes.len() as u64)
                .unwrap();
            zip.bytes(bytes.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
        assert_eq!(python(&path), "70000 5 a/69999 69999");
        let archive = Archive::open(File::open(&path).unwrap()).unwrap();
        assert!(!archive.repacked);
        assert_eq!(archive.members.len(), 70_000);
        assert!(archive.members.iter().all(|m| m.fault.is_none()));
    }
}
