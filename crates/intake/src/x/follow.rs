//! Who follows whom: the account, and others. The lists have numbers and no dates.

use serde_json::{Map, Value};
use standfast_model::draft::DraftKind;
use standfast_model::lists::Channel;

use super::about::About;
use super::said::{Said, id, unknown};

const KNOWN: &[&str] = &["accountId", "userLink"];

/// Reads one entry of the list of those who follow the account, or whom it follows.
///
/// `None` is no entry. That somebody follows is their act, as a request is: it stands as one, with
/// no date, since the archive has none.
pub(super) fn read(record: &Map<String, Value>, followers: bool, about: &About) -> Option<Said> {
    let name = if followers { "follower" } else { "following" };
    let entry = record.get(name)?.as_object()?;
    let other = about.person(id(entry.get("accountId"))?);
    let owner = about.owner();
    let mut said = Said::new("follow", Channel::FriendRequest);
    said.kind = DraftKind::Request;
    said.unknown = unknown(entry, KNOWN, "a list of followers");
    let (from, to) = if followers {
        (other, owner)
    } else {
        (owner, other)
    };
    let who = |person: &standfast_model::draft::Person| person.address.clone().unwrap_or_default();
    said.id = Some(format!("{} follows {}", who(&from), who(&to)));
    said.thread = name.to_owned();
    said.from = Some(from);
    said.to = vec![to];
    said.titled(if followers {
        "Follows this account"
    } else {
        "Follows their account"
    });
    said.doubts
        .push("the archive does not say since when: it is so on the day the archive was made");
    Some(said)
}
