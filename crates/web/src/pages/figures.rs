//! The figures of a case: one sentence, one chart, the same numbers as tables, then the occasions.
//!
//! Counts alone. Nothing here scores, forecasts or names an offence. The chart is drawn by the template
//! from plain numbers; time runs down, so that labels stay readable on a phone.

use askama::Template;

use super::frame::Frame;
use super::step::EntryLink;
use crate::words::Words;

/// The page of figures.
#[derive(Debug, Template)]
#[template(path = "figures.html")]
pub struct Figures {
    /// With the case.
    pub frame: Frame,
    /// "Case knee, as it stood on 20 April 2026".
    pub caption: Words,
    /// The address of the case.
    pub base: String,
    /// "53 contacts on 13 occasions. The last came 15 days ago."
    pub sentence: String,
    /// None where no day is known.
    pub chart: Option<Chart>,
    /// Channel, place, part of the day: each with its rows.
    pub lists: Vec<List>,
    /// The first time each sign was ticked.
    pub firsts: Vec<First>,
    /// Before and after each measure.
    pub around: Vec<Around>,
    /// Contact after a quiet time.
    pub resumed: Vec<Resumed>,
    /// "28 days": what counts as quiet.
    pub quiet: i64,
    /// "Since the review on 3 March 2026: …".
    pub since: Words,
    /// Newest first.
    pub occasions: Vec<Occasion>,
    /// "101 to 200 of 340, newest first".
    pub extent: String,
    /// The address of those before.
    pub earlier: Option<String>,
    /// Some occasion has facts of the law beside it.
    pub has_facts: bool,
    /// "Counted from entries 0 to 104."
    pub counted: String,
}

/// Bars and the table behind them.
#[derive(Debug, Clone)]
pub struct Chart {
    /// "Contacts by week".
    pub heading: &'static str,
    /// "Week from".
    pub column: &'static str,
    /// "Contacts by week, 30 January to 20 March 2026".
    pub title: String,
    /// What the eye sees, to be heard.
    pub description: String,
    /// In px.
    pub height: u32,
    /// From the top.
    pub rows: Vec<ChartRow>,
    /// The same numbers.
    pub table: Vec<TableRow>,
}

/// A row of the drawing; places in px from the top, widths in per cent.
#[derive(Debug, Clone)]
pub enum ChartRow {
    /// A stretch of time.
    Bar {
        /// "2 Feb".
        label: String,
        /// How many.
        n: u64,
        /// "12.50".
        width: String,
        /// Where the number stands: "32.50".
        behind: String,
        /// Top of the row.
        top: u32,
    },
    /// A measure of that stretch.
    Mark {
        /// "10 February: restriction".
        label: Words,
        /// Top of the row.
        top: u32,
    },
}

/// A line of the table behind the chart.
#[derive(Debug, Clone)]
pub struct TableRow {
    /// "2 February 2026".
    pub from: String,
    /// How many.
    pub contacts: u64,
    /// On how many occasions.
    pub occasions: u64,
    /// "Gift accepted; bookings moved"; empty where none.
    pub measures: Words,
}

/// Counts under one kind of heading.
#[derive(Debug, Clone)]
pub struct List {
    /// "How they came".
    pub title: &'static str,
    /// "Way".
    pub column: &'static str,
    /// Heading, contacts, occasions.
    pub rows: Vec<(Words, u64, u64)>,
    /// Rows that are left out, with their contacts.
    pub more: Option<(usize, u64)>,
}

/// A sign and when it was first ticked.
#[derive(Debug, Clone)]
pub struct First {
    /// "I was afraid".
    pub sign: Words,
    /// "17 February 2026".
    pub day: String,
    /// The entry.
    pub entry: EntryLink,
    /// In how many contacts.
    pub contacts: u64,
}

/// A measure and what came on either side.
#[derive(Debug, Clone)]
pub struct Around {
    /// "Warning letter, 20 February 2026".
    pub measure: Words,
    /// The entry.
    pub entry: EntryLink,
    /// "47 in 28 days".
    pub before: String,
    /// "2 in 15 days".
    pub after: String,
}

/// Contact after a quiet time.
#[derive(Debug, Clone)]
pub struct Resumed {
    /// "5 March 2026".
    pub again: String,
    /// The entry.
    pub entry: EntryLink,
    /// "after 40 days, since 24 January 2026".
    pub quiet: String,
    /// Measures and outcomes that lay between.
    pub between: Vec<EntryLink>,
}

/// All that came on one day towards one person.
#[derive(Debug, Clone)]
pub struct Occasion {
    /// "5 March 2026".
    pub day: String,
    /// Its entries.
    pub entries: EntryLink,
    /// "Came to my work, message. 2 contacts, towards R. Desk".
    pub how: Words,
    /// "Ticked: …"; empty where nothing was.
    pub signs: Words,
    /// What the patient had been told by then.
    pub told: Vec<Words>,
    /// Facts that the law of the place asks about.
    pub facts: Vec<Words>,
}
