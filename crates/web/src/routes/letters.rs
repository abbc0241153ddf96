//! `/cases/NAME/letters`: letters drafted from the case, approved by a named person, and what became of them. Nothing is
//! sent from here, ever.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use standfast_desk::acts::letter::{
    Change as Differs, Finding, LetterLine, LetterMoment, Made, SaidApproval, SaidMark, SaidSent,
    TemplateLine,
};
use standfast_desk::model::lists::LetterAct;
use standfast_desk::{Desk, DeskError};

use super::Around;
use super::trouble::Trouble;
use crate::download;
use crate::labels::{self, capital};
use crate::pages::frame::{Mends, Section};
use crate::pages::letters::{Change, Draft, Gap, Letter, Letters};
use crate::server::{SignedIn, go, page};
use crate::shelf::{Shelf, Waiting};
use crate::times;
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

/// What stands before the name of a gap in the form.
const GAP: &str = "gap-";

pub(super) async fn list(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        Ok(shown(desk, &named, None, Mends::none())?)
    })
    .await
}

/// A form of these pages: its fields by name, its gaps apart.
struct Said {
    fields: BTreeMap<String, String>,
    gaps: BTreeMap<String, String>,
}

impl Said {
    fn of(sent: Vec<(String, String)>) -> Self {
        let mut said = Said {
            fields: BTreeMap::new(),
            gaps: BTreeMap::new(),
        };
        for (name, value) in sent {
            let value = value.replace("\r\n", "\n").trim().to_owned();
            match name.strip_prefix(GAP) {
                // A gap that was emptied is open again.
                Some(gap) => said.gaps.insert(gap.to_owned(), value),
                None => said.fields.insert(name, value),
            };
        }
        said
    }

    fn get(&self, field: &str) -> Option<String> {
        self.fields
            .get(field)
            .filter(|value| !value.is_empty())
            .cloned()
    }
}

