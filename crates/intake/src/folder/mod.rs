//! A folder as a source: its messages in a fixed order, one open at a time, and one SHA-256 over
//! all of them.
//!
//! A **maildir** (a folder with `cur`, or with `new` and `tmp`, at any depth, so Maildir++ too)
//! holds a message in every file of `cur` and `new` whose name begins with no dot. Anywhere else
//! a file is a message if its name ends in `.eml`, `.emlx` or `.msg`. Links are never followed; pipes,
//! sockets and devices never opened; nothing outside the folder is ever read.
//!
//! A folder that is another export (a download that a computer unpacked by itself) is read as the
//! archive that it came from ([`Folder::files`]); then every file of it counts, apart from those
//! that systems leave behind.
//!
//! The order is that of the bytes of the paths below the folder. The **SHA-256 of a folder** is
//! that of a list with one line for each message (of another export: each file) in this order, as
//! `sha256sum` writes it: its own
//! SHA-256, two spaces, its path; where the path has a backslash, a line feed or a carriage
//! return, these are written `\\`, `\n`, `\r` and the line begins with a backslash. So anybody
//! can compute it (of a maildir, here without its inner folders):
//!
//! ```sh
//! find cur new -type f ! -name '.*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
//! ```
//!
//! In memory are the names and sizes of all, and a few messages: they are read on all cores.

mod export;
mod listing;
mod rim;

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::mpsc::sync_channel;

use rayon::prelude::*;
use sha2::{Digest, Sha256};
use standfast_model::visible;

use crate::error::IntakeError;
use crate::limits;
use crate::reader::Flow;
use listing::{Broke, Listing, bytes};
pub(crate) use listing::{Listed, is_named_as_message};
use rim::Dir;

/// Files that are opened together, on all cores.
const TOGETHER: usize = 64;
/// Bytes after which fewer are.
const TOGETHER_BYTES: u64 = 4 << 20;

/// What is read at once of a file that is too large to be a message.
const PIECE: usize = 256 << 10;

/// A folder that is being read.
pub struct Folder {
    root: Dir,
    listing: Listing,
}

/// What came of opening one file.
pub(crate) enum Opened {
    Bytes(Vec<u8>),
    TooLarge,
    Unreadable,
}

impl Folder {
    /// Looks what is in a folder; contents are not read.
    pub(crate) fn open(path: &Path, name: &str) -> Result<Self, IntakeError> {
        let unreadable = |source| IntakeError::Unreadable {
            name: name.to_owned(),
            source,
        };
        let root = Dir::open(path).map_err(unreadable)?;
        let listing = Listing::of(&root).map_err(|broke| match broke {
            Broke::Io(source) => unreadable(source),
            Broke::Limit(what, limit) => IntakeError::Limit {
                name: name.to_owned(),
                what,
                limit,
            },
        })?;
        Ok(Folder { root, listing })
    }

    /// Whether messages stand in it, or could.
    pub(crate) fn holds_mail(&self) -> bool {
        self.listing.maildir || !self.listing.files.is_empty()
    }

    /// Whether it is a folder of messages before all: a maildir, or messages are half of it.
    pub(crate) fn is_mail(&self) -> bool {
        let listing = &self.listing;
        let mostly = listing.files.len() >= listing.others.len();
        (listing.maildir || mostly) && self.holds_only_messages()
    }

    /// Whether messages stand in it, and no mailbox among them.
    pub(crate) fn holds_only_messages(&self) -> bool {
        let mailbox = |file: &Listed| {
            let (_, name) = file.parts();
            name == b"mbox" || name.to_ascii_lowercase().ends_with(b".mbox")
        };
        self.holds_mail() && !self.listing.others.iter().any(mailbox)
    }

    /// The one mailbox that it holds: Apple Mail exports a folder `Name.mbox` with the messages
    /// in a file `mbox`, beside a table of contents.
    pub(crate) fn mailbox(&self) -> Option<File> {
        let file = self.root.file(OsStr::new("mbox")).ok()?;
        Some(file.0)
    }

    /// How many messages.
    #[must_use]
    pub fn messages(&self) -> usize {
        self.listing.files.len()
    }

    /// Bytes of all messages.
    pub(crate) fn len(&self) -> u64 {
        self.listing.files.iter().map(|f| f.stamp.bytes).sum()
    }

    /// Places that are not read, each with its reason.
    pub(crate) fn skipped(&self) -> impl Iterator<Item = (String, &'static str)> + '_ {
        let all = self.listing.skipped.iter();
        all.map(|(path, why)| (shown(path), *why))
    }

    /// Files that are no messages.
    pub(crate) fn others(&self) -> impl Iterator<Item = String> + '_ {
        let misplaced = self.listing.misplaced.iter().map(|path| shown(path));
        self.listing
            .others
            .iter()
            .map(Listed::shown)
            .chain(misplaced)
    }

