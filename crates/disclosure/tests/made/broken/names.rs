//! Names that no bundle has, names twice, links, folders.

use super::super::raw::{Part, build, parts};
use super::Broken;

pub fn all(good: &[u8]) -> Vec<Broken> {
    let more = |name: &[u8], data: &[u8]| {
        let mut parts = parts(good);
        parts.push(Part::new(name, data));
        build(&parts)
    };
    let link = {
        let mut parts = parts(good);
        for part in &mut parts {
            if part.central_name.ends_with(b"contacts.csv") {
                part.attributes = 0o120_777 << 16;
            }
        }
        build(&parts)
    };
    let long = format!("lamp-police/data/{}", "x".repeat(300));
    vec![
        Broken::zip(
            "a name that climbs",
            more(b"lamp-police/../x.txt", b"x"),
            5,
            &["file-unknown ../x.txt"],
        )
        .ours(),
        Broken::zip(
            "a name that climbs out",
            more(b"../x.txt", b"x"),
            5,
            &["file-unknown ../x.txt"],
        )
        .ours(),
        Broken::zip(
            "an absolute name",
            more(b"/etc/x", b"x"),
            5,
            &["file-unknown /etc/x"],
        )
        .ours(),
        Broken::zip(
            "a name with a drive",
            more(b"lamp-police/C:x", b"x"),
            5,
            &["file-unknown C:x"],
        )
        .ours(),
        Broken::zip(
            "a name with backslashes",
            more(b"lamp-police/a\\b", b"x"),
            5,
            &["file-unknown a\\b"],
        )
        .ours(),
        Broken::zip(
            "a name with an empty part",
            more(b"lamp-police/a//b", b"x"),
            5,
            &["file-unknown a//b"],
        )
        .ours(),
        Broken::zip(
            "a name beyond ASCII",
            more(b"lamp-police/Z\xc3\xb6e", b"x"),
            5,
            &["file-unknown Z%C3%B6e"],
        )
        .ours(),
        Broken::zip(
            "a name that is no text",
            more(b"lamp-police/\xff\n\0", b"x"),
            5,
            &["file-unknown %FF%0A%00"],
        )
        .ours(),
        Broken::zip("an empty name", more(b"", b"x"), 5, &["file-unknown "]).ours(),
        Broken::zip(
            "a name without bound",
            more(long.as_bytes(), b"x"),
            5,
            &[&format!("file-unknown {}", &long["lamp-police/".len()..])],
        )
        .ours(),
        Broken::zip(
            "a name twice",
            more(b"lamp-police/data/contacts.csv", b"another"),
            5,
            &["file-unknown data/contacts.csv"],
        )
        .ours(),
        Broken::zip(
            "a name twice, capitals aside",
            more(b"lamp-police/DATA/Contacts.csv", b"another"),
            5,
            &["file-unknown DATA/Contacts.csv"],
        )
        .ours(),
        Broken::zip(
            "a link",
            link,
            5,
            &[
                "file-unknown data/contacts.csv",
                "document-changed data/contacts.csv",
            ],
        ),
        Broken::zip(
            "an empty folder",
            more(b"lamp-police/tmp/", b""),
            5,
            &["file-unknown tmp/"],
        ),
        Broken::zip(
            "a folder with bytes",
            more(b"lamp-police/data/", b"x"),
            5,
            &["file-unknown data/"],
        ),
        Broken::zip(
            "another bag beside it",
            more(b"other/bagit.txt", b"x"),
            5,
            &["file-unknown other/bagit.txt"],
        )
        .ours(),
        Broken::zip(
            "a folder beside",
            more(b"__MACOSX/data/x", b"x"),
            5,
            &["file-unknown __MACOSX/data/x"],
        )
        .ours(),
        Broken::zip(
            "a renamed member",
            {
                let mut parts = parts(good);
                for part in &mut parts {
                    if part.central_name.ends_with(b"chronology.pdf") {
                        part.central_name = b"lamp-police/data/chronolojy.pdf".to_vec();
                        part.local_name = part.central_name.clone();
                    }
                }
                build(&parts)
            },
            5,
            &[
                "document-changed data/chronology.pdf",
                "file-unknown data/chronolojy.pdf",
            ],
        )
        .ours(),
    ]
}
