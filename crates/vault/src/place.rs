//! The folder of a vault: where its parts lie, and `vault.toml`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use standfast_model::instant;

use crate::{VaultError, keys};

/// The format that this version writes, and the newest that it opens.
pub(crate) const FORMAT: u64 = 1;

/// Where things live.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The vault's folder.
    pub folder: &'a Path,
    /// The state folder of the person's account, for the outside head. `None`: none is kept, and
    /// [`crate::HeadState`] says so.
    pub state: Option<&'a Path>,
}

/// The parts of a vault's folder.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub(crate) folder: PathBuf,
}

impl Layout {
    pub(crate) fn new(folder: &Path) -> Self {
        Layout {
            folder: folder.to_owned(),
        }
    }
    pub(crate) fn description(&self) -> PathBuf {
        self.folder.join("vault.toml")
    }
    pub(crate) fn keys(&self) -> PathBuf {
        self.folder.join("keys")
    }
    pub(crate) fn database(&self) -> PathBuf {
        self.folder.join("standfast.db")
    }
    pub(crate) fn journal(&self) -> PathBuf {
        self.folder.join("standfast.db-wal")
    }
    pub(crate) fn originals(&self) -> PathBuf {
        self.folder.join("originals")
    }
    pub(crate) fn lock(&self) -> PathBuf {
        self.folder.join("lock")
    }

    /// Whether any part of a vault stands here. Opening never creates.
    pub(crate) fn exists(&self) -> bool {
        self.description().exists() || self.database().exists() || self.keys().exists()
    }

    /// `vault.toml` and every key file, by their names from the folder, with their SHA-256.
    pub(crate) fn small_files(&self) -> Result<Vec<(String, [u8; 32])>, VaultError> {
        let mut files = Vec::new();
        let description = self.description();
        if description.exists() {
            files.push((
                "vault.toml".to_owned(),
                hash_file(&description, "vault.toml")?,
            ));
        }
        match keys::names(&self.keys()) {
            Ok(names) => {
                for name in names {
                    let shown = format!("keys/{name}");
                    let hash = hash_file(&self.keys().join(name), &shown)?;
                    files.push((shown, hash));
                }
            }
            // A folder that is gone: each of its files will be missed by name.
            Err(VaultError::Damaged { .. }) => {}
            Err(other) => return Err(other),
        }
        Ok(files)
    }
}

fn hash_file(path: &Path, shown: &str) -> Result<[u8; 32], VaultError> {
    let bytes = fs::read(path).map_err(|e| VaultError::io(shown, e))?;
    Ok(Sha256::digest(bytes).into())
}

/// `vault.toml`: nothing personal. What it says stands in the database too, which has its hash.
#[derive(Deserialize)]
pub(crate) struct Description {
    /// The format version.
    pub(crate) format: u64,
}

impl Description {
    /// The bytes of a new one.
    pub(crate) fn write(id: &str, created: Timestamp, demonstration: bool) -> String {
        let mut text = format!(
            "# A vault of Standfast. docs/without-standfast.md says how to open it with other tools.\n\
             format = {FORMAT}\nid = \"{id}\"\ncreated = \"{}\"\n",
            instant(created)
        );
        if demonstration {
            text.push_str("demonstration = true\n");
        }
        text
    }

    /// Reads the one in a folder; `None` if it is missing or not to be read as one.
    pub(crate) fn read(layout: &Layout) -> Result<Option<Self>, VaultError> {
        match fs::read(layout.description()) {
            Ok(bytes) => Ok(String::from_utf8(bytes)
                .ok()
                .and_then(|t| toml::from_str(&t).ok())),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(VaultError::io("vault.toml", e)),
        }
    }
}
