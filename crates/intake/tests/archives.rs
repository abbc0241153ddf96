//! Archives as sources: what is left of broken ones, what is once, and that a change is noticed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::HashSet;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use common::{files, grows_with, letter, put, settings};
use sha2::{Digest, Sha256};
use standfast_intake::{Flow, IntakeError, Parties, Report, Source, Survey, Tally};
use standfast_model::draft::Draft;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

fn read(source: &Source) -> Result<(Report, Vec<Draft>), IntakeError> {
    let mut drafts = Vec::new();
    let reader = standfast_intake::detect(source)?;
    let report = standfast_intake::read(source, reader, &settings(), &mut |draft| {
        drafts.push(draft);
        Ok::<_, IntakeError>(Flow::Go)
    })?;
    Ok((report, drafts))
}

fn corpus(name: &str) -> PathBuf {
    let mut found = files("archive");
    found.retain(|path| path.ends_with(name));
    found.pop().unwrap()
}

fn identities(drafts: &[Draft]) -> HashSet<String> {
    drafts.iter().map(|d| d.identity.clone()).collect()
}

/// Ten letters in a zip.
fn zipped(letters: usize, method: CompressionMethod) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for n in 1..=letters {
        out.start_file(format!("{n}.eml"), options).unwrap();
        out.write_all(letter(n).as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn cut_off_anywhere_a_zip_gives_every_whole_file() {
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let whole = zipped(10, method);
        let directory = whole.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
        let ends: Vec<usize> = whole
            .windows(4)
            .enumerate()
            .filter(|(_, w)| *w == b"PK\x03\x04")
            .map(|(at, _)| at)
            .skip(1)
            .chain([directory])
            .collect();
        for cut in (60..whole.len()).step_by(23) {
            let before = ends.iter().filter(|end| **end <= cut).count();
            let source = Source::from_bytes("letters.zip", whole[..cut].to_vec()).unwrap();
            match read(&source) {
                Ok((report, drafts)) => {
                    assert!(drafts.len() >= before, "{method:?} cut at {cut}");
                    let told = report.problems.iter().any(|p| p.why.contains("cut off"));
                    assert!(told, "{method:?} cut at {cut}");
                }
                Err(e) => assert_eq!(before, 0, "{method:?} cut at {cut}: {e}"),
            }
        }
    }
}

#[test]
fn cut_off_anywhere_a_tgz_gives_every_whole_file() {
    let whole = fs::read(corpus("f145-several-members.tgz")).unwrap();
    for cut in 1..whole.len() {
        let Ok(source) = Source::from_bytes("letters.tgz", whole[..cut].to_vec()) else {
            assert!(cut < 120, "cut at {cut}");
            continue;
        };
        if let Ok((report, drafts)) = read(&source) {
            assert!(drafts.len() <= 2);
            assert!(!report.problems.is_empty(), "cut at {cut}");
        }
    }
}

#[test]
fn the_same_mail_in_every_kind_of_archive_is_the_same_mail() {
    let names = [
        "mail-takeout.zip",
        "mail-takeout.tgz",
        "f147-unpacked-takeout",
    ];
    let [zip, tgz, folder] = names.map(|name| {
        let source = Source::open(&corpus(name)).unwrap();
        read(&source).unwrap().1
    });
    assert_eq!(identities(&zip), identities(&tgz));
    assert!(identities(&folder).is_superset(&identities(&zip)));
    let paths: Vec<&str> = zip.iter().map(|d| d.place.at.as_str()).collect();
    assert!(paths.iter().all(|at| !at.contains("Takeout")), "{paths:?}");
}

#[test]
fn files_that_an_archive_bears_twice_are_taken_once() {
    for (name, taken, already) in [
        ("f145-months-twice.tgz", 3, 5),
        ("f145-messages-twice.tar", 2, 2),
        ("f141-letters-of-one-name.zip", 2, 1),
    ] {
        let (_, drafts) = read(&Source::open(&corpus(name)).unwrap()).unwrap();
        let parties = Parties::new(["ned@harrow.example"], ["ada@wren.example"]);
        let mut tally = Tally::new(parties, &Survey::default());
        for draft in &drafts {
            tally.see(draft, None, |_| false);
        }
        let counts = tally.finish();
        assert_eq!((counts.taken, counts.already), (taken, already), "{name}");
    }
}

/// The parts of a set in the corpus, and what stands in them one by one.
fn parts(set: &str) -> Vec<PathBuf> {
    let folder = files("set").into_iter().find(|f| f.ends_with(set)).unwrap();
    let mut parts: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    parts.sort();
    parts
}

#[test]
fn the_digest_of_a_set_is_that_of_its_list() {
    let parts = parts("takeout");
    let list: String = parts
        .iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            let digest = hex::encode(Sha256::digest(fs::read(path).unwrap()));
            format!("{digest}  {name}\n")
        })
        .collect();
    let sources = Source::open_all(&parts).unwrap();
    assert_eq!(sources.len(), 1);
    let (report, _) = read(&sources[0]).unwrap();
    assert_eq!(report.sha256, hex::encode(Sha256::digest(list)));
    assert_eq!(
        sources[0].name(),
        "takeout-20260301T101500Z-001.zip and 1 more"
    );
}

#[test]
fn files_given_with_a_set_stay_imports_of_their_own() {
    let mut given = parts("takeout");
    given.insert(1, corpus("mail-messages.zip"));
    given.push(corpus("f147-unpacked-chat"));
    let sources = Source::open_all(&given).unwrap();
    let names: Vec<&str> = sources.iter().map(Source::name).collect();
    assert_eq!(
        names,
        [
            "takeout-20260301T101500Z-001.zip and 1 more",
            "mail-messages.zip",
            "f147-unpacked-chat"
        ]
    );
}

