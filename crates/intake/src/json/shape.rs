//! Where records stand in a file of JSON, and what a scan gives back.

/// Where in a file its records stand.
pub(crate) struct Shape {
    /// The brackets around a record, from the outside in; the last is a list, or fields that say
    /// what is inside them.
    pub(crate) levels: &'static [Level],
    /// The fields with which a record, or something around one, begins, and how many brackets
    /// stand around that; [`INNERMOST`] for a record, wherever its list stands. By them is found what a broken record swallowed.
    pub(crate) begins: &'static [(&'static [u8], usize)],
    /// A name and `=` stand before the first bracket: JSON in a file of JavaScript.
    pub(crate) assigned: bool,
}

/// As many brackets as stand around the records of the list that is read.
pub(crate) const INNERMOST: usize = usize::MAX;

/// One bracket around the records.
#[derive(Clone, Copy)]
pub(crate) enum Level {
    /// A list: each of what is in it is gone into.
    List,
    /// An object: the field of this name is gone into, the others are handed over.
    Object(&'static str),
    /// An object of which several fields are gone into: each with its name, and the brackets inside
    /// it. A field with none is gone over, however long it is.
    Fields(&'static [(&'static str, &'static [Level])]),
}

impl Level {
    pub(super) fn opens(self) -> u8 {
        match self {
            Level::List => b'[',
            Level::Object(_) | Level::Fields(_) => b'{',
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
