//! What stops an import as a whole. A broken record never does: it is a problem of the report.

use standfast_model::visible;

use crate::reader::ReaderId;
use crate::table::TableSeen;

/// Why an export could not be read.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// The file could not be opened or read.
    #[error("{name} could not be read: {source}")]
    Unreadable {
        /// The file's name as given.
        name: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A folder without anything that can be read.
    #[error("{name} is a folder, and nothing that can be read stands in it")]
    Folder {
        /// Its name.
        name: String,
    },
    /// Nothing that any reader knows.
    #[error("{name} is not an export that can be read")]
    NotRecognised {
        /// The file's name.
        name: String,
    },
    /// A known format without a reader.
    #[error("{name} is {what}, which is not yet read")]
    NotYetRead {
        /// The file's name.
        name: String,
        /// What it is, in words.
        what: &'static str,
    },
    /// What Outlook packed into an e-mail, without that e-mail.
    #[error(
        "{name} is a winmail.dat: a part of an e-mail, without the lines that say who sent it and when"
    )]
    PartOfMail {
        /// The file's name.
        name: String,
    },
    /// A file of a known kind that is damaged, or holds something else.
    #[error("{name} cannot be read as {what}: {why}")]
    Broken {
        /// The file's name.
        name: String,
        /// The kind, in words.
        what: &'static str,
        /// Why not.
        why: &'static str,
    },
    /// A download that was asked for as HTML, and is built in a way that is not known.
    #[error("{name} holds conversations as web pages (HTML), and no message was found in them")]
    AskForJson {
        /// The file's name.
        name: String,
    },
    /// Read by the right reader, and not one record was understood.
    #[error("nothing in {name} was understood by the reader for {reader}; {at} begins: {line}")]
    NothingUnderstood {
        /// The file's name.
        name: String,
        /// Which reader.
        reader: ReaderId,
        /// Where the first line stands that was not understood.
        at: String,
        /// That line, shortened, control characters shown by number.
        line: String,
    },
    /// Day and month cannot be told apart, and nothing in the file decides.
    #[error(
        "the dates in {name} can be read as day first or month first: {at} says {written}, which is {first} or {second}"
    )]
    AskDateOrder {
        /// The file's name.
        name: String,
        /// An example's place.
        at: String,
        /// The date as written.
        written: String,
        /// Day first.
        first: String,
        /// Month first.
        second: String,
    },
    /// A table, and nobody has said yet which column is what.
    #[error("{} is a table, and it must be said which column is what", .0.name)]
    AskColumns(Box<TableSeen>),
    /// A column that was named is not there.
    #[error("in {name} {why}; its columns are: {}", .columns.join(", "))]
    NoColumn {
        /// The file's name.
        name: String,
        /// What was looked for.
        why: String,
        /// How the columns can be named.
        columns: Vec<String>,
    },
    /// One piece of a zip that was cut into pieces which do not fit together by themselves.
    #[error(
        "{name} is one piece of a zip that was split (.z01, .z02, .zip), which is not read in pieces"
    )]
    Split {
        /// The file's name.
        name: String,
    },
    /// Several exports stand in it where one can be taken.
    #[error("{name} holds {count} exports, and only one can be taken at a time here")]
    Several {
        /// The file's name.
        name: String,
        /// How many.
        count: usize,
    },
    /// The archive itself cannot be read.
    #[error("the archive {name} cannot be opened: {why}")]
    Archive {
        /// The file's name.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// A member of the archive cannot be read.
    #[error("{} in {name} cannot be read: {why}", visible(.member))]
    Member {
        /// The archive.
        name: String,
        /// The member.
        member: String,
        /// Why.
        why: String,
    },
    /// A limit of [`crate::limits`] was reached, and nothing good is left.
    #[error("{what} of {name} is over the limit of {limit}")]
    Limit {
        /// The file's name.
        name: String,
        /// What is too large.
        what: &'static str,
        /// The limit, in words.
        limit: String,
    },
    /// It was replaced, grew or shrank while it was read.
    #[error("{name} changed while it was being read")]
    Changed {
        /// The file's name.
        name: String,
    },
}

impl IntakeError {
    /// Whether an answer of the person would settle it.
    #[must_use]
    pub fn is_question(&self) -> bool {
        matches!(
            self,
            IntakeError::AskDateOrder { .. }
                | IntakeError::AskColumns(_)
                | IntakeError::NoColumn { .. }
        )
    }

    /// Whether it failed for a reason outside the file's content.
    #[must_use]
    pub fn is_outside(&self) -> bool {
        matches!(
            self,
            IntakeError::Unreadable { .. } | IntakeError::Changed { .. }
        )
    }

    /// What is safe, and what to do.
    #[must_use]
    pub fn advice(&self) -> String {
        match self {
            IntakeError::Unreadable { .. } => "Nothing was stored. Check the name and that you may read the file.",
            IntakeError::Folder { .. } => "Nothing was stored. Give the zip that it came from, or the files in it one by one.",
            IntakeError::NotRecognised { .. } => {
                "Nothing was stored. It can be kept as it is: attach it to a contact."
            }
            IntakeError::NotYetRead { .. } => {
                "Nothing was stored. Keep it as it is: attach it to a contact, and write down what it shows."
            }
            IntakeError::PartOfMail { .. } => {
                "Nothing was stored. Import the e-mail that it came with: what is in the winmail.dat is read with it. If you do not have that e-mail, attach the file to a contact."
            }
            IntakeError::Broken { .. } => "Nothing was stored. It can be kept as it is: attach it to a contact.",
            IntakeError::AskForJson { .. } => {
                "Nothing was stored. Ask Facebook, Messenger or Instagram for the download again and choose the format JSON, not HTML."
            }
            IntakeError::NothingUnderstood { .. } => {
                "Nothing was stored. It can be kept as it is: attach it to a contact. Please report the line, with the names changed."
            }
            IntakeError::AskDateOrder { .. } => {
                "Nothing was stored. Say which it is: --date-order dmy (day first) or --date-order mdy (month first)."
            }
            IntakeError::AskColumns(seen) => return advice_on_columns(seen),
            IntakeError::NoColumn { .. } => {
                "Nothing was stored. Name each column by the words of its header, or by its number."
            }
            IntakeError::Archive { .. } => "Nothing was stored. Ask for the export again, or unpack it and give the chat file.",
            IntakeError::Split { .. } => "Nothing was stored. Put all pieces into one folder, unpack the one that ends in .zip there, and import the folder that this makes.",
            IntakeError::Several { .. } => "Nothing was stored. Unpack it and import the files in it one by one.",
            IntakeError::Member { .. } => "Nothing was stored. Ask for the export again.",
            IntakeError::Limit { .. } => "Nothing was stored. It can be kept as it is: attach it to a contact.",
            IntakeError::Changed { .. } => {
                "What was not yet saved was not stored. Close the program that writes to it, then import it again."
            }
        }
        .to_owned()
    }
}

/// The suggestion, ready to paste.
fn advice_on_columns(seen: &TableSeen) -> String {
    let columns = format!("Its columns are: {}.", seen.columns.join(", "));
    if seen.suggested.is_empty() {
        return format!(
            "Nothing was stored. {columns} Say it like --column time=1 --column from=2 --column words=3."
        );
    }
    let suggested = seen.suggested.options();
    format!("Nothing was stored. {columns} If this is right, say: {suggested}")
}
