//! What a file system knows a file by: so that what was read before need not be read to be known.
//!
//! The rule is that of git's index. A file that stands at the same place of the same disk, is as long as
//! it was, and was changed last at the same time, is the same: that time no program can set. Within one
//! step of the disk's clock two changes have the same time, so a file that was changed just now is not
//! known by it.

use std::fs::Metadata;

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

/// The longest step of a disk's clock (of FAT), and a little more.
const STEP: SignedDuration = SignedDuration::from_secs(3);

/// What a file system notes of a file beside its length.
#[derive(Clone, Copy)]
pub(crate) struct Inode {
    pub(crate) device: u64,
    pub(crate) number: u64,
    /// Seconds and nanoseconds since 1970 of the last change of anything.
    pub(crate) changed: (i64, i64),
}

impl Inode {
    /// `None` where the system keeps no time of change that no program can set.
    #[cfg(unix)]
    #[allow(clippy::unnecessary_wraps, reason = "other systems have none to give")]
    pub(crate) fn of(about: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        Some(Inode {
            device: about.dev(),
            number: about.ino(),
            changed: (about.ctime(), about.ctime_nsec()),
        })
    }

    #[cfg(not(unix))]
    pub(crate) fn of(_: &Metadata) -> Option<Self> {
        None
    }
}

/// The stamp of a source, gathered file by file.
pub(crate) struct Stamping {
    hash: Sha256,
    /// Changes since then are too young.
    until: Timestamp,
}

impl Stamping {
    pub(crate) fn at(now: Timestamp) -> Option<Self> {
        Some(Stamping {
            hash: Sha256::new(),
            until: now.checked_sub(STEP).ok()?,
        })
    }

    /// `None`: the source has no stamp.
    pub(crate) fn add(&mut self, name: &[u8], bytes: u64, inode: Option<Inode>) -> Option<()> {
        let inode = inode?;
        let (seconds, nanos) = inode.changed;
        let changed = Timestamp::new(seconds, i32::try_from(nanos).ok()?).ok()?;
        if changed >= self.until {
            return None;
        }
        self.hash.update((name.len() as u64).to_be_bytes());
        self.hash.update(name);
        for number in [bytes, inode.device, inode.number] {
            self.hash.update(number.to_be_bytes());
        }
        for number in [seconds, nanos] {
            self.hash.update(number.to_be_bytes());
        }
        Some(())
    }

    pub(crate) fn end(self) -> [u8; 32] {
        self.hash.finalize().into()
    }
}
