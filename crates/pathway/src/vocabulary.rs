//! The vocabulary: every fact that a pack may ask about, with how it is derived. `docs/facts.md` is
//! made from this list.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use jiff::civil::Date;
use standfast_case::{Occasion, View};
use standfast_model::lists::{
    AgeBand, Channel, Jurisdiction, MeasureKind, Relation, Setting, Sign,
};

use crate::derive::orders;
use crate::facts::{Fact, FactValue, Facts, Taken};
use crate::select::{Bits, Row};

/// What kind of value a fact has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// Yes or no (`bool` in a condition).
    Bool,
    /// A count or a number of days or months (`int`).
    Int,
    /// A word of a closed list, or empty (`string`).
    Text,
    /// Words of a closed list (`list` of `string`).
    List,
}

/// One fact of the vocabulary.
pub struct Known {
    /// Its name in conditions.
    pub name: &'static str,
    /// What kind of value.
    pub kind: FactKind,
    /// What it says.
    pub what: &'static str,
    /// Only in the conditions of one rule: about what made that rule due.
    pub of_rule: bool,
    pub(crate) of: Option<fn(&Ground<'_, '_>) -> Fact>,
}

/// What facts are derived from.
pub(crate) struct Ground<'f, 'v> {
    facts: &'f Facts,
    view: &'f View<'v>,
    occasions: Vec<Occasion>,
}

/// Settings whose entry is remembered.
pub(crate) const SETTINGS: &[&str] = &[
    "setting",
    "jurisdiction",
    "relation",
    "age_band",
    "vulnerable",
    "closed",
];

macro_rules! vocabulary {
    ($($name:ident $kind:ident $what:literal => $of:expr;)+ @rule $($own:ident $okind:ident $owhat:literal;)+) => {
        /// Every fact, in the order of `docs/facts.md`.
        pub const VOCABULARY: &[Known] = &[
            $(Known {
                name: stringify!($name), kind: FactKind::$kind, what: $what, of_rule: false, of: Some($of),
            },)+
            $(Known {
                name: stringify!($own), kind: FactKind::$okind, what: $owhat, of_rule: true, of: None,
            },)+
        ];
    };
}

