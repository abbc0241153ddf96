//! A look at a case: what had occurred by one moment, as known at another.

mod ahead;

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use standfast_model::kinds;
use standfast_model::lists::{MeasureKind, NoteKind, OutcomeKind, StepAct};
use standfast_model::{Log, Normalised, Occurred, normalise};

use crate::Settings;
use crate::contact::Contact;
use crate::correct::{Kept, correct};
use crate::fold::{By, Case, Held, Mention};
use crate::letter::Letter;
use crate::occasion::{self, Occasion};
use crate::span::{Moment, Span};
use crate::told::is_telling;

/// The case as of a day. Lists are in order of time (recorded, then number, where times are equal);
/// what was retracted is not in them.
#[derive(Clone, Debug)]
pub struct View<'a> {
    case: &'a Case,
    at: Timestamp,
    known: Timestamp,
    zone: TimeZone,
    settings: Settings,
    contacts: Vec<Cow<'a, Contact>>,
    measures: Vec<Cow<'a, Held<kinds::Measure>>>,
    outcomes: Vec<Cow<'a, Held<kinds::Outcome>>>,
    exhibits: Vec<Cow<'a, Held<kinds::Exhibit>>>,
    exhibits_of: BTreeMap<u64, Vec<usize>>,
    telling: Vec<(Moment, u64)>,
}

impl<'a> View<'a> {
    pub(crate) fn of(case: &'a Case, at: Timestamp, known: Timestamp) -> Self {
        let settings = settings(case, at, known);
        let mut contacts: Vec<Cow<'a, Contact>> = case
            .contacts
            .values()
            .filter(|c| c.recorded <= known && !retracted(case, c.n, known))
            .map(|c| corrected_contact(case, c, known))
            .filter(|c| c.moment().key() <= at)
            .collect();
        contacts.sort_by_key(|c| (c.moment().key(), c.recorded, c.n));
        let mut measures: Vec<_> = standing(case, &case.measures, known)
            .filter(|m| m.moment().key() <= at)
            .collect();
        measures.sort_by_key(|m| (m.moment().key(), m.recorded, m.n));
        let mut outcomes: Vec<_> = standing(case, &case.outcomes, known)
            .filter(|o| o.moment().key() <= at)
            .collect();
        outcomes.sort_by_key(|o| (o.moment().key(), o.recorded, o.n));
        let exhibits: Vec<_> = standing(case, &case.exhibits, known)
            .filter(|e| e.recorded <= at || occurred_with_its_entry(case, e))
            .collect();
        let mut exhibits_of: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for (i, exhibit) in exhibits.iter().enumerate() {
            if let Some(of) = exhibit.body.of {
                exhibits_of.entry(of).or_default().push(i);
            }
        }
        let telling = measures
            .iter()
            .filter(|m| is_telling(&m.body.measure))
            .map(|m| (m.moment(), m.n))
            .collect();
        View {
            case,
            at,
            known,
            zone: settings.time_zone(),
            settings,
            contacts,
            measures,
            outcomes,
            exhibits,
            exhibits_of,
            telling,
        }
    }

    /// What had occurred by then.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// What had been recorded by then.
    #[must_use]
    pub fn known(&self) -> Timestamp {
        self.known
    }

    /// How many entries of a log the case holds, whatever was known by then.
    #[must_use]
    pub fn size(&self, log: Log) -> u64 {
        self.case.size(log)
    }

