//! `standfast review …`

use std::process::ExitCode;

use clap::Args;
use standfast_desk::acts::review::{SaidReview, SinceReview};
use standfast_desk::model::instant;
use standfast_desk::model::lists::StepAct;
use standfast_desk::vault::Mode;

use super::next::wrapped;
use super::{Everywhere, Words};
use crate::failure::Failure;
use crate::open;
use crate::say::{Say, visible};

/// Hold a review, and see what changed since the last.
#[derive(Debug, Args)]
#[command(
    after_help = "A review is a measure. With --looked-at it is a privacy review of your own accounts too;\n\
    which ones stays in your private log."
)]
pub struct Review {
    /// The case
    case: String,
    /// When it was held, where not now
    #[arg(long, value_name = "WHEN")]
    when: Option<String>,
    /// Zone of the time, where not the case's
    #[arg(long, value_name = "Z")]
    zone: Option<String>,
    /// By whom
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[command(flatten)]
    words: Words,
    /// An account of yours whose settings were looked at (or "all")
    #[arg(long, value_name = "ACCOUNT")]
    looked_at: Vec<String>,
    /// The day of the next review
    #[arg(long, value_name = "DATE")]
    next: Option<String>,
    /// Show what changed; save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Review {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        if self.dry_run {
            let mut desk = open::desk(on, say, Mode::Read)?;
            let changed = desk.since_review(&self.case)?;
            if say.json() {
                say.object(&changed)?;
            } else {
                print(say, &changed)?;
            }
            return Ok(ExitCode::SUCCESS);
        }
        let said = SaidReview {
            when: self.when,
            zone: self.zone,
            by: self.by,
            words: self.words.read()?,
            looked_at: self.looked_at,
            next: self.next,
        };
        let mut desk = open::desk(on, say, Mode::Write)?;
        let reviewed = desk.review(&self.case, said)?;
        desk.close()?;
        if say.json() {
            for warning in &reviewed.saved.warnings {
                say.warn(warning);
            }
            say.object(&reviewed)?;
            return Ok(ExitCode::SUCCESS);
        }
        print(say, &reviewed.changed)?;
        say.line("")?;
        say.saved(&reviewed.saved)?;
        if !reviewed.looked_at.is_empty() {
            say.line(&visible(&format!(
                "Looked at: {}.",
                reviewed.looked_at.join(", ")
            )))?;
        }
        if let Some(next) = reviewed.next {
            say.line(&format!("Next review: {}.", next.strftime("%-d %b %Y")))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// What changed, in short sentences; counts and names of entries, no words of anybody.
fn print(say: &Say, since: &SinceReview) -> std::io::Result<()> {
    let paragraph = |text: &str, indent| {
        wrapped(&visible(text), indent)
            .iter()
            .try_for_each(|line| say.line(line))
    };
    match &since.last {
        Some((n, when)) => paragraph(&format!("Since the last review (#{n}, {when}):"), 0)?,
        None => paragraph("There was no review yet. Since the case began:", 0)?,
    }
    for sentence in sentences(since) {
        paragraph(&sentence, 2)?;
    }
    say.line("")?;
    if since.open.is_empty() {
        say.line("No step is open.")?;
    } else {
        say.line("Open now:")?;
    }
    for (id, state, urgency) in &since.open {
        let mark = if *state == "overdue" { state } else { urgency };
        say.line(&format!("  {:<8} {id}", mark.to_uppercase()))?;
    }
    if !since.accounts.is_empty() {
        say.line("Your own accounts, and when their settings were looked at:")?;
    }
    for (account, at) in &since.accounts {
        let when = at.map_or("never".to_owned(), |at| {
            instant(at).chars().take(10).collect::<String>()
        });
        say.line(&format!("  {when:<10}  {}", visible(account)))?;
    }
    Ok(())
}

/// What is new, a sentence each.
fn sentences(since: &SinceReview) -> Vec<String> {
    let c = &since.changed;
    let entries = |ns: &[u64]| {
        let names: Vec<String> = ns.iter().map(|n| format!("#{n}")).collect();
        names.join(", ")
    };
    let mut said = Vec::new();
    let contacts = c.from_subject + c.from_clinician + c.from_others;
    if contacts == 0 {
        said.push("No contact was recorded.".to_owned());
    }
    if c.from_subject > 0 {
        let channels: Vec<String> = c
            .channels
            .iter()
            .map(|(channel, n)| match channel.as_str() {
                "" => format!("{n} of no channel"),
                channel => format!("{n} {channel}"),
            })
            .collect();
        said.push(format!(
            "{} from the patient: {}.",
            counted(c.from_subject, "contact", "contacts"),
            channels.join(", ")
        ));
    }
    if !c.signs.is_empty() {
        let signs: Vec<String> = c.signs.iter().map(|(s, n)| format!("{s} {n}")).collect();
        said.push(format!("Ticked: {}.", signs.join(", ")));
    }
    if c.from_clinician + c.from_others > 0 {
        said.push(format!(
            "{} from you, {} from others.",
            c.from_clinician, c.from_others
        ));
    }
    if let Some((first, last)) = c.entries {
        said.push(match first == last {
            true => format!("Entry #{first}."),
            false => format!("Entries #{first} to #{last}."),
        });
    }
    if c.late > 0 && since.last.is_some() {
        said.push(format!(
            "{} happened before that review and {} recorded after it.",
            counted(c.late, "contact", "contacts"),
            if c.late == 1 { "was" } else { "were" }
        ));
    }
    if !c.measures.is_empty() {
        said.push(format!("Measures: {}.", entries(&c.measures)));
    }
    if !c.outcomes.is_empty() {
        said.push(format!("Outcomes: {}.", entries(&c.outcomes)));
    }
    for (act, word) in [
        (StepAct::Done, "Steps done"),
        (StepAct::Declined, "Steps decided against"),
        (StepAct::Delegated, "Steps given to somebody"),
        (StepAct::Open, "Steps opened by you"),
        (StepAct::Reopened, "Steps opened again"),
    ] {
        let steps: Vec<&str> = c
            .steps
            .iter()
            .filter(|(_, done)| *done == act)
            .map(|(step, _)| step.as_str())
            .collect();
        if !steps.is_empty() {
            said.push(format!("{word}: {}.", steps.join(", ")));
        }
    }
    if !c.accounts.is_empty() || !c.attributions.is_empty() {
        let all: Vec<u64> = c.accounts.iter().chain(&c.attributions).copied().collect();
        said.push(format!("Accounts kept or decided: {}.", entries(&all)));
    }
    if since.suggested > 0 {
        said.push(format!(
            "{} may be the patient's and wait for you: standfast account suggested.",
            counted(since.suggested as u64, "account", "accounts")
        ));
    }
    said
}

fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
