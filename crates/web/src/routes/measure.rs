//! `/cases/NAME/measure`: what was done about it, sealed in one act.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use standfast_desk::acts::measure::SaidMeasure;
use standfast_desk::{Desk, DeskError};

use super::Around;
use super::trouble::Trouble;
use crate::labels::capital;
use crate::pages::frame::{Mend, Mends, Section};
use crate::pages::measure::{Measure, MeasureForm};
use crate::server::{SignedIn, go, page};
use crate::shelf::{Done, Shelf, random};
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
    by: String,
    words: String,
    names_removal: String,
    reference: String,
    until: String,
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
    let given = |words: &str| Some(words.trim_end().replace("\r\n", "\n"));
    let said = SaidMeasure {
        when: given(&typed.when),
        zone: None,
        by: given(&typed.by),
        words: given(&typed.words),
        names_removal: !typed.names_removal.is_empty(),
        reference: given(&typed.reference),
        until: given(&typed.until),
        attach: vec![],
    };
    match desk.measure_add(named, &kind, said) {
        Ok(saved) => {
            let to = format!("/cases/{}/saved/{}", saved.case, saved.n);
            shelf.done(Done {
                once: typed.once,
                to: to.clone(),
                warnings: saved.warnings,
            });
            Ok(go(&to))
        }
        // What is left to mend: "until" is a time, but no day.
        Err(DeskError::Said(error)) => {
            let mends = Mends::one("until", capital(&error.to_string()) + ".");
            Ok(form(desk, named, typed, mends)?)
        }
        // A form that was made elsewhere, with a word of no list.
        Err(DeskError::Words { .. }) => {
            let mends = Mends::one("kind", "Choose what was done.");
            Ok(form(desk, named, typed, mends)?)
        }
        Err(error) => Err(Trouble::back(
            error,
            format!("/cases/{named}/measure"),
            "Back to what was done",
        )),
    }
}

/// What the desk would not understand, each at its field.
fn to_mend(desk: &Desk, named: &str, typed: &Typed) -> Vec<Mend> {
    let mut mends = Vec::new();
    let mut mend = |field: &'static str, words: String| mends.push(Mend { field, words });
    if typed.kind.is_empty() {
        mend("kind", "Choose what was done.".to_owned());
    }
    if typed.kind == "other" && typed.own.trim().is_empty() {
        mend("own", "Say it in a word or two.".to_owned());
    }
    for (field, words) in [("when", &typed.when), ("until", &typed.until)] {
        if !words.trim().is_empty()
            && let Err(error) = desk.understand_when(named, words)
        {
            mend(field, capital(&error.to_string()) + ".");
        }
    }
    mends
}

fn form(desk: &mut Desk, named: &str, typed: Typed, mends: Mends) -> Result<Response, DeskError> {
    let around = Around::of(desk, named, "Measure", Section::Steps)?;
    let status = if mends.0.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let measure = Measure {
        caption: around.caption(),
        base: around.base.clone(),
        once: if typed.once.is_empty() {
            random().unwrap_or_default()
        } else {
            typed.once
        },
        form: MeasureForm {
            kind: typed.kind,
            own: typed.own,
            when: typed.when,
            by: typed.by,
            words: typed.words,
            names_removal: !typed.names_removal.is_empty(),
            reference: typed.reference,
            until: typed.until,
        },
        frame: around.frame.to_mend(&mends),
        mends,
    };
    Ok(page(status, &measure))
}
