//! `standfast letter list`, `show` and `templates`.

use std::path::Path;

use serde_json::json;
use standfast_desk::acts::letter::LetterLine;
use standfast_desk::vault::Mode;

use super::OwnWords;
use super::answer::{change_line, changes_json};
use super::files::{unwritable, write};
use crate::commands::Everywhere;
use crate::failure::Failure;
use crate::open;
use crate::say::{Say, visible};

pub(super) fn list(case: &str, on: &Everywhere, say: &Say) -> Result<(), Failure> {
    let mut desk = open::desk(on, say, Mode::Read)?;
    let letters = desk.letter_list(case)?;
    desk.close()?;
    for letter in &letters {
        if say.json() {
            say.object(letter)?;
            continue;
        }
        say.line(&heading(letter))?;
        for act in &letter.acts {
            let by = act.by.as_ref().map(|by| format!(" by {by}"));
            let when = act.occurred.as_ref().map(|when| format!("  {when}"));
            let more = [&act.how, &act.because]
                .into_iter()
                .flatten()
                .map(|text| format!("  {text}"))
                .collect::<String>();
            let entry = act.measure.map(|n| format!("  #{n}"));
            let answer = act.answer.map(|n| format!("  answered by #{n}"));
            let line: String = [when, by, Some(more), entry, answer]
                .into_iter()
                .flatten()
                .collect();
            say.line(&format!("  P{} {}{}", act.p, act.act, visible(&line)))?;
        }
    }
    Ok(())
}

fn heading(letter: &LetterLine) -> String {
    let open = match letter.gaps.as_slice() {
        _ if letter.state != "drafted" => String::new(),
        [] => String::new(),
        gaps => format!("; open: {}", gaps.join(", ")),
    };
    format!(
        "{}  {}  {}{open}",
        letter.letter, letter.template, letter.state
    )
}

pub(super) fn show(
    case: &str,
    letter: u64,
    out: &Path,
    on: &Everywhere,
    say: &Say,
) -> Result<(), Failure> {
    let mut desk = open::desk(on, say, Mode::Read)?;
    let (name, bytes) = desk.letter_show(case, letter, false)?;
    let text = desk.letter_show(case, letter, true).ok();
    desk.close()?;
    std::fs::create_dir_all(out).map_err(|e| unwritable(out, &e))?;
    let mut written = vec![write(out, &name, &bytes)?];
    if let Some((name, bytes)) = text {
        written.push(write(out, &name, &bytes)?);
    }
    if say.json() {
        say.object(&json!({"letter": letter, "files": written}))?;
        return Ok(());
    }
    for path in written {
        say.line(&path.display().to_string())?;
    }
    Ok(())
}

pub(super) fn templates(own: &OwnWords, say: &Say) -> Result<(), Failure> {
    let overrides = own.read()?;
    for line in standfast_desk::acts::letter::templates(&overrides)? {
        if say.json() {
            say.object(&json!({
                "name": line.name, "version": line.version, "purpose": line.purpose, "signer": line.signer,
                "gaps": line.gaps.iter().map(|g| json!({"name": g.name, "asks": g.asks, "optional": g.optional, "choice": g.choice})).collect::<Vec<_>>(),
                "own": line.own.as_deref().map(changes_json),
            }))?;
            continue;
        }
        let reworded = if line.own.is_some() {
            " (your own words)"
        } else {
            ""
        };
        say.line(&format!("{}{reworded}", line.version))?;
        say.line(&format!("  {}", line.purpose))?;
        for change in line.own.iter().flatten() {
            say.line(&change_line(change))?;
        }
    }
    Ok(())
}
