//! Zip archives: what is in them, what of it is safe to read, and reading it.
//!
//! Names inside an archive are data. No member is ever written to disk, and none is opened by a
//! path: a member is what the central directory says stands at an offset of this file. What is
//! encrypted, a link, too large or overlapping is refused by name, and the rest stays readable.
//! Directory records are parsed by the `zip` crate; the bytes of a member are read here, so that
//! each has a reader of its own and lengths are bounded by what was promised.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

use flate2::Crc;
use flate2::bufread::DeflateDecoder;
use standfast_model::visible;
use unicode_normalization::UnicodeNormalization;
use zip::CompressionMethod;
use zip::unstable::read::ZipIterable;

use crate::error::IntakeError;
use crate::limits;
use crate::reader::Problem;
use crate::source::{Source, SourceReader, Store};

/// The directory of an archive.
pub struct Archive {
    members: Vec<Member>,
    by_name: HashMap<String, usize>,
    /// By the last part of the name, accents composed: what a record names.
    by_base: HashMap<String, usize>,
    problems: Vec<Problem>,
    clutter: u64,
}

/// One file in an archive.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name, unique in the archive: of two equal ones the later gets its number behind.
    pub name: String,
    /// Bytes when unpacked, as the archive says.
    pub size: u64,
    /// Why it is not read, where it is not.
    pub refused: Option<&'static str>,
    packed: u64,
    starts: u64,
    crc: u32,
    deflated: bool,
    raw_name: Vec<u8>,
}

impl Member {
    /// The last part of its name.
    #[must_use]
    pub fn base_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }
}

impl Archive {
    /// Reads the directory, if this is a zip.
    pub(crate) fn open(
        source: &str,
        store: &Arc<Store>,
        head: &[u8],
        length: u64,
    ) -> Result<Option<Self>, IntakeError> {
        let begins = head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06");
        // Something may stand before the first file; then only the name says what to look for.
        if !begins && !source.to_ascii_lowercase().ends_with(".zip") {
            return Ok(None);
        }
        let broken = |why: String| IntakeError::Archive {
            name: source.to_owned(),
            why,
        };
        let reader = BufReader::new(SourceReader::new(Arc::clone(store)));
        let mut directory = match ZipIterable::try_new(reader, zip::read::Config::default()) {
            Ok(directory) => directory,
            Err(_) if !begins => return Ok(None),
            Err(e) => return Err(broken(format!("{e}; it may have been cut off"))),
        };
        if directory.len() > limits::MEMBERS {
            return Err(IntakeError::Limit {
                name: source.to_owned(),
                what: "the number of files",
                limit: format!("{} files", limits::MEMBERS),
            });
        }
        let mut archive = Archive {
            members: Vec::new(),
            by_name: HashMap::new(),
            by_base: HashMap::new(),
            problems: Vec::new(),
            clutter: 0,
        };
        let entries = directory.files().map_err(|e| broken(e.to_string()))?;
        for entry in entries {
            match entry {
                Ok(entry) if entry.is_dir() => {}
                Ok(entry) => archive.admit(&entry, length),
                Err(e) => {
                    archive.problem("the archive's directory", format!("it breaks off: {e}"));
                    break;
                }
            }
        }
        archive.refuse_overlaps();
        archive.refuse_beyond_total();
        Ok(Some(archive))
    }

