//! The steps of a commit that touch the disk, each by name.
//!
//! Everything durable passes through [`Rim::step`], so that a test can break each step twice: it
//! failed and nothing happened; it failed and yet it happened. Outside tests a step is just done.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// A step on the way to "saved", in the order in which they are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Step {
    /// The encrypted bytes of a large original are written beside their place.
    OriginalWrite,
    /// They are flushed to the disk.
    OriginalSync,
    /// The file is given its name.
    OriginalRename,
    /// Its folder is flushed.
    OriginalFolder,
    /// The database commits.
    DatabaseCommit,
    /// The outside head is written.
    HeadWrite,
    /// The outside head is flushed.
    HeadSync,
    /// On closing: the journal is folded into the database.
    JournalFold,
}

/// Does steps.
pub(crate) trait Rim: Send + Sync {
    /// Does `act` once and reports what it said.
    fn step(&self, step: Step, act: &mut dyn FnMut() -> io::Result<()>) -> io::Result<()>;
}

/// Does each step as it is.
pub(crate) struct Plain;

impl Rim for Plain {
    fn step(&self, _: Step, act: &mut dyn FnMut() -> io::Result<()>) -> io::Result<()> {
        act()
    }
}

/// Flushes a folder, so that a name in it survives a power cut. Where folders cannot be flushed
/// (Windows) the file system orders names itself.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

/// Makes a folder that only its owner enters.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        other => other,
    }
}

/// Options for files that only their owner reads.
pub(crate) fn own_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Writes a new file and flushes it; its folder is flushed by the caller.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = own_file().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
