//! What is looked at before a letter is approved: pure, from what the letter says and what the case holds.
//!
//! What *must* be mended holds an approval back. What is only doubted a person may stand by, with a reason that is
//! sealed with the approval. No check judges a person or predicts what they will do. What the law of a place asks comes
//! from its guidance packs, as they stood on the day that the letter bears.

use std::collections::BTreeMap;
use std::fmt;

use jiff::civil::Date;
use standfast_papers::{Dates, Doubt, GapSpec, Place, Reader, Words};
use standfast_pathway::{LetterAsk, LetterNeed, Way};

use super::dates::dates_in;
use super::known::is_title;

/// Something that stands against a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Nobody filled this gap.
    Missing {
        /// Its name.
        gap: String,
        /// What is asked for.
        asks: String,
    },
    /// The letter is not for this setting or place.
    NotHere,
    /// It names removal from a list where the guidance knows none (P28).
    NoList,
    /// Nothing but a complaint is logged (P11).
    ComplaintOnly,
    /// It ends care, and nothing is logged that could carry that.
    NothingLogged,
    /// A complaint or an illness is given as a reason (P11, P27).
    NoReason {
        /// In which gap.
        gap: String,
        /// What was found.
        doubt: Doubt,
    },
    /// It is about more than one person (P26).
    Household,
    /// The law of the place asks for something that is missing, or forbids something that is said.
    Law(Box<Against>),
    /// The date of the warning is not the one in the log.
    WarningDate {
        /// As the letter says it.
        said: Date,
        /// As the log has it.
        log: Option<Date>,
    },
    /// A day on which nothing is logged.
    DayNotLogged {
        /// In which gap.
        gap: String,
        /// Which.
        day: Date,
    },
    /// A day after the letter's own, of something that is said to have happened.
    DayAhead {
        /// In which gap.
        gap: String,
        /// Which.
        day: Date,
    },
    /// A day before the letter's own, of something that is to come.
    DayPast {
        /// In which gap.
        gap: String,
        /// Which.
        day: Date,
    },
    /// The letter is dated after today.
    DatedAhead,
    /// The clinician concerned would sign what the practice must sign (R18).
    OwnSigner,
    /// Words that a list doubts.
    Words(Doubt),
    /// A complaint or allegation is open: the defence organisation first (P37, P38).
    AllegationOpen,
    /// The person may be vulnerable: advice before any letter (G90).
    Vulnerable,
    /// Fear, a threat, following or a visit at home: advice of police and defence organisation first (G72).
    Danger,
}

/// What a guidance pack asks of the letter, and why that stands against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Against {
    /// What is asked, with its pack and sources.
    pub ask: LetterAsk,
    /// The last warning that named removal, where a warning is asked for and there was one.
    pub last: Option<Date>,
    /// The words that are said and must not be.
    pub said: Option<String>,
}

impl fmt::Display for Against {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(said) = &self.said {
            write!(f, "\"{said}\" ")?;
        }
        f.write_str(&self.ask.says)?;
        if let Some(last) = self.last {
            write!(f, "; the last one is of {}", last.strftime("%-d %B %Y"))?;
        }
        for (i, source) in self.ask.sources.iter().enumerate() {
            f.write_str(if i == 0 { " (" } else { "; " })?;
            f.write_str(&source.title)?;
            if let Some(paragraph) = &source.paragraph {
                write!(f, ", {paragraph}")?;
            }
            if source.read.is_none() {
                f.write_str(", not checked against the text")?;
            }
        }
        f.write_str(")")
    }
}

