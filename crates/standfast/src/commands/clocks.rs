//! `standfast clocks …`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use standfast_desk::looks::clocks::{Clock, ics};
use standfast_desk::vault::Mode;

use super::Everywhere;
use super::next::wrapped;
use crate::failure::Failure;
use crate::open;
use crate::say::{Say, visible};

/// Days to know: what is due, what ends, what is to be looked at.
#[derive(Debug, Args)]
#[command(
    after_help = "The calendar file holds days and \"Reminder 1\", \"Reminder 2\": nothing of the case. The numbers\n\
    are those of this list. Importing it again moves what has moved."
)]
pub struct Clocks {
    /// The case
    case: String,
    /// Write a calendar file for these days
    #[arg(long, value_name = "FILE")]
    ics: Option<PathBuf>,
}

impl Clocks {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let mut desk = open::desk(on, say, Mode::Read)?;
        let clocks = desk.clocks(&self.case)?;
        let zone = desk.case_zone(&self.case)?;
        if let Some(file) = &self.ics {
            std::fs::write(file, ics::calendar(&clocks, desk.now())).map_err(|error| {
                Failure::outside(
                    format!("{} could not be written: {error}", file.display()),
                    "Nothing else was changed.",
                )
            })?;
        }
        let today = zone.day(desk.now());
        for (i, clock) in clocks.iter().enumerate() {
            if say.json() {
                say.object(clock)?;
            } else {
                print(say, i + 1, clock, today)?;
            }
        }
        if clocks.is_empty() && !say.json() {
            say.line("No day is near or known.")?;
        }
        if let Some(file) = &self.ics {
            say.note(&format!(
                "{} written to {}. It says nothing of the case.",
                match clocks.len() {
                    1 => "1 reminder".to_owned(),
                    n => format!("{n} reminders"),
                },
                file.display()
            ));
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn print(say: &Say, number: usize, clock: &Clock, today: jiff::civil::Date) -> std::io::Result<()> {
    let days = today
        .until((jiff::Unit::Day, clock.day))
        .map_or(0, |span| i64::from(span.get_days()));
    let far = match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        2.. => format!("in {days} days"),
        -1 => "1 day ago".to_owned(),
        _ => format!("{} days ago", -days),
    };
    let far = if clock.passed {
        say.bold(&format!("PASSED, {far}"))
    } else {
        far
    };
    let because: Vec<String> = clock
        .because
        .iter()
        .rev()
        .take(4)
        .map(|n| format!("#{n}"))
        .collect();
    let step = clock.step.as_deref().map(|step| format!("{step}  "));
    say.line(&format!(
        "{number:>3}  {:<16}  {far}",
        clock.day.strftime("%a %-d %b %Y")
    ))?;
    let text = format!(
        "{}{} ({})",
        step.unwrap_or_default(),
        visible(&clock.text),
        because.join(", ")
    );
    wrapped(&text, 5)
        .iter()
        .try_for_each(|line| say.line(line))?;
    if let Some(source) = &clock.source {
        for line in wrapped(&format!("Source: {}", visible(source)), 5) {
            say.line(&say.dim(&line))?;
        }
    }
    Ok(())
}