    /// Messages that never fully arrived.
    pub(crate) fn unfinished(&self) -> u64 {
        self.listing.unfinished
    }

    /// Reads all, in order.
    pub(crate) fn visit(&self) -> Visit<'_> {
        Visit {
            folder: self,
            next: 0,
            list: Sha256::new(),
        }
    }

    /// The way to files of it, one after the other.
    fn reach(&self) -> Reach<'_> {
        Reach {
            folder: self,
            parent: None,
        }
    }

    /// The SHA-256 of the folder, by a pass of its own.
    pub(crate) fn sha256(&self, name: &str) -> Result<String, IntakeError> {
        let mut visit = self.visit();
        while !visit.together(name, |_, _, _| ())?.is_empty() {}
        Ok(visit.hex())
    }

    /// Whether the same messages stand there, as long as they were and written when they were.
    /// What a mail server keeps beside them for itself may change; in another export (`all`) no
    /// file may.
    pub(crate) fn is_as_it_was(&self, all: bool) -> bool {
        let before = &self.listing;
        Listing::of(&self.root).is_ok_and(|now| {
            now.files == before.files
                && now.skipped == before.skipped
                && (!all || now.others == before.others)
        })
    }
}

impl Listed {
    /// Its path below the folder, for people: what steers a screen is shown by its number.
    pub(crate) fn shown(&self) -> String {
        shown(&self.path)
    }

    /// The folder that it stands in, the last part of its name.
    pub(crate) fn parts(&self) -> (&[u8], &[u8]) {
        let path = bytes(&self.path);
        split(path)
    }
}

/// The folder that a path stands in, and the last part of its name.
pub(crate) fn split(path: &[u8]) -> (&[u8], &[u8]) {
    match path.iter().rposition(|b| *b == b'/') {
        Some(at) => (
            path.get(..at).unwrap_or_default(),
            path.get(at + 1..).unwrap_or_default(),
        ),
        None => (b"", path),
    }
}

fn shown(path: &OsStr) -> String {
    visible(&path.to_string_lossy())
        .replace('\n', "[U+000A]")
        .replace('\t', "[U+0009]")
}

/// One pass over the messages of a folder.
pub(crate) struct Visit<'f> {
    folder: &'f Folder,
    next: usize,
    list: Sha256,
}

impl<'f> Visit<'f> {
    /// Goes through all: `work` is done on all cores, as of [`Visit::together`], and what it made is
    /// handed to `take` in order while the next are worked on. `take` ends it by `Flow::Stop`. Gives the
    /// SHA-256 of the folder where it came to the end.
    ///
    /// # Errors
    /// As of [`Visit::together`].
    pub(crate) fn through<R: Send>(
        mut self,
        name: &str,
        work: impl Fn(usize, &'f Listed, Opened) -> R + Send + Sync,
        take: &mut dyn FnMut(R) -> Flow,
    ) -> Result<Option<String>, IntakeError> {
        std::thread::scope(|scope| {
            // One lot waits, one is worked on, one is taken: so many are in memory.
            let (to, from) = sync_channel(1);
            let working = scope.spawn(move || {
                loop {
                    let lot = self.together(name, &work)?;
                    if lot.is_empty() {
                        return Ok(Some(self.hex()));
                    }
                    if to.send(lot).is_err() {
                        return Ok(None);
                    }
                }
            });
            for lot in &from {
                if lot.into_iter().any(|made| take(made) == Flow::Stop) {
                    break;
                }
            }
            drop(from);
            match working.join() {
                Ok(ended) => ended,
                Err(panic) => std::panic::resume_unwind(panic),
            }
        })
    }

    /// The next messages, opened and worked on by all cores: what `work` makes of each, which is told
    /// its number from 1; none after the last. `name` is the source's, for an error.
    ///
    /// # Errors
    /// [`IntakeError::Changed`] for a file that is not what it was when it was listed.
    pub(crate) fn together<R: Send>(
        &mut self,
        name: &str,
        work: impl Fn(usize, &'f Listed, Opened) -> R + Sync,
    ) -> Result<Vec<R>, IntakeError> {
        let (folder, first) = (self.folder, self.next);
        let lot = self.lot();
        let done: Vec<_> = lot
            .par_iter()
            .enumerate()
            .map_init(
                || folder.reach(),
                |reach, (at, listed)| {
                    let (line, opened) = reach.open(listed)?;
                    Ok((line, work(first + at + 1, listed, opened)))
                },
            )
            .collect();
        let mut all = Vec::with_capacity(done.len());
        for done in done {
            let (line, made) = done.map_err(|e| match e {
                // What was a file is gone, or something else stands there.
                Missed::Changed => IntakeError::Changed {
                    name: name.to_owned(),
                },
                Missed::Io(source) => IntakeError::Unreadable {
                    name: name.to_owned(),
                    source,
                },
            })?;
            if let Some(line) = line {
                self.list.update(line);
            }
            all.push(made);
        }
        Ok(all)
    }

    /// The files that are opened next.
    fn lot(&mut self) -> &'f [Listed] {
        let left = self.folder.listing.files.get(self.next..);
        let left = left.unwrap_or_default();
        let (mut files, mut bytes) = (0, 0);
        for listed in left.iter().take(TOGETHER) {
            if bytes >= TOGETHER_BYTES {
                break;
            }
            files += 1;
            bytes += listed.stamp.bytes;
        }
        self.next += files;
        left.get(..files).unwrap_or_default()
    }

    /// The SHA-256 of the folder, after the last message.
    pub(crate) fn hex(self) -> String {
        hex::encode(self.list.finalize())
    }
}

/// The way to the files of a folder.
struct Reach<'f> {
    folder: &'f Folder,
    /// The folder last opened, under its path.
    parent: Option<(OsString, Dir)>,
}

