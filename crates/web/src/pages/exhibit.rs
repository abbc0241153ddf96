//! One original: what can safely be seen of it, and what is known about it.

use askama::Template;

use super::frame::Frame;
use super::step::EntryLink;
use crate::words::Words;
use standfast_desk::looks::preview::{NotShown, SafeHtml, Text};

/// An exhibit's page.
#[derive(Debug, Template)]
#[template(path = "exhibit.html")]
pub struct Exhibit {
    /// With the case.
    pub frame: Frame,
    /// "Case knee, entry 2".
    pub caption: Words,
    /// "WAQ/1".
    pub reference: String,
    /// What it is, in the clinician's words.
    pub what: Words,
    /// What is shown of it.
    pub view: View,
    /// The address of the small picture inside the picture, where that does not look like it.
    pub inside: Option<String>,
    /// Where the original is downloaded.
    pub download: String,
    /// Its name as it came.
    pub name: Words,
    /// "48,211 bytes".
    pub size: String,
    /// SHA-256, in hex.
    pub sha256: String,
    /// "Produced by", "Found", "Recorded", and what stands there.
    pub facts: Vec<(&'static str, Words)>,
    /// Where it was, newest last: "9 February 2026: in the drawer of the manager".
    pub continuity: Vec<Words>,
    /// The contact or measure that it belongs to.
    pub belongs: Option<EntryLink>,
}

/// What can be seen of an original without opening it.
#[derive(Debug, Clone)]
pub enum View {
    /// The address of a picture that is written anew.
    Picture {
        /// Below the exhibit's own address.
        src: String,
    },
    /// A text file.
    Text(Text),
    /// An e-mail: from, to, date, subject, and its words.
    Mail {
        /// Name and value, as they stand in the message.
        heads: Vec<(&'static str, Words)>,
        /// The plain words, where there are any; they are preferred.
        plain: Option<Text>,
        /// Else the words of the HTML part.
        html: Option<SafeHtml>,
    },
    /// Nothing, and why.
    Nothing(NotShown),
}

impl Exhibit {
    /// The hash in eights, to be read aloud.
    fn eights(&self) -> Vec<&str> {
        let mut rest = self.sha256.as_str();
        let mut eights = Vec::new();
        while let Some((eight, after)) = rest.split_at_checked(8) {
            eights.push(eight);
            rest = after;
        }
        if !rest.is_empty() {
            eights.push(rest);
        }
        eights
    }
}
