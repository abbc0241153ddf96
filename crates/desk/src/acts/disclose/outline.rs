//! What both papers of a bundle say of it: for whom, from whom, of when.

use jiff::Timestamp;
use standfast_disclosure::plan::{Counts, Plan};
use standfast_papers::Front;
use standfast_vault::CaseLine;

use super::SaidDisclosure;
use crate::Zone;
use crate::custody::Settings;

/// The disclosure around the papers.
pub(super) struct Outline<'a> {
    pub said: &'a SaidDisclosure,
    pub line: &'a CaseLine,
    pub settings: &'a Settings,
    pub zone: &'a Zone,
    pub made: Timestamp,
    pub demonstration: bool,
    pub fingerprint: String,
    pub counts: &'a Counts,
    pub plan: &'a Plan,
}

impl Outline<'_> {
    /// Cover and foot. The spans are of what is shown.
    pub(super) fn front(&self, occurred: Option<String>, recorded: Option<String>) -> Front {
        let entries = self.line.record;
        let last = entries.saturating_sub(1);
        Front {
            case: self.line.name.clone(),
            recipient: self.said.to.trim().to_owned(),
            reference: self.said.reference.clone(),
            given_by: self.settings.clinician.clone(),
            profile: self.said.profile.clone(),
            made: self.zone.long(self.made),
            date: self.zone.day(self.made),
            occurred,
            recorded,
            entries: format!(
                "0 to {last} ({entries} {})",
                if entries == 1 { "entry" } else { "entries" }
            ),
            since: None,
            fingerprint: self.fingerprint.clone(),
            demonstration: self.demonstration,
            volume: None,
        }
    }

    /// "2 February to 11 March 2026", or one day.
    pub(super) fn span(&self, first: Option<Timestamp>, last: Option<Timestamp>) -> Option<String> {
        let (first, last) = (self.zone.day(first?), self.zone.day(last?));
        let long = |d: jiff::civil::Date| d.strftime("%-d %B %Y").to_string();
        Some(if first == last {
            long(first)
        } else {
            format!("{} to {}", long(first), long(last))
        })
    }
}
