//! What lies ahead of a view: recorded already, and not yet occurred.

use jiff::Timestamp;

use super::{View, corrected_contact, occurred_with_its_entry, retracted, standing};
use crate::fold::{By, Held};

impl View<'_> {
    /// When the next of all that had been recorded occurs; `None`: nothing lies ahead. A view of any
    /// moment between this one and then differs from it by nothing but its day.
    #[must_use]
    pub fn changes_at(&self) -> Option<Timestamp> {
        let (case, known) = (self.case, self.known);
        let contacts = case
            .contacts
            .values()
            .filter(|c| c.recorded <= known && !retracted(case, c.n, known))
            .map(|c| corrected_contact(case, c, known).moment().key());
        let measures = standing(case, &case.measures, known).map(|m| m.moment().key());
        let outcomes = standing(case, &case.outcomes, known).map(|o| o.moment().key());
        let exhibits = standing(case, &case.exhibits, known)
            .filter(|e| !occurred_with_its_entry(case, e))
            .map(|e| e.recorded);
        let settings = case.cases.values().filter(|c| c.n > 0).map(|c| c.recorded);
        let recorded = settings
            .chain(when(&case.moves))
            .chain(when(&case.imports))
            .chain(when(&case.notes))
            .chain(when(&case.reviews))
            .chain(when(&case.screenings))
            .chain(when(&case.steps))
            .chain(when(&case.letters))
            .chain(when(&case.decisions))
            .chain(when(&case.disclosures))
            .filter(|recorded| *recorded <= known);
        contacts
            .chain(measures)
            .chain(outcomes)
            .chain(exhibits)
            .chain(recorded)
            .filter(|occurs| *occurs > self.at)
            .min()
    }
}

/// When each was recorded: the moment at which entries without a time of their own occur.
fn when<T>(all: &By<T>) -> impl Iterator<Item = Timestamp> {
    all.values().map(|held: &Held<T>| held.recorded)
}
