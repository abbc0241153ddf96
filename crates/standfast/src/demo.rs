//! The demonstration: a case of the stories, played by the real commands on files in real formats,
//! and a guided tour through what came of it.
//!
//! What happens stands in `tests/stories/`, and is a test there; what is shown of it in `demo/tours/`.
//! Nothing of the law, of advice, or of the case is decided here: each act is a run of this program.

use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use standfast_story::{Event, Story};

use crate::commands::Everywhere;
use crate::failure::Failure;
use crate::say::Say;

pub mod cases;
mod labels;
mod stage;
mod tour;
mod typed;

use cases::Case;
use labels::Labels;
use stage::{Stage, WORDS};
use tour::{Look, Tour};
use typed::{Typed, Words};

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
    let mut play = Play {
        stage,
        say,
        story: &story,
        tour: &tour,
        zone,
        labels: Labels::default(),
        answers: HashMap::new(),
        looked: HashMap::new(),
    };
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

/// A story on the way.
struct Play<'a> {
    stage: Stage,
    say: &'a Say,
    story: &'a Story,
    tour: &'a Tour,
    zone: TimeZone,
    labels: Labels,
    /// What was typed for the lines with labels, and the answer: for the tour.
    answers: HashMap<String, (Vec<String>, String)>,
    /// The answers to looks that were taken on the way, by part and place in it.
    looked: HashMap<(usize, usize), Answer>,
}

/// What a look said, and its exit code.
struct Answer {
    text: String,
    exit: Option<i32>,
}

