//! A release as the holder of the key makes it, checked with tools that are not ours.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::path::Path;
use std::process::{Command, Output};

fn xtask(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(words)
        .output()
        .unwrap()
}

#[test]
fn a_release_is_signed_and_sha256sum_checks_what_was_signed() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("key.txt").to_string_lossy().into_owned();
    let packs = folder.path().join("guidance");
    std::fs::create_dir_all(packs.join("uk-gp/steps")).unwrap();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../guidance");
    for file in ["README.md", "uk-gp/pack.toml", "uk-gp/steps/list.toml"] {
        std::fs::copy(shipped.join(file), packs.join(file)).unwrap();
    }
    let folder_named = packs.to_string_lossy().into_owned();
    let sign = || xtask(&["sign-packs", "--key", &key, "--folder", &folder_named]);
    assert!(!sign().status.success(), "there is no key yet");
    let made = xtask(&["new-key", "standfast-guidance-dev", &key]);
    assert!(made.status.success());
    let verifier = String::from_utf8(made.stdout).unwrap();
    assert!(verifier.starts_with("verifier key: standfast-guidance-dev+"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&key).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    // A key is never written over.
    assert!(!xtask(&["new-key", "another", &key]).status.success());
    let said = sign();
    assert!(said.status.success(), "{said:?}");
    let told = String::from_utf8(said.stdout).unwrap();
    assert!(
        told.contains(": 3 files, signed by standfast-guidance-dev"),
        "{told}"
    );
    assert!(told.contains(&verifier), "the same verifier key");
    let private = std::fs::read_to_string(&key).unwrap();
    assert!(!told.contains(private.trim()));

    // The note's text is what sha256sum prints, and what it checks.
    let note = std::fs::read_to_string(packs.join("SHA256SUMS.note")).unwrap();
    let text = note.split("\n\n").next().unwrap().to_owned() + "\n";
    std::fs::write(folder.path().join("sums.txt"), &text).unwrap();
    let check = || {
        Command::new("sha256sum")
            .args(["--check", "--strict", "../sums.txt"])
            .current_dir(&packs)
            .output()
            .unwrap()
    };
    assert!(check().status.success());
    std::fs::write(packs.join("README.md"), "other\n").unwrap();
    assert!(!check().status.success());
    // Signed anew over what is there now; the note itself is never in the list.
    assert!(sign().status.success());
    let again = std::fs::read_to_string(packs.join("SHA256SUMS.note")).unwrap();
    assert!(again != note && again.lines().count() == note.lines().count());
}
