//! `/cases/NAME/letters`: letters drafted from the case. Nothing is sent from here, ever: a named
//! person approves and sends.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use standfast_desk::{Desk, DeskError};

use super::Around;
use super::trouble::Trouble;
use crate::download;
use crate::labels::capital;
use crate::pages::frame::Section;
use crate::pages::letters::{Draft, Gap, Letters};
use crate::server::{SignedIn, page};
use crate::shelf::Waiting;
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

/// What stands before the name of a gap in the form.
const GAP: &str = "gap-";

pub(super) async fn list(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
) -> Response {
    site.at_desk(signed, move |desk, _| Ok(shown(desk, &named, None)?))
        .await
}

pub(super) async fn draft(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Response {
    site.at_desk(signed, move |desk, shelf| {
        let mut template = String::new();
        let mut fields = BTreeMap::new();
        for (name, value) in sent {
            match name.strip_prefix(GAP) {
                Some(gap) => {
                    fields.insert(
                        gap.to_owned(),
                        value.replace("\r\n", "\n").trim().to_owned(),
                    );
                }
                None if name == "template" => template = value,
                None => {}
            }
        }
        if !desk.letter_templates()?.contains(&template) {
            return Ok(shown(desk, &named, None)?);
        }
        fields.retain(|_, value| !value.is_empty());
        let made = desk
            .letter_draft(&named, &template, fields.clone())
            .map_err(|error| {
                Trouble::back(error, format!("/cases/{named}/letters"), "To the letters")
            })?;
        let name = format!("{template}-{}.pdf", made.letter);
        let pdf = shelf.put(Waiting::Letter {
            name: name.clone(),
            pdf: made.drafted.pdf.bytes().to_vec(),
        });
        let mut gaps: Vec<Gap> = fields
            .into_iter()
            .map(|(name, value)| Gap {
                id: format!("{GAP}{name}"),
                asks: capital(&name.replace('-', " ")),
                value,
                open: false,
            })
            .collect();
        gaps.extend(made.drafted.gaps.iter().map(|gap| Gap {
            id: format!("{GAP}{}", gap.name),
            asks: capital(&gap.asks),
            value: String::new(),
            open: true,
        }));
        let draft = Draft {
            template: template.clone(),
            title: title(&template),
            number: made.saved.name(),
            text: Words::from(made.drafted.text.as_str()),
            gaps,
            name,
            token: pdf.unwrap_or_default(),
        };
        Ok(shown(desk, &named, Some(draft))?)
    })
    .await
}

pub(super) async fn download(
    signed: SignedIn<OpenDesk>,
    Path((_, token)): Path<(String, String)>,
) -> Response {
    match signed.shelf.letter(&token) {
        Some((name, pdf)) => (download::headers(&name), pdf).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn shown(desk: &mut Desk, named: &str, draft: Option<Draft>) -> Result<Response, DeskError> {
    let around = Around::of(desk, named, "Letters", Section::Letters)?;
    let templates = desk
        .letter_templates()?
        .into_iter()
        .map(|name| (title(&name), name))
        .collect();
    let letters = Letters {
        caption: around.caption(),
        base: around.base.clone(),
        templates,
        draft,
        frame: around.frame,
    };
    Ok(page(StatusCode::OK, &letters))
}

fn title(template: &str) -> String {
    match template {
        "boundary-reply" => "A reply that says it once, kindly and firmly".to_owned(),
        "warning" => "The practice’s warning letter".to_owned(),
        other => capital(&other.replace('-', " ")),
    }
}
