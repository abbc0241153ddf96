//! What the tests of this crate share.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    dead_code,
    reason = "each test uses a part of it"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::tz::TimeZone;
use standfast_intake::{Flow, IntakeError, Report, Settings, Source};
use standfast_model::draft::Draft;

/// The files of one folder of the corpus, in their order.
pub fn files(folder: &str) -> Vec<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/corpus")
        .join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

/// That some work grows as its size does, and not by squares.
///
/// Of the processor's time of this thread, so that a machine busy with other things changes
/// nothing. The first size is the smaller by a factor of eight, so that squares show.
pub fn grows_with(sizes: [usize; 2], mut work: impl FnMut(usize)) {
    let [small, large] = sizes.map(|size| {
        let began = thread_time();
        work(size);
        thread_time().saturating_sub(began)
    });
    // Eight times the work, three times over; and what a machine does besides.
    let most = small * 24 + Duration::from_millis(300);
    assert_eq!(sizes[0] * 8, sizes[1], "sizes that show squares");
    assert!(
        large <= most,
        "{small:?} for an eighth of what took {large:?}"
    );
}

/// What a page may hold that means harm: what it begins with, what comes again and again and how
/// often, what it ends with.
pub const MEAN: &[(&str, &str, usize, &str)] = &[
    ("", "<b>", 320_000, ""),
    ("", "<i></i>", 160_000, ""),
    ("", "x", 3 << 20, ""),
    ("<a title=\"", "y", 3 << 20, "\">"),
    ("<!--", "z", 3 << 20, "-->"),
    ("", "&amp", 96_000, ""),
    ("", "\0", 16_000, ""),
    ("", "<", 96_000, ""),
];

#[cfg(unix)]
fn thread_time() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    clock_gettime(ClockId::ThreadCPUTime).try_into().unwrap()
}

/// Where no such clock is read, the time of day must do.
#[cfg(not(unix))]
fn thread_time() -> Duration {
    let now = std::time::SystemTime::now();
    now.duration_since(std::time::UNIX_EPOCH).unwrap()
}

/// Imports are made on one day.
pub fn settings() -> Settings {
    Settings::at("2026-11-24T09:00:00Z".parse().unwrap())
}

/// The zone of the case.
pub fn zone() -> TimeZone {
    TimeZone::get("Europe/London").unwrap()
}

/// A message that is told from others by its number.
pub fn letter(n: usize) -> String {
    format!(
        "From: ned@harrow.example\nTo: ada@wren.example\nDate: Tue, 04 Mar 2025 10:00:00 +0000\nMessage-ID: <{n}@harrow.example>\n\nLetter {n}.\n"
    )
}

/// Writes a file below a folder.
pub fn put(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Reads a folder to its end.
pub fn read_folder(folder: &Path) -> Result<(Report, Vec<Draft>), IntakeError> {
    let source = Source::open(folder)?;
    let mut drafts = Vec::new();
    let report = standfast_intake::read(
        &source,
        standfast_intake::detect(&source)?,
        &settings(),
        &mut |draft| {
            drafts.push(draft);
            Ok::<_, IntakeError>(Flow::Go)
        },
    )?;
    Ok((report, drafts))
}

/// The words of each.
pub fn words(drafts: &[Draft]) -> Vec<&str> {
    drafts.iter().map(|d| d.words.as_deref().unwrap()).collect()
}

/// Whether a file of the corpus holds lists of requests: those have a second opinion of their own.
pub fn holds_requests(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    ["requests", "follow"]
        .iter()
        .any(|word| name.contains(word))
        && !name.starts_with("f71")
}
