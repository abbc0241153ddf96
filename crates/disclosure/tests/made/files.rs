//! The files of a bag in memory: changed, listed and signed anew, packed again in any way.

use std::io::{Cursor, Read, Write};

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::Case;
use standfast_ledger::Manifest;

/// The files of a bag, by path, in the order of the zip.
#[derive(Clone)]
pub struct Files(pub Vec<(String, Vec<u8>)>);

impl Files {
    pub fn of(zip: &[u8]) -> Files {
        let mut archive = ZipArchive::new(Cursor::new(zip)).unwrap();
        Files(
            (0..archive.len())
                .map(|i| {
                    let mut member = archive.by_index(i).unwrap();
                    let path = member.name().unwrap().split_once('/').unwrap().1.to_owned();
                    let mut bytes = Vec::new();
                    member.read_to_end(&mut bytes).unwrap();
                    (path, bytes)
                })
                .collect(),
        )
    }

    pub fn get(&self, path: &str) -> &[u8] {
        &self
            .0
            .iter()
            .find(|(p, _)| p == path)
            .unwrap_or_else(|| panic!("{path}"))
            .1
    }

    pub fn text(&self, path: &str) -> String {
        String::from_utf8(self.get(path).to_vec()).unwrap()
    }

    pub fn set(mut self, path: &str, bytes: impl AsRef<[u8]>) -> Files {
        let bytes = bytes.as_ref().to_vec();
        match self.0.iter_mut().find(|(p, _)| p == path) {
            Some((_, old)) => *old = bytes,
            None => self.0.push((path.to_owned(), bytes)),
        }
        self
    }

    pub fn without(mut self, path: &str) -> Files {
        let before = self.0.len();
        self.0.retain(|(p, _)| p != path);
        assert_eq!(self.0.len() + 1, before, "{path}");
        self
    }

    /// Changes a file's text.
    pub fn edit(self, path: &str, edit: impl FnOnce(String) -> String) -> Files {
        let before = self.text(path);
        let after = edit(before.clone());
        assert_ne!(before, after, "{path} did not change");
        self.set(path, after)
    }

    /// Changes one line (from 0) of `data/entries.jsonl`.
    pub fn line(self, n: usize, edit: impl FnOnce(&str) -> String) -> Files {
        self.edit("data/entries.jsonl", |text| {
            let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
            lines[n] = edit(&lines[n]);
            lines.concat()
        })
    }

    fn listing(&self, wanted: impl Fn(&str) -> bool) -> String {
        self.0
            .iter()
            .filter(|(path, _)| wanted(path))
            .map(|(path, bytes)| format!("{}  {path}\n", hex::encode(Sha256::digest(bytes))))
            .collect()
    }

    /// Writes the list of the payload anew.
    pub fn listed(self) -> Files {
        let list = self.listing(|p| p.starts_with("data/"));
        self.set("manifest-sha256.txt", list)
    }

    /// Writes the tag list anew, and signs it as the holder of the key can.
    pub fn signed(self, case: &Case) -> Files {
        let tags = self.listing(|p| {
            !p.starts_with("data/") && p != "manifest.note" && p != "tagmanifest-sha256.txt"
        });
        self.set("tagmanifest-sha256.txt", tags).noted(case)
    }

    /// Signs the tag list as it stands.
    pub fn noted(self, case: &Case) -> Files {
        let tagmanifest = Sha256::digest(self.get("tagmanifest-sha256.txt")).into();
        let note = Manifest {
            origin: case.origin(),
            tagmanifest,
        }
        .sign(&case.key());
        self.set("manifest.note", note)
    }

    /// Packs all of it: stored, in the folder `lamp-police`.
    pub fn zip(&self) -> Vec<u8> {
        self.packed("lamp-police/", CompressionMethod::Stored)
    }

    pub fn packed(&self, folder: &str, method: CompressionMethod) -> Vec<u8> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(method);
        for (path, bytes) in &self.0 {
            out.start_file(format!("{folder}{path}"), options).unwrap();
            out.write_all(bytes).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    /// As a program does that cannot seek: with data descriptors.
    pub fn streamed(&self) -> Vec<u8> {
        let mut out = ZipWriter::new_stream(Vec::new());
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (path, bytes) in &self.0 {
            out.start_file(format!("lamp-police/{path}"), options)
                .unwrap();
            out.write_all(bytes).unwrap();
        }
        out.finish().unwrap().into_inner()
    }
}
