//! `/cases/NAME/import`: look at an export first, seal it after. Between the two the file waits on
//! the session's shelf; a cancel, a lock or leaving lets it go.

use axum::Form;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use standfast_desk::acts::import::{Flow, Imported, IntakeError, SaidImport, Source};
use standfast_desk::{Desk, DeskError};

use super::Around;
use super::log::FILE_BYTES;
use super::trouble::Trouble;
use crate::labels::{capital, counted};
use crate::pages::frame::{Mends, Section};
use crate::pages::import::{Choose, Preview, Sample, Sums};
use crate::server::{SignedIn, go, page};
use crate::shelf::{Done, Shelf, Waiting};
use crate::times;
use crate::upload::receive;
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

/// Rows that are shown before anything is sealed.
const SAMPLE: usize = 5;
/// Places that are named one by one; the rest is counted.
const NAMED: usize = 10;

/// What was typed beside the file.
#[derive(Default)]
struct Typed {
    account: String,
    mine: String,
    zone: String,
    order: String,
}

pub(super) async fn choose(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        let around = Around::of(desk, &named, "Import", Section::Import)?;
        let typed = Typed {
            zone: around.shown.zone.clone().unwrap_or_default(),
            ..Typed::default()
        };
        Ok(form(around, typed, None, Mends::none()))
    })
    .await
}

pub(super) async fn look(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
    mut sent: Multipart,
) -> Response {
    let mut typed = Typed::default();
    let mut file = None;
    let mut kept = String::new();
    let mut mends = Mends::none();
    loop {
        let field = match sent.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(_) => {
                mends = Mends::one("file", "The file arrived only in part. Choose it again.");
                break;
            }
        };
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            match receive(field, FILE_BYTES).await {
                Ok(Some(arrived)) => file = Some(arrived),
                Ok(None) => {}
                Err(lost) => mends = Mends::one("file", lost.to_string()),
            }
            continue;
        }
        let value = field.text().await.unwrap_or_default();
        match name.as_str() {
            "account" => typed.account = value,
            "mine" => typed.mine = value,
            "zone" => typed.zone = value,
            "order" => typed.order = value,
            "kept" => kept = value,
            _ => {}
        }
    }
    site.at_desk(signed, move |desk, shelf| {
        let around = Around::of(desk, &named, "Import", Section::Import)?;
        let source = match (file, shelf.take(&kept)) {
            _ if !mends.0.is_empty() => return Ok(form(around, typed, None, mends)),
            (Some(arrived), _) => match arrived.into_source() {
                Ok(source) => Box::new(source),
                Err(error) => return Ok(form(around, typed, None, mend(&error))),
            },
            (None, Some(Waiting::Export { case, source, .. })) if case == around.shown.name => {
                source
            }
            (None, _) => {
                return Ok(form(
                    around,
                    typed,
                    None,
                    Mends::one("file", "Choose a file."),
                ));
            }
        };
        preview(desk, shelf, around, source, typed)
    })
    .await
}

