//! A vault that is open: records, originals, the signing key and the outside head together.

mod commit;
mod create;
mod facts;
mod open;
mod read;
mod rebuild;
mod sealing;
mod stage;
mod together;
mod verify;

#[cfg(test)]
mod faults;

use std::collections::BTreeMap;
use std::sync::Arc;

use standfast_ledger::{LogId, Origin, Realm, SigningKey};
use zeroize::Zeroizing;

use crate::head::{Head, OutsideHead};
use crate::lock::WriterLock;
use crate::originals::Originals;
use crate::place::Layout;
use crate::records::{LogRow, Reading, Records};
use crate::rim::Rim;
use crate::{Entropy, HeadState, VaultError};

pub use create::{Create, Created};
pub use facts::{Mode, VaultFacts, Warning};
pub use rebuild::Rebuilt;
pub use stage::{Staged, Stager, Staging};
pub use verify::{CaseVerdict, VaultVerdict};

/// An open vault. Closing folds the journal in; so does dropping, without a word when it fails.
pub struct Vault {
    facts: VaultFacts,
    mode: Mode,
    layout: Option<Layout>,
    key: SigningKey,
    head_key: Zeroizing<[u8; 32]>,
    // Before the lock: the journal is folded in while no other writer can come.
    records: Box<dyn Records>,
    originals: Arc<dyn Originals>,
    outside: Option<OutsideHead>,
    head: HeadState,
    heads: Heads,
    warnings: Vec<Warning>,
    /// A journal lay there at opening: the last writer was cut off.
    journal: bool,
    closed: bool,
    entropy: Box<dyn Entropy>,
    rim: Arc<dyn Rim>,
    lock: Option<WriterLock>,
}

/// The heads of all logs after a commit, so that the next need not read them all again.
#[derive(Clone, Default)]
struct Heads {
    /// The number of that commit; `None`: not read yet.
    number: Option<u64>,
    /// Size and root of each log, by id.
    logs: BTreeMap<[u8; 16], (u64, [u8; 32])>,
}

impl Heads {
    fn read(reading: &dyn Reading) -> Result<Self, VaultError> {
        let (number, _) = reading.last_commit()?;
        let mut heads = Heads {
            number: Some(number),
            logs: BTreeMap::new(),
        };
        for case in reading.cases()? {
            heads.set(&case.record);
            heads.set(&case.private);
        }
        Ok(heads)
    }

    fn set(&mut self, log: &LogRow) {
        let at = (log.frontier.size(), *log.frontier.root().as_bytes());
        self.logs.insert(*log.id.as_bytes(), at);
    }

    fn seal(&self, key: &[u8; 32], id: &str, number: u64) -> [u8; 32] {
        let heads = self
            .logs
            .iter()
            .map(|(log, (size, root))| (log, *size, *root));
        crate::head::seal_heads(key, id, number, heads)
    }
}

impl Vault {
    /// What the vault says of itself.
    #[must_use]
    pub fn facts(&self) -> &VaultFacts {
        &self.facts
    }

    /// What there was to say when it was opened.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// How it stands to the head kept outside.
    #[must_use]
    pub fn head(&self) -> HeadState {
        self.head
    }

    /// Goes on from this copy: the person says that it is the one to use. The head kept outside is
    /// replaced by this vault's.
    ///
    /// # Errors
    /// [`VaultError::ReadMode`], the disk.
    pub fn accept_head(&mut self) -> Result<(), VaultError> {
        if self.mode == Mode::Read {
            return Err(VaultError::ReadMode);
        }
        let (number, value) = self.records.last_commit()?;
        if let Some(outside) = &mut self.outside {
            outside
                .replace(&Head { number, value }, &*self.rim)
                .map_err(|e| VaultError::io("the head outside the vault", e))?;
            self.head = HeadState::Agrees;
        }
        self.warnings.retain(|warning| !warning.is_about_head());
        Ok(())
    }

    /// Closes it: the journal is folded in and removed, the lock let go.
    ///
    /// # Errors
    /// [`VaultError::NotFolded`]: everything saved is safe in the journal, which stays. Damage.
    pub fn close(mut self) -> Result<(), VaultError> {
        self.closed = true;
        let folded = self.records.finish(self.leaves_journal());
        folded.map_err(VaultError::on_closing)
    }

    /// After an older or second copy was noticed the journal is evidence of what happened.
    fn leaves_journal(&self) -> bool {
        matches!(
            self.head,
            HeadState::OlderCopy { .. } | HeadState::SecondCopy
        )
    }

    fn may_write(&self) -> Result<(), VaultError> {
        if self.mode == Mode::Read {
            return Err(VaultError::ReadMode);
        }
        match self.head {
            HeadState::OlderCopy { known, here } => Err(VaultError::OlderCopy { known, here }),
            HeadState::SecondCopy => Err(VaultError::SecondCopy),
            _ => Ok(()),
        }
    }

    fn origin(&self, log: &LogRow) -> Origin {
        origin(self.facts.demonstration, log.id)
    }
}

/// The name under which a log is signed.
fn origin(demonstration: bool, log: LogId) -> Origin {
    Origin {
        realm: if demonstration {
            Realm::Demo
        } else {
            Realm::Log
        },
        log,
    }
}

impl Drop for Vault {
    fn drop(&mut self) {
        if !self.closed {
            // Nothing acknowledged hangs on it: what stays in the journal is folded in at next opening.
            let _ = self.records.finish(self.leaves_journal());
        }
        self.lock = None;
    }
}
