//! The limits that are written down are those of the program, and archives that mean harm meet
//! them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use common::settings;
use standfast_intake::{Flow, IntakeError, Source};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Every limit of the source by its name, as people write it.
fn in_the_source() -> BTreeMap<&'static str, String> {
    let mut limits = BTreeMap::new();
    for line in include_str!("../src/limits.rs").lines() {
        let Some((name, rest)) = line
            .strip_prefix("pub const ")
            .and_then(|l| l.split_once(": "))
        else {
            continue;
        };
        let value = rest.split_once(" = ").unwrap().1.trim_end_matches(';');
        let written = match value.split_once(" << ") {
            Some((number, shift)) => {
                let unit = ["KB", "MB", "GB"][shift.parse::<usize>().unwrap() / 10 - 1];
                format!("{number} {unit}")
            }
            None => value.replace('_', ","),
        };
        limits.insert(name, written);
    }
    limits
}

#[test]
fn the_page_for_operators_has_every_limit_and_no_other() {
    let page = include_str!("../../../docs/operator.md");
    let (_, table) = page
        .split_once("\n## Limits of what is taken in\n")
        .unwrap();
    let (table, _) = table.split_once("\nWhat means harm").unwrap();
    let rows = table.lines().filter_map(|line| {
        let cells: Vec<&str> = line.split(" | ").collect();
        let name = cells.last()?.strip_suffix(" |")?.strip_prefix('`')?;
        Some((name.strip_suffix('`')?, cells.get(1)?.to_string()))
    });
    let on_the_page: BTreeMap<&str, String> = rows.collect();
    assert!(on_the_page.len() > 40, "the page lost its table");
    assert_eq!(on_the_page, in_the_source());
}

/// A zip with files under these names, written by hand where the writer would refuse the name.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    // Of the same length, so that every place stays where it is.
    let stand_in =
        |n: usize, name: &str| ["q", "w", "j", "k", "v", "y", "u", "b", "g"][n].repeat(name.len());
    for (n, (name, bytes)) in files.iter().enumerate() {
        out.start_file(stand_in(n, name), options).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.add_symlink("link.jpg", "/etc/passwd", options).unwrap();
    let mut bytes = out.finish().unwrap().into_inner();
    for (n, (name, _)) in files.iter().enumerate() {
        let stand_in = stand_in(n, name);
        let finder = memchr::memmem::Finder::new(&stand_in);
        let places: Vec<usize> = finder.find_iter(&bytes).collect();
        assert_eq!(places.len(), 2, "in its own header and in the directory");
        for at in places {
            bytes[at..at + name.len()].copy_from_slice(name.as_bytes());
        }
    }
    bytes
}

#[test]
fn of_an_archive_that_means_harm_the_good_files_are_read() {
    let chat = "25/02/2026, 10:00 - Ned: good.jpg (file attached)\n25/02/2026, 10:01 - Ned: bomb.jpg (file attached)\n";
    let bomb = vec![0; 130 << 20];
    let bytes = zipped(&[
        ("chat folder/_chat.txt", chat.as_bytes()),
        ("chat folder/good.jpg", b"good"),
        ("chat folder/good.jpg", b"another"),
        ("chat folder/bomb.jpg", &bomb),
        ("../../outside-of-it.jpg", b"out"),
        ("/absolute-name/file.jpg", b"out"),
        ("C:\\windows-name\\file.jpg", b"out"),
        ("..\\..\\windows-climb.jpg", b"out"),
        ("zero\0byte-in-a-name.jpg", b"out"),
    ]);
    drop(bomb);
    let source = Source::from_bytes("chat.zip", bytes).unwrap();
    let archive = source.archive().unwrap();
    let refused: BTreeMap<&str, &str> = archive
        .members()
        .iter()
        .filter_map(|m| Some((m.name.as_str(), m.refused?)))
        .collect();
    let outside = "its name points outside the archive";
    assert_eq!(
        refused,
        BTreeMap::from([
            (
                "chat folder/bomb.jpg",
                "it unpacks to more than 200 times its size"
            ),
            ("../../outside-of-it.jpg", outside),
            ("/absolute-name/file.jpg", outside),
            ("C:\\windows-name\\file.jpg", outside),
            ("..\\..\\windows-climb.jpg", outside),
            ("zero\0byte-in-a-name.jpg", outside),
            ("link.jpg", "it is a link or a device, not a file"),
        ])
    );
    for name in refused.keys() {
        assert!(source.open_member(name).is_err(), "{name}");
    }
    let mut read = Vec::new();
    let id = standfast_intake::detect(&source).unwrap();
    let report = standfast_intake::read::<IntakeError>(&source, id, &settings(), &mut |draft| {
        read.push(draft);
        Ok(Flow::Go)
    })
    .unwrap();
    assert_eq!((report.drafts, report.not_understood), (2, 0));
    // Each that was refused is named to the person, and so is the second of one name.
    let named = |name: &str| {
        let shown = standfast_model::visible(name);
        report.problems.iter().any(|p| p.at == shown)
    };
    assert!(
        refused.keys().all(|name| named(name)),
        "{:?}",
        report.problems
    );
    assert!(named("chat folder/good.jpg"));
    assert!(!report.problems.iter().any(|p| p.at.contains('\0')));
}

/// Found by the fuzzer: the name came into the error as it stands.
#[test]
fn a_name_that_steers_the_screen_is_shown_by_its_numbers() {
    let mut bytes = zipped(&[(
        "cur/1741.\u{1b}[2J.host",
        b"From: ned@harrow.example\n\nOne.\n",
    )]);
    // Its own header gives another name than the directory.
    bytes[30] = b'x';
    let source = Source::from_bytes("mail.zip", bytes).unwrap();
    let error = source.open_member("cur/1741.\u{1b}[2J.host").err().unwrap();
    let said = error.to_string();
    assert!(
        said.contains("1741.[U+001B][2J.host") && !said.contains('\u{1b}'),
        "{said}"
    );
}
