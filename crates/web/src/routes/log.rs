//! `/cases/NAME/log`: a contact with its files, sealed in one act.
//!
//! Nothing that was typed or chosen is lost: a form to mend comes back with its words and keeps its
//! files here; one that meets the lock waits behind it; one that the disk refused comes back too.

mod dates;
mod typed;

use axum::extract::{Multipart, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use standfast_desk::acts::attach::Attached;
use standfast_desk::acts::contact::SaidContact;
use standfast_desk::acts::note::SaidNote;
use standfast_desk::{Desk, DeskError};

use super::Around;
use super::trouble::Trouble;
use crate::pages::frame::{Mend, Mends, Section};
use crate::pages::log::{Log, LogForm, When};
use crate::server::{SignedIn, go, page};
use crate::session::Found;
use crate::shelf::{Done, Draft, Shelf, Waiting, random};
use crate::upload::Upload;
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

use typed::{Typed, read};

/// The most one file may hold here, in bytes: a long video from a phone.
pub(super) const FILE_BYTES: u64 = crate::guard::UPLOAD_BYTES as u64;
/// Between the clinician's own words and the subject's, in what is sealed.
pub(super) const EXACTLY: &str = "\n\nTheir words, exactly:\n";
/// A form left open longer than this no longer means "just now" by its opening.
const STILL_NOW: i64 = 12 * 60 * 60;

pub(super) async fn fresh(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
) -> Response {
    site.at_desk(signed, move |desk, shelf| {
        let around = Around::of(desk, &named, "Log", Section::Log)?;
        let typed = match shelf.take_draft(&around.shown.name) {
            Some(draft) => Typed {
                form: draft.form,
                files: draft.files,
                came_back: true,
                ..Typed::default()
            },
            None => Typed::default(),
        };
        Ok(form(around, shelf, typed, Mends::none()))
    })
    .await
}

pub(super) async fn save(
    State(site): State<Daybook>,
    headers: HeaderMap,
    Path(named): Path<String>,
    sent: Multipart,
) -> Response {
    let address = format!("/cases/{named}/log");
    match site.find(&headers) {
        Found::Open(opened, shelf) => {
            let typed = read(sent, &shelf).await;
            site.at_desk(SignedIn { opened, shelf }, move |desk, shelf| {
                seal(desk, shelf, &named, typed)
            })
            .await
        }
        Found::Locked(shelf) => {
            // The words wait behind the lock; nobody sees them before the passphrase.
            let typed = read(sent, &shelf).await;
            shelf.keep_draft(Draft {
                case: named,
                form: typed.form,
                files: typed.files,
            });
            site.cover(
                StatusCode::UNAUTHORIZED,
                &Found::Locked(shelf),
                &address,
                Mends::none(),
            )
        }
        Found::None => site.cover(
            StatusCode::UNAUTHORIZED,
            &Found::None,
            &address,
            Mends::none(),
        ),
    }
}

fn seal(
    desk: &mut Desk,
    shelf: &Shelf,
    named: &str,
    mut typed: Typed,
) -> Result<Response, Trouble> {
    if let Some(done) = shelf.was_done(&typed.once) {
        return Ok(go(&done.to));
    }
    let around = Around::of(desk, named, "Log", Section::Log)?;
    let case = around.shown.name.clone();
    let mut mends = Mends(std::mem::take(&mut typed.mends));
    let when = match when_words(desk, &around, &typed) {
        Ok(words) => words,
        Err(mend) => {
            mends.0.push(mend);
            String::new()
        }
    };
    if !mends.0.is_empty() {
        return Ok(form(around, shelf, typed, mends));
    }
    let mut files = attached(&typed.files)?;
    // Asked once, and only where "just now" is not what somebody said but what stood there.
    if typed.form.when == When::Now && typed.form.when_offered.is_empty() {
        let opened = typed.opened.unwrap_or(around.now);
        typed.offered = dates::offered(desk, &case, &mut files, opened)?;
        if !typed.offered.is_empty() {
            return Ok(form(around, shelf, typed, Mends::none()));
        }
    }
    let mut when_from = None;
    if let When::File(at) = typed.form.when {
        let said = typed.form.when_offered.get(usize::from(at));
        when_from = match said {
            Some(said) => dates::picked(desk, &case, &mut files, said)?,
            None => None,
        };
        if when_from.is_none() {
            typed.form.when = When::Other;
            let words =
                "The file that said this date is not among those here. Say which day it was.";
            return Ok(form(around, shelf, typed, Mends::one("when-other", words)));
        }
    }
    let note = typed.form.note.trim().to_owned();
    let said = SaidContact {
        when_from,
        ..contact(&typed.form, when, files)
    };
    match desk.contact_add(&case, said) {
        Ok(saved) => {
            let mut warnings = saved.warnings;
            if !note.is_empty() {
                // The contact is safe; a note that the disk refused is given back to be kept elsewhere.
                let kept = desk.note_add(
                    &case,
                    SaidNote {
                        words: Some(note.clone()),
                        ..SaidNote::default()
                    },
                );
                if kept.is_err() {
                    warnings.push(format!("Your private note was not saved. It said: {note}"));
                }
            }
            let to = format!("{}/saved/{}", around.base, saved.n);
            shelf.done(Done {
                once: typed.once,
                to: to.clone(),
                warnings,
            });
            Ok(go(&to))
        }
        Err(DeskError::Words { .. }) if is_empty(&typed) => {
            let mends = Mends::one(
                "words",
                "Say in a few words what happened, choose how it came, or add a file.",
            );
            Ok(form(around, shelf, typed, mends))
        }
        Err(DeskError::Words { what, .. }) => {
            let what = what
                .strip_suffix("; nothing was saved")
                .unwrap_or(&what)
                .to_owned();
            Ok(form(
                around,
                shelf,
                typed,
                Mends::one("words", crate::labels::capital(&what)),
            ))
        }
        Err(DeskError::File { file, why }) => {
            typed.files.retain(|upload| upload.name != file);
            Ok(form(
                around,
                shelf,
                typed,
                Mends::one("files", format!("“{file}” was left out: {why}.")),
            ))
        }
        Err(error) => {
            shelf.keep_draft(Draft {
                case,
                form: typed.form,
                files: typed.files,
            });
            Err(Trouble::back(
                error,
                format!("{}/log", around.base),
                "Back to what you typed",
            ))
        }
    }
}

fn is_empty(typed: &Typed) -> bool {
    let form = &typed.form;
    [&form.words, &form.exact, &form.how]
        .iter()
        .all(|words| words.trim().is_empty())
        && typed.files.is_empty()
}

/// Files as the desk takes them in.
pub(super) fn attached(files: &[Upload]) -> Result<Vec<Attached>, DeskError> {
    files
        .iter()
        .map(|file| {
            let bytes = file.reader().map_err(|why| DeskError::File {
                file: file.name.clone(),
                why: why.to_string(),
            })?;
            let found = Some("handed over by the browser".to_owned());
            Ok(Attached {
                found,
                ..Attached::file(file.name.clone(), bytes)
            })
        })
        .collect()
}

/// WHEN, in words that the desk understands, or what to mend.
fn when_words(desk: &Desk, around: &Around, typed: &Typed) -> Result<String, Mend> {
    let (form, case) = (&typed.form, &around.shown.name);
    let understood = |words: &str| desk.understand_when(case, words);
    let asked = |field: &'static str, typed: &str, said: &[String], empty: &str| {
        if typed.trim().is_empty() {
            return Err(Mend {
                field,
                words: empty.to_owned(),
            });
        }
        let mut problem = String::new();
        for words in said {
            match understood(words) {
                Ok(_) => return Ok(words.clone()),
                Err(error) => problem = error.to_string(),
            }
        }
        Err(Mend {
            field,
            words: crate::labels::capital(&problem) + ".",
        })
    };
    match form.when {
        When::Now => {
            // What "just now" meant when the form was opened, not when Save was pressed.
            let age = |opened: &Timestamp| around.now.as_second() - opened.as_second();
            let opened = typed
                .opened
                .filter(|opened| (60..STILL_NOW).contains(&age(opened)));
            let words = opened.map(|opened| around.times.typed(opened));
            Ok(words
                .filter(|words| understood(words).is_ok())
                .unwrap_or_else(|| "now".to_owned()))
        }
        When::Today if form.when_today.trim().is_empty() => Ok("today".to_owned()),
        When::Today => {
            let words = form.when_today.trim();
            asked(
                "when-today",
                words,
                &[format!("today {words}"), words.to_owned()],
                "",
            )
        }
        When::Other => {
            let empty = "Say which day, as well as you know it, or choose “Not sure”.";
            asked(
                "when-other",
                &form.when_other,
                &[form.when_other.trim().to_owned()],
                empty,
            )
        }
        When::About => {
            let words = form.when_about.trim();
            let bare = words.strip_prefix("some time ").unwrap_or(words);
            let bare = bare.strip_prefix("in ").unwrap_or(bare);
            let said = [words.to_owned(), bare.to_owned(), format!("about {bare}")];
            asked(
                "when-about",
                words,
                &said,
                "Say about when it was, or choose “Not sure”.",
            )
        }
        When::Unsure => Ok("not sure".to_owned()),
        // The date itself is found in the file.
        When::File(_) => Ok(String::new()),
    }
}

