//! Bundles that were unpacked to a folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::{Case, unpack};
use super::Broken;

fn small(folder: &Path) -> PathBuf {
    unpack(&Case::small().zip(), folder)
}

pub fn all() -> Vec<Broken> {
    let mut all = vec![
        Broken::folder("unpacked", small, 0, &[]),
        Broken::folder(
            "unpacked into a folder of the same name",
            |folder| {
                let _ = small(folder);
                fs::create_dir(folder.join("outer")).unwrap();
                fs::rename(folder.join("lamp-police"), folder.join("outer/lamp-police")).unwrap();
                folder.join("outer")
            },
            0,
            &[],
        ),
        Broken::folder(
            "unpacked, an original changed",
            |folder| {
                let bag = small(folder);
                fs::write(bag.join("data/originals/ABC-1 card.jpg"), b"another").unwrap();
                bag
            },
            5,
            &["original-changed ABC/1"],
        ),
        Broken::folder(
            "unpacked, a file added and an original gone",
            |folder| {
                let bag = small(folder);
                fs::remove_file(bag.join("data/originals/ABC-2 page.html.original")).unwrap();
                fs::write(bag.join("data/Thumbs.db"), b"x").unwrap();
                bag
            },
            5,
            &["original-missing ABC/2", "file-unknown data/Thumbs.db"],
        ),
        Broken::folder(
            "unpacked, with an empty folder",
            |folder| {
                let bag = small(folder);
                fs::create_dir_all(bag.join("data/more/deep")).unwrap();
                bag
            },
            5,
            &["file-unknown data/more/", "file-unknown data/more/deep/"],
        ),
        Broken::folder(
            "a folder of something else",
            |folder| {
                fs::write(folder.join("letter.txt"), b"Dear Dr Vale").unwrap();
                folder.to_owned()
            },
            3,
            &[],
        ),
        Broken::folder(
            "nothing there",
            |folder| folder.join("not-there.zip"),
            3,
            &[],
        ),
    ];
    #[cfg(unix)]
    all.extend(links());
    all
}

#[cfg(unix)]
fn links() -> Vec<Broken> {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    vec![
        Broken::folder(
            "unpacked, a file is a link",
            |folder| {
                let bag = small(folder);
                let file = bag.join("data/contacts.csv");
                fs::rename(&file, folder.join("elsewhere.csv")).unwrap();
                symlink(folder.join("elsewhere.csv"), &file).unwrap();
                bag
            },
            5,
            &[
                "file-unknown data/contacts.csv",
                "document-changed data/contacts.csv",
            ],
        ),
        Broken::folder(
            "unpacked, a folder is a link to itself",
            |folder| {
                let bag = small(folder);
                symlink(&bag, bag.join("data/round")).unwrap();
                bag
            },
            5,
            &["file-unknown data/round"],
        ),
        Broken::folder(
            "unpacked, two files with one name but for capitals, and one that is no text",
            |folder| {
                let bag = small(folder);
                fs::write(bag.join("data/Contacts.csv"), b"x").unwrap();
                fs::write(
                    bag.join(std::ffi::OsStr::from_bytes(b"data/\xff.txt")),
                    b"x",
                )
                .unwrap();
                bag
            },
            5,
            // "C" comes before "c": the second is the one that is listed.
            &[
                "file-unknown data/contacts.csv",
                "file-unknown data/Contacts.csv",
                "file-unknown data/%FF.txt",
                "document-changed data/contacts.csv",
            ],
        ),
    ]
}
