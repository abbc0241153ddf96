//! What a source is known by without being read: the same while nothing is changed, never too soon.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::fs;
use std::path::Path;

use common::{letter, put};
use jiff::{SignedDuration, Timestamp};
use standfast_intake::Source;

/// One step of the disk's clock, and more.
fn step() {
    std::thread::sleep(std::time::Duration::from_millis(50));
}

/// So much later that no file is young any more.
fn later() -> Timestamp {
    Timestamp::now() + SignedDuration::from_secs(60)
}

fn stamp(path: &Path) -> [u8; 32] {
    Source::open(path).unwrap().stamp(later()).unwrap()
}

#[test]
fn a_file_is_known_until_it_is_written_to_and_by_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("chat.txt");
    fs::write(&file, "one").unwrap();
    let written = fs::metadata(&file).unwrap().modified().unwrap();
    let first = stamp(&file);
    assert_eq!(stamp(&file), first);

    // As long as it was, and said to be written when it was: the time of change tells.
    step();
    fs::write(&file, "two").unwrap();
    fs::File::open(&file)
        .unwrap()
        .set_modified(written)
        .unwrap();
    let second = stamp(&file);
    assert_ne!(second, first);

    // The same bytes in another file are another file.
    let copy = folder.path().join("copy/chat.txt");
    fs::create_dir(copy.parent().unwrap()).unwrap();
    fs::copy(&file, &copy).unwrap();
    assert_ne!(stamp(&copy), second);
    fs::rename(&copy, &file).unwrap();
    assert_ne!(stamp(&file), second);
}

#[test]
fn a_folder_is_known_until_a_file_of_it_comes_goes_or_is_written_to() {
    let folder = tempfile::tempdir().unwrap();
    let mail = folder.path().join("mail");
    put(&mail, "cur/1.host", &letter(1));
    put(&mail, "cur/2.host", &letter(2));
    let mut seen = vec![stamp(&mail)];
    assert_eq!(stamp(&mail), seen[0]);
    put(&mail, "new/3.host", &letter(3));
    seen.push(stamp(&mail));
    fs::rename(mail.join("new/3.host"), mail.join("cur/3.host")).unwrap();
    seen.push(stamp(&mail));
    step();
    fs::write(mail.join("cur/3.host"), letter(4)).unwrap();
    seen.push(stamp(&mail));
    fs::remove_file(mail.join("cur/1.host")).unwrap();
    seen.push(stamp(&mail));
    for (n, one) in seen.iter().enumerate() {
        assert!(!seen[n + 1..].contains(one), "{n}");
    }
}

#[test]
fn what_was_changed_just_now_or_stands_in_memory_has_no_stamp() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("chat.txt");
    fs::write(&file, "one").unwrap();
    let source = Source::open(&file).unwrap();
    assert!(source.stamp(Timestamp::now()).is_none());
    assert!(source.stamp(later()).is_some());
    let mail = folder.path().join("mail");
    put(&mail, "cur/1.host", &letter(1));
    let source = Source::open(&mail).unwrap();
    assert!(source.stamp(Timestamp::now()).is_none());
    let memory = Source::from_bytes("chat.txt", b"one".to_vec()).unwrap();
    assert!(memory.stamp(later()).is_none());
}
