//! Chronology: what happened, in order, for a reader outside. Form: `templates/chronology/form.typ`.
//!
//! The input is worded and withheld by whoever hands it in. Nothing is summed up, judged or left out here.

use serde::Serialize;

use crate::error::PaperError;
use crate::front::Front;
use crate::press::{self, Job, Pdf};

const FORM: &str = include_str!("../../../templates/chronology/form.typ");

/// A chronology. Times are words, with their zone, exactly as they are to be printed.
#[derive(Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Chronology {
    /// Cover and foot.
    pub front: Front,
    /// What a check of the bundle said when it was made: integrity, completeness, anchor.
    pub verdict: Vec<Statement>,
    /// Whether the bundle has `data/index.html`; the cover names it only then.
    pub browser_page: bool,
    /// Paragraphs of the summary: counts and dates, no conclusion.
    pub summary: Vec<String>,
    /// The contacts by channel and period.
    pub counts: Option<Counts>,
    /// Further lines of "How to read this", such as the zone of all times.
    pub reading: Vec<String>,
    /// The table, in the order in which it is printed.
    pub lines: Vec<Line>,
    /// What is said below the table.
    pub lines_notes: Vec<String>,
    /// The table of occasions, where the law of the jurisdiction has a course of conduct.
    pub occasions: Option<Occasions>,
    /// What is withheld, counted; none in a later volume.
    pub withheld: Option<WithheldSums>,
    /// Corrections and retractions, old and new side by side.
    pub corrections: Vec<Correction>,
    /// Entries recorded more than 24 hours after they occurred.
    pub late: Vec<Late>,
    /// What is said of late entries that are not listed.
    pub late_notes: Vec<String>,
    /// The questions that the form asked when an entry was made, in one sentence.
    pub questions: Option<String>,
    /// All entries by number.
    pub register: Vec<Registered>,
    /// One line an exhibit; the labels are a paper of their own ([`crate::exhibits`]).
    pub exhibits: Vec<ExhibitLine>,
    /// One original with its hash, for the check by hand.
    pub example: Option<ExampleCheck>,
}

/// A named sentence.
#[derive(Clone, Serialize)]
pub struct Statement {
    /// `Integrity`, `Completeness`, `Anchor`.
    pub name: String,
    /// The sentence.
    pub text: String,
}

/// Numbers in a table: a row a channel, a column a period.
#[derive(Clone, Serialize)]
pub struct Counts {
    /// Head of the first column.
    pub first: String,
    /// Heads of the other columns.
    pub columns: Vec<String>,
    /// The rows; each has as many numbers as there are columns.
    pub rows: Vec<CountRow>,
    /// The sums, printed last.
    pub total: Option<CountRow>,
}

/// A row of [`Counts`].
#[derive(Clone, Serialize)]
pub struct CountRow {
    /// What is counted.
    pub name: String,
    /// One number a column.
    pub counts: Vec<u64>,
}

/// A line of the table.
// Nearly every line is a row, so that a box for each would cost more than the room it saves.
#[allow(clippy::large_enum_variant)]
#[derive(Clone)]
pub enum Line {
    /// A contact or measure.
    Shown(Row),
    /// Whole entries of which nothing is shown, said at their place: "Entries 14 to 16 are withheld."
    Withheld {
        /// First number.
        from: u64,
        /// Last number; the same as `from` for a single entry.
        to: u64,
    },
}

/// One contact or measure.
#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Row {
    /// Number in the record log.
    pub n: u64,
    /// When it happened, as exactly as is known, with zone.
    pub occurred: String,
    /// Corrected, retracted, in doubt: said in words under the time (`corrected by #32; it said: about 16:30`).
    pub status: Vec<String>,
    /// When it was sealed.
    pub recorded: String,
    /// How much later that was, in words (`3 h 38 min`, `same day`); the head of the column says "later by".
    pub lag: String,
    /// Whether that is late (more than 24 hours); printed bold.
    pub late: bool,
    /// The channel in words, `measure` or `outcome`; with the platform on a second line.
    pub channel: String,
    /// From whom to whom.
    pub parties: String,
    /// The writer's sealed words, quoted where they are another's.
    pub what: String,
    /// What is said besides, in italics: fields withheld, words told by others.
    pub notes: Vec<String>,
    /// The effect that was recorded; `—` where none can be.
    pub effect: String,
    /// What the patient had been told by then.
    pub told: String,
    /// References of exhibits.
    pub exhibits: Vec<String>,
    /// Where it is known from.
    pub source: String,
}

/// Occasions: what happened towards one person at one stretch.
#[derive(Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Occasions {
    /// What counts as an occasion here; that no offence is found.
    pub intro: Vec<String>,
    /// Head of the column of facts (`Fact in the list of section 2A(3)`).
    pub facts_title: String,
    /// The occasions.
    pub rows: Vec<Occasion>,
    /// What is said below.
    pub notes: Vec<String>,
}

/// One occasion.
#[derive(Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Occasion {
    /// From 1.
    pub n: u64,
    /// When and where.
    pub when_where: String,
    /// What was recorded: counts and ticked signs.
    pub recorded: String,
    /// Which entries.
    pub entries: String,
    /// What had been told by then.
    pub told: String,
    /// Facts that the law names.
    pub facts: String,
    /// Effect recorded.
    pub effect: String,
}

