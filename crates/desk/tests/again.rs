//! The same export a second time: known by its stamp without being read, and never where it was changed.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use standfast_desk::acts::case::SaidCase;
use standfast_desk::acts::import::{Flow, Imported, SaidImport, Source};
use standfast_desk::vault::{Create, OsEntropy, Place, SecretString};
use standfast_desk::{Desk, DeskError};

/// A desk whose clock is `late` after that of the machine.
fn desk(folder: &Path, late: SignedDuration) -> Desk {
    let vault = folder.join("vault");
    let now = Timestamp::now() + late;
    let place = Place {
        folder: &vault,
        state: None,
    };
    let how = Create {
        passphrase: SecretString::from("oak tin rope".to_owned()),
        demonstration: true,
        created: now,
    };
    let mut desk = Desk::create(&place, how, Box::new(now), Box::new(OsEntropy))
        .unwrap()
        .desk;
    let case = SaidCase {
        clinician: Some("Dr Wren A. Quillmarsh".to_owned()),
        initials: Some("WAQ".to_owned()),
        setting: Some("gp".to_owned()),
        jurisdiction: Some("england".to_owned()),
        ..SaidCase::default()
    };
    desk.case_new("knee", case).unwrap();
    desk
}

fn chat(last: &str) -> String {
    format!(
        "02/02/2026, 10:00 - C Tallowmere: Good morning\n02/02/2026, 10:05 - W Quillmarsh: Please stop.\n13/02/2026, 11:00 - C Tallowmere: {last}\n"
    )
}

fn import(desk: &mut Desk, source: &Source) -> Result<Imported, DeskError> {
    let said = SaidImport {
        accounts: vec!["C Tallowmere".to_owned()],
        mine: vec!["W Quillmarsh".to_owned()],
        ..SaidImport::default()
    };
    desk.import("knee", source, said, &mut |_| Flow::Go)
}

fn nothing_new(imported: &Imported) -> bool {
    imported.taken == 0
        && imported
            .notes
            .iter()
            .any(|note| note.contains("nothing is new"))
}

#[test]
fn it_is_not_read_to_be_known() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path(), SignedDuration::from_secs(60));
    let file = folder.path().join("chat.txt");
    fs::write(&file, chat("Why?")).unwrap();
    assert_eq!(
        import(&mut desk, &Source::open(&file).unwrap())
            .unwrap()
            .taken,
        3
    );
    // Opened as it was; whoever reads it now finds other bytes.
    let opened = Source::open(&file).unwrap();
    fs::write(&file, chat("Now!")).unwrap();
    assert!(nothing_new(&import(&mut desk, &opened).unwrap()));

    // Opened as it is: changed, as long as before.
    let changed = import(&mut desk, &Source::open(&file).unwrap()).unwrap();
    assert_eq!((changed.taken, changed.already), (1, 2));
}

#[test]
fn a_copy_is_known_by_what_is_in_it_and_then_by_its_stamp() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path(), SignedDuration::from_secs(60));
    let file = folder.path().join("chat.txt");
    fs::write(&file, chat("Why?")).unwrap();
    import(&mut desk, &Source::open(&file).unwrap()).unwrap();
    let copy = folder.path().join("copy/chat.txt");
    fs::create_dir(copy.parent().unwrap()).unwrap();
    fs::copy(&file, &copy).unwrap();
    assert!(nothing_new(
        &import(&mut desk, &Source::open(&copy).unwrap()).unwrap()
    ));
    let opened = Source::open(&copy).unwrap();
    fs::write(&copy, chat("Now!")).unwrap();
    assert!(nothing_new(&import(&mut desk, &opened).unwrap()));
}

#[test]
fn a_file_that_was_changed_just_now_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path(), SignedDuration::ZERO);
    let file = folder.path().join("chat.txt");
    fs::write(&file, chat("Why?")).unwrap();
    import(&mut desk, &Source::open(&file).unwrap()).unwrap();
    let opened = Source::open(&file).unwrap();
    fs::write(&file, chat("Now!")).unwrap();
    let noticed = import(&mut desk, &opened);
    assert!(!noticed.is_ok_and(|imported| nothing_new(&imported)));
}
