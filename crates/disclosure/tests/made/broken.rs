//! Bundles, good and broken in every way that `docs/bundle-format.md` names, each with its verdict.
//! One list serves our verifier and the one in Python.

mod against;
mod container;
mod lists;
mod log;
mod names;
mod unpacked;

use std::path::{Path, PathBuf};

use standfast_disclosure::verify::{Check, verify};
use standfast_disclosure::{DisclosureError, Verdict};

/// What lies on the disk.
#[derive(Clone)]
pub enum What {
    /// A file with these bytes.
    Zip(Vec<u8>),
    /// A folder: the small bundle unpacked, then changed; gives the path to check.
    Folder(fn(&Path) -> PathBuf),
}

/// A bundle and its verdict.
#[derive(Clone)]
pub struct Broken {
    pub name: &'static str,
    pub what: What,
    pub key: Option<String>,
    /// The bytes of the file to compare with.
    pub against: Option<Vec<u8>>,
    pub exit: u8,
    /// `code item`, sorted; none where no verdict is given (exit 3).
    pub problems: Vec<String>,
    pub repacked: bool,
    /// `to by`, for each.
    pub fixed: Vec<String>,
    pub confirmed: bool,
}

impl Broken {
    pub fn zip(name: &'static str, bytes: Vec<u8>, exit: u8, problems: &[&str]) -> Broken {
        let mut problems: Vec<String> = problems.iter().map(|p| (*p).to_owned()).collect();
        problems.sort();
        Broken {
            name,
            what: What::Zip(bytes),
            key: None,
            against: None,
            exit,
            problems,
            repacked: true,
            fixed: Vec::new(),
            confirmed: false,
        }
    }

    pub fn folder(
        name: &'static str,
        make: fn(&Path) -> PathBuf,
        exit: u8,
        problems: &[&str],
    ) -> Broken {
        let mut broken = Broken::zip(name, Vec::new(), exit, problems);
        broken.what = What::Folder(make);
        broken.repacked = false;
        broken
    }

    pub fn ours(mut self) -> Broken {
        self.repacked = false;
        self
    }

    pub fn key(mut self, key: &str) -> Broken {
        self.key = Some(key.to_owned());
        self
    }

    pub fn confirmed(mut self) -> Broken {
        self.confirmed = true;
        self
    }

    pub fn against(mut self, other: impl Into<Vec<u8>>) -> Broken {
        self.against = Some(other.into());
        self
    }

    pub fn fixed(mut self, fixed: &str) -> Broken {
        self.fixed.push(fixed.to_owned());
        self
    }

    /// Puts it on the disk: what to check, what to compare with.
    pub fn lay(&self, folder: &Path) -> (PathBuf, Option<PathBuf>) {
        let path = match &self.what {
            What::Zip(bytes) => {
                let path = folder.join("lamp-police.zip");
                std::fs::write(&path, bytes).unwrap();
                path
            }
            What::Folder(make) => make(folder),
        };
        let other = self.against.as_ref().map(|bytes| {
            let other = folder.join("other.zip");
            std::fs::write(&other, bytes).unwrap();
            other
        });
        (path, other)
    }

    pub fn verdict(&self) -> Result<Verdict, DisclosureError> {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = self.lay(folder.path());
        let check = Check {
            key: self.key.as_deref(),
            against: other.as_deref(),
        };
        verify(&path, &check, &mut |_, _| {})
    }
}

/// All of them.
pub fn all() -> Vec<Broken> {
    let mut all = log::all();
    all.extend(lists::all());
    all.extend(container::all());
    all.extend(against::all());
    all.extend(unpacked::all());
    all
}
