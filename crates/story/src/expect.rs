//! What must hold after an event: `next:`, `not:`, `never:`, `first:`, `says:`, `counts:`, `logged:`,
//! `stands:`, `finds:`, `nowhere:`, `goes:`, `stays:`.

use jiff::civil::{Date, DateTime};

use super::{EntryRef, Item, Row, line, time};

/// One line of expectation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expect {
    /// The line of the file, from 1.
    pub line: usize,
    /// Rows without which it cannot hold; a runner that does not reach one of them leaves it out.
    pub rows: Vec<Row>,
    /// What must hold.
    pub what: Expected,
}

/// The kinds of expectation. Lists are never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// Among the steps shown; others may be there too.
    Next(Vec<StepSeen>),
    /// Neither open nor overdue; they may show as done, declined or not needed.
    Not(Vec<String>),
    /// Not shown in any state.
    Never(Vec<String>),
    /// The first step of the list.
    First(String),
    /// Of a verdict.
    Says(Vec<Said>),
    /// Of an import; what is not said is not compared.
    Counts(Counts),
    /// How many contacts the timeline has, by channel, or `from subject`, `from clinician`.
    Logged(Vec<(u64, String)>),
    /// A contact as the timeline has it.
    Stands(Stands),
    /// How many lines a search for these words finds in the case.
    Finds(Vec<(u64, String)>),
    /// In no entry of the record log, in no original, and found by no search.
    Nowhere(Vec<String>),
    /// All of this is in the bundle, for anybody to read.
    Goes(Vec<Given>),
    /// None of this is in the bundle.
    Stays(Vec<Given>),
}

/// A line of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stands {
    /// The contact.
    pub entry: EntryRef,
    /// When it occurred, to the minute, in the zone of the story.
    pub at: DateTime,
    /// Its channel.
    pub channel: String,
    /// Its words begin like this; empty: it has none.
    pub words: String,
}

/// What may be in a bundle or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// An entry with its leaf, or one field of it.
    Item(Item),
    /// An original, by its exhibit's reference, such as `WAQ/3`.
    Original(String),
}

/// A step as `next` shows it; what is not said is not compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepSeen {
    /// Its name.
    pub step: String,
    /// `now`, `today`, `days`, `weeks`.
    pub urgency: Option<String>,
    /// `open`, `done`, `declined`, `not-needed`, `overdue`; none: open or overdue.
    pub state: Option<String>,
    /// Its source is younger than the day.
    pub later: bool,
    /// By when.
    pub by: Option<Date>,
    /// All of these are among its entries.
    pub because: Vec<EntryRef>,
}

/// A phrase of a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Integrity holds.
    Intact,
    /// It does not; the problem's code and item.
    Changed(String, String),
    /// The entries of the log, from 0 to this.
    Entries(u64),
    /// None withheld, none in part.
    AllShown,
    /// None missing.
    NoneMissing,
    /// So many leaves shown in part.
    InPart(u64),
    /// So many leaves withheld.
    Withheld(u64),
    /// A matching key was given, or not.
    Key {
        /// Whether it is confirmed.
        confirmed: bool,
    },
    /// A code of the contract must be among the problems, such as `older-copy`.
    Problem(String),
    /// A demonstration vault.
    Demonstration,
    /// The exit code.
    Exit(u8),
}

/// The sums of an import, as the contract names them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Records in the source.
    pub read: Option<u64>,
    /// New contacts.
    pub taken: Option<u64>,
    /// Of others, and of the program itself.
    pub left_out: Option<u64>,
    /// Known before.
    pub already: Option<u64>,
    /// Named and counted.
    pub not_understood: Option<u64>,
    /// Of those taken, from the subject.
    pub from_subject: Option<u64>,
    /// Of those taken, from the clinician.
    pub from_clinician: Option<u64>,
    /// Files that came with those taken.
    pub attachments: Option<u64>,
    /// Places in the conversations at which something was left out.
    pub gaps: Option<u64>,
}

