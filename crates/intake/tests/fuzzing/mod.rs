//! Files that are broken on purpose: made from the corpus by rolling dice, the same each time.
//!
//! A case is told by a seed and a number, so that a run that was killed can be told again from
//! these two. Used by the tests and by `examples/fuzz.rs`; nothing here ships.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    dead_code,
    reason = "the tests and the driver use a part of it each, and both may end at once"
)]

mod mutate;
mod pack;
pub mod watch;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use standfast_intake::{IntakeError, Source};

pub use mutate::Dice;

/// What reads no export but what a letter's photograph says of its date.
pub const PHOTOGRAPHS: &str = "photographs";

/// Something that can be given to the program.
#[derive(Clone)]
pub enum Given {
    /// One file.
    File(Vec<u8>),
    /// A folder with files in it.
    Folder(Vec<(PathBuf, Vec<u8>)>),
    /// Files that are given together.
    Set(Vec<(PathBuf, Vec<u8>)>),
}

/// A case, or the sound thing that it is made from.
#[derive(Clone)]
pub struct Case {
    /// The reader that it is for.
    pub reader: &'static str,
    /// The file's name.
    pub name: String,
    pub given: Given,
}

impl Case {
    /// Opens it as the program does; a folder is laid into `room` first.
    pub fn open(&self, room: &Path) -> Result<Vec<Source>, IntakeError> {
        match &self.given {
            Given::File(bytes) => Source::from_bytes(&*self.name, bytes.clone())?.unpacked(),
            Given::Folder(_) => {
                self.write(room);
                Source::open(&room.join(&self.name))?.unpacked()
            }
            Given::Set(files) => {
                self.write(room);
                let folder = room.join(&self.name);
                let paths: Vec<PathBuf> = files.iter().map(|(p, _)| folder.join(p)).collect();
                Source::open_all(&paths)
            }
        }
    }

    /// Writes it into a folder, under its name.
    pub fn write(&self, folder: &Path) {
        let at = folder.join(&self.name);
        match &self.given {
            Given::File(bytes) => {
                fs::create_dir_all(folder).unwrap();
                fs::write(at, bytes).unwrap();
            }
            Given::Folder(files) | Given::Set(files) => {
                for (name, bytes) in files {
                    let path = at.join(name);
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    fs::write(path, bytes).unwrap();
                }
            }
        }
    }

    pub fn bytes(&self) -> u64 {
        match &self.given {
            Given::File(bytes) => bytes.len() as u64,
            Given::Folder(files) | Given::Set(files) => {
                files.iter().map(|(_, bytes)| bytes.len() as u64).sum()
            }
        }
    }
}

/// The corpus, by the reader that reads it.
pub struct Seeds {
    by_reader: BTreeMap<&'static str, Vec<Case>>,
}

impl Seeds {
    /// Reads the corpus; a reader without a file in it is a mistake.
    pub fn read() -> Self {
        let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
        let mut by_reader: BTreeMap<&'static str, Vec<Case>> = BTreeMap::new();
        let ids = standfast_intake::READERS.iter().map(|r| r.id().as_str());
        by_reader.extend(ids.map(|id| (id, Vec::new())));
        for folder in entries(&corpus).into_iter().filter(|p| p.is_dir()) {
            let called = folder.file_name().unwrap().to_string_lossy().into_owned();
            let things = match called.as_str() {
                // Its photographs stand one level down where the name is what matters.
                "dated" => entries(&folder)
                    .into_iter()
                    .flat_map(|p| if p.is_dir() { entries(&p) } else { vec![p] })
                    .collect(),
                _ => entries(&folder),
            };
            for path in things {
                let mut seed = Case {
                    reader: PHOTOGRAPHS,
                    name: path.file_name().unwrap().to_string_lossy().into_owned(),
                    given: given(&path, called == "set"),
                };
                if called != "dated" {
                    seed.reader = reader_of(&seed, &called);
                }
                by_reader.entry(seed.reader).or_default().push(seed);
            }
        }
        for (reader, seeds) in &by_reader {
            assert!(!seeds.is_empty(), "the corpus has nothing for {reader}");
        }
        Seeds { by_reader }
    }

    /// The names of the readers, and [`PHOTOGRAPHS`].
    pub fn readers(&self) -> Vec<&'static str> {
        self.by_reader.keys().copied().collect()
    }

    /// The case of this seed and number, for one reader.
    pub fn case(&self, reader: &str, seed: u64, number: u64) -> Case {
        let mut dice = Dice::new(seed, number);
        let own = &self.by_reader[reader];
        let mut case = own[dice.roll(own.len())].clone();
        // What is spliced in is most often of the same format, sometimes of any.
        let other = match dice.roll(4) {
            0 => {
                let all: Vec<&Vec<Case>> = self.by_reader.values().collect();
                let any = all[dice.roll(all.len())];
                &any[dice.roll(any.len())]
            }
            _ => &own[dice.roll(own.len())],
        };
        let other = match &other.given {
            Given::File(bytes) => bytes.as_slice(),
            Given::Folder(files) | Given::Set(files) => &files[dice.roll(files.len())].1,
        };
        match &mut case.given {
            Given::File(bytes) => pack::change(bytes, other, &mut dice),
            Given::Folder(files) | Given::Set(files) => {
                for _ in 0..=dice.roll(3) {
                    let at = dice.roll(files.len());
                    pack::change(&mut files[at].1, other, &mut dice);
                }
            }
        }
        case
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths
}

fn given(path: &Path, is_set: bool) -> Given {
    if path.is_file() {
        return Given::File(fs::read(path).unwrap());
    }
    let mut files = Vec::new();
    let mut below = vec![path.to_owned()];
    while let Some(folder) = below.pop() {
        for entry in entries(&folder) {
            if entry.is_dir() {
                below.push(entry);
            } else {
                let name = entry.strip_prefix(path).unwrap().to_owned();
                files.push((name, fs::read(entry).unwrap()));
            }
        }
    }
    if is_set {
        Given::Set(files)
    } else {
        Given::Folder(files)
    }
}

/// Which reader takes it: as it is recognised, else by the folder of the corpus.
fn reader_of(seed: &Case, folder: &str) -> &'static str {
    let room = tempfile::tempdir().unwrap();
    let recognised = seed
        .open(room.path())
        .ok()
        .and_then(|s| standfast_intake::detect(s.first()?).ok());
    if let Some(id) = recognised {
        return id.as_str();
    }
    let by_folder = match folder {
        "mail" => "eml",
        "sms" => "sms-backup",
        "archive" | "set" => "mail-archive",
        other => other,
    };
    let known = standfast_intake::READERS.iter().map(|r| r.id().as_str());
    let found = known.into_iter().find(|id| *id == by_folder);
    found.unwrap_or_else(|| panic!("nobody reads {folder}/{}", seed.name))
}
