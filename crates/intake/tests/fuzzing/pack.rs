//! Changes inside what is packed: a zip, a tar, a gzip file, a compound file, a stretch of base64.
//!
//! A bit that flips in a packed file is found by its check sum and gets no further. So what is
//! inside is changed and packed again, with sums that are right.

use std::io::{Cursor, Read, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::mutate::{Dice, mutate};

/// What a file of the corpus unpacks to at most.
const LARGEST: u64 = 8 << 20;

/// Names that mean harm.
const NAMES: &[&str] = &[
    "../../outside.txt",
    "/etc/passwd",
    "C:\\outside.txt",
    "..\\outside.txt",
    "a\0b.txt",
    "",
    "/",
    "_chat.txt",
    "messages/inbox/x_1/message_1.json",
    "data/tweets.js",
    "letter.eml",
    "all.mbox",
    "inner.zip",
];

/// Changes a file: inside, where it is packed, else as it stands.
pub fn change(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let raw = dice.roll(3) == 0;
    let changed = match bytes.as_slice() {
        _ if raw => None,
        [b'P', b'K', ..] => zipped(bytes, other, dice),
        [0x1F, 0x8B, ..] => gzipped(bytes, other, dice),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => compound(bytes, other, dice),
        _ if bytes.get(257..262) == Some(b"ustar") => tarred(bytes, other, dice),
        _ => in_base64(bytes, other, dice),
    };
    match changed {
        Some(changed) => *bytes = changed,
        None => mutate(bytes, other, dice),
    }
    if dice.roll(40) == 0
        && let Some(wrapped) = wrap(bytes, dice)
    {
        *bytes = wrapped;
    }
}

/// Changes some of a list of named files, and the list itself.
fn members(files: &mut Vec<(String, Vec<u8>)>, other: &[u8], dice: &mut Dice) {
    for _ in 0..=dice.roll(3) {
        if files.is_empty() {
            return;
        }
        let at = dice.roll(files.len());
        match dice.roll(12) {
            0 => drop(files.remove(at)),
            1 => files.push(files[at].clone()),
            2 => files[at].0 = NAMES[dice.roll(NAMES.len())].to_owned(),
            3 => {
                let name = files[dice.roll(files.len())].0.clone();
                files[at].0 = name;
            }
            4 => {
                let mut name = std::mem::take(&mut files[at].0).into_bytes();
                mutate(&mut name, b"message_1.json/../chat.txt", dice);
                name.truncate(2_000);
                files[at].0 = String::from_utf8_lossy(&name).into_owned();
            }
            _ => change(&mut files[at].1, other, dice),
        }
    }
}

fn zipped(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut files = Vec::new();
    for n in 0..archive.len() {
        let Ok(file) = archive.by_index(n) else {
            continue;
        };
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        let mut inside = Vec::new();
        file.take(LARGEST).read_to_end(&mut inside).ok()?;
        files.push((name, inside));
    }
    members(&mut files, other, dice);
    zip_of(&files, dice)
}

fn zip_of(files: &[(String, Vec<u8>)], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (number, (name, inside)) in files.iter().enumerate() {
        let method = if dice.roll(3) == 0 {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default().compression_method(method);
        // A name twice is nothing that this writer writes: the later gets other letters, put back
        // below. Names of one length keep every place where it is.
        let plain = format!("{number:0width$}", width = name.len().max(1));
        if out.start_file(plain, options).is_err() {
            continue;
        }
        out.write_all(inside).ok()?;
    }
    let mut packed = out.finish().ok()?.into_inner();
    rename(&mut packed, files);
    Some(packed)
}

/// Writes the names over the numbers that stand in local and central headers.
fn rename(packed: &mut [u8], files: &[(String, Vec<u8>)]) {
    for (number, (name, _)) in files.iter().enumerate() {
        let plain = format!("{number:0width$}", width = name.len().max(1));
        if plain.len() != name.len() {
            continue;
        }
        for (head, offset) in [(b"PK\x03\x04", 30), (b"PK\x01\x02", 46)] {
            let places: Vec<usize> = memchr::memmem::find_iter(packed, head).collect();
            let own = places
                .into_iter()
                .map(|p| p + offset)
                .find(|p| packed.get(*p..*p + plain.len()) == Some(plain.as_bytes()));
            if let Some(own) = own {
                packed[own..own + name.len()].copy_from_slice(name.as_bytes());
            }
        }
    }
}

fn gzipped(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut inside = Vec::new();
    GzDecoder::new(bytes)
        .take(LARGEST)
        .read_to_end(&mut inside)
        .ok()?;
    change(&mut inside, other, dice);
    gzip_of(&inside)
}

fn gzip_of(inside: &[u8]) -> Option<Vec<u8>> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(inside).ok()?;
    out.finish().ok()
}

fn tarred(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut files = Vec::new();
    for entry in tar::Archive::new(bytes).entries().ok()? {
        let entry = entry.ok()?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let mut inside = Vec::new();
        entry.take(LARGEST).read_to_end(&mut inside).ok()?;
        files.push((name, inside));
    }
    members(&mut files, other, dice);
    let mut out = Vec::new();
    for (name, inside) in &files {
        // By hand, since the names that mean harm are those that the writer refuses.
        let mut header = tar::Header::new_gnu();
        let room = &mut header.as_old_mut().name;
        let length = name.len().min(room.len());
        room[..length].copy_from_slice(&name.as_bytes()[..length]);
        header.set_entry_type(match dice.roll(12) {
            0 => tar::EntryType::Symlink,
            1 => tar::EntryType::Link,
            2 => tar::EntryType::GNULongName,
            3 => tar::EntryType::XHeader,
            4 => tar::EntryType::Fifo,
            5 => tar::EntryType::GNUSparse,
            _ => tar::EntryType::Regular,
        });
        header.set_size(match dice.roll(20) {
            0 => 7_999_999_999,
            1 => u64::MAX,
            _ => inside.len() as u64,
        });
        header.set_cksum();
        out.extend_from_slice(header.as_bytes());
        out.extend_from_slice(inside);
        out.resize(out.len().next_multiple_of(512), 0);
    }
    out.extend_from_slice(&[0; 1_024]);
    Some(out)
}

/// A message of Outlook with some of its streams changed.
fn compound(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes.to_vec())).ok()?;
    let streams: Vec<_> = file
        .walk()
        .filter(cfb::Entry::is_stream)
        .map(|e| e.path().to_owned())
        .collect();
    for _ in 0..=dice.roll(3) {
        let path = streams.get(dice.roll(streams.len()))?;
        if dice.roll(12) == 0 {
            file.remove_stream(path).ok()?;
            break;
        }
        let mut inside = Vec::new();
        file.open_stream(path).ok()?.read_to_end(&mut inside).ok()?;
        mutate(&mut inside, other, dice);
        file.create_stream(path).ok()?.write_all(&inside).ok()?;
    }
    file.flush().ok()?;
    Some(file.into_inner().into_inner())
}