impl Finding {
    /// The word for scripts.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Finding::Missing { .. } => "missing",
            Finding::NotHere => "not-here",
            Finding::NoList => "no-list",
            Finding::ComplaintOnly => "complaint-only",
            Finding::NothingLogged => "nothing-logged",
            Finding::NoReason { .. } => "no-reason",
            Finding::Household => "household",
            Finding::Law(against) => match against.ask.needs {
                LetterNeed::Warning { .. } => "not-warned",
                LetterNeed::PoliceReport => "without-police",
                LetterNeed::PoliceReference => "without-reference",
                LetterNeed::Never(_) => "not-to-say",
            },
            Finding::WarningDate { .. } => "warning-date",
            Finding::DayNotLogged { .. } => "day-not-logged",
            Finding::DayAhead { .. } => "day-ahead",
            Finding::DayPast { .. } => "day-past",
            Finding::DatedAhead => "dated-ahead",
            Finding::OwnSigner => "own-signer",
            Finding::Words(_) => "words",
            Finding::AllegationOpen => "allegation-open",
            Finding::Vulnerable => "vulnerable",
            Finding::Danger => "danger",
        }
    }

    /// Whether it must be mended; what need not can be stood by with a reason.
    #[must_use]
    pub fn must(&self) -> bool {
        !matches!(
            self,
            Finding::NothingLogged
                | Finding::Words(_)
                | Finding::AllegationOpen
                | Finding::Vulnerable
                | Finding::Danger
        )
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let say = |day: &Date| day.strftime("%-d %B %Y").to_string();
        match self {
            Finding::Missing { gap, asks } => write!(f, "{gap} is not filled in: {asks}"),
            Finding::NotHere => f.write_str("this letter is not for the setting or place of the case"),
            Finding::NoList => f.write_str(
                "it names removal from a list; the guidance for this setting and place knows no such step",
            ),
            Finding::ComplaintOnly => f.write_str(
                "nothing is logged but a complaint; care must not end, or be threatened to end, because of one",
            ),
            Finding::NothingLogged => {
                f.write_str("it is about ending care, and no conduct with a ticked sign is logged")
            }
            Finding::NoReason { gap, doubt } => write!(
                f,
                "{gap} says \"{}\", which {}; a reason is what was done",
                doubt.phrase, doubt.says
            ),
            Finding::Household => f.write_str(
                "it speaks of more than one person; everybody in a household is a decision of its own",
            ),
            Finding::Law(against) => against.fmt(f),
            Finding::WarningDate { said, log } => match log {
                Some(log) => write!(
                    f,
                    "it says that the warning is of {}; the log has {}",
                    say(said),
                    say(log)
                ),
                None => write!(
                    f,
                    "it says that a warning is of {}; the log has none that named removal",
                    say(said)
                ),
            },
            Finding::DayNotLogged { gap, day } => {
                write!(f, "{gap} says {}; nothing is logged of that day", say(day))
            }
            Finding::DayAhead { gap, day } => {
                write!(f, "{gap} says {}, which is after the letter's own date", say(day))
            }
            Finding::DayPast { gap, day } => {
                write!(f, "{gap} says {}, which is before the letter's own date", say(day))
            }
            Finding::DatedAhead => f.write_str("it is dated after today"),
            Finding::OwnSigner => {
                f.write_str("the clinician whom it is about would sign it; the manager or a partner signs")
            }
            Finding::Words(doubt) => write!(f, "\"{}\" {}", doubt.phrase, doubt.says),
            Finding::AllegationOpen => f.write_str(
                "a complaint or allegation is open; ask the defence organisation before any letter to the person",
            ),
            Finding::Vulnerable => f.write_str(
                "the case says that the person may be vulnerable or is under 18; ask the lead for safeguarding or \
                 mental health before any letter",
            ),
            Finding::Danger => f.write_str(
                "fear, a threat, following or a visit at home is logged; ask the police and the defence organisation \
                 before a letter that may anger",
            ),
        }
    }
}

/// The letter, as the checks see it.
pub(super) struct Checked<'a> {
    pub reader: Reader,
    /// Settings and jurisdictions that its words fit.
    pub settings: &'a [String],
    pub jurisdictions: &'a [String],
    pub removes: bool,
    pub names_removal: bool,
    pub gaps: &'a [GapSpec],
    pub fields: &'a BTreeMap<String, String>,
    /// Gaps that stayed open: name and what is asked.
    pub open: Vec<(String, String)>,
    pub body: &'a str,
    pub dated: Date,
    /// What the guidance packs ask of it on that day.
    pub asks: &'a [LetterAsk],
}

/// The case, as the checks see it.
#[derive(Debug, Default)]
pub(super) struct Around {
    pub place: Place,
    pub today: Date,
    /// Whether the guidance of the place knows removal from a list.
    pub list: bool,
    pub clinician: String,
    /// Conduct that could carry a decision, a complaint or allegation apart.
    pub conduct: bool,
    /// A complaint or allegation is logged.
    pub complaint: bool,
    /// It is not closed.
    pub allegation_open: bool,
    /// First and last local day of each time that is logged.
    pub days: Vec<(Date, Date)>,
    /// The last warning that named removal.
    pub warning: Option<Date>,
    pub police_report: bool,
    pub vulnerable: bool,
    /// Fear, threat, following or a visit at home.
    pub danger: bool,
    /// Advice was asked since.
    pub advised: bool,
}

/// All that stands against a letter, what must be mended first.
pub(super) fn check(letter: &Checked<'_>, around: &Around, words: &Words) -> Vec<Finding> {
    let mut found: Vec<Finding> = letter
        .open
        .iter()
        .map(|(gap, asks)| Finding::Missing {
            gap: gap.clone(),
            asks: asks.clone(),
        })
        .collect();
    let holds = |list: &[String], word: &str| list.is_empty() || list.iter().any(|w| w == word);
    if !holds(letter.settings, &around.place.setting)
        || !holds(letter.jurisdictions, &around.place.jurisdiction)
    {
        found.push(Finding::NotHere);
    }
    if letter.dated > around.today {
        found.push(Finding::DatedAhead);
    }
    if letter.removes || letter.names_removal {
        ends_care(letter, around, words, &mut found);
    }
    if letter.removes {
        household(letter, &mut found);
    }
    law(letter, around, &mut found);
    found.extend(dates(letter, around));
    signer(letter, around, &mut found);
    if letter.reader == Reader::Subject {
        for (doubted, finding) in [
            (around.allegation_open, Finding::AllegationOpen),
            (around.vulnerable, Finding::Vulnerable),
            (around.danger && !around.advised, Finding::Danger),
        ] {
            if doubted {
                found.push(finding);
            }
        }
    }
    found.extend(
        words
            .doubts(letter.body, letter.reader)
            .into_iter()
            .map(Finding::Words),
    );
    found.sort_by_key(|finding| !finding.must());
    found
}