fn preview(
    desk: &mut Desk,
    shelf: &Shelf,
    around: Around,
    source: Box<Source>,
    typed: Typed,
) -> Result<Response, Trouble> {
    let lines = |text: &str| {
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let said = SaidImport {
        accounts: lines(&typed.account),
        mine: lines(&typed.mine),
        // The case's own zone needs no saying, so that the import says where it came from.
        zone: given(&typed.zone).filter(|zone| Some(zone) != around.shown.zone.as_ref()),
        date_order: given(&typed.order),
        dry_run: true,
        keep_source: false,
        sample: SAMPLE,
    };
    let case = around.shown.name.clone();
    let imported = match desk.import(&case, &source, said.clone(), &mut |_| Flow::Go) {
        Ok(imported) => imported,
        Err(DeskError::Intake(error)) => {
            let waiting = Waiting::Export { case, source, said };
            // A file that needs an answer is kept, so that it need not be sent again.
            let kept = if error.is_question() {
                shelf.put(waiting)
            } else {
                None
            };
            return Ok(form(around, typed, kept, mend(&error)));
        }
        Err(DeskError::Words { what, .. }) if what.contains("time zone") => {
            let kept = shelf.put(Waiting::Export { case, source, said });
            let mends = Mends::one("zone", "Name the zone like Europe/London.");
            return Ok(form(around, typed, kept, mends));
        }
        Err(error) => {
            return Err(Trouble::back(
                error,
                format!("{}/import", around.base),
                "To the import",
            ));
        }
    };
    let clean = imported.left_out == 0 && imported.not_understood == 0;
    let Some(token) = shelf.put(Waiting::Export {
        case,
        source,
        said: said.clone(),
    }) else {
        let mends = Mends::one(
            "file",
            "This machine gave no random numbers. Nothing was stored. Choose the file again.",
        );
        return Ok(form(around, typed, None, mends));
    };
    let shown = Preview {
        caption: Words::from(format!("Case {}, import", around.shown.name)),
        base: around.base.clone(),
        token,
        sums: Sums {
            read: imported.read,
            taken: imported.taken,
            left_out: imported.left_out,
            already: imported.already,
            not_understood: imported.not_understood,
        },
        facts: facts(&imported, &said, &around),
        samples: imported
            .sample
            .iter()
            .map(|row| Sample {
                when: capital(&times::said(&row.occurred.text)),
                from: if row.from_subject {
                    "The patient"
                } else {
                    "You"
                },
                words: Words::from(beginning(&row.words)),
            })
            .collect(),
        problems: imported
            .problems
            .iter()
            .take(NAMED)
            .map(|p| Words::from(format!("{}: {}", capital(&p.at), p.why)))
            .collect(),
        more_problems: u64::try_from(imported.problems.len().saturating_sub(NAMED))
            .unwrap_or_default()
            .saturating_add(imported.more_problems),
        notes: imported.notes.clone(),
        keep_offered: clean && imported.taken > 0,
        frame: around.frame,
    };
    Ok(page(StatusCode::OK, &shown))
}

/// The beginning of long words.
fn beginning(words: &str) -> String {
    const LETTERS: usize = 200;
    match words.char_indices().nth(LETTERS) {
        Some((at, _)) => words.split_at(at).0.to_owned() + "…",
        None => words.to_owned(),
    }
}

fn facts(imported: &Imported, said: &SaidImport, around: &Around) -> Vec<(&'static str, Words)> {
    let people = |names: &[String]| {
        if names.is_empty() {
            "known by the accounts of the case".to_owned()
        } else {
            names.join(", ")
        }
    };
    let mut facts = vec![
        (
            "File",
            Words::from(format!("{}. {}", imported.source, imported.reader_words)),
        ),
        (
            "The patient",
            Words::from(format!(
                "{}: {}",
                people(&said.accounts),
                counted(imported.from_subject, "message", "messages")
            )),
        ),
        (
            "You",
            Words::from(format!(
                "{}: {}",
                people(&said.mine),
                counted(imported.from_clinician, "message", "messages")
            )),
        ),
    ];
    if let (Some(first), Some(last)) = (imported.first, imported.last) {
        let span = format!(
            "{} to {}",
            around.times.moment(first),
            around.times.moment(last)
        );
        facts.push(("First and last", Words::from(span)));
    }
    facts.push(("Time zone", Words::from(imported.zone_words())));
    if let Some(order) = &imported.date_order {
        facts.push(("Dates", Words::from(dates(order))));
    }
    facts.push(("Attachments", Words::from(imported.attachments.to_string())));
    if imported.left_out > 0 {
        facts.push(("Left out", Words::from(imported.left_out_words())));
    }
    facts
}

/// How dates were read, and what decided it: "Day first, decided by line 1".
fn dates(order: &str) -> String {
    [
        ("dmy", "Day first"),
        ("mdy", "Month first"),
        ("ymd", "Year first"),
    ]
    .into_iter()
    .find_map(|(word, label)| {
        order
            .strip_prefix(word)
            .map(|rest| format!("{label}{rest}"))
    })
    .unwrap_or_else(|| capital(order))
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

#[derive(Deserialize)]
pub(super) struct Seal {
    token: String,
    act: String,
    keep: Option<String>,
}

pub(super) async fn seal(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
    Form(asked): Form<Seal>,
) -> Response {
    site.at_desk(signed, move |desk, shelf| {
        if let Some(done) = shelf.was_done(&asked.token) {
            return Ok(go(&done.to));
        }
        let around = Around::of(desk, &named, "Import", Section::Import)?;
        let waiting = shelf.take(&asked.token);
        if asked.act != "seal" {
            return Ok(go(&around.base));
        }
        let Some(Waiting::Export { source, said, .. }) = waiting.filter(
            |waiting| matches!(waiting, Waiting::Export { case, .. } if *case == around.shown.name),
        ) else {
            let typed = Typed {
                zone: around.shown.zone.clone().unwrap_or_default(),
                ..Typed::default()
            };
            let mends = Mends::one(
                "file",
                "The file is not kept any more. Nothing was sealed. Choose it again.",
            );
            return Ok(form(around, typed, None, mends));
        };
        let said = SaidImport {
            dry_run: false,
            keep_source: asked.keep.is_some(),
            ..said
        };
        let back = |error| Trouble::back(error, format!("{}/import", around.base), "To the import");
        let imported = desk
            .import(&around.shown.name, &source, said, &mut |_| Flow::Go)
            .map_err(back)?;
        let to = match imported.entry {
            Some(n) => format!("{}/saved/{n}", around.base),
            None => format!("{}/timeline", around.base),
        };
        shelf.done(Done {
            once: asked.token,
            to: to.clone(),
            warnings: imported.warnings,
        });
        Ok(go(&to))
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
        frame: around.frame.to_mend(&mends),
        mends,
    };
    page(status, &choose)
}