vocabulary! {
    setting Text "Where the clinician works: a word of the settings list, `other` for somebody's own, or empty." =>
        |g| setting(g, "setting", listed(g.view.settings().setting.as_ref().map(Setting::as_str), Setting::WORDS));
    jurisdiction Text "Whose law applies: a word of the list, `other`, or empty." =>
        |g| setting(g, "jurisdiction", listed(g.view.settings().jurisdiction.as_ref().map(Jurisdiction::as_str), Jurisdiction::WORDS));
    relation Text "Who the subject is to the clinician: `patient`, `former-patient`, `relative`, `unknown`, `other` or empty." =>
        |g| setting(g, "relation", listed(g.view.settings().relation.as_ref().map(Relation::as_str), Relation::WORDS));
    age_band Text "The subject's age band: `under-16`, `16-17`, `adult`, `other` or empty." =>
        |g| setting(g, "age_band", listed(g.view.settings().age_band.as_ref().map(AgeBand::as_str), AgeBand::WORDS));
    under_18 Bool "The age band is under 16, or 16 to 17." =>
        |g| Fact {
            value: FactValue::Bool(matches!(g.view.settings().age_band, Some(AgeBand::Under16 | AgeBand::SixteenSeventeen))),
            entries: vec![g.said("age_band")],
        };
    vulnerable Bool "The case says that something makes the subject vulnerable." =>
        |g| Fact { value: FactValue::Bool(g.view.settings().vulnerable.is_some()), entries: vec![g.said("vulnerable")] };
    closed Bool "The case was closed." =>
        |g| Fact { value: FactValue::Bool(g.view.settings().closed), entries: vec![g.said("closed")] };
    advised Bool "An adviser's own advice for this case is noted (private log): it outranks a pack." =>
        |g| Fact { value: FactValue::Bool(!g.facts.advised.is_empty()), entries: Vec::new() };

    contacts Int "How many contacts came from the subject." => |g| g.count(|_| true);
    unwanted Int "How many of them have any sign but a plain gift." => |g| g.count(Row::is_unwanted);
    advances Int "How many are advances towards the clinician: `declaration`, `personal-question`, `request-to-meet` or `sexual` was ticked." =>
        |g| g.count(|r| r.clinician && r.signs.meets(advance_signs()));
    signs List "Signs ticked in contacts from the subject, each once; somebody's own word is `other`." =>
        |g| g.list(Sign::WORDS, |r| r.signs);
    channels List "Channels of contacts from the subject, each once." => |g| g.list(Channel::WORDS, |r| r.channel);
    measures List "Kinds of measures taken, each once." => |g| Fact {
        value: FactValue::List(
            g.facts.measures.iter().fold(Bits::default(), |b, m| b.with(m.kind))
                .words(MeasureKind::WORDS).map(str::to_owned).collect(),
        ),
        entries: g.facts.measures.iter().map(|m| m.n).collect(),
    };
    occasions Int "Occasions with any sign but a plain gift, towards the one person who has the most: contacts of one local day are one occasion." =>
        |g| g.occasions(|_| true);
    occasions_told Int "Of those, the ones after the subject had been told." =>
        |g| g.occasions(|o| !o.told_by_then.is_empty());
    days_since_contact Int "Days since the last contact from the subject; -1: none, or its day is not known." =>
        |g| g.days_since(g.facts.rows.iter().filter(|r| r.is_from_subject()).filter_map(|r| Some((r.day?, r.n))));

    told Bool "The subject was told that the conduct is unwanted and must stop: a reply, a warning letter, a police warning, an order, an injunction or an undertaking." =>
        |g| g.taken(|m| m.telling);
    days_since_told Int "Days since that was last said; -1: never, or its day is not known." =>
        |g| g.days_since(g.facts.measures.iter().filter(|m| m.telling).filter_map(|m| Some((m.day?, m.n))));
    warned Bool "A warning letter went." => |g| g.taken(|m| m.is(MeasureKind::WarningLetter));
    removal_named Bool "A warning (letter or spoken) named what may follow for the person's place on the list." =>
        |g| g.taken(|m| m.names_removal);
    months_since_removal_named Int "Whole months since the last such warning; -1: none, or its day is not known." =>
        |g| g.months_since(g.facts.measures.iter().filter(|m| m.names_removal).filter_map(|m| Some((m.day?, m.n))));
    days_since_warning Int "Days since the last warning letter; -1: none, or its day is not known." =>
        |g| g.days_since(g.facts.measures.iter().filter(|m| m.is(MeasureKind::WarningLetter)).filter_map(|m| Some((m.day?, m.n))));
    days_since_privacy_review Int "Days since the accounts were last looked at; -1: never, or its day is not known." =>
        |g| g.days_since(g.facts.measures.iter().filter(|m| m.is(MeasureKind::PrivacyReview)).filter_map(|m| Some((m.day?, m.n))));
    police_reported Bool "Something was reported to the police." => |g| g.taken(|m| m.is(MeasureKind::PoliceReport));
    order_stands Bool "An order, injunction, undertaking, bail or licence after release stands on the day." => |g| {
        let (orders, day) = (orders(), g.facts.day);
        g.taken(move |m| m.kind.meets(orders) && m.until.is_none_or(|until| until >= day))
    };
    transferred Bool "Care was transferred." => |g| g.taken(|m| m.is(MeasureKind::Transfer));
    restricted Bool "A restriction stands on the day." => |g| {
        let day = g.facts.day;
        g.taken(move |m| m.is(MeasureKind::Restriction) && m.until.is_none_or(|until| until >= day))
    };
    removed Bool "The subject was removed from the list." => |g| g.taken(|m| m.is(MeasureKind::ListRemoval));
    care_continues Bool "The subject is a patient, and care was neither transferred nor ended." => |g| {
        let patient = g.view.settings().relation == Some(Relation::Patient);
        let ended = g.taken(|m| m.is(MeasureKind::Transfer) || m.is(MeasureKind::ListRemoval));
        Fact { value: FactValue::Bool(patient && ended.entries.is_empty()), entries: vec![g.said("relation")] }
    };
    still_patient Bool "The subject is a patient and was not removed from the list." => |g| {
        let patient = g.view.settings().relation == Some(Relation::Patient);
        let ended = g.taken(|m| m.is(MeasureKind::ListRemoval));
        Fact { value: FactValue::Bool(patient && ended.entries.is_empty()), entries: vec![g.said("relation")] }
    };
    allegation_open Bool "A complaint or an allegation was made and not closed since." => |g| g.allegation();

    @rule
    these Int "How many contacts (or other entries) made this rule due and were not answered yet.";
    these_signs List "Signs ticked in them, each once.";
    these_channels List "Their channels, each once.";
    these_measures List "Kinds of the measures among them, each once.";
    these_told Bool "The subject had been told before at least one of them.";
    days_left Int "Days until the rule's \"by\"; negative when it is past; 0 where the rule has none.";
}

