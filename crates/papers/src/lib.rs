//! Papers: writes what leaves on paper.
//!
//! For: the chronology of a case, the labels of its exhibits, and letters. Each becomes a PDF that is archival
//! (PDF/A-2a) and accessible (PDF/UA-1) in one file; chronology and letters also become plain text, and letters that a
//! practice finishes itself a text document.
//!
//! Owns: the forms and the wording under `templates/` (a folder a template), the fonts, and how a string that no
//! font can print is shown. Typst hangs on this crate alone.
//!
//! Takes plain input: structs of strings that were chosen, withheld and worded before they came here. So it
//! cannot leak what it was not handed.
//!
//! Never: reads an entry, decides what may be shown, opens a file, asks the clock, or reaches the network. The same
//! input gives the same bytes. A string of the input is never read as markup.
//!
//! Which one to take:
//! - [`chronology()`] for what happened, in order;
//! - [`exhibits()`] for a label and a view of each original;
//! - [`letter()`] for a letter, sheet or statement of a [`TemplateSet`]: PDF, text, and the gaps that a person must still
//!   fill; [`Words`] for what it should not say.

mod account;
mod characters;
mod chronology;
mod docx;
mod error;
mod exhibits;
mod filling;
mod fonts;
mod front;
mod gap;
mod letter;
mod picture;
mod pieces;
mod plain;
mod press;
mod template;
mod volumes;
mod wording;
mod words;

pub use account::Told;
pub use chronology::{
    Chronology, Correction, CountRow, Counts, ExampleCheck, ExhibitLine, Late, Line, Occasion,
    Occasions, Registered, Row, Statement, WithheldRow, WithheldSums, chronology,
};
pub use error::PaperError;
pub use exhibits::{Exhibit, ExhibitList, Moved, View, exhibits};
pub use front::{Front, Volume};
pub use gap::{Dates, GapSpec, Known, Place};
pub use jiff::civil::Date;
pub use letter::{Drafted, Gap, Letter, State, letter};
pub use picture::{Picture, PictureError};
pub use press::Pdf;
pub use template::{Override, TemplateSet};
pub use wording::{Reader, Sent};
pub use words::{Doubt, Words};
