//! Import: choose a file, look at what would be sealed, then seal it.
//!
//! Between the looking and the sealing the file waits on the session's shelf; `token` names it.
//! Cancel leaves nothing. While either takes long, a page shows how far it is.

use askama::Template;

use super::frame::{Choice, Frame, Mends};
use super::grouped;
use super::log::{MORE_CHANNELS, TILES};
use crate::running::Phase;
use crate::words::Words;

/// Step one: the file, and how it names the two people.
#[derive(Debug, Template)]
#[template(path = "import_choose.html")]
pub struct Choose {
    /// With the case.
    pub frame: Frame,
    /// "Case knee, import".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// Names the file that waits, where it need not be chosen again.
    pub kept: Option<String>,
    /// `account`: how the file names the patient, one a line.
    pub account: String,
    /// `mine`: how the file names the clinician, one a line.
    pub mine: String,
    /// `zone`: the case's at first.
    pub zone: String,
    /// `order`: of [`DATE_ORDERS`], or nothing.
    pub order: String,
    /// `pasted`: dated lines, instead of a file.
    pub pasted: String,
    /// `channel`: how what a table or diary tells of came; nothing leaves it open.
    pub channel: String,
    /// `column`: which column of the table that waits is what, each as `time=Date`.
    pub columns: Vec<String>,
    /// At fields `file`, `pasted`, `account`, `mine`, `zone`, `order`.
    pub mends: Mends,
}

/// Between the two, of a table: which of its columns is what.
#[derive(Debug, Template)]
#[template(path = "import_columns.html")]
pub struct Columns {
    /// With the case.
    pub frame: Frame,
    /// "Case knee, import".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// The file's name.
    pub file: Words,
    /// "LinkedIn messages", where it is known.
    pub known: Option<&'static str>,
    /// Its columns.
    pub columns: Vec<TableColumn>,
    /// Columns that are not shown: a table may have thousands.
    pub left_out: usize,
    /// The first rows.
    pub rows: Vec<Vec<Words>>,
    /// `column`: what a column can be, with the one that is chosen.
    pub choices: Vec<ColumnChoice>,
    /// Names the file that waits.
    pub kept: String,
    /// What was typed on the page before.
    pub typed: Vec<(&'static str, String)>,
    /// At a choice.
    pub mends: Mends,
}

impl Columns {
    /// What stands over the rows that are shown.
    fn heads(&self) -> impl Iterator<Item = &Words> {
        let shown = self.rows.iter().map(Vec::len).max();
        let shown = shown.unwrap_or(self.columns.len());
        self.columns.iter().map(|c| &c.name).take(shown)
    }
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct TableColumn {
    /// What is sent.
    pub said: String,
    /// What stands over it, or "Column 3".
    pub name: Words,
}

/// What a column can be.
#[derive(Debug, Clone)]
pub struct ColumnChoice {
    /// `column-time`.
    pub id: String,
    /// `time`.
    pub field: &'static str,
    /// "When it was".
    pub label: &'static str,
    /// The column that is chosen.
    pub chosen: Option<String>,
}

impl Choose {
    fn channels(&self) -> Vec<(&'static str, &'static str)> {
        let tiles = TILES.iter().map(|(value, label, _)| (*value, *label));
        tiles
            .filter(|(value, _)| *value != "other")
            .chain(MORE_CHANNELS.iter().map(|c| (c.value, c.label)))
            .filter(|(value, _)| *value != "other")
            .collect()
    }

