//! The file that a bundle is written to: beside its place until it is whole, then under its name.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};

use crate::DeskError;

/// `FOLDER/NAME.zip` gives NAME: ASCII, so that every computer can unpack it.
pub(super) fn bundle_name(out: &Path) -> Result<String, DeskError> {
    let refuse = || {
        DeskError::words(
            "that name cannot be a bundle's; nothing was written",
            "Use letters, digits, dashes and underscores, and .zip at the end: --out knee.zip",
        )
    };
    let stem = out
        .file_name()
        .and_then(|n| n.to_str())
        .and_then(|n| n.strip_suffix(".zip"))
        .ok_or_else(refuse)?;
    let fits = !stem.is_empty()
        && stem.len() <= 60
        && stem
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if fits {
        Ok(stem.to_owned())
    } else {
        Err(refuse())
    }
}

/// A bundle that is being written beside its place; gone unless it is kept.
pub(super) struct Partial {
    path: PathBuf,
    out: PathBuf,
    kept: std::cell::Cell<bool>,
}

impl Partial {
    pub(super) fn begin(out: &Path) -> Result<Partial, DeskError> {
        if out.exists() {
            return Err(DeskError::words(
                format!("{} is there already; nothing was written", out.display()),
                "Give the bundle another name.",
            ));
        }
        let mut name = out
            .file_name()
            .map(std::ffi::OsStr::to_owned)
            .unwrap_or_default();
        name.push(".part");
        Ok(Partial {
            path: out.with_file_name(name),
            out: out.to_owned(),
            kept: false.into(),
        })
    }

    pub(super) fn file(&self) -> Result<std::fs::File, DeskError> {
        OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .open(&self.path)
            .map_err(|e| self.failed(&e))
    }

    pub(super) fn failed(&self, error: &std::io::Error) -> DeskError {
        standfast_disclosure::DisclosureError::outside(&self.out.display().to_string(), error)
            .into()
    }

    /// Puts it under its name, durably.
    pub(super) fn keep(&self) -> Result<(), DeskError> {
        std::fs::rename(&self.path, &self.out).map_err(|e| self.failed(&e))?;
        self.kept.set(true);
        let folder = self.out.parent().filter(|p| !p.as_os_str().is_empty());
        let folder = folder.unwrap_or_else(|| Path::new("."));
        std::fs::File::open(folder)
            .and_then(|f| f.sync_all())
            .map_err(|e| self.failed(&e))
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.kept.get() {
            // A failure to remove leaves a file that ends in .part: said by its name.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}
