//! `/cases/NAME/steps`: every step with why and source, and what a person does with it.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use standfast_desk::looks::shown::{Advised, KeptAs};
use standfast_desk::model::lists::StepAct;
use standfast_desk::pathway::{self, State as Stands, StepAdvice};
use standfast_desk::{Desk, DeskError};

use super::Around;
use super::trouble::Trouble;
use crate::labels;
use crate::pages::frame::{Mends, Section};
use crate::pages::step::{Call, EntryLink, Step, Urgency, WhyPart};
use crate::pages::steps::{self as pages, CameBack, Ended, Steps};
use crate::server::{SignedIn, go, page};
use crate::times;
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

/// Links to causes beside a step; the rest is counted.
const CAUSES: usize = 4;

pub(super) async fn show(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        Ok(list(desk, &named, None, Mends::none())?)
    })
    .await
}

#[derive(Deserialize)]
pub(super) struct Act {
    step: String,
    act: String,
    #[serde(default)]
    because: String,
    #[serde(default)]
    to: String,
}

pub(super) async fn act(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
    Form(form): Form<Act>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        let act = match form.act.as_str() {
            "done" => StepAct::Done,
            "declined" => StepAct::Declined,
            "delegated" => StepAct::Delegated,
            "reopened" => StepAct::Reopened,
            "open" => StepAct::Open,
            _ => return Ok(list(desk, &named, None, Mends::none())?),
        };
        let empty = |words: &str| words.trim().is_empty();
        // What the desk would refuse, at its field.
        let mend = match act {
            StepAct::Declined if empty(&form.because) => {
                Some(("because", "Say why it is not done."))
            }
            StepAct::Delegated if empty(&form.to) => Some(("to", "Say who does it.")),
            StepAct::Open if empty(&form.because) => Some(("open-because", "Say why you open it.")),
            _ => None,
        };
        if let Some((field, words)) = mend {
            let back = CameBack {
                step: form.step,
                because: form.because,
                to: form.to,
            };
            return Ok(list(desk, &named, Some(back), Mends::one(field, words))?);
        }
        let to = Some(form.to.clone()).filter(|_| act == StepAct::Delegated);
        let because = Some(form.because.replace("\r\n", "\n"));
        match desk.step(&named, act, &form.step, to, because) {
            Ok(saved) => Ok(go(&format!("/cases/{}/steps", saved.case))),
            Err(error) => Err(Trouble::back(
                error,
                format!("/cases/{named}/steps"),
                "To the steps",
            )),
        }
    })
    .await
}

fn list(
    desk: &mut Desk,
    named: &str,
    came_back: Option<CameBack>,
    mends: Mends,
) -> Result<Response, DeskError> {
    let around = Around::of(desk, named, "Steps", Section::Steps)?;
    let looked = desk.next_shown(&around.shown.name, None, None)?;
    let advice = &looked.advice;
    let mut packs: Vec<String> = advice
        .steps
        .iter()
        .map(|step| step.pack.replace('@', " "))
        .collect();
    packs.sort_unstable();
    packs.dedup();
    let status = if mends.0.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let steps = Steps {
        frame: around.frame.clone().to_mend(&mends),
        caption: Words::from(format!(
            "Case {}, {}",
            around.shown.name,
            times::day(around.times.date(around.now))
        )),
        base: around.base.clone(),
        notices: advice.notices.clone(),
        advised: looked.advised.iter().map(advised).collect(),
        kept: Words::from(kept(&looked.kept)),
        open: advice
            .steps
            .iter()
            .filter(|s| s.state.is_open())
            .map(|s| step(s, &around))
            .collect(),
        ended: advice
            .steps
            .iter()
            .filter(|s| !s.state.is_open())
            .map(|s| ended(s, &around))
            .collect(),
        others: desk
            .step_names()?
            .into_iter()
            .filter(|id| {
                !advice
                    .steps
                    .iter()
                    .any(|s| s.id == *id && s.state.is_open())
            })
            .map(|id| (id.clone(), labels::step(&id)))
            .collect(),
        packs,
        came_back,
        mends,
    };
    Ok(page(status, &steps))
}

fn advised(advised: &Advised) -> pages::Advised {
    let by = advised.by.as_deref().unwrap_or("An adviser");
    let given = advised
        .given
        .as_ref()
        .map(|given| format!(", {}", times::said(&given.text)))
        .unwrap_or_default();
    pages::Advised {
        words: advised.words.lines().map(Words::from).collect(),
        line: Words::from(format!("{by}{given}. P{}", advised.p)),
    }
}

