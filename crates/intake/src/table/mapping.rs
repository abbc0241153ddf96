//! Which column is what: said by a person, suggested by the words of the header.
//!
//! Nothing is read from a table before a person has confirmed its mapping.

use std::collections::HashMap;
use std::fmt;

use standfast_model::visible;

/// What a column can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The day, where the time of day has a column of its own.
    Date,
    /// When; beside a column for the day, the time of day.
    Time,
    /// Who it came from: name, number, address.
    From,
    /// Their account, where the name is another column.
    FromAccount,
    /// To whom.
    To,
    /// Their account.
    ToAccount,
    /// What was said or done; may be several columns.
    Words,
    /// A subject line.
    Title,
    /// How it came: text, call, letter, …
    Channel,
    /// `whatsapp`, `linkedin`, …
    Platform,
    /// Received or sent: received is to the clinician, sent is from the clinician.
    Direction,
    /// Which conversation.
    Thread,
    /// Names of files that came with it.
    Files,
}

impl Field {
    /// Every field, in the order in which people are asked.
    pub const ALL: [Field; 13] = [
        Field::Date,
        Field::Time,
        Field::From,
        Field::FromAccount,
        Field::To,
        Field::ToAccount,
        Field::Words,
        Field::Title,
        Field::Channel,
        Field::Platform,
        Field::Direction,
        Field::Thread,
        Field::Files,
    ];

    /// The word of `--column` and of entries.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Field::Date => "date",
            Field::Time => "time",
            Field::From => "from",
            Field::FromAccount => "from-account",
            Field::To => "to",
            Field::ToAccount => "to-account",
            Field::Words => "words",
            Field::Title => "title",
            Field::Channel => "channel",
            Field::Platform => "platform",
            Field::Direction => "direction",
            Field::Thread => "thread",
            Field::Files => "files",
        }
    }

    /// What it is, for a person who chooses.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Field::Date => "The day, if the time of day is another column",
            Field::Time => "When it was",
            Field::From => "Who it came from",
            Field::FromAccount => "Their number, address or profile",
            Field::To => "To whom",
            Field::ToAccount => "Their number, address or profile",
            Field::Words => "What was said or done",
            Field::Title => "Subject line",
            Field::Channel => "How it came: text, call, letter",
            Field::Platform => "App or website",
            Field::Direction => "Received or sent: sent is from you",
            Field::Thread => "Which conversation",
            Field::Files => "Files that came with it",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.as_str() == word)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Words of `--column` that are no mapping.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// Not `FIELD=HEADER`.
    #[error("\"{0}\" does not say which column: write FIELD=HEADER, like time=Date")]
    NoColumn(String),
    /// No such field.
    #[error("\"{0}\" is nothing that a column can be")]
    NoField(String),
    /// Two columns for what is one.
    #[error("two columns are named for {0}; only words can have more than one")]
    Twice(Field),
    /// Nothing says when.
    #[error("no column is named for the time")]
    NoTime,
}

impl MappingError {
    /// What would be right.
    #[must_use]
    pub fn advice(&self) -> String {
        let fields: Vec<&str> = Field::ALL.into_iter().map(Field::as_str).collect();
        format!(
            "Nothing was stored. Say it like --column time=Date --column from=Sender --column words=Body. A column can be: {}.",
            fields.join(", ")
        )
    }
}

/// The columns that are read, by the words of their headers or their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(Vec<(Field, String)>);

