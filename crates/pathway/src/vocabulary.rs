//! The vocabulary: every fact that a pack may ask about, with how it is derived. `docs/facts.md` is
//! made from this list.

use std::fmt::Write as _;
use std::sync::LazyLock;

use standfast_model::lists::{
    AgeBand, Channel, Jurisdiction, MeasureKind, OutcomeKind, Relation, Setting, Sign,
};

use crate::bits::Bits;
use crate::facts::{Fact, FactValue, Taken};
use crate::ground::{PLACES, listed, places, setting};
use crate::marks::orders;
use crate::values::Of;

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
    pub(crate) of: Option<Of>,
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
        Of::Ground(|g| setting(g, "setting", listed(g.facts.settings.setting.as_ref().map(Setting::as_str), Setting::WORDS)));
    jurisdiction Text "Whose law applies: a word of the list, `other`, or empty." =>
        Of::Ground(|g| setting(g, "jurisdiction", listed(g.facts.settings.jurisdiction.as_ref().map(Jurisdiction::as_str), Jurisdiction::WORDS)));
    relation Text "Who the subject is to the clinician: `patient`, `former-patient`, `relative`, `unknown`, `other` or empty." =>
        Of::Ground(|g| setting(g, "relation", listed(g.facts.settings.relation.as_ref().map(Relation::as_str), Relation::WORDS)));
    age_band Text "The subject's age band: `under-16`, `16-17`, `adult`, `other` or empty." =>
        Of::Ground(|g| setting(g, "age_band", listed(g.facts.settings.age_band.as_ref().map(AgeBand::as_str), AgeBand::WORDS)));
    under_18 Bool "The age band is under 16, or 16 to 17." => Of::Ground(|g| Fact {
            value: FactValue::Bool(matches!(g.facts.settings.age_band, Some(AgeBand::Under16 | AgeBand::SixteenSeventeen))),
            entries: vec![g.said("age_band")],
        });
    vulnerable Bool "The case says that something makes the subject vulnerable." =>
        Of::Ground(|g| Fact { value: FactValue::Bool(g.facts.settings.vulnerable.is_some()), entries: vec![g.said("vulnerable")] });
    closed Bool "The case was closed." =>
        Of::Ground(|g| Fact { value: FactValue::Bool(g.facts.settings.closed), entries: vec![g.said("closed")] });
    advised Bool "An adviser's own advice for this case is noted (private log): it outranks a pack." =>
        Of::Ground(|g| Fact { value: FactValue::Bool(!g.facts.advised.is_empty()), entries: Vec::new() });

    contacts Int "How many contacts came from the subject." => Of::Count(|_| true);
    unwanted Int "How many of them have any sign but a plain gift." => Of::Count(|r| r.traits.is_unwanted());
    advances Int "How many are advances towards the clinician: `declaration`, `personal-question`, `request-to-meet` or `sexual` was ticked." =>
        Of::Count(|r| r.traits.clinician && r.traits.signs.meets(*ADVANCES));
    signs List "Signs ticked in contacts from the subject, each once; somebody's own word is `other`." =>
        Of::Words(Sign::WORDS, |r| r.traits.signs);
    channels List "Channels of contacts from the subject, each once." =>
        Of::Words(Channel::WORDS, |r| r.traits.channel);
    measures List "Kinds of measures taken, each once." => Of::Ground(|g| Fact {
        value: FactValue::List(
            g.facts.measures.iter().fold(Bits::default(), |b, m| b.with(m.kind))
                .words(MeasureKind::WORDS).map(str::to_owned).collect(),
        ),
        entries: g.facts.measures.iter().map(|m| m.n).collect(),
    });
    occasions Int "Occasions with any sign but a plain gift, towards the one person who has the most: contacts of one local day are one occasion." =>
        Of::Ground(|g| g.occasions(|_| true));
    occasions_told Int "Of those, the ones after the subject had been told." =>
        Of::Ground(|g| g.occasions_told());
    people Int "Towards how many people the subject's contacts went; the clinician is one." =>
        Of::Ground(|g| g.people());
    at_home Int "How many came to the home: `attendance-home`, `letterbox`, or `at-home` was ticked." =>
        Of::Count(|r| r.traits.channel.meets(*HOME_CHANNELS) || r.traits.signs.meets(*AT_HOME));
    places List "Where the subject came: `work` (a consultation too), `home`, `elsewhere`; each once." =>
        Of::Words(PLACES, places);
    gifts Int "How many gifts, packages and catalogues came, or contacts with `gift` ticked." =>
        Of::Count(|r| r.traits.channel.meets(*GIFT_CHANNELS) || r.traits.signs.meets(*GIFT));
    gifts_accepted Int "How many times a gift was recorded as accepted." =>
        Of::Ground(|g| g.times(|m| m.is(MeasureKind::GiftAccepted)));
    gifts_refused Int "How many times a gift was recorded as refused." =>
        Of::Ground(|g| g.times(|m| m.is(MeasureKind::GiftRefused)));
    new_accounts Int "How many contacts have `new-account` ticked." =>
        Of::Count(|r| r.traits.signs.meets(*NEW_ACCOUNT));
    busiest_day Int "The most contacts from the subject on one local day." => Of::Ground(|g| g.busiest_day());
    longest_quiet Int "The longest stretch, in days, between two contacts from the subject that follow each other; -1: fewer than two with a day." =>
        Of::Ground(|g| g.longest_quiet());
    resumed Bool "A contact from the subject came after the subject had been told, and after four weeks or more without one." =>
        Of::Ground(|g| g.resumed());
    answers Int "How many contacts went from the clinician to the subject." => Of::Answers(|_| true);
    days_since_first Int "Days since the first contact from the subject; -1: none, or its day is not known." =>
        Of::Ground(|g| g.days_since_first());
    days_since_contact Int "Days since the last contact from the subject; -1: none, or its day is not known." =>
        Of::Ground(|g| g.days_since_contact());

    told Bool "The subject was told that the conduct is unwanted and must stop: a reply, a warning letter, a police warning, an order, an injunction or an undertaking." =>
        Of::Ground(|g| g.taken(|m| m.makes.telling));
    contacts_since_told Int "How many contacts came from the subject after that was first said." =>
        Of::Marked(|r| r.traits.told, |changed| changed.told);
    contacts_since_warning Int "How many came after a warning letter." =>
        Of::Marked(|r| r.traits.warned, |changed| changed.warned);
    contacts_since_measure Int "How many came after the last measure of any kind." =>
        Of::Marked(|r| r.after_last_measure, |changed| changed.after_last_measure);
    days_since_told Int "Days since that was last said; -1: never, or its day is not known." =>
        Of::Ground(|g| g.days_since(g.facts.measures.iter().filter(|m| m.makes.telling).filter_map(|m| Some((m.day?, m.n)))));
    warned Bool "A warning letter went." => Of::Ground(|g| g.taken(|m| m.is(MeasureKind::WarningLetter)));
    removal_named Bool "A warning (letter or spoken) named what may follow for the person's place on the list." =>
        Of::Ground(|g| g.taken(|m| m.names_removal));
    months_since_removal_named Int "Whole months since the last such warning; -1: none, or its day is not known." =>
        Of::Ground(|g| g.months_since(g.facts.measures.iter().filter(|m| m.names_removal).filter_map(|m| Some((m.day?, m.n)))));
    days_since_warning Int "Days since the last warning letter; -1: none, or its day is not known." =>
        Of::Ground(|g| g.days_since(g.facts.measures.iter().filter(|m| m.is(MeasureKind::WarningLetter)).filter_map(|m| Some((m.day?, m.n)))));
    days_since_privacy_review Int "Days since the accounts were last looked at; -1: never, or its day is not known." =>
        Of::Ground(|g| g.days_since(g.facts.measures.iter().filter(|m| m.is(MeasureKind::PrivacyReview)).filter_map(|m| Some((m.day?, m.n)))));
    manager_told Bool "A manager was told." => Of::Ground(|g| g.taken(|m| m.is(MeasureKind::ToldManager)));
    defence_organisation_told Bool "The defence organisation was told." =>
        Of::Ground(|g| g.taken(|m| m.is(MeasureKind::ToldDefenceOrganisation)));
    colleagues_told Bool "Colleagues were told." =>
        Of::Ground(|g| g.taken(|m| m.is(MeasureKind::ToldColleagues)));
    police_reported Bool "Something was reported to the police." =>
        Of::Ground(|g| g.taken(|m| m.is(MeasureKind::PoliceReport)));
    order_stands Bool "An order, injunction, undertaking, bail or licence after release stands on the day." =>
        Of::Ground(|g| {
        let (orders, day) = (orders(), g.facts.day);
        g.taken(move |m| m.kind.meets(orders) && m.until.is_none_or(|until| until >= day))
    });
    transferred Bool "Care was transferred." => Of::Ground(|g| g.taken(|m| m.is(MeasureKind::Transfer)));
    restricted Bool "A restriction stands on the day." => Of::Ground(|g| {
        let day = g.facts.day;
        g.taken(move |m| m.is(MeasureKind::Restriction) && m.until.is_none_or(|until| until >= day))
    });
    removed Bool "The subject was removed from the list." =>
        Of::Ground(|g| g.taken(|m| m.is(MeasureKind::ListRemoval)));
    care_continues Bool "The subject is a patient, and care was neither transferred nor ended." =>
        Of::Ground(|g| {
        let patient = g.facts.settings.relation == Some(Relation::Patient);
        let ended = g.taken(|m| m.is(MeasureKind::Transfer) || m.is(MeasureKind::ListRemoval));
        Fact { value: FactValue::Bool(patient && ended.entries.is_empty()), entries: vec![g.said("relation")] }
    });
    still_patient Bool "The subject is a patient and was not removed from the list." => Of::Ground(|g| {
        let patient = g.facts.settings.relation == Some(Relation::Patient);
        let ended = g.taken(|m| m.is(MeasureKind::ListRemoval));
        Fact { value: FactValue::Bool(patient && ended.entries.is_empty()), entries: vec![g.said("relation")] }
    });
    chaperone_refused Bool "The last answer about a chaperone was no." => Of::Ground(|g| {
        let answers = |m: &&Taken| m.is(MeasureKind::ChaperoneAgreed) || m.is(MeasureKind::ChaperoneRefused);
        let last = g.facts.measures.iter().filter(answers).max_by_key(|m| (m.moment.key(), m.n));
        Fact {
            value: FactValue::Bool(last.is_some_and(|m| m.is(MeasureKind::ChaperoneRefused))),
            entries: last.map(|m| m.n).into_iter().collect(),
        }
    });
    charged Bool "A charge was recorded." => Of::Ground(|g| g.taken(|m| m.is(MeasureKind::Charge)));
    sentenced Bool "A sentence was recorded." => Of::Ground(|g| g.taken(|m| m.is(MeasureKind::Sentence)));
    released Bool "A release was recorded." => Of::Ground(|g| g.taken(|m| m.is(MeasureKind::Release)));
    outcomes List "Outcomes recorded, each once." => Of::Ground(|g| Fact {
        value: FactValue::List(
            g.facts.outcomes.iter().fold(Bits::default(), |b, o| b.with(o.kind))
                .words(OutcomeKind::WORDS).map(str::to_owned).collect(),
        ),
        entries: g.facts.outcomes.iter().map(|o| o.n).collect(),
    });
    allegation_open Bool "A complaint or an allegation was made and not closed since." =>
        Of::Ground(|g| g.allegation());

    @rule
    these Int "How many contacts (or other entries) made this rule due and were not answered yet.";
    these_signs List "Signs ticked in them, each once.";
    these_channels List "Their channels, each once.";
    these_measures List "Kinds of the measures among them, each once.";
    these_outcomes List "Kinds of the outcomes among them, each once.";
    these_told Bool "The subject had been told before at least one of them.";
    days_left Int "Days until the rule's \"by\"; negative when it is past; 0 where the rule has none.";
}

/// Signs that make a contact an advance.
static ADVANCES: LazyLock<Bits> = LazyLock::new(|| {
    signs(&[
        Sign::Declaration,
        Sign::PersonalQuestion,
        Sign::RequestToMeet,
        Sign::Sexual,
    ])
});
static AT_HOME: LazyLock<Bits> = LazyLock::new(|| signs(&[Sign::AtHome]));
static GIFT: LazyLock<Bits> = LazyLock::new(|| signs(&[Sign::Gift]));
static NEW_ACCOUNT: LazyLock<Bits> = LazyLock::new(|| signs(&[Sign::NewAccount]));
static HOME_CHANNELS: LazyLock<Bits> =
    LazyLock::new(|| channels(&[Channel::AttendanceHome, Channel::Letterbox]));
static GIFT_CHANNELS: LazyLock<Bits> =
    LazyLock::new(|| channels(&[Channel::Gift, Channel::Package, Channel::Catalogue]));

fn signs(list: &[Sign]) -> Bits {
    list.iter()
        .fold(Bits::default(), |bits, sign| bits.with(Bits::sign(sign)))
}

fn channels(list: &[Channel]) -> Bits {
    list.iter()
        .fold(Bits::default(), |bits, one| bits.with(Bits::channel(one)))
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