fn contact(form: &LogForm, when: String, attach: Vec<Attached>) -> SaidContact {
    let given =
        |words: &str| Some(words.trim_end().to_owned()).filter(|words| !words.trim().is_empty());
    let exact = given(&form.exact);
    let words = match (given(&form.words), exact) {
        (words, None) => words,
        (words, Some(exact)) => Some(words.unwrap_or_default() + EXACTLY + &exact),
    };
    // What is known of a time that nobody is sure of stands with the words, as it was typed.
    let unsure = given(&form.when_unsure).filter(|_| form.when == When::Unsure);
    let words = match (unsure, words) {
        (None, words) => words,
        (Some(known), None) => Some(format!("When: not sure; {known}")),
        (Some(known), Some(words)) => Some(format!("When: not sure; {known}\n\n{words}")),
    };
    let channel = if form.how == "other" {
        given(&form.how_else).or(given(&form.how))
    } else {
        given(&form.how)
    };
    SaidContact {
        channel,
        when_from: None,
        when: Some(when),
        zone: None,
        from: given(&form.from),
        words,
        signs: form.signs.clone(),
        platform: given(&form.platform),
        towards: given(&form.towards),
        effect: given(&form.effect),
        reply: given(&form.reply),
        clinical: given(&form.clinical),
        place: given(&form.place),
        witnesses: form
            .witnesses
            .lines()
            .map(str::trim)
            .map(str::to_owned)
            .collect(),
        attach,
    }
}

/// The form, fresh or come back, with the files that wait for it.
fn form(mut around: Around, shelf: &Shelf, typed: Typed, mends: Mends) -> Response {
    around.without_menu();
    let status = if mends.0.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let kept_files = typed
        .files
        .iter()
        .map(|file| Words::from(file.name.as_str()))
        .collect();
    let kept = if typed.files.is_empty() {
        None
    } else {
        shelf.put(Waiting::Files(typed.files))
    };
    let opened = typed.opened.unwrap_or(around.now);
    let log = Log {
        caption: Words::from(format!("New entry in case {}", around.shown.name)),
        base: around.base.clone(),
        now: around.times.clock(opened),
        opened: opened.as_second(),
        once: if typed.once.is_empty() {
            random().unwrap_or_default()
        } else {
            typed.once
        },
        form: typed.form,
        kept: kept.unwrap_or_default(),
        kept_files,
        offered: typed.offered,
        came_back: typed.came_back,
        frame: around.frame.to_mend(&mends),
        mends,
    };
    page(status, &log)
}
