//! Plays a story: each of its lines as a command at its time, and the looks that the tour takes on the way.

use std::collections::HashMap;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use standfast_story::{Event, Letter, Story};

use super::labels::Labels;
use super::moment;
use super::show::quoted;
use super::stage::Stage;
use super::tour::{Look, Tour};
use super::typed::{self, Typed, Words};
use crate::failure::Failure;
use crate::say::Say;

/// A story on the way.
pub struct Play<'a> {
    /// Where it is played.
    pub stage: Stage,
    /// How this run speaks.
    pub say: &'a Say,
    story: &'a Story,
    /// What is shown of it.
    pub tour: &'a Tour,
    zone: TimeZone,
    labels: Labels,
    /// What was typed for the lines with labels, and the answer: for the tour.
    pub answers: HashMap<String, (Vec<String>, String)>,
    /// The answers to looks that were taken on the way, by part and place in it.
    pub looked: HashMap<(usize, usize), Answer>,
}

/// What a look said, and its exit code.
pub struct Answer {
    /// As it was printed.
    pub text: String,
    /// None: it was killed.
    pub exit: Option<i32>,
}

impl<'a> Play<'a> {
    /// A story that is about to begin.
    pub fn new(
        stage: Stage,
        say: &'a Say,
        story: &'a Story,
        tour: &'a Tour,
        zone: TimeZone,
    ) -> Self {
        Play {
            stage,
            say,
            story,
            tour,
            zone,
            labels: Labels::default(),
            answers: HashMap::new(),
            looked: HashMap::new(),
        }
    }

    /// The moment of the story's last line.
    pub fn end(&self) -> String {
        let last = self.story.scenes.iter().flat_map(|s| &s.at).last();
        moment(&self.zone, *last.unwrap_or(&self.story.header.opened))
    }

    /// Plays the story: every line that enters something, at each of its times.
    pub fn all(&mut self) -> Result<(), Failure> {
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
        if matches!(event, Event::Letter(Letter::Draft { .. })) {
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

    /// Runs a look; what a person would see.
    pub fn look(&self, look: &Look, now: &str) -> Result<Answer, Failure> {
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
}
