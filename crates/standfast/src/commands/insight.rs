//! `standfast insight …`

mod plot;

use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;
use standfast_desk::case::insight::{Part, QUIET_DAYS, Tally};
use standfast_desk::looks::insight::{Figures, OccasionRow};
use standfast_desk::vault::Mode;

use super::Everywhere;
use super::next::wrapped;
use crate::failure::Failure;
use crate::open;
use crate::say::{Say, visible};

/// Rows of the chart at most; more, and each covers a longer stretch.
const ROWS: usize = 60;

/// Counts: when, how, where, before and after each measure, and the table of occasions.
#[derive(Debug, Args)]
#[command(
    after_help = "Counted are contacts from the patient. An occasion is all that came on one day towards one person.\n\
    Counts and entries only: no score, no forecast, no name of an offence."
)]
pub struct Insight {
    /// The case
    case: String,
    /// As at the end of this day
    #[arg(long, value_name = "DATE")]
    at: Option<String>,
}

impl Insight {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let mut desk = open::desk(on, say, Mode::Read)?;
        let figures = desk.insight(&self.case, self.at.as_deref())?;
        if say.json() {
            say.object(&figures)?;
        } else {
            print(say, &figures)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

fn contacts(n: u64) -> String {
    format!("{n} {}", if n == 1 { "contact" } else { "contacts" })
}

fn both(tally: &Tally) -> String {
    let occasions = if tally.occasions == 1 {
        "occasion"
    } else {
        "occasions"
    };
    format!(
        "{} on {} {occasions}",
        contacts(tally.contacts),
        tally.occasions
    )
}

fn paragraph(say: &Say, text: &str) -> std::io::Result<()> {
    wrapped(&visible(text), 0)
        .iter()
        .try_for_each(|line| say.line(line))
}

fn print(say: &Say, figures: &Figures) -> std::io::Result<()> {
    let i = &figures.insight;
    let quiet = i.quiet_now.map_or(String::new(), |days| match days {
        0 => " The last came that day.".to_owned(),
        1 => " The last came the day before.".to_owned(),
        days => format!(" The last came {days} days before."),
    });
    let told = match i.after_told.contacts {
        0 => String::new(),
        n => format!(" {n} came after the patient had been told to stop."),
    };
    paragraph(
        say,
        &format!(
            "{}: {} from the patient.{told}{quiet} Counted from entries #0 to #{}.",
            day(figures.day),
            both(&i.total),
            figures.entries.saturating_sub(1)
        ),
    )?;
    if i.total.contacts == 0 {
        return Ok(());
    }
    plot::print(say, figures, ROWS)?;
    list(
        say,
        "How they came",
        i.channels
            .iter()
            .map(|(c, t)| (c.clone().unwrap_or("not said".to_owned()), *t)),
    )?;
    list(
        say,
        "Where",
        i.places
            .iter()
            .map(|(p, t)| (p.clone().unwrap_or("not said".to_owned()), *t)),
    )?;
    list(
        say,
        "Time of day",
        i.parts
            .iter()
            .map(|(part, t)| (part_words(*part).to_owned(), *t)),
    )?;
    if !i.firsts.is_empty() {
        heading(say, "First time each sign was ticked")?;
        for first in &i.firsts {
            say.line(&format!(
                "  {:<13} #{:<5} {:<18} {} in all",
                first.day.map_or("day not known".to_owned(), day),
                first.entry,
                visible(first.sign.as_str()),
                contacts(first.contacts)
            ))?;
        }
    }
    around(say, figures)?;
    if !i.resumed.is_empty() {
        heading(
            say,
            &format!("Contact again after {QUIET_DAYS} days or more without any"),
        )?;
        for r in &i.resumed {
            let between: Vec<String> = r
                .measures
                .iter()
                .chain(&r.outcomes)
                .map(|n| format!("#{n}"))
                .collect();
            let between = match between.as_slice() {
                [] => String::new(),
                names => format!("; meanwhile {}", names.join(", ")),
            };
            say.line(&format!(
                "  {:<13} #{:<5} after {} days, since {}{between}",
                day(r.again),
                r.entry,
                r.days,
                day(r.last)
            ))?;
        }
    }
    let c = &figures.changed;
    heading(
        say,
        &match c.since {
            Some((n, _)) => format!("Since the last review, #{n}"),
            None => "Since the case began; there was no review".to_owned(),
        },
    )?;
    say.line(&format!(
        "  {} from the patient, {} measures, {} outcomes",
        contacts(c.from_subject),
        c.measures.len(),
        c.outcomes.len()
    ))?;
    occasions(say, &figures.occasions)
}

fn heading(say: &Say, words: &str) -> std::io::Result<()> {
    say.line("")?;
    say.line(&say.bold(words))
}

fn list(
    say: &Say,
    title: &str,
    rows: impl Iterator<Item = (String, Tally)>,
) -> std::io::Result<()> {
    heading(say, title)?;
    for (name, tally) in rows {
        say.line(&format!("  {:<34} {}", visible(&name), both(&tally)))?;
    }
    Ok(())
}

fn part_words(part: Part) -> &'static str {
    match part {
        Part::Night => "midnight to 6:00",
        Part::Morning => "6:00 to 12:00",
        Part::Afternoon => "12:00 to 18:00",
        Part::Evening => "18:00 to midnight",
        Part::NotKnown => "not known",
    }
}

/// The same number of days on either side, where there are as many.
fn around(say: &Say, figures: &Figures) -> std::io::Result<()> {
    if figures.insight.around.is_empty() {
        return Ok(());
    }
    heading(say, "Before and after each measure")?;
    say.line("  Contacts in the days before it and after it; its own day is in neither.")?;
    for a in &figures.insight.around {
        let kind = a.kind.replace('-', " ");
        say.line(&format!(
            "  {:<13} #{:<5} {:<26} {} in {} days before, {} in {} days after",
            day(a.day),
            a.measure,
            visible(&kind),
            a.before.contacts,
            a.days_before,
            a.after.contacts,
            a.days_after
        ))?;
    }
    Ok(())
}

fn occasions(say: &Say, rows: &[OccasionRow]) -> std::io::Result<()> {
    heading(say, "Occasions")?;
    say.line("  An occasion is all that came on one day towards one person.")?;
    for (i, row) in rows.iter().enumerate() {
        let entries = match (row.contacts.first(), row.contacts.last()) {
            (Some(first), Some(last)) if first != last => {
                format!("#{first} to #{last} ({})", row.contacts.len())
            }
            (Some(only), _) => format!("#{only}"),
            _ => String::new(),
        };
        let towards = row
            .towards
            .as_deref()
            .map(|t| format!(", towards {t}"))
            .unwrap_or_default();
        say.line(&format!(
            "{:>4}  {:<13}  {entries}  {}{}",
            i + 1,
            row.day.map_or("day not known".to_owned(), day),
            visible(&row.channels.join(", ")),
            visible(&towards)
        ))?;
        let mut more = Vec::new();
        if !row.signs.is_empty() {
            more.push(format!("Ticked: {}.", row.signs.join(", ")));
        }
        let told: Vec<String> = row
            .told
            .iter()
            .map(|(n, words)| format!("{words} (#{n})"))
            .collect();
        more.push(match told.as_slice() {
            [] => "Told by then: nothing.".to_owned(),
            told => format!("Told by then: {}.", told.join("; ")),
        });
        if !row.facts.is_empty() {
            more.push(format!(
                "Facts the law asks about: {}.",
                row.facts.join("; ")
            ));
        }
        for line in wrapped(&visible(&more.join(" ")), 6) {
            say.line(&line)?;
        }
    }
    Ok(())
}
