//! `/cases/NAME/import`: look at an export first, seal it after. Between the two the file waits on
//! the session's shelf; a cancel or leaving lets it go.
//!
//! Both may take long, so both go on by themselves ([`crate::running`]): what is done in a moment is
//! answered as any page, what is not leads to the page that shows how far it is.

mod columns;
mod look;
mod progress;
mod seal;
mod sent;
mod shown;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use standfast_desk::acts::import::IntakeError;

use super::Around;
use crate::pages::frame::{Mends, Section};
use crate::pages::import::Choose;
use crate::server::{SignedIn, page};
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

pub(super) use look::look;
pub(super) use progress::{show, stop};
pub(super) use seal::seal;

/// What was typed beside the file.
#[derive(Default)]
struct Typed {
    account: String,
    mine: String,
    zone: String,
    order: String,
    channel: String,
    pasted: String,
    /// Which column of a table is what, each as `time=Date`.
    columns: Vec<String>,
    /// Which reader reads what was pasted.
    reader: Option<String>,
}

impl Typed {
    /// As the form is at first.
    fn fresh(around: &Around) -> Self {
        Typed {
            zone: around.shown.zone.clone().unwrap_or_default(),
            ..Typed::default()
        }
    }
}

pub(super) async fn choose(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        let around = Around::of(desk, &named, "Import", Section::Import)?;
        let typed = Typed::fresh(&around);
        Ok(form(around, typed, None, Mends::none()))
    })
    .await
}

fn form(around: Around, typed: Typed, kept: Option<String>, mends: Mends) -> Response {
    let status = if mends.0.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let choose = Choose {
        caption: Words::from(format!("Case {}, import", around.shown.name)),
        base: around.base.clone(),
        kept,
        account: typed.account,
        mine: typed.mine,
        zone: typed.zone,
        order: typed.order,
        pasted: typed.pasted,
        channel: typed.channel,
        columns: typed.columns,
        frame: around.frame.to_mend(&mends),
        mends,
    };
    page(status, &choose)
}

fn mend(error: &IntakeError) -> Mends {
    match error {
        IntakeError::AskDateOrder {
            at,
            written,
            first,
            second,
            ..
        } => Mends::one(
            "order",
            format!(
                "The dates can be read two ways: {at} says {written}, which is {first} or {second}. Choose one."
            ),
        ),
        other => {
            // It begins with the file's name, which stays as it is; the advice of these names no command.
            Mends::one("file", format!("{other}. {}", other.advice()))
        }
    }
}

fn no_random() -> Mends {
    Mends::one(
        "file",
        "This machine gave no random numbers. Nothing was stored. Choose the file again.",
    )
}