/// A file that stands in letters in an e-mail or a backup.
fn in_base64(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    if dice.roll(2) == 0 {
        return None;
    }
    let is_of = |b: &u8| b.is_ascii_alphanumeric() || b"+/=\r\n".contains(b);
    let mut stretches = Vec::new();
    let mut begins = 0;
    for at in 0..=bytes.len() {
        if !bytes.get(at).is_some_and(is_of) {
            let letters: Vec<u8> = bytes[begins..at]
                .iter()
                .copied()
                .filter(|b| !b.is_ascii_whitespace())
                .collect();
            if letters.len() > 60
                && let Ok(inside) = STANDARD.decode(&letters)
            {
                stretches.push((begins, at, inside));
            }
            begins = at + 1;
        }
    }
    let at = dice.roll(stretches.len());
    let (begins, ends, mut inside) = stretches.into_iter().nth(at)?;
    change(&mut inside, other, dice);
    let mut changed = bytes[..begins].to_vec();
    changed.extend_from_slice(STANDARD.encode(&inside).as_bytes());
    changed.extend_from_slice(&bytes[ends..]);
    Some(changed)
}

/// An archive round it.
fn wrap(bytes: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    if dice.roll(3) == 0 {
        return gzip_of(bytes);
    }
    let name = NAMES[dice.roll(NAMES.len())].to_owned();
    let files = [
        (name, bytes.to_vec()),
        ("inner.zip".to_owned(), bytes.to_vec()),
    ];
    zip_of(&files[..=dice.roll(2)], dice)
}
