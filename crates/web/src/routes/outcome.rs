//! `/cases/NAME/outcome`: how it ended, sealed in one act.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use standfast_desk::acts::outcome::SaidOutcome;
use standfast_desk::{Desk, DeskError};

use super::Around;
use super::trouble::Trouble;
use crate::labels::capital;
use crate::pages::frame::{Mend, Mends, Section};
use crate::pages::outcome::{Outcome, OutcomeForm};
use crate::server::{SignedIn, go, page};
use crate::shelf::{Done, Shelf, random};
use crate::times;
use crate::vault::{Daybook, OpenDesk};

pub(super) async fn ask(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        Ok(form(desk, &named, Typed::default(), Mends::none())?)
    })
    .await
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Typed {
    once: String,
    kind: String,
    own: String,
    when: String,
    words: String,
    keep: String,
    keep_day: String,
}

pub(super) async fn save(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
    Form(typed): Form<Typed>,
) -> Response {
    site.at_desk(signed, move |desk, shelf| seal(desk, shelf, &named, typed))
        .await
}

fn seal(desk: &mut Desk, shelf: &Shelf, named: &str, typed: Typed) -> Result<Response, Trouble> {
    if let Some(done) = shelf.was_done(&typed.once) {
        return Ok(go(&done.to));
    }
    let mends = Mends(to_mend(desk, named, &typed));
    if !mends.0.is_empty() {
        return Ok(form(desk, named, typed, mends)?);
    }
    let kind = match typed.kind.as_str() {
        "other" => format!("other: {}", typed.own.trim()),
        listed => listed.to_owned(),
    };
    let keep_until = match typed.keep.as_str() {
        "proposed" => Some(desk.keeping_proposed(named)?.until.to_string()),
        "day" => Some(typed.keep_day.clone()),
        _ => None,
    };
    let said = SaidOutcome {
        when: Some(typed.when.clone()),
        zone: None,
        words: Some(typed.words.trim_end().replace("\r\n", "\n")),
        keep_until,
    };
    match desk.outcome(named, &kind, said) {
        Ok(concluded) => {
            let saved = concluded.saved;
            let to = format!("/cases/{}/saved/{}", saved.case, saved.n);
            shelf.done(Done {
                once: typed.once,
                to: to.clone(),
                warnings: saved.warnings,
            });
            Ok(go(&to))
        }
        // Kind and time were understood above: what is left to mend is the day for keeping.
        Err(DeskError::Words { .. } | DeskError::Said(_)) => {
            let mends = Mends::one("keep-day", "Say a day that is still to come.");
            Ok(form(desk, named, typed, mends)?)
        }
        Err(error) => Err(Trouble::back(
            error,
            format!("/cases/{named}/outcome"),
            "Back to the outcome",
        )),
    }
}

/// What the desk would not understand, at its field; all of it at once.
fn to_mend(desk: &Desk, named: &str, typed: &Typed) -> Vec<Mend> {
    let mut mends = Vec::new();
    if typed.kind.is_empty() || (typed.kind == "other" && typed.own.trim().is_empty()) {
        mends.push(Mend {
            field: "kind",
            words: "Choose what came of it, or say it in a word or two.".to_owned(),
        });
    }
    let mut time = |field: &'static str, words: &str, empty: &str| {
        if words.trim().is_empty() {
            if !empty.is_empty() {
                mends.push(Mend {
                    field,
                    words: empty.to_owned(),
                });
            }
        } else if let Err(error) = desk.understand_when(named, words) {
            mends.push(Mend {
                field,
                words: capital(&error.to_string()) + ".",
            });
        }
    };
    time("when", &typed.when, "");
    if typed.keep == "day" {
        time("keep-day", &typed.keep_day, "Say until which day.");
    }
    mends
}

fn form(desk: &mut Desk, named: &str, typed: Typed, mends: Mends) -> Result<Response, DeskError> {
    let around = Around::of(desk, named, "Outcome", Section::Steps)?;
    let proposed = desk.keeping_proposed(&around.shown.name)?;
    let status = if mends.0.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let outcome = Outcome {
        caption: around.caption(),
        base: around.base.clone(),
        once: if typed.once.is_empty() {
            random().unwrap_or_default()
        } else {
            typed.once
        },
        proposed: times::day(proposed.until),
        why: proposed.why,
        form: OutcomeForm {
            kind: typed.kind,
            own: typed.own,
            when: typed.when,
            words: typed.words,
            keep: typed.keep,
            keep_day: typed.keep_day,
        },
        frame: around.frame.to_mend(&mends),
        mends,
    };
    Ok(page(status, &outcome))
}
