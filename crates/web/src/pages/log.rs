//! Logging a contact: words first, then when, then how; everything else now or later.
//!
//! Any one answer is enough. Nothing is read out of the words. The form holds what was typed as
//! it was typed, and a page that comes back loses nothing: the chosen files, which no browser lets a
//! page keep, wait on the server and are named.

use askama::Template;

use super::frame::{Choice, Frame, Mends};
use super::icon::Icon;
use crate::words::Words;

/// The form, fresh or come back.
#[derive(Debug, Template)]
#[template(path = "log.html")]
pub struct Log {
    /// Without the case's menu, so that nothing stands before the words; with its help.
    pub frame: Frame,
    /// "New entry in case knee".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// "5:52pm": what "Just now" means, so that it is seen and can be changed.
    pub now: String,
    /// When the form was opened, in seconds: what "Just now" goes by.
    pub opened: i64,
    /// The random name of this form: sent twice, it makes one entry.
    pub once: String,
    /// What was typed.
    pub form: LogForm,
    /// Names the files that came with the form before; empty where none did.
    pub kept: String,
    /// What they are called.
    pub kept_files: Vec<Words>,
    /// Dates that they offer, where nobody said when it was; at most three.
    pub offered: Vec<FileDate>,
    /// It was locked, or could not be saved, while this was typed.
    pub came_back: bool,
    /// Fields that can be mended: `words`, `when-today`, `when-other`, `when-about`, `files`.
    pub mends: Mends,
}

/// A date that a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDate {
    /// The file's name.
    pub file: Words,
    /// "taken 14 Feb 2014, 10:30:00 (says the camera; zone unknown)"; sent back as it is.
    pub said: String,
}

/// The fields, by their names in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogForm {
    /// `words`: in the clinician's own words.
    pub words: String,
    /// `when`.
    pub when: When,
    /// `when-today`: "about half past four".
    pub when_today: String,
    /// `when-other`: "last Tuesday evening".
    pub when_other: String,
    /// `when-about`: "in January".
    pub when_about: String,
    /// `when-unsure`: "before Christmas"; kept with the words.
    pub when_unsure: String,
    /// `when-offered`: the dates of files that were offered, in order.
    pub when_offered: Vec<String>,
    /// `how`: a channel of [`TILES`], or "other".
    pub how: String,
    /// `how-else`: a channel of [`MORE_CHANNELS`], or nothing.
    pub how_else: String,
    /// `platform`: of [`PLATFORMS`], or nothing.
    pub platform: String,
    /// `from`: subject, clinician or other.
    pub from: String,
    /// `sign`, several.
    pub signs: Vec<String>,
    /// `exact`: their words.
    pub exact: String,
    /// `towards`: somebody else than the clinician.
    pub towards: String,
    /// `place`.
    pub place: String,
    /// `witness`: a name a line.
    pub witnesses: String,
    /// `effect`.
    pub effect: String,
    /// `reply`.
    pub reply: String,
    /// `clinical`.
    pub clinical: String,
    /// `note`, for the private log.
    pub note: String,
}

/// The answers to "When".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum When {
    /// The moment the form was opened; the answer that is ticked at first.
    #[default]
    Now,
    /// Today, at a time of the day.
    Today,
    /// Another day.
    Other,
    /// A month, a range, "about".
    About,
    /// Not sure.
    Unsure,
    /// The date of a file that was chosen: which of those offered.
    File(u8),
}

impl When {
    /// All, in the order of the form.
    pub const ALL: [When; 8] = [
        When::Now,
        When::Today,
        When::Other,
        When::About,
        When::Unsure,
        When::File(0),
        When::File(1),
        When::File(2),
    ];

    /// What is sent.
    #[must_use]
    pub const fn value(self) -> &'static str {
        match self {
            When::Now => "now",
            When::Today => "today",
            When::Other => "other",
            When::About => "about",
            When::Unsure => "unsure",
            When::File(0) => "file-0",
            When::File(1) => "file-1",
            When::File(_) => "file-2",
        }
    }

    /// Reads what was sent; anything else is no answer.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|when| when.value() == value)
    }
}

/// The channels with a tile of their own: value, words, icon.
pub const TILES: [(&str, &str, Icon); 12] = [
    ("message", "Message", Icon::Message),
    ("text", "Text", Icon::Text),
    ("call", "Phone call", Icon::Call),
    ("email", "E-mail", Icon::Email),
    ("letter", "Letter", Icon::Letter),
    ("card", "Card", Icon::Card),
    ("gift", "Gift", Icon::Gift),
    ("friend-request", "Friend request", Icon::Friend),
    ("attendance-work", "Came to my work", Icon::Work),
    ("attendance-home", "Came to my home", Icon::Home),
    ("following", "Followed me", Icon::Eye),
    ("other", "Another way", Icon::Other),
];

