//! Dates that chosen files offer. They are shown where nobody said when it was, and count only if a
//! person picks one.

use jiff::{SignedDuration, Timestamp};
use standfast_desk::acts::attach::{Attached, Offered, OfferedDate};
use standfast_desk::{Desk, DeskError};

use crate::pages::log::FileDate;

/// A date as near as this to "just now" says nothing new.
const NEAR: SignedDuration = SignedDuration::from_hours(1);
/// As many have a tile.
const SHOWN: usize = 3;

/// Each file's first date that is another than "just now", as the form shows it; equal ones once.
///
/// A file that cannot be read offers nothing: taking it in says why.
pub(super) fn offered(
    desk: &Desk,
    case: &str,
    files: &mut [Attached],
    now: Timestamp,
) -> Result<Vec<FileDate>, DeskError> {
    let found = match desk.dates_offered(case, files) {
        Err(DeskError::File { .. }) => return Ok(Vec::new()),
        found => found?,
    };
    let mut shown: Vec<FileDate> = Vec::new();
    for (file, date) in firsts(&found) {
        if !date.is_near(now, NEAR) && !shown.iter().any(|one| one.said == date.words) {
            shown.push(FileDate {
                file: file.into(),
                said: date.words.clone(),
            });
        }
    }
    shown.truncate(SHOWN);
    Ok(shown)
}

/// The date that was picked, found in the files anew: what the browser sends back is words.
pub(super) fn picked(
    desk: &Desk,
    case: &str,
    files: &mut [Attached],
    said: &str,
) -> Result<Option<OfferedDate>, DeskError> {
    let found = desk.dates_offered(case, files)?;
    let mut all = firsts(&found);
    Ok(all
        .find(|(_, date)| date.words == said)
        .map(|(_, date)| date.clone()))
}

fn firsts(found: &[Offered]) -> impl Iterator<Item = (&str, &OfferedDate)> {
    found
        .iter()
        .filter_map(|offered| Some((offered.file.as_str(), offered.first()?)))
}
