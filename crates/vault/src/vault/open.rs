//! Opening a vault, and comparing it with the head kept outside.

use std::fs;
use std::sync::Arc;

use standfast_ledger::SigningKey;

use super::{Heads, Mode, Vault, VaultFacts, Warning};
use crate::head::{self, Head, OutsideHead};
use crate::keys::{self, Unlock, VaultKeys};
use crate::lock::WriterLock;
use crate::originals::Originals;
use crate::originals::files::FileOriginals;
use crate::place::{Description, FORMAT, Layout};
use crate::records::sqlite::{Access, SqliteRecords};
use crate::records::{Founding, Reading as _, Records};
use crate::rim::{Plain, Rim};
use crate::{Entropy, HeadState, Place, VaultError};

impl Vault {
    /// Opens a vault. With an identity a few milliseconds, with a passphrase about half a second and
    /// 128 MiB, however many entries there are.
    ///
    /// An older or second copy opens: it can be read, and writing is refused until
    /// [`Vault::accept_head`].
    ///
    /// # Errors
    /// No vault, a newer version, a wrong key, another writer, damage, the disk.
    pub fn open(
        place: &Place<'_>,
        key: &Unlock,
        mode: Mode,
        entropy: Box<dyn Entropy>,
    ) -> Result<Vault, VaultError> {
        Self::open_on(place, key, mode, entropy, Arc::new(Plain))
    }

    pub(super) fn open_on(
        place: &Place<'_>,
        key: &Unlock,
        mode: Mode,
        entropy: Box<dyn Entropy>,
        rim: Arc<dyn Rim>,
    ) -> Result<Vault, VaultError> {
        let layout = Layout::new(place.folder);
        if !layout.exists() {
            return Err(VaultError::NotAVault);
        }
        let said = Description::read(&layout)?.map(|d| d.format);
        if let Some(format) = said.filter(|format| *format > FORMAT) {
            return Err(newer_or_damaged(&layout, key, format));
        }
        let lock = match mode {
            Mode::Write => Some(WriterLock::take(&layout)?),
            Mode::Read => None,
        };
        let keys = keys::open(&layout.keys(), key)?;
        let journal = fs::metadata(layout.journal()).is_ok_and(|m| m.len() > 0);
        let access = match mode {
            Mode::Write => Access::Write,
            Mode::Read => Access::Read,
        };
        let records = SqliteRecords::open_on(&layout.database(), &keys, access, Arc::clone(&rim))?;
        let founding = records.founding()?;
        let originals = FileOriginals::on(layout.originals(), keys.identity, Arc::clone(&rim));
        let mut vault = Vault::assemble(
            Some(layout),
            Box::new(records),
            Arc::new(originals),
            founding,
            mode,
            entropy,
            rim,
        );
        vault.journal = journal;
        vault.lock = lock;
        vault.look_outside(place)?;
        if vault.lock.as_ref().is_some_and(WriterLock::was_cut_off) && !vault.leaves_journal() {
            let aside = vault.set_aside()?;
            if aside > 0 {
                vault.warnings.push(Warning::SetAside(aside));
            }
        }
        Ok(vault)
    }

    /// Puts the parts together; what stands outside is not looked at yet.
    pub(super) fn assemble(
        layout: Option<Layout>,
        records: Box<dyn Records>,
        originals: Arc<dyn Originals>,
        founding: Founding,
        mode: Mode,
        entropy: Box<dyn Entropy>,
        rim: Arc<dyn Rim>,
    ) -> Vault {
        let key = SigningKey::from_seed(&founding.seed);
        let facts = VaultFacts {
            id: founding.id,
            created: founding.created,
            demonstration: founding.demonstration,
            fingerprint: key.fingerprint().to_string(),
            format: FORMAT,
        };
        Vault {
            facts,
            mode,
            layout,
            key,
            head_key: founding.head_key,
            records,
            originals,
            outside: None,
            head: HeadState::Absent,
            heads: Heads::default(),
            warnings: Vec::new(),
            journal: false,
            closed: false,
            entropy,
            rim,
            lock: None,
        }
    }

