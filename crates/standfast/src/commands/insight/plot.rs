//! The chart in letters: a row a stretch of time, measures below the row of their day.
//!
//! The number stands beside the bar, so that nothing hangs on the drawing.

use standfast_desk::case::insight::Every;
use standfast_desk::looks::insight::Figures;

use super::{day, heading};
use crate::say::{Say, visible};

/// Columns before a bar, and those of the number behind it.
const BEFORE: usize = 16;
const BEHIND: usize = 8;

pub(super) fn print(say: &Say, figures: &Figures, most: usize) -> std::io::Result<()> {
    let (every, rows) = figures.chart(most);
    if rows.is_empty() {
        return Ok(());
    }
    heading(
        say,
        match every {
            Every::Day => "Contacts by day",
            Every::Week => "Contacts by week, from Monday",
            Every::Month => "Contacts by month",
            Every::Year => "Contacts by year",
        },
    )?;
    let tallest = rows
        .iter()
        .map(|(b, _)| b.tally.contacts)
        .max()
        .unwrap_or(1);
    let room = say.columns().saturating_sub(BEFORE + BEHIND).clamp(10, 60);
    for (bucket, measures) in &rows {
        // What is left of a stretch that a measure cut is called by its first day.
        let from = match every {
            Every::Month if bucket.from.day() == 1 => bucket.from.strftime("%b %Y").to_string(),
            Every::Year if bucket.from.day_of_year() == 1 => bucket.from.strftime("%Y").to_string(),
            _ => day(bucket.from),
        };
        let n = bucket.tally.contacts;
        let bar = say.bar(length(n, tallest, room));
        let gap = if n == 0 { "" } else { " " };
        say.line(&format!("  {from:<12}  {bar}{gap}{n}"))?;
        for measure in measures {
            say.line(&format!(
                "  {:<12}  > {}: {} (#{})",
                "",
                day(measure.day),
                visible(&measure.words),
                measure.n
            ))?;
        }
    }
    let unknown = figures.insight.day_not_known.contacts;
    if unknown > 0 {
        say.line(&format!("  {:<12}  {unknown}", "not known"))?;
    }
    Ok(())
}

/// As long as its share of the longest; something is never nothing.
fn length(n: u64, tallest: u64, room: usize) -> usize {
    if n == 0 {
        return 0;
    }
    let share = u128::from(n) * room as u128 / u128::from(tallest.max(1));
    usize::try_from(share).unwrap_or(room).clamp(1, room)
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn the_longest_bar_fills_the_room_and_one_contact_is_seen() {
        assert_eq!(length(0, 9, 60), 0);
        assert_eq!(length(9, 9, 60), 60);
        assert_eq!(length(1, 1_000_000, 60), 1);
        assert_eq!(length(u64::MAX, u64::MAX, 60), 60);
    }
}
