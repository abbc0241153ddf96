//! What has to be known of a whole table before its first row is read: who writes in which thread,
//! and in which order day and month stand. Both are learned in one pass, which the source remembers.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::mapping::{Column, Field};
use super::reading::Reading;
use crate::dates::{self, Written};
use crate::error::IntakeError;
use crate::limits;
use crate::order::{Evidence, Orders};
use crate::reader::{Flow, Settings, ThreadSeen};

/// What one pass over a table taught.
pub(crate) struct Learned {
    pub(super) threads: BTreeMap<String, ThreadSeen>,
    /// Of the dates in which day and month are open; none where none is.
    evidence: Option<Evidence>,
    /// By what it was read.
    columns: Vec<Column>,
    now: Timestamp,
}

impl Learned {
    /// The order of day and month, from every date of the table; `None` where none is open.
    pub(super) fn orders(
        &self,
        name: &str,
        settings: &Settings,
    ) -> Result<Option<Orders>, IntakeError> {
        let evidence = self.evidence.clone();
        evidence.map(|e| e.decided(name, settings)).transpose()
    }
}

impl Reading<'_> {
    /// What the table teaches: from the pass that was made by these columns before, or by a new one.
    pub(super) fn learned(&self) -> Result<Arc<Learned>, IntakeError> {
        let mut known = self.source.learned();
        if let Some(learned) = known.as_ref()
            && learned.columns == self.columns
            && learned.now == self.settings.now
        {
            return Ok(Arc::clone(learned));
        }
        let learned = Arc::new(self.learn()?);
        *known = Some(Arc::clone(&learned));
        Ok(learned)
    }

    fn learn(&self) -> Result<Learned, IntakeError> {
        let mut threads: BTreeMap<String, ThreadSeen> = BTreeMap::new();
        let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
        let (mut evidence, mut open) = (Evidence::either_way(), false);
        self.rows(&mut |row| {
            let Ok(cells) = &row.cells else {
                return Flow::Go;
            };
            let text = self.when(cells);
            if let Some(written) = Written::read(&text, dates::Place::Cell)
                && let Some(dated) = written.dated(0, self.settings.now)
            {
                open = true;
                evidence.see(row.line, &dated, written.shown(&text));
            }
            let Ok((Some(sender), _)) = self.people(cells) else {
                return Flow::Go;
            };
            let thread = self.thread(cells);
            let key = (thread.clone(), sender.shown());
            let seen = threads.entry(thread).or_default();
            if let Some((_, n)) = places.get(&key).and_then(|at| seen.senders.get_mut(*at)) {
                *n += 1;
            } else if places.len() < limits::SENDERS {
                places.insert(key, seen.senders.len());
                seen.senders.push((sender, 1));
            }
            Flow::Go
        })?;
        for seen in threads.values_mut() {
            seen.group = seen.senders.len() > 2;
        }
        // Where more than two write and nothing says to whom, a row of the clinician's may be to
        // anybody: a whole table is no conversation.
        if !self.has(Field::Thread) {
            threads.retain(|_, seen| !seen.group);
        }
        Ok(Learned {
            threads,
            evidence: open.then_some(evidence),
            columns: self.columns.clone(),
            now: self.settings.now,
        })
    }
}
