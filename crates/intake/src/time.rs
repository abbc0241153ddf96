//! When a record happened, in the zone of the case: the last step from draft to contact.

use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, civil};
use standfast_model::draft::DraftTime;
use standfast_model::when::{self, WhenError};
use standfast_model::{Occurred, Precision, Said};

/// Applies the zone to what the format said.
///
/// An instant is told in `zone` and keeps its precision. A wall time is read in `zone`; where the
/// clocks went back over it the earlier of its two instants stands and both are named as a doubt,
/// where they went forward over it the time that many clocks would have shown stands and that it
/// never was on a clock is the doubt. Words keep the precision that they have. `named` is the zone's IANA name.
#[must_use]
pub fn resolve_time(time: &DraftTime, zone: &TimeZone, named: &str) -> Occurred {
    match time {
        DraftTime::Unknown => Occurred::not_sure(named),
        DraftTime::Instant { at, seconds, .. } => {
            let wall = zone.to_datetime(*at);
            occurred(wall, *at, *seconds, named, None)
        }
        DraftTime::Local { wall, seconds, .. } => local(*wall, *seconds, zone, named),
        DraftTime::Said { words, now } => said(words, *now, zone, named),
    }
}

/// Of two times that the words can mean the first stands, and both are named.
fn said(words: &str, now: Timestamp, zone: &TimeZone, named: &str) -> Occurred {
    let around = Said {
        now,
        zone: zone.clone(),
    };
    let read = |words: &str| when::parse(words, &around).ok();
    let (read, doubt) = match when::parse(words, &around) {
        Ok(read) => (Some(read), None),
        Err(WhenError::Ambiguous { first, second, .. }) => {
            (read(&first), Some(format!("it was {first} or {second}")))
        }
        Err(WhenError::Skipped { second, .. }) => (
            read(&second),
            Some(format!(
                "this time did not exist in {named}: the clocks went forward over it; read as {second}"
            )),
        ),
        Err(WhenError::NotATime { .. }) => (None, None),
    };
    let Some(mut occurred) = read else {
        return Occurred::not_sure(named);
    };
    named.clone_into(&mut occurred.zone);
    let doubts: Vec<String> = doubt.into_iter().chain(occurred.doubt.take()).collect();
    occurred.doubt = (!doubts.is_empty()).then(|| doubts.join("; "));
    occurred
}

fn local(wall: civil::DateTime, seconds: bool, zone: &TimeZone, named: &str) -> Occurred {
    let ambiguous = zone.to_ambiguous_timestamp(wall);
    let (at, doubt) = match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { offset } => (offset.to_timestamp(wall).ok(), None),
        AmbiguousOffset::Fold { before, after } => {
            let doubt = format!(
                "the clocks in {named} went back over this time: it was {} or {}",
                utc(before, wall),
                utc(after, wall)
            );
            (before.to_timestamp(wall).ok(), Some(doubt))
        }
        AmbiguousOffset::Gap { before, .. } => {
            let doubt = format!(
                "this time did not exist in {named}: the clocks went forward over it; read as {}",
                utc(before, wall)
            );
            (before.to_timestamp(wall).ok(), Some(doubt))
        }
    };
    match at {
        Some(at) => occurred(wall, at, seconds, named, doubt),
        None => Occurred::not_sure(named),
    }
}

fn utc(offset: Offset, wall: civil::DateTime) -> String {
    offset
        .to_timestamp(wall)
        .map_or_else(|_| "unknown".to_owned(), |at| at.to_string())
}

fn occurred(
    wall: civil::DateTime,
    at: Timestamp,
    seconds: bool,
    named: &str,
    doubt: Option<String>,
) -> Occurred {
    let (length, precision, clock) = if seconds {
        let clock = format!(
            "{:02}:{:02}:{:02}",
            wall.hour(),
            wall.minute(),
            wall.second()
        );
        (1, Precision::Second, clock)
    } else {
        (
            60,
            Precision::Minute,
            format!("{:02}:{:02}", wall.hour(), wall.minute()),
        )
    };
    Occurred {
        text: format!("{}, {clock}", wall.date().strftime("%-d %b %Y")),
        from: Some(at),
        until: at.checked_add(SignedDuration::from_secs(length)).ok(),
        zone: named.to_owned(),
        precision,
        doubt,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use standfast_model::draft::Basis;

    fn london(wall: &str) -> Occurred {
        let time = DraftTime::Local {
            wall: wall.parse().unwrap(),
            seconds: false,
            basis: Basis::ExportLocal,
        };
        resolve_time(
            &time,
            &TimeZone::get("Europe/London").unwrap(),
            "Europe/London",
        )
    }

    #[test]
    fn a_wall_time_is_read_in_the_zone() {
        let when = london("2026-06-01 10:30");
        assert_eq!(when.text, "1 Jun 2026, 10:30");
        assert_eq!(when.from.unwrap().to_string(), "2026-06-01T09:30:00Z");
        assert_eq!(when.until.unwrap().to_string(), "2026-06-01T09:31:00Z");
        assert_eq!((when.precision, when.doubt), (Precision::Minute, None));
    }

    #[test]
    fn a_time_that_was_twice_names_both_instants() {
        let when = london("2025-10-26 01:30");
        assert_eq!(when.from.unwrap().to_string(), "2025-10-26T00:30:00Z");
        let doubt = when.doubt.unwrap();
        assert!(
            doubt.contains("2025-10-26T00:30:00Z or 2025-10-26T01:30:00Z"),
            "{doubt}"
        );
    }

    #[test]
    fn a_time_that_never_was_is_kept_and_said() {
        let when = london("2025-03-30 01:30");
        assert_eq!(when.text, "30 Mar 2025, 01:30");
        assert_eq!(when.from.unwrap().to_string(), "2025-03-30T01:30:00Z");
        assert!(
            when.doubt
                .unwrap()
                .contains("did not exist in Europe/London")
        );
    }

    #[test]
    fn an_instant_is_told_in_the_zone_of_the_case() {
        let time = DraftTime::Instant {
            at: "2025-03-05T04:30:00Z".parse().unwrap(),
            seconds: true,
            offset: Some(Offset::constant(-5)),
            basis: Basis::SenderClaimed,
        };
        let when = resolve_time(
            &time,
            &TimeZone::get("Europe/London").unwrap(),
            "Europe/London",
        );
        assert_eq!(when.text, "5 Mar 2025, 04:30:00");
        assert_eq!(when.precision, Precision::Second);
    }
}
