//! What the law of a place asks of a letter: what must have come before it, what must stand in it, what it must
//! not say. Data of the packs (`[[letter]]`), for whoever looks at a letter before it is approved.
//!
//! It never reads a letter: it says what to look for, and who says so.

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use crate::advice::SourceShown;
use crate::condition::unknown;
use crate::pack::{Pack, Packs};
use crate::rule_text::Fault;

/// The letters that a pack may speak of: the names of the templates.
pub const LETTERS: &[&str] = &[
    "boundary-letter",
    "boundary-reply",
    "briefing",
    "chaperone-notice",
    "commissioner-notice",
    "defence-organisation-request",
    "manager-note",
    "paper-log",
    "personal-statement",
    "police-cover",
    "reception-plan",
    "removal",
    "removal-with-reasons",
    "safety-checklist",
    "statement",
    "transfer",
    "warning",
];

/// What a letter may need, as packs write it.
const NEEDS: &[&str] = &["warning", "police-report", "police-reference"];

/// The ways in which a person can be taken off a list, as packs write them.
const WAYS: &[&str] = &["ordinary", "at-once"];

/// What a letter must hold or must not say, as a pack writes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LetterText {
    pub id: Spanned<String>,
    letters: Vec<Spanned<String>>,
    way: Option<Spanned<String>>,
    needs: Option<Spanned<String>>,
    months: Option<Spanned<i8>>,
    #[serde(default)]
    or_reason: bool,
    #[serde(default)]
    never: Vec<Spanned<String>>,
    from: Option<Date>,
    until: Option<Date>,
    says: Spanned<String>,
    #[serde(default)]
    sources: Vec<Spanned<String>>,
}

/// The same, ready to be asked.
#[derive(Clone, Debug)]
pub(crate) struct LetterRule {
    /// Which file of which pack, and where in it.
    pub file: usize,
    pub at: usize,
    pub id: String,
    letters: Vec<String>,
    way: Option<Way>,
    needs: LetterNeed,
    from: Option<Date>,
    until: Option<Date>,
    says: String,
    pub sources: Vec<(String, usize)>,
}

/// In which way somebody is taken off a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// After a warning.
    Ordinary,
    /// After violence or fear for safety.
    AtOnce,
}

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetterNeed {
    /// A warning that named removal.
    Warning {
        /// No older than so many months on the day of the letter.
        months: i8,
        /// A written reason why there was none may stand in for it.
        or_reason: bool,
    },
    /// A report to the police in the log.
    PoliceReport,
    /// The reference of the crime in the letter.
    PoliceReference,
    /// None of these words.
    Never(Vec<String>),
}

/// What the packs of a place ask of a letter on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterAsk {
    /// Its name in the pack.
    pub id: String,
    /// The letters that it is about.
    pub letters: Vec<String>,
    /// Only where somebody is taken off the list in this way; none: always.
    pub way: Option<Way>,
    /// What is looked for.
    pub needs: LetterNeed,
    /// What to say where it is missing, or said.
    pub says: String,
    /// First day on which the pack asks for it; its sources have days of their own.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Pack and version.
    pub pack: String,
    /// Who says so; never empty.
    pub sources: Vec<SourceShown>,
}

impl LetterText {
    /// Makes it a rule; what is not understood is said, and the rule left out.
    pub fn rule(self, file: usize, faults: &mut Vec<Fault>) -> Option<LetterRule> {
        let before = faults.len();
        let at = self.id.span().start;
        let mut fault = |at: usize, what: String| faults.push(Fault { at, what });
        if self.letters.is_empty() {
            fault(at, "it names no letter".to_owned());
        }
        for letter in &self.letters {
            if !LETTERS.contains(&letter.as_ref().as_str()) {
                let known = LETTERS.iter().copied();
                fault(
                    letter.span().start,
                    unknown("letter", letter.as_ref(), known),
                );
            }
        }
        if self.sources.is_empty() {
            fault(at, "it has no source".to_owned());
        }
        if let (Some(from), Some(until)) = (self.from, self.until)
            && from > until
        {
            fault(at, "it ends before it begins".to_owned());
        }
        let way = self.way.and_then(|way| match way.as_ref().as_str() {
            "ordinary" => Some(Way::Ordinary),
            "at-once" => Some(Way::AtOnce),
            word => {
                fault(way.span().start, unknown("way", word, WAYS.iter().copied()));
                None
            }
        });
        let months = self.months.as_ref().map(|months| *months.as_ref());
        if let Some(months) = &self.months
            && self.needs.as_ref().map(|needs| needs.as_ref().as_str()) != Some("warning")
        {
            let what = "\"months\" goes with needs = \"warning\"".to_owned();
            fault(months.span().start, what);
        }
        for word in &self.never {
            if word.as_ref().trim().is_empty() {
                fault(
                    word.span().start,
                    "an empty word stands in every letter".to_owned(),
                );
            }
        }
        let needs = match (self.needs, self.never.is_empty()) {
            (Some(needs), true) => match (needs.as_ref().as_str(), months) {
                ("warning", Some(months)) if months > 0 => Some(LetterNeed::Warning {
                    months,
                    or_reason: self.or_reason,
                }),
                ("warning", _) => {
                    let what = "a warning holds for so many months: say months, from 1 up";
                    fault(needs.span().start, what.to_owned());
                    None
                }
                ("police-report", _) => Some(LetterNeed::PoliceReport),
                ("police-reference", _) => Some(LetterNeed::PoliceReference),
                (word, _) => {
                    let what = unknown("need", word, NEEDS.iter().copied());
                    fault(needs.span().start, what);
                    None
                }
            },
            (None, false) => Some(LetterNeed::Never(
                self.never.into_iter().map(Spanned::into_inner).collect(),
            )),
            _ => {
                let what = "it says what the letter needs or what it never says: one of the two";
                fault(at, what.to_owned());
                None
            }
        };
        let says = self.says;
        let filled = says.as_ref().replace("{months}", "");
        if filled.contains(['{', '}']) {
            fault(
                says.span().start,
                "its words know one gap, {months}".to_owned(),
            );
        } else if says.as_ref().trim().is_empty() {
            fault(says.span().start, "it has no words".to_owned());
        }
        let says = match months {
            Some(months) => says.as_ref().replace("{months}", &months.to_string()),
            None if says.as_ref().contains("{months}") => {
                fault(says.span().start, "{months} needs months".to_owned());
                return None;
            }
            None => says.into_inner(),
        };
        if faults.len() > before {
            return None;
        }
        Some(LetterRule {
            file,
            at,
            id: self.id.into_inner(),
            letters: self.letters.into_iter().map(Spanned::into_inner).collect(),
            way,
            needs: needs?,
            from: self.from,
            until: self.until,
            says,
            sources: self
                .sources
                .into_iter()
                .map(|source| {
                    let at = source.span().start;
                    (source.into_inner(), at)
                })
                .collect(),
        })
    }
}

