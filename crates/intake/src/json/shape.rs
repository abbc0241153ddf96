//! Where records stand in a file of JSON, and what a scan gives back.

/// Where in a file its records stand.
pub(crate) struct Shape {
    /// The brackets around a record, from the outside in; the last is a list.
    pub(crate) levels: &'static [Level],
    /// The fields with which a record, or something around one, begins, and how many brackets
    /// stand around that. By them is found what a broken record swallowed.
    pub(crate) begins: &'static [(&'static [u8], usize)],
    /// A name and `=` stand before the first bracket: JSON in a file of JavaScript.
    pub(crate) assigned: bool,
}

/// One bracket around the records.
#[derive(Clone, Copy)]
pub(crate) enum Level {
    /// A list: each of what is in it is gone into.
    List,
    /// An object: the field of this name is gone into, the others are handed over.
    Object(&'static str),
}

impl Level {
    pub(super) fn opens(self) -> u8 {
        match self {
            Level::List => b'[',
            Level::Object(_) => b'{',
        }
    }
}

/// One piece of a file.
pub(crate) enum Part {
    /// A field beside the records: who takes part, the title.
    Field {
        /// Its name.
        key: String,
        /// Its JSON.
        value: Vec<u8>,
    },
    /// A record.
    Record(Raw),
}

/// The bytes of one record.
pub(crate) struct Raw {
    /// Which in its file, from 1.
    pub(crate) number: u64,
    pub(crate) bytes: Vec<u8>,
    /// First byte and one past the last in the file.
    pub(crate) place: (u64, u64),
    /// Why it cannot be read, where that is known already.
    pub(crate) fault: Option<&'static str>,
}

/// How a file ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// With the bracket that closes it.
    Whole,
    /// Before it.
    Cut,
    /// It does not begin as its shape does.
    NotBegun,
}
