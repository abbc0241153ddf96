//! The words of "why": entries, days and counts put into a pack's sentence.

use jiff::civil::Date;
use standfast_model::lists::{Channel, MeasureKind, OutcomeKind, Sign};

use crate::answer::End;
use crate::bits::Bits;
use crate::cause::Cause;
use crate::facts::{FactValue, Facts};
use crate::vocabulary::VOCABULARY;

/// So many entries are named with their signs; the rest is counted.
const NAMED: usize = 4;

/// "2 Feb 2026".
pub(crate) fn day_text(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// "#6, #11, #15 to #23".
pub(crate) fn entries_text(entries: &[u64]) -> String {
    let mut sorted = entries.to_vec();
    sorted.sort();
    sorted.dedup();
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for n in sorted {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == n => *last = n,
            _ => runs.push((n, n)),
        }
    }
    let parts: Vec<String> = runs
        .into_iter()
        .map(|(first, last)| match last - first {
            0 => format!("#{first}"),
            1 => format!("#{first}, #{last}"),
            _ => format!("#{first} to #{last}"),
        })
        .collect();
    parts.join(", ")
}

/// "#6 (declaration, request-to-meet), #11 (letter)".
fn marked(causes: &[Cause<'_>], asked: Bits) -> String {
    let mut first: Vec<&Cause<'_>> = causes.iter().collect();
    if first.len() > NAMED {
        first.select_nth_unstable_by_key(NAMED, |c| c.n());
        first.truncate(NAMED);
    }
    first.sort_by_key(|c| c.n());
    let mut parts: Vec<String> = first
        .iter()
        .map(|cause| {
            let marks = cause.marks();
            let mut words: Vec<&str> = marks.signs.and(asked).words(Sign::WORDS).collect();
            if words.is_empty() {
                words.extend(marks.signs.words(Sign::WORDS));
            }
            if words.is_empty() {
                words.extend(marks.channels.words(Channel::WORDS));
            }
            if words.is_empty() {
                words.extend(marks.measures.words(MeasureKind::WORDS));
            }
            if words.is_empty() {
                words.extend(marks.outcomes.words(OutcomeKind::WORDS));
            }
            if words.is_empty() {
                format!("#{}", cause.n())
            } else {
                format!("#{} ({})", cause.n(), words.join(", "))
            }
        })
        .collect();
    if let Some(more) = causes.len().checked_sub(NAMED).filter(|m| *m > 0) {
        parts.push(format!("and {more} more"));
    }
    parts.join(", ")
}

/// "9, 16, 17 Feb 2026"; more than a dozen are counted.
fn days(causes: &[Cause<'_>]) -> String {
    let mut days: Vec<Date> = causes.iter().map(Cause::day).collect();
    days.sort();
    days.dedup();
    if days.len() > 12 {
        return match (days.first(), days.last()) {
            (Some(first), Some(last)) => {
                format!(
                    "{} days, from {} to {}",
                    days.len(),
                    day_text(*first),
                    day_text(*last)
                )
            }
            _ => String::new(),
        };
    }
    let mut parts = Vec::new();
    for (i, day) in days.iter().enumerate() {
        let next = days.get(i + 1);
        parts.push(match next {
            Some(n) if n.year() == day.year() && n.month() == day.month() => day.day().to_string(),
            Some(n) if n.year() == day.year() => day.strftime("%-d %b").to_string(),
            _ => day_text(*day),
        });
    }
    parts.join(", ")
}

/// What a sentence of a pack may name in braces.
pub(crate) struct Said<'a> {
    pub facts: &'a Facts,
    pub causes: &'a [Cause<'a>],
    pub asked: Bits,
    pub by: Option<Date>,
}

impl Said<'_> {
    /// The sentence with its braces filled.
    pub fn say(&self, sentence: &str) -> String {
        let mut said = String::with_capacity(sentence.len());
        for part in parts(sentence) {
            match part {
                Part::Words(words) => said.push_str(words),
                Part::Name(name) => said.push_str(&self.named(name)),
            }
        }
        said
    }

    fn named(&self, name: &str) -> String {
        match name {
            "entries" => entries_text(&self.causes.iter().map(Cause::n).collect::<Vec<_>>()),
            "marked" => marked(self.causes, self.asked),
            "days" => days(self.causes),
            "count" => self.causes.len().to_string(),
            "last" => self
                .causes
                .iter()
                .map(Cause::day)
                .max()
                .map_or_else(String::new, day_text),
            "by" => self.by.map_or_else(String::new, day_text),
            _ => match name.split_once(':') {
                Some(("entries", fact)) => entries_text(&self.facts.entries(fact)),
                Some(("value", fact)) => match self.facts.get(fact).map(|f| &f.value) {
                    Some(FactValue::Int(n)) => n.to_string(),
                    Some(FactValue::Text(text)) => text.clone(),
                    _ => String::new(),
                },
                _ => String::new(),
            },
        }
    }
}

/// What in `sentence` cannot be filled.
pub(crate) fn fault(sentence: &str) -> Option<String> {
    parts(sentence).into_iter().find_map(|part| {
        let Part::Name(name) = part else { return None };
        let known = match name.split_once(':') {
            None => ["entries", "marked", "days", "count", "last", "by"].contains(&name),
            Some(("entries", fact)) => match fact.split_once('.') {
                Some(("signs", word)) => Sign::listed(word).is_some(),
                Some(("channels", word)) => Channel::listed(word).is_some(),
                Some(("measures", word)) => MeasureKind::listed(word).is_some(),
                Some(_) => false,
                None => VOCABULARY.iter().any(|k| k.name == fact && !k.of_rule),
            },
            Some(("value", fact)) => VOCABULARY.iter().any(|k| k.name == fact && !k.of_rule),
            Some(_) => false,
        };
        (!known).then(|| format!("nothing is called {{{name}}}"))
    })
}

enum Part<'a> {
    Words(&'a str),
    Name(&'a str),
}

fn parts(sentence: &str) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        found.push(Part::Words(before));
        match after.split_once('}') {
            Some((name, more)) => {
                found.push(Part::Name(name));
                rest = more;
            }
            None => {
                rest = after;
                break;
            }
        }
    }
    found.push(Part::Words(rest));
    found
}

/// What ended a step, in words: "#5 gift-accepted, 2 Feb 2026", "WAQ/2 is attached to #6".
pub(crate) fn ended(end: &End<'_>) -> String {
    match end {
        End::Measure(taken) => format!("#{} {}, {}", taken.n, taken.word, taken.when),
        End::Exhibit { reference, of } => format!("{reference} is attached to #{of}"),
        End::Outcome(ended) => format!("#{} {}, {}", ended.n, ended.word, ended.when),
        End::Decision => "a decision is recorded".to_owned(),
        End::Answered(act) => match &act.because {
            Some(because) => format!("P{}: {because}", act.n),
            None => format!("P{}", act.n),
        },
        End::Over => "its time is over".to_owned(),
    }
}
