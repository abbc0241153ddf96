//! The demonstration: a case of the stories, played by the real commands on files in real formats,
//! and a guided tour through what came of it.
//!
//! What happens stands in `tests/stories/`, and is a test there; what is shown of it in `demo/tours/`.
//! Nothing of the law, of advice, or of the case is decided here: each act is a run of this program.

use std::path::PathBuf;
use std::time::Instant;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use standfast_story::Story;

use crate::commands::Everywhere;
use crate::failure::Failure;
use crate::say::Say;

pub mod cases;
mod labels;
mod play;
mod show;
mod stage;
mod tour;
mod typed;

use cases::Case;
use play::Play;
use stage::{Stage, WORDS};
use tour::Tour;

/// Plays a case and shows it; `serve` opens the pages at its end.
pub fn run(
    on: &Everywhere,
    say: &Say,
    case: &Case,
    dir: Option<PathBuf>,
    serve: bool,
) -> Result<(), Failure> {
    let began = Instant::now();
    let (folder, kept) = folder(dir)?;
    let story = Story::parse(case.story)
        .map_err(|e| Failure::outside(format!("the story of {} is off: {e}", case.code), ""))?;
    let tour = Tour::read(case.tour)?;
    let zone = TimeZone::get(&story.header.zone)
        .map_err(|e| Failure::outside(format!("the story of {} is off: {e}", case.code), ""))?;
    say.line("Demonstration. Everybody in it is invented. Nothing leaves this machine.")?;
    say.line(&format!(
        "Case {}, {}: {}.",
        case.code, case.name, case.about
    ))?;
    say.line(&match &kept {
        Some(_) => "Folder: a temporary one; gone when you stop.".to_owned(),
        None => format!("Folder: {}", folder.display()),
    })?;
    let stage = Stage::set(folder, case, &moment(&zone, story.header.opened))?;
    let mut play = Play::new(stage, say, &story, &tour, zone);
    play.all()?;
    let end = play.end();
    play.show(&end)?;
    say.note("");
    say.note(&format!(
        "The tour took {:.1} seconds. Other cases: standfast demo -h",
        began.elapsed().as_secs_f64()
    ));
    if serve {
        say.line("")?;
        // The pages stand on the last day of the story, as the tour does.
        let on = Everywhere {
            now: Some(end),
            ..on.clone()
        };
        crate::serving::serve(
            &on,
            say,
            &play.stage.vault(),
            None,
            Vec::new(),
            Some(crate::serving::Demonstration {
                words: WORDS,
                state: play.stage.state().join("standfast"),
            }),
        )?;
    }
    Ok(())
}

/// The folder that was asked for, which must be new or empty; else a temporary one, gone when the
/// second is dropped.
fn folder(dir: Option<PathBuf>) -> Result<(PathBuf, Option<tempfile::TempDir>), Failure> {
    let Some(dir) = dir else {
        let temporary = tempfile::Builder::new()
            .prefix("standfast-demo-")
            .tempdir()
            .map_err(|e| Failure::outside(format!("no temporary folder could be made: {e}"), ""))?;
        return Ok((temporary.path().to_owned(), Some(temporary)));
    };
    if std::fs::read_dir(&dir).is_ok_and(|mut inside| inside.next().is_some()) {
        return Err(Failure::words(
            format!("{} is not empty; nothing was made", dir.display()),
            "Name a new folder: --dir DIR",
        ));
    }
    Ok((dir, None))
}

/// Wall time as `--now` takes it; where clocks were set back the first of the two.
fn moment(zone: &TimeZone, at: DateTime) -> String {
    zone.to_ambiguous_timestamp(at)
        .compatible()
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .to_string()
}
