//! `/cases/NAME/import`: look at an export first, seal it after. Between the two the file waits on
//! the session's shelf; a cancel, a lock or leaving lets it go.

use axum::Form;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use standfast_desk::acts::import::{
    Field, Flow, Imported, IntakeError, Mapping, MappingError, PersonTold, SaidImport, Source,
    TableSeen,
};
use standfast_desk::{Desk, DeskError};

use super::Around;
use super::log::FILE_BYTES;
use super::trouble::Trouble;
use crate::labels::{capital, counted};
use crate::pages::frame::{Mends, Section};
use crate::pages::import::{
    Choose, ColumnChoice, Columns, PersonRow, Preview, Sample, Sums, TableColumn,
};
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
/// Senders that are named; the rest is counted.
const PEOPLE: usize = 12;

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
            "channel" => typed.channel = value,
            "pasted" => typed.pasted = value,
            "column" if !value.is_empty() => typed.columns.push(value),
            "kept" => kept = value,
            _ => {}
        }
    }
    site.at_desk(signed, move |desk, shelf| {
        let around = Around::of(desk, &named, "Import", Section::Import)?;
        let pasted = !typed.pasted.trim().is_empty();
        let source = match (file, shelf.take(&kept)) {
            _ if !mends.0.is_empty() => return Ok(form(around, typed, None, mends)),
            (Some(_), _) if pasted => {
                let mends = Mends::one("pasted", "Choose a file or paste lines, not both at once.");
                return Ok(form(around, typed, None, mends));
            }
            (Some(arrived), _) => match arrived.into_source() {
                Ok(source) => {
                    typed.columns.clear();
                    Box::new(source)
                }
                Err(error) => return Ok(form(around, typed, None, mend(&error))),
            },
            (None, _) if pasted => {
                typed.reader = Some("diary".to_owned());
                let lines = typed.pasted.clone().into_bytes();
                match Source::from_bytes("pasted lines", lines) {
                    Ok(source) => Box::new(source),
                    Err(error) => return Ok(form(around, typed, None, mend(&error))),
                }
            }
            (None, Some(Waiting::Export { case, source, said })) if case == around.shown.name => {
                typed.reader = said.reader;
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
        reader: typed.reader.clone(),
        columns: typed.columns.clone(),
        channel: given(&typed.channel),
        dry_run: true,
        keep_source: false,
        sample: SAMPLE,
    };
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
    let imported = match desk.import(&case, &source, said.clone(), &mut |_| Flow::Go) {
        Ok(imported) => imported,
        Err(DeskError::Intake(IntakeError::AskColumns(seen))) => {
            let wrong = mapped.err().filter(|_| !typed.columns.is_empty());
            let Some(kept) = shelf.put(Waiting::Export { case, source, said }) else {
                return Ok(form(around, typed, None, no_random()));
            };
            return Ok(columns(around, typed, kept, *seen, wrong));
        }
        Err(DeskError::Intake(error)) => {
            let waiting = Waiting::Export { case, source, said };
            // A file that needs an answer is kept, so that it need not be sent again.
            let kept = if error.is_question() {
                shelf.put(waiting)
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
        return Ok(form(around, typed, None, no_random()));
    };
    let by = imported.by.as_ref();
    let people = by.map_or(&[][..], |by| &by.people);
    let shown = Preview {
        people: people.iter().take(PEOPLE).map(person).collect(),
        more_people: people.len().saturating_sub(PEOPLE),
        spans: by.map_or_else(Vec::new, |by| {
            let spans = by.spans().into_iter();
            spans
                .map(|span| (times::month(&span.month), span.taken))
                .collect()
        }),
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
        theirs: imported
            .may_be_theirs
            .iter()
            .take(NAMED)
            .map(|one| {
                let records = match one.records {
                    0 => String::new(),
                    n => format!(", {} left out", counted(n, "message", "messages")),
                };
                Words::from(format!(
                    "{} ({}{records}): {}",
                    one.value, one.kind, one.because
                ))
            })
            .collect(),
        notes: imported.notes.clone(),
        keep_offered: clean && imported.taken > 0,
        frame: around.frame,
    };
    Ok(page(StatusCode::OK, &shown))
}

fn person(told: &PersonTold) -> PersonRow {
    let name = match told.name.as_str() {
        "" => "No sender is named",
        name => name,
    };
    PersonRow {
        name: Words::from(beginning(name)),
        taken: told.taken,
        already: told.already,
        left_out: told.left_out,
    }
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
    if !imported.columns.is_empty() {
        let columns: Vec<String> = imported
            .columns
            .iter()
            .map(|c| format!("{} is “{}”", c.field, c.column))
            .collect();
        facts.push(("Columns", Words::from(columns.join(", "))));
    }
    facts.push(("Attachments", Words::from(imported.attachments.to_string())));
    if imported.left_out > 0 {
        facts.push(("Left out", Words::from(imported.left_out_words())));
    }
    if let Some(by) = &imported.by {
        if by.gaps > 0 {
            let gaps = counted(by.gaps, "place", "places");
            facts.push((
                "Gaps",
                Words::from(format!(
                    "messages of others are left out between these in {gaps}"
                )),
            ));
        }
        if !by.unknown.is_empty() {
            facts.push(("Kinds not yet known", Words::from(by.unknown_words())));
        }
        if by.unnamed_files > 0 {
            facts.push((
                "Files that no message names",
                Words::from(by.unnamed_words()),
            ));
        }
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

fn no_random() -> Mends {
    Mends::one(
        "file",
        "This machine gave no random numbers. Nothing was stored. Choose the file again.",
    )
}

/// The page that asks which column is what.
fn columns(
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
        pasted: typed.pasted,
        channel: typed.channel,
        columns: typed.columns,
        frame: around.frame.to_mend(&mends),
        mends,
    };
    page(status, &choose)
}
