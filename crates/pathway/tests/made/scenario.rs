//! Scenarios: small cases as text, with all that is advised on the days asked about written below them.
//!
//! ```text
//! # P1: the first answer is to say it once
//! as gp england patient
//! 1 message declaration
//! on 1
//! = boundary-reply open today by 3 Mar 2026 | clinician | #1 | uk-gp boundary-reply | Say it once, …
//! ```
//! A day is counted from 1 March 2026 (day 0), or written out: `2019-12-31`. Lines are a contact (channel,
//! signs, `from other`, `towards NAME`, `on PLATFORM`, `unsure`), `measure KIND [names-removal] [until
//! DAY]`, `outcome KIND [until DAY]`, `case FIELD VALUE`, `kept N` (an original of entry N), `decision`,
//! `advice`, or what a person did with a step: `done STEP`. `law DAY` asks for the law of the place,
//! `conduct DAY` for the kinds of conduct that it names, and `letter DAY NAME…` for what is asked of letters.
//! A case about letters alone needs no entry.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use standfast_case::Case;
use standfast_model::lists::{AgeBand, MeasureKind, NoteKind, OutcomeKind, Party, StepAct};
use standfast_model::{Body, Entry, Log, Occurred, kinds};
use standfast_pathway::{Advice, Facts, Packs, Way, next};

use super::{contact, end_of, exhibit, occurred, opening};

/// One case with the days on which it is looked at.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What it is about.
    pub title: String,
    case: Case,
    days: Vec<(String, i64)>,
    law: Vec<Date>,
    conduct: Vec<i64>,
    letters: Vec<(Date, Vec<String>)>,
    place: (String, String),
    /// Its lines without what is expected.
    pub lines: Vec<String>,
    /// What is expected, a line each.
    pub expected: Vec<String>,
}

/// Every scenario of a text.
pub fn read(text: &str) -> Vec<Scenario> {
    let mut found: Vec<Vec<&str>> = Vec::new();
    for line in text.lines().map(str::trim_end).filter(|l| !l.is_empty()) {
        if line.starts_with("# ") {
            found.push(Vec::new());
        }
        found
            .last_mut()
            .unwrap_or_else(|| panic!("a scenario begins with its title: {line}"))
            .push(line);
    }
    found.into_iter().map(|lines| scenario(&lines)).collect()
}

fn scenario(lines: &[&str]) -> Scenario {
    let title = lines[0].trim_start_matches("# ").to_owned();
    let (expected, given): (Vec<&str>, Vec<&str>) =
        lines[1..].iter().partition(|l| l.starts_with("= "));
    let mut opening = opening("gp", "england", "patient");
    let mut entries: Vec<(i64, Body)> = Vec::new();
    let (mut days, mut law, mut conduct) = (Vec::new(), Vec::new(), Vec::new());
    let mut letters: Vec<(Date, Vec<String>)> = Vec::new();
    let mut place = ("england".to_owned(), "gp".to_owned());
    for line in &given {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[0] {
            "as" => {
                opening = super::opening(words[1], words[2], words[3]);
                place = (words[2].to_owned(), words[1].to_owned());
            }
            "law" => law.extend(words[1..].iter().map(|w| date(day(w)))),
            "conduct" => conduct.extend(words[1..].iter().map(|w| day(w))),
            "letter" if words.get(1).is_some_and(|w| w.parse::<Date>().is_ok()) => {
                let names = words[2..].iter().map(|w| (*w).to_owned()).collect();
                letters.push((date(day(words[1])), names));
            }
            "on" => days.extend(words[1..].iter().map(|w| ((*w).to_owned(), day(w)))),
            when => {
                let day = day(when);
                entries.push((day, body(day, &words[1..], &title)));
            }
        }
    }
    let first = entries.first().map(|(first, _)| *first);
    if let Some(first) = first.or_else(|| letters.first().map(|_| 0)) {
        // The case was opened on the day of its first entry.
        let case = build(first, opening, &entries);
        return Scenario {
            title,
            case,
            days,
            law,
            conduct,
            letters,
            place,
            lines: given.iter().map(|l| (*l).to_owned()).collect(),
            expected: expected.iter().map(|l| (*l).to_owned()).collect(),
        };
    }
    panic!("{title}: nothing happens");
}

