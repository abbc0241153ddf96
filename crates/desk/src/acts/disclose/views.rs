//! What can be seen of an original on paper: a picture made anew, its text, or why nothing.

use std::io::Read;

use rayon::iter::{IntoParallelIterator, ParallelDrainRange, ParallelExtend, ParallelIterator};
use standfast_papers::{Picture, View};

use super::Disclose;
use super::exhibits::{Label, Original};
use super::outline::Outline;
use crate::access::Permit;
use crate::acts::attach::is_message;
use crate::looks::preview;
use crate::{Desk, DeskError};

/// Dots along the longer side of a view: sharp on paper at 200 dots an inch.
const VIEW_SIDE: u32 = 1_240;
/// Originals above this have no view: a label says so.
const VIEW_BYTES: u64 = 64 * 1024 * 1024;
/// Originals held at once while their views are made, in bytes, except for one that is larger.
const HELD: u64 = 32 * 1024 * 1024;
/// Letters of a text view; what is longer is said to be cut.
const VIEW_LETTERS: usize = 12_000;

/// An original that is looked at, or why it is not.
enum Found {
    Bytes(Vec<u8>),
    Nothing(&'static str),
}

/// A view for each label, in their order. Reading is one after the other; decoding uses all cores.
pub(super) fn of(
    desk: &Desk,
    permit: &Permit<Disclose>,
    outline: &Outline<'_>,
    labels: &[Label],
) -> Result<Vec<View>, DeskError> {
    let mut views = Vec::with_capacity(labels.len());
    let mut batch: Vec<(&Label, Found)> = Vec::new();
    let mut held = 0;
    for label in labels {
        let found = match &label.original {
            None => Found::Nothing("The original is withheld."),
            Some(original) if original.bytes > VIEW_BYTES => {
                Found::Nothing("The file is too large for a view; open the original.")
            }
            Some(original) => {
                if held + original.bytes > HELD {
                    views.par_extend(batch.par_drain(..).map(view));
                    held = 0;
                }
                held += original.bytes;
                Found::Bytes(read(desk, permit, outline, label, original)?)
            }
        };
        batch.push((label, found));
    }
    views.par_extend(batch.into_par_iter().map(view));
    Ok(views)
}

fn read(
    desk: &Desk,
    permit: &Permit<Disclose>,
    outline: &Outline<'_>,
    label: &Label,
    original: &Original,
) -> Result<Vec<u8>, DeskError> {
    let mut bytes = Vec::new();
    desk.vault(permit)
        .original(outline.line.number, &original.sha256)?
        .read_to_end(&mut bytes)
        .map_err(|e| DeskError::File {
            file: label.reference.clone(),
            why: e.to_string(),
        })?;
    Ok(bytes)
}

fn view((label, found): (&Label, Found)) -> View {
    let missing = |why: String| View::Missing { why };
    let original = match found {
        Found::Bytes(bytes) => bytes,
        Found::Nothing(why) => return missing(why.to_owned()),
    };
    if is_message(&label.media_type) {
        return View::Text {
            caption: "Sender, date and text of the message".to_owned(),
            text: cut(&standfast_intake::mail_as_text(&original)),
        };
    }
    match preview::Kind::of(original.get(..8_192).unwrap_or(&original)) {
        preview::Kind::Picture => match preview::picture(&original, VIEW_SIDE) {
            Ok(seen) => {
                let what = label.described.clone().unwrap_or("Picture".to_owned());
                let caption = format!("{what} ({} × {} dots)", seen.width, seen.height);
                match Picture::check(seen.bytes, what) {
                    Ok(picture) => View::Picture { caption, picture },
                    Err(error) => missing(error.to_string()),
                }
            }
            Err(why) => missing(why.to_string()),
        },
        preview::Kind::Text => match preview::text(&original) {
            Ok(text) => View::Text {
                caption: "Its text".to_owned(),
                text: cut(&text.words),
            },
            Err(why) => missing(why.to_string()),
        },
        preview::Kind::Download => {
            missing("No view on paper for this kind of file; open the original.".to_owned())
        }
    }
}

/// The beginning of a long text, and how much more there is.
fn cut(text: &str) -> String {
    match text.char_indices().nth(VIEW_LETTERS) {
        None => text.to_owned(),
        Some((at, _)) => {
            let (shown, rest) = text.split_at(at);
            format!(
                "{shown}\n[… {} more letters are in the original]",
                rest.chars().count()
            )
        }
    }
}
