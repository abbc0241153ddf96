//! `/cases/NAME/disclosures`: what a bundle for the police would hold now. Bundles themselves are
//! made on the command line, where decisions come in a file.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use standfast_desk::acts::disclose::SaidDisclosure;

use super::Around;
use crate::labels::counted;
use crate::pages::disclosures::Disclosures;
use crate::pages::frame::Section;
use crate::server::{SignedIn, page};
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

/// The profile that this page looks through.
const PROFILE: &str = "police";

pub(super) async fn show(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        let around = Around::of(desk, &named, "Disclosures", Section::Disclosures)?;
        let said = SaidDisclosure {
            to: "the police".to_owned(),
            profile: PROFILE.to_owned(),
            ..SaidDisclosure::default()
        };
        let would = desk.disclose_preview(&around.shown.name, &said)?;
        let sums = [
            ("entries shown whole", would.counts.shown),
            ("shown in part", would.counts.in_part),
            ("withheld", would.counts.withheld),
        ];
        let shown = Disclosures {
            caption: around.caption(),
            extent: format!("Entries 0 to {}, profile {PROFILE}.", would.last),
            sums: sums.to_vec(),
            goes: Words::from(would.goes_words()),
            fields: counted(
                would.withheld.len() as u64,
                "field is withheld",
                "fields are withheld",
            ),
            withheld: Words::from(would.withheld_words()),
            waiting: would
                .needs_decision
                .iter()
                .map(|held| {
                    super::steps::causes(&[held.n], &around)
                        .pop()
                        .map(|link| (link, Words::from(held.field.replace('_', " "))))
                })
                .collect::<Option<Vec<_>>>()
                .unwrap_or_default(),
            frame: around.frame,
        };
        Ok(page(StatusCode::OK, &shown))
    })
    .await
}