    /// A vault over other records and originals than the folder's: for tests, and for what will keep
    /// them elsewhere. No head is kept outside, no lock taken.
    ///
    /// # Errors
    /// What the records say.
    pub fn over(
        records: Box<dyn Records>,
        originals: Arc<dyn Originals>,
        mode: Mode,
        entropy: Box<dyn Entropy>,
    ) -> Result<Vault, VaultError> {
        let founding = records.founding()?;
        let mut vault = Vault::assemble(
            None,
            records,
            originals,
            founding,
            mode,
            entropy,
            Arc::new(Plain),
        );
        vault.warnings.push(Warning::HeadNotKept);
        Ok(vault)
    }

    /// The head of a vault that was just made.
    pub(super) fn first_head(&mut self, place: &Place<'_>) -> Result<(), VaultError> {
        let (number, value) = self.records.last_commit()?;
        self.outside = OutsideHead::at(place, &self.facts.id);
        match &mut self.outside {
            None => self.warnings.push(Warning::HeadNotKept),
            Some(outside) => match outside.write(&Head { number, value }, &*self.rim) {
                Ok(()) => self.head = HeadState::Agrees,
                Err(_) => self.head_not_writable(),
            },
        }
        Ok(())
    }

    /// Compares with the head kept outside. Read before the database's last commit: a writer at work
    /// in another process is then never taken for an older copy.
    fn look_outside(&mut self, place: &Place<'_>) -> Result<(), VaultError> {
        self.outside = OutsideHead::at(place, &self.facts.id);
        let Some(outside) = &mut self.outside else {
            self.warnings.push(Warning::HeadNotKept);
            return Ok(());
        };
        let Some(known) = outside.read() else {
            self.warnings.push(Warning::HeadAbsent);
            return Ok(());
        };
        let (number, value) = self.records.last_commit()?;
        let here = Head { number, value };
        let then = self.records.commit_value(known.number)?;
        self.head = head::compare(&known, &here, then);
        match self.head {
            HeadState::OlderCopy { known, here } => {
                self.warnings.push(Warning::OlderCopy { known, here });
            }
            HeadState::SecondCopy => self.warnings.push(Warning::SecondCopy),
            HeadState::Agrees if known.number < number && self.mode == Mode::Write => {
                match outside.write(&here, &*self.rim) {
                    Ok(()) => self.warnings.push(Warning::Resumed),
                    Err(_) => self.head_not_writable(),
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn head_not_writable(&mut self) {
        self.head = HeadState::NotWritable;
        self.warnings.push(Warning::HeadNotWritable);
    }

    /// Puts aside originals that no entry names: a save was cut off before its commit.
    pub(super) fn set_aside(&self) -> Result<u64, VaultError> {
        let mut aside = self.originals.set_aside_remains()?;
        let mut unnamed = Vec::new();
        self.originals.each(&mut |id| {
            if !self.records.has_file(id.as_str())? {
                unnamed.push(id);
            }
            Ok(())
        })?;
        for id in unnamed {
            self.originals.set_aside(&id)?;
            aside += 1;
        }
        Ok(aside)
    }
}

/// `vault.toml` names a newer format: true, unless the database knows that it was changed.
fn newer_or_damaged(layout: &Layout, key: &Unlock, format: u64) -> VaultError {
    let changed = || -> Result<bool, VaultError> {
        let keys: VaultKeys = keys::open(&layout.keys(), key)?;
        let records =
            SqliteRecords::open_on(&layout.database(), &keys, Access::Read, Arc::new(Plain))?;
        let written = records.founding()?.files;
        let now = layout.small_files()?;
        let of = |files: &[(String, [u8; 32])]| {
            files
                .iter()
                .find(|(name, _)| name == "vault.toml")
                .map(|(_, hash)| *hash)
        };
        Ok(of(&written).is_some() && of(&written) != of(&now))
    };
    match changed() {
        Ok(true) => VaultError::damaged("vault.toml", "it is not as it was written"),
        _ => VaultError::Newer(format),
    }
}