impl Reach<'_> {
    /// What stands in a file, and its line in the list; one that cannot be read has none.
    fn open(&mut self, listed: &Listed) -> Result<(Option<Vec<u8>>, Opened), Missed> {
        let (mut file, stamp) = match self.file(&listed.path) {
            Ok(opened) => opened,
            Err(e) if e.kind() == io::ErrorKind::PermissionDenied => {
                return Ok((None, Opened::Unreadable));
            }
            Err(e) if rim::is_gone(&e) => return Err(Missed::Changed),
            Err(e) => return Err(Missed::Io(e)),
        };
        if stamp != listed.stamp {
            return Err(Missed::Changed);
        }
        let Ok(contents) = Contents::read(&mut file, stamp.bytes) else {
            return Ok((None, Opened::Unreadable));
        };
        let after = Dir::stamp(&file).map_err(|_| Missed::Changed)?;
        if contents.bytes != stamp.bytes || after != stamp {
            return Err(Missed::Changed);
        }
        let line = line(bytes(&listed.path), &hex::encode(contents.digest));
        let opened = contents.kept.map_or(Opened::TooLarge, Opened::Bytes);
        Ok((Some(line), opened))
    }

    fn file(&mut self, path: &OsStr) -> io::Result<(File, rim::Stamp)> {
        let path = Path::new(path);
        let name = path.file_name().unwrap_or_default();
        let parent = path.parent().unwrap_or(Path::new("")).as_os_str();
        if parent.is_empty() {
            return self.folder.root.file(name);
        }
        if self.parent.as_ref().is_none_or(|(at, _)| at != parent) {
            let mut steps = Path::new(parent).iter();
            let first = steps.next().unwrap_or_default();
            let mut dir = self.folder.root.inner(first)?;
            for step in steps {
                dir = dir.inner(step)?;
            }
            self.parent = Some((parent.to_owned(), dir));
        }
        match &self.parent {
            Some((_, dir)) => dir.file(name),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

enum Missed {
    Changed,
    Io(io::Error),
}

/// One line of the list, as `sha256sum` writes it.
pub(crate) fn line(path: &[u8], digest: &str) -> Vec<u8> {
    let mut line = digest.as_bytes().to_vec();
    line.extend_from_slice(b"  ");
    let plain = line.len();
    for byte in path {
        match byte {
            b'\\' => line.extend_from_slice(b"\\\\"),
            b'\n' => line.extend_from_slice(b"\\n"),
            b'\r' => line.extend_from_slice(b"\\r"),
            byte => line.push(*byte),
        }
    }
    if line.len() - plain > path.len() {
        line.insert(0, b'\\');
    }
    line.push(b'\n');
    line
}

/// What stands in one file.
struct Contents {
    bytes: u64,
    /// `None` if it is over the limit for one message.
    kept: Option<Vec<u8>>,
    digest: [u8; 32],
}

impl Contents {
    /// Reads a file that says to have so many bytes; a large one in flat memory.
    fn read(file: &mut File, said: u64) -> io::Result<Self> {
        match usize::try_from(said) {
            Ok(room) if room <= limits::MESSAGE => {
                // One more than is said to be there, so that a longer one is noticed.
                let mut kept = Vec::with_capacity(room + 1);
                file.take(said + 1).read_to_end(&mut kept)?;
                Ok(Contents {
                    bytes: kept.len() as u64,
                    digest: Sha256::digest(&kept).into(),
                    kept: Some(kept),
                })
            }
            _ => {
                let mut hash = Sha256::new();
                let mut piece = vec![0; PIECE];
                let mut bytes = 0;
                loop {
                    let n = file.read(&mut piece)?;
                    if n == 0 {
                        break;
                    }
                    hash.update(piece.get(..n).unwrap_or_default());
                    bytes += n as u64;
                }
                Ok(Contents {
                    bytes,
                    kept: None,
                    digest: hash.finalize().into(),
                })
            }
        }
    }
}
