//! `/cases/NAME/figures`: counts, a chart with the table behind it, and the occasions.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;
use standfast_desk::case::insight::{Every, Part, QUIET_DAYS, Tally};
use standfast_desk::looks::insight::{self as look, OccasionRow};

use super::Around;
use crate::labels::{self, capital, counted};
use crate::pages::figures::{
    self as pages, Chart, ChartRow, Figures, First, List, Occasion, Resumed, TableRow,
};
use crate::pages::frame::Section;
use crate::pages::grouped;
use crate::pages::step::EntryLink;
use crate::server::{SignedIn, page};
use crate::times;
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

/// Rows of the chart at most; more, and each covers a longer stretch.
const ROWS: usize = 60;
/// Rows of a list of places; the rest is counted together.
const PLACES: usize = 20;
/// Occasions on one page.
const OCCASIONS: usize = 100;
/// A bar, and a measure with its label, in px.
const BAR: u32 = 32;
const MARK: u32 = 46;

#[derive(Deserialize)]
pub(super) struct From {
    /// The first entry of the occasion before which this page ends.
    before: Option<u64>,
}

pub(super) async fn show(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
    Query(from): Query<From>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        let around = Around::of(desk, &named, "Figures", Section::Overview)?;
        let figures = desk.insight(&around.shown.name, None)?;
        let page_of = occasions(&figures, &around, from.before);
        let shown = Figures {
            caption: Words::from(format!(
                "Case {}, as it stood on {}",
                around.shown.name,
                times::day(figures.day)
            )),
            base: around.base.clone(),
            sentence: sentence(&figures),
            chart: chart(&figures),
            lists: lists(&figures),
            firsts: figures
                .insight
                .firsts
                .iter()
                .map(|first| First {
                    sign: Words::from(labels::sign(first.sign.as_str())),
                    day: first.day.map_or("Day not known".to_owned(), times::day),
                    entry: link(first.entry, &around),
                    contacts: first.contacts,
                })
                .collect(),
            around: figures
                .insight
                .around
                .iter()
                .map(|one| pages::Around {
                    measure: Words::from(format!(
                        "{}, {}",
                        capital(&one.kind.replace('-', " ")),
                        times::day(one.day)
                    )),
                    entry: link(one.measure, &around),
                    before: in_days(one.before.contacts, one.days_before),
                    after: in_days(one.after.contacts, one.days_after),
                })
                .collect(),
            resumed: figures
                .insight
                .resumed
                .iter()
                .map(|one| Resumed {
                    again: times::day(one.again),
                    entry: link(one.entry, &around),
                    quiet: format!("after {} days, since {}", one.days, times::day(one.last)),
                    between: one
                        .measures
                        .iter()
                        .chain(&one.outcomes)
                        .map(|n| link(*n, &around))
                        .collect(),
                })
                .collect(),
            quiet: QUIET_DAYS,
            since: since(&figures),
            has_facts: figures.occasions.iter().any(|o| !o.facts.is_empty()),
            occasions: page_of.rows,
            extent: page_of.extent,
            earlier: page_of
                .before
                .map(|n| format!("{}/figures?before={n}#occasions", around.base)),
            counted: format!(
                "Counted from entries 0 to {}.",
                grouped(figures.entries.saturating_sub(1))
            ),
            frame: around.frame,
        };
        Ok(page(StatusCode::OK, &shown))
    })
    .await
}

fn link(n: u64, around: &Around) -> EntryLink {
    EntryLink {
        words: format!("#{n}"),
        href: around.entry(n),
    }
}

fn both(tally: &Tally) -> String {
    format!(
        "{} on {}",
        counted(tally.contacts, "contact", "contacts"),
        counted(tally.occasions, "occasion", "occasions")
    )
}

fn in_days(contacts: u64, days: i64) -> String {
    let days = counted(u64::try_from(days).unwrap_or_default(), "day", "days");
    format!("{} in {days}", grouped(contacts))
}

