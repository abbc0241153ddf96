//! `/cases/NAME/review`: what has changed since the last review, and the next one, sealed in one act.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use standfast_desk::acts::review::{SaidReview, SinceReview};
use standfast_desk::model::lists::StepAct;
use standfast_desk::{Desk, DeskError};

use super::trouble::Trouble;
use super::{Around, steps};
use crate::labels::{self, capital, counted};
use crate::pages::frame::{Mend, Mends, Section};
use crate::pages::review::{Change, Own, Review, ReviewForm};
use crate::server::{SignedIn, go, page};
use crate::shelf::{Done, Shelf, random};
use crate::times;
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

pub(super) async fn ask(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        Ok(form(desk, &named, Typed::default(), Mends::none())?)
    })
    .await
}

#[derive(Default)]
struct Typed {
    once: String,
    looked_at: Vec<String>,
    form: ReviewForm,
}

impl Typed {
    fn of(sent: Vec<(String, String)>) -> Self {
        let mut typed = Typed::default();
        for (name, value) in sent {
            match name.as_str() {
                "once" => typed.once = value,
                "looked-at" => typed.looked_at.push(value),
                "by" => typed.form.by = value,
                "when" => typed.form.when = value,
                "words" => typed.form.words = value,
                "next" => typed.form.next = value,
                _ => {}
            }
        }
        typed
    }
}

pub(super) async fn save(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Response {
    site.at_desk(signed, move |desk, shelf| {
        seal(desk, shelf, &named, Typed::of(sent))
    })
    .await
}

fn seal(desk: &mut Desk, shelf: &Shelf, named: &str, typed: Typed) -> Result<Response, Trouble> {
    if let Some(done) = shelf.was_done(&typed.once) {
        return Ok(go(&done.to));
    }
    let mends = Mends(to_mend(desk, named, &typed.form));
    if !mends.0.is_empty() {
        return Ok(form(desk, named, typed, mends)?);
    }
    let given = |words: &str| Some(words.replace("\r\n", "\n")).filter(|w| !w.trim().is_empty());
    let said = SaidReview {
        when: given(&typed.form.when),
        zone: None,
        by: given(&typed.form.by),
        words: given(&typed.form.words),
        looked_at: typed.looked_at.clone(),
        next: given(&typed.form.next),
    };
    match desk.review(named, said) {
        Ok(reviewed) => {
            let saved = reviewed.saved;
            let to = format!("/cases/{}/saved/{}", saved.case, saved.n);
            shelf.done(Done {
                once: typed.once,
                to: to.clone(),
                warnings: saved.warnings,
            });
            Ok(go(&to))
        }
        // The time was understood above, the accounts are those of the page: the next day is left.
        Err(DeskError::Words { .. } | DeskError::Said(_)) => {
            let mends = Mends::one("next", "Say a day that is still to come.");
            Ok(form(desk, named, typed, mends)?)
        }
        Err(error) => Err(Trouble::back(
            error,
            format!("/cases/{named}/review"),
            "Back to the review",
        )),
    }
}

fn to_mend(desk: &Desk, named: &str, form: &ReviewForm) -> Vec<Mend> {
    [("when", &form.when), ("next", &form.next)]
        .into_iter()
        .filter(|(_, words)| !words.trim().is_empty())
        .filter_map(|(field, words)| {
            let error = desk.understand_when(named, words).err()?;
            Some(Mend {
                field,
                words: capital(&error.to_string()) + ".",
            })
        })
        .collect()
}

fn form(desk: &mut Desk, named: &str, typed: Typed, mends: Mends) -> Result<Response, DeskError> {
    let around = Around::of(desk, named, "Review", Section::Steps)?;
    let since = desk.since_review(&around.shown.name)?;
    let status = if mends.0.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let review = Review {
        caption: around.caption(),
        base: around.base.clone(),
        once: if typed.once.is_empty() {
            random().unwrap_or_default()
        } else {
            typed.once
        },
        since: Words::from(match &since.last {
            Some((_, when)) => format!("Since the last review, {}", times::said(when)),
            None => "There was no review yet: since the case began".to_owned(),
        }),
        changes: changes(&since, &around),
        open: since
            .open
            .iter()
            .map(|(id, ..)| (labels::step(id), format!("{}/steps#{id}", around.base)))
            .collect(),
        accounts: since
            .accounts
            .iter()
            .map(|(account, at)| Own {
                value: account.clone(),
                shown: Words::from(account.as_str()),
                when: at.map_or("never looked at".to_owned(), |at| {
                    format!("looked at on {}", times::day(around.times.date(at)))
                }),
                ticked: typed.looked_at.contains(account),
            })
            .collect(),
        suggested: since.suggested,
        form: typed.form,
        frame: around.frame.to_mend(&mends),
        mends,
    };
    Ok(page(status, &review))
}

/// What is new, a sentence each; counts and entries, no words of anybody.
fn changes(since: &SinceReview, around: &Around) -> Vec<Change> {
    let c = &since.changed;
    let mut found = Vec::new();
    let mut say = |words: String, entries: &[u64]| {
        found.push(Change {
            words: Words::from(words),
            entries: steps::links(entries, around),
        });
    };
    if c.from_subject > 0 {
        let channels: Vec<String> = c
            .channels
            .iter()
            .map(|(channel, n)| match channel.as_str() {
                "" => format!("way not said {n}"),
                channel => format!("{} {n}", labels::channel(Some(channel)).to_lowercase()),
            })
            .collect();
        say(
            format!(
                "{} from the patient ({})",
                counted(c.from_subject, "contact", "contacts"),
                channels.join(", ")
            ),
            &[],
        );
    } else {
        say("No contact from the patient".to_owned(), &[]);
    }
    if !c.signs.is_empty() {
        let signs: Vec<String> = c
            .signs
            .iter()
            .map(|(sign, n)| format!("{} {n}", labels::sign(sign.as_str())))
            .collect();
        say(format!("Ticked: {}", signs.join(", ")), &[]);
    }
    if c.late > 0 && since.last.is_some() {
        say(
            format!(
                "{} happened before that review and came into the log after it",
                counted(c.late, "contact", "contacts")
            ),
            &[],
        );
    }
    for (words, entries) in [
        ("Measures", &c.measures),
        ("Outcomes", &c.outcomes),
        ("Accounts kept", &c.accounts),
        ("Accounts decided about", &c.attributions),
    ] {
        if !entries.is_empty() {
            say(words.to_owned(), entries);
        }
    }
    for (act, words) in [
        (StepAct::Done, "Steps done"),
        (StepAct::Declined, "Steps decided against"),
        (StepAct::Delegated, "Steps given to somebody"),
        (StepAct::Open, "Steps opened by you"),
        (StepAct::Reopened, "Steps opened again"),
    ] {
        let titles: Vec<String> = c
            .steps
            .iter()
            .filter(|(_, done)| *done == act)
            .map(|(id, _)| labels::step(id))
            .collect();
        if !titles.is_empty() {
            say(format!("{words}: {}", titles.join("; ")), &[]);
        }
    }
    found
}
