//! The figures of a case (R7, N8): counts, and the occasions with what the subject had been told by then.
//! Facts alone; what they mean is said by whoever reads them.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};
use standfast_case::insight::{Around, Bucket, Changed, Every, Insight, Tally};
use standfast_case::{Occasion, View};
use standfast_pathway::Facts;

use super::next::end_of;
use crate::access::Act;
use crate::{Desk, DeskError};

/// See the figures.
pub struct InsightShow;
impl Act for InsightShow {
    const NAME: &'static str = "insight";
}

/// Texts of facts that the law of the place asks about, by the entry of the record log that meets them.
pub type FactsOfLaw = BTreeMap<u64, Vec<String>>;

/// The figures of a case as of a day.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The last day that is counted.
    pub day: Date,
    /// Entries of the record log in all.
    pub entries: u64,
    /// The counts.
    pub insight: Insight,
    /// What was recorded since the last review.
    pub changed: Changed,
    /// The occasions, in order of time.
    pub occasions: Vec<OccasionRow>,
    /// Measures whose day is known, for the margin of a chart.
    pub measures: Vec<Margin>,
}

/// A measure beside the counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Margin {
    /// Its entry in the record log.
    pub n: u64,
    /// Its day.
    pub day: Date,
    /// "warning letter".
    pub words: String,
}

/// One line of the table of occasions.
#[derive(Clone, Debug, PartialEq)]
pub struct OccasionRow {
    /// Its day; `None`: not known to a day.
    pub day: Option<Date>,
    /// Towards whom; `None`: the clinician.
    pub towards: Option<String>,
    /// Its contacts, in order of time: entries of the record log.
    pub contacts: Vec<u64>,
    /// How they came.
    pub channels: Vec<String>,
    /// What was ticked.
    pub signs: Vec<String>,
    /// What the subject had been told by then: entry, what it was, and when.
    pub told: Vec<(u64, String)>,
    /// Facts of the law that its contacts meet, each once.
    pub facts: Vec<String>,
}

impl Desk {
    /// The figures as of the end of a day, or now.
    ///
    /// # Errors
    /// No such case, a day that is none.
    pub fn insight(&mut self, case: &str, at: Option<&str>) -> Result<Figures, DeskError> {
        let (permit, line) = self.permit::<InsightShow>(case)?;
        let settings = self.settings(&permit, &line)?;
        let around = self.said(&settings, None)?;
        let at = end_of(at, &around)?.unwrap_or(around.now);
        let packs = self.packs()?;
        let view = self.fold(&permit, &line)?.as_of(at, jiff::Timestamp::MAX);
        let mut law = FactsOfLaw::new();
        for met in packs.conduct(&Facts::of(&view)) {
            for n in met.entries {
                law.entry(n).or_default().push(met.text.clone());
            }
        }
        Ok(figures(&view, line.record, &law))
    }
}

/// The figures of a view; `facts` fill the last column of its occasions.
#[must_use]
pub fn figures(view: &View<'_>, entries: u64, facts: &FactsOfLaw) -> Figures {
    let insight = Insight::of(view);
    let told: BTreeMap<u64, String> = view
        .measures()
        .iter()
        .map(|m| {
            let kind = m.body.measure.as_str().replace('-', " ");
            (m.n, format!("{kind}, {}", m.body.occurred.text))
        })
        .collect();
    let row = |occasion: &Occasion| {
        let mut met: Vec<String> = Vec::new();
        for text in occasion
            .contacts
            .iter()
            .filter_map(|n| facts.get(n))
            .flatten()
        {
            if !met.contains(text) {
                met.push(text.clone());
            }
        }
        OccasionRow {
            day: occasion.day,
            towards: occasion.towards.as_deref().map(str::to_owned),
            contacts: occasion.contacts.clone(),
            channels: occasion.channels.iter().map(ToString::to_string).collect(),
            signs: occasion.signs.iter().map(ToString::to_string).collect(),
            told: occasion
                .told_by_then
                .iter()
                .map(|n| (*n, told.get(n).cloned().unwrap_or_default()))
                .collect(),
            facts: met,
        }
    };
    Figures {
        day: view.day(),
        entries,
        changed: Changed::of(view),
        occasions: insight.occasions.iter().map(row).collect(),
        measures: view
            .measures()
            .iter()
            .filter_map(|m| {
                Some(Margin {
                    n: m.n,
                    day: m.moment().span.day(view.zone())?,
                    words: m.body.measure.as_str().replace('-', " "),
                })
            })
            .collect(),
        insight,
    }
}

