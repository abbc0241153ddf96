//! What is attached to a message of Outlook.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::store::{Of, Store};
use crate::limits;
use crate::mail::{Content, File};
use crate::mapi::{Properties, id, method};

const WANTED: &[u16] = &[
    id::ATTACH_DATA,
    id::ATTACH_FILENAME,
    id::ATTACH_LONG_FILENAME,
    id::ATTACH_METHOD,
    id::ATTACH_MIME_TAG,
    id::DISPLAY_NAME,
];

/// A file that a message names, and what tells it from another.
pub(super) struct Attached {
    pub(super) name: String,
    /// Of a file that is there as its bytes.
    pub(super) digest: Option<[u8; 32]>,
    /// It is named and not there.
    pub(super) missing: bool,
}

/// Adds what is attached to `content`; gives back what there was, in its order.
pub(super) fn attached(
    store: &mut Store<'_>,
    page: Option<u32>,
    content: &mut Content,
) -> Vec<Attached> {
    let paths = store.parts("__attach_version1.0_#", limits::OUTLOOK_FILES + 1);
    if paths.len() > limits::OUTLOOK_FILES {
        content.problem("it has too many files: some are not read");
    }
    paths
        .iter()
        .take(limits::OUTLOOK_FILES)
        .map(|path| one(store, path, page, content))
        .collect()
}

fn one(store: &mut Store<'_>, path: &Path, page: Option<u32>, content: &mut Content) -> Attached {
    let mut told = store.properties(path, Of::Part, WANTED);
    told.code_page = page;
    if let Some(odd) = told.odd_letters() {
        content.problem(odd);
    }
    let name = [
        id::ATTACH_LONG_FILENAME,
        id::ATTACH_FILENAME,
        id::DISPLAY_NAME,
    ]
    .into_iter()
    .find_map(|id| told.text(id).filter(|n| !n.trim().is_empty()))
    .unwrap_or_default();
    let media = told
        .text(id::ATTACH_MIME_TAG)
        .map(|m| m.to_ascii_lowercase());
    let how = told.integer(id::ATTACH_METHOD).unwrap_or_default();
    if let Some(object) = store.object(path) {
        return inside(store, &object, how, name, content);
    }
    let Some(bytes) = told.take(id::ATTACH_DATA) else {
        content.problem(if method::REFERENCES.contains(&how) {
            "it names a file that was not sent with it"
        } else {
            "a file in it has no content"
        });
        return Attached {
            name,
            digest: None,
            missing: true,
        };
    };
    let digest = Some(Sha256::digest(&bytes).into());
    content.add_file(File {
        name: name.clone(),
        media: media.unwrap_or_else(|| "application/octet-stream".to_owned()),
        bytes,
    });
    Attached {
        name,
        digest,
        missing: false,
    }
}

/// A message or an object of another program: a part of the outer message that is no file there.
fn inside(
    store: &mut Store<'_>,
    object: &Path,
    how: i64,
    name: String,
    content: &mut Content,
) -> Attached {
    let (of, media) = if how == method::OBJECT {
        content.problem("an object of another program is in it, which is kept as it is");
        (Of::Part, "application/x-ole-storage")
    } else {
        content.problem("a message is attached to it, which is kept as a file of its own");
        (Of::Attached, "application/vnd.ms-outlook")
    };
    let name = match of {
        Of::Attached => message_name(store, object, name),
        _ => name,
    };
    let bytes = store.on_its_own(object, of);
    let missing = bytes.is_none();
    match bytes {
        Some(bytes) => content.add_file(File {
            name: name.clone(),
            media: media.to_owned(),
            bytes,
        }),
        None => content.problem("a file in it cannot be read"),
    }
    Attached {
        name,
        digest: None,
        missing,
    }
}

/// The name that the outer message gives it, else its subject, as a file.
fn message_name(store: &mut Store<'_>, message: &Path, name: String) -> String {
    let name = if name.trim().is_empty() {
        let told: Properties = store.properties(message, Of::Attached, &[id::SUBJECT]);
        told.text(id::SUBJECT)
            .unwrap_or_else(|| "message".to_owned())
    } else {
        name
    };
    if name.to_ascii_lowercase().ends_with(".msg") {
        name
    } else {
        format!("{name}.msg")
    }
}
