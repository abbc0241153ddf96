//! Follows `docs/without-standfast.md` to the letter: Debian's `age` and an independent build of
//! SQLCipher 4 open a vault, find a contact's words and an original's bytes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::*;
use standfast_vault::ExposeSecret as _;

/// The commands of the page: its `sh` blocks, in order.
fn commands() -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/without-standfast.md");
    let page = fs::read_to_string(page).unwrap();
    let mut commands = String::new();
    let mut inside = false;
    for line in page.lines() {
        match line {
            "```sh" => inside = true,
            "```" => inside = false,
            _ if inside => {
                commands.push_str(line);
                commands.push('\n');
            }
            _ => {}
        }
    }
    commands
}

/// The Python environment with independent readers, made by `cargo xtask setup`.
fn python_tools() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap();
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    let bin = target.join("pytools/bin");
    let there = Command::new(bin.join("python3"))
        .args(["-c", "import sqlcipher3"])
        .output();
    assert!(
        there.is_ok_and(|output| output.status.success()),
        "the Python package sqlcipher3-wheels is missing; run: cargo xtask setup"
    );
    bin
}

#[test]
fn standard_tools_open_a_vault() {
    let tools = python_tools();
    assert!(
        Command::new("age").arg("--version").output().is_ok(),
        "Debian's age is missing; run: cargo xtask setup"
    );
    let (home, mut vault) = Home::new();
    let case = vault.commit(opening("knee")).unwrap().case;
    let words = "Roses — and „mehr“ \u{1F339}";
    save(
        &mut vault,
        case,
        vec![contact(occurred("2026-02-14T10:30:00Z"), words).into()],
    );
    let (small, large) = (noise(1, 5_000), noise(2, 300_000));
    for (number, bytes) in [(1, &small), (2, &large)] {
        let staged = vault.stage(&mut bytes.as_slice(), 1 << 30).unwrap();
        let mut attach = act(&vault, case, vec![exhibit(&staged, number, Some(1))]);
        attach.staged = vec![staged];
        vault.commit(attach).unwrap();
    }
    let many: Vec<Vec<u8>> = (0..40).map(|n| noise(100 + n, 3_000)).collect();
    let mut together = act(&vault, case, Vec::new());
    for (number, bytes) in (3..).zip(&many) {
        let staged = vault.stage(&mut bytes.as_slice(), 1 << 30).unwrap();
        together.record.push(exhibit(&staged, number, Some(1)));
        together.staged.push(staged);
    }
    vault.commit(together).unwrap();
    let mut own = act(&vault, case, Vec::new());
    own.private = vec![note("asked for advice")];
    vault.commit(own).unwrap();
    vault.close().unwrap();

    // What whoever follows the page begins with: a copy of the folder, and the recovery key in a file.
    let desk = tempfile::tempdir().unwrap();
    copy(&home.folder(), &desk.path().join("vault"));
    fs::write(
        desk.path().join("recovery.txt"),
        format!("{}\n", home.identity.expose_secret()),
    )
    .unwrap();

    let path = std::env::var("PATH").unwrap();
    let output = Command::new("sh")
        .args(["-e", "-c", &commands()])
        .current_dir(desk.path())
        .env("PATH", format!("{}:{path}", tools.display()))
        .output()
        .unwrap();
    let (said, complained) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{said}\n{complained}");
    assert!(said.contains(words), "{said}");
    assert!(said.contains("#1 contact"), "{said}");
    assert!(said.contains("P0 note"), "{said}");
    assert!(said.contains("asked for advice"), "{said}");

    let out = desk.path().join("out");
    let originals: Vec<Vec<u8>> = fs::read_dir(&out)
        .unwrap()
        .map(|file| fs::read(file.unwrap().path()).unwrap())
        .collect();
    assert_eq!(originals.len(), 42, "{said}");
    assert!(many.iter().all(|bytes| originals.contains(bytes)));
    assert!(originals.contains(&small) && originals.contains(&large));
    assert!(said.contains("AB-1: as it was taken in"), "{said}");
    assert!(said.contains("AB-2: as it was taken in"), "{said}");
    assert!(said.contains("AB-42: as it was taken in"), "{said}");
}
