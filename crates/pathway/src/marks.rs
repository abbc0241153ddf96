//! What measures make of contacts: told, warned, reported, under an order, or not.

use standfast_model::lists::MeasureKind;

use crate::bits::Bits;
use crate::facts::Taken;
use crate::row::Row;

/// What a measure makes of contacts before or after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Makes {
    /// It tells the subject to stop.
    pub telling: bool,
    pub warning: bool,
    pub report: bool,
    /// It forbids contact while it stands.
    pub order: bool,
}

/// Which marks changed: only facts that count by these are to be counted again.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Changed {
    pub told: bool,
    pub warned: bool,
    pub after_last_measure: bool,
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

/// Marks a contact by all measures.
pub(crate) fn mark(row: &mut Row, measures: &[Taken]) {
    // The last first: one report answers for all that came before it.
    for measure in measures.iter().rev() {
        mark_by(row, measure);
    }
    row.after_last_measure = last(measures).is_some_and(|last| row.moment.is_after(&last.moment));
}

/// Marks contacts by one more measure, which is one of `measures`.
pub(crate) fn mark_again(rows: &mut [Row], measures: &[Taken], added: u64) -> Changed {
    let mut changed = Changed::default();
    let Some(measure) = measures.iter().find(|m| m.n == added) else {
        return changed;
    };
    let is_last = last(measures).is_some_and(|last| last.n == added);
    for row in rows {
        let (told, warned) = (row.traits.told, row.traits.warned);
        mark_by(row, measure);
        changed.told |= row.traits.told != told;
        changed.warned |= row.traits.warned != warned;
        if is_last {
            let after = row.moment.is_after(&measure.moment);
            changed.after_last_measure |= row.after_last_measure != after;
            row.after_last_measure = after;
        }
    }
    changed
}

fn mark_by(row: &mut Row, measure: &Taken) {
    let makes = measure.makes;
    let traits = &mut row.traits;
    let asks = makes.telling && !traits.told
        || makes.warning && !traits.warned
        || makes.order && !traits.ordered
        || measure.names_removal;
    if asks && row.moment.is_after(&measure.moment) {
        traits.told |= makes.telling;
        traits.warned |= makes.warning;
        let stands = |until| row.day.is_none_or(|day| day <= until);
        traits.ordered |= makes.order && measure.until.is_none_or(stands);
        if measure.names_removal {
            traits.removal_named = true;
            row.removal_until = row.removal_until.max(measure.removal_until);
            traits.removal_lapsed = row
                .day
                .zip(row.removal_until)
                .is_some_and(|(day, until)| until <= day);
        }
    }
    if makes.report && !traits.reported {
        traits.reported = measure.moment.is_after(&row.moment);
    }
}

/// The last measure of any kind.
fn last(measures: &[Taken]) -> Option<&Taken> {
    measures.iter().max_by_key(|m| (m.moment.key(), m.n))
}
