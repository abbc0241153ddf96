//! Originals as age files for the vault's recipient: `originals/ab/ab….age`.
//!
//! A file can hold many small ones, one after the other: what age makes of it can be read from any place,
//! in pieces of 64 KiB.
//!
//! Written beside its place, flushed, renamed, its folder flushed: a name is either not there or holds
//! all of it. A cut-off writing leaves `….part`, which nothing refers to.

use std::fs::{self, File};
use std::io::{self, BufReader, Cursor, Read, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use age::stream::StreamReader;

use super::{OriginalId, Originals};
use crate::rim::{Plain, Rim, Step, make_folder, own_file, sync_folder};
use crate::{VaultError, VaultKeys};

/// The folder, beside `originals`, for what no entry names.
const ASIDE: &str = "set-aside";

/// Originals in a folder.
pub struct FileOriginals {
    folder: PathBuf,
    identity: age::x25519::Identity,
    rim: Arc<dyn Rim>,
    /// The file of many that was read last: the next original is mostly the next in it.
    last: Mutex<Option<Opened>>,
}

/// A file that is being decrypted.
struct Opened {
    id: OriginalId,
    /// Length and time of change when it was opened: a file that differs is opened anew.
    stamp: (u64, Option<SystemTime>),
    bytes: StreamReader<BufReader<File>>,
}

impl FileOriginals {
    /// Originals in a folder that is there, under the keys of a vault.
    #[must_use]
    pub fn new(folder: &Path, keys: &VaultKeys) -> Self {
        Self::on(folder.to_owned(), keys.identity.clone(), Arc::new(Plain))
    }

    pub(crate) fn on(folder: PathBuf, identity: age::x25519::Identity, rim: Arc<dyn Rim>) -> Self {
        FileOriginals {
            folder,
            identity,
            rim,
            last: Mutex::new(None),
        }
    }

    fn folder_of(&self, id: &OriginalId) -> PathBuf {
        self.folder.join(id.as_str().get(..2).unwrap_or_default())
    }

    fn file_of(&self, id: &OriginalId) -> PathBuf {
        self.folder_of(id).join(format!("{}.age", id.as_str()))
    }

    fn write(&self, part: &Path, bytes: &mut dyn Read) -> Result<(), VaultError> {
        let fault = |e| VaultError::io("originals", e);
        let file = own_file()
            .write(true)
            .create_new(true)
            .open(part)
            .map_err(fault)?;
        let mut failed: Option<VaultError> = None;
        let written = self.rim.step(Step::OriginalWrite, &mut || {
            encrypt(&self.identity, &file, bytes).map_err(|e| match e {
                Fault::Input(e) => {
                    failed = Some(VaultError::Input(e));
                    io::Error::other("input")
                }
                Fault::Output(e) => e,
            })
        });
        match (written, failed) {
            (Ok(()), _) => {}
            (Err(_), Some(input)) => return Err(input),
            (Err(e), None) => return Err(fault(e)),
        }
        self.rim
            .step(Step::OriginalSync, &mut || file.sync_all())
            .map_err(fault)
    }

    fn decrypt(&self, id: &OriginalId) -> Result<StreamReader<BufReader<File>>, VaultError> {
        let file = File::open(self.file_of(id)).map_err(|e| lost(id, e))?;
        age::Decryptor::new_buffered(BufReader::with_capacity(128 * 1024, file))
            .and_then(|age| age.decrypt(std::iter::once(&self.identity as &dyn age::Identity)))
            .map_err(|_| changed(id))
    }

    /// The file of many, as it was left or opened anew. Whoever reads beside opens one more.
    fn opened(&self, id: &OriginalId) -> Result<Opened, VaultError> {
        let there = fs::metadata(self.file_of(id)).map_err(|e| lost(id, e))?;
        let stamp = (there.len(), there.modified().ok());
        let last = self
            .last
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take_if(|last| last.id == *id && last.stamp == stamp);
        match last {
            Some(last) => Ok(last),
            None => Ok(Opened {
                id: id.clone(),
                stamp,
                bytes: self.decrypt(id)?,
            }),
        }
    }

    /// Every file below, with whether it is whole.
    fn files(
        &self,
        each: &mut dyn FnMut(PathBuf) -> Result<(), VaultError>,
    ) -> Result<(), VaultError> {
        let fault = |e| VaultError::io("originals", e);
        let folders = match fs::read_dir(&self.folder) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(()),
            other => other.map_err(fault)?,
        };
        for folder in folders {
            let folder = folder.map_err(fault)?.path();
            if folder.is_dir() {
                for file in fs::read_dir(folder).map_err(fault)? {
                    each(file.map_err(fault)?.path())?;
                }
            }
        }
        Ok(())
    }

    fn put_aside(&self, file: &Path) -> Result<(), VaultError> {
        let fault = |e| VaultError::io(ASIDE, e);
        let aside = self.folder.with_file_name(ASIDE);
        make_folder(&aside).map_err(fault)?;
        let name = file.file_name().unwrap_or_default();
        fs::rename(file, aside.join(name)).map_err(fault)
    }
}

