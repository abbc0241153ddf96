//! What happens on a line: the acts of the command line, in its own words.

mod build;
mod fields;

use jiff::civil::Date;

use super::EntryRef;

pub(super) use self::build::build;

/// One act. Names of closed lists (channels, signs, measures, steps, …) are strings as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// `contact CHANNEL "words" …`
    Contact(Contact),
    /// `measure KIND "words" …`
    Measure(Measure),
    /// `account KIND "value" …`
    Account(Account),
    /// `detail REF …`: more about a contact that is sealed already.
    Detail {
        /// The contact.
        entry: EntryRef,
        /// What is added.
        more: Detail,
    },
    /// `attach REF "file" …`, files below `examples/`.
    Attach {
        /// The contact or measure.
        entry: EntryRef,
        /// At least one.
        files: Vec<String>,
    },
    /// `import "file" …`
    Import(Import),
    /// `step open|done|decline|delegate|reopen STEP …`
    Step(StepAct),
    /// `correct REF field: … value: … because: …`
    Correct {
        /// What is corrected.
        entry: EntryRef,
        /// Its field.
        field: String,
        /// What the field says from now on.
        value: String,
        /// Why.
        because: String,
    },
    /// `retract REF because: …`
    Retract {
        /// What is taken back; it stays and shows.
        entry: EntryRef,
        /// Why.
        because: String,
    },
    /// `note [advice] "words" by: …`, in the private log.
    Note {
        /// `advice`, or none for the clinician's own.
        kind: Option<String>,
        /// Its words.
        words: String,
        /// Whose they are.
        by: Option<String>,
    },
    /// `letter draft TEMPLATE`, `letter approve|sent|not-sent|returned REF`
    Letter(Letter),
    /// `outcome KIND`
    Outcome(String),
    /// `review "words" …`
    Review(Review),
    /// `screening "INSTRUMENT" …`, in the private log.
    Screening(Screening),
    /// `set subject: … relation: … age-band: … vulnerable: …`: the case's settings, changed later.
    Set(Vec<(String, String)>),
    /// `disclose PROFILE to: … …`: a bundle.
    Disclose(Disclosure),
    /// `alter REF item: …`: a copy of a bundle in which one byte of an original is changed.
    Alter {
        /// The bundle.
        bundle: EntryRef,
        /// The exhibit's reference, such as `WAQ/3`.
        item: String,
    },
    /// `verify [REF] [against: REF] [key: right|wrong]`; without REF the vault.
    Verify {
        /// A bundle, or the vault.
        bundle: Option<EntryRef>,
        /// An earlier or later bundle.
        against: Option<EntryRef>,
        /// Whether a fingerprint is given, and which.
        key: Option<KeyGiven>,
    },
    /// `look [at: DATE] [known: DATE]`: the next steps as they were on a day.
    Look {
        /// What had occurred, and the law in force, by the end of that day; none: now.
        at: Option<Date>,
        /// What had been recorded by then; none: now.
        known: Option<Date>,
    },
}

/// A contact as the log takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// One of the contract's channels.
    pub channel: String,
    /// What was said or done.
    pub words: Option<String>,
    /// When, as a person says it; none: at the time of the line.
    pub occurred: Option<String>,
    /// `subject` (if none), `clinician`, `other`.
    pub from: Option<String>,
    /// Which service.
    pub platform: Option<String>,
    /// Towards whom, if not the clinician.
    pub towards: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// The rest, which may also come later.
    pub more: Detail,
}

/// What may be said of a contact at once or later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// Ticked signs.
    pub signs: Vec<String>,
    /// How it left the clinician.
    pub effect: Option<String>,
    /// The clinical part, kept apart.
    pub clinical: Option<String>,
    /// Who saw or heard it.
    pub witnesses: Vec<String>,
    /// Files below `examples/`.
    pub files: Vec<String>,
}

/// What was done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// One of the contract's measures.
    pub kind: String,
    /// What was said or done.
    pub words: Option<String>,
    /// When, as a person says it; none: at the time of the line.
    pub occurred: Option<String>,
    /// By whom.
    pub by: Option<String>,
    /// A warning that names the risk of removal.
    pub names_removal: bool,
    /// A crime or case reference.
    pub reference: Option<String>,
    /// Until when an order or bail stands.
    pub until: Option<Date>,
    /// Files below `examples/`.
    pub files: Vec<String>,
}