    fn people(&self) -> [(&'static str, &'static str, &'static str, &str); 2] {
        [
            (
                "account",
                "How the file names the patient",
                "A name, number or address on each line. Accounts of the case are known already.",
                &self.account,
            ),
            (
                "mine",
                "How the file names you",
                "A name, number or address on each line.",
                &self.mine,
            ),
        ]
    }
}

/// How 03/04 is read, when a file does not say.
pub const DATE_ORDERS: [Choice; 3] = [
    Choice {
        value: "dmy",
        label: "Day first: 03/04 is 3 April",
    },
    Choice {
        value: "mdy",
        label: "Month first: 03/04 is March 4",
    },
    Choice {
        value: "ymd",
        label: "Year first: 2026/04/03",
    },
];

/// Step two: all sums before anything is sealed.
#[derive(Debug, Template)]
#[template(path = "import_preview.html")]
pub struct Preview {
    /// With the case.
    pub frame: Frame,
    /// "Case knee, import".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// Names the file that waits.
    pub token: String,
    /// `read = taken + left out + already + not understood`.
    pub sums: Sums,
    /// "File", "The patient", "You", "First and last", "Time zone", "Attachments": what stands there.
    pub facts: Vec<(&'static str, Words)>,
    /// Five of what would be sealed.
    pub samples: Vec<Sample>,
    /// By sender, as the file names them, those with most messages first; some of people left out.
    pub people: Vec<PersonRow>,
    /// How many senders are not listed.
    pub more_people: usize,
    /// By month, or by year where there are many: "February 2014" and how many would be sealed.
    pub spans: Vec<(String, u64)>,
    /// Where something was not understood, and why: "Line 14: the date is cut off".
    pub problems: Vec<Words>,
    /// How many problems are not listed.
    pub more_problems: u64,
    /// Accounts that may be the patient's too, each with the reason; some of people left out.
    pub theirs: Vec<Words>,
    /// Something to know: "The zone is not in the file", "Photos are named and not in it".
    pub notes: Vec<String>,
    /// `keep`: the whole file may be kept, because nothing of others is in it.
    pub keep_offered: bool,
}

/// The counts of an import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// In the file.
    pub read: u64,
    /// To be sealed.
    pub taken: u64,
    /// Of other people, or system lines.
    pub left_out: u64,
    /// In the log already.
    pub already: u64,
    /// Neither.
    pub not_understood: u64,
}

/// One row of the sample, as it would stand in the log.
#[derive(Debug, Clone)]
pub struct Sample {
    /// "24 February 2026, 7:12am".
    pub when: String,
    /// "The patient", "You".
    pub from: &'static str,
    /// The words, the beginning of long ones.
    pub words: Words,
}

/// One sender.
#[derive(Debug, Clone)]
pub struct PersonRow {
    /// As the file names them.
    pub name: Words,
    /// To be sealed.
    pub taken: u64,
    /// In the log already.
    pub already: u64,
    /// Left out.
    pub left_out: u64,
}

impl Preview {
    fn seal(&self) -> String {
        match self.sums.taken {
            1 => "Seal 1 message".to_owned(),
            taken => format!("Seal {} messages", grouped(taken)),
        }
    }

    /// Whether the sealing takes longer than a person expects of a button.
    fn is_long(&self) -> bool {
        self.sums.taken > 2_000
    }

    fn all_shown(&self) -> bool {
        u64::try_from(self.samples.len()).is_ok_and(|shown| shown == self.sums.taken)
    }

    fn number(&self, n: &u64) -> String {
        grouped(*n)
    }
}

/// While it takes long: how far it is. The answer asks the browser to ask again.
#[derive(Debug, Template)]
#[template(path = "import_running.html")]
pub struct Running {
    /// Without the case's menu: other pages wait for it.
    pub frame: Frame,
    /// Of this page; the stop goes there, too.
    pub address: String,
    /// How far it is.
    pub phase: Phase,
    /// Records a second.
    pub rate: Option<u64>,
    /// "About 40 seconds".
    pub left: Option<String>,
    /// It was asked to stop.
    pub stopping: bool,
}

impl Running {
    fn number(&self, n: &u64) -> String {
        grouped(*n)
    }
}

/// The person stopped the sealing.
#[derive(Debug, Template)]
#[template(path = "import_stopped.html")]
pub struct Stopped {
    /// With the case.
    pub frame: Frame,
    /// "Case knee, import".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// Names the file that waits.
    pub token: String,
    /// `keep`: the whole file was to be kept, too.
    pub keep: bool,
    /// Sealed, and durable.
    pub sealed: u64,
    /// Of so many.
    pub all: u64,
}

impl Stopped {
    /// Whether it was stopped before anything was sealed.
    fn is_none(&self) -> bool {
        self.sealed == 0
    }

    fn number(&self, n: &u64) -> String {
        grouped(*n)
    }
}
