//! The form as it is sent: words, and the files of one export.

use axum::extract::Multipart;

use super::Typed;
use crate::pages::frame::Mends;
use crate::routes::log::FILE_BYTES;
use crate::upload::{Arrived, receive};

/// Parts that one download is sent in. Nobody has been seen to have a tenth of it.
const FILES: usize = 500;

/// A form as it was sent; nothing of it is judged yet.
#[derive(Default)]
pub(super) struct Sent {
    pub(super) typed: Typed,
    pub(super) files: Vec<Arrived>,
    /// Names the file that waits from the time before.
    pub(super) kept: String,
    pub(super) mends: Mends,
}

/// Reads the form. The files together may weigh what one may.
pub(super) async fn read(mut form: Multipart) -> Sent {
    let mut sent = Sent::default();
    let mut room = FILE_BYTES;
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return sent,
            Err(_) => {
                sent.mends = Mends::one("file", "The file arrived only in part. Choose it again.");
                return sent;
            }
        };
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            match receive(field, room).await {
                Ok(Some(_)) if sent.files.len() >= FILES => {
                    let words = format!(
                        "More than {FILES} files were chosen. Choose the parts of one download, or a zip."
                    );
                    sent.mends = Mends::one("file", words);
                }
                Ok(Some(arrived)) => {
                    room = room.saturating_sub(arrived.length());
                    sent.files.push(arrived);
                }
                Ok(None) => {}
                Err(lost) => sent.mends = Mends::one("file", lost.to_string()),
            }
            continue;
        }
        let value = field.text().await.unwrap_or_default();
        let typed = &mut sent.typed;
        match name.as_str() {
            "account" => typed.account = value,
            "mine" => typed.mine = value,
            "zone" => typed.zone = value,
            "order" => typed.order = value,
            "channel" => typed.channel = value,
            "pasted" => typed.pasted = value,
            "column" if !value.is_empty() => typed.columns.push(value),
            "kept" => sent.kept = value,
            _ => {}
        }
    }
}
