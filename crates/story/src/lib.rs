//! Stories: what happened in a case, day by day, and what ought to be seen then, as plain text.
//!
//! `tests/stories/README.md` is the grammar; this crate implements it. In: the text of one file. Out: a
//! [`Story`] whose times rise, whose labels are all defined before they are used, and whose every
//! line was understood; or a [`StoryError`] that names the line. Two read it: the demonstration, which
//! does what a story says, and the tests' player, which also compares what it expects.
//!
//! It hangs on no other crate of ours: names of channels, signs, measures and steps stay strings, so
//! that a story can name what is not built yet. Never here: running a story, files (a name of a file
//! stays a name), the closed lists of the contract. Times are wall times in the zone of the
//! story's header; whoever runs it applies the zone.

mod decide;
mod event;
mod expect;
mod header;
mod labels;
mod line;
mod time;

pub use decide::decisions_file;
pub use event::{
    Account, Contact, Decision, Detail, Disclosure, Event, Import, Item, KeyGiven, Letter, Measure,
    Review, Screening, StepAct,
};
pub use expect::{Counts, Expect, Expected, Given, Said, Stands, StepSeen};
pub use header::Header;
pub use labels::EntryRef;
pub use time::shown as shown_time;

use jiff::civil::DateTime;

/// A story: its header, then its scenes in order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// The case and what the story is there to try.
    pub header: Header,
    /// At least one; the first time of each is not before the last time of the one above it.
    pub scenes: Vec<Scene>,
}

/// One event, once or repeated, and what is expected after it (after its last repetition).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// The line of the file, from 1.
    pub line: usize,
    /// When the entry is made, wall time in the header's zone; rising, never empty, more than one
    /// only where the line says `every`.
    pub at: Vec<DateTime>,
    /// Rows of the mission without which this event cannot be done; a runner that does not reach
    /// one of them leaves the event out. Empty: always done.
    pub rows: Vec<Row>,
    /// What happens.
    pub event: Event,
    /// The name by which later lines speak of the entry that this makes.
    pub label: Option<String>,
    /// What must hold afterwards, in the order of the file.
    pub expects: Vec<Expect>,
}

/// A row of a table elsewhere: `R13` of the mission, `N4`, or `G`, `L`, `P`, `T` of the sources.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row(String);

impl Row {
    /// The row as written, such as `R13`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn parse(word: &str) -> Result<Self, String> {
        let mut letters = word.chars();
        let known = letters.next().is_some_and(|c| "RNGLPTS".contains(c));
        let number = letters.as_str();
        if known && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) {
            Ok(Self(word.to_owned()))
        } else {
            Err(format!("\"{word}\" is not a row; write one like R13 or N4"))
        }
    }

    /// `R22 N8` or `R22, N8`.
    fn parse_all(text: &str) -> Result<Vec<Self>, String> {
        text.split([' ', ','])
            .filter(|word| !word.is_empty())
            .map(Self::parse)
            .collect()
    }
}

/// A line that could not be understood. Nothing of the story is given then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct StoryError {
    /// The line of the file, from 1; for something missing, the last line read.
    pub line: usize,
    /// What is off, and what would be right.
    pub what: String,
}

impl Story {
    /// Reads one story.
    ///
    /// # Errors
    /// [`StoryError`] with the first line that is off: an unknown verb or key, a date that does not
    /// exist, a label used before it is given, a line earlier than the one above it.
    pub fn parse(text: &str) -> Result<Self, StoryError> {
        let mut head = header::Gathered::default();
        let mut scenes: Vec<OpenScene> = Vec::new();
        let mut last = 0;
        for (index, raw) in text.lines().enumerate() {
            let number = index + 1;
            let fail = |what: String| StoryError { line: number, what };
            let Some(line) = line::meaningful(raw) else {
                continue;
            };
            last = number;
            if line.starts_with([' ', '\t']) {
                let scene = scenes
                    .last_mut()
                    .ok_or_else(|| fail("an indented line needs a dated line above it".into()))?;
                scene.add(number, line.trim()).map_err(fail)?;
            } else if line.starts_with(|c: char| c.is_ascii_digit()) || line.starts_with("every ") {
                scenes.push(OpenScene::begin(number, line).map_err(fail)?);
            } else if scenes.is_empty() {
                head.add(line).map_err(fail)?;
            } else {
                return Err(fail(
                    "a line begins with a date, with \"every\", or with spaces and a key".into(),
                ));
            }
        }
        let header = head
            .finish()
            .map_err(|what| StoryError { line: last, what })?;
        if scenes.is_empty() {
            let what = "nothing happens: a dated line is missing".into();
            return Err(StoryError { line: last, what });
        }
        let scenes = scenes
            .into_iter()
            .map(OpenScene::close)
            .collect::<Result<Vec<_>, _>>()?;
        order(&header, &scenes)?;
        labels::check(&scenes)?;
        Ok(Self { header, scenes })
    }
}

/// A scene whose indented lines may still follow.
struct OpenScene {
    line: usize,
    at: Vec<DateTime>,
    rows: Vec<Row>,
    said: line::Said,
    decisions: Vec<Decision>,
    expects: Vec<Expect>,
}

impl OpenScene {
    fn begin(number: usize, line: &str) -> Result<Self, String> {
        let (at, rest) = time::stamp(line)?;
        let (rows, rest) = line::rows(rest)?;
        let said = line::Said::parse(number, rest)?;
        Ok(Self {
            line: number,
            at,
            rows,
            said,
            decisions: Vec::new(),
            expects: Vec::new(),
        })
    }

    fn add(&mut self, number: usize, text: &str) -> Result<(), String> {
        if let Some(expect) = Expect::parse(number, text)? {
            self.expects.push(expect);
        } else if !self.expects.is_empty() {
            return Err("this belongs to the event: write it above what is expected".into());
        } else if text.starts_with("decision:") {
            self.decisions
                .push(Decision::parse(line::Said::parse(number, text)?)?);
        } else {
            self.said.extend(line::Said::parse(number, text)?)?;
        }
        Ok(())
    }

    fn close(self) -> Result<Scene, StoryError> {
        let (event, label) =
            event::build(self.said, self.decisions).map_err(|failure| StoryError {
                line: failure.line.unwrap_or(self.line),
                what: failure.what,
            })?;
        let Self {
            line,
            at,
            rows,
            expects,
            ..
        } = self;
        Ok(Scene {
            line,
            at,
            rows,
            event,
            label,
            expects,
        })
    }
}

fn order(header: &Header, scenes: &[Scene]) -> Result<(), StoryError> {
    let mut latest = header.opened;
    for scene in scenes {
        for at in &scene.at {
            if *at < latest {
                let what = format!(
                    "{} is earlier than what stands above it, {}; lines stand in order of time, and \
                     what happened earlier says so with \"occurred:\"",
                    time::shown(*at),
                    time::shown(latest)
                );
                return Err(StoryError {
                    line: scene.line,
                    what,
                });
            }
            latest = *at;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
