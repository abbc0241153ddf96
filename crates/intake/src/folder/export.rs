//! A folder that is another export than mail: every file of it, by number, read when it is asked
//! for.

use std::fs::File;
use std::io::{self, Read};

use sha2::{Digest, Sha256};

use super::listing::{Listed, bytes};
use super::rim::{Dir, Stamp};
use super::{Folder, line};
use crate::archive::is_clutter;
use crate::inode::Stamping;
use crate::store::Hashing;

impl Folder {
    /// All files with their numbers, names and lengths, apart from those that systems leave
    /// behind; in the order of their paths.
    pub(crate) fn files(&self) -> Vec<(usize, String, u64)> {
        let mut numbered: Vec<(usize, &Listed)> = self.all().enumerate().collect();
        numbered.sort_by(|a, b| bytes(&a.1.path).cmp(bytes(&b.1.path)));
        numbered
            .into_iter()
            .map(|(n, file)| {
                (
                    n,
                    file.path.to_string_lossy().into_owned(),
                    file.stamp.bytes,
                )
            })
            .filter(|(_, name, _)| !is_clutter(name))
            .collect()
    }

    fn all(&self) -> impl Iterator<Item = &Listed> {
        self.listing.files.iter().chain(&self.listing.others)
    }

    /// Adds all files to the stamp of a source.
    pub(crate) fn stamp(&self, stamping: &mut Stamping) -> Option<()> {
        self.all()
            .try_for_each(|file| stamping.add(bytes(&file.path), file.stamp.bytes, file.inode))
    }

    /// The file of this number, to be read to its end.
    ///
    /// # Errors
    /// If it is not what it was when it was listed; also while it is read.
    pub(crate) fn reader(&self, number: usize) -> io::Result<FileReader> {
        let listed = self.all().nth(number).ok_or(io::ErrorKind::NotFound)?;
        let (file, stamp) = self.reach().file(&listed.path)?;
        if stamp != listed.stamp {
            return Err(changed());
        }
        Ok(FileReader {
            file,
            stamp,
            left: stamp.bytes,
        })
    }

    /// The file of this number by its handle.
    pub(crate) fn handle(&self, number: usize) -> io::Result<File> {
        Ok(self.reader(number)?.file)
    }

    /// The SHA-256 of the folder with all of its files, by a pass of its own.
    pub(crate) fn sha256_of_all(&self) -> io::Result<String> {
        let mut list = Sha256::new();
        let mut all: Vec<(usize, &Listed)> = self.all().enumerate().collect();
        all.sort_by(|a, b| bytes(&a.1.path).cmp(bytes(&b.1.path)));
        for (number, listed) in all {
            if is_clutter(&listed.path.to_string_lossy()) {
                continue;
            }
            let mut hashed = Hashing::new(self.reader(number)?);
            io::copy(&mut hashed, &mut io::sink())?;
            list.update(line(bytes(&listed.path), &hashed.hex()));
        }
        Ok(hex::encode(list.finalize()))
    }
}

/// Reads one file of a folder, which must stay as long as it was.
pub(crate) struct FileReader {
    file: File,
    stamp: Stamp,
    left: u64,
}

impl Read for FileReader {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if buf.is_empty() {
            return Ok(0);
        }
        let n = self.file.read(buf)?;
        self.left = match self.left.checked_sub(n as u64) {
            Some(left) => left,
            None => return Err(changed()),
        };
        if n == 0 && (self.left > 0 || Dir::stamp(&self.file)? != self.stamp) {
            return Err(changed());
        }
        Ok(n)
    }
}

fn changed() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it changed while it was read")
}
