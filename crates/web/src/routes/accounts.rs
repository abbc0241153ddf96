//! `/cases/NAME/accounts`: the numbers, addresses and handles of the two, and those that may be
//! the patient's.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use standfast_desk::{Desk, DeskError};

use super::Around;
use super::trouble::Trouble;
use crate::pages::accounts::{Accounts, Suggested};
use crate::pages::frame::{Mends, Section};
use crate::server::{SignedIn, go, page};
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

pub(super) async fn show(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
) -> Response {
    site.at_desk(signed, move |desk, _| Ok(list(desk, &named, None)?))
        .await
}

#[derive(Deserialize)]
pub(super) struct Decided {
    kind: String,
    value: String,
    act: String,
    #[serde(default)]
    because: String,
}

pub(super) async fn decide(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
    Form(form): Form<Decided>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        let Decided {
            kind,
            value,
            act,
            because,
        } = form;
        let done = match act.as_str() {
            // Pressed twice: it is theirs already.
            "theirs" if kept(desk, &named, &value)? => return Ok(list(desk, &named, None)?),
            "theirs" => desk.account_add(&named, &kind, &value, "subject", Some(because)),
            "not-theirs" if because.trim().is_empty() => {
                return Ok(list(desk, &named, Some(&value))?);
            }
            "not-theirs" => desk.account_reject(&named, &kind, &value, &because),
            _ => return Ok(list(desk, &named, None)?),
        };
        match done {
            Ok(saved) => Ok(go(&format!("/cases/{}/accounts", saved.case))),
            Err(error) => Err(Trouble::back(
                error,
                format!("/cases/{named}/accounts"),
                "To the accounts",
            )),
        }
    })
    .await
}

fn kept(desk: &mut Desk, named: &str, value: &str) -> Result<bool, DeskError> {
    let shown = desk.case_show(named)?;
    Ok(shown.subject_accounts.iter().any(|(_, v)| v == value))
}

/// The page; `to_mend` is the account that cannot be rejected without a reason.
fn list(desk: &mut Desk, named: &str, to_mend: Option<&str>) -> Result<Response, DeskError> {
    let around = Around::of(desk, named, "Accounts", Section::Overview)?;
    let mends = match to_mend {
        Some(_) => Mends::one("because", "Say why it is not theirs."),
        None => Mends::none(),
    };
    let status = match to_mend {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let suggested = desk
        .account_suggested(&around.shown.name)?
        .into_iter()
        .map(|one| Suggested {
            shown: Words::from(one.value.as_str()),
            because: Words::from(crate::labels::capital(&one.because)),
            shown_by: super::steps::causes(&one.shown_by, &around),
            to_mend: to_mend == Some(one.value.as_str()),
            kind: one.kind,
            value: one.value,
        })
        .collect();
    let rows = |accounts: &[(String, String)]| {
        accounts
            .iter()
            .map(|(kind, value)| (Words::from(kind.as_str()), Words::from(value.as_str())))
            .collect()
    };
    let accounts = Accounts {
        caption: around.caption(),
        base: around.base.clone(),
        suggested,
        subject: rows(&around.shown.subject_accounts),
        clinician: rows(&around.shown.clinician_accounts),
        frame: around.frame.to_mend(&mends),
        mends,
    };
    Ok(page(status, &accounts))
}
