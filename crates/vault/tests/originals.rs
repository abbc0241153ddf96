//! What every implementation of `Originals` must keep: one suite, run over each of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;
#[macro_use]
#[path = "common/suite.rs"]
mod suite;

use std::io::Read as _;

use common::*;
use standfast_vault::originals::files::FileOriginals;
use standfast_vault::originals::memory::MemoryOriginals;
use standfast_vault::originals::{OriginalId, Originals};
use standfast_vault::{VaultError, VaultKeys};

fn files(folder: &std::path::Path) -> Box<dyn Originals> {
    let folder = folder.join("originals");
    std::fs::create_dir(&folder).unwrap();
    Box::new(FileOriginals::new(
        &folder,
        &VaultKeys::draw(&mut Seeded(1)),
    ))
}

fn in_memory(_: &std::path::Path) -> Box<dyn Originals> {
    Box::new(MemoryOriginals::default())
}

suite!(
    file_originals,
    files,
    what_is_put_comes_out,
    a_piece_of_what_is_put_comes_out,
    what_breaks_off_is_not_there,
    what_goes_is_gone
);
suite!(
    memory_originals,
    in_memory,
    what_is_put_comes_out,
    a_piece_of_what_is_put_comes_out,
    what_breaks_off_is_not_there,
    what_goes_is_gone
);

fn id(n: u8) -> OriginalId {
    OriginalId::from_bytes([n; 16])
}

fn read(originals: &dyn Originals, id: &OriginalId) -> Result<Vec<u8>, VaultError> {
    let mut bytes = Vec::new();
    originals.open(id)?.read_to_end(&mut bytes).unwrap();
    Ok(bytes)
}

fn names(originals: &dyn Originals) -> Vec<OriginalId> {
    let mut names = Vec::new();
    originals
        .each(&mut |id| {
            names.push(id);
            Ok(())
        })
        .unwrap();
    names.sort();
    names
}

fn what_is_put_comes_out(originals: &mut Box<dyn Originals>) {
    // The lengths around the pieces in which age encrypts.
    for (n, length) in (1..).zip([0, 1, 65_535, 65_536, 65_537, 1_000_000]) {
        let bytes = noise(u64::from(n), length);
        originals.put(&id(n), &mut bytes.as_slice()).unwrap();
        assert_eq!(read(&**originals, &id(n)).unwrap(), bytes);
    }
    assert_eq!(names(&**originals), (1..=6).map(id).collect::<Vec<_>>());
    assert!(matches!(
        read(&**originals, &id(9)),
        Err(VaultError::OriginalMissing { .. })
    ));
}

fn a_piece_of_what_is_put_comes_out(originals: &mut Box<dyn Originals>) {
    let bytes = noise(9, 200_000);
    originals.put(&id(1), &mut bytes.as_slice()).unwrap();
    originals.put(&id(2), &mut &b"another"[..]).unwrap();
    let piece = |of: u8, start: usize, length: usize| {
        let mut read = Vec::new();
        originals
            .open_within(&id(of), start as u64, length as u64)
            .map(|mut piece| piece.read_to_end(&mut read).unwrap())
            .map(|_| read)
    };
    // Forwards, backwards, the same again, over the pieces in which age encrypts, another between.
    for (start, length) in [
        (0, 10),
        (10, 65_526),
        (65_536, 70_000),
        (199_999, 1),
        (3, 65_536),
        (3, 65_536),
        (131_072, 68_928),
        (0, 200_000),
    ] {
        assert_eq!(
            piece(1, start, length).unwrap(),
            bytes[start..start + length]
        );
        assert_eq!(piece(2, 2, 5).unwrap(), b"other");
        assert!(piece(1, start, 0).unwrap().is_empty());
    }
    for (start, length) in [(199_999, 2), (200_000, 1), (500_000, 1)] {
        assert!(matches!(
            piece(1, start, length),
            Err(VaultError::OriginalChanged { .. })
        ));
    }
    assert!(matches!(
        piece(9, 0, 1),
        Err(VaultError::OriginalMissing { .. })
    ));
    originals.destroy(&id(1)).unwrap();
    assert!(matches!(
        piece(1, 0, 1),
        Err(VaultError::OriginalMissing { .. })
    ));
}

fn what_breaks_off_is_not_there(originals: &mut Box<dyn Originals>) {
    struct Breaks(usize);
    impl std::io::Read for Breaks {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let read = buffer.len().min(self.0);
            self.0 -= read;
            if read == 0 {
                Err(std::io::Error::other("cut"))
            } else {
                Ok(read)
            }
        }
    }
    assert!(matches!(
        originals.put(&id(1), &mut Breaks(100_000)),
        Err(VaultError::Input(_))
    ));
    assert!(matches!(
        read(&**originals, &id(1)),
        Err(VaultError::OriginalMissing { .. })
    ));
    assert!(names(&**originals).is_empty());
    originals.put(&id(1), &mut "whole".as_bytes()).unwrap();
    assert_eq!(read(&**originals, &id(1)).unwrap(), b"whole");
    assert_eq!(originals.set_aside_remains().unwrap(), 0);
}

fn what_goes_is_gone(originals: &mut Box<dyn Originals>) {
    for n in 1..=3 {
        originals.put(&id(n), &mut "bytes".as_bytes()).unwrap();
    }
    originals.destroy(&id(1)).unwrap();
    originals.destroy(&id(1)).unwrap();
    originals.destroy(&id(9)).unwrap();
    originals.set_aside(&id(2)).unwrap();
    assert_eq!(names(&**originals), [id(3)]);
    assert!(matches!(
        read(&**originals, &id(2)),
        Err(VaultError::OriginalMissing { .. })
    ));
    assert_eq!(read(&**originals, &id(3)).unwrap(), b"bytes");
}
