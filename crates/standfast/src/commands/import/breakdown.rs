//! What a dry run shows by person, month and channel. Numbers stand first, so that the columns hold
//! whatever letters a name has.

use std::io;

use standfast_desk::acts::import::{Breakdown, Month, PersonTold};

use crate::say::{Say, visible};

/// Senders that are named one by one; the rest is counted.
const NAMED: usize = 12;
/// Letters of the longest bar.
const BAR: u64 = 40;

pub(super) fn print(say: &Say, by: &Breakdown) -> io::Result<()> {
    let row = |label: &str, value: &str| say.line(&format!("{label:<16}{value}"));
    if !by.channels.is_empty() {
        row("Channels", &by.channels_words())?;
    }
    match by.gaps {
        0 => {}
        1 => row(
            "Gaps",
            "1 place where messages of others were left out between these",
        )?,
        n => row(
            "Gaps",
            &format!("{n} places where messages of others were left out between these"),
        )?,
    }
    if !by.unknown.is_empty() {
        row("Not yet known", &visible(&by.unknown_words()))?;
    }
    if by.unnamed_files > 0 {
        row(
            "Not named",
            &format!(
                "files that no message names: {}",
                visible(&by.unnamed_words())
            ),
        )?;
    }
    people(say, by)?;
    months(say, &by.spans())
}

fn people(say: &Say, by: &Breakdown) -> io::Result<()> {
    if by.people.is_empty() {
        return Ok(());
    }
    say.line("")?;
    say.line(&format!(
        "{:>9}  {:>9}  {:>9}  sender",
        "to seal", "already", "left out"
    ))?;
    let line = |n: [u64; 3], name: &str| {
        let [taken, already, left_out] = n;
        say.line(&say.cut(&format!("{taken:>9}  {already:>9}  {left_out:>9}  {name}")))
    };
    for one in by.people.iter().take(NAMED) {
        let name = match one.name.as_str() {
            "" => "(no sender is named)",
            name => &visible(name).replace('\n', " "),
        };
        line([one.taken, one.already, one.left_out], name)?;
    }
    let rest = by.people.get(NAMED..).unwrap_or_default();
    if !rest.is_empty() {
        let sum = |of: fn(&PersonTold) -> u64| rest.iter().map(of).sum::<u64>();
        let more = if by.more_people > 0 { "at least " } else { "" };
        line(
            [
                sum(|p| p.taken),
                sum(|p| p.already),
                sum(|p| p.left_out) + by.more_people,
            ],
            &format!("({more}{} more)", rest.len()),
        )?;
    }
    Ok(())
}

fn months(say: &Say, spans: &[Month]) -> io::Result<()> {
    let most = spans
        .iter()
        .map(|span| span.taken)
        .max()
        .unwrap_or(0)
        .max(1);
    if spans.len() < 2 {
        return Ok(());
    }
    say.line("")?;
    say.line(&format!("{:>9}  when", "to seal"))?;
    for span in spans {
        // One that has any has a bar.
        let length = (span.taken * BAR).div_ceil(most);
        let bar = "=".repeat(usize::try_from(length).unwrap_or_default());
        say.line(&format!("{:>9}  {:<7}  {bar}", span.taken, span.month))?;
    }
    Ok(())
}
