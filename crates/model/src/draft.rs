//! Drafts: what an export offers, before a person's act seals it.
//!
//! A reader of a foreign format makes one [`Draft`] a record. It says what the export says, where
//! it stood and what was doubtful; who of the senders is the subject is not for a draft to know.

use jiff::tz::Offset;
use jiff::{Timestamp, civil};

use crate::lists::Channel;
use crate::{Normalised, normalise};

/// One record of an export: a message, a call, a friend request, a system line.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub kind: DraftKind,
    /// How it came.
    pub channel: Channel,
    /// `whatsapp`, `facebook`, …
    pub platform: Option<String>,
    /// Chat, folder or thread; records of one thread that bear no id are never merged.
    pub thread: String,
    /// Identity that the format itself gives (Message-ID, message id).
    pub id: Option<String>,
    /// 64 lower-case hex digits: SHA-256 over what makes this record itself, whatever export it
    /// stands in, the first four replaced by its day where the format knows one. The same record
    /// in a second export has the same one, each of many equal records of one export its own.
    pub identity: String,
    /// Who sent it.
    pub from: Option<Person>,
    /// To whom, as far as the record says; a chat says nothing.
    pub to: Vec<Person>,
    /// When, by the rules of its format.
    pub time: DraftTime,
    /// A subject line; of a call, what the program says of it.
    pub title: Option<String>,
    /// The words, as written.
    pub words: Option<String>,
    /// `deleted`, `edited`, `media-omitted`, `hidden-text`, …
    pub marks: Vec<String>,
    /// What came with it.
    pub attachments: Vec<Attachment>,
    /// What is doubtful about it, in words, without its content.
    pub doubts: Vec<String>,
    /// The record's own bytes, unchanged, without a line end after the last line of a chat's.
    pub own_bytes: Vec<u8>,
    /// The line end of its file's characters, for an extract: one byte, or two in UTF-16.
    pub line_end: &'static [u8],
}

impl Draft {
    /// Adds a mark once.
    pub fn mark(&mut self, mark: &str) {
        if !self.marks.iter().any(|m| m == mark) {
            self.marks.push(mark.to_owned());
        }
    }

    /// Adds a doubt once.
    pub fn doubt(&mut self, doubt: impl Into<String>) {
        let doubt = doubt.into();
        if !self.doubts.contains(&doubt) {
            self.doubts.push(doubt);
        }
    }
}

/// Where a record stands in its export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file inside an archive or folder; empty for a single file.
    pub file: String,
    /// For people: "line 118", "message 4 (byte 10233)".
    pub at: String,
    /// First byte and one past the last, in the (unpacked) file.
    pub bytes: (u64, u64),
}

impl Place {
    /// For people at the screen: with the file where there are several. Entries have `at` alone.
    #[must_use]
    pub fn shown(&self) -> String {
        if self.file.is_empty() {
            self.at.clone()
        } else {
            format!("{}, {}", self.file, self.at)
        }
    }
}

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DraftKind {
    /// Words or files from one person.
    Message,
    /// A call, taken or missed.
    Call,
    /// A friend or follow request.
    Request,
    /// A line of the program itself, nobody's words; always left out.
    System,
    /// A bounce, an automatic reply, a read receipt: not the sender's words.
    Notification,
}

/// A person as an export names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Display name: a label, not an identity.
    pub label: Option<String>,
    /// Number, e-mail address, handle or id.
    pub address: Option<String>,
}

impl Person {
    /// All forms under which this person may be recognised.
    ///
    /// Not for e-mail: there the label is whatever the sender typed, and only
    /// [`Person::identity`] counts.
    pub fn names(&self) -> impl Iterator<Item = Normalised> + '_ {
        self.address
            .iter()
            .chain(self.label.iter())
            .map(|n| normalise(n))
    }

    /// As the export names them, for people: the label, the address, or both.
    #[must_use]
    pub fn shown(&self) -> String {
        match (&self.label, &self.address) {
            (Some(label), Some(address)) => format!("{label} <{address}>"),
            (Some(one), None) | (None, Some(one)) => one.clone(),
            (None, None) => String::new(),
        }
    }

    /// The address; the label only where there is no address.
    #[must_use]
    pub fn identity(&self) -> Option<Normalised> {
        self.address
            .as_ref()
            .or(self.label.as_ref())
            .map(|n| normalise(n))
    }
}

/// When, by the rules of the format, before the zone of the case is applied.
#[derive(Clone, Debug, PartialEq)]
pub enum DraftTime {
    /// The format gives an instant (server time, or a time with offset).
    Instant {
        /// UTC.
        at: Timestamp,
        /// Whether seconds were said.
        seconds: bool,
        /// The offset that stood beside it, where one did.
        offset: Option<Offset>,
        /// Whose clock.
        basis: Basis,
    },
    /// Wall time without a zone: the zone is the person's to say.
    Local {
        /// As the export says it.
        wall: civil::DateTime,
        /// Whether it says seconds.
        seconds: bool,
        /// Whose clock.
        basis: Basis,
    },
    /// No usable time.
    Unknown,
}

/// Whose clock a time is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// A server that neither party keeps.
    Server,
    /// The phone or computer that kept the record.
    Device,
    /// The sender says so.
    SenderClaimed,
    /// The wall time of the device that made the export.
    ExportLocal,
    /// The name of the file.
    FileName,
    /// The file's own date.
    File,
}

impl Basis {
    /// The word in fields and JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Basis::Server => "server",
            Basis::Device => "device",
            Basis::SenderClaimed => "sender-claimed",
            Basis::ExportLocal => "export-local",
            Basis::FileName => "filename",
            Basis::File => "file",
        }
    }
}

/// A file that came with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name in the export; data, never a path on disk. Empty where the export says none.
    pub name: String,
    /// What the export says it is: a media type (`image/jpeg`), or a word (`image`, `sticker`).
    pub declared: Option<String>,
    /// Its bytes, or why they are not there.
    pub content: AttachmentContent,
}

/// The bytes of an attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttachmentContent {
    /// Here they are.
    Bytes(Vec<u8>),
    /// In the archive or folder that is being read, under this name; the source opens it.
    Member(String),
    /// The export names it and does not contain it.
    Missing,
    /// The export was made without media.
    Omitted,
}
