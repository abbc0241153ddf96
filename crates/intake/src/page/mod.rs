//! Pages of HTML that an export is written as: split into tags and text, cut into records.
//!
//! The tokens are those of `html5ever`, so that a page means here what it means in a browser. It
//! tells no places; since a tag ends with `>` and begins with `<`, feeding it piece by piece
//! between those signs tells where each token stood, to the byte. [`Tokens`] does that, [`Cutter`]
//! takes the bytes of one element after the other, [`Node`] is one of them as a tree. Nothing runs,
//! nothing is loaded, and no more than one record is in memory.

mod cutter;
mod node;
mod tokens;

pub(crate) use cutter::{Attributes, Cut, Cutter};
pub(crate) use node::{Node, has_class};
use tokens::Token;
pub(crate) use tokens::{Tokens, What};

use standfast_model::visible;

/// How a record begins, for a report: its tags, without its words.
pub(crate) fn outline(bytes: &[u8]) -> String {
    const LETTERS: usize = 80;
    let text = String::from_utf8_lossy(bytes.get(..bytes.len().min(400)).unwrap_or_default());
    let mut in_tag = false;
    let told: String = text
        .chars()
        .map(|c| {
            in_tag = (in_tag || c == '<') && c != '>';
            if in_tag || !c.is_alphanumeric() {
                c
            } else {
                'x'
            }
        })
        .collect();
    visible(&told).chars().take(LETTERS).collect()
}