/// Where it is kept that this was shown.
fn kept(kept: &KeptAs) -> String {
    match kept {
        KeptAs::Nothing => String::new(),
        KeptAs::Before(p) | KeptAs::Now(p) => {
            format!("That these steps were shown is kept in your private log, P{p}.")
        }
        KeptAs::Not(why) => format!("That these steps were shown could not be kept: {why}."),
    }
}

/// What holds for as long as it stands, beside what is to be done.
pub(super) fn stays(step: &StepAdvice) -> bool {
    step.id == "emergency-exception"
}

pub(super) fn urgency(step: &StepAdvice) -> Urgency {
    match (step.state, step.urgency) {
        (_, pathway::Urgency::Now) => Urgency::Now,
        (Stands::Overdue, _) => Urgency::Overdue,
        (_, pathway::Urgency::Today) => Urgency::Today,
        (_, pathway::Urgency::Days) => Urgency::Days,
        (_, pathway::Urgency::Weeks) => Urgency::Weeks,
    }
}

/// A step for the screen.
pub(super) fn step(advice: &StepAdvice, around: &Around) -> Step {
    let soon = urgency(advice);
    let now = soon == Urgency::Now;
    let calls = if now {
        vec![
            Call {
                number: "999".to_owned(),
                urgent: true,
            },
            Call {
                number: "101".to_owned(),
                urgent: false,
            },
        ]
    } else {
        vec![]
    };
    Step {
        id: advice.id.clone(),
        urgency: soon,
        title: labels::step(&advice.id),
        order: if now {
            "Call 999 now if you are in danger.".to_owned()
        } else {
            String::new()
        },
        // The order above says it in bold; once is enough.
        text: if now {
            advice
                .text
                .strip_prefix("In danger now: call 999. ")
                .unwrap_or(&advice.text)
                .to_owned()
        } else {
            advice.text.clone()
        },
        why: why(&advice.why, around),
        because: causes(&advice.because, around),
        who: labels::who(&advice.who),
        by: if now {
            String::new()
        } else {
            advice.by.map(times::day).unwrap_or_default()
        },
        source: source(advice),
        later: advice.later,
        calls,
    }
}

/// "Advice on advances by patients, Medical Defence Union, 18 November 2016. uk-gp 1.0.0".
fn source(advice: &StepAdvice) -> String {
    let pack = advice.pack.replace('@', " ");
    let Some(source) = &advice.source else {
        return format!("Opened by you. {pack}");
    };
    let date = source.date.as_ref().map(|date| {
        format!(
            ", {}",
            date.parse().map_or_else(|_| date.clone(), times::day)
        )
    });
    let unread = if source.read.is_none() {
        " (not checked against the text)"
    } else {
        ""
    };
    let later = if advice.later {
        " (later than this day)"
    } else {
        ""
    };
    format!(
        "{}, {}{}{unread}{later}. {pack}",
        source.title,
        source.publisher,
        date.unwrap_or_default()
    )
}

/// Why, with each number of an entry as a link to it.
fn why(words: &str, around: &Around) -> Vec<WhyPart> {
    let plain = |words: &str| WhyPart {
        words: Words::from(words),
        href: None,
    };
    let mut parts = Vec::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('#') {
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let (number, behind) = after.split_at(digits);
        match number.parse::<u64>() {
            Ok(n) => {
                parts.push(plain(before));
                parts.push(WhyPart {
                    words: Words::from(format!("#{n}")),
                    href: Some(around.entry(n)),
                });
            }
            Err(_) => parts.push(plain(&format!("{before}#{number}"))),
        }
        rest = behind;
    }
    parts.push(plain(rest));
    parts
}

/// The newest few entries as links.
pub(super) fn causes(numbers: &[u64], around: &Around) -> Vec<EntryLink> {
    let mut links = links(numbers, around);
    links.truncate(CAUSES);
    links
}

/// Entries as links, the newest first, runs of numbers together: "#6", "#13 to #35".
pub(super) fn links(numbers: &[u64], around: &Around) -> Vec<EntryLink> {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for n in numbers {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*n) => *last = *n,
            _ => runs.push((*n, *n)),
        }
    }
    let link = |(first, last): &(u64, u64)| EntryLink {
        words: if first == last {
            format!("#{first}")
        } else {
            format!("#{first} to #{last}")
        },
        href: around.entry(*first),
    };
    runs.iter().rev().map(link).collect()
}

fn ended(advice: &StepAdvice, around: &Around) -> Ended {
    let how = match advice.state {
        Stands::Declined => "Not doing this",
        Stands::NotNeeded => "No longer needed",
        _ => "Done",
    };
    Ended {
        id: advice.id.clone(),
        title: labels::step(&advice.id),
        how,
        because: why(&advice.why, around),
        can_reopen: advice.state == Stands::Declined,
    }
}
