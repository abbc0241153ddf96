//! Shows what was played, part by part, as a person would have seen it on a terminal.

use std::io::Write;

use super::play::{Answer, Play};
use super::tour::Look;
use crate::failure::Failure;

impl Play<'_> {
    /// Shows the tour; looks that were not taken on the way are taken at `end`.
    pub fn show(&self, end: &str) -> Result<(), Failure> {
        let parts = &self.tour.parts;
        for (p, part) in parts.iter().enumerate() {
            let title = format!("{} of {}  {}", p + 1, parts.len(), part.title);
            self.say.line("")?;
            self.say.line(&self.say.bold(&title))?;
            for sentence in &part.say {
                self.say.line(sentence)?;
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

    /// Prints a look, cut where the tour says so.
    fn looked(&self, look: &Look, answer: &Answer) -> Result<(), Failure> {
        self.typed(&look.run)?;
        let (shown, left) = look.cut(&answer.text);
        self.answered(shown.into_iter())?;
        if left > 0 {
            let more = format!("… {left} more lines");
            self.say.line(&self.say.dim(&more))?;
        }
        if let Some(code) = answer.exit.filter(|c| *c != 0) {
            self.say.line(&format!("(exit {code})"))?;
        }
        std::io::stdout().flush()?;
        Ok(())
    }

    fn typed(&self, words: &[String]) -> Result<(), Failure> {
        self.say.line("")?;
        for line in typed_lines(words, self.say.columns()) {
            self.say.line(&line)?;
        }
        Ok(())
    }

    fn answered<'b>(&self, answer: impl Iterator<Item = &'b str>) -> Result<(), Failure> {
        for line in answer {
            self.say.line(&self.say.cut(line))?;
        }
        Ok(())
    }
}

/// A command as a person would type it in a shell, options on lines of their own where it is long.
fn typed_lines(words: &[String], columns: usize) -> Vec<String> {
    let mut lines = vec!["$ standfast".to_owned()];
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
            lines.push(format!("    {piece}"));
        }
    }
    lines
}

/// Words as a person would type them in a shell.
pub fn quoted(words: &[String]) -> String {
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
