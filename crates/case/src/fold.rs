//! The fold: entries of both logs taken in one by one, in any order.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use standfast_model::kinds;
use standfast_model::lists::StepAct;
use standfast_model::{Body, Entry, Log, Named, named};

use crate::Settings;
use crate::contact::{Contact, Texts};
use crate::view::View;

/// An entry that is kept as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Held<T> {
    /// Its number in its log.
    pub n: u64,
    /// When it was recorded (UTC).
    pub recorded: Timestamp,
    /// What it says.
    pub body: T,
}

/// An account that stands in words; equal values are kept once.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) kind: Option<&'static str>,
    pub(crate) value: Arc<str>,
    pub(crate) own: bool,
}

pub(crate) type By<T> = BTreeMap<u64, Held<T>>;

/// All that the entries of one case say, ready to be looked at as of any day.
///
/// The order in which entries are added, and of the two logs, does not matter; an entry added
/// twice counts once.
#[derive(Clone, Debug, Default)]
pub struct Case {
    texts: Texts,
    pub(crate) cases: By<kinds::Case>,
    pub(crate) accounts: By<kinds::Account>,
    pub(crate) attributions: By<kinds::Attribution>,
    /// Accounts named in words: by the contact whose words they are, or the correction of them.
    pub(crate) named: BTreeMap<u64, Box<[Mention]>>,
    pub(crate) contacts: BTreeMap<u64, Contact>,
    pub(crate) exhibits: By<kinds::Exhibit>,
    pub(crate) moves: By<kinds::Continuity>,
    pub(crate) measures: By<kinds::Measure>,
    pub(crate) outcomes: By<kinds::Outcome>,
    pub(crate) imports: By<kinds::Import>,
    pub(crate) corrections: By<kinds::Correction>,
    /// Numbers of the corrections and retractions that point at an entry.
    pub(crate) corrected: BTreeMap<u64, Vec<u64>>,
    pub(crate) retractions: By<kinds::Retraction>,
    pub(crate) retracted: BTreeMap<u64, Vec<u64>>,
    pub(crate) notes: By<kinds::Note>,
    pub(crate) reviews: By<kinds::Review>,
    pub(crate) screenings: By<kinds::Screening>,
    pub(crate) steps: By<kinds::Step>,
    pub(crate) letters: By<kinds::Letter>,
    pub(crate) decisions: By<kinds::Decision>,
    pub(crate) disclosures: By<kinds::Disclosure>,
    /// When the first entry of either log was recorded.
    pub(crate) opened: Option<Timestamp>,
    sizes: (u64, u64),
}

impl Case {
    /// A case of which nothing is known yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A case from its entries.
    #[must_use]
    pub fn fold<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Self {
        let mut case = Self::new();
        for entry in entries {
            case.add(entry);
        }
        case
    }

    /// Takes one more entry in.
    pub fn add(&mut self, entry: &Entry) {
        let (n, recorded) = (entry.n, entry.recorded);
        self.opened = Some(self.opened.map_or(recorded, |o| o.min(recorded)));
        match entry.log() {
            Log::Record => self.sizes.0 = self.sizes.0.max(n.saturating_add(1)),
            Log::Private => self.sizes.1 = self.sizes.1.max(n.saturating_add(1)),
        }
        match &entry.body {
            Body::Contact(body) => {
                self.keep_named(n, &crate::named_by(body));
                let contact = Contact::of(n, recorded, body, &mut self.texts);
                self.contacts.insert(n, contact);
            }
            Body::Case(body) => hold(&mut self.cases, n, recorded, body.clone()),
            Body::Account(body) => hold(&mut self.accounts, n, recorded, body.clone()),
            Body::Attribution(body) => hold(&mut self.attributions, n, recorded, body.clone()),
            Body::Exhibit(body) => hold(&mut self.exhibits, n, recorded, body.clone()),
            Body::Continuity(body) => hold(&mut self.moves, n, recorded, body.clone()),
            Body::Measure(body) => hold(&mut self.measures, n, recorded, body.clone()),
            Body::Outcome(body) => hold(&mut self.outcomes, n, recorded, body.clone()),
            Body::Import(body) => {
                let body = kinds::Import {
                    problems: Vec::new(),
                    ..body.clone()
                };
                hold(&mut self.imports, n, recorded, body);
            }
            Body::Correction(body) => {
                point(&mut self.corrected, body.corrects, n);
                if body.field == "words"
                    && let Some(words) = body.value.as_str()
                {
                    self.keep_named(n, &named(words));
                }
                hold(&mut self.corrections, n, recorded, body.clone());
            }
            Body::Retraction(body) => {
                point(&mut self.retracted, body.retracts, n);
                hold(&mut self.retractions, n, recorded, body.clone());
            }
            // Which key signs is the ledger's; nothing of the case follows from it.
            Body::Key(_) => {}
            Body::Note(body) => {
                let body = kinds::Note {
                    words: String::new(),
                    ..body.clone()
                };
                hold(&mut self.notes, n, recorded, body);
            }
            Body::Review(body) => hold(&mut self.reviews, n, recorded, body.clone()),
            Body::Screening(body) => hold(&mut self.screenings, n, recorded, body.clone()),
            Body::Step(body) => hold(&mut self.steps, n, recorded, body.clone()),
            Body::Letter(body) => {
                let body = kinds::Letter {
                    text: None,
                    values: BTreeMap::new(),
                    ..body.clone()
                };
                hold(&mut self.letters, n, recorded, body);
            }
            Body::Decision(body) => hold(&mut self.decisions, n, recorded, body.clone()),
            Body::Disclosure(body) => hold(&mut self.disclosures, n, recorded, body.clone()),
        }
    }

