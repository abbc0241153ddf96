//! Looks: one file a view. What a person can see; each goes through the table of access too.

pub mod accounts;
pub mod case;
pub mod clocks;
pub mod guidance;
pub mod insight;
pub mod line;
pub mod next;
pub mod notes;
pub mod preview;
pub mod search;
pub mod shown;
pub mod timeline;
pub mod verify;

pub use line::{Line, LineExhibit, instead_of_words, mark_words};
