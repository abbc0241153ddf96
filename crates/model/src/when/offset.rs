//! The offset that may stand behind a time: `Z`, `GMT`, `BST`, `+01:00`.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use super::Token;

/// An offset that was said: as a figure, or by the name it has in the zone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub(super) offset: Offset,
    /// `GMT`, `BST`: people also use these loosely.
    pub(super) named: bool,
}

/// `Z`, `GMT`, `BST`, `UTC+2`, `+01:00`, and the names that the zone itself uses.
pub(super) fn offset(rest: &[Token], zone: &TimeZone, iso: bool) -> Option<(Said, usize)> {
    if let Some(w) = rest.first()?.word() {
        if matches!(w, "utc" | "gmt" | "z") {
            if let Some((offset, len)) = figure(rest.get(1..)?, true).filter(|_| w != "z") {
                return Some((
                    Said {
                        offset,
                        named: false,
                    },
                    1 + len,
                ));
            }
            return Some((
                Said {
                    offset: Offset::UTC,
                    named: w == "gmt",
                },
                1,
            ));
        }
        for (name, offset) in names(zone) {
            if name.to_lowercase() == w {
                return Some((
                    Said {
                        offset,
                        named: true,
                    },
                    1,
                ));
            }
        }
        let summer = Offset::from_seconds(3600).ok()?;
        return (w == "bst").then_some((
            Said {
                offset: summer,
                named: true,
            },
            1,
        ));
    }
    figure(rest, iso).map(|(offset, len)| {
        (
            Said {
                offset,
                named: false,
            },
            len,
        )
    })
}

/// `+01:00`, `+0100`, `+1`, and with a minus where a dash cannot mean "to".
fn figure(rest: &[Token], minus: bool) -> Option<(Offset, usize)> {
    let sign = match rest.first()? {
        Token::Mark('+') => 1,
        Token::Mark('-') if minus => -1,
        _ => return None,
    };
    let first = rest.get(1)?;
    let (hours, minutes, len) = match (first.digits(4), first.number(2)) {
        (Some(n), _) => (n / 100, n % 100, 2),
        (None, Some(hours)) if rest.get(2) == Some(&Token::Mark(':')) => {
            (hours, rest.get(3)?.digits(2)?, 4)
        }
        (None, Some(hours)) => (hours, 0, 2),
        _ => return None,
    };
    if hours > 15 || minutes > 59 {
        return None;
    }
    let seconds = sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60);
    Some((Offset::from_seconds(seconds).ok()?, len))
}

/// The names that the zone gives its offsets in winter and in summer ("GMT", "BST").
fn names(zone: &TimeZone) -> Vec<(String, Offset)> {
    // Two fixed days, so that the same words mean the same at any later time.
    [1_705_320_000, 1_721_044_800]
        .into_iter()
        .filter_map(|second| Timestamp::from_second(second).ok())
        .map(|at| {
            let info = zone.to_offset_info(at);
            (info.abbreviation().to_owned(), info.offset())
        })
        .filter(|(name, _)| name.len() >= 2 && name.chars().all(|c| c.is_ascii_alphabetic()))
        .collect()
}

/// The name that tells the two halves of a repeated hour apart: "BST", else "UTC+02:00".
pub(super) fn label(zone: &TimeZone, offset: Offset) -> String {
    if let Some((name, _)) = names(zone).into_iter().find(|(_, o)| *o == offset) {
        return name;
    }
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
