//! Making a vault: keys, description, database, and the recovery key that is shown once.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use age::secrecy::SecretString;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::{Mode, Vault};
use crate::keys::{self, VaultKeys};
use crate::lock::WriterLock;
use crate::originals::files::FileOriginals;
use crate::place::{Description, Layout};
use crate::records::sqlite::SqliteRecords;
use crate::records::{Founding, Reading as _};
use crate::rim::{Plain, Rim, make_folder, sync_folder, write_new};
use crate::{Entropy, Place, VaultError};

/// How a vault is made.
pub struct Create {
    /// As typed.
    pub passphrase: SecretString,
    /// Everything in it will be invented, and every verdict will say so.
    pub demonstration: bool,
    /// Now, by our clock.
    pub created: Timestamp,
}

/// A vault that was made.
pub struct Created {
    /// Open for writing.
    pub vault: Vault,
    /// The text of the identity that opens it if the passphrase is lost: `AGE-SECRET-KEY-1…`. It is
    /// kept nowhere.
    pub recovery_key: SecretString,
    /// Of the signing key: 64 lower-case hex digits.
    pub fingerprint: String,
}

impl Vault {
    /// Makes a vault in a folder that is not there yet, or empty. Takes about half a second: the
    /// passphrase's key file is slow to guess by design.
    ///
    /// # Errors
    /// [`VaultError::NotEmpty`], the disk; what was begun is taken away again.
    pub fn create(
        place: &Place<'_>,
        how: Create,
        entropy: Box<dyn Entropy>,
    ) -> Result<Created, VaultError> {
        Self::create_on(place, how, entropy, Arc::new(Plain))
    }

    pub(super) fn create_on(
        place: &Place<'_>,
        how: Create,
        mut entropy: Box<dyn Entropy>,
        rim: Arc<dyn Rim>,
    ) -> Result<Created, VaultError> {
        let fault = |e| VaultError::io("the vault's folder", e);
        let made = match fs::read_dir(place.folder) {
            Ok(mut listing) => {
                if listing.next().is_some() {
                    return Err(VaultError::NotEmpty);
                }
                false
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                if let Some(parent) = place.folder.parent() {
                    fs::create_dir_all(parent).map_err(fault)?;
                }
                make_folder(place.folder).map_err(fault)?;
                true
            }
            Err(e) if e.kind() == io::ErrorKind::NotADirectory => return Err(VaultError::NotEmpty),
            Err(e) => return Err(fault(e)),
        };
        let result = found(place, &how, entropy.as_mut(), Arc::clone(&rim)).and_then(
            |(records, keys, recovery_key, lock)| {
                let founding = records.founding()?;
                let layout = Layout::new(place.folder);
                let originals =
                    FileOriginals::on(layout.originals(), keys.identity, Arc::clone(&rim));
                let mut vault = Vault::assemble(
                    Some(layout),
                    Box::new(records),
                    Arc::new(originals),
                    founding,
                    Mode::Write,
                    entropy,
                    rim,
                );
                vault.lock = Some(lock);
                vault.first_head(place)?;
                let fingerprint = vault.facts.fingerprint.clone();
                Ok(Created {
                    vault,
                    recovery_key,
                    fingerprint,
                })
            },
        );
        if result.is_err() {
            take_away(place.folder, made);
        }
        result
    }
}

type Founded = (SqliteRecords, VaultKeys, SecretString, WriterLock);

/// Writes every file of a new vault, `vault.toml` last, and flushes the folders.
fn found(
    place: &Place<'_>,
    how: &Create,
    entropy: &mut dyn Entropy,
    rim: Arc<dyn Rim>,
) -> Result<Founded, VaultError> {
    let layout = Layout::new(place.folder);
    let lock = WriterLock::take(&layout)?;
    let keys = VaultKeys::draw(entropy);
    let recovery = age::x25519::Identity::generate();
    let created = Timestamp::from_millisecond(how.created.as_millisecond()).unwrap_or(how.created);
    let mut id = [0; 16];
    entropy.fill(&mut id);
    let id = hex::encode(id);
    let mut seed = Zeroizing::new([0; 32]);
    entropy.fill(seed.as_mut());
    let mut head_key = Zeroizing::new([0; 32]);
    entropy.fill(head_key.as_mut());

    let fault = |what: &'static str| move |e| VaultError::io(what, e);
    let description = Description::write(&id, created, how.demonstration);
    let under_passphrase =
        keys::under_passphrase(&keys, &how.passphrase).map_err(fault("keys/passphrase.age"))?;
    let for_recovery = keys::for_identity(&keys, &recovery).map_err(fault("keys/recovery.age"))?;
    let hash = |bytes: &[u8]| <[u8; 32]>::from(Sha256::digest(bytes));
    let files = vec![
        (
            format!("keys/{}", keys::PASSPHRASE),
            hash(&under_passphrase),
        ),
        (format!("keys/{}", keys::RECOVERY), hash(&for_recovery)),
        ("vault.toml".to_owned(), hash(description.as_bytes())),
    ];
    for folder in [layout.keys(), layout.originals()] {
        make_folder(&folder).map_err(fault("the vault's folder"))?;
    }
    write_new(&layout.keys().join(keys::PASSPHRASE), &under_passphrase)
        .map_err(fault("keys/passphrase.age"))?;
    write_new(&layout.keys().join(keys::RECOVERY), &for_recovery)
        .map_err(fault("keys/recovery.age"))?;
    let founding = Founding {
        id,
        created,
        demonstration: how.demonstration,
        seed,
        head_key,
        files,
    };
    let records = SqliteRecords::create_on(&layout.database(), &keys, &founding, rim)?;
    write_new(&layout.description(), description.as_bytes()).map_err(fault("vault.toml"))?;
    let parent = place.folder.parent().filter(|p| !p.as_os_str().is_empty());
    for folder in [
        layout.keys().as_path(),
        layout.originals().as_path(),
        place.folder,
    ]
    .into_iter()
    .chain(parent)
    {
        sync_folder(folder).map_err(fault("the vault's folder"))?;
    }
    Ok((records, keys, recovery.to_string(), lock))
}

/// Takes away what a creation that failed had begun; the folder itself where we made it. What cannot
/// be taken away stays: it holds nothing yet.
fn take_away(folder: &Path, made: bool) {
    let Ok(listing) = fs::read_dir(folder) else {
        return;
    };
    for item in listing.flatten() {
        let path = item.path();
        let _ = if path.is_dir() {
            fs::remove_dir_all(&path)
        } else {
            fs::remove_file(&path)
        };
    }
    if made {
        let _ = fs::remove_dir(folder);
    }
}
