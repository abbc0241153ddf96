//! `/cases/NAME/saved/N`: what was just saved. Read back from the vault, so that it is never said
//! of anything that is not there.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use standfast_desk::looks::Line;
use standfast_desk::model::Body;

use super::{Around, steps};
use crate::labels::counted;
use crate::pages::frame::Section;
use crate::pages::saved::Saved;
use crate::server::{SignedIn, page};
use crate::times;
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

pub(super) async fn show(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path((named, n)): Path<(String, u64)>,
) -> Response {
    site.at_desk(signed, move |desk, shelf| {
        let mut around = Around::of(desk, &named, "Saved", Section::Log)?;
        let line = desk.contact_show(&around.shown.name, n)?;
        let advice = desk.next(&around.shown.name, None, None)?;
        let next = advice
            .steps
            .iter()
            .find(|step| step.state.is_open())
            .map(|step| steps::step(step, &around));
        around.without_menu();
        let recorded = line.entry.recorded;
        let day = times::weekday(around.times.date(recorded));
        let saved = Saved {
            what: format!("Entry {n}, {}", around.times.clock(recorded)),
            line: Words::from(format!(
                "{day}. Sealed in case {}.{}",
                around.shown.name,
                beside(&line)
            )),
            entry: around.entry(n),
            next,
            later: later(&line),
            warnings: shelf.warnings_at(&format!("{}/saved/{n}", around.base)),
            base: around.base,
            frame: around.frame,
        };
        Ok(page(StatusCode::OK, &saved))
    })
    .await
}

/// What came with it.
fn beside(line: &Line) -> String {
    if let Body::Import(import) = &line.entry.body {
        return format!(
            " {} taken in.",
            counted(import.taken, "message was", "messages were")
        );
    }
    match line.exhibits.as_slice() {
        [] => String::new(),
        [one] => format!(" Exhibit {}.", one.reference),
        [first, .., last] => format!(" Exhibits {} to {}.", first.reference, last.reference),
    }
}

/// What was left, without reproach.
fn later(line: &Line) -> Vec<&'static str> {
    let Body::Contact(contact) = &line.entry.body else {
        return vec![];
    };
    let left = [
        (contact.words.is_none(), "what happened"),
        (contact.channel.is_none(), "how it came"),
        (contact.place.is_none(), "where exactly"),
        (contact.witnesses.is_empty(), "who else saw it"),
        (contact.effect.is_none(), "how it left you"),
        (contact.reply.is_none(), "what was said or done back"),
        (line.exhibits.is_empty(), "a photo or file"),
    ];
    left.into_iter()
        .filter(|(left, _)| *left)
        .map(|(_, what)| what)
        .collect()
}