impl Figures {
    /// The counts in stretches of which at most `most` reach from the first contact to the day, each with the
    /// measures that stand below it. A stretch is cut below a measure after which contacts of it came, so
    /// that none seems to have come before; those of a measure's own day stand above it.
    #[must_use]
    pub fn chart(&self, most: usize) -> (Every, Vec<(Bucket, Vec<&Margin>)>) {
        let every = self.insight.fitting(self.day, most);
        let mut rows = Vec::new();
        for stretch in self.insight.stretches(every, self.day) {
            let mut from = stretch.from;
            let mut below = Vec::new();
            let within = |m: &&Margin| m.day >= stretch.from && m.day < stretch.until;
            let mut measures: Vec<&Margin> = self.measures.iter().filter(within).collect();
            measures.sort_by_key(|m| (m.day, m.n));
            for (i, measure) in measures.iter().enumerate() {
                below.push(*measure);
                let next = measure.day.saturating_add(1.day());
                let last_of_day = measures.get(i + 1).is_none_or(|m| m.day > measure.day);
                let after = self.counted(next, stretch.until);
                if last_of_day && after.contacts > 0 {
                    let cut = Bucket {
                        from,
                        until: next,
                        tally: self.counted(from, next),
                    };
                    rows.push((cut, std::mem::take(&mut below)));
                    from = next;
                }
            }
            let rest = Bucket {
                from,
                until: stretch.until,
                tally: self.counted(from, stretch.until),
            };
            rows.push((rest, below));
        }
        (every, rows)
    }

    /// What came from a day until the day before another.
    fn counted(&self, from: Date, until: Date) -> Tally {
        if from >= until {
            return Tally::default();
        }
        let days = self.insight.days.range(from..until);
        days.fold(Tally::default(), |sum, (_, day)| sum + *day)
    }
}

fn tally(t: &Tally) -> Value {
    json!({"contacts": t.contacts, "occasions": t.occasions})
}

fn headed(name: &str, heading: Value, t: &Tally) -> Value {
    let mut object = tally(t);
    if let Some(object) = object.as_object_mut() {
        object.insert(name.to_owned(), heading);
    }
    object
}

fn around_json(a: &Around) -> Value {
    json!({
        "n": a.measure,
        "measure": a.kind,
        "day": a.day.to_string(),
        "that_day": tally(&a.that_day),
        "before": headed("days", json!(a.days_before), &a.before),
        "after": headed("days", json!(a.days_after), &a.after),
    })
}

impl Serialize for OccasionRow {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        json!({
            "day": self.day.map(|d| d.to_string()),
            "towards": self.towards,
            "contacts": self.contacts,
            "channels": self.channels,
            "signs": self.signs,
            "told": self.told.iter().map(|(n, words)| json!({"n": n, "words": words})).collect::<Vec<_>>(),
            "facts": self.facts,
        })
        .serialize(to)
    }
}

impl Serialize for Figures {
    /// `{"at","entries","total","after_told","by":{"day","week","month","channel","place","part"},"firsts","around","resumed",
    /// "quiet_days","since_review","occasions"}`.
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let i = &self.insight;
        let mut days: Vec<Value> = i
            .days
            .iter()
            .map(|(day, t)| headed("day", json!(day.to_string()), t))
            .collect();
        if i.day_not_known != Tally::default() {
            days.push(headed("day", Value::Null, &i.day_not_known));
        }
        let stretches = |every: Every| -> Vec<Value> {
            i.stretches(every, self.day)
                .iter()
                .filter(|b| b.tally != Tally::default())
                .map(|b| headed("from", json!(b.from.to_string()), &b.tally))
                .collect()
        };
        let lists = |name: &'static str, list: &[(Option<String>, Tally)]| -> Vec<Value> {
            list.iter()
                .map(|(heading, t)| headed(name, json!(heading), t))
                .collect()
        };
        json!({
            "at": self.day.to_string(),
            "entries": self.entries,
            "total": tally(&i.total),
            "after_told": tally(&i.after_told),
            "by": {
                "day": days,
                "week": stretches(Every::Week),
                "month": stretches(Every::Month),
                "channel": lists("channel", &i.channels),
                "place": lists("place", &i.places),
                "part": i.parts.iter().map(|(part, t)| headed("part", json!(part.as_str()), t)).collect::<Vec<_>>(),
            },
            "firsts": i.firsts.iter().map(|f| json!({
                "sign": f.sign.as_str(), "n": f.entry, "day": f.day.map(|d| d.to_string()), "contacts": f.contacts,
            })).collect::<Vec<_>>(),
            "around": i.around.iter().map(around_json).collect::<Vec<_>>(),
            "resumed": i.resumed.iter().map(|r| json!({
                "last": r.last.to_string(), "again": r.again.to_string(), "days": r.days, "n": r.entry,
                "measures": r.measures, "outcomes": r.outcomes,
            })).collect::<Vec<_>>(),
            "quiet_days": i.quiet_now,
            "since_review": {
                "n": self.changed.since.map(|(n, _)| n),
                "contacts": self.changed.from_subject,
                "late": self.changed.late,
                "measures": self.changed.measures,
                "outcomes": self.changed.outcomes,
            },
            "occasions": self.occasions,
        })
        .serialize(to)
    }
}
