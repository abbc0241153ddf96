//! Looking: the export is read through, and nothing of it is stored.

use std::sync::Arc;

use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use standfast_desk::acts::import::{IntakeError, Mapping, SaidImport, Source};
use standfast_desk::{Desk, DeskError};

use super::columns::columns;
use super::sent::{Sent, read};
use super::{Typed, form, mend, no_random, shown};
use crate::pages::frame::{Mends, Section};
use crate::routes::Around;
use crate::routes::trouble::Trouble;
use crate::running::Run;
use crate::server::{SignedIn, page};
use crate::shelf::{Shelf, Waiting};
use crate::upload::Arrived;
use crate::vault::{Daybook, OpenDesk};

/// Rows that are shown before anything is sealed.
const SAMPLE: usize = 5;

pub(in crate::routes) async fn look(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
    sent: Multipart,
) -> Response {
    let sent = read(sent).await;
    let address = format!("/cases/{named}/import/run");
    site.run_at_desk(signed, address, move |desk, shelf, run| {
        let mut around = Around::of(desk, &named, "Import", Section::Import)?;
        begin(&mut around, run);
        let Sent {
            mut typed,
            files,
            kept,
            mends,
        } = sent;
        if !mends.0.is_empty() {
            return Ok(form(around, typed, None, mends));
        }
        match chosen(&around, shelf, &mut typed, files, &kept) {
            Ok(source) => preview(desk, shelf, run, around, source, typed),
            Err(mends) => Ok(form(around, typed, None, mends)),
        }
    })
    .await
}

/// The page of a run has no menu: the pages that it leads to wait for the run.
pub(super) fn begin(around: &mut Around, run: &Arc<Run>) {
    let mut frame = around.frame.clone();
    frame.case = None;
    run.begun(frame);
}

/// What was chosen, pasted, or waits from the time before.
fn chosen(
    around: &Around,
    shelf: &Shelf,
    typed: &mut Typed,
    files: Vec<Arrived>,
    kept: &str,
) -> Result<Box<Source>, Mends> {
    let waiting = shelf.take(kept);
    let pasted = !typed.pasted.trim().is_empty();
    if !files.is_empty() {
        if pasted {
            let words = "Choose a file or paste lines, not both at once.";
            return Err(Mends::one("pasted", words));
        }
        typed.columns.clear();
        return the_one(files);
    }
    if pasted {
        typed.reader = Some("diary".to_owned());
        let lines = typed.pasted.clone().into_bytes();
        let source = Source::from_bytes("pasted lines", lines).map_err(|e| mend(&e))?;
        return Ok(Box::new(source));
    }
    match waiting {
        Some(Waiting::Export { case, source, said }) if case == around.shown.name => {
            typed.reader = said.reader;
            Ok(source)
        }
        _ => Err(Mends::one("file", "Choose a file.")),
    }
}

/// The one export that the files are.
fn the_one(files: Vec<Arrived>) -> Result<Box<Source>, Mends> {
    let several = files.len() > 1;
    let mut given: Vec<_> = files.into_iter().map(Arrived::into_given).collect();
    given.sort_by(|(one, _), (other, _)| one.cmp(other));
    let name = given.first().map(|(name, _)| name.clone());
    let mut sources = Source::of_files(given).map_err(|e| mend(&e))?;
    match (sources.pop(), sources.len()) {
        (Some(source), 0) => Ok(Box::new(source)),
        (_, more) if several => Err(Mends::one(
            "file",
            format!(
                "These are {} exports that are not parts of one download. Choose one at a time.",
                more.saturating_add(1)
            ),
        )),
        (_, more) => Err(mend(&IntakeError::Several {
            name: name.unwrap_or_default(),
            count: more.saturating_add(1),
        })),
    }
}

fn preview(
    desk: &mut Desk,
    shelf: &Shelf,
    run: &Run,
    around: Around,
    source: Box<Source>,
    typed: Typed,
) -> Result<Response, Trouble> {
    let said = said(&around, &typed);
    // Columns that are no mapping yet are asked for once more.
    let mapped = Mapping::parse(typed.columns.iter().map(String::as_str));
    let said = match &mapped {
        Ok(_) => said,
        Err(_) => SaidImport {
            columns: Vec::new(),
            ..said
        },
    };
    let case = around.shown.name.clone();
    let looked = desk.import(&case, &source, said.clone(), &mut |progress| {
        run.tell(progress)
    });
    let put = |source, said| shelf.put(Waiting::Export { case, source, said });
    let imported = match looked {
        Ok(imported) => imported,
        Err(DeskError::Stopped { .. }) => {
            let kept = put(source, said);
            return Ok(form(around, typed, kept, Mends::none()));
        }
        Err(DeskError::Intake(IntakeError::AskColumns(seen))) => {
            let wrong = mapped.err().filter(|_| !typed.columns.is_empty());
            return Ok(match put(source, said) {
                Some(kept) => columns(around, typed, kept, *seen, wrong),
                None => form(around, typed, None, no_random()),
            });
        }
        Err(DeskError::Intake(error)) => {
            // A file that needs an answer is kept, so that it need not be sent again.
            let kept = if error.is_question() {
                put(source, said)
            } else {
                None
            };
            let mends = match error {
                IntakeError::NothingUnderstood { .. } if typed.reader.is_some() => {
                    Mends::one("pasted", "No line begins with a date. Nothing was stored.")
                }
                error => mend(&error),
            };
            return Ok(form(around, typed, kept, mends));
        }
        Err(DeskError::Words { what, .. }) if what.contains("time zone") => {
            let kept = put(source, said);
            let mends = Mends::one("zone", "Name the zone like Europe/London.");
            return Ok(form(around, typed, kept, mends));
        }
        Err(error) => {
            let to = format!("{}/import", around.base);
            return Err(Trouble::back(error, to, "To the import"));
        }
    };
    Ok(match put(source, said.clone()) {
        Some(token) => page(
            StatusCode::OK,
            &shown::preview(around, &imported, &said, token),
        ),
        None => form(around, typed, None, no_random()),
    })
}

fn said(around: &Around, typed: &Typed) -> SaidImport {
    let lines = |text: &str| {
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    SaidImport {
        accounts: lines(&typed.account),
        mine: lines(&typed.mine),
        // The case's own zone needs no saying, so that the import says where it came from.
        zone: given(&typed.zone).filter(|zone| Some(zone) != around.shown.zone.as_ref()),
        date_order: given(&typed.order),
        reader: typed.reader.clone(),
        columns: typed.columns.clone(),
        channel: given(&typed.channel),
        dry_run: true,
        keep_source: false,
        sample: SAMPLE,
    }
}