impl LetterRule {
    /// What it asks, with those of its sources that `stands` lets through.
    fn ask(&self, pack: &Pack, stands: impl Fn(&crate::source::Source) -> bool) -> LetterAsk {
        LetterAsk {
            id: self.id.clone(),
            letters: self.letters.clone(),
            way: self.way,
            needs: self.needs.clone(),
            says: self.says.clone(),
            from: self.from,
            until: self.until,
            pack: pack.label(),
            sources: self
                .sources
                .iter()
                .filter_map(|(id, _)| pack.sources.get(id))
                .filter(|source| stands(source))
                .map(crate::source::Source::shown)
                .collect(),
        }
    }

    /// What it asks, to read.
    pub fn shown(&self, pack: &Pack) -> LetterAsk {
        self.ask(pack, |_| true)
    }

    /// A letter of which both ask the same on one day.
    pub fn doubles<'l>(&'l self, other: &LetterRule, pack: &Pack) -> Option<&'l str> {
        let span = |rule: &LetterRule| {
            let of = rule
                .sources
                .iter()
                .filter_map(|(id, _)| pack.sources.get(id));
            let spans: Vec<(Date, Date)> = of.map(crate::source::Source::span).collect();
            let first = spans.iter().map(|(from, _)| *from).min();
            let last = spans.iter().map(|(_, until)| *until).max();
            (
                rule.from.max(first).unwrap_or(Date::MIN),
                rule.until
                    .unwrap_or(Date::MAX)
                    .min(last.unwrap_or(Date::MAX)),
            )
        };
        let (mine, theirs) = (span(self), span(other));
        let apart = mine.1 < theirs.0 || theirs.1 < mine.0;
        let ways = self.way.is_some() && other.way.is_some() && self.way != other.way;
        let same = match (&self.needs, &other.needs) {
            (LetterNeed::Never(_), _) => false,
            (mine, theirs) => std::mem::discriminant(mine) == std::mem::discriminant(theirs),
        };
        if apart || ways || !same {
            return None;
        }
        let shared = self.letters.iter().find(|l| other.letters.contains(l));
        shared.map(String::as_str)
    }
}

impl Packs {
    /// What the packs of a place and setting ask of a letter that bears the date `day`: only what stood on that day.
    #[must_use]
    pub fn letter(
        &self,
        jurisdiction: &str,
        setting: &str,
        letter: &str,
        day: Date,
    ) -> Vec<LetterAsk> {
        let mut asks = self.asks(jurisdiction, setting, day);
        asks.retain(|ask| ask.letters.iter().any(|l| l == letter));
        asks
    }

    /// For how many months a warning of removal holds in a place on `day`: the shortest that a pack says. None where
    /// no pack of the place asks for one.
    #[must_use]
    pub fn warning_months(&self, jurisdiction: &str, setting: &str, day: Date) -> Option<i8> {
        let asks = self.asks(jurisdiction, setting, day);
        let months = asks.iter().filter_map(|ask| match ask.needs {
            LetterNeed::Warning { months, .. } => Some(months),
            _ => None,
        });
        months.min()
    }

    fn asks(&self, jurisdiction: &str, setting: &str, day: Date) -> Vec<LetterAsk> {
        let place = self.place(jurisdiction, setting);
        let mut asks = Vec::new();
        for pack in place.packs() {
            let stands = |rule: &&LetterRule| {
                rule.from.is_none_or(|from| from <= day)
                    && rule.until.is_none_or(|until| day <= until)
            };
            for rule in pack.letters.iter().filter(stands) {
                let ask = rule.ask(pack, |s| s.stands_on(day) && s.holds_in(jurisdiction));
                if !ask.sources.is_empty() {
                    asks.push(ask);
                }
            }
        }
        asks
    }
}
