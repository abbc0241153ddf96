//! Of a table: the page that asks which of its columns is what.

use axum::http::StatusCode;
use axum::response::Response;
use standfast_desk::acts::import::{Field, MappingError, TableSeen};

use super::Typed;
use crate::pages::frame::Mends;
use crate::pages::import::{ColumnChoice, Columns, TableColumn};
use crate::routes::Around;
use crate::server::page;
use crate::words::Words;

/// The page, with what was found or chosen before.
pub(super) fn columns(
    around: Around,
    typed: Typed,
    kept: String,
    seen: TableSeen,
    wrong: Option<MappingError>,
) -> Response {
    /// Columns that are shown with their first rows; all can be chosen up to [`CHOSEN`].
    const SHOWN: usize = 12;
    const CHOSEN: usize = 100;
    let said: Vec<(Field, String)> = match &wrong {
        None => seen
            .suggested
            .iter()
            .map(|(field, column)| (field, column.to_owned()))
            .collect(),
        Some(_) => typed
            .columns
            .iter()
            .filter_map(|one| one.split_once('='))
            .filter_map(|(field, column)| Some((Field::parse(field)?, column.to_owned())))
            .collect(),
    };
    let mut choices = Vec::new();
    for field in Field::ALL {
        let mut chosen = said
            .iter()
            .filter(|(f, _)| *f == field)
            .map(|(_, column)| column.clone());
        let more = [(field.as_str().to_owned(), field.meaning())];
        // Words may stand in two columns.
        let second = ("words-more".to_owned(), "More of what was said or done");
        let all = more
            .into_iter()
            .chain((field == Field::Words).then_some(second));
        for (name, label) in all {
            choices.push(ColumnChoice {
                id: format!("column-{name}"),
                field: field.as_str(),
                label,
                chosen: chosen.next(),
            });
        }
    }
    let mends = match wrong {
        None => Mends::none(),
        Some(MappingError::NoTime) => {
            Mends::one("column-time", "Choose the column that says when it was.")
        }
        Some(_) => Mends::one("column-time", "Choose each column again."),
    };
    let names = |column: &String| match column.parse::<usize>() {
        Ok(number) => format!("Column {number}"),
        Err(_) => column.clone(),
    };
    let page_of = Columns {
        caption: Words::from(format!("Case {}, import", around.shown.name)),
        base: around.base.clone(),
        file: Words::from(seen.name),
        known: seen.known,
        left_out: seen.columns.len().saturating_sub(CHOSEN),
        rows: seen
            .rows
            .into_iter()
            .map(|row| row.into_iter().take(SHOWN).map(Words::from).collect())
            .collect(),
        columns: seen
            .columns
            .iter()
            .take(CHOSEN)
            .map(|column| TableColumn {
                said: column.clone(),
                name: Words::from(names(column)),
            })
            .collect(),
        choices,
        kept,
        typed: vec![
            ("account", typed.account),
            ("mine", typed.mine),
            ("zone", typed.zone),
            ("order", typed.order),
            ("channel", typed.channel),
        ],
        frame: around.frame.to_mend(&mends),
        mends,
    };
    let status = if page_of.mends.0.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    page(status, &page_of)
}
