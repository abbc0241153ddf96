//! `/cases/NAME/timeline`: what happened, newest first, fifty lines a page.
//!
//! A part of it (days, a channel) is asked for by POST, so that no address says what was looked for.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use standfast_desk::looks::Line;
use standfast_desk::looks::timeline::SaidPart;
use standfast_desk::model::Occurred;
use standfast_desk::model::lists::Channel;
use standfast_desk::vault::RowKey;
use standfast_desk::{Desk, DeskError};

use super::Around;
use super::line::{entry, runs};
use super::trouble::Trouble;
use crate::labels::{self, counted};
use crate::pages::frame::{Mends, Section};
use crate::pages::timeline::{Day, Filter, Timeline};
use crate::server::{SignedIn, page};
use crate::times;
use crate::vault::{Daybook, OpenDesk};

/// Lines a page.
const PAGE: u32 = 50;

#[derive(Deserialize)]
pub(super) struct From {
    before: Option<i64>,
}

pub(super) async fn show(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
    Query(from): Query<From>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        part(desk, &named, Filter::default(), from.before)
    })
    .await
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default, rename = "from-day")]
    from: String,
    #[serde(default, rename = "to-day")]
    to: String,
    #[serde(default)]
    channel: String,
    before: Option<i64>,
}

pub(super) async fn filter(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
    Form(asked): Form<Asked>,
) -> Response {
    let filter = Filter {
        from: asked.from,
        to: asked.to,
        channel: asked.channel,
    };
    site.at_desk(signed, move |desk, _| {
        part(desk, &named, filter, asked.before)
    })
    .await
}

fn part(
    desk: &mut Desk,
    named: &str,
    filter: Filter,
    before: Option<i64>,
) -> Result<Response, Trouble> {
    let around = Around::of(desk, named, "Timeline", Section::Timeline)?;
    let given = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
    let said = SaidPart {
        from: given(&filter.from),
        to: given(&filter.to),
        channel: given(&filter.channel),
    };
    let mut found = desk.timeline(&around.shown.name, &said, before.map(RowKey), PAGE);
    let mut mends = Mends::none();
    if let Err(DeskError::Said(error)) = &found {
        // Which of the two days it was: the one that cannot be understood by itself.
        let first = SaidPart {
            from: said.from.clone(),
            ..SaidPart::default()
        };
        let field = if desk.timeline(&around.shown.name, &first, None, 1).is_err() {
            "from-day"
        } else {
            "to-day"
        };
        mends = Mends::one(field, labels::capital(&error.to_string()) + ".");
        found = desk.timeline(&around.shown.name, &SaidPart::default(), None, PAGE);
    }
    let found = found?;
    let lines: Vec<Line> = found.lines.into_iter().map(|(_, line)| line).collect();
    let status = if mends.0.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let timeline = Timeline {
        frame: around.frame.clone().to_mend(&mends),
        caption: around.caption(),
        base: around.base.clone(),
        extent: match lines.len() {
            0 => String::new(),
            n => format!("{}, newest first.", counted(n as u64, "line", "lines")),
        },
        channels: Channel::WORDS
            .iter()
            .map(|word| (*word, labels::channel(Some(word))))
            .collect(),
        filter,
        days: days(&lines, &around),
        earlier: found.more.map(|key| key.0),
        first_page: before.is_none(),
        mends,
    };
    Ok(page(status, &timeline))
}

/// Lines by day, in the order they came.
fn days(lines: &[Line], around: &Around) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for run in runs(lines, around) {
        let heading = run
            .first()
            .and_then(|line| line.occurred())
            .map(|o| day_heading(o, around))
            .unwrap_or_default();
        let entry = entry(&run, around);
        match days.last_mut().filter(|day| day.heading == heading) {
            Some(day) => day.entries.push(entry),
            None => days.push(Day {
                id: format!("day-{}", days.len() + 1),
                heading,
                entries: vec![entry],
            }),
        }
    }
    days
}

fn day_heading(occurred: &Occurred, around: &Around) -> String {
    match around.times.day_of(occurred) {
        Some(date) => times::weekday(date),
        None if occurred.from.is_none() => "Day not known".to_owned(),
        None => labels::capital(&times::said(&occurred.text)),
    }
}
