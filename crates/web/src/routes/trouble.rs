//! What the desk could not do, as a page: what happened, to what, what is safe, what to do next.

use axum::http::StatusCode;
use axum::response::Response;
use standfast_desk::DeskError;
use standfast_desk::vault::VaultError;

use crate::labels::capital;
use crate::pages::error::ErrorPage;
use crate::pages::frame::Frame;
use crate::server::page;

/// A page that did not come about.
pub(super) struct Trouble {
    error: Box<DeskError>,
    back: Option<(String, &'static str)>,
}

impl From<DeskError> for Trouble {
    fn from(error: DeskError) -> Self {
        Self {
            error: Box::new(error),
            back: None,
        }
    }
}

impl Trouble {
    /// With a way back to where it can be done again.
    pub(super) fn back(error: DeskError, to: String, words: &'static str) -> Self {
        Self {
            error: Box::new(error),
            back: Some((to, words)),
        }
    }

    pub(super) fn page(self, demonstration: bool) -> Response {
        let frame = Frame::locked("Problem", demonstration);
        let missing = matches!(
            *self.error,
            DeskError::NoCase(_) | DeskError::NoEntry { .. } | DeskError::NoExhibit { .. }
        );
        if missing {
            return page(StatusCode::NOT_FOUND, &ErrorPage::not_found(frame));
        }
        let (status, happened, safe, next) = words(&self.error);
        let (back, back_words) = self
            .back
            .unwrap_or_else(|| ("/".to_owned(), "To the cases"));
        let problem = ErrorPage {
            frame,
            happened,
            to_what: String::new(),
            safe: safe.to_owned(),
            next: next.to_owned(),
            back,
            back_words: back_words.to_owned(),
        };
        page(status, &problem)
    }
}

/// Nothing was saved, whatever it is: each act is one durable step or none.
const BEFORE: &str = "This was not saved. Everything saved before is safe.";

fn words(error: &DeskError) -> (StatusCode, String, &'static str, &'static str) {
    let inside = StatusCode::INTERNAL_SERVER_ERROR;
    let room = StatusCode::INSUFFICIENT_STORAGE;
    let vault = match error {
        DeskError::Vault(vault) => vault,
        DeskError::Said(_)
        | DeskError::Words { .. }
        | DeskError::File { .. }
        | DeskError::OtherKind { .. } => {
            return (
                StatusCode::UNPROCESSABLE_ENTITY,
                sentence(error),
                "Nothing was saved.",
                "",
            );
        }
        DeskError::Refused(_) => {
            return (
                StatusCode::FORBIDDEN,
                "This is not for you here".to_owned(),
                "Nothing was changed.",
                "",
            );
        }
        _ => {
            return (
                inside,
                sentence(error),
                "Nothing was changed. The entries are as they were.",
                "",
            );
        }
    };
    match vault {
        VaultError::Full => (
            room,
            "The disk is full".to_owned(),
            BEFORE,
            "Make room, then do it again.",
        ),
        VaultError::NotWritable { .. } => (
            inside,
            "The vault cannot be written".to_owned(),
            BEFORE,
            "Allow writing there, then do it again.",
        ),
        VaultError::Io { .. } => (
            inside,
            "The disk did not answer".to_owned(),
            BEFORE,
            "Check the disk, then do it again.",
        ),
        VaultError::OlderCopy { .. } => (
            StatusCode::CONFLICT,
            "This is an older copy of the vault".to_owned(),
            "Nothing was changed. It can be read, not added to.",
            "If the newer copy still exists, use that. If not, the command line can go on from this one.",
        ),
        VaultError::SecondCopy => (
            StatusCode::CONFLICT,
            "There are two copies of this vault, and they went different ways".to_owned(),
            "Nothing was changed. Both can be read.",
            "Use one copy only. The command line can go on from this one.",
        ),
        VaultError::Moved => (
            StatusCode::CONFLICT,
            "Something else was saved in between".to_owned(),
            BEFORE,
            "Look at the case, then do it again.",
        ),
        VaultError::OriginalChanged { item } | VaultError::OriginalMissing { item } => (
            inside,
            format!("The original of {item} is missing or was changed"),
            "The entries are safe.",
            "Look for this file in a backup. “Check” names everything that does not fit.",
        ),
        VaultError::Damaged { .. } | VaultError::Entry(_) => (
            inside,
            "Part of this vault is damaged".to_owned(),
            "Nothing was changed.",
            "Copy the whole folder before anything else. “Check” names what does not fit.",
        ),
        VaultError::Input(_) => (
            inside,
            "The file could not be read to its end".to_owned(),
            BEFORE,
            "Choose it again.",
        ),
        VaultError::TooLarge { .. } => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "The file is longer than one original may be".to_owned(),
            BEFORE,
            "Bring it in parts.",
        ),
        _ => (
            inside,
            "It did not work".to_owned(),
            BEFORE,
            "Do it again. If it fails again, lock and unlock.",
        ),
    }
}

fn sentence(error: &DeskError) -> String {
    let words = error.to_string();
    let what = words.strip_suffix("; nothing was saved").unwrap_or(&words);
    capital(what)
}
