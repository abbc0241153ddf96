//! Sealing what was looked at, or letting it go.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use standfast_desk::DeskError;
use standfast_desk::acts::import::SaidImport;

use super::look::begin;
use super::{Typed, form, no_random};
use crate::pages::frame::{Mends, Section};
use crate::pages::import::Stopped;
use crate::routes::Around;
use crate::routes::trouble::Trouble;
use crate::server::{SignedIn, go, page};
use crate::shelf::{Done, Waiting};
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

#[derive(Deserialize)]
pub(in crate::routes) struct Seal {
    token: String,
    act: String,
    keep: Option<String>,
}

pub(in crate::routes) async fn seal(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
    Form(asked): Form<Seal>,
) -> Response {
    let address = format!("/cases/{named}/import/run");
    site.run_at_desk(signed, address, move |desk, shelf, run| {
        if let Some(done) = shelf.was_done(&asked.token) {
            return Ok(go(&done.to));
        }
        let mut around = Around::of(desk, &named, "Import", Section::Import)?;
        let waiting = shelf.take(&asked.token);
        if asked.act != "seal" {
            return Ok(go(&around.base));
        }
        begin(&mut around, run);
        let Some(Waiting::Export { source, said, .. }) = waiting.filter(
            |waiting| matches!(waiting, Waiting::Export { case, .. } if *case == around.shown.name),
        ) else {
            let typed = Typed::fresh(&around);
            let mends = Mends::one(
                "file",
                "The file is not kept any more. Nothing was sealed. Choose it again.",
            );
            return Ok(form(around, typed, None, mends));
        };
        let keep = asked.keep.is_some();
        let sealing = SaidImport {
            dry_run: false,
            keep_source: keep,
            ..said.clone()
        };
        let case = around.shown.name.clone();
        let imported = match desk.import(&case, &source, sealing, &mut |p| run.tell(p)) {
            Ok(imported) => imported,
            Err(DeskError::Stopped { sealed, all }) => {
                // The file waits, so that going on is a press of a button.
                let Some(token) = shelf.put(Waiting::Export { case, source, said }) else {
                    let typed = Typed::fresh(&around);
                    return Ok(form(around, typed, None, no_random()));
                };
                let stopped = Stopped {
                    caption: Words::from(format!("Case {}, import", around.shown.name)),
                    base: around.base,
                    frame: around.frame,
                    token,
                    keep,
                    sealed,
                    all,
                };
                return Ok(page(StatusCode::OK, &stopped));
            }
            Err(error) => {
                let to = format!("{}/import", around.base);
                return Err(Trouble::back(error, to, "To the import"));
            }
        };
        let to = match imported.entry {
            Some(n) => format!("{}/saved/{n}", around.base),
            None => format!("{}/timeline", around.base),
        };
        shelf.done(Done {
            once: asked.token,
            to: to.clone(),
            warnings: imported.warnings,
        });
        Ok(go(&to))
    })
    .await
}