/// How many, and since when none: what the chart shows, in words.
fn sentence(figures: &look::Figures) -> String {
    let insight = &figures.insight;
    let mut said = format!("{}.", both(&insight.total));
    if insight.after_told.contacts > 0 {
        said.push_str(&format!(
            " {} came after the patient had been told to stop.",
            grouped(insight.after_told.contacts)
        ));
    }
    match insight.quiet_now {
        Some(0) => said.push_str(" The last came today."),
        Some(1) => said.push_str(" The last came yesterday."),
        Some(days) => said.push_str(&format!(" The last came {days} days ago.")),
        None => {}
    }
    said
}

fn since(figures: &look::Figures) -> Words {
    let changed = &figures.changed;
    let from = match changed.since {
        Some((n, _)) => format!("Since the last review, entry {n}"),
        None => "There was no review yet. Since the case began".to_owned(),
    };
    Words::from(format!(
        "{from}: {} from the patient, {}, {}.",
        counted(changed.from_subject, "contact", "contacts"),
        counted(changed.measures.len() as u64, "measure", "measures"),
        counted(changed.outcomes.len() as u64, "outcome", "outcomes"),
    ))
}

/// How a stretch is called beside its bar, and in the table.
fn names(every: Every, from: Date) -> (String, String) {
    match every {
        Every::Day | Every::Week => (from.strftime("%-d %b").to_string(), times::day(from)),
        // What is left of a stretch that a measure cut is called by its first day.
        Every::Month if from.day() > 1 => names(Every::Day, from),
        Every::Year if from.day_of_year() > 1 => names(Every::Day, from),
        Every::Month => (
            from.strftime("%b %Y").to_string(),
            from.strftime("%B %Y").to_string(),
        ),
        Every::Year => {
            let year = from.strftime("%Y").to_string();
            (year.clone(), year)
        }
    }
}

fn chart(figures: &look::Figures) -> Option<Chart> {
    let (every, stretches) = figures.chart(ROWS);
    let (first, last) = (stretches.first()?, stretches.last()?);
    let (heading, column) = match every {
        Every::Day => ("Contacts by day", "Day"),
        Every::Week => ("Contacts by week", "From"),
        Every::Month => ("Contacts by month", "From"),
        Every::Year => ("Contacts by year", "From"),
    };
    let tallest = stretches
        .iter()
        .max_by_key(|(bucket, _)| bucket.tally.contacts)
        .unwrap_or(first);
    let most = tallest.0.tally.contacts.max(1);
    let mut rows = Vec::new();
    let mut table = Vec::new();
    let mut top = 0;
    for (bucket, measures) in &stretches {
        let (label, from) = names(every, bucket.from);
        let n = bucket.tally.contacts;
        // In hundredths of a per cent, of which a bar takes 70 at most.
        let width = match n {
            0 => 0,
            n => (u128::from(n) * 7_000 / u128::from(most)).max(50),
        };
        let percent = |hundredths: u128| format!("{}.{:02}", hundredths / 100, hundredths % 100);
        rows.push(ChartRow::Bar {
            label,
            n,
            width: percent(width),
            behind: percent(width + 2_000),
            top,
        });
        top += BAR;
        for measure in measures {
            rows.push(ChartRow::Mark {
                label: Words::from(format!(
                    "{}: {}",
                    measure.day.strftime("%-d %B"),
                    measure.words
                )),
                top,
            });
            top += MARK;
        }
        let words: Vec<&str> = measures.iter().map(|m| m.words.as_str()).collect();
        table.push(TableRow {
            from,
            contacts: n,
            occasions: bucket.tally.occasions,
            measures: Words::from(capital(&words.join("; "))),
        });
    }
    let unknown = figures.insight.day_not_known;
    if unknown.contacts > 0 {
        table.push(TableRow {
            from: "Day not known".to_owned(),
            contacts: unknown.contacts,
            occasions: unknown.occasions,
            measures: Words::default(),
        });
    }
    let title = format!(
        "{heading}, {} to {}",
        times::day(first.0.from),
        times::day(figures.day.max(last.0.from))
    );
    Some(Chart {
        heading,
        column,
        description: format!(
            "{} bars. The longest is {}: {}. Lines mark the measures; each stands below what had come by the end of its day. The table below has the same numbers.",
            stretches.len(),
            counted(tallest.0.tally.contacts, "contact", "contacts"),
            names(every, tallest.0.from).1,
        ),
        title,
        height: top,
        rows,
        table,
    })
}

