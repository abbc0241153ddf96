//! Exhibits: a label for each original, its continuity, and a view. Form: `templates/exhibits/form.typ`.
//!
//! A view is made from the original and is not the original; every page of one says so.

use serde::Serialize;
use serde_json::{Value, json};

use crate::error::PaperError;
use crate::front::Front;
use crate::picture::Picture;
use crate::press::{self, Job, Pdf};

const FORM: &str = include_str!("../../../templates/exhibits/form.typ");

/// The labels of all exhibits that are given.
#[derive(Clone)]
pub struct ExhibitList {
    /// Cover and foot.
    pub front: Front,
    /// The exhibits in the order of their references.
    pub exhibits: Vec<Exhibit>,
    /// What is said below the list, such as which exhibits are withheld.
    pub notes: Vec<String>,
}

/// One exhibit.
#[derive(Clone)]
pub struct Exhibit {
    /// Initials and number (`WAQ/3`); never used again.
    pub reference: String,
    /// What it is.
    pub what: String,
    /// Who produces it.
    pub produced_by: String,
    /// When and where it was found.
    pub found: String,
    /// In which contact it is seen, and as which entry it was sealed.
    pub seen_in: Option<String>,
    /// Name of its file in `data/originals`, with kind and size in words; none where the original is withheld.
    pub file: Option<String>,
    /// SHA-256 of the original, 64 lower-case hex digits; none where the original is withheld.
    pub sha256: Option<String>,
    /// Where the paper or the object itself is kept.
    pub kept: Option<String>,
    /// Who had it when.
    pub continuity: Vec<Moved>,
    /// Views, in order.
    pub views: Vec<View>,
}

/// A line of an exhibit's continuity.
#[derive(Clone, Serialize)]
pub struct Moved {
    /// When, with zone.
    pub when: String,
    /// From whom or where.
    pub from: String,
    /// To whom or where.
    pub to: String,
}

/// What can be seen of an original on paper.
#[derive(Clone)]
pub enum View {
    /// A picture made anew from the original's pixels.
    Picture {
        /// What it shows (`side 1`); "View, not the original" is put before it.
        caption: String,
        /// The checked picture.
        picture: Picture,
    },
    /// The text of a message, a chat or a mail.
    Text {
        /// What it shows.
        caption: String,
        /// The text, with its own line ends.
        text: String,
    },
    /// There is no view, and why.
    Missing {
        /// One sentence.
        why: String,
    },
}

/// Writes the exhibit list as PDF.
///
/// # Errors
/// [`PaperError::Made`] where it could not be set, [`PaperError::TooLong`] where one volume cannot hold all pictures;
/// the message has no content of the case.
pub fn exhibits(input: &ExhibitList) -> Result<Pdf, PaperError> {
    let document = "the exhibit list";
    let fail = |e: serde_json::Error| PaperError::Made {
        document: document.to_owned(),
        cause: e.to_string(),
    };
    let mut pictures = Vec::new();
    let labels: Vec<Value> = input
        .exhibits
        .iter()
        .map(|exhibit| label(exhibit, &mut pictures))
        .collect();
    let front = serde_json::to_value(&input.front).map_err(fail)?;
    press::print(Job {
        document,
        form: FORM,
        date: input.front.date,
        data: json!({"front": front, "exhibits": labels, "notes": input.notes}),
        pictures,
    })
}

fn label<'a>(exhibit: &'a Exhibit, pictures: &mut Vec<&'a [u8]>) -> Value {
    let views: Vec<Value> = exhibit
        .views
        .iter()
        .map(|view| match view {
            View::Picture { caption, picture } => {
                pictures.push(picture.bytes());
                let (width, height) = picture.on_paper();
                json!({
                    "view": "picture",
                    "file": format!("/view/{}", pictures.len() - 1),
                    "caption": caption,
                    "alt": picture.alt(),
                    "width": width,
                    "height": height,
                })
            }
            View::Text { caption, text } => {
                json!({"view": "text", "caption": caption, "text": text})
            }
            View::Missing { why } => json!({"view": "missing", "why": why}),
        })
        .collect();
    json!({
        "reference": exhibit.reference,
        "what": exhibit.what,
        "produced-by": exhibit.produced_by,
        "found": exhibit.found,
        "seen-in": exhibit.seen_in,
        "file": exhibit.file,
        "sha256": exhibit.sha256,
        "kept": exhibit.kept,
        "continuity": exhibit.continuity,
        "views": views,
    })
}
