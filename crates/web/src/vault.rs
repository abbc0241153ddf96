//! The doors of a real vault: a passphrase opens it, and one opened vault serves every browser of
//! its owner.
//!
//! The vault's writer lock is held for as long as anybody is signed in. A second browser, or one
//! that lost its cookie, is let in by the same passphrase and shares what is open; when the last
//! session locks, the vault closes and its keys are gone from this process.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use standfast_desk::papers::Override;
use standfast_desk::vault::{Mode, OsEntropy, Place, SecretString, Unlock, VaultError};
use standfast_desk::{Clock, Desk, DeskError};

use crate::server::{CannotOpen, Doors, Site};

/// A clock for each desk that is opened.
pub type Clocks = Box<dyn Fn() -> Box<dyn Clock> + Send + Sync>;

/// The site of a real vault.
pub type Daybook = Site<VaultDoors>;

/// One vault in a folder.
pub struct VaultDoors {
    folder: PathBuf,
    state: Option<PathBuf>,
    clocks: Clocks,
    demonstration: bool,
    invented_only: bool,
    templates: Vec<Override>,
    open: Mutex<Weak<OpenDesk>>,
}

/// An opened vault, worked on by one request at a time.
pub struct OpenDesk(Mutex<Desk>);

impl OpenDesk {
    /// The desk, once nobody else works at it.
    ///
    /// # Errors
    /// [`Broken`].
    pub fn desk(&self) -> Result<MutexGuard<'_, Desk>, Broken> {
        self.0.lock().map_err(|_| Broken)
    }
}

/// An act panicked while it worked at the desk. What was saved is safe; what the desk remembers
/// may be half, so nobody works at it again: it is opened anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken;

impl VaultDoors {
    /// The vault in `folder`, with the outside head in `state`. `demonstration` is what pages say
    /// before anything is opened.
    #[must_use]
    pub fn new(
        folder: PathBuf,
        state: Option<PathBuf>,
        clocks: Clocks,
        demonstration: bool,
    ) -> Self {
        Self {
            folder,
            state,
            clocks,
            demonstration,
            invented_only: false,
            templates: Vec::new(),
            open: Mutex::new(Weak::new()),
        }
    }

    /// Opens demonstration vaults only: the clock was set, and a real entry must never carry a time
    /// that no clock showed.
    #[must_use]
    pub fn invented_only(self) -> Self {
        Self {
            invented_only: true,
            ..self
        }
    }

    /// Letters in a practice's own words.
    #[must_use]
    pub fn with_templates(self, templates: Vec<Override>) -> Self {
        Self { templates, ..self }
    }

    fn unlock(&self, passphrase: &str, mode: Mode) -> Result<Desk, CannotOpen> {
        let place = Place {
            folder: &self.folder,
            state: self.state.as_deref(),
        };
        let key = Unlock::Passphrase(SecretString::from(passphrase.to_owned()));
        let mut desk = Desk::open(&place, &key, mode, (self.clocks)(), Box::new(OsEntropy))
            .map_err(|error| cannot(&error))?;
        if !self.templates.is_empty() {
            desk.use_templates(&self.templates)
                .map_err(|error| CannotOpen::Other(error.to_string()))?;
        }
        if self.invented_only && !desk.demonstration() {
            let words = "The clock can be set in demonstration vaults only. Nothing was changed. Serve it without --now.";
            return Err(CannotOpen::Other(words.to_owned()));
        }
        Ok(desk)
    }
}

impl Doors for VaultDoors {
    type Opened = OpenDesk;

    fn demonstration(&self) -> bool {
        self.demonstration
    }

    fn open(&self, passphrase: &str) -> Result<Arc<OpenDesk>, CannotOpen> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shared) = open.upgrade().filter(|shared| !shared.0.is_poisoned()) {
            // The passphrase is proved as at first; what it opens here is let go at once.
            drop(self.unlock(passphrase, Mode::Read)?);
            return Ok(shared);
        }
        let opened = Arc::new(OpenDesk(Mutex::new(self.unlock(passphrase, Mode::Write)?)));
        *open = Arc::downgrade(&opened);
        Ok(opened)
    }
}

/// Why it stays shut, in words for the cover: they name nothing of the vault's content.
fn cannot(error: &DeskError) -> CannotOpen {
    let words = match error {
        DeskError::Vault(VaultError::WrongPassphrase) => return CannotOpen::WrongPassphrase,
        DeskError::Vault(VaultError::Busy { .. }) => {
            "Another program is writing to this vault. Nothing was changed. Close it, then try again."
        }
        DeskError::Vault(VaultError::Newer(_)) => {
            "A newer version wrote this vault. Nothing was changed. Open it with that version."
        }
        DeskError::Vault(VaultError::Damaged { .. }) => {
            "Part of this vault is damaged. Nothing was changed. Copy the whole folder before anything else, \
             then check it on the command line."
        }
        DeskError::Vault(VaultError::NotAVault) => {
            "The vault is not where it was. Nothing was changed."
        }
        DeskError::Vault(VaultError::Full) => {
            "The disk is full. Nothing was changed. Make room, then try again."
        }
        _ => "The vault could not be opened. Nothing was changed. Check the disk, then try again.",
    };
    CannotOpen::Other(words.to_owned())
}
