//! `standfast timeline …`

use std::process::ExitCode;

use clap::Args;
use standfast_desk::looks::timeline::SaidPart;
use standfast_desk::looks::{Line, instead_of_words};
use standfast_desk::model::lists::Party;
use standfast_desk::model::{Body, Occurred};
use standfast_desk::vault::Mode;

use super::Everywhere;
use crate::failure::Failure;
use crate::open;
use crate::say::{Say, visible};

/// Lines that are fetched at a time.
const PAGE: u32 = 500;

/// What happened, newest first.
#[derive(Debug, Args)]
pub struct Timeline {
    /// The case
    case: String,
    /// First day
    #[arg(long, value_name = "D")]
    from: Option<String>,
    /// Last day
    #[arg(long, value_name = "D")]
    to: Option<String>,
    /// Only this channel
    #[arg(long, value_name = "C")]
    channel: Option<String>,
}

impl Timeline {
    pub fn run(self, on: &Everywhere, say: &Say) -> Result<ExitCode, Failure> {
        let desk = open::desk(on, say, Mode::Read)?;
        let part = SaidPart {
            from: self.from,
            to: self.to,
            channel: self.channel,
        };
        let mut before = None;
        loop {
            let page = desk.timeline(&self.case, &part, before, PAGE)?;
            for (_, line) in &page.lines {
                if say.json() {
                    say.object(line)?;
                } else {
                    say.line(&say.cut(&one_line(line, None)))?;
                }
            }
            match page.more {
                Some(key) => before = Some(key),
                None => return Ok(ExitCode::SUCCESS),
            }
        }
    }
}

/// Number, when, channel or measure, in/out/did, words, exhibit.
pub fn one_line(line: &Line, words: Option<String>) -> String {
    let n = format!("#{}", line.entry.n);
    let when = line.occurred().map(shown_time).unwrap_or_default();
    let (what, way, said) = match &line.entry.body {
        Body::Contact(c) => {
            let way = match c.from {
                Party::Subject => "in",
                Party::Clinician => "out",
                Party::Other(_) => "else",
            };
            let channel = c.channel.as_ref().map_or("", |c| c.as_str());
            let mut said = c.words.clone().or_else(|| c.title.clone());
            if let Some(said) = &mut said
                && c.marks.iter().any(|mark| mark == "unsent")
            {
                said.insert_str(0, "[draft, not sent] ");
            }
            let instead = || instead_of_words(&c.marks).map(|words| format!("[{words}]"));
            (
                channel.to_owned(),
                way,
                said.or_else(instead).unwrap_or_default(),
            )
        }
        Body::Measure(m) => (
            m.measure.to_string(),
            "did",
            m.words.clone().unwrap_or_default(),
        ),
        Body::Outcome(o) => (
            o.outcome.to_string(),
            "end",
            o.words.clone().unwrap_or_default(),
        ),
        other => (other.kind().as_str().to_owned(), "", String::new()),
    };
    let mut parts: Vec<String> = Vec::new();
    if line.retracted.is_some() {
        parts.push("(retracted)".to_owned());
    }
    if !line.corrected_by.is_empty() {
        let by: Vec<String> = line.corrected_by.iter().map(|n| format!("#{n}")).collect();
        parts.push(format!("(corrected by {})", by.join(", ")));
    }
    if let Some(late) = lateness(line) {
        parts.push(format!("({late})"));
    }
    let said = words.unwrap_or_else(|| visible(&said).replace('\n', " "));
    if !said.is_empty() {
        parts.push(said);
    }
    let mut shown = parts.join(" ");
    if let Some(exhibit) = line.exhibits.first() {
        let more = line.exhibits.len() - 1;
        let references = if more == 0 {
            exhibit.reference.clone()
        } else {
            format!("{} +{more}", exhibit.reference)
        };
        shown = format!("{}  {references}", fit(&shown, 26));
    }
    format!(
        "{n:<5} {when:<22}  {:<15}  {way:<4} {shown}",
        visible(&what)
    )
    .trim_end()
    .to_owned()
}

/// Leaves room for what follows on a narrow line; longer words are cut only here and by the terminal.
fn fit(text: &str, least: usize) -> String {
    format!("{text:<least$}")
}

/// A time in 24 hours with its zone, where it is exact enough to have one.
pub fn shown_time(occurred: &Occurred) -> String {
    visible(&occurred.text).into_owned()
}

/// "7 days late": only where the time is known and a day or more lies between.
pub fn lateness(line: &Line) -> Option<String> {
    let days = line.lag_seconds() / 86_400;
    match days {
        ..1 => None,
        1 => Some("1 day late".to_owned()),
        more => Some(format!("{more} days late")),
    }
}

/// One entry in full.
pub fn print_line(say: &Say, line: &Line) -> std::io::Result<()> {
    let row = |label: &str, value: &str| {
        let mut lines = value.lines();
        let first = lines.next().unwrap_or_default();
        say.line(&format!("{label:<12}{}", visible(first)))?;
        lines.try_for_each(|l| say.line(&format!("{:<12}{}", "", visible(l))))
    };
    row("Entry", &line.entry.name())?;
    if let Some(occurred) = line.occurred() {
        row(
            "Occurred",
            &format!("{} ({})", shown_time(occurred), occurred.zone),
        )?;
        if let Some(doubt) = &occurred.doubt {
            row("Doubt", doubt)?;
        }
    }
    row(
        "Recorded",
        &standfast_desk::model::instant(line.entry.recorded),
    )?;
    if let Some(first) = &line.first {
        let by: Vec<String> = line.corrected_by.iter().map(|n| format!("#{n}")).collect();
        row("Corrected", &format!("by {}", by.join(", ")))?;
        let now = line.entry.body.to_fields();
        for field in first
            .body
            .to_fields()
            .iter()
            .filter(|f| now.get(&f.name) != Some(&f.value))
        {
            let said = match &field.value {
                serde_json::Value::String(s) => s.clone(),
                serde_json::Value::Object(o) => o
                    .get("text")
                    .and_then(|t| t.as_str())
                    .unwrap_or_default()
                    .to_owned(),
                other => other.to_string(),
            };
            row("It said", &format!("{}: {said}", field.name))?;
        }
    }
    if let Some(because) = &line.retracted {
        row("Retracted", because)?;
    }
    for field in line.entry.body.to_fields().iter() {
        let said = match &field.value {
            serde_json::Value::String(s) => s.clone(),
            serde_json::Value::Array(items) => items
                .iter()
                .filter_map(|i| i.as_str())
                .collect::<Vec<_>>()
                .join(", "),
            serde_json::Value::Number(n) => n.to_string(),
            serde_json::Value::Bool(true) => "yes".to_owned(),
            _ => continue,
        };
        let label = field.name.replace('_', " ");
        let mut letters = label.chars();
        let label: String = letters
            .next()
            .map(|c| c.to_uppercase().chain(letters).collect())
            .unwrap_or_default();
        row(&label, &said)?;
    }
    for exhibit in &line.exhibits {
        row(
            "Exhibit",
            &format!(
                "{}  {}  {} bytes",
                exhibit.reference, exhibit.name, exhibit.bytes
            ),
        )?;
    }
    Ok(())
}
