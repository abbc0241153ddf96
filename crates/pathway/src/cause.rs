//! What makes a rule due: contacts, measures, outcomes, a setting of the case, or that it was quiet.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use standfast_case::{Moment, Span};
use standfast_model::Precision;
use standfast_model::lists::MeasureKind;

use crate::bits::Bits;
use crate::facts::{Ended, FactValue, Facts, Taken};
use crate::groups::Groups;
use crate::row::Row;
use crate::rule::{Quiet, Rule};

/// An entry that made a rule due; borrowed, because a hundred thousand contacts can make one due.
#[derive(Clone, Debug)]
pub(crate) enum Cause<'f> {
    Contact(&'f Row),
    Measure(&'f Taken),
    Outcome(&'f Ended),
    /// An entry that counts from an instant: a setting when it was said, quiet when it was long enough.
    Since(Box<Since>),
}

/// An entry, and the instant from which it counts.
#[derive(Clone, Debug)]
pub(crate) struct Since {
    moment: Moment,
    day: Date,
}

impl<'f> Cause<'f> {
    pub fn n(&self) -> u64 {
        match self {
            Cause::Contact(row) => row.n,
            Cause::Measure(taken) => taken.n,
            Cause::Outcome(ended) => ended.n,
            Cause::Since(since) => since.moment.n,
        }
    }

    pub fn moment(&self) -> &Moment {
        match self {
            Cause::Contact(row) => &row.moment,
            Cause::Measure(taken) => &taken.moment,
            Cause::Outcome(ended) => &ended.moment,
            Cause::Since(since) => &since.moment,
        }
    }

    /// When it was last said as it stands.
    pub fn stated(&self) -> Timestamp {
        match self {
            Cause::Contact(row) => row.stated,
            _ => self.moment().recorded,
        }
    }

    /// Local day; of an unknown time, the day on which it was recorded.
    pub fn day(&self) -> Date {
        match self {
            Cause::Contact(row) => row.dated,
            Cause::Measure(taken) => taken.dated,
            Cause::Outcome(ended) => ended.dated,
            Cause::Since(since) => since.day,
        }
    }

    /// The day that the entry itself names as its last.
    pub fn until(&self) -> Option<Date> {
        match self {
            Cause::Measure(taken) => taken.until,
            Cause::Outcome(ended) => ended.keep_until,
            Cause::Contact(_) | Cause::Since(_) => None,
        }
    }

    pub fn exhibit(&self) -> Option<&'f str> {
        match self {
            Cause::Contact(row) => row.exhibit.as_deref(),
            Cause::Measure(taken) => taken.exhibit.as_deref(),
            Cause::Outcome(_) | Cause::Since(_) => None,
        }
    }

    pub fn marks(&self) -> Marked {
        let mut marked = Marked::default();
        match self {
            Cause::Contact(row) => {
                marked.signs = row.traits.signs;
                marked.channels = row.traits.channel;
                marked.told = row.traits.told;
            }
            Cause::Measure(taken) => marked.measures = taken.kind,
            Cause::Outcome(ended) => marked.outcomes = ended.kind,
            Cause::Since(_) => {}
        }
        marked
    }
}

/// What was ticked, how it came, which kind it was: of one cause, or of several together.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Marked {
    pub signs: Bits,
    pub channels: Bits,
    pub measures: Bits,
    pub outcomes: Bits,
    /// The subject had been told before at least one of them.
    pub told: bool,
}

impl Marked {
    pub fn of(causes: &[Cause<'_>]) -> Marked {
        causes.iter().fold(Marked::default(), |all, cause| {
            let one = cause.marks();
            Marked {
                signs: all.signs.with(one.signs),
                channels: all.channels.with(one.channels),
                measures: all.measures.with(one.measures),
                outcomes: all.outcomes.with(one.outcomes),
                told: all.told || one.told,
            }
        })
    }
}

/// All that makes a rule due, in no order that counts.
pub(crate) fn causes<'f>(rule: &Rule, facts: &'f Facts, groups: &Groups<'f>) -> Vec<Cause<'f>> {
    let about = &rule.about;
    if let Some(quiet) = &about.quiet {
        return quiet_causes(quiet, facts);
    }
    let mut found: Vec<Cause<'f>> = Vec::new();
    for group in groups.iter() {
        if rule.takes(group.traits) {
            found.extend(group.rows.iter().map(|row| Cause::Contact(row)));
        }
    }
    if !about.facts.is_empty() {
        let mut listed: Vec<u64> = about.facts.iter().flat_map(|f| facts.entries(f)).collect();
        listed.sort();
        let others = groups
            .among(&listed)
            .filter(|row| !about.except.meets(row.traits.channel) && !rule.takes(&row.traits));
        found.extend(others.map(Cause::Contact));
    }
    let since = about
        .months
        .and_then(|m| facts.day.checked_sub(m.months()).ok());
    if let Some(since) = since {
        found.retain(|cause| cause.day() >= since);
    }
    let measures = facts.measures.iter();
    found.extend(
        measures
            .filter(|m| m.kind.meets(about.measures))
            .map(Cause::Measure),
    );
    let outcomes = facts.outcomes.iter();
    found.extend(
        outcomes
            .filter(|o| o.kind.meets(about.outcomes))
            .map(Cause::Outcome),
    );
    for name in &about.case {
        if let Some(fact) = facts.get(name)
            && fact.value == FactValue::Bool(true)
        {
            found.extend(of_setting(name, facts));
        }
    }
    found
}

fn of_setting<'f>(name: &str, facts: &Facts) -> Option<Cause<'f>> {
    let setting = if name == "under_18" { "age_band" } else { name };
    let (n, recorded) = *facts.said_by.get(setting)?;
    Some(since(n, recorded, facts))
}

fn since<'f>(n: u64, at: Timestamp, facts: &Facts) -> Cause<'f> {
    Cause::Since(Box::new(Since {
        moment: Moment {
            span: Span {
                from: Some(at),
                until: None,
                precision: Precision::Second,
            },
            recorded: at,
            n,
        },
        day: facts.zone.to_datetime(at).date(),
    }))
}

/// The last contact from the subject and the last measure, once the latest of the rule's spells
/// without either has passed.
fn quiet_causes<'f>(quiet: &Quiet, facts: &Facts) -> Vec<Cause<'f>> {
    let review = Bits::measure(&MeasureKind::Review);
    let measure = facts
        .measures
        .iter()
        .filter(|m| !m.kind.meets(review))
        .filter_map(|m| Some((m.day?, m.n)))
        .max();
    let (Some(contact), Some(measure)) = (facts.days.last(), measure) else {
        return Vec::new();
    };
    let last = contact.0.max(measure.0);
    let due = quiet
        .days
        .iter()
        .map(|d| last.checked_add(d.days()))
        .chain(quiet.months.iter().map(|m| last.checked_add(m.months())))
        .filter_map(Result::ok)
        .filter(|due| *due <= facts.day)
        .max();
    let Some(due) = due else { return Vec::new() };
    let mut entries = [contact.1, measure.1];
    entries.sort_unstable();
    let due = facts.start_of(due);
    entries.iter().map(|n| since(*n, due, facts)).collect()
}
