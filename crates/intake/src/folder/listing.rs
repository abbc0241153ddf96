//! Which files of a folder are messages: names and sizes, no contents.

use std::ffi::{OsStr, OsString};
use std::io;

use super::rim::{Dir, Kind, Stamp};
use crate::inode::Inode;
use crate::limits;

/// What stands in a folder, in the order of the bytes of its paths.
#[derive(Default)]
pub(super) struct Listing {
    pub(super) files: Vec<Listed>,
    /// What is not read, and why.
    pub(super) skipped: Vec<(Box<OsStr>, &'static str)>,
    /// Files that are no messages.
    pub(super) others: Vec<Listed>,
    /// Folders where only files would be (`tmp` of a maildir).
    pub(super) misplaced: Vec<Box<OsStr>>,
    /// Messages that never fully arrived (`tmp` of a maildir).
    pub(super) unfinished: u64,
    /// A maildir stands in it, if perhaps an empty one.
    pub(super) maildir: bool,
    /// Bytes of the names, against a folder made to fill the memory.
    names: usize,
    entries: usize,
}

/// A file.
pub(crate) struct Listed {
    /// Below the folder, `/` between the parts.
    pub(super) path: Box<OsStr>,
    pub(super) stamp: Stamp,
    pub(super) inode: Option<Inode>,
}

impl PartialEq for Listed {
    /// By what is written in it: that it was linked or may be read by others changes nothing.
    fn eq(&self, other: &Self) -> bool {
        (&self.path, self.stamp) == (&other.path, other.stamp)
    }
}

/// Why a listing did not come to its end.
pub(super) enum Broke {
    Io(io::Error),
    /// What is over its limit, and the limit in words.
    Limit(&'static str, String),
}

/// What a folder is to its files.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    /// Files that are named as messages are messages.
    Plain,
    /// `cur` or `new` of a maildir: every file is one.
    Messages,
    /// `tmp` of a maildir.
    Unfinished,
}

impl Listing {
    pub(super) fn of(root: &Dir) -> Result<Self, Broke> {
        let mut listing = Listing::default();
        listing.walk(root, OsStr::new(""), Where::Plain, 0)?;
        listing
            .files
            .sort_unstable_by(|a, b| bytes(&a.path).cmp(bytes(&b.path)));
        listing
            .skipped
            .sort_unstable_by(|a, b| bytes(&a.0).cmp(bytes(&b.0)));
        listing
            .others
            .sort_unstable_by(|a, b| bytes(&a.path).cmp(bytes(&b.path)));
        Ok(listing)
    }

    fn walk(&mut self, dir: &Dir, path: &OsStr, is: Where, depth: usize) -> Result<(), Broke> {
        let mut folders = Vec::new();
        dir.each(&mut |name, kind| {
            self.entries += 1;
            let at = joined(path, &name);
            self.names += at.len();
            match kind {
                Kind::Folder => folders.push(name),
                _ if is == Where::Unfinished => self.unfinished += 1,
                Kind::File(stamp, inode) => {
                    let listed = Listed {
                        path: at,
                        stamp,
                        inode,
                    };
                    if is_message(&name, is) {
                        self.files.push(listed);
                    } else {
                        self.others.push(listed);
                    }
                }
                Kind::Link => self
                    .skipped
                    .push((at, "it is a link, which is not followed")),
                Kind::Special => self
                    .skipped
                    .push((at, "it is no file but a pipe, a socket or a device")),
            }
            self.within_limits()
        })
        .map_err(Broke::Io)?;
        if self.entries > limits::FOLDER_ENTRIES {
            let limit = format!("{} files", limits::FOLDER_ENTRIES);
            return Err(Broke::Limit("the number of files", limit));
        }
        if self.names > limits::FOLDER_NAMES {
            let limit = format!("{} MB", limits::FOLDER_NAMES >> 20);
            return Err(Broke::Limit("the length of the file names", limit));
        }
        let has = |name: &str| folders.iter().any(|f| f == name);
        let maildir = is == Where::Plain && (has("cur") || (has("new") && has("tmp")));
        self.maildir |= maildir;
        for name in folders {
            let at = joined(path, &name);
            if is == Where::Unfinished {
                self.misplaced.push(at);
                continue;
            }
            if depth == limits::FOLDER_DEPTH {
                self.skipped.push((at, "it lies in too many folders"));
                continue;
            }
            let inner_is = match name.to_str() {
                Some("cur" | "new") if maildir => Where::Messages,
                Some("tmp") if maildir => Where::Unfinished,
                _ => Where::Plain,
            };
            match dir.inner(&name) {
                Ok(inner) => self.walk(&inner, &at, inner_is, depth + 1)?,
                Err(_) => self.skipped.push((at, "the folder cannot be opened")),
            }
        }
        Ok(())
    }

    fn within_limits(&self) -> bool {
        self.entries <= limits::FOLDER_ENTRIES && self.names <= limits::FOLDER_NAMES
    }
}

/// In `cur` and `new` every name that begins with no dot; elsewhere by its ending, without the
/// companions (`._name.eml`) that a Mac leaves beside files.
fn is_message(name: &OsStr, is: Where) -> bool {
    let name = bytes(name);
    !name.starts_with(b".") && (is == Where::Messages || is_named_as_message(name))
}

/// Whether the ending of a name says that the file is one message.
pub(crate) fn is_named_as_message(name: &[u8]) -> bool {
    let ends = |end: &[u8]| {
        name.len()
            .checked_sub(end.len())
            .and_then(|at| name.get(at..))
            .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    };
    ends(b".eml") || ends(b".emlx") || ends(b".msg")
}

fn joined(path: &OsStr, name: &OsStr) -> Box<OsStr> {
    let mut joined = OsString::with_capacity(path.len() + 1 + name.len());
    if !path.is_empty() {
        joined.push(path);
        joined.push("/");
    }
    joined.push(name);
    joined.into_boxed_os_str()
}

/// The bytes of a name; on Unix as they stand on the disk.
pub(super) fn bytes(name: &OsStr) -> &[u8] {
    name.as_encoded_bytes()
}
