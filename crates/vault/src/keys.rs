//! Key files: age files that each hold the same one text, the keys of the vault.
//!
//! The text is an age identity file: the line `# standfast-keys 1`, the line `# database x'…'` (raw
//! key of 32 bytes and salt of 16, in hex, as SQLCipher takes them), then the identity that opens
//! originals. `age` decrypts a key file and takes the result as it is; any SQLCipher 4 takes the second
//! line. All of it is random, none derived.
//!
//! Never here: the database itself, what a passphrase should be (taken as typed, not normalised).

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use age::secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use crate::{Entropy, VaultError};

/// The cost of a guess: 2^17, about half a second and 128 MiB.
const WORK_FACTOR: u8 = 17;
/// The most that reading accepts, so that a forged file cannot eat the machine.
const MAX_WORK_FACTOR: u8 = 18;
/// A key file is a few hundred bytes; more than this is none.
const MAX_FILE: u64 = 64 * 1024;

/// The name of the key file under the passphrase.
pub(crate) const PASSPHRASE: &str = "passphrase.age";
/// The name of the key file for the recovery key.
pub(crate) const RECOVERY: &str = "recovery.age";

/// What opens a vault.
#[derive(Clone)]
pub enum Unlock {
    /// As typed.
    Passphrase(SecretString),
    /// The text of an age identity file, such as the recovery key.
    Identity(SecretString),
}

/// The keys of a vault: of its database and of its originals. Wiped from memory when dropped.
#[derive(Clone)]
pub struct VaultKeys {
    /// 96 hex digits: raw key, salt.
    database: Zeroizing<String>,
    /// Opens originals.
    pub(crate) identity: age::x25519::Identity,
}

impl VaultKeys {
    /// Fresh keys.
    pub fn draw(entropy: &mut dyn Entropy) -> Self {
        let mut bytes = Zeroizing::new([0u8; 48]);
        entropy.fill(bytes.as_mut());
        VaultKeys {
            database: Zeroizing::new(hex::encode(*bytes)),
            // The age crate draws its own keys; nothing that leaves the vault depends on them.
            identity: age::x25519::Identity::generate(),
        }
    }

    /// `x'…'`, as `PRAGMA key` takes it.
    pub(crate) fn database(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("x'{}'", self.database.as_str()))
    }

    /// The first 16 bytes of the database file.
    pub(crate) fn salt(&self) -> [u8; 16] {
        let mut salt = [0; 16];
        // 96 hex digits since `parse` or `draw`: the last 32 are the salt.
        let decoded = self
            .database
            .get(64..)
            .map(|text| hex::decode_to_slice(text, &mut salt));
        debug_assert!(matches!(decoded, Some(Ok(()))));
        salt
    }

    fn text(&self) -> Zeroizing<String> {
        Zeroizing::new(format!(
            "# standfast-keys 1\n# database x'{}'\n{}\n",
            self.database.as_str(),
            self.identity.to_string().expose_secret()
        ))
    }

    fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("# standfast-keys 1\n# database x'")?;
        let (database, rest) = rest.split_once("'\n")?;
        let hex = database.len() == 96
            && database
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        let identity = rest.strip_suffix('\n')?.parse().ok()?;
        hex.then(|| VaultKeys {
            database: Zeroizing::new(database.to_owned()),
            identity,
        })
    }
}

/// Encrypts the keys under a passphrase.
pub(crate) fn under_passphrase(keys: &VaultKeys, passphrase: &SecretString) -> io::Result<Vec<u8>> {
    let mut recipient = age::scrypt::Recipient::new(passphrase.clone());
    recipient.set_work_factor(WORK_FACTOR);
    encrypt(keys, &recipient)
}

/// Encrypts the keys for an identity.
pub(crate) fn for_identity(
    keys: &VaultKeys,
    identity: &age::x25519::Identity,
) -> io::Result<Vec<u8>> {
    encrypt(keys, &identity.to_public())
}

fn encrypt(keys: &VaultKeys, recipient: &dyn age::Recipient) -> io::Result<Vec<u8>> {
    let encryptor = age::Encryptor::with_recipients(std::iter::once(recipient))
        .map_err(|_| io::Error::other("the key could not be encrypted"))?;
    let mut file = Vec::new();
    let mut writer = encryptor.wrap_output(&mut file)?;
    writer.write_all(keys.text().as_bytes())?;
    writer.finish()?;
    Ok(file)
}

