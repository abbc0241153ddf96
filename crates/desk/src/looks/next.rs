//! What to do now, and why: steps derived from the log by the packs, on any day.

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};
use standfast_model::{FieldValue, Precision, Said, when};
use standfast_pathway::{Advice, StepAdvice};

use super::timeline::start_of;
use crate::access::Act;
use crate::{Desk, DeskError, Zone};

/// See the next steps.
pub struct Next;
impl Act for Next {
    const NAME: &'static str = "next";
}

impl Desk {
    /// The steps of a case. `at`: what had occurred by the end of that day, and the law in force
    /// then. `known`: only what had been recorded by the end of that day. Both are now by default.
    ///
    /// # Errors
    /// No such case, a day that is none.
    pub fn next(
        &mut self,
        case: &str,
        at: Option<&str>,
        known: Option<&str>,
    ) -> Result<Advice, DeskError> {
        let (permit, line) = self.permit::<Next>(case)?;
        let settings = self.settings(&permit, &line)?;
        let around = self.said(&settings, None)?;
        let now = around.now;
        let (at, known) = (end_of(at, &around)?, end_of(known, &around)?);
        // A clock that was set back must not hide what was recorded under the later time.
        let known = known.unwrap_or(Timestamp::MAX);
        let packs = self.packs()?;
        let folded = self.fold(&permit, &line)?;
        Ok(standfast_pathway::next(
            folded,
            &packs,
            at.unwrap_or(now),
            known,
        ))
    }

    /// The most urgent step that is due, for a person who has just saved something.
    ///
    /// # Errors
    /// As [`Desk::next`].
    pub fn next_in_short(&mut self, case: &str) -> Result<Option<String>, DeskError> {
        let advice = self.next(case, None, None)?;
        let help = advice
            .urgent_help
            .first()
            .map(|h| h.text.clone())
            .unwrap_or_default();
        Ok(advice.steps.iter().find(|s| s.state.is_open()).map(|step| {
            if step.urgency == standfast_pathway::Urgency::Now {
                format!("Next: {}. {help}", step.id)
            } else {
                format!("Next: {}.", step.id)
            }
        }))
    }

    /// How words of a time would be understood, for a conversation: "Today, 5 Mar 2026, about 16:30 GMT".
    ///
    /// # Errors
    /// Words that are no time.
    pub fn understand_when(&self, case: &str, words: &str) -> Result<String, DeskError> {
        let (permit, line) = self.permit::<Next>(case)?;
        let settings = self.settings(&permit, &line)?;
        let around = self.said(&settings, None)?;
        let occurred = when::parse(words, &around).map_err(standfast_model::SaidError::from)?;
        let today = around.zone.to_datetime(around.now).date();
        let day = occurred.from.map(|t| around.zone.to_datetime(t).date());
        let said = match day {
            Some(day) if day == today => format!("Today, {}", occurred.text),
            _ => occurred.text.clone(),
        };
        let clock = matches!(
            occurred.precision,
            Precision::Second | Precision::Minute | Precision::About
        );
        let said = match occurred.from.filter(|_| clock) {
            Some(at) => format!("{said} {}", Zone(around.zone.clone()).letters(at)),
            None => said,
        };
        Ok(match &occurred.doubt {
            Some(doubt) => format!("{said} ({doubt})"),
            None => said,
        })
    }

    /// The zone in which a case's times are shown.
    ///
    /// # Errors
    /// No such case.
    pub fn case_zone(&self, case: &str) -> Result<Zone, DeskError> {
        let (permit, line) = self.permit::<Next>(case)?;
        Ok(Zone(self.settings(&permit, &line)?.zone))
    }
}

/// The end of a day said in words.
pub(crate) fn end_of(words: Option<&str>, around: &Said) -> Result<Option<Timestamp>, DeskError> {
    let Some(words) = words else { return Ok(None) };
    let next_day = start_of(Date::from_words(words, around)?, around, true)?;
    Ok(Some(
        next_day
            .checked_sub(jiff::SignedDuration::from_millis(1))
            .unwrap_or(next_day),
    ))
}

/// The JSON of the contract.
#[must_use]
pub fn json(advice: &Advice, zone: &Zone) -> Value {
    let known = if advice.known == Timestamp::MAX {
        advice.at
    } else {
        advice.known
    };
    json!({
        "at": advice.day.to_string(),
        "known": zone.day(known).to_string(),
        "jurisdiction": advice.jurisdiction,
        "setting": advice.setting,
        "urgent_help": advice.urgent_help.iter().map(|h| json!({"text": h.text, "call": h.call})).collect::<Vec<_>>(),
        "notices": advice.notices,
        "steps": advice.steps.iter().map(step_json).collect::<Vec<_>>(),
    })
}

fn step_json(step: &StepAdvice) -> Value {
    json!({
        "id": step.id,
        "state": step.state.as_str(),
        "urgency": step.urgency.as_str(),
        "by": step.by.map(|d| d.to_string()),
        "who": step.who,
        "text": step.text,
        "why": step.why,
        "because": step.because,
        "pack": step.pack,
        "later": step.later,
        "rule": step.rule,
        "source": step.source.as_ref().map(|s| json!({
            "title": s.title,
            "publisher": s.publisher,
            "date": s.date,
            "read": s.read.map(|d| d.to_string()),
        })),
    })
}

/// "10 Feb 2026": by when, or since when it is overdue.
#[must_use]
pub fn by_words(step: &StepAdvice) -> Option<String> {
    step.by.map(|d| d.strftime("%-d %b %Y").to_string())
}

/// "Maintaining patient boundaries, MDU, 2024. uk-gp 1.0.0"
#[must_use]
pub fn source_words(step: &StepAdvice) -> String {
    let pack = step.pack.replace('@', " ");
    match &step.source {
        Some(source) => {
            let mut words = format!("{}, {}", source.title, source.publisher);
            if let Some(date) = &source.date {
                words.push_str(", ");
                words.push_str(date);
            }
            if source.read.is_none() {
                words.push_str(" (not checked against the text)");
            }
            if step.later {
                words.push_str(" (later than that day)");
            }
            format!("{words}. {pack}")
        }
        None => format!("opened by you. {pack}"),
    }
}
