//! Requests of an export that may stand in the log already, because somebody logged them by hand.
//!
//! A request leaves a time and no words, so nothing can prove that two are one. Both are kept; the one
//! from the export says which entry it may be the same as, on the screen before it is sealed and in the
//! log for ever, and a person retracts one of them or does not.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use standfast_intake::parties::From;
use standfast_model::Log;
use standfast_model::draft::{Draft, DraftKind};
use standfast_model::lists::Channel;
use standfast_vault::{CaseLine, TimelineFilter, Vault};

use super::contact::party;
use super::held::contact_of;
use crate::DeskError;

/// How far the time that a person wrote down may be from the site's.
const APART: SignedDuration = SignedDuration::from_hours(24);
/// Requests of one export that are looked for. Nobody has logged more by hand.
const LOOKED_FOR: usize = 1_000;
/// Entries near one of them that are looked at.
const NEAR: u32 = 20;
/// Entries that the note for the person names.
const NAMED: usize = 10;

/// What was logged by hand, by the identity of the draft that may be the same.
#[derive(Default)]
pub(super) struct ByHand {
    of: BTreeMap<String, u64>,
    looked_for: usize,
}

impl ByHand {
    /// Looks for a draft that is taken.
    pub(super) fn see(
        &mut self,
        vault: &Vault,
        line: &CaseLine,
        draft: &Draft,
        from: From,
        at: Option<Timestamp>,
    ) -> Result<(), DeskError> {
        let Some(at) = at.filter(|_| draft.kind == DraftKind::Request) else {
            return Ok(());
        };
        if self.looked_for >= LOOKED_FOR {
            return Ok(());
        }
        self.looked_for += 1;
        let filter = TimelineFilter {
            from: at.checked_sub(APART).ok(),
            to: at.checked_add(APART).ok(),
            channel: Some(Channel::FriendRequest.as_str().to_owned()),
        };
        let mut nearest: Option<(i64, u64)> = None;
        for row in vault.timeline(line.number, &filter, None, NEAR)? {
            let Some(contact) = contact_of(vault, line, row.n)? else {
                continue;
            };
            let platform = contact.platform.as_ref().or(draft.platform.as_ref());
            if contact.source.is_some()
                || contact.from != party(from)
                || platform != draft.platform.as_ref()
            {
                continue;
            }
            let Some(logged) = contact.occurred.from else {
                continue;
            };
            let apart = (logged.as_second() - at.as_second()).abs();
            if nearest.is_none_or(|(before, _)| apart < before) {
                nearest = Some((apart, row.n));
            }
        }
        if let Some((_, n)) = nearest {
            self.of.insert(draft.identity.clone(), n);
        }
        Ok(())
    }

    /// The doubt that is sealed with a draft.
    pub(super) fn doubt(&self, identity: &str) -> Option<String> {
        let n = self.of.get(identity)?;
        Some(format!(
            "it may be the same as {}, which was logged by hand",
            Log::Record.name(*n)
        ))
    }

    /// What to tell the person.
    pub(super) fn note(&self) -> Option<String> {
        let entries: BTreeSet<u64> = self.of.values().copied().collect();
        if entries.is_empty() {
            return None;
        }
        let mut named: Vec<String> = entries
            .iter()
            .take(NAMED)
            .map(|n| Log::Record.name(*n))
            .collect();
        if entries.len() > NAMED {
            named.push(format!("{} more", entries.len() - NAMED));
        }
        Some(format!(
            "Requests that may stand in the log already, logged by hand: {} ({}). Both are kept, and the new one says so. If two are one, retract one of them.",
            self.of.len(),
            named.join(", ")
        ))
    }
}
