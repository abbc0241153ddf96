//! Facts from a case: one pass over its contacts, then each fact of the vocabulary.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::tz::TimeZone;
use standfast_case::{Contact, Held, Moment, View, is_telling};
use standfast_model::lists::{Channel, MeasureKind, NoteKind, OutcomeKind, Party, Sign};
use standfast_model::{Log, kinds, normalise};

use crate::bits::Bits;
use crate::days::Days;
use crate::facts::{Act, Ended, Facts, Taken};
use crate::marks::{self, Makes};
use crate::row::{Row, Towards, Traits};
use crate::values;
use crate::vocabulary::SETTINGS;
use crate::wording::day_text;

impl Facts {
    /// What is known of a case, as of the days of `view`.
    #[must_use]
    pub fn of(view: &View<'_>) -> Facts {
        let settings = view.settings();
        let mut facts = Facts {
            at: view.at(),
            known: view.known(),
            day: view.day(),
            zone: view.zone().clone(),
            settings: settings.clone(),
            held: (view.size(Log::Record), view.size(Log::Private)),
            changes_at: view.changes_at(),
            empty: view.is_empty(),
            rows: Vec::new(),
            days: Days::default(),
            allegations: Vec::new(),
            measures: Vec::new(),
            outcomes: Vec::new(),
            exhibits: BTreeMap::new(),
            acts: BTreeMap::new(),
            decisions: view.decisions().map(|d| (d.n, d.recorded)).collect(),
            advised: view.notes(NoteKind::Advice).map(|n| n.n).collect(),
            said_by: SETTINGS
                .iter()
                .filter_map(|s| Some((*s, (settings.entry_of(s), settings.said_at(s)?))))
                .collect(),
            values: BTreeMap::new(),
        };
        for exhibit in view.exhibits() {
            facts.add_exhibit(exhibit);
        }
        facts.measures = view.measures().iter().map(|m| facts.taken(m)).collect();
        facts.outcomes = view.outcomes().iter().map(|o| facts.ended(o)).collect();
        facts.rows = view.contacts().iter().map(|c| facts.row(c)).collect();
        facts.days = Days::of(&facts.rows);
        facts.allegations = facts.rows.iter().filter_map(allegation).collect();
        facts.allegations.sort_by_key(|moment| moment.n);
        for act in view.step_acts() {
            facts.add_act(act);
        }
        facts.values = values::all(&facts);
        facts
    }

    /// Keeps the reference of an exhibit if it is the first of what it belongs to.
    pub(crate) fn add_exhibit(&mut self, exhibit: &Held<kinds::Exhibit>) {
        if let Some(of) = exhibit.body.of {
            self.exhibits
                .entry(of)
                .or_insert_with(|| exhibit.body.reference.as_str().into());
        }
    }

    pub(crate) fn add_act(&mut self, act: &Held<kinds::Step>) {
        let Some(step) = &act.body.step else { return };
        self.acts.entry(step.clone()).or_default().push(Act {
            n: act.n,
            recorded: act.recorded,
            act: act.body.act,
            because: act.body.because.clone(),
            to: act.body.to.clone(),
        });
    }

    pub(crate) fn taken(&self, measure: &Held<kinds::Measure>) -> Taken {
        let moment = measure.moment();
        let day = moment.span.day(&self.zone);
        let kind = Bits::measure(&measure.body.measure);
        Taken {
            n: measure.n,
            moment,
            kind,
            word: measure.body.measure.as_str().to_owned(),
            day,
            dated: day.unwrap_or_else(|| recorded_day(&moment, &self.zone)),
            when: day.map_or_else(|| measure.body.occurred.text.clone(), day_text),
            names_removal: measure.body.names_removal,
            removal_until: day.and_then(|day| day.checked_add(1.year()).ok()),
            until: measure.body.until,
            makes: Makes {
                telling: is_telling(&measure.body.measure),
                warning: kind.meets(Bits::measure(&MeasureKind::WarningLetter)),
                report: kind.meets(Bits::measure(&MeasureKind::PoliceReport)),
                order: kind.meets(marks::orders()),
            },
            exhibit: self.exhibits.get(&measure.n).cloned(),
        }
    }

    pub(crate) fn ended(&self, outcome: &Held<kinds::Outcome>) -> Ended {
        let moment = outcome.moment();
        let day = moment.span.day(&self.zone);
        Ended {
            n: outcome.n,
            moment,
            kind: Bits::of(OutcomeKind::WORDS, outcome.body.outcome.as_str()),
            word: outcome.body.outcome.as_str().to_owned(),
            dated: day.unwrap_or_else(|| recorded_day(&moment, &self.zone)),
            when: day.map_or_else(|| outcome.body.occurred.text.clone(), day_text),
            keep_until: outcome.body.keep_until,
        }
    }

    /// A contact as rules see it, marked by the measures that were taken.
    pub(crate) fn row(&self, contact: &Contact) -> Row {
        let moment = contact.moment();
        let day = moment.span.day(&self.zone);
        let towards = self.towards(contact);
        let signs = contact.signs.iter();
        let channel = contact.channel.as_ref();
        let mut row = Row {
            n: contact.n,
            moment,
            stated: contact.stated,
            day,
            dated: day.unwrap_or_else(|| recorded_day(&moment, &self.zone)),
            traits: Traits {
                signs: signs.fold(Bits::default(), |bits, s| bits.with(Bits::sign(s))),
                channel: channel.map(Bits::channel).unwrap_or_default(),
                platform: contact.platform.clone(),
                from: contact.from.clone(),
                clinician: towards.is_none(),
                told: false,
                warned: false,
                removal_named: false,
                removal_lapsed: false,
                reported: false,
                ordered: false,
            },
            after_last_measure: false,
            removal_until: None,
            towards,
            import: contact.import,
            exhibit: self.exhibit_of(contact.n, contact.import),
        };
        marks::mark(&mut row, &self.measures);
        row
    }

    /// Its own exhibit, else that of the import that it came with.
    pub(crate) fn exhibit_of(&self, n: u64, import: Option<u64>) -> Option<Arc<str>> {
        let own = self.exhibits.get(&n);
        own.or_else(|| self.exhibits.get(&import?)).cloned()
    }

    fn towards(&self, contact: &Contact) -> Option<Arc<Towards>> {
        let name = contact.towards.clone()?;
        let person = normalise(&name);
        let clinician = self.settings.clinician.as_deref().map(normalise);
        (clinician.as_ref() != Some(&person)).then(|| Arc::new(Towards { person, name }))
    }
}

/// The moment of a contact that is a complaint or an allegation, and not the clinician's own.
pub(crate) fn allegation(row: &Row) -> Option<Moment> {
    let channels = Bits::channel(&Channel::Complaint).with(Bits::channel(&Channel::Allegation));
    let traits = &row.traits;
    let alleges =
        traits.channel.meets(channels) || traits.signs.meets(Bits::sign(&Sign::FalseAllegation));
    (alleges && traits.from != Party::Clinician).then_some(row.moment)
}

fn recorded_day(moment: &Moment, zone: &TimeZone) -> jiff::civil::Date {
    zone.to_datetime(moment.key()).date()
}
