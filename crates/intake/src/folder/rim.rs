//! Looking into a folder and opening its files, so that no link leads out of it.
//!
//! On Unix every step goes from an open folder to a name in it and follows no link, so a folder
//! that is exchanged for a link meanwhile leads nowhere. Elsewhere a name is looked at before it
//! is opened, which leaves a moment between the two.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::Path;

use crate::inode::Inode;

/// How much there is of a file, and when it was last written: what a change is noticed by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) bytes: u64,
    seconds: i64,
    nanos: i64,
}

/// What stands under a name.
pub(super) enum Kind {
    File(Stamp, Option<Inode>),
    Folder,
    Link,
    /// A pipe, a socket, a device: opening one may wait for ever, or do something.
    Special,
}

#[cfg(unix)]
mod by_handle {
    use std::os::fd::OwnedFd;
    use std::os::unix::ffi::OsStrExt;

    use rustix::fs::{self, AtFlags, FileType, Mode, OFlags};

    use super::{File, Inode, Kind, OsStr, OsString, Path, Stamp, io};

    /// An open folder.
    pub(in super::super) struct Dir(OwnedFd);

    impl Dir {
        /// The folder that the person named; if that is a link, they meant where it leads.
        pub(in super::super) fn open(path: &Path) -> io::Result<Self> {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
            Ok(Dir(fs::open(path, flags, Mode::empty())?))
        }

        pub(in super::super) fn inner(&self, name: &OsStr) -> io::Result<Self> {
            let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
            Ok(Dir(fs::openat(&self.0, name, flags, Mode::empty())?))
        }

        /// A regular file; a pipe put in its place is not waited for.
        pub(in super::super) fn file(&self, name: &OsStr) -> io::Result<(File, Stamp)> {
            let flags = OFlags::RDONLY
                | OFlags::NOFOLLOW
                | OFlags::NONBLOCK
                | OFlags::NOCTTY
                | OFlags::CLOEXEC;
            let file = File::from(fs::openat(&self.0, name, flags, Mode::empty())?);
            let stamp = Self::stamp(&file)?;
            Ok((file, stamp))
        }

        pub(in super::super) fn stamp(file: &File) -> io::Result<Stamp> {
            let stat = fs::fstat(file)?;
            match FileType::from_raw_mode(stat.st_mode) {
                FileType::RegularFile => Ok(stamp(&stat)),
                _ => Err(io::ErrorKind::NotFound.into()),
            }
        }

        /// Every name in it with what stands there, in no order.
        pub(in super::super) fn each(
            &self,
            see: &mut dyn FnMut(OsString, Kind) -> bool,
        ) -> io::Result<()> {
            for entry in fs::Dir::read_from(&self.0)? {
                let entry = entry?;
                let name = entry.file_name();
                if matches!(name.to_bytes(), b"." | b"..") {
                    continue;
                }
                // Gone since: as if it had never been there.
                let Ok(stat) = fs::statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW) else {
                    continue;
                };
                let kind = match FileType::from_raw_mode(stat.st_mode) {
                    FileType::RegularFile => Kind::File(stamp(&stat), Some(inode(&stat))),
                    FileType::Directory => Kind::Folder,
                    FileType::Symlink => Kind::Link,
                    _ => Kind::Special,
                };
                if !see(OsStr::from_bytes(name.to_bytes()).to_owned(), kind) {
                    break;
                }
            }
            Ok(())
        }
    }

    #[allow(
        clippy::unnecessary_cast,
        reason = "the widths differ from system to system"
    )]
    fn stamp(stat: &fs::Stat) -> Stamp {
        Stamp {
            bytes: u64::try_from(stat.st_size).unwrap_or_default(),
            seconds: stat.st_mtime as i64,
            nanos: stat.st_mtime_nsec as i64,
        }
    }

    #[allow(
        clippy::unnecessary_cast,
        reason = "the widths differ from system to system"
    )]
    fn inode(stat: &fs::Stat) -> Inode {
        Inode {
            device: stat.st_dev as u64,
            number: stat.st_ino as u64,
            changed: (stat.st_ctime as i64, stat.st_ctime_nsec as i64),
        }
    }
}

#[cfg(not(unix))]
mod by_path {
    use std::fs::{self, Metadata};
    use std::path::PathBuf;
    use std::time::SystemTime;

    use super::{File, Inode, Kind, OsStr, OsString, Path, Stamp, io};

    /// A folder by its path.
    pub(in super::super) struct Dir(PathBuf);

    impl Dir {
        pub(in super::super) fn open(path: &Path) -> io::Result<Self> {
            fs::canonicalize(path).map(Dir)
        }

        pub(in super::super) fn inner(&self, name: &OsStr) -> io::Result<Self> {
            let path = self.0.join(name);
            if fs::symlink_metadata(&path)?.is_dir() {
                Ok(Dir(path))
            } else {
                Err(io::ErrorKind::NotFound.into())
            }
        }

        pub(in super::super) fn file(&self, name: &OsStr) -> io::Result<(File, Stamp)> {
            let path = self.0.join(name);
            if !fs::symlink_metadata(&path)?.is_file() {
                return Err(io::ErrorKind::NotFound.into());
            }
            let file = File::open(path)?;
            let stamp = Self::stamp(&file)?;
            Ok((file, stamp))
        }

        pub(in super::super) fn stamp(file: &File) -> io::Result<Stamp> {
            file.metadata().map(|about| stamp(&about))
        }

        pub(in super::super) fn each(
            &self,
            see: &mut dyn FnMut(OsString, Kind) -> bool,
        ) -> io::Result<()> {
            for entry in fs::read_dir(&self.0)? {
                let entry = entry?;
                let Ok(about) = fs::symlink_metadata(entry.path()) else {
                    continue;
                };
                let kind = match about.file_type() {
                    t if t.is_file() => Kind::File(stamp(&about), Inode::of(&about)),
                    t if t.is_dir() => Kind::Folder,
                    t if t.is_symlink() => Kind::Link,
                    _ => Kind::Special,
                };
                if !see(entry.file_name(), kind) {
                    break;
                }
            }
            Ok(())
        }
    }

    fn stamp(about: &Metadata) -> Stamp {
        let since = about
            .modified()
            .ok()
            .and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok())
            .unwrap_or_default();
        Stamp {
            bytes: about.len(),
            seconds: i64::try_from(since.as_secs()).unwrap_or_default(),
            nanos: i64::from(since.subsec_nanos()),
        }
    }
}

#[cfg(unix)]
pub(super) use by_handle::Dir;
#[cfg(not(unix))]
pub(super) use by_path::Dir;

/// Whether it says that no file stands there any more: gone, or a link or a socket now.
#[cfg(unix)]
pub(super) fn is_gone(e: &io::Error) -> bool {
    use rustix::io::Errno;
    let gone = [Errno::NOENT, Errno::NOTDIR, Errno::LOOP, Errno::NXIO];
    e.kind() == io::ErrorKind::NotFound
        || Errno::from_io_error(e).is_some_and(|e| gone.contains(&e))
}

/// Whether it says that no file stands there any more.
#[cfg(not(unix))]
pub(super) fn is_gone(e: &io::Error) -> bool {
    matches!(
        e.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