fn changed(id: &OriginalId) -> VaultError {
    VaultError::OriginalChanged {
        item: id.as_str().to_owned(),
    }
}

fn lost(id: &OriginalId, error: io::Error) -> VaultError {
    if error.kind() == io::ErrorKind::NotFound {
        return VaultError::OriginalMissing {
            item: id.as_str().to_owned(),
        };
    }
    VaultError::io("originals", error)
}

enum Fault {
    Input(io::Error),
    Output(io::Error),
}

fn encrypt(
    identity: &age::x25519::Identity,
    file: &File,
    bytes: &mut dyn Read,
) -> Result<(), Fault> {
    let recipient = identity.to_public();
    let encryptor =
        age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
            .map_err(|_| Fault::Output(io::Error::other("the original could not be encrypted")))?;
    let mut writer = encryptor.wrap_output(file).map_err(Fault::Output)?;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = match bytes.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => return Err(Fault::Input(e)),
        };
        writer
            .write_all(buffer.get(..read).unwrap_or_default())
            .map_err(Fault::Output)?;
    }
    writer.finish().map(drop).map_err(Fault::Output)
}

impl Originals for FileOriginals {
    fn put(&self, id: &OriginalId, bytes: &mut dyn Read) -> Result<(), VaultError> {
        let fault = |e| VaultError::io("originals", e);
        let folder = self.folder_of(id);
        let new = !folder.exists();
        make_folder(&folder).map_err(fault)?;
        if new {
            sync_folder(&self.folder).map_err(fault)?;
        }
        let file = self.file_of(id);
        let part = file.with_extension("part");
        let kept = self
            .write(&part, bytes)
            .and_then(|()| {
                self.rim
                    .step(Step::OriginalRename, &mut || fs::rename(&part, &file))
                    .map_err(fault)
            })
            // Without this a power cut could take the name away from under a committed entry.
            .and_then(|()| {
                self.rim
                    .step(Step::OriginalFolder, &mut || sync_folder(&folder))
                    .map_err(fault)
            });
        if kept.is_err() {
            // Nothing refers to either; what cannot be removed now is put aside by a rebuild.
            let _ = fs::remove_file(&part);
            let _ = fs::remove_file(&file);
        }
        kept
    }

    fn open(&self, id: &OriginalId) -> Result<Box<dyn Read + Send>, VaultError> {
        Ok(Box::new(self.decrypt(id)?))
    }

    fn open_within(
        &self,
        id: &OriginalId,
        start: u64,
        bytes: u64,
    ) -> Result<Box<dyn Read + Send>, VaultError> {
        if bytes == 0 {
            return Ok(Box::new(io::empty()));
        }
        let mut opened = self.opened(id)?;
        let mut within = Vec::new();
        opened
            .bytes
            .seek(SeekFrom::Start(start))
            .and_then(|_| (&mut opened.bytes).take(bytes).read_to_end(&mut within))
            .ok()
            .filter(|read| *read as u64 == bytes)
            .ok_or_else(|| changed(id))?;
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(opened);
        Ok(Box::new(Cursor::new(within)))
    }

    fn destroy(&self, id: &OriginalId) -> Result<(), VaultError> {
        match fs::remove_file(self.file_of(id)) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(VaultError::io("originals", e)),
            Err(_) => Ok(()),
            Ok(()) => sync_folder(&self.folder_of(id)).map_err(|e| VaultError::io("originals", e)),
        }
    }

    fn each(
        &self,
        each: &mut dyn FnMut(OriginalId) -> Result<(), VaultError>,
    ) -> Result<(), VaultError> {
        self.files(&mut |path| {
            let whole = path.extension().is_some_and(|e| e == "age");
            let id = path
                .file_stem()
                .and_then(|s| s.to_str())
                .and_then(OriginalId::parse);
            match id {
                Some(id) if whole && self.file_of(&id) == path => each(id),
                _ => Ok(()),
            }
        })
    }

    fn set_aside(&self, id: &OriginalId) -> Result<(), VaultError> {
        self.put_aside(&self.file_of(id))
    }

    fn set_aside_remains(&self) -> Result<u64, VaultError> {
        let mut count = 0;
        self.files(&mut |path| {
            if path.extension().is_some_and(|e| e == "part") {
                self.put_aside(&path)?;
                count += 1;
            }
            Ok(())
        })?;
        Ok(count)
    }
}