    /// A contact as it was written: corrections and retractions are a [`View`]'s.
    #[must_use]
    pub fn contact(&self, n: u64) -> Option<&Contact> {
        self.contacts.get(&n)
    }

    /// A measure as it was written.
    #[must_use]
    pub fn measure(&self, n: u64) -> Option<&Held<kinds::Measure>> {
        self.measures.get(&n)
    }

    /// An outcome as it was written.
    #[must_use]
    pub fn outcome(&self, n: u64) -> Option<&Held<kinds::Outcome>> {
        self.outcomes.get(&n)
    }

    /// An exhibit as it was written, by the number of its entry.
    #[must_use]
    pub fn exhibit(&self, n: u64) -> Option<&Held<kinds::Exhibit>> {
        self.exhibits.get(&n)
    }

    /// What a person did with a step.
    #[must_use]
    pub fn step(&self, n: u64) -> Option<&Held<kinds::Step>> {
        self.steps.get(&n)
    }

    /// Whether a correction or a retraction points at an entry.
    #[must_use]
    pub fn is_pointed_at(&self, entry: &Entry) -> bool {
        let n = &entry.n;
        entry.log() == Log::Record
            && (self.corrected.contains_key(n) || self.retracted.contains_key(n))
    }

    fn keep_named(&mut self, n: u64, found: &[Named]) {
        if found.is_empty() {
            return;
        }
        let mentions = found.iter().map(|one| Mention {
            kind: one.kind,
            value: self.texts.keep(&one.value),
            own: one.own,
        });
        self.named.insert(n, mentions.collect());
    }

    /// Which steps were shown, newest first: an entry for each time that they had changed.
    pub fn shown(&self) -> impl Iterator<Item = &Held<kinds::Step>> {
        self.steps
            .values()
            .rev()
            .filter(|step| step.body.act == StepAct::Shown)
    }

    /// How many entries of each log are known: one more than the highest number.
    #[must_use]
    pub fn size(&self, log: Log) -> u64 {
        match log {
            Log::Record => self.sizes.0,
            Log::Private => self.sizes.1,
        }
    }

    /// The settings as they stand now.
    #[must_use]
    pub fn settings(&self) -> Settings {
        crate::view::settings(self, Timestamp::MAX, Timestamp::MAX)
    }

    /// The case as it stands now, with all that was ever recorded.
    #[must_use]
    pub fn now(&self) -> View<'_> {
        self.as_of(Timestamp::MAX, Timestamp::MAX)
    }

    /// What had occurred by `at`, as far as it had been recorded by `known` (both inclusive).
    ///
    /// Contacts, measures and outcomes occur when they say (unknown times: when recorded), everything else
    /// when it was recorded; an exhibit sealed together with what it belongs to occurs with that.
    /// The opening entry, accounts, corrections and retractions hold for any `at`.
    #[must_use]
    pub fn as_of(&self, at: Timestamp, known: Timestamp) -> View<'_> {
        View::of(self, at, known)
    }
}

fn hold<T>(into: &mut By<T>, n: u64, recorded: Timestamp, body: T) {
    into.insert(n, Held { n, recorded, body });
}

fn point(into: &mut BTreeMap<u64, Vec<u64>>, at: u64, from: u64) {
    let pointing = into.entry(at).or_default();
    if let Err(place) = pointing.binary_search(&from) {
        pointing.insert(place, from);
    }
}
