//! `/`: the cases, the one with the most urgent step first.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Around, steps};
use crate::labels::{self, counted};
use crate::pages::cases::{CaseRow, Cases};
use crate::pages::frame::{Frame, Section};
use crate::server::{SignedIn, page};
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

pub(super) async fn list(State(site): State<Daybook>, signed: SignedIn<OpenDesk>) -> Response {
    site.at_desk(signed, |desk, _| {
        let mut rows = Vec::new();
        let mut holder = Words::default();
        for line in desk.case_list()? {
            let around = Around::of(desk, &line.name, "Cases", Section::Overview)?;
            let advice = desk.next(&line.name, None, None)?;
            let first = advice.steps.iter().find(|step| step.state.is_open());
            let entries = counted(line.record, "entry", "entries");
            if holder.is_empty() {
                holder = around.frame.holder.clone().unwrap_or_default();
            }
            rows.push(CaseRow {
                name: Words::from(line.name.as_str()),
                href: around.base,
                urgency: first.map(steps::urgency),
                next: first.map_or_else(
                    || "No step is open.".to_owned(),
                    |step| labels::step(&step.id),
                ),
                line: if line.closed {
                    format!("{entries}. Closed.")
                } else {
                    format!("{entries}.")
                },
            });
        }
        rows.sort_by_key(|row| row.urgency.map_or(u8::MAX, |urgency| urgency as u8));
        let mut frame = Frame::locked("Cases", desk.demonstration());
        frame.holder = Some(holder);
        Ok(page(
            StatusCode::OK,
            &Cases {
                frame,
                warnings: warnings(desk.warnings()),
                cases: rows,
            },
        ))
    })
    .await
}

/// What is known about the vault as a whole, in the words of the pages.
fn warnings(told: Vec<String>) -> Vec<String> {
    told.into_iter()
        .map(|words| words.replace("standfast ", "on the command line: "))
        .collect()
}