/// The channels behind "Another way".
pub const MORE_CHANNELS: [Choice; 12] = [
    Choice {
        value: "voicemail",
        label: "Voicemail",
    },
    Choice {
        value: "package",
        label: "Package",
    },
    Choice {
        value: "catalogue",
        label: "Catalogue",
    },
    Choice {
        value: "post",
        label: "Post online",
    },
    Choice {
        value: "comment",
        label: "Comment online",
    },
    Choice {
        value: "consultation",
        label: "In a consultation",
    },
    Choice {
        value: "attendance-elsewhere",
        label: "Met me somewhere else",
    },
    Choice {
        value: "letterbox",
        label: "Through the letterbox",
    },
    Choice {
        value: "damage",
        label: "Damage",
    },
    Choice {
        value: "third-party",
        label: "Through somebody else",
    },
    Choice {
        value: "complaint",
        label: "Complaint",
    },
    Choice {
        value: "allegation",
        label: "Allegation",
    },
];

/// Where messages, requests, posts and comments came.
pub const PLATFORMS: [Choice; 5] = [
    Choice {
        value: "whatsapp",
        label: "WhatsApp",
    },
    Choice {
        value: "facebook",
        label: "Facebook",
    },
    Choice {
        value: "instagram",
        label: "Instagram",
    },
    Choice {
        value: "x",
        label: "X",
    },
    Choice {
        value: "other",
        label: "Somewhere else",
    },
];

/// Who did it.
pub const PARTIES: [Choice; 3] = [
    Choice {
        value: "subject",
        label: "The patient",
    },
    Choice {
        value: "clinician",
        label: "I did",
    },
    Choice {
        value: "other",
        label: "Somebody else",
    },
];

/// The signs that stand open, safety first.
pub const FIRST_SIGNS: [Choice; 8] = [
    Choice {
        value: "fear",
        label: "I was afraid",
    },
    Choice {
        value: "threat",
        label: "A threat",
    },
    Choice {
        value: "aggression",
        label: "Aggressive",
    },
    Choice {
        value: "waiting-for",
        label: "Waited for me",
    },
    Choice {
        value: "after-being-told",
        label: "After being told to stop",
    },
    Choice {
        value: "at-work-unbooked",
        label: "At work without an appointment",
    },
    Choice {
        value: "declaration",
        label: "Spoke of feelings for me",
    },
    Choice {
        value: "request-to-meet",
        label: "Asked to meet",
    },
];

/// The signs that are folded.
pub const MORE_SIGNS: [Choice; 14] = [
    Choice {
        value: "damage",
        label: "Damage to something",
    },
    Choice {
        value: "gift",
        label: "A gift",
    },
    Choice {
        value: "personal-question",
        label: "Asked about my private life",
    },
    Choice {
        value: "sexual",
        label: "Sexual words or acts",
    },
    Choice {
        value: "persistent",
        label: "Again and again",
    },
    Choice {
        value: "new-account",
        label: "From a new account",
    },
    Choice {
        value: "at-home",
        label: "At my home",
    },
    Choice {
        value: "following",
        label: "Followed me",
    },
    Choice {
        value: "photographing",
        label: "Took pictures of me",
    },
    Choice {
        value: "threat-self-harm",
        label: "Spoke of harming themselves",
    },
    Choice {
        value: "breaks-order",
        label: "Against a court order or bail",
    },
    Choice {
        value: "false-allegation",
        label: "Said something untrue about me",
    },
    Choice {
        value: "via-family",
        label: "Through my family",
    },
    Choice {
        value: "other",
        label: "Something else; say it in your words",
    },
];

impl Log {
    fn is(&self, when: &str) -> bool {
        self.form.when.value() == when
    }

    fn is_file(&self, at: &usize) -> bool {
        matches!(self.form.when, When::File(chosen) if usize::from(chosen) == *at)
    }

    fn ticked(&self, sign: &str) -> bool {
        self.form.signs.iter().any(|ticked| ticked == sign)
    }

    /// The folded signs come open when one of them is ticked: nothing ticked is ever hidden.
    fn more_open(&self) -> bool {
        MORE_SIGNS.iter().any(|sign| self.ticked(sign.value))
    }

    fn from(&self) -> &str {
        if self.form.from.is_empty() {
            "subject"
        } else {
            &self.form.from
        }
    }

    fn eye(&self) -> Icon {
        Icon::Eye
    }

    fn lock(&self) -> Icon {
        Icon::Lock
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The lists of the contract, so that none can be forgotten here.
    #[test]
    fn every_channel_and_sign_of_the_contract_can_be_said() {
        let channels = "letter card gift package catalogue text call voicemail email message friend-request post \
            comment consultation attendance-work attendance-home attendance-elsewhere following damage letterbox \
            third-party complaint allegation other";
        let said: BTreeSet<_> = TILES
            .iter()
            .map(|tile| tile.0)
            .chain(MORE_CHANNELS.iter().map(|channel| channel.value))
            .collect();
        assert_eq!(said, channels.split_whitespace().collect());

        let signs = "declaration gift personal-question request-to-meet sexual persistent after-being-told \
            new-account at-home at-work-unbooked waiting-for following photographing threat threat-self-harm \
            aggression fear damage breaks-order false-allegation via-family other";
        let said: BTreeSet<_> = FIRST_SIGNS
            .iter()
            .chain(&MORE_SIGNS)
            .map(|sign| sign.value)
            .collect();
        assert_eq!(said, signs.split_whitespace().collect());
    }
}