pub(super) async fn draft(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Response {
    site.at_desk(signed, move |desk, shelf| {
        let said = Said::of(sent);
        let template = said.get("template").unwrap_or_default();
        if !desk.letter_templates()?.iter().any(|t| t.name == template) {
            return Ok(shown(desk, &named, None, Mends::none())?);
        }
        let again = said.get("again").and_then(|number| number.parse().ok());
        drafted(desk, shelf, &named, &template, said.gaps, again)
    })
    .await
}

pub(super) async fn act(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path((named, letter)): Path<(String, u64)>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Response {
    site.at_desk(signed, move |desk, shelf| {
        let said = Said::of(sent);
        let word = said.get("act").unwrap_or_default();
        let back = format!("/cases/{named}/letters");
        let trouble = |error| Trouble::back(error, back.clone(), "To the letters");
        let letters = desk.letter_list(&named)?;
        let Some(line) = letters.iter().find(|line| line.letter == letter) else {
            return Ok(shown(desk, &named, None, Mends::none())?);
        };
        let (because, when) = (said.get("because"), said.get("when"));
        let saved = match LetterAct::parse(&word) {
            Some(LetterAct::Drafted) => {
                return again(desk, shelf, &named, line, Mends::none(), &said);
            }
            Some(LetterAct::Approved) => {
                let approval = SaidApproval {
                    by: said.get("by"),
                    although: said.get("although"),
                    ..SaidApproval::default()
                };
                match desk.letter_approve(&named, letter, approval) {
                    Ok(_) => return Ok(go(&back)),
                    Err(DeskError::Words { .. }) if said.get("by").is_none() => {
                        let mends = Mends::one("by", "Say who stands by it.");
                        return again(desk, shelf, &named, line, mends, &said);
                    }
                    Err(DeskError::Letter { findings, .. })
                        if !findings.iter().any(Finding::must) =>
                    {
                        let mends = Mends::one("although", "Say why it is right all the same.");
                        return again(desk, shelf, &named, line, mends, &said);
                    }
                    Err(error) => return Err(trouble(error)),
                }
            }
            Some(LetterAct::Sent) => desk.letter_sent(
                &named,
                letter,
                SaidSent {
                    how: because,
                    when,
                    ..SaidSent::default()
                },
            ),
            Some(act) => desk.letter_mark(
                &named,
                letter,
                act,
                SaidMark {
                    because,
                    when,
                    ..SaidMark::default()
                },
            ),
            None => return Ok(shown(desk, &named, None, Mends::none())?),
        };
        saved.map_err(trouble)?;
        Ok(go(&format!("{back}#letter-{letter}")))
    })
    .await
}

/// A letter on the page once more, with what it was filled with before: as it is while it is a draft, else drafted anew.
fn again(
    desk: &mut Desk,
    shelf: &Shelf,
    named: &str,
    line: &LetterLine,
    mends: Mends,
    said: &Said,
) -> Result<Response, Trouble> {
    if !line.may.contains(&LetterAct::Approved.as_str()) {
        let fields = BTreeMap::new();
        return drafted(
            desk,
            shelf,
            named,
            &line.template,
            fields,
            Some(line.letter),
        );
    }
    let looked = SaidApproval {
        dry_run: true,
        ..SaidApproval::default()
    };
    let made = desk.letter_approve(named, line.letter, looked)?.made;
    let number = line.acts.last().map(|act| format!("P{}", act.p));
    let number = number.unwrap_or_default();
    let mut draft = draft_of(desk, shelf, &line.template, (line.letter, number), &made)?;
    draft.by = said.get("by").unwrap_or_default();
    draft.although = said.get("although").unwrap_or_default();
    Ok(shown(desk, named, Some(draft), mends)?)
}

fn drafted(
    desk: &mut Desk,
    shelf: &Shelf,
    named: &str,
    template: &str,
    gaps: BTreeMap<String, String>,
    again: Option<u64>,
) -> Result<Response, Trouble> {
    let back = format!("/cases/{named}/letters");
    let saved = desk
        .letter_draft(named, template, gaps, again)
        .map_err(|error| Trouble::back(error, back, "To the letters"))?;
    let number = (saved.letter, saved.saved.name());
    let draft = draft_of(desk, shelf, template, number, &saved.made)?;
    Ok(shown(desk, named, Some(draft), Mends::none())?)
}

fn draft_of(
    desk: &Desk,
    shelf: &Shelf,
    template: &str,
    (letter, number): (u64, String),
    made: &Made,
) -> Result<Draft, DeskError> {
    let name = format!("{template}-{letter}.pdf");
    let pdf = shelf.put(Waiting::Letter {
        name: name.clone(),
        pdf: made.drafted.pdf.bytes().to_vec(),
    });
    let open = |gap: &str| made.drafted.gaps.iter().any(|g| g.name == gap);
    let gaps = desk
        .letter_gaps(template)?
        .into_iter()
        .map(|spec| Gap {
            id: format!("{GAP}{}", spec.name),
            asks: capital(&spec.asks),
            value: made.values.get(&spec.name).cloned().unwrap_or_default(),
            open: open(&spec.name),
        })
        .collect();
    let findings = |must: bool| {
        made.findings
            .iter()
            .filter(|f| f.must() == must && !matches!(f, Finding::Missing { .. }))
            .map(|f| Words::from(capital(&f.to_string())))
            .collect::<Vec<_>>()
    };
    let mut must = findings(true);
    if !made.drafted.gaps.is_empty() {
        must.insert(0, Words::from("Gaps are open; see above."));
    }
    Ok(Draft {
        letter,
        template: template.to_owned(),
        title: title(template),
        number,
        text: Words::from(made.drafted.text.as_str()),
        gaps,
        must,
        doubts: findings(false),
        since: changes(&made.since),
        own: changes(&made.own),
        name,
        token: pdf.unwrap_or_default(),
        by: String::new(),
        although: String::new(),
    })
}

fn changes(all: &[Differs]) -> Vec<Change> {
    all.iter()
        .map(|change| Change {
            came: change.came,
            text: Words::from(change.text.as_str()),
        })
        .collect()
}

pub(super) async fn download(
    signed: SignedIn<OpenDesk>,
    Path((_, token)): Path<(String, String)>,
) -> Response {
    match signed.shelf.letter(&token) {
        Some((name, pdf)) => (download::headers(&name), pdf).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// What was approved, byte for byte.
pub(super) async fn copy(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path((named, letter, form)): Path<(String, u64, String)>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        let back = format!("/cases/{named}/letters");
        let (name, bytes) = desk
            .letter_show(&named, letter, form == "docx")
            .map_err(|error| Trouble::back(error, back, "To the letters"))?;
        Ok((download::headers(&name), bytes).into_response())
    })
    .await
}

fn shown(
    desk: &mut Desk,
    named: &str,
    draft: Option<Draft>,
    mends: Mends,
) -> Result<Response, DeskError> {
    let around = Around::of(desk, named, "Letters", Section::Letters)?;
    let fits = |t: &TemplateLine| {
        let holds = |list: &[String], word: &Option<String>| {
            list.is_empty() || word.as_ref().is_none_or(|word| list.contains(word))
        };
        holds(&t.fits, &around.shown.setting) && holds(&t.places, &around.shown.jurisdiction)
    };
    let templates = desk
        .letter_templates()?
        .into_iter()
        .filter(fits)
        .map(|template| (title(&template.name), template.name))
        .collect();
    let mut lines = desk.letter_list(&around.shown.name)?;
    lines.reverse();
    let status = if mends.0.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let letters = Letters {
        caption: around.caption(),
        base: around.base.clone(),
        letters: lines.iter().map(|line| letter(line, &around)).collect(),
        templates,
        draft,
        frame: around.frame.clone().to_mend(&mends),
        mends,
    };
    Ok(page(status, &letters))
}

fn letter(line: &LetterLine, around: &Around) -> Letter {
    Letter {
        number: line.letter,
        title: title(&line.template),
        state: labels::letter_act(&line.state),
        kept: line.kept,
        docx: line.docx,
        may: line.may.clone(),
        history: line.acts.iter().map(|act| history(act, around)).collect(),
    }
}

/// "Approved by Oriel Stavebrook, 20 Feb 2026, 09:00".
fn history(act: &LetterMoment, around: &Around) -> Words {
    let mut words = labels::letter_act(act.act).to_owned();
    if let Some(by) = &act.by {
        words.push_str(&format!(" by {by}"));
    }
    match &act.occurred {
        Some(when) => words.push_str(&format!(", {}", times::said(when))),
        None => words.push_str(&format!(", {}", around.times.moment(act.recorded))),
    }
    for more in [&act.how, &act.because].into_iter().flatten() {
        words.push_str(&format!(": {more}"));
    }
    if let Some(n) = act.measure {
        words.push_str(&format!(" (#{n})"));
    }
    if let Some(n) = act.answer {
        words.push_str(&format!(" (answered by #{n})"));
    }
    Words::from(words)
}

fn title(template: &str) -> String {
    labels::letter(template)
}
