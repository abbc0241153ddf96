//! What is wrong with the lists of files, the note over them, and documents.

use super::super::Case;
use super::super::files::Files;
use super::Broken;

const LIST: &str = "manifest-sha256.txt";
const TAGS: &str = "tagmanifest-sha256.txt";

pub fn all() -> Vec<Broken> {
    let case = Case::small();
    let good = case.zip();
    let files = || Files::of(&good);
    let zeros = "0".repeat(64);
    vec![
        Broken::zip(
            "a document changed",
            files()
                .edit("data/chronology.pdf", |t| t.replace('c', "C"))
                .zip(),
            5,
            &["document-changed data/chronology.pdf"],
        ),
        Broken::zip(
            "a document taken out",
            files().without("data/exhibits.pdf").zip(),
            5,
            &["document-changed data/exhibits.pdf"],
        ),
        Broken::zip(
            "the table changed",
            files()
                .edit("data/contacts.csv", |t| t.replace("again", "twice"))
                .zip(),
            5,
            &["document-changed data/contacts.csv"],
        ),
        Broken::zip(
            "the readme taken out",
            files().without("README.txt").zip(),
            5,
            &["document-changed README.txt"],
        ),
        Broken::zip(
            "a file that is not listed",
            files().set("data/extra.txt", "x").zip(),
            5,
            &["file-unknown data/extra.txt"],
        ),
        Broken::zip(
            "a file outside data that is not listed",
            files().set("extra.txt", "x").zip(),
            5,
            &["file-unknown extra.txt"],
        ),
        Broken::zip(
            "a further document that the holder of the key listed",
            files()
                .set("data/chronology-2.pdf", "%PDF-1.7 more\n")
                .listed()
                .signed(&case)
                .zip(),
            0,
            &[],
        ),
        Broken::zip(
            "a line of the list changed",
            files()
                .edit(LIST, |t| {
                    let at = t.find("data/chronology.pdf").unwrap() - 66;
                    format!("{}{zeros}{}", &t[..at], &t[at + 64..])
                })
                .zip(),
            5,
            &[
                "manifest-bad manifest-sha256.txt",
                "document-changed data/chronology.pdf",
            ],
        ),
        Broken::zip(
            "a line of the list with another line end",
            files()
                .edit(LIST, |t| t.replacen('\n', "\r\n", 1))
                .signed(&case)
                .zip(),
            5,
            &[
                "manifest-bad manifest-sha256.txt",
                "file-unknown data/originals/ABC-1 card.jpg",
            ],
        ),
        Broken::zip(
            "a line of the list with capitals",
            files()
                .edit(LIST, |t| {
                    let (first, rest) = t.split_at(64);
                    format!("{}{rest}", first.to_uppercase())
                })
                .signed(&case)
                .zip(),
            5,
            &[
                "manifest-bad manifest-sha256.txt",
                "file-unknown data/originals/ABC-1 card.jpg",
            ],
        ),
        Broken::zip(
            "a line of the list twice",
            files()
                .edit(LIST, |t| {
                    format!("{t}{}", t.split_inclusive('\n').next().unwrap())
                })
                .signed(&case)
                .zip(),
            5,
            &["manifest-bad manifest-sha256.txt"],
        ),
        Broken::zip(
            "the list climbs",
            files()
                .edit(LIST, |t| format!("{t}{zeros}  data/../x\n"))
                .signed(&case)
                .zip(),
            5,
            &["manifest-bad manifest-sha256.txt"],
        ),
        Broken::zip(
            "the list has a file outside data",
            files()
                .edit(LIST, |t| format!("{t}{zeros}  README.txt\n"))
                .signed(&case)
                .zip(),
            5,
            &["manifest-bad manifest-sha256.txt"],
        ),
        Broken::zip(
            "the list has a line without end",
            files()
                .edit(LIST, |t| t.trim_end().to_owned())
                .signed(&case)
                .zip(),
            5,
            &[
                "manifest-bad manifest-sha256.txt",
                "file-unknown data/key.vkey",
            ],
        ),
        Broken::zip(
            "the list has a line without bound",
            files()
                .edit(LIST, |t| {
                    format!("{t}{zeros}  data/{}\n", "x".repeat(5_000))
                })
                .signed(&case)
                .zip(),
            5,
            &["manifest-bad manifest-sha256.txt"],
        ),
        Broken::zip(
            "no list",
            files().without(LIST).zip(),
            5,
            &[
                "manifest-bad manifest-sha256.txt",
                "file-unknown data/checkpoint.txt",
                "file-unknown data/chronology.pdf",
                "file-unknown data/contacts.csv",
                "file-unknown data/entries.jsonl",
                "file-unknown data/exhibits.pdf",
                "file-unknown data/key.vkey",
                "file-unknown data/originals/ABC-1 card.jpg",
                "file-unknown data/originals/ABC-2 page.html.original",
            ],
        ),
        Broken::zip(
            "the tag list changed",
            files()
                .edit(TAGS, |t| {
                    let at = t.find("README.txt").unwrap() - 66;
                    format!("{}{zeros}{}", &t[..at], &t[at + 64..])
                })
                .zip(),
            5,
            &["manifest-bad manifest", "document-changed README.txt"],
        ),
        Broken::zip(
            "the tag list has a file of data",
            files()
                .edit(TAGS, |t| format!("{t}{zeros}  data/contacts.csv\n"))
                .noted(&case)
                .zip(),
            5,
            &["manifest-bad tagmanifest-sha256.txt"],
        ),
        Broken::zip(
            "the tag list has the note",
            files()
                .edit(TAGS, |t| format!("{t}{zeros}  manifest.note\n"))
                .noted(&case)
                .zip(),
            5,
            &["manifest-bad tagmanifest-sha256.txt"],
        ),
        Broken::zip(
            "the tag list has no declaration",
            files()
                .edit(TAGS, |t| {
                    t.lines().skip(1).map(|l| format!("{l}\n")).collect()
                })
                .noted(&case)
                .zip(),
            5,
            &["manifest-bad bagit.txt"],
        ),
        Broken::zip(
            "the tag list has no readme",
            files()
                .edit(TAGS, |t| {
                    t.lines()
                        .filter(|l| !l.ends_with("README.txt"))
                        .map(|l| format!("{l}\n"))
                        .collect()
                })
                .noted(&case)
                .zip(),
            5,
            &["file-unknown README.txt"],
        ),
        Broken::zip(
            "no tag list",
            files().without(TAGS).zip(),
            5,
            &[
                "manifest-bad tagmanifest-sha256.txt",
                "manifest-bad manifest",
                "manifest-bad bagit.txt",
                "manifest-bad manifest-sha256.txt",
                "file-unknown README.txt",
            ],
        ),
        Broken::zip(
            "the declaration of another version",
            files()
                .edit("bagit.txt", |t| t.replace("1.0", "0.97"))
                .signed(&case)
                .zip(),
            5,
            &["manifest-bad bagit.txt"],
        ),
        Broken::zip(
            "no declaration",
            files().without("bagit.txt").zip(),
            5,
            &["manifest-bad bagit.txt"],
        ),
        Broken::zip(
            "no note",
            files().without("manifest.note").zip(),
            5,
            &["manifest-bad manifest"],
        ),
        Broken::zip(
            "a checkpoint for a note",
            files().set("manifest.note", case.checkpoint()).zip(),
            5,
            &["manifest-bad manifest"],
        ),
        Broken::zip(
            "the note of another key",
            files()
                .noted(&Case {
                    seed: 8,
                    ..case.clone()
                })
                .zip(),
            5,
            &["manifest-bad manifest"],
        ),
    ]
}
