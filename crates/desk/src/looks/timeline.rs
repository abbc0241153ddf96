//! What happened, newest first, a page at a time.

use jiff::civil::Date;
use standfast_model::lists::Channel;
use standfast_model::{FieldValue, Log, Said};
use standfast_vault::{CaseLine, CaseNo, RowKey, TimelineFilter};

use super::Line;
use crate::access::Act;
use crate::{Desk, DeskError};

/// See the timeline.
pub struct Timeline;
impl Act for Timeline {
    const NAME: &'static str = "timeline";
}

/// See one contact or measure.
pub struct ContactShow;
impl Act for ContactShow {
    const NAME: &'static str = "contact show";
}

/// Which part of a timeline.
#[derive(Clone, Debug, Default)]
pub struct SaidPart {
    /// First day, in words.
    pub from: Option<String>,
    /// Last day, in words.
    pub to: Option<String>,
    /// A channel of the list.
    pub channel: Option<String>,
}

/// A page of lines; `more` is where the next one begins.
#[derive(Clone, Debug)]
pub struct Page {
    /// Newest occurred first.
    pub lines: Vec<(String, Line)>,
    /// What to ask for next; `None` on the last page.
    pub more: Option<RowKey>,
}

impl Desk {
    /// A page of the timeline, newest first; each line with the case's short name.
    ///
    /// # Errors
    /// No such case, a day or channel that is none.
    pub fn timeline(
        &self,
        case: &str,
        part: &SaidPart,
        before: Option<RowKey>,
        limit: u32,
    ) -> Result<Page, DeskError> {
        let (permit, line) = self.permit::<Timeline>(case)?;
        let filter = self.part(&permit, &line, part)?;
        let rows =
            self.vault(&permit)
                .timeline(line.number, &filter, before, limit.saturating_add(1))?;
        self.page(&permit, rows, limit)
    }

    /// One entry as it stands, with its exhibits.
    ///
    /// # Errors
    /// No such case or entry.
    pub fn contact_show(&self, case: &str, n: u64) -> Result<Line, DeskError> {
        let (permit, line) = self.permit::<ContactShow>(case)?;
        let mut lines = Line::of(self.vault(&permit), &line, &[n])?;
        lines.pop().ok_or(DeskError::NoEntry {
            entry: Log::Record.name(n),
            case: line.name,
        })
    }

    /// Rows to lines; one row more than `limit` says that there is a next page.
    pub(crate) fn page<A: Act>(
        &self,
        permit: &crate::access::Permit<A>,
        mut rows: Vec<standfast_vault::Row>,
        limit: u32,
    ) -> Result<Page, DeskError> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let vault = self.vault(permit);
        let cases = vault.cases()?;
        let named = |number: CaseNo| cases.iter().find(|c| c.number == number);
        let mut lines = Vec::with_capacity(rows.len());
        for row in &rows {
            if let Some(case) = named(row.case) {
                for line in Line::of(vault, case, &[row.n])? {
                    lines.push((case.name.clone(), line));
                }
            }
        }
        Ok(Page {
            lines,
            more: rows.last().filter(|_| more).map(|row| row.key),
        })
    }

    fn part<A: Act>(
        &self,
        permit: &crate::access::Permit<A>,
        line: &CaseLine,
        part: &SaidPart,
    ) -> Result<TimelineFilter, DeskError> {
        let settings = self.settings(permit, line)?;
        let around = self.said(&settings, None)?;
        let day = |words: &Option<String>, after: bool| -> Result<_, DeskError> {
            let Some(words) = words else { return Ok(None) };
            start_of(Date::from_words(words, &around)?, &around, after).map(Some)
        };
        if let Some(channel) = &part.channel
            && Channel::listed(channel).is_none()
        {
            return Err(DeskError::words(
                format!("\"{channel}\" is not a channel"),
                format!("One of: {}", Channel::WORDS.join(", ")),
            ));
        }
        Ok(TimelineFilter {
            from: day(&part.from, false)?,
            to: day(&part.to, true)?,
            channel: part.channel.clone(),
        })
    }
}

/// The first instant of a day, or of the day after it, in the zone of `around`.
pub(crate) fn start_of(
    day: Date,
    around: &Said,
    after: bool,
) -> Result<jiff::Timestamp, DeskError> {
    let day = if after { day.tomorrow() } else { Ok(day) };
    day.and_then(|d| around.zone.to_timestamp(d.at(0, 0, 0, 0)))
        .map_err(|_| {
            DeskError::words(
                "that day is out of every calendar",
                "Say it like: 28 Feb 2026",
            )
        })
}
