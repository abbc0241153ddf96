//! Whether a file was written to since it was opened, without reading it.

use std::fs::Metadata;
use std::io;
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use crate::inode::Inode;
use crate::store::Extent;

/// A file as it was.
pub(crate) struct Watch {
    extent: Extent,
    /// As it was opened.
    inode: Option<Inode>,
    stamp: Mutex<Stamp>,
}

/// What a file system notes of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    bytes: u64,
    written: Option<SystemTime>,
    /// Seconds and nanoseconds of the last change of anything, which no program can set; `None`
    /// where the system has no such time.
    changed: Option<(i64, i64)>,
}

/// What looking again shows.
pub(crate) enum Seen {
    /// Nothing was written.
    Same,
    /// Something was changed that need not be what is written in it.
    Touched(Stamp),
    /// The system notes too little to tell.
    Unknown,
    /// It is longer, shorter, or was written at another time.
    Changed,
}

impl Watch {
    pub(crate) fn of(extent: &Extent) -> io::Result<Self> {
        let file = extent.file().ok_or(io::ErrorKind::Unsupported)?;
        Ok(Watch {
            inode: Inode::of(&file.metadata()?),
            stamp: Mutex::new(Stamp::of(extent)?),
            extent: extent.clone(),
        })
    }

    pub(crate) fn inode(&self) -> Option<Inode> {
        self.inode
    }

    pub(crate) fn look(&self) -> io::Result<Seen> {
        let before = *self.stamp.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Stamp::of(&self.extent)?;
        let written = (now.bytes, now.written) != (before.bytes, before.written);
        Ok(if written {
            Seen::Changed
        } else if now.changed.is_none() {
            Seen::Unknown
        } else if now == before {
            Seen::Same
        } else {
            Seen::Touched(now)
        })
    }

    /// As it is before anything was read, or after a reading that found it the same.
    pub(crate) fn set(&self, stamp: Stamp) {
        *self.stamp.lock().unwrap_or_else(PoisonError::into_inner) = stamp;
    }
}

impl Stamp {
    fn of(extent: &Extent) -> io::Result<Self> {
        let file = extent.file().ok_or(io::ErrorKind::Unsupported)?;
        let about = file.metadata()?;
        Ok(Stamp {
            bytes: about.len(),
            written: about.modified().ok(),
            changed: changed(&about),
        })
    }
}

#[cfg(unix)]
#[allow(
    clippy::unnecessary_wraps,
    reason = "other systems have no such time to give"
)]
fn changed(about: &Metadata) -> Option<(i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    Some((about.ctime(), about.ctime_nsec()))
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> Option<(i64, i64)> {
    None
}