/// Days from 1 March 2026.
fn day(words: &str) -> i64 {
    words.parse().unwrap_or_else(|_| {
        let date: Date = words.parse().unwrap_or_else(|_| panic!("no day: {words}"));
        i64::from((date - jiff::civil::date(2026, 3, 1)).get_days())
    })
}

fn date(day: i64) -> Date {
    jiff::civil::date(2026, 3, 1)
        .checked_add(day.days())
        .unwrap()
}

fn body(day_of: i64, words: &[&str], title: &str) -> Body {
    let rest = &words[1..];
    let until = || {
        let at = rest.iter().position(|w| *w == "until")?;
        Some(date(day(rest[at + 1])))
    };
    match words[0] {
        "measure" => kinds::Measure {
            measure: MeasureKind::listed(rest[0]).unwrap_or_else(|| panic!("{title}: {}", rest[0])),
            occurred: occurred(super::at(day_of)),
            by: None,
            words: None,
            names_removal: rest.contains(&"names-removal"),
            reference: None,
            until: until(),
        }
        .into(),
        "outcome" => kinds::Outcome {
            outcome: OutcomeKind::sealed(rest[0]),
            occurred: occurred(super::at(day_of)),
            words: None,
            keep_until: until(),
        }
        .into(),
        "kept" => exhibit("WAQ/1", rest[0].parse().unwrap()),
        "case" => kinds::Case {
            name: None,
            clinician: None,
            initials: None,
            setting: None,
            jurisdiction: None,
            zone: None,
            relation: None,
            age_band: (rest[0] == "age-band").then(|| AgeBand::listed(rest[1]).unwrap()),
            vulnerable: (rest[0] == "vulnerable").then(|| "needs plain words".to_owned()),
            closed: rest[0] == "closed",
            because: (rest[0] == "closed").then(|| "it is over".to_owned()),
            subject: None,
        }
        .into(),
        "decision" => kinds::Decision {
            to: None,
            items: Vec::new(),
            goes: false,
            basis: None,
            by: "Dr Wren A. Quillmarsh".to_owned(),
            when: "today".to_owned(),
            why: "the least that will do".to_owned(),
        }
        .into(),
        "advice" => kinds::Note {
            note: NoteKind::Advice,
            by: None,
            words: "as the adviser says".to_owned(),
            occurred: None,
        }
        .into(),
        did if did == "opened" || StepAct::parse(did).is_some() => super::act(
            rest[0],
            if did == "opened" {
                StepAct::Open
            } else {
                StepAct::parse(did).unwrap()
            },
        ),
        channel => {
            let value = |key: &str| {
                let at = rest.iter().position(|w| *w == key)?;
                Some(rest[at + 1])
            };
            let signs: Vec<&str> = rest
                .iter()
                .take_while(|w| !["from", "towards", "on", "unsure"].contains(w))
                .copied()
                .collect();
            let Body::Contact(mut body) = contact(day_of, channel, &signs) else {
                unreachable!()
            };
            if let Some(from) = value("from") {
                body.from = Party::sealed(from);
            }
            body.towards = value("towards").map(str::to_owned);
            body.platform = value("on").map(str::to_owned);
            if rest.contains(&"unsure") {
                body.occurred = Occurred::not_sure("Europe/London");
            }
            body.into()
        }
    }
}

/// Each entry is recorded half an hour after its time, and never before the one above it.
fn build(first: i64, opening: kinds::Case, entries: &[(i64, Body)]) -> Case {
    let mut case = Case::new();
    let mut recorded: Timestamp = super::at(first);
    case.add(&Entry {
        n: 0,
        recorded,
        body: opening.into(),
    });
    for (day, body) in entries {
        let own = super::at(*day) + SignedDuration::from_mins(30);
        recorded = own.max(recorded + SignedDuration::from_secs(1));
        let n = match body.kind().log() {
            Log::Record => case.size(Log::Record),
            Log::Private => case.size(Log::Private),
        };
        case.add(&Entry {
            n,
            recorded,
            body: body.clone(),
        });
    }
    case
}

