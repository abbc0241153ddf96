//! Running other programs, in the workspace's folder, with the settings that every build shares.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The workspace's folder.
pub fn root() -> Result<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(Path::to_path_buf)
        .context("the workspace has no folder")
}

/// The Python environment that tests call for independent readers of our formats.
pub fn python_tools() -> Result<PathBuf> {
    Ok(target()?.join("pytools"))
}

/// Where builds go.
pub fn target() -> Result<PathBuf> {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => Ok(PathBuf::from(folder)),
        None => Ok(root()?.join("target")),
    }
}

/// `cargo`, with one set of settings, so that nothing is built twice.
pub fn cargo(words: &[&str]) -> Result<Command> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words).current_dir(root()?);
    // Tests link Debian's OpenSSL under SQLCipher; building our own takes minutes and is for releases.
    command.env("OPENSSL_NO_VENDOR", "1");
    Ok(command)
}

/// `cargo` as somebody who installs the program runs it: everything is built from source.
pub fn release(words: &[&str]) -> Result<Command> {
    let mut command = cargo(words)?;
    command.env_remove("OPENSSL_NO_VENDOR");
    Ok(command)
}

/// Runs to the end; a failure is an error that names what failed.
pub fn finish(mut command: Command) -> Result<()> {
    let shown = format!("{command:?}");
    let status = command
        .status()
        .with_context(|| format!("{shown} could not be started"))?;
    if !status.success() {
        bail!("{shown} failed ({status})");
    }
    Ok(())
}

/// Whether a program is there.
pub fn has(program: &str) -> bool {
    let Some(paths) = std::env::var_os("PATH") else {
        return false;
    };
    std::env::split_paths(&paths).any(|folder| folder.join(program).is_file())
}