/// Signs that make a contact an advance.
pub(crate) fn advance_signs() -> Bits {
    [
        Sign::Declaration,
        Sign::PersonalQuestion,
        Sign::RequestToMeet,
        Sign::Sexual,
    ]
    .iter()
    .fold(Bits::default(), |bits, sign| bits.with(Bits::sign(sign)))
}

/// Every fact of a case.
pub(crate) fn derive(facts: &Facts, view: &View<'_>) -> BTreeMap<&'static str, Fact> {
    let ground = Ground {
        facts,
        view,
        occasions: view.occasions(),
    };
    VOCABULARY
        .iter()
        .filter_map(|known| Some((known.name, known.of?(&ground))))
        .collect()
}

fn listed(word: Option<&str>, list: &[&str]) -> String {
    match word {
        None => String::new(),
        Some(word) if list.contains(&word) => word.to_owned(),
        Some(_) => "other".to_owned(),
    }
}

fn setting(ground: &Ground<'_, '_>, name: &'static str, text: String) -> Fact {
    Fact {
        value: FactValue::Text(text),
        entries: vec![ground.said(name)],
    }
}

impl Taken {
    fn is(&self, kind: MeasureKind) -> bool {
        self.kind.meets(Bits::measure(&kind))
    }
}

impl Ground<'_, '_> {
    fn said(&self, setting: &str) -> u64 {
        self.facts.said_by.get(setting).map_or(0, |(n, _)| *n)
    }

    fn of_subject(&self) -> impl Iterator<Item = &Row> {
        self.facts.rows.iter().filter(|r| r.is_from_subject())
    }

    fn count(&self, take: impl Fn(&Row) -> bool) -> Fact {
        let mut entries: Vec<u64> = self.of_subject().filter(|r| take(r)).map(|r| r.n).collect();
        entries.sort_unstable();
        Fact {
            value: FactValue::Int(int(entries.len())),
            entries,
        }
    }

    fn list(&self, words: &'static [&'static str], of: impl Fn(&Row) -> Bits) -> Fact {
        let mut entries: Vec<u64> = self
            .of_subject()
            .filter(|r| !of(r).is_empty())
            .map(|r| r.n)
            .collect();
        entries.sort_unstable();
        let bits = self
            .of_subject()
            .fold(Bits::default(), |bits, r| bits.with(of(r)));
        Fact {
            value: FactValue::List(bits.words(words).map(str::to_owned).collect()),
            entries,
        }
    }

    fn taken(&self, take: impl Fn(&Taken) -> bool) -> Fact {
        let mut entries: Vec<u64> = self
            .facts
            .measures
            .iter()
            .filter(|m| take(m))
            .map(|m| m.n)
            .collect();
        entries.sort_unstable();
        Fact {
            value: FactValue::Bool(!entries.is_empty()),
            entries,
        }
    }

    /// Of the one person towards whom there are most; the clinician where numbers are equal.
    fn occasions(&self, take: impl Fn(&Occasion) -> bool) -> Fact {
        let mut by_person: BTreeMap<Option<&str>, (usize, Vec<u64>)> = BTreeMap::new();
        for occasion in self.occasions.iter().filter(|o| o.is_unwanted() && take(o)) {
            let (count, entries) = by_person.entry(occasion.towards.as_deref()).or_default();
            *count += 1;
            entries.extend(&occasion.contacts);
        }
        let most = by_person
            .into_iter()
            .rev()
            .max_by_key(|(_, (count, _))| *count);
        let (count, mut entries) = most.map(|(_, found)| found).unwrap_or_default();
        entries.sort_unstable();
        Fact {
            value: FactValue::Int(int(count)),
            entries,
        }
    }

    fn days_since(&self, days: impl Iterator<Item = (Date, u64)>) -> Fact {
        since(days, |last| i64::from((self.facts.day - last).get_days()))
    }

    fn months_since(&self, days: impl Iterator<Item = (Date, u64)>) -> Fact {
        since(days, |last| {
            last.until((jiff::Unit::Month, self.facts.day))
                .map_or(-1, |span| i64::from(span.get_months()))
        })
    }

    fn allegation(&self) -> Fact {
        let (received, closed) = (
            Bits::measure(&MeasureKind::AllegationReceived),
            Bits::measure(&MeasureKind::AllegationClosed),
        );
        let closings: Vec<_> = self
            .facts
            .measures
            .iter()
            .filter(|m| m.kind.meets(closed))
            .map(|m| m.moment)
            .collect();
        let open = |moment: &standfast_case::Moment| !closings.iter().any(|c| c.is_after(moment));
        let channels = Bits::channel(&Channel::Complaint).with(Bits::channel(&Channel::Allegation));
        let false_allegation = Bits::sign(&Sign::FalseAllegation);
        let mut entries: Vec<u64> = self
            .facts
            .rows
            .iter()
            .filter(|r| r.from != standfast_model::lists::Party::Clinician)
            .filter(|r| r.channel.meets(channels) || r.signs.meets(false_allegation))
            .filter(|r| open(&r.moment))
            .map(|r| r.n)
            .collect();
        entries.extend(
            self.facts
                .measures
                .iter()
                .filter(|m| m.kind.meets(received) && open(&m.moment))
                .map(|m| m.n),
        );
        entries.sort_unstable();
        Fact {
            value: FactValue::Bool(!entries.is_empty()),
            entries,
        }
    }
}

