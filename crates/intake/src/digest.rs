//! What a source is known by, and whether it stayed what it was.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::error::IntakeError;
use crate::folder;
use crate::inode::Stamping;
use crate::source::{Part, Source};
use crate::watch::Seen;

impl Source {
    /// SHA-256 of the whole source, lower-case hex; computed once, by a pass of its own unless
    /// another pass has told it already.
    ///
    /// # Errors
    /// [`IntakeError::Unreadable`].
    pub fn sha256(&self) -> Result<String, IntakeError> {
        if let Some(known) = self.digest.get() {
            return Ok(known.clone());
        }
        // A part that was unpacked to be listed was hashed in the same pass.
        let fresh = self.list_of_parts(|part| match &part.sha256 {
            Some(known) => Ok(known.clone()),
            None => part.extent.sha256().map_err(|e| self.unreadable(e)),
        });
        let fresh = match fresh {
            Some(list) => list?,
            None => self.sha256_anew()?,
        };
        Ok(self.digest.get_or_init(|| fresh).clone())
    }

    /// What it is known by without being read, once it was read: the SHA-256 of the names of its files and
    /// of what the file system notes of each. It stays the same as long as nothing was changed in any of
    /// them. `now` is the time of the system's clock.
    ///
    /// `None` where the system notes too little (Windows), where a file was changed in the last three
    /// seconds, and for what is in memory or in an archive.
    #[must_use]
    pub fn stamp(&self, now: Timestamp) -> Option<[u8; 32]> {
        let mut stamping = Stamping::at(now)?;
        match &self.folder {
            Some(folder) => folder.stamp(&mut stamping)?,
            None if self.parts.is_empty() => return None,
            None => self.parts.iter().try_for_each(|part| {
                let inode = part.watch.as_ref()?.inode();
                stamping.add(part.name.as_bytes(), part.extent.len(), inode)
            })?,
        }
        Some(stamping.end())
    }

    fn sha256_anew(&self) -> Result<String, IntakeError> {
        let unreadable = |e| self.unreadable(e);
        match (&self.folder, self.parts.as_slice()) {
            (Some(folder), _) if self.is_mail() => folder.sha256(self.name()),
            (Some(folder), _) => folder.sha256_of_all().map_err(unreadable),
            (None, [one]) => one.extent.sha256().map_err(unreadable),
            (None, _) => {
                let anew = |part: &Part| part.extent.sha256().map_err(unreadable);
                self.list_of_parts(anew)
                    .unwrap_or_else(|| Ok(String::new()))
            }
        }
    }

    /// The digest of the list of the files of a set.
    fn list_of_parts(
        &self,
        mut digest: impl FnMut(&Part) -> Result<String, IntakeError>,
    ) -> Option<Result<String, IntakeError>> {
        let mut parts: Vec<&Part> = self.parts.iter().collect();
        if parts.len() < 2 {
            return None;
        }
        parts.sort_by(|a, b| a.name.as_bytes().cmp(b.name.as_bytes()));
        let mut list = Sha256::new();
        for part in parts {
            match digest(part) {
                Ok(digest) => list.update(folder::line(part.name.as_bytes(), &digest)),
                Err(e) => return Some(Err(e)),
            }
        }
        Some(Ok(hex::encode(list.finalize())))
    }

    /// Takes the digest that a full pass has seen; another one than before means a change.
    ///
    /// # Errors
    /// [`IntakeError::Changed`].
    pub(crate) fn saw(&self, digest: String) -> Result<(), IntakeError> {
        if *self.digest.get_or_init(|| digest.clone()) == digest {
            Ok(())
        } else {
            Err(self.changed())
        }
    }

    /// Before a reading: what happened to a file since it was opened (it was renamed, its name
    /// was taken away) does not matter, unless it was written to.
    pub(crate) fn begin(&self) -> Result<(), IntakeError> {
        if self.digest.get().is_some() {
            return self.unchanged();
        }
        for watch in self.parts.iter().filter_map(|p| p.watch.as_ref()) {
            match watch.look().map_err(|e| self.unreadable(e))? {
                Seen::Same | Seen::Unknown => {}
                Seen::Touched(stamp) => watch.set(stamp),
                Seen::Changed => return Err(self.changed()),
            }
        }
        Ok(())
    }

    /// Whether it still is what it was when its reading began.
    ///
    /// Of a file its length, its time of writing and, where the system keeps one that no program
    /// can set, its time of change are compared. If all are the same, nothing was written
    /// between, so what was read is covered by a digest taken before or after, and no second pass
    /// is needed. If only the last differs (the file was renamed or linked meanwhile), a digest
    /// from before decides; without one it counts as changed. Where the system has no such time,
    /// the file is hashed again. A folder is listed again: the same names, lengths and times of
    /// writing must stand there.
    ///
    /// What this cannot see is a disk that gives other bytes at every reading, or a writer who
    /// maps the file into memory and whose system tells of it late. The members of a zip have
    /// check sums of their own against that.
    ///
    /// # Errors
    /// [`IntakeError::Changed`], [`IntakeError::Unreadable`].
    pub fn unchanged(&self) -> Result<(), IntakeError> {
        if let Some(folder) = &self.folder {
            return if folder.is_as_it_was(!self.is_mail()) {
                Ok(())
            } else {
                Err(self.changed())
            };
        }
        let (mut touched, mut unsure) = (Vec::new(), false);
        for watch in self.parts.iter().filter_map(|p| p.watch.as_ref()) {
            match watch.look().map_err(|e| self.unreadable(e))? {
                Seen::Same => {}
                Seen::Unknown => unsure = true,
                Seen::Touched(stamp) if self.digest.get().is_some() => {
                    touched.push((watch, stamp));
                }
                Seen::Touched(_) | Seen::Changed => return Err(self.changed()),
            }
        }
        if unsure || !touched.is_empty() {
            self.saw(self.sha256_anew()?)?;
        }
        for (watch, stamp) in touched {
            watch.set(stamp);
        }
        Ok(())
    }

    fn changed(&self) -> IntakeError {
        IntakeError::Changed {
            name: self.name().to_owned(),
        }
    }
}