    /// Whether nothing had been recorded by then.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.case.opened.is_none_or(|opened| opened > self.known)
    }

    /// The case's zone.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The settings as they were.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Contacts, either way, corrected.
    #[must_use]
    pub fn contacts(&self) -> &[Cow<'a, Contact>] {
        &self.contacts
    }

    /// Measures, corrected.
    #[must_use]
    pub fn measures(&self) -> &[Cow<'a, Held<kinds::Measure>>] {
        &self.measures
    }

    /// Outcomes, corrected.
    #[must_use]
    pub fn outcomes(&self) -> &[Cow<'a, Held<kinds::Outcome>>] {
        &self.outcomes
    }

    /// Until when the log is to be kept, and the outcome that set it: the last that did. Where the
    /// conduct resumed after it, nothing is set.
    #[must_use]
    pub fn keep_until(&self) -> Option<(Date, u64)> {
        self.outcomes.iter().fold(None, |set, outcome| {
            let until = outcome.body.keep_until.map(|until| (until, outcome.n));
            match outcome.body.outcome {
                OutcomeKind::Resumed => until,
                _ => until.or(set),
            }
        })
    }

    /// Exhibits by number of entry.
    #[must_use]
    pub fn exhibits(&self) -> &[Cow<'a, Held<kinds::Exhibit>>] {
        &self.exhibits
    }

    /// The exhibits that belong to entry `n` of the record log.
    pub fn exhibits_of(&self, n: u64) -> impl Iterator<Item = &Held<kinds::Exhibit>> + '_ {
        let at = self
            .exhibits_of
            .get(&n)
            .map(Vec::as_slice)
            .unwrap_or_default();
        at.iter()
            .filter_map(|i| self.exhibits.get(*i))
            .map(Cow::as_ref)
    }

    /// The exhibit with this reference, `ABC/3`.
    #[must_use]
    pub fn exhibit(&self, reference: &str) -> Option<&Held<kinds::Exhibit>> {
        self.exhibits
            .iter()
            .map(Cow::as_ref)
            .find(|e| e.body.reference == reference)
    }

    /// Where the exhibit with this reference went, oldest first.
    pub fn moves_of<'r>(
        &'r self,
        reference: &'r str,
    ) -> impl Iterator<Item = Cow<'a, Held<kinds::Continuity>>> + 'r {
        standing(self.case, &self.case.moves, self.known)
            .filter(move |m| m.recorded <= self.at && m.body.exhibit == reference)
    }

    /// Accounts of the subject and the clinician.
    pub fn accounts(&self) -> impl Iterator<Item = Cow<'a, Held<kinds::Account>>> + '_ {
        standing(self.case, &self.case.accounts, self.known)
    }

    /// What was decided about accounts that may be the subject's.
    pub fn attributions(&self) -> impl Iterator<Item = Cow<'a, Held<kinds::Attribution>>> + '_ {
        standing(self.case, &self.case.attributions, self.known)
    }

    /// The accounts that a contact's words name, as they stand after corrections.
    pub(crate) fn named_in(&self, n: u64) -> &'a [Mention] {
        let corrected = corrections(self.case, n, self.known)
            .filter(|c| c.body.field == "words")
            .last();
        self.case
            .named
            .get(&corrected.map_or(n, |c| c.n))
            .map(AsRef::as_ref)
            .unwrap_or_default()
    }

    /// What was imported.
    pub fn imports(&self) -> impl Iterator<Item = Cow<'a, Held<kinds::Import>>> + '_ {
        standing(self.case, &self.case.imports, self.known).filter(|i| i.recorded <= self.at)
    }

    /// The corrections of entry `n`, oldest first.
    #[must_use]
    pub fn corrected_by(&self, n: u64) -> Vec<u64> {
        corrections(self.case, n, self.known).map(|c| c.n).collect()
    }

    /// The retraction of entry `n`, if it is retracted.
    #[must_use]
    pub fn retracted_by(&self, n: u64) -> Option<u64> {
        retraction(self.case, n, self.known)
    }

    /// Whether entry `n` is retracted.
    #[must_use]
    pub fn retracted(&self, n: u64) -> bool {
        self.retracted_by(n).is_some()
    }

    /// Measures of one kind that still stand at the end of `day`: not past their "until".
    pub fn standing<'v>(
        &'v self,
        kind: &'v MeasureKind,
        day: Date,
    ) -> impl Iterator<Item = &'v Held<kinds::Measure>> + 'v {
        self.measures.iter().map(Cow::as_ref).filter(move |m| {
            m.body.measure == *kind && m.body.until.is_none_or(|until| until >= day)
        })
    }

    /// Restrictions in force on the day of this view.
    #[must_use]
    pub fn restrictions(&self) -> Vec<&Held<kinds::Measure>> {
        let day = self.day();
        self.standing(&MeasureKind::Restriction, day).collect()
    }

    /// The local day of this view.
    #[must_use]
    pub fn day(&self) -> Date {
        self.zone.to_datetime(self.at).date()
    }

    /// Occasions, in order of time.
    #[must_use]
    pub fn occasions(&self) -> Vec<Occasion> {
        occasion::of(self)
    }

    /// The measures that had told the subject to stop before `contact`.
    #[must_use]
    pub fn told_before(&self, contact: &Contact) -> Vec<u64> {
        let moment = contact.moment();
        self.telling
            .iter()
            .filter(|(told, _)| moment.is_after(told))
            .map(|(_, n)| *n)
            .collect()
    }

    /// Whether the subject had been told to stop before `contact`.
    #[must_use]
    pub fn was_told(&self, contact: &Contact) -> bool {
        let moment = contact.moment();
        self.telling.iter().any(|(told, _)| moment.is_after(told))
    }

    /// Towards whom it was, in the one form in which two spellings are equal; `None`: towards the
    /// clinician whose case it is.
    #[must_use]
    pub fn person(&self, contact: &Contact) -> Option<Normalised> {
        let towards = normalise(contact.towards.as_deref()?);
        let clinician = self.settings.clinician.as_deref().map(normalise);
        (clinician.as_ref() != Some(&towards)).then_some(towards)
    }

    /// Letters by number.
    #[must_use]
    pub fn letters(&self) -> Vec<Letter<'a>> {
        let mut found: BTreeMap<u64, Letter<'a>> = BTreeMap::new();
        for act in private(&self.case.letters, self.at, self.known) {
            let letter = found.entry(act.body.letter).or_insert_with(|| Letter {
                number: act.body.letter,
                template: &act.body.template,
                acts: Vec::new(),
            });
            letter.acts.push(act);
        }
        found.into_values().collect()
    }

    /// What people did with steps, oldest first; what was only shown is left out.
    pub fn step_acts(&self) -> impl Iterator<Item = &'a Held<kinds::Step>> + '_ {
        private(&self.case.steps, self.at, self.known).filter(|s| s.body.act != StepAct::Shown)
    }

    /// The clinician's own side of reviews.
    pub fn reviews(&self) -> impl Iterator<Item = &'a Held<kinds::Review>> + '_ {
        private(&self.case.reviews, self.at, self.known)
    }

    /// Screenings that were done.
    pub fn screenings(&self) -> impl Iterator<Item = &'a Held<kinds::Screening>> + '_ {
        private(&self.case.screenings, self.at, self.known)
    }

    /// Decisions about what goes.
    pub fn decisions(&self) -> impl Iterator<Item = &'a Held<kinds::Decision>> + '_ {
        private(&self.case.decisions, self.at, self.known)
    }

    /// Disclosures made.
    pub fn disclosures(&self) -> impl Iterator<Item = &'a Held<kinds::Disclosure>> + '_ {
        private(&self.case.disclosures, self.at, self.known)
    }

    /// Notes of one kind, without their words.
    pub fn notes(&self, kind: NoteKind) -> impl Iterator<Item = &'a Held<kinds::Note>> + '_ {
        private(&self.case.notes, self.at, self.known).filter(move |n| n.body.note == kind)
    }
}

