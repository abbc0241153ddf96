//! Every vector under `tests/vectors/` gets the verdict in its head.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod vector_file;

use std::collections::BTreeSet;
use std::path::Path;

use vector_file::VectorFile;

/// The page says how many there are; fewer on the disk is a failure, not a smaller test.
fn count_on_the_page() -> usize {
    let page = include_str!("../../../docs/log-format.md");
    let (_, rest) = page
        .split_once("the exact verdict. There are ")
        .expect("the page counts them");
    rest.split_once('.')
        .expect("a number")
        .0
        .parse()
        .expect("a number")
}

#[test]
fn every_vector_gets_its_verdict() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let mut names = BTreeSet::new();
    let mut wrong = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path
            .extension()
            .is_none_or(|extension| extension != "vector")
        {
            continue;
        }
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let vector = VectorFile::parse(&std::fs::read_to_string(&path).unwrap());
        assert_eq!(
            vector.head("name"),
            Some(name.as_str()),
            "a vector goes by the name of its file"
        );
        assert!(
            vector.head("why").is_some_and(|why| !why.is_empty()),
            "{name} does not say why"
        );
        wrong.extend(
            vector
                .differences()
                .into_iter()
                .map(|it| format!("{name}: {it}")),
        );
        names.insert(name);
    }
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(names.len() >= 40, "only {} vectors were found", names.len());
    assert_eq!(
        names.len(),
        count_on_the_page(),
        "the page counts them otherwise"
    );
}
