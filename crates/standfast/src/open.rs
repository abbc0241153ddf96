//! From options, environment and terminal to an open desk.

use std::io::{BufRead, IsTerminal, Read};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use jiff::Timestamp;
use standfast_desk::vault::{Mode, OsEntropy, Place, SecretString, Unlock};
use standfast_desk::{Clock, Desk};

use crate::commands::Everywhere;
use crate::failure::Failure;
use crate::say::Say;

/// The system's clock: the only place in the program that reads it.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// The vault's folder: option or environment, else the platform's data folder.
pub fn vault_folder(options: &Everywhere) -> Result<PathBuf, Failure> {
    if let Some(folder) = &options.vault {
        return Ok(folder.clone());
    }
    Ok(base()?.data_dir().join("standfast").join("vault"))
}

/// Where the outside head is kept: the state folder of the person's account.
pub fn state_folder() -> Result<PathBuf, Failure> {
    let base = base()?;
    Ok(base
        .state_dir()
        .unwrap_or_else(|| base.data_dir())
        .join("standfast"))
}

fn base() -> Result<etcetera::base_strategy::Xdg, Failure> {
    etcetera::base_strategy::Xdg::new().map_err(|_| {
        Failure::outside(
            "this account has no home folder",
            "Name the vault's folder: --vault DIR",
        )
    })
}

/// Opens the vault that the options name.
pub fn desk(options: &Everywhere, say: &Say, mode: Mode) -> Result<Desk, Failure> {
    let folder = vault_folder(options)?;
    let key = unlock(options, &folder)?;
    desk_with(options, say, mode, &folder, &key)
}

/// Opens the vault that the options name for a look of which something is kept; where it can only be
/// read (another program writes, a disk that cannot be written) for a look alone.
pub fn desk_to_look(options: &Everywhere, say: &Say) -> Result<Desk, Failure> {
    let folder = vault_folder(options)?;
    let key = unlock(options, &folder)?;
    match desk_with(options, say, Mode::Write, &folder, &key) {
        Err(failure) if failure.is_outside() => desk_with(options, say, Mode::Read, &folder, &key),
        opened => opened,
    }
}

/// Opens a vault with a key that is there already.
pub fn desk_with(
    options: &Everywhere,
    say: &Say,
    mode: Mode,
    folder: &Path,
    key: &Unlock,
) -> Result<Desk, Failure> {
    let state = state_folder()?;
    let place = Place {
        folder,
        state: Some(&state),
    };
    let desk = Desk::open(&place, key, mode, clock(options)?, Box::new(OsEntropy))?;
    if options.now.is_some() && !desk.demonstration() {
        return Err(Failure::words(
            "--now works in demonstration vaults only; nothing was done",
            "Leave --now out.",
        ));
    }
    for warning in desk.warnings() {
        say.warn(&warning);
    }
    Ok(desk)
}

/// The clock: the system's, or the one that `--now` sets.
pub fn clock(options: &Everywhere) -> Result<Box<dyn Clock>, Failure> {
    match &options.now {
        None => Ok(Box::new(SystemClock)),
        Some(words) => Ok(Box::new(now(words)?)),
    }
}

/// Reads `--now`: an instant with its offset, or a time in London.
fn now(words: &str) -> Result<Timestamp, Failure> {
    words
        .parse::<Timestamp>()
        .or_else(|_| {
            let wall: jiff::civil::DateTime = words.parse()?;
            wall.in_tz("Europe/London").map(|z| z.timestamp())
        })
        .map_err(|_| {
            Failure::words(
                format!("\"{words}\" is not a time for --now; nothing was done"),
                "Say it like: --now 2026-03-12T09:00:00Z",
            )
        })
}

/// The key: an identity file, a passphrase file, or asked on the terminal without echo.
pub fn unlock(options: &Everywhere, folder: &Path) -> Result<Unlock, Failure> {
    if let Some(file) = &options.identity {
        return Ok(Unlock::Identity(SecretString::from(as_printed(
            &read_secret(file)?,
        ))));
    }
    if let Some(file) = &options.passphrase_file {
        return Ok(Unlock::Passphrase(first_line(file)?));
    }
    if !folder.join("vault.toml").exists() {
        return Err(Failure::words(
            format!("there is no vault in {}", folder.display()),
            "Make one: standfast init. Or name another: --vault DIR",
        ));
    }
    ask_passphrase(options, "Passphrase: ").map(Unlock::Passphrase)
}

/// Asks for a passphrase on the terminal, without echo.
pub fn ask_passphrase(options: &Everywhere, prompt: &str) -> Result<SecretString, Failure> {
    if options.no_input || !std::io::stdin().is_terminal() {
        return Err(Failure::words(
            "the vault's passphrase is needed and could not be asked for",
            "Give --passphrase-file FILE (- is the first line of standard input), or --identity FILE",
        ));
    }
    rpassword::prompt_password(prompt)
        .map(SecretString::from)
        .map_err(|e| Failure::outside(format!("the terminal could not be read: {e}"), ""))
}

/// A recovery key as it was printed and typed again, in groups or small letters, is that key.
fn as_printed(identity: &str) -> String {
    let line = |line: &str| {
        let joined: String = line
            .split_whitespace()
            .collect::<String>()
            .to_ascii_uppercase();
        if joined.starts_with("AGE-SECRET-KEY-") {
            joined
        } else {
            line.to_owned()
        }
    };
    identity.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn read_secret(file: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let read = if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut text)
    } else {
        std::fs::File::open(file).and_then(|mut f| f.read_to_string(&mut text))
    };
    read.map_err(|e| {
        Failure::words(
            format!("{} could not be read: {e}", file.display()),
            "Nothing was opened.",
        )
    })?;
    Ok(text)
}

/// The first line of a file, or of standard input for `-`, as typed.
pub fn first_line(file: &Path) -> Result<SecretString, Failure> {
    let mut line = String::new();
    let read = if file == Path::new("-") {
        std::io::stdin().lock().read_line(&mut line)
    } else {
        std::fs::File::open(file).and_then(|f| std::io::BufReader::new(f).read_line(&mut line))
    };
    read.map_err(|e| {
        Failure::words(
            format!("{} could not be read: {e}", file.display()),
            "Nothing was opened.",
        )
    })?;
    let passphrase = line.strip_suffix('\n').unwrap_or(&line);
    Ok(SecretString::from(
        passphrase
            .strip_suffix('\r')
            .unwrap_or(passphrase)
            .to_owned(),
    ))
}
