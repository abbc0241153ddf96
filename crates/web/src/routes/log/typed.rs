//! The form as it is sent, field by field, in whatever order; what arrived is never lost to what
//! did not.

use axum::extract::Multipart;
use axum::extract::multipart::Field;
use jiff::Timestamp;

use super::FILE_BYTES;
use crate::pages::frame::Mend;
use crate::pages::log::{FileDate, LogForm, When};
use crate::shelf::{Shelf, Waiting};
use crate::upload::{Upload, receive};

/// The most one text may hold, in bytes; a book fits.
const TEXT_BYTES: usize = crate::guard::FORM_BYTES;

/// A form as it was sent.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) form: LogForm,
    pub(super) files: Vec<Upload>,
    pub(super) once: String,
    pub(super) opened: Option<Timestamp>,
    pub(super) came_back: bool,
    /// What files offer for "When", found now.
    pub(super) offered: Vec<FileDate>,
    pub(super) mends: Vec<Mend>,
}

/// Reads the form; nothing of it is judged yet.
pub(super) async fn read(mut sent: Multipart, shelf: &Shelf) -> Typed {
    let mut typed = Typed::default();
    let lost = |typed: &mut Typed, words: String| {
        typed.mends.push(Mend {
            field: "files",
            words,
        })
    };
    let mut leave_out = false;
    loop {
        let field = match sent.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(_) => {
                lost(
                    &mut typed,
                    "The form arrived only in part. Look it over, then press Save again."
                        .to_owned(),
                );
                break;
            }
        };
        let name = field.name().unwrap_or_default().to_owned();
        if matches!(name.as_str(), "photo" | "files") {
            match receive(field, FILE_BYTES).await {
                Ok(Some(arrived)) => typed.files.push(arrived.into_upload()),
                Ok(None) => {}
                Err(error) => lost(&mut typed, error.to_string()),
            }
            continue;
        }
        let Some(value) = text(field).await else {
            lost(
                &mut typed,
                "One text is too long to be kept as one entry. Put it in a file and add that."
                    .to_owned(),
            );
            continue;
        };
        match name.as_str() {
            "kept" => {
                if let Some(Waiting::Files(kept)) = shelf.take(&value) {
                    typed.files.extend(kept);
                }
            }
            "leave-out" => leave_out = true,
            "once" => typed.once = value,
            "opened" => {
                typed.opened = value
                    .parse()
                    .ok()
                    .and_then(|second| Timestamp::from_second(second).ok())
            }
            _ => put(&mut typed.form, &name, value),
        }
    }
    if leave_out {
        typed.files.clear();
    }
    typed
}

/// A text field, with line ends as people type them.
async fn text(mut field: Field<'_>) -> Option<String> {
    let mut bytes = Vec::new();
    let mut whole = true;
    while let Ok(Some(part)) = field.chunk().await {
        whole = whole && bytes.len() + part.len() <= TEXT_BYTES;
        if whole {
            bytes.extend_from_slice(&part);
        }
    }
    // Browsers send the page's own UTF-8, with line ends of two characters.
    whole.then(|| String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))
}

fn put(form: &mut LogForm, name: &str, value: String) {
    match name {
        "words" => form.words = value,
        "when" => form.when = When::parse(&value).unwrap_or_default(),
        "when-today" => form.when_today = value,
        "when-other" => form.when_other = value,
        "when-about" => form.when_about = value,
        "when-unsure" => form.when_unsure = value,
        "when-offered" => form.when_offered.push(value),
        "how" => form.how = value,
        "how-else" => form.how_else = value,
        "platform" => form.platform = value,
        "from" => form.from = value,
        "sign" => form.signs.push(value),
        "exact" => form.exact = value,
        "towards" => form.towards = value,
        "place" => form.place = value,
        "witness" => form.witnesses = value,
        "effect" => form.effect = value,
        "reply" => form.reply = value,
        "clinical" => form.clinical = value,
        "note" => form.note = value,
        // A field of another page; nothing of ours has this name.
        _ => {}
    }
}