fn ends_care(letter: &Checked<'_>, around: &Around, words: &Words, found: &mut Vec<Finding>) {
    if !around.list {
        found.push(Finding::NoList);
    }
    if !around.conduct {
        found.push(if around.complaint {
            Finding::ComplaintOnly
        } else {
            Finding::NothingLogged
        });
    }
    for spec in letter.gaps.iter().filter(|spec| spec.reasons) {
        for doubt in words.no_reason(value(letter, &spec.name)) {
            found.push(Finding::NoReason {
                gap: spec.name.clone(),
                doubt,
            });
        }
    }
}

fn household(letter: &Checked<'_>, found: &mut Vec<Finding>) {
    let whom = format!(
        " {} ",
        value(letter, "subject")
            .to_lowercase()
            .replace(['\n', ','], " ")
    );
    if [" and ", " & ", " family ", " household "]
        .iter()
        .any(|many| whom.contains(many))
    {
        found.push(Finding::Household);
    }
}

/// What the packs of the place ask of it.
fn law(letter: &Checked<'_>, around: &Around, found: &mut Vec<Finding>) {
    let way = if value(letter, "immediate").eq_ignore_ascii_case("yes") {
        Way::AtOnce
    } else {
        Way::Ordinary
    };
    let asked = letter
        .asks
        .iter()
        .filter(|ask| ask.way.is_none_or(|w| w == way));
    for ask in asked {
        let mut against = Against {
            ask: ask.clone(),
            last: None,
            said: None,
        };
        let holds = match &ask.needs {
            LetterNeed::Warning { months, or_reason } => {
                against.last = around.warning;
                let since = letter
                    .dated
                    .saturating_sub(jiff::Span::new().months(*months));
                around.warning.is_some_and(|day| day >= since)
                    || (*or_reason && !value(letter, "exception").is_empty())
            }
            LetterNeed::PoliceReport => around.police_report,
            LetterNeed::PoliceReference => !value(letter, "police-reference").is_empty(),
            LetterNeed::Never(words) => {
                against.said = Words::phrase(letter.body, words);
                against.said.is_none()
            }
        };
        if !holds {
            found.push(Finding::Law(Box::new(against)));
        }
    }
}

fn dates(letter: &Checked<'_>, around: &Around) -> Vec<Finding> {
    let mut found = Vec::new();
    for spec in letter.gaps {
        let Some(kind) = spec.dates else { continue };
        for day in dates_in(value(letter, &spec.name), letter.dated) {
            let gap = spec.name.clone();
            match kind {
                Dates::Log if day > letter.dated => found.push(Finding::DayAhead { gap, day }),
                Dates::Log if !around.days.iter().any(|(a, b)| (*a..=*b).contains(&day)) => {
                    found.push(Finding::DayNotLogged { gap, day });
                }
                Dates::Warning if around.warning != Some(day) => {
                    found.push(Finding::WarningDate {
                        said: day,
                        log: around.warning,
                    });
                }
                Dates::Ahead if day < letter.dated => found.push(Finding::DayPast { gap, day }),
                Dates::Log | Dates::Warning | Dates::Ahead => {}
            }
        }
    }
    found
}

/// A letter by the practice is not signed by the clinician: "Dr Quillmarsh" is "Dr Wren A. Quillmarsh".
fn signer(letter: &Checked<'_>, around: &Around, found: &mut Vec<Finding>) {
    let last = |name: &str| name.split_whitespace().last().map(str::to_lowercase);
    let first = |name: &str| {
        name.split_whitespace()
            .find(|word| !is_title(word))
            .map(str::to_lowercase)
    };
    let signs = value(letter, "signed-by");
    let same = last(signs).is_some()
        && last(signs) == last(&around.clinician)
        && (first(signs) == last(signs) || first(signs) == first(&around.clinician));
    if same {
        found.push(Finding::OwnSigner);
    }
}

fn value<'l>(letter: &'l Checked<'_>, gap: &str) -> &'l str {
    letter.fields.get(gap).map_or("", |value| value.trim())
}

#[cfg(test)]
#[path = "checks_tests.rs"]
mod tests;
