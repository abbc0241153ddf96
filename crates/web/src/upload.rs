//! A file on its way from a browser into the vault.
//!
//! A short one is held in memory. A long one goes through a file that only this account can read
//! and that loses its name before anybody works with it, so that it is gone when it is let go of,
//! whatever happens to the program. The vault takes it in byte for byte, encrypted.

use std::fs::File;
use std::io::{self, Cursor, Seek, Write};
use std::sync::Arc;

use axum::extract::multipart::Field;
use standfast_desk::acts::attach::Rewind;
use standfast_desk::acts::import::Given;
use tempfile::TempDir;

/// A file up to this many bytes never touches the disk.
const IN_MEMORY: usize = 16 * 1024 * 1024;

/// A file that was received whole.
pub struct Upload {
    /// Its name, as the browser gave it.
    pub name: String,
    held: Held,
}

#[derive(Clone)]
enum Held {
    Memory(Arc<[u8]>),
    File(Arc<File>),
}

/// Why a file did not arrive.
#[derive(Debug, thiserror::Error)]
pub enum Lost {
    /// It, or it with those before it, is longer than is taken here.
    #[error(
        "“{0}” is more than can be sent through a browser here. Bring it in on the command line."
    )]
    TooLong(String),
    /// No room, or another failure of this machine.
    #[error(
        "“{0}” could not be received: there is no room for it on this computer. Make room, then choose it again."
    )]
    NoRoom(String),
    /// The browser stopped in the middle.
    #[error("“{0}” arrived only in part. Choose it again.")]
    CutOff(String),
}

/// A file while it arrives.
enum Arriving {
    Memory(Vec<u8>),
    File {
        folder: TempDir,
        file: File,
        length: u64,
    },
}

/// What arrived under a field; none where no file was chosen.
///
/// # Errors
/// [`Lost`]. Except after [`Lost::CutOff`] the fields behind it can still be read.
pub async fn receive(mut field: Field<'_>, limit: u64) -> Result<Option<Arrived>, Lost> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let mut arriving = Ok(Arriving::Memory(Vec::new()));
    let mut length = 0u64;
    loop {
        let part = match field.chunk().await {
            Ok(Some(part)) => part,
            Ok(None) => break,
            Err(_) => return Err(Lost::CutOff(name)),
        };
        length = length.saturating_add(part.len() as u64);
        // What is over a limit is read on and let go, so that the words behind it are not lost.
        arriving = match arriving {
            Ok(_) if length > limit => Err(Lost::TooLong(name.clone())),
            Ok(so_far) => so_far.add(&part).map_err(|_| Lost::NoRoom(name.clone())),
            lost => lost,
        };
    }
    let arriving = arriving?;
    Ok((!name.is_empty()).then_some(Arrived { name, arriving }))
}

impl Arriving {
    fn add(self, part: &[u8]) -> io::Result<Self> {
        match self {
            Arriving::Memory(mut bytes) if bytes.len() + part.len() <= IN_MEMORY => {
                bytes.extend_from_slice(part);
                Ok(Arriving::Memory(bytes))
            }
            Arriving::Memory(bytes) => {
                // The folder is closed to others (0700) before the file is there.
                let folder = tempfile::Builder::new().prefix("daybook-").tempdir()?;
                let mut file = File::options()
                    .read(true)
                    .write(true)
                    .create_new(true)
                    .open(folder.path().join("arriving"))?;
                file.write_all(&bytes)?;
                file.write_all(part)?;
                let length = bytes.len().saturating_add(part.len()) as u64;
                Ok(Arriving::File {
                    folder,
                    file,
                    length,
                })
            }
            Arriving::File {
                folder,
                mut file,
                length,
            } => {
                file.write_all(part)?;
                Ok(Arriving::File {
                    folder,
                    file,
                    length: length.saturating_add(part.len() as u64),
                })
            }
        }
    }
}

/// A file that arrived and is to become one thing or another.
pub struct Arrived {
    name: String,
    arriving: Arriving,
}

impl Arrived {
    /// For an original.
    #[must_use]
    pub fn into_upload(self) -> Upload {
        let held = match self.arriving {
            Arriving::Memory(bytes) => Held::Memory(bytes.into()),
            // The folder goes with its name; the open file stays readable.
            Arriving::File { file, .. } => Held::File(Arc::new(file)),
        };
        Upload {
            name: self.name,
            held,
        }
    }

    /// How long it is, in bytes.
    #[must_use]
    pub fn length(&self) -> u64 {
        match &self.arriving {
            Arriving::Memory(bytes) => bytes.len() as u64,
            Arriving::File { length, .. } => *length,
        }
    }

    /// For an import, with its name as the browser gave it.
    #[must_use]
    pub fn into_given(self) -> (String, Given) {
        let given = match self.arriving {
            Arriving::Memory(bytes) => Given::Bytes(bytes),
            // A source reads from the open handle, so the name can go.
            Arriving::File { file, .. } => Given::File(file),
        };
        (self.name, given)
    }
}

impl Upload {
    /// Its bytes from the start, as often as wanted, one reader at a time.
    ///
    /// # Errors
    /// The disk.
    pub fn reader(&self) -> io::Result<Box<dyn Rewind>> {
        Ok(match &self.held {
            Held::Memory(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
            Held::File(file) => {
                let mut file = file.try_clone()?;
                file.rewind()?;
                Box::new(file)
            }
        })
    }
}
