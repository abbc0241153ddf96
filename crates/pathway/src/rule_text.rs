//! Rules as packs write them, read into rules that can be asked. `guidance/README.md` describes the form
//! for the people who write packs.

use jiff::civil::Date;
use serde::Deserialize;
use standfast_model::lists::{Channel, MeasureKind, OutcomeKind, Sign};
use toml::Spanned;

use crate::advice::Urgency;
use crate::bits::Bits;
use crate::condition::{Condition, unknown};
use crate::rule::{About, By, Ends, Quiet, Rule, Says, Season};
use crate::select::{From, Select};
use crate::vocabulary::{FactKind, VOCABULARY};

/// A rule as a pack writes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleText {
    pub id: Spanned<String>,
    step: Option<Spanned<String>>,
    /// What it does not say, the rule of the same name in the pack that it builds on says.
    #[serde(default)]
    pub takes_over: bool,
    about: Option<AboutText>,
    when: Option<Spanned<String>>,
    from: Option<Date>,
    until: Option<Date>,
    ends: Option<EndsText>,
    by: Option<By>,
    #[serde(default)]
    names: Vec<Spanned<String>>,
    #[serde(default)]
    superseded_by: Vec<Spanned<String>>,
    #[serde(default)]
    hidden_while: Vec<Spanned<String>>,
    #[serde(default)]
    only_with: Vec<Spanned<String>>,
    #[serde(default)]
    sources: Vec<Spanned<String>>,
    #[serde(default)]
    says: Vec<SaysText>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct AboutText {
    #[serde(default)]
    contacts: Vec<SelectText>,
    #[serde(default)]
    except_channels: Vec<Spanned<String>>,
    #[serde(default)]
    measures: Vec<Spanned<String>>,
    #[serde(default)]
    facts: Vec<Spanned<String>>,
    #[serde(default)]
    case: Vec<Spanned<String>>,
    #[serde(default)]
    outcomes: Vec<Spanned<String>>,
    #[serde(default)]
    opened: bool,
    months: Option<i32>,
    #[serde(default)]
    season: Vec<Season>,
    quiet: Option<Quiet>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SelectText {
    #[serde(default)]
    signs: Vec<Spanned<String>>,
    #[serde(default)]
    channels: Vec<Spanned<String>>,
    #[serde(default)]
    platforms: Vec<String>,
    #[serde(default = "subject")]
    from: Vec<From>,
    #[serde(default)]
    towards_clinician: bool,
    unwanted: Option<bool>,
    told: Option<bool>,
    warned: Option<bool>,
    removal_named: Option<bool>,
    removal_lapsed: Option<bool>,
    reported: Option<bool>,
    ordered: Option<bool>,
}

fn subject() -> Vec<From> {
    vec![From::Subject]
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct EndsText {
    #[serde(default)]
    measures: Vec<Spanned<String>>,
    #[serde(default)]
    ever: bool,
    covers_days: Option<i32>,
    #[serde(default)]
    exhibit: bool,
    #[serde(default)]
    decision: bool,
    #[serde(default)]
    outcomes: Vec<Spanned<String>>,
    days: Option<i32>,
    #[serde(default)]
    with_by: bool,
    #[serde(default)]
    once: bool,
    #[serde(default)]
    outlasts: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SaysText {
    when: Option<Spanned<String>>,
    who: String,
    urgency: Urgency,
    text: Spanned<String>,
    why: Option<Spanned<String>>,
}

/// Something wrong with a rule, at a byte of its file.
pub(crate) struct Fault {
    pub at: usize,
    pub what: String,
}

impl RuleText {
    pub fn step_name(&self) -> &str {
        self.step.as_ref().unwrap_or(&self.id).as_ref()
    }

    /// With all that it does not say itself as `base` says it. Words take the place of those with the same `when`;
    /// others stand before the last.
    pub fn over(self, base: &RuleText) -> RuleText {
        let base = base.clone();
        let or = |own: Vec<Spanned<String>>, base| if own.is_empty() { base } else { own };
        let mut own = self.says;
        let mut says: Vec<SaysText> = Vec::new();
        for theirs in base.says {
            let same = own.iter().position(|s| s.condition() == theirs.condition());
            says.push(match same {
                Some(i) => own.remove(i),
                None => theirs,
            });
        }
        let last = says.len().saturating_sub(1);
        says.splice(last..last, own);
        RuleText {
            id: self.id,
            step: self.step.or(base.step),
            takes_over: false,
            about: self.about.or(base.about),
            when: self.when.or(base.when),
            from: self.from.or(base.from),
            until: self.until.or(base.until),
            ends: self.ends.or(base.ends),
            by: self.by.or(base.by),
            names: or(self.names, base.names),
            superseded_by: or(self.superseded_by, base.superseded_by),
            hidden_while: or(self.hidden_while, base.hidden_while),
            only_with: or(self.only_with, base.only_with),
            sources: or(self.sources, base.sources),
            says,
        }
    }

    /// Makes it a rule; what is not understood is left out of it and said.
    pub fn rule(self, file: usize, faults: &mut Vec<Fault>) -> Rule {
        let at = self.id.span().start;
        let step = self.step_name().to_owned();
        if self.about.is_none() {
            faults.push(Fault {
                at,
                what: "the rule says nothing of what makes it due (about)".to_owned(),
            });
        }
        let about = self.about.unwrap_or_default().about(at, faults);
        let ends = self.ends.unwrap_or_default().ends(faults);
        let when = condition(self.when);
        let mut says = Vec::new();
        let last = self.says.len().saturating_sub(1);
        for (i, text) in self.says.into_iter().enumerate() {
            if text.when.is_none() != (i == last) {
                let what = if i == last {
                    "the last of a rule's words has no \"when\": something must always be said"
                } else {
                    "words without \"when\" stand before others, which are never reached"
                };
                faults.push(Fault {
                    at: text.text.span().start,
                    what: what.to_owned(),
                });
            }
            says.push(text.says());
        }
        if says.is_empty() {
            faults.push(Fault {
                at,
                what: "the rule says nothing".to_owned(),
            });
        }
        if self.sources.is_empty() {
            faults.push(Fault {
                at,
                what: "the rule has no source".to_owned(),
            });
        }
        if let (Some(from), Some(until)) = (self.from, self.until)
            && from > until
        {
            faults.push(Fault {
                at,
                what: "the rule ends before it begins".to_owned(),
            });
        }
        Rule {
            id: self.id.into_inner(),
            step,
            file,
            at,
            about,
            when,
            from: self.from,
            until: self.until,
            ends,
            by: self.by,
            names: plain(self.names),
            superseded_by: plain(self.superseded_by),
            hidden_while: plain(self.hidden_while),
            only_with: plain(self.only_with),
            sources: plain(self.sources),
            says,
        }
    }
}

impl AboutText {
    fn about(self, at: usize, faults: &mut Vec<Fault>) -> About {
        let contacts: Vec<Select> = self
            .contacts
            .into_iter()
            .map(|c| c.select(faults))
            .collect();
        let except = bits(Channel::WORDS, "channel", self.except_channels, faults);
        let measures = bits(MeasureKind::WORDS, "measure", self.measures, faults);
        let mut facts = Vec::new();
        for name in self.facts {
            let counts = VOCABULARY
                .iter()
                .filter(|k| k.kind == FactKind::Int && !k.of_rule);
            if counts.clone().any(|k| k.name == name.as_ref()) {
                facts.push(name.into_inner());
            } else {
                let what = unknown("count of the case", name.as_ref(), counts.map(|k| k.name));
                faults.push(Fault {
                    at: name.span().start,
                    what,
                });
            }
        }
        let mut case = Vec::new();
        for name in self.case {
            let settings = ["vulnerable", "under_18", "closed"];
            if settings.contains(&name.as_ref().as_str()) {
                case.push(name.into_inner());
            } else {
                let what = unknown("setting", name.as_ref(), settings.into_iter());
                faults.push(Fault {
                    at: name.span().start,
                    what,
                });
            }
        }
        let outcomes = bits(OutcomeKind::WORDS, "outcome", self.outcomes, faults);
        for season in &self.season {
            if Date::new(2025, season.month, season.day).is_err() || season.days_before < 0 {
                faults.push(Fault {
                    at,
                    what: "the season is no day of a year".to_owned(),
                });
            }
        }
        let nothing = contacts.is_empty()
            && measures.is_empty()
            && facts.is_empty()
            && case.is_empty()
            && outcomes.is_empty()
            && self.quiet.is_none()
            && !self.opened;
        if nothing {
            faults.push(Fault {
                at,
                what: "nothing makes this rule due: it is unreachable".to_owned(),
            });
        }
        let signs = contacts
            .iter()
            .fold(Bits::default(), |b, c| b.with(c.signs));
        About {
            contacts,
            except,
            measures,
            facts,
            case,
            outcomes,
            months: self.months,
            season: self.season,
            quiet: self.quiet,
            signs,
        }
    }
}

impl SelectText {
    pub fn select(self, faults: &mut Vec<Fault>) -> Select {
        Select {
            signs: bits(Sign::WORDS, "sign", self.signs, faults),
            channels: bits(Channel::WORDS, "channel", self.channels, faults),
            platforms: self.platforms,
            from: self.from,
            clinician: self.towards_clinician,
            unwanted: self.unwanted,
            told: self.told,
            warned: self.warned,
            removal_named: self.removal_named,
            removal_lapsed: self.removal_lapsed,
            reported: self.reported,
            ordered: self.ordered,
        }
    }
}

impl EndsText {
    fn ends(self, faults: &mut Vec<Fault>) -> Ends {
        Ends {
            measures: bits(MeasureKind::WORDS, "measure", self.measures, faults),
            ever: self.ever,
            covers_days: self.covers_days,
            exhibit: self.exhibit,
            decision: self.decision,
            outcomes: bits(OutcomeKind::WORDS, "outcome", self.outcomes, faults),
            days: self.days,
            with_by: self.with_by,
            once: self.once,
            outlasts: self.outlasts,
        }
    }
}

impl SaysText {
    fn condition(&self) -> Option<&str> {
        self.when.as_ref().map(|when| when.as_ref().as_str())
    }

    fn says(self) -> Says {
        let at = self
            .why
            .as_ref()
            .map_or(self.text.span().start, |w| w.span().start);
        Says {
            when: condition(self.when),
            who: self.who,
            urgency: self.urgency,
            text: self.text.into_inner(),
            why: self
                .why
                .map_or_else(|| "{marked}.".to_owned(), Spanned::into_inner),
            at,
        }
    }
}

fn condition(text: Option<Spanned<String>>) -> Option<Condition> {
    text.map(|t| {
        let at = t.span().start;
        Condition::new(t.into_inner(), at)
    })
}

fn bits(list: &[&str], what: &str, words: Vec<Spanned<String>>, faults: &mut Vec<Fault>) -> Bits {
    let mut bits = Bits::default();
    for word in words {
        // Somebody's own word is the last bit of each list.
        if word.as_ref() == "other" || list.contains(&word.as_ref().as_str()) {
            bits = bits.with(Bits::of(list, word.as_ref()));
        } else {
            let what = unknown(what, word.as_ref(), list.iter().copied());
            faults.push(Fault {
                at: word.span().start,
                what,
            });
        }
    }
    bits
}

fn plain(words: Vec<Spanned<String>>) -> Vec<(String, usize)> {
    words
        .into_iter()
        .map(|w| {
            let at = w.span().start;
            (w.into_inner(), at)
        })
        .collect()
}
