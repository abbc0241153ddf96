//! Letters as files: in each of their forms, and never over one that is there.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use standfast_desk::acts::letter::Made;

use super::answer::merge;
use crate::failure::Failure;

/// Writes a letter into a folder in each of its forms.
pub(super) fn files(
    out: &Path,
    template: &str,
    letter: u64,
    made: &Made,
) -> Result<Value, Failure> {
    let stem = format!("{template}-{letter}");
    std::fs::create_dir_all(out).map_err(|e| unwritable(out, &e))?;
    // A further draft of a letter takes the next free name.
    let taken = |n: u32| {
        ["pdf", "txt"]
            .iter()
            .any(|ending| out.join(named(&stem, n, ending)).exists())
    };
    let n = (0..).find(|n| !taken(*n)).unwrap_or_default();
    let pdf = write(out, &named(&stem, n, "pdf"), made.drafted.pdf.bytes())?;
    let text = write(out, &named(&stem, n, "txt"), made.drafted.text.as_bytes())?;
    let mut files = json!({"pdf": pdf, "text": text});
    if let Some(docx) = &made.drafted.docx {
        merge(
            &mut files,
            &json!({"docx": write(out, &named(&stem, n, "docx"), docx)?}),
        );
    }
    if let Some(message) = &made.drafted.message {
        let name = named(&format!("{stem}-message"), n, "txt");
        merge(
            &mut files,
            &json!({"message": write(out, &name, message.as_bytes())?}),
        );
    }
    Ok(files)
}

/// `warning-1.pdf`, then `warning-1 (2).pdf` and so on.
fn named(stem: &str, n: u32, ending: &str) -> String {
    match n {
        0 => format!("{stem}.{ending}"),
        n => format!("{stem} ({}).{ending}", n + 1),
    }
}

pub(super) fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::outside(
        format!("{} cannot be written: {error}", path.display()),
        "What was saved is safe; write it again into another folder.",
    )
}

/// Never writes over a letter that is there.
pub(super) fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Failure> {
    let path = folder.join(name);
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&path)
        .map_err(|e| unwritable(&path, &e))?;
    file.write_all(bytes).map_err(|e| unwritable(&path, &e))?;
    Ok(path)
}