impl<T> Held<T> {
    fn occurred_at(&self, occurred: &Occurred) -> Moment {
        Moment {
            span: Span::of(occurred),
            recorded: self.recorded,
            n: self.n,
        }
    }
}

impl Held<kinds::Measure> {
    /// Its place in the order of things.
    #[must_use]
    pub fn moment(&self) -> Moment {
        self.occurred_at(&self.body.occurred)
    }
}

impl Held<kinds::Outcome> {
    /// Its place in the order of things.
    #[must_use]
    pub fn moment(&self) -> Moment {
        self.occurred_at(&self.body.occurred)
    }
}

pub(crate) fn settings(case: &Case, at: Timestamp, known: Timestamp) -> Settings {
    let mut settings = Settings::default();
    for said in standing(case, &case.cases, known).filter(|c| c.n == 0 || c.recorded <= at) {
        settings.take(said.n, said.recorded, &said.body);
    }
    settings
}

fn private<T>(all: &By<T>, at: Timestamp, known: Timestamp) -> impl Iterator<Item = &Held<T>> {
    all.values()
        .filter(move |e| e.recorded <= known && e.recorded <= at)
}

/// Entries of one kind that were recorded by `known` and not retracted by then, corrected.
fn standing<'a, T>(
    case: &'a Case,
    all: &'a By<T>,
    known: Timestamp,
) -> impl Iterator<Item = Cow<'a, Held<T>>>
where
    T: Kept + Clone + 'a,
{
    all.values()
        .filter(move |e| e.recorded <= known && !retracted(case, e.n, known))
        .map(move |e| corrected(case, e, known))
}