const URGENCIES: [&str; 4] = ["now", "today", "days", "weeks"];
const STATES: [&str; 5] = ["open", "done", "declined", "not-needed", "overdue"];
const KEYS: [&str; 12] = [
    "next", "not", "never", "first", "says", "counts", "logged", "stands", "finds", "nowhere",
    "goes", "stays",
];

impl Expect {
    /// `None` if the line is not an expectation.
    pub(super) fn parse(number: usize, text: &str) -> Result<Option<Self>, String> {
        let end = text
            .find(|c: char| !c.is_ascii_lowercase())
            .unwrap_or(text.len());
        let (key, rest) = text.split_at(end);
        if !KEYS.contains(&key) {
            return Ok(None);
        }
        let (rows, rest) = line::rows(rest)?;
        let rest = rest
            .strip_prefix(':')
            .ok_or_else(|| format!("a colon belongs after \"{key}\""))?;
        let items: Vec<&str> = rest.split(';').map(str::trim).collect();
        if items.iter().any(|item| item.is_empty()) {
            return Err(format!(
                "nothing stands after \"{key}:\", or between two semicolons"
            ));
        }
        let steps = || {
            items
                .iter()
                .copied()
                .map(one_step)
                .collect::<Result<Vec<_>, _>>()
        };
        let what = match key {
            "next" => Expected::Next(
                items
                    .iter()
                    .copied()
                    .map(StepSeen::parse)
                    .collect::<Result<_, _>>()?,
            ),
            "not" => Expected::Not(steps()?),
            "never" => Expected::Never(steps()?),
            "first" => Expected::First(one_step(rest.trim())?),
            "says" => Expected::Says(
                items
                    .iter()
                    .copied()
                    .map(Said::parse)
                    .collect::<Result<_, _>>()?,
            ),
            "counts" => Expected::Counts(Counts::parse(&items)?),
            "logged" => Expected::Logged(
                items
                    .iter()
                    .copied()
                    .map(counted)
                    .collect::<Result<_, _>>()?,
            ),
            "finds" => Expected::Finds(items.iter().copied().map(found).collect::<Result<_, _>>()?),
            "stands" => Expected::Stands(Stands::parse(rest.trim())?),
            "nowhere" => Expected::Nowhere(items.iter().map(|item| (*item).to_owned()).collect()),
            "goes" => Expected::Goes(given(&items)?),
            _ => Expected::Stays(given(&items)?),
        };
        Ok(Some(Self {
            line: number,
            rows,
            what,
        }))
    }
}

fn one_step(item: &str) -> Result<String, String> {
    let name = !item.is_empty() && item.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    if name {
        Ok(item.to_owned())
    } else {
        Err(format!("\"{item}\" is not the name of one step"))
    }
}

impl StepSeen {
    fn parse(item: &str) -> Result<Self, String> {
        let (front, because) = match item.split_once(" because ") {
            Some((front, entries)) => (front, entries.strip_prefix("of ").unwrap_or(entries)),
            None => (item, ""),
        };
        let (front, by) = match front.split_once(" by ") {
            Some((front, day)) => (front, Some(time::only_date(day.trim_end_matches(','))?)),
            None => (front, None),
        };
        let mut words = front.split([' ', ',']).filter(|word| !word.is_empty());
        let mut seen = Self {
            step: one_step(words.next().unwrap_or_default())?,
            urgency: None,
            state: None,
            later: false,
            by,
            because: because
                .split([' ', ','])
                .filter(|word| !word.is_empty())
                .map(EntryRef::parse)
                .collect::<Result<_, _>>()?,
        };
        for word in words {
            if URGENCIES.contains(&word) && seen.urgency.is_none() {
                seen.urgency = Some(word.to_owned());
            } else if STATES.contains(&word) && seen.state.is_none() {
                seen.state = Some(word.to_owned());
            } else if word == "later" && !seen.later {
                seen.later = true;
            } else {
                return Err(format!(
                    "\"{word}\" after \"{}\": here stand an urgency ({}), a state ({}), later, by, because",
                    seen.step,
                    URGENCIES.join(", "),
                    STATES.join(", ")
                ));
            }
        }
        Ok(seen)
    }
}

