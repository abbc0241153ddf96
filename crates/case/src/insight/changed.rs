//! What was recorded since the last review.

use std::collections::BTreeMap;

use jiff::Timestamp;
use standfast_model::lists::{MeasureKind, Party, Sign, StepAct};

use crate::View;

/// What was recorded since a review; since the case began, where there was none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The last review: its entry and the moment from which things count as new (UTC).
    pub since: Option<(u64, Timestamp)>,
    /// Contacts from the subject.
    pub from_subject: u64,
    /// Contacts from the clinician.
    pub from_clinician: u64,
    /// Contacts from others.
    pub from_others: u64,
    /// Of all of them, those said to have happened before that moment.
    pub late: u64,
    /// Contacts from the subject by channel; the empty word: not said.
    pub channels: BTreeMap<String, u64>,
    /// How often each sign was ticked in contacts from the subject.
    pub signs: BTreeMap<Sign, u64>,
    /// First and last entry of them.
    pub entries: Option<(u64, u64)>,
    /// Measures, without reviews: entries of the record log.
    pub measures: Vec<u64>,
    /// Outcomes.
    pub outcomes: Vec<u64>,
    /// Accounts that were kept.
    pub accounts: Vec<u64>,
    /// Decisions about accounts that may be the subject's.
    pub attributions: Vec<u64>,
    /// What was done with steps, in the order in which it was: name and act.
    pub steps: Vec<(String, StepAct)>,
}

impl Changed {
    /// What `view` holds beyond its last review.
    ///
    /// A review covers what had been recorded when it was held. One that was logged later covers no
    /// more than that.
    #[must_use]
    pub fn of(view: &View<'_>) -> Self {
        let since = view
            .measures()
            .iter()
            .rev()
            .find(|m| m.body.measure == MeasureKind::Review)
            .map(|m| {
                let held = m.moment().span.until.unwrap_or(m.recorded);
                (m.n, held.min(m.recorded))
            });
        let is_new = |n: u64, recorded: Timestamp| {
            since.is_none_or(|(review, from)| recorded > from || (recorded == from && n > review))
        };
        let mut changed = Changed {
            since,
            from_subject: 0,
            from_clinician: 0,
            from_others: 0,
            late: 0,
            channels: BTreeMap::new(),
            signs: BTreeMap::new(),
            entries: None,
            measures: view
                .measures()
                .iter()
                .filter(|m| is_new(m.n, m.recorded) && m.body.measure != MeasureKind::Review)
                .map(|m| m.n)
                .collect(),
            outcomes: view
                .outcomes()
                .iter()
                .filter(|o| is_new(o.n, o.recorded))
                .map(|o| o.n)
                .collect(),
            accounts: view
                .accounts()
                .filter(|a| is_new(a.n, a.recorded))
                .map(|a| a.n)
                .collect(),
            attributions: view
                .attributions()
                .filter(|a| is_new(a.n, a.recorded))
                .map(|a| a.n)
                .collect(),
            steps: view
                .step_acts()
                .filter(|s| since.is_none_or(|(_, from)| s.recorded > from))
                .filter_map(|s| Some((s.body.step.clone()?, s.body.act)))
                .collect(),
        };
        for contact in view.contacts().iter().filter(|c| is_new(c.n, c.recorded)) {
            changed.entries = Some(match changed.entries {
                None => (contact.n, contact.n),
                Some((first, last)) => (first.min(contact.n), last.max(contact.n)),
            });
            if since.is_some_and(|(_, from)| contact.span.from.is_some_and(|at| at < from)) {
                changed.late += 1;
            }
            match contact.from {
                Party::Subject => {
                    changed.from_subject += 1;
                    let channel = contact.channel.as_ref().map(ToString::to_string);
                    *changed
                        .channels
                        .entry(channel.unwrap_or_default())
                        .or_default() += 1;
                    for sign in &contact.signs {
                        *changed.signs.entry(sign.clone()).or_default() += 1;
                    }
                }
                Party::Clinician => changed.from_clinician += 1,
                Party::Other(_) => changed.from_others += 1,
            }
        }
        changed
    }
}