impl Mapping {
    /// Reads `FIELD=HEADER` as a person says it; a header may be a column's number.
    ///
    /// # Errors
    /// [`MappingError`].
    pub fn parse<'a>(said: impl IntoIterator<Item = &'a str>) -> Result<Self, MappingError> {
        let mut mapping = Mapping::default();
        for words in said {
            let (field, column) = words
                .split_once('=')
                .filter(|(_, column)| !column.trim().is_empty())
                .ok_or_else(|| MappingError::NoColumn(shown(words)))?;
            let field =
                Field::parse(field.trim()).ok_or_else(|| MappingError::NoField(shown(field)))?;
            if field != Field::Words && mapping.columns(field).next().is_some() {
                return Err(MappingError::Twice(field));
            }
            mapping.0.push((field, column.trim().to_owned()));
        }
        if !mapping.has(Field::Time) && !mapping.has(Field::Date) {
            return Err(MappingError::NoTime);
        }
        Ok(mapping)
    }

    /// The columns of a field.
    pub fn columns(&self, field: Field) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |(f, _)| *f == field)
            .map(|(_, column)| column.as_str())
    }

    /// Whether a column is named for it.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        self.columns(field).next().is_some()
    }

    /// Each field with its column, in the order said.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &str)> {
        self.0
            .iter()
            .map(|(field, column)| (*field, column.as_str()))
    }

    /// Whether nothing is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Names a column for a field, in place of what was named; an empty name leaves it out.
    pub fn set(&mut self, field: Field, column: &str) {
        self.0.retain(|(f, _)| *f != field);
        if !column.trim().is_empty() {
            self.add(field, column.trim());
        }
    }

    pub(super) fn add(&mut self, field: Field, column: &str) {
        self.0.push((field, column.to_owned()));
        self.0.sort_by_key(|(field, _)| *field);
    }

    /// As the options of the command line, ready to paste into a shell.
    #[must_use]
    pub fn options(&self) -> String {
        let options: Vec<String> = self
            .iter()
            .map(|(field, column)| format!("--column {}", quoted(&format!("{field}={column}"))))
            .collect();
        options.join(" ")
    }
}

/// A word for a shell.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '=' | '_' | '-' | '.' | '/' | ':');
    if word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// Words of a file in an error: short, and nothing that steers a screen.
pub(super) fn shown(words: &str) -> String {
    const LETTERS: usize = 60;
    let short: String = words.trim().chars().take(LETTERS).collect();
    visible(&short).replace(['\n', '\t'], " ")
}

/// A table as it is shown to the person who says which column is what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSeen {
    /// The file's name.
    pub name: String,
    /// The columns: how each is named in a mapping.
    pub columns: Vec<String>,
    /// The first rows, cells shortened.
    pub rows: Vec<Vec<String>>,
    /// What the header suggests.
    pub suggested: Mapping,
    /// A known export, in words.
    pub known: Option<&'static str>,
}

/// A column that a mapping names, found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it is read as.
    pub field: Field,
    /// Its header, as the table has it; empty where the table has none.
    pub header: String,
    /// From 1.
    pub number: usize,
}

/// Finds a column by the words of its header, or by its number.
///
/// # Errors
/// Why it is not found, in words.
pub(super) fn find(header: &[String], wanted: &str) -> Result<usize, String> {
    let all = |same: &dyn Fn(&str) -> bool| -> Vec<usize> {
        header
            .iter()
            .enumerate()
            .filter(|(_, have)| same(have))
            .map(|(at, _)| at)
            .collect()
    };
    let mut found = all(&|have| have.trim() == wanted.trim());
    if found.is_empty() {
        found = all(&|have| !have.trim().is_empty() && plain(have) == plain(wanted));
    }
    match (found.as_slice(), wanted.trim().parse::<usize>()) {
        ([one], _) => Ok(*one),
        ([], Ok(number)) if (1..=header.len()).contains(&number) => Ok(number - 1),
        ([], _) => Err(format!("no column is called \"{}\"", shown(wanted))),
        _ => Err(format!(
            "{} columns are called \"{}\": say the column's number",
            found.len(),
            shown(wanted)
        )),
    }
}

/// How a column is named so that [`find`] finds it: its header where that is a plain name of one
/// column, else its number.
pub(super) fn name_of(header: &[String], at: usize) -> String {
    let name = header.get(at).map_or("", |name| name.trim());
    let times = header.iter().filter(|have| have.trim() == name).count();
    named(name, at, times)
}

/// As [`name_of`], of every column.
pub(super) fn names_of(header: &[String]) -> Vec<String> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for name in header {
        *times.entry(name.trim()).or_default() += 1;
    }
    let name = |(at, name): (usize, &String)| {
        let name = name.trim();
        named(name, at, times.get(name).copied().unwrap_or_default())
    };
    header.iter().enumerate().map(name).collect()
}

fn named(name: &str, at: usize, times: usize) -> String {
    let plain = !name.is_empty() && name.chars().count() <= 60 && visible(name) == name;
    if plain && times == 1 && !name.contains(['\n', '\r', '\t']) {
        name.to_owned()
    } else {
        (at + 1).to_string()
    }
}

/// A header without what people write differently: capitals, spaces, marks.
pub(super) fn plain(header: &str) -> String {
    header
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