#[test]
fn the_digest_of_an_archive_inside_another_is_its_own() {
    let outer = Source::open(&corpus("f142-packed-zip-in-zip.zip")).unwrap();
    let inner = outer.unpacked().unwrap().remove(0);
    let bytes = fs::read(corpus("f147-zip-with-another-ending.txt")).unwrap();
    let (report, _) = read(&inner).unwrap();
    assert_eq!(report.sha256, hex::encode(Sha256::digest(bytes)));
}

/// Writes over a file, and sets the time of writing back.
fn write_over(path: &Path, bytes: &[u8]) {
    let then = fs::metadata(path).unwrap().modified().unwrap();
    let mut file = fs::File::options().write(true).open(path).unwrap();
    file.write_all(bytes).unwrap();
    file.set_modified(then).unwrap();
}

/// Whether the reading says that the file changed, when `change` happens in the middle.
fn is_noticed(source: &Source, change: &mut dyn FnMut()) -> bool {
    let reader = standfast_intake::detect(source).unwrap();
    let mut first = true;
    let answer = standfast_intake::read::<IntakeError>(source, reader, &settings(), &mut |_| {
        if std::mem::take(&mut first) {
            change();
        }
        Ok(Flow::Go)
    });
    matches!(answer, Err(IntakeError::Changed { .. }))
}

#[test]
#[cfg(unix)]
fn an_archive_that_is_written_over_is_noticed_though_its_time_is_set_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letters.zip");
    let whole = zipped(10, CompressionMethod::Stored);
    let mut other = whole.clone();
    // The time that the last file bears in its own header: no check sum covers it.
    let at = other.windows(4).rposition(|w| w == b"PK\x03\x04").unwrap();
    other[at + 10] ^= 1;
    fs::write(&path, &whole).unwrap();
    let source = Source::open(&path).unwrap();
    assert!(is_noticed(&source, &mut || write_over(&path, &other)));
    // In a second pass, too: then the digest decides.
    fs::write(&path, &whole).unwrap();
    let source = Source::open(&path).unwrap();
    assert!(!is_noticed(&source, &mut || {}));
    assert!(is_noticed(&source, &mut || write_over(&path, &other)));
}

#[test]
fn a_file_that_is_renamed_is_not_a_changed_one() {
    let folder = tempfile::tempdir().unwrap();
    let (path, other) = (folder.path().join("a.zip"), folder.path().join("b.zip"));
    fs::write(&path, zipped(3, CompressionMethod::Deflated)).unwrap();
    let source = Source::open(&path).unwrap();
    fs::rename(&path, &other).unwrap();
    assert!(!is_noticed(&source, &mut || {}));
    assert!(!is_noticed(&source, &mut || {
        fs::rename(&other, &path).unwrap();
    }));
}

#[test]
fn a_file_of_an_unpacked_download_that_changes_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    put(
        folder.path(),
        "Mail/Inbox.mbox",
        "From - Tue Mar 04 10:00:00 2025\nFrom: ned@harrow.example\nDate: Tue, 04 Mar 2025 10:00:00 +0000\n\nOne.\n",
    );
    put(folder.path(), "Photos/x.jpg", "one");
    let source = Source::open(folder.path()).unwrap();
    assert!(is_noticed(&source, &mut || {
        put(folder.path(), "Photos/x.jpg", "other");
    }));
}

#[test]
fn sixteen_thousand_files_of_one_name_cost_what_they_are() {
    let mut header = tar::Header::new_ustar();
    header.set_path("a.txt").unwrap();
    header.set_size(0);
    header.set_cksum();
    grows_with([2_000, 16_000], |count| {
        let tar = header.as_bytes().repeat(count);
        let source = Source::from_bytes("a.tar", tar).unwrap();
        assert_eq!(source.archive().unwrap().members().len(), count);
    });
}

#[test]
fn a_name_of_many_gigabytes_is_not_read_into_memory() {
    // A GNU long name that says to be 8 GB long, with a megabyte of it there.
    let mut header = tar::Header::new_gnu();
    header.set_path("x").unwrap();
    header.set_entry_type(tar::EntryType::GNULongName);
    header.set_size(8_000_000_000);
    header.set_cksum();
    let mut bytes = header.as_bytes().to_vec();
    bytes.resize(1 << 20, b'a');
    let source = Source::from_bytes("a.tar", bytes).unwrap();
    let archive = source.archive().unwrap();
    assert!(archive.members().is_empty());
    assert!(archive.problems()[0].why.contains("cut off"));
}

/// Found by the fuzzer: a length so near the largest number that filling it up goes over.
#[test]
fn a_length_beyond_numbers_ends_the_archive_and_what_stands_before_is_read() {
    for kind in [b'0', b'1', b'2', b'5', b'g', b'x', b'K', b'L', b'S', b'?'] {
        let mut bytes = Vec::new();
        for (name, kind, size) in [("a.eml", b'0', 0), ("b.eml", kind, u64::MAX)] {
            let mut header = tar::Header::new_gnu();
            header.set_path(name).unwrap();
            header.set_entry_type(tar::EntryType::new(kind));
            header.set_size(size);
            header.set_cksum();
            bytes.extend_from_slice(header.as_bytes());
        }
        let source = Source::from_bytes("a.tar", bytes).unwrap();
        let archive = source.archive().unwrap();
        assert_eq!(archive.members()[0].name, "a.eml");
        assert!(archive.problems().iter().any(|p| p.at == "the archive"));
    }
}