/// A telephone number, address or handle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// phone, email, whatsapp, …
    pub kind: String,
    /// As written.
    pub value: String,
    /// `subject` (if none) or `clinician`.
    pub of: Option<String>,
    /// Why it is theirs.
    pub because: Option<String>,
}

/// An export file taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// At least one file below `examples/`.
    pub sources: Vec<String>,
    /// How the export names the subject.
    pub account: Vec<String>,
    /// How it names the clinician.
    pub mine: Vec<String>,
    /// The zone of its times, if the person says one.
    pub zone: Option<String>,
    /// `dmy`, `mdy`, `ymd`.
    pub date_order: Option<String>,
    /// Which reader reads it, if the person says so: `diary`.
    pub reader: Option<String>,
    /// Of a table: which column is what, each as `time=Date`.
    pub columns: Vec<String>,
    /// How what a table or diary tells of came, if the person says so.
    pub channel: Option<String>,
}

/// What a person decides about a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepAct {
    /// `open`, `done`, `decline`, `delegate`, `reopen`.
    pub act: String,
    /// The step's name.
    pub step: String,
    /// Why.
    pub because: Option<String>,
    /// To whom it is delegated.
    pub to: Option<String>,
}

/// A letter's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Letter {
    /// From a template, its gaps filled: `NAME=TEXT`.
    Draft {
        /// Which.
        template: String,
        /// What fills its gaps.
        fill: Vec<String>,
    },
    /// `approve`, `sent`, `not-sent`, `returned`, of a draft above.
    Moved {
        /// Which way.
        way: String,
        /// The draft.
        letter: EntryRef,
        /// Who approved or sent it.
        by: Option<String>,
        /// How it went.
        how: Option<String>,
        /// Why it will not go, what came back; why somebody stands by what the checks doubt.
        because: Option<String>,
    },
}

/// A look back at what changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// What was found.
    pub words: Option<String>,
    /// When it was held, as a person says it; none: at the time of the line.
    pub occurred: Option<String>,
    /// By whom.
    pub by: Option<String>,
    /// Own accounts whose settings were looked at.
    pub looked_at: Vec<String>,
    /// The day of the next one.
    pub next: Option<Date>,
}

/// That a trained person went through an instrument; never its answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screening {
    /// Its name.
    pub instrument: String,
    /// Its version or year.
    pub version: Option<String>,
    /// Who did it.
    pub by: String,
    /// When it was done, as a person says it; none: at the time of the line.
    pub occurred: Option<String>,
}

/// A bundle for a reader outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// Which profile.
    pub profile: String,
    /// For whom.
    pub to: String,
    /// The reader's own reference.
    pub reference: Option<String>,
    /// Only from this day.
    pub from: Option<Date>,
    /// Only to this day.
    pub to_date: Option<Date>,
    /// What was decided beyond the profile.
    pub decisions: Vec<Decision>,
}

/// `decision: goes|stays ITEM… basis: … by: … because: …`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Whether the items go.
    pub goes: bool,
    /// What it is about; at least one.
    pub items: Vec<Item>,
    /// `consent` or `public-interest`; needed where something goes.
    pub basis: Option<String>,
    /// Who decided.
    pub by: String,
    /// Why.
    pub because: String,
}

/// An entry, or one field of it: `card.clinical`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The entry.
    pub entry: EntryRef,
    /// The field; none: all of it.
    pub field: Option<String>,
}

/// Which fingerprint `--key` gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyGiven {
    /// The vault's own.
    Right,
    /// Another one.
    Wrong,
}

impl Event {
    /// Every earlier entry that the event speaks of.
    pub fn refs(&self) -> Vec<&EntryRef> {
        match self {
            Self::Detail { entry, .. }
            | Self::Attach { entry, .. }
            | Self::Correct { entry, .. }
            | Self::Retract { entry, .. }
            | Self::Letter(Letter::Moved { letter: entry, .. })
            | Self::Alter { bundle: entry, .. } => vec![entry],
            Self::Disclose(given) => given
                .decisions
                .iter()
                .flat_map(|d| &d.items)
                .map(|item| &item.entry)
                .collect(),
            Self::Verify {
                bundle, against, ..
            } => bundle.iter().chain(against).collect(),
            _ => Vec::new(),
        }
    }
}
