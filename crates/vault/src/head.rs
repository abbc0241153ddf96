//! The outside head: what this machine last knew of the vault, kept in the account's state folder.
//!
//! The vault's id, the number of the last commit, and an HMAC over all heads of all logs; no log ids,
//! no sizes. Two slots are written in turn, each whole or not at all, so that a power cut leaves the
//! one before. Behind the database: a resume. Ahead: an older copy was put back. Different at the
//! same number: a second copy is in use.
//!
//! It protects its owner against an old copy and proves nothing to others: who can write here can
//! write whatever they like.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use crate::place::Place;
use crate::rim::{Rim, Step, make_folder, own_file, sync_folder};

/// Bytes of a slot: a sector, so that one is never half of another.
const SLOT: usize = 512;

/// A commit by its number, with the HMAC over all heads after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) number: u64,
    pub(crate) value: [u8; 32],
}

/// How the vault stands to the head kept outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadState {
    /// The same, or the vault is ahead of it: a save was cut off between vault and head.
    Agrees,
    /// None is kept for this vault on this machine: nothing can be said.
    Absent,
    /// It is behind and cannot be written.
    NotWritable,
    /// It is ahead: this is an older copy than the last one used here.
    OlderCopy {
        /// The commit number kept outside.
        known: u64,
        /// The commit number of this vault.
        here: u64,
    },
    /// Both went on from a common past, on different ways.
    SecondCopy,
}

/// The file of one vault's outside head.
pub(crate) struct OutsideHead {
    folder: PathBuf,
    file: PathBuf,
    id: String,
    open: Option<File>,
}

impl OutsideHead {
    pub(crate) fn at(place: &Place<'_>, id: &str) -> Option<Self> {
        let folder = place.state?.join("heads");
        let file = folder.join(format!("{id}.head"));
        Some(OutsideHead {
            folder,
            file,
            id: id.to_owned(),
            open: None,
        })
    }

    /// The newest whole slot; `None`: no file, or none that can be read.
    pub(crate) fn read(&self) -> Option<Head> {
        let mut bytes = Vec::new();
        File::open(&self.file)
            .ok()?
            .take(2 * SLOT as u64)
            .read_to_end(&mut bytes)
            .ok()?;
        bytes
            .chunks(SLOT)
            .filter_map(|slot| read_slot(slot, &self.id))
            .max_by_key(|h| h.number)
    }

    /// Writes the head into the slot whose turn it is. After `Ok` no power cut undoes it.
    pub(crate) fn write(&mut self, head: &Head, rim: &dyn Rim) -> io::Result<()> {
        let file = match &mut self.open {
            Some(file) => file,
            none => {
                fs::create_dir_all(&self.folder)?;
                make_folder(&self.folder)?;
                let new = !self.file.exists();
                let mut file = own_file()
                    .read(true)
                    .write(true)
                    .create(true)
                    .truncate(false)
                    .open(&self.file)?;
                if new || file.metadata()?.len() != 2 * SLOT as u64 {
                    // At its full length from the start, so that later only data is flushed.
                    file.set_len(2 * SLOT as u64)?;
                    file.seek(SeekFrom::Start(0))?;
                    file.sync_all()?;
                    sync_folder(&self.folder)?;
                }
                none.insert(file)
            }
        };
        let slot = slot(head, &self.id);
        let at = (head.number % 2) * SLOT as u64;
        rim.step(Step::HeadWrite, &mut || {
            file.seek(SeekFrom::Start(at))?;
            file.write_all(&slot)
        })?;
        rim.step(Step::HeadSync, &mut || file.sync_data())
    }

    /// Forgets what is kept, in both slots, and keeps `head`: the person said so.
    pub(crate) fn replace(&mut self, head: &Head, rim: &dyn Rim) -> io::Result<()> {
        // The other slot may hold a higher number; a new file has neither.
        self.open = None;
        match fs::remove_file(&self.file) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        self.write(head, rim)
    }
}

fn line(head: &Head, id: &str) -> String {
    format!(
        "standfast-head 1 {id} {} {}",
        head.number,
        hex::encode(head.value)
    )
}

fn check(line: &str) -> String {
    hex::encode(Sha256::digest(line.as_bytes()).get(..8).unwrap_or_default())
}

fn slot(head: &Head, id: &str) -> Vec<u8> {
    let line = line(head, id);
    let mut bytes = format!("{line} {}\n", check(&line)).into_bytes();
    bytes.resize(SLOT, b'\n');
    bytes
}

fn read_slot(slot: &[u8], id: &str) -> Option<Head> {
    let text = std::str::from_utf8(slot).ok()?;
    let (line, sum) = text.lines().next()?.rsplit_once(' ')?;
    let rest = line
        .strip_prefix("standfast-head 1 ")?
        .strip_prefix(id)?
        .strip_prefix(' ')?;
    let (number, value) = rest.split_once(' ')?;
    let mut bytes = [0; 32];
    hex::decode_to_slice(value, &mut bytes).ok()?;
    (sum == check(line)).then_some(Head {
        number: number.parse().ok()?,
        value: bytes,
    })
}

/// The HMAC over all heads: of every log, in order of its id, size and root.
pub(crate) fn seal_heads<'a>(
    key: &[u8; 32],
    id: &str,
    number: u64,
    heads: impl Iterator<Item = (&'a [u8; 16], u64, [u8; 32])>,
) -> [u8; 32] {
    // An HMAC takes a key of any length: this cannot fail.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return [0; 32];
    };
    mac.update(format!("standfast-head 1\n{id}\n{number}\n").as_bytes());
    for (log, size, root) in heads {
        mac.update(log);
        mac.update(&size.to_be_bytes());
        mac.update(&root);
    }
    mac.finalize().into_bytes().into()
}

/// Compares what is kept outside with the vault's last commit and the value it had at `outside`.
pub(crate) fn compare(outside: &Head, here: &Head, then: Option<[u8; 32]>) -> HeadState {
    if outside.number > here.number {
        return HeadState::OlderCopy {
            known: outside.number,
            here: here.number,
        };
    }
    match then {
        Some(value) if value == outside.value => HeadState::Agrees,
        _ => HeadState::SecondCopy,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::rim::Plain;

    fn head(number: u64) -> Head {
        Head {
            number,
            value: [number as u8; 32],
        }
    }

    #[test]
    fn a_torn_slot_leaves_the_one_before() {
        let state = tempfile::tempdir().unwrap();
        let place = Place {
            folder: state.path(),
            state: Some(state.path()),
        };
        let mut outside = OutsideHead::at(&place, "00ff").unwrap();
        assert_eq!(outside.read(), None);
        for number in 1..6 {
            outside.write(&head(number), &Plain).unwrap();
            assert_eq!(outside.read(), Some(head(number)));
        }
        let mut bytes = fs::read(&outside.file).unwrap();
        bytes[SLOT + 60] ^= 1; // number 5 is in the second slot
        fs::write(&outside.file, &bytes).unwrap();
        assert_eq!(outside.read(), Some(head(4)));
        assert_eq!(OutsideHead::at(&place, "00fe").unwrap().read(), None);
        outside.replace(&head(2), &Plain).unwrap();
        assert_eq!(outside.read(), Some(head(2)));
    }
}