impl Scenario {
    /// All that is advised on its days, a line a step.
    pub fn says(&self, packs: &Packs) -> Vec<String> {
        let mut lines = Vec::new();
        for (named, day) in &self.days {
            if self.days.len() > 1 {
                lines.push(format!("= on {named}:"));
            }
            let advice = self.advice_on(*day, packs);
            lines.extend(advice.steps.iter().map(|step| {
                let by = step
                    .by
                    .map(|d| format!(" by {}", d.strftime("%-d %b %Y")))
                    .unwrap_or_default();
                let because: Vec<String> = step.because.iter().map(|n| format!("#{n}")).collect();
                let pack = step.pack.split('@').next().unwrap_or_default();
                let sources: Vec<&str> = step.sources.iter().map(|s| s.id.as_str()).collect();
                let words: Vec<&str> = step.text.split_whitespace().collect();
                let text = match (words.get(..5), words.get(words.len().saturating_sub(6)..)) {
                    (Some(first), Some(last)) => {
                        let (first, last) = (first.join(" "), last.join(" "));
                        format!("{first} … {last} ({} letters)", step.text.chars().count())
                    }
                    _ => words.join(" "),
                };
                format!(
                    "= {} {} {}{by}{} | {} | {} | {pack} {} | {} | {}",
                    step.id,
                    step.state.as_str(),
                    step.urgency.as_str(),
                    if step.later { " later" } else { "" },
                    step.who,
                    because.join(" "),
                    step.rule,
                    text,
                    sources.join(" "),
                )
            }));
        }
        for day in &self.law {
            let (jurisdiction, setting) = &self.place;
            lines.extend(packs.law(jurisdiction, setting, *day).iter().map(|law| {
                let sources: Vec<&str> = law.sources.iter().map(|s| s.id.as_str()).collect();
                format!(
                    "= law on {day}: {} | {} | {} | {}",
                    law.id,
                    law.most.as_deref().unwrap_or("-"),
                    law.limit.as_deref().unwrap_or("-"),
                    sources.join(" ")
                )
            }));
        }
        for day in &self.conduct {
            let facts = Facts::of(&self.case.as_of(end_of(*day), end_of(*day)));
            lines.extend(packs.conduct(&facts).iter().map(|met| {
                format!(
                    "= conduct: {} | {} | {:?}",
                    met.title, met.text, met.entries
                )
            }));
        }
        for (day, names) in &self.letters {
            let (jurisdiction, setting) = &self.place;
            for name in names {
                let asks = packs.letter(jurisdiction, setting, name, *day);
                if asks.is_empty() {
                    lines.push(format!("= {name} on {day}: nothing"));
                }
                lines.extend(asks.iter().map(|ask| {
                    let way = match ask.way {
                        None => "",
                        Some(Way::Ordinary) => " ordinary",
                        Some(Way::AtOnce) => " at-once",
                    };
                    let sources: Vec<&str> = ask.sources.iter().map(|s| s.id.as_str()).collect();
                    format!(
                        "= {name} on {day}:{way} {:?} | {} | {}",
                        ask.needs,
                        ask.says,
                        sources.join(" ")
                    )
                }));
            }
        }
        for line in &mut lines {
            line.truncate(line.trim_end().len());
        }
        lines
    }

    /// What is advised on each of its days.
    pub fn advice(&self, packs: &Packs) -> Vec<Advice> {
        self.days
            .iter()
            .map(|(_, day)| self.advice_on(*day, packs))
            .collect()
    }

    fn advice_on(&self, day: i64, packs: &Packs) -> Advice {
        next(&self.case, packs, end_of(day), end_of(day))
    }
}
