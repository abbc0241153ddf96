//! `/cases/NAME`: what to do next, then what came last.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use standfast_desk::looks::timeline::SaidPart;
use standfast_desk::model::Body;

use super::{Around, line, steps};
use crate::pages::frame::Section;
use crate::pages::overview::{ContactRow, Overview};
use crate::server::{SignedIn, page};
use crate::times;
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

/// Lines that are looked at for the latest contacts, and rows that are made of them.
const LOOKED_AT: u32 = 40;
const ROWS: usize = 4;
/// Letters of the first words.
const BEGINNING: usize = 90;
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
        let lines = desk
            .timeline(&around.shown.name, &SaidPart::default(), None, LOOKED_AT)?
            .lines;
        let contacts: Vec<_> = lines
            .into_iter()
            .map(|(_, line)| line)
            .filter(|line| matches!(line.entry.body, Body::Contact(_)))
            .collect();
        let latest = line::runs(&contacts, &around)
            .into_iter()
            .take(ROWS)
            .map(|run| row(&run, &around))
            .collect();
        let now = around.now;
        let caption = format!(
            "Case {}, {}, {}",
            around.shown.name,
            times::weekday(around.times.date(now)),
            around.times.clock(now)
        );
        let overview = Overview {
            caption: Words::from(caption),
            notices: advice.notices.clone(),
            first: due.first().map(|step| steps::step(step, &around)),
            then: due
                .iter()
                .skip(1)
                .take(THEN)
                .map(|step| steps::step(step, &around))
                .collect(),
            open: due.len(),
            latest,
            stays: open()
                .filter(|step| steps::stays(step))
                .map(|step| steps::step(step, &around))
                .collect(),
            base: around.base.clone(),
            frame: around.frame,
        };
        Ok(page(StatusCode::OK, &overview))
    })
    .await
}

fn row(run: &[&standfast_desk::looks::Line], around: &Around) -> ContactRow {
    let entry = line::entry(run, around);
    // The clinician's own first words, where they stand open; hostile words stay folded.
    let own = entry
        .said
        .first()
        .filter(|said| said.label.is_empty())
        .map(|said| said.words.to_string());
    let first = own
        .as_deref()
        .and_then(|words| words.lines().next())
        .map(beginning);
    let when = run
        .first()
        .and_then(|line| line.occurred())
        .map(|occurred| times::said(&occurred.text))
        .unwrap_or_default();
    ContactRow {
        icon: entry.icon,
        words: first.map_or_else(|| entry.heading.clone(), Words::from),
        href: entry.href.clone(),
        line: Words::from(format!(
            "{}. {}. {}",
            crate::labels::capital(&when),
            entry.heading,
            entry.number_words
        )),
    }
}

fn beginning(words: &str) -> String {
    match words.char_indices().nth(BEGINNING) {
        Some((at, _)) => words.split_at(at).0.trim_end().to_owned() + "…",
        None => words.to_owned(),
    }
}
