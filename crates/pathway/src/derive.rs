//! Facts from a case: one pass over its contacts, then each fact of the vocabulary.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use standfast_case::{Contact, Held, Moment, View, is_telling};
use standfast_model::kinds;
use standfast_model::lists::{MeasureKind, NoteKind, OutcomeKind};

use crate::facts::{Act, Ended, Facts, Taken};
use crate::select::{Bits, Row};
use crate::vocabulary::{self, SETTINGS};
use crate::wording::day_text;

impl Facts {
    /// What is known of a case, as of the days of `view`.
    #[must_use]
    pub fn of(view: &View<'_>) -> Facts {
        let measures: Vec<Taken> = view.measures().iter().map(|m| taken(view, m)).collect();
        let marks = Marks::of(&measures);
        let rows = view
            .contacts()
            .iter()
            .map(|c| row(view, c, &marks))
            .collect();
        let mut acts: BTreeMap<String, Vec<Act>> = BTreeMap::new();
        for act in view.step_acts() {
            let Some(step) = &act.body.step else { continue };
            acts.entry(step.clone()).or_default().push(Act {
                n: act.n,
                recorded: act.recorded,
                act: act.body.act,
                because: act.body.because.clone(),
                to: act.body.to.clone(),
            });
        }
        let settings = view.settings();
        let mut facts = Facts {
            at: view.at(),
            known: view.known(),
            day: view.day(),
            zone: view.zone().clone(),
            empty: view.is_empty(),
            rows,
            measures,
            outcomes: view.outcomes().iter().map(|o| ended(view, o)).collect(),
            acts,
            decisions: view.decisions().map(|d| d.recorded).collect(),
            advised: view.notes(NoteKind::Advice).map(|n| n.n).collect(),
            said_by: SETTINGS
                .iter()
                .filter_map(|s| Some((*s, (settings.entry_of(s), settings.said_at(s)?))))
                .collect(),
            values: BTreeMap::new(),
        };
        facts.values = vocabulary::derive(&facts, view);
        facts
    }
}

/// Measures that change how later contacts are seen.
struct Marks {
    telling: Vec<Moment>,
    warnings: Vec<Moment>,
    /// With the day on which a warning that named removal loses its force.
    removal: Vec<(Moment, Option<Date>)>,
    reports: Vec<Moment>,
    orders: Vec<(Moment, Option<Date>)>,
}

impl Marks {
    fn of(measures: &[Taken]) -> Marks {
        let moments = |take: &dyn Fn(&Taken) -> bool| {
            measures
                .iter()
                .filter(|m| take(m))
                .map(|m| m.moment)
                .collect::<Vec<_>>()
        };
        let warning = Bits::measure(&MeasureKind::WarningLetter);
        let report = Bits::measure(&MeasureKind::PoliceReport);
        let orders = orders();
        Marks {
            telling: moments(&|m| m.telling),
            warnings: moments(&|m| m.kind.meets(warning)),
            removal: measures
                .iter()
                .filter(|m| m.names_removal)
                .map(|m| {
                    (
                        m.moment,
                        m.day.and_then(|day| day.checked_add(1.year()).ok()),
                    )
                })
                .collect(),
            reports: moments(&|m| m.kind.meets(report)),
            orders: measures
                .iter()
                .filter(|m| m.kind.meets(orders))
                .map(|m| (m.moment, m.until))
                .collect(),
        }
    }
}

/// What forbids contact while it stands: orders, undertakings, bail, and the licence after release.
pub(crate) fn orders() -> Bits {
    [
        MeasureKind::Order,
        MeasureKind::Injunction,
        MeasureKind::Undertaking,
        MeasureKind::Bail,
        MeasureKind::Release,
    ]
    .iter()
    .fold(Bits::default(), |bits, kind| bits.with(Bits::measure(kind)))
}

fn taken(view: &View<'_>, measure: &Held<kinds::Measure>) -> Taken {
    let moment = measure.moment();
    let day = moment.span.day(view.zone());
    Taken {
        n: measure.n,
        moment,
        kind: Bits::measure(&measure.body.measure),
        word: measure.body.measure.as_str().to_owned(),
        day,
        when: day.map_or_else(|| measure.body.occurred.text.clone(), day_text),
        names_removal: measure.body.names_removal,
        until: measure.body.until,
        telling: is_telling(&measure.body.measure),
        exhibit: view
            .exhibits_of(measure.n)
            .next()
            .map(|e| Arc::from(e.body.reference.as_str())),
    }
}

fn ended(view: &View<'_>, outcome: &Held<kinds::Outcome>) -> Ended {
    let moment = outcome.moment();
    let day = moment.span.day(view.zone());
    Ended {
        n: outcome.n,
        moment,
        kind: Bits::of(OutcomeKind::WORDS, outcome.body.outcome.as_str()),
        word: outcome.body.outcome.as_str().to_owned(),
        day,
        when: day.map_or_else(|| outcome.body.occurred.text.clone(), day_text),
        keep_until: outcome.body.keep_until,
    }
}

fn row(view: &View<'_>, contact: &Contact, marks: &Marks) -> Row {
    let moment = contact.moment();
    let after = |these: &[Moment]| these.iter().any(|m| moment.is_after(m));
    let day = contact.span.day(view.zone());
    let named = || {
        marks
            .removal
            .iter()
            .filter(|(warning, _)| moment.is_after(warning))
    };
    let force_until = named().filter_map(|(_, until)| *until).max();
    let exhibit = view.exhibits_of(contact.n).next().or_else(|| {
        contact
            .import
            .and_then(|import| view.exhibits_of(import).next())
    });
    Row {
        n: contact.n,
        moment,
        stated: contact.stated,
        day,
        signs: contact
            .signs
            .iter()
            .fold(Bits::default(), |bits, s| bits.with(Bits::sign(s))),
        channel: contact
            .channel
            .as_ref()
            .map(Bits::channel)
            .unwrap_or_default(),
        platform: contact.platform.clone(),
        from: contact.from.clone(),
        clinician: view.person(contact).is_none(),
        told: after(&marks.telling),
        warned: after(&marks.warnings),
        removal_named: named().next().is_some(),
        removal_lapsed: day
            .zip(force_until)
            .is_some_and(|(day, until)| until <= day),
        reported: marks.reports.iter().any(|report| report.is_after(&moment)),
        ordered: marks.orders.iter().any(|(order, until)| {
            moment.is_after(order) && until.is_none_or(|until| day.is_none_or(|day| day <= until))
        }),
        exhibit: exhibit.map(|e| Arc::from(e.body.reference.as_str())),
    }
}