    fn admit(&mut self, entry: &zip::read::ZipFileEntry<'_>, length: u64) {
        let raw_name = entry.name_raw().to_vec();
        let said = match std::str::from_utf8(&raw_name) {
            Ok(name) => name.to_owned(),
            Err(_) => {
                // Code page 437 is what a zip without the UTF-8 flag means.
                let name = entry.name().map_or_else(
                    |_| String::from_utf8_lossy(&raw_name).into_owned(),
                    std::borrow::Cow::into_owned,
                );
                self.problem(&name, "its name is not in UTF-8: read as code page 437");
                name
            }
        };
        if is_clutter(&said) {
            self.clutter += 1;
            return;
        }
        let index = self.members.len();
        let name = match self.by_name.entry(said.clone()) {
            Entry::Vacant(slot) => {
                slot.insert(index);
                said
            }
            Entry::Occupied(_) => {
                let own = format!("{said} [{}]", index + 1);
                self.by_name.insert(own.clone(), index);
                let later = format!(
                    "two files have this name; the later is \"{}\"",
                    visible(&own)
                );
                self.problem(&said, later);
                own
            }
        };
        let climbs = climbs(&name).then_some("its name points outside the archive");
        let refused = climbs.or_else(|| refusal(entry, length));
        if let Some(why) = refused {
            self.problem(&name, why);
        }
        let base = name
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or(&name)
            .nfc()
            .collect();
        self.by_base.entry(base).or_insert(index);
        self.members.push(Member {
            name,
            size: entry.size(),
            refused,
            packed: entry.compressed_size(),
            starts: entry.header_start(),
            crc: entry.crc32(),
            deflated: entry.compression() == CompressionMethod::Deflated,
            raw_name,
        });
    }

    /// Two members over the same bytes are how a small file becomes an endless one.
    fn refuse_overlaps(&mut self) {
        let mut order: Vec<usize> = (0..self.members.len()).collect();
        order.sort_by_key(|i| self.members.get(*i).map_or(0, |m| m.starts));
        let mut end = 0;
        for i in order {
            let Some(member) = self.members.get_mut(i) else {
                continue;
            };
            if member.starts < end && member.refused.is_none() {
                member.refused = Some("it shares its bytes with another file of the archive");
                let name = member.name.clone();
                self.problem(
                    &name,
                    "it shares its bytes with another file of the archive",
                );
                continue;
            }
            let head = LOCAL_HEAD as u64 + member.raw_name.len() as u64;
            end = end.max(
                member
                    .starts
                    .saturating_add(head)
                    .saturating_add(member.packed),
            );
        }
    }

    fn refuse_beyond_total(&mut self) {
        let mut total: u64 = 0;
        let mut beyond = Vec::new();
        for member in &mut self.members {
            total = total.saturating_add(member.size);
            if total > limits::UNPACKED && member.refused.is_none() {
                member.refused = Some("the archive unpacks to more than the limit of 64 GB");
                beyond.push(member.name.clone());
            }
        }
        for name in beyond {
            self.problem(&name, "the archive unpacks to more than the limit of 64 GB");
        }
    }

    fn problem(&mut self, at: &str, why: impl Into<String>) {
        if self.problems.len() < limits::PROBLEMS {
            self.problems.push(Problem {
                at: visible(at).into_owned(),
                why: why.into(),
            });
        }
    }

    /// The files, in the order of the directory.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// What is wrong with some of them.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Files that systems leave in archives (`__MACOSX`, `Thumbs.db`), not listed.
    #[must_use]
    pub fn clutter(&self) -> u64 {
        self.clutter
    }

    /// The member of this name; a folder before it and the form of accents do not count.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Member> {
        if let Some(i) = self.by_name.get(name) {
            return self.members.get(*i);
        }
        let wanted: String = name.nfc().collect();
        self.by_base.get(&wanted).and_then(|i| self.members.get(*i))
    }

    pub(crate) fn open_named<'s>(
        &'s self,
        source: &'s Source,
        name: &str,
    ) -> Result<Box<dyn Read + 's>, IntakeError> {
        let refused = |why: &str| IntakeError::Member {
            name: source.name().to_owned(),
            member: name.to_owned(),
            why: why.to_owned(),
        };
        let member = self.by_name.get(name).and_then(|i| self.members.get(*i));
        let member = member.ok_or_else(|| refused("there is no such file in it"))?;
        match member.refused {
            Some(why) => Err(refused(why)),
            None => {
                let reader =
                    MemberReader::new(source, member).map_err(|e| refused(&e.to_string()))?;
                Ok(Box::new(reader))
            }
        }
    }
}

