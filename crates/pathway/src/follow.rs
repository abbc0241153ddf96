//! Facts that follow the log: one more entry taken in, without deriving all of them anew.

use jiff::Timestamp;
use standfast_case::{Case, Moment};
use standfast_model::lists::{NoteKind, StepAct};
use standfast_model::{Body, Entry, Log};

use crate::derive::allegation;
use crate::facts::Facts;
use crate::marks::{self, Changed};
use crate::values;

/// An entry that changes what was there before it: facts are derived anew from the whole case.
struct ChangesThePast;

impl Facts {
    /// These facts with one more entry: exactly what [`Facts::of`] derives from the case with it, as of
    /// the same moments.
    ///
    /// `case` holds the entry, and everything before it. Entries of each log come in the order of
    /// their numbers, as a vault gives them; one that was taken in before changes nothing.
    ///
    /// Contacts (late ones too), measures, outcomes, exhibits, steps, decisions and notes are taken in
    /// by what they change. Some entries change what was there before them, and facts are then derived
    /// anew: a correction, a retraction, a setting of the case, and any entry recorded later than the
    /// moment that these facts are of.
    #[must_use]
    pub fn with_entry(mut self, case: &Case, entry: &Entry) -> Facts {
        let held = match entry.log() {
            Log::Record => &mut self.held.0,
            Log::Private => &mut self.held.1,
        };
        if entry.n < *held {
            return self;
        }
        *held = entry.n.saturating_add(1);
        if entry.recorded > self.known {
            return self;
        }
        match self.take_in(case, entry) {
            Ok(()) => self,
            Err(ChangesThePast) => Facts::of(&case.as_of(self.at, self.known)),
        }
    }

    /// The same facts as of a later moment: exactly what [`Facts::of`] derives then from `case`, which
    /// holds the entries that were taken in. Derived anew only where something that was known before
    /// occurs meanwhile, or the moment is an earlier one.
    #[must_use]
    pub fn moved_to(mut self, case: &Case, at: Timestamp) -> Facts {
        if at < self.at || self.changes_at.is_some_and(|next| next <= at) {
            return Facts::of(&case.as_of(at, self.known));
        }
        self.at = at;
        self.day = self.zone.to_datetime(at).date();
        self.settle(Changed::default());
        self
    }

    fn take_in(&mut self, case: &Case, entry: &Entry) -> Result<(), ChangesThePast> {
        if self.empty || entry.recorded > self.at || case.is_pointed_at(entry) {
            return Err(ChangesThePast);
        }
        let mut changed = Changed::default();
        match &entry.body {
            Body::Correction(_) | Body::Retraction(_) | Body::Case(_) => {
                return Err(ChangesThePast);
            }
            Body::Contact(_) => self.take_contact(case, entry.n),
            Body::Measure(_) => changed = self.take_measure(case, entry.n),
            Body::Outcome(_) => self.take_outcome(case, entry.n),
            Body::Exhibit(body) => {
                if let (Some(of), Some(exhibit)) = (body.of, case.exhibit(entry.n)) {
                    self.add_exhibit(exhibit);
                    self.put_exhibit(of);
                }
            }
            Body::Step(body) if body.act != StepAct::Shown => {
                if let Some(act) = case.step(entry.n) {
                    self.add_act(act);
                }
            }
            Body::Decision(_) => self.decisions.push((entry.n, entry.recorded)),
            Body::Note(body) if body.note == NoteKind::Advice => self.advised.push(entry.n),
            // No fact follows from these.
            Body::Account(_)
            | Body::Attribution(_)
            | Body::Continuity(_)
            | Body::Import(_)
            | Body::Key(_)
            | Body::Note(_)
            | Body::Review(_)
            | Body::Screening(_)
            | Body::Step(_)
            | Body::Letter(_)
            | Body::Disclosure(_) => return Ok(()),
        }
        self.settle(changed);
        Ok(())
    }

    fn take_contact(&mut self, case: &Case, n: u64) {
        let Some(contact) = case.contact(n) else {
            return;
        };
        if self.lies_ahead(contact.moment().key()) {
            return;
        }
        let row = self.row(contact);
        values::add(&mut self.values, &row);
        self.days.add(&row);
        if let Some(moment) = allegation(&row) {
            let at = self.allegations.partition_point(|m| m.n < moment.n);
            self.allegations.insert(at, moment);
        }
        let at = place_of(&row.moment, &self.rows, |r| &r.moment);
        self.rows.insert(at, row);
    }

    fn take_measure(&mut self, case: &Case, n: u64) -> Changed {
        let Some(measure) = case.measure(n) else {
            return Changed::default();
        };
        if self.lies_ahead(measure.moment().key()) {
            return Changed::default();
        }
        let taken = self.taken(measure);
        let at = place_of(&taken.moment, &self.measures, |m| &m.moment);
        self.measures.insert(at, taken);
        marks::mark_again(&mut self.rows, &self.measures, n)
    }

    fn take_outcome(&mut self, case: &Case, n: u64) {
        let Some(outcome) = case.outcome(n) else {
            return;
        };
        if self.lies_ahead(outcome.moment().key()) {
            return;
        }
        let ended = self.ended(outcome);
        let at = place_of(&ended.moment, &self.outcomes, |o| &o.moment);
        self.outcomes.insert(at, ended);
    }

    /// Whether something is only to occur after the moment that these facts are of; it is remembered.
    fn lies_ahead(&mut self, key: Timestamp) -> bool {
        let ahead = key > self.at;
        if ahead {
            self.changes_at = Some(self.changes_at.map_or(key, |next| next.min(key)));
        }
        ahead
    }

    /// Puts the first exhibit of an entry to it, and to what came with it.
    fn put_exhibit(&mut self, of: u64) {
        for i in 0..self.rows.len() {
            let Some(row) = self.rows.get(i) else { break };
            if row.n == of || row.import == Some(of) {
                let exhibit = self.exhibit_of(row.n, row.import);
                if let Some(row) = self.rows.get_mut(i) {
                    row.exhibit = exhibit;
                }
            }
        }
        let exhibit = self.exhibits.get(&of);
        for measure in self.measures.iter_mut().filter(|m| m.n == of) {
            measure.exhibit = exhibit.cloned();
        }
    }

    fn settle(&mut self, changed: Changed) {
        let settled = values::settle(self, &changed);
        self.values.extend(settled);
    }
}

/// Where something belongs in a list that is in order of time.
fn place_of<T>(moment: &Moment, list: &[T], of: fn(&T) -> &Moment) -> usize {
    let place = |m: &Moment| (m.key(), m.recorded, m.n);
    list.partition_point(|one| place(of(one)) < place(moment))
}