fn corrected<'a, T>(case: &'a Case, entry: &'a Held<T>, known: Timestamp) -> Cow<'a, Held<T>>
where
    T: Kept + Clone,
{
    if !case.corrected.contains_key(&entry.n) {
        return Cow::Borrowed(entry);
    }
    let mut body = Cow::Borrowed(&entry.body);
    for correction in corrections(case, entry.n, known) {
        // A correction that does not fit its field corrects nothing; the desk refuses to write one.
        let mut fields = body.to_fields();
        correct(&mut fields, &correction.body);
        if let Ok(next) = T::from_fields(&fields) {
            body = Cow::Owned(next);
        }
    }
    Cow::Owned(Held {
        n: entry.n,
        recorded: entry.recorded,
        body: body.into_owned(),
    })
}

fn corrected_contact<'a>(
    case: &'a Case,
    contact: &'a Contact,
    known: Timestamp,
) -> Cow<'a, Contact> {
    if !case.corrected.contains_key(&contact.n) {
        return Cow::Borrowed(contact);
    }
    let mut changed = contact.clone();
    for correction in corrections(case, contact.n, known) {
        if Contact::keeps(&correction.body.field) {
            changed.correct(&correction.body.field, &correction.body.value);
            changed.stated = changed.stated.max(correction.recorded);
        }
    }
    Cow::Owned(changed)
}

/// Corrections of `n` that were known and stand, oldest first.
fn corrections(
    case: &Case,
    n: u64,
    known: Timestamp,
) -> impl Iterator<Item = &Held<kinds::Correction>> {
    let pointing = case
        .corrected
        .get(&n)
        .map(Vec::as_slice)
        .unwrap_or_default();
    pointing
        .iter()
        .filter_map(|c| case.corrections.get(c))
        .filter(move |c| c.recorded <= known && !retracted(case, c.n, known))
}

fn retracted(case: &Case, n: u64, known: Timestamp) -> bool {
    retraction(case, n, known).is_some()
}

/// The first retraction of `n` that was known and was not itself retracted. Only a later entry can
/// retract, so that numbers rise and this ends.
fn retraction(case: &Case, n: u64, known: Timestamp) -> Option<u64> {
    let pointing = case.retracted.get(&n)?;
    pointing.iter().copied().find(|r| {
        *r > n
            && case.retractions.get(r).is_some_and(|e| e.recorded <= known)
            && retraction(case, *r, known).is_none()
    })
}

/// Whether an exhibit was sealed together with what it belongs to.
fn occurred_with_its_entry(case: &Case, exhibit: &Held<kinds::Exhibit>) -> bool {
    let of = exhibit.body.of;
    of.is_some_and(|of| recorded_of(case, of) == Some(exhibit.recorded))
}

fn recorded_of(case: &Case, n: u64) -> Option<Timestamp> {
    case.contacts
        .get(&n)
        .map(|c| c.recorded)
        .or_else(|| case.measures.get(&n).map(|m| m.recorded))
        .or_else(|| case.imports.get(&n).map(|i| i.recorded))
        .or_else(|| case.cases.get(&n).map(|c| c.recorded))
}