impl Play<'_> {
    /// The moment of the story's last line.
    fn end(&self) -> String {
        let last = self.story.scenes.iter().flat_map(|s| &s.at).last();
        moment(&self.zone, *last.unwrap_or(&self.story.header.opened))
    }

    /// Plays the story: every line that enters something, at each of its times.
    fn all(&mut self) -> Result<(), Failure> {
        let head = &self.story.header;
        let opened = moment(&self.zone, head.opened);
        self.command(&typed::opening(head).0, &opened, None)?;
        let entering = || {
            let scenes = self.story.scenes.iter();
            scenes.filter(|scene| typed::enters(&scene.event))
        };
        let all: usize = entering().map(|scene| scene.at.len()).sum();
        let progress = self.say.progress("Logging the story");
        let mut done = 0;
        for scene in entering().collect::<Vec<_>>() {
            for at in &scene.at {
                self.line(&scene.event, scene.label.as_deref(), *at)?;
                done += 1;
                progress.at(done, all as u64);
            }
            if let (Some(label), Some(last)) = (&scene.label, scene.at.last()) {
                self.looks_after(label, &moment(&self.zone, *last))?;
            }
        }
        progress.end();
        Ok(())
    }

    /// Takes the looks that the tour wants right after this line.
    fn looks_after(&mut self, label: &str, now: &str) -> Result<(), Failure> {
        for (p, part) in self.tour.parts.iter().enumerate() {
            for (l, look) in part.looks.iter().enumerate() {
                if look.after.as_deref() == Some(label) {
                    let answer = self.look(look, now)?;
                    self.looked.insert((p, l), answer);
                }
            }
        }
        Ok(())
    }

    fn line(&mut self, event: &Event, label: Option<&str>, at: DateTime) -> Result<(), Failure> {
        let now = moment(&self.zone, at);
        let case = &self.story.header.case;
        for entry in event.refs() {
            if let Some((label, import)) = self.labels.unknown(entry) {
                let contacts = self.stage.contacts_of(case, import, &now)?;
                self.labels.took(label, contacts);
            }
        }
        let typed = typed::typed(case, event, label, at, &self.labels)
            .map_err(|e| Failure::outside(format!("the story cannot go on: {e}"), ""))?;
        let words = match typed {
            Typed::Command(Words(words)) => words,
            Typed::Decided(Words(words), file, decisions) => {
                self.stage.write(&file, &decisions)?;
                words
            }
            Typed::Changed { from, item, to } => {
                return self.stage.change_one_byte(&from, &item, &to);
            }
            Typed::Nothing => return Ok(()),
        };
        let answer = self.command(&words, &now, Some(event))?;
        if matches!(event, Event::Letter(standfast_story::Letter::Draft { .. })) {
            self.labels.drafted(label);
        }
        if let Some(label) = label {
            match event {
                Event::Import(_) => self.labels.imported(label, &answer),
                _ => self.labels.made(label, &answer),
            }
            let first = self.answers.entry(label.to_owned());
            first.or_insert((words, answer));
        }
        Ok(())
    }

    /// Runs a command of the story; the answer.
    fn command(
        &self,
        words: &[String],
        now: &str,
        event: Option<&Event>,
    ) -> Result<String, Failure> {
        // Hints go where nobody sees them.
        let mut quiet = words.to_vec();
        quiet.push("--quiet".to_owned());
        let output = self.stage.run(&quiet, now)?;
        // 3 says that a record of an export was not understood: stories have such.
        let fine = match output.status.code() {
            Some(0) => true,
            Some(3) => matches!(event, Some(Event::Import(_))),
            _ => false,
        };
        if !fine {
            return Err(Failure::outside(
                format!(
                    "the demonstration could not go on at: standfast {}",
                    quoted(words)
                ),
                String::from_utf8_lossy(&output.stderr).trim().to_owned(),
            ));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Shows the tour; looks that were not taken on the way are taken at `end`.
    fn show(&self, end: &str) -> Result<(), Failure> {
        let parts = &self.tour.parts;
        for (p, part) in parts.iter().enumerate() {
            let title = format!("{} of {}  {}", p + 1, parts.len(), part.title);
            self.say.line("")?;
            self.say.line(&self.say.bold(&title))?;
            for sentence in &part.say {
                self.say.line(&format!("        {sentence}"))?;
            }
            for label in &part.lines {
                let (words, answer) = self.answers.get(label).ok_or_else(|| {
                    Failure::outside(format!("the tour shows \"{label}\", which no line has"), "")
                })?;
                self.typed(words)?;
                self.answered(answer.lines())?;
            }
            for (l, look) in part.looks.iter().enumerate() {
                match (self.looked.get(&(p, l)), &look.after) {
                    (Some(answer), _) => self.looked(look, answer)?,
                    (None, None) => self.looked(look, &self.look(look, end)?)?,
                    (None, Some(label)) => {
                        return Err(Failure::outside(
                            format!("the tour looks after \"{label}\", which no line has"),
                            "",
                        ));
                    }
                }
            }
        }
        Ok(())
    }

    /// Runs a look; what a person would see.
    fn look(&self, look: &Look, now: &str) -> Result<Answer, Failure> {
        let output = self.stage.run(&look.run, now)?;
        let text = match output.stdout.as_slice() {
            [] => &output.stderr,
            said => said,
        };
        Ok(Answer {
            text: String::from_utf8_lossy(text).into_owned(),
            exit: output.status.code(),
        })
    }

    /// Prints a look, cut where the tour says so.
    fn looked(&self, look: &Look, answer: &Answer) -> Result<(), Failure> {
        self.typed(&look.run)?;
        let (shown, left) = look.cut(&answer.text);
        self.answered(shown.into_iter())?;
        if left > 0 {
            let more = format!("        … {left} more lines");
            self.say.line(&self.say.dim(&more))?;
        }
        if let Some(code) = answer.exit.filter(|c| *c != 0) {
            self.say.line(&format!("        (exit {code})"))?;
        }
        std::io::stdout().flush()?;
        Ok(())
    }

    fn typed(&self, words: &[String]) -> Result<(), Failure> {
        for line in typed_lines(words, self.say.columns()) {
            self.say.line(&line)?;
        }
        Ok(())
    }

    fn answered<'b>(&self, answer: impl Iterator<Item = &'b str>) -> Result<(), Failure> {
        for line in answer {
            self.say.line(&self.say.cut(&format!("        {line}")))?;
        }
        Ok(())
    }
}

/// A command as a person would type it in a shell, options on lines of their own where it is long.
fn typed_lines(words: &[String], columns: usize) -> Vec<String> {
    let mut lines = vec!["        $ standfast".to_owned()];
    let mut words = words.iter().peekable();
    while let Some(word) = words.next() {
        let mut piece = shown(word);
        // An option stays with what it says.
        if word.starts_with("--")
            && let Some(value) = words.next_if(|next| !next.starts_with("--"))
        {
            piece = format!("{piece} {}", shown(value));
        }
        let last = lines.pop().unwrap_or_default();
        let fits = last.chars().count() + piece.chars().count() + 3 <= columns;
        if fits || !word.starts_with("--") {
            lines.push(format!("{last} {piece}"));
        } else {
            lines.push(format!("{last} \\"));
            lines.push(format!("            {piece}"));
        }
    }
    lines
}

/// Words as a person would type them in a shell.
fn quoted(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|w| shown(w)).collect();
    words.join(" ")
}

/// One word, in quotation marks where a shell needs them; a new line as `--fill` takes it.
fn shown(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@=".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        let word = word.replace('"', "\\\"").replace('\n', "\\n");
        format!("\"{word}\"")
    }
}
