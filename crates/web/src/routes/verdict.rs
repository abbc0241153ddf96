//! `/cases/NAME/verdict`: a check of the whole vault, in three lines.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use standfast_desk::Desk;
use standfast_desk::disclosure::{self, Code};

use super::Around;
use super::trouble::Trouble;
use crate::labels::{capital, counted};
use crate::pages::frame::Section;
use crate::pages::verdict::{Line, Lines, Mark, Problem, Verdict};
use crate::server::{SignedIn, page};
use crate::vault::{Daybook, OpenDesk};
use crate::words::Words;

pub(super) async fn ask(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
) -> Response {
    site.at_desk(signed, move |desk, _| shown(desk, &named, None))
        .await
}

pub(super) async fn check(
    State(site): State<Daybook>,
    signed: SignedIn<OpenDesk>,
    Path(named): Path<String>,
) -> Response {
    site.at_desk(signed, move |desk, _| {
        let found = desk.verify_vault(None, &mut |_, _| {})?;
        shown(desk, &named, Some(&found))
    })
    .await
}

fn shown(
    desk: &mut Desk,
    named: &str,
    found: Option<&disclosure::Verdict>,
) -> Result<Response, Trouble> {
    let around = Around::of(desk, named, "Check", Section::Verdict)?;
    let caption = match found {
        Some(_) => format!(
            "The whole vault, checked {}",
            around.times.moment(around.now)
        ),
        None => format!("Case {}", around.shown.name),
    };
    let verdict = Verdict {
        caption: Words::from(caption),
        base: around.base.clone(),
        lines: found.map(lines),
        frame: around.frame,
    };
    Ok(page(StatusCode::OK, &verdict))
}

fn lines(found: &disclosure::Verdict) -> Lines {
    let problems = |all: &[disclosure::Problem]| -> Vec<Problem> {
        let problem = |one: &disclosure::Problem| Problem {
            code: one.code.as_str().to_owned(),
            item: Words::from(one.item.as_str()),
            message: Words::from(capital(&one.message) + "."),
        };
        all.iter().map(problem).collect()
    };
    let count = |all: &[disclosure::Problem]| counted(all.len() as u64, "problem", "problems");
    let mark = |ok: bool| if ok { Mark::Holds } else { Mark::Fails };
    let (integrity, completeness, anchor) = (&found.integrity, &found.completeness, &found.anchor);
    let whole = integrity.problems.is_empty();
    let missing = !completeness.problems.is_empty();
    let fields: u64 = completeness.classes.values().sum();
    let erased = if fields > 0 {
        format!(
            " {} in part: {} erased.",
            completeness.in_part,
            counted(fields, "field was", "fields were")
        )
    } else {
        String::new()
    };
    Lines {
        integrity: Line {
            mark: mark(whole),
            says: if whole {
                "nothing was changed".to_owned()
            } else {
                format!("CHANGED. {}", count(&integrity.problems))
            },
            more: format!(
                "{} and {} were read and compared with what was sealed.",
                counted(found.entries, "entry", "entries"),
                counted(found.originals, "original", "originals")
            ),
            problems: problems(&integrity.problems),
            print: None,
        },
        completeness: Line {
            mark: mark(!missing),
            says: if missing {
                format!("MISSING. {}", count(&completeness.problems))
            } else {
                "nothing is missing".to_owned()
            },
            more: format!(
                "{} of all cases and both logs.{erased}",
                counted(found.entries, "entry", "entries")
            ),
            problems: problems(&completeness.problems),
            print: None,
        },
        anchor: Line {
            mark: if anchor.problems.is_empty() && !anchor.confirmed {
                Mark::Open
            } else {
                mark(anchor.problems.is_empty())
            },
            says: anchor_says(&anchor.problems, anchor.confirmed),
            more: format!(
                "Whoever holds the key could have written all of this as late as today. Bundles that others have fix \
                 what was in them.{}",
                if anchor.demonstration {
                    " This is a demonstration vault."
                } else {
                    ""
                }
            ),
            problems: problems(&anchor.problems),
            print: anchor.key.as_deref().map(eights),
        },
    }
}

fn anchor_says(problems: &[disclosure::Problem], confirmed: bool) -> String {
    let any = |code: Code| problems.iter().any(|problem| problem.code == code);
    let words = if problems.is_empty() {
        if confirmed {
            "key confirmed"
        } else {
            "key not confirmed"
        }
    } else if any(Code::OlderCopy) {
        "OLDER COPY. A newer one was used on this computer"
    } else if any(Code::SecondCopy) {
        "SECOND COPY. Two copies went different ways"
    } else {
        "DOES NOT FIT"
    };
    words.to_owned()
}

/// A fingerprint in groups of eight, to be read aloud.
fn eights(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    letters
        .chunks(8)
        .map(|eight| eight.iter().collect::<String>())
        .collect::<Vec<_>>()
        .join(" ")
}
