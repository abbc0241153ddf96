//! Results on standard output, everything else on standard error.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;
use standfast_desk::Saved;

use crate::commands::{Colour, Everywhere};

/// How this run speaks.
pub struct Say {
    json: bool,
    quiet: bool,
    colour: bool,
    width: Option<usize>,
}

impl Say {
    /// From the options that hold everywhere and the terminal.
    pub fn new(options: &Everywhere) -> Self {
        let terminal = io::stdout().is_terminal();
        let plain = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
            || std::env::var("TERM").is_ok_and(|t| t == "dumb");
        let colour = match options.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => terminal && !plain,
        };
        let width = terminal.then(|| {
            std::env::var("COLUMNS")
                .ok()
                .and_then(|c| c.parse().ok())
                .unwrap_or(80)
                .clamp(40, 200)
        });
        Say {
            json: options.json,
            quiet: options.quiet,
            colour,
            width,
        }
    }

    /// Whether results are JSON.
    pub fn json(&self) -> bool {
        self.json
    }

    /// Whether hints are wanted.
    pub fn hints(&self) -> bool {
        !self.quiet
    }

    /// Bold, where there is colour.
    pub fn bold(&self, text: &str) -> String {
        if self.colour {
            format!("\x1b[1m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }

    /// Dim, where there is colour.
    pub fn dim(&self, text: &str) -> String {
        if self.colour {
            format!("\x1b[2m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }

    /// How many columns a drawing may take: the terminal's, or 80.
    pub fn columns(&self) -> usize {
        self.width.unwrap_or(80)
    }

    /// A bar so long: of blocks on a terminal with colour, else of plain letters.
    pub fn bar(&self, length: usize) -> String {
        if self.colour { "█" } else { "#" }.repeat(length)
    }

    /// A line of results. A reader that went away ends the run quietly.
    pub fn line(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match writeln!(out, "{text}") {
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
            other => other,
        }
    }

    /// One object on one line.
    pub fn object(&self, value: &impl Serialize) -> io::Result<()> {
        let text = serde_json::to_string(value).map_err(io::Error::other)?;
        self.line(&text)
    }

    /// Something beside the result: progress, a hint.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            let _ = writeln!(io::stderr(), "{text}");
        }
    }

    /// Something that must be seen even with `--quiet`.
    pub fn warn(&self, text: &str) {
        let _ = writeln!(io::stderr(), "Warning: {text}");
    }

    /// What happened, and below it what is safe and what to do.
    pub fn error(&self, what: &str, advice: &str) {
        let mut err = io::stderr().lock();
        let head = self.bold("Error:");
        let _ = writeln!(err, "{head} {what}");
        for line in advice.lines().filter(|l| !l.is_empty()) {
            let _ = writeln!(err, "  {line}");
        }
    }

    /// The answer to an act.
    pub fn saved(&self, saved: &Saved) -> io::Result<()> {
        for warning in &saved.warnings {
            self.warn(warning);
        }
        if self.json {
            return self.object(saved);
        }
        self.line(&format!("Saved as {} in {}.", saved.name(), saved.case))?;
        match saved.exhibits.as_slice() {
            [] => Ok(()),
            [one] => self.line(&format!("Exhibit {one}.")),
            many => self.line(&format!("Exhibits {}.", many.join(", "))),
        }
    }

    /// What the files say of themselves, one line a file: offered, nothing goes by it.
    pub fn offered(&self, saved: &Saved) -> io::Result<()> {
        if self.json {
            return Ok(());
        }
        for file in &saved.offered {
            let name = visible(&file.file);
            if let Some(date) = file.first() {
                self.line(&format!("{name}: {}", date.words))?;
            }
            if file.holds_place {
                self.line(&format!("{name}: it holds a place, which was not read out"))?;
            }
            for note in &file.notes {
                self.line(&format!("{name}: {note}"))?;
            }
        }
        Ok(())
    }

    /// Cuts a line to the terminal's width with an ellipsis; whole when piped.
    pub fn cut(&self, line: &str) -> String {
        match self.width {
            Some(width) if line.chars().count() > width => {
                let mut cut: String = line.chars().take(width.saturating_sub(1)).collect();
                cut.push('…');
                cut
            }
            _ => line.to_owned(),
        }
    }
}

/// Hostile characters shown, never obeyed; see [`standfast_desk::model::visible`].
pub fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    standfast_desk::model::visible(text)
}

/// Counts on standard error, on a terminal.
pub struct Progress(Option<indicatif::ProgressBar>);

/// So many of so many, how fast, and how long it may still take.
const OF_ALL: &str = "{prefix}: {human_pos} of {human_len}, {per_sec}, {eta} left";
/// So many, of a number that is not known yet.
const SO_FAR: &str = "{prefix}: {human_pos}, {per_sec}";

impl Say {
    /// Starts counting.
    pub fn progress(&self, what: &'static str) -> Progress {
        if self.quiet || !io::stderr().is_terminal() {
            return Progress(None);
        }
        let bar = indicatif::ProgressBar::new(0).with_prefix(what);
        Progress(Some(bar))
    }
}

impl Progress {
    /// So far, of all.
    pub fn at(&self, done: u64, all: u64) {
        if let Some(bar) = &self.0 {
            if bar.length() != Some(all) {
                style(bar, OF_ALL);
                bar.set_length(all);
                bar.reset_eta();
            }
            bar.set_position(done);
        }
    }

    /// So far, while nobody knows of how many.
    pub fn counted(&self, done: u64) {
        if let Some(bar) = &self.0 {
            if bar.length().is_some() {
                bar.unset_length();
                style(bar, SO_FAR);
            }
            bar.set_position(done);
        }
    }

    /// Takes the bar off the screen.
    pub fn end(self) {
        if let Some(bar) = self.0 {
            bar.finish_and_clear();
        }
    }
}

fn style(bar: &indicatif::ProgressBar, template: &str) {
    if let Ok(style) = indicatif::ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}
