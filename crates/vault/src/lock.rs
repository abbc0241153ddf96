//! One writer at a time, by name: the file `lock` and the system's lock on it.
//!
//! A courtesy, so that a second writer is told whom to close. The guarantee is the comparison of sizes
//! inside the database's own write lock. The file stays, empty, when the writer goes: removing it
//! would let two processes each hold a lock on a file of that name.

use std::fs::{File, TryLockError};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::time::Duration;

use jiff::Timestamp;
use standfast_model::instant;

use crate::VaultError;
use crate::place::Layout;
use crate::rim::own_file;

/// How often, and after how long, a lock that is taken is tried again.
const LOOKS: u32 = 5;
const LOOK: Duration = Duration::from_millis(10);

/// Held as long as the vault is open for writing. The system lets go of it if the process dies.
#[derive(Debug)]
pub(crate) struct WriterLock {
    file: File,
    cut_off: bool,
}

impl WriterLock {
    pub(crate) fn take(layout: &Layout) -> Result<Self, VaultError> {
        let fault = |e| VaultError::io("the vault's folder", e);
        let mut file = own_file()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(layout.lock())
            .map_err(fault)?;
        let mut tries = 0;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                // Perhaps only somebody who looks whether it is taken, see `is_taken`.
                Err(TryLockError::WouldBlock) if tries < LOOKS => {
                    tries += 1;
                    std::thread::sleep(LOOK);
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(VaultError::Busy {
                        holder: holder(&mut file),
                    });
                }
                Err(TryLockError::Error(e)) => return Err(fault(e)),
            }
        }
        // Who goes in good order empties it.
        let cut_off = file.metadata().map_err(fault)?.len() > 0;
        let host = host();
        let on = if host.is_empty() {
            String::new()
        } else {
            format!(" on {host}")
        };
        file.set_len(0).map_err(fault)?;
        file.write_all(format!("process {}{on}", std::process::id()).as_bytes())
            .map_err(fault)?;
        Ok(WriterLock { file, cut_off })
    }

    /// Whether the writer before was cut off (killed, or the power went).
    pub(crate) fn was_cut_off(&self) -> bool {
        self.cut_off
    }
}

/// Whether somebody writes to the vault now, in this process or another.
pub(crate) fn is_taken(layout: &Layout) -> bool {
    // Not there, or not to be opened: nobody holds it.
    File::open(layout.lock())
        .is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // Empty: nobody writes. If it cannot be emptied the system's lock is still let go.
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}

/// Who holds it and since when, in words; empty where the system lets nobody read a locked file.
fn holder(file: &mut File) -> String {
    let mut name = String::new();
    let read = file
        .seek(SeekFrom::Start(0))
        .and_then(|_| file.take(200).read_to_string(&mut name));
    if read.is_err() || name.trim().is_empty() {
        return String::new();
    }
    let since = file
        .metadata()
        .and_then(|m| m.modified())
        .ok()
        .and_then(|t| Timestamp::try_from(t).ok())
        .and_then(|t| t.round(jiff::Unit::Second).ok())
        .map(|t| format!(", since {}", instant(t)))
        .unwrap_or_default();
    format!(" ({}{since})", name.trim())
}

/// The name of this machine, where the system tells it in a file.
fn host() -> String {
    ["/proc/sys/kernel/hostname", "/etc/hostname"]
        .iter()
        .find_map(|file| std::fs::read_to_string(file).ok())
        .map(|name| name.trim().to_owned())
        .unwrap_or_default()
}
