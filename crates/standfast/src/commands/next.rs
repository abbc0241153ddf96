//! `standfast next …`

use std::process::ExitCode;

use clap::Args;
use standfast_desk::looks::shown::{Advised, KeptAs};
use standfast_desk::looks::{self as look, next::by_words, next::source_words};
use standfast_desk::pathway::{Advice, State, StepAdvice};
use standfast_desk::vault::Mode;

use super::Everywhere;
use crate::failure::Failure;
use crate::open;
use crate::say::{Say, visible};

/// Columns of a paragraph below a step.
const WIDTH: usize = 78;

/// What to do now, and why.
#[derive(Debug, Args)]
pub struct Next {
    /// The case
    case: String,
    /// As at the end of this day
    #[arg(long, value_name = "DATE")]
    at: Option<String>,
    /// Only what had been recorded by the end of this day
    #[arg(long, value_name = "DATE")]
    known: Option<String>,
    /// What was shown, and when; with --at: what stood on that day
    #[arg(long, conflicts_with = "known")]
    shown: bool,
}

impl Next {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        if self.shown {
            return self.shown(on, say);
        }
        let (at, known) = (self.at.as_deref(), self.known.as_deref());
        // A look into the past keeps nothing, and needs no leave to write.
        let mut desk = match (at, known) {
            (None, None) => open::desk_to_look(on, say)?,
            _ => open::desk(on, say, Mode::Read)?,
        };
        let shown = desk.next_shown(&self.case, at, known)?;
        if say.json() {
            say.object(&look::shown::json(&shown, &desk.case_zone(&self.case)?))?;
        } else {
            print(say, &shown.advice, &shown.advised)?;
        }
        match &shown.kept {
            KeptAs::Now(p) => say.note(&format!("Kept in your private log as P{p}.")),
            KeptAs::Not(why) => say.note(&format!("Not kept that this was shown: {why}.")),
            KeptAs::Before(_) | KeptAs::Nothing => {}
        }
        desk.close()?;
        Ok(ExitCode::SUCCESS)
    }

    /// What was shown, newest first.
    fn shown(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let mut desk = open::desk(on, say, Mode::Read)?;
        let zone = desk.case_zone(&self.case)?;
        let all = desk.shown(&self.case, self.at.as_deref())?;
        for then in &all {
            if say.json() {
                say.object(then)?;
                continue;
            }
            say.line(&format!("P{}  {}", then.p, zone.shown(then.recorded)))?;
            for advised in &then.advised {
                say.line(&format!("  {:<10} advice {}", "", visible(advised)))?;
            }
            for step in &then.steps {
                say.line(
                    format!(
                        "  {:<10} {:<27} {:<6} {}",
                        step.state,
                        visible(&step.id),
                        step.urgency,
                        visible(&step.pack).replace('@', " ")
                    )
                    .trim_end(),
                )?;
            }
        }
        if all.is_empty() && !say.json() {
            say.line("Nothing was shown by then.")?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Help first; then an adviser's own advice; then the steps that are due, each with why and source;
/// then the rest, a line each.
pub fn print(say: &Say, advice: &Advice, advised: &[Advised]) -> std::io::Result<()> {
    let help: Vec<&str> = advice.urgent_help.iter().map(|h| h.text.as_str()).collect();
    for line in wrapped(&help.join(" "), 0) {
        say.line(&line)?;
    }
    for notice in &advice.notices {
        for line in wrapped(notice, 0) {
            say.line(&line)?;
        }
    }
    for one in advised {
        say.line("")?;
        let by = one.by.as_deref().unwrap_or("an adviser");
        let given = one.given.as_ref().map(|g| format!(", {}", g.text));
        say.line(&format!(
            "{} from {} (P{}{})",
            say.bold("ADVICE  "),
            visible(by),
            one.p,
            visible(&given.unwrap_or_default())
        ))?;
        for paragraph in one.words.lines() {
            for line in wrapped(&visible(paragraph), 2) {
                say.line(&line)?;
            }
        }
    }
    if !advised.is_empty() {
        say.line("")?;
        let call = advice.urgent_help.first().map_or("", |h| h.call.as_str());
        let danger = match call {
            "" => "In danger, get help first.".to_owned(),
            call => format!("In danger, call {call} first."),
        };
        say.line(&format!(
            "What you were advised comes before the steps below. {danger}"
        ))?;
    }
    let due = |s: &&StepAdvice| s.state.is_open();
    for step in advice.steps.iter().filter(due) {
        say.line("")?;
        let mark = match step.state {
            State::Overdue => "OVERDUE".to_owned(),
            _ => step.urgency.as_str().to_uppercase(),
        };
        let by = match (step.state, by_words(step)) {
            (State::Overdue, Some(by)) => format!(", since {by}"),
            (_, Some(by)) => format!(", by {by}"),
            (_, None) => String::new(),
        };
        let plain = format!("{mark:<8}");
        let head = match mark.as_str() {
            "NOW" | "TODAY" | "OVERDUE" => say.bold(&plain),
            _ => plain,
        };
        say.line(format!("{head} {:<27} {}{by}", step.id, visible(&step.who)).trim_end())?;
        for line in wrapped(&step.text, 2) {
            say.line(&line)?;
        }
        for line in wrapped(&format!("Why: {}", visible(&step.why)), 2) {
            say.line(&line)?;
        }
        for line in wrapped(&format!("Source: {}", source_words(step)), 2) {
            say.line(&say.dim(&line))?;
        }
    }
    let rest: Vec<&StepAdvice> = advice.steps.iter().filter(|s| !due(s)).collect();
    if !rest.is_empty() {
        say.line("")?;
    }
    for step in rest {
        say.line(&format!(
            "{:<10} {:<27} {}",
            step.state.as_str(),
            step.id,
            visible(&step.why)
        ))?;
    }
    if advice.steps.is_empty() {
        say.line("No steps on that day.")?;
    }
    Ok(())
}

/// Words in lines of at most [`WIDTH`] columns, `indent` spaces before each.
pub fn wrapped(text: &str, indent: usize) -> Vec<String> {
    let pad = " ".repeat(indent);
    let mut lines: Vec<String> = Vec::new();
    let mut line = pad.clone();
    for word in text.split_whitespace() {
        let free = line.trim().is_empty();
        if !free && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut line, pad.clone()));
        }
        if !line.trim().is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.trim().is_empty() {
        lines.push(line);
    }
    lines
}
