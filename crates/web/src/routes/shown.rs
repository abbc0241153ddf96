//! `/cases/NAME/shown`: which steps were shown, and when.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use standfast_desk::looks::shown::ShownThen;

use super::Around;
use crate::labels;
use crate::pages::frame::Section;
use crate::pages::shown::{Shown, Time};
use crate::server::{SignedIn, page};
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

/// Looks on one page.
const LOOKS: usize = 20;

#[derive(Deserialize)]
pub(super) struct From {
    /// The entry of the private log before which this page ends.
    before: Option<u64>,
}

pub(super) async fn show(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
    Query(from): Query<From>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        let around = Around::of(desk, &named, "Shown", Section::Steps)?;
        let all = desk.shown(&around.shown.name, None)?;
        let start = from.before.map_or(0, |p| {
            all.iter().position(|then| then.p < p).unwrap_or(all.len())
        });
        let of_page = all.get(start..).unwrap_or_default();
        let more = of_page.len() > LOOKS;
        let of_page = of_page.get(..LOOKS).unwrap_or(of_page);
        let shown = Shown {
            caption: around.caption(),
            base: around.base.clone(),
            times: of_page.iter().map(|then| time(then, &around)).collect(),
            earlier: of_page
                .last()
                .filter(|_| more)
                .map(|last| format!("{}/shown?before={}", around.base, last.p)),
            frame: around.frame,
        };
        Ok(page(StatusCode::OK, &shown))
    })
    .await
}

fn time(then: &ShownThen, around: &Around) -> Time {
    Time {
        when: around.times.moment(then.recorded),
        entry: format!("P{}", then.p),
        advised: then
            .advised
            .iter()
            .map(|entry| Words::from(format!("Advice you were given, {entry}")))
            .collect(),
        steps: then
            .steps
            .iter()
            .map(|step| {
                let open = step.state == "open" || step.state == "overdue";
                let how = match (open, step.urgency.as_str()) {
                    (true, "now") => format!("{}, now", step.state),
                    (true, "today") => format!("{}, today", step.state),
                    (true, urgency) => format!("{}, in {urgency}", step.state),
                    (false, _) => step.state.replace('-', " "),
                };
                let pack = step.pack.replace('@', " ");
                Words::from(format!("{}: {how}. {pack}", labels::step(&step.id)))
            })
            .collect(),
    }
}