fn since(days: impl Iterator<Item = (Date, u64)>, count: impl Fn(Date) -> i64) -> Fact {
    match days.max() {
        Some((last, n)) => Fact {
            value: FactValue::Int(count(last)),
            entries: vec![n],
        },
        None => Fact {
            value: FactValue::Int(-1),
            entries: Vec::new(),
        },
    }
}

fn int(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// `docs/facts.md`, made from the code; a test compares.
#[must_use]
pub fn facts_page() -> String {
    let mut page = String::from(
        "# Facts: what a guidance pack may ask about\n\n\
         Made from `crates/pathway/src/vocabulary.rs`; a test fails when this page differs. To make it \
         anew: `STANDFAST_WRITE_DOCS=1 cargo test -p standfast-pathway facts_page`.\n\n\
         A condition (`when` in a pack) is a CEL expression over these names, at most 2,048 bytes long, \
         that gives yes or no. A name that is not here, or a word in quotes that is in no closed list of \
         the contract, is an error when the pack is loaded. Facts come from what was ticked and \
         recorded, never from somebody's words. Each fact knows its entries. What was retracted does \
         not count; corrections do.\n\n\
         \"After\": times that do not touch decide; where they overlap or one is not known, what was \
         recorded later came after. So a measure known only by day comes after that day's contacts if \
         it was recorded later.\n",
    );
    for (of_rule, heading, lead) in [
        (
            false,
            "Of the case",
            "As of the day asked about, and as known on the day asked about.",
        ),
        (
            true,
            "Of the rule",
            "About what made the rule due that asks; only there.",
        ),
    ] {
        // Writing to a String cannot fail.
        let _ = write!(
            page,
            "\n## {heading}\n\n{lead}\n\n| name | kind | what it says |\n| --- | --- | --- |\n"
        );
        for known in VOCABULARY.iter().filter(|k| k.of_rule == of_rule) {
            let kind = match known.kind {
                FactKind::Bool => "bool",
                FactKind::Int => "int",
                FactKind::Text => "string",
                FactKind::List => "list of string",
            };
            let _ = writeln!(page, "| `{}` | {kind} | {} |", known.name, known.what);
        }
    }
    page.push_str(
        "\nIn the words of `why`, `{entries}` stands for the entries that made the rule due, \
         `{entries:FACT}` for those of a fact of the case, and `{entries:signs.fear}`, \
         `{entries:channels.gift}`, `{entries:measures.reply}` for those of one word of a list.\n",
    );
    page
}
