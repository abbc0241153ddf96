//! `/cases/NAME/notes`: notes, advice, and that a screening was done; all of it in the private log.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use standfast_desk::acts::note::{SaidNote, SaidScreening};
use standfast_desk::looks::notes::{NoteLine, Noted};
use standfast_desk::{Desk, DeskError};

use super::Around;
use super::trouble::Trouble;
use crate::labels::capital;
use crate::pages::frame::{Mend, Mends, Section};
use crate::pages::notes::{Note, NoteForm, Notes};
use crate::server::{SignedIn, go, page};
use crate::shelf::{Done, Shelf, random};
use crate::times;
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

pub(super) async fn show(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        Ok(list(desk, &named, Typed::default(), Mends::none())?)
    })
    .await
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    once: String,
    kind: String,
    words: String,
    by: String,
    when: String,
    instrument: String,
    version: String,
}

pub(super) async fn add(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
    Form(typed): Form<Typed>,
) -> Response {
    site.at_desk(signed, move |desk, shelf| save(desk, shelf, &named, typed))
        .await
}

fn save(desk: &mut Desk, shelf: &Shelf, named: &str, typed: Typed) -> Result<Response, Trouble> {
    if let Some(done) = shelf.was_done(&typed.once) {
        return Ok(go(&done.to));
    }
    let mends = Mends(to_mend(desk, named, &typed));
    if !mends.0.is_empty() {
        return Ok(list(desk, named, typed, mends)?);
    }
    let given = |words: &str| Some(words.replace("\r\n", "\n"));
    let saved = if typed.kind == "screening" {
        desk.screening_add(
            named,
            SaidScreening {
                instrument: given(&typed.instrument),
                version: given(&typed.version),
                by: given(&typed.by),
                when: given(&typed.when),
            },
        )
    } else {
        desk.note_add(
            named,
            SaidNote {
                kind: Some(typed.kind.clone()),
                by: given(&typed.by),
                words: given(&typed.words),
                when: given(&typed.when),
            },
        )
    };
    match saved {
        Ok(saved) => {
            let to = format!("/cases/{}/notes", saved.case);
            shelf.done(Done {
                once: typed.once,
                to: to.clone(),
                warnings: saved.warnings,
            });
            Ok(go(&to))
        }
        Err(error) => Err(Trouble::back(
            error,
            format!("/cases/{named}/notes"),
            "Back to the notes",
        )),
    }
}

/// What the desk would refuse, each at its field.
fn to_mend(desk: &Desk, named: &str, typed: &Typed) -> Vec<Mend> {
    let mut mends = Vec::new();
    let mut mend = |field: &'static str, words: &str| {
        mends.push(Mend {
            field,
            words: words.to_owned(),
        });
    };
    let empty = |words: &str| words.trim().is_empty();
    if typed.kind == "screening" {
        if !empty(&typed.words) {
            mend(
                "words",
                "A screening is kept without words. Leave them out, or keep them as a note of your own.",
            );
        }
        if empty(&typed.by) {
            mend("by", "Say who did the screening.");
        }
        if empty(&typed.instrument) {
            mend("instrument", "Say with which instrument.");
        }
    } else if empty(&typed.words) {
        mend("words", "Say it in a few words.");
    }
    if !empty(&typed.when)
        && let Err(error) = desk.understand_when(named, &typed.when)
    {
        mend("when", &(capital(&error.to_string()) + "."));
    }
    mends
}

fn list(desk: &mut Desk, named: &str, typed: Typed, mends: Mends) -> Result<Response, DeskError> {
    let around = Around::of(desk, named, "Notes", Section::Steps)?;
    let mut notes = Vec::new();
    desk.notes(&around.shown.name, &mut |line| {
        notes.push(note(&line, &around));
        true
    })?;
    notes.reverse();
    let status = if mends.0.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shown = Notes {
        caption: around.caption(),
        base: around.base.clone(),
        once: if typed.once.is_empty() {
            random().unwrap_or_default()
        } else {
            typed.once
        },
        form: NoteForm {
            kind: typed.kind,
            words: typed.words,
            by: typed.by,
            when: typed.when,
            instrument: typed.instrument,
            version: typed.version,
        },
        notes,
        frame: around.frame.to_mend(&mends),
        mends,
    };
    Ok(page(status, &shown))
}

fn note(line: &NoteLine, around: &Around) -> Note {
    let noted = format!("Noted {}.", around.times.moment(line.recorded));
    let when = line.occurred().map(|o| times::said(&o.text));
    let (heading, when, words) = match &line.what {
        Noted::Note(note) => {
            let heading = match (line.kind(), &note.by) {
                ("advice", Some(by)) => format!("Advice from {by}"),
                ("advice", None) => "Advice".to_owned(),
                (_, Some(by)) => format!("Note, by {by}"),
                (_, None) => "Note".to_owned(),
            };
            let words = note.words.lines().map(Words::from).collect();
            (heading, when.map(|when| format!("Given {when}. ")), words)
        }
        Noted::Screening(screening) => {
            let version = screening.version.as_deref().unwrap_or_default();
            let words = format!("{} {version}", screening.instrument);
            (
                format!("Screening, by {}", screening.by),
                when.map(|when| format!("Done {when}. ")),
                vec![Words::from(words.trim_end())],
            )
        }
    };
    Note {
        entry: format!("P{}", line.p),
        heading: Words::from(heading),
        line: Words::from(when.unwrap_or_default() + &noted),
        words,
    }
}
