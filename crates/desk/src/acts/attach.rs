//! Take in originals: unchanged, hashed, numbered, with where each came from.

use std::io::Read;

use standfast_model::{Body, Class, Kind, Log, kinds};
use standfast_vault::{CaseLine, Staged};

use super::saved;
use crate::access::{Act, Permit};
use crate::custody::Settings;
use crate::{Desk, DeskError, Saved};

/// The most that one original may hold: 20 GB. A longer film is brought in parts.
pub const LIMIT: u64 = 20_000_000_000;

/// Kinds of entries that files can be attached to.
const CARRIES_EXHIBITS: [Kind; 3] = [Kind::Contact, Kind::Measure, Kind::Import];

/// Attach files to an entry.
pub struct Attach;
impl Act for Attach {
    const NAME: &'static str = "attach";
}

/// A file on its way in. Its bytes are read once and kept as they come.
pub struct Attached {
    /// Its name, as it arrived.
    pub name: String,
    /// Its bytes.
    pub bytes: Box<dyn Read>,
    /// Where and how it was found or received.
    pub found: Option<String>,
    /// What it is, in words.
    pub what: Option<String>,
    /// The class of the original.
    pub class: Class,
}

impl Attached {
    /// A file with nothing said about it.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: Box<dyn Read>) -> Self {
        Attached {
            name: name.into(),
            bytes,
            found: None,
            what: None,
            class: Class::Open,
        }
    }
}

impl Desk {
    /// Attaches originals to entry `n`.
    ///
    /// # Errors
    /// No such entry, an entry that carries no exhibits, a file that cannot be read.
    pub fn attach(&mut self, case: &str, n: u64, files: Vec<Attached>) -> Result<Saved, DeskError> {
        let (permit, line) = self.permit::<Attach>(case)?;
        let settings = self.settings(&permit, &line)?;
        let stored = self
            .vault(&permit)
            .entry(line.number, Log::Record, n)?
            .ok_or_else(|| DeskError::NoEntry {
                entry: Log::Record.name(n),
                case: line.name.clone(),
            })?;
        if !CARRIES_EXHIBITS.iter().any(|k| k.as_str() == stored.kind) {
            return Err(DeskError::OtherKind {
                entry: Log::Record.name(n),
                is: format!("of the kind \"{}\"", stored.kind),
                wanted: "a contact or a measure, to which a file can be attached",
            });
        }
        if files.is_empty() {
            return Err(DeskError::words(
                "no file was named; nothing was saved",
                "Name one or more files.",
            ));
        }
        seal_with(self, &permit, &line, &settings, vec![], (n, files))
    }
}

/// Seals entries of the record log, and behind them an exhibit for each file that came with entry `n`: one act.
pub(crate) fn seal_with<A: Act>(
    desk: &mut Desk,
    permit: &Permit<A>,
    line: &CaseLine,
    settings: &Settings,
    mut record: Vec<Body>,
    (n, files): (u64, Vec<Attached>),
) -> Result<Saved, DeskError> {
    let (exhibits, staged) = produce(desk, permit, line, settings, files, Some(n))?;
    let references = exhibits.iter().map(|e| e.reference.clone()).collect();
    record.extend(exhibits.into_iter().map(Body::from));
    let (placed, warnings) = desk.seal(permit, Some(line), record, vec![], staged)?;
    Ok(saved(
        &line.name,
        Log::Record,
        &placed,
        references,
        warnings,
    ))
}

/// Stages files and words their exhibit entries, in order. Nothing is sealed yet.
pub(crate) fn produce<A: Act>(
    desk: &mut Desk,
    permit: &Permit<A>,
    line: &CaseLine,
    settings: &Settings,
    files: Vec<Attached>,
    of: Option<u64>,
) -> Result<(Vec<kinds::Exhibit>, Vec<Staged>), DeskError> {
    let mut number = desk.vault(permit).exhibits(line.number)?;
    let mut exhibits = Vec::with_capacity(files.len());
    let mut originals = Vec::with_capacity(files.len());
    for mut file in files {
        let staged = desk.vault_mut(permit).stage(&mut file.bytes, LIMIT)?;
        if staged.bytes == 0 {
            return Err(DeskError::File {
                file: file.name,
                why: "the file is empty".to_owned(),
            });
        }
        number += 1;
        exhibits.push(exhibit(settings, number, &file, &staged, of));
        originals.push(staged);
    }
    Ok((exhibits, originals))
}

/// The entry of one staged original.
pub(crate) fn exhibit(
    settings: &Settings,
    number: u64,
    file: &Attached,
    staged: &Staged,
    of: Option<u64>,
) -> kinds::Exhibit {
    kinds::Exhibit {
        reference: format!("{}/{number}", settings.initials),
        of,
        what: file.what.clone(),
        media_type: Some(media_type(&staged.first, &file.name).to_owned()),
        found: file.found.clone(),
        produced_by: Some(settings.clinician.clone()),
        claimed: None,
        from: None,
        name: file.name.clone(),
        bytes: staged.bytes,
        sha256: staged.sha256.clone(),
        class: file.class,
    }
}

/// A message of Outlook.
const OUTLOOK: &str = "application/vnd.ms-outlook";

/// Whether a file of this media type is a message that can be shown.
#[must_use]
pub fn is_message(media_type: &str) -> bool {
    matches!(media_type, "message/rfc822" | OUTLOOK)
}

/// What a file is, for people, where nobody said it.
pub(crate) fn media_words(media_type: &str) -> &'static str {
    match media_type {
        "message/rfc822" | OUTLOOK => "E-mail",
        "text/vcard" => "Contact card",
        "text/html" => "Web page",
        "application/pdf" => "PDF document",
        other => match other.split('/').next().unwrap_or_default() {
            "image" => "Picture",
            "audio" => "Sound recording",
            "video" => "Film",
            "text" => "Text",
            _ => "File",
        },
    }
}

/// The media type by content; the name decides only between kinds of text.
fn media_type(first: &[u8], name: &str) -> &'static str {
    // Old Office files begin alike.
    if name.to_ascii_lowercase().ends_with(".msg")
        && standfast_intake::record_ending(first) == ".msg"
    {
        return OUTLOOK;
    }
    if let Some(kind) = infer::get(first) {
        return kind.mime_type();
    }
    let text = std::str::from_utf8(first).is_ok_and(|t| !t.contains('\0'));
    let ending = name
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    match (text, ending.as_str()) {
        (_, "eml") => "message/rfc822",
        (true, "vcf") => "text/vcard",
        (true, "htm" | "html") => "text/html",
        (true, _) => "text/plain",
        (false, _) => "application/octet-stream",
    }
}
