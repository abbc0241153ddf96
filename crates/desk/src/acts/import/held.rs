//! What the case holds already of an account that an import leaves out: looked up by key, never by
//! going through the log.

use jiff::{SignedDuration, Timestamp};
use standfast_case::named_by;
use standfast_model::lists::Party;
use standfast_model::{Body, Log, Normalised, kinds, normalise};
use standfast_vault::{CaseLine, TimelineFilter, Vault};

use crate::DeskError;

/// The newest contact of the case in which they named this account.
pub(super) fn stands_in(
    vault: &Vault,
    line: &CaseLine,
    normal: &Normalised,
    value: &str,
) -> Result<Option<u64>, DeskError> {
    for spelling in spellings(normal, value) {
        for row in vault.search(Some(line.number), &spelling, None, 20)? {
            if let Some(contact) = contact_of(vault, line, row.n)?
                && contact.from == Party::Subject
                && named_by(&contact)
                    .iter()
                    .any(|one| normalise(&one.value) == *normal)
            {
                return Ok(Some(row.n));
            }
        }
    }
    Ok(None)
}

/// How an account may stand in words.
fn spellings(normal: &Normalised, value: &str) -> Vec<String> {
    let mut spellings = vec![value.to_owned()];
    if let Some(national) = normal.as_str().strip_prefix("+44")
        && let (Some(area), Some(rest)) = (national.get(..4), national.get(4..))
    {
        spellings.extend([
            format!("0{area} {rest}"),
            format!("0{national}"),
            format!("44 {area} {rest}"),
            format!("44{national}"),
        ]);
    }
    spellings
}

/// The contact of this number; `None` where it is another kind.
pub(super) fn contact_of(
    vault: &Vault,
    line: &CaseLine,
    n: u64,
) -> Result<Option<kinds::Contact>, DeskError> {
    let Some(stored) = vault.entry(line.number, Log::Record, n)? else {
        return Ok(None);
    };
    Ok(match stored.read()?.body {
        Body::Contact(contact) => Some(contact),
        _ => None,
    })
}

/// A contact of theirs in the case with these words in this minute.
pub(super) fn taken_as_theirs(
    vault: &Vault,
    line: &CaseLine,
    words: &str,
    at: Timestamp,
) -> Result<Option<u64>, DeskError> {
    // One export tells seconds and another does not.
    let minute = at.as_second().div_euclid(60) * 60;
    let from = Timestamp::from_second(minute).unwrap_or(at);
    let filter = TimelineFilter {
        from: Some(from),
        to: Some(from + SignedDuration::from_secs(60)),
        channel: None,
    };
    for row in vault.timeline(line.number, &filter, None, 20)? {
        if let Some(contact) = contact_of(vault, line, row.n)?
            && contact.from == Party::Subject
            && contact.words.as_deref() == Some(words)
        {
            return Ok(Some(row.n));
        }
    }
    Ok(None)
}