fn refusal(entry: &zip::read::ZipFileEntry<'_>, length: u64) -> Option<&'static str> {
    let (size, packed) = (entry.size(), entry.compressed_size());
    if entry.encrypted() {
        Some("it is encrypted")
    } else if entry.is_symlink()
        || !matches!(entry.unix_mode().unwrap_or(0) & 0o170_000, 0 | 0o100_000)
    {
        Some("it is a link or a device, not a file")
    } else if !matches!(
        entry.compression(),
        CompressionMethod::Stored | CompressionMethod::Deflated
    ) {
        Some("it is packed in a way that is not supported")
    } else if packed > length || entry.header_start() >= length {
        Some("it lies outside the archive")
    } else if size > limits::MEMBER {
        Some("it is over the limit of 4 GB for one file")
    } else if size > limits::RATIO_FROM && size / packed.max(1) > limits::RATIO {
        Some("it unpacks to more than 200 times its size")
    } else {
        None
    }
}

/// Left by systems, nobody's message.
fn is_clutter(name: &str) -> bool {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.starts_with("__MACOSX/")
        || base.starts_with("._")
        || matches!(base, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}

fn climbs(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    name.starts_with(['/', '\\'])
        || drive
        || name.contains('\0')
        || name.split(['/', '\\']).any(|part| part == "..")
}

/// Fixed part of a local file header (APPNOTE 4.3.7).
const LOCAL_HEAD: usize = 30;

/// Reads one member: bounded by its promised length, checked against its CRC at the end.
struct MemberReader {
    inner: Inflater,
    crc: Crc,
    left: u64,
    expected: u32,
}

enum Inflater {
    Stored(BufReader<io::Take<SourceReader>>),
    Deflated(Box<DeflateDecoder<BufReader<io::Take<SourceReader>>>>),
}

impl MemberReader {
    fn new(source: &Source, member: &Member) -> io::Result<Self> {
        let mut head = [0; LOCAL_HEAD];
        source.reader().from(member.starts).read_exact(&mut head)?;
        let word = |at: usize| {
            let low = head.get(at).copied().unwrap_or(0);
            u64::from(low) | u64::from(head.get(at + 1).copied().unwrap_or(0)) << 8
        };
        if !head.starts_with(b"PK\x03\x04") {
            return Err(wrong("its own header is missing"));
        }
        let (names, extras) = (word(26), word(28));
        let mut own_name = vec![0; usize::try_from(names).unwrap_or(0)];
        let name_at = member.starts + LOCAL_HEAD as u64;
        source.reader().from(name_at).read_exact(&mut own_name)?;
        if own_name != member.raw_name {
            return Err(wrong(
                "its own header gives another name than the directory",
            ));
        }
        let data = SourceReader::from(source.reader(), name_at + names + extras);
        let packed = BufReader::with_capacity(64 << 10, data.take(member.packed));
        Ok(MemberReader {
            inner: if member.deflated {
                Inflater::Deflated(Box::new(DeflateDecoder::new(packed)))
            } else {
                Inflater::Stored(packed)
            },
            crc: Crc::new(),
            left: member.size,
            expected: member.crc,
        })
    }

    fn fill(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        match &mut self.inner {
            Inflater::Stored(packed) => packed.read(buf),
            Inflater::Deflated(packed) => packed.read(buf),
        }
    }

    fn at_end(&mut self) -> io::Result<bool> {
        match &mut self.inner {
            Inflater::Stored(packed) => Ok(packed.fill_buf()?.is_empty()),
            Inflater::Deflated(packed) => Ok(packed.read(&mut [0; 1])? == 0),
        }
    }
}

impl Read for MemberReader {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if buf.is_empty() {
            return Ok(0);
        }
        if self.left == 0 {
            return match (self.at_end()?, self.crc.sum() == self.expected) {
                (true, true) => Ok(0),
                (false, _) => Err(wrong("it is longer than the archive says")),
                (true, false) => Err(wrong("its check sum (CRC) is wrong: it is damaged")),
            };
        }
        let most = usize::try_from(self.left)
            .unwrap_or(usize::MAX)
            .min(buf.len());
        let room = buf.get_mut(..most).unwrap_or_default();
        let n = self.fill(room)?;
        if n == 0 {
            return Err(wrong("it is shorter than the archive says: it is cut off"));
        }
        self.crc.update(buf.get(..n).unwrap_or_default());
        self.left -= n as u64;
        Ok(n)
    }
}

fn wrong(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}
