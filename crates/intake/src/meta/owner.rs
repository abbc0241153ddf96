//! Whose account a download is of, where its profile stands in it.

use std::io::Read;

use serde_json::Value;
use standfast_model::draft::Person;

use super::letters::Letters;
use crate::source::Source;

/// Files that say it.
const PROFILES: &[&str] = &["profile_information.json", "personal_information.json"];
/// Bytes of one that are read.
const PROFILE: u64 = 1 << 20;

/// The owner's name and handle. `None` where the download does not say: nobody is guessed.
pub(super) fn of(source: &Source) -> Option<Person> {
    let members = source.archive()?.members().iter();
    members
        .filter(|member| {
            let base = member.name.rsplit(['/', '\\']).next().unwrap_or_default();
            member.refused.is_none() && PROFILES.contains(&base)
        })
        .find_map(|member| {
            let mut bytes = Vec::new();
            let read = source.open_member(&member.name).ok()?;
            read.take(PROFILE).read_to_end(&mut bytes).ok()?;
            told(&serde_json::from_slice(&bytes).ok()?)
        })
}

/// Facebook's `profile_v2`, Instagram's `profile_user`.
fn told(said: &Value) -> Option<Person> {
    let mut letters = Letters::default();
    let mut text = |place: &str| letters.text(said.pointer(place)).filter(|t| !t.is_empty());
    let label = [
        "/profile_v2/name/full_name",
        "/profile/name/full_name",
        "/profile/name",
        "/profile_user/0/string_map_data/Name/value",
    ]
    .into_iter()
    .find_map(&mut text);
    let address = [
        "/profile_v2/username",
        "/profile/username",
        "/profile_user/0/string_map_data/Username/value",
    ]
    .into_iter()
    .find_map(&mut text);
    (label.is_some() || address.is_some()).then_some(Person { label, address })
}
