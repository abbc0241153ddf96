//! The signature over the guidance packs, made at a release by whoever holds the key.
//!
//! `guidance/SHA256SUMS.note` is a signed note (C2SP) whose text is what `sha256sum` prints for every file under
//! `guidance/` but itself. The key is a file with one line, `PRIVATE+KEY+name+hash+key`, as note tools write it. It
//! never stands in the repository; its verifier key does, in `crates/desk/src/looks/guidance/signed.rs`.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use standfast_ledger::sums::{Sums, new_private_key, private_key};

/// The file that bears the signature.
const NOTE: &str = "SHA256SUMS.note";

/// Signs all files under a folder, `guidance/` if none is named.
pub fn packs(key: &str, folder: Option<&str>) -> Result<()> {
    let text = std::fs::read_to_string(key).with_context(|| format!("the key {key}"))?;
    let (name, key) = private_key(&text).context("the key cannot be read")?;
    let folder = folder.map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../guidance"),
        PathBuf::from,
    );
    let mut files = Vec::new();
    for path in all_in(&folder)? {
        let place = path
            .strip_prefix(&folder)?
            .to_string_lossy()
            .replace('\\', "/");
        if place != NOTE {
            files.push((place, std::fs::read(&path)?));
        }
    }
    if !files.iter().any(|(place, _)| place.ends_with("/pack.toml")) {
        bail!("no pack is in {}", folder.display());
    }
    let sums = Sums::of(
        files
            .iter()
            .map(|(p, bytes)| (p.as_str(), bytes.as_slice())),
    )?;
    let note = folder.join(NOTE);
    // Beside it and then in its place: a stop half-way leaves the one before.
    let new = folder.join(format!(".{NOTE}.new"));
    std::fs::write(&new, sums.sign(&name, &key))?;
    std::fs::rename(&new, &note)?;
    println!(
        "{}: {} files, signed by {name}",
        note.display(),
        files.len()
    );
    println!("verifier key: {}", key.verifier(&name)?);
    Ok(())
}

/// A new key in a new file that only its owner can read.
pub fn new_key(name: &str, file: &str) -> Result<()> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).context("no randomness")?;
    let (line, verifier) = new_private_key(name, &seed)?;
    let mut how = std::fs::OpenOptions::new();
    how.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut how, 0o600);
    let mut out = how
        .open(file)
        .with_context(|| format!("{file} is not new"))?;
    writeln!(out, "{line}")?;
    out.sync_all()?;
    println!("verifier key: {verifier}");
    Ok(())
}

fn all_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        let entries = std::fs::read_dir(&next).with_context(|| next.display().to_string())?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    Ok(found)
}
