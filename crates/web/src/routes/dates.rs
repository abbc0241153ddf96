//! `/cases/NAME/dates`: days to know, and the same as a calendar file without content.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use standfast_desk::looks::clocks::{Clock, ics};

use super::{Around, steps};
use crate::labels;
use crate::pages::dates::{Dates, Day};
use crate::pages::frame::Section;
use crate::server::{SignedIn, page};
use crate::times;
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

pub(super) async fn show(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        let around = Around::of(desk, &named, "Dates", Section::Steps)?;
        let clocks = desk.clocks(&around.shown.name)?;
        let today = around.times.date(around.now);
        let dates = Dates {
            caption: Words::from(format!("Case {}, {}", around.shown.name, times::day(today))),
            base: around.base.clone(),
            dates: clocks
                .iter()
                .map(|clock| day(clock, today, &around))
                .collect(),
            frame: around.frame,
        };
        Ok(page(StatusCode::OK, &dates))
    })
    .await
}

/// The calendar: days and numbers, under a name that says as little.
pub(super) async fn reminders(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        let calendar = ics::calendar(&desk.clocks(&named)?, desk.now());
        let headers = [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/calendar; charset=utf-8"),
            ),
            (
                header::CONTENT_DISPOSITION,
                HeaderValue::from_static("attachment; filename=\"reminders.ics\""),
            ),
        ];
        Ok((headers, calendar).into_response())
    })
    .await
}

fn day(clock: &Clock, today: Date, around: &Around) -> Day {
    let days = today
        .until((jiff::Unit::Day, clock.day))
        .map_or(0, |span| i64::from(span.get_days()));
    let (title, href) = match &clock.step {
        Some(step) => (labels::step(step), format!("{}/steps#{step}", around.base)),
        None => (clock.text.clone(), String::new()),
    };
    Day {
        day: times::weekday(clock.day),
        far: match days {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            2.. => format!("in {days} days"),
            -1 => "yesterday".to_owned(),
            _ => format!("{} days ago", -days),
        },
        passed: clock.passed,
        title: Words::from(title),
        href,
        who: clock.who.as_deref().map(labels::who).unwrap_or_default(),
        because: steps::causes(&clock.because, around),
        source: Words::from(clock.source.clone().unwrap_or_default()),
    }
}