/// What trying one key file came to.
enum Tried {
    Opened(VaultKeys),
    /// No stanza opens: another key's, or damaged there.
    Shut,
    /// A stanza opened, or the header cannot be read, and the rest does not hold.
    Broken(&'static str),
}

/// Opens the keys with the first key file that `unlock` opens.
///
/// No stanza of any file opens: locked. A file whose header or payload fails is damage, and is
/// named, unless another one opens.
pub(crate) fn open(folder: &Path, unlock: &Unlock) -> Result<VaultKeys, VaultError> {
    let identities = match unlock {
        Unlock::Passphrase(_) => Vec::new(),
        Unlock::Identity(text) => identities(text)?,
    };
    let mut broken = None;
    let mut shut = false;
    for name in names(folder)? {
        let path = folder.join(&name);
        let mut bytes = Vec::new();
        fs::File::open(&path)
            .and_then(|file| file.take(MAX_FILE).read_to_end(&mut bytes))
            .map_err(|e| VaultError::io(&format!("keys/{name}"), e))?;
        let tried = match unlock {
            Unlock::Passphrase(passphrase) if name == PASSPHRASE || is_scrypt(&bytes) => {
                let mut identity = age::scrypt::Identity::new(passphrase.clone());
                identity.set_max_work_factor(MAX_WORK_FACTOR);
                try_file(&bytes, &[&identity])
            }
            Unlock::Identity(_) if name != PASSPHRASE => {
                let identities: Vec<&dyn age::Identity> =
                    identities.iter().map(|i| i as &dyn age::Identity).collect();
                try_file(&bytes, &identities)
            }
            _ => continue,
        };
        match tried {
            Tried::Opened(keys) => return Ok(keys),
            Tried::Shut => shut = true,
            Tried::Broken(why) => broken = Some((name, why)),
        }
    }
    match (broken, unlock) {
        (Some((name, why)), _) => Err(VaultError::damaged(format!("keys/{name}"), why)),
        (None, _) if !shut => Err(VaultError::damaged(
            "keys",
            "the key file for this is missing",
        )),
        (None, Unlock::Passphrase(_)) => Err(VaultError::WrongPassphrase),
        (None, Unlock::Identity(_)) => Err(VaultError::WrongIdentity),
    }
}

/// The names of the key files, sorted.
pub(crate) fn names(folder: &Path) -> Result<Vec<String>, VaultError> {
    let mut names = Vec::new();
    let listing = match fs::read_dir(folder) {
        Ok(listing) => listing,
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            return Err(VaultError::damaged("keys", "the folder is missing"));
        }
        Err(e) => return Err(VaultError::io("keys", e)),
    };
    for file in listing {
        let file = file.map_err(|e| VaultError::io("keys", e))?;
        if let Ok(name) = file.file_name().into_string()
            && name.ends_with(".age")
        {
            names.push(name);
        }
    }
    names.sort_unstable();
    Ok(names)
}

fn identities(text: &SecretString) -> Result<Vec<age::x25519::Identity>, VaultError> {
    let found: Vec<_> = text
        .expose_secret()
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| line.parse().ok())
        .collect();
    if found.is_empty() {
        Err(VaultError::NotAnIdentity)
    } else {
        Ok(found)
    }
}

fn is_scrypt(bytes: &[u8]) -> bool {
    age::Decryptor::new(bytes).is_ok_and(|d| d.is_scrypt())
}

fn try_file(bytes: &[u8], identities: &[&dyn age::Identity]) -> Tried {
    use age::DecryptError as E;
    let Ok(decryptor) = age::Decryptor::new(bytes) else {
        return Tried::Broken("its header cannot be read");
    };
    let mut reader = match decryptor.decrypt(identities.iter().copied()) {
        Ok(reader) => reader,
        Err(E::NoMatchingKeys | E::DecryptionFailed | E::KeyDecryptionFailed) => {
            return Tried::Shut;
        }
        Err(E::ExcessiveWork { .. }) => {
            return Tried::Broken("it asks for more work than any vault");
        }
        Err(_) => return Tried::Broken("its header does not hold"),
    };
    let mut text = Zeroizing::new(String::new());
    if reader.read_to_string(&mut text).is_err() {
        return Tried::Broken("its content does not hold");
    }
    match VaultKeys::parse(&text) {
        Some(keys) => Tried::Opened(keys),
        None => Tried::Broken("its content is not the keys of a vault"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]
    use super::*;
    use crate::OsEntropy;

    #[test]
    fn the_text_reads_back_and_nothing_else_does() {
        let keys = VaultKeys::draw(&mut OsEntropy);
        let text = keys.text();
        let read = VaultKeys::parse(&text).unwrap();
        assert_eq!(read.text(), text);
        assert_eq!(hex::encode(read.salt()), read.database[64..]);
        for other in [
            text.replace("keys 1", "keys 2"),
            text.replace("x'", "x'0"),
            text.trim_end().to_owned(),
            text.replace("SECRET", "PUBLIC"),
            format!("{}\n", text.as_str()),
        ] {
            assert!(VaultKeys::parse(&other).is_none(), "{} bytes", other.len());
        }
    }

    #[test]
    fn a_key_file_opens_for_its_identity_alone() {
        let folder = tempfile::tempdir().unwrap();
        let keys = VaultKeys::draw(&mut OsEntropy);
        let mine = age::x25519::Identity::generate();
        let other = age::x25519::Identity::generate();
        fs::write(
            folder.path().join(RECOVERY),
            for_identity(&keys, &mine).unwrap(),
        )
        .unwrap();
        let opened = open(folder.path(), &Unlock::Identity(mine.to_string())).unwrap();
        assert_eq!(opened.text(), keys.text());
        let refused = open(folder.path(), &Unlock::Identity(other.to_string()))
            .err()
            .unwrap();
        assert_eq!(refused.exit(), 4);
        let none = Unlock::Identity(SecretString::from("# nothing\n".to_owned()));
        assert_eq!(open(folder.path(), &none).err().unwrap().exit(), 4);
    }
}