fn lists(figures: &look::Figures) -> Vec<List> {
    let insight = &figures.insight;
    let list = |title, column, rows: Vec<(String, Tally)>| {
        let left = rows.get(PLACES..).unwrap_or_default();
        List {
            title,
            column,
            more: (!left.is_empty())
                .then(|| (left.len(), left.iter().map(|(_, t)| t.contacts).sum())),
            rows: rows
                .iter()
                .take(PLACES)
                .map(|(name, t)| (Words::from(name.as_str()), t.contacts, t.occasions))
                .collect(),
        }
    };
    if insight.total.contacts == 0 {
        return vec![];
    }
    let channel = |word: &Option<String>| match word {
        Some(word) => labels::channel(Some(word)),
        None => "Not said".to_owned(),
    };
    vec![
        list(
            "How they came",
            "Way",
            insight
                .channels
                .iter()
                .map(|(c, t)| (channel(c), *t))
                .collect(),
        ),
        list(
            "Where",
            "Place",
            insight
                .places
                .iter()
                .map(|(p, t)| (p.clone().unwrap_or("Not said".to_owned()), *t))
                .collect(),
        ),
        list(
            "Time of day",
            "Time",
            insight
                .parts
                .iter()
                .map(|(p, t)| (part(*p).to_owned(), *t))
                .collect(),
        ),
    ]
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Night => "Midnight to 6am",
        Part::Morning => "6am to midday",
        Part::Afternoon => "Midday to 6pm",
        Part::Evening => "6pm to midnight",
        Part::NotKnown => "Not known",
    }
}

/// A page of occasions, newest first.
struct PageOf {
    rows: Vec<Occasion>,
    extent: String,
    /// The first entry of the last one shown, where more come before it.
    before: Option<u64>,
}

fn occasions(figures: &look::Figures, around: &Around, before: Option<u64>) -> PageOf {
    let all = &figures.occasions;
    // By the entry that begins an occasion, so that what is logged meanwhile moves nothing.
    let end = before
        .and_then(|n| all.iter().position(|o| o.contacts.first() == Some(&n)))
        .unwrap_or(all.len());
    let start = end.saturating_sub(OCCASIONS);
    let rows = all.get(start..end).unwrap_or_default();
    PageOf {
        extent: if all.len() <= OCCASIONS {
            "Newest first.".to_owned()
        } else {
            format!(
                "{} to {} of {}, newest first.",
                grouped((all.len() - end) as u64 + 1),
                grouped((all.len() - start) as u64),
                grouped(all.len() as u64)
            )
        },
        before: rows
            .first()
            .filter(|_| start > 0)
            .and_then(|o| o.contacts.first().copied()),
        rows: rows.iter().rev().map(|row| occasion(row, around)).collect(),
    }
}

fn occasion(row: &OccasionRow, around: &Around) -> Occasion {
    let (first, last) = (
        row.contacts.first().copied().unwrap_or_default(),
        row.contacts.last().copied().unwrap_or_default(),
    );
    let count = row.contacts.len() as u64;
    let mut how: Vec<String> = row
        .channels
        .iter()
        .map(|channel| labels::channel(Some(channel)))
        .collect();
    if how.is_empty() {
        how.push("Way not said".to_owned());
    }
    let mut how = how.join(", ");
    if count > 1 {
        how.push_str(&format!(". {} contacts", grouped(count)));
    }
    if let Some(towards) = &row.towards {
        how.push_str(&format!(", towards {towards}"));
    }
    let signs: Vec<String> = row.signs.iter().map(|sign| labels::sign(sign)).collect();
    Occasion {
        day: row.day.map_or("Day not known".to_owned(), times::day),
        entries: EntryLink {
            words: match count {
                1 => format!("#{first}"),
                _ => format!("#{} to #{}", first.min(last), first.max(last)),
            },
            href: around.entry(first),
        },
        how: Words::from(how),
        signs: Words::from(signs.join(", ")),
        told: row
            .told
            .iter()
            .map(|(n, words)| Words::from(format!("{} (#{n})", capital(&times::said(words)))))
            .collect(),
        facts: row
            .facts
            .iter()
            .map(|fact| Words::from(fact.as_str()))
            .collect(),
    }
}