/// What is withheld.
#[derive(Clone, Default, Serialize)]
pub struct WithheldSums {
    /// A row a class or reason.
    pub rows: Vec<WithheldRow>,
    /// The sums in words, erasures, and decisions to give what would not go by default.
    pub sums: Vec<String>,
}

/// A row of [`WithheldSums`].
#[derive(Clone, Serialize)]
pub struct WithheldRow {
    /// What is withheld.
    pub what: String,
    /// Of how many entries.
    pub entries: Option<u64>,
    /// How many fields; none for whole entries.
    pub fields: Option<u64>,
    /// The reason that the giver states.
    pub reason: String,
}

/// A correction or retraction.
#[derive(Clone, Serialize)]
pub struct Correction {
    /// Its own number.
    pub entry: u64,
    /// Number of what it corrects.
    pub corrects: u64,
    /// The field and its old value.
    pub said: String,
    /// The field and its new value, or that it was retracted.
    pub says: String,
    /// Who, when, and why in their words.
    pub because: String,
}

/// A late entry.
#[derive(Clone, Serialize)]
pub struct Late {
    /// Its number.
    pub entry: u64,
    /// When it happened.
    pub occurred: String,
    /// When it was recorded.
    pub recorded: String,
    /// How much later.
    pub lag: String,
}

/// A line of the register.
#[derive(Clone, Serialize)]
pub struct Registered {
    /// A number, or a run of them (`24 to 25`).
    pub numbers: String,
    /// The kind, or `—` where it is withheld.
    pub kind: String,
    /// `shown`, `in part` or `withheld`.
    pub given: String,
}

/// A line of the table of exhibits.
#[derive(Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ExhibitLine {
    /// Reference (`WAQ/3`).
    pub reference: String,
    /// What it is.
    pub what: String,
    /// Number of its entry.
    pub entry: u64,
    /// Scan, photograph, object kept, …
    pub kept_as: String,
}

/// An original that the reader can check by hand.
#[derive(Clone, Serialize)]
pub struct ExampleCheck {
    /// Its path in the unpacked folder, with backslashes.
    pub file: String,
    /// Its SHA-256, 64 lower-case hex digits.
    pub sha256: String,
}

impl Line {
    /// What is printed for whole entries withheld.
    pub(crate) fn withheld_words(from: u64, to: u64) -> String {
        match to.saturating_sub(from) {
            0 => format!("Entry {from} is withheld: not even its kind or time is shown."),
            1 => format!(
                "Entries {from} and {to} are withheld: not even their kind or time is shown."
            ),
            _ => format!(
                "Entries {from} to {to} are withheld: not even their kind or time is shown."
            ),
        }
    }
}

impl Serialize for Line {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        #[serde(tag = "line", rename_all = "kebab-case")]
        enum Printed<'a> {
            Shown {
                #[serde(flatten)]
                row: &'a Row,
                long: bool,
            },
            Withheld {
                words: String,
            },
        }
        match self {
            Line::Shown(row) => Printed::Shown {
                row,
                long: row.may_be_taller_than_a_page(),
            },
            Line::Withheld { from, to } => Printed::Withheld {
                words: Self::withheld_words(*from, *to),
            },
        }
        .serialize(serializer)
    }
}

impl Row {
    /// A cautious guess, so that only few rows need be measured: 30 lines of the widest letters do not fill a page.
    fn may_be_taller_than_a_page(&self) -> bool {
        const LINES: usize = 22;
        // Letters of middling width that fit a line of the column. A character shown by its number takes ten.
        let lines = |text: &str, width: usize| -> usize {
            text.split('\n')
                .map(|line| {
                    let letters: usize = line
                        .chars()
                        .map(|c| if c < '\u{250}' { 1 } else { 10 })
                        .sum();
                    letters / width + 1
                })
                .sum()
        };
        let all = |texts: &[String], width| texts.iter().map(|t| lines(t, width)).sum::<usize>();
        lines(&self.what, 40) + all(&self.notes, 40) > LINES
            || lines(&self.occurred, 18) + all(&self.status, 18) > LINES
            || lines(&self.effect, 18) > LINES
            || lines(&self.source, 20) > LINES
            || lines(&self.told, 15) > LINES
            || lines(&self.parties, 15) > LINES
            || lines(&self.channel, 11) > LINES
            || lines(&self.recorded, 12) + lines(&self.lag, 12) > LINES
            || all(&self.exhibits, 7) > LINES
    }
}

/// Writes the chronology as PDF.
///
/// Costs in release about 3 ms and 0.3 MB of memory a line, the memory let go again afterwards; so a long one is
/// set in volumes ([`Chronology::into_volumes`]).
///
/// # Errors
/// [`PaperError::Made`] where it could not be set; the message has no content of the case.
pub fn chronology(input: &Chronology) -> Result<Pdf, PaperError> {
    let document = "the chronology";
    let data = serde_json::to_value(input).map_err(|e| PaperError::Made {
        document: document.to_owned(),
        cause: e.to_string(),
    })?;
    press::print(Job {
        document,
        form: FORM,
        date: input.front.date,
        data,
        pictures: Vec::new(),
    })
}
