//! From a time on the wall to an instant, where the clocks may have gone back or forward.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::AmbiguousOffset;

use super::offset::{Said, label};
use super::stretch::day_text;
use super::{Context, WhenError, minutes};

/// A time on the wall, as instants.
pub(super) struct Wall {
    pub(super) early: Timestamp,
    /// Differs from `early` only where the hour came twice and nobody said which.
    pub(super) late: Timestamp,
    pub(super) local: DateTime,
    /// Which of two equal hours, where somebody said.
    pub(super) label: Option<String>,
}

/// Finds the instant of a time on the wall.
///
/// `strict`: a time that came twice or never is an error; else both are within the stretch.
pub(super) fn wall(
    context: &Context<'_>,
    date: Date,
    time: Time,
    said: Option<Said>,
    strict: bool,
    doubts: &mut Vec<String>,
) -> Result<Wall, WhenError> {
    let nothing = |_| context.not_a_time();
    let local = DateTime::from_parts(date, time);
    if let Some(said) = said {
        let at = said.offset.to_timestamp(local).map_err(nothing)?;
        if said.named && context.zone.to_offset(at) != said.offset {
            let name = label(context.zone, context.zone.to_offset(at));
            doubts.push(format!(
                "said in another time than {name}, which the clocks showed"
            ));
        }
        return Ok(Wall::of(context, at));
    }
    let ambiguous = context.zone.to_ambiguous_timestamp(local);
    match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { offset } => {
            let at = offset.to_timestamp(local).map_err(nothing)?;
            Ok(Wall {
                early: at,
                late: at,
                local,
                label: None,
            })
        }
        AmbiguousOffset::Fold { before, after } => {
            let early = before.to_timestamp(local).map_err(nothing)?;
            let late = after.to_timestamp(local).map_err(nothing)?;
            if strict {
                let text = |at| Wall::of(context, at).text(context);
                return Err(WhenError::Ambiguous {
                    words: context.words.to_owned(),
                    first: text(early)?,
                    second: text(late)?,
                });
            }
            Ok(Wall {
                early,
                late,
                local,
                label: None,
            })
        }
        AmbiguousOffset::Gap { .. } => {
            let before = ambiguous.earlier().map_err(nothing)?;
            let change = context.zone.following(before).next().map(|t| t.timestamp());
            let change = change.ok_or_else(|| context.not_a_time())?;
            if strict {
                let last = change.checked_sub(minutes(1)).map_err(nothing)?;
                return Err(WhenError::Skipped {
                    words: context.words.to_owned(),
                    zone: context.zone_name(),
                    first: Wall::of(context, last).text(context)?,
                    second: Wall::of(context, change).text(context)?,
                });
            }
            Ok(Wall::of(context, change))
        }
    }
}

impl Wall {
    /// What the clocks of the zone show at an instant.
    pub(super) fn of(context: &Context<'_>, at: Timestamp) -> Self {
        let local = context.zone.to_datetime(at);
        let twice = matches!(
            context.zone.to_ambiguous_timestamp(local).offset(),
            AmbiguousOffset::Fold { .. }
        );
        let label = twice.then(|| label(context.zone, context.zone.to_offset(at)));
        Wall {
            early: at,
            late: at,
            local,
            label,
        }
    }

    /// "10:30", "10:30:15", "01:30 BST".
    pub(super) fn clock(&self) -> String {
        let (h, m, s) = (self.local.hour(), self.local.minute(), self.local.second());
        let seconds = if s == 0 {
            String::new()
        } else {
            format!(":{s:02}")
        };
        let label = self
            .label
            .as_ref()
            .map(|l| format!(" {l}"))
            .unwrap_or_default();
        format!("{h:02}:{m:02}{seconds}{label}")
    }

    fn text(&self, context: &Context<'_>) -> Result<String, WhenError> {
        Ok(format!(
            "{}, {}",
            day_text(context, self.local.date())?,
            self.clock()
        ))
    }
}