impl Stands {
    /// `texts/3 31 Jan 2026 10:02 message Is this your own`
    fn parse(text: &str) -> Result<Self, String> {
        let (entry, rest) = text
            .split_once(' ')
            .ok_or("write a contact, when it was, its channel and how its words begin")?;
        let (at, rest) = time::date_time(rest)?;
        let (channel, words) = rest.split_once(' ').unwrap_or((rest, ""));
        Ok(Self {
            entry: EntryRef::parse(entry)?,
            at,
            channel: one_step(channel)?,
            words: words.trim().to_owned(),
        })
    }
}

impl Said {
    fn parse(item: &str) -> Result<Self, String> {
        let words: Vec<&str> = item.split_whitespace().collect();
        Ok(match words.as_slice() {
            ["intact"] => Self::Intact,
            ["changed", code, item] => Self::Changed((*code).to_owned(), (*item).to_owned()),
            ["entries", "0", "to", last] => Self::Entries(number(last)?),
            ["all", "shown"] => Self::AllShown,
            ["none", "missing"] => Self::NoneMissing,
            [n, "in", "part"] => Self::InPart(number(n)?),
            [n, "withheld"] => Self::Withheld(number(n)?),
            ["key", "confirmed"] => Self::Key { confirmed: true },
            ["key", "not", "confirmed"] => Self::Key { confirmed: false },
            ["problem", code] => Self::Problem((*code).to_owned()),
            ["demonstration"] => Self::Demonstration,
            ["exit", code] => Self::Exit(
                code.parse()
                    .ok()
                    .filter(|c| *c <= 6)
                    .ok_or("an exit code is 0 to 6")?,
            ),
            _ => {
                return Err(format!(
                    "\"{item}\" is not a phrase of a verdict that a story knows"
                ));
            }
        })
    }
}

impl Counts {
    fn parse(items: &[&str]) -> Result<Self, String> {
        let mut counts = Self::default();
        for item in items {
            let (name, n) = item
                .rsplit_once(' ')
                .ok_or("write a name and a number, such as taken 9")?;
            let place = match name {
                "read" => &mut counts.read,
                "taken" => &mut counts.taken,
                "left out" => &mut counts.left_out,
                "already" => &mut counts.already,
                "not understood" => &mut counts.not_understood,
                "from subject" => &mut counts.from_subject,
                "from clinician" => &mut counts.from_clinician,
                "attachments" => &mut counts.attachments,
                "gaps" => &mut counts.gaps,
                other => return Err(format!("an import counts no \"{other}\"")),
            };
            if place.replace(number(n)?).is_some() {
                return Err(format!("\"{name}\" is counted twice"));
            }
        }
        if let Self {
            read: Some(read),
            taken: Some(t),
            left_out: Some(l),
            already: Some(a),
            not_understood: Some(n),
            ..
        } = counts
            && read != t + l + a + n
        {
            return Err(format!(
                "{read} read is not {t} taken + {l} left out + {a} already + {n} not understood"
            ));
        }
        Ok(counts)
    }
}

fn counted(item: &str) -> Result<(u64, String), String> {
    let (n, what) = item
        .split_once(' ')
        .ok_or("write a number and a channel, such as 104 attendance-work")?;
    let side = what == "from subject" || what == "from clinician";
    if side {
        Ok((number(n)?, what.to_owned()))
    } else {
        Ok((number(n)?, one_step(what)?))
    }
}

fn found(item: &str) -> Result<(u64, String), String> {
    let (n, words) = item
        .split_once(' ')
        .ok_or("write a number and the words searched for, such as 2 strong feelings")?;
    Ok((number(n)?, words.trim().to_owned()))
}

fn given(items: &[&str]) -> Result<Vec<Given>, String> {
    items
        .iter()
        .flat_map(|item| item.split([' ', ',']))
        .filter(|word| !word.is_empty())
        .map(|word| {
            if word.starts_with(|c: char| c.is_ascii_uppercase()) {
                Ok(Given::Original(word.to_owned()))
            } else {
                Item::parse(word).map(Given::Item)
            }
        })
        .collect()
}

fn number(word: &str) -> Result<u64, String> {
    word.parse()
        .map_err(|_| format!("\"{word}\" is not a number"))
}
