//! `/cases/NAME/entries/N`: one entry as it stands, and files for it that came later.

use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;
use standfast_desk::acts::attach::Attached;
use standfast_desk::looks::Line;
use standfast_desk::model::Body;
use standfast_desk::{Desk, DeskError};

use super::log::{FILE_BYTES, attached};
use super::trouble::Trouble;
use super::{Around, line};
use crate::pages::entry::EntryPage;
use crate::pages::frame::{Mends, Section};
use crate::server::{SignedIn, go, page};
use crate::times::{self, Times};
use crate::upload::{Upload, receive};
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

pub(super) async fn show(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path((named, n)): Path<(String, u64)>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        Ok(one(desk, &named, n, Mends::none())?)
    })
    .await
}

pub(super) async fn attach(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path((named, n)): Path<(String, u64)>,
    mut form: Multipart,
) -> Response {
    let mut files: Vec<Upload> = Vec::new();
    let mut mends = Mends::none();
    while let Ok(Some(field)) = form.next_field().await {
        match receive(field, FILE_BYTES).await {
            Ok(Some(arrived)) => files.push(arrived.into_upload()),
            Ok(None) => {}
            Err(lost) => mends = Mends::one("files", lost.to_string()),
        }
    }
    if files.is_empty() && mends.0.is_empty() {
        mends = Mends::one("files", "Choose a file.");
    }
    site.at_desk(signed, move |desk, _| {
        if !mends.0.is_empty() {
            return Ok(one(desk, &named, n, mends)?);
        }
        let files: Vec<Attached> = attached(&files)?;
        match desk.attach(&named, n, files) {
            Ok(saved) => Ok(go(&format!("/cases/{}/entries/{n}", saved.case))),
            Err(DeskError::File { file, why }) => Ok(one(
                desk,
                &named,
                n,
                Mends::one("files", format!("“{file}” was not added: {why}.")),
            )?),
            Err(error) => Err(Trouble::back(
                error,
                format!("/cases/{named}/entries/{n}"),
                "To the entry",
            )),
        }
    })
    .await
}

fn one(desk: &mut Desk, named: &str, n: u64, mends: Mends) -> Result<Response, DeskError> {
    let around = Around::of(desk, named, "Entry", Section::Timeline)?;
    let line = desk.contact_show(&around.shown.name, n)?;
    let in_line = matches!(
        line.entry.body,
        Body::Contact(_) | Body::Measure(_) | Body::Outcome(_)
    );
    let status = if mends.0.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let shown = EntryPage {
        frame: around.frame.clone().to_mend(&mends),
        caption: around.caption(),
        base: around.base.clone(),
        n,
        entry: in_line.then(|| line::entry(&[&line], &around)),
        kind: Words::from(crate::labels::capital(line.entry.body.kind().as_str())),
        facts: facts(&line, &around, in_line),
        exhibits: if in_line {
            vec![]
        } else {
            line.exhibits
                .iter()
                .map(|e| line::shot(e, &around))
                .collect()
        },
        takes_files: matches!(line.entry.body, Body::Contact(_) | Body::Measure(_)),
        mends,
    };
    Ok(page(status, &shown))
}

/// What the line above does not say; of other kinds, all that is sealed.
fn facts(line: &Line, around: &Around, in_line: bool) -> Vec<(Words, Words)> {
    let mut facts = Vec::new();
    if let Some(occurred) = line.occurred() {
        let zone = format!("{} ({})", times::exactly(&occurred.text), occurred.zone);
        facts.push((
            Words::from("Happened"),
            Words::from(crate::labels::capital(&zone)),
        ));
    }
    facts.push((
        Words::from("Recorded"),
        Words::from(around.times.moment(line.entry.recorded)),
    ));
    if in_line {
        if let Body::Contact(contact) = &line.entry.body {
            let more = [
                ("Clinical", &contact.clinical),
                ("From the account", &contact.from_account),
            ];
            for (label, value) in more {
                if let Some(value) = value {
                    facts.push((Words::from(label), Words::from(value.as_str())));
                }
            }
        }
        return facts;
    }
    for field in line.entry.body.to_fields().iter() {
        let label = crate::labels::capital(&field.name.replace('_', " "));
        facts.push((
            Words::from(label),
            Words::from(shown(&field.value, &around.times)),
        ));
    }
    facts
}

/// A sealed value in words.
pub(super) fn shown(value: &Value, times: &Times) -> String {
    match value {
        Value::String(text) => match text.parse::<jiff::Timestamp>() {
            Ok(at) => times.moment(at),
            Err(_) => text.clone(),
        },
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => {
            let listed = items.iter().map(|item| shown(item, times));
            listed.collect::<Vec<_>>().join("\n")
        }
        Value::Object(object) => match (object.get("text"), object.get("at"), object.get("why")) {
            (Some(text), _, _) => times::said(&shown(text, times)),
            (None, Some(at), Some(why)) => format!("{}: {}", shown(at, times), shown(why, times)),
            _ => {
                let all = object.values().map(|item| shown(item, times));
                all.collect::<Vec<_>>().join(", ")
            }
        },
        Value::Null => String::new(),
    }
}
