//! `/cases/NAME`: what to do next, then what came last.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use standfast_desk::looks::timeline::SaidPart;
use standfast_desk::model::Body;

use super::{Around, steps, timeline};
use crate::pages::frame::Section;
use crate::pages::overview::{ContactRow, Overview};
use crate::server::{SignedIn, page};
use crate::times;
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

/// Lines that are looked at for the latest contacts, and rows that are made of them.
const LOOKED_AT: u32 = 40;
const ROWS: usize = 4;
/// Steps beside the first.
const THEN: usize = 3;

pub(super) async fn show(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        let around = Around::of(desk, &named, "Overview", Section::Overview)?;
        let advice = desk.next(&around.shown.name, None, None)?;
        let open = || advice.steps.iter().filter(|step| step.state.is_open());
        let due: Vec<_> = open().filter(|step| !steps::stays(step)).collect();
        let lines = desk.timeline(&around.shown.name, &SaidPart::default(), None, LOOKED_AT)?.lines;
        let contacts: Vec<_> =
            lines.into_iter().map(|(_, line)| line).filter(|line| matches!(line.entry.body, Body::Contact(_))).collect();
        let latest = timeline::runs(&contacts, &around).into_iter().take(ROWS).map(|run| row(&run, &around)).collect();
        let now = around.now;
        let caption =
            format!("Case {}, {}, {}", around.shown.name, times::weekday(around.times.date(now)), around.times.clock(now));
        let overview = Overview {
            caption: Words::from(caption),
            notices: advice.notices.clone(),
            first: due.first().map(|step| steps::step(step, &around)),
            then: due.iter().skip(1).take(THEN).map(|step| steps::step(step, &around)).collect(),
            open: due.len(),
            latest,
            stays: open().filter(|step| steps::stays(step)).map(|step| steps::step(step, &around)).collect(),
            base: around.base.clone(),
            frame: around.frame,
        };
        Ok(page(StatusCode::OK, &overview))
    })
    .await
}

fn row(run: &[&standfast_desk::looks::Line], around: &Around) -> ContactRow {
    let entry = timeline::entry(run, around);
    let when = run.first().and_then(|line| line.occurred()).map(|occurred| times::said(&occurred.text)).unwrap_or_default();
    ContactRow {
        icon: entry.icon,
        words: entry.heading.clone(),
        href: entry.href.clone(),
        line: Words::from(format!("{}. {}", crate::labels::capital(&when), entry.number_words)),
    }
}
